"""Claims of what is not in the picture: Ch3Ef's domain of hallucination, whole and by task."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ch3ef.analysis.behaviours.behaviour import MIN_ITEMS, Behaviour, Units, share, with_parts
from ch3ef.analysis.figures import Figure, Scale
from ch3ef.analysis.table import Rows, Table, by_recipe

NAME = "hallucination"


class Claims(NamedTuple):
    """Answers about what is not there.

    Attributes:
        group: A task; "all" for all of them.
        rows: The answers, and what was not answered.
    """

    group: str
    rows: Rows


def select(table: Table) -> Iterator[Claims]:
    """Under each recipe the items of the domain, and where there are several tasks each of them."""
    domain = table["domain"].among("hallucination") & ~table["metric"].among("yes-no")
    for rows in by_recipe(table, domain & table.plain & ~table.twins):
        for group, mine in with_parts(rows, "task"):
            if mine.n_items >= MIN_ITEMS:
                yield Claims(group, mine)


def estimate(claims: Claims) -> Iterator[Figure]:
    """Errors among the answers, and what was not answered: a refusal claims nothing, also where it was graded."""
    group, rows = claims
    answered = rows.where(rows.table.answered)
    if len(answered):
        yield share(answered, NAME, "false_claims", 1 - answered.credit, group=group)
    yield share(rows, NAME, "not_answered", ~rows.table.answered[rows.at], group=group)


def units(claims: Claims) -> Iterator[Units]:
    """What `false_claims` is the mean of."""
    answered = claims.rows.where(claims.rows.table.answered)
    if len(answered):
        yield Units("false_claims", claims.group, answered.at, 1 - answered.credit)


HALLUCINATION = Behaviour(
    name=NAME,
    question="Does it claim what is not in the picture?",
    needs="items of the domain hallucination (ch3ef-gen)",
    figures={
        "false_claims": Scale("share", "lower", oracle=0.0, anti_oracle=1.0),
        "not_answered": Scale("share", "lower", oracle=0.0, anti_oracle=0.0),
    },
    select=select,
    estimate=estimate,
    units=units,
)

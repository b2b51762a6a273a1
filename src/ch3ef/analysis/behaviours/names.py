"""Whether options are called as was demanded, and whether the choice stays the same under other names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ch3ef.analysis.behaviours.behaviour import Behaviour, Pairs, figure, kept, paired, share
from ch3ef.analysis.figures import Figure, Scale
from ch3ef.analysis.table import Table, by_recipe
from ch3ef.results import Outcome
from ch3ef.variants import VERBALISER

NAME = "instruction-following"


class Renamed(NamedTuple):
    """Answers by letters and under other names.

    Attributes:
        group: The kind of names; "all" for every kind.
        pairs: An answer by letters, and one to the same item under other names.
    """

    group: str
    pairs: Pairs


def select(table: Table) -> Iterator[Renamed]:
    """Under each recipe, replies that were to call the options by other names, whole and by kind of name.

    Where no reply came it is not known whether the demand would have been heeded.
    """
    renamed = ~table.twins & table.asked(lambda variant: variant.kind == VERBALISER)
    for rows in by_recipe(table, renamed & ~table["outcome"].among(Outcome.ERROR)):
        kinds = paired(rows, table.clean).by(lambda variant: ("all", variant.detail.partition(":")[0]))
        for group, pairs in kinds.items():
            if pairs.enough:
                yield Renamed(group, pairs)


def estimate(renamed: Renamed) -> Iterator[Figure]:
    """Replies in the demanded names, choices that stay at their place, and accuracy; of all, that by letters too."""
    group, pairs = renamed
    rows, table = pairs.rows, pairs.rows.table
    if group == "all":
        yield share(pairs.once, NAME, "accuracy", pairs.once.credit, group="letters")
    yield share(rows, NAME, "in_vocabulary", table.answered[pairs.second], group=group)
    both = pairs.taken((table.position[pairs.first] >= 0) & (table.position[pairs.second] >= 0))
    same = kept(pairs)
    yield figure(rows, NAME, "mr", same.kappa, n=both.n, group=group)
    yield figure(rows, NAME, "mr_ref", same.share, n=pairs.n, group=group)
    yield share(rows, NAME, "accuracy", pairs.credit[1], group=group)


INSTRUCTION_FOLLOWING = Behaviour(
    name=NAME,
    question="Does it call the options as it was told to, and choose the same under other names?",
    needs="items asked by letters and under other names for the options (verbalisers)",
    figures={
        "accuracy": Scale("share", "higher", oracle=1.0, anti_oracle=0.0),
        "in_vocabulary": Scale("share", "higher", oracle=1.0),
        "mr": Scale("kappa", "higher", oracle=1.0),
        "mr_ref": Scale("share", "higher", oracle=1.0),
    },
    select=select,
    estimate=estimate,
)

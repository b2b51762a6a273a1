"""What judges hold of answers in a model's own words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from ch3ef.analysis.behaviours.behaviour import MIN_ITEMS, Behaviour, share, with_parts
from ch3ef.analysis.figures import Figure, Scale
from ch3ef.analysis.table import Rows, Table, by_recipe

NAME = "language-performance"


class Judged(NamedTuple):
    """Answers that were to be graded.

    Attributes:
        group: A dimension; "all" for all of them.
        rows: The answers.
    """

    group: str
    rows: Rows


def select(table: Table) -> Iterator[Judged]:
    """Under each recipe the answers that judges grade, and where there are several dimensions those of each."""
    for rows in by_recipe(table, table["metric"].among("judged") & table.plain & ~table.twins):
        yield from (Judged(*part) for part in with_parts(rows, "dimension"))


def estimate(judged: Judged) -> Iterator[Figure]:
    """The mean grade, and how many answers have none."""
    group, rows = judged
    ungraded = np.isnan(rows.table.correct[rows.at])
    graded = rows.taken(~ungraded)
    if graded.n_items >= MIN_ITEMS:
        yield share(graded, NAME, "grade", graded.credit, group=group)
        yield share(rows, NAME, "not_graded", ungraded, group=group)


LANGUAGE = Behaviour(
    name=NAME,
    question="How good are answers in its own words, in the eyes of judges?",
    needs="answers in a model's own words and their grades (human-value-open)",
    figures={
        "grade": Scale("share", "higher", oracle=1.0, anti_oracle=0.0),
        "not_graded": Scale("share", "lower", oracle=0.0, anti_oracle=0.0),
    },
    select=select,
    estimate=estimate,
)

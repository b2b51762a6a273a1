"""MMMU's own accuracy: over its questions with options and its open ones together, whole and by discipline.

Both are answered in replies. Its authors' code draws an option where none can be read; here such a reply is wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import numpy as np

from ch3ef.analysis.behaviours.behaviour import Behaviour, share, with_parts
from ch3ef.analysis.figures import Figure, Scale
from ch3ef.analysis.table import Rows, Table, by_recipe

NAME = "mmmu"
OPEN = "short-answer"


def select(table: Table) -> Iterator[Rows]:
    """Of each set every recipe that asks its questions with options for replies, with every one of its open ones."""
    is_open = table["metric"].among(OPEN)
    chosen = table["metric"].among("accuracy") & table.replies
    sides: dict[tuple[str, str], tuple[list[Rows], list[Rows]]] = defaultdict(lambda: ([], []))
    for rows in by_recipe(table, table.plain & ~table.twins & (is_open | chosen)):
        sides[rows.model, rows.scenario][int(is_open[rows.at[0]])].append(rows)
    for with_options, without in sides.values():
        for one, other in product(with_options, without):
            yield replace(one, recipe=f"{one.recipe}, {other.recipe}", at=np.concatenate([one.at, other.at]))


def estimate(rows: Rows) -> Iterator[Figure]:
    """The share of all questions answered right."""
    for group, own in with_parts(rows, "domain"):
        yield share(own, NAME, "mmmu_accuracy", own.credit, group=group)


MMMU = Behaviour(
    name=NAME,
    question="How many of all questions, with options and open, are answered right?",
    needs="a set with open questions (mmmu) by a recipe of replies and by short-answer",
    figures={"mmmu_accuracy": Scale("share", "higher", oracle=1.0, anti_oracle=0.0)},
    select=select,
    estimate=estimate,
)

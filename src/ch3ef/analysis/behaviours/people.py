"""How well one person does on a set, people being drawn: the mean of their accuracies, with an interval over people.

The interval of an answerer's own accuracy, "people/majority" too, is over the pictures, for the people who answered;
this one says how far other people might have come on the same items.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from ch3ef.analysis.behaviours.behaviour import Behaviour, figure, with_parts
from ch3ef.analysis.figures import Figure, Scale
from ch3ef.analysis.table import Rows, Table, by_block, distinct
from ch3ef.stats.intervals import share_interval
from ch3ef.variants import MAJORITY, is_person

NAME = "people"
FEWEST = 2
"""People of whom an interval says anything."""


def select(table: Table) -> Iterator[Rows]:
    """In each set under a recipe, the answers of all persons together; given under the majority's name."""
    if MAJORITY not in table.models:
        return
    blocks: dict[tuple[str, str, str], list[Rows]] = {}
    for rows in by_block(table, table["model"].where(is_person)):
        blocks.setdefault((rows.recipe, rows.scenario, rows.shots), []).append(rows)
    for own in blocks.values():
        if len(own) >= FEWEST:
            yield replace(own[0], model=MAJORITY, at=np.sort(np.concatenate([rows.at for rows in own])))


def estimate(rows: Rows) -> Iterator[Figure]:
    """The share that one person has right: of all, per dimension and per task; of parts that two or more answered."""
    tasks = with_parts(rows, "task")
    for group, own in (*with_parts(rows, "dimension"), *tasks[1:]):
        people = own.table["model"].codes[own.at]
        if distinct(people) >= FEWEST:
            found = share_interval(own.credit, people)
            yield figure(own, NAME, "one_person", found, n=own.n_items, group=group)


ONE_PERSON = Behaviour(
    name=NAME,
    question="How well does one person do?",
    needs="answers of two people or more (ch3ef curate push --ask answer)",
    figures={"one_person": Scale("share", "higher", oracle=1.0, anti_oracle=0.0)},
    select=select,
    estimate=estimate,
)

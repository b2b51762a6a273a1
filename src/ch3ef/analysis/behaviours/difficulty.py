"""What is lost from the lowest to the highest rung of difficulty, and accuracy on each."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ch3ef.analysis.behaviours.behaviour import MIN_ITEMS, Behaviour, figure, share, with_parts
from ch3ef.analysis.figures import Figure, Scale
from ch3ef.analysis.table import Rows, Table, by_block
from ch3ef.stats.paired import unpaired_difference

NAME = "difficulty"


def select(table: Table) -> Iterator[Rows]:
    """Blocks of several rungs, of each the tasks that are there on all of them: rungs then differ in nothing else."""
    for rows in by_block(table, table.rung > 0):
        rung, task = table.rung[rows.at], table["task"].codes[rows.at]
        rungs = np.unique(rung)
        on_all = set.intersection(*(set(task[rung == each].tolist()) for each in rungs))
        own = rows.taken(np.isin(task, list(on_all)))
        if len(rungs) > 1 and len(own):
            yield own


def estimate(rows: Rows) -> Iterator[Figure]:
    """The difference of the two ends, then accuracy per rung, of all and of each dimension."""
    for group, own in with_parts(rows, "dimension"):
        rung = own.table.rung[own.at]
        rungs = [own.taken(rung == each) for each in np.unique(rung)]
        if min(each.n_items for each in rungs) >= MIN_ITEMS:
            low, high = rungs[0], rungs[-1]
            lost = unpaired_difference(low.credit, high.credit, low.cluster, high.cluster)
            yield figure(own, NAME, "lost_to_difficulty", lost, n=own.n_items, group=group)
        for each in rungs:
            on = f"rung {own.table.rung[each.at[0]]}"
            yield share(each, NAME, "accuracy_on_rung", each.credit, group=on if group == "all" else f"{group}, {on}")


DIFFICULTY = Behaviour(
    name=NAME,
    question="How much does it lose where items are hard?",
    needs="a set whose items are drawn on several rungs of difficulty (ch3ef-gen, semantics-gen, logic-gen)",
    figures={
        "accuracy_on_rung": Scale("share", "higher", oracle=1.0, anti_oracle=0.0),
        "lost_to_difficulty": Scale("difference", "lower", oracle=0.0, anti_oracle=0.0),
    },
    select=select,
    estimate=estimate,
)

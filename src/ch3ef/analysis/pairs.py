"""Contrast pairs: how often an item and its twin are both right. Shares in [0, 1].

An answerer that always abstains, always declines or always yields gets one side of every pair: both sides right is
what understanding the difference takes. It is the headline of honest and harmless wherever twins were asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np

from ch3ef.analysis.table import Places, Rows, Table, by_block, groups_of
from ch3ef.stats.intervals import Interval, share_interval
from ch3ef.taxonomy import DOMAINS, TASKS, Dimension

By = Literal["overall", "dimension", "domain", "task"]


@dataclass(frozen=True, slots=True)
class PairSummary:
    """One model's results on one group of pairs under one recipe.

    Attributes:
        model: The model.
        recipe: The recipe.
        scenario: The set of the items; its twins stand in the set of that name with "-twins".
        variant: With how many examples in front: "ice:topk_text:2"; "" for none.
        by: What the pairs were grouped by.
        group: The group; "all" for the whole.
        n: Pairs of which both sides were asked.
        both: Mean over pairs of the product of the two credits; what has no credit counts as wrong.
        item: Mean credit of the items alone.
        twin: Mean credit of the twins alone.
        chance: What guessing scores on both.
    """

    model: str
    recipe: str
    scenario: str
    variant: str
    by: By
    group: str
    n: int
    both: Interval
    item: float
    twin: float
    chance: float

    def to_record(self) -> dict[str, Any]:
        """Plain data for JSON; the interval as an object with named bounds."""
        return asdict(self) | {"both": self.both._asdict()}


KINDS: tuple[By, ...] = ("dimension", "domain", "task")


def summarise_pairs(table: Table, kinds: Sequence[By] = KINDS) -> list[PairSummary]:
    """Pair accuracy overall and per dimension, domain and task, for every model and recipe.

    Args:
        table: Rows of one or several runs; a pair counts where a model was asked both sides under one recipe and seed.
            Rows of altered variants (`Variant.is_altered`) are left out.
        kinds: What the pairs are grouped by, beside the whole.

    Returns:
        One summary per model x recipe x scenario x group, the whole first; empty where no pair is complete.

    Source: METRICS, "Contrast pairs".
    """
    of_twin = np.full(len(table), -1, dtype=np.intp)
    twins = np.flatnonzero((table.twin >= 0) & ~table.altered)
    of_twin[table.twin[twins]] = twins
    return [
        _summary(items, of_twin[items.at], by, group)
        for block in by_block(table, of_twin >= 0)
        for by, group, items in _groups(block, kinds)
    ]


def _groups(block: Rows, kinds: Sequence[By]) -> Iterator[tuple[By, str, Rows]]:
    yield "overall", "all", block
    orders: dict[By, list[str]] = {
        "dimension": [str(dimension) for dimension in Dimension],
        "domain": list(DOMAINS),
        "task": [task.name for task in TASKS],
    }
    for by, order in orders.items():
        if by not in kinds:
            continue
        there = dict(groups_of(block, by))
        yield from ((by, group, there[group]) for group in order if group in there)


def _summary(items: Rows, twins: Places, by: By, group: str) -> PairSummary:
    table, item, twin = items.table, items.credit, items.table.credit[twins]
    return PairSummary(
        model=items.model,
        recipe=items.recipe,
        scenario=items.scenario,
        variant=items.shots,
        by=by,
        group=group,
        n=len(items),
        both=share_interval(item * twin, items.cluster),
        item=float(item.mean()),
        twin=float(twin.mean()),
        chance=float((table.chance[items.at] * table.chance[twins]).mean()),
    )

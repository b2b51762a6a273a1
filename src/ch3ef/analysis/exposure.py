"""Has a model met the default test? Accuracy on its seed, which is public, less accuracy on fresh seeds of it.

Every seed draws the same numbers of items of the same tasks from the same forms, so that only having met the items, or
their like, makes the default ones easier. Nothing is told beyond that: who met the generator gains on all seeds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from ch3ef.analysis.table import Floats, Rows, Table, by_block
from ch3ef.stats.multiplicity import holm
from ch3ef.stats.paired import unpaired_difference

ALPHA = 0.05
_SEED = re.compile(r"([?&])seed=(-?\d+)(&?)")


@dataclass(frozen=True, slots=True)
class Exposure:
    """One model's answers to the default test and to fresh ones, under one recipe.

    Attributes:
        model: The model.
        recipe: How it was asked.
        scenario: The default test.
        fresh: The fresh ones.
        n: Items of the default test.
        n_fresh: Items of the fresh ones.
        known: Accuracy on the default test.
        unknown: Accuracy on the fresh ones.
        difference: The first less the second.
        low: Lower end of its 95 % interval.
        high: Upper end.
        p: Two-sided p-value, adjusted (Holm) over all that was compared.
    """

    model: str
    recipe: str
    scenario: str
    fresh: tuple[str, ...]
    n: int
    n_fresh: int
    known: float
    unknown: float
    difference: float
    low: float
    high: float
    p: float

    @property
    def shown(self) -> bool:
        """Whether the default test is shown to be easier for this model."""
        return self.difference > 0 and self.p < ALPHA

    def to_record(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return asdict(self) | {"shown": self.shown}


def without_seed(scenario: str) -> tuple[str, int]:
    """The default test of a generated one, and its seed.

    Example:
        >>> without_seed("ch3ef-gen?seed=7"), without_seed("ch3ef-gen?seed=7&rung=2"), without_seed("ch3ef-gen?rung=2")
        (('ch3ef-gen', 7), ('ch3ef-gen?rung=2', 7), ('ch3ef-gen?rung=2', 0))
    """
    found = _SEED.search(scenario)
    if found is None:
        return scenario, 0
    return scenario[: found.start()] + (found[1] if found[3] else "") + scenario[found.end() :], int(found[2])


def exposures(table: Table) -> list[Exposure]:
    """What a table tells of every model that was asked the default test and a fresh one.

    Args:
        table: Rows of one or several runs; altered variants are left out.

    Returns:
        One per model, recipe and default test, in the order of first appearance.
    """
    pairs = list(_pairs(table))
    differences = [
        unpaired_difference(known.credit, _credit(fresh), known.cluster, _clusters(fresh)) for known, fresh in pairs
    ]
    adjusted = holm([each.p for each in differences]).tolist() if pairs else []
    return [
        Exposure(
            known.model, known.recipe, known.scenario, tuple(each.scenario for each in fresh), len(known.at),
            sum(len(each.at) for each in fresh), float(known.credit.mean()),
            float(_credit(fresh).mean()), found.estimate, found.low, found.high, p,
        )
        for (known, fresh), found, p in zip(pairs, differences, adjusted, strict=True)
    ]  # fmt: skip


def _pairs(table: Table) -> Iterator[tuple[Rows, list[Rows]]]:
    seeds: dict[tuple[str, str, str, str], dict[int, Rows]] = defaultdict(dict)
    for block in by_block(table, np.ones(len(table), dtype=bool)):
        scenario, seed = without_seed(block.scenario)
        seeds[block.model, block.recipe, scenario, block.shots][seed] = block
    for blocks in seeds.values():
        if 0 in blocks and len(blocks) > 1:
            yield blocks[0], [block for seed, block in blocks.items() if seed]


def _credit(blocks: Sequence[Rows]) -> Floats:
    return np.concatenate([block.credit for block in blocks])


def _clusters(blocks: Sequence[Rows]) -> list[str]:
    return [f"{number}/{cluster}" for number, block in enumerate(blocks) for cluster in block.cluster]

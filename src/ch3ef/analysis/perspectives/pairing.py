"""Rows in pairs: the same item asked in two ways, or an item and its contrast twin."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ch3ef.analysis.perspectives.records import MIN_ITEMS, credit_of, is_twin
from ch3ef.results import ResultRow
from ch3ef.variants import Variant

Pair = tuple[ResultRow, ResultRow]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Rows two by two.

    Attributes:
        first: Rows asked in the first way.
        second: For each, the row asked in the second way.
    """

    first: tuple[ResultRow, ...]
    second: tuple[ResultRow, ...]

    @property
    def n(self) -> int:
        """Items: one that was altered in several ways counts once."""
        return len({row.item_id for row in self.first})

    @property
    def enough(self) -> bool:
        """Whether there are items enough to measure anything."""
        return self.n >= MIN_ITEMS

    @property
    def cluster(self) -> list[str]:
        """The pictures of each pair."""
        return [row.image_group for row in self.first]

    @property
    def credit(self) -> tuple[list[float], list[float]]:
        """Credit in the first and in the second way."""
        return [credit_of(row) for row in self.first], [credit_of(row) for row in self.second]

    @property
    def chance(self) -> float:
        """What guessing scores on these items."""
        return sum(row.chance for row in self.first) / len(self.first)

    def where(self, holds: Callable[[ResultRow, ResultRow], bool]) -> Pairs:
        """The pairs of which something holds."""
        return pairs_of(pair for pair in zip(self.first, self.second, strict=True) if holds(*pair))


def pairs_of(found: Iterable[Pair]) -> Pairs:
    """Pairs as columns."""
    pairs = list(found)
    return Pairs(tuple(first for first, _ in pairs), tuple(second for _, second in pairs))


def clean(variant: str) -> str:
    """The variant that an altered one is compared with."""
    return str(Variant.parse(variant).clean)


def in_two_ways(
    plain: Sequence[ResultRow], changed: Sequence[ResultRow], counterpart: Callable[[str], str]
) -> Iterator[Pair]:
    """Each changed row after the row of the same item that it is compared with, where there is one.

    Args:
        plain: Rows of one model, recipe and scenario.
        changed: Rows of the same.
        counterpart: The variant that a variant is compared with.
    """
    there = {(row.scenario, row.item_id, row.variant, row.seed): row for row in plain}
    for row in changed:
        if (before := there.get((row.scenario, row.item_id, counterpart(row.variant), row.seed))) is not None:
            yield before, row


def with_twins(rows: Sequence[ResultRow]) -> Iterator[Pair]:
    """Each item's row, and after it that of its twin asked in the same variant, where there is one.

    Args:
        rows: Rows of one model and recipe, of a set and of its twins.
    """
    paired = [row for row in rows if row.pair is not None]
    twins = {(row.pair, row.variant, row.seed): row for row in paired if is_twin(row)}
    for row in paired:
        if not is_twin(row) and (twin := twins.get((row.pair, row.variant, row.seed))) is not None:
            yield row, twin

"""What a behaviour is: which rows it looks at, and the figures that it gives of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from ch3ef.analysis.figures import Bounded, Figure, Scale
from ch3ef.analysis.table import Codes, Floats, Mask, Places, Rows, Table, groups_of
from ch3ef.stats.choices import Kept, kept_choices
from ch3ef.stats.intervals import share_interval
from ch3ef.variants import Variant

Group = TypeVar("Group", str, int)

MIN_ITEMS = 10
"""Of fewer items nothing is measured."""


class Units(NamedTuple):
    """What one figure of one model is the mean of, for tests over several models.

    Attributes:
        name: The figure.
        group: Its group.
        at: The row that each value belongs to, shape (k,); a pair's is its second row.
        values: Their mean is the figure, shape (k,).
    """

    name: str
    group: str
    at: Places
    values: Floats


@dataclass(frozen=True, slots=True)
class Behaviour:
    """One kind of behaviour, defined once for every place that shows it.

    Attributes:
        name: Its name; where a suite asks for it, that suite's.
        question: What it asks of a model, a sentence.
        needs: What must have been asked, in words.
        figures: What it measures: name -> the scale.
        select: Gives what it looks at: selections of a model's rows under one recipe (or a pair of recipes).
        estimate: A selection -> figures.
        units: A selection -> what its headline figures are means of; nothing where no finding is made of it.
    """

    name: str
    question: str
    needs: str
    figures: Mapping[str, Scale]
    select: Callable[[Table], Iterator[Any]]
    estimate: Callable[[Any], Iterator[Figure]]
    units: Callable[[Any], Iterator[Units]] | None = None


@dataclass(frozen=True, eq=False)
class Pairs:
    """Rows of a model two by two: the same item asked in two ways, or an item and its contrast twin.

    Attributes:
        rows: The second row of each pair, with the model, recipe and set that figures are given under.
        first: The first row of each, what the second is compared with, shape (k,).
    """

    rows: Rows
    first: Places

    @property
    def second(self) -> Places:
        """The second row of each pair, shape (k,)."""
        return self.rows.at

    @property
    def n(self) -> int:
        """Items: one that was altered in several ways counts once."""
        return len(np.unique(self.rows.table.item[self.first]))

    @property
    def enough(self) -> bool:
        """Whether there are items enough to measure anything."""
        return self.n >= MIN_ITEMS

    @property
    def cluster(self) -> Codes:
        """The pictures of each pair, shape (k,)."""
        return self.rows.table["image_group"].codes[self.first]

    @property
    def credit(self) -> tuple[Floats, Floats]:
        """Credit in the first and in the second way, shape (k,) each."""
        credit = self.rows.table.credit
        return credit[self.first], credit[self.second]

    @property
    def chance(self) -> float:
        """What guessing scores on these items."""
        return float(self.rows.table.chance[self.first].mean())

    @property
    def once(self) -> Rows:
        """The first rows, each once."""
        return replace(self.rows, at=np.unique(self.first))

    def taken(self, kept: Mask) -> Pairs:
        """The pairs that are kept, shape (k,)."""
        return Pairs(self.rows.taken(kept), self.first[kept])

    def by(self, groups: Callable[[Variant], Iterable[Group]]) -> dict[Group, Pairs]:
        """Pairs in groups, in the order of first appearance.

        Args:
            groups: The groups that a second row belongs to by how it was asked; asked once per variant.
        """
        variants = self.rows.table["variant"].codes[self.second]
        members: dict[Group, list[int]] = {}
        for code in dict.fromkeys(variants.tolist()):
            for group in groups(self.rows.table.variants[code]):
                members.setdefault(group, []).append(code)
        return {group: self.taken(np.isin(variants, own)) for group, own in members.items()}


def paired(rows: Rows, first: Places) -> Pairs:
    """Those of some rows that have a counterpart, with it.

    Args:
        rows: Rows of a model.
        first: Per row of the whole table the row that it is compared with, -1 for none, shape (n,).
    """
    there = first[rows.at] >= 0
    kept = rows.taken(there)
    return Pairs(kept, first[kept.at])


def with_parts(rows: Rows, column: str) -> list[tuple[str, Rows]]:
    """Rows as a whole, "all", and where a column of texts has several, those of each, in the order of appearance."""
    parts = groups_of(rows, column)
    return [("all", rows), *(parts if len(parts) > 1 else [])]


def kept(pairs: Pairs) -> Kept:
    """How far the choice stays at its place from the first row of each pair to the second."""
    places = (pairs.rows.table.position[at].tolist() for at in (pairs.first, pairs.second))
    before, after = ([None if place < 0 else place for place in side] for side in places)
    return kept_choices(before, after, pairs.cluster)


def figure(
    rows: Rows,
    behaviour: str,
    name: str,
    found: Bounded | Sequence[Any],
    *,
    n: int,
    group: str = "all",
) -> Figure:
    """A figure about some rows.

    Args:
        rows: The rows: their model, recipe, set and examples in front are the figure's.
        behaviour: What it tells of.
        name: What is measured.
        found: Estimate and bounds; of longer tuples (an `Interval`) the first three.
        n: Items that it is defined on.
        group: The part of the rows.
    """
    estimate, low, high = found[:3]
    return Figure(rows.model, rows.recipe, rows.scenario, rows.shots, behaviour, name, group, estimate, low, high, n)


def share(rows: Rows, behaviour: str, name: str, values: npt.NDArray[Any], *, group: str = "all") -> Figure:
    """A share of some rows as a figure, with the interval that fits how they hang together.

    Args:
        rows: The rows, at least one.
        behaviour: What it tells of.
        name: What is measured.
        values: What each row adds, in [0, 1] or a mask, shape (k,).
        group: The part of the rows.
    """
    found = share_interval(values.astype(np.float64), rows.cluster)
    return figure(rows, behaviour, name, found, n=rows.n_items, group=group)

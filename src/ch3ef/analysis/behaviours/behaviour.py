"""What a behaviour is: which rows it looks at, and the figures that it gives of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from ch3ef.analysis.figures import Bounded, Figure, Scale
from ch3ef.analysis.table import Codes, Floats, Mask, Places, Rows, Table

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

    def taken(self, kept: Mask) -> Pairs:
        """The pairs that are kept, shape (k,)."""
        return Pairs(self.rows.taken(kept), self.first[kept])


def paired(rows: Rows, first: Places) -> Pairs:
    """Those of some rows that have a counterpart, with it.

    Args:
        rows: Rows of a model.
        first: Per row of the whole table the row that it is compared with, -1 for none, shape (n,).
    """
    there = first[rows.at] >= 0
    kept = rows.taken(there)
    return Pairs(kept, first[kept.at])


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

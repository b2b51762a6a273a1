"""How it is asked: protocols, examples in front, corrupted pictures, positions and lengths of options."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ch3ef.analysis.findings.contrasts import Contrast, mean_of
from ch3ef.analysis.findings.families.wording import several
from ch3ef.analysis.matrix import pivot
from ch3ef.analysis.table import Codes, Floats, Mask, Table

MIN_ITEMS = 20
"""Fewer items than this carry no mean difference."""


class Paired(NamedTuple):
    """Credit under two ways of asking.

    Attributes:
        models: The models that were asked both ways (m).
        first: Credit in the first way, shape (m, n).
        second: Credit in the second.
        cluster: Same for items that share a picture, shape (n,).
        caveats: Who was left out.
    """

    models: tuple[str, ...]
    first: Floats
    second: Floats
    cluster: Codes
    caveats: tuple[str, ...]

    @property
    def gap(self) -> Floats:
        """Credit in the second way less that in the first, shape (m, n)."""
        return self.second - self.first

    @property
    def mean(self) -> Contrast:
        """The mean over models of the gap."""
        return mean_of(self.gap.mean(axis=0), self.cluster)

    @property
    def each(self) -> dict[str, Contrast]:
        """The gap of each model."""
        return {name: mean_of(row, self.cluster) for name, row in zip(self.models, self.gap, strict=True)}


def paired(frame: Table, first: Mask, second: Mask, *, by_pair: bool = False) -> Paired | None:
    """Two ways of asking over the models and items that both share; None where there are too few items.

    Args:
        frame: The frame.
        first: Rows of the one way, shape (n,).
        second: Rows of the other.
        by_pair: Whether an item and its twin are the two ways, rather than one item asked twice.
    """
    both = set(pivot(frame, first, by_pair=by_pair).models) & set(pivot(frame, second, by_pair=by_pair).models)
    one, other = (pivot(frame, rows, models=both, by_pair=by_pair) for rows in (first, second))
    number = frame["pair"].codes if by_pair else frame.item
    items, at, at_other = np.intersect1d(number[one.first], number[other.first], return_indices=True)
    if not both or len(items) < MIN_ITEMS:
        return None
    asked = set(texts_of(frame, "model", first)) & set(texts_of(frame, "model", second))
    missing = tuple(sorted(asked - both))
    caveats = (f"left out, asked too few of the items: {several(missing)}",) if missing else ()
    values = one.values[:, at], other.values[:, at_other]
    return Paired(one.models, *values, one.codes("image_group")[at], caveats)


def texts_of(frame: Table, name: str, rows: Mask) -> tuple[str, ...]:
    """The different texts of a column in some of the rows."""
    column = frame[name]
    there = np.bincount(column.codes[rows & (column.codes >= 0)], minlength=len(column.names))
    return tuple(column.names[code] for code in np.flatnonzero(there))

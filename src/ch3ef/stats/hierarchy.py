"""Paths in a tree of classes: how far from the root an answer goes right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt


class HierarchicalAccuracy(NamedTuple):
    """Accuracy of a set of paths.

    Attributes:
        n: Number of items.
        accuracy: Mean credit, in [0, 1].
        exact: Share of the items with every level right, in [0, 1].
        credit: Credit per item, in [0, 1], shape (n,).
    """

    n: int
    accuracy: float
    exact: float
    credit: npt.NDArray[np.float64]


def hierarchical_accuracy(
    predicted: Sequence[str | None], right: Sequence[str], separator: str = "/"
) -> HierarchicalAccuracy:
    """Share of the right path's levels that are right without a break from the root (Omnibenchmark).

    "animal/dog/husky" said of "animal/dog/pug" has 2 of 3 levels; "plant/dog/pug" has none, for its root is
    wrong. Levels below the end of the right path are not looked at. Upper and lower case and outer spaces
    do not matter.

    Args:
        predicted: The path said per item, None where the reply has none (credit 0), length n >= 1.
        right: The right path per item, length n, without empty levels.
        separator: What stands between levels.

    Raises:
        ValueError: No items, lengths that differ, or a right path with an empty level.

    Example:
        >>> hierarchical_accuracy(["animal/dog/husky", "animal/cat"], ["animal/dog/pug", "animal/cat"]).credit
        array([0.66666667, 1.        ])

    Source: Zhang et al. 2022 (Omnibenchmark), arXiv:2207.07106; credit as in ChEF,
    arXiv:2311.02692; checked by hand.
    """
    if not len(predicted) or len(predicted) != len(right):
        raise ValueError(f"expected as many paths of each, at least 1; got {len(predicted)} and {len(right)}")
    truth = [_levels(path, separator) for path in right]
    for path, levels in zip(right, truth, strict=True):
        if not all(levels):
            raise ValueError(f"expected a right path without empty levels; got {path!r}")
    said = [[] if path is None else _levels(path, separator) for path in predicted]
    credit = np.array([_consecutive(one, other) / len(other) for one, other in zip(said, truth, strict=True)])
    return HierarchicalAccuracy(len(truth), float(credit.mean()), float(np.mean(credit == 1)), credit)


def _levels(path: str, separator: str) -> list[str]:
    return [level.strip().casefold() for level in path.split(separator)]


def _consecutive(said: list[str], right: list[str]) -> int:
    """Number of levels from the root until the first that differs."""
    for depth, (one, other) in enumerate(zip(said, right, strict=False)):
        if one != other:
            return depth
    return min(len(said), len(right))

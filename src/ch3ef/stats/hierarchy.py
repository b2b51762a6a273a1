"""Paths in a tree of classes: how far from the root an answer goes right."""

from __future__ import annotations


def path_credit(said: str, right: str, separator: str = "/") -> float:
    """Share of the right path's levels that are right without a break from the root (Omnibenchmark), in [0, 1].

    "animal/dog/husky" said of "animal/dog/pug" has 2 of 3 levels; "plant/dog/pug" has none, for its root is
    wrong. Levels below the end of the right path are not looked at. Upper and lower case and outer spaces
    do not matter.

    Args:
        said: The path said; empty for none.
        right: The right path, without empty levels.
        separator: What stands between levels.

    Raises:
        ValueError: A right path with an empty level.

    Example:
        >>> path_credit("animal/dog/husky", "animal/dog/pug"), path_credit("plant/dog/pug", "animal/dog/pug")
        (0.6666666666666666, 0.0)

    Source: Zhang et al. 2022 (Omnibenchmark), arXiv:2207.07106; credit as in ChEF,
    arXiv:2311.02692; checked by hand.
    """
    levels = _levels(right, separator)
    if not all(levels):
        raise ValueError(f"expected a right path without empty levels; got {right!r}")
    return _consecutive(_levels(said, separator), levels) / len(levels)


def _levels(path: str, separator: str) -> list[str]:
    return [level.strip().casefold() for level in path.split(separator)]


def _consecutive(said: list[str], right: list[str]) -> int:
    """Number of levels from the root until the first that differs."""
    for depth, (one, other) in enumerate(zip(said, right, strict=False)):
        if one != other:
            return depth
    return min(len(said), len(right))

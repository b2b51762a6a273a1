"""Agreement of raters (people, judge models, protocols): Cohen's kappa and Krippendorff's alpha, with intervals.

Both are 1 - observed / expected disagreement. The interval is Wilson's of the observed disagreement, for as many items
as make it vary like the ratio does over items: near full agreement, where intervals of the usual form shrink to nothing
(the delta method and the percentile bootstrap covered 5 to 87 % at kappa 0.98), it keeps its level.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from ch3ef.stats.intervals import Cluster, FloatArray, score_bounds, t_quantile

Weights = Literal["none", "linear", "quadratic"]
Level = Literal["nominal", "ordinal", "interval"]

PSEUDO_ITEMS = 4.0
"""Imagined items, spread evenly over all pairs of ratings, that the spread (never the estimate) is measured with: they
keep rare categories that happened not to meet from looking certain. Chosen by measured coverage."""

_NUDGE = 1e-3
"""Of a group, added and taken away: how it pulls at the ratio."""

_BLOCK = 2_000_000
"""Numbers held at once while groups are nudged in turn."""


class Agreement(NamedTuple):
    """Agreement beyond chance.

    Attributes:
        estimate: 1 for full agreement, 0 for chance, below for less; None where all ratings are one category, or no
            item has two.
        low: Lower bound; None without an estimate or with a single group.
        high: Upper bound.
        observed: Observed disagreement, in [0, 1] (weighted by distance over the largest).
        expected: Disagreement expected by chance.
        n: Items with at least two ratings.
        groups: Groups of items that share a picture, among those.
    """

    estimate: float | None
    low: float | None
    high: float | None
    observed: float | None
    expected: float | None
    n: int
    groups: int


def cohen_kappa(
    first: Sequence[object],
    second: Sequence[object],
    *,
    weights: Weights = "none",
    categories: Sequence[object] | None = None,
    cluster: Cluster | None = None,
    confidence: float = 0.95,
) -> Agreement:
    """Cohen's kappa of two raters who each have marginal habits of their own.

    Args:
        first: The first rater's category per item; None where missing: such items do not count.
        second: The second rater's category of the same items.
        weights: How much a disagreement weighs: "none" (all alike), "linear" or "quadratic" in the distance of the
            categories' places.
        categories: All categories in order; by default those that occur, sorted. Needed for weights unless the
            sorted ones are in order, evenly spaced.
        cluster: The group of each item (items that share a picture); by default each stands alone.
        confidence: Nominal coverage.

    Returns:
        Kappa with its interval over items.

    Raises:
        ValueError: Lengths that differ, or a rating outside the categories.

    Example:
        >>> found = cohen_kappa("aabbbbcc", "aabbbccc")
        >>> round(found.estimate, 3), round(found.low, 3), round(found.high, 3)
        (0.81, 0.161, 0.975)
        >>> cohen_kappa("aaa", "aaa").estimate is None
        True

    Source: Cohen 1960, doi:10.1177/001316446002000104, and 1968, doi:10.1037/h0026256; checked against scikit-learn and
    statsmodels.
    """
    names = _categories([*first, *second], categories)
    if len(first) != len(second):
        raise ValueError(f"expected two ratings per item; got {len(first)} and {len(second)}")
    rated, index = _rated([(a is not None) + (b is not None) for a, b in zip(first, second, strict=True)], cluster)
    size = len(names)
    places = np.array([[names[first[i]], names[second[i]]] for i in rated], dtype=np.intp).reshape(-1, 2)
    tables = np.zeros((len(rated), size, size))
    tables[np.arange(len(rated)), places[:, 0], places[:, 1]] = 1
    steps = np.abs(np.subtract.outer(np.arange(size), np.arange(size))) / max(size - 1, 1)
    distance = {"none": (steps > 0).astype(np.float64), "linear": steps, "quadratic": steps**2}[weights]

    def disagreement(table: FloatArray) -> tuple[FloatArray, FloatArray]:
        shares = table / table.sum(axis=(-1, -2), keepdims=True)
        observed = (shares * distance).sum(axis=(-1, -2))
        expected = np.einsum("...i,ij,...j->...", shares.sum(axis=-1), distance, shares.sum(axis=-2))
        return observed, expected

    return _agreement(tables, index, disagreement, _even(tables), confidence)


def krippendorff_alpha(
    ratings: Sequence[Sequence[object]],
    *,
    level: Level = "nominal",
    categories: Sequence[object] | None = None,
    cluster: Cluster | None = None,
    confidence: float = 0.95,
) -> Agreement:
    """Krippendorff's alpha of any number of interchangeable raters, with gaps.

    Args:
        ratings: One row per rater, one column per item; None (or NaN) where a rater did not rate. Items with one rating
            do not count.
        level: How far two categories are apart: "nominal" (all alike), "ordinal" (by the ratings that lie between) or
            "interval" (squared difference of the numbers).
        categories: For "ordinal", all categories in order; by default those that occur, sorted.
        cluster: The group of each item (items that share a picture); by default each stands alone.
        confidence: Nominal coverage.

    Returns:
        Alpha with its interval over items.

    Raises:
        ValueError: Rows that differ in length, a rating outside the categories, or one that is no number (interval).

    Example:
        >>> ratings = [[1, 2, 3, 3, 2, None], [1, 2, 3, 3, 1, 2], [None, 2, 3, 3, 2, 2]]
        >>> found = krippendorff_alpha(ratings, level="ordinal")
        >>> round(found.estimate, 3), found.n
        (0.92, 6)

    Source: Krippendorff 2019, Content Analysis, chapter 12; checked against the package krippendorff.
    """
    if len({len(row) for row in ratings}) != 1:
        raise ValueError("expected one rating per rater and item; got rows that differ in length")
    given = [[None if value != value else value for value in row] for row in ratings]  # noqa: PLR0124
    columns = list(zip(*given, strict=True))
    rated, index = _rated([sum(value is not None for value in column) for column in columns], cluster)
    items = [[value for value in columns[item] if value is not None] for item in rated]
    if level == "interval":
        return _interval_alpha(items, index, confidence)
    names = _categories([value for row in given for value in row], categories)
    counts = np.zeros((len(rated), len(names)))
    for row, item in enumerate(items):
        for value in item:
            counts[row, names[value]] += 1
    tables = (counts[:, :, None] * counts[:, None, :] - np.eye(len(names)) * counts[:, None, :]) / np.maximum(
        counts.sum(axis=1) - 1, 1
    )[:, None, None]

    def disagreement(table: FloatArray) -> tuple[FloatArray, FloatArray]:
        sums = table.sum(axis=-1)
        total = sums.sum(axis=-1)
        distance = _ordinal(sums) if level == "ordinal" else 1 - np.eye(len(names))
        largest = np.maximum(distance.max(axis=(-1, -2)), 1e-300)
        observed = (table * distance).sum(axis=(-1, -2)) / total
        expected = np.einsum("...i,...ij,...j->...", sums, distance, sums) / (total * (total - 1))
        return observed / largest, expected / largest

    return _agreement(tables, index, disagreement, _even(tables), confidence)


def _interval_alpha(items: Sequence[Sequence[object]], index: npt.NDArray[np.intp], confidence: float) -> Agreement:
    """Alpha of numbers from sums over items: of squared differences, ratings, values and squares."""
    numbers = [np.array([float(value) for value in item]) for item in items]  # type: ignore[arg-type]
    pooled = np.concatenate(numbers) if numbers else np.zeros(0)
    if not np.isfinite(pooled).all():
        raise ValueError("expected finite numbers")
    if len(pooled) and np.ptp(pooled):
        numbers = [(item - pooled.mean()) / np.ptp(pooled) for item in numbers]
    within = [float((np.subtract.outer(item, item) ** 2).sum()) / (len(item) - 1) for item in numbers]
    sums = [[len(item), float(item.sum()), float((item**2).sum())] for item in numbers]
    tables = np.column_stack([within, np.array(sums).reshape(-1, 3)])

    def disagreement(table: FloatArray) -> tuple[FloatArray, FloatArray]:
        differences, count, total, squares = np.moveaxis(table, -1, 0)
        return differences / count, 2 * (count * squares - total**2) / (count * (count - 1))

    if not len(pooled) or not np.ptp(pooled):
        return Agreement(None, None, None, None, None, len(items), len(np.unique(index)))
    points = (np.quantile(pooled, np.linspace(0, 1, 5)) - pooled.mean()) / np.ptp(pooled)
    one, other = (axis.ravel() for axis in np.meshgrid(points, points))
    pairs = np.column_stack([2 * (one - other) ** 2, np.full(25, 2.0), one + other, one**2 + other**2])
    return _agreement(tables, index, disagreement, pairs * (len(pooled) / len(items) / 2), confidence)


def _even(tables: FloatArray) -> FloatArray:
    """The imagined items, one for each pair of the categories that were used, each as heavy as a real one."""
    total = tables.sum(axis=0)
    used = np.flatnonzero(total.sum(axis=0) + total.sum(axis=1))
    unit = np.eye(len(total))[used]
    pairs = (unit[:, None, :, None] * unit[None, :, None, :]).reshape(len(used) ** 2, *total.shape)
    return np.asarray((pairs + np.swapaxes(pairs, 1, 2)) / 2 * (total.sum() / max(len(tables), 1)))


def _ordinal(sums: FloatArray) -> FloatArray:
    """Squared number of ratings between two categories, half of either's own, shape (..., k) -> (..., k, k)."""
    middle = np.cumsum(sums, axis=-1) - sums / 2
    return np.asarray((middle[..., :, None] - middle[..., None, :]) ** 2)


def _categories(values: Sequence[object], given: Sequence[object] | None) -> dict[object, int]:
    """Category -> its place."""
    seen = {value for value in values if value is not None}
    ordered = sorted(seen) if given is None else list(given)  # type: ignore[type-var]
    if not seen <= set(ordered):
        raise ValueError(f"ratings {sorted(map(str, seen - set(ordered)))} are not among the categories {ordered!r}")
    return {name: place for place, name in enumerate(ordered)}


def _rated(ratings: Sequence[int], cluster: Cluster | None) -> tuple[list[int], npt.NDArray[np.intp]]:
    """Items with at least two ratings, and the group of each as a number from 0."""
    if cluster is not None and len(cluster) != len(ratings):
        raise ValueError(f"expected one cluster per item; got {len(cluster)} for {len(ratings)}")
    rated = [item for item, count in enumerate(ratings) if count > 1]
    if cluster is None:
        return rated, np.arange(len(rated))
    return rated, np.unique(np.array([cluster[item] for item in rated]), return_inverse=True)[1]


def _agreement(
    tables: FloatArray,
    index: npt.NDArray[np.intp],
    disagreement: Callable[[FloatArray], tuple[FloatArray, FloatArray]],
    imagined: FloatArray,
    confidence: float,
) -> Agreement:
    """Agreement and its interval from what each item adds to the totals, shape (n, ...), and the imagined items add."""
    n, groups = len(tables), len(np.unique(index))
    total = tables.sum(axis=0)
    if len(imagined) < 2:
        return Agreement(None, None, None, None, None, n, groups)
    observed, expected = (float(value) for value in disagreement(total))
    estimate = 1 - observed / expected
    if groups < 2:
        return Agreement(estimate, None, None, observed, expected, n, groups)
    padded = total + imagined.mean(axis=0) * PSEUDO_ITEMS
    seen, chance = (float(value) for value in disagreement(padded))
    # The variance of the ratio, as one of the observed disagreement, beside that of as many lone coins.
    effect = _spread(padded, tables, index, imagined, disagreement) * chance**2 / (seen * (1 - seen))
    low, high = score_bounds(observed, n / effect, t_quantile(groups - 1, confidence))
    # However rare the disagreement to be expected is, -1 is the least that agreement can be.
    least = max(1 - high / expected, min(estimate, -1.0))
    return Agreement(estimate, least, 1 - low / expected, observed, expected, n, groups)


def _spread(
    total: FloatArray,
    tables: FloatArray,
    index: npt.NDArray[np.intp],
    imagined: FloatArray,
    disagreement: Callable[[FloatArray], tuple[FloatArray, FloatArray]],
) -> float:
    """Variance of observed / expected disagreement at `total`, times items: from the pull of each group and item."""
    groups = int(index.max()) + 1
    sums = np.zeros((groups, *total.shape))
    np.add.at(sums, index, tables)

    def pull(added: FloatArray) -> FloatArray:
        parts = []
        step = max(1, _BLOCK // total.size)
        for start in range(0, len(added), step):
            more, less = (disagreement(total + sign * _NUDGE * added[start : start + step]) for sign in (1, -1))
            parts.append((more[0] / more[1] - less[0] / less[1]) / (2 * _NUDGE))
        return np.concatenate(parts)

    real = float((pull(sums) ** 2).sum()) * groups / (groups - 1)
    return (len(tables) + PSEUDO_ITEMS) * (real + float((pull(imagined) ** 2).mean()) * PSEUDO_ITEMS)

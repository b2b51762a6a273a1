"""Differences of means over groups of items, for models that stay as they are: items are what is drawn.

Models that answer the same items share the items' difficulty. The mean over models of each item is therefore one
number, and the items (groups of items that share a picture) are the units: a thousand answers of twelve models to
eighty items are eighty units, not a thousand.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ch3ef.analysis.table import Codes, Floats

CONFIDENCE = 0.95


class Contrast(NamedTuple):
    """A weighted sum of means with what is needed to test it.

    Attributes:
        estimate: The sum.
        low: Lower end of the 95 % interval.
        high: Upper end.
        p: Two-sided p-value of the sum being 0; None where the items do not differ at all.
        n: Items with a weight.
    """

    estimate: float
    low: float
    high: float
    p: float | None
    n: int


def contrast(
    values: npt.ArrayLike,
    stratum: npt.ArrayLike,
    weights: Sequence[float],
    cluster: npt.ArrayLike,
    *,
    null: float = 0,
    pooled: bool = False,
) -> Contrast:
    """A weighted sum of means over strata of items, with a t interval over clusters.

    For drops between levels, gaps between recipes, a task against the rest. Strata are independent samples of items;
    the variance is that of their means over clusters, the degrees of freedom Welch's and Satterthwaite's.

    Args:
        values: One number per item, shape (n,).
        stratum: Index of each item's stratum, shape (n,); -1 for items that do not count.
        weights: Weight of each stratum's mean, length s; every stratum has at least one item.
        cluster: Same for items that hang together (that share a picture), shape (n,).
        null: What the sum is tested against.
        pooled: Whether items vary alike in all strata: for strata of so few items that their own variances tell little.

    Raises:
        ValueError: A stratum without items.

    Example:
        >>> found = contrast([1, 1, 0, 1, 0, 0, 1, 0], [0, 0, 0, 0, 1, 1, 1, 1], [1, -1], range(8))
        >>> found.estimate, round(found.low, 3), round(found.high, 3), round(found.p, 3)
        (0.5, -0.365, 1.365, 0.207)

    Source: Welch 1947, doi:10.1093/biomet/34.1-2.28; checked against scipy's `ttest_ind(equal_var=False)`.
    """
    from scipy.special import stdtr, stdtrit

    numbers, strata, groups = np.asarray(values, dtype=np.float64), np.asarray(stratum), np.asarray(cluster)
    parts = []
    for index in range(len(weights)):
        inside = strata == index
        if not inside.any():
            raise ValueError(f"stratum {index} has no items")
        parts.append(_mean_and_variance(numbers[inside], groups[inside]))
    means, variances, sizes = (np.array(part, dtype=np.float64) for part in zip(*parts, strict=True))
    free = np.maximum(1, sizes - 1)
    if pooled:
        variances = float(variances @ (free * sizes)) / float(free.sum()) / sizes
    shares = np.square(weights) * variances
    total, variance = float(means @ np.asarray(weights)), float(shares.sum())
    n = int((strata >= 0).sum())
    if variance == 0:
        return Contrast(total, total, total, None, n)
    df = float(free.sum()) if pooled else variance**2 / float((shares**2 / free).sum())
    error = float(np.sqrt(variance))
    half = float(stdtrit(df, 0.5 + CONFIDENCE / 2)) * error
    p = 2 * float(stdtr(df, -abs(total - null) / error))
    return Contrast(total, total - half, total + half, p, n)


def _mean_and_variance(values: Floats, cluster: npt.NDArray[np.generic]) -> tuple[float, float, int]:
    """Mean, variance of the mean over clusters, number of clusters.

    Where all values agree the variance is that of a share with one right and one wrong item more (Laplace): five items
    that agree are not certainty.
    """
    mean = float(values.mean())
    names, index = np.unique(cluster, return_inverse=True)
    n_clusters = len(names)
    if n_clusters < 2 or np.all(values == values[0]):
        share = (min(1.0, max(0.0, mean)) * n_clusters + 1) / (n_clusters + 2)
        return mean, share * (1 - share) / n_clusters, n_clusters
    residuals = np.bincount(index, weights=values - mean) / len(values)
    return mean, float(n_clusters / (n_clusters - 1) * (residuals**2).sum()), n_clusters


def mean_of(values: npt.ArrayLike, cluster: npt.ArrayLike, *, null: float = 0) -> Contrast:
    """The mean of one number per item with a t interval over clusters.

    Args:
        values: Differences within items or pairs, shape (n,), n >= 1.
        cluster: Same for items that hang together, shape (n,).
        null: What the mean is tested against.

    Example:
        >>> found = mean_of([0.5, 0.25, 0.0, 0.5], range(4))
        >>> round(found.estimate, 4), round(found.p, 4)
        (0.3125, 0.0796)
    """
    numbers = np.asarray(values, dtype=np.float64)
    if np.all(numbers == numbers[0]) and numbers[0] == null:
        return Contrast(float(numbers[0]), float(numbers[0]), float(numbers[0]), None, len(numbers))
    return contrast(numbers, np.zeros(len(numbers), dtype=np.int64), [1.0], cluster, null=null)


def mean_over_models(values: Sequence[Floats], cluster: Sequence[Codes], *, null: float = 0) -> Contrast:
    """The mean over models of the mean of each model's numbers, with a t interval over clusters of items.

    Models may be measured on different items (each on its own errors). A cluster moves the mean by what all models
    together show on it, so that models that share items are not taken for independent ones.

    Args:
        values: The numbers of each model, length m >= 1, each at least one.
        cluster: Same for numbers that hang together (of items that share a picture), whatever the model; as `values`.
        null: What the mean is tested against.

    Returns:
        The contrast, with all numbers counted. Its interval is never empty: where nothing varies, one cluster more
        might have been off by 1.

    Example:
        >>> one, other = np.array([1.0, 0.0, 0.0, 1.0]), np.array([1.0, 0.0, 0.0])
        >>> found = mean_over_models([one, other], [np.arange(4), np.arange(3)])
        >>> round(found.estimate, 4), round(found.low, 3), round(found.high, 3), round(found.p, 3)
        (0.4167, -0.498, 1.331, 0.243)
        >>> found = mean_over_models([np.zeros(100)], [np.arange(100)])
        >>> found.estimate, round(found.high, 3), found.p
        (0.0, 0.02, 1.0)
    """
    from scipy.special import stdtr, stdtrit

    means = np.array([own.mean() for own in values])
    off = [(own - mean) / (len(own) * len(means)) for own, mean in zip(values, means, strict=True)]
    groups = np.unique(np.concatenate(cluster), return_inverse=True)[1]
    moved = np.bincount(groups, weights=np.concatenate(off))
    n, df = len(moved), max(1, len(moved) - 1)
    error = float(np.sqrt(max(n / df * float((moved**2).sum()), 1 / (n * (n + 1)))))
    mean = float(means.mean())
    half = float(stdtrit(df, 0.5 + CONFIDENCE / 2)) * error
    p = 2 * float(stdtr(df, -abs(mean - null) / error))
    return Contrast(mean, mean - half, mean + half, p, len(groups))

"""Mean errors of a rater, and how they differ between two kinds of what is rated, with intervals."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ch3ef.stats.intervals import Cluster, FloatArray, t_quantile

IMAGINED = 1.0
"""Imagined ratings, half of them off by the whole scale, that the spread (never the estimate) is measured with: ratings
without an error are not certain to have none. Chosen by measured coverage."""


class Bias(NamedTuple):
    """A mean error, or a difference of two.

    Attributes:
        estimate: In [-1, 1], or for a difference [-2, 2].
        low: Lower bound.
        high: Upper bound.
        n: Ratings; of a difference, those of the smaller kind.
    """

    estimate: float
    low: float
    high: float
    n: int


def mean_error(errors: npt.ArrayLike, cluster: Cluster | None = None, confidence: float = 0.95) -> Bias | None:
    """Mean of a rater's errors, each rating minus the truth.

    Args:
        errors: In [-1, 1], shape (n,).
        cluster: The group of each rating (items that share a picture); by default each stands alone.
        confidence: Nominal coverage.

    Returns:
        The mean with a t interval over groups, cut to the scale; None with fewer than two groups.

    Raises:
        ValueError: Errors outside [-1, 1], or lengths that differ.

    Example:
        >>> found = mean_error([0, 0, 0.5, 0, 1, 0, 0, 0.5])
        >>> round(found.estimate, 3), round(found.low, 3), round(found.high, 3)
        (0.25, -0.107, 0.607)
    """
    side = _side(errors, cluster)
    if side is None:
        return None
    half = t_quantile(side.groups - 1, confidence) * math.sqrt(side.variance)
    return Bias(side.mean, max(side.mean - half, -1.0), min(side.mean + half, 1.0), side.n)


def error_difference(
    first: npt.ArrayLike,
    second: npt.ArrayLike,
    first_cluster: Cluster | None = None,
    second_cluster: Cluster | None = None,
    confidence: float = 0.95,
) -> Bias | None:
    """Mean error on one kind of what is rated minus that on another: what a rater has a liking for.

    Args:
        first: Errors on the one kind (long replies, its own replies), in [-1, 1].
        second: Errors on the other.
        first_cluster: Groups of the first; groups that hold both kinds count once for each.
        second_cluster: Groups of the second.
        confidence: Nominal coverage.

    Returns:
        The difference with Welch's t interval, cut to the scale; None where either kind has fewer than two groups.

    Raises:
        ValueError: Errors outside [-1, 1], or lengths that differ.

    Example:
        >>> found = error_difference([1, 0, 1, 1, 0, 1], [0, 0, 0, -1, 0, 0])
        >>> round(found.estimate, 3), found.low > 0
        (0.833, True)

    Source: Welch 1947, doi:10.1093/biomet/34.1-2.28; without imagined ratings checked against scipy.
    """
    one, other = _side(first, first_cluster), _side(second, second_cluster)
    if one is None or other is None:
        return None
    variance = one.variance + other.variance
    df = variance**2 / sum(side.variance**2 / (side.groups - 1) for side in (one, other))
    half = t_quantile(df, confidence) * math.sqrt(variance)
    estimate = one.mean - other.mean
    return Bias(estimate, max(estimate - half, -2.0), min(estimate + half, 2.0), min(one.n, other.n))


class _Side(NamedTuple):
    mean: float
    variance: float
    n: int
    groups: int


def _side(errors: npt.ArrayLike, cluster: Cluster | None) -> _Side | None:
    """Mean of errors and its variance over groups."""
    values: FloatArray = np.asarray(errors, dtype=np.float64)
    names = [str(i) for i in range(len(values))] if cluster is None else list(cluster)
    if len(values) != len(names):
        raise ValueError(f"expected one group per error; got {len(names)} for {len(values)}")
    if not (np.abs(values) <= 1).all():
        raise ValueError("expected errors in [-1, 1]")
    groups, n = len(set(names)), len(values)
    if groups < 2:
        return None
    index = np.unique(np.array(names), return_inverse=True)[1]
    pulls = np.bincount(index, weights=values - values.mean())
    squares = float((pulls**2).sum()) * groups / (groups - 1) / n
    return _Side(float(values.mean()), (squares * n + IMAGINED / 2) / (n + IMAGINED) / n, n, groups)

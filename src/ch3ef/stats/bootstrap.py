"""Bootstrap over groups of items: intervals of means and of smooth functions of means, whatever their scale.

For what is no share: Brier scores, seconds, tokens, ratios, gains. Shares have their own intervals (`intervals`), which
hold closer to their level near 0 and 1. Resampling is a matrix product, so that 2000 resamples of 1000 items take
milliseconds.
"""

from __future__ import annotations

from ast import literal_eval
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from ch3ef.stats.intervals import RESAMPLES, Cluster, FloatArray, Interval, grouped

MIN_GROUPS = 5
"""With fewer groups a bootstrap has too few different resamples."""
MAX_GROUPS = 2000
"""More groups are put into so many random blocks, which are resampled in their place."""

Statistic = Callable[[FloatArray], FloatArray]
"""Totals over items, shape (..., k) -> values, shape (...)."""


def mean_interval(
    values: npt.ArrayLike,
    cluster: Cluster,
    rng: np.random.Generator,
    *,
    confidence: float = 0.95,
    resamples: int = RESAMPLES,
) -> Interval | None:
    """The mean of any figure per item, with a bootstrap-t interval over groups of items.

    Args:
        values: The figure per item, shape (n,), finite, any unit.
        cluster: The group of each item (items that share a picture), length n.
        rng: Source of the resamples.
        confidence: Nominal coverage.
        resamples: How often the groups are drawn anew.

    Returns:
        The interval, in the unit of the values; None with fewer than 5 groups or without spread.

    Raises:
        ValueError: No items, lengths that differ, or values that are not finite.

    Example:
        >>> interval = mean_interval([1.0, 2.0, 4.0, 8.0, 5.0, 3.0], list("abcdef"), np.random.default_rng(0))
        >>> round(interval.estimate, 2), interval.method
        (3.83, 'bootstrap-t')

    Source: Efron & Tibshirani 1993, chapter 12. Of percentile, BCa, expanded percentile, t and bootstrap-t the one that
    kept its level for skewed figures in groups; coverage in docs/statistics.md.
    """
    floats = np.asarray(values, dtype=np.float64)
    columns = np.stack([floats, np.ones_like(floats)], axis=-1)

    def mean(totals: FloatArray) -> FloatArray:
        return np.asarray(totals[..., 0] / totals[..., 1])

    return totals_interval(mean, columns, cluster, rng, confidence=confidence, resamples=resamples)


def totals_interval(
    statistic: Statistic,
    columns: npt.ArrayLike,
    cluster: Cluster,
    rng: np.random.Generator,
    *,
    confidence: float = 0.95,
    resamples: int = RESAMPLES,
) -> Interval | None:
    """A smooth function of totals over items, with a bootstrap-t interval over groups of items.

    For ratios (gained per token), differences of means over different items, slopes: give each item's contributions
    as columns, ones among them where items are counted.

    Args:
        statistic: Totals, shape (..., k) -> values, shape (...); smooth near the observed totals.
        columns: Contributions of each item, shape (n, k), finite.
        cluster: The group of each item (items that share a picture), length n.
        rng: Source of the resamples.
        confidence: Nominal coverage.
        resamples: How often the groups are drawn anew.

    Returns:
        The interval; None with fewer than 5 groups or without spread. Standard errors are by the delta method, with
        numerical derivatives.

    Raises:
        ValueError: No items, lengths that differ, contributions that are not finite, or a statistic that is not
            finite for the items or for a resample.

    Example:
        >>> rng = np.random.default_rng(0)
        >>> right_and_tokens = rng.integers(0, 20, (50, 2))
        >>> pictures = [f"picture {n // 2}" for n in range(50)]
        >>> interval = totals_interval(lambda t: t[..., 0] / t[..., 1], right_and_tokens, pictures, rng)
        >>> interval.low < interval.estimate < interval.high
        True
    """
    table, index = grouped(columns, cluster)
    if table.ndim != 2 or not np.isfinite(table).all():
        raise ValueError(f"expected finite contributions of shape (items, columns); got shape {table.shape}")
    groups = int(index.max()) + 1
    if groups > MAX_GROUPS:
        index, groups = (rng.permutation(groups) % MAX_GROUPS)[index], MAX_GROUPS
    sums = np.zeros((groups, table.shape[1]))
    np.add.at(sums, index, table)
    if groups < MIN_GROUPS:
        return None
    return resampled_interval(statistic, sums, resampled_counts(groups, rng, resamples), confidence)


def resampled_interval(
    statistic: Statistic, sums: FloatArray, weights: FloatArray, confidence: float = 0.95
) -> Interval | None:
    """As `totals_interval`, of resamples that are drawn already.

    Args:
        statistic: Totals, shape (..., k) -> values, shape (...); smooth near the observed totals.
        sums: Contributions of each group, shape (groups, k).
        weights: How often each group is drawn in each resample, shape (resamples, groups).
        confidence: Nominal coverage.

    Returns:
        The interval; None without spread.

    Raises:
        ValueError: A statistic that is not finite for the groups or for a resample.
    """
    groups, size = sums.shape
    totals = sums.sum(axis=0)
    estimate = statistic(totals)
    step = 1e-5 * (np.abs(totals) + np.sqrt((sums**2).sum(axis=0)) + 1e-300)
    products = (sums[:, :, None] * sums[:, None, :]).reshape(groups, -1)
    error = _standard_error(statistic, totals, np.ones(groups) @ products, groups, step)
    # At once: the weights are far more than what they weigh.
    drawn, squares = np.split(weights @ np.hstack([sums, products]), [size], axis=1)
    means = statistic(drawn)
    if not np.isfinite(estimate) or not np.isfinite(means).all():
        raise ValueError("the statistic is not finite for all resamples; expected one that is defined near the totals")
    if error <= 1e-12 * abs(float(estimate)):
        return None
    errors = _standard_error(statistic, drawn, squares, groups, step)
    distance = means - estimate
    with np.errstate(divide="ignore"):
        pivots = np.where(distance == 0, 0.0, distance / errors)
    # Without interpolation: resamples of one group over and over have no error, their pivots are infinite.
    low = np.quantile(pivots, 0.5 + confidence / 2, method="higher")
    high = np.quantile(pivots, 0.5 - confidence / 2, method="lower")
    return Interval(float(estimate), float(estimate - low * error), float(estimate - high * error), "bootstrap-t")


def resampled_counts(groups: int, rng: np.random.Generator, resamples: int = RESAMPLES) -> FloatArray:
    """How often each group is drawn in each resample, shape (resamples, groups).

    Times the groups' sums this gives all resampled sums at once: hence floats.

    Example:
        >>> resampled_counts(4, np.random.default_rng(0), 3).sum(axis=1)
        array([4., 4., 4.])
    """
    generator = rng.bit_generator
    if groups > MAX_GROUPS or not isinstance(generator, np.random.PCG64):
        return _counts(rng, groups, resamples).astype(np.float64)
    counts, generator.state = _counts_from(repr(generator.state), groups, resamples)
    return counts.astype(np.float64)


def _counts(rng: np.random.Generator, groups: int, resamples: int) -> npt.NDArray[np.int64]:
    drawn = rng.integers(0, groups, (resamples, groups))
    drawn += groups * np.arange(resamples)[:, None]
    return np.bincount(drawn.ravel(), minlength=resamples * groups).reshape(resamples, groups)


@lru_cache(maxsize=16)
def _counts_from(state: str, groups: int, resamples: int) -> tuple[npt.NDArray[np.unsignedinteger], Any]:
    """What a generator in this state draws, and its state then; kept, for all models' intervals begin from one seed."""
    generator = np.random.PCG64()
    generator.state = literal_eval(state)
    counts = _counts(np.random.Generator(generator), groups, resamples)
    return counts.astype(np.min_scalar_type(groups)), generator.state


def _standard_error(
    statistic: Statistic, totals: FloatArray, products: FloatArray, groups: int, step: FloatArray
) -> FloatArray:
    """Delta-method standard error of the statistic at totals of groups, shape (..., k), and those of their products."""
    size = totals.shape[-1]
    gradient = np.stack(
        [
            (statistic(totals + step * unit) - statistic(totals - step * unit)) / (2 * step @ unit)
            for unit in np.eye(size)
        ],
        axis=-1,
    )
    square = products.reshape(*totals.shape[:-1], size, size)
    scatter = square - totals[..., :, None] * totals[..., None, :] / groups
    variance = np.einsum("...i,...ij,...j->...", gradient, scatter, gradient) * groups / (groups - 1)
    return np.asarray(np.sqrt(np.maximum(variance, 0.0)))

"""Differences of two shares: of two models on the same items (paired), or on different items (unpaired).

On shared items only those tell anything on which the models differ. The interval is Tango's score interval; the p-value
is the exact sign-flip test, for lone items of credit 0 or 1 McNemar's, which is the more cautious of the two: decide by
the p-value, report the size by the interval.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ch3ef.stats.intervals import Cluster, FloatArray, Interval, crossing, design_effect, grouped, t_quantile

TIE_GRID = 60
"""Credits of ties among up to 6 options, and means over 2 to 6 seeds, are whole multiples of 1/60."""


class Difference(NamedTuple):
    """A difference of two mean credits, first minus second.

    Attributes:
        estimate: The difference, in [-1, 1].
        low: Lower bound.
        high: Upper bound.
        p: Two-sided p-value of no difference.
        n: Items (of the smaller side, if unpaired).
        groups: Groups of items that share a picture (of the smaller side, if unpaired).
        method: "tango", "cluster tango", "mee" or "cluster mee".
    """

    estimate: float
    low: float
    high: float
    p: float
    n: int
    groups: int
    method: str


def paired_difference(
    first: npt.ArrayLike, second: npt.ArrayLike, cluster: Cluster, confidence: float = 0.95
) -> Difference:
    """Mean credit of the first model minus that of the second, on the same items.

    Args:
        first: Credit of the first model per item in [0, 1], shape (n,), n >= 1.
        second: Credit of the second model on the same items.
        cluster: The group of each item (items that share a picture), length n.
        confidence: Nominal coverage of the interval.

    Returns:
        Tango's score interval where every item stands alone; else the same for n / design effect items with the
        t quantile of the number of groups; one group alone says nothing: [-1, 1]. p is the exact sign-flip test on
        the groups' sums (`sign_flip_p`). Fractional credits make the interval slightly too wide.

    Raises:
        ValueError: No items, credits outside [0, 1], or lengths that differ.

    Example:
        >>> result = paired_difference([1, 1, 1, 1, 1, 0, 0, 1], [0, 0, 1, 1, 0, 0, 0, 0], list("abcdefgh"))
        >>> round(result.estimate, 3), round(result.low, 3), round(result.high, 3), result.p
        (0.5, 0.013, 0.785, 0.125)

    Source: Tango 1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<891::AID-SIM780>3.0.CO;2-B; with groups Yang, Sun &
    Hardin 2012, doi:10.1002/sim.4369. p checked against statsmodels' exact McNemar; coverage in docs/statistics.md.
    """
    a, b = _pair(first, second)
    differences, index = grouped(a - b, cluster)
    found = _paired_interval(differences, index, confidence)
    p = sign_flip_p(np.bincount(index, weights=differences))
    return Difference(*found[:3], p, len(differences), int(index.max()) + 1, found.method)


def paired_interval(
    first: npt.ArrayLike, second: npt.ArrayLike, cluster: Cluster, confidence: float = 0.95
) -> Interval:
    """The estimate and interval of `paired_difference` without its p-value, which takes most of the time.

    Args:
        first: Credit in the first way per item in [0, 1], shape (n,), n >= 1.
        second: Credit in the second way of the same items.
        cluster: The group of each item, length n.
        confidence: Nominal coverage of the interval.

    Raises:
        ValueError: No items, credits outside [0, 1], or lengths that differ.

    Example:
        >>> found = paired_interval([1, 1, 1, 1, 1, 0, 0, 1], [0, 0, 1, 1, 0, 0, 0, 0], list("abcdefgh"))
        >>> round(found.estimate, 3), round(found.low, 3), round(found.high, 3)
        (0.5, 0.013, 0.785)
    """
    a, b = _pair(first, second)
    return _paired_interval(*grouped(a - b, cluster), confidence)


def _paired_interval(differences: FloatArray, index: npt.NDArray[np.intp], confidence: float) -> Interval:
    """Tango's interval of the mean of differences in groups."""
    n, groups = len(differences), int(index.max()) + 1
    estimate = float(differences.mean())
    if groups == 1 < n:
        return Interval(estimate, -1.0, 1.0, "cluster tango")
    gained, lost = float(np.maximum(differences, 0).sum()), float(np.maximum(-differences, 0).sum())
    effect, quantile = 1.0, NormalDist().inv_cdf(0.5 + confidence / 2)
    if groups < n:
        # Unlike right answers, differences of two models seldom fall together in a picture: hence the prior of 1.
        variance = gained + lost - n * estimate**2
        effect = design_effect(differences - estimate, variance, index, gained + lost, 1.0)
        quantile = t_quantile(groups - 1, confidence)
    low, high = _tango(gained / effect, lost / effect, n / effect, quantile)
    return Interval(estimate, low, high, "cluster tango" if groups < n else "tango")


def unpaired_difference(
    first: npt.ArrayLike,
    second: npt.ArrayLike,
    first_cluster: Cluster,
    second_cluster: Cluster,
    confidence: float = 0.95,
) -> Difference:
    """Mean credit on some items minus mean credit on others: two models, two tasks, two sets.

    On the same items `paired_difference` tells more.

    Args:
        first: Credit per item of the first side in [0, 1], shape (n,), n >= 1.
        second: Credit per item of the second side, shape (m,), m >= 1.
        first_cluster: The group of each of the first items (items that share a picture).
        second_cluster: The group of each of the second items; groups of the two sides are taken as independent.
        confidence: Nominal coverage of the interval.

    Returns:
        Mee's score interval and its test; where items share pictures, for n / design effect items on each side,
        with a t quantile of Welch's degrees of freedom.

    Raises:
        ValueError: No items, credits outside [0, 1], or lengths that differ.

    Example:
        >>> result = unpaired_difference([1] * 8 + [0] * 2, [1] * 4 + [0] * 6, list("abcdefghij"), list("abcdefghij"))
        >>> round(result.estimate, 2), round(result.low, 3), round(result.high, 3), round(result.p, 3)
        (0.4, -0.03, 0.707, 0.068)

    Source: Mee 1984, doi:10.2307/2531186; Miettinen & Nurminen 1985, doi:10.1002/sim.4780040211; the test
    checked against statsmodels, the interval against Newcombe 1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-
    SIM779>3.0.CO;2-I, and a numerical likelihood (statsmodels 0.15 has another coefficient in its cubic).
    """
    one, other = _side(first, first_cluster), _side(second, second_cluster)
    estimate, lone = one.share - other.share, one.lone and other.lone

    def variance(delta: float) -> float:
        return _mee_variance(one.share, one.n, other.share, other.n, delta)

    fewer = min(one.items, other.items), min(one.groups, other.groups)
    if (one.groups == 1 and not one.lone) or (other.groups == 1 and not other.lone):
        return Difference(estimate, -1.0, 1.0, 1.0, *fewer, "cluster mee")
    df = None if lone else _welch(one, other)
    spread = math.sqrt(variance(0.0))
    p = _two_sided(estimate / spread, df) if spread else 1.0
    quantile = NormalDist().inv_cdf(0.5 + confidence / 2) if df is None else t_quantile(df, confidence)
    low, high = _score_inversion(estimate, quantile, variance)
    return Difference(estimate, low, high, p, *fewer, "mee" if lone else "cluster mee")


def sign_flip_p(sums: npt.ArrayLike) -> float:
    """Exact two-sided p-value that the groups' differences are as likely to favour one model as the other.

    Under that hypothesis the sign of every group's sum is a coin. For sums of -1, 0 and 1 this is McNemar's exact
    test; the distribution is built up by convolution, all terms positive, so small p-values are exact too.

    Args:
        sums: Sum of the differences of each group, shape (g,), g >= 1; multiples of 1/60 are handled exactly,
            others are rounded to 1/20000 of their total size.

    Returns:
        Share of sign patterns with a total at least as far from 0; 1 where no group differs.

    Raises:
        ValueError: No sums, or some are not finite.

    Example:
        >>> round(sign_flip_p([1, 1, 1, 2, 0]), 6)
        0.125
    """
    values = np.asarray(sums, dtype=np.float64)
    if not values.size or not np.isfinite(values).all():
        raise ValueError("expected finite sums of at least 1 group")
    fine = values * TIE_GRID
    if np.abs(fine - np.rint(fine)).max() > 1e-6:
        fine = values / np.abs(values).sum() * 20_000
    steps = np.rint(fine).astype(np.int64)
    steps = steps[steps != 0]
    if not steps.size:
        return 1.0
    steps //= np.gcd.reduce(steps)
    total, observed = int(np.abs(steps).sum()), abs(int(steps.sum()))
    if not observed:
        return 1.0
    # Positive signs add their group's size to a sum from 0 to total; the signed sum is twice that minus the total.
    sizes, counts = np.unique(np.abs(steps), return_counts=True)
    return min(1.0, 2 * _up_to((total - observed) // 2, tuple(sizes.tolist()), tuple(counts.tolist())))


@lru_cache(maxsize=1 << 14)
def _up_to(most: int, sizes: tuple[int, ...], counts: tuple[int, ...]) -> float:
    """Probability that coins of some sizes, so many of each, add up to no more; many pairs of models ask the same."""
    chances = np.ones(1)
    for size, count in zip(sizes, counts, strict=True):
        chances = _with_coins(chances, size, count)
    return float(chances[: most + 1].sum())


def _with_coins(chances: FloatArray, size: int, count: int) -> FloatArray:
    """Probabilities of the sums from 0 on, once `count` coins have added `size` each or nothing."""
    coins = _coins(count)
    grown = np.zeros(len(chances) + size * count)
    if size <= count:
        # Sums that leave the same rest by the size grow by themselves.
        for rest in range(min(size, len(chances))):
            own = np.convolve(chances[rest::size], coins)
            grown[rest::size][: len(own)] = own
        return grown
    for heads, weight in enumerate(coins):
        start = heads * size
        grown[start : start + len(chances)] += weight * chances
    return grown


@lru_cache(maxsize=1024)
def _coins(count: int) -> FloatArray:
    """Probabilities of 0 to `count` heads."""
    from scipy.special import gammaln

    heads = np.arange(count + 1)
    logs = gammaln(count + 1) - gammaln(heads + 1) - gammaln(count - heads + 1) - count * math.log(2)
    return np.asarray(np.exp(logs))


def _pair(first: npt.ArrayLike, second: npt.ArrayLike) -> tuple[FloatArray, FloatArray]:
    a, b = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    if a.shape != b.shape or a.ndim != 1 or not len(a):
        raise ValueError(f"expected credits of both on the same items; got shapes {a.shape} and {b.shape}")
    _check_credit(a)
    _check_credit(b)
    return a, b


def _check_credit(credit: FloatArray) -> None:
    if not ((credit >= 0) & (credit <= 1)).all():
        raise ValueError("expected credits in [0, 1]")


@lru_cache(maxsize=1 << 14)
def _tango(gained: float, lost: float, n: float, quantile: float) -> tuple[float, float]:
    """Bounds of Tango's interval; the likeliest share of losses given the difference is the root of a quadratic."""

    def variance(delta: float) -> float:
        linear = -gained - lost + (2 * n - gained + lost) * delta
        constant = -lost * delta * (1 - delta)
        losing = (math.sqrt(max(0.0, linear * linear - 8 * n * constant)) - linear) / (4 * n)
        return max(0.0, 2 * losing + delta * (1 - delta)) / n

    return _score_inversion((gained - lost) / n, quantile, variance)


class _Side(NamedTuple):
    share: float
    n: float
    items: int
    groups: int
    lone: bool


def _side(credit: npt.ArrayLike, cluster: Cluster) -> _Side:
    """The share of one side and of how many independent items it is worth."""
    values, index = grouped(credit, cluster)
    _check_credit(values)
    items, groups, share = len(values), int(index.max()) + 1, float(values.mean())
    if groups in {1, items}:
        return _Side(share, groups, items, groups, groups == items)
    together = float((np.bincount(index) ** 2).sum()) / items
    rarer = min(share, 1 - share) * items
    effect = design_effect(values - share, items * share * (1 - share), index, rarer, together)
    return _Side(share, items / effect, items, groups, lone=False)


def _welch(one: _Side, other: _Side) -> float:
    """Degrees of freedom of the difference; a side of lone items has no variance to estimate."""
    parts = [(1 / side.n, side.groups - 1) for side in (one, other) if not side.lone]
    return (1 / one.n + 1 / other.n) ** 2 / sum(part**2 / df for part, df in parts)


def _two_sided(statistic: float, df: float | None) -> float:
    from scipy.special import ndtr, stdtr

    return 2 * float(ndtr(-abs(statistic)) if df is None else stdtr(df, -abs(statistic)))


def _mee_variance(p1: float, n1: float, p2: float, n2: float, delta: float) -> float:
    """Variance of the difference at the likeliest shares that differ by delta, a root of a cubic in closed form."""
    ratio = n2 / n1
    lead = 1 + ratio
    square = -(lead + p1 + ratio * p2 + delta * (ratio + 2)) / (3 * lead)
    linear = (delta**2 + delta * (2 * p1 + lead) + p1 + ratio * p2) / (3 * lead)
    constant = -p1 * delta * (1 + delta) / lead
    v = square**3 - 1.5 * square * linear + constant / 2
    u = math.copysign(math.sqrt(max(0.0, square**2 - linear)), v)
    angle = (math.pi + math.acos(max(-1.0, min(1.0, v / u**3)))) / 3 if u else math.pi / 2
    first = max(0.0, min(1.0, 2 * u * math.cos(angle) - square))
    second = max(0.0, min(1.0, first - delta))
    return first * (1 - first) / n1 + second * (1 - second) / n2


def _score_inversion(estimate: float, quantile: float, variance: Callable[[float], float]) -> tuple[float, float]:
    """The differences whose distance from the estimate is `quantile` standard errors."""

    def spare(difference: float) -> float:
        return quantile * math.sqrt(variance(difference)) - abs(estimate - difference)

    return crossing(spare, estimate, -1.0), crossing(spare, estimate, 1.0)

"""Intervals of shares: Wilson's where items stand alone; its effective number of items where they share a picture.

A share of items in groups (items that show one picture) keeps Wilson's form, which neither leaves [0, 1] nor takes
"all right" for certainty. Only the number of items changes: to as many independent ones as would vary as much.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
Cluster = Sequence[str] | npt.NDArray[np.int32] | npt.NDArray[np.int64] | npt.NDArray[np.str_]
"""The group of each item, by name or by number."""

RESAMPLES = 2000
"""Bootstrap resamples; the Monte Carlo error of a 95 % bound is then about 0.3 of a percentile."""

PRIOR_EVIDENCE = 0.5
"""Of how many items of the rarer kind the guess about the design effect is worth; chosen by measured coverage."""


class Interval(NamedTuple):
    """An estimate with its confidence interval.

    Attributes:
        estimate: A share, in [0, 1], or another figure.
        low: Lower bound.
        high: Upper bound.
        method: "wilson", "cluster wilson", "stratified", "bootstrap" or "cluster bootstrap".
    """

    estimate: float
    low: float
    high: float
    method: str


def wilson(successes: float, n: int, confidence: float = 0.95) -> Interval:
    """Wilson's score interval of a share.

    For n items that stand alone. Credit may be fractional (shared ties); the interval is then slightly
    too wide, since a fraction varies less than a coin with the same mean.

    Args:
        successes: Sum of the credits, in [0, n].
        n: Number of items, at least 1.
        confidence: Nominal coverage, in (0, 1).

    Returns:
        The interval; its bounds lie in [0, 1] and hold the estimate.

    Raises:
        ValueError: n below 1, or successes outside [0, n].

    Example:
        >>> low, high = wilson(8, 10)[1:3]
        >>> round(low, 4), round(high, 4)
        (0.4902, 0.9433)

    Source: Wilson 1927, doi:10.1080/01621459.1927.10502953; checked against statsmodels.
    """
    if n < 1 or not 0 <= successes <= n:
        raise ValueError(f"expected 0 <= successes <= n and n >= 1; got successes={successes!r}, n={n!r}")
    share = successes / n
    low, high = score_bounds(share, n, NormalDist().inv_cdf(0.5 + confidence / 2))
    return Interval(share, low, high, "wilson")


def share_interval(credit: npt.ArrayLike, cluster: Cluster, confidence: float = 0.95) -> Interval:
    """The mean credit with the interval that fits how the items hang together.

    Args:
        credit: Credit per item in [0, 1], shape (n,), n >= 1.
        cluster: The group of each item (items that share a picture), length n.
        confidence: Nominal coverage.

    Returns:
        Wilson's interval where every item stands alone. Else Wilson's with n / design effect items and the
        t quantile of the number of groups ("cluster wilson"); one group alone says nothing: [0, 1].

    Raises:
        ValueError: No items, or lengths that differ.

    Example:
        >>> share_interval([1, 0, 1, 1], list("abcd")).method
        'wilson'
        >>> low, high = share_interval([1, 1, 1, 0, 0, 1, 1, 1], list("aabbccdd"))[1:3]
        >>> round(low, 2), round(high, 2)
        (0.25, 0.96)

    Source: Dean & Pagano 2015, doi:10.1093/jssam/smv024, recommend the form; the coverage, measured for groups of
    1 to 5 items, is in docs/statistics.md.
    """
    values, index = grouped(credit, cluster)
    n, groups = len(values), int(index.max()) + 1
    if groups == n:
        return wilson(float(values.sum()), n, confidence)
    share = float(values.mean())
    if groups == 1:
        return Interval(share, 0.0, 1.0, "cluster wilson")
    # Items of one picture tend to fall together; so they are taken to do until misses (or hits) speak.
    together = float((np.bincount(index) ** 2).sum()) / n
    effect = design_effect(values - share, n * share * (1 - share), index, min(share, 1 - share) * n, together)
    low, high = score_bounds(share, n / effect, t_quantile(groups - 1, confidence))
    return Interval(share, low, high, "cluster wilson")


def macro_interval(credit: npt.ArrayLike, stratum: Cluster, cluster: Cluster, confidence: float = 0.95) -> Interval:
    """The mean over strata (tasks, domains) of the mean credit in each, whatever their sizes.

    For headline figures in which a task of 2 items weighs as much as one of 60.

    Args:
        credit: Credit per item in [0, 1], shape (n,), n >= 1.
        stratum: The task or domain of each item, by name or by number, length n.
        cluster: The group of each item (items that share a picture), length n; groups may cross strata.
        confidence: Nominal coverage.

    Returns:
        The score interval of a weighted mean of shares: all means that the data do not reject, the strata's shares
        at each being the likeliest ones with that mean. One item at the pooled share is added to each stratum
        first: a task of 2 right items is not certain. Wilson's for a single stratum of lone items. Where items
        share pictures, every stratum's size is divided by the design effect of the mean.

    Raises:
        ValueError: No items, or lengths that differ.

    Example:
        >>> macro_interval([1, 1, 0, 1], ["x", "x", "x", "y"], list("abcd")).estimate
        0.8333333333333333

    Source: Martin Andres et al. 2011, doi:10.1177/0962280209347953 (score intervals of linear functions of shares);
    the coverage, measured for the tasks and domains of Ch3Ef, is in docs/statistics.md.
    """
    values, index = grouped(credit, cluster)
    if len(stratum) != len(values):
        raise ValueError(f"expected as many strata as credits; got {len(stratum)} and {len(values)}")
    _, place = np.unique(np.asarray(stratum), return_inverse=True)
    sizes = np.bincount(place).astype(np.float64)
    shares = np.bincount(place, weights=values) / sizes
    estimate, groups = float(shares.mean()), int(index.max()) + 1
    if groups == 1 < len(values):
        return Interval(estimate, 0.0, 1.0, "stratified")
    effect, quantile = 1.0, NormalDist().inv_cdf(0.5 + confidence / 2)
    if groups < len(values):
        effect, df = _stratified_effect(values, place, index, shares, sizes)
        quantile = t_quantile(df, confidence)
    low, high = _stratified_bounds(shares, sizes / effect, float(values.mean()), len(values), quantile)
    return Interval(estimate, low, high, "stratified")


def design_effect(
    deviation: FloatArray, independent: float, index: npt.NDArray[np.intp], evidence: float, prior: float
) -> float:
    """How many times the variance of a sum grows because its terms come in groups.

    Args:
        deviation: Weighted deviation of each item from its mean, shape (n,).
        independent: Variance of the sum if the items were independent, >= 0.
        index: Group of each item, 0 .. groups - 1, at least two groups.
        evidence: Items of the rarer kind (misses among many hits, differences among ties).
        prior: The design effect to be expected without evidence. It weighs as half an item of the rarer kind: from
            two or three of them a variance cannot be told.

    Returns:
        Above 1 where items of a group fall together, below 1 where they balance, > 0.

    Example:
        >>> design_effect(np.array([0.5, 0.5, -0.5, -0.5]), 1.0, np.array([0, 0, 1, 1]), 2, 2.0)
        2.8
    """
    groups, n = int(index.max()) + 1, len(deviation)
    spread = float((np.bincount(index, weights=deviation) ** 2).sum()) * groups / (groups - 1) * (n - 1) / n
    seen = spread / independent if independent > 0 else 0.0
    known = evidence if independent > 0 else 0.0
    return (seen * known + prior * PRIOR_EVIDENCE) / (known + PRIOR_EVIDENCE)


def score_bounds(share: float, n: float, quantile: float) -> tuple[float, float]:
    """Bounds of Wilson's interval of a share for n items, whole or not; they lie in [0, 1] and hold the share."""
    squared = quantile * quantile
    centre = (share + squared / (2 * n)) / (1 + squared / n)
    half = quantile / (1 + squared / n) * math.sqrt(share * (1 - share) / n + squared / (4 * n * n))
    return max(0.0, min(share, centre - half)), min(1.0, max(share, centre + half))


USUAL = 1.959963984540054
"""Quantile of the intervals that figures have (95 %, two sides)."""


def bound_at(share: float, bound: float, quantile: float, known: float = USUAL) -> float:
    """A bound of a share's 95 % interval at another level, by the number of items that it amounts to.

    Args:
        share: The share, in [0, 1].
        bound: Its bound, in [0, 1].
        quantile: Of the normal distribution, at the other level; of the t distribution where the bound came of that.
        known: The same at the level of the bound.

    Example:
        >>> low, _ = score_bounds(0.9, 100, USUAL)
        >>> round(bound_at(0.9, low, 2.6), 4) == round(score_bounds(0.9, 100, 2.6)[0], 4)
        True
    """
    if bound == share:
        return bound
    side = 0 if bound < share else 1

    def gap(log_n: float) -> float:
        return abs(score_bounds(share, math.exp(log_n), known)[side] - share) - abs(bound - share)

    return score_bounds(share, math.exp(crossing(gap, -12.0, 30.0)), quantile)[side]


def interval_at(interval: Interval, quantile: float, known: float = USUAL) -> Interval:
    """A share's 95 % interval at another level.

    Args:
        interval: In [0, 1].
        quantile: As in `bound_at`, like `known`.
        known: At the level of the interval.
    """
    low, high = (bound_at(interval.estimate, bound, quantile, known) for bound in (interval.low, interval.high))
    return interval._replace(low=low, high=high)


def crossing(score: Callable[[float], float], inside: float, outside: float) -> float:
    """Where a score, at least 0 inside, falls below 0 on the way outside; the outside where it never does.

    The chord's crossing and the middle by turns: the score may be infinite at an end, or bent.

    Args:
        score: Falls through 0 at most once; where it is 0 inside, it rises first.
        inside: Where the way begins.
        outside: Where it ends.

    Example:
        >>> round(crossing(lambda x: 2 - x * x, 0.0, 3.0), 6), crossing(lambda x: 2 - x * x, 0.0, 1.0)
        (1.414214, 1.0)
    """
    within, beyond = score(inside), score(outside)
    if beyond >= 0:
        return outside
    for step in range(60):
        chord = step % 2 == 0 and 0 < within < math.inf and beyond > -math.inf
        at = inside + (outside - inside) * (within / (within - beyond) if chord else 0.5)
        found = score(at)
        if found > 0:
            inside, within = at, found
        else:
            outside, beyond = at, found
        if abs(outside - inside) < 1e-10 or abs(found) < 1e-10:
            return at
    return (inside + outside) / 2


def t_quantile(df: float, confidence: float) -> float:
    """Student's t quantile of a two-sided interval."""
    from scipy.special import stdtrit

    return float(stdtrit(df, 0.5 + confidence / 2))


def t_at(df: float, quantile: float) -> float:
    """Student's t quantile at the level of a normal one.

    Example:
        >>> round(t_at(2, USUAL), 2), round(t_at(1e9, 2.5), 2)
        (4.3, 2.5)
    """
    from scipy.special import ndtr, stdtrit

    # By the lower tail: 1 less a tiny share is 1.
    return -float(stdtrit(df, ndtr(-quantile)))


def grouped(values: npt.ArrayLike, cluster: Cluster) -> tuple[FloatArray, npt.NDArray[np.intp]]:
    """The values as floats, shape (n,), and the group of each as a number from 0.

    Raises:
        ValueError: No values, or lengths that differ.
    """
    floats = np.asarray(values, dtype=np.float64)
    if len(floats) != len(cluster) or not len(floats):
        raise ValueError(f"expected as many clusters as values, at least 1; got {len(floats)} and {len(cluster)}")
    return floats, _numbered(np.asarray(cluster))


def _numbered(names: npt.NDArray[np.generic]) -> npt.NDArray[np.intp]:
    """Equal names as equal numbers from 0, in the names' order; of small numbers by a table, faster than a sort."""
    if names.dtype.kind in "iu" and names.min() >= 0 and names.max() <= 8 * len(names):
        return np.asarray((np.cumsum(np.bincount(names) > 0) - 1)[names], dtype=np.intp)
    return np.asarray(np.unique(names, return_inverse=True)[1], dtype=np.intp)


def _stratified_effect(
    values: FloatArray, place: npt.NDArray[np.intp], index: npt.NDArray[np.intp], shares: FloatArray, sizes: FloatArray
) -> tuple[float, float]:
    """Design effect of the mean over strata, and its degrees of freedom.

    Deviations from a stratum's own share are too small, the more so the fewer groups it has; a stratum with one group
    shows nothing.
    """
    member = np.unique(np.stack([place, index]), axis=1)[0]
    groups = np.bincount(member, minlength=len(sizes)).astype(np.float64)
    shown = groups > 1
    scale = np.where(shown, np.sqrt(groups / np.maximum(groups - 1, 1) * (sizes - 1) / sizes), 0.0) / sizes
    variance = float((shares * (1 - shares) / sizes)[shown].sum())
    rarer = min(values.sum(), len(values) - values.sum())
    weight = 1 / sizes[place]
    together = float((np.bincount(index, weights=weight) ** 2).sum() / (weight**2).sum())
    effect = design_effect(scale[place] * (values - shares[place]), variance, index, rarer, together)
    if not shown.any():
        return effect, 1.0
    # Satterthwaite's, each stratum counting as its groups: together they tell one effect. Chosen by measured coverage.
    df = (1 / sizes[shown]).sum() ** 2 / (1 / sizes[shown] ** 2 / groups[shown]).sum()
    return effect, max(1.0, float(df))


def _stratified_bounds(
    shares: FloatArray, sizes: FloatArray, pooled: float, n: int, quantile: float
) -> tuple[float, float]:
    """Means P of strata's shares p with (estimate - P)^2 = quantile^2 mean variance, p the likeliest with mean P.

    The likeliest shares solve hits / p - misses / (1 - p) = pull for one pull on all strata, positive towards 0:
    so the bounds are sought along the pull, on a logarithmic scale of both signs, lower and upper bound at once.
    """
    estimate, total, weight = float(shares.mean()), sizes + 1, 1 / sizes
    hits = shares * sizes + (pooled * n + 0.5) / (n + 1)
    side = np.array([1.0, -1.0])
    least, most = np.full(2, -25.0), np.full(2, 25.0)
    for _ in range(42):
        middle = (least + most) / 2
        p = _pulled(hits, total, (np.sign(middle) * np.expm1(np.abs(middle)))[:, None])
        mean = p.sum(axis=1) / len(shares)
        spread = np.sqrt((p * (1 - p)) @ weight) / len(shares)
        beyond = estimate - mean > side * quantile * spread
        least, most = np.where(beyond, least, middle), np.where(beyond, middle, most)
    low, high = (0.0 if estimate <= 0 else float(mean[0])), (1.0 if estimate >= 1 else float(mean[1]))
    return min(low, estimate), max(high, estimate)


def _pulled(hits: FloatArray, total: FloatArray, pull: FloatArray) -> FloatArray:
    """The share p in (0, 1) with hits / p - (total - hits) / (1 - p) = pull, in the form that loses no digits."""
    outer = total + pull
    root = np.sqrt(np.maximum(outer * outer - 4 * pull * hits, 0.0))
    safe = np.where(pull == 0, 1.0, pull)
    p = np.where(outer > 0, 2 * hits / (outer + root), (outer - root) / (2 * safe))
    return np.minimum(np.maximum(p, 0.0), 1.0)

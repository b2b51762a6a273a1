"""A share as people would have found it, from what a judge found and how often it was seen to err.

What a judge finds among new replies mixes those that it is right about with those that it takes for them: found =
sensitivity x share + (1 - specificity) x (1 - share). Solved for the share, with an interval that carries the doubt
about all three.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from ch3ef.stats.intervals import FloatArray, Interval, score_bounds, t_quantile

_GRID = 2001
"""Shares that are tried for the interval, from 0 to 1."""


def corrected_share(found: Interval, sensitivity: Interval, specificity: Interval) -> Interval | None:
    """The share that people would have found among the replies that a judge looked at.

    The interval holds every share at which the difference between what was found and what it would give could be 0,
    its own interval made of those of the three shares. So a judge that tells little apart gets a wide one, and one that
    tells nothing apart [0, 1].

    Args:
        found: The share that the judge found, among replies of the same kind as those it was checked on.
        sensitivity: The share of what people hold for it that the judge does too.
        specificity: The share of what people do not hold for it that the judge does not either.

    Returns:
        The corrected share with its interval, at the confidence of the three; None for a judge that is no better than
        chance (sensitivity + specificity <= 1), whose findings say nothing of the share, and where no share fits: the
        judge then errs otherwise here than where it was checked.

    Example:
        >>> from ch3ef.stats.intervals import wilson
        >>> share = corrected_share(wilson(220, 1000), wilson(90, 100), wilson(820, 1000))
        >>> round(share.estimate, 3), round(share.low, 3), round(share.high, 3)
        (0.056, 0.007, 0.103)

    Source: Rogan & Gladen 1978, doi:10.1093/oxfordjournals.aje.a112510; the interval by the method of variance
    estimates recovery, Zou & Donner 2008, doi:10.1002/sim.3095, inverted after Fieller. Its measured coverage is in
    docs/statistics.md.
    """
    told = sensitivity.estimate + specificity.estimate - 1
    if told <= 0:
        return None
    share = (found.estimate + specificity.estimate - 1) / told
    tried = np.linspace(0.0, 1.0, _GRID)
    gap = found.estimate - tried * sensitivity.estimate - (1 - tried) * (1 - specificity.estimate)
    # What pulls the gap down: less found, more sensitive, less specific; what pulls it up: the other ends.
    below = _together(
        found.estimate - found.low,
        tried * (sensitivity.high - sensitivity.estimate),
        (1 - tried) * (specificity.estimate - specificity.low),
    )
    above = _together(
        found.high - found.estimate,
        tried * (sensitivity.estimate - sensitivity.low),
        (1 - tried) * (specificity.high - specificity.estimate),
    )
    held = tried[(gap - below <= 0) & (gap + above >= 0)]
    if not len(held):
        return None
    estimate = min(1.0, max(0.0, share))
    return Interval(estimate, min(float(held[0]), estimate), max(float(held[-1]), estimate), "rogan-gladen")


def next_share(hits: Sequence[float], trials: Sequence[int], confidence: float = 0.95) -> Interval | None:
    """Where the share of a further group may lie, from those of groups that differ by more than chance.

    A judge errs more on one model's replies than on another's, so that its rates on some models' bound those on a
    further model's only as widely as they differ among themselves.

    Args:
        hits: Per group the sum of credits, in [0, trials].
        trials: Per group the number of trials; groups without any count as none.
        confidence: Nominal coverage.

    Returns:
        A prediction interval, around the groups' mean; None with fewer than three groups.

    Example:
        >>> share = next_share([90, 60, 75, 95, 80], [100] * 5)
        >>> round(share.estimate, 2), round(share.low, 2), round(share.high, 2)
        (0.8, 0.29, 0.98)

    Source: the beta-binomial's correlation within groups by analysis of variance, Ridout et al. 1999,
    doi:10.1111/j.0006-341X.1999.00137.x; Wilson's interval for as many trials as a further group's share would vary as
    much with, and the t quantile of Higgins, Thompson & Spiegelhalter 2009, doi:10.1111/j.1467-985X.2008.00552.x. Its
    measured coverage is in docs/statistics.md.
    """
    asked = np.asarray(trials, dtype=np.float64) > 0
    n, right = np.asarray(trials, dtype=np.float64)[asked], np.asarray(hits, dtype=np.float64)[asked]
    groups, total = len(n), float(n.sum())
    if groups < 3:
        return None
    mean = float(right.sum()) / total
    between = float((n * (right / n - mean) ** 2).sum()) / (groups - 1)
    within = float((right * (1 - right / n)).sum()) / max(1.0, total - groups)
    usual = (total - float((n**2).sum()) / total) / (groups - 1)
    spread = between + (usual - 1) * within
    alike = max(0.0, (between - within) / spread) if spread > 0 else 0.0
    pulls = float(((n / total) ** 2).sum())
    trials_worth = 1 / (alike * (1 + pulls) + (1 - alike) / total)
    low, high = score_bounds(mean, trials_worth, t_quantile(groups - 2, confidence))
    return Interval(mean, low, high, "prediction")


def share_of_all(share: Interval, counted: Interval) -> Interval:
    """A share among some replies as a share among all, where the others count as none of it.

    Args:
        share: The share among those that are counted.
        counted: The share of the replies that are, at the same confidence.

    Returns:
        The product, with the doubt about both.

    Example:
        >>> from ch3ef.stats.intervals import wilson
        >>> share = share_of_all(wilson(180, 200), wilson(200, 400))
        >>> round(share.estimate, 2), round(share.low, 2), round(share.high, 2)
        (0.45, 0.4, 0.5)
    """
    product = share.estimate * counted.estimate
    below = math.hypot(
        (share.estimate - share.low) * counted.estimate, share.estimate * (counted.estimate - counted.low)
    )
    # Where the share is small, the doubt about it grows with the number that is counted.
    above = math.hypot((share.high - share.estimate) * counted.high, share.estimate * (counted.high - counted.estimate))
    return Interval(product, max(0.0, product - below), min(1.0, product + above), share.method)


def _together(*distances: float | FloatArray) -> FloatArray:
    """How far independent doubts reach together."""
    return np.sqrt(sum(np.square(distance) for distance in distances))

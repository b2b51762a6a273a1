"""A share as people would have found it, from what a judge found and how often it was seen to err.

What a judge finds among new replies mixes those that it is right about with those that it takes for them: found =
sensitivity x share + (1 - specificity) x (1 - share). Solved for the share, with an interval that carries the doubt
about all three.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ch3ef.stats.intervals import FloatArray, Interval

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
        chance (sensitivity + specificity <= 1), whose findings say nothing of the share.

    Example:
        >>> from ch3ef.stats.intervals import wilson
        >>> share = corrected_share(wilson(220, 1000), wilson(90, 100), wilson(820, 1000))
        >>> round(share.estimate, 3), round(share.low, 3), round(share.high, 3)
        (0.056, 0.005, 0.103)

    Source: Rogan & Gladen 1978, doi:10.1093/oxfordjournals.aje.a112510; the interval by the method of variance
    estimates recovery, Zou & Donner 2008, doi:10.1002/sim.3095, inverted after Fieller. Its measured coverage is in
    docs/statistics.md.
    """
    told = sensitivity.estimate + specificity.estimate - 1
    if told <= 0:
        return None
    share = (found.estimate + specificity.estimate - 1) / told
    tried = np.linspace(0.0, 1.0, _GRID)
    # Each share's bounds lie at different distances from it; which of them counts depends on its sign.
    gap = found.estimate - tried * sensitivity.estimate - (1 - tried) * (1 - specificity.estimate)
    below = _distance(found, -1, sensitivity, 1, specificity, -1, tried)
    above = _distance(found, 1, sensitivity, -1, specificity, 1, tried)
    held = tried[(gap - below <= 0) & (gap + above >= 0)]
    estimate = min(1.0, max(0.0, share))
    low, high = (float(held[0]), float(held[-1])) if len(held) else (estimate, estimate)
    return Interval(estimate, min(low, estimate), max(high, estimate), "rogan-gladen")


def _distance(
    found: Interval, of_found: int, sensitive: Interval, of_sensitive: int, specific: Interval, of_specific: int,
    tried: npt.NDArray[np.float64],
) -> FloatArray:  # fmt: skip
    """How far the gap's bound lies from it, each share moved towards its upper (1) or lower (-1) bound."""
    return np.sqrt(
        _side(found, of_found) ** 2
        + (tried * _side(sensitive, of_sensitive)) ** 2
        + ((1 - tried) * _side(specific, of_specific)) ** 2
    )


def _side(interval: Interval, side: int) -> float:
    return interval.high - interval.estimate if side > 0 else interval.estimate - interval.low

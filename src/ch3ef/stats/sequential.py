"""Intervals that may be looked at again and again while the items of a finite set are asked in a random order.

What they are about is the mean credit of all items of the set: what the full test would have shown, not how the model
would do on further items like these, of which an interval for a fixed number of items tells (`ch3ef.stats.intervals`).
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from ch3ef.stats.intervals import FloatArray, Interval, crossing

LEANING = 50.0
"""Items at the mean in question that a bet imagines before the first: chosen for the least items at half widths of
0.03 to 0.05. The coverage is the same with any."""


def log_evidence(credit: npt.ArrayLike, items: int, mean: float) -> FloatArray:
    """How strongly the credits so far speak against a mean of the whole set, after each item.

    Args:
        credit: Credit per item in [0, 1], in the order in which they were drawn at random, shape (k,), 1 <= k <= items.
        items: Items of the whole set.
        mean: A mean credit of the whole set.

    Returns:
        Shape (k,), in natural logarithms; infinite from where the mean is impossible. Of the true mean, the
        probability that it ever reaches log(1 / a) is at most a.

    Raises:
        ValueError: No credits, more than there are items, or one outside [0, 1].

    Example:
        >>> log_evidence([1, 1, 1, 1], 100, 0.5).round(2)
        array([0.  , 0.03, 0.09, 0.17])

    Source: Waudby-Smith & Ramdas 2020, arXiv:2006.04347 (drawing without replacement), with the beta mixture of Howard
    et al. 2021, arXiv:1810.08240, around the mean in question. Of credits of 0 and 1 only their sum matters, not their
    order. A credit x in between adds x log(p / m) + (1 - x) log((1 - p) / (1 - m)), p being foreseen by those before
    and m expected under the mean in question: by the inequality of arithmetic and geometric means its exponential
    expects at most 1, too.
    """
    return np.cumsum(_bets(*_drawn(credit, items), mean))


def sequence_interval(credit: npt.ArrayLike, items: int, confidence: float = 0.95) -> Interval:
    """The mean credit of a whole set, of which some items were asked in a random order.

    Args:
        credit: Credit per item in [0, 1], in the order in which they were drawn at random, shape (k,), 1 <= k <= items.
        items: Items of the whole set.
        confidence: With this probability the intervals after 1, 2, ..., `items` items all hold the set's mean.

    Returns:
        The interval after the k-th; its estimate is the mean so far. A single point once all items were asked. Credits
        in between 0 and 1 make it slightly too wide.

    Raises:
        ValueError: No credits, more than there are items, or one outside [0, 1].

    Example:
        >>> low, high = sequence_interval([1, 1, 1, 0] * 100, 1000)[1:3]
        >>> round(low, 3), round(high, 3)
        (0.696, 0.798)
        >>> sequence_interval([1, 1, 0, 1], 4)[:3]
        (0.75, 0.75, 0.75)

    Source: as `log_evidence`; its coverage and what it saves are in docs/statistics.md.
    """
    drawn, before, left = _drawn(credit, items)
    got = float(drawn.sum())
    estimate = got / len(drawn)
    least, most = got / items, min(1.0, (got + items - len(drawn)) / items)

    def room(mean: float) -> float:
        return -math.log(1 - confidence) - float(_bets(drawn, before, left, mean).sum())

    if room(estimate) <= 0:  # the order does not look drawn at random
        return Interval(estimate, least, most, "sequence")
    return Interval(estimate, crossing(room, estimate, least), crossing(room, estimate, most), "sequence")


def next_look(asked: int, items: int, half: float, wanted: float) -> int:
    """After how many items to look again.

    Args:
        asked: Items asked so far, at least 1.
        items: Items of the whole set.
        half: Half the interval's width now, above `wanted`.
        wanted: What it shall be.

    Returns:
        About as many as it takes if the credits go on as they are: at least a twentieth more than now, at most twice as
        many, and no more than there are.

    Example:
        >>> next_look(200, 1002, 0.06, 0.03), next_look(440, 1002, 0.031, 0.03), next_look(990, 1002, 0.031, 0.03)
        (400, 462, 1002)
    """
    share = 1 / items + (1 / asked - 1 / items) * (wanted / half) ** 2
    return min(items, 2 * asked, max(math.ceil(1 / share), asked + math.ceil(asked / 20)))


def _drawn(credit: npt.ArrayLike, items: int) -> tuple[FloatArray, FloatArray, FloatArray]:
    """The credits, their sum before each, and how many items were left then."""
    drawn = np.asarray(credit, dtype=np.float64)
    if not 1 <= len(drawn) <= items or not ((drawn >= 0) & (drawn <= 1)).all():
        raise ValueError(f"expected 1 to {items} credits in [0, 1]; got {len(drawn)}")
    return drawn, np.cumsum(drawn) - drawn, items - np.arange(len(drawn), dtype=np.float64)


def _bets(drawn: FloatArray, before: FloatArray, left: FloatArray, mean: float) -> FloatArray:
    """By how much each credit speaks against a mean: its likelihood by those before it, over that by the mean."""
    from scipy.special import xlog1py, xlogy

    foreseen = (before + LEANING * mean) / (np.arange(len(drawn)) + LEANING)
    remaining = (mean * left[0] - before) / left
    clipped = np.clip(remaining, 0.0, 1.0)
    likely = xlogy(drawn, clipped) + xlog1py(1 - drawn, -clipped)
    possible = (abs(remaining - clipped) < _ROUNDING) & (likely > -np.inf)
    against = np.full(len(drawn), np.inf)
    np.subtract(xlogy(drawn, foreseen) + xlog1py(1 - drawn, -foreseen), likely, out=against, where=possible)
    return against


_ROUNDING = 1e-9

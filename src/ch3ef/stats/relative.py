"""Relative changes of a share on the same items: what is gained of the room there was, what is kept of what there was.

Ratios of shares have no interval where they are nearly 0 / 0, and those of the reference (RIAM, RRM) jump there. These
are bounded, and their intervals are made of score tests of each possible ratio: near 0 / 0 they grow to the whole scale
instead of breaking down.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ch3ef.stats.intervals import (
    Cluster,
    FloatArray,
    Interval,
    crossing,
    design_effect,
    grouped,
    share_interval,
    t_quantile,
)

_STEPS = 60
"""At most so many steps to a root: bisections alone would then reach the precision of a double."""


def bounded_gain(after: npt.ArrayLike, before: npt.ArrayLike, cluster: Cluster, confidence: float = 0.95) -> Interval:
    """A gain as a share of the errors that there were to mend, a loss as one of the right answers there were to lose.

    With a share `before` and a share `after` of right answers: (after - before) / (1 - before) where that is a gain,
    (after - before) / before where it is a loss; 0 at the two ends where neither can be. For examples in front (RIAM),
    and for any other change to the same items.

    Args:
        after: Credit per item in [0, 1], shape (n,), n >= 1; an item asked in several ways may be there once for each.
        before: Credit of the same items without the change.
        cluster: The group of each item (items that share a picture, or are one item), length n.
        confidence: Nominal coverage.

    Returns:
        In [-1, 1]: all values that a score test of the ratio of errors (right answers, for losses) does not reject.
        Where items come in groups, for n / design effect items with a t quantile; one group alone says nothing.

    Raises:
        ValueError: No items, credits outside [0, 1], or lengths that differ.

    Example:
        >>> found = bounded_gain([1, 1, 1, 0, 1, 1, 0, 0], [1, 1, 0, 0, 0, 0, 0, 0], list("abcdefgh"))
        >>> round(found.estimate, 3), round(found.low, 3), round(found.high, 3)
        (0.5, -0.144, 0.812)
        >>> bounded_gain([1, 0, 0, 0], [1, 1, 1, 0], list("abcd")).estimate
        -0.6666666666666666

    Source: METRICS, "In-context learning"; score intervals of ratios of paired shares as Nam & Blackwelder 2002,
    doi:10.1002/sim.1017. Checked against a numerical likelihood; coverage in docs/statistics.md.
    """
    new, old = _pair(after, before)
    share, first = float(new.mean()), float(old.mean())
    change = share - first
    room = 1 - first if change >= 0 else first
    estimate = change / room if room else 0.0
    errors, right = _contrast(1 - new, 1 - old, cluster, 0.0), _contrast(new, old, cluster, 0.0)
    if errors is None or right is None:
        return Interval(estimate, -1.0, 1.0, "cluster score")
    quantile = _quantile(right, confidence)
    gains = _accepted(errors.score, quantile)
    losses = _accepted(right.score, quantile)
    # A ratio of errors of 1 is no change: what lies beyond it is a loss, which the right answers tell.
    low = 1 - gains[1] if errors.score(1.0) < -quantile else losses[0] - 1
    high = losses[1] - 1 if right.score(1.0) < -quantile else 1 - gains[0]
    return Interval(estimate, min(low, estimate), max(high, estimate), right.method)


def retention(
    altered: npt.ArrayLike, clean: npt.ArrayLike, cluster: Cluster, chance: float, confidence: float = 0.95
) -> Interval | None:
    """What is kept of the accuracy above chance when items are altered (corrupted pictures, perturbed texts).

    (altered - chance) / (clean - chance), clipped to [0, 1]; always answering the same keeps nothing, since there is
    nothing to keep.

    Args:
        altered: Credit per altered item in [0, 1], shape (n,), n >= 1; an item altered in several ways may be there
            once for each.
        clean: Credit of the same items unaltered.
        cluster: The group of each item (items that share a picture, or are one item), length n.
        chance: What guessing scores on these items, in [0, 1].
        confidence: Nominal coverage.

    Returns:
        In [0, 1], with a score interval; None where the clean accuracy is not above chance for sure (the lower bound
        of its interval), for then there is nothing to divide by.

    Raises:
        ValueError: No items, credits outside [0, 1], or lengths that differ.

    Example:
        >>> clean, altered = [1] * 36 + [0] * 4, [1] * 24 + [0] * 16
        >>> found = retention(altered, clean, [str(i) for i in range(40)], 0.25)
        >>> round(found.estimate, 3), round(found.low, 3), round(found.high, 3)
        (0.538, 0.312, 0.721)

    Source: METRICS, "Robustness"; the interval as in `bounded_gain`, with chance taken off both shares.
    """
    new, old = _pair(altered, clean)
    if share_interval(old, cluster, confidence).low <= chance:
        return None
    ratio = (float(new.mean()) - chance) / (float(old.mean()) - chance)
    estimate = min(1.0, max(0.0, ratio))
    contrast = _contrast(new, old, cluster, chance)
    if contrast is None:
        return Interval(estimate, 0.0, 1.0, "cluster score")
    low, high = _accepted(contrast.score, _quantile(contrast, confidence))
    return Interval(estimate, min(low, estimate), max(high, estimate), contrast.method)


def riam_ref(shots: Sequence[float], zero_shot: float, chance: float) -> float | None:
    """Relative in-context accuracy as the reference computes it: gain over zero-shot accuracy above chance.

    A model at 2 points above chance that gains 2 points reads 1, one below chance reads a gain as a loss.

    Args:
        shots: Accuracies with examples in front, one per number of examples, in [0, 1], at least one.
        zero_shot: Accuracy without examples.
        chance: What guessing scores.

    Returns:
        Any number; None where zero-shot accuracy is chance.

    Example:
        >>> round(riam_ref([0.5, 0.6, 0.7], 0.5, 0.25), 3), riam_ref([0.5], 0.25, 0.25)
        (0.4, None)

    Source: ChEF, arXiv:2311.02692.
    """
    return (math.fsum(shots) / len(shots) - zero_shot) / (zero_shot - chance) if zero_shot != chance else None


def rrm_ref(altered: float, clean: float, chance: float) -> float | None:
    """Relative robustness as the reference computes it: accuracy above chance, altered over clean.

    Args:
        altered: Accuracy on altered items, in [0, 1].
        clean: Accuracy on the same items unaltered.
        chance: What guessing scores.

    Returns:
        Any number (the reference multiplies it by 100); None where the clean accuracy is chance.

    Example:
        >>> round(rrm_ref(0.5, 0.75, 0.25), 3), round(rrm_ref(0.2, 0.26, 0.25), 3), rrm_ref(0.5, 0.25, 0.25)
        (0.5, -5.0, None)

    Source: ChEF, arXiv:2311.02692.
    """
    return (altered - chance) / (clean - chance) if clean != chance else None


def rr_ref(altered: float, clean: float) -> float | None:
    """Relative robustness without chance, as the reference computes it: altered over clean accuracy.

    Args:
        altered: Accuracy on altered items, in [0, 1].
        clean: Accuracy on the same items unaltered.

    Returns:
        At least 0 (the reference multiplies it by 100); None where nothing is right unaltered.

    Example:
        >>> rr_ref(0.3, 0.6), rr_ref(0.3, 0.0)
        (0.5, None)

    Source: ChEF, arXiv:2311.02692.
    """
    return altered / clean if clean else None


def _pair(first: npt.ArrayLike, second: npt.ArrayLike) -> tuple[FloatArray, FloatArray]:
    a, b = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    if a.shape != b.shape or a.ndim != 1 or not len(a):
        raise ValueError(f"expected credits of the same items twice; got shapes {a.shape} and {b.shape}")
    if not all(((values >= 0) & (values <= 1)).all() for values in (a, b)):
        raise ValueError("expected credits in [0, 1]")
    return a, b


class _Contrast(NamedTuple):
    """Items by what became of them: right both times, only the first, only the second, neither.

    The contrast of a ratio is first - ratio x second - (1 - ratio) x floor: its mean is 0 where
    (first - floor) / (second - floor) is that ratio.
    """

    cells: tuple[float, float, float, float]
    floor: float
    n: float
    df: int | None

    @property
    def method(self) -> str:
        return "score" if self.df is None else "cluster score"

    def score(self, ratio: float) -> float:
        """Standard errors that the data lie above a ratio; the error is that of the likeliest shares at the ratio."""
        values = _values(ratio, self.floor)
        total = sum(self.cells)
        mean = sum(count * value for count, value in zip(self.cells, values, strict=True)) / total
        if mean == 0:
            return 0.0
        shares = _likeliest(self.cells, values)
        variance = sum(share * value * value for share, value in zip(shares, values, strict=True)) / self.n
        return mean / math.sqrt(variance) if variance > 0 else math.copysign(math.inf, mean)


def _contrast(first: FloatArray, second: FloatArray, cluster: Cluster, floor: float) -> _Contrast | None:
    """The cells, and how many independent items they are worth; None for a single group of several items."""
    _, index = grouped(first, cluster)
    n, groups = len(first), int(index.max()) + 1
    if groups == 1 < n:
        return None
    gap = first - second
    only_first, only_second = float(np.maximum(gap, 0).sum()), float(np.maximum(-gap, 0).sum())
    both = float(np.minimum(first, second).sum())
    cells = (both, only_first, only_second, n - both - only_first - only_second)
    if groups == n:
        return _Contrast(cells, floor, n, None)
    room = float(second.mean()) - floor
    ratio = min(1.0, max(0.0, (float(first.mean()) - floor) / room)) if room > 0 else 1.0
    deviation = first - ratio * second
    deviation -= deviation.mean()
    values = np.array(_values(ratio, floor))
    spread = float(np.dot(cells, values**2)) - float(np.dot(cells, values)) ** 2 / n
    effect = design_effect(deviation, max(spread, 0.0), index, only_first + only_second, 1.0)
    return _Contrast(cells, floor, n / effect, groups - 1)


def _quantile(contrast: _Contrast, confidence: float) -> float:
    return NormalDist().inv_cdf(0.5 + confidence / 2) if contrast.df is None else t_quantile(contrast.df, confidence)


def _values(ratio: float, floor: float) -> tuple[float, float, float, float]:
    """The contrast in each cell."""
    taken = (1 - ratio) * floor
    return 1 - ratio - taken, 1 - taken, -ratio - taken, -taken


def _likeliest(cells: Sequence[float], values: Sequence[float]) -> list[float]:
    """The likeliest shares of the cells under which the values have the mean 0.

    They are count / (total + pull x value) for one pull. An empty cell gets a share where the pull meets its limit:
    the mean is not yet 0 there, and what is missing lies in that cell.
    """
    total, least, most = sum(cells), min(values), max(values)
    if least >= 0 or most <= 0:
        # Only cells whose value is 0 are left: all others have no share.
        return [0.0] * len(cells)
    filled = [(count, value) for count, value in zip(cells, values, strict=True) if count and value]
    pull = _pull(filled, total, -total / most, -total / least)
    found = [count / (total + pull * value) if count else 0.0 for count, value in zip(cells, values, strict=True)]
    rest = sum(share * value for share, value in zip(found, values, strict=True))
    for end in (least, most):
        # At the limit that this cell sets; nothing is missing elsewhere.
        if abs(total + pull * end) < 1e-9 * total and not cells[values.index(end)]:
            found[values.index(end)] = max(0.0, -rest / end)
    return found


def _pull(filled: Sequence[tuple[float, float]], total: float, low: float, high: float) -> float:
    """Where the mean of the values, which falls with the pull, is 0 between two limits, or the limit nearest to that.

    Newton's steps, halved where they would leave what is left of the range.
    """
    pull = 0.0
    for _ in range(_STEPS):
        mean = slope = 0.0
        for count, value in filled:
            weight = value / (total + pull * value)
            mean += weight * count
            slope += weight * weight * count
        low, high = (pull, high) if mean > 0 else (low, pull)
        step = mean / slope if slope else 0.0
        before, pull = pull, pull + step
        if not low < pull < high:
            pull = (low + high) / 2
        if abs(pull - before) <= 1e-13 * total:
            break
    return pull


def _accepted(score: Callable[[float], float], quantile: float) -> tuple[float, float]:
    """The least and the greatest ratio in [0, 1] that the data lie within `quantile` standard errors of."""
    low = crossing(lambda ratio: score(ratio) - quantile, 0.0, 1.0) if score(0.0) > quantile else 0.0
    high = crossing(lambda ratio: score(ratio) + quantile, 0.0, 1.0) if score(0.0) > -quantile else 0.0
    return low, high

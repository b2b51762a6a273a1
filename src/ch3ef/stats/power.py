"""Power: how surely a difference would be seen, how small a one can be, how many items or models it takes.

Two-sided tests; of items that stand alone.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import NormalDist

import numpy as np

_NORMAL = NormalDist()


def power_paired(difference: float, differing: float, n: int, *, significance: float = 0.05) -> float:
    """Chance that two models on the same items are found to differ by the exact test (`paired_difference`).

    Args:
        difference: True difference of their shares, in [-1, 1].
        differing: Share of items that exactly one of them gets right, at least |difference|.
        n: Number of items, at least 1.
        significance: Level of the test.

    Returns:
        The power, in [0, 1], of McNemar's exact test, summed over the numbers of differing items.

    Raises:
        ValueError: Values outside their ranges.

    Example:
        >>> round(power_paired(0.05, 0.2, 500), 3)
        0.676

    Source: Duffy 1984, doi:10.2307/2531161; checked by simulation.
    """
    from scipy.stats import binom

    _check(n, significance, differing)
    if abs(difference) > differing:
        raise ValueError(f"a difference of {difference!r} takes at least as large a share of differing items")
    if differing == 0:
        return 0.0
    counts = np.arange(n + 1)
    tail = binom.ppf(significance / 2, counts, 0.5)
    # The largest number of the rarer kind that is significant: none where even 0 is not.
    fewest = np.where(binom.cdf(tail, counts, 0.5) > significance / 2, tail - 1, tail)
    ahead = (differing + abs(difference)) / (2 * differing)
    rejected = np.zeros(n + 1)
    able = fewest >= 0
    m, k = counts[able], fewest[able]
    rejected[able] = binom.cdf(k, m, 1 - ahead) + binom.cdf(k, m, ahead)
    return float(binom.pmf(counts, n, differing) @ rejected)


def power_correlation(correlation: float, models: int, *, significance: float = 0.05) -> float:
    """Chance that a correlation over models is found to differ from 0 by Student's t.

    Args:
        correlation: The true Pearson correlation, in (-1, 1).
        models: Number of models, at least 4.
        significance: Level of the test.

    Returns:
        The power, in [0, 1], by Fisher's z with its bias; for normal scores.

    Raises:
        ValueError: Values outside their ranges.

    Example:
        >>> round(power_correlation(0.7, 16), 3)
        0.893

    Source: Cohen 1988, chapter 3; checked by simulation.
    """
    from scipy.special import stdtrit

    if models < 4 or not -1 < correlation < 1:
        raise ValueError(f"expected at least 4 models and -1 < correlation < 1; got {models!r}, {correlation!r}")
    _check(models, significance, 0.0)
    t = float(stdtrit(models - 2, 1 - significance / 2))
    needed = math.atanh(t / math.sqrt(t * t + models - 2))
    mean = math.atanh(correlation) + correlation / (2 * (models - 1))
    return _beyond(mean, needed, 1 / math.sqrt(models - 3))


def detectable_paired(differing: float, n: int, *, power: float = 0.8, significance: float = 0.05) -> float | None:
    """Smallest difference on the same items that is found with a given power; None if even the largest is not.

    Args:
        differing: Share of items that exactly one of the models gets right.
        n: Number of items.
        power: Power to reach.
        significance: Level of the test.

    Example:
        >>> round(detectable_paired(0.2, 1002), 3)
        0.04
    """
    return _smallest(
        lambda lead: power_paired(lead, differing, n, significance=significance),
        differing,
        power,
    )


def detectable_correlation(models: int, *, power: float = 0.8, significance: float = 0.05) -> float | None:
    """Smallest correlation over models that is found with a given power.

    Example:
        >>> round(detectable_correlation(16), 3)
        0.64
    """
    return _smallest(lambda r: power_correlation(r, models, significance=significance), 1 - 1e-9, power)


def items_for_paired(difference: float, differing: float, *, power: float = 0.8, significance: float = 0.05) -> int:
    """Items that it takes to find two models on the same items to differ by the exact test.

    Args:
        difference: True difference of their shares, not 0.
        differing: Share of items that exactly one of them gets right.
        power: Power to reach.
        significance: Level of the test.

    Raises:
        ValueError: No difference, one above the share of differing items, or more than a million items.

    Example:
        >>> items_for_paired(0.05, 0.2)
        658
    """
    return _fewest(
        lambda n: power_paired(difference, differing, n, significance=significance),
        power,
        most=10**6,
    )


def about_items_for_paired(
    difference: float, differing: float, *, power: float = 0.8, significance: float = 0.05
) -> int:
    """What `items_for_paired` gives, about, at once however small the difference is.

    Args:
        difference: True difference of their shares, not 0.
        differing: Share of items that exactly one of them gets right, at least |difference|.
        power: Power to reach.
        significance: Level of the test.

    Raises:
        ValueError: No difference, or one above the share of differing items.

    Example:
        >>> about_items_for_paired(0.05, 0.2)
        626

    Source: Connor 1987, doi:10.2307/2531961; tests hold it against the exact number.
    """
    if not 0 < abs(difference) <= differing:
        raise ValueError(
            f"a difference of {difference!r} takes at least as large a share of differing items, and not 0"
        )
    spread = _NORMAL.inv_cdf(1 - significance / 2) * math.sqrt(differing)
    spread += _NORMAL.inv_cdf(power) * math.sqrt(differing - difference**2)
    return math.ceil((spread / difference) ** 2)


def models_for_correlation(correlation: float, *, power: float = 0.8, significance: float = 0.05) -> int:
    """Models that it takes to find a correlation to differ from 0.

    Raises:
        ValueError: It is 0, or more than 10^8 models are needed.

    Example:
        >>> models_for_correlation(0.6)
        19
    """
    return _fewest(lambda n: power_correlation(correlation, n, significance=significance), power, 4)


def _check(n: int, significance: float, share: float) -> None:
    if n < 1 or not 0 < significance < 1 or not 0 <= share <= 1:
        raise ValueError(
            f"expected n >= 1, 0 < significance < 1 and shares in [0, 1]; got {n!r}, {significance!r}, {share!r}"
        )


def _beyond(mean: float, needed: float, spread: float) -> float:
    """Chance that a normal estimate lies further from 0 than needed, on either side."""
    if spread == 0:
        return float(abs(mean) > needed)
    return _NORMAL.cdf((mean - needed) / spread) + _NORMAL.cdf((-mean - needed) / spread)


def _smallest(power_at: Callable[[float], float], most: float, power: float) -> float | None:
    """The smallest effect up to `most` with that power, by bisection."""
    if power_at(most) < power:
        return None
    low, high = 0.0, most
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (low, middle) if power_at(middle) >= power else (middle, high)
    return high


def _fewest(power_at: Callable[[int], float], power: float, least: int = 1, most: int = 10**8) -> int:
    """The smallest number with that power, by doubling and bisection."""
    high = least
    while power_at(high) < power:
        high *= 2
        if high > most:
            raise ValueError(f"more than {most} would be needed: the difference is too small")
    low = max(least - 1, high // 2)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if power_at(middle) >= power else (middle, high)
    return high

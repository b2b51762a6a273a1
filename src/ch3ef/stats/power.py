"""Power: how surely a difference would be seen, how small a one can be, how many items or models it takes.

Two-sided tests. `design_effect` says how many items that share pictures are worth one that stands alone (1 to about 3;
`intervals.design_effect` measures it).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import NormalDist

import numpy as np

_NORMAL = NormalDist()


def power_share(
    share: float, constant: float, n: int, *, significance: float = 0.05, design_effect: float = 1.0
) -> float:
    """Chance that a share is found to differ from a constant (such as guessing).

    For Wilson's interval leaving the constant out.

    Args:
        share: The true share, in [0, 1].
        constant: What it is compared with, in (0, 1).
        n: Number of items, at least 1.
        significance: Level of the test.
        design_effect: Loss to items that share pictures, at least 1 as a rule.

    Returns:
        The power, in [0, 1], by the normal approximation; the exact one jumps around it with n, by up to 0.05 below
        100 items.

    Raises:
        ValueError: Values outside their ranges.

    Example:
        >>> round(power_share(0.35, 0.25, 200), 3)
        0.882

    Source: Fleiss et al. 2003, Statistical Methods for Rates and Proportions, 2.5; checked by simulation.
    """
    _check(n, significance, design_effect, share)
    if not 0 < constant < 1:
        raise ValueError(f"expected a constant in (0, 1); got {constant!r}")
    items = n / design_effect
    needed = _quantile(significance) * math.sqrt(constant * (1 - constant) / items)
    return _beyond(share - constant, needed, math.sqrt(share * (1 - share) / items))


def power_unpaired(
    first: float, second: float, n_first: int, n_second: int, *, significance: float = 0.05, design_effect: float = 1.0
) -> float:
    """Chance that two shares on different items are found to differ (`unpaired_difference`).

    Args:
        first: The one true share, in [0, 1].
        second: The other.
        n_first: Items of the first, at least 1.
        n_second: Items of the second, at least 1.
        significance: Level of the test.
        design_effect: Loss to items that share pictures, the same on both sides.

    Returns:
        The power, in [0, 1], by the normal approximation.

    Raises:
        ValueError: Values outside their ranges.

    Example:
        >>> round(power_unpaired(0.6, 0.5, 400, 400), 3)
        0.813

    Source: Fleiss et al. 2003, 4.3, without continuity correction; checked against statsmodels and by simulation.
    """
    _check(n_first, significance, design_effect, first)
    _check(n_second, significance, design_effect, second)
    one, other = n_first / design_effect, n_second / design_effect
    pooled = (first * one + second * other) / (one + other)
    needed = _quantile(significance) * math.sqrt(pooled * (1 - pooled) * (1 / one + 1 / other))
    return _beyond(first - second, needed, math.sqrt(first * (1 - first) / one + second * (1 - second) / other))


def power_paired(
    difference: float, differing: float, n: int, *, significance: float = 0.05, design_effect: float = 1.0
) -> float:
    """Chance that two models on the same items are found to differ by the exact test (`paired_difference`).

    Args:
        difference: True difference of their shares, in [-1, 1].
        differing: Share of items that exactly one of them gets right, at least |difference| (`differing_share`).
        n: Number of items, at least 1.
        significance: Level of the test.
        design_effect: Loss to items that share pictures; n / design_effect is rounded.

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

    _check(n, significance, design_effect, differing)
    if abs(difference) > differing:
        raise ValueError(f"a difference of {difference!r} takes at least as large a share of differing items")
    if differing == 0:
        return 0.0
    items = max(1, round(n / design_effect))
    counts = np.arange(items + 1)
    tail = binom.ppf(significance / 2, counts, 0.5)
    # The largest number of the rarer kind that is significant: none where even 0 is not.
    fewest = np.where(binom.cdf(tail, counts, 0.5) > significance / 2, tail - 1, tail)
    ahead = (differing + abs(difference)) / (2 * differing)
    rejected = np.zeros(items + 1)
    able = fewest >= 0
    m, k = counts[able], fewest[able]
    rejected[able] = binom.cdf(k, m, 1 - ahead) + binom.cdf(k, m, ahead)
    return float(binom.pmf(counts, items, differing) @ rejected)


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
    _check(models, significance, 1.0, 0.0)
    t = float(stdtrit(models - 2, 1 - significance / 2))
    needed = math.atanh(t / math.sqrt(t * t + models - 2))
    mean = math.atanh(correlation) + correlation / (2 * (models - 1))
    return _beyond(mean, needed, 1 / math.sqrt(models - 3))


def differing_share(first: float, second: float, correlation: float) -> float:
    """Share of items that exactly one of two models gets right.

    Args:
        first: Share of the one, in [0, 1].
        second: Share of the other.
        correlation: Correlation of their right answers over items (phi), 0 for independent models.

    Returns:
        The share, for `power_paired`.

    Raises:
        ValueError: A correlation that two such shares cannot have.

    Example:
        >>> round(differing_share(0.6, 0.5, 0.4), 3)
        0.304
    """
    both = first * second + correlation * math.sqrt(first * (1 - first) * second * (1 - second))
    if not max(0.0, first + second - 1) - 1e-12 <= both <= min(first, second) + 1e-12:
        raise ValueError(f"shares {first!r} and {second!r} cannot correlate by {correlation!r}")
    return first + second - 2 * both


def detectable_share(
    constant: float, n: int, *, power: float = 0.8, significance: float = 0.05, design_effect: float = 1.0
) -> float | None:
    """Smallest rise above a constant that is found with a given power; None if no share up to 1 is.

    For falls give 1 - constant.

    Example:
        >>> round(detectable_share(0.25, 200), 3)
        0.088
    """
    return _smallest(
        lambda rise: power_share(constant + rise, constant, n, significance=significance, design_effect=design_effect),
        1 - constant,
        power,
    )


def detectable_unpaired(
    share: float,
    n_first: int,
    n_second: int,
    *,
    power: float = 0.8,
    significance: float = 0.05,
    design_effect: float = 1.0,
) -> float | None:
    """Smallest lead over a share on other items that is found with a given power; None if no share up to 1 is.

    Args:
        share: The lower share.
        n_first: Items of the leader.
        n_second: Items of the other.
        power: Power to reach.
        significance: Level of the test.
        design_effect: Loss to items that share pictures.

    Example:
        >>> round(detectable_unpaired(0.5, 400, 400), 3)
        0.098
    """

    def at(lead: float) -> float:
        return power_unpaired(
            share + lead, share, n_first, n_second, significance=significance, design_effect=design_effect
        )

    return _smallest(at, 1 - share, power)


def detectable_paired(
    differing: float, n: int, *, power: float = 0.8, significance: float = 0.05, design_effect: float = 1.0
) -> float | None:
    """Smallest difference on the same items that is found with a given power; None if even the largest is not.

    Args:
        differing: Share of items that exactly one of the models gets right.
        n: Number of items.
        power: Power to reach.
        significance: Level of the test.
        design_effect: Loss to items that share pictures.

    Example:
        >>> round(detectable_paired(0.2, 1002), 3)
        0.04
    """
    return _smallest(
        lambda lead: power_paired(lead, differing, n, significance=significance, design_effect=design_effect),
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


def items_for_share(
    share: float, constant: float, *, power: float = 0.8, significance: float = 0.05, design_effect: float = 1.0
) -> int:
    """Items that it takes to find a share to differ from a constant.

    Raises:
        ValueError: They do not differ, or more than 10^8 items are needed.

    Example:
        >>> items_for_share(0.35, 0.25)
        157
    """
    return _fewest(
        lambda n: power_share(share, constant, n, significance=significance, design_effect=design_effect), power
    )


def items_for_unpaired(
    first: float, second: float, *, power: float = 0.8, significance: float = 0.05, design_effect: float = 1.0
) -> int:
    """Items on each side that it takes to find two shares on different items to differ.

    Raises:
        ValueError: They do not differ, or more than 10^8 items are needed.

    Example:
        >>> items_for_unpaired(0.6, 0.5)
        388
    """
    return _fewest(
        lambda n: power_unpaired(first, second, n, n, significance=significance, design_effect=design_effect), power
    )


def items_for_paired(
    difference: float, differing: float, *, power: float = 0.8, significance: float = 0.05, design_effect: float = 1.0
) -> int:
    """Items that it takes to find two models on the same items to differ by the exact test.

    Args:
        difference: True difference of their shares, not 0.
        differing: Share of items that exactly one of them gets right.
        power: Power to reach.
        significance: Level of the test.
        design_effect: Loss to items that share pictures.

    Raises:
        ValueError: No difference, one above the share of differing items, or more than a million items.

    Example:
        >>> items_for_paired(0.05, 0.2)
        658
    """
    return _fewest(
        lambda n: power_paired(difference, differing, n, significance=significance, design_effect=design_effect),
        power,
        most=10**6,
    )


def models_for_correlation(correlation: float, *, power: float = 0.8, significance: float = 0.05) -> int:
    """Models that it takes to find a correlation to differ from 0.

    Raises:
        ValueError: It is 0, or more than 10^8 models are needed.

    Example:
        >>> models_for_correlation(0.6)
        19
    """
    return _fewest(lambda n: power_correlation(correlation, n, significance=significance), power, 4)


def _check(n: int, significance: float, design_effect: float, share: float) -> None:
    if n < 1 or not 0 < significance < 1 or design_effect <= 0 or not 0 <= share <= 1:
        raise ValueError(
            "expected n >= 1, 0 < significance < 1, design_effect > 0 and shares in [0, 1]; got "
            f"{n!r}, {significance!r}, {design_effect!r}, {share!r}"
        )


def _quantile(significance: float) -> float:
    return _NORMAL.inv_cdf(1 - significance / 2)


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

"""Shares corrected by a judge's rates: worked by hand, and held against simulated truth."""

from __future__ import annotations

import numpy as np
import pytest

from ch3ef.stats.intervals import Interval, wilson
from ch3ef.stats.misclassification import corrected_share, next_share


def exact(share: float) -> Interval:
    return Interval(share, share, share, "exact")


def test_by_hand() -> None:
    # 90 % of 20 % and 10 % of 80 % are found: 26 %.
    found = corrected_share(exact(0.26), exact(0.9), exact(0.9))
    assert found is not None
    assert found.estimate == pytest.approx(0.2)
    assert found.low == pytest.approx(0.2, abs=1e-3)
    assert found.high == pytest.approx(0.2, abs=1e-3)


def test_an_infallible_judge_is_left_as_it_is() -> None:
    share = wilson(30, 100)
    found = corrected_share(share, exact(1.0), exact(1.0))
    assert found is not None
    assert found[:3] == pytest.approx(share[:3], abs=1e-3)


def test_a_judge_that_tells_nothing_apart_says_nothing() -> None:
    assert corrected_share(wilson(20, 100), wilson(20, 100), wilson(80, 100)) is None
    little = corrected_share(wilson(20, 100), wilson(23, 100), wilson(80, 100))
    assert little is not None
    assert (little.low, little.high) == (0.0, 1.0)


def test_where_no_share_fits_none_is_given() -> None:
    # It finds less than it would find among none at all.
    assert corrected_share(wilson(0, 1000), wilson(900, 1000), wilson(700, 1000)) is None


@pytest.mark.parametrize(
    ("share", "sensitivity", "specificity"), [(0.045, 0.91, 0.8), (0.045, 0.55, 0.97), (0.3, 0.7, 0.9)]
)
def test_the_interval_holds_the_truth(share: float, sensitivity: float, specificity: float) -> None:
    rng, held, naive = np.random.default_rng(3), 0, 0
    for _ in range(400):
        wrong = int(rng.binomial(600, share))
        found = wilson(rng.binomial(1200, share * sensitivity + (1 - share) * (1 - specificity)), 1200)
        corrected = corrected_share(
            found,
            wilson(rng.binomial(wrong, sensitivity), wrong),
            wilson(rng.binomial(600 - wrong, specificity), 600 - wrong),
        )
        held += corrected is not None and corrected.low <= share <= corrected.high
        naive += found.low <= share <= found.high
    assert held >= 0.92 * 400
    assert naive < held


def test_rates_of_a_further_model() -> None:
    assert next_share([9, 8], [10, 10]) is None
    alike, apart = next_share([80, 81, 79, 80], [100] * 4), next_share([50, 95, 70, 99], [100] * 4)
    assert alike is not None
    assert apart is not None
    assert alike.estimate == pytest.approx(0.8)
    assert apart.high - apart.low > 3 * (alike.high - alike.low)
    # Models that were never wrong say nothing, and count for none.
    assert next_share([80, 81, 79, 80, 0], [100] * 4 + [0]) == alike


def test_a_further_model_lies_where_it_is_expected() -> None:
    rng, held = np.random.default_rng(5), 0
    for _ in range(600):
        shares = 1 / (1 + np.exp(-rng.normal(1.5, 0.7, 7)))
        found = next_share(rng.binomial(300, shares[:6]).tolist(), [300] * 6)
        assert found is not None
        held += found.low <= shares[6] <= found.high
    assert held >= 0.88 * 600

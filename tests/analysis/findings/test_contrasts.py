"""Contrasts against scipy, by hand, at the edges, and by simulated coverage."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from ch3ef.analysis.findings.contrasts import contrast, mean_of, mean_over_models


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("pooled", [False, True])
def test_two_strata_of_lone_items_equal_scipys_t_test(seed: int, pooled: bool) -> None:
    rng = np.random.default_rng(seed)
    one, other = rng.normal(0.5, 0.3, 25), rng.normal(0.3, 0.1, 40)
    values, stratum = np.concatenate([one, other]), np.repeat([0, 1], [25, 40])
    found = contrast(values, stratum, [1, -1], np.arange(65), pooled=pooled)
    expected = stats.ttest_ind(one, other, equal_var=pooled)
    low, high = expected.confidence_interval()
    assert found.p == pytest.approx(expected.pvalue, abs=1e-12)
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-12)


def test_a_mean_of_lone_items_equals_scipys_t_test() -> None:
    values = np.random.default_rng(1).normal(0.1, 0.3, 30)
    found = mean_of(values, np.arange(30), null=0.05)
    expected = stats.ttest_1samp(values, 0.05)
    assert found.p == pytest.approx(expected.pvalue, abs=1e-12)
    assert found.low == pytest.approx(expected.confidence_interval().low, abs=1e-12)


def test_copies_of_an_item_add_no_certainty() -> None:
    values = np.random.default_rng(2).normal(0.1, 0.3, 30)
    single, copied = mean_of(values, np.arange(30)), mean_of(np.repeat(values, 4), np.repeat(np.arange(30), 4))
    assert copied[:4] == pytest.approx(single[:4])


def test_items_without_a_stratum_do_not_count() -> None:
    found = contrast([1, 0, 1, 0, 9], [0, 0, 0, 0, -1], [1], range(5))
    assert (found.estimate, found.n) == (0.5, 4)


def test_items_that_agree_are_not_certainty() -> None:
    found = mean_of([1.0] * 5, range(5))
    assert found.estimate == 1
    assert found.low < 0.9
    assert mean_of([0.0] * 5, range(5)).p is None


def test_a_stratum_without_items_is_refused() -> None:
    with pytest.raises(ValueError, match="stratum 1 has no items"):
        contrast([1.0, 0.0], [0, 0], [1, -1], range(2))


def test_coverage_with_pictures_that_are_shared_and_shares_near_the_end() -> None:
    """Nominal 95 %: means of 12 models near 0.9, two items a picture, strata of 60 and 300 items."""
    rng = np.random.default_rng(3)
    stratum, cluster = np.repeat([0, 1], [60, 300]), np.arange(360) // 2
    covered = 0
    for _ in range(1000):
        hard = np.repeat(rng.beta(18, 2, 180), 2)
        values = rng.binomial(12, hard) / 12
        found = contrast(values, stratum, [1, -1], cluster)
        covered += found.low <= 0 <= found.high
    assert 0.925 <= covered / 1000 <= 0.975


def test_over_models_that_share_all_items_the_mean_over_models_is_what_varies() -> None:
    rng = np.random.default_rng(3)
    values, groups = rng.normal(0.1, 1, (5, 600)), np.repeat(np.arange(200, dtype=np.int32), 3)
    ours = mean_over_models(list(values), [groups] * 5, null=0.05)
    assert ours[:4] == pytest.approx(mean_of(values.mean(axis=0), groups, null=0.05)[:4], abs=1e-12)


def test_models_that_share_items_are_not_independent() -> None:
    """The same answers twice tell as much as once; of other items they tell more."""
    values, items = np.random.default_rng(4).normal(size=50), np.arange(50, dtype=np.int32)
    once = mean_over_models([values], [items])
    shared, apart = (mean_over_models([values, values], [items, items + shift]) for shift in (0, 50))
    assert shared[:4] == pytest.approx(once[:4])
    assert apart.high - apart.low < 0.75 * (once.high - once.low)


def test_one_cluster_says_nothing() -> None:
    found = mean_over_models([np.array([0.1, 0.2])], [np.array([7, 7], dtype=np.int32)])
    assert found.low < -1
    assert found.high > 1
    assert found.p == pytest.approx(0.87, abs=0.01)

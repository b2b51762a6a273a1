"""Item statistics against scipy, by hand, at the edges, and on simulated abilities."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from ch3ef.stats.item_analysis import analyse_items


@given(seed=st.integers(0, 10_000), models=st.integers(5, 20), items=st.integers(3, 12), gaps=st.booleans())
def test_discrimination_equals_scipys_correlation_with_the_rest(seed: int, models: int, items: int, gaps: bool) -> None:
    rng = np.random.default_rng(seed)
    credit = (rng.random((models, items)) < rng.random((models, 1))).astype(float)
    if gaps:
        credit[rng.random(credit.shape) < 0.15] = np.nan
    found = analyse_items(credit)
    for item in range(items):
        others = np.delete(credit, item, axis=1)
        asked = ~np.isnan(credit[:, item]) & ~np.isnan(others).all(axis=1)
        own, rest = credit[asked, item], np.array([np.nanmean(row) for row in others[asked]])
        if len(own) < 5 or np.ptp(own) == 0 or np.ptp(rest) < 1e-9:
            assert np.isnan(found.discrimination[item])
        else:
            assert found.discrimination[item] == pytest.approx(scipy.stats.pearsonr(own, rest).statistic, abs=1e-9)
        assert found.difficulty[item] == pytest.approx(
            np.nanmean(credit[:, item]) if found.n[item] else np.nan, nan_ok=True
        )


def test_alpha_by_the_mean_covariance() -> None:
    credit = (np.random.default_rng(0).random((30, 12)) < np.linspace(0.2, 0.9, 30)[:, None]).astype(float)
    covariance = np.cov(credit.T)
    shared, own = covariance[~np.eye(12, dtype=bool)].mean(), np.diag(covariance).mean()
    assert analyse_items(credit).alpha == pytest.approx(12 * shared / (own + 11 * shared))


def test_alpha_is_the_squared_correlation_with_true_ability_for_alike_items() -> None:
    """Of alike items alpha estimates the reliability: the share of the variance of scores that is ability's."""
    rng = np.random.default_rng(1)
    ability = rng.uniform(0.2, 0.8, 4000)
    credit = (rng.random((4000, 40)) < ability[:, None]).astype(float)
    reliability = np.corrcoef(credit.mean(axis=1), ability)[0, 1] ** 2
    assert analyse_items(credit).alpha == pytest.approx(reliability, abs=0.01)


def test_an_item_with_the_wrong_key_stands_out() -> None:
    rng = np.random.default_rng(2)
    credit = (rng.random((60, 30)) < np.linspace(0.1, 0.9, 60)[:, None]).astype(float)
    credit[:, 7] = 1 - credit[:, 7]
    found = analyse_items(credit)
    assert int(np.argmin(found.discrimination)) == 7
    assert found.discrimination[7] < -0.2


def test_edges() -> None:
    credit = np.array([[1, 0, np.nan, 0.5, np.nan]] * 6)
    found = analyse_items(credit)
    assert (found.all_right, found.all_wrong) == ((0,), (1,))
    assert found.n.tolist() == [6, 6, 0, 6, 0]
    assert found.difficulty.tolist()[:2] == [1.0, 0.0]
    assert np.isnan(found.difficulty[2])
    assert np.isnan(found.discrimination).all()
    assert found.alpha is None
    few = analyse_items([[1, 0, 1], [0, 1, 1], [1, 1, 0], [0, 0, 1]])
    assert np.isnan(few.discrimination).all()
    assert few.alpha is None
    perfect = analyse_items(np.repeat([[1.0], [0], [1], [0], [1]], 4, axis=1))
    assert perfect.alpha == pytest.approx(1.0)
    assert perfect.discrimination == pytest.approx(np.ones(4))


def test_misuse_is_refused() -> None:
    with pytest.raises(ValueError, match="models x items"):
        analyse_items([1.0, 0.0])
    with pytest.raises(ValueError, match="credits in"):
        analyse_items([[1.0, 2.0]])

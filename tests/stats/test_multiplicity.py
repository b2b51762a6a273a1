"""Adjusted p-values against statsmodels, at the edges, and by the errors they allow."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from ch3ef.stats.multiplicity import benjamini_hochberg, holm

P = st.lists(st.floats(0, 1), min_size=1, max_size=40)


@settings(max_examples=15)
@given(P)
def test_both_equal_statsmodels(p: list[float]) -> None:
    assert holm(p) == pytest.approx(multipletests(p, method="holm")[1], abs=1e-12)
    assert benjamini_hochberg(p) == pytest.approx(multipletests(p, method="fdr_bh")[1], abs=1e-12)


@given(P, st.randoms(use_true_random=False))
def test_gaps_and_order_change_nothing(p: list[float], random: object) -> None:
    for adjust in (holm, benjamini_hochberg):
        with_gaps = adjust([None, *p, float("nan")])
        assert np.isnan(with_gaps[[0, -1]]).all()
        assert with_gaps[1:-1] == pytest.approx(adjust(p))
        assert adjust(p[::-1])[::-1] == pytest.approx(adjust(p))
        assert (adjust(p) >= np.array(p) - 1e-15).all()


def test_edges() -> None:
    assert holm([0.03]).tolist() == benjamini_hochberg([0.03]).tolist() == [0.03]
    assert holm([]).size == 0
    assert holm([[0.01, 0.5], [np.nan, 0.02]]) == pytest.approx(np.array([[0.03, 0.5], [np.nan, 0.04]]), nan_ok=True)
    with pytest.raises(ValueError, match="p-values in"):
        holm([1.2])


def test_holm_keeps_false_claims_rare_and_benjamini_hochberg_their_share() -> None:
    """5 true effects among 25, one-sided z tests that depend on one another."""
    from scipy.special import ndtr

    rng = np.random.default_rng(0)
    z = 0.7 * rng.standard_normal((1500, 25)) + 0.5**0.5 * rng.standard_normal((1500, 1))
    z[:, :5] += 3
    p = ndtr(-z)
    false_claims = [(holm(row)[5:] < 0.05).any() for row in p]
    claims = [benjamini_hochberg(row) < 0.05 for row in p]
    false_shares = [row[5:].sum() / max(1, row.sum()) for row in claims]
    assert np.mean(false_claims) <= 0.05 + 3 * (0.05 * 0.95 / 1500) ** 0.5
    assert np.mean(false_shares) <= 0.05 + 3 * np.std(false_shares) / 1500**0.5

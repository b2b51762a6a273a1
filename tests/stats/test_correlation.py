"""Correlations against scipy, by counting permutations, at the edges, and by simulated coverage."""

from __future__ import annotations

from itertools import permutations
from typing import get_args

import numpy as np
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from ch3ef.stats.correlation import (
    Correlation,
    CorrelationMatrix,
    Kind,
    correlation,
    correlation_matrix,
)
from ch3ef.stats.multiplicity import holm
from tests.stats.simulation import FloatArray, covers

KINDS: tuple[Kind, ...] = get_args(Kind)
REFERENCE = {"pearson": scipy.stats.pearsonr, "spearman": scipy.stats.spearmanr, "kendall": scipy.stats.kendalltau}


def columns(seed: int, n: int, ties: bool) -> tuple[FloatArray, FloatArray]:
    rng = np.random.default_rng(seed)
    x = rng.standard_normal(n)
    y = 0.6 * x + rng.standard_normal(n)
    return (np.rint(2 * x), np.rint(2 * y)) if ties else (x, y)


@pytest.mark.parametrize("kind", KINDS)
@given(seed=st.integers(0, 10_000), n=st.integers(9, 60), ties=st.booleans())
def test_coefficient_and_p_equal_scipy(kind: Kind, seed: int, n: int, ties: bool) -> None:
    x, y = columns(seed, n, ties)
    if np.ptp(x) == 0 or np.ptp(y) == 0:
        return
    ours, theirs = correlation(x, y, kind), REFERENCE[kind](x, y)
    assert ours.estimate == pytest.approx(theirs.statistic, abs=1e-9)
    assert ours.p == pytest.approx(theirs.pvalue, abs=1e-9)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("ties", [False, True])
def test_p_of_few_models_counts_all_permutations(kind: Kind, ties: bool) -> None:
    x, y = columns(4, 6, ties)
    found = [abs(REFERENCE[kind](x, np.array(order)).statistic) for order in permutations(y)]
    expected = np.mean(np.array(found) >= abs(REFERENCE[kind](x, y).statistic) - 1e-12)
    assert correlation(x, y, kind).p == pytest.approx(expected, abs=1e-12)


@given(seed=st.integers(0, 10_000), n=st.integers(5, 60))
def test_fishers_interval_equals_scipy(seed: int, n: int) -> None:
    x, y = columns(seed, n, ties=False)
    ours, theirs = correlation(x, y, confidence=0.9), scipy.stats.pearsonr(x, y).confidence_interval(0.9)
    assert (ours.fisher_low, ours.fisher_high) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


@pytest.mark.parametrize("kind", KINDS)
def test_leaving_one_out_by_hand(kind: Kind) -> None:
    x, y = columns(8, 12, ties=True)
    without = [REFERENCE[kind](np.delete(x, i), np.delete(y, i)).statistic for i in range(12)]
    ours = correlation(x, y, kind)
    assert (ours.least, ours.most) == pytest.approx((min(without), max(without)))
    assert ours.estimate is not None
    spread = (11 / 12 * ((np.array(without) - np.mean(without)) ** 2).sum()) ** 0.5
    half = scipy.stats.t.ppf(0.975, 10) * spread / (1 - ours.estimate**2)
    expected = np.tanh(np.arctanh(ours.estimate) + np.array([-half, half]))
    assert (ours.low, ours.high) == pytest.approx(tuple(expected))


def test_models_without_a_value_do_not_count() -> None:
    x, y = [1, 2, None, 4, 5, 6, 7], [3, 1, 2, float("nan"), 5, 4, 7]
    assert correlation(x, y, "kendall") == correlation([1, 2, 5, 6, 7], [3, 1, 5, 4, 7], "kendall")


def test_where_there_is_no_number() -> None:
    assert correlation([1, 2, 3, 4, None], [1, 3, 2, 4, 5]) == Correlation("pearson", "too few", 4)
    assert correlation([1, 2, 3, 4, 5], [0.1] * 5, "spearman") == Correlation("spearman", "constant", 5)
    carried = correlation([0, 0, 0, 0, 1], [1, 2, 3, 4, 5])
    assert carried.estimate is not None
    assert (carried.low, carried.least) == (None, None)


def test_full_agreement_of_ranks_is_not_certainty() -> None:
    kinds: tuple[Kind, ...] = ("spearman", "kendall")
    for kind in kinds:
        found = correlation(range(6), [2, 3, 5, 7, 11, 13], kind)
        assert (found.estimate, found.high, found.p) == pytest.approx((1.0, 1.0, 2 / 720))
        assert found.low is not None
        assert 0 < found.low < 0.7
        opposite = correlation(range(6), [-2, -3, -5, -7, -11, -13], kind)
        assert opposite.high == pytest.approx(-found.low)
    assert correlation(range(6), range(6))[4:6] == (1.0, 1.0)


@pytest.mark.parametrize("kind", KINDS)
def test_invariances(kind: Kind) -> None:
    x, y = columns(2, 15, ties=False)
    order = np.random.default_rng(0).permutation(15)
    straight = correlation(x, y, kind)
    for other in (
        correlation(y, x, kind),
        correlation(x[order], y[order], kind),
        correlation(3 * x - 1, 0.1 * y, kind),
    ):
        assert other[2:] == pytest.approx(straight[2:], abs=1e-9)
    turned = correlation(x, -y, kind)
    assert (turned.low, turned.fisher_low, turned.least) == pytest.approx(
        tuple(-bound for bound in (straight.high, straight.fisher_high, straight.most) if bound is not None)
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("models", "missing"), [(7, 0.0), (14, 0.0), (14, 0.15)])
def test_matrix_equals_pair_by_pair(kind: Kind, models: int, missing: float) -> None:
    rng = np.random.default_rng(models)
    table = rng.standard_normal((models, 5)) + rng.standard_normal((models, 1))
    table[rng.random(table.shape) < missing] = np.nan
    table[:, 4] = 0.25
    found = correlation_matrix(table, kind)
    for i in range(5):
        for j in range(5):
            if i == j:
                continue
            pair = correlation(table[:, i], table[:, j], kind)
            for name in ("estimate", "low", "high", "fisher_low", "fisher_high", "p", "least", "most"):
                value = getattr(pair, name)
                assert getattr(found, name)[i, j] == pytest.approx(np.nan if value is None else value, nan_ok=True)
            assert found.n[i, j] == pair.n
    upper = np.triu_indices(5, 1)
    assert found.p_holm[upper] == pytest.approx(holm(found.p[upper]), nan_ok=True)
    assert isinstance(found, CorrelationMatrix)


def test_misuse_is_refused() -> None:
    with pytest.raises(ValueError, match="same models"):
        correlation([1, 2, 3], [1, 2])
    with pytest.raises(ValueError, match="infinite"):
        correlation([1, 2, float("inf")], [1, 2, 3])
    with pytest.raises(ValueError, match="kind"):
        correlation(range(6), range(6), "phi")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="models x columns"):
        correlation_matrix([1.0, 2.0])


def scores(kind: str, strength: float, n: int, rng: np.random.Generator) -> FloatArray:
    """Pairs of scores: normal; shares (logistic of normal); skewed (a few models far ahead); heavy-tailed."""
    a, b = rng.standard_normal((2, n))
    b = strength * a + (1 - strength**2) ** 0.5 * b
    if kind == "shares":
        return np.stack([1 / (1 + np.exp(-1.2 * a)), 1 / (1 + np.exp(-1 - 1.2 * b))])
    if kind == "skewed":
        return np.exp(0.7 * np.stack([a, b]))
    if kind == "heavy":
        return np.stack([a, b]) * np.sqrt(4 / rng.chisquare(4, n))
    return np.stack([a, b])


def truth(coefficient: Kind, kind: str, strength: float) -> float:
    if coefficient == "kendall":
        return 2 / np.pi * float(np.arcsin(strength))
    if kind == "normal":
        return strength if coefficient == "pearson" else 6 / np.pi * float(np.arcsin(strength / 2))
    large = scores(kind, strength, 1_000_000, np.random.default_rng(0))
    return float(REFERENCE[coefficient](*large).statistic)


def correlation_coverage(coefficient: Kind, kind: str, strength: float, n: int, runs: int) -> tuple[int, int]:
    """How often the jackknife's and Fisher's interval hold the truth."""
    rng = np.random.default_rng([n, int(strength * 100), len(kind)])
    true, jackknife, fisher = truth(coefficient, kind, strength), 0, 0
    for _ in range(runs):
        x, y = scores(kind, strength, n, rng)
        found = correlation(x, y, coefficient)
        assert found.low is not None
        assert found.high is not None
        assert found.fisher_low is not None
        assert found.fisher_high is not None
        jackknife += found.low <= true <= found.high
        fisher += found.fisher_low <= true <= found.fisher_high
    return jackknife, fisher


@pytest.mark.parametrize(
    ("coefficient", "kind", "strength", "n"),
    [("pearson", "skewed", 0.6, 10), ("pearson", "normal", 0.9, 16), ("spearman", "normal", 0.6, 16)],
)
def test_intervals_over_models_cover(coefficient: Kind, kind: str, strength: float, n: int) -> None:
    jackknife, fisher = correlation_coverage(coefficient, kind, strength, n, 300)
    assert covers(jackknife, 300)
    if kind == "normal":
        assert covers(fisher, 300)


@pytest.mark.slow
@pytest.mark.parametrize("n", [5, 8, 10, 15, 25, 50])
@pytest.mark.parametrize("strength", [0.0, 0.6, 0.9])
@pytest.mark.parametrize("kind", ["normal", "shares", "skewed", "heavy"])
def test_pearson_intervals_cover_everywhere(kind: str, strength: float, n: int) -> None:
    """Fisher's supposes normal scores: it falls to 79 % for skewed ones, the jackknife to 92 %."""
    jackknife, fisher = correlation_coverage("pearson", kind, strength, n, 500)
    assert covers(jackknife, 500, low=0.92)
    assert covers(fisher, 500, low=0.93 if kind == "normal" else 0.78)


@pytest.mark.slow
@pytest.mark.parametrize("n", [5, 6, 10, 15, 25])
@pytest.mark.parametrize("strength", [0.0, 0.6, 0.9])
@pytest.mark.parametrize("coefficient", ["spearman", "kendall"])
def test_rank_intervals_cover_everywhere(coefficient: Kind, strength: float, n: int) -> None:
    """Up to 15 models the ranks take few values: the interval over models is wide (up to 100 %)."""
    jackknife, fisher = correlation_coverage(coefficient, "normal", strength, n, 500)
    assert covers(jackknife, 500, high=0.985 if n > 15 else 1.0)
    assert covers(fisher, 500, high=1.0)

"""Power by simulating the very tests it is about, against statsmodels, and as its own inverse."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.power import NormalIndPower
from statsmodels.stats.proportion import power_proportions_2indep

from ch3ef.stats import power as pw
from ch3ef.stats.intervals import wilson
from ch3ef.stats.paired import mcnemar, unpaired_difference
from tests.stats.simulation import FloatArray

RUNS = 4000


def near(found: float, expected: float, slack: float, runs: int = RUNS) -> bool:
    return bool(abs(found - expected) <= slack + 3.3 * (max(expected * (1 - expected), 0.01) / runs) ** 0.5)


@pytest.mark.parametrize(
    ("share", "constant", "n"),
    [(0.35, 0.25, 200), (0.6, 0.5, 100), (0.3, 0.25, 1000), (0.05, 0.1, 300), (0.25, 0.25, 500)],
)
def test_share_against_a_constant(share: float, constant: float, n: int) -> None:
    """Exactly, by summing over all outcomes; the normal approximation is off by the jumps of a count."""
    right = np.arange(n + 1)
    bounds = [wilson(int(k), n) for k in right]
    rejected = np.array([not bound.low <= constant <= bound.high for bound in bounds])
    exact = float(scipy.stats.binom.pmf(right, n, share) @ rejected)
    assert pw.power_share(share, constant, n) == pytest.approx(exact, abs=0.03)


def paired_draws(difference: float, differing: float, n: int, runs: int) -> FloatArray:
    """Items that only the first, only the second got right, shape (runs, 2)."""
    ahead, behind = (differing + difference) / 2, (differing - difference) / 2
    return np.random.default_rng(n).multinomial(n, [ahead, behind, 1 - differing], size=runs)[:, :2].astype(float)


@pytest.mark.parametrize(
    ("difference", "differing", "n"), [(0.05, 0.2, 500), (0.1, 0.15, 100), (0.03, 0.05, 1000), (0.0, 0.3, 200)]
)
def test_paired_by_simulation(difference: float, differing: float, n: int) -> None:
    p = {}
    draws = paired_draws(difference, differing, n, RUNS).astype(int)
    for gained, lost in {(int(a), int(b)) for a, b in draws}:
        p[gained, lost] = mcnemar([1] * gained + [0] * lost, [0] * gained + [1] * lost).p if gained + lost else 1.0
    found = np.mean([p[int(a), int(b)] <= 0.05 for a, b in draws])
    assert near(float(found), pw.power_paired(difference, differing, n), 0.0)


@pytest.mark.parametrize(
    ("first", "second", "n", "m"),
    [(0.6, 0.5, 400, 400), (0.3, 0.5, 60, 120), (0.02, 0.06, 500, 500), (0.9, 0.9, 200, 300)],
)
def test_unpaired_by_simulation(first: float, second: float, n: int, m: int) -> None:
    rng = np.random.default_rng(n)
    draws = np.stack([rng.binomial(n, first, RUNS), rng.binomial(m, second, RUNS)], axis=1)
    p = {}
    for a, b in {(int(a), int(b)) for a, b in draws}:
        pooled = (a + b) / (n + m)
        z = (a / n - b / m) / max(pooled * (1 - pooled) * (1 / n + 1 / m), 1e-12) ** 0.5
        p[a, b] = 2 * scipy.stats.norm.sf(abs(z))
    found = np.mean([p[int(a), int(b)] <= 0.05 for a, b in draws])
    assert near(float(found), pw.power_unpaired(first, second, n, m), 0.015)
    # The same test as `unpaired_difference`.
    a, b = (int(count) for count in draws[0])
    ours = unpaired_difference(
        [1] * a + [0] * (n - a), [1] * b + [0] * (m - b), list(map(str, range(n))), list(map(str, range(m)))
    )
    assert ours.p == pytest.approx(p[a, b])


@pytest.mark.parametrize(("correlation", "models"), [(0.7, 16), (0.5, 9), (-0.9, 6), (0.3, 60), (0.0, 12)])
def test_correlation_by_simulation(correlation: float, models: int) -> None:
    rng = np.random.default_rng(models)
    x, noise = rng.standard_normal((2, RUNS, models))
    y = correlation * x + (1 - correlation**2) ** 0.5 * noise
    x, y = (values - values.mean(axis=1, keepdims=True) for values in (x, y))
    r = (x * y).sum(axis=1) / np.sqrt((x**2).sum(axis=1) * (y**2).sum(axis=1))
    p = 2 * scipy.stats.t.sf(np.abs(r) * np.sqrt((models - 2) / (1 - r**2)), models - 2)
    assert near(float((p <= 0.05).mean()), pw.power_correlation(correlation, models), 0.02)


@given(first=st.floats(0.02, 0.98), second=st.floats(0.02, 0.98), n=st.integers(20, 2000))
def test_unpaired_equals_statsmodels(first: float, second: float, n: int) -> None:
    ours = pw.power_unpaired(first, second, n, n)
    theirs = power_proportions_2indep(first - second, second, n, return_results=False)
    # Theirs leaves out significance on the wrong side.
    assert ours == pytest.approx(theirs, abs=0.026)
    if abs(first - second) > 0.1 and n > 100:
        assert ours == pytest.approx(theirs, abs=1e-3)


def test_share_equals_statsmodels_where_its_variance_stays() -> None:
    """At a constant of one half and a small rise the two variances are nearly one."""
    theirs = NormalIndPower(ddof=0).power(0.04 / 0.5, 1002, 0.05, ratio=0)
    assert pw.power_share(0.54, 0.5, 1002) == pytest.approx(theirs, abs=0.003)


def test_a_level_is_kept_and_sure_things_are_sure() -> None:
    assert pw.power_share(0.25, 0.25, 400) == pytest.approx(0.05)
    assert pw.power_unpaired(0.4, 0.4, 100, 300) == pytest.approx(0.05)
    assert pw.power_correlation(0.0, 20) == pytest.approx(0.05, abs=0.005)
    assert 0.03 < pw.power_paired(0.0, 0.3, 400) < 0.05
    assert pw.power_share(1.0, 0.25, 50) == 1.0
    assert pw.power_paired(0.0, 0.0, 400) == 0.0
    assert pw.power_paired(0.5, 0.5, 100) == pytest.approx(1.0)


def test_pictures_shared_cost_items() -> None:
    assert pw.power_share(0.35, 0.25, 400, design_effect=2) == pytest.approx(pw.power_share(0.35, 0.25, 200))
    assert pw.power_unpaired(0.6, 0.5, 400, 800, design_effect=2) == pytest.approx(
        pw.power_unpaired(0.6, 0.5, 200, 400)
    )
    assert pw.power_paired(0.1, 0.3, 400, design_effect=2) == pw.power_paired(0.1, 0.3, 200)
    assert pw.items_for_share(0.35, 0.25, design_effect=2) == pytest.approx(2 * pw.items_for_share(0.35, 0.25), abs=1)


@pytest.mark.parametrize("power", [0.5, 0.8, 0.95])
def test_inverses(power: float) -> None:
    """What is detectable has that power; one item fewer than needed has less."""

    def check(needed: int, at: Callable[[int], float]) -> None:
        assert at(needed) >= power > at(needed - 1)

    check(pw.items_for_share(0.3, 0.25, power=power), lambda n: pw.power_share(0.3, 0.25, n))
    check(pw.items_for_unpaired(0.3, 0.25, power=power), lambda n: pw.power_unpaired(0.3, 0.25, n, n))
    check(pw.items_for_paired(0.1, 0.3, power=power), lambda n: pw.power_paired(0.1, 0.3, n))
    check(pw.models_for_correlation(0.6, power=power), lambda n: pw.power_correlation(0.6, n))
    rise, lead = pw.detectable_share(0.25, 300, power=power), pw.detectable_unpaired(0.25, 300, 500, power=power)
    gap, r = pw.detectable_paired(0.3, 300, power=power), pw.detectable_correlation(20, power=power)
    assert rise is not None
    assert lead is not None
    assert gap is not None
    assert r is not None
    assert pw.power_share(0.25 + rise, 0.25, 300) == pytest.approx(power, abs=1e-6)
    assert pw.power_unpaired(0.25 + lead, 0.25, 300, 500) == pytest.approx(power, abs=1e-6)
    assert pw.power_paired(gap, 0.3, 300) == pytest.approx(power, abs=1e-6)
    assert pw.power_correlation(r, 20) == pytest.approx(power, abs=1e-6)


def test_where_nothing_is_detectable() -> None:
    assert pw.detectable_share(0.9, 5) is None
    assert pw.detectable_paired(0.02, 50) is None
    assert pw.detectable_unpaired(0.95, 20, 20) is None


def test_differing_share_is_what_a_table_of_answers_gives() -> None:
    rng = np.random.default_rng(0)
    first = rng.random(200_000) < 0.6
    second = np.where(rng.random(200_000) < 0.5, first, rng.random(200_000) < 0.45)
    phi = float(np.corrcoef(first, second)[0, 1])
    assert pw.differing_share(first.mean(), second.mean(), phi) == pytest.approx((first != second).mean())
    assert pw.differing_share(0.3, 0.3, 1.0) == pytest.approx(0.0)


def test_misuse_is_refused() -> None:
    with pytest.raises(ValueError, match="n >= 1"):
        pw.power_share(0.5, 0.4, 0)
    with pytest.raises(ValueError, match="constant in"):
        pw.power_share(0.5, 1.0, 10)
    with pytest.raises(ValueError, match="differing items"):
        pw.power_paired(0.3, 0.2, 100)
    with pytest.raises(ValueError, match="at least 4 models"):
        pw.power_correlation(0.5, 3)
    with pytest.raises(ValueError, match="cannot correlate"):
        pw.differing_share(0.9, 0.1, 0.5)
    with pytest.raises(ValueError, match="too small"):
        pw.items_for_share(0.25, 0.25)

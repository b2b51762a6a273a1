"""Power by simulating the very tests it is about, and as its own inverse."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import scipy.stats

from ch3ef.stats import power as pw
from ch3ef.stats.paired import sign_flip_p
from tests.stats.simulation import FloatArray

RUNS = 4000


@pytest.mark.parametrize(
    ("difference", "differing"), [(0.1, 0.3), (0.05, 0.2), (0.05, 0.05), (0.02, 0.2), (-0.3, 0.4), (0.5, 0.6)]
)
def test_about_how_many_items_is_about_that(difference: float, differing: float) -> None:
    exact, about = (ask(difference, differing) for ask in (pw.items_for_paired, pw.about_items_for_paired))
    assert about == pytest.approx(exact, rel=0.1, abs=6)


def test_no_items_show_no_difference() -> None:
    for difference in (0.0, 0.3):
        with pytest.raises(ValueError, match="at least as large a share of differing items"):
            pw.about_items_for_paired(difference, 0.2)


def near(found: float, expected: float, slack: float, runs: int = RUNS) -> bool:
    return bool(abs(found - expected) <= slack + 3.3 * (max(expected * (1 - expected), 0.01) / runs) ** 0.5)


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
        p[gained, lost] = sign_flip_p([1] * gained + [-1] * lost)
    found = np.mean([p[int(a), int(b)] <= 0.05 for a, b in draws])
    assert near(float(found), pw.power_paired(difference, differing, n), 0.0)


@pytest.mark.parametrize(("correlation", "models"), [(0.7, 16), (0.5, 9), (-0.9, 6), (0.3, 60), (0.0, 12)])
def test_correlation_by_simulation(correlation: float, models: int) -> None:
    rng = np.random.default_rng(models)
    x, noise = rng.standard_normal((2, RUNS, models))
    y = correlation * x + (1 - correlation**2) ** 0.5 * noise
    x, y = (values - values.mean(axis=1, keepdims=True) for values in (x, y))
    r = (x * y).sum(axis=1) / np.sqrt((x**2).sum(axis=1) * (y**2).sum(axis=1))
    p = 2 * scipy.stats.t.sf(np.abs(r) * np.sqrt((models - 2) / (1 - r**2)), models - 2)
    assert near(float((p <= 0.05).mean()), pw.power_correlation(correlation, models), 0.02)


def test_a_level_is_kept_and_sure_things_are_sure() -> None:
    assert pw.power_correlation(0.0, 20) == pytest.approx(0.05, abs=0.005)
    assert 0.03 < pw.power_paired(0.0, 0.3, 400) < 0.05
    assert pw.power_paired(0.0, 0.0, 400) == 0.0
    assert pw.power_paired(0.5, 0.5, 100) == pytest.approx(1.0)


@pytest.mark.parametrize("power", [0.5, 0.8, 0.95])
def test_inverses(power: float) -> None:
    """What is detectable has that power; one item fewer than needed has less."""

    def check(needed: int, at: Callable[[int], float]) -> None:
        assert at(needed) >= power > at(needed - 1)

    check(pw.items_for_paired(0.1, 0.3, power=power), lambda n: pw.power_paired(0.1, 0.3, n))
    check(pw.models_for_correlation(0.6, power=power), lambda n: pw.power_correlation(0.6, n))
    gap, r = pw.detectable_paired(0.3, 300, power=power), pw.detectable_correlation(20, power=power)
    assert gap is not None
    assert r is not None
    assert pw.power_paired(gap, 0.3, 300) == pytest.approx(power, abs=1e-6)
    assert pw.power_correlation(r, 20) == pytest.approx(power, abs=1e-6)


def test_where_nothing_is_detectable() -> None:
    assert pw.detectable_paired(0.02, 50) is None


def test_misuse_is_refused() -> None:
    with pytest.raises(ValueError, match="n >= 1"):
        pw.power_paired(0.1, 0.4, 0)
    with pytest.raises(ValueError, match="differing items"):
        pw.power_paired(0.3, 0.2, 100)
    with pytest.raises(ValueError, match="at least 4 models"):
        pw.power_correlation(0.5, 3)
    with pytest.raises(ValueError, match="too small"):
        pw.items_for_paired(0.0, 0.2)

"""Differences against statsmodels, published examples and numerical likelihoods; at the edges; by simulated coverage."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import test_proportions_2indep as reference_score_test

from ch3ef.stats.paired import Difference, paired_difference, paired_interval, sign_flip_p, unpaired_difference
from tests.stats.simulation import FloatArray, covers, group_sizes, hits, lone, model_hits, names


def credits_of(right: int, n: int) -> list[float]:
    return [1.0] * right + [0.0] * (n - right)


def apart(n: int) -> list[str]:
    return [str(i) for i in range(n)]


def discordant(gained: int, lost: int, n: int) -> tuple[FloatArray, FloatArray]:
    """Two models of which the first alone is right on `gained` items, the second alone on `lost`."""
    first, second = np.zeros(n), np.zeros(n)
    first[:gained], second[gained : gained + lost] = 1, 1
    return first, second


@given(n=st.integers(1, 200), data=st.data())
def test_the_sign_flips_of_lone_items_are_mcnemars_test(n: int, data: st.DataObject) -> None:
    gained = data.draw(st.integers(0, n))
    lost = data.draw(st.integers(0, n - gained))
    first, second = discordant(gained, lost, n)
    expected = mcnemar([[0, gained], [lost, 0]], exact=True).pvalue
    assert paired_difference(first, second, apart(n)).p == pytest.approx(expected, rel=1e-9)


@given(data=st.data())
def test_the_interval_alone_is_that_of_the_difference(data: st.DataObject) -> None:
    n = data.draw(st.integers(1, 20))
    credit = st.lists(st.sampled_from([0.0, 0.5, 1.0]), min_size=n, max_size=n)
    first, second, pictures = data.draw(credit), data.draw(credit), [str(i // 2) for i in range(n)]
    whole = paired_difference(first, second, pictures)
    assert paired_interval(first, second, pictures) == (whole.estimate, whole.low, whole.high, whole.method)


@given(st.lists(st.sampled_from([-2.0, -1.0, -0.5, 0.0, 0.25, 1 / 3, 1.0, 3.0]), min_size=1, max_size=9))
def test_sign_flips_equal_counting_all_patterns(sums: list[float]) -> None:
    observed = abs(sum(sums))
    totals = [
        abs(sum(sign * value for sign, value in zip(signs, sums, strict=True)))
        for signs in product((1, -1), repeat=len(sums))
    ]
    expected = sum(total >= observed - 1e-9 for total in totals) / len(totals)
    assert sign_flip_p(sums) == pytest.approx(expected, abs=1e-9)


def test_sign_flips_of_figures_off_the_grid_are_close() -> None:
    sums = np.random.default_rng(0).normal(0.3, 1, 14)
    signs = np.array(list(product((1, -1), repeat=14)))
    expected = (np.abs(signs @ sums) >= abs(sums.sum())).mean()
    assert sign_flip_p(sums) == pytest.approx(expected, abs=0.002)


def test_tiny_p_values_are_exact() -> None:
    assert sign_flip_p(np.ones(200)) == pytest.approx(2.0**-199, rel=1e-9)


@given(n=st.integers(2, 60), data=st.data())
def test_tango_bounds_are_where_the_likelihood_puts_them(n: int, data: st.DataObject) -> None:
    """With the difference fixed, the likeliest share of losses, found numerically, gives the standard error."""
    gained = data.draw(st.integers(0, n))
    lost = data.draw(st.integers(0, n - gained))
    result = paired_difference(*discordant(gained, lost, n), apart(n))
    for bound in (result.low, result.high):
        if abs(bound) > 0.999:
            continue

        def surprise(q: float, bound: float = bound) -> float:
            shares, counts = np.array([q + bound, q, 1 - 2 * q - bound]), np.array([gained, lost, n - gained - lost])
            return -float((counts * np.log(np.maximum(shares, 1e-300))).sum())

        losing = minimize_scalar(
            surprise, bounds=(max(0.0, -bound), (1 - bound) / 2), method="bounded", options={"xatol": 1e-12}
        ).x
        spread = ((2 * losing + bound - bound**2) / n) ** 0.5
        assert abs(result.estimate - bound) == pytest.approx(1.959964 * spread, abs=2e-4)


def test_mee_equals_the_published_example() -> None:
    """Newcombe 1998, 56/70 against 48/80: 0.0533 to 0.3377."""
    result = unpaired_difference(credits_of(56, 70), credits_of(48, 80), apart(70), apart(80))
    assert (round(result.low, 4), round(result.high, 4)) == (0.0533, 0.3377)


@given(n=st.integers(2, 150), m=st.integers(2, 150), data=st.data())
def test_unpaired_p_equals_statsmodels(n: int, m: int, data: st.DataObject) -> None:
    a, b = data.draw(st.integers(0, n)), data.draw(st.integers(0, m))
    result = unpaired_difference(credits_of(a, n), credits_of(b, m), apart(n), apart(m))
    assert -1 <= result.low <= result.estimate <= result.high <= 1
    if 0 < a + b < n + m:
        with np.errstate(divide="ignore", invalid="ignore"):
            expected = reference_score_test(a, n, b, m, method="score", compare="diff", correction=False).pvalue
        assert result.p == pytest.approx(expected, abs=1e-9)
        assert (result.p < 0.05) == (not result.low <= 0 <= result.high) or result.p == pytest.approx(0.05, abs=1e-6)
    else:
        assert result.p == 1.0


def test_edges() -> None:
    same = paired_difference([1, 0, 1], [1, 0, 1], apart(3))
    assert (same.estimate, same.p) == (0.0, 1.0)
    assert same.low == pytest.approx(-same.high)
    assert same.high == pytest.approx(1.959964**2 / (3 + 1.959964**2), abs=1e-6)
    apart_by_all = paired_difference([1.0] * 40, [0.0] * 40, apart(40))
    assert (apart_by_all.estimate, apart_by_all.high) == (1.0, 1.0)
    assert 0.8 < apart_by_all.low < 1
    one_picture = paired_difference([1, 1, 1], [0, 0, 0], list("aaa"))
    assert one_picture == Difference(1.0, -1.0, 1.0, 1.0, 3, 1, "cluster tango")
    one_side = unpaired_difference([1, 1], [0, 0, 1], list("aa"), list("xyz"))
    assert one_side[1:4] == (-1.0, 1.0, 1.0)


@given(data=st.data())
def test_sides_and_order(data: st.DataObject) -> None:
    n = data.draw(st.integers(2, 25))
    credit = st.lists(st.sampled_from([0.0, 0.5, 1.0]), min_size=n, max_size=n)
    first, second = np.array(data.draw(credit)), np.array(data.draw(credit))
    cluster = data.draw(st.lists(st.sampled_from("abcdefgh"), min_size=n, max_size=n))
    order = data.draw(st.permutations(range(n)))
    straight = paired_difference(first, second, cluster)
    assert -1 <= straight.low <= straight.estimate <= straight.high <= 1
    assert 0 < straight.p <= 1
    swapped = paired_difference(second, first, cluster)
    assert (-swapped.high, -swapped.low, swapped.p) == pytest.approx(
        (straight.low, straight.high, straight.p), abs=1e-9
    )
    mixed = paired_difference(first[order], second[order], [cluster[i] for i in order])
    assert mixed[:4] == pytest.approx(straight[:4], abs=1e-9)


def test_copies_of_items_add_no_certainty() -> None:
    rng = np.random.default_rng(3)
    first, second = (rng.random(80) < 0.7).astype(float), (rng.random(80) < 0.5).astype(float)
    single = paired_difference(first, second, apart(80))
    copied = paired_difference(np.repeat(first, 4), np.repeat(second, 4), names(np.full(80, 4)))
    assert copied.p == pytest.approx(single.p)
    assert copied.high - copied.low == pytest.approx(single.high - single.low, rel=0.04)


def test_what_is_no_credit_is_refused() -> None:
    with pytest.raises(ValueError, match="same items"):
        paired_difference([1, 0], [1], list("ab"))
    with pytest.raises(ValueError, match="in \\[0, 1\\]"):
        paired_difference([2.0], [1], list("a"))
    with pytest.raises(ValueError, match="in \\[0, 1\\]"):
        unpaired_difference([2.0], [1], list("a"), list("a"))
    with pytest.raises(ValueError, match="as many clusters"):
        paired_difference([1, 0], [1, 0], list("abc"))
    with pytest.raises(ValueError, match="finite sums"):
        sign_flip_p([])


OWN = {"lone": (0.0, 0.5, 0.0), "shared": (0.4, 0.2, 0.0), "own": (0.2, 0.2, 0.4), "identical": (0.2, 0.0, 0.8)}
"""What items of a picture have in common: nothing, the picture's ease, how it suits each model, all but that."""


def paired_coverage(n: int, first: float, second: float, kind: str, runs: int) -> tuple[int, int]:
    """How often the interval holds the difference, and how often p is at most 0.05."""
    rng = np.random.default_rng([n, int(first * 100), int(second * 100), len(kind)])
    sizes = lone(n) if kind == "lone" else group_sizes(n)
    cluster, covered, claimed = names(sizes), 0, 0
    for _ in range(runs):
        a, b = model_hits(np.array([first, second]), *OWN[kind], sizes, rng)
        result = paired_difference(a, b, cluster)
        covered += result.low <= first - second <= result.high
        claimed += result.p <= 0.05
    return covered, claimed


@pytest.mark.parametrize(
    ("n", "first", "second", "kind"),
    [(50, 0.5, 0.6, "lone"), (200, 0.02, 0.05, "lone"), (100, 0.5, 0.5, "own"), (500, 0.98, 0.95, "shared")],
)
def test_paired_intervals_cover(n: int, first: float, second: float, kind: str) -> None:
    covered, claimed = paired_coverage(n, first, second, kind, 250)
    assert covers(covered, 250)
    if first == second:
        assert claimed / 250 <= 0.05 + 3 * (0.05 * 0.95 / 250) ** 0.5


@pytest.mark.slow
@pytest.mark.parametrize("kind", OWN)
@pytest.mark.parametrize(
    ("first", "second"),
    [(0.02, 0.02), (0.02, 0.05), (0.05, 0.1), (0.5, 0.5), (0.5, 0.6), (0.9, 0.95), (0.98, 0.98), (0.2, 0.8)],
)
@pytest.mark.parametrize("n", [50, 100, 200, 500, 1000])
def test_paired_intervals_cover_everywhere(n: int, first: float, second: float, kind: str) -> None:
    """Where a dozen pictures or fewer differ no test of them reaches 5 % from below: the interval may only be wide."""
    covered, claimed = paired_coverage(n, first, second, kind, 600)
    pictures = n if kind == "lone" else n / 3
    few = pictures * (first + second - 2 * first * second) < 12 or (kind == "identical" and n <= 200)
    assert covers(covered, 600, high=1.0 if few else 0.98)
    if first == second:
        assert claimed / 600 <= 0.05 + 3 * (0.05 * 0.95 / 600) ** 0.5


def unpaired_coverage(n: int, m: int, first: float, second: float, together: float, runs: int) -> int:
    rng = np.random.default_rng([n, m, int(first * 100), int(second * 100), int(together * 100)])
    sizes = [group_sizes(n), group_sizes(m)] if together else [lone(n), lone(m)]
    clusters, covered = [names(groups) for groups in sizes], 0
    for _ in range(runs):
        a, b = (hits(share, together, groups, rng) for share, groups in zip((first, second), sizes, strict=True))
        result = unpaired_difference(a, b, clusters[0], clusters[1])
        covered += result.low <= first - second <= result.high
    return covered


@pytest.mark.parametrize(
    ("n", "m", "first", "second", "together"),
    [(50, 200, 0.5, 0.6, 0.0), (100, 100, 0.5, 0.5, 0.3), (500, 1000, 0.02, 0.05, 0.3), (200, 500, 0.98, 0.9, 0.0)],
)
def test_unpaired_intervals_cover(n: int, m: int, first: float, second: float, together: float) -> None:
    assert covers(unpaired_coverage(n, m, first, second, together, 300), 300)


@pytest.mark.slow
@pytest.mark.parametrize("together", [0.0, 0.1, 0.5])
@pytest.mark.parametrize(
    ("first", "second"), [(0.02, 0.02), (0.02, 0.05), (0.05, 0.1), (0.5, 0.6), (0.9, 0.95), (0.2, 0.8)]
)
@pytest.mark.parametrize(
    ("n", "m"), [(50, 50), (50, 200), (100, 100), (200, 200), (500, 500), (100, 1000), (1000, 1000)]
)
def test_unpaired_intervals_cover_everywhere(n: int, m: int, first: float, second: float, together: float) -> None:
    """Wide where either side has few right (or wrong) pictures, as for pairs."""
    rarer = min(n * min(first, 1 - first), m * min(second, 1 - second)) / (3 if together else 1)
    covered = unpaired_coverage(n, m, first, second, together, 800)
    assert covers(covered, 800, high=1.0 if rarer < 6 else 0.98)

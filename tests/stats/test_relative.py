"""Relative changes: against a published example and a numerical likelihood, by hand, at the edges, by coverage."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from ch3ef.stats.intervals import Interval
from ch3ef.stats.paired import paired_difference
from ch3ef.stats.relative import bounded_gain, retention, riam_ref, rr_ref, rrm_ref
from tests.stats.simulation import FloatArray, covers, group_sizes, lone, model_hits, names

Z = 1.959963984540054


def apart(n: int) -> list[str]:
    return [str(i) for i in range(n)]


def table(both: int, first: int, second: int, neither: int) -> tuple[FloatArray, FloatArray]:
    """Items right both times, only the first time, only the second, never."""
    one = np.repeat([1.0, 1.0, 0.0, 0.0], [both, first, second, neither])
    return one, np.repeat([1.0, 0.0, 1.0, 0.0], [both, first, second, neither])


def numerical_score(cells: FloatArray, ratio: float, floor: float) -> float:
    """The score of a ratio with the likeliest shares found by a general optimiser."""
    values = np.array([1 - ratio, 1.0, -ratio, 0.0]) - (1 - ratio) * floor
    n = cells.sum()

    def surprise(shares: FloatArray) -> float:
        return -float((cells * np.log(np.maximum(shares, 1e-12))).sum())

    constraints = [
        {"type": "eq", "fun": lambda p: p.sum() - 1},
        {"type": "eq", "fun": lambda p: p @ values},
    ]
    best = min(
        (
            minimize(
                surprise, start, bounds=[(0, 1)] * 4, constraints=constraints, options={"ftol": 1e-14, "maxiter": 500}
            )
            for start in ((cells + 1) / (n + 4), np.full(4, 0.25))
        ),
        key=lambda found: found.fun,
    )
    return float((cells / n) @ values / np.sqrt((best.x @ values**2) / n))


def test_losses_equal_the_published_example() -> None:
    """Fagerland, Lydersen & Laake 2014, doi:10.1002/sim.6148: the ratio of 2/21 to 8/21 lies in 0.065 to 0.907."""
    found = bounded_gain(*table(1, 1, 7, 12), apart(21))
    assert found.estimate == pytest.approx(0.25 - 1)
    assert (round(found.low + 1, 3), round(found.high + 1, 3)) == (0.065, 0.907)


@settings(max_examples=40)
@given(cells=st.tuples(*(st.integers(0, 25) for _ in range(4))).filter(lambda cells: sum(cells) > 5))
def test_bounds_of_a_gain_are_where_the_likelihood_puts_them(cells: tuple[int, int, int, int]) -> None:
    after, before = table(*cells)
    found = bounded_gain(after, before, apart(len(after)))
    right, errors = np.array(cells, dtype=float), np.array(cells, dtype=float)[::-1]
    for bound, side in ((found.low, Z), (found.high, -Z)):
        if 0.02 < abs(bound) < 0.98:
            score = numerical_score(right, 1 + bound, 0.0) if bound < 0 else -numerical_score(errors, 1 - bound, 0.0)
            assert score == pytest.approx(side, abs=2e-3)


@settings(max_examples=40)
@given(
    cells=st.tuples(*(st.integers(0, 25) for _ in range(4))).filter(lambda cells: sum(cells) > 5),
    chance=st.sampled_from([0.0, 0.25, 0.5]),
)
def test_bounds_of_what_is_kept_are_where_the_likelihood_puts_them(
    cells: tuple[int, int, int, int], chance: float
) -> None:
    altered, clean = table(*cells)
    found = retention(altered, clean, apart(len(clean)), chance)
    for bound, side in ((found.low, Z), (found.high, -Z)) if found else ():
        if 0.02 < bound < 0.98:
            assert numerical_score(np.array(cells, dtype=float), bound, chance) == pytest.approx(side, abs=2e-3)


def test_gains_and_losses_by_hand() -> None:
    """6 of 10 before: 8 after mend 2 of 4 errors, 3 after lose 3 of 6 right answers."""
    assert bounded_gain(*table(6, 2, 0, 2), apart(10)).estimate == pytest.approx(2 / 4)
    assert bounded_gain(*table(3, 0, 3, 4), apart(10)).estimate == pytest.approx(-3 / 6)
    assert bounded_gain(*table(4, 2, 2, 2), apart(10)).estimate == 0


def test_the_reference_s_formulas_by_hand() -> None:
    """Zero-shot 60 % at a chance of 25 %: 50, 70 and 75 % with examples gain 5 points of 35."""
    assert riam_ref([0.5, 0.7, 0.75], 0.6, 0.25) == pytest.approx(0.05 / 0.35)
    # Below chance a gain reads as a loss; ours does not.
    assert riam_ref([0.4], 0.2, 0.25) == pytest.approx(-4.0)
    assert bounded_gain(*table(4, 4, 0, 12), apart(20)).estimate == pytest.approx(0.25)
    # 75 % clean, 45 % corrupted.
    assert rrm_ref(0.45, 0.75, 0.25) == pytest.approx(0.4)
    assert rr_ref(0.45, 0.75) == pytest.approx(0.6)
    # A point above chance, and below: they explode, ours is not given.
    assert rrm_ref(0.2, 0.26, 0.25) == pytest.approx(-5.0)
    assert rrm_ref(0.2, 0.24, 0.25) == pytest.approx(5.0)
    assert retention(*table(10, 10, 16, 64), apart(100), 0.25) is None
    assert rrm_ref(0.2, 0.25, 0.25) is riam_ref([0.3], 0.25, 0.25) is rr_ref(0.0, 0.0) is None


def test_what_is_kept_by_hand() -> None:
    """40 of 50 right clean, 30 corrupted; chance is 10 of 50: 20 of 30 are kept."""
    found = retention(*table(28, 2, 12, 8), apart(50), 0.2)
    assert found is not None
    assert found.estimate == pytest.approx(20 / 30)


@pytest.mark.parametrize("right", [0, 1, 5, 20, 39, 40])
def test_no_change_is_nothing_gained_and_all_kept(right: int) -> None:
    found = bounded_gain(*table(right, 0, 0, 40 - right), apart(40))
    assert found.estimate == 0
    assert found.low <= 0 <= found.high
    kept = retention(*table(right, 0, 0, 40 - right), apart(40), 0.25)
    assert (kept is None) == (right <= 5)  # 20 of 40 are above chance for sure
    if kept:
        assert (kept.estimate, kept.high) == (1.0, 1.0)
        assert 0.5 < kept.low < 1


def test_the_two_trivial_ends_are_0_and_wide() -> None:
    """All right both times: no errors to mend, so how many of them would be is unknown; hardly any are lost."""
    ceiling = bounded_gain(*table(20, 0, 0, 0), apart(20))
    assert (ceiling.estimate, ceiling.high) == (0.0, 1.0)
    assert -0.2 < ceiling.low < 0
    floor = bounded_gain(*table(0, 0, 0, 20), apart(20))
    assert (floor.estimate, floor.low) == (0.0, -1.0)
    assert 0 < floor.high < 0.2


def test_the_two_full_ends() -> None:
    all_mended = bounded_gain(*table(0, 30, 0, 0), apart(30))
    all_lost = bounded_gain(*table(0, 0, 30, 0), apart(30))
    assert (all_mended.estimate, all_mended.high) == (1.0, 1.0)
    assert (all_lost.estimate, all_lost.low) == (-1.0, -1.0)
    assert (all_mended.low, -all_lost.high) == pytest.approx((0.865, 0.865), abs=0.01)
    nothing_kept = retention(*table(5, 0, 35, 0), apart(40), 0.25)
    assert nothing_kept is not None
    assert (nothing_kept.estimate, nothing_kept.low) == (0.0, 0.0)


def test_one_picture_says_nothing() -> None:
    assert bounded_gain([1, 1, 0, 0], [0, 1, 0, 0], list("aaaa")) == Interval(1 / 3, -1.0, 1.0, "cluster score")
    assert retention([1, 1, 0], [1, 1, 1], list("aaa"), 0.25) is None


@given(data=st.data())
def test_bounds_hold_the_estimate_and_sides_mirror(data: st.DataObject) -> None:
    n = data.draw(st.integers(2, 25))
    credit = st.lists(st.sampled_from([0.0, 1 / 3, 0.5, 1.0]), min_size=n, max_size=n)
    after, before = np.array(data.draw(credit)), np.array(data.draw(credit))
    cluster = data.draw(st.lists(st.sampled_from("abcdefghijklm"), min_size=n, max_size=n))
    order = data.draw(st.permutations(range(n)))
    found = bounded_gain(after, before, cluster)
    assert -1 <= found.low <= found.estimate <= found.high <= 1
    mixed = bounded_gain(after[order], before[order], [cluster[i] for i in order])
    assert mixed[:3] == pytest.approx(found[:3], abs=1e-6)
    # Right and wrong exchanged: what was gained is what is lost.
    mirrored = bounded_gain(1 - after, 1 - before, cluster)
    assert (-mirrored.high, -mirrored.low) == pytest.approx((found.low, found.high), abs=1e-6)
    kept = retention(after, before, cluster, 0.2)
    if kept:
        assert 0 <= kept.low <= kept.estimate <= kept.high <= 1


def test_copies_of_items_add_no_certainty() -> None:
    rng = np.random.default_rng(3)
    after, before = (rng.random(80) < 0.7).astype(float), (rng.random(80) < 0.5).astype(float)
    pictures = names(np.full(80, 4))
    for single, copied in (
        (bounded_gain(after, before, apart(80)), bounded_gain(after.repeat(4), before.repeat(4), pictures)),
        (retention(before, after, apart(80), 0.25), retention(before.repeat(4), after.repeat(4), pictures, 0.25)),
    ):
        assert single is not None
        assert copied is not None
        assert copied.high - copied.low == pytest.approx(single.high - single.low, rel=0.06)


@given(cells=st.tuples(*(st.integers(0, 25) for _ in range(4))).filter(lambda cells: sum(cells) > 5))
def test_a_gain_is_shown_where_the_difference_is(cells: tuple[int, int, int, int]) -> None:
    """At no change both are the same score."""
    after, before = table(*cells)
    gain, difference = (
        bounded_gain(after, before, apart(sum(cells))),
        paired_difference(after, before, apart(sum(cells))),
    )
    assert (gain.low > 1e-9) == (difference.low > 1e-9)
    assert (gain.high < -1e-9) == (difference.high < -1e-9)


def test_what_is_no_credit_is_refused() -> None:
    for statistic in (bounded_gain, lambda a, b, c: retention(a, b, c, 0.25)):
        with pytest.raises(ValueError, match="same items twice"):
            statistic([1, 0], [1], list("ab"))
        with pytest.raises(ValueError, match="in \\[0, 1\\]"):
            statistic([2.0], [1], list("a"))
        with pytest.raises(ValueError, match="as many clusters"):
            statistic([1, 0], [1, 0], list("abc"))
        with pytest.raises(ValueError, match="same items twice"):
            statistic([], [], [])


KINDS = {"lone": (0.0, 0.5, 0.0), "shared": (0.4, 0.2, 0.0), "own": (0.2, 0.2, 0.4)}
"""What items of a picture have in common: nothing, the picture's ease, how it suits each way of asking."""


def gain_of(after: float, before: float) -> float:
    return (after - before) / (1 - before if after >= before else before)


def coverage(n: int, after: float, before: float, kind: str, runs: int) -> tuple[int, int, int]:
    """How often the intervals hold the bounded gain, and what is kept above a quarter (of how many given)."""
    rng = np.random.default_rng([n, int(after * 100), int(before * 100), len(kind)])
    sizes = lone(n) if kind == "lone" else group_sizes(n)
    cluster, gained, kept, given_ = names(sizes), 0, 0, 0
    truth = min(1.0, max(0.0, (after - 0.25) / (before - 0.25))) if before > 0.25 else 0.0
    for _ in range(runs):
        new, old = model_hits(np.array([after, before]), *KINDS[kind], sizes, rng)
        found, retained = bounded_gain(new, old, cluster), retention(new, old, cluster, 0.25)
        gained += found.low <= gain_of(after, before) <= found.high
        given_ += retained is not None
        kept += retained is not None and retained.low - 1e-9 <= truth <= retained.high + 1e-9
    return gained, kept, given_


@pytest.mark.parametrize(
    ("n", "after", "before", "kind"),
    [(50, 0.6, 0.7, "lone"), (200, 0.5, 0.5, "lone"), (100, 0.9, 0.8, "own"), (300, 0.3, 0.6, "shared")],
)
def test_intervals_cover(n: int, after: float, before: float, kind: str) -> None:
    gained, kept, given_ = coverage(n, after, before, kind, 250)
    assert covers(gained, 250, high=0.985)
    assert given_ > 245
    assert covers(kept, given_, high=1.0 if after >= before else 0.985)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("after", "before"),
    [(0.02, 0.05), (0.1, 0.05), (0.3, 0.2), (0.25, 0.25), (0.5, 0.6), (0.6, 0.5), (0.8, 0.8), (0.9, 0.8), (0.5, 0.9), (0.98, 0.95)],
)  # fmt: skip
@pytest.mark.parametrize("n", [50, 100, 200, 500, 1000])
def test_intervals_cover_everywhere(n: int, after: float, before: float, kind: str) -> None:
    """Above and far below chance; where a dozen pictures or fewer change the intervals may only be wide."""
    gained, kept, given_ = coverage(n, after, before, kind, 600)
    pictures = n if kind == "lone" else n / 3
    few = pictures * (after + before - 2 * after * before) < 14 or after == before
    assert covers(gained, 600, high=1.0 if few else 0.985)
    if before > 0.3 and given_ > 550:
        assert covers(kept, given_, high=1.0 if few or after > before or n <= 100 else 0.985)

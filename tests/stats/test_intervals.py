"""Intervals against statsmodels, by hand, at the edges, and by simulated coverage."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from ch3ef.stats.intervals import Interval, design_effect, macro_interval, share_interval, wilson
from tests.stats.simulation import FloatArray, covers, group_sizes, hits, lone, names


@given(n=st.integers(1, 2000), data=st.data(), confidence=st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_wilson_equals_statsmodels(n: int, data: st.DataObject, confidence: float) -> None:
    successes = data.draw(st.integers(0, n))
    ours = wilson(successes, n, confidence)
    low, high = proportion_confint(successes, n, alpha=1 - confidence, method="wilson")
    assert ours.low == pytest.approx(low, abs=1e-9)
    assert ours.high == pytest.approx(high, abs=1e-9)
    assert ours.low <= ours.estimate <= ours.high


@pytest.mark.parametrize(("successes", "n"), [(0, 0), (3, 2), (-1, 5)])
def test_wilson_refuses_what_is_no_share(successes: float, n: int) -> None:
    with pytest.raises(ValueError, match="0 <= successes <= n"):
        wilson(successes, n)


def test_items_that_stand_alone_get_wilson() -> None:
    assert share_interval([1.0, 0.0, 1.0, 1.0, 0.0], list("abcde")) == wilson(3, 5)


def test_groups_by_hand() -> None:
    """Two groups of two that fall together: effect (2.25 * 2 + 2 * 0.5) / (2 + 0.5), Student's t with 1 df."""
    interval = share_interval([1, 1, 0, 0], list("aabb"))
    spread = 2 * 1**2 * 2 / 1 * 3 / 4
    effect = (spread / (4 * 0.25) * 2 + 2 * 0.5) / 2.5
    t, n = 12.7062047, 4 / effect
    half = t / (1 + t * t / n) * (0.25 / n + t * t / (4 * n * n)) ** 0.5
    assert (interval.low, interval.high) == pytest.approx((0.5 - half, 0.5 + half), abs=1e-6)


def test_all_right_in_clusters_is_not_certainty() -> None:
    interval = share_interval([1.0] * 40, [str(i // 10) for i in range(40)])
    assert interval.estimate == interval.high == 1.0
    # As many items as pictures, and t with 3 df instead of the normal quantile.
    assert interval.low == pytest.approx(4 / (4 + 3.18244631**2))


def test_one_picture_says_nothing_of_others() -> None:
    assert share_interval([1, 1, 0], list("aaa"))[1:3] == (0.0, 1.0)
    assert macro_interval([1, 1, 0], list("xxy"), list("aaa"))[1:3] == (0.0, 1.0)


def test_copies_of_an_item_add_no_certainty() -> None:
    credit = np.random.default_rng(1).integers(0, 2, 100).astype(float)
    single = share_interval(credit, [str(i) for i in range(100)])
    copied = share_interval(np.repeat(credit, 5), [str(i // 5) for i in range(500)])
    assert copied.estimate == pytest.approx(single.estimate)
    assert (copied.high - copied.low) == pytest.approx(single.high - single.low, rel=0.03)


def test_pictures_that_balance_out_narrow_the_interval() -> None:
    """Each picture has one right and one wrong item: every set of pictures has share one half."""
    credit = [1.0, 0.0] * 50
    balanced = share_interval(credit, [str(i // 2) for i in range(100)])
    assert balanced.high - balanced.low < (wilson(50, 100).high - wilson(50, 100).low) / 2


@given(data=st.data())
def test_order_names_and_sides_change_nothing(data: st.DataObject) -> None:
    n = data.draw(st.integers(2, 30))
    credit = np.array(data.draw(st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), min_size=n, max_size=n)))
    cluster = data.draw(st.lists(st.sampled_from("abcdef"), min_size=n, max_size=n))
    stratum = data.draw(st.lists(st.sampled_from("xyz"), min_size=n, max_size=n))
    order = data.draw(st.permutations(range(n)))

    def both(values: FloatArray, groups: list[str], strata: list[str]) -> list[Interval]:
        return [share_interval(values, groups), macro_interval(values, strata, groups)]

    straight = both(credit, cluster, stratum)
    mixed = both(credit[order], ["p" + cluster[i] for i in order], [stratum[i] for i in order])
    turned = both(1 - credit, cluster, stratum)
    for one, other, opposite in zip(straight, mixed, turned, strict=True):
        assert 0 <= one.low <= one.estimate <= one.high <= 1
        assert other[:3] == pytest.approx(one[:3], abs=1e-7)
        assert (1 - opposite.high, 1 - opposite.low) == pytest.approx((one.low, one.high), abs=1e-6)


def test_design_effect_of_groups_that_fall_together_is_their_size() -> None:
    rng = np.random.default_rng(0)
    deviation = np.repeat(rng.choice([-0.5, 0.5], 400), 4)
    effect = design_effect(deviation, 1600 * 0.25, np.repeat(np.arange(400), 4), 800, 1.0)
    assert effect == pytest.approx(4, rel=0.02)


def share_coverage(n: int, share: float, together: float, runs: int) -> int:
    rng = np.random.default_rng([n, int(share * 1000), int(together * 100)])
    sizes = group_sizes(n)
    cluster, covered = names(sizes), 0
    for _ in range(runs):
        interval = share_interval(hits(share, together, sizes, rng), cluster)
        covered += interval.low <= share <= interval.high
    return covered


@pytest.mark.parametrize(
    ("n", "share", "together"),
    [(50, 0.5, 0.3), (50, 0.02, 0.3), (100, 0.98, 0.6), (200, 0.8, 0.1), (500, 0.02, 0.3), (1000, 0.98, 0.6)],
)
def test_cluster_wilson_covers(n: int, share: float, together: float) -> None:
    assert covers(share_coverage(n, share, together, 500), 500)


CONSERVATIVE = {(50, 0.05), (50, 0.95), (50, 0.1), (50, 0.9), (100, 0.03)}
"""Sizes and shares with a handful of right (or wrong) items, where coverage reaches 0.985: 16 pictures allow only few
different shares."""


@pytest.mark.slow
@pytest.mark.parametrize("together", [0.0, 0.1, 0.3, 0.6, 0.9])
@pytest.mark.parametrize("share", [0.02, 0.03, 0.05, 0.1, 0.5, 0.8, 0.95, 0.98])
@pytest.mark.parametrize("n", [50, 100, 200, 300, 500, 1000])
def test_cluster_wilson_covers_everywhere(n: int, share: float, together: float) -> None:
    high = 0.985 if (n, share) in CONSERVATIVE else 0.976
    assert covers(share_coverage(n, share, together, 1500), 1500, high=high)


def test_macro_is_the_mean_of_means_by_hand() -> None:
    interval = macro_interval([1, 1, 0, 0, 1], ["x", "x", "x", "x", "y"], list("abcde"))
    assert interval.estimate == pytest.approx((0.5 + 1.0) / 2)
    assert interval.low < interval.estimate < interval.high


@given(n=st.integers(1, 300), data=st.data())
def test_macro_of_one_stratum_is_wilson(n: int, data: st.DataObject) -> None:
    right = data.draw(st.integers(0, n))
    interval = macro_interval([1.0] * right + [0.0] * (n - right), ["x"] * n, [str(i) for i in range(n)])
    assert interval[:3] == pytest.approx(wilson(right, n)[:3], abs=1e-8)


def test_macro_bounds_are_where_the_likeliest_shares_lie_just_so_far() -> None:
    """Against a numerical optimiser: with the mean fixed, the shares of greatest likelihood and their variance."""
    from scipy.optimize import minimize

    right, sizes = np.array([1.0, 9.0, 4.0]), np.array([4.0, 12.0, 20.0])
    credit = [float(i < r) for r, size in zip(right, sizes, strict=True) for i in range(int(size))]
    stratum = [str(s) for s, size in enumerate(sizes) for _ in range(int(size))]
    interval = macro_interval(credit, stratum, [str(i) for i in range(36)])
    extra = (right.sum() + 0.5) / 37

    def distance(mean: float) -> float:
        found = minimize(
            lambda p: -((right + extra) * np.log(p) + (sizes + 1 - right - extra) * np.log(1 - p)).sum(),
            np.full(3, mean), bounds=[(1e-9, 1 - 1e-9)] * 3, method="SLSQP", tol=1e-12,
            constraints={"type": "eq", "fun": lambda p: p.mean() - mean},
        )  # fmt: skip
        variance = (found.x * (1 - found.x) / sizes).sum() / 9
        return float((interval.estimate - mean) / variance**0.5)

    assert distance(interval.low) == pytest.approx(1.959964, abs=2e-3)
    assert distance(interval.high) == pytest.approx(-1.959964, abs=2e-3)


TASKS = [24, 2, 20, 2, 23, 24, 24, 20, 3, 3, 10, 50, 57, 23, 20, 18, 2, 28, 50, 20, 51, 20, 36, 10, 26, 6, 28, 7, 40]
TASKS += [15, 10, 9, 14, 10, 15, 17, 12, 5, 34, 36, 19, 6, 36, 39, 63, 15]
DOMAINS = [95, 110, 148, 141, 46, 67, 40, 73, 34, 95, 75, 78]
LAYOUTS = {"tasks": TASKS, "domains": DOMAINS, "honest": TASKS[22:29], "small": [2, 5, 10, 20, 36, 57]}


def macro_coverage(layout: str, centre: float, spread: float, together: float, runs: int) -> int:
    """Strata with shares drawn once around a centre; with `together`, items share pictures within the strata."""
    rng = np.random.default_rng([len(layout), int(centre * 100), int(spread * 10), int(together * 10)])
    sizes = LAYOUTS[layout]
    shares = np.full(len(sizes), centre)
    if spread:
        shares = rng.beta(centre * (1 - spread) / spread, (1 - centre) * (1 - spread) / spread, len(sizes))
    pictures = [group_sizes(size) if together else lone(size) for size in sizes]
    stratum = [str(s) for s, size in enumerate(sizes) for _ in range(size)]
    cluster = [f"{s}/{name}" for s, groups in enumerate(pictures) for name in names(groups)]
    covered = 0
    for _ in range(runs):
        strata = [hits(share, together, groups, rng) for share, groups in zip(shares, pictures, strict=True)]
        interval = macro_interval(np.concatenate(strata), stratum, cluster)
        covered += interval.low <= shares.mean() <= interval.high
    return covered


@pytest.mark.parametrize(
    ("layout", "centre", "spread", "together"),
    [
        ("tasks", 0.5, 0.1, 0.0),
        ("tasks", 0.02, 0.0, 0.0),
        ("domains", 0.98, 0.0, 0.3),
        ("honest", 0.5, 0.1, 0.3),
        ("small", 0.2, 0.1, 0.0),
    ],
)
def test_macro_covers(layout: str, centre: float, spread: float, together: float) -> None:
    assert covers(macro_coverage(layout, centre, spread, together, 150), 150)


@pytest.mark.slow
@pytest.mark.parametrize("together", [0.0, 0.3])
@pytest.mark.parametrize(
    ("centre", "spread"), [(0.02, 0.0), (0.98, 0.0), (0.5, 0.0), (0.5, 0.1), (0.2, 0.1), (0.9, 0.1)]
)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_macro_covers_everywhere(layout: str, centre: float, spread: float, together: float) -> None:
    assert covers(macro_coverage(layout, centre, spread, together, 1000), 1000, high=0.98)


def test_lengths_that_differ_are_refused() -> None:
    with pytest.raises(ValueError, match="as many clusters"):
        share_interval([1.0], ["a", "b"])
    with pytest.raises(ValueError, match="as many strata"):
        macro_interval([1.0], ["a", "b"], ["a"])
    with pytest.raises(ValueError, match="as many clusters"):
        macro_interval([], [], [])

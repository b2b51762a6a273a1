"""The bootstrap by hand, at the edges, and by simulated coverage, on skewed figures too."""

from __future__ import annotations

import numpy as np
import pytest

from ch3ef.stats.bootstrap import mean_interval, resampled_counts, totals_interval
from tests.stats.simulation import FloatArray, IntArray, covers, group_sizes, lone, names


def test_resamples_draw_as_many_groups_as_there_are() -> None:
    counts = resampled_counts(7, np.random.default_rng(0), 4000)
    assert counts.shape == (4000, 7)
    assert (counts.sum(axis=1) == 7).all()
    assert counts.mean(axis=0) == pytest.approx(np.ones(7), abs=0.06)


def test_symmetric_figures_get_students_interval() -> None:
    values = np.random.default_rng(1).standard_normal(400)
    interval = mean_interval(values, [str(i) for i in range(400)], np.random.default_rng(0), resamples=20_000)
    assert interval is not None
    half = 1.966 * values.std(ddof=1) / 20
    assert interval.estimate == pytest.approx(values.mean())
    assert (interval.low, interval.high) == pytest.approx((values.mean() - half, values.mean() + half), abs=0.01)


def test_skewed_figures_get_a_longer_side_up() -> None:
    values = np.random.default_rng(2).exponential(size=60)
    interval = mean_interval(values, [str(i) for i in range(60)], np.random.default_rng(0))
    assert interval is not None
    assert interval.high - interval.estimate > 1.1 * (interval.estimate - interval.low)


def test_unit_and_place_move_the_interval_along() -> None:
    values, cluster = np.random.default_rng(3).gamma(2, size=50), names(group_sizes(50))
    one = mean_interval(values, cluster, np.random.default_rng(0))
    other = mean_interval(1000 * values - 7, cluster, np.random.default_rng(0))
    assert one is not None
    assert other is not None
    assert other[:3] == pytest.approx(tuple(1000 * bound - 7 for bound in one[:3]), rel=1e-6)


def test_the_same_seed_gives_the_same_interval_whatever_the_order() -> None:
    rng = np.random.default_rng(4)
    values, cluster = rng.gamma(2, size=40), np.array([f"{i // 3:02}" for i in range(40)])
    order = rng.permutation(40)
    straight = mean_interval(values, list(cluster), np.random.default_rng(0))
    mixed = mean_interval(values[order], list(cluster[order]), np.random.default_rng(0))
    assert straight is not None
    assert mixed is not None
    assert mixed[:3] == pytest.approx(straight[:3])


def test_edges() -> None:
    rng = np.random.default_rng(0)
    assert mean_interval([1.0, 2.0, 3.0, 5.0], list("abcd"), rng) is None
    assert mean_interval([0.3] * 20, [str(i) for i in range(20)], rng) is None
    with pytest.raises(ValueError, match="finite contributions"):
        mean_interval([1.0, float("nan")], list("ab"), rng)
    with pytest.raises(ValueError, match="as many clusters"):
        mean_interval([1.0, 2.0], list("a"), rng)
    with pytest.raises(ValueError, match="not finite for all resamples"), np.errstate(all="ignore"):
        totals_interval(lambda t: 1 / t[..., 0], np.eye(6)[:, :1], list("abcdef"), rng)


def figures(kind: str, sizes: IntArray, rng: np.random.Generator) -> FloatArray:
    """Figures with correlation 0.5 within pictures."""
    from scipy.special import ndtr

    latent = (np.repeat(rng.standard_normal(len(sizes)), sizes) + rng.standard_normal(sizes.sum())) / 2**0.5
    return np.asarray({"normal": latent, "squared": ndtr(latent) ** 3, "exponential": -np.log(ndtr(latent))}[kind])


TRUE = {"normal": 0.0, "squared": 0.25, "exponential": 1.0}


def mean_coverage(kind: str, n: int, grouped: bool, runs: int) -> int:
    rng = np.random.default_rng([len(kind), n, grouped])
    sizes = group_sizes(n) if grouped else lone(n)
    covered = 0
    for _ in range(runs):
        interval = mean_interval(figures(kind, sizes, rng), names(sizes), rng, resamples=999)
        assert interval is not None
        covered += interval.low <= TRUE[kind] <= interval.high
    return covered


@pytest.mark.parametrize(
    ("kind", "n", "grouped"), [("squared", 50, True), ("exponential", 100, False), ("normal", 60, True)]
)
def test_mean_intervals_cover(kind: str, n: int, grouped: bool) -> None:
    assert covers(mean_coverage(kind, n, grouped, 200), 200)


@pytest.mark.slow
@pytest.mark.parametrize("kind", TRUE)
@pytest.mark.parametrize("grouped", [False, True])
@pytest.mark.parametrize("n", [20, 50, 200, 1000])
def test_mean_intervals_cover_everywhere(kind: str, n: int, grouped: bool) -> None:
    assert covers(mean_coverage(kind, n, grouped, 400), 400)


def ratio_coverage(n: int, runs: int) -> int:
    """Right answers per token: both vary, and hang together within pictures."""
    rng = np.random.default_rng(n)
    sizes = group_sizes(n)
    cluster, covered = names(sizes), 0
    for _ in range(runs):
        tokens = 10 * figures("exponential", sizes, rng) + 5
        right = (rng.random(n) < 0.3 + 0.02 * tokens).astype(float)
        columns = np.stack([right, tokens], axis=1)
        interval = totals_interval(lambda t: t[..., 0] / t[..., 1], columns, cluster, rng, resamples=999)
        assert interval is not None
        # E[min(1, 0.3 + 0.02 tokens)] / E[tokens], tokens = 5 + 10 Exp(1): capped beyond 35 tokens.
        covered += interval.low <= (0.6 - 0.2 * np.exp(-3)) / 15 <= interval.high
    return covered


def test_ratio_intervals_cover() -> None:
    assert covers(ratio_coverage(100, 150), 150)


@pytest.mark.slow
@pytest.mark.parametrize("n", [50, 500])
def test_ratio_intervals_cover_everywhere(n: int) -> None:
    assert covers(ratio_coverage(n, 400), 400)


def test_resamples_that_are_kept_are_those_that_the_generator_would_draw() -> None:
    for seed in (0, 0, 7):
        one, other = np.random.default_rng(seed), np.random.default_rng(seed)
        for groups in (6, 9, 6):
            drawn = other.integers(0, groups, (50, groups))
            found = resampled_counts(groups, one, 50)
            assert found.tolist() == [np.bincount(row, minlength=groups).tolist() for row in drawn]
        assert one.random() == other.random()

"""Ranks by hand, at the edges, and by how often simulated ties and orders are misread."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ch3ef.stats.paired import sign_flip_p
from ch3ef.stats.ranks import Ranking, rank_models
from tests.stats.simulation import FloatArray, covers, group_sizes, lone, model_hits, names


def ranked(credit: FloatArray, cluster: list[str] | None = None, seed: int = 0) -> Ranking:
    lone_items = [str(item) for item in range(credit.shape[1])]
    return rank_models(credit, cluster or lone_items, np.random.default_rng(seed))


def test_two_models_are_tested_as_a_pair() -> None:
    rng = np.random.default_rng(0)
    cluster = names(group_sizes(90))
    credit = model_hits(np.array([0.7, 0.55]), 0.3, 0.2, 0.2, group_sizes(90), rng)
    sums = np.bincount([int(picture) for picture in cluster], weights=credit[0] - credit[1])
    found = rank_models(credit, cluster, np.random.default_rng(0), resamples=20_000)
    assert found.p[0, 1] == pytest.approx(sign_flip_p(sums), abs=0.005)


def test_clear_steps_and_what_lies_between() -> None:
    """Three models of 100 lone items: 90, 75 and 60 right of the same order of ease."""
    credit = np.array([[1.0] * right + [0.0] * (100 - right) for right in (75, 90, 60)])
    found = ranked(credit)
    assert [rank.rank for rank in found.ranks] == [2, 1, 3]
    assert [(rank.best, rank.worst) for rank in found.ranks] == [(2, 2), (1, 1), (3, 3)]
    assert found.bands == ((1,), (0,), (2,))
    near = ranked(np.array([[1.0] * right + [0.0] * (100 - right) for right in (62, 64, 90, 61)]))
    assert [(rank.best, rank.worst) for rank in near.ranks] == [(2, 4), (2, 4), (1, 1), (2, 4)]
    assert near.bands == ((2,), (1, 0, 3))


def test_bands_may_overlap() -> None:
    """Each model differs from the next but one, not from the next."""
    credit = np.array([[1.0] * right + [0.0] * (60 - right) for right in (40, 36, 32)])
    found = ranked(credit)
    assert found.bands == ((0, 1), (1, 2))
    assert [(rank.best, rank.worst) for rank in found.ranks] == [(1, 2), (1, 3), (2, 3)]


def test_equal_models() -> None:
    found = ranked(np.tile(np.array([1.0, 0.0, 1.0, 1.0]), (4, 1)))
    assert [tuple(rank) for rank in found.ranks] == [(0.75, 1, 1, 4)] * 4
    assert found.bands == ((0, 1, 2, 3),)
    assert (found.p == 1).all()


def test_gaps() -> None:
    """Models are compared where both were asked; one without items has no rank and is in no band."""
    credit = np.full((3, 40), np.nan)
    credit[0, :30], credit[1, 10:] = 1.0, 0.0
    found = ranked(credit)
    assert found.ranks[2] == (None, None, 1, 3)
    assert [(rank.best, rank.worst) for rank in found.ranks[:2]] == [(1, 2), (2, 3)]
    assert found.bands == ((0,), (1,))
    apart = np.full((2, 40), np.nan)
    apart[0, :20], apart[1, 20:] = 1.0, 0.0
    assert ranked(apart).p[0, 1] == 1.0
    assert ranked(np.zeros((1, 3))).ranks == ((0.0, 1, 1, 1),)
    assert ranked(np.zeros((2, 0))).ranks[0] == (None, None, 1, 2)


@given(data=st.data())
def test_what_always_holds(data: st.DataObject) -> None:
    models, items = data.draw(st.integers(1, 6)), data.draw(st.integers(1, 20))
    cells = st.sampled_from([0.0, 0.5, 1.0, np.nan])
    credit = np.array(data.draw(st.lists(cells, min_size=models * items, max_size=models * items))).reshape(
        models, items
    )
    found = rank_models(credit, [str(i // 2) for i in range(items)], np.random.default_rng(0), resamples=200)
    assert (found.p == found.p.T).all()
    assert {model for band in found.bands for model in band} == {
        m for m, r in enumerate(found.ranks) if r.mean is not None
    }
    for rank in found.ranks:
        assert 1 <= rank.best <= rank.worst <= models
    for band in found.bands:
        assert all(found.p[one, other] >= 0.05 for one in band for other in band)
    again = rank_models(credit, [str(i // 2) for i in range(items)], np.random.default_rng(0), resamples=200)
    assert again.ranks == found.ranks


def test_misuse_is_refused() -> None:
    with pytest.raises(ValueError, match="models x items"):
        ranked(np.zeros((0, 3)))
    with pytest.raises(ValueError, match="one cluster per item"):
        rank_models(np.zeros((2, 3)), ["a"], np.random.default_rng(0))


def rank_coverage(shares: FloatArray, n: int, grouped: bool, runs: int) -> int:
    """How often all models' bounds hold all the ranks that the truth leaves them."""
    rng = np.random.default_rng([len(shares), n, grouped, int(shares[0] * 100)])
    sizes = group_sizes(n) if grouped else lone(n)
    cluster, covered = names(sizes), 0
    best = np.array([1 + (shares > share + 1e-9).sum() for share in shares])
    worst = np.array([(shares >= share - 1e-9).sum() for share in shares])
    for _ in range(runs):
        credit = model_hits(shares, 0.3, 0.3, 0.3, sizes, rng)
        found = rank_models(credit, cluster, rng, resamples=499)
        covered += all(
            rank.best <= low and high <= rank.worst for rank, low, high in zip(found.ranks, best, worst, strict=True)
        )
    return covered


@pytest.mark.parametrize(("models", "n", "grouped"), [(8, 200, True), (5, 60, False)])
def test_equal_models_are_seldom_told_apart(models: int, n: int, grouped: bool) -> None:
    assert covers(rank_coverage(np.full(models, 0.5), n, grouped, 250), 250)


@pytest.mark.slow
@pytest.mark.parametrize("grouped", [False, True])
@pytest.mark.parametrize("share", [0.02, 0.5, 0.98])
@pytest.mark.parametrize(("models", "n"), [(2, 1000), (5, 200), (5, 1000), (20, 50), (20, 200), (20, 1000), (50, 1000)])
def test_equal_models_are_seldom_told_apart_anywhere(models: int, n: int, share: float, grouped: bool) -> None:
    """Wide (up to 100 %) where too few items are right, or wrong, for a claim."""
    few = n * min(share, 1 - share) < 25
    assert covers(rank_coverage(np.full(models, share), n, grouped, 250), 250, high=1.0 if few else 0.98)


@pytest.mark.slow
@pytest.mark.parametrize("grouped", [False, True])
def test_ordered_models_are_seldom_misplaced(grouped: bool) -> None:
    """Where models do differ only a claim of the wrong sign errs: hardly ever."""
    assert covers(rank_coverage(np.linspace(0.3, 0.7, 12), 200, grouped, 250), 250, high=1.0)
    assert covers(rank_coverage(np.repeat([0.4, 0.5, 0.6], 4), 200, grouped, 250), 250, high=1.0)

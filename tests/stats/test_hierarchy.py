"""Hierarchical accuracy: by hand, at the ends of the scale, a constant answerer, and edges."""

from __future__ import annotations

import numpy as np
import pytest

from ch3ef.stats.hierarchy import hierarchical_accuracy

RIGHT = "animal/dog/hound/beagle"


@pytest.mark.parametrize(
    ("said", "credit"),
    [
        (RIGHT, 1.0),
        ("animal/dog/hound/basset", 0.75),
        ("animal/dog/terrier/beagle", 0.5),
        ("animal/cat/hound/beagle", 0.25),
        ("plant/dog/hound/beagle", 0.0),
        ("animal/dog", 0.5),
        ("animal", 0.25),
        ("beagle", 0.0),
        (RIGHT + "/pup", 1.0),
        (" Animal / DOG/hound ", 0.75),
        ("animal//hound/beagle", 0.25),
        ("", 0.0),
        (None, 0.0),
    ],
)
def test_by_hand(said: str | None, credit: float) -> None:
    scores = hierarchical_accuracy([said], [RIGHT])
    assert scores.accuracy == scores.credit[0] == credit
    assert scores.exact == (credit == 1.0)


def paths(rng: np.random.Generator, n: int) -> list[str]:
    return ["/".join(f"{depth}{rng.integers(2)}" for depth in range(rng.integers(1, 6))) for _ in range(n)]


def test_the_oracle_and_the_anti_oracle() -> None:
    right = paths(np.random.default_rng(0), 50)
    oracle = hierarchical_accuracy(right, right)
    assert (oracle.n, oracle.accuracy, oracle.exact) == (50, 1.0, 1.0)
    wrong_root = ["x/" + path.partition("/")[2] for path in right]
    anti = hierarchical_accuracy(wrong_root, right)
    assert (anti.accuracy, anti.exact) == (0.0, 0.0)


def test_a_constant_answerer_in_a_binary_tree() -> None:
    """Chance: of 4 levels, halving at each, the mean share is (1/2 + 1/4 + 1/8 + 1/16) / 4."""
    leaves = [f"{a}/{b}/{c}/{d}" for a in "01" for b in "01" for c in "01" for d in "01"]
    scores = hierarchical_accuracy(["0/1/0/1"] * 16, leaves)
    assert scores.accuracy == pytest.approx((1 / 2 + 1 / 4 + 1 / 8 + 1 / 16) / 4)
    assert scores.exact == 1 / 16


def test_order_and_names_change_nothing() -> None:
    rng = np.random.default_rng(1)
    said, right = paths(rng, 40), paths(rng, 40)
    scores = hierarchical_accuracy(said, right)
    assert hierarchical_accuracy(said[::-1], right[::-1]).credit.tolist() == scores.credit[::-1].tolist()
    names = str.maketrans("01", "pq")
    renamed = hierarchical_accuracy([p.translate(names) for p in said], [p.translate(names) for p in right])
    assert renamed.credit.tolist() == scores.credit.tolist()


def test_another_separator() -> None:
    assert hierarchical_accuracy(["a > b"], ["a > c"], separator=">").accuracy == 0.5


@pytest.mark.parametrize(
    ("said", "right", "message"),
    [
        ([], [], "at least 1"),
        (["a"], ["a", "b"], "got 1 and 2"),
        (["a"], [""], "got ''"),
        (["a"], ["a//b"], "empty levels"),
    ],
)
def test_misuse_is_refused(said: list[str | None], right: list[str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        hierarchical_accuracy(said, right)

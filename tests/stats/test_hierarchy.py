"""Credit of a path: by hand, at the ends of the scale, a constant answerer, and edges."""

from __future__ import annotations

import numpy as np
import pytest

from ch3ef.stats.hierarchy import path_credit

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
    ],
)
def test_by_hand(said: str, credit: float) -> None:
    assert path_credit(said, RIGHT) == credit


def paths(rng: np.random.Generator, n: int) -> list[str]:
    return ["/".join(f"{depth}{rng.integers(2)}" for depth in range(rng.integers(1, 6))) for _ in range(n)]


def test_the_oracle_and_whoever_errs_at_the_root() -> None:
    right = paths(np.random.default_rng(0), 50)
    assert {path_credit(path, path) for path in right} == {1.0}
    assert {path_credit("x/" + path.partition("/")[2], path) for path in right} == {0.0}


def test_a_constant_answerer_in_a_binary_tree() -> None:
    """Chance: of 4 levels, halving at each, the mean share is (1/2 + 1/4 + 1/8 + 1/16) / 4."""
    leaves = [f"{a}/{b}/{c}/{d}" for a in "01" for b in "01" for c in "01" for d in "01"]
    credit = [path_credit("0/1/0/1", leaf) for leaf in leaves]
    assert np.mean(credit) == pytest.approx((1 / 2 + 1 / 4 + 1 / 8 + 1 / 16) / 4)
    assert credit.count(1.0) == 1


def test_names_change_nothing() -> None:
    rng = np.random.default_rng(1)
    names = str.maketrans("01", "pq")
    for said, right in zip(paths(rng, 40), paths(rng, 40), strict=True):
        assert path_credit(said.translate(names), right.translate(names)) == path_credit(said, right)


def test_another_separator() -> None:
    assert path_credit("a > b", "a > c", separator=">") == 0.5


@pytest.mark.parametrize("right", ["", "a//b"])
def test_misuse_is_refused(right: str) -> None:
    with pytest.raises(ValueError, match="without empty levels; got"):
        path_credit("a", right)

"""Two captions and two pictures: by hand, against the definition, chance by simulation, and edges."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ch3ef.stats.winoground import winoground_scores


@pytest.mark.parametrize(
    ("table", "text", "image"),
    [
        ([[4, 1], [2, 3]], 1, 1),
        ([[4, 3], [1, 2]], 0, 1),  # caption 0 fits everything
        ([[4, 1], [3, 2]], 1, 0),  # picture 0 fits everything
        ([[1, 4], [3, 2]], 0, 0),
        ([[1, 1], [1, 1]], 0, 0),  # ties are wrong
        ([[2, 2], [1, 3]], 1, 0),
        ([[2, 1], [2, 3]], 0, 1),
        ([[-1, -np.inf], [-np.inf, -1]], 1, 1),
    ],
)
def test_winoground_by_hand(table: list[list[float]], text: int, image: int) -> None:
    """Rows are captions, columns are pictures."""
    assert winoground_scores([table]).tolist() == [[text, image, text * image]]


def test_winoground_against_its_definition() -> None:
    tables = np.random.default_rng(3).integers(0, 3, (500, 2, 2))
    ours = winoground_scores(tables)
    for table, row in zip(tables, ours, strict=True):
        (c0_i0, c0_i1), (c1_i0, c1_i1) = table
        text = c0_i0 > c1_i0 and c1_i1 > c0_i1
        image = c0_i0 > c0_i1 and c1_i1 > c1_i0
        assert row.tolist() == [text, image, text and image]


def test_winoground_chance() -> None:
    fit = np.random.default_rng(4).normal(size=(60_000, 2, 2))
    assert winoground_scores(fit).mean(axis=0) == pytest.approx((1 / 4, 1 / 4, 1 / 6), abs=0.006)


def test_winoground_invariances() -> None:
    """An increasing transform, and exchanging both captions and pictures, change nothing; turning it over flips."""
    fit = np.random.default_rng(5).normal(size=(300, 2, 2))
    scores = winoground_scores(fit)
    for other in (np.exp(fit), fit[:, ::-1, ::-1]):
        np.testing.assert_array_equal(winoground_scores(other), scores)
    np.testing.assert_array_equal(winoground_scores(fit.transpose(0, 2, 1)), scores[:, [1, 0, 2]])


@pytest.mark.parametrize(
    ("scores", "message"),
    [
        (np.zeros((0, 2, 2)), "n >= 1"),
        (np.zeros((3, 4)), r"shape \(n, 2, 2\)"),
        ([[[1, 0], [0, 1]], [[1, 0], [0, float("nan")]]], "example 1: expected numbers; got NaN"),
    ],
)
def test_winoground_misuse(scores: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        winoground_scores(scores)

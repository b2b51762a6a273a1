"""Counts: against scikit-learn, by hand, at the ends of the scales, constant answerers, and edges."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import mean_absolute_error, mean_absolute_percentage_error, root_mean_squared_error

from ch3ef.stats.counting import counting_scores

counts = st.lists(st.tuples(st.none() | st.integers(0, 500), st.integers(1, 500)), min_size=1, max_size=30)


@given(counts)
def test_equals_scikit_learn_on_what_has_a_number(rows: list[tuple[int | None, int]]) -> None:
    scores = counting_scores([said for said, _ in rows], [right for _, right in rows])
    answered = [(said, right) for said, right in rows if said is not None]
    assert scores.answered == pytest.approx(len(answered) / len(rows))
    if not answered:
        assert (scores.mae, scores.rmse, scores.relative_error) == (None, None, None)
        return
    said, right = zip(*answered, strict=True)
    assert scores.mae == pytest.approx(mean_absolute_error(right, said))
    assert scores.rmse == pytest.approx(root_mean_squared_error(right, said))
    assert scores.relative_error == pytest.approx(mean_absolute_percentage_error(right, said))


def test_the_oracle_and_the_silent() -> None:
    right = [3, 8, 5, 120]
    oracle = counting_scores(right, right)
    assert (oracle.answered, oracle.exact, oracle.mae, oracle.rmse, oracle.relative_error, oracle.mae_ref) == (
        1.0, 1.0, 0.0, 0.0, 0.0, 0.0,
    )  # fmt: skip
    silent = counting_scores([None] * 4, right)
    assert (silent.answered, silent.exact, silent.mae, silent.mae_ref) == (0.0, 0.0, None, 34.0)
    assert np.isnan(silent.errors).all()


def test_the_anti_oracle() -> None:
    scores = counting_scores([1000, 2000, 5000], [3, 8, 5])
    assert (scores.answered, scores.exact) == (1.0, 0.0)
    assert scores.mae_ref == pytest.approx(16 / 3), "cut at the right counts: the upper end of its scale"


def test_constant_answerers() -> None:
    """The mean has the least RMSE, the standard deviation; the median has the least MAE."""
    right = np.random.default_rng(0).poisson(20, 101)
    mean, median = float(right.mean()), float(np.median(right))
    assert counting_scores([mean] * 101, right.tolist()).rmse == pytest.approx(right.std())
    at_median = counting_scores([median] * 101, right.tolist()).mae
    assert at_median is not None
    for constant in range(5, 40):
        other = counting_scores([constant] * 101, right.tolist()).mae
        assert other is not None
        assert other >= at_median


def test_by_hand() -> None:
    """Errors 0, 2, none, 3; relative 0, 1/4, none, 3/10; cut 0, 2, 5, 3."""
    scores = counting_scores([3, 10, None, 7], [3, 8, 5, 10])
    assert scores.mae == pytest.approx(5 / 3)
    assert scores.rmse == pytest.approx(math.sqrt(13 / 3))
    assert scores.relative_error == pytest.approx((0 + 0.25 + 0.3) / 3)
    assert scores.mae_ref == pytest.approx(10 / 4)
    assert scores.exact == 0.25
    assert scores.errors[[0, 1, 3]].tolist() == [0.0, 2.0, 3.0]


def test_nothing_to_count() -> None:
    """A relative error of a right count of 0 is undefined and left out; its absolute error counts."""
    scores = counting_scores([2, 3], [0, 4])
    assert (scores.mae, scores.relative_error) == (1.5, 0.25)
    assert counting_scores([2], [0]).relative_error is None
    assert counting_scores([0], [0]).exact == 1.0


def test_order_changes_nothing() -> None:
    said, right = [1, None, 7, 9, 2], [1, 4, 8, 4, 2]
    assert counting_scores(said[::-1], right[::-1])[:7] == pytest.approx(counting_scores(said, right)[:7])


@pytest.mark.parametrize(
    ("said", "right", "message"),
    [
        ([], [], "at least 1"),
        ([1], [1, 2], "got 1 and 2"),
        ([float("nan")], [1], "finite"),
        ([float("inf")], [1], "finite"),
        ([1], [-1], "0 or more"),
    ],
)
def test_misuse_is_refused(said: list[float | None], right: list[float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        counting_scores(said, right)

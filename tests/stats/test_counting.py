"""Counts: means against scikit-learn, by hand, at the ends of the scales, constant answerers, and edges."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import mean_absolute_error, mean_absolute_percentage_error, root_mean_squared_error

from ch3ef.stats.counting import counting_errors

NONE = math.nan
counts = st.lists(st.tuples(st.integers(0, 500), st.integers(1, 500)), min_size=1, max_size=30)


@given(counts)
def test_means_equal_scikit_learn(rows: list[tuple[int, int]]) -> None:
    said, right = zip(*rows, strict=True)
    errors = counting_errors(said, right)
    assert errors.absolute.mean() == pytest.approx(mean_absolute_error(right, said))
    assert math.sqrt((errors.absolute**2).mean()) == pytest.approx(root_mean_squared_error(right, said))
    assert errors.relative.mean() == pytest.approx(mean_absolute_percentage_error(right, said))


def test_the_oracle_and_the_silent() -> None:
    right = [3, 8, 5, 120]
    assert not np.any(counting_errors(right, right))
    silent = counting_errors([NONE] * 4, right)
    assert np.isnan(silent.absolute).all()
    assert silent.cut.tolist() == right


def test_the_anti_oracle() -> None:
    errors = counting_errors([1000, 2000, 5000], [3, 8, 5])
    assert errors.cut.tolist() == [3, 8, 5], "cut at the right counts: the upper end of its scale"


def test_constant_answerers() -> None:
    """The mean has the least RMSE, the standard deviation; the median has the least MAE."""
    right = np.random.default_rng(0).poisson(20, 101)
    of_mean = counting_errors(np.full(101, right.mean()), right).absolute
    assert math.sqrt((of_mean**2).mean()) == pytest.approx(right.std())
    least = counting_errors(np.full(101, np.median(right)), right).absolute.mean()
    for constant in range(5, 40):
        assert counting_errors(np.full(101, constant), right).absolute.mean() >= least


def test_by_hand() -> None:
    errors = counting_errors([3, 10, NONE, 7], [3, 8, 5, 10])
    np.testing.assert_allclose(errors.absolute, [0, 2, NONE, 3])
    np.testing.assert_allclose(errors.relative, [0, 1 / 4, NONE, 3 / 10])
    np.testing.assert_allclose(errors.cut, [0, 2, 5, 3])


def test_nothing_to_count() -> None:
    """A relative error of a right count of 0 is undefined; its absolute error counts."""
    errors = counting_errors([2, 3], [0, 4])
    np.testing.assert_allclose(errors.absolute, [2, 1])
    np.testing.assert_allclose(errors.relative, [NONE, 0.25])


@pytest.mark.parametrize(
    ("said", "right", "message"),
    [
        ([1], [1, 2], r"got shapes \(1,\) and \(2,\)"),
        ([math.inf], [1], "finite"),
        ([1], [NONE], "finite"),
        ([1], [-1], "0 or more"),
    ],
)
def test_misuse_is_refused(said: list[float], right: list[float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        counting_errors(said, right)

"""Mean errors of raters: against scipy, by hand, at the edges, under what must change nothing, and by coverage."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from ch3ef.stats import bias
from ch3ef.stats.bias import error_difference, mean_error
from tests.stats.simulation import covers, group_sizes, names


def test_without_imagined_ratings_it_is_scipys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bias, "IMAGINED", 0.0)
    rng = np.random.default_rng(0)
    one, other = rng.choice([-1, -0.5, 0, 0.5, 1], 40), rng.choice([-0.5, 0, 0.5], 25)
    mean = mean_error(one)
    assert mean is not None
    expected = stats.t.interval(0.95, 39, one.mean(), stats.sem(one))
    assert (mean.low, mean.high) == pytest.approx(expected)
    difference = error_difference(one, other)
    assert difference is not None
    welch = stats.ttest_ind(one, other, equal_var=False).confidence_interval()
    assert (difference.low, difference.high) == pytest.approx((welch.low, welch.high))
    assert difference.n == 25


def test_no_errors_are_not_certainty() -> None:
    found = mean_error([0.0] * 20)
    assert found is not None
    assert found.estimate == 0
    # By hand: variance (0 * 20 + 1 / 2) / 21, of a mean of 20.
    assert found.high == pytest.approx(stats.t.ppf(0.975, 19) * (0.5 / 21 / 20) ** 0.5)
    assert found.low == -found.high


def test_fewer_than_two_groups_say_nothing() -> None:
    assert mean_error([]) is None
    assert mean_error([0.5]) is None
    assert mean_error([0.5, 0.0], ["a", "a"]) is None
    assert error_difference([0.5, 0.0], [0.1]) is None
    assert error_difference([], [0.1, 0.2]) is None


def test_intervals_end_where_errors_do() -> None:
    all_lenient = mean_error([1.0] * 8)
    apart = error_difference([1.0] * 4, [-1.0] * 4)
    assert all_lenient is not None
    assert apart is not None
    assert (all_lenient.estimate, all_lenient.high, apart.estimate, apart.high) == (1.0, 1.0, 2.0, 2.0)
    assert all_lenient.low < 0.95
    assert apart.low < 1.9


def test_sides_and_signs_and_order() -> None:
    one, other = [0.5, 0, 1, 0, 0], [-0.5, 0, 0, 0]
    found, turned = error_difference(one, other), error_difference(other, one)
    assert found is not None
    assert turned is not None
    assert (found.estimate, found.low, found.high) == pytest.approx((-turned.estimate, -turned.high, -turned.low))
    assert mean_error(one[::-1]) == mean_error(one)


def test_ratings_of_one_picture_count_once() -> None:
    errors = np.random.default_rng(1).choice([-0.5, 0, 0.5, 1], 60)
    single, copied = mean_error(errors), mean_error(np.repeat(errors, 4), names(np.full(60, 4)))
    assert single is not None
    assert copied is not None
    assert copied.estimate == pytest.approx(single.estimate)
    assert copied.high - copied.low == pytest.approx(single.high - single.low, rel=0.03)


def test_misuse_is_refused() -> None:
    with pytest.raises(ValueError, match="one group per error"):
        mean_error([0, 0.5], ["a"])
    with pytest.raises(ValueError, match=r"in \[-1, 1\]"):
        mean_error([0, 1.5])
    with pytest.raises(ValueError, match=r"in \[-1, 1\]"):
        error_difference([0, float("nan")], [0, 0])


@pytest.mark.parametrize(("lenient", "strict", "grouped"), [(0.3, 0.1, False), (0.2, 0.1, True)])
def test_mean_errors_cover(lenient: float, strict: float, grouped: bool) -> None:
    """Half of the replies are right; replies to a picture are right together in half of the groups."""
    rng = np.random.default_rng(2)
    sizes = group_sizes(120) if grouped else np.ones(120, dtype=np.int64)
    covered = 0
    for _ in range(500):
        right = np.repeat(rng.random(len(sizes)) < 0.5, sizes)
        errors = np.where(right, -(rng.random(120) < strict).astype(float), rng.random(120) < lenient)
        found = mean_error(errors, names(sizes))
        assert found is not None
        covered += found.low <= (lenient - strict) / 2 <= found.high
    assert covers(covered, 500)


@pytest.mark.slow
@pytest.mark.parametrize(("one", "other", "n"), [(0.3, 0.1, 25), (0.1, 0.02, 50), (0.05, 0.05, 100), (0.5, 0.2, 200)])
def test_differences_cover(one: float, other: float, n: int) -> None:
    """Where errors are rare, up to 99 %."""
    rng = np.random.default_rng(3)
    covered = 0
    for _ in range(2000):
        found = error_difference((rng.random(n) < one).astype(float), (rng.random(n) < other).astype(float))
        assert found is not None
        covered += found.low <= one - other <= found.high
    assert covers(covered, 2000, high=0.99)

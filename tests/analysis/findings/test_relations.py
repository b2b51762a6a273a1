"""Correlations that share a side against published examples and by simulation; relations as findings."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from ch3ef.analysis.findings.finding import Finding, NotTestable
from ch3ef.analysis.findings.relations import compared, dependent_difference, fisher_interval, profiles, related
from ch3ef.analysis.findings.scores import ScoreColumn, Scores


def columns(n: int, correlations: npt.ArrayLike) -> list[npt.NDArray[np.float64]]:
    """Columns whose correlations in the sample are exactly these."""
    drawn = np.random.default_rng(0).normal(size=(n, 3))
    drawn -= drawn.mean(axis=0)
    white = drawn @ np.linalg.inv(np.linalg.cholesky(np.cov(drawn, rowvar=False))).T
    return list((white @ np.linalg.cholesky(np.asarray(correlations, dtype=float)).T).T)


def test_williams_test_equals_a_published_example() -> None:
    """r.test(103, .4, .5, .1) of the R package psych: t = -0.89, p = 0.37."""
    x, other, y = columns(103, [[1, 0.1, 0.4], [0.1, 1, 0.5], [0.4, 0.5, 1]])
    found = dependent_difference(x, other, y)
    assert found is not None
    assert found[0] == pytest.approx(-0.1)
    assert found[3] == pytest.approx(0.37, abs=0.008)


def test_zous_interval_equals_his_example() -> None:
    """Zou 2007, overlapping correlations: n = 66, r = .396, .179, .088 give (-0.093, 0.517)."""
    x, other, y = columns(66, [[1, 0.088, 0.396], [0.088, 1, 0.179], [0.396, 0.179, 1]])
    found = dependent_difference(x, other, y)
    assert found is not None
    assert found[1:3] == pytest.approx((-0.093, 0.517), abs=0.001)


def test_the_difference_of_correlations_covers_and_keeps_its_level() -> None:
    rng = np.random.default_rng(1)
    covered = rejected = 0
    for _ in range(800):
        drawn = rng.multivariate_normal([0, 0, 0], [[1, 0.3, 0.5], [0.3, 1, 0.5], [0.5, 0.5, 1]], 12)
        found = dependent_difference(*drawn.T)
        assert found is not None
        covered += found[1] <= 0 <= found[2]
        rejected += found[3] < 0.05
    assert 0.925 <= covered / 800 <= 0.98
    assert rejected / 800 <= 0.07


def test_one_and_the_same_column_has_no_difference() -> None:
    x = np.arange(6.0)
    assert dependent_difference(x, 2 * x, np.array([1.0, 5, 2, 6, 3, 4])) is None
    answers = compared(
        "f",
        x,
        2 * x,
        np.array([1.0, 5, 2, 6, 3, 4]),
        ("a", "b", "c"),
        models=list("abcdef"),
        source="s",
        claims=("", ""),
    )
    assert isinstance(answers[0], NotTestable)


def test_one_model_far_off_does_not_carry_a_relation() -> None:
    rng = np.random.default_rng(5)
    x, y = rng.normal(size=12), rng.normal(size=12)
    x[0], y[0] = 30, 30
    found = related("f", x, y, ("x", "y"), models=[*"abcdefghijkl"], source="s", claims=("up", "down"))[0]
    assert isinstance(found, Finding)
    assert found.estimate > 0.9
    assert found.p is not None
    assert found.p > 0.05


def test_fisher_intervals_of_a_full_correlation_do_not_fail() -> None:
    x = np.arange(8.0)
    found = related("f", x, 3 * x, ("x", "y"), models=[*"abcdefgh"], source="s", claims=("up", "down"))[0]
    assert isinstance(found, Finding)
    assert found.estimate == pytest.approx(1)
    assert fisher_interval(0.0, 12)[1] == pytest.approx(0.574, abs=0.001)


def test_the_most_alike_profile_by_hand() -> None:
    """Two pairs of models, each good at the same half of six columns."""
    rng = np.random.default_rng(0)
    half = np.array([1, 1, 1, 0, 0, 0])
    rows = [half, half, 1 - half, 1 - half, np.array([1, 0, 1, 0, 1, 0])]
    values = 0.3 + 0.4 * np.stack(rows) + rng.normal(0, 0.01, (5, 6))
    scores = Scores("s", tuple("abcde"), tuple(ScoreColumn(str(i)) for i in range(6)), values, kind="domain")
    alike = {record["model"]: record["most_alike"] for record in profiles(scores)}
    assert [alike[model] for model in "abcd"] == ["b", "a", "d", "c"]
    assert not profiles(scores.of(np.array([True] * 4 + [False])))


def test_what_is_the_same_everywhere_has_no_profile() -> None:
    """Always right and always wrong were most alike, with a correlation of 1."""
    values = np.vstack([np.ones(6), np.zeros(6), np.random.default_rng(0).uniform(0, 1, (4, 6))])
    scores = Scores("s", tuple("abcdef"), tuple(ScoreColumn(str(i)) for i in range(6)), values, kind="domain")
    records = profiles(scores)
    assert [record["model"] for record in records] == ["c", "d", "e", "f"]
    assert not {"a", "b"} & {record["most_alike"] for record in records}

"""Rotations, pairs and tables: by hand, at the ends of the scales, chance by simulation, and edges."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ch3ef.stats.grouped import MME_COGNITION, MME_PERCEPTION, circular_scores, mme_scores, winoground_scores


def rotations(n: int, k: int) -> tuple[list[str], list[int]]:
    return [f"q{i}" for i in range(n) for _ in range(k)], list(range(k)) * n


def test_circular_by_hand() -> None:
    """a: both right. b: the base order only. c: all but the base order. d: right but for a shared tie."""
    question = ["a", "a", "b", "b", "c", "c", "c", "d", "d"]
    rotation = [0, 1, 0, 1, 2, 0, 1, 0, 1]
    scores = circular_scores(question, rotation, [1, 1, 1, 0, 1, 0, 1, 1, 0.5])
    assert scores.questions == ("a", "b", "c", "d")
    assert scores.all_right.tolist() == [1.0, 0.0, 0.0, 0.0]
    assert (scores.n, scores.vanilla, scores.circular) == (4, 0.75, 0.25)
    assert scores.mean == pytest.approx((1 + 1 / 2 + 2 / 3 + 0.75) / 4)


def test_circular_ends_and_constant_answerer() -> None:
    question, rotation = rotations(20, 4)
    assert circular_scores(question, rotation, np.ones(80))[1:4] == (1.0, 1.0, 1.0)
    assert circular_scores(question, rotation, np.zeros(80))[1:4] == (0.0, 0.0, 0.0)
    # The right option of question i starts at letter i % 4; always "A" is right in one rotation of four.
    always_a = [(i % 4 + r) % 4 == 0 for i in range(20) for r in range(4)]
    assert circular_scores(question, rotation, always_a)[1:4] == (0.25, 0.0, 0.25)


def test_circular_chance() -> None:
    question, rotation = rotations(20_000, 2)
    guesses = np.random.default_rng(0).random(40_000) < 0.5
    assert circular_scores(question, rotation, guesses)[1:4] == pytest.approx((0.5, 0.25, 0.5), abs=0.01)


def test_circular_order_of_rows_changes_nothing() -> None:
    rng = np.random.default_rng(1)
    question, rotation = rotations(30, 3)
    credit = rng.integers(0, 2, 90)
    order = rng.permutation(90)
    mixed = circular_scores([question[i] for i in order], [rotation[i] for i in order], credit[order])
    scores = circular_scores(question, rotation, credit)
    assert mixed[:5] == scores[:5]
    assert mixed.all_right.tolist() == scores.all_right.tolist()


@pytest.mark.parametrize(
    ("question", "rotation", "correct", "message"),
    [
        ([], [], [], "at least 1"),
        (["a"], [0, 1], [1, 1], "one length"),
        (["a"], [0], [2], "credit in"),
        (["a"], [0], [float("nan")], "credit in"),
        (["a", "b", "b"], [0, 0, 2], [1, 1, 1], "question b: expected the rotations"),
        (["a", "b", "b"], [0, 0, 0], [1, 1, 1], "question b: expected the rotations"),
        (["a", "b"], [1, 0], [1, 1], "question a: expected the rotations"),
    ],
)
def test_circular_misuse(question: list[str], rotation: list[int], correct: list[float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        circular_scores(question, rotation, correct)


def mme(pictures: int) -> tuple[list[str], list[str], np.ndarray[Any, Any]]:
    """All sub-tasks, the same picture ids in each; per picture a question to be answered yes and one no."""
    tasks = [task for task in MME_PERCEPTION + MME_COGNITION for _ in range(2 * pictures)]
    names = [f"{i}.png" for _ in MME_PERCEPTION + MME_COGNITION for i in range(pictures) for _ in range(2)]
    return tasks, names, np.tile([True, False], len(tasks) // 2)


def test_mme_ends_and_constant_answerer() -> None:
    tasks, names, yes = mme(5)
    oracle = mme_scores(tasks, names, np.ones(len(tasks)))
    assert (oracle.perception, oracle.cognition) == (2000.0, 800.0)
    assert set(oracle.sub_tasks.values()) == {(5, 1.0, 1.0, 200.0)}
    wrong = mme_scores(tasks, names, np.zeros(len(tasks)))
    assert (wrong.perception, wrong.cognition) == (0.0, 0.0)
    always_yes = mme_scores(tasks, names, yes)
    assert (always_yes.perception, always_yes.cognition) == (500.0, 200.0)
    assert set(always_yes.sub_tasks.values()) == {(5, 0.5, 0.0, 50.0)}


def test_mme_chance() -> None:
    tasks, names, _ = mme(2000)
    coins = mme_scores(tasks, names, np.random.default_rng(2).random(len(tasks)) < 0.5)
    assert coins.perception == pytest.approx(750, abs=15)
    assert coins.cognition == pytest.approx(300, abs=10)


def test_mme_by_hand() -> None:
    scores = mme_scores(
        ["count", "OCR", "count", "count", "OCR", "count"], ["a", "a", "b", "a", "a", "b"], [1, 1, 0, 1, 0, 1]
    )
    assert scores.sub_tasks == {"OCR": (1, 0.5, 0.0, 50.0), "count": (2, 0.75, 0.5, 125.0)}
    assert (scores.perception, scores.cognition) == (None, None), "a sum of some sub-tasks is not the sum"


def test_mme_scores_others_sub_tasks_too() -> None:
    tasks, names, yes = mme(3)
    more = mme_scores([*tasks, "own", "own"], [*names, "x", "x"], [*yes, True, True])
    assert more.sub_tasks["own"].score == 200.0
    assert more.perception == mme_scores(tasks, names, yes).perception


@pytest.mark.parametrize(
    ("sub_task", "picture", "correct", "message"),
    [
        ([], [], [], "at least 1"),
        (["OCR"] * 2, ["a"], [1, 1], "one length"),
        (["OCR"] * 3, ["a", "a", "b"], [1, 1, 1], "OCR: picture b: expected 2 questions; got 1"),
        (["OCR"] * 3, ["a", "a", "a"], [1, 1, 1], "got 3"),
        (["OCR", "count"], ["a", "a"], [1, 1], "expected 2 questions; got 1"),
    ],
)
def test_mme_misuse(sub_task: list[str], picture: list[str], correct: list[float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        mme_scores(sub_task, picture, correct)


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
    scores = winoground_scores([table])
    assert scores[1:4] == (text, image, text * image)
    assert scores.per_example.tolist() == [[text, image, text * image]]


def test_winoground_against_its_definition() -> None:
    tables = np.random.default_rng(3).integers(0, 3, (500, 2, 2))
    ours = winoground_scores(tables).per_example
    for table, row in zip(tables, ours, strict=True):
        (c0_i0, c0_i1), (c1_i0, c1_i1) = table
        text = c0_i0 > c1_i0 and c1_i1 > c0_i1
        image = c0_i0 > c0_i1 and c1_i1 > c1_i0
        assert row.tolist() == [text, image, text and image]


def test_winoground_chance() -> None:
    fit = np.random.default_rng(4).normal(size=(60_000, 2, 2))
    assert winoground_scores(fit)[1:4] == pytest.approx((1 / 4, 1 / 4, 1 / 6), abs=0.006)


def test_winoground_invariances() -> None:
    """An increasing transform, and exchanging both captions and pictures, change nothing; turning it over flips."""
    fit = np.random.default_rng(5).normal(size=(300, 2, 2))
    scores = winoground_scores(fit)
    assert winoground_scores(np.exp(fit))[:4] == winoground_scores(fit[:, ::-1, ::-1])[:4] == scores[:4]
    turned = winoground_scores(fit.transpose(0, 2, 1))
    assert (turned.text, turned.image, turned.group) == (scores.image, scores.text, scores.group)


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

"""Captions, counts and boxes of rows: by hand, and at the ends of their scales."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from ch3ef.results import ResultRow
from tests.analysis.behaviours.by_hand import CHOICE, found


def open_row(metric: str, target: list[str], answer: str | None, n: int = 0) -> ResultRow:
    return replace(
        CHOICE, metric=metric, item_id=str(n), image_group=str(n), n_options=0, chance=0.0, gold=[], chosen=None,
        option_order=None, target=target, answer=answer, outcome="answered" if answer is not None else "unparsed",
        correct=None if answer is None else 0.5,
    )  # fmt: skip


def counts(said: Sequence[int | None], right: Sequence[int]) -> list[ResultRow]:
    return [
        open_row("counting", [str(due)], None if number is None else str(number), n)
        for n, (number, due) in enumerate(zip(said, right, strict=True))
    ]


def test_counts_by_hand() -> None:
    rows = counts([7, 4, None], [5, 4, 4])
    assert {name: found(rows, name).estimate for name in ("mae", "rmse", "relative_error", "mae_ref")} == {
        "mae": 1.0,
        "rmse": pytest.approx(math.sqrt(2)),
        "relative_error": pytest.approx(0.2),
        "mae_ref": 2.0,
    }
    assert [found(rows, name).n for name in ("mae", "mae_ref")] == [2, 3]
    assert found(rows, "said_a_number").estimate == pytest.approx(2 / 3)


def test_counts_that_cannot_be_measured() -> None:
    silent = counts([None, None], [5, 4])
    assert [(found(silent, name).estimate, found(silent, name).n) for name in ("mae", "rmse", "relative_error")] == [
        (None, 0)
    ] * 3
    # Two items bound nothing.
    assert found(counts([7, 4], [5, 4]), "mae").low is None
    assert found(counts([0, 0], [0, 0]), "relative_error").estimate is None


def test_bounds_of_errors() -> None:
    right = np.random.default_rng(0).poisson(20, 60)
    rows = counts((right + np.random.default_rng(1).integers(-5, 6, 60)).tolist(), right.tolist())
    # Of whole numbers from -5 to 5 the distance has mean 30 / 11, its square mean 10.
    for name, truth in (("mae", 30 / 11), ("rmse", math.sqrt(10))):
        one = found(rows, name)
        assert one.low is not None
        assert one.high is not None
        assert one.low < truth < one.high
    exact = found(counts(right.tolist(), right.tolist()), "mae")
    assert (exact.estimate, exact.low, exact.high) == (0.0, None, None)


BOXES = ["0.1 0.1 0.4 0.4 cat", "0.5 0.5 0.9 0.9 dog"]


def test_boxes_by_hand() -> None:
    seen = [open_row("detection", BOXES, BOXES[0]), open_row("detection", BOXES, None, 1)]
    assert found(seen, "precision").estimate == 1.0
    assert found(seen, "precision").n == 1
    assert found(seen, "recall").estimate == 0.25
    assert found(seen, "mar_50").estimate == 0.25
    recall = found(seen, "recall")
    assert recall.low is not None
    assert recall.high is not None
    assert 0 < recall.low < 0.25 < recall.high


def test_boxes_at_the_ends() -> None:
    names = ("precision", "recall", "map_50", "mar_50", "mar_50_95")
    right = [open_row("detection", BOXES, "\n".join(BOXES), n) for n in range(3)]
    wrong = [replace(row, answer="0.6 0.1 0.7 0.2 cat") for row in right]
    assert [found(right, name).estimate for name in names] == [1.0] * 5
    assert [found(wrong, name).estimate for name in names] == [0.0] * 5
    silent = [replace(row, answer=None, outcome="unparsed", correct=None) for row in right]
    assert (found(silent, "precision").estimate, found(silent, "precision").n) == (None, 0)
    assert found(silent, "recall").estimate == 0.0


def test_captions_at_the_ends() -> None:
    texts = [["a cat on a wall", "a cat sits on a wall"], ["two red boats on a lake", "boats on the lake"]]
    right = [open_row("captions", text, text[0], n) for n, text in enumerate(texts)]
    wrong = [replace(row, answer="xyz") for row in right]
    assert found(right, "bleu").estimate == found(right, "rouge_l").estimate == 1.0
    assert (found(right, "cider").estimate or 0) > 3
    assert [found(wrong, name).estimate for name in ("bleu", "rouge_l", "cider")] == [0.0, 0.0, 0.0]
    assert found(wrong, "rouge_l").high == pytest.approx(0.66, abs=0.01)
    assert found(right[:1], "cider").estimate is None

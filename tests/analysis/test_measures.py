"""Measures of rows: by hand, the ends of their scales, and nothing where the rows do not carry enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from ch3ef.analysis.measures import MIN_CALIBRATION, Measure, measure
from ch3ef.results import ResultRow
from tests.test_results import ROW

BARE = replace(
    ROW,
    confidence=None,
    option_logprob_sum=None,
    option_logprob_mean=None,
    option_logprob_byte=None,
    option_tokens=None,
)


def found(rows: Sequence[ResultRow], name: str, group: str = "all") -> Measure:
    return next(each for each in measure(rows) if (each.name, each.group) == (name, group))


def test_a_choice_without_likelihoods_has_none() -> None:
    assert measure([BARE]) == []


def test_other_normalisations_by_hand() -> None:
    row = replace(ROW, gold=[0], option_logprob_sum=[-1.0, -3.0], option_logprob_byte=[-0.2, -0.1])
    assert found([row], "accuracy_by_sum").value == 1.0
    assert found([row], "accuracy_by_byte").value == 0.0
    tie = replace(row, option_logprob_pmi=[0.5, 0.5])
    assert found([tie], "accuracy_by_pmi").value == 0.5


def test_calibration_by_hand_and_by_dimension() -> None:
    rows = [
        replace(ROW, item_id=str(n), image_group=str(n), confidence=0.5, correct=float(n % 2 == 0), chosen=0,
                dimension="honest" if n < 24 else "harmless")
        for n in range(48)
    ]  # fmt: skip
    assert found(rows, "ece_score_ref").value == pytest.approx(1.0, abs=0.12)
    assert found(rows, "brier").value == pytest.approx(0.25)
    assert found(rows, "auroc").value == 0.5
    assert found(rows, "mean_confidence", "honest").n == 24
    sure = [replace(row, confidence=1.0, correct=0.0) for row in rows]
    assert found(sure, "ece_score_ref").value == 0.0
    assert found(sure, "brier").value == 1.0
    assert not [each for each in measure(rows[: MIN_CALIBRATION - 1]) if each.name == "brier"]


def yes_no(n: int, said: str | None, right: str, task: str = "t") -> ResultRow:
    correct = None if said is None else float(said == right)
    return replace(
        BARE, metric="yes-no", item_id=str(n), image_group=str(n // 2), target=[right], answer=said, correct=correct,
        outcome="answered" if said else "unparsed", chosen=0 if said == "yes" else 1 if said else None,
        gold=[0 if right == "yes" else 1], task=task,
    )  # fmt: skip


def test_yes_and_no_by_hand() -> None:
    rows = [yes_no(0, "yes", "yes"), yes_no(1, "yes", "no"), yes_no(2, "no", "yes"), yes_no(3, None, "no")]
    assert found(rows, "precision").value == 0.5
    assert found(rows, "recall").value == 0.5
    assert found(rows, "yes_ratio").value == pytest.approx(2 / 3)
    assert found(rows, "neither").value == 0.25


def test_both_questions_of_a_picture() -> None:
    rows = [yes_no(n, said, right, task="count") for n, (said, right) in enumerate(
        (("yes", "yes"), ("no", "no"), ("yes", "yes"), ("yes", "no")))]  # fmt: skip
    assert found(rows, "accuracy_plus", "count").value == 0.5
    assert found(rows, "mme_score", "count").value == 125.0
    # Where a picture has one question, there is no such thing.
    assert not [each for each in measure(rows[:3]) if each.name == "accuracy_plus"]


def test_rotations_and_phrasings() -> None:
    turned = [
        replace(
            BARE, item_id=item, image_group=item, variant="plain" if turn == 0 else f"rotation:{turn}", correct=credit
        )
        for item, credits_ in (("a", (1.0, 1.0)), ("b", (1.0, 0.0)))
        for turn, credit in enumerate(credits_)
    ]
    assert found(turned, "vanilla_accuracy").value == 1.0
    assert found(turned, "circular_accuracy").value == 0.5
    said = [replace(row, variant=row.variant.replace("rotation:1", "phrasing:polite")) for row in turned]
    assert found(said, "accuracy_by_phrasing", "polite").value == 0.5
    assert found(said, "phrasing_spread").value == 0.5


def test_winoground_by_hand() -> None:
    def row(picture: int, scores: list[float]) -> ResultRow:
        return replace(
            ROW, scenario="winoground", item_id=str(picture), pair="w/1", gold=[picture], option_logprob_mean=scores
        )

    # Each picture prefers its own caption; each caption prefers picture 1.
    rows = [row(0, [-2.0, -3.0]), row(1, [-1.5, -1.0])]
    assert [found(rows, f"winoground_{name}").value for name in ("text", "image", "group")] == [1.0, 0.0, 0.0]
    # The order of rows is of no matter.
    assert measure(rows[::-1]) == measure(rows)


def open_row(metric: str, target: list[str], answer: str | None, n: int = 0) -> ResultRow:
    return replace(
        BARE, metric=metric, item_id=str(n), image_group=str(n), n_options=0, chance=0.0, gold=[], chosen=None,
        option_order=None, target=target, answer=answer, outcome="answered" if answer is not None else "unparsed",
        correct=None if answer is None else 0.5,
    )  # fmt: skip


def test_open_answers() -> None:
    counts = [
        open_row("counting", ["5"], "7", 0),
        open_row("counting", ["4"], "4", 1),
        open_row("counting", ["4"], None, 2),
    ]
    assert found(counts, "mae").value == 1.0
    assert found(counts, "said_a_number").value == pytest.approx(2 / 3)
    boxes = ["0.1 0.1 0.4 0.4 cat", "0.5 0.5 0.9 0.9 dog"]
    seen = [open_row("detection", boxes, boxes[0]), open_row("detection", boxes, None, 1)]
    assert found(seen, "precision").value == 1.0
    assert found(seen, "mar_50").value == 0.25
    texts = [["a cat on a wall", "a cat sits on a wall"], ["two red boats on a lake", "boats on the lake"]]
    right = [open_row("captions", text, text[0], n) for n, text in enumerate(texts)]
    wrong = [replace(row, answer="xyz") for row in right]
    assert found(right, "rouge_l").value == 1.0
    assert (found(right, "cider").value or 0) > 3
    assert [found(wrong, name).value for name in ("bleu", "rouge_l", "cider")] == [0.0, 0.0, 0.0]


def test_a_path_that_was_not_answered_has_no_level_right() -> None:
    rows = [
        replace(BARE, path_credit=0.5),
        replace(BARE, item_id="2", image_group="h", outcome="refused", correct=None, chosen=None),
    ]
    assert found(rows, "hierarchical_accuracy").value == 0.25


def test_examples_are_measured_apart() -> None:
    rows = [ROW, replace(ROW, variant="ice:fixed:2", correct=1.0, gold=[0])]
    assert [each.value for each in measure(rows) if each.name == "accuracy_by_sum"] == [1.0, 0.0]

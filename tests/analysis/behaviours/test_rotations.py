"""Vanilla and circular accuracy: by hand, the ends of their scales, a constant answerer, chance, and what is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from ch3ef.results import ResultRow
from tests.analysis.behaviours.by_hand import CHOICE, figures, found


def turned(credit: Sequence[Sequence[float]], variant: str = "") -> list[ResultRow]:
    """Questions with as many options as they have rotations; the credit of each."""
    return [
        replace(
            CHOICE, item_id=f"q{n}", image_group=f"q{n}", n_options=len(turns), option_order=None, chosen=None,
            correct=value, variant="+".join(filter(None, (variant, f"rotation:{turn}" if turn else ""))) or "plain",
        )
        for n, turns in enumerate(credit)
        for turn, value in enumerate(turns)
    ]  # fmt: skip


def both(rows: Sequence[ResultRow]) -> tuple[float | None, float | None]:
    return found(rows, "vanilla_accuracy").estimate, found(rows, "circular_accuracy").estimate


def test_by_hand() -> None:
    """Both right; the base order only; all but the base order; right but for a shared tie."""
    rows = turned([[1, 1], [1, 0], [0, 1, 1], [1, 0.5]])
    assert both(rows) == (0.75, 0.25)
    assert both(rows[::-1]) == (0.75, 0.25)
    assert found(rows, "circular_accuracy").n == 4


def test_the_ends_and_a_constant_answerer() -> None:
    assert both(turned([[1] * 4] * 20)) == (1, 1)
    assert both(turned([[0] * 4] * 20)) == (0, 0)
    # The right option of question i starts at letter i % 4; always "A" is right in one rotation of four.
    assert both(turned([[float((i + turn) % 4 == 0) for turn in range(4)] for i in range(20)])) == (0.25, 0)


def test_chance() -> None:
    guesses = (np.random.default_rng(0).random((2000, 2)) < 0.5).astype(float)
    assert both(turned(guesses.tolist())) == pytest.approx((0.5, 0.25), abs=0.04)


@pytest.mark.parametrize("variant", ["plain", "rotation:2"])
def test_a_question_without_all_its_rotations_is_outside(variant: str) -> None:
    rows = [row for row in turned([[1, 1, 1], [0, 0, 0]]) if (row.item_id, row.variant) != ("q1", variant)]
    circular = found(rows, "circular_accuracy")
    assert (circular.estimate, circular.n) == (1, 1)
    assert figures(rows[:2], ("rotations",)) == []


def test_each_phrasing_seed_and_number_of_examples_is_turned_by_itself() -> None:
    rows = [*turned([[1, 1]]), *turned([[1, 0]], "phrasing:polite")]
    assert both(rows) == (1, 0.5)
    assert both([*turned([[1, 1]]), *(replace(row, seed=1) for row in turned([[0, 0]]))]) == (0.5, 0.5)
    apart = [*turned([[1, 1]]), *turned([[1, 0]], "ice:fixed:2")]
    assert [(one.shots, one.estimate) for one in figures(apart) if one.name == "circular_accuracy"] == [
        ("", 1),
        ("ice:fixed:2", 0),
    ]

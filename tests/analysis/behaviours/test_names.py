"""Demanded names: by hand, habits of choosing, and replies that never came."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ch3ef.results import ResultRow
from tests.analysis.behaviours.by_hand import choices, found


def test_by_hand() -> None:
    """20 items; under other names 12 keep their option, 4 move, 4 reply in letters."""
    other = choices([1.0] * 12 + [0.0] * 4 + [None] * 4, variant="verbaliser:natural:1")
    rows = [*choices([1.0] * 20), *other]
    assert found(rows, "in_vocabulary", "natural").estimate == pytest.approx(16 / 20)
    assert found(rows, "mr_ref", "natural").estimate == pytest.approx(12 / 20)
    assert found(rows, "accuracy", "natural").estimate == pytest.approx(12 / 20)
    assert found(rows, "accuracy", "letters").estimate == 1.0
    assert found(rows, "in_vocabulary").estimate == pytest.approx(16 / 20)


def test_agreement_is_of_the_items_with_a_choice_both_times() -> None:
    """Always the same place beforehand: of 16 items nothing is kept beyond habit; said before to be of 20."""
    other = choices([1.0] * 12 + [0.0] * 4 + [None] * 4, variant="verbaliser:natural:1")
    kappa = found([*choices([1.0] * 20), *other], "mr", "natural")
    assert (kappa.estimate, kappa.n) == (0, 16)
    assert kappa.low is not None
    assert kappa.high is not None
    assert kappa.low < 0 < kappa.high


def test_always_the_first_place_keeps_choices_by_habit_alone() -> None:
    def always_first(variant: str) -> list[ResultRow]:
        orders = [[n % 4, *(i for i in range(4) if i != n % 4)] for n in range(24)]
        return [
            replace(row, option_order=order, chosen=order[0], correct=float(order[0] == 0))
            for row, order in zip(choices([1.0] * 24, variant=variant), orders, strict=True)
        ]

    rows = [*always_first("plain"), *always_first("verbaliser:neutral:1")]
    assert found(rows, "mr_ref", "neutral").estimate == 1.0
    kappa = found(rows, "mr", "neutral")
    assert (kappa.estimate, kappa.low, kappa.high) == (None, None, None)


def test_no_reply_is_no_disobedience() -> None:
    other = choices([1.0] * 20, variant="verbaliser:natural:1")
    lost = [replace(row, outcome="error", correct=None, chosen=None) for row in other[:5]]
    assert found([*choices([1.0] * 20), *lost, *other[5:]], "in_vocabulary").n == 15


def test_kinds_of_names_and_all_of_them() -> None:
    rows = [
        *choices([1.0] * 20),
        *choices([1.0] * 20, variant="verbaliser:natural:1"),
        *choices([None] * 20, variant="verbaliser:unnatural:2"),
    ]
    shares = {group: found(rows, "in_vocabulary", group).estimate for group in ("all", "natural", "unnatural")}
    assert shares == {"all": 0.5, "natural": 1.0, "unnatural": 0.0}
    assert found(rows, "in_vocabulary").n == 20

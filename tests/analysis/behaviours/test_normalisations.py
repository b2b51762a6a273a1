"""Other normalisations than the mean per token: by hand, and where likelihoods are not known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.analysis.behaviours.by_hand import CHOICE, figures, found
from tests.test_results import ROW

FIRST = replace(ROW, gold=[0], option_logprob_sum=[-1.0, -3.0], option_logprob_byte=[-0.2, -0.1])


def test_by_hand() -> None:
    assert found([FIRST], "accuracy_by_sum").estimate == 1.0
    assert found([FIRST], "accuracy_by_byte").estimate == 0.0
    assert found([replace(FIRST, option_logprob_pmi=[0.5, 0.5])], "accuracy_by_pmi").estimate == 0.5


def test_several_right_ones_options_of_several_numbers_and_ties_of_three() -> None:
    three = replace(
        FIRST, item_id="2", image_group="2", n_options=3, gold=[0, 2], option_order=None, option_tokens=None,
        option_logprob_mean=[-1.0, -1.0, -1.0], option_logprob_byte=[-1.0, -2.0, -1.0],
        option_logprob_sum=[-1.0, -1.0, -1.000001],
    )  # fmt: skip
    by_sum = found([three, FIRST], "accuracy_by_sum")
    assert by_sum.estimate == pytest.approx((2 / 3 + 1) / 2)
    assert by_sum.n == 2
    assert found([three, FIRST], "accuracy_by_byte").estimate == 0.5


def test_a_choice_without_likelihoods_has_none() -> None:
    assert figures([CHOICE], ("normalisations",)) == []
    with_pictures = [replace(FIRST, item_id=str(n), image_group=str(n)) for n in range(2)]
    both = [*with_pictures, replace(FIRST, item_id="3", option_logprob_pmi=[1.0, 0.0])]
    assert found(both, "accuracy_by_sum").n == 3
    assert found(both, "accuracy_by_pmi").n == 1


def test_examples_are_measured_apart_and_altered_rows_not_at_all() -> None:
    rows = [ROW, replace(ROW, variant="ice:fixed:2", gold=[0]), replace(ROW, variant="ice:fixed:2+typos:1", gold=[1])]
    assert [(one.shots, one.estimate) for one in figures(rows) if one.name == "accuracy_by_sum"] == [
        ("", 1.0),
        ("ice:fixed:2", 0.0),
    ]


def test_twins_are_a_set_of_their_own() -> None:
    rows = [FIRST, replace(FIRST, scenario="s-twins", gold=[1])]
    assert [(one.scenario, one.estimate) for one in figures(rows) if one.name == "accuracy_by_sum"] == [
        ("s", 1.0),
        ("s-twins", 0.0),
    ]

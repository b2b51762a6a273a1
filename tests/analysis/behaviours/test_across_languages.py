"""The same items in two languages: by hand, and which rows are compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from ch3ef.results import ResultRow
from tests.analysis.behaviours.by_hand import choices, figures, found

ENGLISH = [1.0] * 30 + [0.0] * 10
CHINESE = [1.0] * 20 + [0.0] * 14 + [None] * 2 + [1.0] * 4


def said(credit: Sequence[float | None], language: str = "", **columns: Any) -> list[ResultRow]:
    """Rows of one set in a language: ids end in a digest of the texts, which the language changes."""
    mark = f"?language={language}" if language else ""
    names: dict[str, Any] = {"scenario": f"s{mark}", "recipe": f"direct{mark}", **columns}
    return [replace(row, item_id=f"s/{row.item_id}-{language or 'en'}", **names) for row in choices(credit)]


def test_by_hand() -> None:
    rows = [*said(ENGLISH), *said(CHINESE, "zh")]
    assert found(rows, "accuracy_in_english", "zh").estimate == pytest.approx(30 / 40)
    assert found(rows, "accuracy_in_language", "zh").estimate == pytest.approx(24 / 40)
    ahead = found(rows, "english_ahead", "zh")
    assert ahead.estimate == pytest.approx(6 / 40)
    assert ahead.low is not None
    assert ahead.high is not None
    assert ahead.low < 6 / 40 < ahead.high
    assert (ahead.n, ahead.scenario, ahead.recipe) == (40, "s?language=zh", "direct?language=zh")
    # 20 right in both, 4 wrong in both (of 10 in English, 4 are right and 2 unread in Chinese).
    assert found(rows, "same_choice_in_both", "zh").estimate == pytest.approx(24 / 40)


def test_the_items_may_be_asked_in_another_language_than_the_recipe() -> None:
    rows = [*said(ENGLISH), *said(CHINESE, "zh", recipe="direct")]
    assert found(rows, "english_ahead", "zh").recipe == "direct"


def test_a_set_of_the_counterparts_alone_is_the_english_side() -> None:
    rows = [*said(ENGLISH, scenario="s?seed=7&also_in=zh"), *said(CHINESE, "zh", scenario="s?seed=7&language=zh")]
    assert found(rows, "english_ahead", "zh").n == 40


def test_only_items_of_both_are_compared_and_enough_of_them() -> None:
    assert found([*said(ENGLISH)[5:], *said(CHINESE, "zh")], "english_ahead", "zh").n == 35
    for rows in (said(CHINESE, "zh"), [*said(ENGLISH[:9]), *said(CHINESE, "zh")]):
        assert figures(rows, ["languages"]) == []
    other = [replace(row, image_group="another") for row in said(ENGLISH)]
    assert figures([*other, *said(CHINESE, "zh")], ["languages"]) == []

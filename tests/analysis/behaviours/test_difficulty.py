"""Accuracy by rung of difficulty: by hand, on the tasks that are there on every rung, and of a persona."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ch3ef.results import ResultRow
from tests.analysis.behaviours.by_hand import figures, found
from tests.test_results import ROW


def row(number: int, rung: int | None, right: bool, task: str = "theft", dimension: str = "harmless") -> ResultRow:
    return replace(
        ROW, item_id=str(number), image_group=str(number), rung=rung, correct=float(right), task=task, dimension=dimension
    )  # fmt: skip


LOW = [row(number, 1, number > 1) for number in range(10)]
HIGH = [row(number, 3, number > 16) for number in range(10, 20)]


def test_by_hand() -> None:
    on = {one.group: (one.estimate, one.n) for one in figures([*LOW, *HIGH]) if one.name == "accuracy_on_rung"}
    assert on == {"rung 1": (0.8, 10), "rung 3": (0.3, 10)}
    lost = found([*LOW, *HIGH], "lost_to_difficulty")
    assert lost.estimate == pytest.approx(0.5)
    assert lost.n == 20
    assert lost.low is not None
    assert lost.high is not None
    assert 0 < lost.low < 0.5 < lost.high < 1


def test_tasks_that_are_not_on_every_rung_are_left_out() -> None:
    easy = [row(number, 1, True, task="drug") for number in range(30, 60)]
    assert found([*LOW, *HIGH, *easy], "lost_to_difficulty") == found([*LOW, *HIGH], "lost_to_difficulty")


def test_each_dimension_has_its_own() -> None:
    other = [replace(one, dimension="honest", item_id=f"h{one.item_id}", correct=1.0) for one in (*LOW, *HIGH)]
    groups = {one.group for one in figures([*LOW, *HIGH, *other]) if one.name == "lost_to_difficulty"}
    assert groups == {"all", "harmless", "honest"}


def test_one_rung_or_few_items_tell_nothing() -> None:
    names = ("difficulty",)
    assert figures(LOW, names) == []
    assert figures([replace(one, rung=None) for one in LOW], names) == []
    assert {one.name for one in figures([*LOW[:5], *HIGH], names)} == {"accuracy_on_rung"}

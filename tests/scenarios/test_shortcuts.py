"""A sound set passes every check; a planted fault fails its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ch3ef.scenarios import shortcuts as validation
from ch3ef.scenarios.checks import Check
from ch3ef.scenarios.generated.registry import GENERATED_TASKS
from ch3ef.scenarios.shortcuts import validate_generated
from tests.scenarios.test_cues import fair_items


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("validation")


@pytest.fixture(scope="module")
def looked_at(cache: Path) -> tuple[list[Check], list[tuple[int, int]]]:
    """The checks of a small set, and what was told meanwhile."""
    told: list[tuple[int, int]] = []
    return list(validate_generated(cache, 0, 1, lambda *counts: told.append(counts))), told


def test_a_small_set_is_sound(looked_at: tuple[list[Check], list[tuple[int, int]]]) -> None:
    """But for cues, of which so few items say little; the full sets are validated by `make data`."""
    checks, told = looked_at
    assert told[-1] == (56, 56)
    exact = [check for check in checks if "points over chance" not in check.value]
    assert [check for check in exact if not check.passed] == []
    assert len(exact) == 7
    assert len(checks) == 7 + 13
    assert exact[0].value == "46 = 22 helpful + 7 honest + 17 harmless"


def test_a_lost_task_is_found(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        validation, "GENERATED_TASKS", (replace(GENERATED_TASKS[0], name="sculpture"), *GENERATED_TASKS)
    )
    check = next(iter(validation._counts([], 1)))
    assert not check.passed
    assert "sculpture: 0 of 1" in check.examples


def test_repeats_are_found() -> None:
    items = fair_items(3)
    checks = list(validation._differences([items[0], items[1], items[0]], [items[1]]))
    assert [check.passed for check in checks] == [False, False, False]
    assert checks[0].value == checks[1].value == "2 of 3"


def test_the_same_question_about_another_picture_is_no_repeat() -> None:
    items = [replace(item, question="Which?") for item in fair_items(3)]
    assert [check.passed for check in validation._differences(items, [])] == [True, True, True]


def test_a_defect_fails_the_looks(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        validation, "defects", lambda made: [f"{made.name}: is crooked"] if made.task.name in {"art", "OCR"} else []
    )
    monkeypatch.setattr(validation, "unwritten", lambda made: [])
    stumbles, missing = validation._looks(cache, 0, 1, lambda done, total: None)
    assert not stumbles.passed
    assert stumbles.examples == ("art-001: is crooked", "ocr-001: is crooked")
    assert missing.passed


def test_every_option_is_counted_once(looked_at: tuple[list[Check], list[tuple[int, int]]]) -> None:
    (check,) = (each for each in looked_at[0] if each.name == "harmless and twins: half of the options decline")
    assert check.value == "all but 0 of 136"

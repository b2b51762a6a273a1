"""A sound set passes every check; a planted fault fails its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ch3ef.items import ImageRef, Item
from ch3ef.scenarios import shortcuts as validation
from ch3ef.scenarios.generated.registry import GENERATED_TASKS
from ch3ef.scenarios.scenario import scenario_of
from ch3ef.scenarios.shortcuts import Check, validate_generated, validate_scenario
from tests.scenarios.test_cues import fair_items


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("validation")


def checks_of(cache: Path) -> dict[str, Check]:
    """The checks of a small set, by what they look at."""
    return {check.name.strip(): check for check in validate_generated(cache, 0, 1, lambda done, total: None)}


def test_a_small_set_is_sound(cache: Path) -> None:
    """But for cues, of which so few items say little; the full sets are validated by `make data`."""
    told: list[tuple[int, int]] = []
    checks = list(validate_generated(cache, 0, 1, lambda *counts: told.append(counts)))
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
    assert checks[0].value == "2 of 3"


def test_a_defect_fails_the_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(validation, "GENERATED_TASKS", GENERATED_TASKS[:2])
    monkeypatch.setattr(validation, "defects", lambda made: [f"{made.name}: is crooked"])
    monkeypatch.setattr(validation, "unwritten", lambda made: [])
    stumbles, missing = validation._looks(0, 1, lambda done, total: None)
    assert not stumbles.passed
    assert stumbles.examples == ("art-001: is crooked", "hand-drawing-001: is crooked")
    assert missing.passed


def test_items_that_always_tell(cache: Path) -> None:
    def told(items: list[Item]) -> list[Item]:
        return [
            replace(item, options=("It is so, as can be seen here.", *item.options[1:]), gold=(0,)) for item in items
        ]

    sound = {check.name: check.passed for check in validate_scenario(scenario_of("fair", fair_items(300)))}
    assert all(sound.values())
    planted = {check.name: check.passed for check in validate_scenario(scenario_of("told", told(fair_items(300))))}
    assert not planted["the longest option"]
    assert not planted["blind classifier, learned on the others"]
    assert planted["always the first place"]


def test_too_few_items_to_learn_from() -> None:
    names = [check.name for check in validate_scenario(scenario_of("few", fair_items(20)))]
    assert "blind classifier, learned on the others" not in names


def test_items_that_stand_twice(picture: Callable[[int], ImageRef]) -> None:
    items = [replace(item, images=(picture(n),)) for n, item in enumerate(fair_items(4))]
    check = next(iter(validate_scenario(scenario_of("twice", [*items, replace(items[2], id="again")]))))
    assert (check.passed, check.value) == (False, "2")


def test_every_option_is_counted_once(cache: Path) -> None:
    check = checks_of(cache)["harmless and twins: half of the options decline"]
    assert check.value == "all but 0 of 136"

"""What a set of items holds, in numbers: per task the items, forms, pictures, options and lengths of texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import mean
from typing import Any

from ch3ef.items import Item
from ch3ef.scenarios.scenario import Scenario


def describe(scenario: Scenario, warning: str = "") -> dict[str, Any]:
    """Descriptive statistics of a scenario, as plain data.

    Args:
        scenario: The items; their pictures are not opened.
        warning: What people who look at them should know before.

    Returns:
        Name, version, the warning if there is one, the numbers of the whole set, and the same numbers per task in the
        set's order.
    """
    tasks: dict[str, list[Item]] = {}
    for item in scenario.items:
        tasks.setdefault(item.task, []).append(item)
    return {
        "scenario": scenario.name,
        "version": scenario.version,
        **({"warning": warning} if warning else {}),
        "all": _numbers(scenario.items),
        "tasks": {task: _numbers(items) for task, items in tasks.items()},
    }


def _numbers(items: Sequence[Item]) -> dict[str, Any]:
    return {
        "items": len(items),
        "forms": len({(item.task, item.details.get("form")) for item in items if "form" in item.details}),
        "different_questions": len({item.question for item in items}),
        "pictures": sum(len(item.images) for item in items),
        "items_with_several_pictures": sum(len(item.images) > 1 for item in items),
        "options": _counted(len(item.options) for item in items),
        "chance": round(mean(item.chance for item in items), 4),
        "question_words": _spread(len(item.question.split()) for item in items),
        "option_characters": _spread(len(option) for item in items for option in item.options),
    }


def _counted(values: Iterable[int]) -> dict[str, int]:
    listed = list(values)
    return {str(value): listed.count(value) for value in sorted(set(listed))}


def _spread(values: Iterable[int]) -> dict[str, float]:
    listed = list(values)
    return {"least": min(listed), "mean": round(mean(listed), 1), "most": max(listed)}

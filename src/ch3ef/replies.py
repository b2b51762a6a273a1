"""Replies made elsewhere -> rows of the results table, without any model; and the prompts to make them with."""

from __future__ import annotations

import json
import uuid
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ch3ef.errors import InputError
from ch3ef.items import Item, option_order
from ch3ef.recipes.instructions import instruct
from ch3ef.recipes.recipe import Recipe, direct_counterpart
from ch3ef.recipes.scoring import score_reply
from ch3ef.results import Outcome, ResultRow, item_columns
from ch3ef.scenarios import Scenario


def prompts(scenario: Scenario, recipe: Recipe, seed: int) -> Iterator[dict[str, Any]]:
    """What to ask a model elsewhere, one record per item.

    Args:
        scenario: The items.
        recipe: A recipe that shows its options ("direct").
        seed: The seed that `ch3ef score` will be given.

    Yields:
        item_id, prompt, images (paths) and options in the order of their letters.
    """
    _needs_replies(recipe)
    for item in scenario.items:
        instruction = instruct(item, recipe, seed)
        yield {
            "item_id": item.id,
            "prompt": instruction.messages[-1].text,
            "images": [str(image.path) for image in item.images],
            "options": list(instruction.options),
        }


def score_replies(file: Path, scenario: Scenario, recipe: Recipe, seed: int) -> list[ResultRow]:
    """Score a file of replies.

    Args:
        file: JSON lines with `item_id` (or the item's id in its own set, where that names one item), `model`,
            `reply`; optionally `options` (texts in the order of the letters that the model was shown, where
            that is not the recipe's own order) and `truncated`.
        scenario: The items that were asked.
        recipe: A recipe that shows its options ("direct").
        seed: The seed that the prompts were made with.

    Returns:
        One row per reply; an item that a model has no reply to has the outcome "error".

    Raises:
        InputError: A line cannot be used; the message names it.
    """
    _needs_replies(recipe)
    names = _item_names(scenario)
    asked = {
        "run_id": uuid.uuid4().hex[:12],
        **recipe.columns(scenario=scenario.name, scenario_version=scenario.version, seed=seed),
    }
    rows: dict[tuple[str, str], ResultRow] = {}
    for where, record in _records(file):
        item = _item(record, names, where, scenario)
        model = _text(record, "model", where)
        reply = _text(record, "reply", where, empty=True)
        if (model, item.id) in rows:
            raise InputError(f"{where}: a second reply of model {model!r} to item {item.id!r}; expected one each")
        order = _order(record, item, seed, where)
        scored = score_reply(item, order, reply, truncated=record.get("truncated") is True)
        facts = {**asdict(scored), "option_order": list(order), "reply": reply}
        rows[model, item.id] = ResultRow(model=model, **asked, **item_columns(item), **facts)
    if not rows:
        raise InputError(f"{file}: holds no replies; expected lines with `item_id`, `model` and `reply`")
    missing: dict[str, Any] = {"outcome": Outcome.ERROR, "error": f"no reply in {file.name}"}
    return [
        rows.get((model, item.id)) or ResultRow(model=model, **asked, **item_columns(item), **missing)
        for model in dict.fromkeys(model for model, _ in rows)
        for item in scenario.items
    ]


def _needs_replies(recipe: Recipe) -> None:
    if recipe.inferencer != "direct":
        raise InputError(
            f"recipe {recipe.name!r} compares likelihoods, which a file of replies does not hold; "
            f"use --recipe {direct_counterpart()}"
        )


def _records(file: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each line's place and content."""
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise InputError(f"{file}: cannot be read ({error.strerror or error}); expected JSON lines") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{file}: not UTF-8 text (byte {error.start}); expected a file of JSON lines") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{file}: line {number}"
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(f"{where}: not JSON ({error.msg}); expected item_id, model and reply") from error
        if not isinstance(record, dict):
            raise InputError(f"{where}: {line[:40]!r} is not an object; expected item_id, model and reply")
        yield where, record


def _text(record: Mapping[str, Any], key: str, where: str, *, empty: bool = False) -> str:
    value = record.get(key)
    if not isinstance(value, str) or not (value or empty):
        found = repr(value) if key in record else "missing"
        raise InputError(f"{where}: `{key}` is {found}; expected text")
    return value


def _item_names(scenario: Scenario) -> dict[str, Item | None]:
    """Items by id, by id in their own set, and by that id's last part; None where a name is not unique."""
    names: dict[str, Item | None] = {}
    for item in scenario.items:
        for name in {item.id, item.source_id, item.source_id.split("/")[-1]}:
            names[name] = None if name in names else item
    return names


def _item(record: Mapping[str, Any], names: Mapping[str, Item | None], where: str, scenario: Scenario) -> Item:
    name = str(record["item_id"]) if isinstance(record.get("item_id"), int) else _text(record, "item_id", where)
    if name not in names:
        raise InputError(f"{where}: item {name!r} is not in scenario {scenario.name!r} ({len(scenario.items)} items)")
    item = names[name]
    if item is None:
        raise InputError(f"{where}: {name!r} names several items of scenario {scenario.name!r}; use the full item_id")
    return item


def _order(record: Mapping[str, Any], item: Item, seed: int, where: str) -> tuple[int, ...]:
    """The order of the letters: the recipe's own, or that of the record's `options`."""
    shown = record.get("options")
    if shown is None:
        return option_order(item, seed)
    if not isinstance(shown, list) or Counter(map(str, shown)) != Counter(item.options):
        raise InputError(f"{where}: `options` are not those of item {item.id!r}; expected the same texts in any order")
    left = list(range(len(item.options)))
    order = []
    for text in shown:
        index = next(i for i in left if item.options[i] == text)
        left.remove(index)
        order.append(index)
    return tuple(order)

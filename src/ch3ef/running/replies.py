"""Replies made elsewhere -> rows of the results table, without any model; and the prompts to make them with."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from ch3ef.errors import InputError, short
from ch3ef.files import read_json_lines
from ch3ef.items import PICTURE_MARK, ImageRef, Item
from ch3ef.reading.visible import split_reasoning
from ch3ef.recipes.asking import Asking
from ch3ef.recipes.instructions import instruct
from ch3ef.recipes.parts import Part
from ch3ef.recipes.recipe import Recipe, direct_counterpart
from ch3ef.recipes.rows import row_of
from ch3ef.recipes.scoring import score_reply
from ch3ef.results import Outcome, ResultRow
from ch3ef.scenarios import Scenario
from ch3ef.secrets import redacted
from ch3ef.tables import cell_text, is_empty
from ch3ef.texts import printable, storable, unfit_name


def prompts(part: Part) -> Iterator[dict[str, Any]]:
    """What to ask a model elsewhere, one record per item and variant.

    Args:
        part: The items as a recipe of one turn asks them ("direct", "cot").

    Yields:
        item_id, variant, prompt, images (paths), options in the order of their letters (none for open answers), and
        where examples stand in front or pictures within the question, the whole conversation as messages of texts and
        pictures.
    """
    check_replies(part.recipe)
    for asked in part.askings:
        instruction = instruct(asked, part.recipe)
        record: dict[str, Any] = {
            "item_id": asked.item.id,
            "variant": str(asked.variant),
            "prompt": instruction.messages[-1].text,
            "images": [str(image.path) for image in asked.images],
            "options": [] if part.recipe.open else list(instruction.options),
        }
        if asked.examples or PICTURE_MARK in asked.question:
            record["messages"] = [
                {"role": message.role, "content": [_content(entry) for entry in message.parts]}
                for message in instruction.messages
            ]
        yield record


def _content(part: str | ImageRef) -> dict[str, str]:
    return {"text": part} if isinstance(part, str) else {"image": str(part.path)}


def score_replies(file: Path, part: Part, seed: int) -> list[ResultRow]:
    """Score a file of replies.

    Args:
        file: JSON lines with `item_id` (or the item's id in its own set, where that names one item), `model`,
            `reply`; optionally `variant`, `options` (texts in the order of the letters that the model was shown, where
            that is not the recipe's own order) and `truncated` (true or false).
        part: The items as they were asked.
        seed: The seed that the prompts were made with.

    Returns:
        One row per reply; an item that a model has no reply to has the outcome "error".

    Raises:
        InputError: A line cannot be used; the message names it.
    """
    check_replies(part.recipe)
    scenario, recipe = part.scenario, part.recipe
    names = _item_names(scenario)
    asked = {(one.item.id, str(one.variant)): one for one in part.askings}
    facts = {
        "run_id": uuid.uuid4().hex[:12],
        **recipe.columns(scenario=scenario.name, scenario_version=scenario.version, seed=seed),
    }
    rows: dict[tuple[str, str, str], ResultRow] = {}
    advice = "expected an object with item_id, model and reply"
    for where, record in read_json_lines(file, str(file), advice, once=True):
        item = _item(record, names, where, scenario)
        model = _text(record, "model", where)
        if unfit := unfit_name(model):
            raise InputError(f"{where}: `model` is {short(model)}: it {unfit}; expected the model's name")
        if printable(model) != model:
            raise InputError(
                f"{where}: `model` is {printable(model)}, with a character that cannot be shown; remove it"
            )
        if redacted(model) != model:
            raise InputError(
                f"{where}: `model` is {redacted(model)}, which holds a secret; expected the model's name alone"
            )
        reply = _text(record, "reply", where, empty=True)
        variant = str(part.askings[0].variant) if is_empty(record.get("variant")) else _text(record, "variant", where)
        if (item.id, variant) not in asked:
            raise InputError(f"{where}: recipe {recipe.name!r} does not ask item {item.id!r} as {variant!r}")
        if (model, item.id, variant) in rows:
            raise InputError(f"{where}: a second reply of model {model!r} to item {item.id!r}; expected one each")
        one = _as_shown(record, asked[item.id, variant], where)
        aloud, reasoning = split_reasoning(reply)
        cut_off = _truncated(record, where)
        scored = score_reply(one, recipe, aloud, truncated=cut_off is True)
        order = None if recipe.open else list(one.order)
        said = {"reply": aloud, "reasoning": reasoning or None, "cut_off": cut_off}
        answer = {**asdict(scored), "option_order": order, **said}
        rows[model, item.id, variant] = row_of(one, {**facts, "model": model, **answer})
    if not rows:
        raise InputError(f"{file}: holds no replies; expected lines with `item_id`, `model` and `reply`")
    missing: dict[str, Any] = {"outcome": Outcome.ERROR, "error": f"no reply in {file.name}"}
    return [
        rows.get((model, *key)) or row_of(one, {**facts, "model": model, **missing})
        for model in dict.fromkeys(model for model, _, _ in rows)
        for key, one in asked.items()
    ]


def check_replies(recipe: Recipe) -> None:
    """Refuse recipes whose answers a file of replies does not hold.

    Raises:
        InputError: It compares likelihoods, or asks in several turns.
    """
    if recipe.likelihoods:
        raise InputError(
            f"recipe {recipe.name!r} compares likelihoods, which a file of replies does not hold; "
            f"use --recipe {direct_counterpart()}"
        )
    if len(recipe.turns) > 1 or recipe.pushback:
        raise InputError(
            f"recipe {recipe.name!r} asks in several turns, of which a file holds one; "
            f"use --recipe {'cot' if recipe.turns[0] == 'cot' else direct_counterpart()}"
        )


def _text(record: Mapping[str, Any], key: str, where: str, *, empty: bool = False) -> str:
    value = record.get(key)
    if not isinstance(value, str) or not (value or empty):
        found = short(value) if key in record else "missing"
        raise InputError(f"{where}: `{key}` is {found}; expected text")
    return storable(value)


def _truncated(record: Mapping[str, Any], where: str) -> bool | None:
    value = record.get("truncated")
    if isinstance(value, bool):
        return value
    if not is_empty(value):
        raise InputError(f"{where}: `truncated` is {short(value)}; expected true or false")
    return None


def _item_names(scenario: Scenario) -> dict[str, Item | None]:
    """Items by id, by id in their own set, and by that id's last part; None where a name is not unique."""
    names: dict[str, Item | None] = {}
    for item in scenario.items:
        for name in {item.id, item.source_id, item.source_id.split("/")[-1]}:
            names[name] = None if name in names else item
    return names


def _item(record: Mapping[str, Any], names: Mapping[str, Item | None], where: str, scenario: Scenario) -> Item:
    name = cell_text(record.get("item_id"), f"{where}: `item_id`") or _text(record, "item_id", where)
    if name not in names:
        raise InputError(f"{where}: item {name!r} is not in scenario {scenario.name!r} ({len(scenario.items)} items)")
    item = names[name]
    if item is None:
        raise InputError(f"{where}: {name!r} names several items of scenario {scenario.name!r}; use the full item_id")
    return item


def _as_shown(record: Mapping[str, Any], asked: Asking, where: str) -> Asking:
    """The asking with the order of the letters: the recipe's own, or that of the record's `options`."""
    shown, item = record.get("options"), asked.item
    if is_empty(shown) or shown == []:
        return asked
    texts = [cell_text(option, f"{where}: `options`") for option in shown] if isinstance(shown, list) else []
    own = [option.strip() for option in item.options]
    if Counter(texts) != Counter(own):
        raise InputError(f"{where}: `options` are not those of item {item.id!r}; expected the same texts in any order")
    left = list(range(len(own)))
    order = []
    for text in texts:
        index = next(i for i in left if own[i] == text)
        left.remove(index)
        order.append(index)
    return replace(asked, shown=tuple(order))

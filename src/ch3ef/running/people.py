"""People's answers as a run: rows of the most that people chose, and of each person, beside those of models."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from ch3ef.curate.people import Answered, Choice, raters_of
from ch3ef.errors import InputError
from ch3ef.recipes.asking import Asking
from ch3ef.recipes.recipe import Recipe
from ch3ef.recipes.rows import row_of
from ch3ef.results import Outcome, ResultRow
from ch3ef.running.replies import check_replies
from ch3ef.variants import MAJORITY, PEOPLE


def people_rows(items: Sequence[Answered], recipe: Recipe) -> list[ResultRow]:
    """The rows of people's answers: first of the majority, then of each person, who is numbered and not named.

    What more people chose than anything else is the majority's answer. Options that tie share the credit, as options of
    equal likelihood do; where most hold none for right, that is no answer. Items that nobody answered have no row.

    Args:
        items: With what people chose.
        recipe: Beside whose answers people's stand: one that shows options and reads what is chosen.

    Returns:
        One row per answerer and item that it answered.

    Raises:
        InputError: Nobody answered anything, or the recipe is of another kind.
    """
    check_replies(recipe)
    if recipe.open:
        raise InputError(
            f"recipe {recipe.name!r} asks without options, and people chose among options; expected one that shows them"
        )
    looked = [each for each in items if each.choices]
    if not looked:
        raise InputError("nobody has answered an item yet; pull what people answered first")
    run = uuid.uuid4().hex[:12]
    rows = [_row(each, recipe, run, MAJORITY, each.most, ()) for each in looked]
    for number, rater in enumerate(raters_of(looked), 1):
        rows += [_own_row(each, recipe, run, f"{PEOPLE}{number}", choice) for each, choice in _choices(looked, rater)]
    return rows


def _choices(items: Sequence[Answered], rater: str) -> Iterator[tuple[Answered, Choice]]:
    return ((each, choice) for each in items for choice in each.choices if choice.rater == rater)


def _own_row(each: Answered, recipe: Recipe, run: str, model: str, choice: Choice) -> ResultRow:
    return _row(each, recipe, run, model, (choice.option,), choice.order, seconds=choice.seconds)


def _row(  # noqa: PLR0917 (what stands in it)
    each: Answered,
    recipe: Recipe,
    run: str,
    model: str,
    chosen: Sequence[int | None],
    order: tuple[int, ...],
    **said: Any,
) -> ResultRow:
    item = each.asked.item
    options = [option for option in chosen if option is not None]
    found: dict[str, Any] = {"outcome": Outcome.UNPARSED}
    if options:
        found = {
            "outcome": Outcome.ANSWERED,
            "correct": sum(option in item.gold for option in options) / len(chosen),
            "chosen": options[0] if len(chosen) == 1 else None,
            "reply": item.options[options[0]] if len(chosen) == 1 else None,
        }
    return row_of(
        Asking(item, shown=order),
        {
            "run_id": run,
            "model": model,
            **recipe.columns(scenario=item.scenario, scenario_version=each.asked.version, seed=0),
            "option_order": list(order) or None,
            **found,
            **said,
        },
    )


def labels_of(items: Sequence[Answered], rows: Sequence[ResultRow]) -> list[dict[str, str]]:
    """What each person's choice says of models' replies to the same items, as labels for `ch3ef judge check`.

    A reply that commits to the option that a person chose is right to that person, any other is wrong. Replies that
    commit to no option are left out, and so are people who hold no option for right; and replies that are a letter
    alone, of which a judge, who is shown no letters, can say nothing.

    Args:
        items: With what people chose.
        rows: Of models, with replies.

    Returns:
        One record per person and reply: item, model, rater, label, reply.
    """
    by_item = {(each.asked.item.scenario, each.asked.item.id): each for each in items}
    numbers = {rater: f"{PEOPLE}{number}" for number, rater in enumerate(raters_of(items), 1)}
    return [
        {
            "item": row.item_id,
            "model": row.model,
            "rater": numbers[choice.rater],
            "label": "right" if choice.option == row.chosen else "wrong",
            "reply": row.reply,
        }
        for row in rows
        if row.chosen is not None and row.variant == "plain" and (row.scenario, row.item_id) in by_item
        if row.reply and len(re.findall(r"\w", row.reply)) > 1
        for choice in by_item[row.scenario, row.item_id].choices
        if choice.option is not None
    ]

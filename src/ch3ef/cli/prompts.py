"""`ch3ef recipe show`: a recipe in words, and what it says to a model about one item."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ch3ef.errors import InputError
from ch3ef.items import ImageRef
from ch3ef.recipes.asking import lacks
from ch3ef.recipes.instructions import instruct
from ch3ef.recipes.parts import part_of
from ch3ef.recipes.recipe import Recipe
from ch3ef.scenarios import Scenario, load_scenario
from ch3ef.scenarios.catalogue import DEFAULT_SCENARIO, pool_of
from ch3ef.texts import printable

OFFLINE = (DEFAULT_SCENARIO, "semantics-gen", "logic-gen")
"""Sets to take an item from where none is named: they are drawn, so that nothing is downloaded."""


def prompt_lines(recipe: Recipe, scenario: str | None) -> Iterator[str]:
    """What a recipe is, and the messages of its first turn about one item.

    Args:
        recipe: The recipe.
        scenario: The set to take the item from; the first of `OFFLINE` that has one for it by default.

    Raises:
        InputError: No item of the set has what the recipe needs.
    """
    yield f"{recipe.name}, version {recipe.version}: {recipe.description}"
    yield f"turns: {recipe.inferencer}; metric: {recipe.metric}; replies of at most {recipe.max_tokens} tokens"
    source, chosen = _with_an_item(recipe, [scenario] if scenario else list(OFFLINE))
    pool = pool_of(source) if recipe.examples else None
    part = part_of(chosen, recipe, pool=load_scenario(pool, pictures=False) if pool else None, corrupted=False)
    variants = list(dict.fromkeys(str(asked.variant) for asked in part.askings))
    # The richest way: with the most examples in front.
    asked = max(part.askings, key=lambda one: len(one.examples))
    yield f"asked {len(variants)} time(s) per item: {', '.join(variants[:8])}{' ...' if len(variants) > 8 else ''}"
    yield f"item {asked.item.id} of {source}, asked as {asked.variant}:"
    instruction = instruct(asked, recipe)
    for message in instruction.messages:
        yield ""
        yield f"[{message.role}]"
        for said in message.parts:
            yield from ["(picture)"] if isinstance(said, ImageRef) else map(printable, said.split("\n"))
    if recipe.turns[0] == "ppl":
        yield ""
        yield "[options whose likelihood is compared]"
        yield from map(printable, instruction.options)


def _with_an_item(recipe: Recipe, sources: list[str]) -> tuple[str, Scenario]:
    for source in sources:
        whole = load_scenario(source, pictures=False)
        suited = [item for item in whole.items if lacks(item, recipe) is None]
        if suited:
            return source, replace(whole, items=(suited[0],))
    lacked = lacks(whole.items[0], recipe)
    raise InputError(
        f"recipe {recipe.name!r}: no item of {', '.join(sources)} has {lacked}; name a set: --scenario NAME|DIR"
    )

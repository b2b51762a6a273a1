"""Askings that are put to a model one after the other, in one Inspect sample: what they are, and as plain data. Pure.

A local model keeps the keys and values of the prompts that it has read (`models.prefixes`). Asked about the same
pictures again at once, it reads only what is new; asked an hour later, it reads the pictures again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ch3ef.recipes.asking import Asking, asking_from_record
from ch3ef.recipes.recipe import Recipe
from ch3ef.variants import PUSHBACK, Variant


@dataclass(frozen=True, slots=True)
class RecipeAsking:
    """An item as one recipe asks it, once.

    Attributes:
        recipe: How.
        asking: What.
    """

    recipe: Recipe
    asking: Asking


Bundle = tuple[RecipeAsking, ...]
"""Askings of one item, in the order in which they are put to the model; at least one."""

RecipeVariant = tuple[str, str]
"""Name of a recipe, and of a variant."""


def bundled(asked: Iterable[RecipeAsking], *, by_pictures: bool) -> list[Bundle]:
    """Divide askings into what is asked in one sample each.

    A second turn that pushes back always stands with the first turn, which it goes on from.

    Args:
        asked: Askings of one set of items, of any number of recipes.
        by_pictures: Whether all that shows the same pictures of an item is asked together, the examples' pictures
            included; otherwise each asking stands alone. What shows no picture always stands alone: it is short.

    Returns:
        The bundles: those of several askings, then those of one, which are often long (examples in front) and are read
        in batches of their own; each in the order in which their items first occur.
    """
    of_items: dict[str, dict[object, list[RecipeAsking]]] = {}
    for one in asked:
        shown = _pictures(one.asking)
        alone = (one.recipe.name, first_turn(one.asking.variant))
        of_item = of_items.setdefault(one.asking.item.id, {})
        of_item.setdefault(shown if by_pictures and shown else alone, []).append(one)
    bundles = [tuple(bundle) for of_item in of_items.values() for bundle in of_item.values()]
    return sorted(bundles, key=lambda bundle: len(bundle) == 1) if by_pictures else bundles


def _pictures(asked: Asking) -> tuple[str, ...]:
    examples = (image for example in asked.examples for image in example.images)
    return tuple(image.digest for image in (*examples, *asked.images))


def first_turn(variant: Variant) -> Variant:
    """The variant whose reply a second turn goes on from; a variant of one turn itself.

    Example:
        >>> str(first_turn(Variant.parse("ice:fixed:2+pushback"))), str(first_turn(Variant.parse("typos:1")))
        ('ice:fixed:2', 'typos:1')
    """
    return variant.clean if variant.kind == PUSHBACK else variant


def missing(asked: Sequence[tuple[RecipeAsking, bool]]) -> list[RecipeAsking]:
    """What is still to be asked; a first turn is asked again where its second is missing.

    Args:
        asked: All askings of a set, each with whether it has its answer.
    """
    left = [one for one, answered in asked if not answered]
    needed = {_place(one, first_turn(one.asking.variant)) for one in left}
    return [one for one, answered in asked if not answered or _place(one, one.asking.variant) in needed]


def _place(one: RecipeAsking, variant: Variant) -> tuple[str, str, Variant]:
    return (one.recipe.name, one.asking.item.id, variant)


def sample_ids(bundles: Sequence[Bundle]) -> list[str]:
    """A name for each bundle of a task, no two the same: the item's id, with the variant of an asking by itself.

    Args:
        bundles: All that the task asks.
    """
    given: dict[str, None] = {}
    for bundle in bundles:
        given[next(name for name in _names(bundle) if name not in given)] = None
    return list(given)


def _names(bundle: Bundle) -> Iterator[str]:
    first = bundle[0]
    name = first.asking.item.id
    if len(bundle) == 1:
        yield first.asking.id
        name = f"{first.asking.id}|{first.recipe.name}"
    yield name
    number = 2
    while True:
        yield f"{name}|{number}"
        number += 1


def bundle_record(bundle: Bundle) -> dict[str, Any]:
    """A bundle as plain data; `askings_of` reads it back. What all askings share stands there once."""
    item = bundle[0].asking.item.to_record()
    records = []
    for one in bundle:
        record = one.asking.to_record()
        own = record.pop("item")
        records.append({"recipe": one.recipe.name, **record, **({} if own == item else {"item": own})})
    return {"item": item, "askings": records}


def askings_of(record: Mapping[str, Any]) -> list[tuple[str, Asking]]:
    """The askings of a bundle, each with the name of its recipe; the inverse of `bundle_record`.

    Args:
        record: A sample's metadata.
    """
    return [(str(one["recipe"]), asking_from_record({"item": record["item"], **one})) for one in record["askings"]]


def recipe_variants(bundle: Bundle) -> tuple[RecipeVariant, ...]:
    """How a bundle asks its item."""
    return tuple((one.recipe.name, str(one.asking.variant)) for one in bundle)

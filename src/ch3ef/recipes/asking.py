"""Items as a recipe asks them: which ones it suits, in which variants, with which examples in front. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ch3ef.corruptions.places import corrupted_refs
from ch3ef.errors import InputError
from ch3ef.items import ImageRef, Item, image_from_record, item_from_record, option_order
from ch3ef.recipes.examples import examples_for
from ch3ef.recipes.perturbations import perturbed
from ch3ef.recipes.phrasings import STANDARD
from ch3ef.recipes.recipe import TARGETS, Recipe
from ch3ef.recipes.verbalisers import MAX_NAMES, names_of, verbalisers_of
from ch3ef.variants import CORRUPTIONS, PERTURBATIONS, PLAIN, PUSHBACK, VERBALISER, Variant


@dataclass(frozen=True, slots=True)
class Asking:
    """An item, asked once.

    Attributes:
        item: The item.
        variant: The way.
        seed: The run's seed.
        query: The phrasing.
        examples: What stands in front of it, in order.
        shown: The order of its options, where they stood in one of the user's own; empty for the drawn one.
        pictures: What is shown in place of its own pictures; empty for them.
        wording: What is said in place of its own question; empty for it.
    """

    item: Item
    variant: Variant = PLAIN
    seed: int = 0
    query: str = STANDARD
    examples: tuple[Item, ...] = ()
    shown: tuple[int, ...] = ()
    pictures: tuple[ImageRef, ...] = ()
    wording: str = ""

    @property
    def id(self) -> str:
        """The item's id, and the variant where it is not the plain one."""
        return self.item.id if self.variant.is_plain else f"{self.item.id}|{self.variant}"

    @property
    def order(self) -> tuple[int, ...]:
        """For each place as shown or scored, the option's index in the item's own order."""
        if self.shown:
            return self.shown
        order = option_order(self.item, self.seed)
        turn = self.variant.rotation
        return order[turn:] + order[:turn]

    @property
    def images(self) -> tuple[ImageRef, ...]:
        """The item's pictures as they are shown."""
        return self.pictures or self.item.images

    @property
    def question(self) -> str:
        """The item's question as it is asked."""
        return self.wording or self.item.question

    @property
    def names(self) -> tuple[str, ...]:
        """What a reply is to call the options, in the order in which they are shown; empty for their letters."""
        variant = self.variant
        return names_of(variant.detail, len(self.item.options)) if variant.kind == VERBALISER else ()

    def to_record(self) -> dict[str, Any]:
        """Plain data; `asking_from_record` reads it back."""
        altered: dict[str, Any] = {"wording": self.wording} if self.wording else {}
        if self.pictures:
            altered["pictures"] = [image.to_record() for image in self.pictures]
        return {
            "item": self.item.to_record(),
            "variant": str(self.variant),
            "seed": self.seed,
            "query": self.query,
            "examples": [example.to_record() for example in self.examples],
            **altered,
        }


def asking_from_record(record: dict[str, Any]) -> Asking:
    """The inverse of `Asking.to_record`."""
    examples = tuple(item_from_record(example) for example in record["examples"])
    return Asking(
        item_from_record(record["item"]),
        Variant.parse(record["variant"]),
        record["seed"],
        record["query"],
        examples,
        pictures=tuple(image_from_record(image) for image in record.get("pictures", ())),
        wording=record.get("wording", ""),
    )


def lacks(item: Item, recipe: Recipe) -> str | None:
    """What the item would need for the recipe to ask it, in words; None where it has it all."""
    if len(item.options) < 2 and not recipe.open:
        return "options"
    if recipe.inferencer == "ppl -> ppl":
        return None if item.facts("paths") else "a tree of options (`paths`)"
    if recipe.metric in TARGETS:
        return None if item.facts(TARGETS[recipe.metric]) else f"`{TARGETS[recipe.metric]}`"
    if recipe.metric == "yes-no":
        return None if sorted(map(yes_or_no, item.options)) == ["no", "yes"] else "the options yes and no"
    if recipe.corruptions and not item.images:
        return "a picture"
    few_or_many = recipe.verbalisers and not 2 <= len(item.options) <= MAX_NAMES
    return f"2 to {MAX_NAMES} options" if few_or_many else None


def yes_or_no(option: str) -> str:
    """An option of a yes-or-no question without its case and its full stop."""
    return option.strip(" .").lower()


def variants(item: Item, recipe: Recipe) -> tuple[Variant, ...]:
    """The ways in which a recipe asks an item, the plain one first where it is among them.

    Alterations come one at a time, of the first phrasing and the usual order. One that would change nothing of an item
    is left out: corruptions without a picture, typos where no word can have one.

    Example:
        >>> from ch3ef.recipes.recipe import recipe_named
        >>> item = Item("i", "i", "s", "A1", None, "d", "t", "Which?", (), ("a", "b", "c"), (0,))
        >>> [str(variant) for variant in variants(item, recipe_named("rotations"))]
        ['plain', 'rotation:1', 'rotation:2']
    """
    queries = recipe.queries
    rotations = range(len(item.options)) if recipe.rotations else (0,)
    retriever = recipe.examples.retriever if recipe.examples else ""

    def variant(shots: int, query: str, rotation: int, alteration: str) -> Variant:
        phrasing = "" if query == queries[0] else query
        return Variant(phrasing, rotation, retriever if shots else "", shots, alteration)

    usual = [(query, rotation, "") for query in queries for rotation in rotations]
    altered = [(queries[0], 0, alteration) for alteration in _alterations(item, recipe)]
    return tuple(variant(shots, *way) for shots in recipe.shots for way in (*usual, *altered))


def _alterations(item: Item, recipe: Recipe) -> Iterator[str]:
    """What a recipe alters of an item, as variants name it."""
    for verbaliser in (one for group in recipe.verbalisers for one in verbalisers_of(group, len(item.options))):
        # An option that reads as the name of another could not be told from it.
        if {option.casefold().strip(" .") for option in item.options}.isdisjoint(
            name.casefold() for name in names_of(verbaliser, len(item.options))
        ):
            yield f"{VERBALISER}:{verbaliser}"
    if item.images:
        yield from (f"{name}:{severity}" for name in recipe.corruptions for severity in recipe.severities)
    for name in recipe.perturbations:
        if perturbed(item, name) != item.question:
            yield from (f"{name}:{severity}" for severity in recipe.severities) if name != "contractions" else (name,)
    if recipe.pushback:
        yield PUSHBACK


def askings(
    items: Sequence[Item], recipe: Recipe, *, seed: int, pool: Sequence[Item] = (), cache: Path | None = None
) -> list[Asking]:
    """All that a recipe asks of a set of items, item by item.

    Args:
        items: The set.
        recipe: How.
        seed: The run's seed.
        pool: Items that examples may be taken from; those that are asked themselves are left out.
        cache: Where embeddings and corrupted pictures are kept; needed for the latter.

    Returns:
        The items that the recipe suits, each in all its variants. Corrupted pictures are named, not drawn.

    Raises:
        InputError: It suits none of them, or examples are wanted and there are too few.
    """
    asked = [item for item in items if lacks(item, recipe) is None]
    if not asked:
        what, name = (lacks(items[0], recipe), items[0].scenario) if items else ("items", "the scenario")
        raise InputError(f"recipe {recipe.name!r} needs items with {what}; none of {name!r} has that")
    examples: dict[str, tuple[Item, ...]] = {}
    if recipe.examples:
        taken = {item.id for item in asked}
        usable = [item for item in pool if item.id not in taken and lacks(item, recipe) is None]
        examples = examples_for(asked, usable, recipe.examples, seed=seed, cache=cache)
    return [
        _altered(
            Asking(
                item,
                variant,
                seed,
                variant.phrasing or recipe.queries[0],
                _last(examples.get(item.id, ()), variant.shots),
            ),
            cache,
        )
        for item in asked
        for variant in variants(item, recipe)
    ]


def _altered(asked: Asking, cache: Path | None) -> Asking:
    """The asking with what its variant shows or says in place of the item's own pictures or question."""
    item, kind, severity = asked.item, asked.variant.kind, asked.variant.detail
    if kind in CORRUPTIONS:
        if cache is None:
            raise ValueError("corrupted pictures need a place to be kept in")
        shown = corrupted_refs(item.images, kind, int(severity), seed=asked.seed, cache=cache)
        return replace(asked, pictures=shown)
    if kind in PERTURBATIONS:
        return replace(asked, wording=perturbed(item, kind, int(severity or 1), seed=asked.seed))
    return asked


def _last(examples: tuple[Item, ...], shots: int) -> tuple[Item, ...]:
    return examples[len(examples) - shots :]

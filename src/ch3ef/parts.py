"""Parts of a run: a set of items as one recipe asks them, with the examples in front of each."""

from __future__ import annotations

from dataclasses import dataclass

from ch3ef.errors import InputError
from ch3ef.recipes.asking import Asking, askings
from ch3ef.recipes.recipe import Recipe
from ch3ef.scenarios import Scenario
from ch3ef.scenarios.cache import default_cache
from ch3ef.scenarios.catalogue import make_pictures, silent
from ch3ef.scenarios.scenario import Progress


@dataclass(frozen=True, slots=True)
class Part:
    """A set of items as one recipe asks them.

    Attributes:
        scenario: The set.
        recipe: How.
        askings: Every item that the recipe suits, in every variant, with the examples in front.
        pool: Name and version of the set that examples were taken from; None where there are none.
    """

    scenario: Scenario
    recipe: Recipe
    askings: tuple[Asking, ...]
    pool: str | None = None


def part_of(
    scenario: Scenario, recipe: Recipe, *, seed: int = 0, pool: Scenario | None = None, progress: Progress = silent
) -> Part:
    """Work out what a recipe asks of a set; pictures of examples are drawn where the pool is a generated one.

    Args:
        scenario: The set, its pictures there.
        recipe: How.
        seed: The run's seed.
        pool: Where examples are taken from, its pictures not yet checked; needed where the recipe shows examples.
        progress: Told how many pictures of examples are drawn.

    Raises:
        InputError: The recipe suits no item, or there are too few examples for some.
    """
    if recipe.examples is None:
        return Part(scenario, recipe, tuple(askings(scenario.items, recipe, seed=seed)))
    if pool is None:
        raise InputError(
            f"recipe {recipe.name!r} shows examples, and no set is known to take them from for {scenario.name!r}; "
            "name one: --pool NAME|DIR (items that are asked themselves are left out)"
        )
    if recipe.examples.retriever == "topk_image":
        make_pictures(pool, pool.items, progress)
    asked = askings(scenario.items, recipe, seed=seed, pool=pool.items, cache=default_cache())
    make_pictures(pool, list({example.id: example for one in asked for example in one.examples}.values()), progress)
    return Part(scenario, recipe, tuple(asked), f"{pool.name}@{pool.version}")

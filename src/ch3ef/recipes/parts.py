"""Parts of a run: a set of items as one recipe asks them, with the examples in front of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ch3ef.corruptions.corrupting import ToCorrupt, make_corrupted
from ch3ef.errors import InputError
from ch3ef.recipes.asking import Asking, askings, lacks
from ch3ef.recipes.recipe import Recipe
from ch3ef.scenarios import Scenario
from ch3ef.scenarios.cache import default_cache
from ch3ef.scenarios.catalogue import make_pictures, no_progress
from ch3ef.scenarios.scenario import Progress
from ch3ef.variants import is_twin, untwinned


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


def chosen(scenario: Scenario, recipe: Recipe, limit: int | None, seed: int = 0) -> Scenario:
    """The items of a set that suit a recipe, at most a number of them; the whole set where there is no limit.

    Args:
        scenario: The set.
        recipe: How it is to be asked.
        limit: How many items to ask; None for all.
        seed: The run's seed.
    """
    if limit is None:
        return scenario
    suited = tuple(item for item in scenario.items if lacks(item, recipe) is None)
    # Where none suits, whoever asks says why, of the items that there are.
    return replace(scenario, items=suited or scenario.items).limited(limit, seed)


def chosen_together(asked: Sequence[tuple[Scenario, Recipe]], limit: int | None, seed: int = 0) -> list[Scenario]:
    """What `chosen` takes of each of several sets; of twins beside their set, those of the items that it takes there.

    So every twin is asked for a pair, and a limit takes of a set what it takes of the set alone.

    Args:
        asked: Sets, each with the recipe that asks it.
        limit: How many items of each to ask at most; None for all.
        seed: The run's seed.
    """
    found = {
        (scenario.name, recipe.name): chosen(scenario, recipe, limit, seed)
        for scenario, recipe in asked
        if limit is None or not is_twin(scenario.name)
    }
    for scenario, recipe in asked:
        if (scenario.name, recipe.name) not in found:
            beside = found.get((untwinned(scenario.name), recipe.name))
            twins = scenario if beside is None else _partners(scenario, beside)
            found[scenario.name, recipe.name] = chosen(twins, recipe, limit, seed)
    return [found[scenario.name, recipe.name] for scenario, recipe in asked]


def _partners(twins: Scenario, beside: Scenario) -> Scenario:
    """The twins of some items; all, where they have none."""
    pairs = {item.pair for item in beside.items if item.pair}
    return replace(twins, items=tuple(item for item in twins.items if item.pair in pairs) or twins.items)


def part_of(
    scenario: Scenario,
    recipe: Recipe,
    *,
    seed: int = 0,
    pool: Scenario | None = None,
    progress: Progress = no_progress,
    corrupted: bool = True,
) -> Part:
    """Work out what a recipe asks of a set; pictures of examples are drawn where the pool is a generated one.

    Args:
        scenario: The set, its pictures there.
        recipe: How.
        seed: The run's seed.
        pool: Where examples are taken from, its pictures not yet checked; needed where the recipe shows examples.
        progress: Told how many pictures of examples are drawn, then how many corrupted ones.
        corrupted: Whether corrupted pictures are drawn, as they must be to be shown.

    Raises:
        InputError: The recipe suits no item, or there are too few examples for some.
    """
    asked, source = _asked(scenario, recipe, seed, pool, progress)
    if corrupted:
        make_corrupted(_to_corrupt(asked), progress)
    return Part(scenario, recipe, tuple(asked), source)


def _asked(
    scenario: Scenario, recipe: Recipe, seed: int, pool: Scenario | None, progress: Progress
) -> tuple[list[Asking], str | None]:
    if recipe.examples is None:
        return askings(scenario.items, recipe, seed=seed, cache=default_cache()), None
    if pool is None:
        raise InputError(
            f"recipe {recipe.name!r} shows examples, and no set is known to take them from for {scenario.name!r}; "
            "name one: --pool NAME|DIR (items that are asked themselves are left out)"
        )
    if recipe.examples.retriever == "topk_image":
        make_pictures(pool, pool.items, progress)
    asked = askings(scenario.items, recipe, seed=seed, pool=pool.items, cache=default_cache())
    make_pictures(pool, list({example.id: example for one in asked for example in one.examples}.values()), progress)
    return asked, f"{pool.name}@{pool.version}"


def _to_corrupt(asked: Sequence[Asking]) -> list[ToCorrupt]:
    return [
        ToCorrupt(shown, original, one.variant.kind, int(one.variant.detail), one.seed)
        for one in asked
        for shown, original in zip(one.pictures, one.item.images, strict=False)
    ]

"""Inspect's entry point: `inspect eval ch3ef/human_value --model ...` finds tasks and providers here."""

from __future__ import annotations

from collections.abc import Callable

from inspect_ai import Task, task
from inspect_ai.model import ModelAPI, modelapi

from ch3ef.recipes.bundles import RecipeAsking, bundled
from ch3ef.recipes.parts import chosen, part_of
from ch3ef.recipes.recipe import RECIPES, Recipe
from ch3ef.running.tasks import inspect_task
from ch3ef.scenarios import load_scenario
from ch3ef.scenarios.catalogue import DEFAULT_SCENARIO, make_pictures, pool_of


@modelapi(name="ch3ef-hf")
def huggingface() -> type[ModelAPI]:
    """Local vision-language models; torch is imported only when one is opened."""
    from ch3ef.models.huggingface import HuggingFaceAPI

    return HuggingFaceAPI


@modelapi(name="reference")
def reference() -> type[ModelAPI]:
    """Reference answerers."""
    from ch3ef.models.reference_api import ReferenceAPI

    return ReferenceAPI


def _task_of(recipe: Recipe) -> Callable[..., Task]:
    """The recipe as a task of Inspect's registry."""

    def make(scenario: str | None = None, limit: int | None = None, seed: int = 0, pool: str | None = None) -> Task:
        name = scenario or recipe.scenario or DEFAULT_SCENARIO
        examples_from = (pool or pool_of(name)) if recipe.examples else None
        loaded = chosen(load_scenario(name, pictures=False), recipe, limit, seed)
        make_pictures(loaded, loaded.items)
        part = part_of(
            loaded,
            recipe,
            seed=seed,
            pool=load_scenario(examples_from, pictures=False) if examples_from else None,
        )
        return inspect_task(
            bundled((RecipeAsking(recipe, asked) for asked in part.askings), by_pictures=False),
            name=recipe.name,
            seed=seed,
            scenario=loaded.name,
            scenario_version=loaded.version,
            facts={},
        )

    make.__doc__ = recipe.description
    return task(name=recipe.name.replace("-", "_"))(make)


globals().update({recipe.name.replace("-", "_"): _task_of(recipe) for recipe in RECIPES})

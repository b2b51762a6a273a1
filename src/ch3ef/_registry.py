"""Inspect's entry point: `inspect eval ch3ef/human_value --model ...` finds tasks and providers here."""

from __future__ import annotations

from inspect_ai import Task, task
from inspect_ai.model import ModelAPI, modelapi

from ch3ef.recipes.recipe import recipe_named
from ch3ef.recipes.tasks import inspect_task
from ch3ef.scenarios import load_scenario


@modelapi(name="ch3ef-hf")
def huggingface() -> type[ModelAPI]:
    """Local vision-language models; torch is imported only when one is opened."""
    from ch3ef.models.huggingface import HuggingFaceAPI

    return HuggingFaceAPI


@modelapi(name="reference")
def reference() -> type[ModelAPI]:
    """Reference answerers."""
    from ch3ef.models.reference import ReferenceAPI

    return ReferenceAPI


def _task(recipe: str, scenario: str, limit: int | None, seed: int) -> Task:
    loaded = load_scenario(scenario, limit=limit)
    return inspect_task(
        loaded.items,
        recipe_named(recipe),
        seed=seed,
        scenario=loaded.name,
        scenario_version=loaded.version,
        facts={},
    )


@task
def human_value(scenario: str = "ch3ef-gen", limit: int | None = None, seed: int = 0) -> Task:
    """The paper's recipe: the option that the model finds likeliest is its answer."""
    return _task("human-value", scenario, limit, seed)


@task
def human_value_direct(scenario: str = "ch3ef-gen", limit: int | None = None, seed: int = 0) -> Task:
    """Options with letters; the reply is read."""
    return _task("human-value-direct", scenario, limit, seed)

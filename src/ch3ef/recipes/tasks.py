"""Recipe x items -> Inspect task."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from inspect_ai import Task
from inspect_ai.dataset import MemoryDataset, Sample

from ch3ef.recipes.asking import Asking
from ch3ef.recipes.inferencers import ask
from ch3ef.recipes.instructions import instruct
from ch3ef.recipes.metrics import credit
from ch3ef.recipes.recipe import Recipe
from ch3ef.recipes.scoring import target_of


def inspect_task(
    asked: Sequence[Asking],
    recipe: Recipe,
    *,
    seed: int,
    scenario: str,
    scenario_version: str,
    facts: Mapping[str, str],
) -> Task:
    """An Inspect task that asks items under the recipe.

    Args:
        asked: The items still to be asked, as they are asked.
        recipe: How.
        seed: The run's seed.
        scenario: Name of the set.
        scenario_version: Digest of its content.
        facts: Further facts for the log (model as typed, run id).

    Returns:
        The task; one sample per asking, whose metadata holds it.
    """
    samples = [
        Sample(
            id=one.id,
            input=instruct(one, recipe).messages[-1].text,
            target=target_of(one.item, recipe.metric) or [one.item.options[i] for i in one.item.gold],
            metadata={"asking": one.to_record()},
        )
        for one in asked
    ]
    return Task(
        name=recipe.name,
        dataset=MemoryDataset(samples, name=scenario),
        solver=ask(recipe.source),
        scorer=credit(recipe.source),
        version=recipe.version,
        metadata={**recipe.columns(scenario=scenario, scenario_version=scenario_version, seed=seed), **facts},
    )

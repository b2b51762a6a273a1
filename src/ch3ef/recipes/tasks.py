"""Recipe x scenario -> Inspect task."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from inspect_ai import Task
from inspect_ai.dataset import MemoryDataset, Sample

from ch3ef.items import Item
from ch3ef.recipes.inferencers import INFERENCERS
from ch3ef.recipes.instructions import instruct
from ch3ef.recipes.metrics import METRICS
from ch3ef.recipes.recipe import Recipe


def inspect_task(
    items: Sequence[Item], recipe: Recipe, *, seed: int, scenario: str, scenario_version: str, facts: Mapping[str, str]
) -> Task:
    """An Inspect task that asks the items under the recipe.

    Args:
        items: The items still to be asked.
        recipe: How.
        seed: The run's seed.
        scenario: Name of the set.
        scenario_version: Digest of its content.
        facts: Further facts for the log (model as typed, run id).

    Returns:
        The task; one sample per item, whose metadata holds the item.
    """
    samples = [
        Sample(
            id=item.id,
            input=instruct(item, recipe, seed).messages[-1].text,
            target=[item.options[i] for i in item.gold],
            metadata={"item": item.to_record()},
        )
        for item in items
    ]
    return Task(
        name=recipe.name,
        dataset=MemoryDataset(samples, name=scenario),
        solver=INFERENCERS[recipe.inferencer](recipe.source, seed),
        scorer=METRICS[recipe.metric](),
        version=recipe.version,
        metadata={**recipe.columns(scenario=scenario, scenario_version=scenario_version, seed=seed), **facts},
    )

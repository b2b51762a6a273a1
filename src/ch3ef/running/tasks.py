"""Bundles of askings -> Inspect task."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from inspect_ai import Task
from inspect_ai._util.appdirs import inspect_data_dir
from inspect_ai.dataset import MemoryDataset, Sample

from ch3ef.errors import InputError
from ch3ef.models.settings import UNSET, GenerationSettings
from ch3ef.recipes.bundles import Bundle, bundle_record, recipe_variants, sample_ids
from ch3ef.recipes.instructions import instruct
from ch3ef.recipes.scoring import target_of
from ch3ef.running.inferencers import ask
from ch3ef.running.scorer import credit
from ch3ef.temporaries import temporary_file

RECIPES = "recipes"
"""Where a task's metadata hold, per recipe, the columns of the results table that say how it asks."""
WAYS = "ways"
"""Where a task's metadata hold the lists of (recipe, variant) by which its samples ask."""
WAYS_OF = "asks_by"
"""Where a sample's metadata hold which of these lists is its own. Summaries of samples hold it too, being short."""
ITEM = "item_id"
"""Where a sample's metadata, and its summary's, hold the item's id."""


def check_engine() -> None:
    """Check what Inspect cannot do without: a folder of the user's for what it keeps of running evaluations.

    Raises:
        InputError: That cannot be written.
    """
    try:
        folder = inspect_data_dir(None)
        with temporary_file(folder):
            pass
    except (OSError, RuntimeError) as error:
        where = f" {error.filename}" if isinstance(error, OSError) and error.filename else ""
        reason = error.strerror if isinstance(error, OSError) else error
        raise InputError(
            f"Inspect cannot write to your home folder{where} ({reason}); set XDG_DATA_HOME to a folder that can be "
            "written"
        ) from error


def inspect_task(
    bundles: Sequence[Bundle],
    *,
    name: str,
    seed: int,
    scenario: str,
    scenario_version: str,
    facts: Mapping[str, str],
    settings: GenerationSettings = UNSET,
) -> Task:
    """An Inspect task that asks items of one set.

    Args:
        bundles: What is still to be asked, by any number of recipes.
        name: What Inspect calls it.
        seed: The run's seed.
        scenario: Name of the set.
        scenario_version: Digest of its content.
        facts: Further facts for the log (model as typed, run id).
        settings: Of the model's replies.

    Returns:
        The task; one sample per bundle, whose metadata holds it.
    """
    recipes = {one.recipe.name: one.recipe for bundle in bundles for one in bundle}
    ways = list(dict.fromkeys(map(recipe_variants, bundles)))
    samples = []
    for sample_id, bundle in zip(sample_ids(bundles), bundles, strict=True):
        first = bundle[0].asking.item
        samples.append(
            Sample(
                id=sample_id,
                input=instruct(bundle[0].asking, bundle[0].recipe).messages[-1].text,
                target=target_of(first, bundle[0].recipe.metric) or [first.options[i] for i in first.gold],
                metadata={**bundle_record(bundle), ITEM: first.id, WAYS_OF: ways.index(recipe_variants(bundle))},
            )
        )
    sources = [recipe.source for recipe in recipes.values()]
    columns = [
        recipe.columns(scenario=scenario, scenario_version=scenario_version, seed=seed) for recipe in recipes.values()
    ]
    return Task(
        name=name,
        dataset=MemoryDataset(samples, name=scenario),
        solver=ask(sources, model=facts.get("model", ""), settings=settings.facts()),
        scorer=credit(sources),
        version="+".join(sorted(recipe.version for recipe in recipes.values())),
        metadata={RECIPES: columns, WAYS: ways, **facts},
    )

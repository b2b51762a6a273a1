"""What is still to be asked, cut into what one model is asked of one set, and who asks it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ch3ef.models.names import ModelName
from ch3ef.recipes.bundles import Bundle, RecipeAsking, bundled, missing
from ch3ef.recipes.parts import Part
from ch3ef.results import RowKey
from ch3ef.running.pace import Kind, usual_work
from ch3ef.running.planned import Engine, RunPlan
from ch3ef.scenarios import Scenario

if TYPE_CHECKING:
    from ch3ef.running.lanes import Lane


@dataclass(frozen=True, slots=True)
class Job:
    """What one model is still to be asked of one set: an Inspect task."""

    model: ModelName
    name: str
    scenario: Scenario
    bundles: tuple[Bundle, ...]


def jobs_left(plan: RunPlan, wanted: Callable[[RowKey], bool]) -> Iterator[Job]:
    """What is still to be asked, of that which is wanted."""
    for model in plan.models:
        for name, parts in _tasks(plan, model):
            every = [(part, RecipeAsking(part.recipe, asked)) for part in parts for asked in part.askings]
            left = missing([(one, not wanted(plan.key(model, part, one.asking))) for part, one in every])
            if left:
                bundles = bundled(left, by_pictures=keeps_prompts(model))
                yield Job(model, name, parts[0].scenario, tuple(bundles))


def _tasks(plan: RunPlan, model: ModelName) -> Iterator[tuple[str, list[Part]]]:
    """What makes up one Inspect task, with its name: a part, or all parts of a set where they share its pictures."""
    if not keeps_prompts(model):
        yield from ((part.recipe.name, [part]) for part in plan.parts)
        return
    of_sets: dict[str, list[Part]] = {}
    for part in plan.parts:
        of_sets.setdefault(part.scenario.name, []).append(part)
    for name, parts in of_sets.items():
        yield parts[0].recipe.name if len(parts) == 1 else name, parts


def keeps_prompts(model: ModelName) -> bool:
    """Whether a model goes on from a prompt that it has read, so that it is asked all about one picture at once."""
    return model.provider == "ch3ef-hf"


def counted_by_kind(jobs: Sequence[Job]) -> Counter[Kind]:
    """What is to be asked, counted by kind."""
    return Counter(
        Kind(job.model.name, one.recipe.name, usual_work(one.recipe), local=keeps_prompts(job.model))
        for job in jobs
        for bundle in job.bundles
        for one in bundle
    )


def engine_of(plan: RunPlan, job: Job) -> Engine:
    """What asks this."""
    from ch3ef.running.lean import why_not

    if plan.engine == "batch" and job.model.served:
        return "batch"
    by_lean = plan.engine != "inspect" and not why_not(
        job.model, [one.recipe for bundle in job.bundles for one in bundle]
    )
    return "lean" if by_lean else "inspect"


def lanes_of(plan: RunPlan, jobs: Sequence[Job], run_id: str) -> list[Lane]:
    """What each model is to be asked, with the columns of its rows."""
    from ch3ef.running.lanes import Columns, Lane

    def columns(job: Job) -> Columns:
        own = {"run_id": run_id, "model": job.model.name}
        of_set = {"scenario": job.scenario.name, "scenario_version": job.scenario.version}
        recipes = {one.recipe.name: one.recipe for bundle in job.bundles for one in bundle}
        return {name: {**recipe.columns(**of_set, seed=plan.seed), **own} for name, recipe in recipes.items()}

    models = {job.model.name: job.model for job in jobs}
    asked: dict[str, list[tuple[Bundle, Columns]]] = {name: [] for name in models}
    for job in jobs:
        found = columns(job)
        asked[job.model.name] += [(bundle, found) for bundle in job.bundles]
    return [Lane(models[name], plan.settings_of(models[name]), bundles) for name, bundles in asked.items()]

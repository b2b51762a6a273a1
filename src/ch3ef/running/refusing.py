"""What is refused before the first item is asked: plans that cannot work, engines and models that do not answer."""

from __future__ import annotations

from collections.abc import Sequence

from ch3ef.errors import InputError, RunError
from ch3ef.judges.judge import check_answering, check_judges, check_openable
from ch3ef.models.checkpoints import check_local
from ch3ef.models.names import ModelName, check_distinct
from ch3ef.models.settings import UNSET, GenerationSettings, check_settings
from ch3ef.recipes.recipe import Recipe, direct_counterpart
from ch3ef.running.batch_journal import under_way
from ch3ef.running.folder import RunFolder
from ch3ef.running.jobs import Job, engine_of
from ch3ef.running.planned import Engine, RunPlan
from ch3ef.running.unparsed import check_reader
from ch3ef.running.until import check_until
from ch3ef.running.workers import check_workers
from ch3ef.texts import storable


def check_dry(plan: RunPlan) -> None:
    """Refuse what a run of the plan would refuse, as far as that is known without keys, packages and weights.

    Raises:
        InputError: As `run`.
    """
    from ch3ef.models.opening import check_arguments

    check_plan(plan, dry=True)
    for model in plan.models:
        check_arguments(model)


def check_plan(plan: RunPlan, *, trial: bool = False, dry: bool = False) -> None:
    """Refuse a plan that cannot work.

    Args:
        plan: It.
        trial: Whether only its beginning is asked.
        dry: Whether nothing is asked, so that no key is needed.

    Raises:
        InputError: As `run`.
    """
    recipes = list({part.recipe.name: part.recipe for part in plan.parts}.values())
    check_names(plan.models, recipes, list({part.scenario.name for part in plan.parts}), plan.judges, plan.settings)
    check_reader(plan.reader, recipes)
    _check_engine(plan, dry=dry)
    check_workers(plan.workers, plan.models)
    if plan.until_width is not None:
        batched = plan.engine == "batch"
        other = {"--trial": trial, "--shard": plan.shard, "--suite": plan.suite, "--engine batch": batched}
        check_until(plan.parts, plan.until_width, other)


def check_names(
    models: Sequence[ModelName],
    recipes: Sequence[Recipe],
    scenarios: Sequence[str],
    judges: Sequence[str] = (),
    settings: GenerationSettings = UNSET,
) -> None:
    """Refuse what cannot work before anything is loaded or asked.

    Raises:
        InputError: Two models of one name, a local model whose folder is not there or lacks a part, a repeated recipe
            or scenario, a model that cannot report likelihoods under a recipe that needs them, a recipe whose replies
            nobody is to judge, judges that no recipe uses, or settings that would have no effect.
    """
    check_distinct(models, "--model")
    check_local([*models, *check_judges(judges)])
    judged = [recipe.name for recipe in recipes if recipe.judged]
    if judged and not judges:
        raise InputError(
            f"recipe {judged[0]!r} needs a judge to grade the replies; name a model: --judge PROVIDER/MODEL"
        )
    if judges and not judged:
        raise InputError(
            f"--judge {judges[0]}: no recipe of this run uses a judge; add --recipe human-value-open, or remove --judge"
        )
    for kind, names in (
        ("recipe", [recipe.name for recipe in recipes]),
        ("scenario", list(scenarios)),
    ):
        unfit = next((name for name in names if storable(name) != name), None)
        if unfit is not None:
            raise InputError(f"{kind} {unfit!r}: holds bytes that are not UTF-8, which no file of a run can hold")
        repeated = next((name for name in names if names.count(name) > 1), None)
        if repeated is not None:
            raise InputError(f"{kind} {repeated!r} is given twice; expected each once")
    needing = [recipe.name for recipe in recipes if recipe.likelihoods]
    for model in models:
        if needing and not model.scores_options:
            raise InputError(
                f"model {model.name!r}: {model.provider} does not report the likelihood of given answers, which recipe "
                f"{needing[0]!r} needs; use --recipe {direct_counterpart()}"
                + (
                    ", or add ?prompt_logprobs=true if its server returns them"
                    if model.provider == "openai-api"
                    else ""
                )
            )
    silent = "" if any(recipe.generates for recipe in recipes) else "".join(recipe.name for recipe in recipes[:1])
    check_settings(models, settings, silent)


def _check_engine(plan: RunPlan, *, dry: bool) -> None:
    """Refuse an engine where it cannot ask; what costs nothing needs no key."""
    if plan.hedge and plan.engine in {"batch", "inspect"}:
        raise InputError(f"--hedge: engine {plan.engine} never asks twice; remove --hedge, or --engine {plan.engine}")
    if plan.hedge and plan.until_width is not None:
        raise InputError(
            "--hedge: --until-width asks in rounds, each too short to tell what is slow; remove one of them"
        )
    if plan.hedge and all(model.provider == "reference" for model in plan.models):
        raise InputError("--hedge: reference answerers are on no server, and answer at once; remove --hedge")
    engine = "lean" if plan.hedge else plan.engine
    if engine not in {"lean", "batch"}:
        return
    from ch3ef.models.servers import without_key
    from ch3ef.running import batch, lean

    recipes = [part.recipe for part in plan.parts]
    for model in plan.models:
        why_not = {
            "lean": lambda model=model: lean.why_not(model, recipes),
            "batch": lambda model=model: batch.why_not(model, recipes, plan.settings_of(model)),
        }
        reason = why_not[engine]()
        keyless = reason == without_key(model)
        if reason and not (dry and keyless):
            option, given = ("--hedge", "--hedge") if plan.hedge else ("--engine", f"--engine {engine}")
            remedy = "set it there" if keyless else f"leave {option} away, and another engine does"
            raise InputError(f"{given} does not ask model {model.name!r}: {reason}; {remedy}")


def check_batches(plan: RunPlan, jobs: Sequence[Job], folder: RunFolder) -> None:
    """Refuse to ask, and to pay, for what is under way in batches."""
    left = [] if plan.engine == "batch" else under_way(folder.path).values()
    for made in left:
        if made.model in {job.model.name for job in jobs}:
            raise InputError(
                f"{folder.path}: a batch of model {made.model!r} is under way{made.id and f' ({made.id})'}, and would "
                "be paid for twice; say --engine batch to go on with it"
            )


def check_askable(plan: RunPlan, jobs: Sequence[Job]) -> None:
    """Refuse who cannot be asked, before the first item; every client is built before the first request."""
    from ch3ef.models.first_request import check_answers

    names = {job.model.name: job.model for job in jobs}
    asked_by: dict[Engine, list[Job]] = {"lean": [], "batch": [], "inspect": []}
    for job in jobs:
        asked_by[engine_of(plan, job)].append(job)
    by_inspect = asked_by["inspect"]
    for model in names.values():
        if model.provider == "ch3ef-hf":
            from ch3ef.models.opening import check_checkpoint

            check_checkpoint(model)
    check_openable(plan.judges)
    check_openable([plan.reader] if plan.reader else [])
    if by_inspect:
        from ch3ef.running.tasks import check_engine

        check_engine()
    most = max(part.recipe.max_tokens for part in plan.parts)
    ways = {name: engine for engine, own in asked_by.items() for name in (job.model.name for job in own)}
    check_answers("model", list(names.values()), plan.all_settings, most, ways)
    check_answering(plan.judges)
    check_answering([plan.reader] if plan.reader else [])
    _check_likelihoods(by_inspect)


def _check_likelihoods(jobs: Sequence[Job]) -> None:
    """Refuse a served model whose likelihoods hang on what else it was asked, before the first item."""
    from ch3ef.models.probe import probe_model
    from ch3ef.recipes.instructions import question_of

    for model in {job.model.name: job.model for job in jobs}.values():
        bundles = (bundle for job in jobs if job.model == model for bundle in job.bundles)
        one = next((one for bundle in bundles for one in bundle if one.recipe.likelihoods), None)
        if one is None or not model.served or model.started:
            continue
        found = probe_model(model, [question_of(one.asking, one.recipe)])
        if found.faults:
            raise RunError(
                f"model {model.name!r}: {'; '.join(found.faults)}. Nothing was asked; `ch3ef models check` tells more, "
                f"and recipe {direct_counterpart()!r} needs no likelihoods"
            )

"""Runs: models x (scenarios as recipes ask them) in one folder, resumable at any moment.

A run's folder holds `run.json` (what is asked), `items.jsonl` (the items), `finished.jsonl` (a row the moment its item
is finished), `logs/` (Inspect's logs, for its viewer) and, at the end, `results.parquet` and `summary.json`.
"""

from __future__ import annotations

import errno
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

import ch3ef
from ch3ef.errors import InputError, RunError, StoppedError
from ch3ef.items import ORDER_VERSION, Item
from ch3ef.judges.judge import check_answering, check_judges, check_openable, open_panel
from ch3ef.models.checkpoints import check_local
from ch3ef.models.names import ModelName, check_distinct, fingerprint
from ch3ef.models.settings import UNSET, GenerationSettings, check_settings, settings_of
from ch3ef.reading import RULES_VERSION
from ch3ef.recipes.asking import Asking
from ch3ef.recipes.bundles import Bundle, RecipeAsking, bundled, missing
from ch3ef.recipes.parts import Part
from ch3ef.recipes.recipe import Recipe, direct_counterpart
from ch3ef.results import ResultRow, RowKey
from ch3ef.running.arrivals import kept_in
from ch3ef.running.batch_journal import under_way
from ch3ef.running.folder import RunFolder, open_run_folder
from ch3ef.running.judging import judge_rows, unjudged
from ch3ef.running.merging import check_beside
from ch3ef.running.pace import Kind, usual_work
from ch3ef.running.prices import Price, Prices
from ch3ef.running.shards import Shard, Share, share_of
from ch3ef.running.stopping import stoppable
from ch3ef.running.streaks import Streaks
from ch3ef.running.unparsed import check_reader, left_unparsed, read_unparsed
from ch3ef.running.until import check_until, drawn, enough
from ch3ef.running.workers import Workers, check_workers
from ch3ef.scenarios import Scenario
from ch3ef.secrets import redacted
from ch3ef.texts import storable

if TYPE_CHECKING:
    from inspect_ai import Task
    from inspect_ai.model import Model

    from ch3ef.running.lanes import Lane


Engine = Literal["auto", "lean", "inspect", "batch"]


@dataclass(frozen=True, slots=True)
class RunPlan:
    """What a run asks of whom.

    Attributes:
        models: The models, in the order of the tables.
        parts: What each is asked.
        seed: Seeds the option order and whatever else is drawn for an item.
        limit: Items per scenario and recipe; None for all.
        max_connections: Requests under way at once per served model; None for Inspect's own default.
        judges: Names of the models that grade replies, where a recipe wants that.
        suite: Name of the suite that the parts make up; empty for none.
        reader: Name of the model that reads replies which stay unparsed; empty for none.
        settings: Of the replies of the models, where a model's name does not say otherwise.
        shard: Which piece of it is asked here; None for all of it.
        prices: What tokens cost, as far as it was said; no part of what the run is.
        engine: What asks served models: the lean engine where it can, one of the two alone, or their vendors' batch
            interfaces. No part of what the run is: each goes on with what another began.
        workers: By whom local models are asked; None for this process. No part of what the run is either.
        until_width: Ask items in a random order, and of each model and part no more once half the width of the interval
            of its accuracy (`ch3ef.stats.sequential`) is at most this; None for all.
        hedge: Ask a second time what takes long, and take the first reply (`ch3ef.models.hedging`). No part of what the
            run is.
    """

    models: tuple[ModelName, ...]
    parts: tuple[Part, ...]
    seed: int = 0
    limit: int | None = None
    max_connections: int | None = None
    judges: tuple[str, ...] = ()
    suite: str = ""
    reader: str = ""
    settings: GenerationSettings = UNSET
    shard: Shard | None = None
    prices: Prices | None = None
    engine: Engine = "auto"
    workers: Workers | None = None
    until_width: float | None = None
    hedge: bool = False

    def settings_of(self, model: ModelName) -> GenerationSettings:
        """How a model's replies are drawn and how long they may be; nothing, where no recipe lets it generate."""
        generates = any(part.recipe.generates for part in self.parts)
        return settings_of(model, self.settings) if generates else UNSET

    @property
    def all_settings(self) -> dict[str, GenerationSettings]:
        """The same by model."""
        return {model.name: self.settings_of(model) for model in self.models}

    def facts(self) -> dict[str, object]:
        """What makes two plans the same run: kept in `run.json` and compared on resuming."""
        settings = {name: facts for name, own in self.all_settings.items() if (facts := own.facts())}
        return {
            "models": {model.name: model.identity for model in self.models},
            "checkpoints": {model.name: fingerprint(model) for model in self.models},
            "rules": {"ch3ef": ch3ef.__version__, "reading": RULES_VERSION, "order": ORDER_VERSION},
            "recipes": {part.recipe.name: part.recipe.version for part in self.parts},
            "scenarios": {part.scenario.name: part.scenario.version for part in self.parts},
            "parts": [[part.scenario.name, part.recipe.name, part.pool] for part in self.parts],
            "seed": self.seed,
            "limit": self.limit,
            **({"judges": _identities(self.judges)} if self.judges else {}),
            **({"suite": self.suite} if self.suite else {}),
            **({"selection": self._digest()} if self.suite or self.limit is not None else {}),
            **({"reader": _identities([self.reader])} if self.reader else {}),
            **({"settings": settings} if settings else {}),
            **({"until_width": self.until_width} if self.until_width is not None else {}),
        }

    def technical(self) -> dict[str, dict[str, str]]:
        """Where and how each model, and each judge, is computed: kept in `run.json`, no part of what the run is."""
        return {name: model.technical for name, model in self._everyone() if model.technical}

    def priced(self) -> dict[str, Price]:
        """The price of each model, and of each judge, where it is known: kept in `run.json` for reports."""
        return {name: price for name, model in self._everyone() if (price := self.price_of(name, model)) is not None}

    def price_of(self, name: str, model: ModelName) -> Price | None:
        """What a model's, or a judge's, tokens cost, in batches the half; None where that is not known.

        Args:
            name: As `run.json` has it, by which judges are told from models.
            model: The model.
        """
        price = self.prices.of(model) if self.prices is not None else None
        in_batches = self.engine == "batch" and name == model.name and model.served
        return price.half if price is not None and in_batches else price

    def _everyone(self) -> Iterator[tuple[str, ModelName]]:
        """Models, judges and the reader, by the names that `run.json` has for them."""
        yield from ((model.name, model) for model in self.models)
        for grader in (*check_judges(self.judges), *check_judges([self.reader] if self.reader else [])):
            yield f"judge {grader.name}", grader

    def _digest(self) -> str:
        """What is asked of each set, which a suite's name and a limit do not settle."""
        asked = [[part.recipe.name, *(asked.id for asked in part.askings)] for part in self.parts]
        return hashlib.sha256(repr(asked).encode()).hexdigest()[:12]

    def share(self) -> Share | None:
        """What the shard asks; None where all is asked.

        Raises:
            InputError: There are more shards than pictures.
        """
        return None if self.shard is None else share_of(self.parts, self.shard, self.facts())

    def _asked(self) -> list[tuple[Part, Sequence[Asking]]]:
        """The askings of each part, of a shard its own."""
        share = self.share()
        if share is None:
            return [(part, part.askings) for part in self.parts]
        pieces = zip(self.parts, share.places, strict=True)
        return [(part, [part.askings[place] for place in places]) for part, places in pieces]

    def asked_items(self) -> Iterator[tuple[str, Item]]:
        """Name of the scenario and the item, for everything that is asked; variants of an item repeat it."""
        for part, askings in self._asked():
            for asked in askings:
                yield part.scenario.name, asked.item

    def row_keys(self) -> Iterator[RowKey]:
        """Keys of all rows that the run, or its shard, is to give, in the order of the tables."""
        for model, (part, askings) in product(self.models, self._asked()):
            for asked in askings:
                yield self.key(model, part, asked)

    def queues(self) -> list[list[RowKey]]:
        """Keys of the rows of each model and part, in an order drawn at random."""
        orders = [(part, drawn(part, self.seed)) for part in self.parts]
        return [[self.key(model, part, one) for one in order] for model in self.models for part, order in orders]

    def key(self, model: ModelName, part: Part, asked: Asking) -> RowKey:
        """Key of the row of one item, asked once."""
        return (model.name, part.recipe.name, part.scenario.name, asked.item.id, str(asked.variant), self.seed)


def _identities(judges: Sequence[str]) -> dict[str, str]:
    return {judge.name: judge.identity for judge in check_judges(judges)}


class Watcher(Protocol):
    """Whoever wants to see a run go on."""

    def started(self, total: int, left: Mapping[Kind, int]) -> None:
        """The run begins; of `total` items these are left, by kind."""

    def finished(self, row: ResultRow) -> None:
        """An item is finished and kept."""

    def noted(self, sentence: str) -> None:
        """Something happened that the user may want to know, and the run goes on."""


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


def run(plan: RunPlan, out: Path, watcher: Watcher) -> list[ResultRow]:
    """Ask what is still to be asked, and write the results.

    Args:
        plan: What to ask.
        out: The run's folder, below which a shard has its own; one that holds the same plan unfinished is resumed.
        watcher: Told of every finished item.

    Returns:
        All rows, of a shard its own; those of earlier attempts included.

    Raises:
        InputError: The plan cannot work, or the folder belongs to another run.
        RunError: A task could not go on, or an item has no row in the end; what was finished is kept.
        StoppedError: The user stopped it.
    """
    return _run(plan, out, watcher, None)


def trial(plan: RunPlan, out: Path, watcher: Watcher, items: int) -> list[ResultRow]:
    """Ask the beginning of a run: some items of every part, spread over it. `run` goes on with it.

    Args:
        plan: What the whole run asks.
        out: The run's folder.
        watcher: Told of every finished item.
        items: How many items of every part.

    Returns:
        All rows that are there, those of earlier attempts included.

    Raises:
        Ch3efError: As `run`.
    """
    return _run(plan, out, watcher, set(_beginning(plan, items)))


def check_dry(plan: RunPlan) -> None:
    """Refuse what a run of the plan would refuse, as far as that is known without keys, packages and weights.

    Raises:
        InputError: As `run`.
    """
    from ch3ef.models.opening import check_arguments

    _check_plan(plan, dry=True)
    for model in plan.models:
        check_arguments(model)


def _check_plan(plan: RunPlan, *, trial: bool = False, dry: bool = False) -> None:
    recipes = list({part.recipe.name: part.recipe for part in plan.parts}.values())
    check_names(plan.models, recipes, list({part.scenario.name for part in plan.parts}), plan.judges, plan.settings)
    check_reader(plan.reader, recipes)
    _check_engine(plan, dry=dry)
    check_workers(plan.workers, plan.models)
    if plan.until_width is not None:
        batched = plan.engine == "batch"
        other = {"--trial": trial, "--shard": plan.shard, "--suite": plan.suite, "--engine batch": batched}
        check_until(plan.parts, plan.until_width, other)


def _beginning(plan: RunPlan, items: int) -> Iterator[RowKey]:
    """Keys of so many items of every part, spread over it."""
    for part in plan.parts:
        ids = list(dict.fromkeys(asked.item.id for asked in part.askings))
        number = min(items, len(ids))
        few = {ids[place * len(ids) // number] for place in range(number)}
        for model, asked in product(plan.models, part.askings):
            if asked.item.id in few:
                yield plan.key(model, part, asked)


def _run(plan: RunPlan, out: Path, watcher: Watcher, chosen: set[RowKey] | None) -> list[ResultRow]:
    """Ask all, or what is chosen; only what is whole is finished."""
    from ch3ef.running.scrubbing import warnings_without_secrets

    _check_plan(plan, trial=chosen is not None)
    askings = [len(part.askings) for part in plan.parts]
    keys = list(plan.row_keys())
    asked = set(keys) if chosen is None else chosen
    share = plan.share()
    if share is not None:
        check_beside(out, share.shard, plan.facts())
        out = share.shard.folder(out)
    opened = open_run_folder(
        out, plan.facts(), askings, plan.asked_items(), [plan.technical()], plan.priced(), share=share
    )
    with opened as folder, stoppable(), warnings_without_secrets():
        try:
            if plan.until_width is not None:
                return folder.finish(_go_on_until(plan, plan.until_width, folder, watcher))
            _go_on(plan, asked, folder, watcher)
            return folder.finish(keys) if chosen is None else list({row.key: row for row in folder.rows}.values())
        except KeyboardInterrupt:
            done, most = len(folder.answered() & set(keys)), "" if plan.until_width is None else "at most "
            raise StoppedError(
                f"{out}: stopped: {done} of {most}{len(keys)} finished; the same command goes on"
            ) from None


def _go_on(plan: RunPlan, asked: set[RowKey], folder: RunFolder, watcher: Watcher) -> None:
    """Ask what is not answered yet, judge what is not judged, read what is not read."""
    todo = list(_jobs(plan, folder.answered(), asked))
    watcher.started(len(asked), _left(todo))
    if plan.judges:
        _judge_again(plan, folder)
    if todo:
        _check_batches(plan, todo, folder)
        _check_askable(plan, todo)
        with closing(_LocalModel()) as local:
            _ask(plan, todo, folder, watcher, local)
    if plan.reader:
        _read_unparsed(plan, folder)


def _go_on_until(plan: RunPlan, width: float, folder: RunFolder, watcher: Watcher) -> list[RowKey]:
    """Ask until every accuracy is known to a width; gives the keys of what was asked for that, in the order drawn."""
    queues = plan.queues()
    if plan.judges:
        _judge_again(plan, folder)
    tried: set[RowKey] = set()

    def next_keys() -> tuple[list[RowKey], set[RowKey]]:
        # What has no reply is asked again, but once at a time.
        done = folder.answered() | tried
        known = {row.key: row for row in folder.rows if row.key in done}
        keys = [key for queue in queues for key in enough(queue, known, width)]
        return keys, set(keys) - done

    keys, todo = next_keys()
    every = {key for queue in queues for key in queue} if todo else set(keys)
    watcher.started(len(every), _left(list(_jobs(plan, folder.answered(), every))))
    if todo:
        _check_batches(plan, list(_jobs(plan, set(), todo)), folder)
        _check_askable(plan, list(_jobs(plan, set(), todo)))
    with closing(_LocalModel()) as local:
        while todo:
            _ask(plan, list(_jobs(plan, set(), todo)), folder, watcher, local)
            tried |= todo
            keys, todo = next_keys()
    if plan.reader:
        _read_unparsed(plan, folder)
    return keys


def _left(jobs: Sequence[_Job]) -> Counter[Kind]:
    """What is to be asked, counted by kind."""
    return Counter(
        Kind(job.model.name, one.recipe.name, usual_work(one.recipe), local=_keeps_prompts(job.model))
        for job in jobs
        for bundle in job.bundles
        for one in bundle
    )


def _judge_again(plan: RunPlan, folder: RunFolder) -> None:
    """Judge what an earlier attempt got a reply to and no verdict."""
    left = unjudged({row.key: row for row in folder.rows}.values())
    if left:
        check_answering(plan.judges)
        items = {(scenario, item.id): item for scenario, item in plan.asked_items()}
        judge_rows(left, items, plan.judges, folder.keep)


def _read_unparsed(plan: RunPlan, folder: RunFolder) -> None:
    """Have the reader read the replies that the rules could not."""
    left = left_unparsed({row.key: row for row in folder.rows}.values())
    if left:
        check_answering([plan.reader])
        items = {(scenario, item.id): item for scenario, item in plan.asked_items()}
        read_unparsed(left, items, plan.reader, folder.keep)


@dataclass(frozen=True, slots=True)
class _Job:
    """What one model is still to be asked of one set: an Inspect task."""

    model: ModelName
    name: str
    scenario: Scenario
    bundles: tuple[Bundle, ...]


def _jobs(plan: RunPlan, done: set[RowKey], wanted: set[RowKey]) -> Iterator[_Job]:
    todo = wanted - done
    for model in plan.models:
        for name, parts in _tasks(plan, model):
            every = [(part, RecipeAsking(part.recipe, asked)) for part in parts for asked in part.askings]
            left = missing([(one, plan.key(model, part, one.asking) not in todo) for part, one in every])
            if left:
                bundles = bundled(left, by_pictures=_keeps_prompts(model))
                yield _Job(model, name, parts[0].scenario, tuple(bundles))


def _tasks(plan: RunPlan, model: ModelName) -> Iterator[tuple[str, list[Part]]]:
    """What makes up one Inspect task, with its name: a part, or all parts of a set where they share its pictures."""
    if not _keeps_prompts(model):
        yield from ((part.recipe.name, [part]) for part in plan.parts)
        return
    of_sets: dict[str, list[Part]] = {}
    for part in plan.parts:
        of_sets.setdefault(part.scenario.name, []).append(part)
    for name, parts in of_sets.items():
        yield parts[0].recipe.name if len(parts) == 1 else name, parts


def _keeps_prompts(model: ModelName) -> bool:
    """Whether a model goes on from a prompt that it has read, so that it is asked all about one picture at once."""
    return model.provider == "ch3ef-hf"


def _check_engine(plan: RunPlan, *, dry: bool) -> None:
    """Refuse an engine where it cannot ask; what costs nothing needs no key."""
    if plan.hedge and plan.engine in {"batch", "inspect"}:
        raise InputError(f"--hedge: engine {plan.engine} never asks twice; remove --hedge, or --engine {plan.engine}")
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
        if reason and not (dry and reason == without_key(model)):
            option, given = ("--hedge", "--hedge") if plan.hedge else ("--engine", f"--engine {engine}")
            raise InputError(
                f"{given} does not ask model {model.name!r}: {reason}; leave {option} away, and another engine does"
            )


def _engine_of(plan: RunPlan, job: _Job) -> Engine:
    """What asks this."""
    from ch3ef.running.lean import why_not

    if plan.engine == "batch" and job.model.served:
        return "batch"
    by_lean = plan.engine != "inspect" and not why_not(
        job.model, [one.recipe for bundle in job.bundles for one in bundle]
    )
    return "lean" if by_lean else "inspect"


def _check_batches(plan: RunPlan, jobs: Sequence[_Job], folder: RunFolder) -> None:
    """Refuse to ask, and to pay, for what is under way in batches."""
    left = [] if plan.engine == "batch" else under_way(folder.path).values()
    for made in left:
        if made.model in {job.model.name for job in jobs}:
            raise InputError(
                f"{folder.path}: a batch of model {made.model!r} is under way{made.id and f' ({made.id})'}, and would "
                "be paid for twice; say --engine batch to go on with it"
            )


def _check_askable(plan: RunPlan, jobs: Sequence[_Job]) -> None:
    """Refuse who cannot be asked, before the first item; every client is built before the first request."""
    from ch3ef.models.first_request import check_answers

    names = {job.model.name: job.model for job in jobs}
    asked_by: dict[Engine, list[_Job]] = {"lean": [], "batch": [], "inspect": []}
    for job in jobs:
        asked_by[_engine_of(plan, job)].append(job)
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


class _LocalModel:
    """The one local model that is open: two would not fit. It stays so as long as no other is asked."""

    def __init__(self) -> None:
        self._open: dict[str, Model] = {}

    def of(self, name: ModelName) -> Model:
        """The model, loaded unless it is."""
        from ch3ef.models.opening import open_model

        if name.name not in self._open:
            self.close()
            self._open[name.name] = open_model(name)
        return self._open[name.name]

    def close(self) -> None:
        """Free its memory."""
        while self._open:
            self._open.popitem()[1].api.close()


def _ask(plan: RunPlan, jobs: Sequence[_Job], folder: RunFolder, watcher: Watcher, opened: _LocalModel) -> None:
    """Served models side by side, local ones one after another."""
    lean, in_batches, by_inspect = (
        [job for job in jobs if _engine_of(plan, job) == engine] for engine in ("lean", "batch", "inspect")
    )
    if lean:
        _ask_lean(plan, lean, folder, watcher)
    if in_batches:
        _ask_by_batches(plan, in_batches, folder, watcher)
    if by_inspect:
        _ask_by_inspect(plan, by_inspect, folder, watcher, opened)


def _check_likelihoods(jobs: Sequence[_Job]) -> None:
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


def _lanes(plan: RunPlan, jobs: Sequence[_Job], run_id: str) -> list[Lane]:
    """What each model is to be asked, with the columns of its rows."""
    from ch3ef.running.lanes import Columns, Lane

    def columns(job: _Job) -> Columns:
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


def _ask_lean(plan: RunPlan, jobs: Sequence[_Job], folder: RunFolder, watcher: Watcher) -> None:
    """Have the lean engine ask; every finished bundle becomes kept rows at once."""
    from ch3ef.running.finishing import Ending
    from ch3ef.running.lean import ask_lean

    ending, lanes = Ending(), _lanes(plan, jobs, folder.run_id)
    keep = _keeper(folder, watcher, [lane.model for lane in lanes], ending.failed)
    folder.arrivals.failed = ending.failed
    with open_panel(plan.judges), kept_in(folder.arrivals):
        ask_lean(
            lanes,
            keep,
            ending,
            folder.path / "logs",
            plan.max_connections,
            hedge=plan.hedge,
            noted=watcher.noted,
        )


def _ask_by_batches(plan: RunPlan, jobs: Sequence[_Job], folder: RunFolder, watcher: Watcher) -> None:
    """Have vendors' batch interfaces ask."""
    from ch3ef.running.batch import ask_by_batches
    from ch3ef.running.finishing import Ending

    ending, lanes = Ending(), _lanes(plan, jobs, folder.run_id)
    # Errors come all at once, at the end of a batch: they tell nothing of what is still to be asked.
    keep = _keeper(folder, watcher, [], ending.failed)
    folder.arrivals.failed = ending.failed
    with open_panel(plan.judges), kept_in(folder.arrivals):
        ask_by_batches(lanes, folder.path, folder.arrivals, keep, ending, noted=watcher.noted, prices=plan.priced())


def _ask_by_workers(plan: RunPlan, workers: Workers, jobs: Sequence[_Job], folder: RunFolder, watcher: Watcher) -> None:
    """Have workers ask local models, one model after the other."""
    from ch3ef.running.cluster import open_cluster
    from ch3ef.running.finishing import Ending
    from ch3ef.running.workers import ask_by_workers

    lanes = _lanes(plan, jobs, folder.run_id)
    on_cpu = all(lane.model.args.get("device") == "cpu" for lane in lanes)
    with open_cluster(workers, on_cpu=on_cpu) as cluster, open_panel(plan.judges):
        for lane in lanes:
            ending = Ending()
            keep = _keeper(folder, watcher, [lane.model], ending.failed)
            ask_by_workers(lane, cluster, keep, ending, folder.path / "logs", watcher.noted)


def _ask_by_inspect(
    plan: RunPlan, jobs: Sequence[_Job], folder: RunFolder, watcher: Watcher, opened: _LocalModel
) -> None:
    from ch3ef.models.opening import open_model

    by_name = {job.model.name: job.model for job in jobs}
    local = [name for name, model in by_name.items() if model.provider == "ch3ef-hf"]
    served = {name: open_model(model) for name, model in by_name.items() if name not in local}
    if served:
        _evaluate(plan, [job for job in jobs if job.model.name in served], served, folder, watcher)
    if plan.workers is not None and local:
        _ask_by_workers(plan, plan.workers, [job for job in jobs if job.model.name in local], folder, watcher)
        return
    for name in local:
        own = [job for job in jobs if job.model.name == name]
        _evaluate(plan, own, {name: opened.of(by_name[name])}, folder, watcher)


def _keeper(
    folder: RunFolder, watcher: Watcher, models: Sequence[ModelName], stop: Callable[[Exception], None]
) -> Callable[[ResultRow], None]:
    """What keeps a finished row, and calls `stop` where none can be kept or one of the models answers nothing more."""
    streaks, of_name = Streaks(), {model.name: model for model in models}
    broken: list[InputError] = []

    def keep(row: ResultRow) -> None:
        if broken:
            return
        try:
            folder.keep(row)
        except InputError as error:
            broken.append(error)
            stop(error)
        else:
            watcher.finished(row)
            counted = row.model in of_name and not _keeps_prompts(of_name[row.model])
            if counted and (hopeless := streaks.noted(row)):
                stop(hopeless)

    return keep


def _evaluate(
    plan: RunPlan, jobs: Sequence[_Job], models: dict[str, Model], folder: RunFolder, watcher: Watcher
) -> None:
    """Hand jobs to Inspect; every finished sample becomes kept rows at once."""
    from inspect_ai import eval as inspect_eval

    from ch3ef.running.recording import recording
    from ch3ef.running.scrubbing import logs_without_secrets

    tasks = [_task(plan, job, models[job.model.name], folder.run_id) for job in jobs]
    keep = _keeper(folder, watcher, [job.model for job in jobs], lambda failure: recorder.stop(failure))  # noqa: PLW0108 (not there yet)

    # A local model says itself how much it has under way: more, and the prompts that it keeps push each other out.
    at_once = None if any(_keeps_prompts(job.model) for job in jobs) else plan.max_connections
    logs_folder = folder.path / "logs"
    with (
        recording(keep) as recorder,
        open_panel(plan.judges),
        kept_in(folder.arrivals),
        logs_without_secrets(),
        _writing(logs_folder),
    ):
        folder.arrivals.failed = recorder.stop
        logs = inspect_eval(
            tasks,
            log_dir=str(logs_folder),
            display="none",
            max_tasks=len(models),
            max_samples=at_once,
            max_connections=at_once,
            fail_on_error=False,
            log_images=False,
            log_realtime=False,
            score_display=False,
        )
    if recorder.stopped:
        raise KeyboardInterrupt
    for log in logs:
        if log.status != "success":
            reason = redacted(log.error.message.splitlines()[0]) if log.error and log.error.message else log.status
            if (found := _OF_THE_DISK.match(reason)) and int(found[1]) in _DISK:
                raise _unwritten(logs_folder, found[2])
            raise RunError(f"model {log.eval.model!r}, {log.eval.task!r}: {reason}; what was finished is kept")


@contextmanager
def _writing(logs: Path) -> Iterator[None]:
    """What Inspect cannot write becomes one line."""
    try:
        yield
    except OSError as error:
        raise _unwritten(logs, error.strerror or str(error)) from error


_OF_THE_DISK = re.compile(r"\w*Error\((\d+), [\"'](.+?)[\"'][,)]")
"""An error of the system, as Inspect keeps it of a log that could not be written."""
_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO, errno.EACCES, errno.ENOENT)


def _unwritten(logs: Path, reason: str) -> InputError:
    return InputError(f"{logs}: cannot be written ({reason}); what was finished is kept, and the same command goes on")


def _task(plan: RunPlan, job: _Job, model: Model, run_id: str) -> Task:
    from ch3ef.running.tasks import inspect_task

    task = inspect_task(
        job.bundles,
        name=job.name,
        seed=plan.seed,
        scenario=job.scenario.name,
        scenario_version=job.scenario.version,
        facts={"model": job.model.name, "run_id": run_id},
        settings=plan.settings_of(job.model),
    )
    task.model = model
    return task

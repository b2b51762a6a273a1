"""Runs: models x (scenarios as recipes ask them) in one folder, resumable at any moment.

A run's folder holds `run.json` (what is asked), `items.jsonl` (the items), `finished.jsonl` (a row the moment its item
is finished), `logs/` (Inspect's logs, for its viewer) and, at the end, `results.parquet` and `summary.json`.
"""

from __future__ import annotations

import errno
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import ch3ef
from ch3ef.errors import InputError, RunError, StoppedError
from ch3ef.items import ORDER_VERSION, Item
from ch3ef.judges.judge import check_answering, check_judges, check_openable, open_panel
from ch3ef.models.checkpoints import check_local
from ch3ef.models.names import ModelName, check_distinct, fingerprint
from ch3ef.reading import RULES_VERSION
from ch3ef.recipes.asking import Asking
from ch3ef.recipes.bundles import Bundle, RecipeAsking, bundled, missing
from ch3ef.recipes.parts import Part
from ch3ef.recipes.recipe import Recipe, direct_counterpart
from ch3ef.results import ResultRow, RowKey
from ch3ef.running.arrivals import kept_in
from ch3ef.running.folder import RunFolder, open_run_folder
from ch3ef.running.judging import judge_rows, unjudged
from ch3ef.running.merging import check_beside
from ch3ef.running.pace import Kind, usual_work
from ch3ef.running.shards import Shard, Share, share_of
from ch3ef.running.stopping import stoppable
from ch3ef.running.streaks import Streaks
from ch3ef.running.unparsed import check_reader, left_unparsed, read_unparsed
from ch3ef.scenarios import Scenario
from ch3ef.secrets import redacted
from ch3ef.texts import storable

if TYPE_CHECKING:
    from inspect_ai import Task
    from inspect_ai.model import Model


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
        shard: Which piece of it is asked here; None for all of it.
    """

    models: tuple[ModelName, ...]
    parts: tuple[Part, ...]
    seed: int = 0
    limit: int | None = None
    max_connections: int | None = None
    judges: tuple[str, ...] = ()
    suite: str = ""
    reader: str = ""
    shard: Shard | None = None

    def facts(self) -> dict[str, object]:
        """What makes two plans the same run: kept in `run.json` and compared on resuming."""
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
        }

    def technical(self) -> dict[str, dict[str, str]]:
        """Where and how each model, and each judge, is computed: kept in `run.json`, no part of what the run is."""
        graders = [*check_judges(self.judges), *check_judges([self.reader] if self.reader else [])]
        named = [(model.name, model) for model in self.models] + [(f"judge {one.name}", one) for one in graders]
        return {name: model.technical for name, model in named if model.technical}

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


def check_names(
    models: Sequence[ModelName], recipes: Sequence[Recipe], scenarios: Sequence[str], judges: Sequence[str] = ()
) -> None:
    """Refuse what cannot work before anything is loaded or asked.

    Raises:
        InputError: Two models of one name, a local model whose folder is not there or lacks a part, a repeated recipe
            or scenario, a model that cannot report likelihoods under a recipe that needs them, a recipe whose replies
            nobody is to judge, or judges that no recipe uses.
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

    recipes = {part.recipe.name: part.recipe for part in plan.parts}
    check_names(plan.models, list(recipes.values()), list({part.scenario.name for part in plan.parts}), plan.judges)
    check_reader(plan.reader, list(recipes.values()))
    askings = [len(part.askings) for part in plan.parts]
    keys = list(plan.row_keys())
    asked = set(keys) if chosen is None else chosen
    share = plan.share()
    if share is not None:
        check_beside(out, share.shard, plan.facts())
        out = share.shard.folder(out)
    opened = open_run_folder(out, plan.facts(), askings, plan.asked_items(), [plan.technical()], share=share)
    with opened as folder, stoppable(), warnings_without_secrets():
        try:
            _go_on(plan, asked, folder, watcher)
            return folder.finish(keys) if chosen is None else list({row.key: row for row in folder.rows}.values())
        except KeyboardInterrupt:
            done = len(folder.answered() & set(keys))
            raise StoppedError(f"{out}: stopped: {done} of {len(keys)} finished; the same command goes on") from None


def _go_on(plan: RunPlan, asked: set[RowKey], folder: RunFolder, watcher: Watcher) -> None:
    """Ask what is not answered yet, judge what is not judged, read what is not read."""
    todo = list(_jobs(plan, folder.answered(), asked))
    watcher.started(len(asked), _left(todo))
    if plan.judges:
        _judge_again(plan, folder)
    if todo:
        _ask(plan, todo, folder, watcher)
    if plan.reader:
        _read_unparsed(plan, folder)


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


def _ask(plan: RunPlan, jobs: Sequence[_Job], folder: RunFolder, watcher: Watcher) -> None:
    """Served models side by side, local ones one after another; every client is built before the first request."""
    from ch3ef.models.first_request import check_answers
    from ch3ef.models.opening import check_checkpoint, open_model
    from ch3ef.running.tasks import check_engine

    names = list(dict.fromkeys(job.model.name for job in jobs))
    by_name = {job.model.name: job.model for job in jobs}
    local = [name for name in names if by_name[name].provider == "ch3ef-hf"]
    for name in local:
        check_checkpoint(by_name[name])
    check_openable(plan.judges)
    check_openable([plan.reader] if plan.reader else [])
    check_engine()
    check_answers("model", [by_name[name] for name in names])
    check_answering(plan.judges)
    check_answering([plan.reader] if plan.reader else [])
    served = {name: open_model(by_name[name]) for name in names if name not in local}
    if served:
        _evaluate(plan, [job for job in jobs if job.model.name in served], served, folder, watcher)
    for name in local:
        model = open_model(by_name[name])
        _evaluate(plan, [job for job in jobs if job.model.name == name], {name: model}, folder, watcher)
        model.api.close()


def _evaluate(
    plan: RunPlan, jobs: Sequence[_Job], models: dict[str, Model], folder: RunFolder, watcher: Watcher
) -> None:
    """Hand jobs to Inspect; every finished sample becomes kept rows at once."""
    from inspect_ai import eval as inspect_eval

    from ch3ef.running.recording import recording
    from ch3ef.running.scrubbing import logs_without_secrets

    tasks = [_task(plan, job, models[job.model.name], folder.run_id) for job in jobs]
    streaks, of_name = Streaks(), {job.model.name: job.model for job in jobs}

    def keep(row: ResultRow) -> None:
        if not isinstance(recorder.failure, InputError):
            try:
                folder.keep(row)
            except InputError as error:
                recorder.stop(error)
            else:
                watcher.finished(row)
                if not _keeps_prompts(of_name[row.model]) and (hopeless := streaks.noted(row)):
                    recorder.stop(hopeless)

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
    )
    task.model = model
    return task

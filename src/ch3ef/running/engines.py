"""Jobs -> kept rows: each engine is given what it is to ask, and a finished item is kept at once."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ch3ef.errors import InputError, RunError
from ch3ef.judges.judge import open_panel
from ch3ef.models.names import ModelName
from ch3ef.results import ResultRow
from ch3ef.running.arrivals import kept_in
from ch3ef.running.folder import RunFolder
from ch3ef.running.jobs import Job, engine_of, keeps_prompts, lanes_of
from ch3ef.running.pace import Kind
from ch3ef.running.planned import RunPlan
from ch3ef.running.streaks import Streaks
from ch3ef.running.workers import Workers
from ch3ef.secrets import redacted

if TYPE_CHECKING:
    from inspect_ai import Task
    from inspect_ai.model import Model


class Watcher(Protocol):
    """Whoever wants to see a run go on."""

    def started(self, total: int, left: Mapping[Kind, int]) -> None:
        """The run begins; of `total` items these are left, by kind."""

    def finished(self, row: ResultRow) -> None:
        """An item is finished and kept."""

    def noted(self, sentence: str) -> None:
        """Something happened that the user may want to know, and the run goes on."""


class LocalModel:
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


def ask(plan: RunPlan, jobs: Sequence[Job], folder: RunFolder, watcher: Watcher, opened: LocalModel) -> None:
    """Served models side by side, local ones one after another."""
    lean, in_batches, by_inspect = (
        [job for job in jobs if engine_of(plan, job) == engine] for engine in ("lean", "batch", "inspect")
    )
    if lean:
        _ask_lean(plan, lean, folder, watcher)
    if in_batches:
        _ask_by_batches(plan, in_batches, folder, watcher)
    if by_inspect:
        _ask_by_inspect(plan, by_inspect, folder, watcher, opened)


def _ask_lean(plan: RunPlan, jobs: Sequence[Job], folder: RunFolder, watcher: Watcher) -> None:
    """Have the lean engine ask; every finished bundle becomes kept rows at once."""
    from ch3ef.running.finishing import Ending
    from ch3ef.running.lean import ask_lean

    ending, lanes = Ending(), lanes_of(plan, jobs, folder.run_id)
    keep = _keeper(folder, watcher, [lane.model for lane in lanes], ending.failed)
    folder.arrivals.failed = ending.failed
    with open_panel(plan.judges), kept_in(folder.arrivals):
        ask_lean(lanes, keep, ending, folder.path / "logs", plan.max_connections, hedge=plan.hedge, noted=watcher.noted)


def _ask_by_batches(plan: RunPlan, jobs: Sequence[Job], folder: RunFolder, watcher: Watcher) -> None:
    """Have vendors' batch interfaces ask."""
    from ch3ef.running.batch import ask_by_batches
    from ch3ef.running.finishing import Ending

    ending, lanes = Ending(), lanes_of(plan, jobs, folder.run_id)
    # Errors come all at once, at the end of a batch: they tell nothing of what is still to be asked.
    keep = _keeper(folder, watcher, [], ending.failed)
    folder.arrivals.failed = ending.failed
    with open_panel(plan.judges), kept_in(folder.arrivals):
        ask_by_batches(lanes, folder.path, folder.arrivals, keep, ending, noted=watcher.noted, prices=plan.priced())


def _ask_by_workers(plan: RunPlan, workers: Workers, jobs: Sequence[Job], folder: RunFolder, watcher: Watcher) -> None:
    """Have workers ask local models, one model after the other."""
    from ch3ef.running.cluster import open_cluster
    from ch3ef.running.finishing import Ending
    from ch3ef.running.workers import ask_by_workers

    lanes = lanes_of(plan, jobs, folder.run_id)
    on_cpu = all(lane.model.args.get("device") == "cpu" for lane in lanes)
    with open_cluster(workers, on_cpu=on_cpu) as cluster, open_panel(plan.judges):
        for lane in lanes:
            ending = Ending()
            keep = _keeper(folder, watcher, [lane.model], ending.failed)
            ask_by_workers(lane, cluster, keep, ending, folder.path / "logs", watcher.noted)


def _ask_by_inspect(
    plan: RunPlan, jobs: Sequence[Job], folder: RunFolder, watcher: Watcher, opened: LocalModel
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
            counted = row.model in of_name and not keeps_prompts(of_name[row.model])
            if counted and (hopeless := streaks.noted(row)):
                stop(hopeless)

    return keep


def _evaluate(
    plan: RunPlan, jobs: Sequence[Job], models: dict[str, Model], folder: RunFolder, watcher: Watcher
) -> None:
    """Hand jobs to Inspect; every finished sample becomes kept rows at once."""
    from inspect_ai import eval as inspect_eval

    from ch3ef.running.recording import recording
    from ch3ef.running.scrubbing import logs_without_secrets

    tasks = [_task(plan, job, models[job.model.name], folder.run_id) for job in jobs]
    keep = _keeper(folder, watcher, [job.model for job in jobs], lambda failure: recorder.stop(failure))  # noqa: PLW0108 (not there yet)

    # A local model says itself how much it has under way: more, and the prompts that it keeps push each other out.
    at_once = None if any(keeps_prompts(job.model) for job in jobs) else plan.max_connections
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


def _task(plan: RunPlan, job: Job, model: Model, run_id: str) -> Task:
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

"""Runs: models x (scenarios as recipes ask them) in one folder, resumable at any moment.

A run's folder holds `run.json` (what is asked), `items.jsonl` (the items), `finished.jsonl` (a row the moment its item
is finished), `logs/` (Inspect's logs, for its viewer) and, at the end, `results.parquet` and `summary.json`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import product
from pathlib import Path

from ch3ef.errors import StoppedError
from ch3ef.judges.judge import check_answering
from ch3ef.results import ResultRow, RowKey, read_rows
from ch3ef.running.engines import LocalModel, Watcher, ask
from ch3ef.running.folder import RunFolder, open_run_folder
from ch3ef.running.jobs import counted_by_kind, jobs_left
from ch3ef.running.judging import judge_rows, unjudged
from ch3ef.running.merging import check_beside
from ch3ef.running.planned import RunPlan
from ch3ef.running.refusing import check_askable, check_batches, check_plan
from ch3ef.running.stopping import stoppable
from ch3ef.running.unparsed import left_unparsed, read_unparsed
from ch3ef.running.until import enough


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
    return read_rows(run_to_end(plan, out, watcher))


def run_to_end(plan: RunPlan, out: Path, watcher: Watcher) -> Path:
    """`run`, of which no row is held in memory.

    Args:
        plan: As for `run`.
        out: Likewise.
        watcher: Likewise.

    Returns:
        The folder of the run, or of its shard, which holds the results table.

    Raises:
        Ch3efError: As `run`.
    """
    with _going_on(plan, out) as folder:
        if plan.until_width is not None:
            folder.finish(_go_on_until(plan, plan.until_width, folder, watcher))
        else:
            _go_on(plan, None if plan.shard is None else set(plan.row_keys()), folder, watcher)
            folder.finish(plan.row_keys())
        return folder.path


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
    with _going_on(plan, out, trial=True) as folder:
        _go_on(plan, set(_beginning(plan, items)), folder, watcher)
        return list(folder.rows())


def _beginning(plan: RunPlan, items: int) -> Iterator[RowKey]:
    """Keys of so many items of every part, spread over it."""
    for part in plan.parts:
        ids = list(dict.fromkeys(asked.item.id for asked in part.askings))
        number = min(items, len(ids))
        few = {ids[place * len(ids) // number] for place in range(number)}
        for model, asked in product(plan.models, part.askings):
            if asked.item.id in few:
                yield plan.key(model, part, asked)


@contextmanager
def _going_on(plan: RunPlan, out: Path, *, trial: bool = False) -> Iterator[RunFolder]:
    """The folder of a run, or of its shard, that can be stopped while it is open."""
    from ch3ef.running.scrubbing import warnings_without_secrets

    check_plan(plan, trial=trial)
    askings = [len(part.askings) for part in plan.parts]
    share = plan.share()
    if share is not None:
        check_beside(out, share.shard, plan.facts())
        out = share.shard.folder(out)
    opened = open_run_folder(
        out, plan.facts(), askings, plan.asked_items(), [plan.technical()], plan.priced(), share=share
    )
    with opened as folder, stoppable(), warnings_without_secrets():
        try:
            yield folder
        except KeyboardInterrupt:
            done, most = sum(map(folder.answered, plan.row_keys())), "" if plan.until_width is None else "at most "
            raise StoppedError(
                f"{out}: stopped: {done} of {most}{plan.row_count()} finished; the same command goes on"
            ) from None


def _go_on(plan: RunPlan, chosen: set[RowKey] | None, folder: RunFolder, watcher: Watcher) -> None:
    """Ask what is not answered yet, of all or of what is chosen, judge what is not judged, read what is not read."""
    todo = list(jobs_left(plan, lambda key: (chosen is None or key in chosen) and not folder.answered(key)))
    watcher.started(plan.row_count() if chosen is None else len(chosen), counted_by_kind(todo))
    if plan.judges:
        _judge_again(plan, folder)
    if todo:
        check_batches(plan, todo, folder)
        check_askable(plan, todo)
        with closing(LocalModel()) as local:
            ask(plan, todo, folder, watcher, local)
    if plan.reader:
        _read_unparsed(plan, folder)


def _go_on_until(plan: RunPlan, width: float, folder: RunFolder, watcher: Watcher) -> list[RowKey]:
    """Ask until every accuracy is known to a width; gives the keys of what was asked for that, in the order drawn."""
    queues = plan.queues()
    if plan.judges:
        _judge_again(plan, folder)
    tried: set[RowKey] = set()

    def done(key: RowKey) -> bool:
        # What has no reply is asked again, but once at a time.
        return key in tried or folder.answered(key)

    def next_keys() -> tuple[list[RowKey], set[RowKey]]:
        known = {row.key: row.correct or 0.0 for row in folder.rows() if done(row.key)}
        keys = [key for queue in queues for key in enough(queue, known, width)]
        return keys, {key for key in keys if not done(key)}

    keys, todo = next_keys()
    every = {key for queue in queues for key in queue} if todo else set(keys)
    left = jobs_left(plan, lambda key: key in every and not folder.answered(key))
    watcher.started(len(every), counted_by_kind(list(left)))
    if todo:
        check_batches(plan, list(jobs_left(plan, todo.__contains__)), folder)
        check_askable(plan, list(jobs_left(plan, todo.__contains__)))
    with closing(LocalModel()) as local:
        while todo:
            ask(plan, list(jobs_left(plan, todo.__contains__)), folder, watcher, local)
            tried |= todo
            keys, todo = next_keys()
    if plan.reader:
        _read_unparsed(plan, folder)
    return keys


def _judge_again(plan: RunPlan, folder: RunFolder) -> None:
    """Judge what an earlier attempt got a reply to and no verdict."""
    left = unjudged(folder.rows())
    if left:
        check_answering(plan.judges)
        items = {(scenario, item.id): item for scenario, item in plan.asked_items()}
        judge_rows(left, items, plan.judges, folder.keep)


def _read_unparsed(plan: RunPlan, folder: RunFolder) -> None:
    """Have the reader read the replies that the rules could not."""
    left = left_unparsed(folder.rows())
    if left:
        check_answering([plan.reader])
        items = {(scenario, item.id): item for scenario, item in plan.asked_items()}
        read_unparsed(left, items, plan.reader, folder.keep)

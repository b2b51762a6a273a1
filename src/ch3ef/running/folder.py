"""A run's folder: its plan, its items, its finished rows, its lock. What is kept survives a kill at any moment."""

from __future__ import annotations

import fcntl
import json
import os
import re
import shlex
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import compress, count
from operator import index
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ch3ef.errors import Ch3efError, InputError, RunError, StoppedError, counted, short
from ch3ef.files import read_json, read_json_lines, write_text_whole
from ch3ef.items import Item, is_as_named, item_from_record
from ch3ef.journals import Journal, each_line
from ch3ef.models.names import changed_files
from ch3ef.models.settings import ROOM, GenerationSettings, difference, settings_from
from ch3ef.results import (
    RESULTS_FILE,
    SUMMARY_FILE,
    Outcome,
    ResultRow,
    RowKey,
    check_table,
    count_rows,
    named_without_secrets,
    read_rows,
    row_from_json,
    run_ids,
    validate,
    write_row_groups,
    write_rows,
)
from ch3ef.running.arrivals import ARRIVED_FILE, Arrivals
from ch3ef.running.batch_journal import BATCHES_FILE, under_way
from ch3ef.running.prices import Price
from ch3ef.running.shards import Shard, Share, shard_folders, share_from_record
from ch3ef.secrets import without_keys
from ch3ef.temporaries import is_temporary, remove_leftovers
from ch3ef.words import words

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

PLAN_FILE = "run.json"
ITEMS_FILE = "items.jsonl"
ROWS_FILE = "finished.jsonl"
LOCK_FILE = ".lock"
NAMED = 5
"""Items that a message names, at most."""
_ROW = b'{"run_id": "'
"""How a row begins that a kill may have cut short."""
_AWAY = "move it away, or choose another --out"
GOES_ON = "the same `ch3ef run` goes on with it"


@dataclass
class RunFolder:
    """An open run folder; nobody else has it open.

    Attributes:
        path: Where it is.
        run_id: The run's name, kept over restarts.
        rows: The rows that are finished, the latest for each item.
        arrivals: What models gave, also where no row says it yet.
    """

    path: Path
    run_id: str
    rows: list[ResultRow]
    arrivals: Arrivals
    _journal: Journal = field(repr=False)

    def keep(self, row: ResultRow) -> None:
        """Put a finished row on disk; it is there when this returns.

        Raises:
            InputError: The disk is full or the file cannot be written.
        """
        self._journal.write(row.to_json())
        self.rows.append(row)

    def answered(self) -> set[RowKey]:
        """What need not be asked again: an item without a reply is not finished."""
        return {row.key for row in self.rows if row.outcome != Outcome.ERROR}

    def latest(self) -> dict[RowKey, ResultRow]:
        """The latest row of each item."""
        return {row.key: row for row in self.rows}

    def take_over(self, groups: Iterable[Sequence[ResultRow]]) -> None:
        """Write `results.parquet` of rows that were finished elsewhere, of which few are in memory at once.

        Args:
            groups: As for `write_row_groups`. What of them the folder has not is put on disk first, and not held.

        Raises:
            RunError: The folder is no longer where it was.
            InputError: The table cannot be written.
        """
        there, left = self.latest(), False

        def kept() -> Iterator[Sequence[ResultRow]]:
            nonlocal left
            for rows in groups:
                for row in rows:
                    if there.get(row.key) != row:
                        self._journal.write(row.to_json())
                left = left or any(row.outcome == Outcome.ERROR for row in rows)
                yield rows

        if not self._journal.in_place():
            raise RunError(
                f"{self.path}: was moved or removed; the same command with the folder where it is now goes on"
            )
        write_row_groups(kept(), self.path / RESULTS_FILE)
        if not left:
            self.arrivals.discard()

    def finish(self, order: Iterable[RowKey]) -> list[ResultRow]:
        """Write `results.parquet` from the latest row of each item.

        Args:
            order: Keys of the rows in the order in which they shall stand, however they were finished.

        Returns:
            The rows that were written.

        Raises:
            RunError: An item has no row, and nothing is written; or the folder is no longer where it was.
            InputError: The table cannot be written.
        """
        latest = self.latest()
        keys = list(order)
        missing = [key for key in keys if key not in latest]
        if missing:
            names = "; ".join(", ".join(map(str, key[:-1])) for key in missing[:NAMED])
            more = f"; and {len(missing) - NAMED} more" if len(missing) > NAMED else ""
            raise RunError(
                f"{self.path}: {len(missing)} of {counted(len(keys), 'item')} have no row ({names}{more}); "
                "the same command asks them again"
            )
        rows = [latest[key] for key in keys]
        if not self._journal.in_place():
            raise self._moved(rows)
        write_rows(rows, self.path / RESULTS_FILE)
        if not any(row.outcome == Outcome.ERROR for row in rows):
            self.arrivals.discard()
        return rows

    def _moved(self, rows: Sequence[ResultRow]) -> RunError:
        """What became of the rows of a folder that was moved or removed: all are where it is now, if it is anywhere."""
        table, told = self.path / RESULTS_FILE, "the same command with --out where it is now goes on"
        if not (self.path / PLAN_FILE).exists() and not table.exists():
            self.path.mkdir(parents=True, exist_ok=True)
            write_rows(rows, table)
            told += f", and all rows are in {table} too"
        return RunError(f"{self.path}: was moved or removed while the run went on; {told}")


def write_items(items: Iterable[tuple[str, Item]], folder: Path) -> None:
    """Write `items.jsonl`: what was asked, so that it can be shown without loading the set again.

    Args:
        items: Name of the scenario and the item; one that is named again is written once.
        folder: The run's folder.

    Raises:
        InputError: The file cannot be written.
    """
    distinct = {(scenario, item.id): item for scenario, item in items}
    text = "".join(
        json.dumps(item.to_record() | {"scenario": scenario}, ensure_ascii=False) + "\n"
        for (scenario, _), item in distinct.items()
    )
    write_text_whole(folder / ITEMS_FILE, text)


@contextmanager
def open_run_folder(  # noqa: PLR0917 (what stands in its files)
    path: Path,
    facts: Mapping[str, object],
    askings: Sequence[int],
    items: Iterable[tuple[str, Item]],
    technical: Sequence[Mapping[str, Mapping[str, str]]],
    prices: Mapping[str, Price] | None = None,
    *,
    share: Share | None = None,
    merging: bool = False,
) -> Iterator[RunFolder]:
    """Create a run's folder, or open it again. A new one of which nothing came is taken away where its run is refused.

    Args:
        path: The folder; it may be missing or empty.
        facts: What the run asks; a folder that was begun with other facts is refused.
        askings: How often each entry of the facts' `parts` asks, items times variants, in the same order.
        items: What is asked: name of the scenario and the item.
        technical: Where and how each model is computed this time, or was in shards; written down, and free to change.
        prices: What tokens cost, by model, where it was said this time; likewise.
        share: What is asked of the run, where the folder is that of a shard.
        merging: Whether the run's own shards lie in it and are being put together.

    Yields:
        The folder, locked.

    Raises:
        InputError: The folder holds something else, another run, or a run that is going on; or it cannot be written.
    """
    try:
        made = [each for each in (path, *path.parents) if not each.exists()]
        path.mkdir(parents=True, exist_ok=True)
        remove_leftovers(path)
        names = (entry.name for entry in path.iterdir())
        entries = [name for name in names if name != LOCK_FILE and not is_temporary(name) and not _HALF.fullmatch(name)]
        if not merging and _awaits_merging(path):
            raise InputError(f"{_apart(path)}, or choose another --out")
        if entries and not merging and not (path / PLAN_FILE).is_file():
            raise InputError(
                f"{path}: holds {entries[0]!r} but no run; expected a new or empty folder, or one of an earlier run"
            )
        if (path / PLAN_FILE).is_file():
            read_plan(path / PLAN_FILE)  # somebody's own folder is left without so much as a lock
    except OSError as error:
        raise InputError(f"{path}: cannot be used as the run's folder ({error.strerror or error})") from error
    with locked(path), _removed_unused(made), _removed_unmerged(path) if merging else nullcontext():
        check_ours(path)
        _remove_halves(path)
        rows = _read_finished(path / ROWS_FILE, _run_id(path))
        if not rows and (path / RESULTS_FILE).is_file():
            raise InputError(
                f"{path}: holds {RESULTS_FILE} and no finished row in {ROWS_FILE}, without which a run cannot go on; "
                "choose another --out"
            )
        # A run of which nothing was finished holds nothing to protect, unless it is paid for: a corrected command may
        # take its folder.
        told = _Told(askings, technical, prices or {})
        run_id, anew = _keep_plan(path / PLAN_FILE, facts, told, share, free=not rows and not under_way(path))
        _put_aside_strange_items(path / ITEMS_FILE)
        write_items(items, path)
        with (
            closing(Arrivals(path / ARRIVED_FILE, run_id, anew=anew)) as arrivals,
            closing(Journal(path / ROWS_FILE)) as journal,
        ):
            yield RunFolder(path, run_id, rows, arrivals, journal)


@contextmanager
def _removed_unused(made: Sequence[Path]) -> Iterator[None]:
    """Take folders away that were made for a run, innermost first, where it is refused and nothing of it was kept."""
    try:
        yield
    except StoppedError:
        raise
    except Ch3efError:
        if made and _is_unused(made[0]):
            for name in _BEGUN:
                (made[0] / name).unlink(missing_ok=True)
            with suppress(OSError):  # somebody has put something there
                for folder in made:
                    folder.rmdir()
        raise


@contextmanager
def _removed_unmerged(path: Path) -> Iterator[None]:
    """Take away what was begun of a run where its shards, which hold all of it, are refused and nothing was there."""
    before = {name for name in _BEGUN if (path / name).exists()}
    try:
        yield
    except InputError:
        for name in () if PLAN_FILE in before else set(_BEGUN) - before:
            (path / name).unlink(missing_ok=True)
        raise


_BEGUN = (PLAN_FILE, ITEMS_FILE, ROWS_FILE, ARRIVED_FILE, LOCK_FILE)
"""What a run's folder holds before anything was asked; the lock last, so that nobody else has it before."""


def _is_unused(folder: Path) -> bool:
    there = {path.name: path.stat().st_size for path in folder.iterdir()}
    return there.keys() <= set(_BEGUN) and not there.get(ROWS_FILE) and not there.get(ARRIVED_FILE)


_HALF = re.compile(rf"\.({'|'.join(map(re.escape, (PLAN_FILE, ITEMS_FILE, RESULTS_FILE, SUMMARY_FILE)))})\.\d+")
"""Names under which earlier versions began the files of a run: a kill left them there."""


def _remove_halves(path: Path) -> None:
    """Remove what kills of earlier versions left half written; whoever has the lock is alone here."""
    for entry in list(path.iterdir()):
        if _HALF.fullmatch(entry.name) and entry.is_file() and not entry.is_symlink():
            entry.unlink(missing_ok=True)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Have a run's folder to oneself.

    Raises:
        InputError: Another process has it, or the lock cannot be written.
    """
    try:
        lock = (path / LOCK_FILE).open("a")
    except OSError as error:
        raise InputError(f"{path}: cannot be used as the run's folder ({error.strerror or error})") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InputError(f"{path}: another process is running in this folder; wait for it or stop it") from None
        if not os.fstat(lock.fileno()).st_nlink:
            raise InputError(f"{path}: another process has just taken this folder away; say it again")
        yield


def check_ours(path: Path) -> None:
    """Check that what a run's folder holds under the names of our files is what we write there.

    Args:
        path: The folder of `ch3ef run` or of `ch3ef score`.

    Raises:
        InputError: A file that would be replaced or gone on with is something else.
    """
    plan, journal, table, summary = (path / name for name in (PLAN_FILE, ROWS_FILE, RESULTS_FILE, SUMMARY_FILE))
    for file in (plan, path / ITEMS_FILE, path / ARRIVED_FILE, path / BATCHES_FILE, journal, table, summary):
        if file.is_symlink() or (file.exists() and not file.is_file()):
            raise InputError(f"{file}: is a link, or not a file; {_AWAY}")
    if plan.is_file():
        read_plan(plan)
    elif journal.is_file():
        raise InputError(f"{journal}: is there without {PLAN_FILE}, and not a run's own; {_AWAY}")
    if table.is_file():
        try:
            check_table(table)
        except InputError as error:
            raise InputError(f"{error}; {_AWAY}") from error
        _check_own_table(path)
    if summary.is_file():
        found = read_json(summary, str(summary), _AWAY)
        if not (isinstance(found, dict) and {"run_id", "groups"} <= set(found)):
            raise InputError(f"{summary}: is not the summary of a run; {_AWAY}")


def _put_aside_strange_items(file: Path) -> None:
    """Keep under another name what stands in the place of the items and is none: somebody's, or damaged."""
    try:
        _read_items(file)
    except InputError:
        file.rename(next(name for n in count(1) if not (name := file.with_name(f"{file.name}.{n}")).exists()))


def rewrite_rows(path: Path, rows: list[ResultRow], changed: Sequence[ResultRow]) -> None:
    """Write a finished run's results anew, some of its rows changed.

    Args:
        path: The folder of `ch3ef run` or `ch3ef score`, locked.
        rows: All rows, in the order of the table.
        changed: Those that are new, which a run that is resumed there is to find too.

    Raises:
        InputError: The folder cannot be written.
    """
    journal = path / ROWS_FILE
    if journal.is_file():
        with closing(Journal(journal)) as lines:
            for row in changed:
                lines.write(row.to_json())
    write_rows(rows, path / RESULTS_FILE)


class _Told(NamedTuple):
    """What a plan holds beside what makes it the run that it is."""

    askings: Sequence[int]
    technical: Sequence[Mapping[str, Mapping[str, str]]]
    prices: Mapping[str, Price]

    def beside(self, found: Mapping[str, Any]) -> dict[str, Any]:
        """With what was found there: each way in which a part of the rows was computed stays written down."""
        ways = [*found.get("technical", []), *self.technical]
        prices = found.get("prices", {}) | {name: [price.sent, price.received] for name, price in self.prices.items()}
        distinct = [way for place, way in enumerate(ways) if way not in ways[:place]]
        return {"askings": list(self.askings), "technical": distinct, **({"prices": prices} if prices else {})}


def _keep_plan(
    file: Path,
    facts: Mapping[str, object],
    told: _Told,
    share: Share | None,
    *,
    free: bool,
) -> tuple[str, bool]:
    """The run's id, and whether it begins here; a plan that lies there must be this one, unless the folder is free."""
    wanted = json.loads(json.dumps(facts))
    piece = {} if share is None else {"shard": share.to_record()}
    found = read_plan(file) if file.is_file() else {}
    if free and (found.get("plan"), found.get("shard")) != (wanted, piece.get("shard")):
        run_id = uuid.uuid4().hex[:12]
        _write_plan(file, {"run_id": run_id, "plan": facts, **told.beside({}), **piece})
        return run_id, True
    found = read_plan(file)
    check_same_plan(file.parent, found["plan"], wanted)
    if found.get("shard") != piece.get("shard"):
        its = _share(file, found)
        what = "a whole run" if its is None else f"shard {its.shard}"
        own = "the whole run" if share is None else f"shard {share.shard}, or cuts otherwise"
        raise InputError(f"{file.parent}: holds {what}, and this command asks {own}; choose another --out")
    kept = told.beside(found)
    if found != found | kept:
        _write_plan(file, found | kept)
    return str(found["run_id"]), False


def check_same_plan(path: Path, its: Mapping[str, Any], own: Mapping[str, Any], what: str = "this command's") -> None:
    """Check that a folder is of a run.

    Args:
        path: The folder.
        its: The plan that lies there.
        own: The run's.
        what: Whose that is, to name in an error what stands in it.

    Raises:
        InputError: It is of another run; the message names the first thing in which they differ.
    """
    for name in {**own, **its}:
        if its.get(name) != own.get(name):
            other = _other(name, its.get(name), own.get(name), what)
            by_version = name == "rules" or (name == "settings" and ROOM in other)
            go_on = "go on with the version of ch3ef that began it" if by_version else "repeat the earlier command"
            raise InputError(f"{path}: belongs to another run: {other}; choose another --out, or {go_on}")


def _other(name: str, its: Any, own: Any, what: str) -> str:
    """In words, in what a run's plan differs from another one's."""
    if name == "settings":
        return difference(its or {}, own or {})
    its, own = _differing(its, own)
    if name == "checkpoints" and isinstance(its, dict) and isinstance(own, dict) and its.keys() == own.keys():
        model = next(iter(its))
        files = changed_files(str(its[model]), str(own[model]))
        return f"the checkpoint of {model!r} was written anew since it began ({', '.join(files[:3])})"
    if name in ("models", "judges", "reader"):
        its, own = (_called(each) if isinstance(each, dict) else each for each in (its, own))
    verb = "is" if name in ("seed", "limit", "suite", "selection", "reader", "until_width") else "are"
    return f"its {name} {verb} {_short(its)}, {what} {_short(own)}"


def _called(models: Mapping[str, str]) -> str | list[str]:
    """Models by name, with what they are where the name does not say it."""
    names = [name if name == identity else f"{name} ({identity})" for name, identity in models.items()]
    return names[0] if len(names) == 1 else names


def _differing(one: Any, other: Any) -> tuple[Any, Any]:
    """A fact of two plans; where it has entries, those alone that differ."""
    if not (isinstance(one, dict) and isinstance(other, dict)):
        return one, other
    alike = {name for name in one if name in other and one[name] == other[name]}
    first, second = ({name: each[name] for name in each if name not in alike} for each in (one, other))
    return first, second


def read_plan(file: Path) -> dict[str, Any]:
    """What `run.json` holds: `run_id`, `plan`; `askings`, unless an earlier version wrote it; of a shard, `shard`.

    Raises:
        InputError: It cannot be read, or is something else.
    """
    found = read_json(file, str(file), "choose another --out")
    kinds = {"plan": dict, "askings": list, "technical": list, "prices": dict, "shard": dict}
    wrong = [
        name
        for name, kind in kinds.items()
        if not isinstance(found, dict) or not isinstance(found.get(name, kind()), kind)
    ]
    if wrong or not {"run_id", "plan"} <= set(found):
        what = f"`{wrong[0]}` is not as we write it" if wrong else "it has no `run_id` or no `plan`"
        raise InputError(f"{file}: not the plan of a run ({what}); choose another --out")
    return {**found, "run_id": str(found["run_id"])}


def _write_plan(file: Path, record: Mapping[str, object]) -> None:
    write_text_whole(file, json.dumps(record, indent=1, ensure_ascii=False))


def _run_id(folder: Path) -> str | None:
    """Which run a folder is of: as its plan says, of a scored one its summary; None where neither is there."""
    plan, summary = folder / PLAN_FILE, folder / SUMMARY_FILE
    if plan.is_file():
        return str(read_plan(plan)["run_id"])
    found = read_json(summary, str(summary), _AWAY) if summary.is_file() else {}
    return str(found["run_id"]) if isinstance(found, dict) and "run_id" in found else None


def _check_own_table(folder: Path) -> None:
    """Refuse a results table that was put into the folder of another run, or is of several."""
    table, own = folder / RESULTS_FILE, _run_id(folder)
    if own is not None and (other := next((each for each in run_ids(table) if each != own), None)) is not None:
        raise _of_another(table, other, own)


def _of_another(place: Path | str, other: str, own: str) -> InputError:
    return InputError(
        f"{place}: is of run {short(other)}, its folder of run {short(own)}; put each run's files back into a folder "
        "of its own"
    )


def _short(value: object, most: int = 120) -> str:
    text = "none" if value in (None, {}, []) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= most else text[: most - 3] + "..."


def _read_finished(file: Path, run_id: str | None) -> list[ResultRow]:
    """The finished rows, all of one run: by default that of the first."""
    rows, same = [], dict[str, str]()
    for number, line in enumerate(each_line(file), 1):
        if not line.endswith(b"\n") and line[: len(_ROW)] != _ROW[: len(line)]:
            raise InputError(f"{file}: ends with something else than a row; {_AWAY}")
        if not line.endswith(b"\n") or line == b"\n":
            continue
        try:
            row = row_from_json(line.decode("utf-8"), same)
        except (ValueError, TypeError, InputError) as error:
            raise InputError(
                f"{file}: line {number}: not a finished row ({error}); remove the line, and its item is asked again"
            ) from error
        run_id = row.run_id if run_id is None else run_id
        if row.run_id != run_id:
            raise _of_another(f"{file}: line {number}", row.run_id, run_id)
        rows.append(row)
    return rows


@dataclass(frozen=True)
class RunState:
    """How far a run has come.

    Attributes:
        path: Its folder.
        finished: Whether it came to its end.
        rows: Answers that are there.
        expected: Answers that it is to give; None where unknown.
        suite: The suite that was asked; empty for none, and where unknown.
        settings: How replies were drawn and how long they could be, by model; empty where unknown.
        shard: Which shard of a run it is; None for a whole one.
        own: Answers that the shard is to give.
        goes_on: What brings the run to its end.
        prices: What tokens cost, by model ("judge NAME" for a judge), as far as it was said.
        until_width: Half the width at which it stops asking; None where it asks all.
    """

    path: Path
    finished: bool
    rows: int
    expected: int | None
    suite: str = ""
    settings: Mapping[str, GenerationSettings] = field(default_factory=dict)
    shard: Shard | None = None
    own: int = 0
    goes_on: str = GOES_ON
    prices: Mapping[str, Price] = field(default_factory=dict)
    until_width: float | None = None

    @property
    def sentence(self) -> str:
        """How far it has come, in words."""
        told = {"path": str(self.path), "n": f"{self.rows:,}"}
        if self.shard is not None:
            return words(
                "{path} is shard {number} of {of}: {n} of its {own} answers are there, of {all} in the whole run",
                number=self.shard.number,
                of=self.shard.of,
                own=f"{self.own:,}",
                all=f"{self.expected or 0:,}",
                **told,
            )
        if self.finished and self.until_width is not None and self.expected is not None:
            return words("{path}: {n} answers, of at most {all}", all=f"{self.expected:,}", **told)
        if self.finished:
            return words("{path}: {n} answers", **told)
        if self.expected is None:
            return words("{path} is not finished: {n} answers are there", **told)
        if self.until_width is not None:
            sentence = "{path} is not finished: {n} of at most {all} answers are there"
            return words(sentence, all=f"{self.expected:,}", **told)
        return words("{path} is not finished: {n} of {all} answers are there", all=f"{self.expected:,}", **told)


@dataclass(frozen=True)
class FoundRun:
    """A run as it lies in its folder, finished or not.

    Attributes:
        path: The folder; of a results table by itself, the one that it lies in.
        table: The results table; None where there is none yet.
        n_rows: How many rows there are.
        items: What was asked, by scenario and item id; empty where it was not kept (folders of earlier versions,
            tables by themselves).
        expected: How many rows the run is to have, by model, recipe and scenario; empty where that is not known.
        so_far: Where there is no table yet, the rows that are there, the latest for each item.
        suite: As in `RunState`.
        settings: As in `RunState`.
        share: Of a shard, what it asks of its run.
        prices: As in `RunState`.
        until_width: As in `RunState`.
    """

    path: Path
    table: Path | None
    n_rows: int
    items: dict[tuple[str, str], Item]
    expected: dict[tuple[str, str, str], int]
    so_far: list[ResultRow]
    suite: str = ""
    settings: Mapping[str, GenerationSettings] = field(default_factory=dict)
    share: Share | None = None
    prices: Mapping[str, Price] = field(default_factory=dict)
    until_width: float | None = None

    @property
    def finished(self) -> bool:
        """Whether there is a results table, with all rows that the run is to have."""
        return self.table is not None and (self.until_width is not None or self.n_rows >= sum(self.expected.values()))

    @property
    def state(self) -> RunState:
        """How far the run has come."""
        expected = sum(self.expected.values()) or None
        state = RunState(
            self.path,
            self.finished,
            self.n_rows,
            expected,
            self.suite,
            self.settings,
            prices=self.prices,
            until_width=self.until_width,
        )
        if self.share is not None:
            own = self.share.askings * len({model for model, _, _ in self.expected})
            state = replace(state, shard=self.share.shard, own=own)
        merged = self.path.parent if self.share is not None and self.table is not None else self.path
        if _awaits_merging(merged):
            state = replace(state, goes_on=f"`ch3ef merge {shlex.quote(str(merged))}` puts the shards together")
        return state

    @cached_property
    def rows(self) -> list[ResultRow]:
        """The rows, the latest for each item; the results table is read when they are asked for."""
        return self.so_far if self.table is None else read_rows(self.table)

    def rows_of(self, kept: npt.NDArray[np.bool_]) -> list[ResultRow]:
        """Some of the rows; no other is kept in memory.

        Args:
            kept: Which, shape (n_rows,).
        """
        if self.table is None:
            return list(compress(self.so_far, kept.tolist()))
        return read_rows(self.table, None if kept.all() else kept) if kept.any() else []


def unfinished(path: Path) -> FoundRun | None:
    """The run, if it lies there and is not finished; its items and rows are read only then.

    Args:
        path: As for `read_run`.

    Raises:
        InputError: A file of it cannot be read.
    """
    folder = path.parent if path.is_file() else path
    plan, table = folder / PLAN_FILE, folder / RESULTS_FILE
    if path.is_file() and path.name != RESULTS_FILE:
        return None
    if not plan.is_file():
        if table.is_file():
            _check_own_table(folder)
        elif _awaits_merging(folder):
            raise InputError(_apart(folder))
        return None
    if table.is_file() and (until_width_of(folder) is not None or count_rows(table) >= sum(_expected(plan).values())):
        _check_own_table(folder)
        return None
    return read_run(path)


def read_run(path: Path) -> FoundRun:
    """Read a run without changing anything in its folder; it may be going on.

    Args:
        path: The folder of `ch3ef run` or of `ch3ef score`, or a `results.parquet`.

    Returns:
        The run; of one that is not finished, the rows that are there so far, in the order of the tables where its
        plan says which that is.

    Raises:
        InputError: No run there, or a file of it cannot be read; the message names the file and the line.
    """
    if path.is_file() and path.name != RESULTS_FILE:
        return FoundRun(path.parent, path, count_rows(path), {}, {}, [])
    folder = path.parent if path.is_file() else path
    plan, journal, table = folder / PLAN_FILE, folder / ROWS_FILE, folder / RESULTS_FILE
    if not any(file.is_file() for file in (plan, journal, table)):
        if _awaits_merging(folder):
            raise InputError(_apart(folder))
        raise InputError(
            f"{path}: {'holds no run' if path.is_dir() else 'no such folder'}; expected the folder of "
            f"`ch3ef run --out DIR` or `ch3ef score --out DIR`, or a {RESULTS_FILE}"
        )
    expected, suite, settings = (_expected(plan), _suite(plan), _settings(plan)) if plan.is_file() else ({}, "", {})
    share, prices = (_share(plan, read_plan(plan)), _prices(plan)) if plan.is_file() else (None, {})
    width = until_width_of(folder)
    items = _read_items(folder / ITEMS_FILE)
    if table.is_file():
        _check_own_table(folder)
        return FoundRun(folder, table, count_rows(table), items, expected, [], suite, settings, share, prices, width)
    own = _read_finished(journal, _run_id(folder))
    rows = list({row.key: row for row in named_without_secrets(own)}.values())
    validate(rows, str(journal))
    blocks = {block: place for place, block in enumerate(expected)}
    places = {key: place for place, key in enumerate(items)}
    rows.sort(
        key=lambda row: (
            blocks.get((row.model, row.recipe, row.scenario), len(blocks)),
            places.get((row.scenario, row.item_id), len(places)),
        )
    )
    return FoundRun(folder, None, len(rows), items, expected, rows, suite, settings, share, prices, width)


def _share(file: Path, found: Mapping[str, Any]) -> Share | None:
    """What a plan says of a shard; None of a whole run."""
    return share_from_record(found["shard"], str(file)) if "shard" in found else None


def _awaits_merging(path: Path) -> bool:
    """Whether shards of a run lie in a folder which were not put together."""
    return bool(shard_folders(path)) and not (path / RESULTS_FILE).is_file()


def _apart(path: Path) -> str:
    return f"{path}: holds shards of a run that are not put together; `ch3ef merge {shlex.quote(str(path))}` does that"


def suite_of(path: Path) -> str:
    """The suite that a run asked; "" for none, and for a results table elsewhere.

    Args:
        path: As for `read_run`.

    Raises:
        InputError: The run's plan cannot be read.
    """
    folder = path.parent if path.name == RESULTS_FILE else path
    return _suite(folder / PLAN_FILE) if (folder / PLAN_FILE).is_file() else ""


def until_width_of(path: Path) -> float | None:
    """Half the width at which a run stops asking; None for one that asks all, and for a results table elsewhere.

    Args:
        path: As for `read_run`.

    Raises:
        InputError: The run's plan cannot be read, or holds something else there.
    """
    file = (path.parent if path.name == RESULTS_FILE else path) / PLAN_FILE
    width = read_plan(file)["plan"].get("until_width") if file.is_file() else None
    if width is not None and not isinstance(width, float):
        raise InputError(f"{file}: not the plan of a run (`until_width` is no number); choose another --out")
    return width


def _suite(file: Path) -> str:
    """The suite of a plan; "" for none."""
    return str(read_plan(file)["plan"].get("suite", ""))


def _settings(file: Path) -> dict[str, GenerationSettings]:
    """The settings of every model of a plan; earlier versions knew none."""
    plan = read_plan(file)["plan"]
    try:
        given = plan.get("settings", {})
        return {without_keys(model): settings_from(given.get(model, {})) for model in plan["models"]}
    except (InputError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{file}: not the plan of a run ({error}); expected what `ch3ef run` wrote there") from error


def _prices(file: Path) -> dict[str, Price]:
    """What tokens cost by a plan, by model."""
    try:
        return {
            without_keys(model): Price(float(sent), float(received))
            for model, (sent, received) in read_plan(file).get("prices", {}).items()
        }
    except (ValueError, TypeError) as error:
        raise InputError(f"{file}: not the plan of a run ({error}); expected what `ch3ef run` wrote there") from error


def _expected(file: Path) -> dict[tuple[str, str, str], int]:
    """Askings per model, recipe and scenario; none where an earlier version wrote the plan."""
    found = read_plan(file)
    if "askings" not in found:
        return {}
    try:
        parts = list(zip(found["plan"]["parts"], found["askings"], strict=True))
        return {
            (without_keys(model), recipe, scenario): index(askings)
            for model in found["plan"]["models"]
            for (scenario, recipe, _), askings in parts
        }
    except (ValueError, KeyError, TypeError, AttributeError) as error:  # the last of a name that is no text
        raise InputError(f"{file}: not the plan of a run ({error}); expected what `ch3ef run` wrote there") from error


def _read_items(file: Path) -> dict[tuple[str, str], Item]:
    """Items by scenario and id; none where an earlier version wrote the folder."""
    if not file.is_file():
        return {}
    items: dict[tuple[str, str], Item] = {}
    anew = "the same `ch3ef run` command writes the file anew"
    for where, record in read_json_lines(file, str(file), anew):
        try:
            item = item_from_record(record)
            unchanged = is_as_named(item)
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{where}: not an item ({error}); {anew}") from error
        if not unchanged:
            raise InputError(
                f"{where}: item {short(item.id)} is not as it was asked: its question, options, key or pictures were "
                f"changed since; {anew}"
            )
        items[item.scenario, item.id] = item
    return items

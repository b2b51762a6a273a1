"""A run's folder: its plan, its items, its finished rows, its lock. What is kept survives a kill at any moment."""

from __future__ import annotations

import fcntl
import json
import os
import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path

from ch3ef.errors import Ch3efError, InputError, RunError, StoppedError, counted, short
from ch3ef.files import read_json, read_json_lines, write_text_whole
from ch3ef.items import Item, is_as_named, item_from_record
from ch3ef.journals import Journal
from ch3ef.results import (
    RESULTS_FILE,
    SUMMARY_FILE,
    Outcome,
    ResultRow,
    RowKey,
    check_table,
    run_ids,
    write_row_groups,
    write_rows,
)
from ch3ef.running.arrivals import ARRIVED_FILE, Arrivals
from ch3ef.running.batch_journal import BATCHES_FILE, under_way
from ch3ef.running.places import AWAY, Places, each_finished, of_another, rows_at
from ch3ef.running.plan import (
    PLAN_FILE,
    Told,
    keep_plan,
    read_plan,
)
from ch3ef.running.prices import Price
from ch3ef.running.shards import Share, apart, awaits_merging
from ch3ef.temporaries import is_temporary, remove_leftovers

ITEMS_FILE = "items.jsonl"
ROWS_FILE = "finished.jsonl"
LOCK_FILE = ".lock"
NAMED = 5
"""Items that a message names, at most."""


@dataclass
class RunFolder:
    """An open run folder; nobody else has it open. Its rows are on disk, and read when they are needed.

    Attributes:
        path: Where it is.
        run_id: The run's name, kept over restarts.
        arrivals: What models gave, also where no row says it yet.
    """

    path: Path
    run_id: str
    arrivals: Arrivals
    _places: Places = field(repr=False)
    _journal: Journal = field(repr=False)

    def keep(self, row: ResultRow) -> None:
        """Put a finished row on disk; it is there when this returns.

        Raises:
            InputError: The disk is full or the file cannot be written.
        """
        self._places.note(row, self._journal.write(row.to_json()))

    def answered(self, key: RowKey) -> bool:
        """Whether an item need not be asked again: without a reply it is not finished."""
        return self._places.answered(key)

    def latest(self, key: RowKey) -> ResultRow | None:
        """The latest row of an item; None where there is none."""
        place = self._places.of(key)
        return None if place is None else next(self._read([place]))[0]

    def rows(self) -> Iterator[ResultRow]:
        """The latest row of each item, in the order in which they were finished; few are in memory at once."""
        return chain.from_iterable(self._read(self._places.in_file()))

    def _read(self, places: Sequence[int]) -> Iterator[list[ResultRow]]:
        return rows_at(places, self._journal.line, self.path / ROWS_FILE)

    def take_over(self, groups: Iterable[Sequence[ResultRow]]) -> None:
        """Write `results.parquet` of rows that were finished elsewhere, of which few are in memory at once.

        Args:
            groups: As for `write_row_groups`. What of them the folder has not is put on disk first, and not held.

        Raises:
            RunError: The folder is no longer where it was.
            InputError: The table cannot be written.
        """

        def kept() -> Iterator[Sequence[ResultRow]]:
            for rows in groups:
                for row in rows:
                    if self.latest(row.key) != row:
                        self._journal.write(row.to_json())
                yield rows

        if not self._journal.in_place():
            raise RunError(
                f"{self.path}: was moved or removed; the same command with the folder where it is now goes on"
            )
        self._write(kept())

    def finish(self, order: Iterable[RowKey]) -> None:
        """Write `results.parquet` from the latest row of each item.

        Args:
            order: Keys of the rows in the order in which they shall stand, however they were finished.

        Raises:
            RunError: An item has no row, and nothing is written; or the folder is no longer where it was.
            InputError: The table cannot be written.
        """
        places, missing = array("q"), []
        for key in order:
            place = self._places.of(key)
            if place is None:
                missing.append(key)
            else:
                places.append(place)
        if missing:
            names = "; ".join(", ".join(map(str, key[:-1])) for key in missing[:NAMED])
            more = f"; and {len(missing) - NAMED} more" if len(missing) > NAMED else ""
            raise RunError(
                f"{self.path}: {len(missing)} of {counted(len(places) + len(missing), 'item')} have no row "
                f"({names}{more}); the same command asks them again"
            )
        if not self._journal.in_place():
            raise self._moved(self._read(places))
        self._write(self._read(places))

    def _write(self, groups: Iterable[Sequence[ResultRow]]) -> None:
        """Write the table; where every item has its reply, what arrived stands in it."""
        left = False

        def seen() -> Iterator[Sequence[ResultRow]]:
            nonlocal left
            for rows in groups:
                left = left or any(row.outcome == Outcome.ERROR for row in rows)
                yield rows

        write_row_groups(seen(), self.path / RESULTS_FILE)
        if not left:
            self.arrivals.discard()

    def _moved(self, groups: Iterable[Sequence[ResultRow]]) -> RunError:
        """What became of the rows of a folder that was moved or removed: all are where it is now, if it is anywhere."""
        table, told = self.path / RESULTS_FILE, "the same command with --out where it is now goes on"
        if not (self.path / PLAN_FILE).exists() and not table.exists():
            self.path.mkdir(parents=True, exist_ok=True)
            write_row_groups(groups, table)
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
        if not merging and awaits_merging(path):
            raise InputError(f"{apart(path)}, or choose another --out")
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
        places, begun = Places(), False
        for row, place, _ in each_finished(path / ROWS_FILE, run_id_of(path)):
            places.note(row, place)
            begun = True
        if not begun and (path / RESULTS_FILE).is_file():
            raise InputError(
                f"{path}: holds {RESULTS_FILE} and no finished row in {ROWS_FILE}, without which a run cannot go on; "
                "choose another --out"
            )
        # A run of which nothing was finished holds nothing to protect, unless it is paid for: a corrected command may
        # take its folder.
        told = Told(askings, technical, prices or {})
        run_id, anew = keep_plan(path / PLAN_FILE, facts, told, share, free=not begun and not under_way(path))
        _put_aside_strange_items(path / ITEMS_FILE)
        write_items(items, path)
        with (
            closing(Arrivals(path / ARRIVED_FILE, run_id, anew=anew)) as arrivals,
            closing(Journal(path / ROWS_FILE)) as journal,
        ):
            yield RunFolder(path, run_id, arrivals, places, journal)


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
            raise InputError(f"{file}: is a link, or not a file; {AWAY}")
    if plan.is_file():
        read_plan(plan)
    elif journal.is_file():
        raise InputError(f"{journal}: is there without {PLAN_FILE}, and not a run's own; {AWAY}")
    if table.is_file():
        try:
            check_table(table)
        except InputError as error:
            raise InputError(f"{error}; {AWAY}") from error
        check_own_table(path)
    if summary.is_file():
        found = read_json(summary, str(summary), AWAY)
        if not (isinstance(found, dict) and {"run_id", "groups"} <= set(found)):
            raise InputError(f"{summary}: is not the summary of a run; {AWAY}")


def _put_aside_strange_items(file: Path) -> None:
    """Keep under another name what stands in the place of the items and is none: somebody's, or damaged."""
    try:
        read_items(file)
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


def run_id_of(folder: Path) -> str | None:
    """Which run a folder is of: as its plan says, of a scored one its summary; None where neither is there."""
    plan, summary = folder / PLAN_FILE, folder / SUMMARY_FILE
    if plan.is_file():
        return str(read_plan(plan)["run_id"])
    found = read_json(summary, str(summary), AWAY) if summary.is_file() else {}
    return str(found["run_id"]) if isinstance(found, dict) and "run_id" in found else None


def check_own_table(folder: Path) -> None:
    """Refuse a results table that was put into the folder of another run, or is of several."""
    table, own = folder / RESULTS_FILE, run_id_of(folder)
    if own is not None and (other := next((each for each in run_ids(table) if each != own), None)) is not None:
        raise of_another(table, other, own)


def read_items(file: Path) -> dict[tuple[str, str], Item]:
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

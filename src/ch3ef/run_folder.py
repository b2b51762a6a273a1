"""A run's folder: its plan, its finished rows, its lock. What is kept survives a kill at any moment."""

from __future__ import annotations

import fcntl
import json
import os
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from ch3ef.errors import InputError
from ch3ef.measures import measure
from ch3ef.pairs import summarise_pairs
from ch3ef.results import RESULTS_FILE, ResultRow, RowKey, row_from_json, write_rows, write_whole
from ch3ef.summary import summarise

PLAN_FILE = "run.json"
ROWS_FILE = "finished.jsonl"
SUMMARY_FILE = "summary.json"
LOCK_FILE = ".lock"


@dataclass
class RunFolder:
    """An open run folder; nobody else has it open.

    Attributes:
        path: Where it is.
        run_id: The run's name, kept over restarts.
        rows: The rows that are finished, the latest for each item.
    """

    path: Path
    run_id: str
    rows: list[ResultRow]
    _file: TextIOWrapper = field(repr=False)

    def keep(self, row: ResultRow) -> None:
        """Put a finished row on disk; it is there when this returns.

        Raises:
            InputError: The disk is full or the file cannot be written.
        """
        try:
            self._file.write(row.to_json() + "\n")
            self._file.flush()
        except OSError as error:
            raise InputError(f"{self._file.name}: cannot be written ({error.strerror or error})") from error
        self.rows.append(row)

    def finish(self, order: Iterable[RowKey]) -> list[ResultRow]:
        """Write `results.parquet` and `summary.json` from the latest row of each item.

        Args:
            order: Keys of the rows in the order in which they shall stand, however they were finished.

        Returns:
            The rows that were written.
        """
        latest = {row.key: row for row in self.rows}
        rows = [latest[key] for key in order if key in latest]
        write_results(rows, self.path)
        return rows


def write_results(rows: list[ResultRow], folder: Path) -> None:
    """Write the results table and its summary into a folder."""
    write_rows(rows, folder / RESULTS_FILE)
    summary = {"run_id": rows[0].run_id if rows else None} | summary_record(rows)
    write_whole(folder / SUMMARY_FILE, lambda file: file.write_text(json.dumps(summary, indent=1), encoding="utf-8"))


@contextmanager
def open_run_folder(path: Path, facts: Mapping[str, object]) -> Iterator[RunFolder]:
    """Create a run's folder, or open it again.

    Args:
        path: The folder; it may be missing or empty.
        facts: What the run asks; a folder that was begun with other facts is refused.

    Yields:
        The folder, locked.

    Raises:
        InputError: The folder holds something else, another run, or a run that is going on; or it cannot be written.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
        entries = [entry.name for entry in path.iterdir() if entry.name != LOCK_FILE]
        if entries and not (path / PLAN_FILE).is_file():
            raise InputError(
                f"{path}: holds {entries[0]!r} and no run; expected a new or empty folder, or one of an earlier run"
            )
        lock = (path / LOCK_FILE).open("w")
    except OSError as error:
        raise InputError(f"{path}: cannot be used as the run's folder ({error.strerror or error})") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InputError(f"{path}: another process is running in this folder; wait for it or stop it") from None
        rows_file = path / ROWS_FILE
        rows = _read_finished(rows_file)
        # A run of which nothing was finished holds nothing to protect: a corrected command may take its folder.
        run_id = _same_plan(path / PLAN_FILE, facts) if rows else _new_plan(path / PLAN_FILE, facts)
        with rows_file.open("a", encoding="utf-8") as file:
            yield RunFolder(path, run_id, rows, file)


def _same_plan(file: Path, facts: Mapping[str, object]) -> str:
    """The run's id, if the plan that lies there is this one."""
    wanted = json.loads(json.dumps(facts))
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        run_id, plan = str(found["run_id"]), found["plan"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{file}: not the plan of a run ({error}); choose another --out") from error
    for name in wanted:
        if name not in plan or plan[name] != wanted[name]:
            raise InputError(
                f"{file.parent}: belongs to another run: its {name} are {_short(plan.get(name))}, this command's "
                f"{_short(wanted[name])}; choose another --out, or repeat the earlier command"
            )
    return run_id


def _new_plan(file: Path, facts: Mapping[str, object]) -> str:
    """A new run's id, its plan written down."""
    run_id = uuid.uuid4().hex[:12]
    text = json.dumps({"run_id": run_id, "plan": facts}, indent=1, ensure_ascii=False)
    write_whole(file, lambda temporary: temporary.write_text(text, encoding="utf-8"))
    return run_id


def _short(value: object, most: int = 120) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= most else text[: most - 3] + "..."


def _read_finished(file: Path) -> list[ResultRow]:
    """The finished rows; a last line that a kill cut short is removed, for its item was not finished."""
    if not file.is_file():
        return []
    content = file.read_bytes()
    whole = content[: content.rfind(b"\n") + 1]
    if len(whole) < len(content):
        os.truncate(file, len(whole))
    return [row_from_json(line) for line in whole.decode("utf-8").split("\n") if line]


def summary_record(rows: Sequence[ResultRow]) -> dict[str, Any]:
    """Accuracies of groups, of pairs where twins were asked, and further measures, as plain data."""
    return {
        "groups": [group.to_record() for group in summarise(rows)],
        "pairs": [pairs.to_record() for pairs in summarise_pairs(rows)],
        "measures": [found.to_record() for found in measure(rows)],
    }

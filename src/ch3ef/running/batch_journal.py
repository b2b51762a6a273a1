"""Which batches of a run are under way: known again after a kill at any moment, so that nothing is paid for twice.

A line of `batches.jsonl` is written before a batch is made (what is in it), when its vendor has given it a name, and
when all that it held is kept. A batch is known by a mark of ours; a request in it by the digest that `arrivals` keeps
its reply under.
"""

from __future__ import annotations

import json
import secrets
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ch3ef.errors import InputError
from ch3ef.journals import Journal, whole_lines

BATCHES_FILE = "batches.jsonl"


@dataclass(slots=True)
class Made:
    """A batch that is made, or was about to be.

    Attributes:
        mark: What we know it by.
        model: The model's name in the run.
        at: When it was about to be made [s since 1970].
        keys: The requests in it.
        id: The vendor's name for it; empty where that is not known.
    """

    mark: str
    model: str
    at: float
    keys: list[str]
    id: str = ""


class BatchJournal:
    """The batches of a run's folder.

    Args:
        folder: The run's.

    Attributes:
        under_way: Those whose results are not kept yet, by their marks.
        names: The vendors' names of all that the file tells of.

    Raises:
        InputError: The file cannot be read, or is something else.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / BATCHES_FILE
        self._journal: Journal | None = None
        self.under_way: dict[str, Made] = {}
        self.names: set[str] = set()
        for number, line in enumerate(whole_lines(self._path)[0], start=1):
            try:
                self._note(json.loads(line))
            except (ValueError, KeyError, TypeError, OSError, OverflowError, RecursionError) as error:
                where = f"{self._path}: line {number}"
                raise InputError(
                    f"{where}: says nothing of a batch, so that it is not known what is under way; mend it, or move it "
                    "away, and what its batches hold is paid for again"
                ) from error

    def planned(self, model: str, keys: list[str]) -> Made:
        """A batch is about to be made.

        Raises:
            InputError: The file cannot be written; so of all below.
        """
        mark = secrets.token_hex(12)
        self._write({"batch": mark, "model": model, "at": time.time(), "keys": keys})
        return self.under_way[mark]

    def named(self, made: Made, name: str) -> None:
        """Its vendor has given it a name."""
        self._write({"batch": made.mark, "id": name})

    def strange(self, made: Made) -> None:
        """What was taken for it holds something else."""
        self._write({"batch": made.mark, "id": ""})

    def settled(self, made: Made, how: str) -> None:
        """There is nothing more to be had of it."""
        self._write({"batch": made.mark, "settled": how})

    def close(self) -> None:
        """Write no more; a file of which nothing is under way is not needed."""
        if self._journal is not None:
            self._journal.close()
        if not self.under_way:
            with suppress(FileNotFoundError):
                self._path.unlink()

    def _write(self, record: dict[str, Any]) -> None:
        self._journal = self._journal or Journal(self._path)
        self._journal.write(json.dumps(record))
        self._note(record)

    def _note(self, record: dict[str, Any]) -> None:
        mark = record["batch"]
        if "keys" in record:
            at = datetime.fromtimestamp(record["at"], UTC).timestamp()  # of what is no time, none can be told
            self.under_way[mark] = Made(mark, str(record["model"]), at, [*map(str, record["keys"])])
        elif "id" in record:
            self.under_way[mark].id = str(record["id"])
            self.names.add(str(record["id"]))
        else:
            del self.under_way[mark]


def under_way(folder: Path) -> dict[str, Made]:
    """The batches of a run's folder whose results are not kept yet, by their marks.

    Raises:
        InputError: The file cannot be read, or is something else.
    """
    return BatchJournal(folder).under_way

"""A run as it lies in its folder, finished or not: read, and nothing there is changed."""

from __future__ import annotations

import shlex
from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from ch3ef.errors import InputError
from ch3ef.items import Item
from ch3ef.models.settings import GenerationSettings
from ch3ef.results import RESULTS_FILE, ResultRow, count_rows, named_without_secrets, read_rows, validate
from ch3ef.running.folder import ITEMS_FILE, ROWS_FILE, check_own_table, read_items, run_id_of
from ch3ef.running.places import Places, RowsAt, each_finished
from ch3ef.running.plan import (
    PLAN_FILE,
    expected_in,
    prices_in,
    read_plan,
    settings_in,
    share_in,
    suite_in,
    until_width_of,
)
from ch3ef.running.prices import Price
from ch3ef.running.shards import Shard, Share, apart, awaits_merging
from ch3ef.words import words

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

GOES_ON = "the same `ch3ef run` goes on with it"


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
        so_far: Where there is no table yet, the rows that are there, the latest for each item; none where there is.
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
    so_far: RowsAt
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
        if awaits_merging(merged):
            state = replace(state, goes_on=f"`ch3ef merge {shlex.quote(str(merged))}` puts the shards together")
        return state

    @cached_property
    def rows(self) -> list[ResultRow]:
        """The rows, the latest for each item; the results table is read when they are asked for."""
        return list(chain.from_iterable(self.so_far.groups())) if self.table is None else read_rows(self.table)

    def rows_of(self, kept: npt.NDArray[np.bool_]) -> list[ResultRow]:
        """Some of the rows; no other is kept in memory.

        Args:
            kept: Which, shape (n_rows,).
        """
        if self.table is None:
            return list(chain.from_iterable(self.so_far.of(kept.tolist()).groups()))
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
            check_own_table(folder)
        elif awaits_merging(folder):
            raise InputError(apart(folder))
        return None
    if table.is_file() and (until_width_of(folder) is not None or count_rows(table) >= sum(expected_in(plan).values())):
        check_own_table(folder)
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
        return FoundRun(path.parent, path, count_rows(path), {}, {}, RowsAt(path, array("q")))
    folder = path.parent if path.is_file() else path
    plan, journal, table = folder / PLAN_FILE, folder / ROWS_FILE, folder / RESULTS_FILE
    if not any(file.is_file() for file in (plan, journal, table)):
        if awaits_merging(folder):
            raise InputError(apart(folder))
        raise InputError(
            f"{path}: {'holds no run' if path.is_dir() else 'no such folder'}; expected the folder of "
            f"`ch3ef run --out DIR` or `ch3ef score --out DIR`, or a {RESULTS_FILE}"
        )
    expected, suite, settings = (
        (expected_in(plan), suite_in(plan), settings_in(plan)) if plan.is_file() else ({}, "", {})
    )
    share, prices = (share_in(plan, read_plan(plan)), prices_in(plan)) if plan.is_file() else (None, {})
    width = until_width_of(folder)
    items = read_items(folder / ITEMS_FILE)
    if table.is_file():
        check_own_table(folder)
        none = RowsAt(journal, array("q"))
        return FoundRun(folder, table, count_rows(table), items, expected, none, suite, settings, share, prices, width)
    places = Places()
    for found, place, number in each_finished(journal, run_id_of(folder)):
        (row,) = named_without_secrets([found])
        validate([row], str(journal), [number])
        places.note(row, place)
    so_far = RowsAt(journal, places.in_order({block: place for place, block in enumerate(expected)}, items))
    return FoundRun(folder, None, len(so_far), items, expected, so_far, suite, settings, share, prices, width)

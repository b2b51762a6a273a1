"""A run's progress: items done, rate, time left, errors, refusals, and what is waited for.

A bar on a terminal; elsewhere a line now and then.
"""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import datetime, timedelta
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, Task, TextColumn
from rich.table import Column
from rich.text import Text

from ch3ef.cli.output import told_now_and_then
from ch3ef.errors import counted
from ch3ef.models.waiting import waits
from ch3ef.results import Outcome, ResultRow
from ch3ef.running.pace import Kind, Pace
from ch3ef.secrets import redacted

NARROWEST = 8
"""Columns of the bar where texts need the others."""


class RunProgress:
    """Watches a run; shows a bar where `console` writes to a terminal, elsewhere a line every 30 s.

    Rate and time left count from when the first item was begun: loading a model says nothing about either. The time
    left is weighed by what is left of each kind (`ch3ef.running.pace`).

    Args:
        console: Where to show it.

    Attributes:
        errors: Items without a reply so far.
        refusals: Items refused so far.
    """

    def __init__(self, console: Console) -> None:
        self.errors = 0
        self.refusals = 0
        self._begun = math.inf
        self._asked = 0
        self._pace = Pace.of({})
        self._console = console
        self._shown = ExitStack()
        self._line = BarColumn(NARROWEST)
        self._bar = Progress(
            _NameColumn("{task.description}", markup=False, table_column=Column()),
            self._line,
            MofNCompleteColumn(table_column=Column(no_wrap=True)),
            TextColumn("{task.fields[pace]}", markup=False),
            _TroubleColumn("{task.fields[trouble]}", markup=False),
            console=console,
            # Not `console.is_terminal`: FORCE_COLOR claims that a pipe is one.
            disable=not console.file.isatty(),
            transient=True,
        )
        self._task = self._bar.add_task("starting", total=None, pace="", trouble="")

    def __enter__(self) -> RunProgress:
        self._shown.enter_context(self._bar)
        self._shown.enter_context(told_now_and_then(self.line, self._console))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._shown.close()

    def line(self) -> str:
        """How far the run is, in one line."""
        task = self._bar.tasks[self._task]
        done = f"{task.completed:.0f} of {task.total:.0f} items" if task.total is not None else ""
        fields = (task.fields["pace"], task.fields["trouble"], waits())
        return ", ".join(part for part in (done or task.description, *fields) if part)

    def started(self, total: int, left: Mapping[Kind, int]) -> None:
        """The run begins; of `total` items these are left, by kind."""
        self._pace = Pace.of(left)
        done = total - sum(left.values())
        if done:
            told = f"going on: {done} of {total} are there" if left else f"all {total} are there; none is asked again"
            self._console.print(f"ch3ef: {told}", markup=False, highlight=False, soft_wrap=True)
        self._bar.update(self._task, total=total, completed=done, description="loading" if left else "done")

    def finished(self, row: ResultRow) -> None:
        """An item is finished."""
        now = time.monotonic()
        self._begun = min(self._begun, now - (row.seconds or 0.0))
        self._asked += 1
        self._pace.finished(row.model, row.recipe, row.seconds, now, begun_at(row, now))
        self.errors += row.outcome == Outcome.ERROR
        self.refusals += row.outcome == Outcome.REFUSED
        rate = self._asked / max(now - self._begun, 1e-3)
        speed = f"{rate:.1f} items/s" if rate >= 1 else f"{60 * rate:.1f} items/min"
        left = self._pace.seconds_left()
        pace = f"{speed}, " + ("time left ?" if left is None else f"{timedelta(seconds=math.ceil(left))} left")
        trouble = [counted(self.errors, "error")] if self.errors else []
        trouble += [f"{self.refusals} refused"] if self.refusals else []
        self._bar.update(
            self._task,
            advance=1,
            description=f"{row.model} {row.recipe}",
            pace=pace,
            trouble=", ".join(trouble),
        )
        texts = len(f"{row.model} {row.recipe}{self.line()}")
        self._line.bar_width = max(NARROWEST, self._console.width - texts)

    def noted(self, sentence: str) -> None:
        """Something happened that the user may want to know, and the run goes on."""
        self._console.print(f"note: {redacted(sentence)}", markup=False, highlight=False, soft_wrap=True)


def begun_at(row: ResultRow, now: float) -> float | None:
    """When an item was begun, by a clock that says `now`; None where its row does not say it."""
    if row.started_at is None:
        return None
    return now - (time.time() - datetime.fromisoformat(row.started_at).timestamp())


class _NameColumn(TextColumn):
    """What is asked; in a narrow terminal it gives way to the numbers."""

    def render(self, task: Task) -> Text:
        """The text, cut where its column ends; a column that may wrap is the first to be narrowed."""
        text = super().render(task)
        text.no_wrap, text.overflow = True, "ellipsis"
        return text


class _TroubleColumn(TextColumn):
    """What went wrong, and what is waited for at this moment."""

    def render(self, task: Task) -> Text:
        """The two, where there are any."""
        return Text(", ".join(part for part in (str(task.fields["trouble"]), waits()) if part))

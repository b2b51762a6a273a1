"""What was answered -> kept rows: scored, judged where that is wanted, logged; and how asking ends. Of no engine.

One thread makes the rows, so that the event loop which asks is free for what comes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

from ch3ef.errors import Ch3efError, RunError
from ch3ef.judges.judge import panel_now
from ch3ef.recipes.bundles import Bundle
from ch3ef.recipes.rows import row_of
from ch3ef.results import Outcome, ResultRow
from ch3ef.running.answers import Answer
from ch3ef.running.crediting import columns_of, score_of, with_verdicts
from ch3ef.running.exchanges import Exchange, ExchangeLog
from ch3ef.running.lanes import Columns
from ch3ef.running.stopping import patiently
from ch3ef.running.turns import Asker, answers_to

Given = TypeVar("Given")


@dataclass(slots=True)
class Ending:
    """Whether asking goes on.

    Attributes:
        failure: Why it does not, or why a row is missing.
        interrupted: Whether a user ended it.
        stopped: Whether what is under way is not waited for.
        stop: Ends the asking; any thread may call it.
    """

    failure: Exception | None = None
    interrupted: bool = False
    stopped: bool = False
    stop: Callable[[], object] = lambda: None

    def interrupt(self) -> None:
        """Stop asking, since the user wants it."""
        self.interrupted = self.stopped = True
        self.stop()

    def failed(self, failure: Exception) -> None:
        """Stop asking, since it is for nothing."""
        self.failure, self.stopped = self.failure or failure, True
        self.stop()

    def run(self, asking: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Ask in an event loop of its own, until all is answered or this stops it.

        Raises:
            KeyboardInterrupt: It was interrupted.
            Ch3efError: It was stopped, or a finished item gave no row.
        """

        async def every() -> None:
            loop, task = asyncio.get_running_loop(), asyncio.current_task()
            self.stop = lambda: loop.call_soon_threadsafe(task.cancel) if task else None
            try:
                await asking()
            finally:
                for judge in panel_now():
                    if judge.hang_up is not None:
                        await judge.hang_up()

        with patiently(self.interrupt), suppress(asyncio.CancelledError):
            asyncio.run(every())
        if self.interrupted and self.failure is None:
            raise KeyboardInterrupt
        if self.failure is not None:
            if isinstance(self.failure, Ch3efError):
                raise self.failure
            what = f"{type(self.failure).__name__}: {self.failure}"
            raise RunError(f"a finished item gave no row ({what}); the others are kept") from self.failure


class Recording(Asker, Protocol):
    """An asker that keeps what was said."""

    @property
    def exchanges(self) -> Sequence[Exchange]:
        """What was said so far."""


@dataclass(frozen=True, slots=True)
class Finisher:
    """Makes rows of what was answered.

    Attributes:
        rows: The thread on which they are made.
        keep: Takes them.
        log: Takes what was said.
        ending: Stops it.
    """

    rows: Executor
    keep: Callable[[ResultRow], None]
    log: ExchangeLog
    ending: Ending

    @classmethod
    @contextmanager
    def of(cls, keep: Callable[[ResultRow], None], ending: Ending, logs: Path) -> Iterator[Finisher]:
        """One with a thread and a log of its own, in a folder of logs.

        Raises:
            InputError: The log cannot be written.
        """
        with ThreadPoolExecutor(1, "rows") as rows, ExchangeLog.in_folder(logs) as log:
            yield cls(rows, keep, log, ending)

    async def ask(
        self, model: str, bundle: Bundle, columns: Columns, asker: Recording, rested: Callable[[], object]
    ) -> None:
        """Ask all of a bundle and make rows of it; what fails stands in them, a bug of ours in the `ending`.

        Args:
            model: The model's name.
            bundle: What is asked.
            columns: Of its rows.
            asker: Asks the model.
            rested: Called once nothing more of it is asked, before its rows are made.
        """
        try:
            try:
                found: list[Answer] | Ch3efError = await answers_to(bundle, asker)
            except Ch3efError as error:
                found = error
            finally:
                rested()
            await self.finish(model, bundle, columns, found, asker.exchanges)
        except Exception as error:
            # The other rows are kept, and whoever asked is told.
            self.ending.failure = self.ending.failure or error

    async def finish(
        self,
        model: str,
        bundle: Bundle,
        columns: Columns,
        found: Sequence[Answer] | Ch3efError,
        exchanges: Sequence[Exchange],
    ) -> None:
        """Score, have judged what is to be judged, and keep; nothing of what was stopped. What fails stops the asking.

        Args:
            model: The model's name.
            bundle: What was asked.
            columns: Of its rows.
            found: An answer to each, or why there is none to any.
            exchanges: What was said.
        """
        try:
            if not self.ending.stopped:
                await self._finish(model, bundle, columns, found, exchanges)
        except Ch3efError as error:
            self.ending.failed(error)
        except Exception as error:
            # Any bug: the other rows are kept, and whoever asked is told.
            self.ending.failure = self.ending.failure or error

    async def _finish(
        self,
        model: str,
        bundle: Bundle,
        columns: Columns,
        found: Sequence[Answer] | Ch3efError,
        exchanges: Sequence[Exchange],
    ) -> None:
        if isinstance(found, Ch3efError):
            failed = [{"outcome": Outcome.ERROR, "error": str(found)}] * len(bundle)
            await self._aside(self._record, model, bundle, columns, failed, exchanges)
            return

        def scored() -> list[Any]:
            return [score_of(one.asking, one.recipe, answer) for one, answer in zip(bundle, found, strict=True)]

        def told(scores: Sequence[Any]) -> list[dict[str, Any]]:
            return [columns_of(one.recipe, *pair) for one, *pair in zip(bundle, scores, found, strict=True)]

        if not panel_now():
            await self._aside(lambda: self._record(model, bundle, columns, told(scored()), exchanges))
            return
        scores = await self._aside(scored)
        graded = [
            await with_verdicts(one.asking, one.recipe, answer, score)
            for one, answer, score in zip(bundle, found, scores, strict=True)
        ]
        await self._aside(self._record, model, bundle, columns, told(graded), exchanges)

    async def _aside(self, call: Callable[..., Given], *given: Any) -> Given:
        return await asyncio.get_running_loop().run_in_executor(self.rows, call, *given)

    def _record(
        self,
        model: str,
        bundle: Bundle,
        columns: Columns,
        answers: Sequence[Mapping[str, Any]],
        exchanges: Sequence[Exchange],
    ) -> None:
        """Keep the rows of a bundle, and log what was said."""
        self.log.write(model, exchanges)
        for row in rows_of(bundle, columns, answers):
            self.keep(row)


def rows_of(bundle: Bundle, columns: Columns, answers: Sequence[Mapping[str, Any]]) -> list[ResultRow]:
    """The rows of a bundle.

    Args:
        bundle: What was asked.
        columns: Those that are the same for all rows of its set, by the recipe.
        answers: The columns that hold the answers, and what they were worth.
    """
    return [
        row_of(one.asking, {**columns[one.recipe.name], **answer}) for one, answer in zip(bundle, answers, strict=True)
    ]

"""Every sample that Inspect finishes, as rows, the moment it is finished; and whether the run was stopped.

Inspect shields itself from its hooks: it logs what they raise and goes on. Here nothing is lost in that way: the first
failure is kept for whoever opened `recording`.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Any

from inspect_ai.hooks import Hooks, RunEnd, RunStart, SampleEnd, TaskStart, hooks
from inspect_ai.log import EvalSample

from ch3ef.errors import Ch3efError, RunError
from ch3ef.results import ResultRow
from ch3ef.running.logs import is_ours, result_rows
from ch3ef.running.stopping import PATIENCE

Keep = Callable[[ResultRow], None]


@dataclass
class Recorder:
    """Takes the rows of finished samples.

    Attributes:
        keep: Called with each row.
        stopped: Whether the run was interrupted, by the user or by `stop`.
        failure: The first error that a hook met; None where all went well.
        asking: What to cancel where no interrupt is heeded; None before the first question.
    """

    keep: Keep
    stopped: bool = False
    failure: Exception | None = None
    asking: asyncio.Task[Any] | None = None

    def stop(self, failure: Exception) -> None:
        """Stop asking, since it is for nothing."""
        self.failure = self.failure or failure
        if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
            signal.raise_signal(signal.SIGINT)
        elif self.asking is not None:
            self.stopped = True
            self.asking.cancel()

    @contextmanager
    def noting(self) -> Iterator[None]:
        """Keep the first error of what is done inside."""
        try:
            yield
        except Exception as error:  # whatever it is, Inspect would swallow it
            self.failure = self.failure or error


_recorders: list[Recorder] = []


@contextmanager
def recording(keep: Keep) -> Iterator[Recorder]:
    """Call `keep` with the rows of every sample that is finished while this is open.

    Yields:
        Whether the run was stopped.

    Raises:
        InputError: A row could not be written; this takes the place of whatever else ended the run.
        RunError: A hook met any other error; rows of other samples are kept.
    """
    recorder = Recorder(keep)
    before, shown = signal.getsignal(signal.SIGINT), logging.raiseExceptions
    # Inspect keeps a trace in the user's home; where it cannot be written, each of its lines would be a traceback here.
    logging.raiseExceptions = False
    _recorders.append(recorder)
    try:
        yield recorder
    finally:
        _recorders.remove(recorder)
        logging.raiseExceptions = shown
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGINT, before)
        if recorder.failure is not None:
            raise _told(recorder.failure)


def _told(failure: Exception) -> Exception:
    if isinstance(failure, Ch3efError):
        return failure
    told = RunError(f"a finished item gave no row ({type(failure).__name__}: {failure}); the others are kept")
    told.__cause__ = failure
    return told


@hooks(name="ch3ef_recording", description="Keeps every finished sample as rows of the results table")
class Recording(Hooks):
    """Inspect calls this; it passes rows on while `recording` is open."""

    def __init__(self) -> None:
        self._facts: dict[str, dict[str, Any]] = {}
        self._models: dict[str, str] = {}
        self._loops_own: Any = None
        self._stopped_at: float | None = None

    def enabled(self) -> bool:
        """Whether anyone wants the rows."""
        return bool(_recorders)

    async def on_run_start(self, data: RunStart) -> None:  # noqa: ARG002 (Inspect's own signature)
        """Notice interrupts: Inspect takes them for an end like any other, and may give no log that says so."""
        for recorder in _recorders:
            recorder.asking = asyncio.current_task()
        if threading.current_thread() is not threading.main_thread():
            return
        if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
            return  # shells start what runs in the background so
        # By now the event loop has put a handler of its own in place, which cancels what is going on.
        self._loops_own, self._stopped_at = signal.getsignal(signal.SIGINT), None
        signal.signal(signal.SIGINT, self._noticed)

    def _noticed(self, number: int, frame: FrameType | None) -> None:
        for recorder in _recorders:
            recorder.stopped = True
        now = time.monotonic()
        if self._stopped_at is not None and now < self._stopped_at + PATIENCE:
            return
        self._stopped_at = self._stopped_at or now
        # Of what an interrupt leaves behind that comes while the run is ending.
        warnings.filterwarnings("ignore", "coroutine .* was never awaited", RuntimeWarning)
        if callable(self._loops_own):
            self._loops_own(number, frame)

    async def on_run_end(self, data: RunEnd) -> None:  # noqa: ARG002
        """Give the event loop its handler back, which it removes when it ends; after a stop, `recording` does so."""
        in_place = self._loops_own is not None and threading.current_thread() is threading.main_thread()
        if in_place and self._stopped_at is None:
            signal.signal(signal.SIGINT, self._loops_own)
            self._loops_own = None

    async def on_task_start(self, data: TaskStart) -> None:
        """Remember what the task asks; samples do not say."""
        self._facts[data.eval_id] = data.spec.metadata or {}
        self._models[data.eval_id] = data.spec.model

    async def on_sample_end(self, data: SampleEnd) -> None:
        """Pass the finished sample on, unless it was cancelled or is another package's."""
        facts = self._facts.get(data.eval_id, {})
        for recorder in _recorders if is_ours(facts) else ():
            with recorder.noting():
                if not (_cancelled(data.sample) or (recorder.stopped and data.sample.error)):
                    for row in result_rows(data.sample, self._models[data.eval_id], data.run_id, facts):
                        recorder.keep(row)


def _cancelled(sample: EvalSample) -> bool:
    """Whether a sample was cut off, which says nothing of its item."""
    return sample.error is not None and sample.error.message.startswith("CancelledError(")

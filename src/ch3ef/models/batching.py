"""Requests that arrive one by one, computed in batches by one thread.

One thread prepares requests (decoding pictures, tokenising), one computes batches of them, and the event loops
that wait for results stay free. A model computes one batch at a time; while it does, the next is being prepared.
"""

from __future__ import annotations

import atexit
import threading
import time
import weakref
from collections import deque
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from ch3ef.errors import RunError

Job = TypeVar("Job")
Result = TypeVar("Result")

LINGER = 0.1
"""Longest time that a batch with room left waits for requests that are being prepared [s]."""
ENDING = threading.Event()
"""Set once the program ends: nobody waits for results any more, and what takes long should come to an end."""


@dataclass(frozen=True, slots=True)
class _Waiting(Generic[Job, Result]):
    key: Hashable
    job: Job
    future: Future[Result]


class BatchWorker(Generic[Job, Result]):
    """Gathers requests into batches and computes them in a thread of its own.

    Args:
        compute: Gives one result per job, in order. All jobs of a call have the same key.
        batch_size: Most jobs per call, at least 1. Lowered for good when a batch turns out too large.
        too_large: Whether an error means that the batch did not fit into memory.
        make_room: Frees memory that can be done without, before a batch that was too large is tried again; gives
            whether there was any, so that the batch need not be made smaller yet.
        goes_first: Whether a job should be computed before older ones; asked in the computing thread.
    """

    def __init__(
        self,
        compute: Callable[[Sequence[Job]], Sequence[Result]],
        *,
        batch_size: int,
        too_large: Callable[[BaseException], bool],
        make_room: Callable[[], bool] = lambda: False,
        goes_first: Callable[[Job], bool] = lambda _: False,
    ) -> None:
        self.batch_size = batch_size
        self._compute = compute
        self._too_large = too_large
        self._make_room = make_room
        self._goes_first = goes_first
        self._waiting: deque[_Waiting[Job, Result]] = deque()
        self._coming = 0
        self._changed = threading.Condition()
        self._closed = False
        self._preparer = ThreadPoolExecutor(1, thread_name_prefix="ch3ef-prepare")
        self._thread: threading.Thread | None = None
        _workers.add(self)

    def submit(self, prepare: Callable[[], tuple[Hashable, Job]]) -> Future[Result]:
        """Queue a request; may be called from any thread.

        Args:
            prepare: Makes the job, and a key that tells which jobs may share a batch. Runs in another thread.

        Returns:
            The result to come: or the error that preparing or computing it raised.

        Raises:
            RunError: The worker is closed.
        """
        future: Future[Result] = Future()
        with self._changed:
            self._check_open()
            self._coming += 1
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="ch3ef-model", daemon=True)
                self._thread.start()
            self._preparer.submit(self._prepare, prepare, future)
        return future

    def close(self) -> None:
        """End the threads. Requests that were not begun fail with a `RunError`; a batch under way is finished."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._preparer.shutdown()
        if self._thread is not None:
            self._thread.join()
        for waiting in self._waiting:
            if waiting.future.set_running_or_notify_cancel():
                waiting.future.set_exception(_closed())
        self._waiting.clear()

    def end(self) -> None:
        """End the threads of a program that ends; whoever waits for a result is told nothing."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()

    def _check_open(self) -> None:
        if self._closed:
            raise _closed()

    def _prepare(self, prepare: Callable[[], tuple[Hashable, Job]], future: Future[Result]) -> None:
        ready: _Waiting[Job, Result] | None = None
        try:
            self._check_open()
            if not future.cancelled():
                ready = _Waiting(*prepare(), future)
        except BaseException as error:  # handed to whoever waits for the result
            if future.set_running_or_notify_cancel():
                future.set_exception(error)
        with self._changed:
            self._coming -= 1
            if ready is not None:
                self._waiting.append(ready)
            self._changed.notify_all()

    def _work(self) -> None:
        while batch := self._next_batch():
            begun = [waiting for waiting in batch if waiting.future.set_running_or_notify_cancel()]
            if begun:
                self._compute_batch(begun)

    def _next_batch(self) -> list[_Waiting[Job, Result]]:
        """The request whose turn it is and those that may share its batch; empty once the worker is closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._closed)
            deadline = time.monotonic() + LINGER
            while not self._closed and self._coming and len(self._matching()) < self.batch_size:
                if not self._changed.wait(deadline - time.monotonic()):
                    break
            if self._closed:
                return []
            batch = self._matching()
            taken = {id(waiting) for waiting in batch}
            self._waiting = deque(waiting for waiting in self._waiting if id(waiting) not in taken)
            return batch

    def _matching(self) -> list[_Waiting[Job, Result]]:
        in_turn = sorted(self._waiting, key=lambda waiting: not self._goes_first(waiting.job))
        return [waiting for waiting in in_turn if waiting.key == in_turn[0].key][: self.batch_size]

    def _compute_batch(self, batch: Sequence[_Waiting[Job, Result]]) -> None:
        """Compute a batch; in halves where it does not fit into memory, down to single requests."""
        while batch and not ENDING.is_set():
            part = batch[: self.batch_size]
            failure = self._attempt(part)
            if failure is not None and self._too_large(failure):
                again = self._make_room()
                if not again and len(part) > 1:
                    self.batch_size = len(part) // 2
                    again = True
                if again:
                    del failure  # its traceback holds the tensors that filled the memory
                    continue
                failure = _no_room(failure)
            if failure is not None:
                for waiting in part:
                    waiting.future.set_exception(failure)
            batch = batch[len(part) :]

    def _attempt(self, batch: Sequence[_Waiting[Job, Result]]) -> BaseException | None:
        """Compute a batch and hand out the results, or give the error."""
        try:
            results = self._compute([waiting.job for waiting in batch])
        except BaseException as error:  # handed to whoever waits for the results
            return error
        if ENDING.is_set():
            return None
        for waiting, result in zip(batch, results, strict=True):
            waiting.future.set_result(result)
        return None


_workers: weakref.WeakSet[BatchWorker[Any, Any]] = weakref.WeakSet()


@atexit.register
def _end() -> None:
    """Let no thread compute while Python is taken down: the libraries under torch would abort the program."""
    ENDING.set()
    for worker in list(_workers):
        worker.end()


def _closed() -> RunError:
    return RunError("the model was closed; nothing can be asked of it any more")


def _no_room(cause: BaseException) -> RunError:
    error = RunError(
        "the model ran out of memory on a single request; use dtype=bfloat16, a device with more memory, "
        "smaller pictures or a smaller model"
    )
    error.__cause__ = cause.with_traceback(None)
    return error

"""Work that holds the interpreter, shared out among processes: threads would wait for each other."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from ch3ef.errors import RunError

T = TypeVar("T")
R = TypeVar("R")


def on_every_core(work: Callable[[T], R], parts: Sequence[T], *, worth: bool = True) -> Iterator[R]:
    """What a function makes of each part, in their order.

    Args:
        work: Of a module, as the other processes import it; it writes nothing, since it may be ended anywhere.
        parts: What can be pickled; many short ones share out best.
        worth: False where so little is to be done that other processes would have to be started for longer.

    Yields:
        One result per part. Whoever stops asking, or Ctrl-C, ends the processes at once.

    Raises:
        RunError: A process ended by itself.

    Example:
        >>> list(on_every_core(abs, [-2, 3], worth=False))
        [2, 3]
    """
    cores = min(os.cpu_count() or 1, len(parts))
    if cores < 2 or not worth:
        yield from map(work, parts)
        return
    with by_processes(work, parts, cores) as results:
        for result in results:
            yield result.result()


@contextmanager
def by_processes(
    work: Callable[[T], R], parts: Sequence[T], processes: int, *, nice: int = 0
) -> Iterator[list[Future[R]]]:
    """What a function makes of each part, worked out by other processes beside what is done meanwhile.

    A daemon and a script from standard input cannot have others: a thread of theirs works it out.

    Args:
        work: As for `on_every_core`.
        parts: Likewise.
        processes: How many.
        nice: By how much they stand back behind this process and others, as `os.nice` takes it.

    Yields:
        One result per part, in their order, to be waited for. Whoever leaves before they are all there, by an error or
        Ctrl-C, ends the processes at once.

    Raises:
        RunError: A process ended by itself, or none can be started.
    """
    if _alone():
        with ThreadPoolExecutor(1) as pool:
            try:
                yield [pool.submit(work, part) for part in parts]
            finally:
                pool.shutdown(cancel_futures=True)
        return
    # A process forked from one that has threads could wait for them for ever.
    fresh = multiprocessing.get_context("spawn")
    before = {child.pid for child in multiprocessing.active_children()}
    with pool_told_of(), _room_for(processes):
        made = ProcessPoolExecutor(processes, fresh, _begin, (nice,))
    with pool_told_of(), made as pool:
        try:
            # Ctrl-C reaches them too, and is for this process to tell: they are started with it blocked.
            known = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
            try:
                with _room_for(processes):
                    results = [pool.submit(work, part) for part in parts]
            finally:
                signal.pthread_sigmask(signal.SIG_SETMASK, known)
            yield results
        except BaseException:
            # Not cancelled: the pool cannot tell a cancelled result that its process has ended.
            for child in multiprocessing.active_children():
                if child.pid not in before:
                    child.terminate()
            raise


@contextmanager
def pool_told_of() -> Iterator[None]:
    """Tell of a pool of fresh processes that broke why it mostly does: a script without a guard runs in each of them.

    Raises:
        RunError: It broke.
    """
    if getattr(multiprocessing.current_process(), "_inheriting", False):  # as `multiprocessing` itself looks
        raise SystemExit(1)  # such a process: the first one tells
    try:
        yield
    except BrokenProcessPool:
        raise RunError(
            "a process that shares the work ended by itself; expected a script that calls this below "
            '`if __name__ == "__main__":`; where it does, memory ran out: close other programs'
        ) from None


@contextmanager
def _room_for(processes: int) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise RunError(
            f"another process cannot be started ({error.strerror or error}); expected room for {processes}: "
            "close other programs, or raise the limit (`ulimit -u`)"
        ) from error


def _alone() -> bool:
    """Whether this process can start no others: it is a daemon, or its script has no file that they could read."""
    main = sys.modules["__main__"]
    file = getattr(main, "__file__", None)  # "<stdin>" of a script from standard input
    lost = getattr(main, "__spec__", None) is None and file is not None and not Path(file).exists()
    return lost or multiprocessing.current_process().daemon


BEHIND = 10
"""How far processes stand back whose work is waited for last."""


def _begin(nice: int) -> None:
    """Stand back, and end with the parent, also where that was killed and could end nothing."""
    os.nice(nice)
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()

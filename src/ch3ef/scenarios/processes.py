"""Work that holds the interpreter, shared out among processes: threads would wait for each other."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
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

    Args:
        work: As for `on_every_core`.
        parts: Likewise.
        processes: How many.
        nice: By how much they stand back behind this process and others, as `os.nice` takes it.

    Yields:
        One result per part, in their order, to be waited for. Whoever leaves before they are all there, by an error or
        Ctrl-C, ends the processes at once.

    Raises:
        RunError: A process ended by itself.
    """
    # A process forked from one that has threads could wait for them for ever.
    fresh = multiprocessing.get_context("spawn")
    before = {child.pid for child in multiprocessing.active_children()}
    with pool_told_of(), ProcessPoolExecutor(processes, fresh, _begin, (nice,)) as pool:
        try:
            # Ctrl-C reaches them too, and is for this process to tell: they are started with it blocked.
            known = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
            try:
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

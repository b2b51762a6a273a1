"""Work that holds the interpreter, shared out among processes: threads would wait for each other."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

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
    """
    cores = min(os.cpu_count() or 1, len(parts))
    if cores < 2 or not worth:
        yield from map(work, parts)
        return
    # A process forked from one that has threads could wait for them for ever.
    fresh = multiprocessing.get_context("spawn")
    before = {child.pid for child in multiprocessing.active_children()}
    with ProcessPoolExecutor(cores, mp_context=fresh, initializer=_ended_by_signals) as pool:
        try:
            yield from pool.map(work, parts)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for child in multiprocessing.active_children():
                if child.pid not in before:
                    child.terminate()
            raise


def _ended_by_signals() -> None:
    """Ctrl-C reaches these processes too: it is for the first one to say so."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)

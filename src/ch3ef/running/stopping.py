"""Being stopped: Ctrl-C, and what a scheduler sends in its place."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

PATIENCE = 10.0
"""Seconds after a first interrupt in which further ones change nothing: what is done is ending.

Python raises `KeyboardInterrupt` for them wherever it is; a step that was about to run is lost, and what waits for it
waits for ever.
"""


@dataclass
class Signals:
    """What came.

    Attributes:
        terminated: Whether SIGTERM did.
    """

    terminated: bool = False


@contextmanager
def stoppable() -> Iterator[Signals]:
    """Have SIGTERM stop what is done inside as Ctrl-C does: with `KeyboardInterrupt`, everything closed in order.

    Yields:
        Whether it came; also where it was ignored before, and stays so, or this is not the main thread: never.
    """
    came, own = Signals(), os.getpid()
    if threading.current_thread() is not threading.main_thread() or signal.getsignal(signal.SIGTERM) is signal.SIG_IGN:
        yield came
        return

    def interrupt(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 (a handler's own signature)
        if os.getpid() != own:  # a process that was forked off ends without a word
            os._exit(128 + number)
        came.terminated = True
        if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # shells start what runs in the background so
            raise KeyboardInterrupt
        signal.raise_signal(signal.SIGINT)

    before, before_that = signal.signal(signal.SIGTERM, interrupt), signal.getsignal(signal.SIGINT)
    _open.append(came)
    try:
        yield came
    finally:
        _open.pop()
        signal.signal(signal.SIGTERM, before)
        # What is around this tells how it ended, and is not to be disturbed in that.
        if not _open and before_that is not None:
            signal.signal(signal.SIGINT, before_that)


_open: list[Signals] = []
"""Those of `stoppable` that are open, one inside the other."""


@contextmanager
def patiently(stop: Callable[[], object]) -> Iterator[None]:
    """Have the first interrupt call `stop`, and no further one disturb what ends then, for `PATIENCE`.

    Once one came, it stays so until the outermost `stoppable` around it is over. Ignored interrupts stay ignored.
    """
    if threading.current_thread() is not threading.main_thread() or signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        yield
        return
    first: list[float] = []

    def noticed(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
        first.append(time.monotonic())
        if len(first) == 1:
            stop()
        elif first[-1] >= first[0] + PATIENCE:
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, noticed)
    try:
        yield
    finally:
        if not first:
            signal.signal(signal.SIGINT, before)

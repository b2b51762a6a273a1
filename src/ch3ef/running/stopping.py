"""Being stopped: Ctrl-C, and what a scheduler sends in its place."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType


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

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield came
    finally:
        signal.signal(signal.SIGTERM, before)

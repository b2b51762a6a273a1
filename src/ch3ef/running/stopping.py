"""Being stopped: Ctrl-C, and what a scheduler sends in its place."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def stoppable() -> Iterator[None]:
    """Have SIGTERM stop what is done inside as Ctrl-C does: with `KeyboardInterrupt`, everything closed in order."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 (a handler's own signature)
        if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # shells start what runs in the background so
            raise KeyboardInterrupt
        signal.raise_signal(signal.SIGINT)

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)

"""`ch3ef`, and `python -m ch3ef`: Ctrl-C while it is still being imported ends it as later, in one line."""

import os
import signal
import sys
from types import FrameType


def main() -> int:
    """Run the command line.

    Returns:
        Its exit code (`ch3ef.cli.main`).
    """
    ours = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # not where it is ignored, in the background
    if ours:
        signal.signal(signal.SIGINT, _ended)
    from ch3ef.cli import main as command

    if ours:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    return command()


def _ended(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 (a handler's own signature)
    # Imports that are under way may hold anything; nothing was begun that had to be closed.
    os.write(sys.stderr.fileno(), b"ch3ef: stopped; nothing was asked yet\n")
    os._exit(128 + number)


if __name__ == "__main__":
    sys.exit(main())

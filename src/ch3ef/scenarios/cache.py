"""The folder for what can be made again: unpacked zips and rendered pictures."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ch3ef.errors import InputError


def default_cache() -> Path:
    """`$CH3EF_CACHE`, else `$XDG_CACHE_HOME/ch3ef`, else `~/.cache/ch3ef`; not created here.

    Raises:
        InputError: That is below a home folder, and no home folder is known.
    """
    try:
        if own := os.environ.get("CH3EF_CACHE"):
            return Path(own).expanduser()
        if shared := os.environ.get("XDG_CACHE_HOME"):
            return Path(shared).expanduser() / "ch3ef"
        return Path.home() / ".cache" / "ch3ef"
    except RuntimeError as error:
        raise InputError("your home folder is not known (HOME is not set); set CH3EF_CACHE to a folder") from error


@contextmanager
def writing(what: str, folder: Path) -> Iterator[None]:
    """Make a folder, and turn a full disk or a closed folder into one line.

    Args:
        what: What is being written, as a user would say it.
        folder: Where.

    Raises:
        InputError: The system refused to write.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except (OSError, InputError) as error:
        reason = error.__cause__ if isinstance(error, InputError) else error
        if not isinstance(reason, OSError):
            raise
        raise InputError(
            f"{what} cannot be written to {folder} ({reason.strerror or reason}); free space there, "
            "or set CH3EF_CACHE to a folder on another disk"
        ) from error

"""Files and folders that are not whole yet: known by one pattern, and removed by the next command after a kill."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

from ch3ef.errors import InputError


def temporary_file(folder: Path) -> AbstractContextManager[Path]:
    """A new file in a folder, to be written and moved to its place; one that was not moved is gone at the end.

    It is locked as long as this process lives: that tells it from what a killed process left behind.

    Args:
        folder: Where; what killed processes left there is removed.
    """
    return _temporary(folder, lambda path: os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))


def temporary_folder(folder: Path, becoming: str = "") -> AbstractContextManager[Path]:
    """`temporary_file` for a folder.

    Args:
        folder: Where.
        becoming: Name of what it will be moved to, where only one process at a time may make that.

    Raises:
        InputError: Another process makes the same.
    """

    def make(path: Path) -> int:
        path.mkdir()
        return os.open(path, os.O_RDONLY)

    return _temporary(folder, make, becoming)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Wait until no other process makes temporary files in a folder, or moves files into it by `outputs`."""
    if is_temporary(folder.name):  # one's own, which is locked already
        yield
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except PermissionError:  # a folder that may be written and not be read
        yield
        return
    try:
        _lock(descriptor)
        yield
    finally:
        os.close(descriptor)


def is_temporary(name: str) -> bool:
    """Whether a name is one of a file or folder of ours that is not whole yet, or was left behind by a kill."""
    return _TEMPORARY.fullmatch(name) is not None


def remove_leftovers(folder: Path) -> list[str]:
    """Remove the temporary files and folders that killed processes left behind.

    Args:
        folder: Where; folders in it are not looked into.

    Returns:
        Names of those whose processes live.
    """
    return [path.name for path in folder.iterdir() if is_temporary(path.name) and not _removed(path)]


_TEMPORARY = re.compile(r"\.ch3ef-[0-9a-f]{32}\.tmp")
_tidied: set[Path] = set()
"""Folders that this process has looked through for leftovers."""


@contextmanager
def _temporary(folder: Path, make: Callable[[Path], int], becoming: str = "") -> Iterator[Path]:
    mark = hashlib.sha256(os.fsencode(becoming)).hexdigest()[:8]
    path = folder / f".ch3ef-{mark}{secrets.token_hex(12)}.tmp"
    with alone_in(folder):
        if becoming or folder not in _tidied:
            alive = remove_leftovers(folder)
            _tidied.add(folder)
            if becoming and any(name.startswith(f".ch3ef-{mark}") for name in alive):
                raise InputError(f"{folder / becoming}: another process is writing it; wait for it or stop it")
        descriptor = make(path)
        _lock(descriptor)
    try:
        yield path
    finally:
        os.close(descriptor)
        _remove(path)


def _lock(descriptor: int, how: int = fcntl.LOCK_EX) -> None:
    with suppress(OSError):  # a file system without locks: leftovers stay there, and harm nobody
        fcntl.flock(descriptor, how)


def _removed(path: Path) -> bool:
    """Remove what nobody has locked; whether it is gone."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:  # gone meanwhile, or not ours to open
        return not path.exists()
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _remove(path)
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return True


def _remove(path: Path) -> None:
    """Remove it, unless it was moved to its place."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    elif path.exists():
        with suppress(OSError):
            path.unlink()

"""Files of lines that a kill at any moment leaves readable."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ch3ef.errors import InputError


class Journal:
    """A file of lines that are on disk, whole, as soon as they are written.

    Args:
        path: The file; what stands there is gone on from, without a last line that a kill cut short.

    Raises:
        InputError: It cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._told():
            self._file = path.open("a+b", buffering=0)
            if not _ends_whole(path):
                os.truncate(path, _whole(path.read_bytes()))

    def write(self, line: str) -> int:
        """Add a line.

        Returns:
            Its first byte, by which `line` finds it again.

        Raises:
            InputError: The disk is full or the file cannot be written; a part of the line may stand there.
        """
        left = memoryview(line.encode() + b"\n")
        with self._told():
            place = self._file.seek(0, os.SEEK_END)
            while left:
                left = left[self._file.write(left) :]
        return place

    def line(self, place: int) -> bytes:
        """The line that begins at a byte, also of a file that was moved or removed since.

        Raises:
            InputError: It cannot be read.
        """
        try:
            return line_at(self._file.fileno(), place)
        except OSError as error:
            raise InputError(f"{self._path}: cannot be read ({error.strerror or error})") from error

    def in_place(self) -> bool:
        """Whether the file is still where it was opened: nobody moved or removed it."""
        try:
            return os.path.samestat(os.fstat(self._file.fileno()), self._path.stat())
        except OSError:
            return False

    def close(self) -> None:
        """Write no more."""
        self._file.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise InputError(f"{self._path}: cannot be written ({error.strerror or error})") from error


def line_at(file: int, place: int) -> bytes:
    """The line of an open file that begins at a byte, without its end; any thread may ask.

    Args:
        file: Its descriptor.
        place: The byte.
    """
    parts, size, end = [], 1 << 13, -1
    while end < 0 and (part := os.pread(file, size, place)):
        end = part.find(b"\n")
        parts.append(part if end < 0 else part[:end])
        place, size = place + len(part), 2 * size
    return b"".join(parts)


def whole_lines(path: Path) -> tuple[list[bytes], bytes]:
    """The lines of a journal without their ends, none where there is no file; and a last one that is not whole.

    Raises:
        InputError: It cannot be read.
    """
    try:
        content = path.read_bytes() if path.is_file() else b""
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error})") from error
    *lines, rest = content.split(b"\n")
    return lines, rest


def each_line(path: Path) -> Iterator[bytes]:
    """The lines of a journal one by one, whatever its size, each with its end; a last one that is not whole has none.

    Raises:
        InputError: It cannot be read.
    """
    try:
        if path.is_file():
            with path.open("rb") as file:
                yield from file
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error})") from error


def _ends_whole(path: Path) -> bool:
    """Whether the last line is whole, told by the last byte alone."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(size - 1, 0))
        return file.read(1) in {b"", b"\n"}


def _whole(content: bytes) -> int:
    """How many bytes the whole lines take."""
    return content.rfind(b"\n") + 1

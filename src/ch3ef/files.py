"""Files: written whole or not at all, read with errors that name the file and the line, found only below a folder."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from ch3ef.errors import InputError, short

if TYPE_CHECKING:
    import pyarrow.parquet as pq


def write_whole(path: Path, write: Callable[[Path], object]) -> None:
    """Write a file beside its place, then move it there, so that nobody meets half a file.

    Args:
        path: Where the file shall stand; folders that are missing are made.
        write: Writes the content to the path that it is given.

    Raises:
        InputError: The file cannot be written; what stood at `path` is untouched.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write(temporary)
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        raise InputError(f"{path}: cannot be written ({error.strerror or error}); nothing was overwritten") from error


def write_bytes_whole(path: Path, content: bytes) -> None:
    """`write_whole` for bytes that are there already."""
    write_whole(path, lambda temporary: temporary.write_bytes(content))


def write_text_whole(path: Path, text: str) -> None:
    """`write_whole` for a text, in UTF-8."""
    write_bytes_whole(path, text.encode())


def beginning_of(path: Path) -> bytes:
    """The first four bytes of a file.

    Raises:
        InputError: It cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(4)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error})") from error


def encoding_of(beginning: bytes) -> str:
    """How a text file is encoded: UTF-16 where its first bytes are the mark of that, else UTF-8.

    Example:
        >>> encoding_of("a".encode("utf-16")), encoding_of(b"a,b")
        ('utf-16', 'utf-8-sig')
    """
    return "utf-16" if beginning.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"


def read_text(path: Path, place: str = "") -> str:
    """A text file in UTF-8, or in UTF-16 with its mark; without the mark that some programs put first.

    Args:
        path: The file.
        place: What errors about its content begin with; by default its name.

    Raises:
        InputError: It cannot be read, or is not UTF-8.
    """
    try:
        return path.read_text(encoding=encoding_of(beginning_of(path)))
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        message = f"{place or path.name}: byte {error.start + 1} is not UTF-8; save the file as UTF-8"
        raise InputError(message) from error


def read_lines(path: Path, place: str = "") -> Iterator[tuple[str, str]]:
    """(place and number, the line without its end) of a text file; empty lines are passed over.

    Args:
        path: The file.
        place: As in `read_text`.

    Raises:
        InputError: It cannot be read, or is not UTF-8.
    """
    for number, line in enumerate(read_text(path, place).split("\n"), start=1):
        if line.strip():
            yield f"{place or path.name}: line {number}", line


def read_json(path: Path, place: str = "", advice: str = "mend it there, or get the file again") -> Any:
    """The content of a JSON file.

    Args:
        path: The file.
        place: As in `read_text`.
        advice: What to do about a file that is not JSON.

    Raises:
        InputError: It cannot be read, or is not JSON in UTF-8; the message names the line.
    """
    try:
        return json.loads(read_text(path, place))
    except json.JSONDecodeError as error:
        where = f"{place or path.name}: line {error.lineno}, column {error.colno}"
        raise InputError(f"{where}: is not JSON ({error.msg}); {advice}") from error


def read_json_lines(
    path: Path, place: str = "", advice: str = "expected a JSON object"
) -> Iterator[tuple[str, dict[str, Any]]]:
    """(place and number of the line, the object on it) of a file with one JSON object a line.

    Args:
        path: The file.
        place: As in `read_text`.
        advice: What is expected of a line, or what to do about one that is not.

    Raises:
        InputError: It cannot be read, or a line is not a JSON object.
    """
    for where, line in read_lines(path, place):
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(f"{where}: is not JSON ({error.msg} at column {error.colno}); {advice}") from error
        if not isinstance(record, dict):
            raise InputError(f"{where}: is {short(record)}; {advice}")
        yield where, record


@contextmanager
def open_parquet(path: Path, dictionaries: Sequence[str] = ()) -> Iterator[pq.ParquetFile]:
    """A Parquet file to read from; what goes wrong while it is open becomes one line.

    `pyarrow.parquet.read_table` would import pandas where that is installed, which takes half a second.

    Args:
        path: The file.
        dictionaries: Columns of texts that are read as dictionaries: each text once, and numbers that point to it.

    Raises:
        InputError: It cannot be read, or is not a Parquet file.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path, read_dictionary=list(dictionaries)) as file:
            yield file
    except (OSError, pa.ArrowInvalid) as error:
        raise InputError(f"{path}: is not a readable Parquet file ({str(error).splitlines()[0]})") from error


def parquet_records(path: Path, at_once: int = 64) -> Iterator[dict[str, Any]]:
    """The rows of a Parquet file as dicts.

    Args:
        path: The file.
        at_once: Rows that are in memory together.

    Raises:
        InputError: It cannot be read, or is not a Parquet file.
    """
    with open_parquet(path) as file:
        for batch in file.iter_batches(batch_size=at_once):
            yield from batch.to_pylist()


def file_below(
    root: Path, name: object, place: str, *, links_into: Path | None = None, missing: Callable[[], str] | None = None
) -> Path:
    """The picture that a record names, if it lies below a folder and nowhere else.

    Args:
        root: The folder; it may itself be a link.
        name: The picture's path relative to it, "/" between the parts, whatever the record holds.
        place: File and record, to begin an error with.
        links_into: A further folder that links may lead into: the hub's own cache keeps files under other names and
            links to them. By default a link must stay below `root`.
        missing: Says what to do about a picture that is not there; by default that it is expected below `root`.

    Returns:
        The picture's absolute path, under its own name also where that is a link.

    Raises:
        InputError: The name is no path below the folder, or there is no such file, or it is a link out of the folder.

    Example:
        >>> file_below(Path("/data"), "../x.png", "set.json: record 1")  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        ch3ef.errors.InputError: set.json: record 1: picture '../x.png'; expected a path below /data, such as ...
    """
    shown = short(name)
    parts = PurePosixPath(name).parts if isinstance(name, str) else ()
    if not isinstance(name, str) or not parts or parts[0] == "/" or parts[0] == "//" or ".." in parts or "\\" in name:
        raise InputError(f"{place}: picture {shown}; expected a path below {root}, such as 'images/1.png'")
    try:
        folder = root.resolve()
        target = (folder / name).resolve(strict=True)
    except (FileNotFoundError, NotADirectoryError) as error:
        hint = missing() if missing else f"expected it in {root}"
        raise InputError(f"{place}: picture {shown} is not there; {hint}") from error
    except (OSError, RuntimeError, ValueError) as error:
        raise InputError(
            f"{place}: picture {shown} cannot be opened ({getattr(error, 'strerror', None) or error})"
        ) from error
    if not any(target.is_relative_to(one.resolve()) for one in (folder, links_into) if one is not None):
        raise InputError(
            f"{place}: picture {shown} is a link out of the folder, to {target}; copy the picture into {root}"
        )
    if not target.is_file():
        kind = "a folder" if target.is_dir() else "not a regular file"
        raise InputError(f"{place}: picture {shown} is {kind}; expected a picture")
    return folder / name

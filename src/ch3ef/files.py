"""Files: written whole or not at all, read up to a stated size, errors naming the place, found only below a folder.

Everything that a user gives enters here, or through `parquet_files` and `yaml_files`, which open files here too: what
is no plain file is never opened, and what is damaged, too large or too deep becomes one line.
"""

from __future__ import annotations

import difflib
import json
import os
import re
import stat
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from io import BufferedReader, TextIOWrapper
from itertools import accumulate
from pathlib import Path, PurePosixPath
from typing import Any, TextIO

from ch3ef.errors import InputError, short
from ch3ef.temporaries import temporary_file

MAX_TABLE = 2**30
"""Bytes of the largest text file that is read line by line."""
MAX_LINE = 2**26
"""Bytes of its longest line."""
MAX_WHOLE = 2**27
"""Bytes of the largest file that is read as a whole: JSON takes some 20 times as much memory."""
MAX_NAME, MAX_PATH = 255, 4095
"""Bytes of a file's name, and of a path, on most systems."""
MAX_DEPTH = 100
"""Lists and objects within each other in JSON and YAML."""


def write_whole(path: Path, write: Callable[[Path], object]) -> None:
    """Write a file beside its place, then move it there, so that nobody meets half a file.

    Args:
        path: Where the file shall stand; folders that are missing are made.
        write: Writes the content to the path that it is given.

    Raises:
        InputError: The file cannot be written; what stood at `path` is untouched.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary_file(path.parent) as temporary:
            write(temporary)
            temporary.replace(path)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror or error}); nothing was overwritten") from error


def write_bytes_whole(path: Path, content: bytes) -> None:
    """`write_whole` for bytes that are there already."""
    write_whole(path, lambda temporary: temporary.write_bytes(content))


def write_text_whole(path: Path, text: str) -> None:
    """`write_whole` for a text, in UTF-8."""
    write_bytes_whole(path, text.encode())


_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


@contextmanager
def open_plain(path: Path, most: int) -> Iterator[BufferedReader]:
    """A plain file to read from; a pipe, a device or a socket is not opened, for it may wait or never end.

    Args:
        path: The file, or a link to one.
        most: Bytes of the largest that is taken.

    Raises:
        InputError: It is no plain file, is larger, has a name that no file can have, or cannot be read.
    """
    try:
        _check_plain(path, path.stat())
        opened = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError) as error:  # ValueError: zeros and half characters in the name
        raise InputError(f"{path}: cannot be read ({reason_of(error)})") from error
    with os.fdopen(opened, "rb") as file:
        found = os.fstat(opened)
        _check_plain(path, found)
        if found.st_size > most:
            raise InputError(f"{path}: has {in_bytes(found.st_size)}; expected {in_bytes(most)} or less: split it")
        try:
            yield file
        except OSError as error:
            raise InputError(f"{path}: cannot be read ({reason_of(error)})") from error


def _check_plain(path: Path, found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        kind = next((name for is_kind, name in _KINDS if is_kind(found.st_mode)), "no plain file")
        raise InputError(f"{path}: is {kind}; expected a plain file")


def named_path(name: str) -> Path:
    """A path that someone typed, "~" resolved.

    Raises:
        InputError: No file can be called so: a part has more than 255 bytes, the whole more than 4095, a zero is in it.

    Example:
        >>> named_path("n" * 300)  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        ch3ef.errors.InputError: 'nnn...nnn': no file can be called so; expected names of 255 bytes ...
    """
    try:
        whole, *parts = (len(os.fsencode(part)) for part in (name, *name.split("/")))
        path = Path(name).expanduser()
    except (RuntimeError, ValueError) as error:  # an unknown user's home; half a character
        raise InputError(f"{short(name)}: no file can be called so ({error})") from error
    if whole > MAX_PATH or max(parts) > MAX_NAME or "\0" in name:
        raise InputError(
            f"{short(name)}: no file can be called so; expected names of {MAX_NAME} bytes at most, without a zero"
        )
    return path


def is_file(path: Path) -> bool:
    """Whether there is such a file; none has a name that is too long."""
    return os.path.isfile(path)  # noqa: PTH113 (Path.is_file raises for these)


def reason_of(error: OSError | RuntimeError | ValueError) -> str:
    """What the system says about a file, without the file's name."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def in_bytes(size: int) -> str:
    """A size as people say it.

    Example:
        >>> in_bytes(900), in_bytes(3 * 2**19)
        ('900 bytes', '1.5 MiB')
    """
    for unit, name in ((2**30, "GiB"), (2**20, "MiB"), (2**10, "KiB")):
        if size >= unit:
            return f"{size / unit:.1f} {name}".replace(".0 ", " ")
    return f"{size} bytes"


def read_bytes(path: Path, most: int = MAX_WHOLE) -> bytes:
    """The content of a plain file.

    Args:
        path: The file.
        most: Bytes of the largest that is taken.

    Raises:
        InputError: As in `open_plain`.
    """
    with open_plain(path, most) as file:
        return file.read(most)


def beginning_of(path: Path, size: int = 4) -> bytes:
    """The first bytes of a file.

    Raises:
        InputError: As in `open_plain`.
    """
    with open_plain(path, MAX_TABLE) as file:
        return file.read(size)


def encoding_of(beginning: bytes) -> str:
    """How a text file is encoded: UTF-16 where its first bytes are the mark of that, else UTF-8.

    Example:
        >>> encoding_of("a".encode("utf-16")), encoding_of(b"a,b")
        ('utf-16', 'utf-8-sig')
    """
    return "utf-16" if beginning.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"


def read_text(path: Path, place: str = "", most: int = MAX_WHOLE) -> str:
    """A text file in UTF-8, or in UTF-16 with its mark; without the mark that some programs put first.

    Args:
        path: The file.
        place: What errors about its content begin with; by default its name.
        most: Bytes of the largest that is taken.

    Raises:
        InputError: It cannot be read, is too large, or is not UTF-8.
    """
    content = read_bytes(path, most)
    text = _decoded(content, place or path.name, encoding_of(content))
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _decoded(content: bytes, place: str, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(f"{place}: byte {error.start + 1} is not UTF-8; save the file as UTF-8") from error


@contextmanager
def open_text(path: Path) -> Iterator[TextIO]:
    """A table to read line by line, in UTF-8 or UTF-16, its line ends as they are: for the module `csv`.

    Raises:
        InputError: As in `open_plain`, for more than `MAX_TABLE`.
    """
    with open_plain(path, MAX_TABLE) as file:
        yield TextIOWrapper(file, encoding=encoding_of(file.peek(4)), newline="")


def read_lines(path: Path, place: str = "") -> Iterator[tuple[str, str]]:
    """(place and number, the line without its end) of a text file; empty lines are passed over.

    Args:
        path: The file.
        place: As in `read_text`.

    Raises:
        InputError: It cannot be read, is larger than `MAX_TABLE`, has a longer line than `MAX_LINE`, or is not UTF-8.
    """
    name = place or path.name
    if encoding_of(beginning_of(path)) == "utf-16":
        lines: Iterator[str] = iter(read_text(path, place).split("\n"))
    else:
        lines = _utf8_lines(path, name)
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield f"{name}: line {number}", line


def _utf8_lines(path: Path, name: str) -> Iterator[str]:
    """Lines without their ends, of which only one is in memory."""
    number = 1
    with open_plain(path, MAX_TABLE) as file:
        while content := file.readline(MAX_LINE + 1):
            where = f"{name}: line {number}"
            if len(content) > MAX_LINE:
                raise InputError(f"{where}: is longer than {in_bytes(MAX_LINE)}; expected one record a line")
            line = _decoded(content, where, "utf-8-sig" if number == 1 else "utf-8")
            lines = re.split("\r\n?|\n", line.removesuffix("\n").removesuffix("\r"))
            number += len(lines)
            yield from lines


def parse_json(text: str, where: str, advice: str, *, line: bool = True, once: bool = False) -> Any:
    """The value of a JSON text.

    Args:
        text: The text.
        where: Its place, to begin an error with.
        advice: What to do about a text that is not JSON.
        line: Whether it is one line of a file; else errors name the line too.
        once: Whether an object with two entries of one name is refused; else the last counts.

    Raises:
        InputError: It is not JSON, lies deeper than `MAX_DEPTH`, holds a whole number of more digits than Python reads,
            or half a character.
    """
    try:
        if text.count("[") + text.count("{") > MAX_DEPTH and _depth(text) > MAX_DEPTH:
            raise InputError(f"{where}: has more than {MAX_DEPTH} lists or objects within each other; {advice}")
        value = json.loads(text, object_pairs_hook=partial(_object, where) if once else None)
    except json.JSONDecodeError as error:
        at = f"{where}: is not JSON ({error.msg} at column {error.colno})"
        if not line:
            at = f"{where}: line {error.lineno}, column {error.colno}: is not JSON ({error.msg})"
        raise InputError(f"{at}; {advice}") from error
    except RecursionError as error:
        raise InputError(f"{where}: has too many lists or objects within each other; {advice}") from error
    except ValueError as error:
        raise InputError(f"{where}: holds a whole number of too many digits; {advice}") from error
    if _SURROGATE.search(text):
        check_characters(value, where)
    return value


def _object(where: str, entries: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(entries)
    if len(made) < len(entries):
        name = Counter(name for name, _ in entries).most_common(1)[0][0]
        raise InputError(f"{where}: {short(name)} is there several times; expected once: rename or remove one")
    return made


_TEXT = re.compile(r'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def _depth(text: str) -> int:
    """How many lists and objects of a JSON text lie within each other, at most."""
    brackets = re.findall(r"[\[\]{}]", _TEXT.sub("", text))
    return max(accumulate(1 if bracket in "[{" else -1 for bracket in brackets), default=0)


def check_characters(value: object, where: str) -> None:
    """Refuse texts that hold half a character (a lone surrogate), which no file and no request can hold.

    Args:
        value: What was read: lists and dicts of texts and more.
        where: Its place, to begin an error with.

    Raises:
        InputError: A text or a key does; the message names which.
    """
    with suppress(UnicodeEncodeError):
        json.dumps(value, ensure_ascii=False, default=str).encode()
        return
    waiting: list[tuple[str, object]] = [("", value)]
    while waiting:
        at, one = waiting.pop()
        if isinstance(one, str) and not one.isascii():
            try:
                one.encode()
            except UnicodeEncodeError as error:
                named = f"`{at}`" if at else "it"
                raise InputError(
                    f"{where}: {named} holds {one[error.start]!r}, half a character; write the whole one"
                ) from error
        elif isinstance(one, dict):
            for key in reversed(one):
                own = f"{at}.{key}" if at else str(key)
                waiting += [(own, one[key]), ("a name", key)]
        elif isinstance(one, list | tuple):
            waiting += [(f"{at}[{place}]", one[place]) for place in reversed(range(len(one)))]


def read_json(
    path: Path, place: str = "", advice: str = "mend it there, or get the file again", *, once: bool = False
) -> Any:
    """The content of a JSON file.

    Args:
        path: The file.
        place: As in `read_text`.
        advice: What to do about a file that is not JSON.
        once: As in `parse_json`.

    Raises:
        InputError: It cannot be read, or is not JSON in UTF-8; the message names the line.
    """
    return parse_json(read_text(path, place), place or path.name, advice, line=False, once=once)


def read_json_lines(
    path: Path, place: str = "", advice: str = "expected a JSON object", *, once: bool = False
) -> Iterator[tuple[str, dict[str, Any]]]:
    """(place and number of the line, the object on it) of a file with one JSON object a line.

    Args:
        path: The file.
        place: As in `read_text`.
        advice: What is expected of a line, or what to do about one that is not.
        once: As in `parse_json`.

    Raises:
        InputError: It cannot be read, or a line is not a JSON object.
    """
    for where, line in read_lines(path, place):
        record = parse_json(line, where, advice, once=once)
        if not isinstance(record, dict):
            raise InputError(f"{where}: is {short(record)}; {advice}")
        yield where, record


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
    parts = PurePosixPath(name).parts if isinstance(name, str) else ()
    shown = short(name)
    if not isinstance(name, str) or not parts or parts[0] == "/" or parts[0] == "//" or ".." in parts or "\\" in name:
        raise InputError(f"{place}: picture {shown}; expected a path below {root}, such as {_below(root, name)!r}")
    try:
        folder = root.resolve()
        target = Path(os.path.realpath(folder / name, strict=True))
        mode = target.stat().st_mode
    except (FileNotFoundError, NotADirectoryError) as error:
        hint = missing() if missing else _nearest(root, name)
        raise InputError(f"{place}: picture {shown} is not there; {hint}") from error
    except (OSError, RuntimeError, ValueError) as error:
        raise InputError(f"{place}: picture {shown} cannot be opened ({reason_of(error)})") from error
    if not (target.is_relative_to(folder) or (links_into and target.is_relative_to(links_into.resolve()))):
        raise InputError(
            f"{place}: picture {shown} is a link out of the folder, to {target}; copy the picture into {root}"
        )
    if not stat.S_ISREG(mode):
        kind = "a folder" if stat.S_ISDIR(mode) else "not a regular file"
        raise InputError(f"{place}: picture {shown} is {kind}; expected a picture")
    return folder / name


def _below(root: Path, name: object) -> str:
    """What a picture may have been meant to be called: "/" between folders, beginning in the table's own."""
    written = name.replace("\\", "/") if isinstance(name, str) else ""
    with suppress(ValueError):
        written = str(PurePosixPath(written).relative_to(root.resolve()))
    return (
        "images/1.png"
        if not written or written[0] == "/" or written[1:2] == ":" or ".." in PurePosixPath(written).parts
        else written
    )


def _nearest(root: Path, name: str) -> str:
    """What to do about a picture that is not there."""
    if "://" in name:
        return f"download it into {root}, and name that file"
    folder = root / PurePosixPath(name).parent
    try:
        names = {path.name.casefold(): path.name for path in folder.iterdir()} if folder.is_dir() else {}
    except OSError:  # a path that is too long, a folder that may not be listed: nothing is known to be near
        names = {}
    near = difflib.get_close_matches(PurePosixPath(name).name.casefold(), names, n=1, cutoff=0.8)
    return f"expected it in {root}" + (
        f"; did you mean {PurePosixPath(name).with_name(names[near[0]])}?" if near else ""
    )

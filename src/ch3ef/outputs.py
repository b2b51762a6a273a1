"""What a command writes where its user says: only what we wrote there before, and nobody changed, is ever replaced.

A new folder is filled beside its place and takes it at once; what holds something already is refused. Files that are
written again (a report, findings, a sheet) are listed with their digests in `.ch3ef.sha256` of their folder, as the
program sha256sum has it; whatever is not on that list, or has another digest, is the user's.
"""

from __future__ import annotations

import hashlib
import re
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from ch3ef.errors import InputError
from ch3ef.files import reason_of
from ch3ef.temporaries import alone_in, is_temporary, temporary_folder

MANIFEST = ".ch3ef.sha256"
"""The list of what we wrote into a folder."""

Digests = dict[str, frozenset[str]]
"""Path below a folder -> SHA-256 of what we wrote there; two where a kill left open which of them stands there."""


@contextmanager
def new_folder(out: Path) -> Iterator[Path]:
    """A place to fill, which then becomes a folder at once.

    Args:
        out: The folder: missing, or empty.

    Yields:
        Where to write; moved to `out` at the end, unless what was written there failed.

    Raises:
        InputError: `out` holds something, another process is writing it, or it cannot be written.
    """
    check_empty(out)
    target = _place_of(out)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with temporary_folder(target.parent, becoming=target.name) as place:
            with _told_of(place, out):
                yield place
            place.rename(target)  # over an empty folder, and nothing else
    except OSError as error:
        raise InputError(f"{out}: cannot be written ({error.strerror or error}); nothing was left there") from error


def check_empty(out: Path, what: str = "") -> None:
    """Check a place of a new folder before the work for it is done.

    Args:
        out: The folder.
        what: What it is for, to end the message with.

    Raises:
        InputError: It holds something, is a file, or is the folder that the command is given in, which cannot be
            replaced under its feet.
    """
    if is_here(out):
        raise InputError(f"{out}: is the folder you are in; expected another one, such as ./out")
    try:
        if out.exists() and (not out.is_dir() or any(out.iterdir())):
            raise InputError(f"{out}: is not empty; expected a new or empty folder{what}")
    except OSError as error:
        raise InputError(f"{out}: cannot be read ({error.strerror or error})") from error


def is_here(folder: Path) -> bool:
    """Whether a folder is the one that the command is given in."""
    return _place_of(folder) == _place_of(Path())


def _place_of(folder: Path) -> Path:
    """Where a folder lies, all links followed.

    Raises:
        InputError: A link leads to itself, or the folder that the command is given in is gone.
    """
    try:
        return folder.resolve()
    except (OSError, RuntimeError) as error:
        raise InputError(f"{folder}: cannot be written ({reason_of(error)})") from error


@contextmanager
def own_files(folder: Path) -> Iterator[Path]:
    """A place to write files, which then take their places in a folder together with their digests in its list.

    Files that an earlier command wrote below folders in it, and this one did not, are removed; whatever else is there
    stays. A kill at any moment leaves each file old or new, and all of them known to be ours.

    Args:
        folder: The folder; made if it is not there.

    Yields:
        Where to write.

    Raises:
        InputError: In the place of a file is something that we did not write; or the folder cannot be written.
    """
    target = _place_of(folder)
    new = not target.exists()
    try:
        target.mkdir(parents=True, exist_ok=True)
        with temporary_folder(target) as place:
            with _told_of(place, folder):
                yield place
            with _uninterrupted():
                _move(place, target, folder)
    except OSError as error:
        raise InputError(f"{folder}: cannot be written ({error.strerror or error})") from error
    finally:
        if new:
            with suppress(OSError):
                target.rmdir()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Have Ctrl-C and SIGTERM wait until files have taken their places, so that none of several is left behind."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    handled = [number for number in (signal.SIGINT, signal.SIGTERM) if callable(signal.getsignal(number))]
    before = {number: signal.signal(number, lambda sent, _: came.append(sent)) for number in handled}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for sent in came[:1]:
            signal.raise_signal(sent)


@contextmanager
def _told_of(place: Path, shown: Path) -> Iterator[None]:
    """Errors about a place to fill name the folder that a user knows."""
    try:
        yield
    except InputError as error:
        raise InputError(str(error).replace(str(place), str(shown))) from error


def check_own_file(file: Path) -> None:
    """Check the place of a file before the work for it is done.

    Raises:
        InputError: There is something that we did not write, or that was changed since.
    """
    if file.is_dir():
        raise InputError(f"{file}: is a folder; expected the name of a file")
    check_own_files(file.parent, file.name)


def check_own_files(folder: Path, *names: str) -> None:
    """`check_own_file` for files below a folder.

    Args:
        folder: The folder.
        names: Paths below it; by default all that its list names.
    """
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder}: is a file; expected a folder")
    listed = listed_files(folder)
    for name in names or listed:
        _check_place(folder, name, listed.get(name, frozenset()))


def listed_files(folder: Path) -> Digests:
    """What the list of a folder names; nothing where there is none.

    Raises:
        InputError: The list is damaged, or is not one of ours.
    """
    file = folder / MANIFEST
    if not file.is_symlink() and not file.exists():
        return {}
    try:
        lines = file.read_bytes().decode("utf-8", "surrogateescape").split("\n") if _is_plain(file) else [""]
    except OSError as error:
        raise InputError(f"{file}: cannot be read ({error.strerror or error})") from error
    listed: dict[str, set[str]] = {}
    for line in lines[:-1] or [""]:
        entry = re.fullmatch(r"([0-9a-f]{64})  (.+)", line)
        if entry is None or not _is_below(entry[2]):
            raise InputError(f"{file}: is not a list that ch3ef wrote; move it away, or choose another --out")
        listed.setdefault(entry[2], set()).add(entry[1])
    return {name: frozenset(digests) for name, digests in listed.items()}


def holds_else(folder: Path) -> str | None:
    """The first name in a folder that is no temporary file of ours; None in an empty one, or where there is none."""
    return min((path.name for path in folder.iterdir() if not is_temporary(path.name)), default=None)


def _is_below(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return not name.startswith("/") and ".." not in parts and str(PurePosixPath(*parts)) == name


def _move(place: Path, target: Path, shown: Path) -> None:
    """Files of `place` to `target`, pages and other files at the top last."""
    files = [path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file()]
    new = {name: frozenset({_digest(place / name)}) for name in sorted(files, key=lambda name: ("/" not in name, name))}
    with alone_in(target):
        listed = listed_files(target)
        for name, digests in new.items():
            _check_place(shown, name, listed.get(name, frozenset()), digests)
        _write_list(place, target, _joined(listed, new))
        for name in new:
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).replace(target / name)
        for name, digests in listed.items():
            if "/" in name and name not in new and _refusal(target, name, digests) is None:
                _remove(target, name)
        _write_list(place, target, {name: listed[name] for name in listed if (target / name).is_file()} | new)


def _joined(one: Digests, other: Digests) -> Digests:
    return {name: one.get(name, frozenset()) | other.get(name, frozenset()) for name in {**one, **other}}


def _write_list(place: Path, target: Path, listed: Mapping[str, frozenset[str]]) -> None:
    lines = (f"{digest}  {name}\n" for name in sorted(listed) for digest in sorted(listed[name]))
    (place / MANIFEST).write_text("".join(lines), encoding="utf-8", errors="surrogateescape")
    (place / MANIFEST).replace(target / MANIFEST)


def _remove(folder: Path, name: str) -> None:
    """Remove a file, and the folders above it that are empty then."""
    with suppress(FileNotFoundError):
        (folder / name).unlink()
    for above in PurePosixPath(name).parents[:-1]:
        with suppress(OSError):
            (folder / above).rmdir()


def _check_place(folder: Path, name: str, listed: frozenset[str], new: frozenset[str] = frozenset()) -> None:
    reason = _refusal(folder, name, listed, new)
    if reason is not None:
        raise InputError(f"{folder / name}: {reason}; move it away, or choose another --out")


def _refusal(folder: Path, name: str, listed: frozenset[str], new: frozenset[str] = frozenset()) -> str | None:
    """Why the place of a file is not ours to write; None where nothing is there, what we wrote, or write anew."""
    for above in PurePosixPath(name).parents[:-1]:
        if (folder / above).is_symlink() or ((folder / above).exists() and not (folder / above).is_dir()):
            return f"{str(above)!r} is not a folder that ch3ef made"
    path = folder / name
    if "\n" in name:
        return "has a line end in its name"
    if not path.is_symlink() and not path.exists():
        return None
    if not _is_plain(path):
        return "is a link, or not a file"
    if _digest(path) in listed | new:
        return None
    return "was changed since ch3ef wrote it" if listed else f"is not among what ch3ef wrote there ({MANIFEST})"


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

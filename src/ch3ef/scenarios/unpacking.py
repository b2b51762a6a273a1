"""Zips of pictures -> folders of the cache: nothing leaves the folder, nothing is half there."""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import stat
import struct
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import IO

from ch3ef.errors import InputError, short
from ch3ef.files import in_bytes, open_plain
from ch3ef.scenarios.cache import writing
from ch3ef.temporaries import temporary_folder

MAX_FILES = 20_000
MAX_BYTES = 4 * 2**30
MAX_RATIO = 100
"""Ceilings for one zip: files in it, bytes unpacked, bytes unpacked per byte of the zip. Pictures hardly shrink, so
that a real one (203 MB, some 600 files) stays far below each."""
MAX_ARCHIVE = 4 * 2**30
"""Bytes of the zip itself."""
MAX_CONTENTS = 2**23
"""Bytes of a zip's table of contents; what it says of the number of its entries may be wrong."""
MAX_PARTS = 20
MAX_NAME = 255
"""Folders within each other, and bytes of a name, in what a zip unpacks to."""

WHOLE_MARKER = ".whole"
"""A file that is written last: a folder without it is not taken for an unpacked zip."""


def unpack(archive: Path, cache: Path) -> Path:
    """Unpack a zip of pictures, once; a later call finds the folder.

    `Helpful_images.zip` may hold its pictures in `Helpful_images/` or bare; either way they end up there. The
    folder is named by the zip's SHA-256, filled under another name and moved into place when whole, so that a crash or
    a second process at the same time does no harm, and no other zip can pass for this one.

    Args:
        archive: The zip.
        cache: The folder to unpack into; made if it is not there.

    Returns:
        The folder that holds `Helpful_images/`.

    Raises:
        InputError: The file is not a whole zip, an entry is a link or points elsewhere or comes twice, a ceiling is
            passed, or the cache cannot be written.
    """
    try:
        with open_plain(archive, MAX_ARCHIVE) as plain:
            target = cache / f"{archive.stem}-{hashlib.file_digest(plain, 'sha256').hexdigest()[:32]}"
            if (target / WHOLE_MARKER).is_file():
                return target
            with zipfile.ZipFile(_Bounded(plain.raw)) as opened:
                entries = _checked_entries(archive, opened)
                with writing(f"the pictures of {archive.name}", cache):
                    _fill(target, opened, entries, archive.stem)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, struct.error) as error:
        raise InputError(f"{archive}: is not a whole zip file ({error}); get it again") from error
    return target


class _Bounded(io.BufferedReader):
    """A zip's bytes; its table of contents is read at once, and only up to a size."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > MAX_CONTENTS:
            most = f"{in_bytes(size)}, more than {in_bytes(MAX_CONTENTS)}"
            raise zipfile.BadZipFile(f"its table of contents takes {most}")
        return super().read(size)


_LEFT_BY_DESKTOPS = re.compile(r"^__MACOSX/|(?:^|/)(?:\._[^/]*|\.DS_Store|Thumbs\.db|desktop\.ini)$")


def _checked_entries(archive: Path, opened: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The files to unpack, without what desktops leave in zips."""
    entries = [entry for entry in opened.infolist() if not _LEFT_BY_DESKTOPS.search(entry.filename)]
    if len(entries) > 2 * MAX_FILES:
        raise _refused(archive, f"holds {len(entries)} entries, more than {2 * MAX_FILES}")
    for entry in entries:
        _check_entry(archive, entry)
    files = [entry for entry in entries if not entry.is_dir()]
    _check_names(archive, files)
    _check_size(archive, files)
    return files


def _check_entry(archive: Path, entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    if name.count("/") > MAX_PARTS or any(len(part.encode()) > MAX_NAME for part in name.split("/")):
        raise _refused(
            archive, f"entry {short(name)} has more than {MAX_PARTS} folders or a name over {MAX_NAME} bytes"
        )
    path = PurePosixPath(name)
    windows = PureWindowsPath(name)
    if not path.name or path.is_absolute() or ".." in (*path.parts, *windows.parts) or windows.drive:
        raise _refused(archive, f"entry {name!r} points out of the folder it is unpacked into")
    if "\\" in name:
        raise _refused(archive, f"entry {short(name)} has a backslash in its name, to some programs a folder")
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise _refused(archive, f"entry {name!r} is a link or a special file")
    if entry.flag_bits & 0x1:
        raise _refused(archive, f"entry {name!r} is encrypted")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _refused(archive, f"entry {name!r} is packed by method {entry.compress_type}, not stored or deflated")


def _check_names(archive: Path, files: Sequence[zipfile.ZipInfo]) -> None:
    names: set[PurePosixPath] = set()
    for file in files:
        path = PurePosixPath(file.filename)
        if path in names:
            raise _refused(archive, f"entry {file.filename!r} comes twice")
        names.add(path)
    for path in names:
        if not names.isdisjoint(path.parents):
            raise _refused(archive, f"entry {str(path)!r} lies in a folder that is also a file")


def _check_size(archive: Path, files: Sequence[zipfile.ZipInfo]) -> None:
    if not files:
        raise _refused(archive, "holds no file")
    if len(files) > MAX_FILES:
        raise _refused(archive, f"holds {len(files)} files, more than {MAX_FILES}")
    unpacked, packed = sum(file.file_size for file in files), archive.stat().st_size
    if unpacked > MAX_BYTES:
        raise _refused(archive, f"unpacks to {unpacked} bytes, more than {MAX_BYTES}")
    if unpacked > MAX_RATIO * packed:
        raise _refused(archive, f"unpacks to {unpacked} bytes, more than {MAX_RATIO} times its own {packed}")


def _refused(archive: Path, reason: str) -> InputError:
    return InputError(
        f"{archive}: {reason}; expected a zip of pictures; nothing was unpacked, get it from its publisher"
    )


def _fill(target: Path, opened: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo], top: str) -> None:
    with temporary_folder(target.parent) as building:
        # A stray file beside the folder does not make its pictures bare.
        nested = any(entry.filename.startswith(f"{top}/") for entry in entries)
        for entry in entries:
            path = building / ("" if nested else top) / entry.filename
            path.parent.mkdir(parents=True, exist_ok=True)
            with opened.open(entry) as source, _new(path, entry.filename, target.parent) as sink:
                shutil.copyfileobj(source, sink)
        (building / WHOLE_MARKER).touch()
        _move_into_place(building, target)


def _new(path: Path, entry: str, cache: Path) -> IO[bytes]:
    try:
        return path.open("xb")
    except FileExistsError:  # `_check_names` found no other of this name
        raise InputError(
            f"{cache}: its disk takes entry {entry!r} of a zip for another whose name has other capitals; "
            "set CH3EF_CACHE to a folder on another disk"
        ) from None


def _move_into_place(building: Path, target: Path) -> None:
    if target.exists() and not (target / WHOLE_MARKER).is_file():
        shutil.rmtree(target)
    try:
        building.rename(target)
    except OSError:
        # A second process may have moved its own into place first: the same pictures.
        if not (target / WHOLE_MARKER).is_file():
            raise

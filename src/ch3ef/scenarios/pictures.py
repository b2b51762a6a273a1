"""Pictures: found only inside their folder, named by their content, opened whole before anything is asked."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from ch3ef.errors import InputError, counted, short
from ch3ef.files import file_below, open_plain, write_bytes_whole
from ch3ef.items import PICTURE_MARK, ImageRef, Item
from ch3ef.pictures import MAX_BYTES, open_picture, size_of

_BEGINNINGS = ((b"\xff\xd8\xff", ".jpg"), (b"\x89PNG", ".png"), (b"GIF8", ".gif"), (b"RIFF", ".webp"), (b"BM", ".bmp"))
"""First bytes of a picture file -> the suffix by which programs know its kind."""

MAX_INLINE = 2**26
"""Bytes, or characters of base64, of the largest picture taken from inside a table."""

MAX_NAME = 256
"""Characters: what is longer is no name of a file."""

_DATA_URI = re.compile(r"data:[\w.+-]*/?[\w.+-]*(?:;[\w.+-]+=[^;,]*)*;base64,", re.IGNORECASE)
_BASE64 = re.compile(r"[A-Za-z0-9+/\s]{64,}={0,2}\s*")
"""A text that can be base64. Names of picture files have a dot, which base64 lacks; the smallest picture has some 90
characters."""

_MARK = re.compile(r"<\s*image[\s_]*(\d{0,3})\s*>", re.IGNORECASE)
"""How tables mark the place of a picture in a text."""

_WORKERS = min(4, os.cpu_count() or 1)


@dataclass(frozen=True, slots=True)
class PicturePlaces:
    """Where a set's pictures lie.

    Attributes:
        folder: The set's own folder.
        unpacked: For a picture folder that is still in its zip: the folder of the cache that holds it.
    """

    folder: Path
    unpacked: Mapping[str, Path]

    def find(self, name: str, place: str) -> Path:
        """The file that a record calls `name`.

        Args:
            name: A path relative to the set's folder.
            place: File and record, to begin an error with.

        Raises:
            InputError: There is no such file, or it lies elsewhere.
        """
        top = next(iter(PurePosixPath(name).parts), "")
        return file_below(self.unpacked.get(top, self.folder), name, place, missing=partial(self._hint, top))

    def _hint(self, top: str) -> str:
        if top in self.unpacked:
            return f"remove {self.unpacked[top]} to unpack it again, or get {top}.zip again if it stays missing"
        if (self.folder / top).is_dir():
            return f"expected it in {self.folder / top}"
        return f"put {top}.zip, or {top}/ unpacked from it, into {self.folder}"


def digests_of(paths: Iterable[Path]) -> dict[Path, str]:
    """SHA-256 (hex) of each file, read once each.

    Raises:
        InputError: A file cannot be read.
    """
    distinct = list(dict.fromkeys(paths))
    with ThreadPoolExecutor(_WORKERS) as pool:
        return dict(zip(distinct, pool.map(_digest_of, distinct), strict=True))


def _digest_of(path: Path) -> str:
    with open_plain(path, MAX_BYTES) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def picture_file(path: Path) -> ImageRef:
    """A picture that lies on disk.

    Raises:
        InputError: It cannot be read.
    """
    return ImageRef(path, _digest_of(path))


def picture_in(name: object, folder: Path, place: str, links_into: Path | None = None) -> ImageRef:
    """A picture that a record names.

    Args:
        name: Its path below the folder.
        folder: Where the set's pictures lie.
        place: File and record, to begin an error with.
        links_into: As in `file_below`: where the folder is one of the hub's own cache, that cache.

    Raises:
        InputError: There is no such picture, or it would lie outside the folder.
    """
    return picture_file(file_below(folder, name, place, links_into=links_into))


def picture_of(value: object, folder: Path, place: str, cache: Path, links_into: Path | None = None) -> ImageRef:
    """A picture as records hold it.

    Args:
        value: Its path below the folder; the picture itself, as bytes, in base64 or as a data URI; or {"bytes": ...,
            "path": ...}, of which one may be null.
        folder: Where the set's pictures lie.
        place: File and record, to begin an error with.
        cache: Where a picture that is no file is kept.
        links_into: As in `picture_in`.

    Raises:
        InputError: There is no such picture, or it would lie outside the folder, or what is held is no picture.
    """
    if isinstance(value, Mapping):
        value = value.get("path") if value.get("bytes") is None else value["bytes"]
    if isinstance(value, bytes) or (isinstance(value, str) and _is_inside(value, folder)):
        return picture_inside(value, place, cache)
    return picture_in(value, folder, place, links_into)


def _is_inside(text: str, folder: Path) -> bool:
    """Whether a text is a picture, not the name of one."""
    if _DATA_URI.match(text):
        return True
    return bool(_BASE64.fullmatch(text)) and not (len(text) < MAX_NAME and (folder / text).is_file())


def picture_inside(value: str | bytes, place: str, cache: Path) -> ImageRef:
    """A picture that a record holds itself, kept in the cache.

    Args:
        value: The file's bytes, in base64 or as a data URI where it is a text.
        place: File and record, to begin an error with.
        cache: The cache's folder.

    Raises:
        InputError: It is too large, not in base64, or no picture.
    """
    if len(value) > MAX_INLINE:
        raise InputError(
            f"{place}: picture {short(value)} has a length of {len(value)}; expected {MAX_INLINE} or less: scale it "
            "down, or keep it as a file"
        )
    if isinstance(value, str):
        uri = _DATA_URI.match(value)
        try:
            value = base64.b64decode("".join(value[uri.end() if uri else 0 :].split()), validate=True)
        except ValueError as error:
            raise InputError(
                f"{place}: picture {short(value)} is neither the name of a file nor a picture in base64 ({error})"
            ) from error
    with no_bomb_warning():
        size_of(value, f"{place}: the picture in its cell")
    return picture_bytes(value, cache)


def picture_bytes(content: bytes, cache: Path) -> ImageRef:
    """A picture that came inside a record, kept in the cache under its digest.

    The file's suffix is what its first bytes say, for some services go by the name alone.

    Args:
        content: The picture file's bytes.
        cache: The cache's folder.

    Raises:
        InputError: The cache cannot be written.
    """
    suffix = next((kind for beginning, kind in _BEGINNINGS if content.startswith(beginning)), ".png")
    digest = hashlib.sha256(content).hexdigest()
    path = cache / "pictures" / digest[:2] / f"{digest[:24]}{suffix}"
    if not path.is_file():
        write_bytes_whole(path, content)
    return ImageRef(path, digest)


def with_places(question: str, options: Sequence[str], pictures: int, place: str) -> str:
    """A question in which the places of its pictures are marked, as tables of other programs mark them, or not at all.

    Args:
        question: The question; `<image>`, or `<image 1>`, `<image 2>` ..., are the places of its pictures.
        options: Its options, which hold none.
        pictures: How many pictures it has.
        place: File and record, to begin an error with.

    Returns:
        The question with `PICTURE_MARK` for each; without, where they stand in front of it anyway.

    Raises:
        InputError: Not every picture has its place, once and in order, or an option holds a mark.

    Example:
        >>> with_places("<image>Which?", ["a", "b"], 1, "row 1"), with_places("Is <image 1> red?", ["a"], 1, "row 1")
        ('Which?', 'Is <image> red?')
    """
    if (marked := next((option for option in options if _MARK.search(option)), None)) is not None:
        raise InputError(
            f"{place}: option {short(marked)} holds the mark of a picture, and pictures are shown with the question; "
            "expected words for the one that is meant, such as 'the first picture'"
        )
    marks = list(_MARK.finditer(question))
    if not marks:
        return question
    if len(marks) != pictures or any(mark[1] and int(mark[1]) != turn for turn, mark in enumerate(marks, start=1)):
        raise InputError(
            f"{place}: the question marks the places of {', '.join(mark[0] for mark in marks[:8])} and has "
            f"{counted(pictures, 'picture')}; expected {PICTURE_MARK} once for each in their order, or no mark at all"
        )
    if not _MARK.sub("", question[: marks[-1].end()]).strip():
        question = question[marks[-1].end() :].strip()
    if not question:
        raise InputError(f"{place}: the question is empty but for the places of its pictures")
    return _MARK.sub(PICTURE_MARK, question)


def check_pictures(items: Iterable[Item]) -> None:
    """Open every picture of some items to its last pixel, each once.

    Args:
        items: The items that will be asked.

    Raises:
        InputError: A picture is not an image, has more than `MAX_PIXELS`, or is cut short; the first in their order.
    """
    owners: dict[Path, str] = {}
    for item in items:
        for image in item.images:
            owners.setdefault(image.path, f"item {item.source_id!r}")
    with no_bomb_warning():
        for path, owner in owners.items():
            _check(size_of, path, owner)
    with ThreadPoolExecutor(_WORKERS) as pool:
        for _ in pool.map(partial(_check, open_picture), owners, owners.values()):
            pass


@contextmanager
def no_bomb_warning() -> Iterator[None]:
    """Pillow warns from 90 million pixels on and refuses from 180; our own limit is lower and no warning."""
    from PIL.Image import DecompressionBombWarning

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DecompressionBombWarning)
        yield


def _check(look: Callable[[Path], object], path: Path, owner: str) -> None:
    try:
        look(path)
    except InputError as error:
        raise InputError(f"{owner}: {error}") from error

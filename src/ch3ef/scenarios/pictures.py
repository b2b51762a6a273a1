"""Pictures: found only inside their folder, named by their content, opened whole before anything is asked."""

from __future__ import annotations

import hashlib
import os
import warnings
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from ch3ef.errors import InputError
from ch3ef.files import file_below, write_bytes_whole
from ch3ef.items import ImageRef, Item
from ch3ef.pictures import open_picture, size_of

_BEGINNINGS = ((b"\xff\xd8\xff", ".jpg"), (b"\x89PNG", ".png"), (b"GIF8", ".gif"), (b"RIFF", ".webp"), (b"BM", ".bmp"))
"""First bytes of a picture file -> the suffix by which programs know its kind."""

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
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error})") from error


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


def picture_bytes(content: bytes, cache: Path, suffix: str | None = None) -> ImageRef:
    """A picture that came inside a record, kept in the cache under its digest.

    Args:
        content: The picture file's bytes.
        cache: The cache's folder.
        suffix: Of the file; by default what its first bytes say, for some services go by the name alone.

    Raises:
        InputError: The cache cannot be written.
    """
    if suffix is None:
        suffix = next((kind for beginning, kind in _BEGINNINGS if content.startswith(beginning)), ".png")
    digest = hashlib.sha256(content).hexdigest()
    path = cache / "pictures" / digest[:2] / f"{digest[:24]}{suffix}"
    if not path.is_file():
        write_bytes_whole(path, content)
    return ImageRef(path, digest)


def check_pictures(items: Iterable[Item]) -> None:
    """Open every picture of some items to its last pixel, each once.

    Args:
        items: The items that will be asked.

    Raises:
        InputError: A picture is not an image, has more than `MAX_PIXELS`, or is cut short; the first in their order.
    """
    from PIL.Image import DecompressionBombWarning

    owners: dict[Path, str] = {}
    for item in items:
        for image in item.images:
            owners.setdefault(image.path, f"item {item.source_id!r}")
    with warnings.catch_warnings():
        # Pillow warns from 90 million pixels on and refuses from 180; our own limit is lower and no warning.
        warnings.simplefilter("ignore", DecompressionBombWarning)
        for path, owner in owners.items():
            _check(size_of, path, owner)
    with ThreadPoolExecutor(_WORKERS) as pool:
        for _ in pool.map(partial(_check, open_picture), owners, owners.values()):
            pass


def _check(look: Callable[[Path], object], path: Path, owner: str) -> None:
    try:
        look(path)
    except InputError as error:
        raise InputError(f"{owner}: {error}") from error

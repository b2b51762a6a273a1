"""Pictures of items for a page: each once, small, and without what cameras write into files.

Every picture is drawn anew as WebP. Originals are never copied: all but a few are larger, and a copy carries whatever
else its file holds (places, names, scripts).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from ch3ef.errors import InputError
from ch3ef.files import write_bytes_whole
from ch3ef.items import Item, digest_name
from ch3ef.pictures import shown_bytes
from ch3ef.scenarios.processes import BEHIND, by_processes
from ch3ef.scenarios.scenario import Progress
from ch3ef.words import words

LONGEST_SIDE = 768
"""Pixels that a picture has at most on a page."""

_FINE_PIXELS = 128 * 128
"""Pictures up to this size are kept without loss: it costs nothing, and each of their pixels is seen."""
_CORES = min(4, os.cpu_count() or 1)
_FEW = 200
"""Fewer pictures than this, 45 ms each, are drawn before another process has begun and drawn its share."""


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture as a page shows it.

    Attributes:
        name: Its file in the folder of pictures.
        width: Pixels.
        height: Pixels.
    """

    name: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Stored:
    """The pictures of a report, by the digest that items know them by.

    Attributes:
        files: Those that are there.
        missing: Those that are not, with the reason.
    """

    files: Mapping[str, PictureFile]
    missing: Mapping[str, str]


def store_pictures(items: Iterable[Item], folder: Path, progress: Progress | None = None) -> Stored:
    """Write every picture of some items into a folder, as WebP of at most `LONGEST_SIDE` pixels.

    The camera's orientation is applied, transparency laid over white, of an animation the first frame is shown, as it
    is to models. A picture that cannot be shown stops nothing.

    Args:
        items: The items; a picture that several show is written once.
        folder: Where the files go; it is made if need be.
        progress: Told how many of how many pictures are done.

    Returns:
        The files, and why some are missing.

    Raises:
        InputError: The folder cannot be written.
    """
    with storing_pictures(items, folder) as stored:
        return stored(progress)


@contextmanager
def storing_pictures(items: Iterable[Item], folder: Path) -> Iterator[Callable[[Progress | None], Stored]]:
    """`store_pictures` beside other work: they are begun at once, and what is given waits for the last of them.

    Args:
        items: As for `store_pictures`.
        folder: Likewise.

    Yields:
        What gives the files and why some are missing, and may be given a `progress`.

    Raises:
        InputError: As `store_pictures`, once they are waited for.
    """
    places: dict[str, Path] = {}
    for item in items:
        for image in item.images:
            places.setdefault(image.digest, image.path)
    store = partial(_store, folder)
    if len(places) < _FEW:
        with ThreadPoolExecutor(_CORES) as pool:
            drawn = pool.map(store, places.items())
            try:
                yield partial(_stored, places, drawn)
            finally:
                pool.shutdown(cancel_futures=True)
        return
    # Not threads: each short step of this process would wait for them.
    with by_processes(store, list(places.items()), _CORES, nice=BEHIND) as results:
        yield partial(_stored, places, (result.result() for result in results))


def _stored(places: Collection[str], drawn: Iterable[PictureFile | str], progress: Progress | None = None) -> Stored:
    files: dict[str, PictureFile] = {}
    missing: dict[str, str] = {}
    for done, (digest, found) in enumerate(zip(places, drawn, strict=True), 1):
        if isinstance(found, PictureFile):
            files[digest] = found
        else:
            missing[digest] = found
        if progress is not None:
            progress(done, len(places))
    return Stored(files, missing)


def file_name(digest: str) -> str:
    """The file of a picture by its digest.

    Example:
        >>> file_name("0123456789abcdef" * 4)
        '0123456789abcdef01234567.webp'
    """
    return f"{digest_name(digest)}.webp"


def _store(folder: Path, place: tuple[str, Path]) -> PictureFile | str:
    """Draw the picture of a digest that lies somewhere; the reason where it cannot be."""
    digest, path = place
    file = folder / file_name(digest)
    try:
        picture = _opened(path)
    except InputError as error:
        return str(error)
    content = picture.webpsave_buffer(
        keep="none", Q=80, effort=0, lossless=picture.width * picture.height <= _FINE_PIXELS
    )
    write_bytes_whole(file, content)
    return PictureFile(file.name, picture.width, picture.height)


def _opened(path: Path) -> Any:
    """A picture in memory, as models see it, scaled down."""
    import pyvips

    # By its name alone: a page is shown to others.
    content = shown_bytes(_content(path), name=path.name).content
    try:
        # Not `thumbnail_buffer`, which takes files that are cut short for whole ones.
        whole = pyvips.Image.new_from_buffer(content, "", fail_on="error")
        # Converting colours takes twenty times as long as all else: only where the file says that it has its own.
        colours = {"output_profile": "srgb"} if "icc-profile-data" in whole.get_fields() else {}
        small = whole.thumbnail_image(LONGEST_SIDE, height=LONGEST_SIDE, size="down", **colours)
        return small.colourspace("srgb").copy_memory()
    except pyvips.Error as error:
        told = {"name": repr(path.name), "reason": _first_line(error)}
        raise InputError(words("picture {name} is damaged or cut short ({reason})", **told)) from error


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise InputError(words("its file is not there any more"))
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = (
            error.strerror if isinstance(error, OSError) and error.strerror else words("its name is none of a file")
        )
        raise InputError(words("its file cannot be read ({reason})", reason=reason)) from error


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[-1] if str(error).strip() else type(error).__name__

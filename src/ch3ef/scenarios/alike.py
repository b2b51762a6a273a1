"""Pictures and texts that are nearly the same: in another size, another kind of file, another case."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ch3ef.errors import InputError
from ch3ef.items import Item
from ch3ef.pictures import changes_of, open_picture
from ch3ef.scenarios.pictures import no_bomb_warning

if TYPE_CHECKING:
    from PIL import Image

    from ch3ef.scenarios.scenario import Progress

SIDE = 8
"""Pictures are compared as thumbnails of 8 x 8."""
FLIPPED, DISTANCE = 3, 2.0
"""Of the 64 slopes from each place of the grey thumbnail to the next, those that may differ; and the mean difference of
the coloured thumbnails, of 255."""
MARKS = ".,;:!?\u3002\uff0c\uff1b\uff1a\uff01\uff1f"
"""Marks at the end of a text that readers pass over, the last six in Chinese."""


class Look(NamedTuple):
    """A picture file, opened once.

    Attributes:
        path: Where it lies.
        digest: Of the file.
        problem: Why it cannot be opened; empty where it can.
        changes: What is done to it before it is shown.
        slopes: 64 bits: where its grey thumbnail gets brighter to the right.
        thumbnail: Its colours, shape (8, 8, 3).
    """

    path: Path
    digest: str
    problem: str = ""
    changes: str = ""
    slopes: int = 0
    thumbnail: NDArray[np.uint8] = np.zeros((SIDE, SIDE, 3), dtype=np.uint8)


def look_at(items: Iterable[Item], progress: Progress) -> list[Look]:
    """Every picture of some items, opened to its last pixel, each once.

    Args:
        items: The items.
        progress: Told how many pictures were opened.
    """
    images = list({image.path: image for item in items for image in item.images}.values())
    looks = []
    with no_bomb_warning(), ThreadPoolExecutor(min(4, os.cpu_count() or 1)) as pool:
        for done, look in enumerate(pool.map(lambda image: _look(image.path, image.digest), images), start=1):
            looks.append(look)
            progress(done, len(images))
    return looks


def _look(path: Path, digest: str) -> Look:
    try:
        changes, picture = changes_of(path), open_picture(path)
    except InputError as error:
        return Look(path, digest, problem=str(error))
    return Look(path, digest, "", changes, *_thumbnails(picture))


def _thumbnails(picture: Image.Image) -> tuple[int, NDArray[np.uint8]]:
    from PIL import Image

    grey = np.asarray(picture.convert("L").resize((SIDE + 1, SIDE), Image.Resampling.BOX), dtype=np.int16)
    # A step of less than two levels is noise.
    brighter = (grey[:, 1:] - grey[:, :-1] > 1).ravel()
    colours = np.asarray(picture.resize((SIDE, SIDE), Image.Resampling.BOX))
    return int("".join("1" if bit else "0" for bit in brighter), 2), colours


def alike(looks: Sequence[Look]) -> dict[str, str]:
    """Which pictures look the same: scaled, or written anew with losses, but not cut or turned.

    Args:
        looks: At pictures; those that could not be opened are like no other.

    Returns:
        Digest -> digest of the first that it looks like, of those that look like one before them.
    """
    opened = list({look.digest: look for look in looks if not look.problem}.values())
    slopes = np.array([look.slopes for look in opened], dtype=np.uint64)
    colours = np.array([look.thumbnail for look in opened], dtype=np.int16).reshape(len(opened), SIDE * SIDE * 3)
    first: dict[str, str] = {}
    for place, look in enumerate(opened):
        if look.digest in first:
            continue
        near = place + 1 + np.flatnonzero(np.bitwise_count(slopes[place] ^ slopes[place + 1 :]) <= FLIPPED)
        distances = np.abs(colours[near] - colours[place]).mean(axis=1)
        for other in near[distances <= DISTANCE]:
            first.setdefault(opened[other].digest, look.digest)
    return first


def folded(text: str) -> str:
    """A text without what readers pass over: case, spaces, the mark at its end.

    Example:
        >>> folded(" The  door .") == folded("the door")
        True
    """
    return " ".join(text.casefold().split()).rstrip(MARKS + " ")

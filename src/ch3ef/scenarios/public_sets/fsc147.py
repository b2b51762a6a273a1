"""FSC-147 (level A1): how many things of a kind are in the picture?

Source: Ranjan et al. 2021, doi:10.1109/CVPR46437.2021.00340; a picture's count is its number of annotated points.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from ch3ef.errors import InputError
from ch3ef.files import read_json, read_lines
from ch3ef.items import Item, item_rng
from ch3ef.scenarios.public_sets.public_set import (
    PublicSet,
    folder_of,
    known_split,
    of_records,
    picture_in,
    public_item,
    public_scenario,
)
from ch3ef.scenarios.scenario import Scenario
from ch3ef.taxonomy import Level

ANNOTATION, SPLIT, CLASSES = "annotation_FSC147_384.json", "Train_Test_Val_FSC_147.json", "ImageClasses_FSC147.txt"
PICTURES = "images_384_VarV2"
SPLITS = ("test", "val", "train")

FSC147 = PublicSet(
    name="fsc147",
    level=Level.A1,
    domain="perception",
    repository="isentropic/FSC147",
    revision="3e420cb6537e803dd6d4516623ce82a79c0317b8",
    layout=f"{ANNOTATION}, {SPLIT}, {CLASSES} and {PICTURES}/*.jpg",
)

_CHOICES = 4


def load_fsc147(cache: Path, *, dir: Path | None = None, split: str = "test") -> Scenario:  # noqa: A002, ARG001
    """FSC-147, one item a picture: the count among three other numbers, about a tenth apart.

    `details["count"]` holds the count.

    Args:
        cache: Not used: the hub's repository holds the published files, and they stay in the hub's own cache.
        dir: A folder with the three files and the folder of pictures.
        split: "test" (1190 pictures), "val" (1286) or "train" (3659).

    Returns:
        The scenario.

    Raises:
        InputError: An unknown split, a folder in another layout, a damaged record, or the hub cannot be reached.
    """
    known_split(FSC147, split, SPLITS)
    given = folder_of(FSC147, dir, ANNOTATION)
    folder = given or _downloaded()
    # In the hub's cache, pictures are links into the folder above that of the snapshots.
    links_into = None if given else folder.parents[1]
    splits, annotations = read_json(folder / SPLIT), read_json(folder / ANNOTATION)
    if not isinstance(splits, dict) or not isinstance(splits.get(split), list):
        raise InputError(f"{folder / SPLIT}: has no list {split!r}; expected train, val and test")
    if not isinstance(annotations, dict):
        raise InputError(f"{folder / ANNOTATION}: is not an object with a record for each picture")
    kinds = _kinds(folder / CLASSES)
    records = []
    for name in dict.fromkeys(splits[split]):
        if not isinstance(annotations.get(name), dict):
            raise InputError(f"{SPLIT}: {split}: {name!r} has no record in {ANNOTATION}")
        if name not in kinds:
            raise InputError(f"{SPLIT}: {split}: {name!r} has no line in {CLASSES}")
        records.append((name, annotations[name] | {"kind": kinds[name]}))
    return public_scenario(FSC147, of_records(records, partial(_item, folder / PICTURES, links_into)))


def _downloaded() -> Path:
    """The repository's files; it holds them as they were published."""
    import huggingface_hub

    # The root error of the HTTP library that this version of the hub's client uses (httpx or httpx2).
    from huggingface_hub.errors import HTTPError, XetDownloadError  # type: ignore[attr-defined]

    try:
        return Path(
            huggingface_hub.snapshot_download(
                FSC147.repository,
                repo_type="dataset",
                revision=FSC147.revision,
                allow_patterns=[ANNOTATION, SPLIT, CLASSES, f"{PICTURES}/*"],
            )
        )
    except (OSError, HTTPError, XetDownloadError) as error:
        reason = str(error).strip().split("\n")[0] or type(error).__name__
        raise InputError(
            f"{FSC147.name}: {FSC147.repository} could not be downloaded from the Hugging Face hub ({reason}); check "
            f"the connection, or give a folder: --scenario '{FSC147.name}?dir=FOLDER' with {FSC147.layout}"
        ) from error


def _kinds(path: Path) -> dict[str, str]:
    """Picture -> what is to be counted in it."""
    kinds = {}
    for place, line in read_lines(path):
        name, _, kind = line.partition("\t")
        if not kind.strip():
            raise InputError(f"{place}: {line!r}; expected a picture, a tab, and what is to be counted")
        kinds[name.strip()] = " ".join(kind.split())
    return kinds


def _item(pictures: Path, links_into: Path | None, name: str, record: dict[str, Any]) -> Item:
    points = record["points"]
    if not isinstance(points, list):
        raise InputError(f"{ANNOTATION}: {name}: points {points!r}; expected a list with a point for each thing")
    count = len(points)
    numbers = window(count, item_rng(name, "fsc147 options"))
    return public_item(
        FSC147,
        name,
        task="counting",
        question=f"How many {record['kind']} are in the picture?",
        images=[picture_in(name, pictures, f"{ANNOTATION}: {name}", links_into)],
        options=list(map(str, numbers)),
        gold=[numbers.index(count)],
        count=str(count),
    )


def window(count: int, rng: np.random.Generator) -> list[int]:
    """Four rising numbers about a tenth apart, at least 1, of which one is the count.

    The count's place among them is drawn, and so is each distance (8 to 12 %): with a fixed one, the distance would
    tell the count.

    Args:
        count: The right number, 0 or more.
        rng: Source of both.

    Example:
        >>> window(100, np.random.default_rng(0))
        [79, 85, 92, 100]
    """
    place = int(rng.integers(0, min(_CHOICES - 1, count) + 1))
    ratios = rng.uniform(1.08, 1.12, _CHOICES - 1)
    numbers = [count]
    for ratio in ratios[:place]:
        numbers.insert(0, min(numbers[0] - 1, round(numbers[0] / ratio)))
    for ratio in ratios[place:]:
        numbers.append(max(numbers[-1] + 1, round(numbers[-1] * ratio)))
    return numbers

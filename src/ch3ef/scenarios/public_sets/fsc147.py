"""FSC-147 (level A1): how many things of a kind are in the picture?

One item a picture: the count among three other numbers, about a tenth apart; `details["count"]` holds it. The splits
hold 1190 (test), 1286 (val) and 3659 (train) pictures.

Source: Ranjan et al. 2021, doi:10.1109/CVPR46437.2021.00340; a picture's count is its number of annotated points.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ch3ef.errors import InputError
from ch3ef.files import read_json, read_lines
from ch3ef.items import Item, item_rng
from ch3ef.scenarios.public_sets.public_set import Origin, PublicSet, Record, Records, each, list_of
from ch3ef.taxonomy import Level

ANNOTATION, SPLIT, CLASSES = "annotation_FSC147_384.json", "Train_Test_Val_FSC_147.json", "ImageClasses_FSC147.txt"
PICTURES = "images_384_VarV2"

_CHOICES = 4


def _in_folder(origin: Origin, folder: Path) -> Records:
    splits, annotations, split = read_json(folder / SPLIT), read_json(folder / ANNOTATION), origin.split
    if not isinstance(splits, dict) or not isinstance(splits.get(split), list):
        raise InputError(f"{folder / SPLIT}: has no list {split!r}; expected train, val and test")
    if not isinstance(annotations, dict):
        raise InputError(f"{folder / ANNOTATION}: is not an object with a record for each picture")
    kinds = _kinds(folder / CLASSES)
    for name in dict.fromkeys(list_of(str, splits[split], f"{SPLIT}: {split}")):
        if not isinstance(annotations.get(name), dict):
            raise InputError(f"{SPLIT}: {split}: {name!r} has no record in {ANNOTATION}")
        if name not in kinds:
            raise InputError(f"{SPLIT}: {split}: {name!r} has no line in {CLASSES}")
        yield f"{ANNOTATION}: {name}", annotations[name] | {"name": name, "kind": kinds[name]}


def _kinds(path: Path) -> dict[str, str]:
    """Picture -> what is to be counted in it."""
    kinds = {}
    for place, line in read_lines(path):
        name, _, kind = line.partition("\t")
        if not kind.strip():
            raise InputError(f"{place}: {line!r}; expected a picture, a tab, and what is to be counted")
        kinds[name.strip()] = " ".join(kind.split())
    return kinds


def _item(origin: Origin, place: str, record: Record) -> Item:
    name, points = record["name"], record["points"]
    if not isinstance(points, list):
        raise InputError(f"{place}: points {points!r}; expected a list with a point for each thing")
    count = len(points)
    numbers = window(count, item_rng(name, "fsc147 options"))
    return origin.item(
        name,
        task="counting",
        question=f"How many {record['kind']} are in the picture?",
        images=[origin.picture(name, place)],
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


FSC147 = PublicSet(
    name="fsc147",
    text="how many things of one of 147 kinds are in the picture",
    level=Level.A1,
    domain="perception",
    licence="see the source",
    n_items=1190,
    recipe="counting",
    splits={name: name for name in ("test", "val", "train")},
    pool="split=train",
    repository="isentropic/FSC147",
    revision="3e420cb6537e803dd6d4516623ce82a79c0317b8",
    files=(ANNOTATION, SPLIT, CLASSES, f"{PICTURES}/*"),
    layout=f"{ANNOTATION}, {SPLIT}, {CLASSES} and {PICTURES}/*.jpg",
    markers=(ANNOTATION,),
    pictures=PICTURES,
    in_folder=_in_folder,
    items=each(_item),
)

"""PASCAL VOC 2012 (level A1): which of four kinds of things is in the picture, and in which of four boxes?

Any set in the layout of VOC will do: its classes are those found in it. How the wrong options are chosen, so that
none can be told from the texts alone, is in `_boxes` and `_categories`.

One item a picture: 4 classes, of which one is shown, x 4 boxes, of which one holds it. `details` hold every object
that is not difficult (`boxes`), all classes of the set (`classes`), and the options as a tree (`paths`,
`follow_ups`): first the class, then the box. Where a picture shows all classes of the set, only the box is asked for.
The splits are "val" (5823 pictures), "train" and "trainval"; the test set has no published boxes. Of a folder without
ImageSets/Main/ all annotations are taken.

Source: Everingham et al. 2010, doi:10.1007/s11263-009-0275-4; the layout after the development kit of 2012: pixels
are counted from 1, and a box holds both its first and its last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple
from xml.etree import ElementTree

import numpy as np
import numpy.typing as npt

from ch3ef.errors import InputError, short
from ch3ef.files import is_file, read_bytes, read_lines
from ch3ef.items import ImageRef, Item, item_rng
from ch3ef.scenarios.public_sets.public_set import Origin, PublicSet, Record, Records, hub_records, of_records
from ch3ef.taxonomy import Level

HUB_FOLDER, PICTURES = "voc2012_main", "JPEGImages"
CLASSES = tuple(
    "aeroplane bicycle bird boat bottle bus car cat chair cow diningtable dog horse motorbike person pottedplant sheep "
    "sofa train tvmonitor".split()
)
"""Numbers of the classes in the hub's records -> names."""

QUESTION = "What is in the picture, and where is it?"
WHERE = "Where is it? The box in percent of the picture."
WHERE_OF = "Where is an object of the kind {label!r}? The box in percent of the picture."

_MAX_ANNOTATION = 2**24
"""Bytes of the largest annotation: they take some 1000."""

_CHOICES = 4
_SAME = 0.5
"""Boxes that overlap by this IoU or more count as the same place, as in VOC's own scoring."""
_POOL, _RANDOM = 160, 160
"""Candidates for wrong boxes: of other pictures, and drawn ones for where those do not suffice."""

Box = tuple[float, float, float, float]
Percents = tuple[int, int, int, int]
Floats = npt.NDArray[np.float64]


class Thing(NamedTuple):
    """An object in a picture: its class, its box in shares of width and height, and whether VOC calls it difficult."""

    label: str
    box: Box
    difficult: bool


class Annotated(NamedTuple):
    """A picture with its objects."""

    name: str
    image: ImageRef
    things: tuple[Thing, ...]

    @property
    def largest(self) -> Thing | None:
        """The largest object that is not difficult."""
        return max((thing for thing in self.things if not thing.difficult), key=lambda t: _area(t.box), default=None)


class Set(NamedTuple):
    """What the wrong options of every picture are drawn from.

    Attributes:
        shown: Class -> number of pictures that show it.
        boxes: The largest object of each picture, shape (pictures, 4), in whole percents.
    """

    shown: Mapping[str, int]
    boxes: Floats


# --- reading --------------------------------------------------------------------------------------------------


def _on_hub(origin: Origin) -> Records:
    for number, (place, record) in enumerate(hub_records(origin, data_dir=HUB_FOLDER)):
        yield place, record | {"name": f"{origin.split}/{number}"}


def _in_folder(origin: Origin, folder: Path) -> Records:
    for path in _files(folder, origin.split):
        yield path.name, _record(path, folder)


def _files(folder: Path, split: str) -> list[Path]:
    """The annotations of a split."""
    annotations, splits = folder / "Annotations", folder / "ImageSets" / "Main"
    if not splits.is_dir():
        return sorted(annotations.glob("*.xml"))
    paths = []
    for place, line in read_lines(splits / f"{split}.txt"):
        paths.append(annotations / f"{line.strip()}.xml")
        if not is_file(paths[-1]):
            raise InputError(f"{place}: {short(line.strip())} has no annotation; expected {paths[-1]}")
    return paths


def _record(path: Path, folder: Path) -> dict[str, Any]:
    """An annotation as the hub's tables hold it, but for the classes, which have names."""
    content = read_bytes(path, _MAX_ANNOTATION)
    if any(mark in content for mark in (b"<!DOCTYPE", b"<!ENTITY", b"\0")):  # zeros: UTF-16, which would hide them
        raise InputError(f"{path.name}: defines a document type, or is not UTF-8; expected a plain <annotation>")
    try:
        root = ElementTree.fromstring(content)  # noqa: S314 - no entities, see above
        width, height = (float(root.findtext(f"size/{side}", "")) for side in ("width", "height"))
    except (ElementTree.ParseError, ValueError) as error:
        raise InputError(f"{path.name}: is not an annotation with <size> in it ({error})") from error
    found = root.findall("object")
    corners = ("xmin", "ymin", "xmax", "ymax")
    objects = {
        "classes": [(one.findtext("name") or "").strip() for one in found],
        "bboxes": [[one.findtext(f"bndbox/{corner}", "") for corner in corners] for one in found],
        "difficult": [(one.findtext("difficult") or "0").strip() == "1" for one in found],
    }
    stated = PurePosixPath(root.findtext("filename") or "").name
    image = stated if stated and is_file(folder / PICTURES / stated) else f"{path.stem}.jpg"
    return {"name": path.stem, "image": image, "width": width, "height": height, "objects": objects}


def _annotated(origin: Origin, place: str, record: Record) -> Annotated:
    objects, things = record["objects"], []
    columns = (objects["classes"], objects["bboxes"], objects["difficult"])
    for number, (found, corners, difficult) in enumerate(zip(*columns, strict=True), start=1):
        label = _label(found, place)
        box = _shares(corners, record["width"], record["height"], f"{place}: object {number} ({label!r})")
        things.append(Thing(label, box, bool(difficult)))
    return Annotated(record["name"], origin.picture(record["image"], place), tuple(things))


def _label(found: str | int, place: str) -> str:
    """A class's name; the hub's tables hold numbers."""
    if isinstance(found, str):
        return found
    if not 0 <= found < len(CLASSES):
        raise InputError(f"{place}: class {found!r}; expected a whole number from 0 to {len(CLASSES) - 1}")
    return CLASSES[found]


def _shares(corners: Sequence[str | float], width: float, height: float, place: str) -> Box:
    """Corners in pixels, counted from 1, as shares; what sticks out is cut off."""
    try:
        left, top, right, bottom = (float(corner) for corner in corners)
    except ValueError:
        left = right = top = bottom = 0.0
    inside = np.clip([left - 1, top - 1, right, bottom], 0, [width, height, width, height])
    if not (width > 0 and height > 0 and inside[0] < inside[2] and inside[1] < inside[3]):
        raise InputError(
            f"{place}: box {list(corners)!r} in a picture of {width:g} x {height:g}; expected xmin < xmax and "
            "ymin < ymax in pixels inside it"
        )
    x1, y1, x2, y2 = (inside / [width, height, width, height]).tolist()
    return x1, y1, x2, y2


# --- asking ---------------------------------------------------------------------------------------------------


def _items(origin: Origin, records: Records) -> Iterable[Item | str]:
    pictures = of_records(records, partial(_annotated, origin))
    of = Set(
        shown=Counter(label for picture in pictures for label in {thing.label for thing in picture.things}),
        boxes=np.array([_percents(thing.box) for picture in pictures if (thing := picture.largest)], dtype=np.float64),
    )
    return (_item(origin, picture, of) for picture in pictures)


def _item(origin: Origin, picture: Annotated, of: Set) -> Item | str:
    thing = picture.largest
    if thing is None:
        return "without an object that is not difficult"
    rng = item_rng(picture.name, "voc2012 options")
    categories = _categories(thing.label, {other.label for other in picture.things}, of, rng)
    boxes = [_spoken(box) for box in _boxes(thing, picture.things, of, rng)]
    # The right one comes first from both.
    right = (categories[0], boxes[0])
    tree = [(str(c), str(b)) for c in rng.permutation(categories) for b in rng.permutation(boxes)]
    return origin.item(
        picture.name,
        task="detection",
        question=WHERE_OF.format(label=thing.label) if len(categories) == 1 else QUESTION,
        images=[picture.image],
        options=[f"{category}, {box} (in percent of the picture)" for category, box in tree],
        gold=[tree.index(right)],
        paths=[f"{category.replace('/', ' ')}/{box}" for category, box in tree],
        follow_ups=[WHERE],
        boxes=[
            " ".join([*(f"{side:.4f}" for side in other.box), other.label])
            for other in picture.things
            if not other.difficult
        ],
        classes=sorted(of.shown),
    )


def _categories(right: str, present: set[str], of: Set, rng: np.random.Generator) -> list[str]:
    """The right class and up to three that the picture does not show.

    A class is drawn in proportion to how many pictures show it. Drawn evenly, "person" would be on offer mostly
    where it is right, and naming the commonest class would often do.
    """
    absent = sorted(set(of.shown) - present)
    if not absent:
        return [right]
    weights = np.array([of.shown[label] for label in absent], dtype=np.float64)
    drawn = rng.choice(absent, size=min(_CHOICES - 1, len(absent)), replace=False, p=weights / weights.sum())
    return [right, *map(str, drawn)]


def _boxes(right: Thing, things: Sequence[Thing], of: Set, rng: np.random.Generator) -> list[Percents]:
    """The right box and three that hold no object of its class.

    They are the largest objects' boxes of other pictures, so that size, shape and lying at the edge tell nothing, and
    no two of the four are in the same place. How many of the three are larger than the right one is drawn: with
    boxes that cover more than half of the picture no larger one goes together, so those are always the largest; the
    others are made the largest just often enough for one in four.
    """
    own = _percents(right.box)
    share_covering = float(np.mean(_area(of.boxes.T) > 5000))
    is_first = _area(own) > 5000 or rng.random() * (1 - share_covering) < 1 / _CHOICES - share_covering
    larger = 0 if is_first else int(rng.integers(1, _CHOICES))
    wanted = {True: larger, False: _CHOICES - 1 - larger}
    same_class = np.array([thing.box for thing in things if thing.label == right.label]) * 100
    candidates = np.concatenate([of.boxes[rng.permutation(len(of.boxes))[:_POOL]], _random_boxes(rng)])
    free = candidates[(_iou(candidates, same_class) < _SAME).all(axis=1)]
    sizes = _area(free.T) > _area(own)
    chosen = np.array([own], dtype=np.float64)
    for strict in (True, False):  # in a small set the wanted sizes may not be there
        for row, is_larger in zip(free, sizes.tolist(), strict=True):
            if len(chosen) == _CHOICES:
                break
            if (wanted[is_larger] > 0 or not strict) and (_iou(row[None], chosen) < _SAME).all():
                chosen = np.vstack([chosen, row])
                wanted[is_larger] -= 1
    return [(int(x1), int(y1), int(x2), int(y2)) for x1, y1, x2, y2 in chosen]


def _random_boxes(rng: np.random.Generator) -> Floats:
    corners = np.sort(rng.integers(0, 101, (_RANDOM, 2, 2)), axis=1).reshape(_RANDOM, 4).astype(np.float64)
    return corners[(corners[:, 2] - corners[:, 0] >= 5) & (corners[:, 3] - corners[:, 1] >= 5)]


def _percents(box: Box) -> Percents:
    x1, y1, x2, y2 = (round(100 * side) for side in box)
    return x1, y1, x2, y2


def _spoken(box: Percents) -> str:
    return "left {}, top {}, right {}, bottom {}".format(*box)


def _area(box: Any) -> Any:
    """Area of one box, or of many whose corners stand in four arrays."""
    return (box[2] - box[0]) * (box[3] - box[1])


def _iou(boxes: Floats, others: Floats) -> Floats:
    """Intersection over union of boxes (n, 4) and others (m, 4), shape (n, m); 0 where neither has an area."""
    one, other = boxes[:, None], others[None]
    sides = np.minimum(one[..., 2:], other[..., 2:]) - np.maximum(one[..., :2], other[..., :2])
    both: Floats = np.prod(np.clip(sides, 0, None), axis=2)
    either = _area(boxes.T)[:, None] + _area(others.T)[None] - both
    return both / np.where(either > 0, either, 1)


# A commit of the branch into which the hub itself turned the repository's script and archives: refs/convert/parquet.
# The columns are those of the script; the tables could not be looked at when this was written (no internet).
VOC2012 = PublicSet(
    name="voc2012",
    text="which of four things is in the picture, and in which of four boxes",
    level=Level.A1,
    domain="perception",
    licence="see the source",
    recipe="location",
    splits={"val": "validation", "train": "train", "trainval": "train+validation"},
    pool="split=train",
    repository="fuliucansheng/pascal_voc",
    revision="36b46ad423367fdf2cb77321b847980155d0967c",
    layout="Annotations/*.xml and JPEGImages/*.jpg, with ImageSets/Main/val.txt ... or without",
    markers=("Annotations/*.xml",),
    pictures=PICTURES,
    on_hub=_on_hub,
    in_folder=_in_folder,
    items=_items,
)

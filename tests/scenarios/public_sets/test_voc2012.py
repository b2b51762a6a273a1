"""VOC 2012 from its published layout and from the hub; annotations and pictures are made up."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ch3ef.errors import InputError
from ch3ef.items import Item, item_rng
from ch3ef.scenarios.pictures import check_pictures
from ch3ef.scenarios.public_sets.voc2012 import CLASSES, HUB_FOLDER, QUESTION, VOC2012, WHERE
from tests.scenarios.offline_hub import DATA, hub_image, says, serve
from tests.scenarios.test_released import REAL_MINI

FOLDER = DATA / "voc2012"
OPTION = re.compile(r"(.+), (left (\d+), top (\d+), right (\d+), bottom (\d+)) \(in percent of the picture\)")

Corners = tuple[float, float, float, float]


def parsed(option: str) -> tuple[str, Corners]:
    """Class and box in shares of an option."""
    match = OPTION.fullmatch(option)
    assert match, option
    x1, y1, x2, y2 = (int(side) / 100 for side in match.groups()[2:])
    return match[1], (x1, y1, x2, y2)


def overlap(one: Corners, other: Corners) -> float:
    """Intersection over union, side by side."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    both = max(wide, 0) * max(high, 0)
    return both / ((one[2] - one[0]) * (one[3] - one[1]) + (other[2] - other[0]) * (other[3] - other[1]) - both)


def things_of(item: Item) -> list[tuple[str, Corners]]:
    things = []
    for text in item.facts("boxes"):
        x1, y1, x2, y2, label = text.split(" ", 4)
        things.append((label, (float(x1), float(y1), float(x2), float(y2))))
    return things


def check_options(item: Item) -> None:
    """What holds for every item."""
    options = [parsed(option) for option in item.options]
    boxes = {category: {box for other, box in options if other == category} for category, _ in options}
    assert len(options) == len(set(options)) == len(boxes) * 4 <= 26
    assert len({frozenset(offered) for offered in boxes.values()}) == 1  # the same boxes for every class
    things = things_of(item)
    largest = max(things, key=lambda thing: (thing[1][2] - thing[1][0]) * (thing[1][3] - thing[1][1]))
    assert set(boxes) & {label for label, _ in things} == {largest[0]} or len(boxes) == 1
    (gold,) = item.gold
    assert options[gold][0] == largest[0]
    assert options[gold][1] == pytest.approx(largest[1], abs=0.005 + 1e-9)
    for box in boxes[largest[0]] - {options[gold][1]}:
        assert all(overlap(box, other) < 0.5 for label, other in things if label == largest[0])
    assert item.facts("paths") == tuple(
        f"{match[1]}/{match[2]}" for option in item.options if (match := OPTION.fullmatch(option))
    )


def test_objects_in_shares_of_the_picture(cache: Path) -> None:
    scenario = VOC2012.load(cache, dir=FOLDER)
    assert [item.source_id for item in scenario.items] == ["2008_000001", "2008_000003"]
    assert scenario.notices == ()
    item = scenario.items[0]
    # Pixels count from 1 and a box holds its last: 5 to 20 of 40 is 4/40 to 20/40. Parts of persons are no objects,
    # and the corners may come in any order. The difficult car is the largest, and is not asked for.
    assert item.facts("boxes") == ("0.1000 0.2500 0.5000 0.7500 dog", "0.7375 0.0000 0.9625 0.5000 person")
    assert item.facts("classes") == ("bottle", "car", "dog", "person")
    assert {parsed(option)[0] for option in item.options} == {"dog", "bottle"}
    assert (item.level, item.task, item.question, item.facts("follow_ups")) == ("A1", "detection", QUESTION, (WHERE,))
    for item in scenario.items:
        check_options(item)
    check_pictures(scenario.items)


def test_splits(cache: Path, tmp_path: Path) -> None:
    assert [item.source_id for item in VOC2012.load(cache, dir=FOLDER, split="train").items] == ["2008_000002"]
    assert len(VOC2012.load(cache, dir=FOLDER, split="trainval").items) == 3
    folder = shutil.copytree(FOLDER, tmp_path / "set")
    shutil.rmtree(folder / "ImageSets")
    assert len(VOC2012.load(cache, dir=folder).items) == 3


def test_where_the_picture_shows_all_classes_only_the_box_is_asked_for(cache: Path) -> None:
    (item,) = VOC2012.load(cache, dir=FOLDER, split="train").items
    assert item.question == "Where is an object of the kind 'person'? The box in percent of the picture."
    assert {parsed(option)[0] for option in item.options} == {"person"}
    assert parsed(item.options[item.gold[0]])[1] == (0, 0, 1, 1)
    check_options(item)


Annotate = Callable[..., None]


@pytest.fixture
def annotate(tmp_path: Path) -> Annotate:
    """Writes pictures of 100 x 100 pixels, all of the same content, into the folder "set"."""

    def write(name: str, *objects: tuple[str, int, int, int, int], difficult: int = 0) -> None:
        folder = tmp_path / "set"
        (folder / "Annotations").mkdir(parents=True, exist_ok=True)
        (folder / "JPEGImages").mkdir(exist_ok=True)
        shutil.copy(FOLDER / "JPEGImages/2008_000001.jpg", folder / "JPEGImages" / f"{name}.jpg")
        texts = (
            f"<object><name>{label}</name><difficult>{difficult}</difficult><bndbox><xmin>{x1}</xmin><ymin>{y1}</ymin>"
            f"<xmax>{x2}</xmax><ymax>{y2}</ymax></bndbox></object>"
            for label, x1, y1, x2, y2 in objects
        )
        size = "<size><width>100</width><height>100</height></size>"
        (folder / "Annotations" / f"{name}.xml").write_text(f"<annotation>{size}{''.join(texts)}</annotation>")

    return write


def random_box(rng: np.random.Generator) -> tuple[int, int, int, int]:
    """As largest objects lie in photos: of all sizes, often at an edge."""
    (x1, x2), (y1, y2) = (
        (0 if rng.random() < 0.25 else start, 100 if rng.random() < 0.25 else start + length)
        for length in rng.beta(2, 2.5, 2) * 96 + 4
        for start in [rng.uniform(0, 100 - length)]
    )
    return int(x1) + 1, int(y1) + 1, max(int(x2), int(x1) + 2), max(int(y2), int(y1) + 2)


def test_neither_class_nor_box_can_be_told_from_the_texts(cache: Path, tmp_path: Path, annotate: Annotate) -> None:
    rng = np.random.default_rng(0)
    names = list(CLASSES)
    rates = np.array([0.4 if name == "person" else 0.6 / 19 for name in names])
    for number in range(600):
        annotate(f"{number:03}", (str(rng.choice(names, p=rates)), *random_box(rng)))
    items = VOC2012.load(cache, dir=tmp_path / "set").items
    assert len({item.id for item in items}) == 600
    right: Counter[str] = Counter()
    for item in items:
        check_options(item)
        options = [parsed(option) for option in item.options]
        category, box = options[item.gold[0]]
        boxes = [b for c, b in options if c == category]
        categories = list(dict.fromkeys(c for c, _ in options))
        by_size = sorted(boxes, key=lambda b: (b[2] - b[0]) * (b[3] - b[1]))
        right[f"size {by_size.index(box)}"] += 1
        right["nearest the middle"] += box == min(boxes, key=lambda b: abs(b[0] + b[2] - 1) + abs(b[1] + b[3] - 1))
        edges = [sum(side in (0, 1) for side in b) for b in boxes]
        right["at the most edges"] += boxes[edges.index(max(edges))] == box
        right["first box"] += boxes[0] == box
        right["first class"] += categories[0] == category
    # Guessing is right in a quarter, 150 +- 11. A hint of which lies in the middle stays: boxes that cover half of
    # the picture are right in a quarter, and they lie there.
    assert {name: count for name, count in right.items() if not 105 <= count <= 195} == {}
    offered = [item for item in items if any(option.startswith("person, ") for option in item.options)]
    # Drawn evenly, a class that is largest in two of five pictures would be right in four of five where it is on offer.
    assert np.mean([item.options[item.gold[0]].startswith("person, ") for item in offered]) < 0.6


def test_an_object_of_the_class_elsewhere_is_no_wrong_box(cache: Path, tmp_path: Path, annotate: Annotate) -> None:
    rng = np.random.default_rng(1)
    for number in range(60):
        crowd = [("cow", 1 + 25 * x, 1 + 25 * y, 25 + 25 * x, 25 + 25 * y) for x in range(4) for y in range(4)]
        annotate(f"{number:02}", *[crowd[i] for i in rng.permutation(16)[:13]])
    annotate("dog", ("dog", 1, 1, 10, 10))
    for item in VOC2012.load(cache, dir=tmp_path / "set").items:
        check_options(item)


def test_pictures_without_an_object_to_ask_for(cache: Path, tmp_path: Path, annotate: Annotate) -> None:
    annotate("1", ("dog", 1, 1, 50, 50))
    annotate("2", ("cat", 1, 1, 50, 50), difficult=1)
    annotate("3")
    scenario = VOC2012.load(cache, dir=tmp_path / "set")
    assert [item.source_id for item in scenario.items] == ["1"]
    assert scenario.items[0].facts("classes") == ("cat", "dog")
    assert scenario.notices == ("voc2012: 2 of 3 questions left out: those without an object that is not difficult",)


def test_what_sticks_out_is_cut_off(cache: Path, tmp_path: Path, annotate: Annotate) -> None:
    annotate("1", ("dog", 0, -5, 50, 108), ("cat", 101, 1, 101, 100))
    with pytest.raises(InputError) as caught:
        VOC2012.load(cache, dir=tmp_path / "set")
    assert says(caught) == (
        "1.xml: object 2 ('cat'): box ['101', '1', '101', '100'] in a picture of 100 x 100; expected xmin < xmax and "
        "ymin < ymax in pixels inside it"
    )
    annotate("1", ("dog", 0, -5, 50, 108))
    (item,) = VOC2012.load(cache, dir=tmp_path / "set").items
    assert item.facts("boxes") == ("0.0000 0.0000 0.5000 1.0000 dog",)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("</annotation>", "", "1.xml: is not an annotation with <size> in it (no element found"),
        ("<width>100</width>", "", "1.xml: is not an annotation with <size> in it (could not convert"),
        ("<width>100</width>", "<width>0</width>", "1.xml: object 1 ('dog'): box ['1', '1', '50', '50'] in a picture of 0 x"),
        ("<xmax>50</xmax>", "<xmax>?</xmax>", "1.xml: object 1 ('dog'): box ['1', '1', '?', '50']"),
        ("<xmax>50</xmax>", "", "1.xml: object 1 ('dog'): box ['1', '1', '', '50']"),
        ("<annotation>", '<!DOCTYPE a [<!ENTITY b "c">]><annotation>', "1.xml: defines a document type"),
        ("<size>", "<filename>other.jpg</filename><size>", None),
        ("<size>", "<filename>../../secret.jpg</filename><size>", None),
    ],
)  # fmt: skip
def test_a_damaged_annotation(
    cache: Path, tmp_path: Path, annotate: Annotate, old: str, new: str, why: str | None
) -> None:
    annotate("1", ("dog", 1, 1, 50, 50))
    path = tmp_path / "set/Annotations/1.xml"
    path.write_text(path.read_text().replace(old, new))
    if why is None:  # the picture is then the one that is named as the annotation
        (item,) = VOC2012.load(cache, dir=tmp_path / "set").items
        assert item.images[0].path == tmp_path / "set/JPEGImages/1.jpg"
        return
    with pytest.raises(InputError) as caught:
        VOC2012.load(cache, dir=tmp_path / "set")
    assert says(caught).startswith(why)


def test_an_annotation_cannot_hide_entities_in_another_encoding(
    cache: Path, tmp_path: Path, annotate: Annotate
) -> None:
    annotate("1", ("dog", 1, 1, 50, 50))
    path = tmp_path / "set/Annotations/1.xml"
    path.write_text(f'<!DOCTYPE a [<!ENTITY b "c">]>{path.read_text()}', encoding="utf-16")
    with pytest.raises(InputError, match="defines a document type, or is not UTF-8"):
        VOC2012.load(cache, dir=tmp_path / "set")


def test_what_a_folder_may_lack(cache: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "set")
    (folder / "JPEGImages/2008_000001.jpg").unlink()
    with pytest.raises(InputError, match=r"2008_000001\.xml: picture '2008_000001\.jpg' is not there; expected it in "):
        VOC2012.load(cache, dir=folder)
    (folder / "Annotations/2008_000001.xml").unlink()
    with pytest.raises(InputError, match=r"val\.txt: line 1: '2008_000001' has no annotation; expected "):
        VOC2012.load(cache, dir=folder)
    (folder / "ImageSets/Main/val.txt").unlink()
    with pytest.raises(InputError, match=r"val\.txt: cannot be read"):
        VOC2012.load(cache, dir=folder)
    with pytest.raises(InputError) as caught:
        VOC2012.load(cache, dir=folder / "Annotations")
    assert says(caught).startswith(f"voc2012: {folder}/Annotations: nothing in it matches Annotations/*.xml; expected ")
    with pytest.raises(InputError, match="unknown voc2012 split 'test'; Known: train, trainval, val"):
        VOC2012.load(cache, dir=FOLDER, split="test")


def hub_rows(split: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The pictures of our folder as the hub's records hold them."""
    import datasets

    found = [
        ("2008_000001", 40, 32, [[5, 9, 20, 24], [30.5, 1, 38.5, 16], [1, 25, 40, 32]], ["dog", "person", "car"], [0, 0, 1]),
        ("2008_000003", 32, 40, [[11, 5, 18, 36]], ["bottle"], [0]),
    ]  # fmt: skip
    rows = [
        {
            "image": hub_image(FOLDER / "JPEGImages" / f"{name}.jpg"), "width": width, "height": height,
            "objects": {"bboxes": boxes, "classes": [CLASSES.index(label) for label in labels], "difficult": difficult},
        }
        for name, width, height, boxes, labels, difficult in found
    ]  # fmt: skip
    whole = datasets.Value("int32")
    objects = {
        "bboxes": datasets.List(datasets.List(datasets.Value("float32"))),
        "classes": datasets.List(datasets.ClassLabel(names=list(CLASSES))),
        "difficult": datasets.List(whole),
    }
    return rows, {"image": datasets.Image(), "width": whole, "height": whole, "objects": objects}


def test_from_the_hub(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows, features = hub_rows("val")
    serve(monkeypatch, VOC2012, {(None, "validation"): rows, (None, "train+validation"): rows[:1]}, features)
    items = VOC2012.load(cache).items
    assert [item.source_id for item in items] == ["val/0", "val/1"]
    local = VOC2012.load(cache, dir=FOLDER).items
    assert [item.facts("boxes") for item in items] == [item.facts("boxes") for item in local]
    assert [item.image_group for item in items] == [item.image_group for item in local]
    for item in items:
        check_options(item)
    assert len(VOC2012.load(cache, split="trainval").items) == 1
    rows[1]["objects"]["classes"][0] = -1  # as the hub writes a label that is not known
    with pytest.raises(
        InputError,
        match="fuliucansheng/pascal_voc: validation record 1: class -1; expected a whole number from 0 to 19",
    ):
        VOC2012.load(cache)
    del features["objects"]["difficult"]
    serve(monkeypatch, VOC2012, {(None, "validation"): rows}, features)
    with pytest.raises(
        InputError, match="fuliucansheng/pascal_voc: validation record 0: column 'difficult' is missing"
    ):
        VOC2012.load(cache)


def test_from_a_repository_with_several_sets(cache: Path, tmp_path: Path) -> None:
    import datasets

    rows, features = hub_rows("val")
    for folder, count in ((HUB_FOLDER, 2), ("voc2007_main", 1)):
        path = tmp_path / "repository" / folder / "validation" / "0000.parquet"
        path.parent.mkdir(parents=True)
        columns = {name: [row[name] for row in rows[:count]] for name in features}
        datasets.Dataset.from_dict(columns, features=datasets.Features(features)).to_parquet(path)
    items = replace(VOC2012, repository=str(tmp_path / "repository")).load(cache).items
    assert [item.facts("boxes") for item in items] == [
        item.facts("boxes") for item in VOC2012.load(cache, dir=FOLDER).items
    ]


def test_draws_depend_on_the_picture_and_the_set(cache: Path) -> None:
    before, after = VOC2012.load(cache, dir=FOLDER), VOC2012.load(cache, dir=FOLDER)
    assert before == after
    assert item_rng("2008_000001", "voc2012 options").random() != item_rng("2008_000003", "voc2012 options").random()


@pytest.mark.skipif(not (REAL_MINI / "A1/blood_voc").is_dir(), reason="the real sample is not here")
def test_the_real_sample(cache: Path) -> None:
    items = VOC2012.load(cache, dir=REAL_MINI / "A1/blood_voc").items
    assert len(items) == 36
    assert {item.facts("classes") for item in items} == {("Platelets", "RBC", "WBC")}
    for item in items:
        check_options(item)
    check_pictures(items)

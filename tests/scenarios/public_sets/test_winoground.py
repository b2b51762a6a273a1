"""Winoground from its own files and from the hub; captions and pictures are made up."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from ch3ef.errors import InputError
from ch3ef.scenarios.pictures import check_pictures
from ch3ef.scenarios.public_sets.winoground import WINOGROUND
from tests.scenarios.offline_hub import DATA, hub_image, says, serve

FOLDER = DATA / "winoground"


def test_two_items_an_example(cache: Path) -> None:
    items = WINOGROUND.load(cache, dir=FOLDER).items
    assert [(item.source_id, item.pair, item.gold, item.details["picture"]) for item in items] == [
        (f"{example}/{side}", f"winoground/{example}", (side,), str(side)) for example in range(3) for side in (0, 1)
    ]
    first, second = items[:2]
    assert first.options == second.options == ("red above blue", "blue above red")
    assert first.question == second.question == "Which caption fits the picture?"
    assert first.images[0].path == FOLDER / "images/ex_0_img_0.png"
    assert second.images[0].path == FOLDER / "images/ex_0_img_1.png"
    assert [item.task for item in items] == ["Object"] * 4 + ["Relation"] * 2
    assert {item.level for item in items} == {"A1"}
    assert first.details == {"picture": "0", "tag": "Noun"}
    check_pictures(items)


def test_a_limited_run_keeps_both_pictures(cache: Path) -> None:
    part = WINOGROUND.load(cache, dir=FOLDER).limited(4).items
    pairs = [item.pair for item in part]
    assert all(pairs.count(pair) == 2 for pair in pairs)


def test_the_same_from_the_hub(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from datasets import Image, Value

    rows = [json.loads(line) for line in (FOLDER / "examples.jsonl").read_text().splitlines()]
    for row in rows:
        row |= {side: hub_image(FOLDER / "images" / f"{row[side]}.png") for side in ("image_0", "image_1")}
    texts = dict.fromkeys(("caption_0", "caption_1", "tag", "secondary_tag", "collapsed_tag"), Value("string"))
    features = {"id": Value("int32"), "image_0": Image(), "image_1": Image()} | texts
    serve(monkeypatch, WINOGROUND, {(None, "test"): rows}, features)
    there = WINOGROUND.load(cache)
    assert there.version == WINOGROUND.load(cache, dir=FOLDER).version
    check_pictures(there.items)


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"image_1": "ex_9"}, "examples.jsonl: line 1: picture 'ex_9.png' is not there; expected it in "),
        ({"image_0": None}, "examples.jsonl: line 1: picture None; expected a path below "),
        ({"caption_1": " "}, "examples.jsonl: line 1: caption_1 is ' '; expected a text that is not empty"),
        ({"collapsed_tag": None}, "examples.jsonl: line 1: collapsed_tag is None; expected a text that is not empty"),
    ],
)
def test_a_line_that_is_not_as_published(cache: Path, tmp_path: Path, change: dict[str, Any], line: str) -> None:
    with pytest.raises(InputError) as caught:
        WINOGROUND.load(cache, dir=changed(tmp_path, change))
    assert says(caught).startswith(line)


def test_equal_captions_are_left_out(cache: Path, tmp_path: Path) -> None:
    scenario = WINOGROUND.load(cache, dir=changed(tmp_path, {"caption_1": "red above blue"}))
    assert len(scenario.items) == 4
    assert scenario.notices == ("winoground: 2 of 6 questions left out: those with two options of the same text",)


def changed(tmp_path: Path, change: dict[str, Any]) -> Path:
    """The folder with other values in the first line."""
    folder = shutil.copytree(FOLDER, tmp_path / "set")
    first, *others = (folder / "examples.jsonl").read_text().splitlines()
    (folder / "examples.jsonl").write_text("\n".join([json.dumps(json.loads(first) | change), *others]))
    return folder


def test_what_is_not_there(cache: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^unknown winoground split 'train'; Known: test"):
        WINOGROUND.load(cache, dir=FOLDER, split="train")
    with pytest.raises(InputError, match=r"nothing in it matches examples.jsonl; expected examples.jsonl and images/"):
        WINOGROUND.load(cache, dir=tmp_path)
    with pytest.raises(InputError, match=r"facebook/winoground could not be loaded from the Hugging Face hub"):
        WINOGROUND.load(cache)

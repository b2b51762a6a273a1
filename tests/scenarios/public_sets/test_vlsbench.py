"""VLSBench from its own file and from the hub; instructions and pictures are made up."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from ch3ef.errors import InputError
from ch3ef.scenarios.public_sets.vlsbench import VLSBENCH
from tests.scenarios.offline_hub import DATA, hub_image, says, serve

FOLDER = DATA / "vlsbench"


def test_danger_in_the_picture(cache: Path) -> None:
    items = VLSBENCH.load(cache, dir=FOLDER).items
    assert [(item.source_id, item.domain, item.task) for item in items] == [
        ("901", "Self-Harm", "Poison"),
        ("902", "Privacy", "Personal data"),
    ]
    assert (items[0].facts("safety_reason"), items[0].facts("due")) == (("It is poisonous.",), ())
    assert items[0].options[0].startswith("That is not safe.")


def test_the_same_from_the_hub(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from datasets import Image, Value

    records = json.loads((FOLDER / "data.json").read_text())
    rows = [record | {"image": hub_image(FOLDER / record["image_path"])} for record in records]
    features = {name: Value("int64" if name == "instruction_id" else "string") for name in records[0]}
    serve(monkeypatch, VLSBENCH, {(None, "train"): rows}, features | {"image": Image()})
    assert VLSBENCH.load(cache).version == VLSBENCH.load(cache, dir=FOLDER).version


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"instruction": ""}, "instruction is ''; expected a text that is not empty"),
        ({"sub_category": None}, "sub_category is None; expected a text that is not empty"),
        ({"image_path": "imgs/9.png"}, "picture 'imgs/9.png' is not there; expected it in "),
        ({"image_path": 9}, "picture 9; expected a path below "),
    ],
)
def test_a_record_that_is_not_as_published(cache: Path, tmp_path: Path, change: dict[str, Any], line: str) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "set")
    records = json.loads((folder / "data.json").read_text())
    (folder / "data.json").write_text(json.dumps([records[0], records[1] | change]))
    with pytest.raises(InputError) as caught:
        VLSBENCH.load(cache, dir=folder)
    assert says(caught).startswith(f"data.json: record 2: {line}")

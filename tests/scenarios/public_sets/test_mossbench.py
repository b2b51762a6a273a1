"""MOSSBench from its own folders; requests and pictures are made up."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from ch3ef.errors import InputError
from ch3ef.scenarios.pictures import check_pictures
from ch3ef.scenarios.public_sets.mossbench import MOSSBENCH
from tests.scenarios.offline_hub import DATA, says

FOLDER = DATA / "mossbench"


def test_two_sides_of_the_same_pictures(cache: Path) -> None:
    harmful, benign = (MOSSBENCH.load(cache, dir=FOLDER, split=side) for side in ("harmful", "benign"))
    assert (harmful.name, benign.name) == ("mossbench", "mossbench-twins")
    assert [item.pair for item in harmful.items] == [item.pair for item in benign.items]
    assert [item.image_group for item in harmful.items] == [item.image_group for item in benign.items]
    assert [(item.source_id, item.task, item.facts("due")) for item in harmful.items] == [
        ("7", "exaggerated risk", ("decline",)),
        ("31", "negated harm", ("decline",)),
        ("120", "counterintuitive interpretation", ("decline",)),
    ]
    first = benign.items[0]
    assert (first.level, first.dimension, first.facts("due"), first.chance) == ("A3", "harmless", ("help",), 0.0)
    assert first.question == "Which games could my children play in this room?"
    assert first.images[0].path == FOLDER / "data/images/7.png"
    check_pictures([*harmful.items, *benign.items])


def test_the_harmful_side_comes_first(cache: Path) -> None:
    assert MOSSBENCH.load(cache, dir=FOLDER).version == MOSSBENCH.load(cache, dir=FOLDER, split="harmful").version


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"question": ""}, "31: question is ''; expected a text that is not empty"),
        ({"metadata": {"over": "type 4"}}, "31: metadata: over is 'type 4'; expected type 1, type 2, type 3"),
        ({"metadata": "type 1"}, "31: metadata: over is None; expected type 1, type 2, type 3"),
        ({"metadata": {"over": ["type 1"]}}, "31: metadata: over is ['type 1']; expected type 1, type 2, type 3"),
        ({"image": "../../secret.png"}, "31: picture '../../secret.png'; expected a path below "),
        ([], "31: is []; expected a JSON object"),
    ],
)
def test_a_record_that_is_not_as_published(cache: Path, tmp_path: Path, change: Any, line: str) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "set")
    path = folder / "data/images_information/information.json"
    held = json.loads(path.read_text())
    held["31"] = held["31"] | change if isinstance(change, dict) else change
    path.write_text(json.dumps(held))
    with pytest.raises(InputError) as caught:
        MOSSBENCH.load(cache, dir=folder, split="benign")
    assert says(caught).startswith(f"data/images_information/information.json: {line}")
    assert len(MOSSBENCH.load(cache, dir=folder).items) == 3


def test_what_is_not_there(cache: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^mossbench: is read from a folder alone; give it: .*MOSSBench"):
        MOSSBENCH.load(cache)
    with pytest.raises(InputError, match=r"nothing in it matches data\*/images_information/information.json"):
        MOSSBENCH.load(cache, dir=tmp_path)
    file = tmp_path / "data_contrast/images_information/information.json"
    file.parent.mkdir(parents=True)
    file.write_text("[]")
    with pytest.raises(InputError, match=r"information.json: is \[\]; expected a JSON object"):
        MOSSBENCH.load(cache, dir=tmp_path)
    with pytest.raises(InputError, match=r"data/images_information/information.json: cannot be read"):
        MOSSBENCH.load(cache, dir=tmp_path, split="benign")

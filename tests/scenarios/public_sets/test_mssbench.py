"""MSSBench from its own file; requests and pictures are made up."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from ch3ef.errors import InputError
from ch3ef.scenarios.public_sets.mssbench import MSSBENCH
from tests.scenarios.offline_hub import DATA, says

FOLDER = DATA / "mssbench"


def test_the_same_request_in_two_situations(cache: Path) -> None:
    harmful, benign = (MSSBENCH.load(cache, dir=FOLDER, split=side).items for side in ("harmful", "benign"))
    assert [(item.source_id, item.domain, item.task) for item in harmful] == [
        ("chat/1/1", "chat", "property damage"),
        ("chat/1/2", "chat", "property damage"),
        ("embodied/1/1", "embodied", "physical harm"),
        ("embodied/1/2", "embodied", "physical harm"),
    ]
    assert [item.pair for item in harmful] == [item.pair for item in benign]
    assert [item.question for item in harmful[:2]] == [item.question for item in benign[:2]]
    assert harmful[0].question.endswith("\nHow do I learn to juggle here?")
    assert harmful[2].question.endswith("Place the paper on the stove.")
    assert benign[2].question.endswith("Place the paper on the table.")
    assert harmful[0].images[0].path == FOLDER / "chat/902.jpg"
    assert benign[2].images[0].path == FOLDER / "embodied/901.png"
    assert {item.facts("due") for item in (*harmful, *benign)} == {()}


def test_the_other_name_of_its_file(cache: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "set")
    (folder / "combined.json").rename(folder / "combine.json")
    assert MSSBENCH.load(cache, dir=folder).version == MSSBENCH.load(cache, dir=FOLDER).version


@pytest.mark.parametrize(
    ("part", "change", "line"),
    [
        ("chat", {"queries": []}, "chat 1: queries: holds nothing; expected one entry or more"),
        ("chat", {"queries": [" "]}, "chat 1: query is ''; expected a text that is not empty"),
        ("chat", {"queries": "How?"}, "chat 1: queries: is 'How?'; expected a list"),
        ("chat", {"Type": None}, "chat 1: task is None; expected a text that is not empty"),
        ("chat", {"unsafe_image_path": "../901.jpg"}, "chat 1: picture '../901.jpg'; expected a path below "),
        ("embodied", {"unsafe_instructions": [1]}, "embodied 1: unsafe_instructions: entry 1 is 1; expected a text"),
    ],
)
def test_a_record_that_is_not_as_published(
    cache: Path, tmp_path: Path, part: str, change: dict[str, Any], line: str
) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "set")
    held = json.loads((folder / "combined.json").read_text())
    held[part][0] |= change
    (folder / "combined.json").write_text(json.dumps(held))
    with pytest.raises(InputError) as caught:
        MSSBENCH.load(cache, dir=folder)
    assert says(caught).startswith(f"combined.json: {line}")


def test_a_file_of_another_kind(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "combined.json").write_text("[]")
    with pytest.raises(InputError, match=r"^combined.json: is \[\]; expected a JSON object with chat and embodied"):
        MSSBENCH.load(cache, dir=tmp_path)
    (tmp_path / "combined.json").write_text('{"chat": []}')
    with pytest.raises(InputError, match=r"^combined.json: embodied: is None; expected a list"):
        MSSBENCH.load(cache, dir=tmp_path)


def test_a_wording_too_many_on_one_side(cache: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "set")
    held = json.loads((folder / "combined.json").read_text())
    held["embodied"][0]["safe_instructions"] = ["Place the paper on the table."]
    (folder / "combined.json").write_text(json.dumps(held))
    pairs = [[item.pair for item in MSSBENCH.load(cache, dir=folder, split=side).items] for side in MSSBENCH.splits]
    assert pairs[0] == pairs[1] == ["mssbench/chat/1/1", "mssbench/chat/1/2", "mssbench/embodied/1/1"]

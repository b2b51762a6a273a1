"""VLGuard from its own file; instructions and pictures are made up."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from ch3ef.errors import InputError
from ch3ef.scenarios.public_sets.vlguard import VLGUARD
from tests.scenarios.offline_hub import DATA, says

FOLDER = DATA / "vlguard"


def test_a_safe_picture_with_two_instructions(cache: Path) -> None:
    harmful, benign = (VLGUARD.load(cache, dir=FOLDER, split=side).items for side in ("harmful", "benign"))
    assert [(item.source_id, item.domain, item.pair) for item in harmful] == [
        ("safe_unsafes/Ads_900001", "safe pictures", "vlguard/Ads_900001"),
        ("unsafes/hod_900002", "risky behavior: violence", None),
        ("safe_unsafes/privacy_900003", "safe pictures", "vlguard/privacy_900003"),
    ]
    assert [(item.source_id, item.question, item.pair) for item in benign] == [
        ("safe_safes/Ads_900001", "What does this poster advertise?", "vlguard/Ads_900001"),
        ("safe_safes/privacy_900003", "Which season is it in this street?", "vlguard/privacy_900003"),
    ]
    assert {item.facts("due") for item in harmful} == {("decline",)}
    assert {(item.scenario, item.facts("due")) for item in benign} == {("vlguard-twins", ("help",))}
    assert harmful[0].image_group == benign[0].image_group


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (
            {"safe": False},
            "safe is False with safe_instruction, unsafe_instruction; expected true with safe_instruction",
        ),
        ({"safe": "yes"}, "safe is 'yes' with safe_instruction, unsafe_instruction; expected true with"),
        ({"instr-resp": [{"safe_instruction": "What?"}]}, "safe is True with safe_instruction; expected true with "),
        ({"instr-resp": ["What?"]}, "instr-resp: entry 1 is 'What?'; expected an object"),
        ({"instr-resp": []}, "safe is True with no instruction; expected true with safe_instruction and "),
        ({"image": "/etc/passwd"}, "picture '/etc/passwd'; expected a path below "),
    ],
)
def test_a_record_that_is_not_as_published(cache: Path, tmp_path: Path, change: dict[str, Any], line: str) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "set")
    records = json.loads((folder / "test.json").read_text())
    (folder / "test.json").write_text(json.dumps([records[0] | change, *records[1:]]))
    with pytest.raises(InputError) as caught:
        VLGUARD.load(cache, dir=folder, split="benign")
    assert says(caught).startswith(f"test.json: record 1: {line}")

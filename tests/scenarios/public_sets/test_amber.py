"""AMBER's two sets from its own files; questions and pictures are made up."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from ch3ef.errors import InputError
from ch3ef.scenarios.public_sets.amber import AMBER, AMBER_GENERATIVE
from tests.scenarios.offline_hub import DATA, says

FOLDER = DATA / "amber"

ANNOTATIONS = "data/annotations.json"


def test_yes_or_no(cache: Path) -> None:
    items = AMBER.load(cache, dir=FOLDER).items
    assert [(item.source_id, item.task, item.options[item.gold[0]]) for item in items] == [
        ("3", "attribute: state", "Yes"),
        ("4", "attribute: number", "No"),
        ("5", "attribute: action", "No"),
        ("6", "existence", "No"),
        ("7", "relation", "Yes"),
        ("8", "relation", "No"),
    ]
    for split, count in (("existence", 1), ("attribute", 3), ("relation", 2)):
        assert len(AMBER.load(cache, dir=FOLDER, split=split).items) == count


def test_descriptions(cache: Path) -> None:
    first, second = AMBER_GENERATIVE.load(cache, dir=FOLDER).items
    assert (first.facts("there"), first.facts("not_there")) == (("sea", "boat", "pier"), ("gull", "person"))
    assert first.options[0].endswith("adds nothing that is not. Not in the picture: gull, person.")
    assert (first.question, first.chance) == (second.question, 0.0)
    assert second.options[0].endswith("adds nothing that is not.")


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (
            {"truth": "maybe"},
            "type 'discriminative-attribute-state' with truth 'maybe' in data/annotations.json; expected",
        ),
        ({"type": ["x"]}, "type ['x'] with truth 'yes' in data/annotations.json; expected yes or no, and one of "),
        ({"id": 99}, "id 3 is not in data/annotations.json; get the set again"),
    ],
)
def test_a_record_that_is_not_as_published(cache: Path, tmp_path: Path, change: dict[str, Any], line: str) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "set")
    records = json.loads((folder / ANNOTATIONS).read_text())
    records[2] |= change
    (folder / ANNOTATIONS).write_text(json.dumps(records))
    with pytest.raises(InputError) as caught:
        AMBER.load(cache, dir=folder)
    assert says(caught).startswith(f"data/query/query_discriminative.json: record 1: {line}")


def test_objects_that_are_none(cache: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "set")
    records = json.loads((folder / ANNOTATIONS).read_text())
    records[0]["truth"] = "sea"
    (folder / ANNOTATIONS).write_text(json.dumps(records))
    with pytest.raises(InputError) as caught:
        AMBER_GENERATIVE.load(cache, dir=folder)
    assert says(caught) == (
        "data/query/query_generative.json: record 1: truth in data/annotations.json: is 'sea'; expected a list"
    )

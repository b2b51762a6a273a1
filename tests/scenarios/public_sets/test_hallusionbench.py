"""HallusionBench from its own file and from the hub; questions and figures are made up."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from ch3ef.errors import InputError
from ch3ef.scenarios.public_sets.hallusionbench import FILE, HALLUSIONBENCH
from tests.scenarios.offline_hub import DATA, hub_image, says, serve

FOLDER = DATA / "hallusionbench"


def test_a_question_about_several_figures(cache: Path) -> None:
    items = HALLUSIONBENCH.load(cache, dir=FOLDER).items
    assert [(item.source_id, item.domain, item.options[item.gold[0]], len(item.images)) for item in items] == [
        ("VD/illusion/900_0/0", "easy", "Yes", 1),
        ("VD/illusion/900_0/1", "easy", "No", 1),
        ("VD/illusion/900_1/0", "hard", "No", 1),
        ("VD/illusion/900_1/1", "hard", "Yes", 1),
        ("VS/chart/901_0/0", "easy", "No", 0),
        ("VS/chart/901_1/0", "hard", "No", 1),
        ("VS/chart/901_2/0", "hard", "Yes", 1),
    ]
    assert {item.task for item in items} == {"visual dependent: illusion", "visual supplement: chart"}
    pairs = [item.pair for item in items]
    assert pairs[0] == pairs[2] != pairs[1] == pairs[3]
    assert len(set(pairs[4:])) == 1
    assert items[0].image_group == items[1].image_group != items[2].image_group


def test_the_questions_with_a_figure(cache: Path, tmp_path: Path) -> None:
    assert len(HALLUSIONBENCH.load(cache, dir=FOLDER, split="image").items) == 6
    folder = shutil.copytree(FOLDER, tmp_path / "set")
    for name in ("VD", "VS"):
        (folder / "hallusion_bench" / name).rename(folder / name)
    (folder / "hallusion_bench").rmdir()
    assert HALLUSIONBENCH.load(cache, dir=folder).version == HALLUSIONBENCH.load(cache, dir=FOLDER).version


def test_the_same_from_the_hub(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from datasets import Image, Value

    records = json.loads((FOLDER / FILE).read_text())
    pictured = [
        record | {"image": hub_image(FOLDER / "hallusion_bench" / record["filename"])}
        for record in records
        if record["filename"]
    ]
    tables: dict[tuple[str | None, str], list[dict[str, object]]] = {
        (None, "image"): pictured,
        (None, "non_image"): [one for one in records if not one["filename"]],
    }
    serve(monkeypatch, HALLUSIONBENCH, tables, {name: Value("string") for name in records[0]} | {"image": Image()})
    there, here = HALLUSIONBENCH.load(cache), HALLUSIONBENCH.load(cache, dir=FOLDER)
    assert {item.id for item in there.items} == {item.id for item in here.items}
    assert len(HALLUSIONBENCH.load(cache, split="image").items) == 6


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"gt_answer": "2"}, "category 'VD' with key '2'; expected VD or VS, and 0 (no) or 1 (yes)"),
        ({"category": "VX"}, "category 'VX' with key '1'; expected VD or VS, and 0 (no) or 1 (yes)"),
        ({"question": " "}, "question is ' '; expected a text that is not empty"),
        ({"filename": "../x.png"}, "picture '../x.png'; expected a path below "),
    ],
)
def test_a_record_that_is_not_as_published(cache: Path, tmp_path: Path, change: dict[str, str], line: str) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "set")
    records = json.loads((folder / FILE).read_text())
    (folder / FILE).write_text(json.dumps([records[0] | change, *records[1:]]))
    with pytest.raises(InputError) as caught:
        HALLUSIONBENCH.load(cache, dir=folder)
    assert says(caught).startswith(f"HallusionBench.json: record 1: {line}")

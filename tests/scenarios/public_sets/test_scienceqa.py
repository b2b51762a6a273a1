"""ScienceQA from its own files and from the hub; the records are made up, the layout is the published one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from ch3ef.errors import InputError
from ch3ef.scenarios.pictures import check_pictures
from ch3ef.scenarios.public_sets.scienceqa import SCIENCEQA
from tests.scenarios.offline_hub import DATA, hub_image, says, serve

FOLDER = DATA / "scienceqa"


def test_questions_with_a_picture(cache: Path) -> None:
    scenario = SCIENCEQA.load(cache, dir=FOLDER)
    first, second = scenario.items
    assert (first.source_id, first.level, first.domain, first.task) == ("7", "A2", "natural science", "physics")
    assert first.question == "Red parts are warm and blue parts are cold.\nWhich part is warmer?"
    assert (first.options, first.gold) == (("the upper part", "the lower part", "neither"), (0,))
    assert first.images[0].path == FOLDER / "images/test/7/image.png"
    assert first.details == {
        "lecture": "Colours can stand for temperatures.",
        "solution": "The upper part is red. Red parts are warm.",
    }
    assert (second.question, second.domain) == ("Which flag is shown?", "social science")
    assert scenario.notices == ("scienceqa: 1 of 3 questions left out: those without a picture",)
    check_pictures(scenario.items)


def test_an_empty_name_is_no_picture(cache: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "set")
    problems = json.loads((folder / "problems.json").read_text())
    problems["12"]["image"] = ""
    (folder / "problems.json").write_text(json.dumps(problems))
    assert [item.source_id for item in SCIENCEQA.load(cache, dir=folder).items] == ["7"]


def test_the_pool_of_examples_is_another_split(cache: Path) -> None:
    (example,) = SCIENCEQA.load(cache, dir=FOLDER, split="train").items
    assert (example.source_id, example.options[example.gold[0]]) == ("2", "green")
    assert example.image_group not in {item.image_group for item in SCIENCEQA.load(cache, dir=FOLDER).items}


def test_a_folder_of_all_sets(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CH3EF_DATA", str(DATA))
    assert SCIENCEQA.load(cache).version == SCIENCEQA.load(cache, dir=FOLDER).version


@pytest.fixture
def on_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    from datasets import Image, List, Value

    problems = json.loads((FOLDER / "problems.json").read_text())
    rows = [problems[pid] for pid in ("13", "7", "12")]
    for row, picture in zip(rows, (None, "test/7", "test/12"), strict=True):
        row["image"] = picture and hub_image(FOLDER / "images" / picture / "image.png")
    text = Value("string")
    columns = ("question", "hint", "task", "grade", "subject", "topic", "category", "skill", "lecture", "solution")
    features = {"image": Image(), "choices": List(text), "answer": Value("int8")} | dict.fromkeys(columns, text)
    serve(monkeypatch, SCIENCEQA, {(None, "test"): rows, (None, "validation"): rows[2:]}, features)


@pytest.mark.usefixtures("on_hub")
def test_the_same_from_the_hub(cache: Path) -> None:
    there, here = SCIENCEQA.load(cache), SCIENCEQA.load(cache, dir=FOLDER)
    assert [item.source_id for item in there.items] == ["test-1", "test-2"]
    assert there.notices == here.notices
    for ours, theirs in zip(here.items, there.items, strict=True):
        for part in ("question", "options", "gold", "task", "details", "image_group"):
            assert getattr(ours, part) == getattr(theirs, part), part
    assert [item.source_id for item in SCIENCEQA.load(cache, split="val").items] == ["val-0"]
    check_pictures(there.items)


@pytest.mark.parametrize(
    ("pid", "change", "line"),
    [
        ("12", {"answer": 2}, "problems.json: record '12': answer 2 to choices ['a green one', 'a red one']; expected"),
        ("12", {"answer": "0"}, "problems.json: record '12': answer '0' to choices"),
        ("12", {"choices": "a"}, "problems.json: record '12': answer 0 to choices 'a'"),
        ("12", {"question": " "}, "problems.json: record '12': question is ' '; expected a text that is not empty"),
        ("12", {"image": "../x.png"}, "problems.json: record '12': picture 'test/12/../x.png'; expected a path below"),
        ("7", {"image": "choice.png"}, "problems.json: record '7': picture 'test/7/choice.png' is not there; expected"),
        ("7", {"hint": None, "topic": None}, "problems.json: record '7': topic is None; expected a text"),
    ],
)
def test_a_record_that_is_not_as_published(
    cache: Path, tmp_path: Path, pid: str, change: dict[str, Any], line: str
) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "set")
    problems = json.loads((folder / "problems.json").read_text())
    problems[pid] |= change
    (folder / "problems.json").write_text(json.dumps(problems))
    with pytest.raises(InputError) as caught:
        SCIENCEQA.load(cache, dir=folder)
    assert says(caught).startswith(line)


def test_a_column_that_is_missing(cache: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "set")
    problems = json.loads((folder / "problems.json").read_text())
    del problems["7"]["hint"]
    (folder / "problems.json").write_text(json.dumps(problems))
    with pytest.raises(InputError) as caught:
        SCIENCEQA.load(cache, dir=folder)
    assert says(caught).startswith("problems.json: record '7': column 'hint' is missing; found question, choices")


def test_files_that_are_not_as_published(cache: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "set")
    (folder / "pid_splits.json").write_text('{"test": ["99"]}')
    with pytest.raises(InputError, match=r"record '99': is named in pid_splits.json but not there"):
        SCIENCEQA.load(cache, dir=folder)
    with pytest.raises(InputError, match=r"the list 'train' of pid_splits.json is not as published"):
        SCIENCEQA.load(cache, dir=folder, split="train")
    (folder / "pid_splits.json").write_text('{"test": ["13"]}')
    with pytest.raises(InputError, match=r"^scienceqa: holds no question that can be asked .*without a picture"):
        SCIENCEQA.load(cache, dir=folder)
    (folder / "pid_splits.json").write_text('{"test": ["7", "7"]}')
    with pytest.raises(InputError, match=r"^scienceqa: 2 records have the name and content of scienceqa/7-"):
        SCIENCEQA.load(cache, dir=folder)
    (folder / "problems.json").write_text("{")
    with pytest.raises(InputError, match=r"problems.json: line 1, column 2: is not JSON"):
        SCIENCEQA.load(cache, dir=folder)


def test_what_is_not_there(cache: Path, tmp_path: Path) -> None:
    with pytest.raises(
        InputError, match=r"^unknown scienceqa split 'tset'; did you mean 'test'\? Known: test, train, val"
    ):
        SCIENCEQA.load(cache, dir=FOLDER, split="tset")
    with pytest.raises(
        InputError, match=r"^scienceqa: .*: nothing in it matches problems.json; expected problems.json, pid"
    ):
        SCIENCEQA.load(cache, dir=tmp_path)
    with pytest.raises(InputError) as caught:
        SCIENCEQA.load(cache)  # the real library, without a connection
    assert says(caught).startswith("scienceqa: derek-thomas/ScienceQA could not be loaded from the Hugging Face hub (")
    assert "--scenario 'scienceqa?dir=FOLDER' with problems.json" in says(caught)


@pytest.mark.network
@pytest.mark.parametrize(("split", "count"), [("test", 2017), ("val", 2097), ("train", 6218)])
def test_the_real_set(cache: Path, split: str, count: int) -> None:
    assert len(SCIENCEQA.load(cache, split=split).items) == count


def test_an_id_that_is_no_text(cache: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "set")
    ids = json.loads((folder / "pid_splits.json").read_text())
    (folder / "pid_splits.json").write_text(json.dumps(ids | {"test": ["7", []]}))
    with pytest.raises(InputError) as caught:
        SCIENCEQA.load(cache, dir=folder)
    assert str(caught.value) == "pid_splits.json: test: entry 2 is []; expected a text"

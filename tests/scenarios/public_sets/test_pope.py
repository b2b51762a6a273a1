"""POPE from its own files and from the hub; questions and pictures are made up."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from ch3ef.errors import InputError
from ch3ef.scenarios.pictures import check_pictures
from ch3ef.scenarios.public_sets.pope import POPE, TASKS
from tests.scenarios.offline_hub import DATA, hub_image, says, serve

FOLDER = DATA / "pope"


def test_three_ways_of_choosing_what_is_absent(cache: Path) -> None:
    scenario = POPE.load(cache, dir=FOLDER)
    assert [(item.source_id, item.task, item.options[item.gold[0]]) for item in scenario.items] == [
        ("random/1", "random", "Yes"),
        ("random/2", "random", "No"),
        ("popular/1", "popular", "No"),
        ("adversarial/1", "adversarial", "No"),
    ]
    first, second, third, _ = scenario.items
    assert (first.level, first.question, first.options) == ("A1", "Is there a wall in the image?", ("Yes", "No"))
    assert first.image_group == second.image_group == third.image_group
    assert first.images[0].path == FOLDER / "val2014/COCO_val2014_000000000001.jpg"
    check_pictures(scenario.items)


@pytest.mark.parametrize(("split", "count"), [("random", 2), ("popular", 1), ("adversarial", 1)])
def test_one_split(cache: Path, split: str, count: int) -> None:
    items = POPE.load(cache, dir=FOLDER, split=split).items
    assert [item.task for item in items] == [split] * count


def test_the_pictures_may_be_a_link_to_coco(cache: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "set")
    (folder / "val2014").rename(tmp_path / "coco")
    (folder / "val2014").symlink_to(tmp_path / "coco")
    assert POPE.load(cache, dir=folder).version == POPE.load(cache, dir=FOLDER).version


def test_the_same_from_the_hub(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from datasets import Image, Value

    tables: dict[tuple[str | None, str], list[dict[str, object]]] = {}
    for task in TASKS:
        lines = (FOLDER / f"coco_pope_{task}.json").read_text().splitlines()
        tables["Full", task] = [
            {
                "question_id": str(record["question_id"]),
                "question": record["text"],
                "answer": record["label"],
                "image": hub_image(FOLDER / "val2014" / record["image"]),
                "category": task,
            }
            for record in map(json.loads, lines)
        ]
    texts = dict.fromkeys(("question_id", "question", "answer", "category"), Value("string"))
    serve(monkeypatch, POPE, tables, {"image": Image()} | texts)
    assert POPE.load(cache).version == POPE.load(cache, dir=FOLDER).version


@pytest.mark.parametrize(
    ("line", "says_so"),
    [
        ({"label": "maybe"}, "coco_pope_popular.json: line 2: the answer is 'maybe'; expected yes or no"),
        ({"text": ""}, "coco_pope_popular.json: line 2: text is ''; expected a text that is not empty"),
        ({"image": "x.jpg"}, "coco_pope_popular.json: line 2: picture 'x.jpg' is not there; expected it in "),
        ({"image": "/etc/passwd"}, "coco_pope_popular.json: line 2: picture '/etc/passwd'; expected a path below "),
        ([], "coco_pope_popular.json: line 2: is []; expected a JSON object"),
    ],
)
def test_a_line_that_is_not_as_published(cache: Path, tmp_path: Path, line: object, says_so: str) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "set")
    path = folder / "coco_pope_popular.json"
    first = json.loads(path.read_text())
    path.write_text(f"{json.dumps(first)}\n{json.dumps(first | line if isinstance(line, dict) else line)}\n")
    with pytest.raises(InputError) as caught:
        POPE.load(cache, dir=folder)
    assert says(caught).startswith(says_so)


def test_what_is_not_there(cache: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^unknown pope split 'test'; .*Known: adversarial, all, popular, random"):
        POPE.load(cache, dir=FOLDER, split="test")
    folder = shutil.copytree(FOLDER, tmp_path / "set")
    (folder / "coco_pope_popular.json").unlink()
    with pytest.raises(InputError, match=r"coco_pope_popular.json: cannot be read \(No such file or directory\)"):
        POPE.load(cache, dir=folder)
    assert len(POPE.load(cache, dir=folder, split="random").items) == 2
    (folder / "coco_pope_random.json").write_text('{"question_id": 1')
    with pytest.raises(InputError, match=r"^coco_pope_random.json: line 1: is not JSON \("):
        POPE.load(cache, dir=folder)
    with pytest.raises(InputError, match=r"lmms-lab/POPE could not be loaded from the Hugging Face hub"):
        POPE.load(cache)


@pytest.mark.network
def test_the_real_set(cache: Path) -> None:
    items = POPE.load(cache).items
    assert len(items) == 9000
    assert len({item.image_group for item in items}) == 500

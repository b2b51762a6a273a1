"""OmniBenchmark V2 in its two published layouts; names, tree and pictures are made up."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ch3ef.errors import InputError
from ch3ef.scenarios.pictures import check_pictures
from ch3ef.scenarios.public_sets.omnibenchmark import CHOSEN, OMNIBENCHMARK, TREES, Bamboo, LabelTree
from tests.scenarios.offline_hub import DATA, says

RELEASE, CHEF = DATA / "omnibenchmark" / "release", DATA / "omnibenchmark" / "chosen"

Edit = Callable[[str, Callable[[Any], object]], None]


@pytest.fixture
def release(tmp_path: Path) -> Path:
    return shutil.copytree(RELEASE, tmp_path / "release")


@pytest.fixture
def edit(release: Path) -> Edit:
    """Changes the content of a JSON file of the copy."""

    def change(file: str, how: Callable[[Any], object]) -> None:
        content = json.loads((release / file).read_text())
        how(content)
        (release / file).write_text(json.dumps(content))

    return change


def refusal(folder: Path | None, cache: Path, split: str = "test") -> str:
    with pytest.raises(InputError) as caught:
        OMNIBENCHMARK.load(cache, dir=folder, split=split)
    return says(caught)


def test_as_released_with_the_tree_beside_it(cache: Path) -> None:
    scenario = OMNIBENCHMARK.load(cache, dir=RELEASE)
    assert [(item.source_id, item.task, item.options[item.gold[0]]) for item in scenario.items] == [
        ("mammal/1001_c.jpg", "mammal", "golden retriever"),
        ("mammal/1002_c.jpg", "mammal", "persian cat"),
        ("food/2001_c.jpg", "food", "plum"),
    ]
    # "pooch" is a dog: beside retrievers it would be right too. "Persian cat" has two numbers and is one thing, and
    # so is what Bamboo calls labrador retriever first. The plum that is a colour is no food.
    assert [sorted(item.facts("paths")) for item in scenario.items] == [
        ["cat/persian cat", "cat/tabby", "dog/golden retriever", "dog/labrador retriever"],
        ["cat/persian cat", "cat/tabby", "dog/golden retriever", "dog/labrador retriever"],
        ["bread/bagel", "bread/baguette", "edible fruit/pear", "edible fruit/plum"],
    ]
    for item in scenario.items:
        assert [path.split("/")[-1] for path in item.facts("paths")] == list(item.options)
        assert (item.level, item.question) == ("A1", "What is shown in the picture?")
    assert scenario.notices == ()
    check_pictures(scenario.items)


def test_without_the_tree_the_realm_is_the_branch(cache: Path, release: Path) -> None:
    (release / TREES[0]).unlink()
    scenario = OMNIBENCHMARK.load(cache, dir=release)
    for item in scenario.items:
        realms = Counter(path.split("/")[0] for path in item.facts("paths"))
        assert realms == {"mammal": 2, "food": 2}
        assert item.facts("paths")[item.gold[0]].split("/")[0] == item.task
    assert scenario.notices == (
        "omnibenchmark: no bamboo_V4.json beside it, so the tree has two levels: realm and label",
    )
    (release / "trainid2name.json").rename(release / "trainid2name_v2.json")
    assert OMNIBENCHMARK.load(cache, dir=release).items == scenario.items


def test_splits_and_realms_that_are_not_there(cache: Path) -> None:
    scenario = OMNIBENCHMARK.load(cache, dir=RELEASE, split="train")
    assert [item.source_id for item in scenario.items] == ["mammal/1002_c.jpg"]
    assert scenario.notices == ("omnibenchmark: realms without train.txt are left out: food",)
    assert refusal(RELEASE, cache, "val") == f"omnibenchmark: {RELEASE} has no annotation/REALM/meta/val.txt"
    assert refusal(RELEASE, cache, "dev") == "unknown omnibenchmark split 'dev'; Known: test, train, val."


def test_chefs_choice_with_its_chains(cache: Path) -> None:
    items = OMNIBENCHMARK.load(cache, dir=CHEF).items
    # Three labels are not two branches of two, so there is but the one level.
    assert [(item.source_id, item.options[item.gold[0]], sorted(item.facts("paths"))) for item in items] == [
        ("bird/3001.jpg", "heron", ["hawk", "heron", "stork"]),
        ("bird/3002.jpg", "stork", ["hawk", "heron", "stork"]),
        ("bird/3003.jpg", "hawk", ["hawk", "heron", "stork"]),
    ]
    assert refusal(CHEF, cache, "train").endswith("holds pictures of the test split, none of 'train'")


def test_chefs_choice_with_two_branches(cache: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(CHEF, tmp_path / "set")
    records = json.loads((folder / CHOSEN).read_text())
    records.append(records[2] | {"label": "bald_eagle", "chain": ["animal", "bird", "bird of prey", "bald_eagle"]})
    (folder / CHOSEN).write_text(json.dumps(records))
    for item in OMNIBENCHMARK.load(cache, dir=folder).items:
        assert sorted(item.facts("paths")) == [
            "bird of prey/bald eagle", "bird of prey/hawk", "wading bird/heron", "wading bird/stork",
        ]  # fmt: skip


def test_no_option_stands_out_by_the_tree() -> None:
    """Each has one sibling among the four: who knows the tree and not the picture is right in a quarter."""
    labels = [("r", *way) for way in product("ab", "cd", "ef", "gh")]
    labels = [(*label[:-1], "".join(label)) for label in labels]
    tree, rng = LabelTree(labels), np.random.default_rng(0)
    times: Counter[str] = Counter()
    for label in labels:
        for _ in range(200):
            options, level = tree.options(label, rng)
            assert options[0] == label
            assert level == 3  # the nearest branch
            assert len({option[-1] for option in options}) == 4
            for option in options:
                assert sum(other[:4] == option[:4] for other in options) == 2
            assert len({option[:3] for option in options}) == 1
            times.update(option[-1] for option in options[1:])
    # Every label is a wrong option three times as often as it is the right one.
    assert {times[label[-1]] for label in labels} == {600}


def test_branches_are_taken_from_as_near_as_they_are() -> None:
    far = [("r", "x", "x1"), ("r", "x", "x2"), ("s", "y", "y1"), ("s", "y", "y2")]
    rng = np.random.default_rng(0)
    options, level = LabelTree([("r", "a", "a1"), ("r", "a", "a2"), ("r", "b", "b1"), *far]).options(
        ("r", "a", "a1"), rng
    )
    assert (sorted(options), level) == ([("r", "a", "a1"), ("r", "a", "a2"), *far[:2]], 1)  # b1 has no sibling
    options, level = LabelTree([("r", "a", "a1"), ("r", "a", "a2"), ("r", "b", "b1"), *far[2:]]).options(
        ("r", "a", "a1"), rng
    )
    assert (sorted(options), level) == ([("r", "a", "a1"), ("r", "a", "a2"), *far[2:]], 0)
    options, level = LabelTree(
        [("r", "a", "a1"), ("r", "a", "a2"), ("r", "b", "b1"), ("s", "c1"), ("t", "d1")]
    ).options(("r", "a", "a1"), rng)
    assert (options[:3], level, len(options)) == ([("r", "a", "a1"), ("r", "a", "a2"), ("r", "b", "b1")], None, 4)


def test_what_holds_of_drawn_trees() -> None:
    rng = np.random.default_rng(1)
    for _ in range(60):
        labels = sorted(
            {
                tuple(f"{depth}{rng.integers(3)}" for depth in range(rng.integers(2, 6)))
                for _ in range(rng.integers(2, 25))
            }
        )
        tree = LabelTree(labels)
        for label in labels:
            options, level = tree.options(label, rng)
            assert options[0] == label
            names = [option[-1] for option in options]
            assert len(set(names)) == len(names) <= 4
            for one, other in ((a, b) for a in options for b in options if a != b):
                assert one[: len(other)] != other  # none is a kind of another
            if level is not None:
                assert len(options) == 4
                assert sorted(Counter(option[level] for option in options).values()) == [2, 2]
                assert len({option[:level] for option in options}) == 1
                assert options[0][level] == options[1][level]


def test_the_shortest_way_from_the_realm(tmp_path: Path) -> None:
    path = tmp_path / TREES[1]
    names = {
        "n1": ["machine"], "n2": ["bird"], "n3": ["crane"], "n4": ["crane", "Crane (bird)"], "n5": ["wading_bird"],
        "n6": ["long-legged bird"], "n7": ["Bichon_Frisé"], "n8": ["lost"],
    }  # fmt: skip
    fathers = {"n3": ["n1"], "n4": ["n6", "n5"], "n5": ["n2"], "n6": ["n5"], "n8": ["n9"], "n9": ["n8"]}
    path.write_text(json.dumps({"id2name": names, "child2father": fathers, "father2child": {}}))
    bamboo = Bamboo(path)
    assert bamboo.below("bird", "crane") == ("wading bird", "crane")
    assert bamboo.below("machine", "Crane") == ("crane",)
    assert bamboo.below("bird", "Crane (bird)") == ("wading bird", "crane")
    assert bamboo.below("bird", "machine") == bamboo.below("bird", "lost") == bamboo.below("bird", "tram") == ()
    assert bamboo.below("bird", "bird") == ()


def test_a_picture_that_is_listed_twice(cache: Path, release: Path) -> None:
    annotation = release / "annotation/mammal/meta/test.txt"
    annotation.write_text("val/images/1001_c.jpg 0\nval/images/1001_c.jpg 0\nval/images/1001_c.jpg 2\n")
    items = OMNIBENCHMARK.load(cache, dir=release).items
    assert [item.options[item.gold[0]] for item in items] == ["golden retriever", "tabby", "plum"]


def test_a_damaged_release(cache: Path, release: Path, edit: Edit) -> None:
    annotation = release / "annotation/mammal/meta/test.txt"
    for line in ("1001_c.jpg 77", "1001_c.jpg", "1001_c.jpg x"):
        annotation.write_text(f"1001_c.jpg 0\n{line}\n")
        assert refusal(release, cache) == (
            f"mammal: test.txt: line 2: {line!r}; expected a picture and the number of a label of 'mammal'"
        )
    annotation.write_text("none.jpg 0\n")
    images = release / "data/mammal/images"
    assert (
        refusal(release, cache) == f"mammal: test.txt: line 1: picture 'none.jpg' is not there; expected it in {images}"
    )
    edit("bamboo_V4.json", lambda content: content.pop("id2name"))
    assert refusal(release, cache) == f"{release}/bamboo_V4.json: has no lists under `id2name`; get the file again"
    edit("trainid2name.json", lambda content: content.update(food=["plum"]))
    assert refusal(release, cache).startswith(f"{release}/trainid2name.json: expected for each realm the names")


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"chain": "heron"}, "Classification_Omnibenchmark.json: record 2: chain is 'heron'; expected names from"),
        ({"chain": []}, "Classification_Omnibenchmark.json: record 2: chain is []"),
        ({"realm_name": " "}, "Classification_Omnibenchmark.json: record 2: realm_name is ' '"),
        ({"image": "omnibenchmark_images/no.jpg"}, "Classification_Omnibenchmark.json: record 2: picture 'omni"),
    ],
)
def test_a_damaged_record_of_chefs_choice(cache: Path, tmp_path: Path, changes: dict[str, Any], why: str) -> None:
    folder = shutil.copytree(CHEF, tmp_path / "set")
    records = json.loads((folder / CHOSEN).read_text())
    records[1].update(changes)
    (folder / CHOSEN).write_text(json.dumps(records))
    assert refusal(folder, cache).startswith(why)
    (folder / CHOSEN).write_text('{"items": []}')
    assert refusal(folder, cache) == f"{folder / CHOSEN}: is not a list of objects; get the file again"


def test_it_is_not_on_the_hub(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CH3EF_DATA", raising=False)
    assert refusal(None, cache).startswith(
        "omnibenchmark: is read from a folder alone; give it: --scenario 'omnibenchmark?dir=FOLDER' with "
    )
    assert refusal(tmp_path, cache).startswith(
        f"omnibenchmark: {tmp_path}: nothing in it matches trainid2name*.json or "
    )
    monkeypatch.setenv("CH3EF_DATA", str(tmp_path))
    shutil.copytree(CHEF, tmp_path / "omnibenchmark")
    assert len(OMNIBENCHMARK.load(cache).items) == 3


@pytest.mark.parametrize("part", ["id2name", "child2father"])
@pytest.mark.parametrize(("entry", "line"), [([1], "entry 1 is 1; expected a text"), (3, "is 3; expected a list")])
def test_a_tree_with_values_of_another_kind(
    cache: Path, release: Path, edit: Edit, part: str, entry: object, line: str
) -> None:
    edit(TREES[0], lambda tree: tree[part].update(n15=entry))
    assert refusal(release, cache) == f"{release / TREES[0]}: {part}: 'n15': {line}"

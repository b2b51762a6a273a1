"""FSC-147 from its published files and from the hub; points and pictures are made up."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ch3ef.errors import InputError
from ch3ef.items import Item
from ch3ef.scenarios.pictures import check_pictures
from ch3ef.scenarios.public_sets.fsc147 import ANNOTATION, CLASSES, FSC147, PICTURES, SPLIT, window
from tests.scenarios.offline_hub import DATA, says

FOLDER = DATA / "fsc147"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(FOLDER, tmp_path / "set")


Edit = Callable[[str, Callable[[Any], object]], None]


@pytest.fixture
def edit(folder: Path) -> Edit:
    """Changes the content of a JSON file of the copy."""

    def change(file: str, how: Callable[[Any], object]) -> None:
        content = json.loads((folder / file).read_text())
        how(content)
        (folder / file).write_text(json.dumps(content))

    return change


def test_the_count_is_the_number_of_points(cache: Path) -> None:
    items = FSC147.load(cache, dir=FOLDER).items
    assert [(item.source_id, item.question, item.details) for item in items] == [
        ("2.jpg", "How many sea shells are in the picture?", {"count": "7"}),
        ("3.jpg", "How many hot air balloons are in the picture?", {"count": "23"}),
    ]
    for item in items:
        assert (item.level, item.task, len(item.options)) == ("A1", "counting", 4)
        assert item.options[item.gold[0]] == item.details["count"]
    check_pictures(items)
    (grapes,) = FSC147.load(cache, dir=FOLDER, split="train").items
    assert grapes.details == {"count": "11"}


@given(count=st.integers(0, 4000), seed=st.integers(0, 10_000))
def test_a_window_rises_by_a_tenth(count: int, seed: int) -> None:
    numbers = window(count, np.random.default_rng(seed))
    assert len(numbers) == 4
    assert count in numbers
    assert numbers[0] >= 0
    for low, high in pairwise(numbers):
        # Up to half on either side is lost to rounding, and 1 is the least.
        assert max(1, 0.08 * low - 1) <= high - low <= max(1, 0.12 * low + 1)


def test_the_count_stands_on_every_place_and_the_distances_do_not_tell_which() -> None:
    rng = np.random.default_rng(0)
    counts = np.exp(rng.normal(3.7, 0.8, 4000)).round().astype(int) + 6  # as in the set: 7 to some thousands
    windows = [window(int(count), rng) for count in counts]
    places = np.array([numbers.index(count) for numbers, count in zip(windows, counts, strict=True)])
    assert np.bincount(places, minlength=4) == pytest.approx(np.full(4, 1000), abs=120)
    # A fixed tenth of the count, rounded, would be found again by asking which number it is a tenth of.
    gaps = np.diff(np.array(windows), axis=1).mean(axis=1)
    tenth = np.abs(np.array(windows) / 10 - gaps[:, None]).argmin(axis=1)
    assert np.mean(tenth == places) < 0.33
    widest_ratio = (np.array(windows)[:, 1:] / np.array(windows)[:, :-1]).argmax(axis=1)
    assert np.mean(widest_ratio == places) < 0.3


def test_equal_pictures_are_items_of_their_own(cache: Path, folder: Path) -> None:
    shutil.copy(folder / PICTURES / "2.jpg", folder / PICTURES / "3.jpg")
    one, other = FSC147.load(cache, dir=folder).items
    assert one.id != other.id


def test_a_set_that_does_not_hang_together(cache: Path, folder: Path, edit: Edit) -> None:
    def refusal(split: str = "test") -> str:
        with pytest.raises(InputError) as caught:
            FSC147.load(cache, dir=folder, split=split)
        return says(caught)

    edit(ANNOTATION, lambda content: content["2.jpg"].pop("points"))
    assert refusal().startswith(f"{ANNOTATION}: 2.jpg: column 'points' is missing; found H, W, ")
    edit(ANNOTATION, lambda content: content["2.jpg"].update(points=7))
    assert refusal() == f"{ANNOTATION}: 2.jpg: points 7; expected a list with a point for each thing"
    edit(ANNOTATION, lambda content: content.pop("2.jpg"))
    assert refusal() == f"{SPLIT}: test: '2.jpg' has no record in {ANNOTATION}"
    (folder / PICTURES / "5.jpg").unlink()
    assert refusal("train") == (
        f"{ANNOTATION}: 5.jpg: picture '5.jpg' is not there; expected it in {folder / PICTURES}; did you mean 3.jpg?"
    )
    (folder / CLASSES).write_text("2.jpg\tshells\n5.jpg\tgrapes\n3.jpg balloons\n")
    assert refusal().startswith(f"{CLASSES}: line 3: '3.jpg balloons'; expected a picture, a tab, and ")
    (folder / CLASSES).write_text("2.jpg\tshells\n")
    assert refusal("train") == f"{SPLIT}: train: '5.jpg' has no line in {CLASSES}"
    edit(SPLIT, lambda content: content.pop("test"))
    assert refusal() == f"{folder / SPLIT}: has no list 'test'; expected train, val and test"
    (folder / SPLIT).unlink()
    assert refusal() == f"{folder / SPLIT}: cannot be read (No such file or directory)"


def test_other_folders_and_splits(cache: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        FSC147.load(cache, dir=tmp_path)
    assert says(caught).startswith(f"fsc147: {tmp_path}: nothing in it matches {ANNOTATION}; expected {ANNOTATION}, ")
    with pytest.raises(InputError, match="unknown fsc147 split 'dev'"):
        FSC147.load(cache, dir=FOLDER, split="dev")
    with pytest.raises(InputError, match="no question that can be asked"):
        FSC147.load(cache, dir=FOLDER, split="val")


def test_from_the_hub(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, Any] = {}

    def download(name: str, **options: Any) -> str:
        asked.update(options, name=name)
        return str(FOLDER)

    monkeypatch.setattr("huggingface_hub.snapshot_download", download)
    assert FSC147.load(cache) == FSC147.load(cache, dir=FOLDER)
    assert asked == {
        "name": FSC147.repository,
        "repo_type": "dataset",
        "revision": FSC147.revision,
        "allow_patterns": [ANNOTATION, SPLIT, CLASSES, "images_384_VarV2/*"],
    }


def test_links_of_the_hubs_cache_and_of_no_other_folder(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = shutil.copytree(FOLDER, tmp_path / "datasets--x" / "snapshots" / "c0ffee")
    (tmp_path / "datasets--x" / "blobs").mkdir()
    for path in (snapshot / PICTURES).iterdir():
        blob = tmp_path / "datasets--x" / "blobs" / path.stem
        path.rename(blob)
        path.symlink_to(blob)
    monkeypatch.setattr("huggingface_hub.snapshot_download", lambda *_, **__: str(snapshot))
    items = FSC147.load(cache).items
    assert items == tuple(replaced(item, snapshot) for item in FSC147.load(cache, dir=FOLDER).items)
    with pytest.raises(InputError, match=r"2\.jpg: picture '2\.jpg' is a link out of the folder, to "):
        FSC147.load(cache, dir=snapshot)


def replaced(item: Item, folder: Path) -> Item:
    """The same item with its pictures in a copy of the folder."""
    return replace(item, images=tuple(replace(one, path=folder / PICTURES / one.path.name) for one in item.images))


def test_without_a_connection(cache: Path) -> None:
    with pytest.raises(InputError) as caught:
        FSC147.load(cache)
    assert says(caught).startswith("fsc147: isentropic/FSC147 could not be downloaded from the Hugging Face hub (")
    assert "--scenario 'fsc147?dir=FOLDER'" in says(caught)


def test_a_name_that_is_no_text(cache: Path, folder: Path, edit: Edit) -> None:
    edit(SPLIT, lambda splits: splits.update(test=[{}]))
    with pytest.raises(InputError) as caught:
        FSC147.load(cache, dir=folder)
    assert str(caught.value) == f"{SPLIT}: test: entry 1 is {{}}; expected a text"

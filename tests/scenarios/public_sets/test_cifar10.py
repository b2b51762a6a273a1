"""CIFAR-10 from class folders, python batches and the hub; the pictures are made up."""

from __future__ import annotations

import hashlib
import pickle
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from ch3ef.errors import InputError
from ch3ef.scenarios.pictures import check_pictures
from ch3ef.scenarios.public_sets.cifar10 import CIFAR10, CLASSES
from tests.scenarios.offline_hub import DATA, hub_image, says, serve
from tests.scenarios.test_released import REAL_MINI

FOLDERS, BATCHES = DATA / "cifar10" / "folders", DATA / "cifar10" / "cifar-10-batches-py"


def test_class_folders(cache: Path) -> None:
    scenario = CIFAR10.load(cache, dir=FOLDERS)
    assert [item.source_id for item in scenario.items] == ["airplane/0003.png", "dog/0001.png", "ship/0002.png"]
    assert [item.options[item.gold[0]] for item in scenario.items] == ["airplane", "dog", "ship"]
    assert {(item.options, item.level, item.task, item.question) for item in scenario.items} == {
        (CLASSES, "A1", "classification", "What is shown in the picture?")
    }
    assert scenario.items[1].images[0].path == FOLDERS / "dog" / "0001.png"
    assert scenario.notices == ()


def test_class_folders_below_their_split(cache: Path, tmp_path: Path) -> None:
    shutil.copytree(FOLDERS / "dog", tmp_path / "test" / "dog")
    shutil.copytree(FOLDERS / "ship", tmp_path / "train" / "ship")
    for split, label in (("test", "dog"), ("train", "ship")):
        (item,) = CIFAR10.load(cache, dir=tmp_path, split=split).items
        assert item.options[item.gold[0]] == label


def test_pictures_of_the_same_content_are_items_of_their_own(cache: Path, tmp_path: Path) -> None:
    for name in ("1.png", "2.png"):
        (tmp_path / "dog").mkdir(exist_ok=True)
        shutil.copy(FOLDERS / "dog" / "0001.png", tmp_path / "dog" / name)
    one, other = CIFAR10.load(cache, dir=tmp_path).items
    assert one.id != other.id
    assert one.image_group == other.image_group


def test_batches_as_python_2_wrote_them(cache: Path) -> None:
    items = CIFAR10.load(cache, dir=BATCHES).items
    assert [item.source_id for item in items] == ["test_batch/0", "test_batch/1", "test_batch/2"]
    assert [item.options[item.gold[0]] for item in items] == ["cat", "ship", "airplane"]
    assert CIFAR10.load(cache, dir=BATCHES.parent).items == items
    check_pictures(items)
    # Of the file as it stands, read without any unpickling: 3 pictures of 3 x 1024 bytes, colour by colour.
    raw = (BATCHES / "test_batch").read_bytes()
    start = raw.index(b"filenames") - 3 * 3072 - 20
    for item in items:
        shown = np.asarray(Image.open(item.images[0].path)).transpose(2, 0, 1).tobytes()
        assert raw.find(shown, start) > 0
        assert item.images[0].digest == hashlib.sha256(shown).hexdigest()


def write_batch(folder: Path, name: str = "test_batch", **changes: Any) -> Path:
    """A batch as Python 3 writes it."""
    content: dict[str, Any] = {"data": np.arange(2 * 3072, dtype=np.uint8).reshape(2, 3072), "labels": [9, 0]}
    (folder / name).write_bytes(pickle.dumps({key.encode(): value for key, value in (content | changes).items()}, 2))
    return folder


def test_batches_as_python_3_writes_them(cache: Path, tmp_path: Path) -> None:
    items = CIFAR10.load(cache, dir=write_batch(tmp_path)).items
    assert [item.options[item.gold[0]] for item in items] == ["truck", "airplane"]
    write_batch(tmp_path, "data_batch_2")
    write_batch(tmp_path, "data_batch_1", labels=[1, 1])
    train = CIFAR10.load(cache, dir=tmp_path, split="train").items
    assert [item.source_id for item in train] == [f"data_batch_{b}/{i}" for b in (1, 2) for i in (0, 1)]


class Planted:
    def __reduce__(self) -> tuple[Any, ...]:
        return (Path.touch, (Path("planted"),))


def test_a_batch_cannot_call_functions(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match="which is no part of an array") as caught:
        CIFAR10.load(cache, dir=write_batch(tmp_path, labels=Planted()))
    assert says(caught).startswith(f"{tmp_path}/test_batch: is not a batch of CIFAR-10 (it names ")
    assert not (tmp_path / "planted").exists()


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"data": np.zeros((2, 3071), np.uint8)}, "`data` is not an array of bytes, 3072 a picture"),
        ({"data": np.zeros((2, 3072))}, "an array is not one of bytes"),
        ({"data": np.array(["x"] * 4)}, "an array is not one of bytes"),
        ({"data": None}, "`data` is not an array of bytes"),
        ({"labels": [1]}, "`labels` is not a list of 2 numbers"),
        ({"labels": [1, 10]}, "test_batch/1: label 10; expected a whole number from 0 to 9"),
        ({"labels": [1, "x"]}, "test_batch/1: label 'x'; expected a whole number"),
    ],
)
def test_a_damaged_batch(cache: Path, tmp_path: Path, changes: dict[str, Any], why: str) -> None:
    with pytest.raises(InputError) as caught:
        CIFAR10.load(cache, dir=write_batch(tmp_path, **changes))
    assert why in says(caught)


@pytest.mark.parametrize("keep", [0, 1, 200, 5000])
def test_a_batch_cut_short(cache: Path, tmp_path: Path, keep: int) -> None:
    (tmp_path / "test_batch").write_bytes((BATCHES / "test_batch").read_bytes()[:keep])
    with pytest.raises(InputError, match="is not a batch of CIFAR-10"):
        CIFAR10.load(cache, dir=tmp_path)


def test_what_a_folder_may_lack(cache: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        CIFAR10.load(cache, dir=BATCHES, split="train")
    assert says(caught) == f"cifar10: {BATCHES} holds no data_batch_*, which has the split 'train'"
    with pytest.raises(InputError) as caught:
        CIFAR10.load(cache, dir=tmp_path)
    assert says(caught).startswith(f"cifar10: {tmp_path}: nothing in it matches *_batch* or cifar-10-batches-py or ")
    shutil.copytree(FOLDERS / "dog", tmp_path / "dogs")
    with pytest.raises(InputError) as caught:
        CIFAR10.load(cache, dir=tmp_path)
    assert says(caught).startswith(f"cifar10: {tmp_path}/dogs is not named as a class; expected airplane, automobile")
    with pytest.raises(InputError) as caught:
        CIFAR10.load(cache, dir=FOLDERS, split="val")
    assert says(caught) == "unknown cifar10 split 'val'; Known: test, train."


def test_from_the_hub(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import datasets

    rows = [
        {"img": hub_image(path), "label": CLASSES.index(path.parent.name)} for path in sorted(FOLDERS.glob("*/*.png"))
    ]
    features = {"img": datasets.Image(), "label": datasets.ClassLabel(names=list(CLASSES))}
    serve(monkeypatch, CIFAR10, {(None, "test"): rows}, features)
    items = CIFAR10.load(cache).items
    assert [item.source_id for item in items] == ["test/0", "test/1", "test/2"]
    assert [item.options[item.gold[0]] for item in items] == ["airplane", "dog", "ship"]
    local = CIFAR10.load(cache, dir=FOLDERS).items
    assert [item.images[0].digest for item in items] == [item.images[0].digest for item in local]


def test_from_a_repository_by_the_real_library(cache: Path, tmp_path: Path) -> None:
    import datasets

    path = next(FOLDERS.glob("*/*.png"))
    features = datasets.Features({"img": datasets.Image(), "label": datasets.ClassLabel(names=list(CLASSES))})
    table = datasets.Dataset.from_dict({"img": [hub_image(path)], "label": [0]}, features=features)
    (tmp_path / "repository" / "plain_text").mkdir(parents=True)
    table.to_parquet(tmp_path / "repository" / "plain_text" / "test-00000-of-00001.parquet")
    (item,) = replace(CIFAR10, repository=str(tmp_path / "repository")).load(cache).items
    assert item.images[0].path.read_bytes() == path.read_bytes()


@pytest.mark.skipif(not (REAL_MINI / "A1/cifar10").is_dir(), reason="the real sample is not here")
def test_the_real_sample(cache: Path) -> None:
    items = CIFAR10.load(cache, dir=REAL_MINI / "A1/cifar10").items
    assert len(items) == 100
    assert Counter(item.options[item.gold[0]] for item in items)["bird"] == 12
    check_pictures(items)


def test_a_batch_that_asks_for_much_memory(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "test_batch").write_bytes(b"\x80\x02}r\x00\x00\x00\x10.")
    with pytest.raises(InputError, match=r"is not a batch of CIFAR-10 \(it remembers a part as number 268435456\)"):
        CIFAR10.load(cache, dir=tmp_path)

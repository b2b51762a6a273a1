"""Flickr30k in its three published forms and from the hub; captions and pictures are made up."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ch3ef.errors import InputError
from ch3ef.items import item_rng
from ch3ef.scenarios.pictures import check_pictures
from ch3ef.scenarios.public_sets.flickr30k import FLICKR30K
from tests.scenarios.offline_hub import DATA, hub_image, says, serve

FOLDER = DATA / "flickr30k"
KARPATHY, TOKEN, CSV = "dataset_flickr30k.json", "results_20130124.token", "results.csv"


def captions() -> dict[str, list[str]]:
    content = json.loads((FOLDER / KARPATHY).read_text())
    return {image["filename"]: [sentence["raw"] for sentence in image["sentences"]] for image in content["images"]}


@pytest.fixture
def only(tmp_path: Path) -> Callable[[str], Path]:
    """A copy of the folder that holds one of the files of captions."""

    def keep(file: str) -> Path:
        folder = tmp_path / "set"
        shutil.copytree(FOLDER, folder)
        for other in {KARPATHY, TOKEN, CSV} - {file}:
            (folder / other).unlink()
        return folder

    return keep


def test_a_caption_of_its_own_among_those_of_others(cache: Path) -> None:
    scenario = FLICKR30K.load(cache, dir=FOLDER)
    known = captions()
    assert [item.source_id for item in scenario.items] == ["1000000001.jpg", "1000000002.jpg"]
    for item in scenario.items:
        assert (item.level, item.task, item.question) == ("A1", "captioning", "Which caption fits the picture?")
        assert item.details == {"references": known[item.source_id]}
        (gold,) = item.gold
        assert item.options[gold] in known[item.source_id]
        wrong = {option for i, option in enumerate(item.options) if i != gold}
        assert not wrong & set(known[item.source_id])
        assert wrong < {caption for texts in known.values() for caption in texts}
        assert item.images[0].path == FOLDER / "flickr30k-images" / item.source_id
    check_pictures(scenario.items)


@pytest.mark.parametrize("file", [TOKEN, CSV])
def test_files_without_splits(cache: Path, only: Callable[[str], Path], file: str) -> None:
    items = FLICKR30K.load(cache, dir=only(file), split="val").items
    # The published results.csv lacks a bar in one line; so does ours.
    assert {item.source_id: item.details["references"] for item in items} == captions()
    assert {len(item.options) for item in items} == {3}


def crowd(only: Callable[[str], Path], n: int = 60) -> Path:
    """A set in which every picture has five captions that tell whose they are."""
    folder = only(TOKEN)
    content = (FOLDER / "flickr30k-images" / "1000000001.jpg").read_bytes()
    lines = []
    for picture in range(n):
        (folder / "flickr30k-images" / f"{picture}.jpg").write_bytes(content)
        lines += [f"{picture}.jpg#{i}\tcaption {i} of picture {picture}" for i in range(5)]
    (folder / TOKEN).write_text("\n".join(lines))
    return folder


def test_four_pictures_speak_in_every_item_and_the_place_tells_nothing(
    cache: Path, only: Callable[[str], Path]
) -> None:
    items = FLICKR30K.load(cache, dir=crowd(only)).items
    assert len({item.id for item in items}) == 60  # all pictures have the same content
    places, numbers = [0, 0, 0, 0], [0, 0, 0, 0, 0]
    for item in items:
        owners = [option.split()[-1] for option in item.options]
        assert len(set(owners)) == 4
        assert f"{owners[item.gold[0]]}.jpg" == item.source_id
        places[item.gold[0]] += 1
        numbers[int(item.options[item.gold[0]].split()[1])] += 1
    assert min(places) >= 5  # of 15; less has a probability below 1 in 500
    assert min(numbers) >= 3  # of 12


def test_draws_depend_on_the_picture_alone(cache: Path, only: Callable[[str], Path]) -> None:
    folder = crowd(only)
    items = {item.source_id: item for item in FLICKR30K.load(cache, dir=folder).items}
    lines = (folder / TOKEN).read_text().splitlines()
    (folder / TOKEN).write_text("\n".join(lines[5:] + lines[:5]))
    again = FLICKR30K.load(cache, dir=folder).items
    assert again[-1].source_id == "0.jpg"
    rights = {item.source_id: item.options[item.gold[0]] for item in again}
    assert rights == {name: item.options[item.gold[0]] for name, item in items.items()}
    drawn = item_rng("7.jpg", "flickr30k options").choice([f"caption {i} of picture 7" for i in range(5)])
    assert items["7.jpg"].options[items["7.jpg"].gold[0]] == drawn


def test_a_caption_that_fits_the_picture_too_is_not_a_wrong_one(cache: Path, only: Callable[[str], Path]) -> None:
    folder = only(TOKEN)
    lines = [f"{name}#{i}\t{text}" for name in captions() for i, text in enumerate(["A wall .", f"Of {name} ."])]
    (folder / TOKEN).write_text("\n".join(lines).replace("1000000002.jpg#0\tA wall", "1000000002.jpg#0\ta WALL"))
    for item in FLICKR30K.load(cache, dir=folder).items:
        wrong = [option for i, option in enumerate(item.options) if i not in item.gold]
        assert sorted(wrong) == sorted(f"Of {name} ." for name in captions() if name != item.source_id)


@pytest.mark.parametrize(
    ("line", "says_what"),
    [
        ("1000000001.jpg Two dots .", "line 2: '1000000001.jpg Two dots .'; expected a picture, the number of the caption"),
        ("1000000001.jpg#5\t ", "results_20130124.token: 1000000001.jpg: captions "),
        ("none.jpg#0\tA dot .", "picture 'none.jpg' is not there; expected it in "),
        ("../none.jpg#0\tA dot .", "picture '../none.jpg'; expected a path below "),
    ],
)  # fmt: skip
def test_a_damaged_line(cache: Path, only: Callable[[str], Path], line: str, says_what: str) -> None:
    folder = only(TOKEN)
    lines = (folder / TOKEN).read_text().splitlines()
    (folder / TOKEN).write_text("\n".join([lines[0], line, *lines[2:]]))
    with pytest.raises(InputError) as caught:
        FLICKR30K.load(cache, dir=folder)
    assert says_what in says(caught)


def test_a_damaged_record(cache: Path, only: Callable[[str], Path]) -> None:
    folder = only(KARPATHY)
    content = json.loads((folder / KARPATHY).read_text())
    del content["images"][1]["filename"]
    (folder / KARPATHY).write_text(json.dumps(content))
    with pytest.raises(InputError, match=r"dataset_flickr30k\.json: image 1: column 'filename' is missing"):
        FLICKR30K.load(cache, dir=folder)
    (folder / KARPATHY).write_text("[]")
    with pytest.raises(InputError, match="has no list `images`"):
        FLICKR30K.load(cache, dir=folder)


def test_other_folders_and_splits(cache: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        FLICKR30K.load(cache, dir=tmp_path)
    assert says(caught).startswith(
        f"flickr30k: {tmp_path}: nothing in it matches {KARPATHY} or {TOKEN} or {CSV}; expected "
    )
    with pytest.raises(InputError, match=r"unknown flickr30k split 'tset'; did you mean 'test'\?"):
        FLICKR30K.load(cache, dir=FOLDER, split="tset")
    with pytest.raises(InputError, match=r"no question that can be asked \(none at all\)"):
        FLICKR30K.load(cache, dir=FOLDER, split="train")
    with pytest.raises(InputError, match="1 of 1 questions left out: those without a picture beside it"):
        FLICKR30K.load(cache, dir=FOLDER, split="val")


def test_from_the_hub(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import datasets

    rows: list[dict[str, Any]] = [
        {"image": hub_image(FOLDER / "flickr30k-images" / name), "caption": texts, "filename": name}
        for name, texts in captions().items()
    ]
    texts = datasets.List(datasets.Value("string"))
    features = {"image": datasets.Image(), "caption": texts, "filename": datasets.Value("string")}
    serve(monkeypatch, FLICKR30K, {(None, "test"): rows[:2]}, features)
    ours = FLICKR30K.load(cache).items
    local = FLICKR30K.load(cache, dir=FOLDER).items
    assert [item.id for item in ours] == [item.id for item in local]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"sentences": [2]}, "image 0: sentences: entry 1 is 2; expected an object"),
        ({"sentences": None}, "image 0: sentences: is None; expected a list"),
        ({"filename": ["1.jpg"]}, "image 0: filename is ['1.jpg']; expected a text that is not empty"),
    ],
)
def test_values_of_another_kind(cache: Path, only: Callable[[str], Path], change: dict[str, object], line: str) -> None:
    folder = only(KARPATHY)
    content = json.loads((folder / KARPATHY).read_text())
    content["images"][0] |= change
    (folder / KARPATHY).write_text(json.dumps(content))
    with pytest.raises(InputError) as caught:
        FLICKR30K.load(cache, dir=folder)
    assert str(caught.value) == f"{KARPATHY}: {line}"

"""MSTS from its own folder and from the hub; prompts and pictures are made up."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ch3ef.errors import InputError
from ch3ef.scenarios.public_sets.msts import MSTS
from ch3ef.tables import read_delimited
from tests.scenarios.offline_hub import DATA, hub_image, says, serve

FOLDER = DATA / "msts"
ENGLISH = "data/prompts/english_multimodal.csv"


def test_two_prompts_a_picture(cache: Path) -> None:
    items = MSTS.load(cache, dir=FOLDER).items
    assert [(item.source_id, item.domain, item.task) for item in items] == [
        ("case_0901/assistance", "Other", "Gross behaviour"),
        ("case_0901/intention", "Other", "Gross behaviour"),
        ("case_0902/assistance", "Non-Violent Crimes", "Theft"),
        ("case_0902/intention", "Non-Violent Crimes", "Theft"),
    ]
    assert items[0].image_group == items[1].image_group != items[2].image_group
    assert {(item.dimension, item.pair, item.chance, item.facts("due")) for item in items} == {
        ("harmless", None, 0.0, ())
    }
    assert (items[1].question, items[1].facts("prompt_type")) == ("I am going to eat this.", ("intention",))


def test_a_language(cache: Path) -> None:
    items = MSTS.load(cache, dir=FOLDER, split="german").items
    assert [item.question for item in items] == ["Soll ich das essen?", "Soll ich das mit nach Hause nehmen?"]
    with pytest.raises(InputError, match=r"^unknown msts split 'latin'"):
        MSTS.load(cache, dir=FOLDER, split="latin")


def test_pictures_that_are_not_there(cache: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "set")
    (folder / "data/unsafe_images/unsafe_image_0902.png").unlink()
    scenario = MSTS.load(cache, dir=folder)
    assert len(scenario.items) == 2
    assert scenario.notices[1] == (
        "msts: 2 of 4 questions left out: those whose picture is not there; "
        f"`ch3ef data fetch msts --out {folder}` gets those it can"
    )
    shutil.rmtree(folder / "data/unsafe_images")
    with pytest.raises(InputError, match=r"^msts: holds no question that can be asked \(msts: 4 of 4 .* data fetch"):
        MSTS.load(cache, dir=folder)


def test_the_same_from_the_hub(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from datasets import Image, Value

    rows = [dict(row) for _, row in read_delimited(FOLDER / ENGLISH).rows]
    names = {"unsafe_image_0901": "unsafe_image_0901.jpg", "unsafe_image_0902": "unsafe_image_0902.png"}
    pictured = [
        row | {"unsafe_image": hub_image(FOLDER / "data/unsafe_images" / names[row["unsafe_image_id"]])} for row in rows
    ]
    features = {name: Value("string") for name in rows[0]} | {"unsafe_image": Image()}
    serve(monkeypatch, MSTS, {(None, "english"): pictured}, features)
    assert MSTS.load(cache).version == MSTS.load(cache, dir=FOLDER).version
    pictured[0]["unsafe_image"] = None
    serve(monkeypatch, MSTS, {(None, "english"): pictured}, features)
    assert len(MSTS.load(cache).items) == 3


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("Should I eat this?", "", "line 2: prompt_text is ''; expected a text that is not empty"),
        ("unsafe_image_0901", "../../secret", "line 2: '../../secret' names a picture; expected letters, digits and"),
        ("prompt_text", "text", "line 2: column 'prompt_text' is missing; found hazard_category, "),
    ],
)
def test_a_row_that_is_not_as_published(cache: Path, tmp_path: Path, before: str, after: str, line: str) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "set")
    text = (folder / ENGLISH).read_text()
    (folder / ENGLISH).write_text(text.replace(before, after, 1))
    with pytest.raises(InputError) as caught:
        MSTS.load(cache, dir=folder)
    assert says(caught).startswith(f"english_multimodal.csv: {line}")

"""HaloQuest from its own files; questions and pictures are made up."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ch3ef.errors import InputError
from ch3ef.scenarios.catalogue import wanted_of
from ch3ef.scenarios.public_sets.haloquest import HALOQUEST
from tests.scenarios.offline_hub import DATA, says

FOLDER = DATA / "haloquest"


def test_questions_that_mislead(cache: Path) -> None:
    items = HALOQUEST.load(cache, dir=FOLDER).items
    assert [(item.source_id, item.domain, item.task) for item in items] == [
        ("eval/1", "generated pictures", "false premises"),
        ("eval/2", "real pictures", "insufficient context"),
    ]
    assert (items[0].options, items[0].chance) == (("The dog wears no hat; or: There is no hat",), 0.0)
    assert (items[0].level, items[0].dimension) == ("A3", "honest")
    # There the name of the picture is empty, as in some rows of the published file.
    (other,) = HALOQUEST.load(cache, dir=FOLDER, split="train").items
    assert other.image_group == items[0].image_group


def test_pictures_that_are_not_there(cache: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "set")
    (folder / "images/9001.png").unlink()
    scenario = HALOQUEST.load(cache, dir=folder)
    assert len(scenario.items) == 1
    assert scenario.notices == (
        "haloquest: 1 of 2 questions left out: those whose picture is not there; "
        f"`ch3ef data fetch haloquest --out {folder}` gets those it can",
    )
    assert [one.file for one in wanted_of("haloquest", folder)] == ["images/9001.png", "images/9002 (1).png"]


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("9001.png", "../9001.png", "line 2: '../9001.png' names a picture; expected letters, digits and"),
        ("The dog wears no hat; There is no hat", "", "line 2: groundtruth responses is ''; expected a text"),
        ("hallucination type", "type", "line 2: column 'hallucination type' is missing; found image_name, url, "),
    ],
)
def test_a_row_that_is_not_as_published(cache: Path, tmp_path: Path, before: str, after: str, line: str) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "set")
    file = folder / "haloquest-eval.csv"
    file.write_text(file.read_text().replace(before, after, 1))
    with pytest.raises(InputError) as caught:
        HALOQUEST.load(cache, dir=folder)
    assert says(caught).startswith(f"haloquest-eval.csv: {line}")

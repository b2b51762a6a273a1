"""SIUO's two sets from their own files; prompts and pictures are made up."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from ch3ef.errors import InputError
from ch3ef.scenarios.public_sets.siuo import SIUO, SIUO_MCQA
from tests.scenarios.offline_hub import DATA, says

FOLDER = DATA / "siuo"


def test_in_words_of_its_own(cache: Path) -> None:
    items = SIUO.load(cache, dir=FOLDER).items
    assert [(item.source_id, item.task) for item in items] == [
        ("1901", "dangerous behavior"),
        ("8902", "information misinterpretation"),
    ]
    first = items[0]
    assert first.options[0].startswith("Not here: the lines above")
    assert (first.gold, first.chance, first.facts("due")) == ((0,), 0.0, ())
    assert first.facts("safety_warning") == ("Power lines hang above the meadow.",)


def test_with_options(cache: Path) -> None:
    items = SIUO_MCQA.load(cache, dir=FOLDER).items
    assert [(item.scenario, len(item.options), item.gold) for item in items] == [
        ("siuo-mcqa", 3, (1,)),
        ("siuo-mcqa", 3, (0,)),
    ]
    assert items[0].image_group == SIUO.load(cache, dir=FOLDER).items[0].image_group


def test_the_files_may_lie_as_in_its_repository(cache: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "set")
    (folder / "data").mkdir()
    (folder / "siuo_gen.json").rename(folder / "data/siuo_gen.json")
    assert SIUO.load(cache, dir=folder).version == SIUO.load(cache, dir=FOLDER).version


@pytest.mark.parametrize(
    ("file", "change", "line"),
    [
        ("siuo_gen.json", {"reference_answer": ""}, "reference_answer is ''; expected a text that is not empty"),
        ("siuo_gen.json", {"image": "x.png"}, "picture 'x.png' is not there; expected it in "),
        ("siuo_mcqa.json", {"correct_option": "E"}, "the key is 'E'; expected one of A, B, C"),
        ("siuo_mcqa.json", {"options": ["a", "b"]}, "options is ['a', 'b']; expected letters with texts"),
        ("siuo_mcqa.json", {"options": {"a": "b"}}, "options is {'a': 'b'}; expected letters with texts"),
    ],
)
def test_a_record_that_is_not_as_published(
    cache: Path, tmp_path: Path, file: str, change: dict[str, Any], line: str
) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "set")
    records = json.loads((folder / file).read_text())
    (folder / file).write_text(json.dumps([records[0], records[1] | change]))
    with pytest.raises(InputError) as caught:
        (SIUO if file == "siuo_gen.json" else SIUO_MCQA).load(cache, dir=folder)
    assert says(caught).startswith(f"{file}: record 2: {line}")

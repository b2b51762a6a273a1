"""MMBench from a table as published and from the hub; the rows are made up."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ch3ef.errors import InputError
from ch3ef.scenarios.pictures import check_pictures
from ch3ef.scenarios.public_sets.mmbench import MMBENCH
from tests.scenarios.offline_hub import DATA, says, serve

FOLDER = DATA / "mmbench"
TABLE = FOLDER / "mmbench_dev_20230712.tsv"


def rows() -> list[dict[str, Any]]:
    with TABLE.open(newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


Write = Callable[[list[dict[str, Any]]], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a folder with a table of such rows."""

    def put(changed: list[dict[str, Any]]) -> Path:
        folder = tmp_path / "set"
        folder.mkdir(exist_ok=True)
        with (folder / "MMBench_DEV_EN.tsv").open("w", newline="") as file:
            table = csv.DictWriter(file, list(changed[0]), delimiter="\t")
            table.writeheader()
            table.writerows(changed)
        return folder

    return put


def test_each_question_once(cache: Path) -> None:
    scenario = MMBENCH.load(cache, dir=FOLDER)
    first, second, third = scenario.items
    assert (first.source_id, first.level, first.task) == ("241", "A2", "attribute_recognition")
    assert first.question == "The picture has two halves.\nWhich colour is at the top?"
    assert (first.options, first.gold) == (("red", "blue", "green", "yellow"), (0,))
    assert first.domain == "finegrained_perception (instance-level)"
    assert (second.question, second.options, second.gold) == ('Is it "day"\tor night?', ("day", "night"), (1,))
    assert (third.options, third.gold) == (("a pond, seen from above", "a wall", "a road"), (2,))
    assert scenario.notices == (
        "mmbench: 1 of 4 questions left out: those that repeat another with its options turned round",
    )


def test_pictures_become_files_of_their_own_kind(cache: Path) -> None:
    items = MMBENCH.load(cache, dir=FOLDER).items
    assert {item.images[0].path.suffix for item in items} == {".jpg"}  # by content: the table says nothing
    assert items[1].image_group == items[2].image_group != items[0].image_group  # row 253 refers to row 252
    check_pictures(items)


def test_a_picture_longer_than_the_csv_module_takes_by_default(cache: Path, write: Write) -> None:
    import base64
    import io

    import numpy as np
    from PIL import Image

    noise = io.BytesIO()
    Image.fromarray(np.random.default_rng(0).integers(0, 256, (256, 256, 3), dtype=np.uint8)).save(noise, "PNG")
    text = base64.b64encode(noise.getvalue()).decode()
    assert len(text) > 131072
    (item,) = MMBENCH.load(cache, dir=write([rows()[0] | {"image": text}])).items
    assert item.images[0].path.read_bytes() == noise.getvalue()


def test_the_same_from_the_hub(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from datasets import Value

    # pandas on the way turns empty cells into "nan" or nothing
    there = [{**row, "index": int(row["index"]), "D": row["D"] or "nan", "hint": row["hint"] or None} for row in rows()]
    features = {name: Value("int64" if name == "index" else "string") for name in there[0]}
    serve(monkeypatch, MMBENCH, {(None, "validation"): there}, features)
    assert MMBENCH.load(cache).version == MMBENCH.load(cache, dir=FOLDER).version


def test_options_that_read_the_same_are_left_out(cache: Path, write: Write) -> None:
    scenario = MMBENCH.load(cache, dir=write([rows()[0] | {"D": "red "}, rows()[1]]))
    assert [item.source_id for item in scenario.items] == ["252"]
    assert scenario.notices == ("mmbench: 1 of 2 questions left out: those with two options of the same text",)


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"answer": "D"}, "MMBench_DEV_EN.tsv: row 2: the key is 'D'; expected one of A, B"),
        ({"answer": ""}, "MMBench_DEV_EN.tsv: row 2: the key is ''; expected one of A, B"),
        ({"question": ""}, "MMBench_DEV_EN.tsv: row 2: index '252' with question ''; expected a whole number and a"),
        ({"index": "x"}, "MMBench_DEV_EN.tsv: row 2: index 'x' with question"),
        ({"image": ""}, "MMBench_DEV_EN.tsv: row 2: image ''; expected a picture in base64, or the index of an"),
        ({"image": "253"}, "MMBench_DEV_EN.tsv: row 2: image '253'; expected a picture in base64, or the index of an"),
        ({"image": "é" * 65}, "MMBench_DEV_EN.tsv: row 2: picture 'é"),
    ],
)
def test_a_row_that_is_not_as_published(cache: Path, write: Write, change: dict[str, Any], line: str) -> None:
    first, second, *_ = rows()
    with pytest.raises(InputError) as caught:
        MMBENCH.load(cache, dir=write([first, second | change]))
    assert says(caught).startswith(line)


def test_a_table_that_is_cut_short(cache: Path, tmp_path: Path) -> None:
    table = tmp_path / TABLE.name
    content = TABLE.read_text()
    table.write_text(content[: content.index("\t252\t")])
    with pytest.raises(InputError, match=r"tsv: line 4: has fewer cells than the first line"):
        MMBENCH.load(cache, dir=tmp_path)
    table.write_text(content[: content.index("day") + 1])
    with pytest.raises(
        InputError, match=r"tsv: line 3: what follows cannot be read as a table \(unexpected end of data"
    ):
        MMBENCH.load(cache, dir=tmp_path)
    table.write_bytes(b"index\tquestion\n1\t\xff\n")
    with pytest.raises(InputError, match="line 2: byte 0xff is not UTF-8"):
        MMBENCH.load(cache, dir=tmp_path)


def test_a_column_that_is_missing(cache: Path, write: Write) -> None:
    changed = [{name: value for name, value in row.items() if name != "l2-category"} for row in rows()]
    with pytest.raises(InputError, match=r"row 1: column 'l2-category' is missing; found index, question, hint, A"):
        MMBENCH.load(cache, dir=write(changed))


def test_one_table_and_one_split(cache: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^mmbench: the key of its test set is not published; expected split=dev"):
        MMBENCH.load(cache, dir=FOLDER, split="test")
    with pytest.raises(InputError, match=r"^unknown mmbench split 'train'; Known: dev"):
        MMBENCH.load(cache, dir=FOLDER, split="train")
    shutil.copy(TABLE, tmp_path / "mmbench_test_20230712.tsv")
    with pytest.raises(InputError, match=r"tables of the dev set: none; expected one dev table"):
        MMBENCH.load(cache, dir=tmp_path)
    for name in ("mmbench_dev_cn_20231003.tsv", "mmbench_dev_en_20231003.tsv"):
        shutil.copy(TABLE, tmp_path / name)
    with pytest.raises(InputError, match=r"tables of the dev set: mmbench_dev_cn_20231003.tsv, mmbench_dev_en_2"):
        MMBENCH.load(cache, dir=tmp_path)
    with pytest.raises(InputError, match=r"HuggingFaceM4/MMBench could not be loaded from the Hugging Face hub"):
        MMBENCH.load(cache)


@pytest.mark.network
def test_the_real_set(cache: Path) -> None:
    assert 1100 < len(MMBENCH.load(cache).items) < 1200

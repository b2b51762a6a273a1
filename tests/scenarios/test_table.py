"""People's own pictures and questions: every kind of table, every likely mistake."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from PIL import Image

from ch3ef.errors import InputError
from ch3ef.items import Item
from ch3ef.scenarios import load_scenario
from ch3ef.scenarios.exporting import write_parquet

ROWS: list[dict[str, Any]] = [
    {"image": "a.png", "question": "Which colour?", "options": ["red", "blue"], "answer": "blue", "task": "colour"},
    {"image": ["a.png", "sub/b.png"], "question": "What changed?", "options": ["the door", "the lamp", "7"],
     "answer": "A", "task": "change"},
    {"image": "sub/b.png", "question": "How many, then?", "options": [6, 3, 7], "answer": 7, "task": "count"},
]  # fmt: skip

Write = Callable[[str, list[dict[str, Any]]], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a folder "ours" with two pictures and a table of that name."""
    folder = tmp_path / "ours"
    (folder / "sub").mkdir(parents=True)
    for name, colour in (("a.png", "red"), ("sub/b.png", "blue")):
        Image.new("RGB", (20, 20), colour).save(folder / name)

    def put(name: str, rows: list[dict[str, Any]]) -> Path:
        path = folder / name
        if path.suffix == ".jsonl":
            path.write_text("\n".join(map(json.dumps, rows)))
        elif path.suffix == ".parquet":
            texts = [{key: [str(e) for e in v] if key == "options" else v for key, v in row.items()} for row in rows]
            lists = [row | {"image": _listed(row["image"]), "answer": str(row["answer"])} for row in texts]
            pq.write_table(pa.Table.from_pylist(lists), path)
        else:
            with path.open("w", newline="") as file:
                table = csv.DictWriter(file, list(rows[0]), delimiter="\t" if path.suffix == ".tsv" else ",")
                table.writeheader()
                bars = [
                    {key: "|".join(map(str, v)) if isinstance(v, list) else v for key, v in row.items()} for row in rows
                ]
                table.writerows(bars)
        return folder

    return put


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def contents(items: tuple[Item, ...]) -> list[tuple[Any, ...]]:
    return [(i.question, i.options, i.gold, i.task, i.level, [image.path.name for image in i.images]) for i in items]


@pytest.mark.parametrize("kind", ["jsonl", "csv", "tsv", "parquet"])
def test_every_kind_of_table(write: Write, cache: Path, kind: str) -> None:
    scenario = load_scenario(str(write(f"table.{kind}", ROWS)), cache=cache)
    assert scenario.name == "ours"
    assert contents(scenario.items) == [
        ("Which colour?", ("red", "blue"), (1,), "colour", "A2", ["a.png"]),
        ("What changed?", ("the door", "the lamp", "7"), (0,), "change", "A2", ["a.png", "b.png"]),
        ("How many, then?", ("6", "3", "7"), (2,), "count", "A2", ["b.png"]),
    ]
    assert len({item.id for item in scenario.items}) == 3


def test_columns_of_the_user_s_own_names(write: Write, cache: Path) -> None:
    rows = [{"Bild": "a.png", "Frage": "Farbe?", "A": "rot", "B": "blau", "Lösung": "b", "Art": "Farbe"}]
    folder = write("fragen.csv", rows)
    scenario = load_scenario(f"{folder}?image=Bild&question=Frage&answer=Lösung&task=Art", cache=cache)
    assert contents(scenario.items) == [("Farbe?", ("rot", "blau"), (1,), "Farbe", "A2", ["a.png"])]


def test_levels_and_dimensions(write: Write, cache: Path) -> None:
    rows = [ROWS[0] | {"dimension": "honest", "level": "A3"}, ROWS[0] | {"dimension": None, "level": "A1", "id": "x"}]
    items = load_scenario(str(write("t.jsonl", rows)), cache=cache).items
    assert [(item.level, item.dimension) for item in items] == [("A3", "honest"), ("A1", None)]


def test_what_was_exported_comes_back(tmp_path: Path, cache: Path) -> None:
    scenario = load_scenario("ch3ef-gen?per_task=1")
    write_parquet(scenario, tmp_path / "out")
    back = load_scenario(str(tmp_path / "out"), cache=cache)
    assert len(back.items) == 46
    for ours, read in zip(scenario.items, back.items, strict=True):
        for part in ("question", "options", "gold", "task", "domain", "dimension", "level", "pair"):
            assert getattr(read, part) == getattr(ours, part), part
        assert [image.path.read_bytes() for image in read.images] == [image.path.read_bytes() for image in ours.images]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"image": "c.png"}, "t.jsonl: row 2: picture 'c.png' is not there; expected it in "),
        ({"image": "../secret.png"}, "t.jsonl: row 2: picture '../secret.png'; expected a path below "),
        ({"image": ""}, "t.jsonl: row 2: no image; expected a path below "),
        ({"question": " "}, "t.jsonl: row 2: the question is empty"),
        ({"options": ["one"]}, "t.jsonl: row 2: options ['one']; expected 2 to 26 different texts"),
        ({"options": ["one", "one"]}, "t.jsonl: row 2: options ['one', 'one']; expected 2 to 26 different texts"),
        ({"answer": "green"}, "t.jsonl: row 2: answer 'green' is neither an option nor its letter; options ["),
        ({"answer": "D"}, "t.jsonl: row 2: answer 'D' is neither an option nor its letter"),
        ({"answer": [0, 9]}, "t.jsonl: row 2: key [0, 9]; expected numbers from 0 to 2"),
        ({"level": "A4"}, "t.jsonl: row 2: level 'A4' with dimension None; expected A1 or A2 without"),
        ({"dimension": "kind"}, "t.jsonl: row 2: level 'A3' with dimension 'kind'; expected"),
    ],
)
def test_a_row_that_is_not_as_expected(write: Write, cache: Path, change: dict[str, Any], says: str) -> None:
    folder = write("t.jsonl", [ROWS[0], ROWS[1] | change])
    with pytest.raises(InputError) as caught:
        load_scenario(str(folder), cache=cache)
    assert str(caught.value).startswith(says)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "holds no rows"),
        ("image,question,options\na.png,Which?,a|b\n", "no column is known as answer (answer, label, correct"),
        ("image,question,answer\na.png,Which?,a\n", "no column options, nor columns A, B"),
        ("image,question,options,answer\na.png,Red, or blue?,a|b,a\n", "row 1: has more cells than the first line"),
        ('image,question,options,answer\na.png,"Which?,a|b,a\n', "cannot be read as csv"),
    ],
)
def test_a_table_that_is_none(write: Write, cache: Path, text: str, says: str) -> None:
    folder = write("t.csv", ROWS)
    (folder / "t.csv").write_text(text)
    with pytest.raises(InputError, match=r"t\.csv") as caught:
        load_scenario(str(folder), cache=cache)
    assert says in str(caught.value)


def test_lines_that_are_no_json(write: Write, cache: Path) -> None:
    folder = write("t.jsonl", ROWS)
    (folder / "t.jsonl").write_text('{"image": \n')
    with pytest.raises(InputError, match=r"t.jsonl: line 1: is not JSON"):
        load_scenario(str(folder), cache=cache)
    (folder / "t.jsonl").write_text("[1]\n")
    with pytest.raises(InputError, match=r"t.jsonl: line 1: is \[1\]; expected an object"):
        load_scenario(str(folder), cache=cache)


def test_a_parquet_file_that_is_none(write: Write, cache: Path) -> None:
    folder = write("t.parquet", ROWS)
    (folder / "t.parquet").write_text("no")
    with pytest.raises(InputError, match="is not a readable Parquet file"):
        load_scenario(str(folder), cache=cache)


def test_two_tables_and_two_equal_rows(write: Write, cache: Path) -> None:
    write("a.jsonl", ROWS)
    folder = write("b.csv", ROWS)
    with pytest.raises(InputError, match=r"holds a.jsonl, b.csv; expected one table"):
        load_scenario(str(folder), cache=cache)
    (folder / "b.csv").unlink()
    write("a.jsonl", [ROWS[0] | {"id": 1}, ROWS[0] | {"id": 1}])
    with pytest.raises(InputError, match="two rows have the id '1' and the same content"):
        load_scenario(str(folder), cache=cache)


def test_a_mapping_that_names_nothing(write: Write, cache: Path) -> None:
    folder = write("t.jsonl", ROWS)
    with pytest.raises(InputError, match="unknown column 'frage'"):
        load_scenario(f"{folder}?frage=question", cache=cache)
    with pytest.raises(InputError, match=r"column 'frage' is not there; found image, question, options, answer, task"):
        load_scenario(f"{folder}?question=frage", cache=cache)

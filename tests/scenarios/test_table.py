"""People's own pictures and questions: every kind of table, every likely mistake."""

from __future__ import annotations

import base64
import csv
import json
import struct
import zlib
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

NAN = float("nan")

Write = Callable[[str, list[dict[str, Any]]], Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder "ours" with two pictures."""
    folder = tmp_path / "ours"
    (folder / "sub").mkdir(parents=True)
    for name, colour in (("a.png", "red"), ("sub/b.png", "blue")):
        Image.new("RGB", (20, 20), colour).save(folder / name)
    return folder


@pytest.fixture
def write(folder: Path) -> Write:
    """Writes a table of that name into the folder."""

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


GAP = {"image": "a.png", "question": "How many?", "A": "one", "B": None, "C": "two", "D": "three", "answer": "C"}


@pytest.mark.parametrize("kind", ["jsonl", "csv", "parquet"])
def test_an_empty_lettered_column_keeps_its_letter(folder: Path, cache: Path, kind: str) -> None:
    table = folder / f"t.{kind}"
    if kind == "jsonl":
        table.write_text(json.dumps(GAP))
    elif kind == "csv":
        table.write_text("image,question,A,B,C,D,answer\na.png,How many?,one,,two,three,C\n")
    else:
        pq.write_table(pa.Table.from_pylist([GAP]), table)
    (item,) = load_scenario(str(folder), cache=cache).items
    assert (item.options, item.gold) == (("one", "two", "three"), (1,))
    table.unlink()
    (folder / "t.jsonl").write_text(json.dumps(GAP | {"answer": "B"}))
    with pytest.raises(InputError, match="row 1: the answer 'B' is neither an option nor its letter"):
        load_scenario(str(folder), cache=cache)


@pytest.mark.parametrize(
    ("change", "options", "gold"),
    [
        ({"options": ["one", "two", None, NAN, ""], "answer": "two"}, ("one", "two"), (1,)),
        ({"options": "one|two||", "answer": "B"}, ("one", "two"), (1,)),
        ({"options": '["one", "two", null]', "answer": "B"}, ("one", "two"), (1,)),
        ({"options": {"A": "one", "B": None, "C": "two"}, "answer": "C"}, ("one", "two"), (1,)),
        ({"options": ["one", "None"], "answer": "None"}, ("one", "None"), (1,)),
        ({"options": [True, False], "answer": [True]}, ("True", "False"), (0,)),
        ({"options": [True, False], "answer": False}, ("True", "False"), (1,)),
        ({"options": [1, 2, 3], "answer": 2}, ("1", "2", "3"), (1,)),
        ({"options": [1.0, 2.5, 3.0], "answer": 3}, ("1", "2.5", "3"), (2,)),
        ({"options": ["one", "two", "three"], "answer": [0, 2, None]}, ("one", "two", "three"), (0, 2)),
        ({"options": ["one", "two", "three"], "answer": "[0, 2]"}, ("one", "two", "three"), (0, 2)),
        ({"options": ["B", "A"], "answer": [1]}, ("B", "A"), (1,)),
        ({"options": ["[0]", "[1]"], "answer": "[0]"}, ("[0]", "[1]"), (0,)),
    ],
)
def test_options_and_keys(
    write: Write, cache: Path, change: dict[str, Any], options: tuple[str, ...], gold: tuple[int, ...]
) -> None:
    (item,) = load_scenario(str(write("t.jsonl", [ROWS[0] | change])), cache=cache).items
    assert (item.options, item.gold) == (options, gold)


def test_places_of_numbers_in_a_column_named_gold(write: Write, cache: Path) -> None:
    row = {"image": "a.png", "question": "How many?", "options": ["1", "2", "3"], "gold": [2]}
    assert load_scenario(str(write("t.jsonl", [row])), cache=cache).items[0].gold == (2,)


def test_cells_that_are_not_there(write: Write, cache: Path) -> None:
    empty = dict.fromkeys(("id", "task", "domain", "pair", "level", "dimension"), NAN)
    item = load_scenario(str(write("t.jsonl", [ROWS[0] | empty])), cache=cache).items[0]
    assert (item.source_id, item.task, item.domain, item.pair, item.level) == (
        "1",
        "questions",
        "questions",
        None,
        "A2",
    )


def test_whole_numbers_beside_an_empty_cell_stay_whole(folder: Path, cache: Path) -> None:
    columns = {"image": ["a.png"] * 2, "question": ["How many?"] * 2, "A": [1, 4], "B": [2.0, None], "C": [3, 5]}
    more = {"answer": ["B", "C"], "id": [7.0, None]}
    pq.write_table(pa.table(columns | more), folder / "t.parquet")
    first, second = load_scenario(str(folder), cache=cache).items
    assert (first.options, first.gold, first.source_id) == (("1", "2", "3"), (1,), "7")
    assert (second.options, second.gold, second.source_id) == (("4", "5"), (1,), "2")


def test_pictures_inside_the_table(write: Write, cache: Path) -> None:
    folder = write("t.jsonl", ROWS)
    content = (folder / "a.png").read_bytes()
    plain = base64.b64encode(content).decode()
    lines = "\n".join(plain[i : i + 76] for i in range(0, len(plain), 76))
    for cell in (plain, lines, f"data:image/png;base64,{plain}", f"DATA:image/jpeg;x=y;base64,{plain}", [plain, None]):
        item = load_scenario(str(write("t.jsonl", [ROWS[0] | {"image": cell}])), cache=cache).items[0]
        assert [image.path.read_bytes() for image in item.images] == [content]
        assert item.images[0].path.suffix == ".png"
    pq.write_table(pa.Table.from_pylist([ROWS[0] | {"image": content}]), folder / "t.parquet")
    (folder / "t.jsonl").unlink()
    assert load_scenario(str(folder), cache=cache).items[0].images[0].path.read_bytes() == content


def test_a_picture_whose_name_could_be_base64_is_a_file(write: Write, cache: Path) -> None:
    name = "0123456789abcdef" * 4
    folder = write("t.jsonl", [ROWS[0] | {"image": name}])
    (folder / "a.png").rename(folder / name)
    assert load_scenario(str(folder), cache=cache).items[0].images[0].path.name == name


PLAIN = "QUFB" * 400


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        (PLAIN, "t.jsonl: row 1: the picture in its cell"),
        (PLAIN[:-1], "is neither the name of a file nor a picture in base64 (Incorrect padding)"),
        (f"data:image/png;base64,{PLAIN}", "t.jsonl: row 1: the picture in its cell"),
        ("data:image/png;base64,", "t.jsonl: row 1: the picture in its cell"),
        ("data:image/svg+xml,<svg/>", "t.jsonl: row 1: picture 'data:image/svg+xml,<svg/>' is not there"),
        (f"photos/{PLAIN}.png", "t.jsonl: row 1: picture 'photos/QUFB"),
        ({"bytes": None, "path": None}, "t.jsonl: row 1: picture None; expected a path below"),
        (7, "t.jsonl: row 1: picture 7; expected a path below"),
    ],
)
def test_a_cell_that_holds_no_picture(write: Write, cache: Path, cell: object, says: str) -> None:
    with pytest.raises(InputError) as caught:
        load_scenario(str(write("t.jsonl", [ROWS[0] | {"image": cell}])), cache=cache)
    assert says in str(caught.value)
    assert len(str(caught.value)) < 600


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("<image>\nWhat changed?", "What changed?"),
        ("What changed in <image>?", "What changed in <image>?"),
        ("What changed?\n<Image 1>", "What changed?\n<image>"),
        ("What is a <picture>?", "What is a <picture>?"),
    ],
)
def test_the_place_of_a_picture(write: Write, cache: Path, question: str, kept: str) -> None:
    items = load_scenario(str(write("t.jsonl", [ROWS[0] | {"question": question}])), cache=cache).items
    assert items[0].question == kept


def test_the_places_of_several_pictures(write: Write, cache: Path) -> None:
    two = ROWS[1] | {"question": "<image> Then <image 2>: what changed?"}
    assert load_scenario(str(write("t.jsonl", [two])), cache=cache).items[0].question.count("<image>") == 2
    both = ROWS[1] | {"question": "<image 1><image 2>\nWhat changed?"}
    assert load_scenario(str(write("t.jsonl", [both])), cache=cache).items[0].question == "What changed?"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            {"question": "<image> What changed?"},
            "marks the places of <image> and has 2 pictures; expected <image> once",
        ),
        (
            {"question": "<image><image> or <image>?"},
            "marks the places of <image>, <image>, <image> and has 2 pictures",
        ),
        ({"question": "Is <image 2> after <image 1>?"}, "marks the places of <image 2>, <image 1> and has 2 pictures"),
        ({"question": "<image> <image>"}, "row 1: the question is empty but for the places of its pictures"),
        ({"options": ["<image 1>", "<image 2>", "7"]}, "row 1: option '<image 1>' holds the mark of a picture"),
    ],
)
def test_places_that_are_not_those_of_the_pictures(
    write: Write, cache: Path, change: dict[str, Any], says: str
) -> None:
    with pytest.raises(InputError) as caught:
        load_scenario(str(write("t.jsonl", [ROWS[1] | change])), cache=cache)
    assert says in str(caught.value)


def test_all_unknown_columns_are_named_at_once(folder: Path, cache: Path) -> None:
    (folder / "t.csv").write_text("Bild;Frage;Auswahl;answer\na.png;Farbe?;rot|blau;rot\n")
    with pytest.raises(InputError) as caught:
        load_scenario(str(folder), cache=cache)
    assert "as image (" in str(caught.value)
    assert "; found Bild, Frage, Auswahl, answer: name them so, or say" in str(caught.value)
    assert str(caught.value).endswith("?image=COLUMN&question=COLUMN&options=COLUMN'")
    named = load_scenario(f"{folder}?image=Bild&question=Frage&options=Auswahl", cache=cache)
    assert contents(named.items) == [("Farbe?", ("rot", "blau"), (0,), "questions", "A2", ["a.png"])]


def test_columns_that_differ_by_case_alone(write: Write, cache: Path) -> None:
    with pytest.raises(InputError, match="columns 'answer' and 'Answer' are one name"):
        load_scenario(str(write("t.jsonl", [ROWS[0] | {"Answer": "red"}])), cache=cache)


def test_json_files_and_spreadsheets(folder: Path, cache: Path) -> None:
    (folder / "t.xlsx").write_bytes(b"PK\x03\x04")
    with pytest.raises(InputError, match=r"t\.xlsx: is a spreadsheet; save it as CSV"):
        load_scenario(str(folder), cache=cache)
    (folder / "t.xlsx").unlink()
    (folder / "t.json").write_text(json.dumps(ROWS))
    assert len(load_scenario(str(folder), cache=cache).items) == 3
    (folder / "t.jsonl").write_text(json.dumps(ROWS[0]))  # what is described by t.json, or else
    assert len(load_scenario(str(folder), cache=cache).items) == 1


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
        ({"question": NAN}, "t.jsonl: row 2: the question is empty"),
        (
            {"question": ["What", "changed?"]},
            "t.jsonl: row 2: column 'question' is ['What', 'changed?']; expected a text",
        ),
        ({"task": {"name": "x"}}, "t.jsonl: row 2: column 'task' is {'name': 'x'}; expected a text or a number"),
        ({"options": ["one", None, "two"]}, "t.jsonl: row 2: column 'options': option 2 of 3 is empty"),
        ({"options": ["one", NAN, "two"]}, "t.jsonl: row 2: column 'options': option 2 of 3 is empty"),
        (
            {"options": [{"text": "one"}, {"text": "two"}]},
            "t.jsonl: row 2: column 'options': option 1 is {'text': 'one'}",
        ),
        (
            {"options": {"first": "one"}},
            "t.jsonl: row 2: column 'options' is {'first': 'one'}; expected texts, or letters",
        ),
        ({"options": ["one", None], "answer": "None"}, "t.jsonl: row 2: options ['one']; expected 2 to 26"),
        ({"options": ["one", "nan"], "answer": NAN}, "t.jsonl: row 2: the answer is empty"),
        ({"options": ["one", "None"], "answer": [None]}, "t.jsonl: row 2: the answer [None] has an empty entry"),
        ({"answer": [0, None, 1]}, "t.jsonl: row 2: the answer [0, None, 1] has an empty entry"),
        (
            {"options": [1, 2, 3], "answer": [2]},
            "t.jsonl: row 2: the answer [2] may be texts of options or their places",
        ),
        (
            {"options": ["B", "A"], "answer": "A"},
            "t.jsonl: row 2: the answer 'A' is the text of option B and the letter of",
        ),
        ({"options": ["one"]}, "t.jsonl: row 2: options ['one']; expected 2 to 26 texts"),
        ({"options": ["one", "one"]}, "t.jsonl: row 2: option 'one' is there several times; expected different texts"),
        ({"answer": "green"}, "t.jsonl: row 2: the answer 'green' is neither an option nor its letter; options ["),
        ({"answer": "D"}, "t.jsonl: row 2: the answer 'D' is neither an option nor its letter"),
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
        (
            "image,question,answer\na.png,Which?,a\n",
            "no column is known as options (options, choices, answers, candidates) or columns A, B ...; found",
        ),
        ("image,question,options,answer\na.png,Red, or blue?,a|b,a\n", "line 2: has more cells than the first line"),
        ('image,question,options,answer\na.png,"Which?,a|b,a\n', "line 2: what follows cannot be read as a table"),
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


@pytest.mark.parametrize("kind", ["jsonl", "csv", "parquet"])
def test_a_table_that_is_a_link_to_itself(folder: Path, cache: Path, kind: str) -> None:
    (folder / f"q.{kind}").symlink_to(f"q.{kind}")
    with pytest.raises(InputError, match=rf"q\.{kind}: cannot be"):
        load_scenario(str(folder), cache=cache)


def test_two_tables_and_two_equal_rows(write: Write, cache: Path) -> None:
    write("a.jsonl", ROWS)
    folder = write("b.csv", ROWS)
    with pytest.raises(InputError, match=r"holds a.jsonl, b.csv; expected one table"):
        load_scenario(str(folder), cache=cache)
    (folder / "b.csv").unlink()
    write("a.jsonl", [ROWS[0] | {"id": 1}, ROWS[0] | {"id": 1}])
    with pytest.raises(InputError, match=r"a.jsonl: row 2: has the id '1' of row 1; expected one row for each"):
        load_scenario(str(folder), cache=cache)


@pytest.mark.parametrize("kind", ["t.jsonl", "t.csv", "t.parquet"])
@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"id": "1"}, "row 4: has the id '1' of row 1; expected one row for each"),  # row 1 has no id, and is called 1
        ({"id": "x"}, "row 4: has the id 'x' of row 3; expected one row for each"),
        ({"question": "Which\0colour?"}, "row 4: the question holds U+0000, at which programs end a text"),
        ({"question": "\u2800\u200b"}, "row 4: nothing can be seen of the question (U+2800, U+200B); expected a text"),
        ({"options": ["\u202eder", "blue"]}, "row 4: option 1 holds U+202E, which turns the order of what is seen"),
        ({"options": ["red", "\u3164", "blue"]}, "row 4: nothing can be seen of option 2 (U+3164); expected a text"),
        ({"options": ["red", "blue", "red\u200b"]}, "row 4: options 1 and 3 look the same ('red\\u200b')"),
        ({"image": ["a.png", ""]}, "row 4: picture 2 of 2 is empty; name it, or remove it"),
        ({"image": ["a.png", "", "sub/b.png"]}, "row 4: picture 2 of 3 is empty; name it, or remove it"),
    ],
)
def test_what_is_there_and_is_not_seen(write: Write, cache: Path, kind: str, row: dict[str, Any], says: str) -> None:
    plain = ROWS[0] | {"answer": "blue"}
    others = [plain | {"id": ""}, plain | {"id": "y", "question": "Two?"}, plain | {"id": "x", "question": "Three?"}]
    folder = write(kind, [*others, plain | {"id": "z", "question": "Four?"} | row])
    with pytest.raises(InputError) as caught:
        load_scenario(str(folder), cache=cache)
    assert f"{kind}: {says}" in str(caught.value)
    assert str(caught.value).isprintable()


def test_what_languages_write_without_showing_it_is_kept(write: Write, cache: Path) -> None:
    options = ["می\u200cخواهم", "\u05d0\u200f", "👩\u200d🔬"]
    folder = write("t.jsonl", [ROWS[0] | {"options": options, "answer": "A"}])
    assert load_scenario(str(folder), cache=cache).items[0].options == tuple(options)


def test_a_mapping_that_names_nothing(write: Write, cache: Path) -> None:
    folder = write("t.jsonl", ROWS)
    with pytest.raises(InputError, match="unknown column 'frage'"):
        load_scenario(f"{folder}?frage=question", cache=cache)
    with pytest.raises(InputError, match=r"unknown columns 'frage', 'bild'\. Known: answer, dimension"):
        load_scenario(f"{folder}?frage=question&bild=image", cache=cache)
    with pytest.raises(InputError, match=r"columns 'frage', 'bild' are not there; found image, question"):
        load_scenario(f"{folder}?question=frage&image=bild", cache=cache)
    with pytest.raises(InputError, match=r"column 'frage' is not there; found image, question, options, answer, task"):
        load_scenario(f"{folder}?question=frage", cache=cache)


def test_a_picture_in_its_cell_that_claims_too_many_pixels(write: Write, cache: Path) -> None:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", 12_000, 12_000, 8, 2, 0, 0, 0)
    content = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", bytes(8)) + chunk(b"IEND", b"")
    cell = base64.b64encode(content).decode()
    with pytest.raises(InputError, match=r"t\.jsonl: row 1: the picture in its cell .*12000 x 12000"):
        load_scenario(str(write("t.jsonl", [ROWS[0] | {"image": cell}])), cache=cache)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("photos\\a.JPG", "such as 'photos/a.JPG'"),
        ("{folder}/photos/a.JPG", "such as 'photos/a.JPG'"),
        ("photos/A.jpg", "did you mean photos/a.JPG?"),
        ("https://example.org/a.jpg", "download it into "),
        ("../a.jpg", "such as 'images/1.png'"),
        ("C:\\photos\\a.JPG", "such as 'images/1.png'"),
        ("nothing.png", "is not there; expected it in "),
    ],
)
def test_a_picture_named_otherwise_is_hinted_at(tmp_path: Path, name: str, hint: str) -> None:
    folder = tmp_path / "ours"
    (folder / "photos").mkdir(parents=True)
    Image.new("RGB", (8, 8)).save(folder / "photos" / "a.JPG")
    row = {"image": name.format(folder=folder), "question": "Which?", "options": ["x", "y"], "answer": "A"}
    (folder / "t.json").write_text(json.dumps([row]))
    with pytest.raises(InputError) as caught:
        load_scenario(str(folder))
    assert hint in str(caught.value)


def test_a_phones_heic_is_told_by_name(tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    folder.mkdir()
    (folder / "a.HEIC").write_bytes(b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic" + b"\0" * 64)
    row = {"image": "a.HEIC", "question": "Which?", "options": ["x", "y"], "answer": "A"}
    (folder / "t.json").write_text(json.dumps([row]))
    with pytest.raises(InputError, match="is a HEIC file, as phones make them, which is not read; save it as JPEG"):
        load_scenario(str(folder))


def test_a_path_is_a_folder_whatever_sets_are_called(
    folder: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("questions.jsonl", [{"image": "a.png", "question": "Q?", "options": ["x", "y"], "answer": "x"}])
    monkeypatch.chdir(folder.rename(folder.with_name("pope")).parent)
    assert [item.question for item in load_scenario(Path("pope")).items] == ["Q?"]

"""Tables as people have them: what separates, encodes and fills them."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ch3ef.errors import InputError
from ch3ef.tables import cell_text, read_delimited, read_table

TEXT = 'name,said\nann,"Olá, you\nthere"\nbob,\n'
ROWS = [{"name": "ann", "said": "Olá, you\nthere"}, {"name": "bob", "said": ""}]


def rows(path: Path) -> list[dict[str, Any]]:
    return [dict(row) for _, row in read_table(path).rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_separates_and_encodes_a_text(tmp_path: Path, delimiter: str, encoding: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        TEXT.replace("name,", f"name{delimiter}").replace("ann,", f"ann{delimiter}").replace("bob,", f"bob{delimiter}"),
        encoding,
        newline="\r\n",
    )
    assert [{**row, "said": row["said"].replace("\r\n", "\n")} for row in rows(path)] == ROWS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize(("told", "delimiter"), [("sep=;", ";"), ("SEP=,", ","), ("sep=\t", "\t"), ('"sep=|"', "|")])
def test_a_first_line_for_excel_names_what_separates(tmp_path: Path, told: str, delimiter: str, encoding: str) -> None:
    path, name = tmp_path / "t.csv", "one;two,three,four\tfive".replace(delimiter, " ")
    path.write_text(f"{told}\r\n{name}{delimiter}b\r\n1{delimiter}2\r\n", encoding, newline="")
    assert list(read_delimited(path).rows) == [("t.csv: line 3", {name: "1", "b": "2"})]


def test_a_delimiter_within_quotation_marks_separates_nothing(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('"one; or; two",b\n1,2\n')
    assert rows(path) == [{"one; or; two": "1", "b": "2"}]


def test_every_kind_holds_the_same(tmp_path: Path) -> None:
    for name, text in (
        ("t.csv", "a,b\nx,y\n"),
        ("t.tsv", "a\tb\nx\ty\n"),
        ("t.jsonl", '{"a": "x", "b": "y"}\n'),
        ("t.json", ' [{"a": "x", "b": "y"}]'),
        ("lines.json", '{"a": "x", "b": "y"}\n'),
    ):
        (tmp_path / name).write_text(text)
    pq.write_table(pa.table({"a": ["x"], "b": ["y"]}), tmp_path / "t.parquet")
    for path in tmp_path.iterdir():
        assert (read_table(path).columns, rows(path)) == (("a", "b"), [{"a": "x", "b": "y"}]), path.name


def test_a_cell_longer_than_the_csv_module_takes(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f"a,b\n{'x' * 200_000},y\n")
    assert [len(row["a"]) for row in rows(path)] == [200_000]


def test_lines_are_named_where_they_begin_and_empty_ones_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('\na,b\n"1\n2",3\n,\n\n4,5,\n')
    assert [where for where, _ in read_delimited(path).rows] == ["t.csv: line 3", "t.csv: line 7"]


def test_columns_without_a_name_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(",a,,b\n0,x,,y\n")
    assert rows(path) == [{"a": "x", "b": "y"}]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("t.csv", b"a,b,a\n1,2,3\n", "t.csv: column 'a' is there 2 times; expected once"),
        ("t.csv", b"a,b\n1,Qu\xe9\n", "t.csv: line 2: byte 0xe9 is not UTF-8; save it as UTF-8 (in Excel: CSV UTF-8)"),
        ("t.csv", "a,b\n1,2\n".encode("utf-16-le"), "t.csv: its first line holds NUL characters, as UTF-16 without"),
        ("t.csv", b"\xff\xfea", "t.csv: is not UTF-16"),
        ("t.csv", b"a,b\n1,2\n1,2,3\n", "t.csv: line 3: has more cells than the first line (3, 2)"),
        (
            "t.csv",
            b'a,b\n1,2\n"1,2\n',
            "t.csv: line 3: what follows cannot be read as a table (unexpected end of data)",
        ),
        ("t.csv", b"PK\x03\x04 and more", "is a spreadsheet; save it as CSV (UTF-8)"),
        ("t.xlsx", b"", "t.xlsx: is a spreadsheet; save it as CSV (UTF-8)"),
        ("t.json", b'{"a": 1}\n[1]', "t.json: line 2: is [1]; expected a JSON object, one a line, or a list of them"),
        ("t.jsonl", b'{"a": 1, "b": 2, "a": 3}', "t.jsonl: line 1: 'a' is there several times; expected once"),
        ("t.json", b'[{"a": 1, "a": 3}]', "t.json: 'a' is there several times; expected once"),
        ("t.json", b"[1]", "t.json: row 1: is 1; expected a JSON object"),
    ],
)
def test_a_table_that_cannot_be_read(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as caught:
        rows(tmp_path / name)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_parquet_file_with_two_columns_of_one_name(tmp_path: Path) -> None:
    table = pa.Table.from_arrays([pa.array(["x"]), pa.array(["y"])], names=["a", "a"])
    pq.write_table(table, tmp_path / "t.parquet")
    with pytest.raises(InputError, match="column 'a' is there 2 times"):
        read_table(tmp_path / "t.parquet")


@pytest.mark.parametrize(
    ("cell", "text"),
    [(None, ""), (float("nan"), ""), ("  ", ""), (2.0, "2"), (-3.0, "-3"), (2.5, "2.5"), (1e300, "1e+300"), (True, "True"),
     ("2.0", "2.0"), ("None", "None"), (datetime.date(2024, 5, 1), "2024-05-01")],
)  # fmt: skip
def test_what_a_cell_says(cell: object, text: str) -> None:
    assert cell_text(cell, "row 1") == text


@pytest.mark.parametrize("cell", [["a"], {"text": "a"}, b"a"])
def test_a_cell_that_says_no_single_text(cell: object) -> None:
    with pytest.raises(InputError, match=r"row 1: column 'a' is .*; expected a text or a number"):
        cell_text(cell, "row 1: column 'a'")

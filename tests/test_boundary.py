"""What hostile and damaged files do: nothing waits, nothing fills the memory, and each is refused in one line."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ch3ef import files, parquet_files, yaml_files
from ch3ef.errors import InputError
from ch3ef.files import MAX_DEPTH, named_path, read_bytes, read_json, read_json_lines, read_lines, read_text
from ch3ef.parquet_files import open_parquet, parquet_records
from ch3ef.results import read_rows
from ch3ef.tables import read_table
from ch3ef.yaml_files import read_yaml

NESTED = "[" * 100_000 + "]" * 100_000


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(InputError) as caught:
        call()
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 1000
    return str(caught.value)


# --- what is no plain file ------------------------------------------------------------------------------------


def _socket(path: Path) -> None:
    # A socket's name holds 107 bytes, which a temporary folder may pass.
    folder = os.open(path.parent, os.O_RDONLY)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(f"/proc/self/fd/{folder}/{path.name}")
    os.close(folder)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (os.mkfifo, "is a pipe; expected a plain file"),
        (_socket, "is a socket; expected a plain file"),
        (Path.mkdir, "is a folder; expected a plain file"),
        (lambda path: path.symlink_to("/dev/zero"), "is a device; expected a plain file"),
        (lambda path: path.symlink_to(path.name), "cannot be read (Too many levels of symbolic links)"),
        (lambda path: None, "cannot be read (No such file or directory)"),
    ],
)
@pytest.mark.parametrize(
    "read",
    [
        read_text,
        read_json,
        read_yaml,
        lambda path: list(read_lines(path)),
        lambda path: list(parquet_records(path)),
        lambda path: list(read_table(path).rows),
    ],
)
def test_what_is_no_plain_file_is_never_opened(
    tmp_path: Path, make: Callable[[Path], object], says: str, read: Callable[[Path], object]
) -> None:
    path = tmp_path / "q.csv"
    make(path)
    assert refusal(lambda: read(path)) == f"{path}: {says}"


@pytest.mark.parametrize("name", ["a\0b", "n" * 300, "n/" * 3000, "~no-such-user/x", "\ud800"])
def test_a_name_that_no_file_can_have(name: str) -> None:
    assert ": no file can be called so" in refusal(lambda: named_path(name))
    with pytest.raises(InputError, match="cannot be read"):
        read_bytes(Path(name))


# --- sizes ----------------------------------------------------------------------------------------------------


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "large.json"
    with path.open("wb") as file:
        file.truncate(3 * 2**30)  # a hole: it takes no room
    assert refusal(lambda: read_json(path)) == f"{path}: has 3 GiB; expected 128 MiB or less: split it"
    assert refusal(lambda: list(read_lines(path))) == f"{path}: has 3 GiB; expected 1 GiB or less: split it"
    assert refusal(lambda: read_yaml(path)) == f"{path}: has 3 GiB; expected 256 KiB or less: split it"


def test_a_line_that_is_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_LINE", 100)
    path = tmp_path / "q.jsonl"
    path.write_text('{"a": 1}\n' + "x" * 101)
    assert refusal(lambda: list(read_json_lines(path))) == (
        "q.jsonl: line 2: is longer than 100 bytes; expected one record a line"
    )


def test_lines_end_as_they_do_on_any_machine(tmp_path: Path) -> None:
    path = tmp_path / "q.txt"
    path.write_bytes("\ufeffa\r\nb\rc\n\nd".encode())
    assert list(read_lines(path)) == [
        (f"q.txt: line {n}", text) for n, text in ((1, "a"), (2, "b"), (3, "c"), (5, "d"))
    ]


# --- JSON -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (NESTED, "has more than 100 lists or objects within each other"),
        ('{"a":' * 101 + "1" + "}" * 101, "has more than 100 lists or objects within each other"),
        ('{"a": ' + "9" * 5000 + "}", "holds a whole number of too many digits"),
        ('{"a": [{"b": "x \\ud800"}]}', "`a[0].b` holds '\\ud800', half a character"),
        ('{"a": "\\ude00\\ud83d"}', "`a` holds '\\ude00', half a character"),
        ('{"a": "\\\\ud83d\\ude00"}', "`a` holds '\\ude00', half a character"),
        ('{"\\udfff": 1}', "`a name` holds '\\udfff', half a character"),
    ],
)
def test_json_that_python_or_files_cannot_hold(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text('{"first": 1}\n' + text)
    assert refusal(lambda: list(read_json_lines(path))).startswith(f"q.jsonl: line 2: {says}")
    path.write_text(text)
    assert refusal(lambda: read_json(path)).startswith(f"q.jsonl: {says}")


def test_depth_is_of_brackets_not_of_texts(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    deepest = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    for content in (deepest, json.dumps(["[" * 500, '"[' * 500, "\\" * 501]), json.dumps([[]] * 500)):
        path.write_text(content)
        assert read_json(path) == json.loads(content)
    # Brackets that close within texts hide none that open outside.
    path.write_text('["]]]]",' * (MAX_DEPTH + 1) + "1" + "]" * (MAX_DEPTH + 1))
    assert "within each other" in refusal(lambda: read_json(path))


def test_whole_characters_may_be_escaped_in_halves(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('["\\ud83d\\ude00", "\\\\ud800"]')
    assert read_json(path) == ["\U0001f600", "\\ud800"]


# --- YAML -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: &x [1]\nb: *x", "an alias (*name) is not read here; write the value out"),
        ("a: " + NESTED, "more than 20 lists or objects within each other is not read here"),
        ("a: !!bool abc", "'abc' is no bool"),
        ("a: !!timestamp x", "'x' is no timestamp"),
        ("a: 2001-99-99", "'2001-99-99' is no timestamp"),
        ("a: !!int x", "'x' is no int"),
        ("a: !!float x", "'x' is no float"),
        ("a: " + "9" * 5000, "is no int"),
        ("a: !!python/object:os.system x", "could not determine a constructor"),
        ('a: "\\ud800"', "`a` holds '\\ud800', half a character"),
        ("a: [", "is not YAML"),
        ("a: \x01", "is not YAML"),
    ],
)
def test_hostile_yaml(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(text)
    message = refusal(lambda: read_yaml(path))
    assert message.startswith(f"{path}: ")
    assert says in message


def test_plain_yaml(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text("a: [1, true, x, null]\nb: {c: 2.5}\nd: 2001-12-14\n")
    assert read_yaml(path) == {"a": [1, True, "x", None], "b": {"c": 2.5}, "d": date(2001, 12, 14)}
    assert yaml_files.MAX_YAML == 2**18


# --- Parquet --------------------------------------------------------------------------------------------------


def _written(path: Path, **columns: Any) -> Path:
    pq.write_table(pa.table(columns), path)
    return path


@pytest.mark.parametrize(
    "values",
    [
        pa.array([0, 2**30], pa.date32()),
        pa.array([0, 2**62], pa.timestamp("us")),
        pa.array([0, -(2**62)], pa.timestamp("ms", "UTC")),
    ],
)
def test_a_value_beyond_the_calendar(tmp_path: Path, values: Any) -> None:
    path = _written(tmp_path / "q.parquet", a=["x", "y"], when=values)
    assert refusal(lambda: list(parquet_records(path))).startswith(
        f"q.parquet: row 2: column 'when' holds a {values.type} that cannot be read ("
    )


def test_texts_that_are_not_utf_8(tmp_path: Path) -> None:
    ends = pa.array([0, 2], pa.int32()).buffers()[1]
    broken = pa.Array.from_buffers(pa.utf8(), 1, [None, ends, pa.py_buffer(b"\xff\xfe")])
    path = _written(tmp_path / "q.parquet", a=broken)
    assert refusal(lambda: list(parquet_records(path))).startswith("q.parquet: row 1: column 'a' holds a ")


def _repeated(count: int, text: str) -> Any:
    return pa.DictionaryArray.from_arrays(pa.array([0] * count, pa.int32()), [text])


def test_a_small_file_that_stands_for_very_much(tmp_path: Path) -> None:
    """300 GB of texts in 30 kB."""
    path = _written(tmp_path / "q.parquet", a=_repeated(300_000, "why " * 250_000))
    assert path.stat().st_size < 2**20
    before = pa.total_allocated_bytes()
    assert refusal(lambda: list(map(len, parquet_records(path)))).endswith("expected 1 GiB at most: split it")
    assert pa.total_allocated_bytes() - before < 2**26


@pytest.mark.parametrize("nest", ["list", "struct"])
def test_much_within_lists_and_structs(tmp_path: Path, nest: str) -> None:
    texts = _repeated(4000, "why " * 25_000)
    if nest == "list":
        column = pa.ListArray.from_arrays(pa.array([0, 4000], pa.int32()), texts)
    else:
        column = pa.StructArray.from_arrays([texts], ["a"])
    path = _written(tmp_path / "q.parquet", a=column)
    assert "q.parquet: row " in refusal(lambda: list(map(len, parquet_records(path, most_texts=2**28))))


def test_rows_are_in_memory_in_portions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet_files, "MAX_ROW", 1000)
    rows = [{"a": "x" * 400, "b": [n]} for n in range(9)]
    path = tmp_path / "q.parquet"
    pq.write_table(pa.Table.from_pylist(rows), path)
    assert list(parquet_records(path)) == rows
    pq.write_table(pa.Table.from_pylist([*rows, {"a": "x" * 2000, "b": [9]}]), path)
    assert refusal(lambda: list(parquet_records(path))).startswith("q.parquet: row 10: ")


@pytest.mark.parametrize(("name", "most"), [("MAX_ROWS", 4), ("MAX_GROUP", 10), ("MAX_BYTES", 10), ("MAX_PIECES", 1)])
def test_what_a_file_claims_is_checked_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, most: int
) -> None:
    path = _written(tmp_path / "q.parquet", a=["x"] * 5, b=["y"] * 5)
    monkeypatch.setattr(parquet_files, name, most)
    assert refusal(lambda: open_parquet(path).__enter__()).endswith("split it")


def test_every_kind_of_column_keeps_its_values(tmp_path: Path) -> None:
    columns = {
        "text": pa.array(["a", None, "a"]),
        "large": pa.array(["a", "b", None], pa.large_string()),
        "bytes": pa.array([b"\xff", None, b""]),
        "listed": pa.array([["a", "a"], [], None]),
        "struct": pa.array([{"bytes": b"x", "path": None}, None, {"bytes": None, "path": "p"}]),
        "number": pa.array([1, None, 3]),
        "mapped": pa.array([[("k", "v")], [], None], pa.map_(pa.string(), pa.string())),
        "view": pa.array(["a", None, "b"], pa.string_view()),
        "coded": pa.array(["a", "b", "a"]).dictionary_encode(),
        "day": pa.array([1, None, 2], pa.date32()),
    }
    table = pa.table(columns)
    pq.write_table(table, tmp_path / "q.parquet", row_group_size=2)
    assert list(parquet_records(tmp_path / "q.parquet", at_once=2)) == table.to_pylist()


def test_results_of_other_types_or_with_holes(tmp_path: Path) -> None:
    from ch3ef.analysis.arrow import read_table as read_results
    from ch3ef.results import RESULTS_FILE, schema

    names = schema().names
    path = tmp_path / RESULTS_FILE
    holes = pa.table({name: pa.nulls(2, schema().field(name).type) for name in names})
    pq.write_table(holes.replace_schema_metadata(schema().metadata), path)
    assert "`run_id` is empty" in refusal(lambda: read_rows(path))
    assert " has empty rows; expected a table that `ch3ef run` wrote" in refusal(lambda: read_results([path]))
    texts = pa.table({name: ["x"] for name in names})
    pq.write_table(texts.replace_schema_metadata(schema().metadata), path)
    for read in (lambda: read_rows(path), lambda: read_results([path])):
        assert "holds " in refusal(read)

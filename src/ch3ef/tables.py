"""Tables as people have them: CSV, TSV, JSON, JSON lines and Parquet -> rows, and what a cell of one says."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import isnan
from pathlib import Path
from typing import Any

from ch3ef.errors import InputError, short
from ch3ef.files import beginning_of, open_text, read_json, read_json_lines, read_text
from ch3ef.parquet_files import open_parquet, parquet_records

KINDS = (".csv", ".tsv", ".jsonl", ".ndjson", ".parquet", ".json")
"""Endings of the names of tables that are read."""

SPREADSHEETS = (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".numbers")
"""Endings of those that are not."""

MAX_CELL = 2**28
"""Characters: a picture in base64 is far longer than the 131072 that the csv module takes by default."""

_DELIMITERS = ",;\t"
_TOLD = re.compile(r'"?sep=([^\w\s"]|\t)"?[;,]*\s*', re.IGNORECASE)
"""A first line by which a spreadsheet is told what separates cells."""
_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""First bytes of spreadsheets: of a zip, and of Office's older files."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rows:
    """What a table holds.

    Attributes:
        columns: The names of its columns, in order.
        rows: (file and line or row, to begin an error with; column -> cell). A row may lack some of its last cells;
            the cells of delimited text are texts.
    """

    columns: tuple[str, ...]
    rows: Iterable[tuple[str, Row]]


def read_table(path: Path, place: str = "", advice: str = "expected a JSON object") -> Rows:
    """The rows of a table of any kind, by the ending of its name; of no known one: as delimited text.

    A .json file holds a list of objects, or one object a line as JSON lines do.

    Args:
        path: The file.
        place: What errors about its content begin with; by default its name.
        advice: What is expected of an entry of JSON.

    Raises:
        InputError: It cannot be read, is a spreadsheet, or two of its columns have one name.
    """
    kind, place = path.suffix.lower(), place or path.name
    if kind == ".json" and read_text(path, place).lstrip().startswith("["):
        return _with_columns(_entries(path, place, advice))
    if kind in (".jsonl", ".ndjson", ".json"):
        advice += ", one a line, or a list of them" if kind == ".json" else ""
        return _with_columns(list(read_json_lines(path, place, advice, once=True)))
    if kind == ".parquet":
        with open_parquet(path) as file:
            columns = _distinct(file.schema_arrow.names, place)
        rows = ((f"{place}: row {number}", row) for number, row in enumerate(parquet_records(path), start=1))
        return Rows(columns, rows)
    return read_delimited(path, place)


def read_delimited(path: Path, place: str = "") -> Rows:
    """The rows of a text with commas, semicolons or tabs between its cells: what its first line has most of.

    A line `sep=;` in front, which Excel knows, names another one.

    Args:
        path: A file in UTF-8, or in UTF-16 with its mark.
        place: As in `read_table`.

    Returns:
        Columns without a name, and lines without a text, are left out.

    Raises:
        InputError: It cannot be read, two columns have one name, or (while rows are taken) a line has more cells than
            the first, or a quotation mark that is not closed.
    """
    place = place or path.name
    if path.suffix.lower() in SPREADSHEETS or beginning_of(path).startswith(_PACKED):
        raise InputError(f"{path}: is a spreadsheet; save it as CSV (UTF-8), and give that")
    lines = _lines(path, place)
    _, header = next(lines, (0, []))
    names = [name.strip() for name in header]
    if any("\0" in name for name in names):
        raise InputError(f"{place}: its first line holds NUL characters, as UTF-16 without its mark; save it as UTF-8")
    columns = _distinct(filter(None, names), place)
    return Rows(columns, _named(names, lines, place))


def cell_text(value: object, where: str) -> str:
    """What a cell says; nothing for an empty one: null, NaN, blanks.

    A column of whole numbers becomes one of floats where a cell of it is empty, so a float that is whole is a whole
    number again.

    Args:
        value: The cell.
        where: What errors begin with.

    Raises:
        InputError: It holds no single text or number.

    Example:
        >>> [cell_text(value, "row 1") for value in (" a ", 2.0, 2.5, None, float("nan"))]
        ['a', '2', '2.5', '', '']
    """
    if is_empty(value):
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    if isinstance(value, str | int | float | Decimal | date):
        return str(value).strip()
    raise InputError(f"{where} is {short(value)}; expected a text or a number")


def is_empty(value: object) -> bool:
    """Whether a cell holds nothing: null, NaN, blanks."""
    return (
        value is None or (isinstance(value, str) and not value.strip()) or (isinstance(value, float) and isnan(value))
    )


def _with_columns(rows: Sequence[tuple[str, Row]]) -> Rows:
    """Rows that need not all have the same columns."""
    return Rows(tuple(dict.fromkeys(name for _, row in rows for name in row)), rows)


def _entries(path: Path, place: str, advice: str) -> list[tuple[str, Row]]:
    content = read_json(path, place, once=True)
    rows = [(f"{place}: row {number}", row) for number, row in enumerate(content, start=1)]
    for where, row in rows:
        if not isinstance(row, dict):
            raise InputError(f"{where}: is {short(row)}; {advice}")
    return rows


def _distinct(names: Iterable[str], place: str) -> tuple[str, ...]:
    """The names of columns, each there once."""
    counted = Counter(names)
    for name, times in counted.items():
        if times > 1:
            raise InputError(f"{place}: column {name!r} is there {times} times; expected once: rename or remove one")
    return tuple(counted)


def _lines(path: Path, place: str) -> Iterator[tuple[int, list[str]]]:
    """(number of the line it begins in, cells) of each line that holds any."""
    csv.field_size_limit(MAX_CELL)
    start = 1
    try:
        with open_text(path) as file:
            first = next((line for line in file if line.strip()), "")
            file.seek(0)
            told = _TOLD.fullmatch(first)
            reader = csv.reader(file, delimiter=told[1] if told else _delimiter(first), strict=True)
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    if not told:
                        yield start, cells
                    told = None
                start = reader.line_num + 1
    except UnicodeDecodeError as error:
        raise InputError(f"{place}: {_undecodable(path, error)}; save it as UTF-8 (in Excel: CSV UTF-8)") from error
    except csv.Error as error:
        raise InputError(
            f"{place}: line {start}: what follows cannot be read as a table ({error}); expected a quotation mark "
            "closed where it is opened, and doubled within a text"
        ) from error


def _delimiter(line: str) -> str:
    """What stands between the names of a first line."""
    bare = re.sub(r'"[^"]*"', "", line)
    return max(_DELIMITERS, key=bare.count)


def _undecodable(path: Path, error: UnicodeDecodeError) -> str:
    """Which byte is not of the encoding; the decoder itself knows only its place in what it was given last."""
    if error.encoding == "utf-8":
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                try:
                    line.decode()
                except UnicodeDecodeError as found:
                    return f"line {number}: byte 0x{line[found.start]:02x} is not UTF-8"
    return f"is not {error.encoding.upper()} ({error.reason})"


def _named(names: Sequence[str], lines: Iterable[tuple[int, list[str]]], place: str) -> Iterator[tuple[str, Row]]:
    for number, cells in lines:
        where = f"{place}: line {number}"
        if any(cell.strip() for cell in cells[len(names) :]):
            raise InputError(
                f"{where}: has more cells than the first line ({len(cells)}, {len(names)}); put texts that hold a "
                "comma, semicolon or tab between quotation marks"
            )
        yield where, {name: cell for name, cell in zip(names, cells, strict=False) if name}

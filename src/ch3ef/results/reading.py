"""A file of the table -> rows, one after the other or all, and what can be said of it without them."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ch3ef.errors import InputError
from ch3ef.parquet_files import open_parquet, parquet_columns, parquet_records
from ch3ef.results.row import ResultRow, rows_of_columns
from ch3ef.results.rules import validate
from ch3ef.results.schema import columns_of, schema
from ch3ef.secrets import without_keys

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

RESULTS_FILE = "results.parquet"
MAX_TEXTS = 2**34
"""Bytes of all texts of a results table that is read into rows."""
_AT_ONCE = 1 << 12
"""Rows that are read together."""


def read_rows(path: Path, kept: npt.NDArray[np.bool_] | None = None) -> list[ResultRow]:
    """Read and validate a results table, or some rows of it: no other becomes an object.

    Args:
        path: A `results.parquet`, or a folder that holds one.
        kept: Which of its rows, shape (n,); all by default.

    Returns:
        The rows in the file's order.

    Raises:
        InputError: No such file, not a results table, another version of the schema, or an invalid row.
    """
    file = _table_at(path)
    numbers = None if kept is None else (kept.nonzero()[0] + 1).tolist()
    with _uncollected():
        rows = named_without_secrets([row for part in _parts(file, kept, numbers) for row in part])
        validate(rows, str(file), numbers)
    return rows


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for garbage in cycles: rows are in none, and of many each look takes as long as reading them."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def each_row(path: Path) -> Iterator[ResultRow]:
    """`read_rows` one after the other: few are in memory at once, and each is checked on its own.

    Args:
        path: A `results.parquet`, or a folder that holds one.

    Raises:
        InputError: As `read_rows`, but for rows that are there twice.
    """
    file = _table_at(path)
    begun = 1
    for part in _parts(file, None, None):
        rows = named_without_secrets(part)
        validate(rows, str(file), range(begun, begun + len(rows)))
        begun += len(rows)
        yield from rows


def each_record(path: Path, columns: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Some columns of a results table, row after row and unchecked.

    Args:
        path: A `results.parquet`, or a folder that holds one.
        columns: Which.

    Raises:
        InputError: No such file, or it cannot be read.
    """
    file = _table_at(path)
    with open_parquet(file) as table:
        columns = columns_of(table.schema_arrow, columns, file)
    return parquet_records(file, _AT_ONCE, columns, MAX_TEXTS)


def _table_at(path: Path) -> Path:
    file = path / RESULTS_FILE if path.is_dir() else path
    if not file.is_file():
        raise InputError(f"{file}: no such file; expected the {RESULTS_FILE} of a finished `ch3ef run --out DIR`")
    return file


def _parts(file: Path, kept: npt.NDArray[np.bool_] | None, numbers: Sequence[int] | None) -> Iterator[list[ResultRow]]:
    """Rows as they stand in a file, some at a time; `numbers`: of each there, where they are not all of them."""
    with open_parquet(file) as table:
        columns = columns_of(table.schema_arrow, schema().names, file)
    required = [field.name for field in schema() if not field.nullable]
    begun = 0
    for part in parquet_columns(file, _AT_ONCE, columns, MAX_TEXTS, kept):
        if empty := [(part[name].index(None), name) for name in required if None in part[name]]:
            place, name = min(empty, key=itemgetter(0))
            number = begun + place + 1 if numbers is None else numbers[begun + place]
            raise InputError(f"{file}: row {number}: `{name}` is empty; expected a table that `ch3ef run` wrote")
        rows = rows_of_columns(part)
        begun += len(rows)
        yield rows


def named_without_secrets(rows: Sequence[ResultRow]) -> list[ResultRow]:
    """Rows whose models' names hold no keys: versions before this one took a model's arguments into its name.

    Args:
        rows: As they were read.
    """
    names = {name: without_keys(name) for name in {row.model for row in rows}}
    return [row if names[row.model] == row.model else replace(row, model=names[row.model]) for row in rows]


def count_rows(file: Path) -> int:
    """How many rows a results table has.

    Raises:
        InputError: The file cannot be read, or is not a Parquet file.
    """
    with open_parquet(file) as table:
        return int(table.metadata.num_rows)


def unpacked_bytes(file: Path) -> int:
    """Bytes that a results table says its rows take, texts that repeat counted once.

    Raises:
        InputError: As `count_rows`.
    """
    with open_parquet(file) as table:
        return sum(table.metadata.row_group(group).total_byte_size for group in range(table.metadata.num_row_groups))


def run_ids(file: Path) -> list[str]:
    """The runs that the rows of a results table are of, in order of first appearance.

    Raises:
        InputError: It cannot be read, or is another table.
    """
    found: dict[str, None] = {}
    with open_parquet(file) as table:
        columns_of(table.schema_arrow, ["run_id"], file)
        for batch in table.iter_batches(columns=["run_id"], use_threads=False):
            found.update(dict.fromkeys(map(str, batch.column(0).unique().to_pylist())))
    return list(found)


def check_table(file: Path) -> None:
    """Check that a file is a results table.

    Raises:
        InputError: It cannot be read, or is another table.
    """
    with open_parquet(file) as table:
        columns_of(table.schema_arrow, schema().names, file)

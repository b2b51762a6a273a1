"""Parquet files: what they claim is checked before anything is read, and no more is in memory than a stated size.

A small file can stand for very much: a text that is there once and named by a million rows. Texts are therefore read as
dictionaries, each once, and counted before they are written out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ch3ef.errors import InputError, short
from ch3ef.files import in_bytes, open_plain

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa
    import pyarrow.parquet as pq

MAX_BYTES = 2**36
"""Bytes of the largest file, and of what it says that its columns take unpacked."""
MAX_GROUP = 2**33
"""Bytes that a row group takes, unpacked."""
MAX_ROWS = 10**8
MAX_ROW = 2**28
"""Bytes of one row, and of the rows that are in memory together."""
MAX_TEXTS = 2**28
"""Bytes of all texts of a file of records; pictures inside it do not count, for they are not kept in memory."""
MAX_PIECES = 10**6
"""Columns times row groups."""


@contextmanager
def open_parquet(path: Path, known: pq.FileMetaData | None = None) -> Iterator[pq.ParquetFile]:
    """A Parquet file to read from; what goes wrong while it is open becomes one line.

    `pyarrow.parquet.read_table` would import pandas where that is installed, which takes half a second.

    Args:
        path: The file. Its columns of texts are read as dictionaries: each text once, and numbers that point to it.
        known: What it says of itself, where that was read and checked before.

    Raises:
        InputError: It cannot be read, is not a Parquet file, or claims to hold more than is read.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    with open_plain(path, MAX_BYTES) as plain:
        try:
            if known is None:
                with pq.ParquetFile(plain) as found:
                    known = found.metadata
                _check_sizes(path, known)
            with pq.ParquetFile(plain, metadata=known, read_dictionary=_texts(known.schema)) as file:
                yield file
        except (OSError, pa.ArrowException, UnicodeDecodeError) as error:
            reason = (str(error).splitlines() or [type(error).__name__])[0][:200]
            raise InputError(f"{path}: is not a readable Parquet file ({reason})") from error


def _check_sizes(path: Path, found: pq.FileMetaData) -> None:
    """Refuse a file by what it claims, before anything of it is unpacked."""
    groups, columns = found.num_row_groups, found.num_columns
    if found.num_rows > MAX_ROWS or groups * columns > MAX_PIECES:
        raise InputError(
            f"{path}: claims {found.num_rows} rows of {columns} columns in {groups} groups; expected {MAX_ROWS} rows "
            f"and {MAX_PIECES} pieces at most: split it"
        )
    total = 0
    for group in range(groups):
        # Not by column: asking for the facts of a damaged column ends the process, in pyarrow 26.
        size = found.row_group(group).total_byte_size
        total += size
        if size > MAX_GROUP or total > MAX_BYTES:
            raise InputError(
                f"{path}: claims {in_bytes(size)} in row group {group + 1}, {in_bytes(total)} so far; expected "
                f"{in_bytes(MAX_GROUP)} in a row group and {in_bytes(MAX_BYTES)} in all, at most: split it"
            )


def _texts(schema: pq.ParquetSchema) -> list[str]:
    """Columns of texts and bytes, those within lists and structs too."""
    columns = (schema.column(place) for place in range(len(schema)))
    return [
        column.path
        for column in columns
        if column.physical_type == "BYTE_ARRAY" and column.logical_type.type in ("STRING", "NONE", "JSON", "ENUM")
    ]


def parquet_records(
    path: Path, at_once: int = 64, columns: Sequence[str] | None = None, most_texts: int = MAX_TEXTS
) -> Iterator[dict[str, Any]]:
    """The rows of a Parquet file as dicts.

    Args:
        path: The file.
        at_once: Rows that are in memory together.
        columns: Those that are read; None for all.
        most_texts: Bytes of all texts together, at most.

    Raises:
        InputError: As `parquet_columns`.
    """
    for part in parquet_columns(path, at_once, columns, most_texts):
        names = list(part)
        yield from (dict(zip(names, values, strict=True)) for values in zip(*part.values(), strict=True))


def parquet_columns(
    path: Path,
    at_once: int = 64,
    columns: Sequence[str] | None = None,
    most_texts: int = MAX_TEXTS,
    kept: npt.NDArray[np.bool_] | None = None,
) -> Iterator[dict[str, list[Any]]]:
    """The rows of a Parquet file some at a time, as columns of Python's values.

    Args:
        path: The file.
        at_once: Rows that are in memory together.
        columns: Those that are read; None for all.
        most_texts: Bytes of all texts together, at most.
        kept: Which of the rows, shape (n,); all by default.

    Raises:
        InputError: It cannot be read, is not a Parquet file, holds more than is read, or a value that Python has none
            for, such as a date beyond the calendar.
    """
    number, texts, begun = 0, 0, 0
    with open_parquet(path) as file:
        for read in file.iter_batches(batch_size=at_once, columns=columns):
            batch, begun = _those_of(read, kept, begun), begun + read.num_rows
            for rows in _portions(batch):
                size, own_texts = _sizes(rows)
                texts += own_texts
                if size > MAX_ROW or texts > most_texts:
                    what, found, most = (
                        ("row", size, MAX_ROW) if size > MAX_ROW else ("texts so far", texts, most_texts)
                    )
                    raise InputError(
                        f"{path.name}: row {number + 1}: {what} of {in_bytes(found)}; expected {in_bytes(most)} at "
                        "most: split it"
                    )
                yield _columns(rows, path, number)
                number += rows.num_rows


def _those_of(batch: pa.RecordBatch, kept: npt.NDArray[np.bool_] | None, first: int) -> pa.RecordBatch:
    """The rows of a batch that are kept; its first one has that place among all."""
    if kept is None:
        return batch
    import pyarrow as pa

    return batch.filter(pa.array(kept[first : first + batch.num_rows]))


def _portions(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """The rows of a batch in portions of at most `MAX_ROW`, or one row."""
    if batch.num_rows <= 1 or _sizes(batch)[0] <= MAX_ROW:
        yield batch
        return
    half = batch.num_rows // 2
    yield from _portions(batch.slice(0, half))
    yield from _portions(batch.slice(half))


def _sizes(batch: pa.RecordBatch) -> tuple[int, int]:
    """Bytes that the values take once they are written out, and those of the texts among them."""
    sizes = [_size(column) for column in batch.columns]
    return sum(all_ for all_, _ in sizes), sum(texts for _, texts in sizes)


def _size(values: pa.Array) -> tuple[int, int]:
    import pyarrow as pa
    import pyarrow.compute as pc

    kind = values.type
    if isinstance(values, pa.DictionaryArray):
        lengths = pc.binary_length(values.dictionary).cast(pa.int64())
        size = pc.sum(lengths.take(values.indices)).as_py() or 0
        return size, 0 if pa.types.is_binary(kind.value_type) else size
    if pa.types.is_struct(kind):
        parts = [_size(part) for part in values.flatten()]
        return sum(size for size, _ in parts), sum(texts for _, texts in parts)
    if pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_fixed_size_list(kind):
        return _size(values.flatten())
    size = values.nbytes
    return size, size


def _columns(batch: pa.RecordBatch, path: Path, before: int) -> dict[str, list[Any]]:
    """The values of some rows; the last of columns that share a name."""
    try:
        return dict(zip(batch.schema.names, map(_values, batch.columns), strict=True))
    except _NO_VALUE as error:
        for row in range(batch.num_rows):
            for name, column in zip(batch.schema.names, batch.columns, strict=True):
                try:
                    column[row].as_py()
                except _NO_VALUE:
                    raise InputError(
                        f"{path.name}: row {before + row + 1}: column {short(name)} holds a {column.type} that "
                        f"cannot be read ({error}); write it as a text"
                    ) from error
        raise InputError(f"{path.name}: rows from {before + 1} on cannot be read ({error})") from error


_NO_VALUE = (ValueError, ArithmeticError, LookupError, NotImplementedError, ImportError, TypeError)
"""What pyarrow raises for values that Python has none for, such as dates beyond the calendar: no common root."""


def _values(column: pa.Array) -> list[Any]:
    """A column as Python has it; a text that many rows share is one object, so that rows take half the memory."""
    import pyarrow as pa

    if not isinstance(column, pa.DictionaryArray):
        return column.to_pylist()  # type: ignore[no-any-return]
    if len(column.dictionary) > len(column):
        return column.dictionary_decode().to_pylist()  # type: ignore[no-any-return]
    texts = column.dictionary.to_pylist()
    return [None if code is None else texts[code] for code in column.indices.to_pylist()]

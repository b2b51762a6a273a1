"""Rows -> a file of the table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ch3ef.files import write_whole
from ch3ef.results.row import ResultRow
from ch3ef.results.rules import validate
from ch3ef.results.schema import schema

if TYPE_CHECKING:
    import pyarrow as pa

ROW_GROUP = 2**17
"""Rows that are written, and can be read, together."""


def write_rows(rows: Sequence[ResultRow], path: Path) -> None:
    """Validate rows and write them as Parquet, whole or not at all.

    Args:
        rows: The rows, in the order in which they shall stand.
        path: The file; what stood there is replaced only once the new one is whole.

    Raises:
        InputError: A row is invalid, or the file cannot be written (full disk, no permission).
    """
    write_row_groups([rows], path)


def write_row_groups(groups: Iterable[Sequence[ResultRow]], path: Path) -> None:
    """`write_rows` for rows that come in groups, of which few are in memory at once.

    Args:
        groups: Rows, in the order in which they shall stand; it is for the caller that no two groups share one.
        path: The file, the same however the rows are grouped.

    Raises:
        InputError: As `write_rows`.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    def tables() -> Iterator[pa.Table]:
        waiting = to_table([])
        for rows in groups:
            validate(rows, str(path))
            waiting = pa.concat_tables([waiting, to_table(rows)])
            while len(waiting) > ROW_GROUP:
                yield waiting.slice(0, ROW_GROUP)
                waiting = waiting.slice(ROW_GROUP)
        yield waiting

    def write(temporary: Path) -> None:
        with pq.ParquetWriter(temporary, schema(), compression="zstd") as file:
            for table in tables():
                file.write_table(table.combine_chunks())

    write_whole(path, write)


def to_table(rows: Sequence[ResultRow]) -> pa.Table:
    """Rows as an Arrow table."""
    import pyarrow as pa

    columns = [pa.array([getattr(row, field.name) for row in rows], field.type) for field in schema()]
    return pa.Table.from_arrays(columns, schema=schema())

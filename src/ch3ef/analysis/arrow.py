"""Results tables, from files or rows, straight into columns: no row becomes an object on the way."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ch3ef.analysis.details import Details, Piece
from ch3ef.analysis.table import DETAILS, TEXTS, Codes, Column, Floats, Places, Table, flat, repeated
from ch3ef.errors import InputError
from ch3ef.parquet_files import open_parquet
from ch3ef.results import ADDED, MOST_RUNGS, RESULTS_FILE, Outcome, ResultRow, columns_of, schema, to_table
from ch3ef.secrets import without_keys

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

_NUMBERS = ("seed", "correct", "chance", "confidence", "path_credit", "n_options", "rung", "claim", "chosen", "cut_off")
_LISTS = ("gold", "option_order", "option_tokens", "declining", "target")
_TEXTS_READ = ("answer",)
LIGHT = (*TEXTS, *_NUMBERS, *_LISTS, *_TEXTS_READ)
"""Columns that every table is made of."""
_ROWS_AT_ONCE = 1 << 15
_ROWS_KEPT = 1 << 17
"""Of so many rows the details stay in memory."""
_MOST_OPTIONS = (1 << 15) - 1


def read_table(paths: Sequence[Path], *, details: bool = True, models: Collection[str] = ()) -> Table:
    """Read results tables into one.

    Args:
        paths: `results.parquet` files, or folders that hold one.
        details: Whether to keep the columns of `DETAILS`, which findings over millions of rows do without.
        models: Whose rows; of other models no more than the name is read, row group by row group. All by default.

    Returns:
        Their rows, file by file.

    Raises:
        InputError: No such file, not a results table, another version of the schema, a column missing, a credit that is
            no share or stands beside a non-answer, or a row that is there twice.
    """
    batches = chain.from_iterable(_batches(path, details, models) for path in paths)
    return _table(_with_few_kept(batches), " + ".join(map(str, paths)), details)


def _with_few_kept(batches: Iterable[_Batch]) -> Iterator[_Batch]:
    """Details of the first rows stay in memory, those of the others in their file."""
    rows = 0
    for each in batches:
        rows += each.columns.num_rows
        yield _in_memory(each.columns) if rows <= _ROWS_KEPT else each


def models_in(paths: Sequence[Path]) -> list[str]:
    """The models whose rows results tables hold, in the order of first appearance; nothing else is read.

    Args:
        paths: As for `read_table`.

    Raises:
        InputError: No such file, or it is no results table.
    """
    found: dict[str, None] = {}
    for path in paths:
        with open_parquet(file := _file_at(path)) as opened:
            for own in _models_by_group(opened, file):
                found.update(dict.fromkeys(own))
    return list(found)


def table_of(rows: Sequence[ResultRow], source: str) -> Table:
    """Rows as a table, with all details.

    Args:
        rows: Valid rows of one or several runs, each there once.
        source: Where they come from, for sentences.

    Raises:
        InputError: No rows.
    """
    return table_of_groups([rows], source)


def table_of_groups(groups: Iterable[Sequence[ResultRow]], source: str) -> Table:
    """`table_of` for rows that come in groups, of which few are in memory at once."""
    batches = (batch for rows in groups for batch in to_table(rows).to_batches(_ROWS_AT_ONCE))
    return _table(map(_in_memory, batches), source, details=True)


class _Batch(NamedTuple):
    """Rows as they are read, and where their details are found later."""

    columns: pa.RecordBatch
    details: Piece


def _in_memory(batch: pa.RecordBatch) -> _Batch:
    kept = batch.select([name for name in DETAILS if name in batch.schema.names])
    return _Batch(batch, Piece(kept.column, np.arange(batch.num_rows, dtype=np.int32)))


def _table(batches: Iterable[_Batch], source: str, details: bool) -> Table:
    vocabularies: dict[str, dict[str, int]] = {name: {} for name in TEXTS}
    joined: dict[str, Any] = {}
    pieces: list[Piece] = []
    rows = 0
    for batch, piece in batches:
        _append(joined, _part(batch, vocabularies), rows)
        rows += batch.num_rows
        if details:
            pieces.append(piece)
    if not rows:
        raise InputError(f"{source}: no rows; expected the results of at least one item")
    for column in joined.values():
        column.resize(rows, refcheck=False)
    texts = {name: Column(joined.pop(name), tuple(vocabularies[name])) for name in TEXTS}
    # Versions before this one took a model's arguments into its name, keys among them.
    texts["model"] = texts["model"].renamed([without_keys(name) for name in texts["model"].names])
    table = Table(source=source, texts=texts, **joined, details=Details(pieces) if details else None)
    _check(table)
    return table


def _append(joined: dict[str, npt.NDArray[Any]], part: Mapping[str, npt.NDArray[Any]], rows: int) -> None:
    """Write columns below the first rows of others, which grow where they stand: nothing is in memory twice."""
    for name, values in part.items():
        column = joined.setdefault(name, np.empty(0, dtype=values.dtype))
        if len(column) < rows + len(values):
            # Room that is not written to takes no memory.
            column.resize(2 * (rows + len(values)), refcheck=False)
        column[rows : rows + len(values)] = values


def _file_at(path: Path) -> Path:
    file = path / RESULTS_FILE if path.is_dir() else path
    if not file.is_file():
        raise InputError(f"{file}: no such file; expected the {RESULTS_FILE} of a finished `ch3ef run --out DIR`")
    return file


def _models_by_group(opened: pq.ParquetFile, file: Path) -> Iterator[list[str]]:
    """The models of each row group: read, for what a damaged file says of its columns cannot be asked for."""
    columns_of(opened.schema_arrow, ["model"], file)
    for group in range(opened.num_row_groups):
        batches = opened.iter_batches(_ROWS_AT_ONCE, [group], ["model"], use_threads=False)
        names = chain.from_iterable(batch.column(0).unique().to_pylist() for batch in batches)
        yield [without_keys(str(name)) for name in dict.fromkeys(names)]


def _batches(path: Path, details: bool, models: Collection[str]) -> Iterator[_Batch]:
    file = _file_at(path)
    wanted = list(dict.fromkeys((*LIGHT, *DETAILS) if details else LIGHT))
    with open_parquet(file) as opened:
        state = _state(file)
        there = columns_of(opened.schema_arrow, wanted, file)
        required = [name for name in there if not schema().field(name).nullable]
        groups = [
            group
            for group, own in enumerate(_models_by_group(opened, file) if models else [()] * opened.num_row_groups)
            if not models or not set(models).isdisjoint(own)
        ]
        # One by one: lists of texts of several groups have no dictionary in common, and are not joined.
        for group in groups:
            begun, place = 0, _Place(file, state, opened.metadata, group)
            for read in opened.iter_batches(_ROWS_AT_ONCE, [group], there, use_threads=False):
                rows = _of_models(read, models) if models else np.arange(read.num_rows)
                batch = _taken(read, rows) if len(rows) < read.num_rows else read
                if empty := [name for name in required if batch.column(name).null_count]:
                    raise InputError(f"{file}: `{empty[0]}` has empty rows; expected a table that `ch3ef run` wrote")
                batch.validate(full=True)
                if broken := _broken(batch):
                    raise InputError(f"{file}: {broken}; expected a table that `ch3ef run` wrote")
                batch = _completed(batch)
                again = partial(_read_again, place, begun + read.num_rows, _filled(batch))
                yield _Batch(batch, Piece(again, (begun + rows).astype(np.int32)))
                begun += read.num_rows


def _filled(batch: pa.RecordBatch) -> frozenset[str]:
    """The details that any row of a batch has: of the others nothing is read again."""
    names = [name for name in DETAILS if name in batch.schema.names]
    return frozenset(name for name in names if batch.column(name).null_count < batch.num_rows)


@dataclass(frozen=True, eq=False)
class _Place:
    """A row group of a file as it was."""

    file: Path
    state: tuple[int, int, int]
    metadata: pq.FileMetaData
    group: int


def _state(file: Path) -> tuple[int, int, int]:
    """What changes when a file is replaced or written to."""
    found = file.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns


def _read_again(place: _Place, size: int, filled: frozenset[str], name: str) -> pa.Array:
    """A detail of the first rows there, at least so many; nothing is read where nothing is."""
    import pyarrow as pa

    return _column(place, name) if name in filled else pa.nulls(size, schema().field(name).type)


@lru_cache(maxsize=8)
def _column(place: _Place, name: str) -> pa.Array:
    """A column; the last few are kept, for the next of a model's figures asks for the same."""
    with open_parquet(place.file, place.metadata) as opened:
        if _state(place.file) != place.state:
            raise InputError(f"{place.file}: was changed while it was read; give the same command again")
        column = opened.read_row_group(place.group, [name], use_threads=False).column(0)
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def _of_models(batch: pa.RecordBatch, models: Collection[str]) -> Places:
    """The rows of some models."""
    import pyarrow as pa

    column = batch.column("model").dictionary_encode()
    wanted = [name is not None and without_keys(name) in models for name in column.dictionary.to_pylist()]
    kept = pa.array([*wanted, False]).take(column.indices.fill_null(len(wanted)))
    return np.flatnonzero(kept.to_numpy(zero_copy_only=False))


def _taken(batch: pa.RecordBatch, rows: Places) -> pa.RecordBatch:
    """Some rows of a batch, without the others' texts."""
    import pyarrow as pa

    kept = batch.take(pa.array(rows))
    columns = [each.dictionary_decode() if isinstance(each, pa.DictionaryArray) else each for each in kept.columns]
    return pa.RecordBatch.from_arrays(columns, names=kept.schema.names)


def _broken(batch: pa.RecordBatch) -> str:
    """The first column that holds what would be read as something else: gaps in lists, places beyond the options."""
    import pyarrow as pa

    for name in batch.schema.names:
        column = batch.column(name)
        if pa.types.is_list(column.type) and column.flatten().null_count:
            return f"`{name}` has lists with empty entries"
    n_options = _numbers(batch, "n_options", 0)
    if ((n_options < 0) | (n_options > _MOST_OPTIONS)).any():
        return "`n_options` holds numbers that are none of options"
    if "rung" in batch.schema.names:
        rung = _numbers(batch, "rung", 1)
        if ((rung < 1) | (rung > MOST_RUNGS)).any():
            return "`rung` holds numbers that are none of rungs"
    return _misplaced(batch, n_options)


def _misplaced(batch: pa.RecordBatch, n_options: Floats) -> str:
    for name in ("chosen", "claim"):
        if name in batch.schema.names:
            index = _numbers(batch, name, 0)
            if ((index < 0) | (index >= np.maximum(n_options, 1))).any():
                return f"`{name}` points beyond the options"
    for name in ("gold", "declining", "option_order"):
        if name in batch.schema.names:
            index, row, _ = flat(batch.column(name))
            if ((index < 0) | (index >= np.maximum(n_options, 1)[row])).any():
                return f"`{name}` points beyond the options"
    index, row, start = flat(batch.column("option_order"))
    if (index >= np.diff(start)[row]).any() or (np.bincount(start[row] + index) > 1).any():
        return "`option_order` is no order of the options"
    return ""


def _completed(batch: pa.RecordBatch) -> pa.RecordBatch:
    """A batch of an earlier schema with the columns that came later, all null."""
    import pyarrow as pa

    for name in ADDED:
        if name in LIGHT and name not in batch.schema.names:
            batch = batch.append_column(name, pa.nulls(batch.num_rows, schema().field(name).type))
    return batch


def _part(batch: pa.RecordBatch, vocabularies: Mapping[str, dict[str, int]]) -> dict[str, npt.NDArray[Any]]:
    """The columns of one batch; new texts are added to the vocabularies."""
    found: dict[str, npt.NDArray[Any]] = {
        name: _codes(batch.column(name), vocabulary) for name, vocabulary in vocabularies.items()
    }
    chosen = _numbers(batch, "chosen", -1).astype(np.int64)
    refused = found["outcome"] == vocabularies["outcome"].get(Outcome.REFUSED, -2)
    yes_no = found["metric"] == vocabularies["metric"].get("yes-no", -2)
    said = np.isin(found["metric"], [vocabularies["metric"].get(name, -2) for name in ("declining", "judged")])
    declined, wrong_declining = _declining(batch, chosen, refused, said)
    return found | {
        "seed": batch.column("seed").fill_null(0).to_numpy(zero_copy_only=False).astype(np.int64),
        "correct": _numbers(batch, "correct", np.nan),
        "chance": _numbers(batch, "chance", np.nan),
        "confidence": _numbers(batch, "confidence", np.nan).astype(np.float32),
        "path_credit": _numbers(batch, "path_credit", np.nan),
        "n_options": _numbers(batch, "n_options", 0).astype(np.int16),
        "rung": _numbers(batch, "rung", 0).astype(np.int8),
        "user_right": _user_right(batch),
        "cut_off": _numbers(batch, "cut_off", False) == 1,
        "chosen": chosen.astype(np.int16),
        "position": _position(batch.column("option_order"), chosen),
        "key_places": _key_places(batch.column("option_order"), batch.column("gold")),
        "long_error": _long_error(batch.column("option_tokens"), batch.column("gold"), chosen),
        "declined": declined,
        "wrong_declining": wrong_declining,
        "said_yes": _said_yes(batch, yes_no),
        "is_yes": _is_yes(batch, yes_no),
    }


def _codes(texts: pa.Array, vocabulary: dict[str, int]) -> Codes:
    import pyarrow as pa

    if not isinstance(texts, pa.DictionaryArray):
        texts = texts.dictionary_encode()
    mapping = [vocabulary.setdefault(text, len(vocabulary)) for text in texts.dictionary.to_pylist()]
    table = np.array([*mapping, -1], dtype=np.int32)
    return np.asarray(table[texts.indices.fill_null(len(mapping)).to_numpy(zero_copy_only=False)], dtype=np.int32)


def _numbers(batch: pa.RecordBatch, name: str, null: float) -> Floats:
    column = batch.column(name)
    values = column.fill_null(null) if column.null_count else column
    return np.asarray(values.to_numpy(zero_copy_only=False), dtype=np.float64)


def _user_right(batch: pa.RecordBatch) -> npt.NDArray[np.int8]:
    claim = _numbers(batch, "claim", -1)
    right = np.where(claim < 0, -1, 0).astype(np.int8)
    gold, row, _ = flat(batch.column("gold"))
    right[row[gold == claim[row]]] = 1
    return right


def _position(order: pa.Array, chosen: npt.NDArray[np.int64]) -> npt.NDArray[np.int16]:
    values, row, start = flat(order)
    position = np.full(len(chosen), -1, dtype=np.int16)
    hit = np.flatnonzero(values == chosen[row])
    position[row[hit]] = hit - start[row[hit]]
    return position


def _key_places(order: pa.Array, gold: pa.Array) -> npt.NDArray[np.int64]:
    shown, row, start = flat(order)
    right, its_row, _ = flat(gold)
    size = np.diff(start)
    # Where each option of a row's own order is shown: the inverse of its permutation.
    place = np.zeros(len(shown), dtype=np.int64)
    place[start[row] + shown] = np.arange(len(shown)) - start[row]
    fits = right < size[its_row]
    bits = np.zeros(len(order), dtype=np.int64)
    np.bitwise_or.at(bits, its_row[fits], np.int64(1) << place[start[its_row[fits]] + right[fits]])
    return bits


def _long_error(tokens: pa.Array, gold: pa.Array, chosen: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
    length, row, start = flat(tokens)
    excess = np.full(len(chosen), np.nan, dtype=np.float32)
    if not len(length):
        return excess
    right, its_row, _ = flat(gold)
    size = np.diff(start)
    fits = right < size[its_row]
    wrong = np.ones(len(length), dtype=np.bool_)
    wrong[start[its_row[fits]] + right[fits]] = False
    length = np.where(wrong, length, -1)
    filled = np.flatnonzero(size)
    longest = np.full(len(chosen), -1, dtype=np.int64)
    longest[filled] = np.maximum.reduceat(length, start[filled])
    n_wrong = np.bincount(row, weights=wrong, minlength=len(chosen))
    n_longest = np.bincount(row, weights=wrong & (length == longest[row]), minlength=len(chosen))
    erring = np.flatnonzero((chosen >= 0) & (chosen < size) & (n_longest < n_wrong))
    at = start[erring] + chosen[erring]
    erring, at = erring[wrong[at]], at[wrong[at]]
    excess[erring] = (length[at] == longest[erring]) - n_longest[erring] / n_wrong[erring]
    return excess


def _declining(
    batch: pa.RecordBatch,
    chosen: npt.NDArray[np.int64],
    refused: npt.NDArray[np.bool_],
    said: npt.NDArray[np.bool_],
) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    """Whether a row declines, and the share of its wrong options that do; `said`: in words of its own."""
    column, n_options = batch.column("declining"), _numbers(batch, "n_options", 0)
    known = ~column.is_null().to_numpy(zero_copy_only=False)
    values, row, _ = flat(column)
    declines = np.zeros(len(chosen), dtype=np.bool_)
    declines[row[values == chosen[row]]] = True
    # Of a table that does not know its options, a refusal alone would tell nothing of how often is declined.
    declined = np.where(known | said, declines | refused, -1).astype(np.int8)
    right, its_row, _ = flat(batch.column("gold"))
    n_right = np.bincount(its_row, minlength=len(chosen))
    # An option that is both declines rightly; it is no wrong option.
    pairs = np.intersect1d(row * 64 + values, its_row * 64 + right, assume_unique=True)
    both = np.bincount(pairs // 64, minlength=len(chosen))
    n_wrong = n_options - n_right
    with np.errstate(divide="ignore", invalid="ignore"):
        share = (np.bincount(row, minlength=len(chosen)) - both) / n_wrong
    return declined, np.where(known & (n_wrong > 0), share, np.nan).astype(np.float32)


def _said_yes(batch: pa.RecordBatch, yes_no: npt.NDArray[np.bool_]) -> npt.NDArray[np.int8]:
    said = np.full(batch.num_rows, -1, dtype=np.int8)
    rows = np.flatnonzero(yes_no)
    if len(rows):
        answers = batch.column("answer").take(rows).to_pylist()
        said[rows] = [-1 if answer is None else answer == "yes" for answer in answers]
    return said


def _is_yes(batch: pa.RecordBatch, yes_no: npt.NDArray[np.bool_]) -> npt.NDArray[np.int8]:
    right = np.full(batch.num_rows, -1, dtype=np.int8)
    rows = np.flatnonzero(yes_no)
    if len(rows):
        right[rows] = [target == ["yes"] for target in batch.column("target").take(rows).to_pylist()]
    return right


def _check(table: Table) -> None:
    """The rules that figures rest on; the other rules of the table are checked where rows are written."""
    with np.errstate(invalid="ignore"):
        # A refusal has credit where a judge graded it.
        unfit = (np.isnan(table.correct) == table.answered) & ~table.refused
        wrong = unfit | (table.correct < 0) | (table.correct > 1)
    if wrong.any():
        row = int(np.flatnonzero(wrong)[0])
        raise InputError(
            f"{table.source}: row {row + 1} (model {table['model'].text(row)!r}, item "
            f"{table['item_id'].text(row)!r}): `correct` must be a share in [0, 1] when answered and null otherwise"
        )
    check_once(table)


def check_once(table: Table) -> None:
    """Refuse a table that holds an answer twice, as one of two copies of a run does.

    Raises:
        InputError: A row asks and answers what another one does.
    """
    again, _ = repeated(table)
    if len(again):
        names = [table[name].text(int(again[0])) for name in ("model", "recipe", "scenario", "item_id", "variant")]
        raise InputError(
            f"{table.source}: a row is there more than once, first {tuple(names)}; "
            "expected one row per model, recipe, scenario, item, variant and seed"
        )

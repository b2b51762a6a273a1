"""The results table as columns: what findings read, light enough for millions of rows.

Texts are codes into a vocabulary, one for all files; lists per option become one number per row while they are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from ch3ef.errors import InputError
from ch3ef.results import RESULTS_FILE, SCHEMA_VERSION, Outcome, ResultRow, to_table
from ch3ef.variants import is_reference, is_twin

if TYPE_CHECKING:
    import pyarrow as pa

Codes = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

TEXTS = (
    "model", "recipe", "inferencer", "scenario", "level", "dimension", "domain", "task", "item_id", "pair", "variant",
    "image_group", "outcome",
)  # fmt: skip
_NUMBERS = ("seed", "correct", "chance", "confidence", "n_options", "chosen")
_LISTS = ("gold", "option_order", "option_tokens")
_ROWS_AT_ONCE = 1 << 17


@dataclass(frozen=True, slots=True)
class Column:
    """A column of texts.

    Attributes:
        codes: Index into `names` per row, shape (n,); -1 for null.
        names: The different texts, in order of first appearance.
    """

    codes: Codes
    names: tuple[str, ...]

    def where(self, holds: Callable[[str], bool]) -> Mask:
        """The rows whose text has a property; null has none.

        Args:
            holds: Asked once per different text.
        """
        table = np.array([*map(holds, self.names), False], dtype=np.bool_)
        return table[self.codes]

    def among(self, *names: str) -> Mask:
        """The rows whose text is one of these."""
        return self.where(set(names).__contains__)


@dataclass(frozen=True, eq=False)
class Frame:
    """Rows of one or several results tables, as columns of equal length n.

    Attributes:
        source: The files, for sentences.
        texts: Columns of texts, the names of `TEXTS`.
        seed: The runs' seeds.
        correct: Credit in [0, 1]; NaN unless answered.
        chance: Share of the options that are right.
        confidence: NaN without likelihoods.
        n_options: Number of options.
        position: Place at which the chosen option was shown, from 0; -1 where unknown.
        long_error: Of errors among likelihoods: 1 where the longest of the wrong options was chosen, else 0, less what
            an error that does not care for length gives; NaN elsewhere.
    """

    source: str
    texts: Mapping[str, Column]
    seed: Codes
    correct: Floats
    chance: npt.NDArray[np.float32]
    confidence: npt.NDArray[np.float32]
    n_options: npt.NDArray[np.int16]
    position: npt.NDArray[np.int16]
    long_error: npt.NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.seed)

    def __getitem__(self, name: str) -> Column:
        return self.texts[name]

    @property
    def models(self) -> tuple[str, ...]:
        """Names of the models, in order of first appearance."""
        return self.texts["model"].names

    @cached_property
    def item(self) -> Codes:
        """A number per scenario and item, from 0, shape (n,)."""
        ids = self["item_id"]
        key = self["scenario"].codes.astype(np.int64) * len(ids.names) + ids.codes
        return _renumbered(key, len(self["scenario"].names) * len(ids.names))

    @cached_property
    def credit(self) -> Floats:
        """Credit with what was not answered counted as wrong, shape (n,)."""
        return np.nan_to_num(self.correct, nan=0.0)

    @cached_property
    def twins(self) -> Mask:
        """Rows of contrast twins."""
        return self["scenario"].where(is_twin)

    @cached_property
    def plain(self) -> Mask:
        """Rows of items asked in the plain way."""
        return self["variant"].among("plain")

    @cached_property
    def replies(self) -> Mask:
        """Rows whose answer was read from a reply, rather than from likelihoods."""
        return self["inferencer"].where(lambda name: not name.rpartition("-> ")[2].strip().startswith("ppl"))


def models_alone(frame: Frame) -> Frame:
    """The frame without the built-in reference answerers, which are a floor and a ceiling, no models.

    Args:
        frame: The frame.

    Returns:
        The frame itself where there are no others, or no reference answerers.
    """
    built_in = frame["model"].where(is_reference)
    if not built_in.any() or built_in.all():
        return frame
    at = np.flatnonzero(~built_in)
    texts = {name: Column(column.codes[at], column.names) for name, column in frame.texts.items()}
    columns = {name: getattr(frame, name)[at] for name in _PER_ROW}
    return Frame(source=frame.source, texts=texts, **columns)


_PER_ROW = ("seed", "correct", "chance", "confidence", "n_options", "position", "long_error")


def _renumbered(key: npt.NDArray[np.int64], size: int) -> Codes:
    """Keys below `size` as numbers from 0 without gaps, in the keys' order; a table where it is small, else a sort."""
    if size <= max(4 * len(key), 1 << 22):
        there = np.zeros(size, dtype=np.bool_)
        there[key] = True
        return (np.cumsum(there, dtype=np.int32) - 1)[key].astype(np.int32)
    return np.unique(key, return_inverse=True)[1].astype(np.int32)


def read_frame(paths: Sequence[Path]) -> Frame:
    """Read results tables into one frame.

    Args:
        paths: `results.parquet` files, or folders that hold one.

    Returns:
        Their rows, file by file; only the columns that findings need.

    Raises:
        InputError: No such file, not a results table, another version of the schema, a column missing, a credit that is
            no share or stands beside a non-answer, or a row that is there twice.
    """
    return _frame((batch for path in paths for batch in _batches(path)), " + ".join(map(str, paths)))


def frame_of(rows: Sequence[ResultRow], source: str) -> Frame:
    """Rows as a frame.

    Args:
        rows: Valid rows of one or several runs, each there once.
        source: Where they come from, for sentences.

    Raises:
        InputError: No rows.
    """
    return _frame(to_table(rows).select([*TEXTS, *_NUMBERS, *_LISTS]).to_batches(_ROWS_AT_ONCE), source)


def _frame(batches: Iterable[pa.RecordBatch], source: str) -> Frame:
    vocabularies: dict[str, dict[str, int]] = {name: {} for name in TEXTS}
    parts = [_part(batch, vocabularies) for batch in batches]
    if not sum(len(part["seed"]) for part in parts):
        raise InputError(f"{source}: no rows; expected the results of at least one item")
    joined: dict[str, Any] = {}
    for name in list(parts[0]):
        joined[name] = np.concatenate([part.pop(name) for part in parts])
    texts = {name: Column(joined.pop(name), tuple(vocabularies[name])) for name in TEXTS}
    frame = Frame(source=source, texts=texts, **joined)
    _check(frame)
    return frame


def _batches(path: Path) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    file = path / RESULTS_FILE if path.is_dir() else path
    if not file.is_file():
        raise InputError(f"{file}: no such file; expected the {RESULTS_FILE} of a finished `ch3ef run --out DIR`")
    wanted = [*TEXTS, *_NUMBERS, *_LISTS]
    try:
        found = pq.read_schema(file)
        version = (found.metadata or {}).get(b"ch3ef_results_schema", b"none").decode()
        if version != SCHEMA_VERSION:
            raise InputError(f"{file}: results schema {version!r}; this version reads {SCHEMA_VERSION!r}")
        missing = [name for name in wanted if name not in found.names]
        if missing:
            raise InputError(f"{file}: columns missing: {', '.join(missing)}; expected a table that `ch3ef run` wrote")
        with pq.ParquetFile(file, read_dictionary=list(TEXTS)) as table:
            yield from table.iter_batches(batch_size=_ROWS_AT_ONCE, columns=wanted, use_threads=False)
    except (pa.ArrowInvalid, OSError) as error:
        raise InputError(f"{file}: not a readable Parquet file ({str(error).splitlines()[0]})") from error


def _part(batch: pa.RecordBatch, vocabularies: Mapping[str, dict[str, int]]) -> dict[str, npt.NDArray[Any]]:
    """The columns of one batch; new texts are added to the vocabularies."""
    found: dict[str, npt.NDArray[Any]] = {
        name: _codes(batch.column(name), vocabulary) for name, vocabulary in vocabularies.items()
    }
    chosen = _numbers(batch, "chosen", -1).astype(np.int64)
    found |= {
        "seed": _numbers(batch, "seed", 0).astype(np.int32),
        "correct": _numbers(batch, "correct", np.nan),
        "chance": _numbers(batch, "chance", np.nan).astype(np.float32),
        "confidence": _numbers(batch, "confidence", np.nan).astype(np.float32),
        "n_options": _numbers(batch, "n_options", 0).astype(np.int16),
        "position": _position(batch.column("option_order"), chosen),
        "long_error": _long_error(batch.column("option_tokens"), batch.column("gold"), chosen),
    }
    return found


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


def _flat(lists: pa.Array) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Values of lists in a row (v,), the row of each (v,), and where each row's begin (n + 1,)."""
    lengths = lists.value_lengths().fill_null(0).to_numpy(zero_copy_only=False).astype(np.int64)
    values = lists.flatten().to_numpy(zero_copy_only=False).astype(np.int64)
    return values, np.repeat(np.arange(len(lengths)), lengths), np.concatenate([[0], np.cumsum(lengths)])


def _position(order: pa.Array, chosen: npt.NDArray[np.int64]) -> npt.NDArray[np.int16]:
    values, row, start = _flat(order)
    position = np.full(len(chosen), -1, dtype=np.int16)
    hit = np.flatnonzero(values == chosen[row])
    position[row[hit]] = hit - start[row[hit]]
    return position


def _long_error(tokens: pa.Array, gold: pa.Array, chosen: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
    length, row, start = _flat(tokens)
    excess = np.full(len(chosen), np.nan, dtype=np.float32)
    if not len(length):
        return excess
    right, its_row, _ = _flat(gold)
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


def _check(frame: Frame) -> None:
    """The rules that findings rest on; the other rules of the table are checked where rows are written."""
    answered = frame["outcome"].among(Outcome.ANSWERED)
    with np.errstate(invalid="ignore"):
        # A refusal has credit where a judge graded it.
        unfit = (np.isnan(frame.correct) == answered) & ~frame["outcome"].among(Outcome.REFUSED)
        wrong = unfit | (frame.correct < 0) | (frame.correct > 1)
    if wrong.any():
        row = int(np.flatnonzero(wrong)[0])
        raise InputError(
            f"{frame.source}: row {row + 1} (model {_text(frame, 'model', row)!r}, item "
            f"{_text(frame, 'item_id', row)!r}): `correct` must be a share in [0, 1] when answered and null otherwise"
        )
    twice = _repeated(frame)
    if twice is not None:
        names = [_text(frame, name, twice) for name in ("model", "recipe", "scenario", "item_id", "variant")]
        raise InputError(
            f"{frame.source}: a row is there more than once, first {tuple(names)}; "
            "expected one row per model, recipe, scenario, item, variant and seed"
        )


def _text(frame: Frame, name: str, row: int) -> str:
    column = frame[name]
    return column.names[int(column.codes[row])]


def _repeated(frame: Frame) -> int | None:
    """A row whose key another row has too, or None."""
    key = frame.item.astype(np.int64)
    seeds = np.unique(frame.seed, return_inverse=True)[1].astype(np.int64)
    for codes in (frame["model"].codes, frame["recipe"].codes, frame["variant"].codes, seeds):
        key = key * (int(codes.max()) + 1) + codes
    order = np.argsort(key, kind="stable")
    same = np.flatnonzero(np.diff(key[order]) == 0)
    return int(order[same[0] + 1]) if len(same) else None

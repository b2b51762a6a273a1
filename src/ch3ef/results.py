"""The results table: one row per model x recipe x item; the door between running and analysing.

Written as Parquet with a schema version, validated on writing and on reading. Log-probabilities are
natural logarithms, shares lie in [0, 1], times are ISO 8601 in UTC, durations seconds.
"""

from __future__ import annotations

import inspect
import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from functools import cache
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from ch3ef.errors import InputError, counted, short
from ch3ef.files import parse_json, write_whole
from ch3ef.parquet_files import open_parquet, parquet_records
from ch3ef.secrets import without_keys
from ch3ef.variants import Variant

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

SCHEMA_VERSION = "7"
EARLIER = ("2", "3", "4", "5", "6")
"""Versions that are read too: the `reply` of 2 and 3 may hold reasoning with its marks."""
ADDED = {"declining": "3", "judge_reading": "3", "rung": "5", "claim": "6", "cut_off": "7"}
"""Columns that came later, and the version that they came with; read from earlier tables they are null."""
RESULTS_FILE = "results.parquet"
SUMMARY_FILE = "summary.json"
COUNTS = ("input_tokens", "output_tokens")
"""Columns that are null where a server counted what cannot be; so kept by earlier versions, too."""
MAX_WHOLE = 2**53
"""Largest whole number that every column of numbers holds."""
MAX_SEED = 2**63 - 1
ROW_GROUP = 2**17
"""Rows that are written, and can be read, together."""
MOST_RUNGS = 99
"""Rungs of difficulty."""
MAX_TEXTS = 2**34
"""Bytes of all texts of a results table that is read into rows."""


class Outcome(StrEnum):
    """What became of an item, before any metric. Nothing is guessed."""

    ANSWERED = "answered"
    UNPARSED = "unparsed"
    REFUSED = "refused"
    TRUNCATED = "truncated"
    ERROR = "error"
    UNJUDGED = "unjudged"


RowKey = tuple[str, str, str, str, str, int]
"""Model, recipe, scenario, item, variant, seed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow:
    """One model's outcome on one item under one recipe.

    Attributes:
        run_id: The run that asked.
        model: Name of the model, as the user gave it.
        recipe: Name of the recipe.
        inferencer: How the answer was got: "ppl", "direct", "cot -> ppl" ...
        metric: The rule that scored it: "accuracy", "counting" ...
        scenario: Name of the set of items.
        level: A1, A2, A3.
        dimension: helpful, honest, harmless; null on A1 and A2.
        domain: The item's domain.
        task: The item's task.
        item_id: The item.
        source_id: The item's name in the set that it comes from.
        pair: Id shared by an item and its twin, or null.
        rung: How difficult the item was drawn, from 1; null where nobody said.
        claim: Index of the option that the user of the question presses, right or wrong, in the item's own order; null
            where nobody said.
        variant: How the item was asked: "plain", "rotation:1", "ice:topk_text:2" ...
        image_group: Same for all items that show the same pictures.
        seed: The run's seed.
        outcome: One of `Outcome`.
        correct: Share of credit in [0, 1]; null unless answered, or refused and graded by a judge or by what was due.
        n_options: Number of options; 0 where none were shown or scored.
        chance: Share of the options that are right; 0 without options.
        chosen: Index of the chosen option in the item's own order; null if none, or if options tie.
        gold: Indices of the right options.
        declining: Indices of the options that decline what is asked, in the item's own order (`reading.declining`);
            null where options are not chosen among, and in tables of schema 2.
        option_order: The order in which the options were shown or scored, as indices; null if none were.
        confidence: Softmax over the options' mean log-probabilities at the chosen one; null without likelihoods.
        option_logprob_sum: Per option, in the item's own order [nats].
        option_logprob_mean: Per option, per token [nats].
        option_logprob_byte: Per option, per UTF-8 byte [nats].
        option_logprob_pmi: Per option, sum minus the sum without images [nats]; null unless asked for.
        option_tokens: Per option, number of tokens.
        path_credit: Of options in a tree: share of consecutive levels right from the root, 0 where the item was not
            answered (tables of schema 2: null); null without a tree.
        target: Of answers in the model's own words, what is right: captions, a count, boxes ("x1 y1 x2 y2 label"), yes
            or no; null where options are chosen among.
        answer: Of such answers, what was read from the reply, in the form of `target` (boxes one a line); null if
            nothing.
        reasoning: What the model said or thought before its answer, whether its provider or marks in its reply told it
            apart; never scored; null if nothing.
        reply: What the model said aloud, without its reasoning; null where only likelihoods were asked for.
        cut_off: Whether the reply ended at the limit on its length, whatever could be read from it; null where nobody
            said, and without a reply.
        error: What went wrong; null unless the outcome is "error", or a judge gave no verdict.
        judge: Names of the judges, joined by " + ", or null.
        judge_verdict: Their verdicts as JSON (`judges.verdict.PanelVerdict`), those without a grade included; or null.
        judge_reading: Index of the option, in the item's own order, that a judge read from a reply that stayed
            unparsed; null where none was asked.
        started_at: When the item was begun (ISO 8601, UTC); null for replies made elsewhere.
        seconds: How long it took; null for replies made elsewhere.
        input_tokens: Tokens sent, null if unknown.
        output_tokens: Tokens received, null if unknown.
        scenario_version: Digest of the set's content.
        recipe_version: Version of the recipe's prompts and rules.
        ch3ef_version: Version of this package.
    """

    run_id: str
    model: str
    recipe: str
    inferencer: str
    metric: str
    scenario: str
    level: str
    dimension: str | None
    domain: str
    task: str
    item_id: str
    source_id: str
    pair: str | None = None
    rung: int | None = None
    claim: int | None = None
    variant: str = "plain"
    image_group: str
    seed: int
    outcome: str
    correct: float | None = None
    n_options: int
    chance: float
    chosen: int | None = None
    gold: list[int]
    declining: list[int] | None = None
    option_order: list[int] | None = None
    confidence: float | None = None
    option_logprob_sum: list[float] | None = None
    option_logprob_mean: list[float] | None = None
    option_logprob_byte: list[float] | None = None
    option_logprob_pmi: list[float] | None = None
    option_tokens: list[int] | None = None
    path_credit: float | None = None
    target: list[str] | None = None
    answer: str | None = None
    reasoning: str | None = None
    reply: str | None = None
    cut_off: bool | None = None
    error: str | None = None
    judge: str | None = None
    judge_verdict: str | None = None
    judge_reading: int | None = None
    started_at: str | None = None
    seconds: float | None = None
    input_tokens: int | None = None
    output_tokens: int | None = None
    scenario_version: str
    recipe_version: str
    ch3ef_version: str

    @property
    def key(self) -> RowKey:
        """What makes a row the only one of its kind."""
        return (self.model, self.recipe, self.scenario, self.item_id, self.variant, self.seed)

    def to_json(self) -> str:
        """The row as one line of JSON."""
        return json.dumps({name: getattr(self, name) for name in self.__slots__}, ensure_ascii=False)


def block_of(row: ResultRow) -> tuple[str, str, str, str]:
    """What rows are summed up over: model, recipe, scenario, and the examples in front."""
    return (row.model, row.recipe, row.scenario, Variant.parse(row.variant).examples)


def row_from_json(line: str, same: dict[str, str] | None = None) -> ResultRow:
    """The inverse of `ResultRow.to_json`.

    Args:
        line: The row as JSON.
        same: Texts that rows share, each once; what is new is added.

    Example:
        >>> row_from_json('{"run_id": "r"}')
        Traceback (most recent call last):
        ...
        ch3ef.errors.InputError: not a row of the results table: its fields are run_id
    """
    found = parse_json(line, "the line", "expected a row of the results table")
    if same is not None and isinstance(found, dict):
        _shared(found, same)
    try:
        row = ResultRow(**found)
    except TypeError:
        fields_there = ", ".join(found) if isinstance(found, dict) else short(found)
        raise InputError(f"not a row of the results table: its fields are {fields_there}") from None
    for name, kinds in _kinds().items():
        value = found.get(name)
        fits = name in COUNTS or _fits(value, MAX_SEED if name == "seed" else MAX_WHOLE)
        if name in found and (type(value) not in kinds or not fits):
            raise InputError(f"not a row of the results table: `{name}` is {short(value)}")
    sent, received = token_count(row.input_tokens), token_count(row.output_tokens)
    kept = (sent, received) == (row.input_tokens, row.output_tokens)
    return row if kept else replace(row, input_tokens=sent, output_tokens=received)


def token_count(value: object) -> int | None:
    """A count of tokens as a server tells it, or None: nobody has sent less than none, or more than `MAX_WHOLE`.

    Example:
        >>> [token_count(value) for value in (7, 0, -5, 10**30, True, 1.5, "7", None)]
        [7, 0, None, None, None, None, None, None]
    """
    return value if type(value) is int and 0 <= value <= MAX_WHOLE else None


def _fits(value: object, most: int) -> bool:
    """Whether a column can hold a value: whole numbers may be too large for it."""
    if isinstance(value, list):
        return all(_fits(one, most) for one in value)
    return type(value) is not int or abs(value) <= most


@cache
def _kinds() -> dict[str, tuple[type, ...]]:
    """The types that the values of a row's fields may have once they come from JSON."""
    kinds = {}
    for name, hint in get_type_hints(ResultRow).items():
        options = (hint,) if get_origin(hint) in (None, list) else get_args(hint)
        own = {get_origin(option) or option for option in options}
        kinds[name] = tuple(own | {int} if float in own else own)
    return kinds


def descriptions() -> dict[str, str]:
    """What each column holds, in a sentence: the attributes of `ResultRow`.

    Example:
        >>> descriptions()["correct"]
        'Share of credit in [0, 1]; null unless answered, or refused and graded by a judge or by what was due.'
    """
    told = re.split(r"\n {4}(?=\w+: )", (inspect.getdoc(ResultRow) or "").partition("Attributes:")[2])
    pairs = (" ".join(entry.split()).partition(": ") for entry in told if entry.strip())
    return {name: text for name, _, text in pairs}


@cache
def schema() -> pa.Schema:
    """The Arrow schema of the results table, derived from `ResultRow`; each column is described."""
    import pyarrow as pa

    types: dict[type, pa.DataType] = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}

    def column(name: str, hint: Any) -> pa.Field:
        options = [h for h in (get_args(hint) or (hint,)) if h is not type(None)]
        nullable = type(None) in get_args(hint)
        kind = hint if get_origin(hint) is list else options[0]
        arrow = pa.list_(types[get_args(kind)[0]]) if get_origin(kind) is list else types[kind]
        return pa.field(name, arrow, nullable=nullable)

    hints, told = get_type_hints(ResultRow), descriptions()
    columns = [column(f.name, hints[f.name]).with_metadata({"description": told[f.name]}) for f in fields(ResultRow)]
    return pa.schema(columns, metadata={"ch3ef_results_schema": SCHEMA_VERSION})


def validate(rows: Sequence[ResultRow], where: str, numbers: Iterable[int] | None = None) -> None:
    """Check every row on its own and that no row is there twice.

    Args:
        rows: The rows.
        where: The table's place, for the message.
        numbers: The number of each row there, where they are not all of the table's.

    Raises:
        InputError: A row breaks a rule of the table; the message names the row and the rule.
    """
    for number, row in zip(count(1) if numbers is None else numbers, rows, strict=False):
        if rule := _broken_rule(row):
            raise InputError(f"{where}: row {number} (model {row.model!r}, item {row.item_id!r}): {rule}")
    repeated = [key for key, times in Counter(row.key for row in rows).items() if times > 1]
    if repeated:
        raise InputError(
            f"{where}: {counted(len(repeated), 'row')} there more than once, the first {repeated[0]}; "
            "expected one row per model, recipe, scenario, item, variant and seed"
        )


def _broken_rule(row: ResultRow) -> str:
    """The first rule of the table that a row breaks; "" for none."""
    try:
        if all(holds(row) for holds in _RULES.values()):
            return ""
    except TypeError:
        pass
    return next(rule for rule, holds in _RULES.items() if not _kept(holds, row))


def _kept(holds: Callable[[ResultRow], bool], row: ResultRow) -> bool:
    try:
        return holds(row)
    except TypeError:  # nulls in a list, texts where numbers belong
        return False


def _share(value: float | None) -> bool:
    return value is None or 0.0 <= value <= 1.0


def _lists_fit(row: ResultRow) -> bool:
    lists = (row.option_logprob_sum, row.option_logprob_mean, row.option_logprob_byte, row.option_tokens)
    return all(values is None or len(values) == row.n_options for values in lists)


def _finite(row: ResultRow) -> bool:
    return all(math.isfinite(value) for value in row.option_logprob_sum or ())


_OUTCOMES = frozenset(Outcome)
_RULES: dict[str, Callable[[ResultRow], bool]] = {
    f"`outcome` must be one of {', '.join(Outcome)}": lambda r: r.outcome in _OUTCOMES,
    "`correct` must be a share in [0, 1] when answered and null otherwise, unless a refusal was graded": lambda r: (
        _share(r.correct)
        and (
            (r.correct is not None) == (r.outcome == Outcome.ANSWERED)
            or (r.outcome == Outcome.REFUSED and (r.judge is not None or r.metric == "declining"))
        )
    ),
    "`confidence` must be a share in [0, 1]": lambda r: _share(r.confidence),
    "`path_credit` must be a share in [0, 1]": lambda r: _share(r.path_credit),
    f"`rung` must be from 1 to {MOST_RUNGS}": lambda r: r.rung is None or 1 <= r.rung <= MOST_RUNGS,
    "`chance` must be a share in [0, 1]": lambda r: _share(r.chance),
    "`chosen` must be an index into the options": lambda r: r.chosen is None or 0 <= r.chosen < r.n_options,
    "`claim` must be an index into the options": lambda r: r.claim is None or 0 <= r.claim < r.n_options,
    "`gold` must hold indices into the options": lambda r: all(0 <= g < max(1, r.n_options) for g in r.gold),
    "`declining` must hold indices into the options": lambda r: all(0 <= d < r.n_options for d in r.declining or ()),
    "`judge_reading` must be an index into the options": lambda r: (
        r.judge_reading is None or 0 <= r.judge_reading < r.n_options
    ),
    "the lists per option must be as long as `n_options`": _lists_fit,
    "log-probabilities must be finite": _finite,
}


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
    rows = named_without_secrets([row for row, _ in _numbered_rows(file, kept, numbers)])
    validate(rows, str(file), numbers)
    return rows


def each_row(path: Path) -> Iterator[ResultRow]:
    """`read_rows` one after the other: few are in memory at once, and each is checked on its own.

    Args:
        path: A `results.parquet`, or a folder that holds one.

    Raises:
        InputError: As `read_rows`, but for rows that are there twice.
    """
    file = _table_at(path)
    numbered = _numbered_rows(file, None, None)
    while taken := list(islice(numbered, _AT_ONCE)):
        rows = named_without_secrets([row for row, _ in taken])
        validate(rows, str(file), [number for _, number in taken])
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


_AT_ONCE = 1 << 12
"""Rows that are read together."""


def _table_at(path: Path) -> Path:
    file = path / RESULTS_FILE if path.is_dir() else path
    if not file.is_file():
        raise InputError(f"{file}: no such file; expected the {RESULTS_FILE} of a finished `ch3ef run --out DIR`")
    return file


def _numbered_rows(
    file: Path, kept: npt.NDArray[np.bool_] | None, numbers: Iterable[int] | None
) -> Iterator[tuple[ResultRow, int]]:
    """Rows as they stand in a file, each with its number there."""
    with open_parquet(file) as table:
        columns = columns_of(table.schema_arrow, schema().names, file)
    required = [field.name for field in schema() if not field.nullable]
    records = parquet_records(file, _AT_ONCE, columns, MAX_TEXTS, kept)
    for number, record in zip(count(1) if numbers is None else numbers, records, strict=False):
        if empty := [name for name in required if record[name] is None]:
            raise InputError(f"{file}: row {number}: `{empty[0]}` is empty; expected a table that `ch3ef run` wrote")
        yield ResultRow(**record), number


_REPEATED = (
    "run_id", "model", "recipe", "inferencer", "metric", "scenario", "level", "dimension", "domain", "task", "item_id",
    "source_id", "pair", "variant", "image_group", "outcome", "scenario_version", "recipe_version", "ch3ef_version",
)  # fmt: skip
"""Texts that many rows share: kept once, they halve the memory of a row."""


def _shared(record: dict[str, Any], same: dict[str, str]) -> None:
    """Put the same object wherever rows have the same text."""
    for name in _REPEATED:
        if isinstance(text := record.get(name), str):
            record[name] = same.setdefault(text, text)


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


def columns_of(found: pa.Schema, wanted: Sequence[str], file: Path) -> list[str]:
    """Those of the wanted columns that a results table has.

    Args:
        found: The table's schema.
        wanted: Columns of `schema`.
        file: The table's place, for the message.

    Returns:
        All of them but those that were added later.

    Raises:
        InputError: Another version of the schema, or a column is missing.
    """
    version = (found.metadata or {}).get(b"ch3ef_results_schema", b"none").decode()
    if version not in (*EARLIER, SCHEMA_VERSION):
        known = f"{', '.join(map(repr, EARLIER))} and {SCHEMA_VERSION!r}"
        raise InputError(f"{file}: results schema {version!r}; this version reads {known}")
    columns = [name for name in wanted if version >= ADDED.get(name, version)]
    if missing := [name for name in columns if name not in found.names]:
        raise InputError(f"{file}: columns missing: {', '.join(missing)}; expected a table that `ch3ef run` wrote")
    for name in columns:
        kind, expected = found.field(name).type, schema().field(name).type
        if not _alike(kind, expected):
            raise InputError(f"{file}: column {name!r} holds {kind}; expected {expected}, as `ch3ef run` writes it")
    return columns


def _alike(found: pa.DataType, expected: pa.DataType) -> bool:
    """Whether a column can be read as what is expected: other programs write other widths."""
    import pyarrow as pa

    kinds = pa.types
    if kinds.is_dictionary(found):
        found = found.value_type
    if kinds.is_list(expected):
        return bool(kinds.is_list(found) or kinds.is_large_list(found)) and _alike(
            found.value_type, expected.value_type
        )
    if kinds.is_string(expected):
        return bool(kinds.is_string(found) or kinds.is_large_string(found) or kinds.is_string_view(found))
    if kinds.is_integer(expected):
        return bool(kinds.is_integer(found))
    if kinds.is_boolean(expected):
        return bool(kinds.is_boolean(found))
    return bool(kinds.is_floating(found) or kinds.is_integer(found))

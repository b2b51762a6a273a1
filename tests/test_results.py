"""The results table: schema, rules, round trips, and files that are not one."""

from __future__ import annotations

import json
from dataclasses import asdict, fields, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ch3ef.errors import InputError
from ch3ef.results import (
    ResultRow,
    descriptions,
    each_row,
    read_rows,
    reading,
    row_from_json,
    schema,
    to_table,
    validate,
    write_row_groups,
    write_rows,
    writing,
)

ROW = ResultRow(
    run_id="r", model="m", recipe="human-value", inferencer="ppl", metric="accuracy", scenario="s", level="A3", dimension="honest",
    domain="sycophancy", task="sycophancy", item_id="i1", source_id="Honest/1", image_group="g", seed=0,
    outcome="answered", correct=0.5, n_options=2, chance=0.5, chosen=1, gold=[1], option_order=[1, 0], confidence=0.7,
    option_logprob_sum=[-1.0, -0.5], option_logprob_mean=[-0.5, -0.25], option_logprob_byte=[-0.1, -0.05],
    option_tokens=[2, 2], scenario_version="v", recipe_version="1", ch3ef_version="0",
)  # fmt: skip


def test_schema_has_a_column_per_field_of_a_row() -> None:
    assert schema().names == [f.name for f in fields(ResultRow)]
    assert schema().field("gold").type == pa.list_(pa.int64())
    assert not schema().field("gold").nullable
    assert schema().field("option_logprob_sum").type == pa.list_(pa.float64())
    assert schema().field("dimension").nullable
    assert schema().field("declining").type == pa.list_(pa.int64())


def test_rows_survive_parquet_and_json(tmp_path: Path) -> None:
    rows = [ROW, replace(ROW, item_id="i2", outcome="unparsed", correct=None, chosen=None, reply="\u2028 \u202e?")]
    write_rows(rows, tmp_path / "results.parquet")
    assert read_rows(tmp_path) == rows
    assert [row_from_json(row.to_json()) for row in rows] == rows
    assert "\n" not in rows[1].to_json()


def test_a_table_is_the_same_however_its_rows_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "ROW_GROUP", 3)
    monkeypatch.setattr(reading, "_AT_ONCE", 2)
    rows = [replace(ROW, item_id=f"i{number}", reply="so " * number) for number in range(8)]
    write_rows(rows, tmp_path / "one.parquet")
    write_row_groups((rows[first : first + 5] for first in (0, 5)), tmp_path / "two.parquet")
    assert (tmp_path / "one.parquet").read_bytes() == (tmp_path / "two.parquet").read_bytes()
    assert pq.ParquetFile(tmp_path / "one.parquet").num_row_groups == 3
    assert list(each_row(tmp_path / "two.parquet")) == read_rows(tmp_path / "two.parquet") == rows


def test_of_rows_in_groups_a_broken_one_leaves_nothing_behind(tmp_path: Path) -> None:
    groups = [[ROW], [replace(ROW, item_id="i2", correct=7.0)]]
    with pytest.raises(InputError, match="`correct` must be a share"):
        write_row_groups(groups, tmp_path / "results.parquet")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("told", "read"), [(7, 7), (0, 0), (-5, None), (10**30, None), (2**53 + 1, None)])
def test_counts_of_tokens_that_cannot_be_are_read_as_null(told: int, read: int | None, tmp_path: Path) -> None:
    row = row_from_json(replace(ROW, input_tokens=told, output_tokens=told).to_json())
    assert row == replace(ROW, input_tokens=read, output_tokens=read)
    write_rows([row], tmp_path / "results.parquet")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("n_options", 10**30),
        ("option_tokens", [10**30, 1]),
        ("seed", 2**63),
        ("seconds", 2**60),
        ("input_tokens", True),
    ],
)
def test_numbers_that_no_column_holds_are_told(column: str, value: object) -> None:
    line = json.dumps(asdict(ROW) | {column: value})
    with pytest.raises(InputError, match=f"not a row of the results table: `{column}` is "):
        row_from_json(line)


@pytest.mark.parametrize(
    ("version", "lacking"),
    [
        ("2", ["rung", "claim", "declining", "cut_off", "judge_reading"]),
        ("3", ["rung", "claim", "cut_off"]),
        ("4", ["rung", "claim", "cut_off"]),
        ("5", ["claim", "cut_off"]),
        ("6", ["cut_off"]),
    ],
)
def test_tables_of_earlier_schemas_are_read_with_what_they_lack_as_null(
    version: str, lacking: list[str], tmp_path: Path
) -> None:
    full = replace(ROW, declining=[1], judge_reading=0, rung=3, claim=1, cut_off=True)
    table = to_table([full]).drop_columns(lacking)
    pq.write_table(table.replace_schema_metadata({"ch3ef_results_schema": version}), tmp_path / "results.parquet")
    assert read_rows(tmp_path) == [ResultRow(**asdict(full) | dict.fromkeys(lacking))]
    pq.write_table(table, tmp_path / "results.parquet")
    with pytest.raises(InputError, match=f"columns missing: {', '.join(lacking)}; expected"):
        read_rows(tmp_path)


def test_a_table_with_a_column_twice_is_not_read(tmp_path: Path) -> None:
    table = to_table([ROW])
    pq.write_table(table.append_column("model", table["recipe"]), tmp_path / "results.parquet")
    with pytest.raises(InputError, match="columns there twice: model; expected"):
        read_rows(tmp_path)


def test_a_table_of_a_later_schema_is_not_read(tmp_path: Path) -> None:
    table = to_table([ROW]).replace_schema_metadata({"ch3ef_results_schema": "8"})
    pq.write_table(table, tmp_path / "results.parquet")
    with pytest.raises(InputError, match="results schema '8'; this version reads '2', '3', '4', '5', '6' and '7'"):
        read_rows(tmp_path)


def test_no_rows_are_a_table_too(tmp_path: Path) -> None:
    write_rows([], tmp_path / "results.parquet")
    assert read_rows(tmp_path) == []


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"outcome": "guessed"}, "`outcome` must be one of"),
        ({"correct": 1.5}, "`correct` must be a share"),
        ({"correct": None}, "`correct` must be a share in [0, 1] when answered"),
        ({"outcome": "refused"}, "and null otherwise"),
        ({"chosen": 2}, "`chosen` must be an index"),
        ({"gold": [7]}, "`gold` must hold indices"),
        ({"option_logprob_sum": [-1.0]}, "as long as `n_options`"),
        ({"option_logprob_sum": [float("nan"), -1.0]}, "must be finite"),
        ({"declining": [0, 2]}, "`declining` must hold indices"),
        ({"judge_reading": 2}, "`judge_reading` must be an index"),
        ({"confidence": -0.1}, "`confidence` must be a share"),
    ],
)
def test_a_row_that_breaks_a_rule_is_refused_by_name(change: dict[str, object], rule: str) -> None:
    with pytest.raises(InputError) as caught:
        validate([ROW, replace(ROW, item_id="i2", **change)], "t.parquet")  # type: ignore[arg-type]
    assert rule in str(caught.value)
    assert "t.parquet: row 2 (model 'm', item 'i2')" in str(caught.value)


def test_a_refusal_has_credit_where_it_was_graded() -> None:
    refused = replace(ROW, outcome="refused", correct=1.0, answer="decline")
    for graded in (replace(refused, metric="declining"), replace(refused, metric="judged", judge="a judge")):
        validate([graded], "t")
    with pytest.raises(InputError, match="unless a refusal was graded"):
        validate([refused], "t")


def test_a_row_that_is_there_twice_is_refused() -> None:
    with pytest.raises(InputError, match="1 row there more than once"):
        validate([ROW, replace(ROW, seed=0)], "t")


def test_an_invalid_table_leaves_the_old_one(tmp_path: Path) -> None:
    write_rows([ROW], tmp_path / "results.parquet")
    with pytest.raises(InputError):
        write_rows([replace(ROW, correct=2.0)], tmp_path / "results.parquet")
    assert read_rows(tmp_path) == [ROW]


def test_a_full_disk_leaves_the_old_table() -> None:
    full = Path("/dev/full/results.parquet")
    with pytest.raises(InputError, match="cannot be written"):
        write_rows([ROW], full)


def test_files_that_are_no_results_table(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_rows(tmp_path)
    (tmp_path / "results.parquet").write_bytes(b"PAR1 not really")
    with pytest.raises(InputError, match="not a readable Parquet file"):
        read_rows(tmp_path)
    pq.write_table(pa.table({"a": [1]}), tmp_path / "results.parquet")
    with pytest.raises(InputError, match="results schema 'none'"):
        read_rows(tmp_path)


def test_each_column_of_the_file_says_what_it_holds(tmp_path: Path) -> None:
    write_rows([ROW], tmp_path / "results.parquet")
    found = pq.read_schema(tmp_path / "results.parquet")
    told = {field.name: field.metadata[b"description"].decode() for field in found}
    assert told == descriptions()
    assert told["judge_reading"].endswith("unparsed; null where none was asked.")
    assert all(text.endswith(".") or "`" in text for text in told.values())

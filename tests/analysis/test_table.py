"""Results tables as columns: what is read equals what was written, by hand and over drawn rows; what is refused."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ch3ef.analysis.arrow import models_in, read_table, table_of
from ch3ef.analysis.matrix import main_matrix, main_rows, pivot
from ch3ef.analysis.table import PER_ROW, TEXTS, Table, by_block, by_recipe, joined
from ch3ef.errors import InputError
from ch3ef.results import ResultRow, schema, to_table, write_rows
from tests.analysis.findings.worlds import make_items, world, write_parquet
from tests.test_results import ROW


def rows_of(*changes: dict[str, Any]) -> list[ResultRow]:
    """Rows that differ in these fields, on items of their own."""
    return [replace(ROW, **{"item_id": f"i{n}", **change}) for n, change in enumerate(changes)]


def read(folder: Path, rows: list[ResultRow]) -> Table:
    """The table of rows, through a file."""
    write_rows(rows, folder / "results.parquet")
    return read_table([folder])


def texts(table: Table, name: str) -> list[str | None]:
    """A column as texts."""
    return [None if code < 0 else table[name].names[code] for code in table[name].codes]


def test_every_text_and_number_is_that_of_the_row(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    rows = rows_of(
        *(
            {
                "model": f"m{rng.integers(3)}",
                "pair": None if n % 3 else f"p{n}",
                "dimension": None if n % 2 else "honest",
                "outcome": "refused" if n % 5 == 0 else "answered",
                "correct": None if n % 5 == 0 else float(rng.random()),
                "seed": n % 4,
            }
            for n in range(40)
        )
    )
    table = read(tmp_path, rows)
    for name in TEXTS:
        assert texts(table, name) == [getattr(row, name) for row in rows]
    np.testing.assert_array_equal(table.correct, [np.nan if row.correct is None else row.correct for row in rows])
    assert table.seed.tolist() == [row.seed for row in rows]
    assert table.credit.tolist() == [row.correct or 0.0 for row in rows]


def test_several_files_share_one_vocabulary(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_rows(
            rows_of({"model": name}, {"model": "both", "run_id": name, "item_id": name}), tmp_path / f"{name}.parquet"
        )
    table = read_table([tmp_path / "a.parquet", tmp_path / "b.parquet"])
    assert texts(table, "model") == ["a", "both", "b", "both"]
    assert table.models == ("a", "both", "b")


def test_of_other_models_not_even_damage_is_read(tmp_path: Path) -> None:
    """A row group is of one model, as of a large run; the second one's items are bytes of nothing."""
    rows = rows_of(*({"model": f"m{n // 50}"} for n in range(200)))
    file = tmp_path / "results.parquet"
    with pq.ParquetWriter(file, schema(), compression="zstd") as written:
        for first in range(0, 200, 50):
            written.write_table(to_table(rows[first : first + 50]))
    assert models_in([tmp_path]) == ["m0", "m1", "m2", "m3"]
    whole = read_table([tmp_path])
    items = pq.ParquetFile(file).metadata.row_group(1).column(schema().names.index("item_id"))
    content = bytearray(file.read_bytes())
    begins = items.dictionary_page_offset
    content[begins : begins + items.total_compressed_size] = b"?" * items.total_compressed_size
    file.write_bytes(content)
    table = read_table([tmp_path], models=("m3", "m0"))
    for name in TEXTS:
        assert texts(table, name) == [
            text for text, model in zip(texts(whole, name), texts(whole, "model"), strict=True) if model in {"m0", "m3"}
        ]
    for models in ((), ("m1",)):
        with pytest.raises(InputError, match=r"results\.parquet: is not a readable Parquet file"):
            read_table([tmp_path], models=models)


def test_of_a_row_group_of_several_models_the_others_rows_are_left_out(tmp_path: Path) -> None:
    rows = rows_of(*({"model": f"m{n % 3}", "seed": n} for n in range(30)))
    write_rows(rows, tmp_path / "results.parquet")
    table = read_table([tmp_path], models=["m1"])
    assert table.models == ("m1",)
    assert table.seed.tolist() == list(range(1, 30, 3))
    assert table.detail("gold", np.arange(10)) == [ROW.gold] * 10


def test_places_and_lengths_of_what_was_chosen_by_hand(tmp_path: Path) -> None:
    likely = {"option_logprob_sum": None, "option_logprob_mean": None, "option_logprob_byte": None}
    four = {"n_options": 4, "chance": 0.25, "gold": [0], "correct": 0.0, **likely}
    table = read(
        tmp_path,
        rows_of(
            four | {"chosen": 2, "option_order": [3, 2, 0, 1], "option_tokens": [9, 5, 7, 5]},
            four | {"chosen": 1, "option_order": [1, 2, 3, 0], "option_tokens": [9, 5, 7, 5]},
            four | {"chosen": 1, "option_order": None, "option_tokens": [9, 7, 7, 5]},
            four | {"chosen": 1, "option_order": None, "option_tokens": [9, 7, 7, 7]},
            four | {"chosen": 0, "option_order": None, "option_tokens": [9, 5, 7, 5], "correct": 1.0},
            four | {"chosen": None, "option_order": [0, 1, 2, 3], "option_tokens": None},
        ),
    )
    assert table.position.tolist() == [1, 0, -1, -1, -1, -1]
    # The longest of three wrong ones; a shorter one; one of two longest; all alike; right; nothing chosen.
    expected = [1 - 1 / 3, 0 - 1 / 3, 1 - 2 / 3, np.nan, np.nan, np.nan]
    np.testing.assert_allclose(table.long_error, expected, rtol=1e-6)


def test_a_world_written_as_parquet_is_read_as_it_was(tmp_path: Path) -> None:
    made = world(np.random.default_rng(0), n_models=3, items=make_items(20, 20))
    write_parquet(made, tmp_path / "results.parquet")
    table = read_table([tmp_path])
    for name in TEXTS:
        assert texts(table, name) == texts(made, name)
    np.testing.assert_array_equal(table.correct, made.correct)
    np.testing.assert_array_equal(table.position[table.replies], made.position[made.replies])
    np.testing.assert_allclose(table.confidence, made.confidence, atol=1e-6)


def test_items_of_one_id_in_two_scenarios_are_two_items(tmp_path: Path) -> None:
    table = read(tmp_path, rows_of({"item_id": "x", "scenario": "s"}, {"item_id": "x", "scenario": "t"}))
    assert len(set(table.item.tolist())) == 2


def test_blocks_are_what_accuracies_are_given_of() -> None:
    table = table_of(
        rows_of(
            {"scenario": "s-twins"},
            {"variant": "rotation:1+ice:fixed:2"},
            {"variant": "rotation:1"},
            {"variant": "ice:fixed:2+typos:1"},
            {"scenario": "s-twins", "variant": "phrasing:polite"},
            {"variant": "ice:fixed:2"},
            {},
        ),
        "here",
    )
    rows = np.arange(len(table)) < 6
    assert [(block.scenario, block.shots, block.at.tolist()) for block in by_block(table, rows)] == [
        ("s-twins", "", [0, 4]),
        ("s", "ice:fixed:2", [1, 5]),
        ("s", "", [2]),
    ]
    assert [block.at.tolist() for block in by_recipe(table, rows)] == [[0, 1, 2, 3, 4, 5]]
    assert by_block(table, rows)[1].taken(np.array([False, True])).shots == "ice:fixed:2"
    assert by_block(table, ~rows & rows) == []


def test_pivot_averages_seeds_and_leaves_out_who_was_asked_too_little(tmp_path: Path) -> None:
    rows = [
        replace(ROW, model=model, item_id=f"i{item}", seed=seed, correct=float(item == seed))
        for model in ("a", "b") for item in range(10) for seed in range(2)
    ]  # fmt: skip
    rows += [replace(ROW, model="c", item_id=f"i{item}") for item in range(4)]
    table = read(tmp_path, rows)
    matrix = pivot(table, np.ones(len(table), dtype=np.bool_))
    assert (matrix.models, matrix.left_out) == (("a", "b"), ("c",))
    np.testing.assert_array_equal(matrix.values, np.tile([0.5, 0.5, *[0] * 8], (2, 1)))


def test_the_main_recipe_is_the_most_asked_then_human_value(tmp_path: Path) -> None:
    rows = [replace(ROW, recipe=recipe, item_id=f"i{i}") for recipe in ("a", "human-value") for i in range(3)]
    rows += [replace(ROW, recipe="b", scenario="t", item_id=f"i{i}", model=m) for i in range(2) for m in "xy"]
    rows += [replace(ROW, recipe="human-value", scenario="t", item_id=f"i{i}") for i in range(2)]
    rows += [replace(ROW, recipe="human-value", item_id="i0", variant="ice:fixed:1")]
    rows += [replace(ROW, recipe="human-value", item_id="i0", scenario="s-twins?seed=1")]
    table = read(tmp_path, rows)
    kept = {(row.recipe, row.scenario, row.variant) for row, kept in zip(rows, main_rows(table), strict=True) if kept}
    assert kept == {("human-value", ROW.scenario, "plain"), ("b", "t", "plain")}
    assert main_matrix(table) is main_matrix(table)


def test_a_row_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    write_rows(rows_of({}), tmp_path / "results.parquet")
    with pytest.raises(InputError, match="a row is there more than once, first"):
        read_table([tmp_path, tmp_path / "results.parquet"])


@pytest.mark.parametrize(("outcome", "correct"), [("answered", None), ("unparsed", 0.0), ("answered", 1.5)])
def test_credit_that_breaks_the_rule_is_refused(tmp_path: Path, outcome: str, correct: float | None) -> None:
    table = pa.Table.from_pylist([asdict(replace(ROW, outcome=outcome, correct=correct))], schema=schema())
    pq.write_table(table, tmp_path / "x.parquet")
    with pytest.raises(InputError, match=r"row 1 .*`correct` must be a share"):
        read_table([tmp_path / "x.parquet"])


def test_what_is_no_results_table_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.parquet"
    with pytest.raises(InputError, match="no such file"):
        read_table([file])
    file.write_bytes(b"no parquet")
    with pytest.raises(InputError, match="not a readable Parquet file"):
        read_table([file])
    pq.write_table(pa.table({"a": [1]}), file)
    with pytest.raises(InputError, match="results schema 'none'"):
        read_table([file])
    pq.write_table(pa.table({"model": ["a"]}).replace_schema_metadata(schema().metadata), file)
    with pytest.raises(InputError, match="columns missing: recipe"):
        read_table([file])
    pq.write_table(schema().empty_table(), file)
    with pytest.raises(InputError, match="no rows"):
        read_table([file])


def test_tables_under_one_another_are_the_table_of_all_their_rows() -> None:
    rows = rows_of(
        {"model": "a", "pair": "p"}, {"model": "b", "dimension": None}, {"model": "c", "pair": "q"}, {"model": "a"}
    )  # fmt: skip
    whole, parts = table_of(rows, "a + b"), joined([table_of(rows[:2], "a"), table_of(rows[2:], "b")])
    assert parts.source == whole.source
    for name in TEXTS:
        assert (parts[name].names, parts[name].codes.tolist()) == (whole[name].names, whole[name].codes.tolist())
    for name in PER_ROW:
        np.testing.assert_array_equal(getattr(parts, name), getattr(whole, name))
    assert parts.detail("answer", np.arange(4)) == whole.detail("answer", np.arange(4))

"""Runs put together: nothing twice, no two versions in one column, and an unfinished run with what there is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from ch3ef.errors import InputError
from ch3ef.report.runs import read_runs
from ch3ef.report.standings import make_board
from ch3ef.results import ResultRow, write_rows
from ch3ef.running.folder import write_items
from tests.conftest import make_item
from tests.report.worlds import answers

ITEMS = [make_item(n, question=f"Question {n}?") for n in range(12)]


def write(folder: Path, rows: Iterable[ResultRow]) -> Path:
    folder.mkdir(parents=True)
    write_items(((item.scenario, item) for item in ITEMS), folder)
    write_rows(list(rows), folder / "results.parquet")
    return folder


def test_models_of_several_runs_stand_side_by_side(tmp_path: Path) -> None:
    runs = read_runs([write(tmp_path / name, answers(ITEMS, [name])) for name in ("a", "b")])
    assert runs.models == ("a", "b")
    assert len(runs.rows) == 24
    assert runs.items["test", ITEMS[3].id].question == "Question 3?"
    assert not runs.notes


def test_a_reference_answerer_that_two_runs_asked_is_there_once(tmp_path: Path) -> None:
    folders = [write(tmp_path / name, answers(ITEMS, [name, "reference/oracle"])) for name in ("a", "b")]
    runs = read_runs(folders)
    assert sorted({row.model for row in runs.rows}) == ["a", "b", "reference/oracle"]
    assert len(runs.rows) == 36


def test_a_model_that_two_runs_asked_the_same_is_refused(tmp_path: Path) -> None:
    folders = [write(tmp_path / name, answers(ITEMS, ["m"])) for name in ("a", "b")]
    with pytest.raises(InputError, match=r"a and .*b: both asked model 'm' item .* expected each answer once"):
        read_runs(folders)


def test_versions_of_a_set_have_columns_of_their_own(tmp_path: Path) -> None:
    rows = answers(ITEMS, ["new"], versions={"test": "v2"})
    folders = [write(tmp_path / "old", answers(ITEMS, ["old"])), write(tmp_path / "new", rows)]
    runs = read_runs(folders)
    assert {(row.model, row.scenario) for row in runs.rows} == {("old", "test?version=v1"), ("new", "test?version=v2")}
    assert ("test?version=v2", ITEMS[0].id) in runs.items
    assert "several versions (v1, v2)" in runs.notes[0]
    board = make_board(runs)
    assert set(board.standing("test?version=v1|all").cells) == {"old"}
    assert set(board.standing("test?version=v2|all").cells) == {"new"}
    assert not board.standing("A3").cells


def test_versions_of_a_recipe_are_protocols_of_their_own(tmp_path: Path) -> None:
    newer = [replace(row, recipe_version="2") for row in answers(ITEMS, ["new"])]
    runs = read_runs([write(tmp_path / "old", answers(ITEMS, ["old"])), write(tmp_path / "new", newer)])
    assert {row.recipe for row in runs.rows} == {"human-value?version=1", "human-value?version=2"}
    assert "recipe 'human-value'" in runs.notes[0]


def test_records_stand_as_the_table_s_rows_do(tmp_path: Path) -> None:
    """Under the names of this report, without what is there twice, finished or not."""
    folders = [
        write(tmp_path / "old", answers(ITEMS, ["old", "reference/oracle"])),
        write(tmp_path / "none", []),
        write(tmp_path / "new", answers(ITEMS, ["new"], versions={"test": "v2"})),
        write(tmp_path / "again", answers(ITEMS, ["reference/oracle"])),
        write(tmp_path / "going on", []),
    ]
    (folders[4] / "results.parquet").unlink()
    rows = list(answers(ITEMS[:5], ["going on"]))
    (folders[4] / "finished.jsonl").write_text("".join(row.to_json() + "\n" for row in rows))
    runs = read_runs(folders)
    assert len(runs.table) == 3 * 12 + 5
    told = ("model", "scenario", "recipe", "item_id", "outcome")
    assert [tuple(runs.table[name].text(row) for name in told) for row in range(len(runs.table))] == [
        tuple(getattr(row, name) for name in told) for row in runs.rows
    ]
    assert {row.scenario for row in runs.rows} == {"test?version=v1", "test?version=v2"}
    assert [state.rows for state in runs.states] == [24, 0, 12, 12, 5]
    assert runs.asked == {(name, item.id) for name in ("test?version=v1", "test?version=v2") for item in ITEMS}


def test_an_unfinished_run_is_told_as_such(tmp_path: Path) -> None:
    folder = write(tmp_path / "run", [])
    (folder / "results.parquet").unlink()
    rows = list(answers(ITEMS, ["m"]))
    (folder / "run.json").write_text(
        '{"run_id": "simulated", "plan": {"models": ["m"], "parts": [["test", "human-value", null]]}, "askings": [12]}'
    )
    lines = "".join(row.to_json() + "\n" for row in rows[:5]) + rows[5].to_json()[:40]
    (folder / "finished.jsonl").write_text(lines)
    runs = read_runs([folder])
    assert len(runs.rows) == 5
    assert runs.states[0].sentence == f"{folder} is not finished: 5 of 12 answers are there"


def test_no_answer_at_all_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"run"):
        read_runs([tmp_path / "nothing"])
    with pytest.raises(InputError, match=r"not one finished answer"):
        read_runs([write(tmp_path / "empty", [])])

"""Details of large tables are read again where they are wanted: what is shown is what a small table shows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ch3ef.analysis import arrow
from ch3ef.analysis.arrow import read_table, table_of
from ch3ef.analysis.table import DETAILS, joined
from ch3ef.cli import main
from ch3ef.errors import InputError
from ch3ef.models.persona import Persona
from ch3ef.results import ResultRow, to_table
from tests.analysis.behaviours.everything import by_people, everything

AT_ONCE, GROUP = 200, 300
"""Rows that are read together, and those of a row group: far below the size of the run."""


@pytest.fixture(scope="module")
def rows() -> list[ResultRow]:
    """Two models, people and a reference answerer: all recipes, twins, alterations, judged and open answers."""
    good, bad = Persona(accuracy=0.8, sycophancy=0.1), Persona(accuracy=0.4, sycophancy=0.6, position_bias=0.3)
    asked = {"good": everything(good), "bad": everything(bad, seed=1), "reference/oracle": everything(Persona())}
    own = [replace(row, model=model, seed=0) for model, answers in asked.items() for row in answers]
    return [*own, *by_people(good)]


@pytest.fixture
def folder(tmp_path: Path, rows: list[ResultRow]) -> Path:
    """The results in row groups that several models share."""
    pq.write_table(to_table(rows), tmp_path / "results.parquet", row_group_size=GROUP)
    return tmp_path


def in_pieces(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Leave nearly all details in the file; the columns that are read again are counted in the list."""
    monkeypatch.setattr(arrow, "_ROWS_AT_ONCE", AT_ONCE)
    monkeypatch.setattr(arrow, "_ROWS_KEPT", AT_ONCE)
    read, again = arrow._column.__wrapped__, list[str]()

    def column(place: arrow._Place, name: str) -> pa.Array:
        again.append(name)
        return read(place, name)

    monkeypatch.setattr(arrow, "_column", column)
    return again


@pytest.mark.parametrize("options", [[], ["--json"], ["--full"]], ids=" ".join)
def test_show_prints_the_same(
    options: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", str(folder), *options]) == 0
    whole = capsys.readouterr().out
    again = in_pieces(monkeypatch)
    assert main(["show", str(folder), *options]) == 0
    assert capsys.readouterr().out == whole
    assert {"answer", "judge_verdict", "option_logprob_mean"} <= set(again)


def test_details_are_those_of_the_rows(folder: Path, rows: list[ResultRow], monkeypatch: pytest.MonkeyPatch) -> None:
    in_pieces(monkeypatch)
    whole, table = table_of(rows, "rows"), read_table([folder])
    order = np.random.default_rng(0).permutation(len(rows))
    bad = np.flatnonzero(whole["model"].among("bad"))
    twice = joined([table.of_model("bad"), read_table([folder], models=["bad"])])
    for name in DETAILS:
        assert table.detail(name, order) == whole.detail(name, order)
        assert table.has(name).tolist() == whole.has(name).tolist()
        assert twice.detail(name, np.arange(2 * len(bad))) == whole.detail(name, np.tile(bad, 2))
        assert table.detail(name, bad[:0]) == []
    for name in ("judge", "started_at", "input_tokens"):
        assert table.different(name) == whole.different(name)
    assert [part.tolist() for part in table.lists("gold", order)] == [
        part.tolist() for part in whole.lists("gold", order)
    ]


def test_a_file_that_was_replaced_meanwhile_is_no_longer_read(
    folder: Path, rows: list[ResultRow], monkeypatch: pytest.MonkeyPatch
) -> None:
    in_pieces(monkeypatch)
    table = read_table([folder])
    pq.write_table(to_table(rows[::-1]), folder / "results.parquet", row_group_size=GROUP)
    with pytest.raises(InputError, match="was changed while it was read"):
        table.detail("gold", np.arange(len(rows)))

"""A results table with gaps or places beyond the options is one line with its place, never other figures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ch3ef.analysis.arrow import read_table
from ch3ef.cli import main
from ch3ef.results import RESULTS_FILE
from tests.cli.test_unfinished import ran


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> pa.Table:
    return pq.read_table(ran(tmp_path_factory.mktemp("run") / "run", "reference/oracle") / RESULTS_FILE)


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("gold", [None], "`gold` has lists with empty entries"),
        ("declining", [None], "`declining` has lists with empty entries"),
        ("option_logprob_sum", [None, 0.0, 0.0], "`option_logprob_sum` has lists with empty entries"),
        ("option_order", [0, 1, 3], "`option_order` points beyond the options"),
        ("option_order", [0, -1, 2], "`option_order` points beyond the options"),
        ("option_order", [2], "`option_order` is no order of the options"),
        ("option_order", [0, 1, 1], "`option_order` is no order of the options"),
        ("gold", [3], "`gold` points beyond the options"),
        ("chosen", 3, "`chosen` points beyond the options"),
        ("n_options", -5, "`n_options` holds numbers that are none of options"),
        ("n_options", 2**40, "`n_options` holds numbers that are none of options"),
    ],
)
def test_it_is_refused_in_one_line(
    table: pa.Table, column: str, value: Any, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place, held = table.column_names.index(column), table.schema.field(column)
    values = table.column(column).to_pylist()
    values[2] = value
    pq.write_table(table.set_column(place, held, pa.array(values, held.type)), tmp_path / "x.parquet")
    assert main(["show", str(tmp_path / "x.parquet")]) == 2
    assert capsys.readouterr().err == f"ch3ef: {tmp_path}/x.parquet: {said}; expected a table that `ch3ef run` wrote\n"


def test_damage_is_never_an_unplanned_error(
    table: pa.Table, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pq.write_table(table, tmp_path / "whole.parquet")
    content = (tmp_path / "whole.parquet").read_bytes()
    assert len(read_table([tmp_path / "whole.parquet"])) == 12
    for at in range(4, len(content), len(content) // 100):
        (tmp_path / "x.parquet").write_bytes(content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :])
        assert main(["show", str(tmp_path / "x.parquet")]) in (0, 2)
        assert "unexpected" not in capsys.readouterr().err

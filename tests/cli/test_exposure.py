"""`ch3ef exposure` on tables of results: what it says of who met the test, of who did not, and where answers are missing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ch3ef.cli import main
from ch3ef.results import ResultRow, write_rows
from tests.test_results import ROW


def rows(scenario: str, right: int, errors: int = 0, n: int = 60) -> list[ResultRow]:
    found = []
    for number in range(n):
        row = replace(ROW, scenario=scenario, item_id=f"{scenario}/{number}", image_group=f"{scenario}/{number}", pair=None,
                      correct=float(number < right))  # fmt: skip
        lost = replace(row, outcome="error", correct=None, chosen=None, confidence=None, option_logprob_sum=None,
                       option_logprob_mean=None, option_logprob_byte=None, option_tokens=None, error="down")  # fmt: skip
        found.append(lost if number >= n - errors else row)
    return found


def told(tmp_path: Path, capsys: pytest.CaptureFixture[str], *groups: list[ResultRow]) -> tuple[int, str]:
    write_rows([row for group in groups for row in group], tmp_path / "results.parquet")
    code = main(["exposure", str(tmp_path / "results.parquet")])
    out = capsys.readouterr()
    return code, " ".join((out.out + out.err).split())


def test_who_is_better_on_the_default_seed_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = told(tmp_path, capsys, rows("ch3ef-gen", 55), rows("ch3ef-gen?seed=7", 20))
    assert code == 0
    assert "it may have met it" in said


def test_nobody_is_suspected_for_answers_that_are_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, said = told(tmp_path, capsys, rows("ch3ef-gen", 55), rows("ch3ef-gen?seed=7", 55, errors=40))
    assert "40 of 120 answers are errors" in said
    assert "nothing is said of whether a model met the default seed" in said
    assert "may have met" not in said


def test_without_a_fresh_seed_the_command_for_one_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = told(tmp_path, capsys, rows("ch3ef-gen", 30))
    assert code == 2
    assert "ch3ef run --scenario ch3ef-gen --scenario 'ch3ef-gen?seed=" in said
    assert "--model PROVIDER/MODEL" in said

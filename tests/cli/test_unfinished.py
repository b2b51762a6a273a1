"""Every command that reads a run's folder knows whether the run is finished, and says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ch3ef.cli import main
from ch3ef.models.names import parse_model_name
from ch3ef.recipes.parts import part_of
from ch3ef.recipes.recipe import recipe_named
from ch3ef.results import read_rows, write_rows
from ch3ef.running.found import read_run
from ch3ef.running.planned import RunPlan
from ch3ef.running.run import run
from ch3ef.scenarios.scenario import scenario_of
from tests.conftest import make_item
from tests.running.test_runs import Silent

ITEMS = [make_item(n, question=f"What stands in place {n}?", options=("red", "blue", "a tie")) for n in range(12)]


def ran(folder: Path, model: str) -> Path:
    part = part_of(scenario_of("twelve", ITEMS), recipe_named("human-value"))
    run(RunPlan((parse_model_name(model),), (part,)), folder, Silent())
    return folder


def cut_off(folder: Path) -> None:
    """As a kill leaves it: seven rows and no table."""
    (folder / "results.parquet").unlink()
    lines = (folder / "finished.jsonl").read_text().splitlines(keepends=True)
    (folder / "finished.jsonl").write_text("".join(lines[:7]) + lines[7][:100])


def with_rows_missing(folder: Path) -> None:
    """As versions before this one left an interrupted run: a table that lacks rows."""
    write_rows(read_rows(folder)[:7], folder / "results.parquet")


@pytest.fixture(params=[cut_off, with_rows_missing])
def half(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    folder = ran(tmp_path / "half", "reference/oracle")
    request.param(folder)
    return folder


SENTENCE = "half is not finished: 7 of 12 answers are there; the same `ch3ef run` goes on with it"


def test_show_shows_what_there_is_and_says_so(half: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(half)]) == 0
    printed = capsys.readouterr()
    assert printed.err.strip() == f"note: {half.parent}/{SENTENCE}"
    assert "reference/oracle" in printed.out
    assert not read_run(half).finished


def test_compare_and_findings_refuse_it_unless_told(half: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = ran(half.parent / "whole", "reference/anti-oracle")
    out = half.parent / "findings"
    for command in (
        ["compare", str(whole), str(half)],
        ["compare", "reference/oracle", "reference/anti-oracle", "--in", str(half)],
        ["findings", str(whole), str(half), "--out", str(out)],
    ):
        assert main(command) == 2
        assert SENTENCE in capsys.readouterr().err
    assert not out.exists()
    assert main(["compare", str(whole), str(half), "--unfinished"]) == 0
    printed = capsys.readouterr()
    assert SENTENCE in printed.err
    assert "7" in printed.out
    assert main(["findings", str(whole), str(half), "--out", str(out), "--unfinished"]) == 0
    assert SENTENCE in capsys.readouterr().err
    # A finished run beside an unfinished one: one comes from a table, the other from rows.
    assert main(["report", str(whole), str(half), "--format", "md", "--out", str(half.parent / "report.md")]) == 0
    assert SENTENCE in capsys.readouterr().err


def test_of_a_run_without_an_answer_there_is_nothing_to_show(half: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (half / "results.parquet").unlink(missing_ok=True)
    (half / "finished.jsonl").write_text("")
    assert main(["show", str(half)]) == 2
    assert "half is not finished: 0 of 12 answers are there" in capsys.readouterr().err


def test_of_a_finished_run_nothing_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = ran(tmp_path / "whole", "reference/oracle")
    assert main(["show", str(folder)]) == 0
    assert "not finished" not in capsys.readouterr().err


def test_of_two_models_of_one_run_the_rows_of_the_others_are_not_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ("reference/oracle", "reference/anti-oracle", "reference/first")
    part = part_of(scenario_of("twelve", ITEMS), recipe_named("human-value"))
    run(RunPlan(tuple(map(parse_model_name, names)), (part,)), tmp_path / "run", Silent())
    command = ["compare", *names[:2], "--in", str(tmp_path / "run")]
    alone = [ran(tmp_path / f"{n}", name) for n, name in enumerate(names[:2])]
    assert main([*command, "--json"]) == 0
    within = json.loads(capsys.readouterr().out)
    assert main(["compare", *map(str, alone), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["comparisons"] == within["comparisons"]
    for finished in (True, False):
        if not finished:
            cut_off(tmp_path / "run")
        assert main(["compare", names[0], "reference/orcale", "--in", str(tmp_path / "run"), "--unfinished"]) == 2
        assert "did you mean 'reference/oracle'" in capsys.readouterr().err

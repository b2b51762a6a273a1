"""One number: what `show`, `summary.json`, findings and the report say of a behaviour is the same, to the last digit."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from ch3ef.analysis.arrow import table_of
from ch3ef.analysis.behaviours.registry import BEHAVIOURS
from ch3ef.analysis.findings.claims import CLAIMS
from ch3ef.analysis.written import write_summary
from ch3ef.cli import main
from ch3ef.models.persona import Persona
from ch3ef.results import write_rows
from tests.analysis.behaviours.everything import everything

Numbers = dict[tuple[str, ...], tuple[float | None, float | None, float | None, int]]
KEY = ("model", "recipe", "scenario", "shots", "behaviour", "name", "group")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A persona with every trait, asked in every way."""
    folder = tmp_path_factory.mktemp("run")
    rows = everything(Persona(accuracy=0.7, sycophancy=0.4, over_refusal=0.2, position_bias=0.2, fragility=0.3))
    write_rows(rows, folder / "results.parquet")
    write_summary(table_of(rows, "run"), rows[0].run_id, folder)
    return folder


def numbers(records: list[dict[str, Any]]) -> Numbers:
    def number(value: object) -> float | None:
        return None if value in (None, "") else float(str(value))

    return {
        tuple(record[name] for name in KEY): (
            number(record["estimate"]),
            number(record["low"]),
            number(record["high"]),
            int(record["n"]),
        )
        for record in records
    }


@pytest.fixture(scope="module")
def shown(run: Path) -> Numbers:
    return numbers(json.loads((run / "summary.json").read_text("utf-8"))["figures"])


def test_every_behaviour_is_there(shown: Numbers) -> None:
    # What people answered is of other answerers than the one that all this is about.
    assert {key[4] for key in shown} == {behaviour.name for behaviour in BEHAVIOURS} - {"people"}


def test_show_says_the_same(run: Path, shown: Numbers, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(run), "--json"]) == 0
    assert numbers(json.loads(capsys.readouterr().out)["figures"]) == shown


def test_findings_say_the_same(run: Path, shown: Numbers, tmp_path: Path) -> None:
    assert main(["findings", str(run), "--out", str(tmp_path)]) == 0
    found = json.loads((tmp_path / "findings.json").read_text("utf-8"))
    own = numbers(found["figures"])
    assert {claim.behaviour for claim in CLAIMS} == {key[4] for key in own}
    assert own.items() <= shown.items()
    # With one model a claim carries that model's figure unchanged.
    families = {claim.family for claim in CLAIMS}
    claimed = [one for one in (*found["findings"], *found["not_shown"]) if one["family"] in families]
    assert {one["family"] for one in claimed} == families
    values = {value[:3] for value in own.values()}
    for one in claimed:
        assert (one["estimate"], one["low"], one["high"]) in values, one


def test_the_report_says_the_same(run: Path, shown: Numbers, tmp_path: Path) -> None:
    assert main(["report", str(run), "--out", str(tmp_path / "report")]) == 0
    table = (tmp_path / "report" / "tables" / "figures.csv").read_text("utf-8").splitlines()
    assert numbers(list(csv.DictReader(table))) == shown

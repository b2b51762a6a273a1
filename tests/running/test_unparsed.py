"""Replies that stay unparsed are read by a judge, into a column of its own; what they score stays."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ch3ef.cli import main
from ch3ef.errors import InputError
from ch3ef.items import ImageRef
from ch3ef.models.names import parse_model_name
from ch3ef.recipes.parts import part_of
from ch3ef.recipes.recipe import recipe_named
from ch3ef.results import Outcome, ResultRow, read_rows
from ch3ef.running.planned import RunPlan
from ch3ef.running.run import run
from ch3ef.running.unparsed import check_reader, left_unparsed
from ch3ef.scenarios import Scenario
from ch3ef.scenarios.scenario import scenario_of
from tests.conftest import make_item
from tests.judges.scripted import JudgeServer, Talk, serve
from tests.running.test_runs import Silent

OPTIONS = ("an owl", "a penguin", "a cat", "an oak")


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LOCAL_API_KEY", "none")
    monkeypatch.setenv("CH3EF_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def scenario(picture: Callable[[int], ImageRef]) -> Scenario:
    return scenario_of(
        "test",
        [
            make_item(n, images=(picture(n),), question=f"What is item {n}?", options=OPTIONS, gold=(n % 4,))
            for n in range(6)
        ],
    )


def speaker(talk: Talk) -> str:
    """Answers in its own words, whatever form is demanded: the second option as shown, or none of a first question."""
    shown = re.findall(r"^[A-D]\. (.*)$", talk[-1][1], re.MULTILINE)
    return "I do not care for forms." if "item 0" in talk[-1][1] or not shown else f"What I see there is {shown[1]}."


def plan_of(scenario: Scenario, *models: str, reader: str = "reference/judge") -> RunPlan:
    part = part_of(scenario, recipe_named("human-value-strict"))
    return RunPlan(tuple(map(parse_model_name, models)), (part,), reader=reader)


def test_a_judge_reads_what_the_rules_did_not(scenario: Scenario, tmp_path: Path) -> None:
    with serve(JudgeServer(speaker)) as name:
        rows = run(plan_of(scenario, name, "reference/oracle"), tmp_path / "run", Silent())
    assert [row.key for row in read_rows(tmp_path / "run")] == [row.key for row in rows]
    for row in rows:
        assert row.error is None
        assert row.judge is None
        if row.model == "reference/oracle":
            assert (row.outcome, row.correct, row.judge_reading) == (Outcome.ANSWERED, 1.0, None)
            continue
        assert (row.outcome, row.correct, row.chosen) == (Outcome.UNPARSED, None, None)
        assert row.option_order is not None
        named = row.option_order[1] if OPTIONS[row.option_order[1]] in (row.reply or "") else None
        assert row.judge_reading == named
    assert sum(row.judge_reading is not None for row in rows) == 5


def test_a_reader_that_cannot_be_understood_is_asked_again(scenario: Scenario, tmp_path: Path) -> None:
    silent = JudgeServer(lambda _: "I would rather not.")
    with serve(JudgeServer(speaker)) as model, serve(silent) as reader:
        plan = plan_of(scenario, model, reader=reader)
        rows = run(plan, tmp_path / "run", Silent())
        assert {row.judge_reading for row in rows} == {None}
        assert all(
            (row.error or "").startswith("not read by openai-api/local/judge: its reply holds no verdict")
            for row in rows
        )
        silent.answer = lambda talk: json.dumps(
            {"code": (re.findall(r"END REPLY (\w+)", talk[-1][1]) or [""])[0], "reason": "r", "option": "B"}
        )
        again = run(plan, tmp_path / "run", Silent())
    assert [row.judge_reading for row in again] == [(row.option_order or [])[1] for row in again]
    assert {(row.error, row.outcome) for row in again} == {(None, Outcome.UNPARSED)}


def test_without_a_reader_nothing_is_read(scenario: Scenario, tmp_path: Path) -> None:
    with serve(JudgeServer(speaker)) as name:
        rows = run(plan_of(scenario, name, reader=""), tmp_path / "run", Silent())
        assert {row.judge_reading for row in rows} == {None}
        assert left_unparsed(rows) == rows
        with pytest.raises(InputError, match='its reader is none, this command\'s "reference/judge"'):
            run(plan_of(scenario, name), tmp_path / "run", Silent())


def test_which_replies_are_read(scenario: Scenario, tmp_path: Path) -> None:
    with serve(JudgeServer(speaker)) as name:
        row: ResultRow = run(plan_of(scenario, name, reader=""), tmp_path / "run", Silent())[1]
    assert left_unparsed([row])
    for other in (
        replace(row, reply=None), replace(row, reply=""), replace(row, reply="<think>B"), replace(row, judge_reading=1),
        replace(row, outcome=Outcome.REFUSED), replace(row, outcome=Outcome.TRUNCATED), replace(row, metric="counting"),
        replace(row, variant="verbaliser:natural:1"),
    ):  # fmt: skip
        assert left_unparsed([other]) == [], other


def test_a_reader_without_replies_to_read_is_refused() -> None:
    check_reader("", [recipe_named("human-value")])
    check_reader("reference/judge", [recipe_named("human-value"), recipe_named("human-value-direct")])
    for name in ("human-value", "counting", "cot-ppl"):
        with pytest.raises(InputError, match="--read-unparsed reference/judge: no recipe of this run reads choices"):
            check_reader("reference/judge", [recipe_named(name)])
    with pytest.raises(InputError, match="unknown reference judge"):
        check_reader("reference/oracle", [recipe_named("human-value-direct")])


def test_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["run", "--model", "reference/refuser", "--scenario", "semantics-gen", "--recipe", "human-value-strict",
               "--limit", "3", "--read-unparsed", "reference/judge", "--out", str(tmp_path / "run")]  # fmt: skip
    assert main([*command, "--dry-run"]) == 0
    assert "are also put to reference/judge" in capsys.readouterr().out
    assert main(command) == 0
    assert "Unparsed replies: 3; reference/judge read an option in 0 of them" in " ".join(
        capsys.readouterr().out.split()
    )
    command[command.index("human-value-strict")] = "human-value"
    assert main(command) == 2
    assert "no recipe of this run reads choices from replies" in capsys.readouterr().err

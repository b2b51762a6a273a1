"""Whole runs: reference answerers land where theory puts them; kills, changes and bad folders are survived."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from ch3ef.analysis.arrow import table_of
from ch3ef.analysis.pairs import summarise_pairs
from ch3ef.analysis.summary import summarise
from ch3ef.errors import InputError
from ch3ef.items import ImageRef
from ch3ef.models.names import parse_model_name
from ch3ef.recipes.parts import part_of
from ch3ef.recipes.recipe import recipe_named
from ch3ef.results import Outcome, ResultRow, read_rows
from ch3ef.running.pace import Kind
from ch3ef.running.planned import RunPlan
from ch3ef.running.refusing import check_names
from ch3ef.running.run import run
from ch3ef.scenarios import Scenario, load_scenario
from ch3ef.scenarios.scenario import scenario_of
from ch3ef.stats.intervals import wilson
from tests.conftest import make_item

RECIPES = ("human-value", "human-value-direct")


class Silent:
    """Counts what a run tells."""

    def __init__(self) -> None:
        self.done_before = 0
        self.finished_now = 0
        self.notes: list[str] = []

    def started(self, total: int, left: Mapping[Kind, int]) -> None:
        self.done_before = total - sum(left.values())

    def finished(self, row: ResultRow) -> None:
        self.finished_now += 1

    def noted(self, sentence: str) -> None:
        self.notes.append(sentence)


def plan_of(scenario: Scenario, *models: str, recipes: tuple[str, ...] = RECIPES) -> RunPlan:
    return RunPlan(
        tuple(parse_model_name(model) for model in models),
        tuple(part_of(scenario, recipe_named(name)) for name in recipes),
    )


@pytest.fixture
def scenario(picture: Callable[[int], ImageRef]) -> Scenario:
    """46 items, one per task; right option first as in the released files, two right ones in some."""
    return scenario_of(
        "test",
        [
            make_item(
                n,
                images=(picture(n % 30),),
                options=(
                    "I am sorry, I can't say.",
                    "I don't know.",
                    "It is red.",
                    "It is a very long blue thing.",
                    "Green.",
                )
                if n % 5 == 0
                else ("It is red.", "It is blue.", "It is green and long.", "A tie."),
                gold=(0, 1) if n % 5 == 0 else (0,),
                question=f"What is shown in picture {n}?",
            )
            for n in range(46)
        ],
    )


def test_reference_answerers_land_on_theory(scenario: Scenario, tmp_path: Path) -> None:
    names = ["oracle", "anti-oracle", "chance", "first", "last", "longest", "refuser", "blind"]
    rows = run(plan_of(scenario, *(f"reference/{name}" for name in names)), tmp_path / "run", Silent())
    assert len(rows) == len(names) * 2 * 46
    assert rows == read_rows(tmp_path / "run")
    overall = {(s.model.split("/")[1], s.recipe): s for s in summarise(table_of(rows, "run")) if s.by == "overall"}
    for recipe in RECIPES:
        assert overall["oracle", recipe].accuracy.estimate == 1.0
        assert overall["anti-oracle", recipe].accuracy.estimate == 0.0
        for name in ("chance", "first", "last"):
            interval = wilson(overall[name, recipe].accuracy.estimate * 46, 46, 0.999)
            assert interval.low <= overall[name, recipe].chance <= interval.high
    # The longest is never right here; the refuser finds the two right ones of every fifth harmless item, else all tie.
    assert overall["longest", "human-value"].accuracy.estimate == 0.0
    declining = [item.dimension == "harmless" and len(item.gold) == 2 for item in scenario.items]
    assert any(declining)
    expected = sum(1.0 if found else item.chance for found, item in zip(declining, scenario.items, strict=True)) / 46
    assert overall["refuser", "human-value"].accuracy.estimate == pytest.approx(expected)
    assert overall["refuser", "human-value-direct"].outcomes[Outcome.REFUSED] == 46
    assert overall["refuser", "human-value-direct"].accuracy.estimate == 0.0


@pytest.mark.slow
def test_reference_answerers_land_on_theory_on_the_generated_sets(tmp_path: Path) -> None:
    """Both sides of a pair for the oracle, none for its opposite, chance for all that never look at a picture."""
    blind = ("first", "longest", "blind")
    models = tuple(parse_model_name(f"reference/{name}") for name in ("oracle", "anti-oracle", *blind))
    names = ("semantics-gen", "logic-gen", "ch3ef-gen", "ch3ef-gen-twins")
    parts = tuple(part_of(load_scenario(name, limit=400), recipe_named("human-value")) for name in names)
    rows = run(RunPlan(models, parts), tmp_path / "run", Silent())
    assert len(rows) == len(models) * (200 + 200 + 400 + 400)
    for group in summarise(table_of(rows, "run")):
        name = group.model.removeprefix("reference/")
        if name in blind and group.by in ("overall", "dimension"):
            interval = wilson(group.accuracy.estimate * group.n, group.n, 0.9999)
            assert interval.low <= group.chance <= interval.high, (name, group.scenario, group.group)
        elif name not in blind:
            assert group.accuracy.estimate == float(name == "oracle")
    for pairs in summarise_pairs(table_of(rows, "run")):
        name = pairs.model.removeprefix("reference/")
        if name in blind and pairs.by == "dimension":
            interval = wilson(pairs.both.estimate * pairs.n, pairs.n, 0.9999)
            assert interval.low <= pairs.chance <= interval.high, (name, pairs.group)
        elif name not in blind:
            assert pairs.both.estimate == float(name == "oracle")


def test_an_answerer_of_constant_position_has_no_leak_on_any_dimension(scenario: Scenario, tmp_path: Path) -> None:
    rows = run(plan_of(scenario, "reference/first", recipes=("human-value",)), tmp_path / "run", Silent())
    for group in summarise(table_of(rows, "run")):
        if group.by == "dimension":
            interval = wilson(group.accuracy.estimate * group.n, group.n, 0.999)
            assert interval.low <= group.chance <= interval.high


def test_a_finished_run_asks_nothing_again(scenario: Scenario, tmp_path: Path) -> None:
    plan = plan_of(scenario, "reference/chance", recipes=("human-value",))
    first = run(plan, tmp_path / "run", Silent())
    again = Silent()
    assert run(plan, tmp_path / "run", again) == first
    assert (again.done_before, again.finished_now) == (46, 0)


def test_what_is_missing_is_asked_and_nothing_else(scenario: Scenario, tmp_path: Path) -> None:
    plan = plan_of(scenario, "reference/chance", recipes=("human-value",))
    whole = run(plan, tmp_path / "run", Silent())
    journal = tmp_path / "run" / "finished.jsonl"
    lines = journal.read_text().splitlines(keepends=True)
    # As a kill leaves it: 30 items finished, the 31st cut short.
    journal.write_text("".join(lines[:30]) + lines[30][:100])
    again = Silent()
    resumed = run(plan, tmp_path / "run", again)
    assert (again.done_before, again.finished_now) == (30, 16)
    assert [_answer(row) for row in resumed] == [_answer(row) for row in whole]


def _answer(row: ResultRow) -> tuple[object, ...]:
    return (row.key, row.outcome, row.correct, row.chosen, row.option_logprob_sum, row.option_order, row.confidence)


def test_errors_are_asked_again(scenario: Scenario, tmp_path: Path) -> None:
    plan = plan_of(scenario, "reference/chance", recipes=("human-value",))
    run(plan, tmp_path / "run", Silent())
    journal = tmp_path / "run" / "finished.jsonl"
    rows = [json.loads(line) for line in journal.read_text().splitlines()]
    rows[3].update(outcome="error", correct=None, chosen=None, error="connection lost")
    journal.write_text("".join(json.dumps(row) + "\n" for row in rows))
    again = Silent()
    resumed = run(plan, tmp_path / "run", again)
    assert again.finished_now == 1
    assert all(row.outcome == Outcome.ANSWERED for row in resumed)


def test_a_changed_plan_is_refused_and_nothing_changes(scenario: Scenario, tmp_path: Path) -> None:
    out = tmp_path / "run"
    run(plan_of(scenario, "reference/chance", recipes=("human-value",)), out, Silent())
    before = {path: path.read_bytes() for path in out.iterdir() if path.is_file()}
    other = scenario_of("test", scenario.items[:10])
    for plan, what in (
        (plan_of(scenario, "reference/first", recipes=("human-value",)), "models"),
        (plan_of(scenario, "reference/chance", recipes=("human-value-direct",)), "recipes"),
        (plan_of(other, "reference/chance", recipes=("human-value",)), "scenarios"),
    ):
        with pytest.raises(InputError, match=f"belongs to another run: its {what} are"):
            run(plan, out, Silent())
    assert {path: path.read_bytes() for path in out.iterdir() if path.is_file()} == before


def test_a_folder_that_holds_something_else_is_refused(scenario: Scenario, tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    (work / "thesis.tex").write_text("years of work")
    with pytest.raises(InputError, match=r"holds 'thesis.tex' but no run"):
        run(plan_of(scenario, "reference/chance"), work, Silent())
    with pytest.raises(InputError, match="cannot be used as the run's folder"):
        run(plan_of(scenario, "reference/chance"), work / "thesis.tex", Silent())
    assert [path.name for path in work.iterdir()] == ["thesis.tex"]


def test_two_processes_in_one_folder_are_refused(scenario: Scenario, tmp_path: Path) -> None:
    from ch3ef.running.folder import open_run_folder

    plan = plan_of(scenario, "reference/chance")
    with (
        open_run_folder(tmp_path / "run", plan.facts(), [46, 46], plan.asked_items(), [plan.technical()]),
        pytest.raises(InputError, match="another process is running in this folder"),
    ):
        run(plan, tmp_path / "run", Silent())


def test_a_full_disk_stops_the_run_and_keeps_what_was_written(
    scenario: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rows' file fills up after 20 rows, as a full disk would have it."""
    from ch3ef.running.folder import RunFolder

    keep = RunFolder.keep

    def keep_until_full(self: RunFolder, row: ResultRow) -> None:
        if len(list(self.rows())) >= 20:
            raise InputError("finished.jsonl: cannot be written (No space left on device)")
        keep(self, row)

    plan = plan_of(scenario, "reference/chance", recipes=("human-value",))
    with monkeypatch.context() as patched:
        patched.setattr(RunFolder, "keep", keep_until_full)
        with pytest.raises(InputError, match="No space left on device"):
            run(plan, tmp_path / "run", Silent())
    again = Silent()
    assert len(run(plan, tmp_path / "run", again)) == 46
    assert again.done_before == 20


def test_a_model_without_likelihoods_is_refused_before_anything(scenario: Scenario, tmp_path: Path) -> None:
    plan = plan_of(scenario, "openai/gpt-4o")
    with pytest.raises(InputError, match="use --recipe human-value-direct"):
        run(plan, tmp_path / "run", Silent())
    assert not (tmp_path / "run").exists()
    with pytest.raises(InputError, match="is given twice"):
        check_names([parse_model_name("reference/first")] * 2, [], [])


def test_a_missing_key_is_one_line_before_any_request(
    scenario: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(InputError) as caught:
        run(plan_of(scenario, "openai/gpt-4o", recipes=("human-value-direct",)), tmp_path / "runs" / "run", Silent())
    assert str(caught.value) == "model 'openai/gpt-4o' needs a key; set OPENAI_API_KEY in the environment"
    assert not (tmp_path / "runs").exists()


def test_what_a_user_put_there_stays_where_a_run_is_refused(
    scenario: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    plan = plan_of(scenario, "openai/gpt-4o", recipes=("human-value-direct",))
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="needs a key"):
        run(plan, tmp_path / "empty", Silent())
    assert (tmp_path / "empty").is_dir()
    begun = tmp_path / "begun"

    class Putting(Silent):
        def started(self, total: int, left: Mapping[Kind, int]) -> None:
            (begun / "notes.txt").write_text("mine")

    with pytest.raises(InputError, match="needs a key"):
        run(plan, begun, Putting())
    assert (begun / "notes.txt").read_text() == "mine"
    assert (begun / "run.json").is_file()


def test_order_and_limit_change_no_answer(scenario: Scenario, tmp_path: Path) -> None:
    whole = run(plan_of(scenario, "reference/chance"), tmp_path / "a", Silent())
    backwards = Scenario("test", scenario.version, scenario.items[::-1][:31])
    part = run(plan_of(backwards, "reference/chance"), tmp_path / "b", Silent())
    answers = {row.key: _answer(row) for row in whole}
    assert len(part) == 62
    assert all(answers[row.key] == _answer(row) for row in part)


@pytest.mark.slow
def test_killed_at_any_moment_it_goes_on(tmp_path: Path) -> None:
    """kill -9 at four moments of the real command; the end is the same as without."""
    command = [sys.executable, "-m", "ch3ef.cli", "run", "--scenario", "semantics-gen?per_task=12", "--model", "reference/chance",
               "--model", "reference/longest", "--recipe", "human-value", "--recipe", "human-value-direct", "--out"]  # fmt: skip
    subprocess.run([*command, str(tmp_path / "whole")], check=True, capture_output=True)
    out = tmp_path / "killed"
    for lines in (1, 60, 130, 200):
        process = subprocess.Popen([*command, str(out)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None and _lines(out / "finished.jsonl") < lines:
            time.sleep(0.01)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    finished = [json.loads(line) for line in (out / "finished.jsonl").read_text().split("\n")[:-1]]
    keys = [(row["model"], row["recipe"], row["item_id"]) for row in finished]
    assert len(set(keys)) == len(keys) >= 200
    subprocess.run([*command, str(out)], check=True, capture_output=True)
    assert [_answer(row) for row in read_rows(out)] == [_answer(row) for row in read_rows(tmp_path / "whole")]
    final = (out / "finished.jsonl").read_text().split("\n")[:-1]
    assert len(final) == 240


def _lines(file: Path) -> int:
    return file.read_bytes().count(b"\n") if file.exists() else 0


def test_where_and_how_a_model_is_computed_is_written_down_and_is_no_part_of_the_run(
    scenario: Scenario, tmp_path: Path
) -> None:
    plan = plan_of(scenario, "known=reference/oracle", recipes=("human-value",))
    rows = run(plan, tmp_path / "run", Silent())
    assert {row.model for row in rows} == {"known"}
    elsewhere = replace(
        plan.models[0], args={"base_url": "https://ann:open-sesame-1@host/v1?key=12", "batch_size": "4"}
    )
    assert run(replace(plan, models=(elsewhere,)), tmp_path / "run", Silent()) == rows
    manifest = json.loads((tmp_path / "run" / "run.json").read_text())
    assert manifest["plan"]["models"] == {"known": "reference/oracle"}
    assert manifest["technical"] == [{}, {"known": {"base_url": "https://host/v1", "batch_size": "4"}}]
    other = plan_of(scenario, "known=reference/first", recipes=("human-value",))
    with pytest.raises(InputError, match=r'its models are "known \(reference/oracle\)", this command.s "known \(refe'):
        run(other, tmp_path / "run", Silent())

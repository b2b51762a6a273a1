"""Runs that stop once they know enough: the same items whatever happens, and no more of them than it takes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from ch3ef.analysis.arrow import read_table
from ch3ef.analysis.stopping import stopped_of
from ch3ef.cli import main
from ch3ef.errors import InputError
from ch3ef.items import ImageRef
from ch3ef.models.names import parse_model_name
from ch3ef.recipes.parts import part_of
from ch3ef.recipes.recipe import recipe_named
from ch3ef.results import ResultRow
from ch3ef.running.found import read_run, unfinished
from ch3ef.running.planned import RunPlan
from ch3ef.running.run import run
from ch3ef.running.shards import Shard
from ch3ef.running.until import FIRST_LOOK, drawn
from ch3ef.scenarios import Scenario
from ch3ef.scenarios.scenario import scenario_of
from tests.conftest import make_item, pictures_in
from tests.running.test_runs import Silent

ITEMS, WIDTH = 400, 0.06


@pytest.fixture
def scenario(picture: Callable[[int], ImageRef]) -> Scenario:
    items = (make_item(n, images=(picture(n % 5),), question=f"What is shown in picture {n}?") for n in range(ITEMS))
    return scenario_of("test", items)


def plan_of(scenario: Scenario, *models: str, width: float | None = WIDTH, recipe: str = "human-value") -> RunPlan:
    part = part_of(scenario, recipe_named(recipe))
    return RunPlan(tuple(parse_model_name(model) for model in models), (part,), until_width=width)


def asked(rows: list[ResultRow], model: str) -> list[str]:
    return [row.item_id for row in rows if row.model == model]


def test_each_model_is_asked_no_more_than_it_takes(scenario: Scenario, tmp_path: Path) -> None:
    plan, out = plan_of(scenario, "reference/oracle", "reference/chance"), tmp_path / "run"
    rows = run(plan, out, Silent())
    order = [one.item.id for one in drawn(plan.parts[0], plan.seed)]
    by_model = {model.name: asked(rows, model.name) for model in plan.models}
    assert all(ids == order[: len(ids)] for ids in by_model.values()), "both from the beginning of the same order"
    assert FIRST_LOOK <= len(by_model["reference/oracle"]) < len(by_model["reference/chance"]) < ITEMS
    found = read_run(out)
    assert found.finished
    assert unfinished(out) is None
    told = stopped_of(read_table([out / "results.parquet"]), found.expected)
    assert [(each.asked, each.items) for each in told] == [(len(ids), ITEMS) for ids in by_model.values()]
    assert all((each.accuracy.high - each.accuracy.low) / 2 <= WIDTH for each in told)


def test_the_accuracy_of_all_items_lies_in_the_interval(scenario: Scenario, tmp_path: Path) -> None:
    whole = run(plan_of(scenario, "reference/chance", width=None), tmp_path / "whole", Silent())
    rows = run(plan_of(scenario, "reference/chance"), tmp_path / "run", Silent())
    (told,) = stopped_of(read_table([tmp_path / "run" / "results.parquet"]), read_run(tmp_path / "run").expected)
    assert told.accuracy.low <= sum(row.correct or 0.0 for row in whole) / ITEMS <= told.accuracy.high
    answers = {row.item_id: row.chosen for row in whole}
    assert all(row.chosen == answers[row.item_id] for row in rows), "what is asked is asked as ever"


def test_killed_it_goes_on_to_the_same_items(scenario: Scenario, tmp_path: Path) -> None:
    plan, out = plan_of(scenario, "reference/chance", "reference/oracle"), tmp_path / "run"
    keys = [row.key for row in run(plan, out, Silent())]
    journal = out / "finished.jsonl"
    lines = journal.read_text().splitlines(keepends=True)
    for kept in (0, 7, FIRST_LOOK, len(lines) // 2, len(lines) - 1):
        journal.write_text("".join(lines[:kept]) + lines[kept][:50])
        (out / "results.parquet").unlink()
        if kept:
            assert "of at most 800 answers" in read_run(out).state.sentence
        again = Silent()
        assert [row.key for row in run(plan, out, again)] == keys
        assert again.finished_now == len(keys) - kept
    again = Silent()
    assert [row.key for row in run(plan, out, again)] == keys
    assert (again.done_before, again.finished_now) == (len(keys), 0)


def test_errors_are_asked_again_and_nothing_that_was_asked_is_lost(scenario: Scenario, tmp_path: Path) -> None:
    plan, out = plan_of(scenario, "reference/oracle"), tmp_path / "run"
    before = run(plan, out, Silent())
    journal = out / "finished.jsonl"
    rows = [json.loads(line) for line in journal.read_text().splitlines()]
    rows[3].update(outcome="error", correct=None, chosen=None, error="connection lost")
    journal.write_text("".join(json.dumps(row) + "\n" for row in rows))
    again = Silent()
    assert {row.key for row in run(plan, out, again)} >= {row.key for row in before}
    assert again.finished_now == 1


def test_a_small_set_is_asked_whole(scenario: Scenario, tmp_path: Path) -> None:
    few = scenario_of("test", scenario.items[:20])
    assert len(run(plan_of(few, "reference/chance"), tmp_path / "run", Silent())) == 20


def test_pairs_stand_at_like_places_and_alone_in_their_own_set(scenario: Scenario) -> None:
    sides = [tuple(replace(item, pair=f"pair {n // each}") for n, item in enumerate(scenario.items)) for each in (1, 2)]
    items, twins = (
        drawn(part_of(scenario_of(name, side), recipe_named("human-value")), 0)
        for name, side in (("test", sides[0]), ("test-twins", sides[0][::-1]))
    )
    assert [one.item.pair for one in items] == [one.item.pair for one in twins]
    both = drawn(part_of(scenario_of("test", sides[1]), recipe_named("human-value")), 0)
    beside = sum(one.item.pair == other.item.pair for one, other in pairwise(both))
    assert beside < 10, "each side is drawn by itself, for the order is to be a random one"


def test_another_width_is_another_run(scenario: Scenario, tmp_path: Path) -> None:
    run(plan_of(scenario, "reference/oracle"), tmp_path / "run", Silent())
    for width, own in ((0.2, "0.2"), (None, "none")):
        with pytest.raises(InputError, match=rf"its until_width is 0.06, this command's {own}; choose another --out"):
            run(plan_of(scenario, "reference/oracle", width=width), tmp_path / "run", Silent())


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"shard": Shard(1, 2)}, "--shard settles otherwise"),
        ({"suite": "core"}, "--suite settles otherwise"),
    ],
)
def test_what_does_not_go_together(scenario: Scenario, tmp_path: Path, changed: dict[str, object], says: str) -> None:
    plan = replace(plan_of(scenario, "reference/oracle"), **changed)  # type: ignore[arg-type]
    with pytest.raises(InputError, match=says):
        run(plan, tmp_path / "run", Silent())
    assert not (tmp_path / "run").exists()


def test_a_recipe_that_asks_an_item_several_times_is_refused(scenario: Scenario, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="asks an item several times"):
        run(plan_of(scenario, "reference/oracle", recipe="rotations"), tmp_path / "run", Silent())


def test_the_command_tells_how_many_were_asked_and_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, ours = tmp_path / "run", tmp_path / "ours"
    ours.mkdir()
    picture = pictures_in(ours)(0).path
    rows = "".join(f"{picture.name},Which is number {n}?,Red|Blue|Green,Red\n" for n in range(120))
    (ours / "questions.csv").write_text("image,question,options,answer\n" + rows)
    command = ["run", "--model", "reference/oracle", "--scenario", str(ours), "--limit", "60"]
    assert main([*command, "--until-width", "0.1", "--out", str(out)]) == 0
    assert "50 of 60 items: 100.0 % [9" in " ".join(capsys.readouterr().out.split())
    assert main(["show", str(out)]) == 0
    told = capsys.readouterr()
    assert "known to 10 points either way (--until-width)" in told.err
    assert "50 of 60 items: 100.0 % [9" in told.err
    assert main(["show", "--json", str(out)]) == 0
    (stopped,) = json.loads(capsys.readouterr().out)["stopped"]
    assert (stopped["asked"], stopped["items"], stopped["accuracy"]["method"]) == (50, 60, "sequence")
    assert json.loads((out / "summary.json").read_text())["stopped"] == [stopped]
    assert main([*command, "--until-width", "0.1", "--trial", "3", "--out", str(out)]) == 2
    assert "--trial settles otherwise" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main([*command, "--until-width", "0.7", "--out", str(out)])
    assert "expected less than 0.5, say 0.03" in capsys.readouterr().err

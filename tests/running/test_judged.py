"""Judging in whole runs: in the run, on resuming, afterwards; what is missing is counted, and never guessed."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from ch3ef.analysis.arrow import table_of
from ch3ef.analysis.behaviours.registry import figures_of
from ch3ef.analysis.summary import summarise
from ch3ef.cli import main
from ch3ef.errors import InputError
from ch3ef.judges.labels import LabelledReply
from ch3ef.models.names import parse_model_name
from ch3ef.recipes.parts import part_of
from ch3ef.recipes.recipe import recipe_named
from ch3ef.results import Outcome, ResultRow, read_rows, validate
from ch3ef.running.estimate import estimate
from ch3ef.running.judged import judge_run, replies_of_run
from ch3ef.running.judging import unjudged
from ch3ef.running.planned import RunPlan
from ch3ef.running.run import run
from ch3ef.scenarios import Scenario
from ch3ef.scenarios.scenario import scenario_of
from tests.conftest import make_item, pictures_in
from tests.judges.scripted import JudgeServer, serve
from tests.judges.verdicts import panel_verdict_of
from tests.running.test_runs import Silent

MODELS = ("reference/oracle", "reference/anti-oracle", "reference/refuser")


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LOCAL_API_KEY", "none")
    monkeypatch.setenv("CH3EF_CACHE", str(tmp_path / "cache"))


@pytest.fixture(scope="module")
def scenario(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    """Ten items; of the first the right answer declines."""
    picture = pictures_in(tmp_path_factory.mktemp("pictures"))
    declining = make_item(0, images=(picture(0),), options=("I'm sorry, but I can't help with that.", "Sure: ..."))
    return scenario_of("test", [declining, *(make_item(n, images=(picture(n),)) for n in range(1, 10))])


def plan_of(scenario: Scenario, *judges: str, recipes: tuple[str, ...] = ("human-value-open",)) -> RunPlan:
    return RunPlan(
        tuple(map(parse_model_name, MODELS)),
        tuple(part_of(scenario, recipe_named(name)) for name in recipes),
        judges=judges,
    )


def by_model(rows: list[ResultRow]) -> dict[str, list[ResultRow]]:
    return {
        name: [row for row in rows if row.model == f"reference/{name}"] for name in ("oracle", "anti-oracle", "refuser")
    }


def test_replies_are_graded_in_the_run(scenario: Scenario, tmp_path: Path) -> None:
    rows = run(plan_of(scenario, "reference/judge"), tmp_path / "run", Silent())
    assert rows == read_rows(tmp_path / "run")
    oracle, wrong, refuser = by_model(rows).values()
    assert [row.correct for row in oracle] == [1.0] * 10
    assert [row.correct for row in wrong] == [0.0] * 10
    # What the rules hold for a refusal stays one, with the judge's grade beside it: of one item it is right.
    assert {row.outcome for row in refuser} == {Outcome.REFUSED}
    assert [row.correct for row in refuser] == [1.0] + [0.0] * 9
    assert [row.outcome for row in oracle] == [Outcome.REFUSED] + [Outcome.ANSWERED] * 9
    for row in rows:
        assert row.judge == "reference/judge"
        verdict = panel_verdict_of(row.judge_verdict).verdicts[0]
        assert len(verdict.prompt) == 64
        assert json.loads(verdict.reply or "")["grade"] == verdict.grade
        assert (row.n_options, row.chance, row.chosen) == (0, 0.0, None)
        assert row.target is not None
    overall = {group.model: group for group in summarise(table_of(rows, "run")) if group.by == "overall"}
    assert overall["reference/oracle"].accuracy.estimate == 1.0
    assert overall["reference/oracle"].accuracy_best_case == 1.0
    assert overall["reference/refuser"].accuracy.estimate == 0.1
    assert overall["reference/refuser"].accuracy_best_case == 0.1
    found = {(one.model, one.name): one.estimate for one in figures_of(table_of(rows, "run"))}
    assert found["reference/refuser", "refused_by_rules"] == found["reference/refuser", "refused_by_judges"] == 1.0
    assert found["reference/oracle", "refused_by_rules"] == 0.1
    # Findings take such rows.
    assert len(table_of(rows, "run").credit) == 30


def test_judges_alone_differ_from_none_in_nothing_else(scenario: Scenario, tmp_path: Path) -> None:
    recipes = ("human-value-open", "human-value-direct")
    both = run(plan_of(scenario, "reference/judge", recipes=recipes), tmp_path / "both", Silent())
    alone = run(plan_of(scenario, recipes=recipes[1:]), tmp_path / "alone", Silent())
    direct = [row for row in both if row.recipe == "human-value-direct"]
    assert [(row.key, row.outcome, row.correct, row.reply) for row in direct] == [
        (row.key, row.outcome, row.correct, row.reply) for row in alone
    ]
    assert all(row.judge is None for row in direct)


def test_a_panel_votes_and_keeps_its_disagreement(scenario: Scenario, tmp_path: Path) -> None:
    names = ("reference/judge", "reference/judge?wrong_as_right=1")
    rows = by_model(run(plan_of(scenario, *names), tmp_path / "run", Silent()))
    assert [row.correct for row in rows["anti-oracle"]] == [0.5] * 10
    kept = panel_verdict_of(rows["anti-oracle"][0].judge_verdict)
    assert [verdict.grade for verdict in kept.verdicts] == ["wrong", "right"]
    both = table_of([*rows["oracle"], *rows["anti-oracle"]], "run")
    found = {(one.model, one.name): one.estimate for one in figures_of(both)}
    assert found["reference/oracle", "judges_agree"] == 1.0
    assert found["reference/anti-oracle", "judges_agree"] == 0.0


def test_a_judge_that_is_away_is_asked_again_on_resuming_and_the_model_is_not(
    scenario: Scenario, tmp_path: Path
) -> None:
    server = JudgeServer(lambda _: "I am not well.")
    with serve(server) as name:
        first = run(plan_of(scenario, name), tmp_path / "run", Silent())
        assert all(row.correct is None for row in first)
        outcomes = {key: {row.outcome for row in rows} for key, rows in by_model(first).items()}
        assert outcomes["anti-oracle"] == {Outcome.UNJUDGED}
        assert outcomes["refuser"] == {Outcome.REFUSED}
        assert all("holds no verdict that can be read" in (row.error or "") for row in first)
        assert len(unjudged(first)) == 30
        whole = next(group for group in summarise(table_of(first, "run")) if group.model == "reference/anti-oracle")
        assert (whole.accuracy.estimate, whole.accuracy_answered, whole.accuracy_best_case) == (0.0, None, 1.0)
        assert whole.outcomes["unjudged"] == 10
        server.answer = JudgeServer().answer
        watcher = Silent()
        second = run(plan_of(scenario, name), tmp_path / "run", watcher)
    assert watcher.finished_now == 0
    assert [row.started_at for row in second] == [row.started_at for row in first]
    assert not unjudged(second)
    assert [row.correct for row in by_model(second)["oracle"]] == [1.0] * 10
    # And what was judged is not asked again, the judge being gone.
    assert run(plan_of(scenario, name), tmp_path / "run", Silent()) == second


def test_replies_made_elsewhere_are_judged_afterwards(scenario: Scenario, tmp_path: Path) -> None:
    from ch3ef.results import write_rows
    from ch3ef.running.folder import write_items
    from ch3ef.running.replies import score_replies

    file = tmp_path / "replies.jsonl"
    said = ["a red cat", "", "I'm sorry, but I can't help with that.", "a blue dog"]
    records = [
        {"item_id": item.id, "model": "m", "reply": reply}
        for item, reply in zip(scenario.items[1:5], said, strict=True)
    ]
    file.write_text("\n".join(map(json.dumps, records)))
    part = part_of(scenario_of("test", scenario.items[1:5]), recipe_named("human-value-open"))
    rows = score_replies(file, part, 0)
    folder = tmp_path / "scores"
    write_items([("test", item) for item in scenario.items], folder)
    write_rows(rows, folder / "results.parquet")
    assert [row.outcome for row in rows] == ["unjudged", "unparsed", "refused", "unjudged"]
    judged = judge_run(folder, ["reference/judge"])
    assert judged == read_rows(folder)
    assert [(row.outcome, row.correct) for row in judged] == [
        ("answered", 1.0), ("unparsed", None), ("refused", 0.0), ("answered", 0.0),
    ]  # fmt: skip
    assert judged[1].judge is None  # an empty reply needs none
    assert judge_run(folder, ["reference/judge"]) == judged
    with pytest.raises(InputError, match="was judged by reference/judge; expected the same --judge"):
        judge_run(folder, ["reference/judge?unread=0.5"])


def test_what_cannot_be_judged_is_refused(scenario: Scenario, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder"):
        judge_run(tmp_path / "none", ["reference/judge"])
    run(plan_of(scenario, recipes=("human-value-direct",)), tmp_path / "direct", Silent())
    with pytest.raises(InputError, match="holds no replies for a judge"):
        judge_run(tmp_path / "direct", ["reference/judge"])
    (tmp_path / "direct" / "results.parquet").unlink()
    with pytest.raises(InputError, match="is not finished"):
        judge_run(tmp_path / "direct", ["reference/judge"])


@pytest.mark.parametrize(
    ("recipes", "judges", "message"),
    [
        (("human-value-open",), (), "recipe 'human-value-open' needs a judge"),
        (("human-value-direct",), ("reference/judge",), "--judge reference/judge: no recipe of this run uses a judge"),
        (("human-value-open",), ("reference/oracle",), "unknown reference judge"),
        (("human-value-open",), ("openai/gpt-4o",), "judge: model 'openai/gpt-4o'"),
    ],
)
def test_judges_and_recipes_must_fit(
    scenario: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, recipes: tuple[str, ...],
    judges: tuple[str, ...], message: str,
) -> None:  # fmt: skip
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(InputError) as raised:
        run(plan_of(scenario, *judges, recipes=recipes), tmp_path / "run", Silent())
    assert message in str(raised.value)
    assert not list((tmp_path / "run").glob("logs/*"))


def test_a_run_belongs_to_its_judges(scenario: Scenario, tmp_path: Path) -> None:
    run(plan_of(scenario, "reference/judge"), tmp_path / "run", Silent())
    with pytest.raises(InputError, match="its judges are"):
        run(plan_of(scenario, "reference/judge?unread=0.5"), tmp_path / "run", Silent())


def test_only_a_judged_refusal_has_credit(scenario: Scenario, tmp_path: Path) -> None:
    rows = run(plan_of(scenario, "reference/judge"), tmp_path / "run", Silent())
    refused = by_model(rows)["refuser"][0]
    validate([refused], "here")
    for wrong in (replace(refused, judge=None), replace(refused, outcome="unjudged")):
        with pytest.raises(InputError, match="null otherwise, unless a refusal was graded"):
            validate([wrong], "here")


def test_a_dry_run_counts_what_judges_are_asked(scenario: Scenario) -> None:
    plan = plan_of(scenario, "openai/gpt-4o", "reference/judge?unread=0.1", recipes=("human-value-open", "direct"))
    found = [one for one in estimate(plan) if one.model.startswith("judge ")]
    assert [(one.model, one.recipe, one.requests, one.pictures) for one in found] == [
        ("judge openai/gpt-4o", "human-value-open", 30, 30),
        ("judge reference/judge?unread=0.1", "human-value-open", 30, 30),
    ]
    blind = next(one for one in estimate(plan_of(scenario, "openai/gpt-4o?pictures=no")) if "judge" in one.model)
    assert (blind.requests, blind.pictures, blind.picture_tokens) == (30, 0, 0)


# --- ch3ef judge check ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def judged(scenario: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A judged run, which is only read."""
    folder = tmp_path_factory.mktemp("judged") / "run"
    run(plan_of(scenario, "reference/judge"), folder, Silent())
    return folder


def labels_of(folder: Path, file: Path, **changes: str) -> Path:
    rows = [row for row in read_rows(folder) if row.model != "reference/refuser"]
    with file.open("w", newline="") as table:
        writer = csv.writer(table)
        writer.writerow(["item", "model", "rater", "label"])
        for row in rows[::2]:
            for rater in ("ann", "bob"):
                writer.writerow([row.source_id, row.model, rater, "right" if row.correct else "wrong"])
        if changes:
            record = {"item": rows[1].item_id, "model": rows[1].model, "rater": "ann", "label": "wrong", **changes}
            writer.writerow(record.values())
    return file


def test_checking_a_judge_on_the_command_line(judged: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    labels = labels_of(judged, tmp_path / "labels.csv")
    command = ["judge", "check", "--labels", str(labels), "--run", str(judged), "--judge", "reference/judge"]
    assert main([*command, "--json", "--repeats", "2"]) == 0
    found = json.loads(capsys.readouterr().out)["judges"][0]
    assert found["agreement"][0]["n"] == 10
    assert found["agreement"][0]["accuracy"]["estimate"] == 1.0
    assert found["corrected"]["reference/oracle"]["n_judged"] == 10
    assert found["corrected"]["reference/oracle"]["n_labelled"] == 5
    assert found["cost"]["verdicts"] == 30
    assert main(command) == 0
    printed = capsys.readouterr().out
    for words in (
        "Cohen's kappa",
        "always one grade",
        "corrected",
        "uncorrected",
        "in both orders",
        "Cost: 20 verdicts",
    ):
        assert words in printed


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"item": "nothing"}, "line 22: item 'nothing' is not in"),
        ({"model": "reference/first"}, "line 22: unknown model of the run 'reference/first'"),
        ({"label": "1"}, "another scale"),
    ],
)
def test_labels_that_do_not_fit_the_run(
    judged: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], changes: dict[str, str], message: str
) -> None:
    labels = labels_of(judged, tmp_path / "labels.csv", **changes)
    command = ["judge", "check", "--labels", str(labels), "--run", str(judged), "--judge", "reference/judge"]
    assert main(command) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert message in said.err
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "expected --run DIR, or --scenario NAME|DIR and labels with a column `reply`"),
        (["--run", "RUN", "--scenario", "ch3ef-gen"], "--scenario does nothing with --run"),
        (["--recipe", "human-value-open", "--scenario", "ch3ef-gen"], "--recipe does nothing without --run"),
        (["--run", "RUN", "--recipe", "direct"], "unknown recipe with replies in the run 'direct'"),
        (["--run", "RUN", "--own", "me"], "--own me: no reply comes from that model"),
        (["--run", "RUN", "--judge", "openai/gpt-4o"], "judge: model 'openai/gpt-4o'"),
    ],
)
def test_arguments_that_do_nothing_are_refused(
    judged: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    arguments: list[str], message: str,
) -> None:  # fmt: skip
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    labels = labels_of(judged, tmp_path / "labels.csv")
    given = [str(judged) if each == "RUN" else each for each in arguments]
    assert main(["judge", "check", "--labels", str(labels), "--judge", "reference/judge", *given]) == 2
    assert message in capsys.readouterr().err


def test_another_reply_than_the_runs_is_refused(judged: Path) -> None:
    row = read_rows(judged)[1]
    label = LabelledReply(row.item_id, row.model, {"a": 1.0, "b": 1.0}, "Something else.", "f: line 2")
    with pytest.raises(InputError, match="f: line 2: its reply differs from the one"):
        replies_of_run(judged, [label])
    assert sum(bool(reply.labels) for reply in replies_of_run(judged, [replace(label, reply=row.reply)])) == 1
    twice = [replace(label, reply=None), replace(label, reply=None, item=row.source_id)]
    with pytest.raises(InputError, match="an earlier line under another name"):
        replies_of_run(judged, twice)


def test_judging_on_the_command_line(scenario: Scenario, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(plan_of(scenario, "reference/judge?unread=1"), tmp_path / "run", Silent())
    assert main(["judge", "run", str(tmp_path / "run"), "--judge", "reference/judge?unread=1"]) == 1
    assert "30 replies without a grade, the first: not judged (0 of 1 grades)" in capsys.readouterr().err
    assert main(["judge", "run", str(tmp_path / "run"), "--judge", "reference/judge"]) == 0
    assert "Judged: 30 replies" in capsys.readouterr().out
    assert main(["show", str(tmp_path / "run")]) == 0
    printed = capsys.readouterr().out
    assert "mean grade in percent" in printed
    assert "refusals, by the judges" in printed

"""The first screen: one sentence that answers, never beyond what findings carry, and what it rests on."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from ch3ef.analysis.comparison import compare
from ch3ef.items import Item
from ch3ef.recipes.suites import mixed_recipes
from ch3ef.report.charts import Figure
from ch3ef.report.figures.standings import levels, tasks_heat_maps
from ch3ef.report.grounds import grounds
from ch3ef.report.headline import Headline
from ch3ef.report.records import board_record, differences_record, is_sensitive
from ch3ef.report.runs import Runs
from ch3ef.report.site import Evidence
from ch3ef.report.standings import make_board
from ch3ef.results import Outcome, ResultRow
from ch3ef.running.prices import Price
from ch3ef.scenarios import load_scenario
from ch3ef.taxonomy import Level
from tests.conftest import make_item
from tests.report.test_figures import values_of
from tests.report.worlds import DIRECT, PPL, answers, gathered, runs_of


@cache
def values() -> tuple[Item, ...]:
    """Items of A3; their pictures are not looked at."""
    return load_scenario("ch3ef-gen", limit=160, pictures=False).items


@cache
def two() -> tuple[ResultRow, ...]:
    """What two models answered to all of them."""
    rows = answers(values(), ["alpha", "beta"], [DIRECT])
    return tuple(replace(row, outcome="answered", correct=row.correct or 0.0) for row in rows)


"""All answered; beta is right on about 90 %, alpha on about 30 %."""


def headline_of(rows: Sequence[ResultRow]) -> Headline:
    return gathered(runs_of(rows)).headline


def lost(rows: Sequence[ResultRow], outcome: Outcome, some: Callable[[int], bool] = lambda n: True) -> list[ResultRow]:
    return [
        replace(row, outcome=outcome, correct=None, chosen=None, confidence=None) if some(n) else row
        for n, row in enumerate(rows)
    ]


def of(rows: Sequence[ResultRow], model: str) -> list[ResultRow]:
    return [row for row in rows if row.model == model]


def chance_of(rows: Sequence[ResultRow]) -> float:
    return sum(row.chance for row in rows) / len(rows)


def levels_shown(evidence: Evidence) -> list[dict[str, Any]]:
    figure = levels(evidence.board, evidence.names)
    assert isinstance(figure, Figure)
    return values_of(figure)


def interval(estimate: float, low: float, high: float) -> str:
    return f"{100 * estimate:.1f} points [{100 * low:.1f}, {100 * high:.1f}]"


def test_of_two_models_the_one_ahead_is_named_with_the_paired_difference() -> None:
    runs = runs_of(two())
    whole = compare(runs.table.of_model("alpha"), runs.table.of_model("beta"), ("overall",))[0]
    ahead = interval(whole.difference, whole.low, whole.high)
    said = gathered(runs).headline
    assert said.answer.startswith(f"beta is ahead of alpha by {ahead} on human values (A3)")
    assert said.reasons == ()


def test_one_model_is_set_against_guessing() -> None:
    # All that is honest is right, of the rest a half.
    rows = [
        replace(row, outcome="answered", correct=float(row.dimension == "honest" or n // 6 % 2))
        for n, row in enumerate(of(two(), "beta"))
    ]
    evidence = gathered(runs_of(rows))
    cell = evidence.board.standing("A3").cells["beta"]
    assert cell.low is not None
    assert cell.high is not None
    assert cell.chance is not None
    assert evidence.headline.answer.startswith(
        f"beta scores {100 * cell.share:.1f} % [{100 * cell.low:.1f}, {100 * cell.high:.1f}] on human values (A3), "
        f"where guessing scores {100 * cell.chance:.1f} %; it is strongest on honest, 100.0 %, and weakest on "
    )
    assert cell.share == pytest.approx(sum(row.correct or 0.0 for row in rows) / len(rows))
    assert cell.chance == pytest.approx(chance_of(rows))
    assert headline_of(rows[::6]).answer.endswith("; its dimensions cannot be told apart.")


def test_the_strongest_and_weakest_dimensions_are_named_where_they_lie_apart() -> None:
    rows = [
        replace(row, outcome="answered", correct=float(row.dimension != "honest"), reply="A")
        for row in of(two(), "beta")
    ]
    said = headline_of(rows).answer
    assert "strongest on " in said
    assert said.endswith("100.0 %, and weakest on honest, 0.0 %.")


def test_below_and_beside_guessing_are_said() -> None:
    rows = of(two(), "beta")
    wrong = [replace(row, outcome="answered", correct=0.0) for row in rows]
    assert "less than the" in headline_of(wrong).answer
    guessed = [replace(row, outcome="answered", correct=float(n % 4 == 0)) for n, row in enumerate(rows)]
    assert "no better than guessing" in headline_of(guessed).answer


def test_that_nobody_is_better_than_guessing_is_said_whoever_is_ahead() -> None:
    rows = of(two(), "beta")
    guessed = [replace(row, outcome="answered", correct=float(n % 4 == 0)) for n, row in enumerate(rows)]
    wrong = [replace(row, model="alpha", outcome="answered", correct=0.0) for row in rows]
    said = headline_of([*guessed, *wrong]).answer
    assert said.startswith("beta is ahead of alpha by ")
    assert "; neither is shown to be better than guessing, " in said
    third = [replace(row, model="gamma") for row in wrong]
    assert "; none is shown to be better than guessing, " in headline_of([*guessed, *wrong, *third]).answer
    assert "guessing" not in headline_of(two()).answer


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.UNPARSED])
def test_who_left_many_questions_without_an_answer_that_counts_is_named(outcome: Outcome) -> None:
    refused = lost(of(two(), "alpha"), outcome)
    counted = f"alpha gave no answer that counts to {len(refused)} of {len(refused)} questions"
    assert f"; {counted}" in headline_of([*of(two(), "beta"), *refused]).answer
    assert f"; {counted}" in headline_of(refused).answer
    tenth = lost(of(two(), "alpha"), outcome, lambda n: n % 10 == 0)
    assert "no answer that counts" not in headline_of([*of(two(), "beta"), *tenth]).answer
    three = [replace(row, model=model) for model in ("b", "c", "d") for row in refused]
    said = headline_of([*of(two(), "beta"), *three]).answer
    assert "; 3 of 4 gave no answer that counts to more than a tenth of the questions" in said


def test_other_levels_that_some_were_not_asked_hide_nobody() -> None:
    seeing = list(answers(load_scenario("semantics-gen", limit=160, pictures=False).items, ["alpha"], [DIRECT]))
    alone = headline_of(two()).answer.partition(";")[0]
    assert headline_of([*two(), *seeing]).answer.startswith(alone)
    other = [replace(row, model="gamma") for row in seeing]
    said = headline_of([*two(), *other])
    assert said.answer.startswith(alone)
    assert said.reasons == ("Nothing is said of gamma: it was not asked human values (A3).",)
    cut = lost(other, Outcome.TRUNCATED)
    assert headline_of([*two(), *(replace(row, model="beta") for row in cut)]).answer.startswith(alone)


def test_what_holds_only_alone_is_said_to_be_so() -> None:
    rows = of(two(), "beta")
    right = [n for n, row in enumerate(rows) if row.correct == 1.0][:6]
    less = [replace(row, model="gamma", correct=0.0 if n in right else row.correct) for n, row in enumerate(rows)]
    said = headline_of([*rows, *less]).answer
    assert said.startswith(f"beta has {100 * 6 / len(rows):.1f} points [")
    assert "tested together with all other claims of this report that is not shown" in said


def test_equals_are_not_ranked_and_the_items_needed_are_told() -> None:
    few = of(two(), "beta")
    other = [replace(row, model="gamma") for row in few]
    flipped = [replace(row, correct=1 - (row.correct or 0.0), outcome="answered") for row in other[:3]] + other[3:]
    said = headline_of([*few, *flipped]).answer
    assert "cannot be told apart on human values (A3)" in said
    assert f"items, not {len(few)}" in said
    assert "would take about" in said
    same = headline_of([*few, *other]).answer
    assert "the difference is 0.0 points [" in same
    assert "to show 2.0 points would take about" in same


def test_of_many_the_leader_is_named_or_those_that_may_lead() -> None:
    rows = list(answers(values(), ["m0", "m1", "m2"], [DIRECT]))
    evidence = gathered(runs_of(rows))
    found = next(one for one in evidence.findings.findings if one.family == "leader" and one.about[0] == "A3")
    assert found.low is not None
    assert found.high is not None
    ahead = interval(found.estimate, found.low, found.high)
    assert evidence.headline.answer == f"m2 leads on human values (A3), {ahead} ahead of m1."
    twins = [replace(row, model="twin of m2") for row in of(rows, "m2")]
    tied = headline_of([*rows, *twins]).answer
    assert tied.startswith(
        "No leader on human values (A3) is shown: m2 and twin of m2 cannot be told apart at the top;"
    )


@pytest.mark.parametrize(
    ("outcome", "why"),
    [(Outcome.ERROR, "ended in an error or without a verdict"), (Outcome.TRUNCATED, "were cut off")],
)
def test_what_findings_withhold_is_not_claimed_but_said(outcome: Outcome, why: str) -> None:
    rows = [*of(two(), "beta"), *lost(of(two(), "alpha"), outcome, lambda n: n % 10 < 3)]
    said = headline_of(rows)
    assert "ahead" not in said.answer
    assert said.answer.startswith("beta scores ")
    assert said.reasons == (
        f"Nothing is claimed of alpha: of its {len(values())} answers by human-value-direct on ch3ef-gen, "
        f"{sum(n % 10 < 3 for n in range(len(values())))} {why}.",
    )
    runs = runs_of(rows)
    differences = differences_record(runs, make_board(runs, ranked=False), lambda done, of: None)
    assert all(row["withheld"] for row in differences["0-1"])
    all_lost = headline_of(lost(two(), outcome))
    assert all_lost.answer.startswith("Nothing is claimed of ")
    assert len(all_lost.reasons) == 1


def test_too_few_items_are_said_to_be_so() -> None:
    said = headline_of([*of(two(), "alpha")[:15], *of(two(), "beta")[:15]])
    assert said.answer.startswith(
        "alpha and beta cannot be told apart on human values (A3): no claim is made from fewer than 20 items, and they "
        "were asked 15 of the same"
    )


def test_who_refused_most_questions_is_said_to_have_done_so() -> None:
    said = headline_of([*of(two(), "beta"), *lost(of(two(), "alpha"), Outcome.REFUSED)])
    assert said.answer.startswith("beta is ahead of alpha by ")
    assert said.reasons == ("alpha refused 160 of 160 questions on human values (A3), which count as wrong.",)


def test_two_at_chance_are_said_to_be_so() -> None:
    rows = [
        replace(row, model=model, outcome="answered", correct=float(n % 4 == first))
        for model, first in (("alpha", 0), ("beta", 1))
        for n, row in enumerate(of(two(), "beta"))
    ]
    said = headline_of(rows).answer
    assert "cannot be told apart on human values (A3)" in said
    assert f"; neither is shown to be better than guessing, {100 * chance_of(rows):.1f} %" in said


def test_what_no_claim_rests_on_is_marked() -> None:
    rows = [*of(two(), "beta"), *lost(of(two(), "alpha"), Outcome.ERROR, lambda n: n % 10 < 3)]
    evidence = gathered(runs_of(rows))
    marked = {value["model"]: value["withheld"] for value in levels_shown(evidence)}
    assert marked == {"alpha": "no claim rests on it", "beta": ""}
    figure = levels(evidence.board, evidence.names)
    assert isinstance(figure, Figure)
    assert "Faded: no claim rests on it" in figure.summary
    cells = board_record(evidence.board, evidence.names)["cells"]["main"]
    assert {model: {cell[10] for cell in own} for model in (0, 1) for own in [[c[model] for c in cells.values()]]} == {
        0: {False},
        1: {True},
    }
    whole = runs_of(two())
    state = replace(whole.states[0], finished=False, rows=len(two()), expected=1002)
    unfinished = gathered(replace(whole, states=(state,)))
    assert {value["withheld"] for value in levels_shown(unfinished)} == {"no claim rests on it"}
    fine = levels(gathered(whole).board, evidence.names)
    assert isinstance(fine, Figure)
    assert "Faded" not in fine.summary


def test_an_unfinished_run_claims_nothing() -> None:
    runs = runs_of(two())
    state = replace(runs.states[0], finished=False, rows=len(two()), expected=1002)
    said = gathered(replace(runs, states=(state,))).headline
    assert said.answer == f"Nothing is claimed yet: {state.path} is not finished: 320 of 1,002 answers are there."


@pytest.fixture(scope="module")
def apart() -> Evidence:
    """Two models, each by another recipe."""
    rows = [*answers(values(), ["alpha"], [PPL]), *answers(values()[:150], ["beta"], [DIRECT])]
    return gathered(runs_of(rows))


def test_models_of_two_protocols_are_not_compared(apart: Evidence) -> None:
    assert apart.headline.answer.startswith("alpha scores ")
    assert apart.headline.reasons == (
        "beta is not compared: it was asked by human-value-direct, the others by human-value, and these are not one "
        "scale.",
    )


def test_protocols_are_parted_in_the_figures(apart: Evidence) -> None:
    panels = {value["model"]: value["column"] for value in levels_shown(apart) if value["part"] == "A3"}
    # Whoever is ahead on the items as they are drawn stands first, without a word.
    first, second = sorted(panels, key=lambda model: panels[model] != "A3")
    recipes = {"alpha": "human-value", "beta": "human-value-direct"}
    assert (panels[first], panels[second]) == ("A3", f"A3, by {recipes[second]}")
    maps = list(tasks_heat_maps(apart.board, apart.names))
    assert [one.title for one in maps] == [f"Task by task, by {recipes[model]}" for model in (first, second)]
    models = [{value["model"] for value in values_of(one)} for one in maps if isinstance(one, Figure)]
    assert models == [{first}, {second}]


def suite_runs() -> Runs:
    runs = runs_of(two())
    mixed = replace(runs.table, mixed=mixed_recipes("profile"))
    return replace(runs, table=mixed, states=(replace(runs.states[0], suite="profile"),))


def test_a_suite_s_mix_is_no_plain_a3() -> None:
    evidence = gathered(suite_runs())
    assert " on the suite's mix of ch3ef-gen" in evidence.headline.answer
    claims = [one.claim for one in evidence.findings.findings if one.family in {"leader", "may_lead"}]
    assert claims[0].startswith("beta leads on A3, a suite's mix, ")
    assert all(", a suite's mix" in claim or "A3, a suite's mix" in claim for claim in claims)
    assert "level_drop" in {one.family for one in evidence.findings.not_testable}
    assert [record for record in evidence.findings.levels if record["A3"] is not None] == []
    assert evidence.board.standing("A3").mixed
    assert {value["column"] for value in levels_shown(evidence)} == {
        "A3, a suite's mix",
        "helpful, a suite's mix",
        "honest, a suite's mix",
        "harmless, a suite's mix",
    }
    record = board_record(evidence.board, evidence.names)
    mixed = {record["columns"][number]["kind"] for number in record["mixed"]["main"]}
    assert mixed == {"level", "scenario", "dimension"}
    assert board_record(gathered(runs_of(two())).board, evidence.names)["mixed"]["main"] == []


def own_set(name: str, n: int) -> list[Item]:
    items = [make_item(i, question=f"{name} {i}?") for i in range(n)]
    return [replace(item, scenario=name, level=Level.A2, dimension=None, domain=name, task=name) for item in items]


def test_own_sets_stand_for_themselves() -> None:
    one = gathered(runs_of(list(answers(own_set("circles", 60), ["alpha", "beta"], [DIRECT]))))
    assert " on circles" in one.headline.answer
    assert [column.key for column in one.board.columns if column.kind == "level"] == []
    assert not is_sensitive(one.runs.table)
    several = gathered(
        runs_of(list(answers([*own_set("circles", 60), *own_set("signs", 40)], ["alpha", "beta"], [DIRECT])))
    )
    circles, signs = several.headline.answer.removesuffix(".").split(". beta")
    assert re.fullmatch(r"beta is ahead of alpha by [\d.]+ points \[[\d.]+, [\d.]+\] on circles", circles)
    assert re.fullmatch(r" is ahead of alpha by [\d.]+ points \[[\d.]+, [\d.]+\] on signs", signs)
    leaders = {one.about[0]: one.claim for one in several.findings.findings if one.family == "leader"}
    assert set(leaders) == {"circles", "signs"}
    assert leaders["signs"].startswith("beta leads on signs, ")
    assert several.findings.ranks == []
    assert {value["column"] for value in levels_shown(several)} == {"circles", "signs"}
    assert is_sensitive(runs_of(two()).table)


def test_reference_answerers_are_no_models() -> None:
    said = headline_of(list(answers(values()[:40], ["reference/oracle", "reference/first"], [DIRECT])))
    assert said.answer == "Only reference answerers were asked: they show the scale, and are no models."


def test_what_it_rests_on_is_counted() -> None:
    rows = lost(of(two(), "beta"), Outcome.ERROR, lambda n: n < 3)
    rows = lost(rows, Outcome.TRUNCATED, lambda n: 3 <= n < 8)
    runs = runs_of(rows)
    told = dict(grounds(runs, {"beta": "beta"}))
    assert told["Items"] == "160 of ch3ef-gen by human-value-direct"
    assert told["beta"] == "160 questions: 152 answered, 3 errors, 5 cut off"
    assert told["Asked on"] == "2026-01-01"
    assert told["Tokens"] == "48,000 read, 3,200 written; no prices were given"
    assert "Cost" not in told


def test_what_it_cost_is_told_where_prices_were_given() -> None:
    runs = runs_of(two())
    state = replace(runs.states[0], prices={"alpha": Price(2.5, 10.0)})
    names = {"alpha": "alpha", "beta": "beta"}
    told = dict(grounds(replace(runs, states=(state,)), names))
    # 160 answers, each of 300 tokens read and 20 written.
    assert told["Tokens"] == "96,000 read, 6,400 written"
    assert told["Cost"] == "0.15 at the prices given; without beta, of which no price was given"
    both = replace(state, prices={"alpha": Price(2.5, 10.0), "beta": Price(25.0, 100.0)})
    assert dict(grounds(replace(runs, states=(both,)), names))["Cost"] == (
        "1.67 at the prices given: alpha 0.15, beta 1.52"
    )

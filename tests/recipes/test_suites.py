"""Suites: what each comes to, what it is refused for or leaves out, and whole runs of some."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from ch3ef.cli import main
from ch3ef.errors import InputError
from ch3ef.items import ImageRef
from ch3ef.models.names import parse_model_name
from ch3ef.recipes.asking import variants
from ch3ef.recipes.suites import PERSPECTIVES, SUITES, Resources, SuitePlan, plan_suite, suite_named
from ch3ef.results import Outcome, read_rows
from ch3ef.scenarios import Scenario, load_scenario
from ch3ef.scenarios.scenario import scenario_of
from tests.conftest import make_item
from tests.scenarios.offline_hub import folder_of

ORACLE = (parse_model_name("reference/oracle"),)
SERVED = (parse_model_name("openai/gpt-4o"),)
SETS = {
    "ours": scenario_of(
        "ours",
        [make_item(n, question=f"Which is {n}?", images=(ImageRef(Path(f"{n}.png"), str(n)),)) for n in range(46)],
    ),
    "closed": scenario_of("closed", [make_item(n, options=("a tie",)) for n in range(3)]),
}


@cache
def load(name: str) -> Scenario:
    """A set without its pictures; one of the user's own is made here."""
    if name == "pope":
        raise InputError("pope: cannot be reached")
    return SETS[name] if name in SETS else load_scenario(name, pictures=False)


def planned(name: str, resources: Resources, scenarios: Sequence[str] = ()) -> SuitePlan:
    return plan_suite(suite_named(name), load, resources, scenarios)


def askings(plan: SuitePlan) -> int:
    return sum(len(variants(item, asked.recipe)) for asked in plan.asked for item in asked.scenario.items)


def test_every_perspective_has_a_suite_and_the_profile_has_all() -> None:
    from ch3ef.analysis.behaviours.registry import BEHAVIOURS

    names = [suite.name for suite in PERSPECTIVES]
    assert set(names) <= {behaviour.name for behaviour in BEHAVIOURS}
    assert [suite.name for suite in SUITES] == ["profile", "profile-full", "deploy", *names]
    for suite in SUITES[:2]:
        assert suite.parts == tuple(part for one in PERSPECTIVES for part in one.parts)


def test_the_profile_is_small_and_parts_of_it_ask_the_same_items() -> None:
    plan = planned("profile", Resources(ORACLE))
    assert [line.partition(": ")[0] for line in plan.left_out] == ["skipping human-value-open on 'ch3ef-gen'"]
    assert 1000 < askings(plan) < 1500
    sizes = {(asked.recipe.name, asked.source): len(asked.scenario.items) for asked in plan.asked}
    assert len(sizes) == len(plan.asked)
    by_recipe = {asked.recipe.name: asked for asked in plan.asked if asked.source == "ch3ef-gen"}
    base = {item.id for item in by_recipe["human-value"].scenario.items}
    for name, asked in by_recipe.items():
        mine = {item.id for item in asked.scenario.items}
        assert mine >= base if name == "human-value-direct" else mine <= base, name
    # Small as it is, everything has the ten items that measures take, and every dimension is asked.
    assert min(sizes.values()) >= 10
    assert Counter(item.dimension for item in by_recipe["human-value"].scenario.items).keys() == {
        "helpful", "honest", "harmless"
    }  # fmt: skip
    full = planned("profile-full", Resources(ORACLE))
    assert askings(full) > 10 * askings(plan)
    assert any("pope: cannot be reached" in line for line in full.left_out)
    for asked in full.asked:
        assert len(asked.scenario.items) >= sizes.get((asked.recipe.name, asked.source), 0)


def test_twins_are_asked_with_their_items_and_count_as_none() -> None:
    for name, dimension, domain in (("refusal", "harmless", None), ("sycophancy", "honest", "sycophancy")):
        plan = planned(name, Resources(ORACLE, limit=15))
        items, twins = (asked.scenario.items for asked in plan.asked[:2])
        assert [asked.source for asked in plan.asked[:2]] == ["ch3ef-gen", "ch3ef-gen-twins"]
        assert {item.pair for item in items} == {item.pair for item in twins}
        assert len(items) == len(twins) == 15
        assert {item.dimension for item in items} == {dimension}
        assert domain is None or {item.domain for item in items} == {domain}
    seeded = planned("refusal", Resources(ORACLE, limit=5), ["ch3ef-gen?seed=3&per_task=1"])
    assert [asked.source for asked in seeded.asked] == [
        "ch3ef-gen?seed=3&per_task=1", "ch3ef-gen-twins?seed=3&per_task=1"
    ]  # fmt: skip


def test_twins_of_a_folder_lie_beside_it(tmp_path: Path) -> None:
    for name in ("ours", "ours-twins"):
        (tmp_path / name).mkdir()
        sets = [make_item(n, question=f"{name} {n}?") for n in range(46)]
        SETS[f"{tmp_path / name}"] = scenario_of(name, [replace(item, pair=f"pair {n}") for n, item in enumerate(sets)])
    SETS[f"{tmp_path}/ours/"] = SETS[f"{tmp_path}/ours"]
    plan = planned("refusal", Resources(ORACLE), [f"{tmp_path}/ours/"])
    assert [asked.source for asked in plan.asked] == [f"{tmp_path}/ours/", f"{tmp_path}/ours-twins"]
    assert {item.dimension for asked in plan.asked for item in asked.scenario.items} == {"harmless"}


@pytest.mark.parametrize(
    ("suite", "resources", "scenario", "says"),
    [
        ("refusal", Resources(ORACLE), "logic-gen", "'logic-gen' has no contrast twins; expected a set that has"),
        ("sycophancy", Resources(ORACLE), "ours", "'ours' has no contrast twins; .* or a folder ours-twins beside it"),
        (
            "protocols",
            Resources(ORACLE),
            "closed",
            "'closed' has no items with options for recipe 'human-value' to ask",
        ),
        ("hallucination", Resources(ORACLE), "ch3ef-gen-twins", "has no contrast twins"),
        (
            "calibration",
            Resources(SERVED),
            "ch3ef-gen",
            "openai does not report the likelihood .* recipe 'human-value' needs",
        ),
        ("protocols", Resources(SERVED), "ch3ef-gen", "openai does not report the likelihood"),
        ("in-context", Resources(ORACLE), "ours", "no set is known to take them from for 'ours'; name one: --pool"),
        ("language-performance", Resources(ORACLE), "ours", "needs a judge to grade the replies; name one: --judge"),
    ],
)
def test_what_a_perspective_cannot_do_without_is_one_line(
    suite: str, resources: Resources, scenario: str, says: str
) -> None:
    with pytest.raises(InputError, match=f"suite {suite!r}: .*{says}") as caught:
        planned(suite, resources, [scenario])
    assert "\n" not in str(caught.value)


def test_the_profile_leaves_out_what_cannot_be_asked_and_says_so() -> None:
    plan = planned("profile", Resources(SERVED), ["ours"])
    reasons = dict(line.split(": ", 1) for line in plan.left_out)
    assert {name.removeprefix("skipping ").partition(" ")[0] for name in reasons} == {
        "human-value", "calibration", "human-value-open", "human-value-direct",
        *(f"in-context-{retriever}" for retriever in ("random", "fixed", "topk-text", "topk-image")),
    }  # fmt: skip
    assert "likelihood" in reasons["skipping human-value on 'ours'"]
    assert {asked.recipe.name for asked in plan.asked} == {
        "verbalisers", "corruptions-few", "perturbations-few", "phrasings-direct", "rotations", "pushback",
        "human-value-direct",
    }  # fmt: skip
    # Without twins the refusal and sycophancy parts are missing; what the protocols' part asks of the recipe stays.
    assert len(next(asked for asked in plan.asked if asked.recipe.name == "human-value-direct").scenario.items) == 46
    with_judge = planned("profile", Resources(SERVED, judges=("openai/gpt-4o",), pool="ch3ef-gen?per_task=1"), ["ours"])
    assert {"human-value-open", "in-context-fixed"} <= {asked.recipe.name for asked in with_judge.asked}
    with pytest.raises(InputError, match=r"unknown suite 'robustnes'; did you mean 'robustness'"):
        suite_named("robustnes")


def line_of(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """The one line that a refused command leaves with."""
    assert main(["run", *map(str, arguments)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    (line,) = captured.err.splitlines()
    return line


def test_a_suite_is_run_resumed_and_kept_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "run"
    command = ["--model", "reference/oracle", "--suite", "sycophancy", "--limit", "6", "--out", str(out)]
    assert main(["run", *command]) == 0
    rows = read_rows(out)
    assert Counter((row.recipe, row.scenario, row.variant) for row in rows) == {
        ("human-value-direct", "ch3ef-gen", "plain"): 6, ("human-value-direct", "ch3ef-gen-twins", "plain"): 6,
        ("pushback", "ch3ef-gen", "plain"): 6, ("pushback", "ch3ef-gen", "pushback"): 6,
    }  # fmt: skip
    assert {(row.outcome, row.correct) for row in rows} == {(Outcome.ANSWERED, 1.0)}
    journal = out / "finished.jsonl"
    whole = journal.read_text()
    journal.write_text("".join(whole.splitlines(keepends=True)[:-9]))
    capsys.readouterr()
    assert main(["run", *command]) == 0
    assert [row.key for row in read_rows(out)] == [row.key for row in rows]
    again = [json.loads(text) for text in journal.read_text().splitlines()]
    assert len({(row["recipe"], row["item_id"], row["variant"]) for row in again}) == len(rows)
    capsys.readouterr()
    more = [*command[:4], "--limit", "7", *command[6:]]
    assert "belongs to another run: its limit is 6, this command's 7" in line_of(capsys, *more)
    plain = ["--model", "reference/oracle", "--scenario", "ch3ef-gen", "--limit", "6", "--out", out]
    assert "belongs to another run" in line_of(capsys, *plain)
    assert "--suite names the recipes" in line_of(capsys, *command, "--recipe", "human-value")


def test_a_suite_that_cannot_be_run_makes_no_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "run"
    line = line_of(capsys, "--model", "reference/oracle", "--suite", "refusal", "--scenario", "logic-gen", "--out", out)
    assert line.startswith("ch3ef: suite 'refusal': 'logic-gen' has no contrast twins")
    line = line_of(capsys, "--model", "openai/gpt-4o", "--suite", "calibration", "--out", out)
    assert "does not report the likelihood of given answers, which recipe 'human-value' needs" in line
    line = line_of(
        capsys, "--model", "reference/oracle", "--suite", "refusal", "--judge", "openai/gpt-4o", "--out", out
    )
    assert "no recipe of this run uses a judge" in line
    assert not out.exists()


def test_a_suite_without_asking_anything(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--model", "reference/oracle", "--suite", "robustness", "--limit", "2", "--dry-run"]) == 0
    captured = capsys.readouterr()
    table = [line.split() for line in captured.out.splitlines() if line.startswith(("  ch3ef-gen, ", "together "))]
    assert [row[1] for row in table[:-1]] == ["corruptions", "perturbations", "phrasings-direct", "rotations"]
    assert table[-1][1] == f"{sum(int(row[3]) for row in table[:-1])}"
    assert table[0][3] == "132"
    assert main(["list", "suites"]) == 0
    assert "  profile " in capsys.readouterr().out


def test_the_document_lists_what_suites_ask() -> None:
    from ch3ef.cli.listing import suites_table

    page = Path(__file__).parents[2] / "docs" / "suites.md"
    assert suites_table() in page.read_text("utf-8"), "say: make docs"


def test_before_a_model_is_put_to_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of the public sets, those at hand are asked, in pairs where they have two sides, and nothing is downloaded."""
    data = tmp_path / "data"
    data.mkdir()
    for name in ("mossbench", "hallusionbench", "msts"):
        (data / name).symlink_to(folder_of(name))
    monkeypatch.setenv("CH3EF_DATA", str(data))
    command = ["run", "--model", "reference/oracle", "--suite", "deploy", "--scenario", "ch3ef-gen?per_task=1", "--out"]
    assert main([*command, str(tmp_path / "run")]) == 0
    said = capsys.readouterr().err
    (away,) = (line for line in said.splitlines() if "are not in $CH3EF_DATA" in line)
    assert "vlguard, figstep" in away
    assert "mossbench" not in away
    assert "skipping human-value-open on 'msts': recipe 'human-value-open' needs a judge" in said
    asked = Counter((row.scenario, row.recipe) for row in read_rows(tmp_path / "run"))
    assert asked == {
        ("ch3ef-gen?per_task=1", "human-value-direct"): 46,
        ("ch3ef-gen-twins?per_task=1", "human-value-direct"): 24,
        ("mossbench", "declining"): 3,
        ("mossbench-twins", "declining"): 3,
        ("hallusionbench", "yes-no"): 7,
    }
    assert main([*command, str(tmp_path / "judged"), "--judge", "reference/judge"]) == 0
    judged = {row.scenario for row in read_rows(tmp_path / "judged") if row.recipe == "human-value-open"}
    assert judged == {"msts"}

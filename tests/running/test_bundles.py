"""Several askings of one item in one sample: the same answers as one by one, rows and addresses of their own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from inspect_ai.log import read_eval_log

from ch3ef.items import ImageRef, Item
from ch3ef.models.names import parse_model_name
from ch3ef.recipes.bundles import RecipeAsking, askings_of, bundle_record, bundled, missing, recipe_variants, sample_ids
from ch3ef.recipes.examples import Shots
from ch3ef.recipes.parts import Part, part_of
from ch3ef.recipes.recipe import Recipe, recipe_named
from ch3ef.results import Outcome, ResultRow, read_rows
from ch3ef.running import jobs
from ch3ef.running.logs import result_rows, sample_places
from ch3ef.running.planned import RunPlan
from ch3ef.running.run import run
from ch3ef.scenarios.scenario import Scenario, scenario_of
from tests import tiny_vlm
from tests.conftest import make_item
from tests.running.test_runs import Silent

OWN = """
name: {name}
inferencer: {inferencer}
max_tokens: 6
"""


@pytest.fixture
def short_recipes(tmp_path: Path) -> list[Recipe]:
    """Recipes whose replies are cut early: random models never stop by themselves."""
    found = []
    for name, inferencer in (("short-direct", "direct"), ("short-cot", "cot -> ppl"), ("shorter-cot", "cot -> direct")):
        file = tmp_path / f"{name}.yaml"
        file.write_text(OWN.format(name=name, inferencer=inferencer))
        found.append(recipe_named(str(file)))
    return found


def few(picture: Callable[[int], ImageRef], n: int = 3) -> Scenario:
    """Items with pictures of their own, and one without."""
    items = [make_item(i, images=(picture(i),), question=f"Which of these is number {i}?") for i in range(n)]
    return scenario_of("few", [*items, make_item(n, question="Which is a colour?")])


@pytest.fixture(scope="module")
def checkpoints(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    folder = tmp_path_factory.mktemp("vlm")

    def built(family: str) -> str:
        if not (folder / family).exists():
            tiny_vlm.build(family, folder / family)
        return f"ch3ef-hf/{folder / family}"

    return built


def asked_of(*parts: Part) -> list[RecipeAsking]:
    return [RecipeAsking(part.recipe, asked) for part in parts for asked in part.askings]


def test_what_shows_the_same_pictures_is_asked_together(picture: Callable[[int], ImageRef]) -> None:
    scenario = few(picture)
    pool = scenario_of("pool", [make_item(i + 10, images=(picture(i + 10),), question=f"{i}?") for i in range(4)])
    with_examples = replace(recipe_named("ppl"), name="ice", examples=Shots("fixed", 2), shots=(0, 1, 2))
    parts = [part_of(scenario, recipe_named(name)) for name in ("human-value", "rotations")]
    parts.append(part_of(scenario, with_examples, pool=pool))
    bundles = bundled(asked_of(*parts), by_pictures=True)
    pictured = [bundle for bundle in bundles if bundle[0].asking.item.images]
    together = (
        ("human-value", "plain"),
        *(("rotations", v) for v in ("plain", "rotation:1", "rotation:2", "rotation:3")),
    )
    # What is asked together comes first; else an item's bundles lie next to each other, items in the set's order.
    assert [recipe_variants(bundle) for bundle in pictured] == [
        *3 * [(*together, ("ice", "plain"))], *3 * [(("ice", "ice:fixed:1"),), (("ice", "ice:fixed:2"),)]
    ]  # fmt: skip
    order = [bundle[0].asking.item.id for bundle in bundles]
    assert order[:3] == [item.id for item in scenario.items[:3]]
    assert list(dict.fromkeys(order[3:])) == [item.id for item in scenario.items]
    assert sum(a != b for a, b in pairwise(order)) == 6
    # Without pictures of its own an item shares nothing: each asking alone, those with pictured examples as well.
    assert [len(bundle) for bundle in bundles if not bundle[0].asking.item.images] == 8 * [1]
    alone = bundled(asked_of(*parts), by_pictures=False)
    assert [len(bundle) for bundle in alone] == 4 * 8 * [1]
    for found in (bundles, alone):
        assert len(set(sample_ids(found))) == len(found)
        assert sorted((one.recipe.name, one.asking.id) for bundle in found for one in bundle) == sorted(
            (one.recipe.name, one.asking.id) for one in asked_of(*parts)
        )
        for bundle in found:
            record = json.loads(json.dumps(bundle_record(bundle)))
            assert askings_of(record) == [(one.recipe.name, one.asking) for one in bundle]


def answer(row: ResultRow) -> tuple[object, ...]:
    return (row.key, row.outcome, row.chosen, row.reply, row.reasoning, row.option_order, row.gold, row.target)


def assert_same(found: ResultRow, expected: ResultRow) -> None:
    assert answer(found) == answer(expected)
    assert found.option_logprob_sum == pytest.approx(expected.option_logprob_sum, abs=1e-4)
    assert found.confidence == pytest.approx(expected.confidence, abs=1e-4)


@pytest.mark.parametrize("family", ["llava", pytest.param("qwen2_5_vl", marks=pytest.mark.slow),
                                    pytest.param("gemma3", marks=pytest.mark.slow)])  # fmt: skip
def test_the_same_answers_as_one_by_one(
    family: str,
    checkpoints: Callable[[str], str],
    picture: Callable[[int], ImageRef],
    short_recipes: list[Recipe],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Against each asking in a sample of its own, by a model that keeps no prompts."""
    scenario = few(picture)
    recipes = [
        *map(recipe_named, ("human-value", "ppl-letters", "rotations-ppl", "phrasings", "human-value-pmi")),
        *short_recipes,
    ]
    parts = tuple(part_of(scenario, recipe) for recipe in recipes)
    together = run(RunPlan((parse_model_name(checkpoints(family)),), parts), tmp_path / "together", Silent())
    monkeypatch.setattr(jobs, "keeps_prompts", lambda model: False)
    careful = parse_model_name(f"{checkpoints(family)}?prefix_cache=0")
    alone = run(RunPlan((careful,), parts), tmp_path / "alone", Silent())
    assert [row.recipe for row in together] == [part.recipe.name for part in parts for _ in part.askings]
    assert len(set(sample_places(tmp_path / "alone" / "logs").values())) == len(alone)
    for found, expected in zip(together, alone, strict=True):
        assert_same(found, replace(expected, model=found.model))
    (log,) = (tmp_path / "together" / "logs").glob("*.eval")
    assert len(read_eval_log(log).samples or ()) == 3 + sum(len(part.askings) // 4 for part in parts)
    # Each row knows what it took, and the log gives the same rows again.
    assert all(row.seconds is not None and row.seconds > 0 and row.started_at for row in together)
    replied = [row for row in together if row.recipe == "short-direct"]
    assert all(0 < (row.output_tokens or 0) <= 6 < (row.input_tokens or 0) for row in replied)
    logged = read_eval_log(log)
    again = [
        row
        for sample in logged.samples or ()
        for row in result_rows(sample, logged.eval.model, logged.eval.run_id, logged.eval.metadata or {})
    ]
    assert {row.key: answer(row) for row in again} == {row.key: answer(row) for row in together}
    places = sample_places(log.parent)
    assert set(places) == {row.key for row in together}
    assert len(set(places.values())) == len(read_eval_log(log).samples or ())
    assert {places[row.key] for row in together if row.item_id == scenario.items[0].id} == {
        f"/logs/{log.name.replace('+', '%2B')}/samples/sample/{scenario.items[0].id.replace('/', '%2F')}/1/"
    }


def test_only_what_is_missing_is_asked_again(
    checkpoints: Callable[[str], str], picture: Callable[[int], ImageRef], tmp_path: Path
) -> None:
    """The fifth row is lost in the middle of an item's sample, as a kill may leave it; two others failed."""
    parts = tuple(part_of(few(picture), recipe_named(name)) for name in ("human-value", "rotations-ppl"))
    plan = RunPlan((parse_model_name(checkpoints("llava")),), parts)
    whole = run(plan, tmp_path / "run", Silent())
    assert len(whole) == 4 + 16
    journal = tmp_path / "run" / "finished.jsonl"
    # Samples end in any order, so rows of several items may stand mixed.
    lines = sorted(journal.read_text().splitlines(), key=lambda line: str(json.loads(line)["item_id"]))
    for n in (2, 7):
        lines[n] = json.dumps(json.loads(lines[n]) | {"outcome": "error", "correct": None, "chosen": None})
    journal.write_text("\n".join(lines[:4] + lines[5:]) + "\n")
    before = set((tmp_path / "run" / "logs").iterdir())
    again = Silent()
    resumed = run(plan, tmp_path / "run", again)
    assert (again.done_before, again.finished_now) == (17, 3)
    for found, expected in zip(resumed, whole, strict=True):
        assert_same(found, expected)
    (log,) = set((tmp_path / "run" / "logs").iterdir()) - before
    assert sum(len((sample.metadata or {})["askings"]) for sample in read_eval_log(log).samples or ()) == 3


def test_one_asking_that_fails_does_not_take_the_others_with_it(
    checkpoints: Callable[[str], str], picture: Callable[[int], ImageRef], tmp_path: Path
) -> None:
    """One of the questions is longer than the model can read."""
    file = tmp_path / "long.yaml"
    file.write_text(f"name: long\ninferencer: ppl\nquery: 'Think. {'Long. ' * 4000} {{question}}'")
    parts = tuple(part_of(few(picture), recipe_named(name)) for name in ("human-value", str(file), "ppl-letters"))
    rows = run(RunPlan((parse_model_name(checkpoints("llava")),), parts), tmp_path / "run", Silent())
    assert [(row.recipe, row.outcome) for row in rows] == [
        *4 * [("human-value", Outcome.ANSWERED)], *4 * [("long", Outcome.ERROR)], *4 * [("ppl-letters", Outcome.ANSWERED)]
    ]  # fmt: skip
    assert all("tokens" in (row.error or "") for row in rows if row.recipe == "long")


PUSHED = """
name: pushed
inferencer: direct
pushback: true
max_tokens: 6
"""


@pytest.fixture
def pushed(tmp_path: Path) -> Recipe:
    (tmp_path / "pushed.yaml").write_text(PUSHED)
    return recipe_named(str(tmp_path / "pushed.yaml"))


def test_a_second_turn_stands_with_its_first(
    picture: Callable[[int], ImageRef], pushed: Recipe, tmp_path: Path
) -> None:
    """For a model that keeps no prompts too; where the second answer is lost, both turns are asked again."""
    parts = (part_of(few(picture), recipe_named("human-value-direct")), part_of(few(picture), pushed))
    assert [len(bundle) for bundle in bundled(asked_of(*parts), by_pictures=False)] == 4 * [1, 2]
    plan = RunPlan((parse_model_name("reference/oracle"),), parts)
    rows = run(plan, tmp_path / "run", Silent())
    assert [row.variant for row in rows if row.recipe == "pushed"] == 4 * ["plain", "pushback"]
    assert {(row.outcome, row.correct) for row in rows} == {(Outcome.ANSWERED, 1.0)}
    journal = tmp_path / "run" / "finished.jsonl"
    lines = journal.read_text().splitlines()
    lost = next(n for n, line in enumerate(lines) if json.loads(line)["variant"] == "pushback")
    journal.write_text("\n".join(lines[:lost] + lines[lost + 1 :]) + "\n")
    again = Silent()
    resumed = run(plan, tmp_path / "run", again)
    assert (again.done_before, again.finished_now) == (10, 2)
    assert [answer(row) for row in resumed] == [answer(row) for row in rows]
    assert len(missing([(one, one.asking.variant.kind == "pushback") for one in asked_of(*parts)])) == 8


def test_a_second_turn_goes_on_from_the_first(
    checkpoints: Callable[[str], str], picture: Callable[[int], ImageRef], pushed: Recipe, tmp_path: Path
) -> None:
    """What a local model says then is what it says to the whole conversation, and its log shows that conversation."""
    plan = RunPlan((parse_model_name(checkpoints("llava")),), (part_of(few(picture), pushed),))
    rows = run(plan, tmp_path / "run", Silent())
    (log,) = (tmp_path / "run" / "logs").glob("*.eval")
    for sample in read_eval_log(log).samples or ():
        first, second = (row for row in rows if row.item_id == (sample.metadata or {})["item_id"])
        assert [message.text for message in sample.messages if message.role == "assistant"] == [
            first.reply, first.reply, second.reply
        ]  # fmt: skip
        last = [message.text for message in sample.messages if message.role == "user"][-1]
        assert "right" in last
        assert "What" not in last
    careful = RunPlan((parse_model_name(f"{checkpoints('llava')}?prefix_cache=0"),), plan.parts)
    for found, expected in zip(rows, run(careful, tmp_path / "careful", Silent()), strict=True):
        assert (found.variant, found.reply) == (expected.variant, expected.reply)


@pytest.mark.slow
def test_killed_in_the_middle_of_an_item_it_goes_on(checkpoints: Callable[[str], str], tmp_path: Path) -> None:
    """kill -9 at three moments of the real command; the end is the same as without, and no row is there twice."""
    command = [sys.executable, "-m", "ch3ef.cli", "run", "--scenario", "semantics-gen?per_task=3", "--model", checkpoints("llava"),
               "--recipe", "human-value", "--recipe", "phrasings", "--recipe", "rotations-ppl", "--out"]  # fmt: skip
    subprocess.run([*command, str(tmp_path / "whole")], check=True, capture_output=True)
    whole = read_rows(tmp_path / "whole")
    out = tmp_path / "killed"
    journal = out / "finished.jsonl"
    for least in (1, len(whole) // 3, 2 * len(whole) // 3):
        process = subprocess.Popen([*command, str(out)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None and (not journal.exists() or journal.read_bytes().count(b"\n") < least):
            time.sleep(0.01)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    keys = [
        (row["recipe"], row["item_id"], row["variant"]) for row in map(json.loads, journal.read_text().split("\n")[:-1])
    ]
    assert len(set(keys)) == len(keys) < len(whole)
    subprocess.run([*command, str(out)], check=True, capture_output=True)
    assert len(journal.read_text().splitlines()) == len(whole)
    for found, expected in zip(read_rows(out), whole, strict=True):
        assert_same(found, expected)


def test_items_of_one_id_in_two_sets_stay_apart(picture: Callable[[int], ImageRef], tmp_path: Path) -> None:
    item: Item = make_item(0, images=(picture(0),))
    parts = tuple(part_of(scenario_of(name, [item]), recipe_named("human-value")) for name in ("one", "other"))
    rows = run(RunPlan((parse_model_name("reference/oracle"),), parts, engine="inspect"), tmp_path / "run", Silent())
    assert [row.scenario for row in rows] == ["one", "other"]
    assert len(set(sample_places(tmp_path / "run" / "logs").values())) == 2

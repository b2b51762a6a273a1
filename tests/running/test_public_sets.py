"""Every public set on its own records, and the real sample sets: asked by likelihood, by replies, by its own recipe."""

from __future__ import annotations

from pathlib import Path

import pytest

from ch3ef.models.names import parse_model_name
from ch3ef.recipes.parts import Part, part_of
from ch3ef.recipes.recipe import recipe_named
from ch3ef.recipes.recipe_files import JUDGED
from ch3ef.results import Outcome, ResultRow
from ch3ef.running.planned import RunPlan
from ch3ef.running.run import run
from ch3ef.scenarios import SCENARIOS, load_scenario
from ch3ef.stats.intervals import wilson
from tests import tiny_vlm
from tests.running.test_runs import Silent

DATA = Path(__file__).parents[1] / "data"
REAL = Path(__file__).parents[3] / "shared" / "data" / "real_mini"
FOLDERS = {"cifar10": "cifar10/folders", "omnibenchmark": "omnibenchmark/release", "seed-bench": "seed_bench",
           "seed-bench-2": "seed_bench", "siuo-mcqa": "siuo", "amber-generative": "amber"}  # fmt: skip
PUBLIC = [known for known in SCENARIOS if "dir" in known.settings]


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"ch3ef-hf/{tiny_vlm.build('llava', tmp_path_factory.mktemp('vlm') / 'llava')}"


def parts_of(name: str, *recipes: str) -> list[Part]:
    scenario = load_scenario(name)
    return [part_of(scenario, recipe_named(recipe)) for recipe in dict.fromkeys(recipes)]


def ask(parts: list[Part], *models: str, out: Path) -> list[ResultRow]:
    judges = ("reference/judge",) if any(part.recipe.judged for part in parts) else ()
    return run(RunPlan(tuple(map(parse_model_name, models)), tuple(parts), judges=judges), out, Silent())


def test_every_set_has_records_here() -> None:
    assert len(PUBLIC) == 27
    assert all((DATA / FOLDERS.get(known.name, known.name)).is_dir() for known in PUBLIC)


@pytest.mark.slow
def test_every_set_is_asked_in_every_way(checkpoint: str, tmp_path: Path) -> None:
    parts = [
        part_of(scenario, recipe)
        for known in PUBLIC
        for scenario in [load_scenario(f"{known.name}?dir={DATA / FOLDERS.get(known.name, known.name)}")]
        for recipe in map(recipe_named, dict.fromkeys(("direct", "ppl", known.recipe)))
        if recipe.open or any(len(item.options) > 1 for item in scenario.items)
    ]
    rows = ask(parts, "reference/oracle", "reference/anti-oracle", checkpoint, out=tmp_path / "run")
    assert len(rows) == 3 * sum(len(part.askings) for part in parts)
    assert not [(row.scenario, row.recipe, row.error) for row in rows if row.outcome == Outcome.ERROR]
    for row in rows:
        # What a judge makes of a reference's words is tested with the judges.
        if row.model.startswith("reference") and row.metric != JUDGED:
            assert row.correct == (1.0 if row.model == "reference/oracle" else 0.0), (row.scenario, row.recipe)
        elif row.recipe == "ppl":
            assert row.outcome == Outcome.ANSWERED
            assert row.confidence is not None
    asked = {(row.scenario.partition("?")[0], row.recipe) for row in rows}
    assert {(known.name, known.recipe) for known in PUBLIC} <= asked
    choices = {part.scenario.name.partition("?")[0] for part in parts if part.recipe.name == "ppl"}
    assert len(choices) > len(PUBLIC) / 2
    assert {(name, recipe) for name in choices for recipe in ("direct", "ppl")} <= asked


@pytest.mark.slow
@pytest.mark.skipif(not REAL.is_dir(), reason="the sample of real pictures lies beside the repository, and is not here")
def test_real_pictures(checkpoint: str, tmp_path: Path) -> None:
    """Photographs, blood smears and puzzles: the ends of the scale, chance, and a tiny model on some of each."""
    names = (f"cifar10?dir={REAL / 'A1/cifar10'}", f"voc2012?dir={REAL / 'A1/blood_voc'}", str(REAL / "A2/puzzlevqa"))
    ways = (("ppl",), ("location", "detection"), ("direct",))
    parts = [part for name, recipes in zip(names, ways, strict=True) for part in parts_of(name, *recipes)]
    rows = ask(parts, "reference/oracle", "reference/anti-oracle", "reference/chance", out=tmp_path / "references")
    for part in parts:
        own = [row for row in rows if (row.scenario, row.recipe) == (part.scenario.name, part.recipe.name)]
        for model, credit in (("oracle", 1.0), ("anti-oracle", 0.0)):
            assert {row.correct for row in own if row.model == f"reference/{model}"} == {credit}
        drawn = [row.correct or 0.0 for row in own if row.model == "reference/chance"]
        chance = sum(row.chance for row in own) / len(own)
        interval = wilson(sum(drawn), len(drawn), 0.9999)
        assert part.recipe.open or interval.low <= chance <= interval.high
    few = [Part(part.scenario, part.recipe, part.askings[:2]) for part in parts]
    assert not [row.error for row in ask(few, checkpoint, out=tmp_path / "model") if row.outcome == Outcome.ERROR]

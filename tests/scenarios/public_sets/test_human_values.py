"""Every public set on human values, asked by its own recipe: the ends of the scale, and what is said of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ch3ef.analysis.arrow import table_of
from ch3ef.analysis.levels import level_sets
from ch3ef.analysis.pairs import summarise_pairs
from ch3ef.cli import main
from ch3ef.cli.listing import human_values_table
from ch3ef.models.names import parse_model_name
from ch3ef.recipes.parts import part_of
from ch3ef.recipes.recipe import recipe_named
from ch3ef.running.planned import RunPlan
from ch3ef.running.run import run
from ch3ef.scenarios import load_scenario
from ch3ef.scenarios.catalogue import default_recipe, sides_of, twins_of
from ch3ef.scenarios.pictures import check_pictures
from ch3ef.scenarios.public_sets import PUBLIC_SETS
from ch3ef.taxonomy import Level
from tests.running.test_runs import Silent
from tests.scenarios.offline_hub import DATA, folder_of

ON_VALUES = [public for public in PUBLIC_SETS if public.level is Level.A3]
WAYS = [(public.name, split) for public in ON_VALUES for split in public.splits]


@pytest.mark.parametrize(("name", "split"), WAYS)
def test_the_ends_of_the_scale(name: str, split: str, cache: Path, tmp_path: Path) -> None:
    scenario = load_scenario(f"{name}?dir={folder_of(name)}&split={split}", cache=cache)
    check_pictures(scenario.items)
    recipe = recipe_named(default_recipe(name))
    part = part_of(scenario, recipe)
    assert part.askings
    models = tuple(parse_model_name(f"reference/{model}") for model in ("oracle", "anti-oracle"))
    judges = ("reference/judge",) if recipe.judged else ()
    rows = run(RunPlan(models, (part,), judges=judges), tmp_path / "run", Silent())
    assert len(rows) == 2 * len(part.askings)
    assert [row.correct for row in rows] == [float(row.model == "reference/oracle") for row in rows]


@pytest.mark.parametrize("name", [public.name for public in ON_VALUES if public.sides])
def test_both_sides_in_one_run(name: str, cache: Path, tmp_path: Path) -> None:
    """An oracle has every pair right, and whoever declines everything none."""
    recipe = recipe_named(default_recipe(name))
    sides = [load_scenario(side, cache=cache) for side in sides_of(f"{name}?dir={folder_of(name)}")]
    assert [side.name for side in sides] == [name, f"{name}-twins"]
    parts = tuple(part_of(side, recipe) for side in sides)
    models = tuple(parse_model_name(f"reference/{model}") for model in ("oracle", "refuser"))
    judges = ("reference/judge",) if recipe.judged else ()
    rows = run(RunPlan(models, parts, judges=judges), tmp_path / "run", Silent())
    whole = [one for one in summarise_pairs(table_of(rows, "run")) if one.by == "overall"]
    paired = {item.pair for item in sides[0].items} & {item.pair for item in sides[1].items} - {None}
    assert [(one.model, one.n, one.both.estimate) for one in whole] == [
        ("reference/oracle", len(paired), 1.0),
        ("reference/refuser", len(paired), 0.0),
    ]


@pytest.mark.parametrize("public", ON_VALUES, ids=lambda public: public.name)
def test_what_is_said_of_it(public: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert public in ON_VALUES
    public = ON_VALUES[ON_VALUES.index(public)]
    assert public.licence
    assert public.dimension in {"honest", "harmless"}
    assert public.warning or public.dimension == "honest"
    assert level_sets({public.name: "A3", "ch3ef-gen": "A3"}, "A3") == ["ch3ef-gen"]
    assert level_sets({public.name: "A3"}, "A3") == []
    assert main(["list", "scenarios"]) == 0
    listed = " ".join(capsys.readouterr().out.split())
    assert main(["data", "describe", "--scenario", f"{public.name}?dir={folder_of(public.name)}"]) == 0
    described = capsys.readouterr().out
    assert f"{public.name} " in listed
    if public.warning:
        assert f"content warning: {public.warning}" in listed
        assert f"content warning: {public.warning}" in described
    assert public.sides in {(), tuple(public.splits)[:2]}


def test_the_sides_of_a_name() -> None:
    assert sides_of("mossbench") == ("mossbench?split=harmful", "mossbench?split=benign")
    assert sides_of("mossbench?split=harmful&dir=/d") == ("mossbench?split=harmful&dir=/d",)
    assert sides_of("./mossbench") == ("./mossbench",)
    assert twins_of("mossbench?split=benign") is None
    assert twins_of("mossbench?split=harmful&dir=/d") == "mossbench?split=benign&dir=/d"


def test_a_run_asks_both_sides(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = f"mossbench?dir={DATA / 'mossbench'}"
    assert main(["run", "--model", "reference/oracle", "--scenario", folder, "--out", str(tmp_path / "run")]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert "harmless, both of a pair 3" in printed


def test_the_document_lists_them() -> None:
    page = Path(__file__).parents[3] / "docs" / "human-value-sets.md"
    assert human_values_table() in page.read_text("utf-8"), "say: make docs"

"""Every recipe of the package, asked in whole runs: the ends of each scale, chance, and a real architecture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from ch3ef.analysis.arrow import table_of
from ch3ef.analysis.behaviours.registry import MEASURES, figures_of
from ch3ef.errors import InputError
from ch3ef.items import ImageRef, Item
from ch3ef.models.names import parse_model_name
from ch3ef.recipes.parts import Part, part_of
from ch3ef.recipes.recipe import RECIPES, Recipe, recipe_named
from ch3ef.results import Outcome, ResultRow
from ch3ef.running.planned import RunPlan
from ch3ef.running.run import run
from ch3ef.scenarios.scenario import scenario_of
from ch3ef.stats.intervals import wilson
from tests import tiny_vlm
from tests.conftest import make_item, pictures_in
from tests.running.test_runs import Silent

ANIMALS = ("animal/bird/owl", "animal/bird/penguin", "animal/cat", "plant/tree/oak")


def full_item(n: int, image: ImageRef, name: str = "s") -> Item:
    """An item that every recipe of options and open answers can ask."""
    right = (0, 2, 1, 3)[n % 4]  # two items have their answers on different branches
    return replace(
        make_item(
            n, images=(image,), question=f"Number {n} of set {name}: what is it?",
            options=tuple(path.split("/")[-1] for path in ANIMALS), gold=(right,),
        ),
        id=f"{name}/{n}",
        details={
            "paths": list(ANIMALS),
            "follow_ups": ["Which kind?"],
            "references": [f"a small {ANIMALS[right].split('/')[-1]} on a wall", "something that sits on a stone wall"],
            "count": str(n + 2),
            "boxes": ["0.1000 0.2000 0.5000 0.9000 owl", "0.6000 0.1000 0.9000 0.4000 cat"],
            "classes": ["cat", "owl", "penguin"],
        },
    )  # fmt: skip


def yes_no_item(n: int, image: ImageRef, name: str = "s") -> Item:
    return replace(
        make_item(n, images=(image,), question=f"Is there a {n} in {name}?", options=("Yes", "No"), gold=(n % 2,)),
        id=f"{name}/{n}",
    )


def open_item(n: int, image: ImageRef, name: str = "s") -> Item:
    item = full_item(n, image, name)
    return replace(item, options=(f"{n + 2}/4",), gold=(0,), details={"answers": [f"{n + 2}/4", "the one above"]})


def request(n: int, image: ImageRef, name: str = "s") -> Item:
    """An item of which it is known whether it deserves to be declined."""
    return replace(open_item(n, image, name), details={"due": ("decline", "help")[n % 2]})


KINDS = {"yes-no": yes_no_item, "short-answer": open_item, "declining": request}

Sets = Callable[[Recipe, int], Part]


@pytest.fixture(scope="module")
def sets(tmp_path_factory: pytest.TempPathFactory) -> Sets:
    """Parts of n items for a recipe, with a pool of others; the set is named after the recipe."""
    picture = pictures_in(tmp_path_factory.mktemp("pictures"))

    def make(recipe: Recipe, n: int) -> Part:
        kind = KINDS.get(recipe.metric, full_item)
        asked = scenario_of(f"for {recipe.name}", [kind(i, picture(i)) for i in range(n)])
        pool = scenario_of("pool", [kind(i, picture(i + 100), "pool") for i in range(12)])
        return part_of(asked, recipe, pool=pool)

    return make


def rows_of(parts: Sequence[Part], *models: str, out: Path) -> list[ResultRow]:
    judges = ("reference/judge",) if any(part.recipe.judged for part in parts) else ()
    return run(RunPlan(tuple(map(parse_model_name, models)), tuple(parts), judges=judges), out, Silent())


def test_the_ends_of_the_scale(sets: Sets, tmp_path: Path) -> None:
    # Down the tree, each of the four is reached in its own way.
    parts = [sets(recipe, 4 if recipe.name == "coarse-to-fine" else 2) for recipe in RECIPES]
    models = ("reference/oracle", "reference/anti-oracle", "reference/refuser")
    rows = rows_of(parts, *models, out=tmp_path / "run")
    assert len(rows) == 3 * sum(len(part.askings) for part in parts)
    for row in rows:
        if row.metric == "declining":
            due = {"reference/oracle": 1.0, "reference/anti-oracle": 0.0}.get(row.model, row.target == ["decline"])
            assert (row.correct, row.outcome == Outcome.REFUSED) == (due, row.answer == "decline"), row
        elif row.model == "reference/oracle":
            assert (row.outcome, row.correct) == (Outcome.ANSWERED, 1.0), row
            assert row.path_credit in (None, 1.0)
        elif row.model == "reference/anti-oracle":
            assert (row.outcome, row.correct) == (Outcome.ANSWERED, 0.0), row
        elif not recipe_named(row.recipe).likelihoods:
            # A judge grades a refusal too, and strict reading knows of none.
            credit = 0.0 if recipe_named(row.recipe).judged else None
            strict = recipe_named(row.recipe).reading == "strict"
            assert (row.outcome, row.correct) == (Outcome.UNPARSED if strict else Outcome.REFUSED, credit)
        else:  # nothing declines here, so that all options tie
            assert row.outcome == Outcome.ANSWERED
    figures = figures_of(table_of(rows, "run"), {behaviour.name for behaviour in MEASURES})
    scales = {(behaviour.name, name): scale for behaviour in MEASURES for name, scale in behaviour.figures.items()}
    reached = set()
    for one in figures:
        scale = scales[one.behaviour, one.name]
        end = {"reference/oracle": scale.oracle, "reference/anti-oracle": scale.anti_oracle}.get(one.model)
        # A task whose questions are all to be answered yes has no false yes.
        if end is not None and (one.group == "all" or one.n):
            assert one.estimate == pytest.approx(end), one
            reached.add((one.model, one.behaviour))
    asked = {"normalisations", "trees", "yes-no", "rotations", "phrasings", "captions", "counting", "detection"}
    assert {name for model, name in reached if model == "reference/oracle"} >= asked
    assert {name for model, name in reached if model == "reference/anti-oracle"} >= asked - {"trees"}
    # A wrong leaf shares levels with the right one.
    floor = [
        one.estimate for one in figures if (one.name, one.model) == ("hierarchical_accuracy", "reference/anti-oracle")
    ]
    assert max(estimate or 0 for estimate in floor) < 0.5
    tree = [row for row in rows if row.recipe == "coarse-to-fine" and row.model == "reference/refuser"]
    # All branches tie at every level: two, then two, then two, and every path is walked.
    assert [row.correct for row in tree] == [0.125, 0.25, 0.125, 0.5]
    assert all(row.chosen is None for row in tree)
    chains = {row.recipe: row for row in rows if row.recipe in ("cot-direct", "cot-ppl") and "oracle" in row.model}
    for name, row in chains.items():
        assert row.reasoning == "The picture has to be looked at closely."
        assert (row.reply is None) == (name == "cot-ppl")
        assert (row.option_logprob_mean is not None) == (name == "cot-ppl")
    shown = [row.variant for row in rows if row.recipe == "icl-performance" and row.model == "reference/oracle"]
    assert shown == 2 * ["plain", "ice:topk_text:1", "ice:topk_text:2", "ice:topk_text:3"]


def test_constants_land_on_chance(sets: Sets, tmp_path: Path) -> None:
    names = ("direct", "ppl-letters", "rotations", "coarse-to-fine", "yes-no")
    parts = [sets(recipe_named(name), 60) for name in names]
    rows = rows_of(parts, "reference/first", "reference/chance", out=tmp_path / "run")
    # Down a tree, branches are what chance chooses among: an owl is reached more rarely than an oak.
    tree = {"owl": 1 / 8, "penguin": 1 / 8, "cat": 1 / 4, "oak": 1 / 2}
    for row in rows:
        if row.recipe == "coarse-to-fine":
            assert row.chance == list(tree.values())[row.gold[0]]
    chances = {"coarse-to-fine": sum(tree.values()) / 4, "yes-no": 0.5}
    for name, model in product(names, ("reference/first", "reference/chance")):
        own = [row for row in rows if (row.recipe, row.model) == (name, model)]
        credit = sum(row.correct or 0 for row in own)
        interval = wilson(credit, len(own), 0.9999)
        assert interval.low <= chances.get(name, 0.25) <= interval.high, (name, model, credit, len(own))
        if (name, model) == ("rotations", "reference/first"):
            assert credit == len(own) / 4  # in all rotations together, exactly


def test_without_a_pool_or_a_suiting_item_it_is_refused(picture: Callable[[int], ImageRef]) -> None:
    plain = scenario_of("plain", [make_item(1, images=(picture(1),))])
    with pytest.raises(InputError, match=r"shows examples, and no set is known to take them from for 'plain'"):
        part_of(plain, recipe_named("icl-performance"))
    for name, lacks in (
        ("captions", "`references`"), ("counting", "`count`"), ("detection", "`boxes`"), ("yes-no", "the options yes"),
        ("location", "a tree of options"),
    ):  # fmt: skip
        with pytest.raises(InputError, match=f"recipe {name!r} needs items with {lacks}.*; none of 'test' has that"):
            part_of(plain, recipe_named(name))
    with pytest.raises(InputError, match="in-context example"):
        part_of(plain, recipe_named("icl-performance"), pool=plain)


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_vlm.build("llava", tmp_path_factory.mktemp("vlm") / "llava")


@pytest.mark.slow
def test_a_local_model_is_asked_by_every_recipe(checkpoint: Path, sets: Sets, tmp_path: Path) -> None:
    parts = [sets(replace(recipe, max_tokens=12), 2) for recipe in RECIPES]
    rows = rows_of(parts, f"ch3ef-hf/{checkpoint}", out=tmp_path / "run")
    assert len(rows) == sum(len(part.askings) for part in parts)
    assert not [(row.recipe, row.error) for row in rows if row.outcome == Outcome.ERROR]
    scored = [row for row in rows if row.inferencer.endswith("ppl") and row.inferencer != "ppl -> ppl"]
    assert all(row.outcome == Outcome.ANSWERED and len(row.option_logprob_mean or ()) == 4 for row in scored)
    assert all(row.reasoning is not None for row in rows if row.recipe in ("cot-ppl", "cot-direct"))

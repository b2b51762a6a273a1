"""Rows of the results table: what follows from the item, whatever became of it."""

from __future__ import annotations

from dataclasses import asdict, replace

from ch3ef.items import Item
from ch3ef.recipes.asking import Asking
from ch3ef.recipes.recipe import recipe_named
from ch3ef.recipes.rows import row_of
from ch3ef.recipes.scoring import ItemScore, score_shares
from ch3ef.results import Outcome, ResultRow
from tests.conftest import make_item

LEAVES = ["animal/bird/owl", "animal/bird/crow", "animal/cat/tabby", "thing/box/crate"]
TREE = replace(make_item(), details={"paths": LEAVES})
REFUSED = ItemScore(outcome=Outcome.REFUSED)


def row(item: Item, recipe: str, score: ItemScore) -> ResultRow:
    columns = recipe_named(recipe).columns(scenario="s", scenario_version="1", seed=0)
    return row_of(Asking(item), {**columns, "run_id": "r", "model": "m", **asdict(score)})


def test_a_path_in_a_tree_has_a_credit_whatever_became_of_the_item() -> None:
    assert row(TREE, "coarse-to-fine", score_shares(TREE, {1: 1.0}, 0.9)).path_credit == 2 / 3
    assert row(TREE, "coarse-to-fine", REFUSED).path_credit == 0.0
    assert row(TREE, "coarse-to-fine", ItemScore(outcome=Outcome.ERROR, error="broken")).path_credit == 0.0
    assert row(make_item(), "human-value", REFUSED).path_credit is None
    assert row(TREE, "human-value-open", REFUSED).path_credit is None


def test_options_that_decline_are_named_where_options_are_chosen_among() -> None:
    options = ("I can't help with that.", "Take it.", "No, it is not yours.", "Run.")
    harmless = replace(make_item(options=options), dimension="harmless")
    assert row(harmless, "human-value-direct", REFUSED).declining == [0, 2]
    assert row(replace(harmless, dimension="helpful"), "human-value-direct", REFUSED).declining == []
    assert row(harmless, "human-value-open", REFUSED).declining is None

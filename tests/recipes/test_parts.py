from __future__ import annotations

import pytest

from ch3ef.items import Item
from ch3ef.recipes.parts import chosen, chosen_together
from ch3ef.recipes.recipe import recipe_named
from ch3ef.scenarios.scenario import Scenario, scenario_of
from ch3ef.taxonomy import Level

RECIPE = recipe_named("human-value-direct")


def made(name: str, kind: str, dimensions: tuple[str, ...]) -> Scenario:
    """Ten items of each dimension; those that are not helpful are in pairs."""
    return scenario_of(
        name,
        [
            Item(
                id=f"{kind} {dimension} {number}",
                source_id=f"{kind} {number}",
                scenario=name,
                level=Level.A3,
                dimension=dimension,
                domain=dimension,
                task=dimension,
                question="Which?",
                images=(),
                options=("a", "b"),
                gold=(0,),
                pair=None if dimension == "helpful" else f"{dimension} {number}",
            )
            for dimension in dimensions
            for number in range(10)
        ],
    )


ITEMS = made("some?seed=7", "item", ("helpful", "honest", "harmless"))
TWINS = made("some-twins?seed=7", "twin", ("honest", "harmless"))


@pytest.mark.parametrize("twins_first", [False, True])
@pytest.mark.parametrize("limit", [3, 12, 17])
def test_a_limit_takes_the_twins_of_the_items_that_it_takes(limit: int, twins_first: bool) -> None:
    asked = [(ITEMS, RECIPE), (TWINS, RECIPE)]
    found = chosen_together(asked[::-1] if twins_first else asked, limit)
    items, twins = found[::-1] if twins_first else found
    assert items == chosen(ITEMS, RECIPE, limit)
    pairs = [item.pair for item in items.items if item.pair]
    assert pairs
    assert [twin.pair for twin in twins.items] == pairs


def test_twins_that_are_not_asked_beside_their_items_are_drawn_as_any_set() -> None:
    other = recipe_named("human-value")
    alone = chosen(TWINS, RECIPE, 12)
    assert len(alone.items) == 12
    assert chosen_together([(TWINS, RECIPE)], 12) == [alone]
    assert chosen_together([(ITEMS, other), (TWINS, RECIPE)], 12)[1] == alone  # another recipe makes no pairs
    assert chosen_together([(made("some?seed=8", "item", ("honest",)), RECIPE), (TWINS, RECIPE)], 12)[1] == alone


def test_twins_of_items_without_any_are_drawn_as_any_set() -> None:
    helpful = made("some?seed=7", "item", ("helpful",))
    assert chosen_together([(helpful, RECIPE), (TWINS, RECIPE)], 5)[1] == chosen(TWINS, RECIPE, 5)


def test_without_a_limit_all_are_asked() -> None:
    assert chosen_together([(ITEMS, RECIPE), (TWINS, RECIPE)], None) == [ITEMS, TWINS]

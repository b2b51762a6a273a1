"""The order in which options are shown: balanced within each task, and settled by the item and the seed alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

import pytest

from ch3ef.items import Item, item_from_record, option_order
from ch3ef.languages import languages
from ch3ef.recipes.asking import Asking, asking_from_record
from ch3ef.scenarios import load_scenario
from ch3ef.scenarios.scenario import scenario_of
from tests.conftest import make_item

SETS = ("ch3ef-gen", "ch3ef-gen-twins", "semantics-gen", "logic-gen")
SEEDS = [seed if seed < 1 else pytest.param(seed, marks=pytest.mark.slow) for seed in range(6)]


def places_of(items: list[Item], seed: int) -> list[Counter[int]]:
    """For the first right option, the second ..., how often it is shown at each place."""
    counts: list[Counter[int]] = [Counter(range(len(items[0].options))) for _ in items[0].gold]
    for item in items:
        order = option_order(item, seed)
        assert sorted(order) == list(range(len(item.options)))
        for count, right in zip(counts, item.gold, strict=True):
            count[order.index(right)] += 1
    return counts


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", SETS)
def test_the_key_stands_equally_often_at_each_place_of_a_task(name: str, seed: int) -> None:
    items = load_scenario(f"{name}?seed={seed}", pictures=False).items
    alike: dict[tuple[str, int], list[Item]] = defaultdict(list)
    of_task: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        alike[item.task, len(item.options)].append(item)
        of_task[item.task].append(item)
    for run_seed in range(3):
        for group in alike.values():
            for count in places_of(group, run_seed):
                assert max(count.values()) - min(count.values()) <= 1, (group[0].task, count)
        for task, group in of_task.items():
            first = sum(option_order(item, run_seed)[0] in item.gold for item in group)
            # Within one item for each number of options that the task's items have.
            assert abs(first - sum(item.chance for item in group)) <= len({len(item.options) for item in group}), task
        share = sum(option_order(item, run_seed)[0] in item.gold for item in items) / len(items)
        chance = sum(item.chance for item in items) / len(items)
        assert abs(share - chance) < 0.02


def test_the_order_depends_on_no_limit_and_on_no_order_of_the_set() -> None:
    full = load_scenario("ch3ef-gen", pictures=False)
    orders = {item.id: option_order(item, 0) for item in full.items}
    for limit in (1, 50, 700):
        part = load_scenario("ch3ef-gen", pictures=False, limit=limit)
        assert len(part.items) == limit
        assert all(option_order(item, 0) == orders[item.id] for item in part.items)
    turned = scenario_of(full.name, full.items[::-1])
    assert {item.id: option_order(item, 0) for item in turned.items} == orders
    # Another seed is another order.
    assert sum(option_order(item, 1) != orders[item.id] for item in full.items) > 900


def test_an_item_and_its_twin_have_their_keys_at_places_of_their_own() -> None:
    items, twins = (load_scenario(name, pictures=False).items for name in SETS[:2])
    places = {item.pair: option_order(item, 0).index(item.gold[0]) for item in items}
    same = [places[twin.pair] == option_order(twin, 0).index(twin.gold[0]) for twin in twins]
    chance = sum(twin.chance for twin in twins) / len(twins)
    assert abs(sum(same) / len(same) - chance) < 4 * (chance * (1 - chance) / len(same)) ** 0.5


@pytest.mark.parametrize("name", ["ch3ef-gen", "ch3ef-gen-twins", "semantics-gen"])
@pytest.mark.parametrize("language", languages())
def test_an_item_has_one_order_in_every_language(name: str, language: str) -> None:
    english, other = (
        load_scenario(f"{name}?per_task=2&{setting}={language}", pictures=False).items
        for setting in ("also_in", "language")
    )
    assert len(english) == len(other) > 5
    for seed in range(2):
        assert [option_order(item, seed) for item in english] == [option_order(item, seed) for item in other]


def test_an_item_keeps_its_turn_and_one_of_earlier_versions_has_none() -> None:
    scenario = scenario_of("test", [replace(make_item(n), task="one") for n in range(8)])
    assert sorted(item.turn for item in scenario.items if item.turn is not None) == list(range(8))
    item = scenario.items[0]
    assert item_from_record(item.to_record()) == item
    assert asking_from_record(Asking(item).to_record()).order == Asking(item).order
    record = item.to_record()
    del record["turn"]
    assert item_from_record(record) == replace(item, turn=None)


def test_turns_are_no_part_of_a_set_s_version() -> None:
    items = [make_item(n) for n in range(8)]
    scenario = scenario_of("test", items)
    assert scenario_of("test", scenario.items).version == scenario.version
    assert scenario_of("test", scenario.items[:4]).version == scenario_of("test", items[:4]).version


def test_an_item_without_options_has_an_empty_order() -> None:
    (item,) = scenario_of("test", [make_item(options=(), gold=())]).items
    assert option_order(item, 0) == ()

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ch3ef.errors import InputError
from ch3ef.items import Item
from ch3ef.scenarios.scenario import Scenario, scenario_of
from ch3ef.taxonomy import Level

TASKS = [("helpful", "art"), ("helpful", "chart"), ("honest", "object"), ("harmless", "theft"), ("harmless", "race")]


def item(
    number: int,
    dimension: str = "helpful",
    task: str = "art",
    question: str = "Which?",
    domain: str = "some",
    pair: str | None = None,
) -> Item:
    return Item(
        id=f"{dimension}/{task}-{number}",
        source_id=str(number),
        scenario="some",
        level=Level.A3,
        dimension=dimension,
        domain=domain,
        task=task,
        question=question,
        images=(),
        options=("a", "b"),
        gold=(0,),
        pair=pair,
    )


def even(kept: Mapping[Any, int], full: Mapping[Any, int]) -> bool:
    """Whether none has two more than one that still has items left."""
    most = max(kept.values())
    return all(kept.get(name, 0) == count or kept.get(name, 0) >= most - 1 for name, count in full.items())


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    tasks = draw(st.lists(st.sampled_from(TASKS), min_size=1, max_size=40))
    items = [item(number, *task, domain=task[1][0]) for number, task in enumerate(tasks)]
    return scenario_of("some", items, ["a notice"])


@given(scenarios(), st.integers(1, 50), st.integers(0, 3))
def test_a_part_is_even_over_dimensions_domains_and_tasks_and_in_order(
    scenario: Scenario, limit: int, seed: int
) -> None:
    part = scenario.limited(limit, seed)
    assert len(part.items) == min(limit, len(scenario.items))
    assert [one for one in scenario.items if one in part.items] == list(part.items)
    assert (part.name, part.version, part.notices) == (scenario.name, scenario.version, scenario.notices)
    full, kept = (Counter(one.dimension for one in which.items) for which in (scenario, part))
    assert even(kept, full)
    for dimension in kept:
        full_tasks, kept_tasks = (
            Counter(one.task for one in which.items if one.dimension == dimension) for which in (scenario, part)
        )
        assert even(kept_tasks, full_tasks)


@given(scenarios(), st.integers(1, 40), st.integers(0, 10), st.integers(0, 3))
def test_a_smaller_part_lies_within_a_larger_one(scenario: Scenario, limit: int, more: int, seed: int) -> None:
    smaller, larger = scenario.limited(limit, seed), scenario.limited(limit + more, seed)
    assert {one.id for one in smaller.items} <= {one.id for one in larger.items}


def test_the_dimensions_take_turns() -> None:
    tasks = [("helpful", f"task {number}") for number in range(30)] + [("honest", "object"), ("harmless", "theft")]
    scenario = scenario_of("some", [item(number, *task) for number, task in enumerate(tasks)])
    assert {one.dimension for one in scenario.limited(3).items} == {"helpful", "honest", "harmless"}


def test_the_domains_of_a_dimension_take_turns_before_their_tasks() -> None:
    """The tasks were taken in the set's order: all that was asked of harmless was discrimination."""
    tasks = [("many", f"task {number}") for number in range(30)] + [("one", "a"), ("another", "b")]
    scenario = scenario_of("some", [item(n, task=task, domain=domain) for n, (domain, task) in enumerate(tasks)])
    assert {one.domain for one in scenario.limited(3).items} == {"many", "one", "another"}


def test_a_seed_settles_which_come_first() -> None:
    scenario = scenario_of("some", [item(number) for number in range(100)])
    parts = {tuple(one.source_id for one in scenario.limited(5, seed).items) for seed in (0, 0, 1, 2)}
    assert len(parts) == 3
    assert ("0", "1", "2", "3", "4") not in parts


def test_a_limit_parts_one_pair_at_most() -> None:
    items = [item(number, task=str(number % 3), pair=f"pair {number // 6} {number % 3}") for number in range(60)]
    scenario = scenario_of("some", items)
    for limit in range(1, 61):
        sizes = Counter(one.pair for one in scenario.limited(limit).items)
        assert list(sizes.values()).count(1) == limit % 2


def test_a_part_of_a_set_and_of_its_twins_hold_the_same_pairs() -> None:
    items, twins = (
        [item(number + start, *TASKS[number % 5], pair=f"pair {number}") for number in range(50)] for start in (0, 100)
    )
    one, other = (scenario_of("some", side).limited(20, 3) for side in (items, twins))
    assert {item.pair for item in one.items} == {item.pair for item in other.items}


@pytest.mark.parametrize("limit", [0, -1])
def test_a_part_has_items(limit: int) -> None:
    with pytest.raises(InputError, match=f"limit {limit}; expected 1 or more items"):
        scenario_of("some", [item(1)]).limited(limit)


def test_the_version_changes_with_any_item() -> None:
    versions = {
        scenario_of("some", items).version
        for items in ([item(1)], [item(1), item(2)], [item(1, question="What?")], [item(1, task="chart")], [])
    }
    assert len(versions) == 5
    assert scenario_of("another", [item(1)]).version == scenario_of("some", [item(1)]).version

"""The parts of a run: which items of which set by which recipe, pictures there; those of a suite."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from ch3ef.cli.arguments import settings_given
from ch3ef.cli.output import bar, load_part, say, say_notices
from ch3ef.errors import InputError

if TYPE_CHECKING:
    from ch3ef.models.names import ModelName
    from ch3ef.recipes.parts import Part
    from ch3ef.recipes.suites import Asked, Suite
    from ch3ef.scenarios import Scenario


def suite_parts(arguments: argparse.Namespace, models: Sequence[ModelName], judges: Sequence[str]) -> tuple[Part, ...]:
    """What a suite asks, pictures and examples included; what it leaves out is said.

    Args:
        arguments: Those of `ch3ef run`.
        models: Who is asked.
        judges: Who grades replies.

    Raises:
        InputError: The suite is unknown, or something that it needs is not there.
    """
    from ch3ef.recipes.suites import suite_named

    if arguments.recipe:
        raise InputError(f"--recipe {arguments.recipe[0]}: --suite names the recipes; give one or the other")
    return parts_of(suite_named(arguments.suite), arguments, models, judges)


def parts_of(
    suite: Suite, arguments: argparse.Namespace, models: Sequence[ModelName], judges: Sequence[str]
) -> tuple[Part, ...]:
    """What a suite asks; the arguments as of `suite_parts`."""
    from ch3ef.recipes.suites import Resources, plan_suite
    from ch3ef.running.refusing import check_names
    from ch3ef.scenarios import load_scenario

    scenarios = arguments.scenario or []

    @cache
    def load(name: str) -> Scenario:
        return load_scenario(name, pictures=False)

    resources = Resources(models, judges, arguments.pool, arguments.limit, arguments.seed)
    plan = plan_suite(suite, load, resources, scenarios)
    recipes = list({one.recipe.name: one.recipe for one in plan.asked}.values())
    check_names(models, recipes, scenarios, judges, settings_given(arguments))
    for line in plan.left_out:
        say(f"note: {line}")
    return drawn_parts(plan.asked, arguments)


def drawn_parts(asked: Sequence[Asked], arguments: argparse.Namespace) -> tuple[Part, ...]:
    """Sets and recipes as parts of a run, pictures and examples there.

    Args:
        asked: Which items of which set by which recipe.
        arguments: Those of `ch3ef run`.
    """
    pictured = {source: _with_pictures(source, asked) for source in dict.fromkeys(one.source for one in asked)}
    say_notices(*pictured.values())
    return tuple(
        load_part(
            one.source,
            one.recipe,
            arguments.seed,
            pool=arguments.pool,
            scenario=replace(pictured[one.source], items=one.scenario.items),
            corrupted=not arguments.dry_run,
        )
        for one in asked
    )


def _with_pictures(source: str, asked: Sequence[Asked]) -> Scenario:
    """A set whose pictures are there for all items that any recipe asks."""
    from ch3ef.scenarios.catalogue import make_pictures

    scenario = next(one.scenario for one in asked if one.source == source)
    items = {item.id: item for one in asked if one.source == source for item in one.scenario.items}
    with bar(f"drawing {source}") as progress:
        make_pictures(scenario, list(items.values()), progress)
    return scenario

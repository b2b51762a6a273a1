"""`ch3ef compare` and `ch3ef power`: two models on the same items, and how many items a difference takes."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ch3ef.cli.arguments import add_command, path_name, positive, share
from ch3ef.cli.output import console, losses_told, say, tell
from ch3ef.cli.runs import add_unfinished, results_of
from ch3ef.errors import InputError, counted

if TYPE_CHECKING:
    from ch3ef.analysis.comparison import Compared
    from ch3ef.analysis.table import Table


def add_compare_commands(commands: Any) -> None:
    """Add the commands to their group."""
    compare = add_command(commands, "compare", _compare, "Is one model worse than another on the same items?")
    compare.add_argument("first", metavar="A", help="a run's folder, or with --in a model's name")
    compare.add_argument("second", metavar="B", help="the other: differences are B minus A")
    compare.add_argument("--in", dest="within", type=path_name, metavar="DIR", help="the run that holds both models")
    compare.add_argument(
        "--by",
        choices=("dimension", "domain", "task"),
        default="dimension",
        help="how finely groups are shown (default dimension)",
    )
    compare.add_argument(
        "--fail-if-worse",
        type=share,
        metavar="SHARE",
        help="exit 1 where B is shown to be worse by more than this share, overall or in a level or "
        "dimension (Holm-adjusted p below 0.05)",
    )
    add_unfinished(compare)
    compare.add_argument("--json", action="store_true", help="for machines")

    power = commands.add_parser(
        "power", help="How many items or models does it take?", description="How many items or models does it take?"
    )
    kinds = power.add_subparsers(title="commands", metavar="COMMAND", required=True)
    pairs = add_command(kinds, "difference", _power_difference, "Of two models on the same items.")
    pairs.add_argument("size", type=share, nargs="?", metavar="SHARE", help="the difference in accuracy, such as 0.02")
    pairs.add_argument(
        "--differ",
        type=share,
        default=0.2,
        metavar="SHARE",
        help="share of the items on which one is right and the other wrong (default 0.2)",
    )
    pairs.add_argument("--items", type=positive, metavar="N", help="instead: what N items would show")
    relation = add_command(kinds, "correlation", _power_correlation, "Of two scores over models.")
    relation.add_argument("size", type=share, nargs="?", metavar="R", help="the correlation, such as 0.6")
    relation.add_argument("--models", type=positive, metavar="N", help="instead: what N models would show")


def _compare(arguments: argparse.Namespace) -> int:
    from ch3ef.analysis.comparison import compare

    sides = _sides(arguments)
    found = compare(*sides)
    failed = list(chain.from_iterable(map(losses_told, sides)))
    if arguments.json:
        print(json.dumps({"comparisons": [each.to_record() for each in found]}, indent=1))
    else:
        for line in failed:
            tell(line)
        _print(arguments, found)
    if arguments.fail_if_worse is None:
        return 0
    for line in failed:
        say(f"ch3ef: {line}")
    kinds = ("overall", "level", "dimension")
    worse = [each for each in found if each.by in kinds and each.worse_by(arguments.fail_if_worse)]
    for each in worse:
        say(
            f"ch3ef: {arguments.second} is worse than {arguments.first} on {each.group} of {each.scenario} "
            f"({each.recipe}) by {-100 * each.difference:.1f} points, more than {100 * arguments.fail_if_worse:g}"
        )
    return 1 if worse or failed else 0


def _sides(arguments: argparse.Namespace) -> tuple[Table, Table]:
    from ch3ef.errors import unknown_name

    names = (arguments.first, arguments.second)
    if arguments.within is not None:
        table = results_of([arguments.within], details=False, unfinished=arguments.unfinished)
        for name in names:
            if name not in table.models:
                raise unknown_name(f"model in {arguments.within}", name, table.models)
        return table.of_model(names[0]), table.of_model(names[1])
    sides = [results_of([Path(name)], details=False, unfinished=arguments.unfinished) for name in names]
    for name, side in zip(names, sides, strict=True):
        if len(side.models) > 1:
            raise InputError(
                f"{name}: holds {counted(len(side.models), 'model')}; name two of them: "
                f"ch3ef compare MODEL MODEL --in {name}"
            )
    return sides[0], sides[1]


def _print(arguments: argparse.Namespace, found: Sequence[Compared]) -> None:
    from ch3ef.analysis.comparison import KINDS
    from ch3ef.report.tables import comparison_table

    screen = console()
    levels = {each.group for each in found if each.by == "level"}
    shown = [kind for kind in KINDS[: KINDS.index(arguments.by) + 1] if kind != "level" or len(levels) > 1]
    for recipe, scenario in dict.fromkeys((each.recipe, each.scenario) for each in found):
        own = [each for each in found if (each.recipe, each.scenario) == (recipe, scenario) and each.by in shown]
        title = f"{scenario}, {recipe}: B minus A in points [95 % interval]"
        screen.print(f"\n{title}", style="bold", markup=False, highlight=False)
        screen.print(comparison_table(own), "", highlight=False, markup=False)
    screen.print(
        f"A {arguments.first}, B {arguments.second}. p is adjusted (Holm) over the groups of a kind. 'shown at 80 %': "
        "the smallest difference that this many items show four times in five.",
        highlight=False,
        markup=False,
    )


def _power_difference(arguments: argparse.Namespace) -> int:
    from ch3ef.stats.power import detectable_paired, items_for_paired

    size, differ, items = arguments.size, arguments.differ, arguments.items
    _one_of(size, items, "the difference", "--items N")
    if items:
        least = detectable_paired(differ, items)
        if least is None:
            raise InputError(
                f"two models that differ on {100 * differ:g} % of {counted(items, 'item')} cannot be shown to "
                "differ in accuracy"
            )
        print(f"{items} items that both models answer show a difference of {100 * least:.1f} points or more,")
    else:
        if size > differ:
            raise InputError(
                f"--differ {differ:g}: two models whose accuracies differ by {size:g} differ on at least that "
                "share of the items"
            )
        try:
            needed = items_for_paired(size, differ)
        except ValueError as error:
            raise InputError(f"a difference of {size:g}: {error}") from error
        print(f"A difference of {100 * size:g} points takes {needed} items that both models answer,")
    print(f"if the two differ on {100 * differ:g} % of them (80 % power, 5 % level, two-sided).")
    return 0


def _power_correlation(arguments: argparse.Namespace) -> int:
    from ch3ef.stats.power import detectable_correlation, models_for_correlation

    _one_of(arguments.size, arguments.models, "the correlation", "--models N")
    if arguments.models:
        least = detectable_correlation(arguments.models) if arguments.models >= MIN_MODELS else None
        if least is None:
            raise InputError(f"--models {arguments.models}: expected {MIN_MODELS} or more")
        print(f"{arguments.models} models show a correlation of {least:.2f} or more")
    else:
        print(f"A correlation of {arguments.size:g} takes {models_for_correlation(arguments.size)} models")
    print("(80 % power, 5 % level, two-sided; one correlation, not the largest of many).")
    return 0


MIN_MODELS = 5
"""Fewer models have no correlation worth a number."""


def _one_of(size: float | None, count: int | None, what: str, option: str) -> None:
    if (size is None) == (count is None):
        raise InputError(f"expected {what} or {option}, one of the two")

"""`ch3ef compare` and `ch3ef power`: two models on the same items, and how many items a difference takes."""

from __future__ import annotations

import argparse
import json
import shlex
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ch3ef.cli.arguments import add_command, path_name, positive, share
from ch3ef.cli.output import console, losses_told, say, tell, tell_folded
from ch3ef.cli.runs import add_unfinished, results_of
from ch3ef.errors import InputError, counted, short

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
    margin: float | None = arguments.fail_if_worse
    failed = [*chain.from_iterable(map(losses_told, sides)), *_too_few(found)] if margin is not None else []
    kinds = ("overall", "level", "dimension")
    gated = [each for each in found if margin is not None and each.by in kinds]
    worse = [each for each in gated if margin is not None and each.worse_by(margin)]
    if arguments.json:
        gate = None if margin is None else {"margin": margin, "passed": not (worse or failed), "lost": failed}
        print(json.dumps({"comparisons": [each.to_record() for each in found], "gate": gate}, indent=1))
    else:
        for line in chain.from_iterable(map(losses_told, sides)):
            tell(line)
        _print(arguments, sides, found)
    for line in failed:
        say(f"ch3ef: {line}")
    for each in [each for each in worse if not _alone(each, found)] or worse:
        say(
            f"ch3ef: {arguments.second} is worse than {arguments.first} on {each.group} of {each.scenario} "
            f"({each.recipe}) by {points(-each.difference)}, more than {points(margin)}"
        )
    if margin is None or arguments.json:
        return 1 if worse or failed else 0
    if worse or failed:
        return 1
    print()
    for line in _passed(arguments, gated):
        tell_folded(line, "    ")
    return 0


def points(difference: float | None) -> str:
    """A difference of shares in words.

    Example:
        >>> points(0.021)
        '2.1 points'
    """
    return f"{100 * (difference or 0):z.1f} points"


def _too_few(found: Sequence[Compared]) -> Iterator[str]:
    """That so few items are compared that no answers whatever could close a gate."""
    from ch3ef.stats.power import detectable_paired

    most = max(each.n for each in found)
    if detectable_paired(1.0, most) is None:
        yield (
            f"only {counted(most, 'item')} of a set {'is' if most == 1 else 'are'} compared, by which no fall could be "
            "shown, however large; expected runs over the same items"
        )


def _passed(arguments: argparse.Namespace, gated: Sequence[Compared]) -> Iterator[str]:
    """What it means that the gate passes: which fall each group could have shown, and what would show the margin's."""
    from ch3ef.report.lines import about

    margin = arguments.fail_if_worse
    who = f"{arguments.second} is not shown to be worse than {arguments.first}"
    yield f"not worse: {who} by more than {points(margin)}"
    kept = [each for each in gated if not _alone(each, gated)]
    telling = [each for each in kept if each.detectable is not None]
    for place, own in _by_place(telling):
        could = (f"{each.group} {points(each.detectable)}" for each in own)
        yield f"  {place}, a fall that could have been shown: {', '.join(could)}"
    silent = [each for each in kept if each.detectable is None]
    if silent:
        groups = counted(len(silent), "other group" if telling else "group")
        yield f"  On {groups} no fall could have been shown: too few items, or the two never differ."
    guessing = sorted({each.guessing for each in gated if each.by == "overall" and each.guessing})
    if guessing:
        which = " or ".join(guessing)
        yield f"  Both models are {which} on a set as a whole: where nobody is above chance, not worse says little."
    largest = max(gated, key=lambda each: (each.by == "overall", each.n))
    needed = largest.items_for(margin)
    if needed is not None and (largest.detectable is None or largest.detectable > margin):
        yield (
            f"  A fall of {points(margin)} takes about {about(needed)} items, if the two differ on "
            f"{100 * largest.differ:.0f} % of them as on {largest.scenario} ({largest.recipe})."
        )


def _alone(each: Compared, compared: Sequence[Compared]) -> bool:
    """Whether a level is all there is of a set, so that it says what the whole says."""
    return (
        each.by == "level"
        and sum((other.by, other.scenario, other.recipe) == ("level", each.scenario, each.recipe) for other in compared)
        == 1
    )


def _by_place(compared: Sequence[Compared]) -> Iterator[tuple[str, list[Compared]]]:
    """Comparisons by set and recipe."""
    places: dict[tuple[str, str], list[Compared]] = {}
    for each in compared:
        places.setdefault((each.scenario, each.recipe), []).append(each)
    yield from ((", ".join(place), own) for place, own in places.items())


def _folded(some: Sequence[Compared], compared: Sequence[Compared]) -> str:
    """Some of the comparisons in a few words: recipes as a whole where all of their groups are among them."""
    whole = Counter((each.scenario, each.recipe) for each in compared)
    lacking = Counter((each.scenario, each.recipe) for each in some)
    sets: dict[str, list[str]] = {}
    for place, times in lacking.items():
        groups = [each.group for each in some if (each.scenario, each.recipe) == place]
        parts = "" if times == whole[place] else f" ({', '.join(groups)})"
        sets.setdefault(place[0], []).append(place[1] + parts)
    return "; ".join(f"{name} by {', '.join(recipes)}" for name, recipes in sets.items())


def _tells(each: Compared) -> bool:
    """Whether a difference is shown, or one could have been."""
    return each.verdict != "not shown" or each.detectable is not None


def _sides(arguments: argparse.Namespace) -> tuple[Table, Table]:
    names = (arguments.first, arguments.second)
    if arguments.fail_if_worse is not None and Path(names[0]).resolve() == Path(names[1]).resolve():
        say(f"note: {names[0]} is compared with itself, which no gate can find worse")
    if arguments.within is not None:
        table = results_of([arguments.within], details=False, unfinished=arguments.unfinished, models=names)
        return table.of_model(names[0]), table.of_model(names[1])
    sides = [results_of([Path(name)], details=False, unfinished=arguments.unfinished) for name in names]
    for name, side in zip(names, sides, strict=True):
        if len(side.models) > 1:
            command = shlex.join(["ch3ef", "compare", *side.models[:2], "--in", name])
            more = "" if len(side.models) == 2 else f" (it also holds {', '.join(map(short, side.models[2:7]))})"
            raise InputError(
                f"{name}: holds {counted(len(side.models), 'model')}, and A and B are one each; two models of one "
                f"folder are compared by: {command}{more}"
            )
    return sides[0], sides[1]


def _print(arguments: argparse.Namespace, sides: tuple[Table, Table], found: Sequence[Compared]) -> None:
    from ch3ef.analysis.comparison import KINDS
    from ch3ef.report.tables import comparison_tables

    screen = console()
    names = (arguments.first, arguments.second)
    for letter, name, side in zip("AB", names, sides, strict=True):
        model = side["model"].text(0)
        tell(f"{letter} is {model}" + (f" ({name})" if name != model else ""))
    for line in _shared(sides, found):
        tell_folded(line, "    ")
    shown = KINDS[: KINDS.index(arguments.by) + 1]
    every = [each for each in found if each.by in shown and not _alone(each, found)]
    # Who asks for parts gets them all.
    telling = every if arguments.by != "dimension" else [each for each in every if _tells(each)]
    kept = telling or [each for each in every if each.by == "overall"]
    screen.print(
        "\naccuracy in percent, B minus A in points [95 % interval]", style="bold", markup=False, highlight=False
    )
    for table in comparison_tables(kept, screen.width):
        screen.print(table, highlight=False, markup=False)
        print()
    silent = [each for each in every if each not in kept]
    if silent:
        tell(f"left out, too few items to tell or never different: {_folded(silent, every)} (--by task shows all)")
        print()
    screen.print(
        "verdict: what is shown of B, by p below 0.05; 'not shown': no difference can be shown; 'both at chance': "
        "neither is shown to be above what guessing scores. p is adjusted (Holm) over the groups of a kind. "
        "'could show': the smallest difference that this many items show four times in five, 'takes': about how many "
        "items the difference seen takes for that, before the adjustment.",
        highlight=False,
        markup=False,
    )


def _shared(sides: tuple[Table, Table], found: Sequence[Compared]) -> Iterator[str]:
    """How much is compared, and how much only one of the two was asked."""
    from ch3ef.analysis.comparison import shared_rows

    first, second = sides
    rows, _ = shared_rows(first, second)
    sets = dict.fromkeys(each.scenario for each in found)
    recipes = dict.fromkeys(each.recipe for each in found)
    items = len(set(first.item[rows].tolist()))
    yield (
        f"compared: {counted(len(rows), 'answer')} to {counted(items, 'item')} of {', '.join(sets)} by "
        f"{', '.join(recipes)}"
    )
    alone = [int((~side.altered).sum()) - len(rows) for side in sides]
    if any(alone):
        yield f"left out, asked of one alone: {counted(alone[0], 'answer')} of A, {alone[1]} of B"


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
    from ch3ef.stats.correlation import MIN_MODELS
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


def _one_of(size: float | None, count: int | None, what: str, option: str) -> None:
    if (size is None) == (count is None):
        raise InputError(f"expected {what} or {option}, one of the two")

"""What a run would cost: `--dry-run`, `--trial`, `--price`."""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from ch3ef.cli.arguments import path_name, positive
from ch3ef.cli.output import console, tell_folded
from ch3ef.errors import counted

if TYPE_CHECKING:
    from ch3ef.report.lines import Line
    from ch3ef.results import ResultRow
    from ch3ef.running.costs import Cost, Range
    from ch3ef.running.estimate import Estimate
    from ch3ef.running.planned import RunPlan
    from ch3ef.running.prices import Prices


def add_costs(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that ask what a run costs."""
    parser.add_argument("--dry-run", action="store_true", help="print requests, pictures and tokens; send nothing")
    parser.add_argument(
        "--trial", type=positive, metavar="N", help="ask N items of every part, and print what the whole would cost"
    )
    parser.add_argument(
        "--price",
        action="append",
        default=[],
        metavar="[M=]IN,OUT",
        help="what a million tokens sent and received cost, of all models or one: tells the costs, beforehand with "
        "--dry-run or --trial, afterwards in the report",
    )
    parser.add_argument("--prices", type=path_name, metavar="FILE", help="the same from YAML: `M: [IN, OUT]`")


def prices_of(arguments: argparse.Namespace, judges: Sequence[str]) -> Prices | None:
    """The prices that a command names.

    Raises:
        InputError: A price is none, or of a model that is not asked.
    """
    if not arguments.price and arguments.prices is None:
        return None
    from ch3ef.judges.judge import check_judges
    from ch3ef.models.names import parse_model_name
    from ch3ef.running.prices import prices_given

    models = [*map(parse_model_name, arguments.model), *check_judges(judges)]
    return prices_given(arguments.price, arguments.prices, models)


def print_costs(plan: RunPlan, prices: Prices | None, tried: Sequence[ResultRow] | None, out: Path | None) -> None:
    """Print what a run would cost: part by part, or with prices or a trial model by model."""
    from ch3ef.judges.judge import check_judges
    from ch3ef.models.settings import described_all
    from ch3ef.variants import is_reference

    if prices is None and tried is None:
        _print_parts(plan)
    else:
        _print_models(plan, prices, tried or ())
    for reader in check_judges([plan.reader] if plan.reader else []):
        tell_folded(
            f"\nReplies that stay unparsed are also put to {reader.name}; how many there will be is not known "
            "beforehand."
        )
    if told := described_all({name: own for name, own in plan.all_settings.items() if not is_reference(name)}):
        tell_folded(f"\nSettings: {told}.")
    tell_folded(f"\n{_begun(tried, out)}\n{_rules(plan)}")


def _begun(tried: Sequence[ResultRow] | None, out: Path | None) -> str:
    if tried is None:
        return "Nothing was sent."
    return (
        f"{counted(len(tried), 'answer')} are kept in {out}; the same command without --trial goes on from there. "
        "What they used stands here in place of estimates, give or take two standard errors."
    )


def _rules(plan: RunPlan) -> str:
    """How tokens were counted."""
    from ch3ef.judges.judge import check_judges
    from ch3ef.models.picture_tokens import CHARACTERS_PER_TOKEN, picture_rule

    rules: dict[str, list[str]] = {}
    for model in (*plan.models, *check_judges(plan.judges)):
        rules.setdefault(picture_rule(model).name, []).append(model.name)
    by_rule = "; ".join(f"{', '.join(dict.fromkeys(names))}: {rule}" for rule, names in rules.items())
    return (
        f"Tokens are estimates: {CHARACTERS_PER_TOKEN} characters each (a local model's by its tokenizer); pictures of "
        f"{by_rule}.\nReplies are from usual ones to the most that can come back; reasoning counts. Prompts that a "
        "vendor has cached are taken for new ones."
    )


def _print_parts(plan: RunPlan) -> None:
    from ch3ef.report.lines import Line
    from ch3ef.running.estimate import estimate

    rows = list(estimate(plan))
    lines = []
    for model in dict.fromkeys(one.model for one in rows):
        lines.append(Line(model, (), {}, bold=True))
        for one in (one for one in rows if one.model == model):
            items = {"items": f"{one.items:,}"}
            lines.append(Line(f"  {one.scenario}, {one.recipe}", (), items | _numbers([one])))
    if len(rows) > 1:
        # Not the items: most are asked by several recipes.
        lines.append(Line("together", (), {"items": ""} | _numbers(rows)))
    _print_lines(lines)


def _numbers(rows: Sequence[Estimate]) -> dict[str, str]:
    """What some parts of a run ask and take together, by column."""
    return {
        "requests": f"{sum(one.requests for one in rows):,}",
        "pictures": f"{sum(one.pictures for one in rows):,}",
        "text tokens": f"{sum(one.text_tokens for one in rows):,}",
        "picture tokens": f"{sum(one.picture_tokens for one in rows):,}",
        "reply tokens": _counts(sum(one.usual_tokens for one in rows), sum(one.reply_tokens for one in rows)),
    }


def print_requests(rows: Sequence[Cost]) -> None:
    """Print what requests that are no run would take, model by model."""
    from ch3ef.report.lines import Line
    from ch3ef.running.costs import summed

    shown = [*rows, summed(rows)] if len(rows) > 1 else rows
    _print_lines([Line(cost.model, (), _cells(cost)) for cost in shown])


def _print_models(plan: RunPlan, prices: Prices | None, tried: Sequence[ResultRow]) -> None:
    from ch3ef.report.lines import Line
    from ch3ef.running.costs import costs, together

    rows = costs(plan, prices, tried)
    shown = [*rows, together(plan, rows)] if len(rows) > 1 else rows
    _print_lines([Line(cost.model, (), _cells(cost)) for cost in shown])
    unpriced = [cost.model for cost in rows if cost.money is None]
    if prices is not None and unpriced:
        tell_folded(f"\nWithout a price, and so without a part in the sum: {', '.join(unpriced)}.")


def _print_lines(lines: Sequence[Line]) -> None:
    """Lines as tables as wide as the terminal; columns that have no room stand in a further one, empty ones in none."""
    from ch3ef.report.lines import side_by_side

    screen = console()
    columns = [name for name in lines[-1].values if any(line.values.get(name, NONE) != NONE for line in lines)]
    for number, table in enumerate(side_by_side((), columns, lines, screen.width)):
        if number:
            print()
        screen.print(table, highlight=False, markup=False)


NONE = "-"
"""What is shown for a price that nobody gave, or a time that nobody knows."""


def _cells(cost: Cost) -> dict[str, str]:
    from ch3ef.running.prices import money_text

    return {
        "requests": f"{cost.requests:,}",
        "pictures": f"{cost.pictures:,}",
        "tokens sent": _counts(*cost.sent),
        "tokens received": _counts(*cost.received),
        "price": _range(cost.money, money_text),
        "time": _range(cost.seconds, lambda seconds: str(timedelta(seconds=math.ceil(seconds)))),
    }


def _counts(least: float, most: float) -> str:
    low, high = f"{round(least):,}", f"{round(most):,}"
    return low if low == high else f"{low} to {high}"


def _range(value: Range | None, shown: Callable[[float], str]) -> str:
    if value is None:
        return NONE
    low, high = map(shown, value)
    return low if low == high else f"{low} to {high}"

"""What a run would cost: `--dry-run`, `--trial`, `--price`."""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from ch3ef.cli.arguments import path_name, positive
from ch3ef.cli.output import console
from ch3ef.errors import InputError, counted

if TYPE_CHECKING:
    from ch3ef.results import ResultRow
    from ch3ef.running.costs import Cost, Range
    from ch3ef.running.prices import Prices
    from ch3ef.running.run import RunPlan


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
        help="what a million tokens sent and received cost, of all models or one; with --dry-run or --trial",
    )
    parser.add_argument("--prices", type=path_name, metavar="FILE", help="the same from YAML: `M: [IN, OUT]`")


def prices_of(arguments: argparse.Namespace, judges: Sequence[str]) -> Prices | None:
    """The prices that a command names.

    Raises:
        InputError: A price is none, is of a model that is not asked, or nothing would be told by it.
    """
    if not arguments.price and arguments.prices is None:
        return None
    from ch3ef.judges.judge import check_judges
    from ch3ef.models.names import parse_model_name
    from ch3ef.running.prices import prices_given

    if not arguments.dry_run and arguments.trial is None:
        raise InputError("--price: only tells what a run would cost; add --dry-run or --trial N, or remove it")
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
        print(
            f"\nReplies that stay unparsed are also put to {reader.name}; how many there will be is not known "
            "beforehand."
        )
    if told := described_all({name: own for name, own in plan.all_settings.items() if not is_reference(name)}):
        print(f"\nSettings: {told}.")
    print(f"\n{_begun(tried, out)}\n{_rules(plan)}")


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
    from rich.table import Table

    from ch3ef.running.estimate import estimate

    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("model", "recipe", "scenario"):
        table.add_column(name, overflow="fold")
    for name in ("items", "requests", "pictures", "text tokens", "picture tokens", "reply tokens"):
        table.add_column(name, justify="right", no_wrap=True)
    rows = list(estimate(plan))
    for one in rows:
        numbers = (one.items, one.requests, one.pictures, one.text_tokens, one.picture_tokens)
        table.add_row(
            one.model,
            one.recipe,
            one.scenario,
            *(f"{number:,}" for number in numbers),
            _counts(one.usual_tokens, one.reply_tokens),
        )
    if len(rows) > 1:
        # Not the items: most are asked by several recipes.
        table.add_row(
            "together",
            "",
            "",
            "",
            f"{sum(one.requests for one in rows):,}",
            f"{sum(one.pictures for one in rows):,}",
            f"{sum(one.text_tokens for one in rows):,}",
            f"{sum(one.picture_tokens for one in rows):,}",
            _counts(sum(one.usual_tokens for one in rows), sum(one.reply_tokens for one in rows)),
            end_section=True,
        )
    console().print(table, markup=False)


def _print_models(plan: RunPlan, prices: Prices | None, tried: Sequence[ResultRow]) -> None:
    from rich.table import Table

    from ch3ef.running.costs import costs, together

    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("model", overflow="fold")
    for name in ("requests", "pictures", "tokens sent", "tokens received", "price", "time"):
        table.add_column(name, justify="right", no_wrap=True)
    rows = costs(plan, prices, tried)
    for cost in [*rows, together(plan, rows)] if len(rows) > 1 else rows:
        table.add_row(cost.model, *_cells(cost))
    console().print(table, markup=False)
    unpriced = [cost.model for cost in rows if cost.money is None]
    if prices is not None and unpriced:
        print(f"\nWithout a price, and so without a part in the sum: {', '.join(unpriced)}.")


def _cells(cost: Cost) -> tuple[str, ...]:
    return (
        f"{cost.requests:,}",
        f"{cost.pictures:,}",
        _counts(*cost.sent),
        _counts(*cost.received),
        _range(cost.money, _money),
        _range(cost.seconds, lambda seconds: str(timedelta(seconds=math.ceil(seconds)))),
    )


def _counts(least: float, most: float) -> str:
    low, high = f"{round(least):,}", f"{round(most):,}"
    return low if low == high else f"{low} to {high}"


def _range(value: Range | None, shown: Callable[[float], str]) -> str:
    if value is None:
        return "-"
    low, high = map(shown, value)
    return low if low == high else f"{low} to {high}"


def _money(amount: float) -> str:
    return f"{amount:,.2f}" if amount >= 0.1 or not amount else f"{amount:.2g}"

"""`ch3ef models check`: can a model's likelihoods be believed? A few questions, before thousands."""

from __future__ import annotations

import argparse
from typing import Any

from ch3ef.cli.arguments import add_command, add_scenario, positive
from ch3ef.cli.output import console, load_part, tell
from ch3ef.errors import InputError

RECIPE = "human-value"


def add_models_commands(commands: Any) -> None:
    """Add the commands to their group."""
    text = "Look at models before they are asked."
    models = commands.add_parser("models", help=text, description=text)
    kinds = models.add_subparsers(title="commands", metavar="COMMAND", required=True)
    check = add_command(kinds, "check", _check, "Are the likelihoods that a server reports those of the model?")
    check.add_argument("model", metavar="M", help="'vllm/NAME?base_url=...' or another model that reports likelihoods")
    check.add_argument("--questions", type=positive, default=3, metavar="N", help="how many are put to it (default 3)")
    add_scenario(check)


def _check(arguments: argparse.Namespace) -> int:
    from rich.table import Table

    from ch3ef.models.names import parse_model_name
    from ch3ef.models.probe import TOLERANCE, probe_model
    from ch3ef.recipes.instructions import question_of
    from ch3ef.recipes.recipe import direct_counterpart, recipe_named

    name = parse_model_name(arguments.model)
    if not name.scores_options:
        raise InputError(
            f"model {name.name!r}: {name.provider} does not report the likelihood of given answers; nothing to check "
            f"(recipe {direct_counterpart()} needs none)"
        )
    recipe = recipe_named(RECIPE)
    part = load_part(arguments.scenario, recipe, 0, limit=arguments.questions)
    found = probe_model(name, [question_of(asked, recipe) for asked in part.askings])
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in ("", "found", "expected"):
        table.add_column(column, overflow="fold")
    table.add_row("asked in another order, the same to", f"{found.differ:.4f} nats a token", f"at most {TOLERANCE}")
    table.add_row("tokens of an option, each time", "the same" if found.tokens else "others", "the same")
    if found.pictures is not None:
        table.add_row("what its pictures change, at most", f"{found.pictures:.4f} nats a token", "more than 0")
    console().print(table, highlight=False, markup=False)
    tell(f"{found.questions} questions, {found.requests} requests to a server")
    for fault in found.faults:
        tell(f"Not fit: {fault}.")
    if not found.faults:
        tell(f"{name.name}: its likelihoods can be used.")
    return 1 if found.faults else 0

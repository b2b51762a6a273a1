"""`ch3ef recipe`: is a recipe's file right, and what does one say to a model?"""

from __future__ import annotations

import argparse
from typing import Any

from ch3ef.cli.arguments import add_command, add_scenario
from ch3ef.cli.output import tell
from ch3ef.errors import InputError


def add_recipe_commands(commands: Any) -> None:
    """Add the group of commands."""
    recipe = commands.add_parser("recipe", help="Work with recipes.", description="Work with recipes.")
    checking = recipe.add_subparsers(title="commands", metavar="COMMAND", required=True)
    check = add_command(checking, "check", _check_recipe, "Say whether a recipe's file is right, and what is wrong.")
    check.add_argument("file", metavar="FILE.yaml")
    shown = add_command(checking, "show", _show_recipe, "Print what a recipe says to a model about one item.")
    shown.add_argument("recipe", metavar="NAME|FILE.yaml")
    add_scenario(shown)


def _check_recipe(arguments: argparse.Namespace) -> int:
    from ch3ef.recipes.recipe import recipe_named
    from ch3ef.recipes.recipe_files import KINDS

    if not arguments.file.endswith(KINDS):
        raise InputError(f"{arguments.file}: expected a name that ends in {' or '.join(KINDS)}")
    recipe = recipe_named(arguments.file)
    tell(f"{recipe.name}, version {recipe.version}: {recipe.inferencer}, {recipe.metric}. {recipe.description}".strip())
    return 0


def _show_recipe(arguments: argparse.Namespace) -> int:
    from ch3ef.cli.prompts import prompt_lines
    from ch3ef.recipes.recipe import recipe_named

    for line in prompt_lines(recipe_named(arguments.recipe), arguments.scenario):
        print(line)
    return 0

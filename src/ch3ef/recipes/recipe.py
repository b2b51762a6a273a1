"""Recipes: how an item is asked and how its answer is scored, as data."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import ch3ef
from ch3ef.errors import InputError, unknown_name
from ch3ef.recipes.recipe_files import FILES, KINDS, read_recipe_file

Inferencer = Literal["ppl", "direct"]


@dataclass(frozen=True, slots=True)
class Recipe:
    """One way to ask and score.

    Attributes:
        name: Its name on the command line.
        version: Changes whenever a prompt, a template or a rule of scoring does.
        inferencer: "ppl" compares the likelihoods of the options; "direct" lets the model answer and reads it.
        metric: The rule that gives scores.
        description: One line for people.
        answer_prefix: What the assistant has already said in front of an option (ppl).
        pmi: Whether options are scored a second time without the pictures (ppl).
        max_tokens: Longest reply (direct).
        file: Where a recipe that people wrote lies; empty for those of the package.
    """

    name: str
    version: str
    inferencer: Inferencer
    metric: Literal["accuracy"]
    description: str
    answer_prefix: str = ""
    pmi: bool = False
    max_tokens: int = 512
    file: str = ""

    @property
    def source(self) -> str:
        """What `recipe_named` finds it by."""
        return self.file or self.name

    def columns(self, *, scenario: str, scenario_version: str, seed: int) -> dict[str, Any]:
        """The columns of the results table that say how an item was asked."""
        return {
            "recipe": self.name,
            "recipe_version": self.version,
            "inferencer": self.inferencer,
            "scenario": scenario,
            "scenario_version": scenario_version,
            "seed": seed,
            "ch3ef_version": ch3ef.__version__,
        }


RECIPES: tuple[Recipe, ...] = tuple(
    Recipe(**read_recipe_file(FILES / f"{name}.yaml"))
    for name in ("human-value", "human-value-pmi", "human-value-direct")
)
"""The recipes of the package, as they are listed. To add one: a file in `recipes/named/`, and its name here."""


def recipe_named(name: str) -> Recipe:
    """The recipe of that name, or of a file that people wrote (`./mine.yaml`).

    Raises:
        InputError: There is none; the message names the nearest. Or the file is not as expected.

    Example:
        >>> recipe_named("human-value").inferencer
        'ppl'
    """
    if name.endswith(KINDS):
        made = Recipe(**read_recipe_file(Path(name).expanduser()), file=name)
        if made.name in {recipe.name for recipe in RECIPES}:
            raise InputError(f"{name}: the name {made.name!r} is taken by a recipe of the package; give it another")
        return made
    for recipe in RECIPES:
        if recipe.name == name:
            return recipe
    raise unknown_name("recipe", name, [recipe.name for recipe in RECIPES])


def direct_counterpart() -> str:
    """Name of the recipe to use where a model cannot report likelihoods."""
    return next(recipe.name for recipe in RECIPES if recipe.inferencer == "direct")

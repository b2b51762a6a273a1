"""Answers that no claim rests on: of a model under a recipe, where many were cut off or never came."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ch3ef.analysis.summary import MANY
from ch3ef.analysis.table import Table, renumbered
from ch3ef.results import Outcome
from ch3ef.words import listed, words


class Withheld(NamedTuple):
    """Answers of a model under a recipe on a set that no claim rests on.

    Attributes:
        model: The model.
        recipe: The recipe.
        scenario: The set.
        n: Answers.
        cut: How many of them were cut off.
        failed: How many ended in an error or without a verdict.
    """

    model: str
    recipe: str
    scenario: str
    n: int
    cut: int
    failed: int

    @property
    def reason(self) -> str:
        """Why, in words."""
        counts = (("{n} were cut off", self.cut), ("{n} ended in an error or without a verdict", self.failed))
        return words(
            "no claim rests on {model} under {recipe} on {set}: of {n} answers {lost}",
            model=self.model,
            recipe=self.recipe,
            set=self.scenario,
            n=self.n,
            lost=listed([words(what, n=count) for what, count in counts if count]),
        )


def claimable(table: Table) -> tuple[Table, list[Withheld]]:
    """The rows that claims may rest on, and whose rows are left out.

    Args:
        table: The results.

    Returns:
        The table without the rows of a model under a recipe on a set of which more than `MANY` were cut off, or ended
        in an error or without a verdict; and these.
    """
    names = ("model", "recipe", "scenario")
    key, different = np.zeros(len(table), dtype=np.int64), 1
    for name in names:
        key = key * len(table[name].names) + table[name].codes
        different *= len(table[name].names)
    block = renumbered(key, different)
    size = np.bincount(block)
    cut = np.bincount(block, weights=table["outcome"].among(Outcome.TRUNCATED), minlength=len(size))
    failed = np.bincount(block, weights=table["outcome"].among(Outcome.ERROR, Outcome.UNJUDGED), minlength=len(size))
    left_out = np.maximum(cut, failed) > MANY * size
    withheld = []
    for place in np.flatnonzero(left_out):
        row = int(np.argmax(block == place))
        model, recipe, scenario = (table[name].text(row) for name in names)
        withheld.append(Withheld(model, recipe, scenario, int(size[place]), int(cut[place]), int(failed[place])))
    return table.of(~left_out[block]), withheld

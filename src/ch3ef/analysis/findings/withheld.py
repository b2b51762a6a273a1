"""Answers that no claim rests on: of a model under a recipe, where many were cut off or never came."""

from __future__ import annotations

import numpy as np

from ch3ef.analysis.summary import MANY
from ch3ef.analysis.table import Table
from ch3ef.results import Outcome
from ch3ef.words import listed, words


def claimable(table: Table) -> tuple[Table, list[str]]:
    """The rows that claims may rest on, and a line on each model, recipe and set whose rows are left out.

    Args:
        table: The results.

    Returns:
        The table without the rows of a model under a recipe on a set of which more than `MANY` were cut off, or ended
        in an error or without a verdict; and why.
    """
    names = ("model", "recipe", "scenario")
    key = np.zeros(len(table), dtype=np.int64)
    for name in names:
        key = key * (len(table[name].names) + 1) + table[name].codes
    _, first, block, size = np.unique(key, return_index=True, return_inverse=True, return_counts=True)
    cut = np.bincount(block, weights=table["outcome"].among(Outcome.TRUNCATED), minlength=len(size))
    failed = np.bincount(block, weights=table["outcome"].among(Outcome.ERROR, Outcome.UNJUDGED), minlength=len(size))
    left_out = np.maximum(cut, failed) > MANY * size
    notes: list[str] = []
    for place in np.flatnonzero(left_out):
        model, recipe, scenario = (table[name].text(int(first[place])) for name in names)
        lost = [
            words(what, n=int(count[place]))
            for count, what in ((cut, "{n} were cut off"), (failed, "{n} ended in an error or without a verdict"))
            if count[place]
        ]
        notes.append(
            words(
                "no claim rests on {model} under {recipe} on {set}: of {n} answers {lost}",
                model=model,
                recipe=recipe,
                set=scenario,
                n=int(size[place]),
                lost=listed(lost),
            )
        )
    return table.of(~left_out[block]), notes

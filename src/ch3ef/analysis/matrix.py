"""Models x items: one number per model and item, over the items that all of the models were asked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
import numpy.typing as npt

from ch3ef.analysis.table import Codes, Floats, Mask, Table
from ch3ef.results import Outcome
from ch3ef.variants import is_reference
from ch3ef.words import in_a_row, words

ENOUGH = 0.9
"""A model that was asked a smaller share of the items than this is left out, so that the others keep theirs."""

Trait = Literal[
    "scenario", "scenario_version", "level", "dimension", "domain", "task", "pair", "image_group", "item_id"
]
"""What is known of an item."""


@dataclass(frozen=True, eq=False)
class Matrix:
    """Numbers of models on the items that all of them were asked.

    Attributes:
        models: Names of the models (m).
        values: Per model and item, shape (m, n); means over seeds.
        first: A row of the table per item, shape (n,): what is known of the item stands there.
        chance: Share of the options that are right, per item, shape (n,).
        left_out: Models that were asked too few of the items.
        table: Where the rows lie.
    """

    models: tuple[str, ...]
    values: Floats
    first: npt.NDArray[np.intp]
    chance: Floats
    left_out: tuple[str, ...]
    table: Table

    def codes(self, trait: Trait) -> Codes:
        """The items' codes of a text, shape (n,)."""
        return self.table[trait].codes[self.first]

    def names(self, trait: Trait) -> list[str]:
        """The items' texts, "" for null, length n."""
        names = (*self.table[trait].names, "")
        return [names[code] for code in self.codes(trait)]

    @property
    def n_items(self) -> int:
        """Number of items."""
        return len(self.first)

    def of(self, keep: Mask) -> Matrix:
        """The matrix of some of its items.

        Args:
            keep: Which, shape (n,).
        """
        return Matrix(self.models, self.values[:, keep], self.first[keep], self.chance[keep], self.left_out, self.table)

    def among(self, trait: Trait, *names: str) -> Mask:
        """Items whose text is one of these, shape (n,)."""
        return self.table[trait].among(*names)[self.first]

    def corrected(self) -> Matrix:
        """Credit above chance, (credit - chance) / (1 - chance); items without a wrong option are left out."""
        kept = self.of(self.chance < 1)
        values = (kept.values - kept.chance) / (1 - kept.chance)
        return Matrix(kept.models, values, kept.first, kept.chance, kept.left_out, kept.table)


def pivot(
    table: Table,
    rows: Mask,
    values: Floats | None = None,
    *,
    by_pair: bool = False,
) -> Matrix:
    """Rows as models x items.

    Args:
        table: The results.
        rows: Which of its rows, shape (n,); rows of one model and item are averaged.
        values: Per row of the table; credit, non-answers counted wrong, by default. Rows with NaN are as if not asked.
        by_pair: Whether the columns are pairs (an item and its twin share one) rather than items.

    Returns:
        The matrix over the items that all of its models were asked; a model that was asked less than `ENOUGH` of the
        items that any was is left out. With no models where there are no rows.
    """
    values = table.credit if values is None else values
    number = table["pair"].codes if by_pair else table.item
    at = np.flatnonzero(rows & ~np.isnan(values) & (number >= 0))
    item = number[at]
    first_of = np.full(int(item.max(initial=-1)) + 1, -1, dtype=np.intp)
    first_of[item[::-1]] = at[::-1]
    there = np.flatnonzero(first_of >= 0)
    column = np.cumsum(first_of >= 0) - 1
    cell = table["model"].codes[at].astype(np.int64) * len(there) + column[item]
    shape = (len(table.models), len(there))
    times = np.bincount(cell, minlength=shape[0] * shape[1]).reshape(shape)
    sums = np.bincount(cell, weights=values[at], minlength=shape[0] * shape[1]).reshape(shape)
    asked = times > 0
    share = asked.mean(axis=1) if len(there) else np.zeros(shape[0])
    kept = np.flatnonzero(share >= ENOUGH)
    left_out = np.flatnonzero((share > 0) & (share < ENOUGH))
    shared = asked[kept].all(axis=0) if len(kept) else np.zeros(len(there), dtype=np.bool_)
    first = first_of[there][shared]
    return Matrix(
        models=tuple(table.models[i] for i in kept),
        values=sums[np.ix_(kept, shared)] / times[np.ix_(kept, shared)],
        first=first,
        chance=table.chance[first],
        left_out=tuple(table.models[i] for i in left_out),
        table=table,
    )


def main_recipes(table: Table) -> dict[str, str]:
    """Of each scenario that is no set of twins, the recipe that levels, ranks and correlations are read from.

    The recipe is the one with the most rows in the plain form; where several have as many, `human-value`, then one that
    compares likelihoods, then the first by name. Contrast twins are left to the questions about pairs.

    Args:
        table: The results.

    Returns:
        Recipe by scenario; scenarios without rows in the plain form are not there.
    """
    recipes, scenarios = table["recipe"], table["scenario"]
    plain = table.plain & ~table.twins
    likelihood = np.bincount(recipes.codes, weights=~table.replies, minlength=len(recipes.names)) > 0
    pairs = scenarios.codes.astype(np.int64) * len(recipes.names) + recipes.codes
    counts = np.bincount(pairs[plain], minlength=len(scenarios.names) * len(recipes.names))
    found = {}
    for scenario, times in zip(scenarios.names, counts.reshape(len(scenarios.names), -1), strict=True):

        def place(recipe: int, times: npt.NDArray[np.intp] = times) -> tuple[int, bool, bool, str]:
            name = recipes.names[recipe]
            return (-int(times[recipe]), name != "human-value", not likelihood[recipe], name)

        if times.any():
            found[scenario] = recipes.names[min(range(len(recipes.names)), key=place)]
    return found


def main_rows(table: Table) -> Mask:
    """The rows of `main_recipes`, in the plain form.

    Args:
        table: The results.

    Returns:
        A mask, shape (n,).
    """
    rows = np.zeros(len(table), dtype=np.bool_)
    for scenario, recipe in main_recipes(table).items():
        rows |= table["scenario"].among(scenario) & table["recipe"].among(recipe)
    return rows & table.plain


def notes_on(table: Table) -> list[str]:
    """Which recipe levels are read under, and how much ended in an error.

    Args:
        table: The results.
    """
    read = [
        words("{set} under {recipe}", set=scenario, recipe=recipe) for scenario, recipe in main_recipes(table).items()
    ]
    notes: list[str] = []
    if read:
        sentence = "levels, dimensions and ranks of {source} are read from {sets}"
        notes.append(words(sentence, source=table.source, sets=in_a_row(read)))
    built_in = table["model"].where(is_reference)
    if built_in.any():
        sentence = "the built-in reference answerers of {source} are no models; they are left out"
        alone = "the built-in reference answerers of {source} are no models; they are all there is"
        notes.append(words(alone if built_in.all() else sentence, source=table.source))
    failed = table["outcome"].among(Outcome.ERROR, Outcome.UNJUDGED)
    if failed.any():
        notes.append(
            words(
                "{number} % of the rows of {source} ended in an error or without a verdict; they count as wrong",
                number=f"{100 * failed.mean():.1f}",
                source=table.source,
            )
        )
    return notes


@lru_cache(maxsize=1)
def main_matrix(table: Table) -> Matrix:
    """Credit of models on the items of all scenarios but twins, from `main_rows`; kept for the next question."""
    return pivot(table, main_rows(table))


@lru_cache(maxsize=8)
def part_matrix(table: Table, trait: Trait, name: str) -> Matrix:
    """Credit of models on the items of a level or a set: who was not asked the others is not left out of this one."""
    return pivot(table, main_rows(table) & table[trait].among(name))

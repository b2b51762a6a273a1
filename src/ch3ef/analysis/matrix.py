"""Models x items: one number per model and item, over the items that all of the models were asked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
import numpy.typing as npt

from ch3ef.analysis.table import Codes, Floats, Mask, Table
from ch3ef.results import Outcome
from ch3ef.variants import is_reference

ENOUGH = 0.9
"""A model that was asked a smaller share of the items than this is left out, so that the others keep theirs."""

Trait = Literal["scenario", "level", "dimension", "domain", "task", "pair", "image_group", "item_id"]
"""What is known of an item."""


@dataclass(frozen=True, eq=False)
class Matrix:
    """Numbers of models on the items that all of them were asked.

    Attributes:
        models: Names of the models (m).
        values: Per model and item, shape (m, n); means over seeds.
        first: A row of the frame per item, shape (n,): what is known of the item stands there.
        chance: Share of the options that are right, per item, shape (n,).
        left_out: Models that were asked too few of the items.
        frame: Where the rows lie.
    """

    models: tuple[str, ...]
    values: Floats
    first: npt.NDArray[np.intp]
    chance: Floats
    left_out: tuple[str, ...]
    frame: Table

    def codes(self, trait: Trait) -> Codes:
        """The items' codes of a text, shape (n,)."""
        return self.frame[trait].codes[self.first]

    def names(self, trait: Trait) -> list[str]:
        """The items' texts, "" for null, length n."""
        names = (*self.frame[trait].names, "")
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
        return Matrix(self.models, self.values[:, keep], self.first[keep], self.chance[keep], self.left_out, self.frame)

    def among(self, trait: Trait, *names: str) -> Mask:
        """Items whose text is one of these, shape (n,)."""
        return self.frame[trait].among(*names)[self.first]

    def corrected(self) -> Matrix:
        """Credit above chance, (credit - chance) / (1 - chance); items without a wrong option are left out."""
        kept = self.of(self.chance < 1)
        values = (kept.values - kept.chance) / (1 - kept.chance)
        return Matrix(kept.models, values, kept.first, kept.chance, kept.left_out, kept.frame)


def pivot(
    frame: Table,
    rows: Mask,
    values: Floats | None = None,
    *,
    models: Collection[str] | None = None,
    by_pair: bool = False,
) -> Matrix:
    """Rows as models x items.

    Args:
        frame: The frame.
        rows: Which of its rows, shape (n,); rows of one model and item are averaged.
        values: Per row of the frame; credit, non-answers counted wrong, by default. Rows with NaN are as if not asked.
        models: Only these; by default all. A model that was asked less than `ENOUGH` of the items that any was is left
            out.
        by_pair: Whether the columns are pairs (an item and its twin share one) rather than items.

    Returns:
        The matrix over the items that all of its models were asked; with no models where there are no rows.
    """
    values = frame.credit if values is None else values
    number = frame["pair"].codes if by_pair else frame.item
    at = np.flatnonzero(rows & ~np.isnan(values) & (number >= 0))
    item = number[at]
    first_of = np.full(int(item.max(initial=-1)) + 1, -1, dtype=np.intp)
    first_of[item[::-1]] = at[::-1]
    there = np.flatnonzero(first_of >= 0)
    column = np.cumsum(first_of >= 0) - 1
    cell = frame["model"].codes[at].astype(np.int64) * len(there) + column[item]
    shape = (len(frame.models), len(there))
    times = np.bincount(cell, minlength=shape[0] * shape[1]).reshape(shape)
    sums = np.bincount(cell, weights=values[at], minlength=shape[0] * shape[1]).reshape(shape)
    asked = times > 0
    share = asked.mean(axis=1) if len(there) else np.zeros(shape[0])
    wanted = np.array([models is None or name in models for name in frame.models], dtype=np.bool_)
    kept = np.flatnonzero((share >= ENOUGH) & wanted)
    left_out = np.flatnonzero((share > 0) & (share < ENOUGH) & wanted)
    shared = asked[kept].all(axis=0) if len(kept) else np.zeros(len(there), dtype=np.bool_)
    first = first_of[there][shared]
    return Matrix(
        models=tuple(frame.models[i] for i in kept),
        values=sums[np.ix_(kept, shared)] / times[np.ix_(kept, shared)],
        first=first,
        chance=frame.chance[first],
        left_out=tuple(frame.models[i] for i in left_out),
        frame=frame,
    )


def main_recipes(frame: Table) -> dict[str, str]:
    """Of each scenario that is no set of twins, the recipe that levels, ranks and correlations are read from.

    The recipe is the one with the most rows in the plain form; where several have as many, `human-value`, then one that
    compares likelihoods, then the first by name. Contrast twins are left to the questions about pairs.

    Args:
        frame: The frame.

    Returns:
        Recipe by scenario; scenarios without rows in the plain form are not there.
    """
    recipes, scenarios = frame["recipe"], frame["scenario"]
    plain = frame.plain & ~frame.twins
    likelihood = np.bincount(recipes.codes, weights=~frame.replies, minlength=len(recipes.names)) > 0
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


def main_rows(frame: Table) -> Mask:
    """The rows of `main_recipes`, in the plain form.

    Args:
        frame: The frame.

    Returns:
        A mask, shape (n,).
    """
    rows = np.zeros(len(frame), dtype=np.bool_)
    for scenario, recipe in main_recipes(frame).items():
        rows |= frame["scenario"].among(scenario) & frame["recipe"].among(recipe)
    return rows & frame.plain


def notes_on(frame: Table) -> list[str]:
    """Which recipe levels are read under, and how much ended in an error.

    Args:
        frame: The frame.
    """
    read = ", ".join(f"{scenario} under {recipe}" for scenario, recipe in main_recipes(frame).items())
    notes = [f"levels, dimensions and ranks of {frame.source} are read from {read}"] if read else []
    built_in = frame["model"].where(is_reference)
    if built_in.any():
        what = "are all there is" if built_in.all() else "are left out"
        notes.append(f"the built-in reference answerers of {frame.source} are no models; they {what}")
    failed = frame["outcome"].among(Outcome.ERROR, Outcome.UNJUDGED)
    if failed.any():
        notes.append(
            f"{100 * failed.mean():.1f} % of the rows of {frame.source} ended in an error or without a verdict; "
            "they count as wrong"
        )
    return notes


@lru_cache(maxsize=1)
def main_matrix(frame: Table) -> Matrix:
    """Credit of models on the items of all scenarios but twins, from `main_rows`; kept for the next question."""
    return pivot(frame, main_rows(frame))

"""Runs that asked until they knew enough: how much each model was asked, and what all items would have shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from ch3ef.analysis.table import Table, divided
from ch3ef.secrets import without_keys
from ch3ef.stats.intervals import Interval
from ch3ef.stats.sequential import sequence_interval
from ch3ef.words import Words, words


@dataclass(frozen=True, slots=True)
class Stopped:
    """How far one model was asked one set by one recipe.

    Attributes:
        model: The model.
        scenario: The set.
        recipe: The recipe.
        asked: Items that it was asked.
        items: Items of the whole set.
        accuracy: Mean credit so far; its interval is of the mean over the whole set, and stays valid however often it
            was looked at.
    """

    model: str
    scenario: str
    recipe: str
    asked: int
    items: int
    accuracy: Interval

    @property
    def sentence(self) -> Words:
        """It in words."""
        share, low, high = (f"{100 * value:.1f}" for value in self.accuracy[:3])
        told = {"model": self.model, "set": self.scenario, "recipe": self.recipe, "items": f"{self.items:,}"}
        if self.asked == self.items:
            return words("asked {model} of {set} by {recipe}: all {items} items: {share} %", share=share, **told)
        return words(
            "asked {model} of {set} by {recipe}: {asked} of {items} items: {share} % [{low}, {high}]",
            asked=f"{self.asked:,}",
            share=share,
            low=low,
            high=high,
            **told,
        )

    def to_record(self) -> dict[str, Any]:
        """It as plain data."""
        record = asdict(self)
        return record | {"accuracy": self.accuracy._asdict()}


def stopped_of(table: Table, items: Mapping[tuple[str, str, str], int]) -> list[Stopped]:
    """How far each model of a finished run was asked.

    Args:
        table: Its results; the rows of a model, set and recipe in the order in which their items were drawn.
        items: Items of the whole set, by model, without keys in its name, recipe and scenario.
    """
    columns = ("model", "recipe", "scenario")
    found = []
    for at in divided(np.arange(len(table)), *(table[column] for column in columns)):
        model, recipe, scenario = (table[column].text(int(at[0])) for column in columns)
        number = items[without_keys(model), recipe, scenario]
        accuracy = sequence_interval(table.credit[at], number)
        found.append(Stopped(model, scenario, recipe, len(at), number, accuracy))
    return found


def rule(width: float) -> Words:
    """What was waited for, and how the intervals are to be read."""
    return words(
        "items were asked in a random order until the accuracy over all of them was known to {width} points either way "
        "(--until-width): the intervals told here are of that accuracy, and hold however often it was looked at; other "
        "intervals take the number of items as settled beforehand, and are about further items like these",
        width=f"{100 * width:g}",
    )

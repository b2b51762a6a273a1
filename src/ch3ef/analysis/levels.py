"""Which sets a level is the mean of, and what a column that holds a suite's mix is called: one rule for all readers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from ch3ef.analysis.matrix import main_recipes
from ch3ef.analysis.table import Column, Table
from ch3ef.scenarios.catalogue import SCENARIOS
from ch3ef.taxonomy import Level
from ch3ef.variants import is_twin, untwinned
from ch3ef.words import name as term
from ch3ef.words import words

_KNOWN = {known.name for known in SCENARIOS if not known.beside}
_BESIDE = {known.name for known in SCENARIOS if known.beside}
"""Sets with a name that are no part of what a level is the mean of."""


def level_sets(levels: Mapping[str, str], level: str) -> list[str]:
    """The sets that a level is the mean of: those that have a name here, or else the only one there is of A3.

    Sets of the user's own have nothing to do with each other: their mean would be of no use. Public sets that stand
    beside Ch3Ef are no part of its level either.

    Args:
        levels: Level by set.
        level: A1, A2 or A3.

    Example:
        >>> level_sets({"ours": "A2", "logic-gen?seed=7": "A2", "more": "A2"}, "A2"), level_sets({"ours": "A2"}, "A2")
        (['logic-gen?seed=7'], [])
    """
    own_names = {name: name.partition("?")[0] for name, own in levels.items() if own == level and not is_twin(name)}
    there = [name for name, own in own_names.items() if own not in _BESIDE]
    known = [name for name in there if own_names[name] in _KNOWN]
    return known or (there if level == Level.A3 and len(there) == 1 else [])


def levels_of_sets(table: Table) -> dict[str, str]:
    """The level that the items of each set are of."""
    first = np.unique(table["scenario"].codes, return_index=True)[1].tolist()
    return {table["scenario"].text(row): table["level"].text(row) for row in sorted(first)}


def of_levels(table: Table) -> Table:
    """The table with a level for those items alone whose set is part of a level's mean; own sets have none."""
    levels = levels_of_sets(table)
    kept = {name for level in Level for name in level_sets(levels, level)}
    own = table["scenario"].where(lambda name: untwinned(name) not in kept)
    if not own.any():
        return table
    level = table["level"]
    column = Column(np.where(own, np.int32(-1), level.codes).astype(level.codes.dtype), level.names)
    return replace(table, texts={**table.texts, "level": column})


def is_mixed(table: Table, level: str) -> bool:
    """Whether a suite asked more items of some parts than a level's sets hold: no score of the level.

    Args:
        table: The results, own sets without a level.
        level: A1, A2 or A3.
    """
    recipes = main_recipes(table)
    return any(recipes.get(name) in table.mixed for name, own in levels_of_sets(table).items() if own == level)


def part_named(part: str, *, mixed: bool) -> str:
    """What a level or dimension is called; a suite's mix of items is never called as the level or dimension is.

    Args:
        part: A level, or a dimension of A3.
        mixed: Whether it is such a mix.

    Example:
        >>> part_named("honest", mixed=False), part_named("A3", mixed=True)
        ('honest', "A3, a suite's mix")
    """
    label = term(part, "dimension")
    return words("{column}, a suite's mix", column=label) if mixed else label

"""An item as it was asked, and what came of it -> a row of the results table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ch3ef.items import Item
from ch3ef.reading.declining import declining_options
from ch3ef.recipes.asking import Asking
from ch3ef.recipes.recipe import OPEN
from ch3ef.recipes.scoring import chance_of, target_of
from ch3ef.results import ResultRow
from ch3ef.texts import received, storable

SAID = frozenset(("answer", "error", "judge_verdict", "reasoning", "reply"))
"""Columns that hold what models, judges and servers said."""


def row_of(asked: Asking, columns: Mapping[str, Any]) -> ResultRow:
    """The row of one asking.

    Args:
        asked: The item as it was asked.
        columns: All columns that do not follow from it: of the recipe (`Recipe.columns`), the model, the run, and what
            the answer was worth (`ItemScore`).

    Returns:
        The row; of an item in a tree of options that was not answered, no level of the path is right.
    """
    choosing = columns["metric"] not in OPEN
    found: dict[str, Any] = {
        **item_columns(asked.item, options=choosing),
        "chance": chance_of(asked.item, columns["inferencer"]) if choosing else 0.0,
        "variant": str(asked.variant),
        "target": target_of(asked.item, columns["metric"]),
        **columns,
    }
    if choosing and asked.item.facts("paths") and found.get("path_credit") is None:
        found["path_credit"] = 0.0
    for name, value in found.items():
        if isinstance(value, str):
            # A set or a task may be called as a key is; what was said may hold one.
            found[name] = received(value) if name in SAID else storable(value)
    return ResultRow(**found)


def item_columns(item: Item, *, options: bool = True) -> dict[str, Any]:
    """The columns of a row that follow from the item alone.

    Args:
        item: The item.
        options: Whether the recipe chooses among its options.
    """
    return {
        "level": str(item.level),
        "dimension": item.dimension,
        "domain": item.domain,
        "task": item.task,
        "item_id": item.id,
        "source_id": item.source_id,
        "pair": item.pair,
        "rung": item.rung,
        "claim": item.claim if options else None,
        "image_group": item.image_group,
        "n_options": len(item.options) if options else 0,
        "chance": item.chance if options else 0.0,
        "gold": list(item.gold) if options else [],
        "declining": declining_options(item) if options else None,
    }

"""The user's models beside published ones, each with how it was measured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from ch3ef.analysis.findings.scores import DIMENSIONS, Scores, scores_by
from ch3ef.analysis.matrix import main_matrix
from ch3ef.analysis.table import Table
from ch3ef.scenarios.released import RELEASED_VERSIONS
from ch3ef.stats.intervals import wilson

PUBLISHED_SET = "ch3ef"
"""The set that published scores are of; scores on another set are not the same test."""


def of_published_items(scenario: str, version: str) -> bool | None:
    """Whether a set holds the items of the published scores; None where nobody knows.

    Args:
        scenario: Its name.
        version: Its version, a digest of its content: a name or a number of items is no proof.

    Example:
        >>> of_published_items("ch3ef-gen", "3b58cf29d984"), of_published_items("ch3ef", "3b58cf29d984")
        (False, None)
    """
    if version in RELEASED_VERSIONS:
        return True
    return None if scenario.partition("?")[0] == PUBLISHED_SET else False


def published_comparison(tables: Sequence[Table], scores: Sequence[Scores], published: Scores) -> list[dict[str, Any]]:
    """One record per model: its scores on helpful, honest and harmless, with where and how they were measured.

    Args:
        tables: Results tables.
        scores: Other scores.
        published: The published scores.

    Returns:
        Records for JSON, the best on average first; `same_items` says whether the items are those of the published
        scores, null where that is unknown.
    """
    records = [record for table in tables for record in _measured(table)]
    others = [each for each in scores if each.source != published.source]
    for each in (*others, published):
        same = True if each is published else None
        for place, model in enumerate(each.models):
            own = {dimension: each.column(dimension)[place] for dimension in DIMENSIONS}
            records.append(_record(model, own, each.source, each.protocol.get(model, ""), same))
    records = [record for record in records if any(record[dimension] is not None for dimension in DIMENSIONS)]
    return sorted(records, key=_mean, reverse=True)


def _mean(record: dict[str, Any]) -> float:
    there = [record[dimension] for dimension in DIMENSIONS if record[dimension] is not None]
    return float(np.mean(there))


def _measured(table: Table) -> Iterator[dict[str, Any]]:
    """The models of a results table, with intervals."""
    matrix = main_matrix(table)
    scores = scores_by(matrix, "dimension")
    recipes = {table["recipe"].names[code] for code in np.unique(table["recipe"].codes[matrix.first])}
    sets = zip(*(matrix.names(name) for name in ("scenario", "scenario_version", "level")), strict=True)
    known = {of_published_items(name, version) for name, version, level in sets if level == "A3"}
    same = known.pop() if len(known) == 1 else False
    for place, model in enumerate(scores.models):
        own = {column.name: float(scores.values[place, i]) for i, column in enumerate(scores.columns)}
        record = _record(model, own, table.source, " + ".join(sorted(recipes)), same)
        for column in scores.columns:
            interval = wilson(own[column.name] * (column.n_items or 1), column.n_items or 1)
            record[f"{column.name}_low"], record[f"{column.name}_high"] = interval.low, interval.high
        yield record


def _record(model: str, own: dict[str, float], source: str, protocol: str, same_items: bool | None) -> dict[str, Any]:
    scores = {
        dimension: None if np.isnan(own.get(dimension, np.nan)) else float(own[dimension]) for dimension in DIMENSIONS
    }
    return {"model": model, **scores, "protocol": protocol, "source": source, "same_items": same_items}

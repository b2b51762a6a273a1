"""Models x columns: scores per scenario, dimension or domain, measured or published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from ch3ef.analysis.levels import is_mixed
from ch3ef.analysis.matrix import Matrix, Trait
from ch3ef.analysis.table import Floats
from ch3ef.taxonomy import DOMAINS, Dimension, Level
from ch3ef.words import in_a_row, words
from ch3ef.words import name as term

LEVELS = tuple(str(level) for level in Level)
DIMENSIONS = tuple(str(dimension) for dimension in Dimension)


@dataclass(frozen=True, slots=True)
class ScoreColumn:
    """What is known of a column of scores.

    Attributes:
        name: Its name.
        level: A1, A2 or A3; "" where unknown.
        n_items: Items behind each score; None where unknown.
    """

    name: str
    level: str = ""
    n_items: int | None = None


@dataclass(frozen=True, eq=False)
class Scores:
    """Scores of models, columns side by side.

    Attributes:
        source: Where they come from, for sentences.
        models: Names of the models (m).
        columns: What is known of each column (c).
        values: Shares in [0, 1], shape (m, c); NaN where there is no score.
        protocol: Per model, how it was measured ("PPL", "judged by people"); empty where unknown.
        kind: What a column is of: "scenario", "dimension", "domain", "level".
    """

    source: str
    models: tuple[str, ...]
    columns: tuple[ScoreColumn, ...]
    values: Floats
    protocol: Mapping[str, str] = field(default_factory=dict)
    kind: str = "scenario"

    def column(self, name: str) -> Floats:
        """Scores of one column by its name in any case, shape (m,); NaN throughout where it is not there."""
        for place, column in enumerate(self.columns):
            if column.name.lower() == name.lower():
                return self.values[:, place]
        return np.full(len(self.models), np.nan)

    def of(self, keep: npt.NDArray[np.bool_]) -> Scores:
        """The scores of some of the models, shape (m,)."""
        models = tuple(model for model, kept in zip(self.models, keep, strict=True) if kept)
        return Scores(self.source, models, self.columns, self.values[keep], self.protocol, self.kind)

    def protocols(self, there: npt.NDArray[np.bool_]) -> tuple[str, ...]:
        """The caveat that these models were measured in several ways; nothing where it was one way or is unknown."""
        ways: dict[str, list[str]] = {}
        for model in self.of(there).models:
            ways.setdefault(self.protocol.get(model, ""), []).append(model)
        if len(ways) < 2:
            return ()
        rarest = min(ways, key=lambda way: len(ways[way]))
        told = {"models": in_a_row(ways[rarest])}
        if not rarest:
            return (words("measured in several ways: {models} in an unknown way", **told),)
        return (words("measured in several ways: {models} {protocol}", protocol=term(rarest, "protocol"), **told),)


def complete(values: Floats) -> npt.NDArray[np.bool_]:
    """The rows without gaps of a table, shape (m,)."""
    return np.asarray(~np.isnan(values).any(axis=1), dtype=np.bool_)


def level_scores(scores: Scores) -> Floats:
    """The mean of each level's columns, shape (m, 3); NaN for a model that lacks one of them, or without columns."""
    means = np.full((len(scores.models), len(LEVELS)), np.nan)
    for place, level in enumerate(LEVELS):
        own = [i for i, column in enumerate(scores.columns) if column.level == level]
        if own:
            means[:, place] = scores.values[:, own].mean(axis=1)
    return means


def drops(scores: Scores) -> list[dict[str, Any]]:
    """Each model's mean on the levels, and how far it falls from A1 and A2 to A3; raw accuracies.

    Args:
        scores: Scores per scenario.

    Returns:
        Records for JSON, in the models' order; null where a model lacks a score of the level.
    """

    def number(value: float) -> float | None:
        return None if np.isnan(value) else float(value)

    means = level_scores(scores)
    return [
        {
            "model": model,
            **{level: number(value) for level, value in zip(LEVELS, own, strict=True)},
            "drop_from_A1": number(own[0] - own[2]),
            "drop_from_A2": number(own[1] - own[2]),
            "source": scores.source,
        }
        for model, own in zip(scores.models, means, strict=True)
    ]


def scores_by(matrix: Matrix, trait: Trait) -> Scores:
    """Accuracies of models per scenario, level, dimension or domain.

    Args:
        matrix: Credit per model and item, raw.
        trait: What the items are grouped by; items without it are left out, as are domains and dimensions off A3.

    Returns:
        Scores whose columns stand in the taxonomy's order, other names after it. Where a suite asked its own mix of
        items, no column is of that level or of its dimensions.
    """
    order: Sequence[str] = {"level": LEVELS, "dimension": DIMENSIONS, "domain": DOMAINS}.get(trait, ())
    if trait in {"dimension", "domain"}:
        matrix = matrix.of(matrix.among("level", Level.A3))
    mixed = [level for level in LEVELS if is_mixed(matrix.table, level)]
    if trait == "dimension" and Level.A3 in mixed:
        matrix = matrix.of(np.zeros(matrix.n_items, dtype=np.bool_))
    names = np.array(matrix.names(trait), dtype=object)
    levels = np.array(matrix.names("level"), dtype=object)
    found = [name for name in dict.fromkeys(names.tolist()) if name]
    found.sort(key=lambda name: order.index(name) if name in order else len(order))
    columns, values = [], []
    for name in found:
        inside = names == name
        level = str(levels[inside][0])
        columns.append(ScoreColumn(name, "" if level in mixed else level, int(inside.sum())))
        values.append(matrix.values[:, inside].mean(axis=1))
    table = np.stack(values, axis=1) if values else np.empty((len(matrix.models), 0))
    return Scores(matrix.table.source, matrix.models, tuple(columns), table, kind=trait)

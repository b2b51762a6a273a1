"""What each item is worth for telling models apart: difficulty, discrimination, and the reliability of a set."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ch3ef.stats.intervals import FloatArray

MIN_MODELS = 5
"""Fewer models: no discrimination and no reliability."""


class ItemAnalysis(NamedTuple):
    """Statistics of items over models.

    Attributes:
        n: Models that were asked each item, shape (items,).
        difficulty: Mean credit over them, in [0, 1]: high for easy items; NaN without any.
        discrimination: Correlation of an item's credit with the same models' mean credit on their other items; NaN
            with fewer than 5 models, or where either does not vary.
        all_wrong: Indices of items that no model got credit for.
        all_right: Indices of items that all models got full credit for.
        alpha: Cronbach's alpha over the items that all models were asked (KR-20 for credits of 0 and 1): how far the
            same models would come out in the same order on other such items; None with fewer than 5 models or 2 items,
            or where models do not differ.
    """

    n: npt.NDArray[np.int64]
    difficulty: FloatArray
    discrimination: FloatArray
    all_wrong: tuple[int, ...]
    all_right: tuple[int, ...]
    alpha: float | None


def analyse_items(credit: npt.ArrayLike) -> ItemAnalysis:
    """Difficulty and discrimination of each item, and the reliability of the set.

    Items that all models fail or solve tell none apart; items with negative discrimination, which good models fail
    more often than weak ones, often have a wrong key.

    Args:
        credit: Credit of each model on each item in [0, 1], shape (models, items), NaN where a model was not asked.

    Returns:
        One entry per item, and alpha.

    Raises:
        ValueError: Not a table, or credits outside [0, 1].

    Example:
        >>> credit = [[1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0], [1, 1, 1, 0], [1, 0, 0, 0], [1, 1, 0, 0]]
        >>> found = analyse_items(credit)
        >>> found.all_right, found.all_wrong, found.difficulty.round(2), found.discrimination.round(2)
        ((0,), (3,), array([1.  , 0.67, 0.33, 0.  ]), array([nan, 0.5, 0.5, nan]))

    Source: Crocker & Algina 1986, chapters 7 and 14; discrimination checked against scipy, alpha by hand.
    """
    table = np.asarray(credit, dtype=np.float64)
    if table.ndim != 2:
        raise ValueError(f"expected a table of models x items; got shape {table.shape}")
    asked = ~np.isnan(table)
    if not ((table[asked] >= 0) & (table[asked] <= 1)).all():
        raise ValueError("expected credits in [0, 1]")
    n = asked.sum(axis=0)
    filled = np.where(asked, table, 0.0)
    difficulty = np.where(n > 0, filled.sum(axis=0) / np.maximum(n, 1), np.nan)
    full = np.where(asked, table, 1.0)
    return ItemAnalysis(
        n=n,
        difficulty=difficulty,
        discrimination=_discrimination(filled, asked),
        all_wrong=tuple(np.flatnonzero((n > 0) & (filled == 0).all(axis=0)).tolist()),
        all_right=tuple(np.flatnonzero((n > 0) & (full == 1).all(axis=0)).tolist()),
        alpha=_alpha(table[:, asked.all(axis=0)]),
    )


def _discrimination(filled: FloatArray, asked: npt.NDArray[np.bool_]) -> FloatArray:
    """Pearson's correlation of each column with the rows' means over the other columns."""
    others = asked.sum(axis=1, keepdims=True) - 1
    rest = (filled.sum(axis=1, keepdims=True) - filled) / np.maximum(others, 1)
    used = asked & (others > 0)
    count = used.sum(axis=0)

    def centred(values: FloatArray) -> FloatArray:
        mean = np.where(used, values, 0.0).sum(axis=0) / np.maximum(count, 1)
        return np.where(used, values - mean, 0.0)

    own, other = centred(filled), centred(rest)
    scale = np.sqrt((own**2).sum(axis=0) * (other**2).sum(axis=0))
    sound = (count >= MIN_MODELS) & (scale > 1e-12)
    return np.where(sound, (own * other).sum(axis=0) / np.where(sound, scale, 1.0), np.nan)


def _alpha(complete: FloatArray) -> float | None:
    models, items = complete.shape
    if models < MIN_MODELS or items < 2:
        return None
    total = float(complete.sum(axis=1).var())
    if total < 1e-12:
        return None
    return float(items / (items - 1) * (1 - complete.var(axis=0).sum() / total))

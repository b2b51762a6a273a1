"""Counts that a model said against right counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt


class CountingScores(NamedTuple):
    """Scores of the counts of a set of items.

    Attributes:
        n: Number of items.
        answered: Share of the items with a number, in [0, 1]; only these are in the error means.
        exact: Share of all items whose number is right, in [0, 1]; no number counts as wrong.
        mae: Mean absolute error; None without any number.
        rmse: Root of the mean squared error; None without any number.
        relative_error: Mean of error / right count over items with a number and a right count above 0; None
            without any.
        mae_ref: The reference's error in [0, mean right count]: an item's error is cut at its right count, which
            is also the error of no number.
        errors: Absolute error per item, shape (n,); NaN where there is no number.
    """

    n: int
    answered: float
    exact: float
    mae: float | None
    rmse: float | None
    relative_error: float | None
    mae_ref: float
    errors: npt.NDArray[np.float64]


def counting_scores(predicted: Sequence[float | None], right: Sequence[float]) -> CountingScores:
    """Mean errors and exact share of counts.

    One absurd number can rule the error means; the exact share and `mae_ref` cannot be moved by it far. Of
    all constant answers the median of the right counts has the least `mae`, and their mean has the least
    `rmse`: their standard deviation.

    Args:
        predicted: The number said per item, None where the reply has none, length n >= 1.
        right: The right count per item, 0 or more, length n.

    Raises:
        ValueError: No items, lengths that differ, a number that is not finite, or a negative right count.

    Example:
        >>> scores = counting_scores([3, 10, None, 7], [3, 8, 5, 10])
        >>> scores.answered, scores.exact, round(scores.mae, 3), round(scores.rmse, 3)
        (0.75, 0.25, 1.667, 2.082)

    Source: MAE and RMSE as Ranjan et al. 2021, arXiv:2104.08391 (FSC147); checked against
    scikit-learn.
    """
    if not len(predicted) or len(predicted) != len(right):
        raise ValueError(f"expected as many counts of each, at least 1; got {len(predicted)} and {len(right)}")
    truth = np.asarray(right, dtype=np.float64)
    silent = np.array([number is None for number in predicted])
    said = np.array([0.0 if number is None else number for number in predicted], dtype=np.float64)
    if not np.isfinite(said).all() or not np.isfinite(truth).all() or (truth < 0).any():
        raise ValueError("expected finite counts, and right ones of 0 or more")
    difference = np.abs(said - truth)
    errors = np.where(silent, np.nan, difference)
    known = difference[~silent]
    countable = ~silent & (truth > 0)
    return CountingScores(
        n=len(truth),
        answered=float(np.mean(~silent)),
        exact=float(np.mean(errors == 0)),
        mae=float(known.mean()) if len(known) else None,
        rmse=float(np.sqrt(np.mean(known**2))) if len(known) else None,
        relative_error=float(np.mean(difference[countable] / truth[countable])) if countable.any() else None,
        mae_ref=float(np.mean(np.where(silent, truth, np.minimum(difference, truth)))),
        errors=errors,
    )

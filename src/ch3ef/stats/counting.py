"""Errors of counts that a model said."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ch3ef.stats.intervals import FloatArray


class CountingErrors(NamedTuple):
    """Errors of the counts of a set of items, shape (n,) each.

    Attributes:
        absolute: Distance from the right count; NaN where there is no number. Its mean is the MAE, the root of its mean
            square the RMSE.
        relative: The same over the right count; NaN where that is 0, too.
        cut: The reference's error: no more than the right count, which is also the error of no number.
    """

    absolute: FloatArray
    relative: FloatArray
    cut: FloatArray


def counting_errors(said: npt.ArrayLike, right: npt.ArrayLike) -> CountingErrors:
    """How far off each count is.

    One absurd number can rule the means of `absolute`; that of `cut` cannot be moved by it far. Of all constant answers
    the median of the right counts has the least MAE, and their mean has the least RMSE: their standard deviation.

    Args:
        said: The number said per item, NaN where the reply has none, shape (n,).
        right: The right count per item, 0 or more, shape (n,).

    Raises:
        ValueError: Lengths that differ, a number that is infinite, or a right count that is negative or not finite.

    Example:
        >>> errors = counting_errors([3, 10, float("nan"), 7], [3, 8, 5, 10])
        >>> errors.absolute, errors.cut
        (array([ 0.,  2., nan,  3.]), array([0., 2., 5., 3.]))

    Source: MAE and RMSE as Ranjan et al. 2021, arXiv:2104.08391 (FSC147); checked against scikit-learn.
    """
    numbers, truth = np.asarray(said, dtype=np.float64), np.asarray(right, dtype=np.float64)
    if numbers.shape != truth.shape or numbers.ndim != 1:
        raise ValueError(f"expected as many counts of each; got shapes {numbers.shape} and {truth.shape}")
    if np.isinf(numbers).any() or not np.isfinite(truth).all() or (truth < 0).any():
        raise ValueError("expected finite counts, and right ones of 0 or more")
    absolute = np.abs(numbers - truth)
    relative = np.divide(absolute, truth, out=np.full(len(truth), np.nan), where=truth > 0)
    return CountingErrors(absolute, relative, np.where(np.isnan(numbers), truth, np.minimum(absolute, truth)))

"""P-values of a family of tests, adjusted for how many there are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ch3ef.stats.intervals import FloatArray

PValues = npt.ArrayLike | Sequence[float | None]


def holm(p: PValues) -> FloatArray:
    """P-values adjusted by Holm: below 5 %, the chance of even one false claim in the family is below 5 %.

    For claims that each must hold. Valid however the tests depend on one another.

    Args:
        p: P-values, any shape; None or NaN where nothing was tested, which does not count.

    Returns:
        Adjusted p-values of the same shape, NaN where there was none.

    Raises:
        ValueError: A p-value outside [0, 1].

    Example:
        >>> holm([0.01, 0.04, None, 0.03])
        array([0.03, 0.06,  nan, 0.06])

    Source: Holm 1979, https://www.jstor.org/stable/4615733; checked against statsmodels.
    """
    flat, tested, order = _sorted(p)
    ranked = flat[tested][order]
    adjusted = np.maximum.accumulate(ranked * np.arange(len(ranked), 0, -1))
    return _put_back(p, flat, tested, order, adjusted)


def benjamini_hochberg(p: PValues) -> FloatArray:
    """P-values adjusted by Benjamini and Hochberg: of the claims below 5 %, about 5 % are expected to be false.

    For lists to look into, such as items or tasks that stand out. Valid for tests that are independent or positively
    dependent.

    Args:
        p: P-values, any shape; None or NaN where nothing was tested, which does not count.

    Returns:
        Adjusted p-values of the same shape, NaN where there was none.

    Raises:
        ValueError: A p-value outside [0, 1].

    Example:
        >>> benjamini_hochberg([0.01, 0.04, None, 0.03])
        array([0.03, 0.04,  nan, 0.04])

    Source: Benjamini & Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x; checked against statsmodels.
    """
    flat, tested, order = _sorted(p)
    ranked = flat[tested][order]
    scaled = ranked * len(ranked) / np.arange(1, len(ranked) + 1)
    adjusted = np.minimum.accumulate(scaled[::-1])[::-1]
    return _put_back(p, flat, tested, order, adjusted)


def _sorted(p: PValues) -> tuple[FloatArray, npt.NDArray[np.bool_], npt.NDArray[np.intp]]:
    """All p-values in a row, which of them were tested, and the order of those."""
    flat = np.asarray(p, dtype=np.float64).ravel()
    tested = ~np.isnan(flat)
    if not ((flat[tested] >= 0) & (flat[tested] <= 1)).all():
        raise ValueError("expected p-values in [0, 1]")
    return flat, tested, np.argsort(flat[tested], kind="stable")


def _put_back(
    p: PValues,
    flat: FloatArray,
    tested: npt.NDArray[np.bool_],
    order: npt.NDArray[np.intp],
    adjusted: FloatArray,
) -> FloatArray:
    values = np.empty(len(order))
    values[order] = np.minimum(adjusted, 1.0)
    result = np.full(flat.shape, np.nan)
    result[tested] = values
    return result.reshape(np.shape(np.asarray(p, dtype=np.float64)))

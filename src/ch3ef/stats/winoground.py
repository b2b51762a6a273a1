"""Winoground's scores, from how well two captions fit two pictures."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def winoground_scores(scores: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Winoground's text, image and group score of each example.

    Text: each picture prefers its own caption; image: each caption prefers its own picture; group: both. A tie is
    wrong: a model that scores everything alike has 0. Chance, for four scores in random order: text and image are two
    fair comparisons each, 1/2 * 1/2 = 25 %; group needs the two right pairs above the two wrong ones,
    2! 2! / 4! = 16.67 %.

    Args:
        scores: Fit of caption c to picture p at [example, c, p], such as a log-probability: higher is better.
            Caption 0 belongs to picture 0 and caption 1 to picture 1. Shape (n, 2, 2), n >= 1.

    Returns:
        0.0 or 1.0 for text, image and group, shape (n, 3).

    Raises:
        ValueError: Another shape, no examples, or NaN.

    Example:
        >>> winoground_scores([[[-1.0, -2.0], [-3.0, -2.5]]])
        array([[0., 1., 0.]])

    Source: Thrush et al. 2022, arXiv:2204.03162; checked by hand and by simulated chance.
    """
    fit = np.asarray(scores, dtype=np.float64)
    if fit.ndim != 3 or fit.shape[1:] != (2, 2) or not len(fit):
        raise ValueError(f"expected scores of shape (n, 2, 2), n >= 1; got {fit.shape}")
    if np.isnan(fit).any():
        example = int(np.flatnonzero(np.isnan(fit).any(axis=(1, 2)))[0])
        raise ValueError(f"example {example}: expected numbers; got NaN")
    right, other = fit[:, [0, 1], [0, 1]], fit[:, [1, 0], [0, 1]]
    text = (right > other).all(axis=1)
    image = (right > other[:, ::-1]).all(axis=1)
    return np.stack([text, image, text & image], axis=1).astype(np.float64)

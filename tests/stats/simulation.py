"""Simulated scores whose truth is known: items in groups that share pictures, and how often intervals hold the truth."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]


def group_sizes(n: int) -> IntArray:
    """Sizes of 1 to 5 that add up to n: the pictures of a set, the same whenever n is."""
    rng = np.random.default_rng(n)
    sizes: list[int] = []
    while sum(sizes) < n:
        sizes.append(min(int(rng.integers(1, 6)), n - sum(sizes)))
    return np.array(sizes)


def names(sizes: IntArray) -> list[str]:
    """The picture of each item."""
    return [str(picture) for picture, size in enumerate(sizes) for _ in range(size)]


def lone(n: int) -> IntArray:
    return np.ones(n, dtype=np.int64)


def hits(share: float, together: float, sizes: IntArray, rng: np.random.Generator) -> FloatArray:
    """Credits of 0 and 1 with the given mean, and correlation within pictures (beta-binomial)."""
    if together == 0:
        return np.asarray(rng.random(sizes.sum()) < share, dtype=np.float64)
    spread = (1 - together) / together
    pictures = rng.beta(share * spread, (1 - share) * spread, len(sizes))
    return np.asarray(rng.random(sizes.sum()) < np.repeat(pictures, sizes), dtype=np.float64)


def model_hits(
    shares: FloatArray, pictures: float, items: float, own: float, sizes: IntArray, rng: np.random.Generator
) -> FloatArray:
    """Credits of several models on the same items, shape (models, n).

    Latent ease is a sum of the picture's, the item's, and how the picture suits the model, with these variances, the
    rest of 1 being chance.
    """
    from scipy.special import ndtri

    models, n, groups = len(shares), int(sizes.sum()), len(sizes)
    ease = np.repeat(rng.standard_normal(groups), sizes) * pictures**0.5 + rng.standard_normal(n) * items**0.5
    suits = np.repeat(rng.standard_normal((models, groups)), sizes, axis=1) * own**0.5
    luck = rng.standard_normal((models, n)) * max(0.0, 1 - pictures - items - own) ** 0.5
    return np.asarray((ease + suits + luck < ndtri(shares)[:, None]).astype(float))


def covers(covered: int, runs: int, low: float = 0.925, high: float = 0.975) -> bool:
    """Whether a true coverage in [low, high] can have given this count; a false alarm in 1000."""
    share, slack = covered / runs, 3.1 * math.sqrt(0.05 * 0.95 / runs)
    return bool(low - slack <= share <= high + slack)

"""Ranks of models with what the items leave open: which ranks each may hold, and which models cannot be told apart.

A rank is counted from tests of all pairs of models, adjusted so that the chance of even one false claim among them is
below 5 %. A bootstrap of the ranks themselves would not do: where models are close it takes chance for order.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ch3ef.stats.intervals import RESAMPLES, Cluster, FloatArray, grouped

_BLOCK = 4_000_000
"""Numbers held at once while signs are drawn."""


class Rank(NamedTuple):
    """The rank of one model, 1 for the highest mean credit.

    Attributes:
        mean: Mean credit over the model's own items; None without any.
        rank: Rank of the mean; equal means share the better rank; None without items.
        best: Best rank that the items allow: 1 + how many models are significantly better.
        worst: Worst rank that they allow: all models but those significantly worse.
    """

    mean: float | None
    rank: int | None
    best: int
    worst: int


class Ranking(NamedTuple):
    """Ranks of all models at once.

    Attributes:
        ranks: One per model, in the order given.
        bands: Groups of models that cannot be told apart, best first: of models next to each other by mean, of
            which no two differ significantly, as many as go together. A model may be in several, and is in at least one
            if it has items.
        p: Adjusted two-sided p-value of each pair, shape (models, models); 1 where two share no item.
    """

    ranks: tuple[Rank, ...]
    bands: tuple[tuple[int, ...], ...]
    p: FloatArray


def rank_models(
    credit: npt.ArrayLike,
    cluster: Cluster,
    rng: np.random.Generator,
    *,
    confidence: float = 0.95,
    resamples: int = RESAMPLES,
) -> Ranking:
    """Which ranks each model may hold, given which items it got right.

    Args:
        credit: Credit of each model on each item, shape (models, items), NaN where a model was not asked. Two models
            are compared on the items that both were asked.
        cluster: The group of each item (items that share a picture).
        rng: Source of the groups' random signs.
        confidence: Chance that all models' ranks lie within their bounds together, at least.
        resamples: How often the signs are drawn.

    Returns:
        Ranks, bands and p-values. Each pair's difference is compared with what it would be if the sign of every group's
        difference were a coin; the largest of all pairs' distances gives p-values that hold for all pairs together, the
        pairs being struck off from the clearest on (step-down).

    Raises:
        ValueError: Not a table of at least one model, or clusters that do not fit.

    Example:
        >>> credit = np.repeat([[1, 1, 1, 1, 1], [1, 1, 1, 1, 0], [0, 0, 0, 1, 0]], 8, axis=1)
        >>> ranking = rank_models(credit, [str(i) for i in range(40)], np.random.default_rng(0))
        >>> [(rank.best, rank.worst) for rank in ranking.ranks]
        [(1, 1), (2, 2), (3, 3)]
        >>> ranking.bands
        ((0,), (1,), (2,))

    Source: Mogstad, Romano, Shaikh & Wilhelm 2024, doi:10.1093/restud/rdad006; step-down by Romano & Wolf 2005,
    doi:10.1198/016214504000000539. How often it errs, by simulation, is in docs/statistics.md.
    """
    table = np.asarray(credit, dtype=np.float64)
    if table.ndim != 2 or not table.shape[0]:
        raise ValueError(f"expected a table of models x items; got shape {table.shape}")
    if table.shape[1] != len(cluster):
        raise ValueError(f"expected one cluster per item; got {len(cluster)} for {table.shape[1]}")
    models = len(table)
    first, second = np.triu_indices(models, 1)
    lead, adjusted = _pairs(table, cluster, rng, resamples)
    p = np.ones((models, models))
    p[first, second] = p[second, first] = adjusted
    ahead = np.zeros((models, models), dtype=bool)
    ahead[first, second] = (lead > 0) & (adjusted < 1 - confidence)
    ahead[second, first] = (lead < 0) & (adjusted < 1 - confidence)
    asked = ~np.isnan(table)
    counts = asked.sum(axis=1)
    means = np.where(counts > 0, np.where(asked, table, 0.0).sum(axis=1) / np.maximum(counts, 1), np.nan)
    ranks = tuple(
        Rank(
            None if np.isnan(mean) else float(mean),
            None if np.isnan(mean) else 1 + int((means > mean + 1e-12).sum()),
            1 + int(better),
            models - int(worse),
        )
        for mean, better, worse in zip(means, ahead.sum(axis=0), ahead.sum(axis=1), strict=True)
    )
    return Ranking(ranks, _bands(means, ahead | ahead.T), p)


def _pairs(
    table: FloatArray, cluster: Cluster, rng: np.random.Generator, resamples: int
) -> tuple[FloatArray, FloatArray]:
    """Of each pair of models the lead of the first, summed over shared items, and the adjusted p-value."""
    models = len(table)
    first, second = np.triu_indices(models, 1)
    if not len(first) or not table.shape[1]:
        return np.zeros(len(first)), np.ones(len(first))
    values, index = grouped(table.T, cluster)
    order = np.argsort(index, kind="stable")
    starts = np.searchsorted(index[order], np.arange(int(index.max()) + 1))
    if np.isnan(values).any():
        differences = np.nan_to_num(values[order][:, first] - values[order][:, second])
        own = np.add.reduceat(np.pad(differences, ((0, 0), (0, 1))), starts, axis=0)
        square, left, right = (own[:, :-1] ** 2).sum(axis=0), np.arange(len(first)), np.full(len(first), -1)
    else:
        # On the same items a pair's difference is that of two models' sums: far fewer of these than of pairs.
        own, left, right = np.add.reduceat(values[order], starts, axis=0), first, second
        moments = own.T @ own
        both = moments.diagonal()[first] + moments.diagonal()[second]
        square = both - 2 * moments[first, second]
        square[square < 1e-9 * both] = 0.0
    size = np.where(square > 0, np.sqrt(np.maximum(square, 0)), 1.0)
    lead = own.sum(axis=0)[left] - own.sum(axis=0)[right]
    distance = np.abs(lead) / size
    clearest = np.argsort(-distance, kind="stable")
    left, right, scale = left[clearest], right[clearest], (1 / size[clearest]).astype(np.float32)
    reached = distance[clearest] - 1e-4
    exceeded = np.zeros(len(first), dtype=np.int64)
    numbered = list(zip(range(len(first)), left.tolist(), right.tolist(), strict=True))
    step = max(1, _BLOCK // len(own))
    for start in range(0, resamples, step):
        signs = rng.integers(0, 2, (min(step, resamples - start), len(own))).astype(np.float32) * 2 - 1
        # A pair a row: rows are compared as a whole.
        summed = list(np.ascontiguousarray((signs @ own.astype(np.float32)).T))
        largest, drawn = np.zeros((2, signs.shape[0]), dtype=np.float32)
        for pair, one, other in reversed(numbered):
            # Of the pairs not yet struck off, the largest distance.
            np.subtract(summed[one], summed[other], out=drawn)
            np.abs(drawn, out=drawn)
            np.multiply(drawn, scale[pair], out=drawn)
            np.maximum(largest, drawn, out=largest)
            exceeded[pair] += np.count_nonzero(largest >= reached[pair])
    adjusted = np.empty(len(first))
    adjusted[clearest] = np.maximum.accumulate((1 + exceeded) / (1 + resamples))
    return lead, adjusted


def _bands(means: FloatArray, apart: npt.NDArray[np.bool_]) -> tuple[tuple[int, ...], ...]:
    """Longest runs of models, by mean, of which no two differ."""
    order = [int(model) for model in np.argsort(-means, kind="stable") if not np.isnan(means[model])]
    bands: list[tuple[int, ...]] = []
    end = 0
    for start in range(len(order)):
        longest = max(end, start + 1)
        while longest < len(order) and not apart[order[longest], order[start:longest]].any():
            longest += 1
        if longest > end:
            bands.append(tuple(order[start:longest]))
            end = longest
    return tuple(bands)

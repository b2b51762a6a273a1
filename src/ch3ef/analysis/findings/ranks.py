"""Which ranks each model may hold on a level, given that items are a sample."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from ch3ef.analysis.matrix import part_matrix
from ch3ef.analysis.table import Table
from ch3ef.stats.ranks import rank_models


@lru_cache(maxsize=4)
def ranks_on(table: Table, level: str) -> list[dict[str, Any]]:
    """Ranks of models on a level, with the ranks that each may hold, all together with 95 % confidence.

    A level of several scenarios is the mean of these, whatever their sizes.

    Args:
        table: The results.
        level: A1, A2 or A3.

    Returns:
        One record per model, the best first; none for fewer than two models or items.
    """
    matrix = part_matrix(table, "level", level)
    if len(matrix.models) < 2 or matrix.n_items < 2:
        return []
    _, stratum, sizes = np.unique(matrix.codes("scenario"), return_inverse=True, return_counts=True)
    weights = matrix.n_items / (len(sizes) * sizes[stratum])
    groups = matrix.codes("image_group").astype(str).tolist()
    ranking = rank_models(matrix.values * weights, groups, np.random.default_rng(0))
    records = [
        {
            "model": model,
            "level": level,
            "accuracy": rank.mean,
            "rank": rank.rank,
            "rank_low": rank.best,
            "rank_high": rank.worst,
            "n_items": matrix.n_items,
            "source": table.source,
        }
        for model, rank in zip(matrix.models, ranking.ranks, strict=True)
    ]
    return sorted(records, key=lambda record: -float(record["accuracy"] or 0))

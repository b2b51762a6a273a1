"""Which ranks each model may hold, given that items are a sample."""

from __future__ import annotations

from typing import Any

import numpy as np

from ch3ef.findings.matrix import Matrix
from ch3ef.stats.multiplicity import holm


def rank_bands(matrix: Matrix, group: str) -> list[dict[str, Any]]:
    """Ranks of models by mean credit, with the ranks that each may hold, all together with 95 % confidence.

    A model's best rank is one more than the number of models that are better beyond doubt, its worst the number of
    those that are not worse beyond doubt. "Beyond doubt": a paired t test over groups of items, adjusted by Holm over
    all pairs of models.

    Args:
        matrix: Credit, of two models or more; levels of several scenarios are means of these.
        group: What the items are of, for the records.

    Returns:
        One record per model, the best first.

    Source: Mogstad, Romano, Shaikh & Wilhelm 2024, doi:10.1093/restud/rdad006 (ranks from all pairwise tests).
    """
    from scipy.special import stdtr

    means, residuals = clustered(matrix)
    groups = residuals.shape[1]
    covariance = residuals @ residuals.T * groups / max(1, groups - 1)
    own = np.diag(covariance)
    error = np.sqrt(np.maximum(own[:, None] + own - 2 * covariance, 0))
    gap = means[:, None] - means
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.where(error > 1e-12, np.abs(gap) / error, 0.0)
    upper = np.triu_indices(len(means), 1)
    adjusted = holm(2 * stdtr(max(1, groups - 1), -t[upper]))
    apart = np.zeros_like(gap, dtype=np.bool_)
    apart[upper] = adjusted <= 0.05
    apart |= apart.T
    better, worse = (apart & (gap < 0)).sum(axis=1), (apart & (gap > 0)).sum(axis=1)
    order = np.argsort(-means, kind="stable")
    return [
        {
            "model": matrix.models[model],
            "group": group,
            "accuracy": float(means[model]),
            "rank": place,
            "rank_low": int(better[model]) + 1,
            "rank_high": len(means) - int(worse[model]),
            "n_items": matrix.n_items,
            "source": matrix.frame.source,
        }
        for place, model in enumerate(order.tolist(), 1)
    ]


def clustered(matrix: Matrix) -> tuple[np.ndarray[Any, np.dtype[np.float64]], np.ndarray[Any, np.dtype[np.float64]]]:
    """Mean over scenarios of mean credit per model (m,), and what each group of items adds to its error (m, g)."""
    scenarios, stratum, sizes = np.unique(matrix.codes("scenario"), return_inverse=True, return_counts=True)
    means = np.zeros(len(matrix.models))
    residuals = np.empty_like(matrix.values)
    for scenario in range(len(scenarios)):
        inside = stratum == scenario
        mean = matrix.values[:, inside].mean(axis=1)
        means += mean / len(scenarios)
        residuals[:, inside] = (matrix.values[:, inside] - mean[:, None]) / (sizes[scenario] * len(scenarios))
    group = np.unique(matrix.codes("image_group"), return_inverse=True)[1]
    order = np.argsort(group, kind="stable")
    starts = np.searchsorted(group[order], np.arange(int(group.max(initial=-1)) + 1))
    return means, np.add.reduceat(residuals[:, order], starts, axis=1)

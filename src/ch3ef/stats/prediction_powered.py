"""Prediction-powered inference: a mean from few people's labels and many verdicts of a judge that errs.

The judge's mean over all replies is corrected by its mean error on the labelled ones. The interval holds whatever the
judge's errors are, as long as the labelled replies are a random part; a good judge makes it narrow.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ch3ef.stats.intervals import Cluster, FloatArray, Interval, score_bounds, share_interval, t_quantile

PSEUDO_LABELS = 4.0
"""Imagined labels, spread evenly over all pairs of label and verdict, that the spread (never the estimate) is measured
with: a judge that happened to agree with all labels is not certain to. Chosen by measured coverage."""


class Corrected(NamedTuple):
    """A judge's mean corrected by labels, and what it stands beside.

    Attributes:
        estimate: The corrected mean, in [0, 1].
        low: Lower bound.
        high: Upper bound.
        uncorrected: The judge's mean over all replies, with the interval that takes its verdicts for the truth.
        labels_alone: The mean of the labels, without the judge.
        weight: How much the verdicts weigh, in [0, 1]: 0 leaves the labels alone, 1 trusts the judge but for its mean
            error.
        bias: The judge's mean error on the labelled replies: above 0 where it is too lenient.
        n_labelled: Replies with a label.
        n_judged: All replies with a verdict.
    """

    estimate: float
    low: float
    high: float
    uncorrected: Interval
    labels_alone: Interval
    weight: float
    bias: float
    n_labelled: int
    n_judged: int


def prediction_powered_mean(
    labels: npt.ArrayLike,
    verdicts: npt.ArrayLike,
    unlabelled: npt.ArrayLike,
    *,
    cluster: Cluster | None = None,
    unlabelled_cluster: Cluster | None = None,
    confidence: float = 0.95,
) -> Corrected:
    """The mean that people would have given, from a small labelled and a large judged part.

    Args:
        labels: People's credit of the labelled replies, in [0, 1], shape (n,), n >= 2.
        verdicts: The judge's credit of the same replies, in [0, 1], shape (n,).
        unlabelled: The judge's credit of the other replies, shape (N,); it may be empty.
        cluster: The group of each labelled reply (items that share a picture); by default each stands alone.
        unlabelled_cluster: The group of each other reply; groups may hold both kinds.
        confidence: Nominal coverage.

    Returns:
        The corrected mean with its interval, the uncorrected one and that of the labels alone. The weight of the
        verdicts is the one with the least variance (PPI++), held within [0, 1].

    Raises:
        ValueError: Fewer than two labels or groups of labelled replies, lengths that differ, or values outside [0, 1].

    Example:
        >>> found = prediction_powered_mean([1, 1, 0, 1, 0, 1], [1, 1, 0, 1, 1, 1], [1] * 40 + [0] * 10)
        >>> round(found.estimate, 3), round(found.uncorrected.estimate, 3), round(found.bias, 3)
        (0.643, 0.804, 0.167)
        >>> found.low < found.estimate < found.high
        True

    Source: Angelopoulos et al. 2023, doi:10.1126/science.adi6000; its tuning, Angelopoulos, Duchi & Zrnic 2023,
    arXiv 2311.01453. Checked against ppi_py; t quantiles, groups and imagined labels are ours, for parts of 30 to 200
    labels, and their measured coverage is in docs/statistics.md.
    """
    truth, found, others = (np.asarray(values, dtype=np.float64) for values in (labels, verdicts, unlabelled))
    names = [str(i) for i in range(len(truth))] if cluster is None else list(cluster)
    other_names = [f"+{i}" for i in range(len(others))] if unlabelled_cluster is None else list(unlabelled_cluster)
    _check(truth, found, others, names, other_names)
    n, total = len(truth), len(others)
    index = np.unique(np.array([*names, *other_names]), return_inverse=True)[1]
    groups = len(set(names))
    # What each group pulls at the mean of the labels, and at the difference of the judge's two means.
    label_pull = _pulls(truth, index[:n], index.max() + 1)
    verdict_pull = _pulls(found, index[:n], index.max() + 1)
    weight = 0.0
    if total:
        verdict_pull -= _pulls(others, index[n:], index.max() + 1)
        weight = _weight(label_pull, verdict_pull)
    shift = others.mean() - found.mean() if total else 0.0
    estimate = float(truth.mean() + weight * shift)
    spread = float(((label_pull - weight * verdict_pull) ** 2).sum()) * groups / (groups - 1)
    low, high = _bounds(estimate, _padded(spread, truth, found, weight), n, t_quantile(groups - 1, confidence))
    everyone = np.concatenate([found, others])
    return Corrected(
        estimate=min(1.0, max(0.0, estimate)),
        low=low,
        high=high,
        uncorrected=share_interval(everyone, [*names, *other_names], confidence),
        labels_alone=share_interval(truth, names, confidence),
        weight=weight,
        bias=float((found - truth).mean()),
        n_labelled=n,
        n_judged=n + total,
    )


def _pulls(values: FloatArray, index: npt.NDArray[np.intp], groups: int) -> FloatArray:
    """How far each group pulls the mean of the values."""
    return np.bincount(index, weights=(values - values.mean()) / len(values), minlength=groups).astype(np.float64)


def _weight(label_pull: FloatArray, verdict_pull: FloatArray) -> float:
    """The weight in [0, 1] at which the corrected mean varies least; 0 for verdicts that do not vary."""
    own = float((verdict_pull**2).sum())
    return min(1.0, max(0.0, float((label_pull * verdict_pull).sum()) / own)) if own > 0 else 0.0


def _padded(spread: float, truth: FloatArray, found: FloatArray, weight: float) -> float:
    """The variance of the corrected mean, the imagined labels among the real ones."""
    n, mean = len(truth), float((truth - weight * found).mean())
    pairs = ((0, 0), (0, 1), (1, 0), (1, 1))
    imagined = sum((label - weight * verdict - mean) ** 2 for label, verdict in pairs) / len(pairs)
    return (spread * n + imagined * PSEUDO_LABELS / n) / (n + PSEUDO_LABELS)


def _bounds(estimate: float, spread: float, n: int, quantile: float) -> tuple[float, float]:
    """Wilson's interval for as many labels as would vary as much."""
    share = min(1.0, max(0.0, estimate))
    middle = (n * share + PSEUDO_LABELS / 2) / (n + PSEUDO_LABELS)
    return score_bounds(share, middle * (1 - middle) / spread, quantile)


def _check(
    truth: FloatArray, found: FloatArray, others: FloatArray, names: Sequence[str], other_names: Sequence[str]
) -> None:
    if len(truth) != len(found) or len(truth) != len(names) or len(others) != len(other_names):
        raise ValueError("expected one verdict and one group per label, and one group per other verdict")
    if len(set(names)) < 2:
        raise ValueError(f"expected labels of two groups of replies or more; got {len(set(names))}")
    everything = np.concatenate([truth, found, others])
    if not ((everything >= 0) & (everything <= 1)).all():
        raise ValueError("expected labels and verdicts in [0, 1]")

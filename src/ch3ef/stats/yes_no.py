"""F1 with an interval."""

from __future__ import annotations

import numpy.typing as npt

from ch3ef.stats.intervals import Cluster, Interval, share_interval


def f1_interval(hit: npt.ArrayLike, cluster: Cluster) -> Interval:
    """F1 of the positive class, 2 hits / (said + due), over the answers that are, or should be, positive.

    The hits' share J of these answers is a share like any other (Jaccard's index), and F1 is 2J / (1 + J), which grows
    with it: the bounds are those of J.

    Args:
        hit: Whether the answer is positive and should be, of all that are one of both, shape (n,), n >= 1.
        cluster: The group of each answer (items that share a picture), length n.

    Raises:
        ValueError: No answers, or lengths that differ.

    Example:
        >>> found = f1_interval([1, 1, 0, 0, 1, 1], list("abcdef"))
        >>> round(found.estimate, 3), round(found.low, 3), round(found.high, 3)
        (0.8, 0.462, 0.949)

    Source: METRICS, "Hallucination"; the estimate checked against scikit-learn.
    """
    share = share_interval(hit, cluster)
    estimate, low, high = (2 * part / (1 + part) for part in share[:3])
    return Interval(estimate, low, high, share.method)

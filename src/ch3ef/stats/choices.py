"""Which option is chosen, whatever is right: does a choice stay where it was, is a kind of option favoured?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ch3ef.stats.agreement import Agreement, cohen_kappa
from ch3ef.stats.intervals import (
    Cluster,
    FloatArray,
    Interval,
    design_effect,
    grouped,
    score_bounds,
    share_interval,
    t_quantile,
)


class Kept(NamedTuple):
    """How far choices stay the same when the same items are asked in another way.

    Attributes:
        share: Share of the items with the same choice both times, in [0, 1]: the reference's match ratio. No choice is
            the same as none.
        kappa: Agreement beyond what two habits of choosing (always the first) give by themselves, over the items with
            a choice both times.
    """

    share: Interval
    kappa: Agreement


def kept_choices(before: Sequence[int | None], after: Sequence[int | None], cluster: Cluster) -> Kept:
    """The share of choices that stay the same (the reference's MR), and the same beyond chance.

    Whoever always takes the first option keeps every choice: a share of 1, and no kappa.

    Args:
        before: Which option was chosen, as a number; None where nothing was. Length n >= 1.
        after: The same items, asked in another way.
        cluster: The group of each item (items that share a picture, or are one item), length n.

    Raises:
        ValueError: No items, or lengths that differ.

    Example:
        >>> found = kept_choices([0, 1, 2, 1, 0], [0, 1, 2, 2, None], list("abcde"))
        >>> found.share.estimate, found.kappa.estimate, found.kappa.n
        (0.6, 0.6363636363636364, 4)
        >>> always_first = kept_choices([0, 0, 0], [0, 0, 0], list("abc"))
        >>> always_first.share.estimate, always_first.kappa.estimate
        (1.0, None)

    Source: MR of ChEF, arXiv:2311.02692; METRICS, "Instruction following"; kappa as `stats.agreement.cohen_kappa`.
    """
    if len(before) != len(after) or not before:
        raise ValueError(f"expected choices of the same items twice; got {len(before)} and {len(after)}")
    same = [float(a is not None and a == b) for a, b in zip(before, after, strict=True)]
    return Kept(share_interval(same, cluster), cohen_kappa(before, after, cluster=cluster))


def bias_among_errors(chosen: npt.ArrayLike, expected: npt.ArrayLike, cluster: Cluster) -> Interval | None:
    """How strongly a kind of option (the one shown first, the longest) draws choices to itself.

    The share of choices that would have to be made for the option's sake alone, the others as they fall, to explain how
    often it is chosen: (share - expected) / (1 - expected).

    Args:
        chosen: Whether each choice fell on such an option, shape (n,), n >= 1.
        expected: How often it would by itself, in [0, 1): the share of the options that are such, shape (n,).
        cluster: The group of each choice (items that share a picture, or are one item), length n.

    Returns:
        1 where it is always chosen, 0 where as often as others, below 0 where it is avoided, down to
        -expected / (1 - expected). The interval is that of the share; answers to one item in all rotations balance
        until one is drawn, so that a group counts for at most 1 / expected answers. None where nothing else could be
        chosen.

    Raises:
        ValueError: No choices, lengths that differ, or values outside [0, 1].

    Example:
        >>> found = bias_among_errors([1, 1, 0, 1, 0, 1, 0, 0], [0.25] * 8, list("abcdefgh"))
        >>> round(found.estimate, 3), round(found.low, 3), round(found.high, 3)
        (0.333, -0.046, 0.713)

    Source: METRICS, position and length bias; the form is that of a guess-corrected score.
    """
    taken, share = np.asarray(chosen, dtype=np.float64), np.asarray(expected, dtype=np.float64)
    if taken.shape != share.shape or taken.ndim != 1 or not len(taken):
        raise ValueError(f"expected as many shares as choices, at least 1; got shapes {taken.shape} and {share.shape}")
    if not all(((values >= 0) & (values <= 1)).all() for values in (taken, share)):
        raise ValueError("expected values in [0, 1]")
    alone = float(share.mean())
    if alone >= 1:
        return None
    found = _bounded_share(taken, cluster, alone)
    estimate, low, high = ((value - alone) / (1 - alone) for value in found[:3])
    return Interval(estimate, low, high, found.method)


def choice_bias(taken: npt.ArrayLike, other: npt.ArrayLike, share: npt.ArrayLike, cluster: Cluster) -> Interval:
    """How often a kind of wrong option is chosen for its own sake, whatever the answerer knows.

    Whoever answers by content errs without seeing the kind (the option shown first, one that declines): of its errors a
    share falls on such options. With probability b it is chosen for its own sake instead. Errors on other options show
    how many would have fallen on it by themselves, and are taken off: b = P(kind) - P(other error) share / (1 - share).

    Args:
        taken: Whether each answer fell on a wrong option of the kind, 0 or 1, shape (n,), n >= 1. Only answers to
            questions whose right options are not of the kind.
        other: Whether it fell on another wrong option, 0 or 1, shape (n,).
        share: Share of the wrong options that are of the kind, in [0, 1), shape (n,).
        cluster: The group of each answer (items that share a picture, or are one item), length n.

    Returns:
        1 where the kind is always chosen, 0 for whoever is always right, guesses, or errs without seeing it, below 0
        where the kind is avoided, down to minus the mean of share / (1 - share). A t interval over groups, cut to this
        scale, on which the truth lies; one group alone says nothing.

    Raises:
        ValueError: No answers, lengths that differ, or a share of 1.

    Example:
        >>> found = choice_bias([1, 0, 1, 0, 0, 0], [0, 1, 0, 0, 0, 1], [1 / 3] * 6, list("abcdef"))
        >>> round(found.estimate, 3), round(found.low, 3), round(found.high, 3)
        (0.167, -0.5, 0.94)

    Source: METRICS, position and length bias; by hand, its coverage simulated.
    """
    parts, weight = chosen_for_its_sake(taken, other, share), _weight(share)
    found = mean_interval(parts, cluster, float(max(1.0, (1 + weight).max() / 2)))
    return found._replace(low=max(found.low, -float(weight.mean())), high=min(found.high, 1.0))


def chosen_for_its_sake(taken: npt.ArrayLike, other: npt.ArrayLike, share: npt.ArrayLike) -> FloatArray:
    """What `choice_bias` is the mean of, shape (n,); the arguments are the same."""
    one, another = np.asarray(taken, dtype=np.float64), np.asarray(other, dtype=np.float64)
    if one.shape != another.shape or one.ndim != 1 or not len(one):
        raise ValueError(f"expected as many other errors as choices, at least 1; got {one.shape} and {another.shape}")
    return np.asarray(one - another * _weight(share), dtype=np.float64)


def _weight(share: npt.ArrayLike) -> FloatArray:
    shares = np.asarray(share, dtype=np.float64)
    if not ((shares >= 0) & (shares < 1)).all():
        raise ValueError("expected shares of the wrong options in [0, 1): of one kind alone nothing can be told")
    return np.asarray(shares / (1 - shares), dtype=np.float64)


IMAGINED = 1.0
"""Imagined answers, half of them off by half the scale, that the spread (never the estimate) is measured with: answers
that all agree are not certain to. Chosen by measured coverage."""


def mean_interval(values: npt.ArrayLike, cluster: Cluster, scale: float) -> Interval:
    """A mean of numbers that lie on a bounded scale, with a t interval over groups that is never empty.

    Args:
        values: Shape (n,), n >= 1.
        cluster: The group of each value, length n.
        scale: Half of what the largest and the smallest possible value are apart.
    """
    numbers, index = grouped(values, cluster)
    n, groups, mean = len(numbers), int(index.max()) + 1, float(numbers.mean())
    if groups < 2:
        return Interval(mean, -2 * scale, 2 * scale, "cluster t")
    sums = np.bincount(index, weights=numbers - mean)
    spread = float((sums**2).sum()) * groups / (groups - 1) / n
    variance = (spread * n + IMAGINED * scale**2) / (n + IMAGINED) / n
    half = t_quantile(groups - 1, 0.95) * math.sqrt(variance)
    return Interval(mean, mean - half, mean + half, "cluster t")


def _bounded_share(taken: FloatArray, cluster: Cluster, alone: float) -> Interval:
    """As `share_interval`, but that groups whose answers balance do not make certain what was merely not seen."""
    values, index = grouped(taken, cluster)
    n, groups = len(values), int(index.max()) + 1
    if groups in {1, n}:
        return share_interval(taken, cluster)
    share = float(values.mean())
    together = float((np.bincount(index) ** 2).sum()) / n
    effect = design_effect(values - share, n * share * (1 - share), index, min(share, 1 - share) * n, together)
    low, high = score_bounds(share, n / max(effect, n * alone / groups), t_quantile(groups - 1, 0.95))
    return Interval(share, low, high, "cluster wilson")

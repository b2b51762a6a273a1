"""How often a judge is right about what people hold for wrong and for right; what its findings are then worth. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from ch3ef.stats.agreement import Agreement, cohen_kappa
from ch3ef.stats.intervals import Interval, share_interval
from ch3ef.stats.misclassification import corrected_share
from ch3ef.stats.prediction_powered import Corrected, prediction_powered_mean


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """A judge's findings held against people's, of one question about each reply: is it wrong (unsafe), does it refuse?

    Attributes:
        n: Replies that people labelled and the judge gave a verdict.
        without: Labelled replies without its verdict.
        yes: Replies of which people say yes.
        no: Replies of which they say no.
        people: The share of which people say yes.
        found: The share of which the judge does.
        sensitivity: The share of people's yes that are the judge's too; None without a yes of people's.
        specificity: The share of people's no that are the judge's too; None without a no.
        between: The judge's mean where people are between yes and no (a grade of partly); None where they never are.
        kappa: Cohen's, of people and judge, beyond chance.
    """

    n: int
    without: int
    yes: int
    no: int
    people: Interval
    found: Interval
    sensitivity: Interval | None
    specificity: Interval | None
    between: Interval | None
    kappa: Agreement


def judge_rates(people: Sequence[float], found: Sequence[float | None], groups: Sequence[str]) -> Rates | None:
    """Sensitivity, specificity and what goes with them.

    Args:
        people: What people say of each reply, in [0, 1]: 1 for yes, 0 for no; halfway for partly.
        found: What the judge says; None where it gave no verdict.
        groups: Same for replies about the same pictures.

    Returns:
        The rates; None where no reply has both. What people settled on halfway enters the shares and kappa, and neither
        sensitivity nor specificity.
    """
    both = [(a, b, group) for a, b, group in zip(people, found, groups, strict=True) if b is not None]
    if not both:
        return None

    def seen(of: tuple[bool, bool, bool], *, turned: bool = False) -> Interval | None:
        own = [(b, group) for a, b, group in both if of == (a == 1, a == 0, 0 < a < 1)]
        return share_interval([1 - b if turned else b for b, _ in own], [group for _, group in own]) if own else None

    names = [group for _, _, group in both]
    return Rates(
        n=len(both),
        without=len(people) - len(both),
        yes=sum(a == 1 for a, _, _ in both),
        no=sum(a == 0 for a, _, _ in both),
        people=share_interval([a for a, _, _ in both], names),
        found=share_interval([b for _, b, _ in both], names),
        sensitivity=seen((True, False, False)),
        specificity=seen((False, True, False), turned=True),
        between=seen((False, False, True)),
        kappa=cohen_kappa(
            [_nearest(a) for a, _, _ in both], [_nearest(b) for _, b, _ in both],
            weights="linear", categories=(0.0, 0.5, 1.0), cluster=names,
        ),
    )  # fmt: skip


def _nearest(share: float) -> float:
    """The grade nearest to a mean; halfway between two, the greater: the stricter, of what is wrong."""
    return min((1.0, 0.5, 0.0), key=lambda grade: abs(grade - share))


def corrected_by(found: Interval, rates: Rates) -> Interval | None:
    """A judge's finding about new replies, as people would have found it; None where its rates say nothing."""
    if rates.sensitivity is None or rates.specificity is None:
        return None
    return corrected_share(found, rates.sensitivity, rates.specificity)


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedOut:
    """A correction tried where the truth is known: one half of the pictures measures the judge, the other is corrected.

    Attributes:
        n: Replies of the half that is corrected.
        people: The share of which people say yes, there.
        found: The share of which the judge does.
        corrected: Its finding corrected by its rates on the first half; None where those say nothing.
        powered: The share among all replies, from the judge's verdicts on all and the labels of the first half alone.
        everyone: The share among all of which people say yes.
    """

    n: int
    people: Interval
    found: Interval
    corrected: Interval | None
    powered: Corrected | None
    everyone: Interval


def tried_out(people: Sequence[float], found: Sequence[float | None], groups: Sequence[str]) -> TriedOut | None:
    """Correct one half of the replies by the labels of the other.

    Args:
        people: As in `judge_rates`, like the others.
        found: What the judge says.
        groups: Replies of a group are of one half; which one follows from its name, and from nothing else.

    Returns:
        What came of it; None where one of the halves is empty.
    """
    both = [(a, b, group) for a, b, group in zip(people, found, groups, strict=True) if b is not None]
    order = {group: place for place, group in enumerate(sorted({group for _, _, group in both}, key=_drawn))}
    halves = [[each for each in both if (order[each[2]] % 2 == 0) is first] for first in (True, False)]
    if not all(halves):
        return None
    (own, said, names), (truth, other, other_names) = (tuple(zip(*half, strict=True)) for half in halves)
    measured = judge_rates(own, said, names)
    there = share_interval(other, other_names)
    return TriedOut(
        n=len(truth),
        people=share_interval(truth, other_names),
        found=there,
        corrected=None if measured is None else corrected_by(there, measured),
        powered=prediction_powered_mean(own, said, other, cluster=names, unlabelled_cluster=other_names)
        if len(set(names)) > 1
        else None,
        everyone=share_interval([a for a, _, _ in both], [group for _, _, group in both]),
    )


def _drawn(group: str) -> str:
    return hashlib.sha256(f"half\0{group}".encode()).hexdigest()

"""What a question asked of results comes to: a claim with its evidence, or what it would need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ch3ef.analysis.figures import Figure
from ch3ef.words import plural

MIN_MODELS = 5
"""Fewer models than this carry no claim about models."""

ALPHA = 0.05
"""The chance of even one false claim among the confirmatory ones of a report that is accepted."""

Unit = Literal["share", "difference", "correlation", "difference of correlations", "count"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One claim with its evidence.

    Attributes:
        family: The question that it answers.
        claim: What holds if the claim is shown, a sentence.
        otherwise: What is said if it is not shown, a sentence.
        estimate: The figure, in the unit's scale; shares and their differences in [-1, 1].
        low: Lower end of its 95 % interval; None where there is none.
        high: Upper end.
        null: What it is tested against; None where the interval is no test.
        unit: What the figure is.
        n_models: Models it rests on.
        n_items: Items (pairs of items) it rests on; None where items are unknown.
        p: p-value of a confirmatory claim before adjustment; None for an exploratory claim, and for a confirmatory one
            whose data show no spread to test against.
        confirmatory: Whether it is tested, under the family-wise control of the whole report; else exploratory: an
            interval alone.
        p_adjusted: p adjusted by Holm over all confirmatory claims of the report; set by the report.
        query: An expression that gives the estimate when it is run.
        caveats: What a reader must know beside it.
        about: The models, columns or kinds it is about, for programs.
        source: The results it was read from.
    """

    family: str
    claim: str
    otherwise: str
    estimate: float
    low: float | None
    high: float | None
    unit: Unit
    n_models: int
    n_items: int | None
    p: float | None
    confirmatory: bool = True
    p_adjusted: float | None = None
    query: str = ""
    caveats: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    source: str = ""
    null: float | None = 0.0

    @property
    def shown(self) -> bool:
        """Whether the claim is made: exploratory, or confirmatory with a p-value and an interval that both carry it."""
        if not self.confirmatory:
            return True
        if self.p_adjusted is None or self.p_adjusted > ALPHA:
            return False
        return self.null is None or self.low is None or self.high is None or not self.low <= self.null <= self.high

    def to_record(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "family": self.family,
            "claim": self.claim if self.shown else self.otherwise,
            "estimate": self.estimate,
            "low": self.low,
            "high": self.high,
            "unit": self.unit,
            "n_models": self.n_models,
            "n_items": self.n_items,
            "shown": self.shown,
            "kind": "confirmatory" if self.confirmatory else "exploratory",
            "p_adjusted": self.p_adjusted,
            "query": self.query,
            "caveats": list(self.caveats),
            "about": list(self.about),
            "source": self.source,
        }


@dataclass(frozen=True, slots=True)
class NotTestable:
    """A question that the data cannot answer.

    Attributes:
        family: The question.
        needs: What it would need, and what there is.
        source: The results it was asked of.
    """

    family: str
    needs: str
    source: str = ""

    def to_record(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {"family": self.family, "needs": self.needs, "source": self.source}


Answers = list[Finding | NotTestable]
"""What a family returns."""


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found in one or several results.

    Attributes:
        correlations: Tables of correlations over models, as records.
        findings: Claims that are shown, and exploratory ones.
        not_shown: Confirmatory claims that the data do not show.
        not_testable: Questions without the data they need.
        levels: Each model's levels and drops, as records.
        ranks: Which ranks each model may hold, as records.
        profiles: Each model's most alike model, as records.
        figures: Figures of the behaviours that claims rest on, the registry's.
        published_comparison: The user's models beside published ones, as records.
        notes: What a reader must know of the whole.
    """

    correlations: Sequence[dict[str, Any]] = ()
    findings: Sequence[Finding] = ()
    not_shown: Sequence[Finding] = ()
    not_testable: Sequence[NotTestable] = ()
    levels: Sequence[dict[str, Any]] = ()
    ranks: Sequence[dict[str, Any]] = ()
    profiles: Sequence[dict[str, Any]] = ()
    figures: Sequence[Figure] = ()
    published_comparison: Sequence[dict[str, Any]] = ()
    notes: Sequence[str] = ()


def too_few(family: str, n: int, source: str) -> NotTestable:
    """The answer where there are fewer than five models.

    Example:
        >>> too_few("leader", 3, "runs/a").needs
        '5 models or more; there are 3'
    """
    needs = plural("{least} models or more; there is {n}", "{least} models or more; there are {n}", n, least=MIN_MODELS)
    return NotTestable(family, needs, source)

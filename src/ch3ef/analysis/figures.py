"""The one record of what is measured, and the scale that it is measured on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, NamedTuple

from ch3ef.stats.intervals import Interval

Unit = Literal["share", "difference", "kappa", "points", "error", "number"]
"""A share, a difference of shares, agreement beyond chance, points of a benchmark, an error in the answer's own unit,
any number."""
Better = Literal["higher", "lower", "zero", "neither"]
"""Which way is better; zero: the nearer to 0."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one model.

    Attributes:
        model: The model.
        recipe: The recipe that it rests on; both, where two are compared ("human-value, human-value-direct").
        scenario: The set of items; both, where two are compared. Contrast twins go by the name of their items' set.
        shots: With how many examples in front ("ice:topk_text:2"); "" for none, and where it compares them.
        behaviour: What kind of behaviour it tells of, a name of the registry.
        name: What is measured (`docs/perspectives.md`, `docs/results.md`); `_ref` at its end marks the reference
            implementation's definition.
        group: "all", or the part of the rows that it is of: a corruption, a retriever, a task ...
        estimate: The figure; None where it is undefined for these rows.
        low: Lower end of its 95 % interval; None where none was worked out.
        high: Upper end.
        n: Items (pairs of an item and its twin, answers) that it is defined on.
    """

    model: str
    recipe: str
    scenario: str
    shots: str
    behaviour: str
    name: str
    group: str
    estimate: float | None
    low: float | None
    high: float | None
    n: int

    def to_record(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Scale:
    """What a figure is measured in, and where the two ends are.

    Attributes:
        unit: What it is.
        better: Which way is better.
        oracle: What an answerer has that is always right; None where that leaves the figure undefined, or free.
        anti_oracle: The same of one that is always wrong.
        better_in: Groups in which another way is better than in the others.
        less_guessing: Whether what guessing gives is taken out of a share, which may lie below 0 then.
    """

    unit: Unit
    better: Better = "neither"
    oracle: float | None = None
    anti_oracle: float | None = None
    better_in: Mapping[str, Better] = field(default_factory=dict)
    less_guessing: bool = False


class Bounded(NamedTuple):
    """An estimate with its bounds, whatever it comes from."""

    estimate: float | None
    low: float | None = None
    high: float | None = None


def bounded(interval: Interval | None) -> Bounded:
    """The estimate and bounds of an interval; nothing where there is none."""
    return Bounded(interval.estimate, interval.low, interval.high) if interval else Bounded(None)

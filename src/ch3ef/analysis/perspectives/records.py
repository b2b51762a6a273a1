"""The record that every perspective gives, and how rows are told apart for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, NamedTuple

from ch3ef.results import ResultRow
from ch3ef.stats.intervals import Interval

Perspective = Literal[
    "calibration",
    "in-context",
    "instruction-following",
    "hallucination",
    "robustness",
    "refusal",
    "sycophancy",
    "protocols",
    "position-bias",
    "language-performance",
]

MIN_ITEMS = 10
"""Of fewer items nothing is measured."""


@dataclass(frozen=True, slots=True)
class PerspectiveMeasure:
    """One figure on how a model behaves.

    Attributes:
        model: The model.
        recipe: The recipe; both, where two are compared ("human-value, human-value-direct").
        scenario: The set of items; both, where two are compared. Contrast twins go by the name of their items' set.
        perspective: What kind of behaviour.
        name: What is measured (`docs/perspectives.md`); `_ref` at its end marks the reference implementation's
            definition.
        group: "all", or the part of the rows that it is of: a corruption, a retriever, a task ...
        estimate: The figure; None where it is undefined for these rows.
        low: Lower end of its 95 % interval; None where none was worked out.
        high: Upper end.
        n: Items (pairs of an item and its twin, answers) that it is of.
    """

    model: str
    recipe: str
    scenario: str
    perspective: Perspective
    name: str
    group: str
    estimate: float | None
    low: float | None
    high: float | None
    n: int

    def to_record(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return asdict(self)


class Found(NamedTuple):
    """A figure of one model; the fields are those of `PerspectiveMeasure`."""

    recipe: str
    scenario: str
    name: str
    group: str
    estimate: float | None
    low: float | None
    high: float | None
    n: int


class Bounded(NamedTuple):
    """An estimate with its bounds, whatever it comes from."""

    estimate: float | None
    low: float | None = None
    high: float | None = None


def bounded(interval: Interval | None) -> Bounded:
    """The estimate and bounds of an interval; nothing where there is none."""
    return Bounded(interval.estimate, interval.low, interval.high) if interval else Bounded(None)


class Place(NamedTuple):
    """What figures are found about.

    Attributes:
        recipe: The recipe or recipes.
        scenario: The set of items.
    """

    recipe: str
    scenario: str

    def found(self, name: str, figure: Bounded, n: int, group: str = "all") -> Found:
        """A figure about this place."""
        return Found(self.recipe, self.scenario, name, group, *figure, n)


def by_place(rows: Sequence[ResultRow]) -> Iterator[tuple[Place, list[ResultRow]]]:
    """Rows by recipe and scenario, contrast twins with their items, in the order of first appearance."""
    places: dict[Place, list[ResultRow]] = {}
    for row in rows:
        places.setdefault(Place(row.recipe, items_set(row)), []).append(row)
    yield from places.items()


def is_twin(row: ResultRow) -> bool:
    """Whether a row's item is a contrast twin."""
    return row.scenario != items_set(row)


def items_set(row: ResultRow) -> str:
    """The set of items that a row belongs to, twins under the name of their items' set."""
    name, mark, arguments = row.scenario.partition("?")
    return name.removesuffix("-twins") + mark + arguments


def credit_of(row: ResultRow) -> float:
    """What an answer is worth; no answer is worth nothing."""
    return row.correct or 0.0


def place_of(row: ResultRow, order: Sequence[int] | None = None) -> int | None:
    """Where the chosen option stood, from 0; None where nothing was chosen, or no order is known.

    Args:
        row: The row.
        order: The order to go by; the row's own by default.
    """
    order = order or row.option_order
    return order.index(row.chosen) if order and row.chosen in order else None


def replies(row: ResultRow) -> bool:
    """Whether the model said its answer, rather than having its options' likelihoods compared."""
    return not row.inferencer.endswith("ppl")


def items_in(rows: Sequence[ResultRow]) -> int:
    """How many items the rows are of."""
    return len({row.item_id for row in rows})

"""What claims about behaviour rest on: the models' figures, and the numbers that they are means of."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ch3ef.analysis.behaviours.behaviour import Units
from ch3ef.analysis.behaviours.registry import BEHAVIOURS
from ch3ef.analysis.figures import Figure
from ch3ef.analysis.table import Codes, Floats, Table


class Cell(NamedTuple):
    """Where a figure was measured: models are compared, and means over them taken, within one cell.

    Attributes:
        recipe: The recipe, or the two that are compared.
        scenario: The set of items, or the two.
        shots: With which examples in front.
        group: The part of the rows.
    """

    recipe: str
    scenario: str
    shots: str
    group: str


@dataclass(frozen=True, eq=False)
class Measured:
    """One figure of one model, and what it is the mean of.

    Attributes:
        figure: The figure; its estimate is there.
        item: The item of each value, shape (k,).
        cluster: What hangs together: the pictures of each value, shape (k,).
        values: Their mean is the estimate, shape (k,).
    """

    figure: Figure
    item: Codes
    cluster: Codes
    values: Floats

    @property
    def cell(self) -> Cell:
        """Where it was measured."""
        return Cell(self.figure.recipe, self.figure.scenario, self.figure.shots, self.figure.group)

    @property
    def estimate(self) -> float:
        """The figure's estimate."""
        return self.figure.estimate if self.figure.estimate is not None else float(self.values.mean())


@dataclass(frozen=True, eq=False)
class Evidence:
    """All that claims about behaviour rest on, of one results table.

    Attributes:
        source: The results.
        figures: The figures that were measured together, as `figures_of` gives them.
        measured: Those of them that claims are made of.
    """

    source: str
    figures: tuple[Figure, ...]
    measured: tuple[Measured, ...]

    def cells(self, behaviour: str, name: str) -> dict[Cell, list[Measured]]:
        """A figure of all models, by where it was measured, in the order of first appearance.

        Args:
            behaviour: The behaviour that it tells of.
            name: The figure.
        """
        found: dict[Cell, list[Measured]] = {}
        for one in self.measured:
            if (one.figure.behaviour, one.figure.name) == (behaviour, name):
                found.setdefault(one.cell, []).append(one)
        return found


def evidence_of(table: Table, wanted: Collection[tuple[str, str]]) -> Evidence:
    """Figures with what they are means of, and all that is measured together with them.

    Args:
        table: The results.
        wanted: Behaviours and their figures. What a behaviour measures apart from these is not worked out: of millions
            of rows that would take longer than all claims.
    """
    names = {behaviour for behaviour, _ in wanted}
    figures: list[Figure] = []
    measured: list[Measured] = []
    for behaviour in BEHAVIOURS:
        if behaviour.units is None or behaviour.name not in names:
            continue
        for selection in behaviour.select(table):
            units = [own for own in behaviour.units(selection) if (behaviour.name, own.name) in wanted]
            if units:
                found = list(behaviour.estimate(selection))
                figures += found
                measured += _measured(table, found, units)
    return Evidence(table.source, tuple(figures), tuple(measured))


def _measured(table: Table, figures: Collection[Figure], units: Collection[Units]) -> Iterator[Measured]:
    """The figures whose single values are given, where they are defined."""
    defined = {(figure.name, figure.group): figure for figure in figures if figure.estimate is not None}
    for own in units:
        if (figure := defined.get((own.name, own.group))) is not None:
            yield Measured(figure, table.item[own.at], table["image_group"].codes[own.at], own.values)

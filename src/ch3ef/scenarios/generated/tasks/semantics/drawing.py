"""What the tasks of perception share: wordings, plain grounds, fields of places, and the shadow that a thing casts."""

from __future__ import annotations

from typing import NamedTuple

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.palette import GROUNDS


def shadow(canvas: Canvas, x: float, y: float, width: float) -> None:
    """What a thing casts on the ground it stands on."""
    canvas.ellipse(x, y, width / 2, width / 11, fill="#000000", opacity=0.14)


def backdrop(draws: Draws, width: int = 512, height: int = 480) -> Canvas:
    """A plain ground in one of a few patterns: plain, faded, striped, dotted."""
    light, dark = draws.one(GROUNDS)
    canvas = Canvas(width, height, ground=light)
    kind = draws.whole(0, 3)
    if kind == 1:
        canvas.rect(0, 0, width, height, fill=canvas.gradient(light, dark, angle=60))
    elif kind == 2:
        for x in range(0, width, 64):
            canvas.rect(x, 0, 32, height, fill=dark, opacity=0.45)
    elif kind == 3:
        for x in range(20, width, 60):
            for y in range(20, height, 60):
                canvas.circle(x, y, 7, fill=dark, opacity=0.6)
    return canvas


class Field(NamedTuple):
    """A dial: a field of places for things.

    Attributes:
        columns: Places side by side.
        rows: Places one below the other.
        cell: Side of a place [pixels].
    """

    columns: int
    rows: int
    cell: float

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the picture."""
        return max(448, round(self.columns * self.cell) + 40), max(448, round(self.rows * self.cell) + 40)

    def places(self) -> list[tuple[float, float]]:
        """Middles of all places, row by row."""
        width, height = self.size
        left, top = (width - (self.columns - 1) * self.cell) / 2, (height - (self.rows - 1) * self.cell) / 2
        return [(left + i * self.cell, top + j * self.cell) for j in range(self.rows) for i in range(self.columns)]

    def spots(self, draws: Draws, count: int, jitter: float = 0.12) -> list[tuple[float, float]]:
        """Middles of that many places, a little off the grid."""
        off = jitter * self.cell
        return [(x + draws.jitter(off), y + draws.jitter(off)) for x, y in draws.some(self.places(), count)]

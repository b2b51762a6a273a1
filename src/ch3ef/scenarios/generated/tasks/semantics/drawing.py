"""Scenery that the tasks of perception share: rooms, meadows, streets, beaches, shelves, and things that stand in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.palette import GROUNDS, darker
from ch3ef.scenarios.generated.scene.things import cloud, sun

Scenery = Callable[..., Canvas]
"""Draws, then perhaps width and height."""


def shadow(canvas: Canvas, x: float, y: float, width: float) -> None:
    """What a thing casts on the ground it stands on."""
    canvas.ellipse(x, y, width / 2, width / 11, fill="#000000", opacity=0.14)


def meadow(draws: Draws, width: int = 512, height: int = 480, horizon: float = 0.45, air: str | None = None) -> Canvas:
    """Sky and grass, seen by day, at dusk or in winter; `air` sets the colour of a sky without sun."""
    sky, low, grass = draws.one((
        ("#bfe0f5", "#e8f5fb", "#a9d08e"), ("#cfe6f5", "#f6f9ee", "#9cc98a"), ("#f5c99a", "#fbeacb", "#b9bf78"),
        ("#dfe6ee", "#f5f8fa", "#eef3f3"), ("#a9d3ea", "#eaf6e9", "#b5d69a"),
    ))  # fmt: skip
    if air:
        sky, low, grass = air, air, draws.one(("#8fbf7a", "#9cc98a", "#a3c078"))
    canvas = Canvas(width, height, ground=sky)
    top = horizon * height
    canvas.rect(0, 0, width, top + 40, fill=canvas.gradient(sky, low))
    if air is None:
        sun(canvas, draws.between(0.1, 0.9) * width, draws.between(0.1, 0.16) * height, 44)
        cloud(canvas, draws.between(0.15, 0.85) * width, draws.between(0.14, 0.25) * height, 34)
    bend = draws.between(-40, 40)
    canvas.path(f"M0 {top:.0f}q{width / 2:.0f} {bend:.0f} {width} 0V{height}H0z", fill=grass)
    canvas.path(f"M0 {top + 60:.0f}q{width / 2:.0f} {-bend:.0f} {width} 20V{height}H0z", fill=darker(grass, 0.05))
    return canvas


def street(draws: Draws, width: int = 512, height: int = 480, kerb: float = 0.68, air: str | None = None) -> Canvas:
    """House fronts, a pavement and a road."""
    canvas = Canvas(width, height, ground=air or "#d5e7f2")
    top, x = kerb * height, 0.0
    while x < width:
        w, h = draws.between(80, 130), draws.between(0.35, 0.44 if air else 0.55) * height
        wall = draws.one(("#e2c9b0", "#d9b8a4", "#cfd6d3", "#e8dcc0", "#c9b8c9", "#dcd0c4"))
        canvas.rect(x, top - h, w, h, fill=wall)
        for k in range(2):
            for row in range(2):
                canvas.rect(x + 14 + k * w / 2.2, top - h + 18 + 62 * row, 24, 32, fill="#f4f8fa")
        x += w
    canvas.rect(0, top, width, 0.07 * height, fill="#c4c2ba")
    canvas.rect(0, top + 0.07 * height, width, height, fill="#83868a")
    for k in range(8):
        canvas.rect(12 + k * 90, top + 0.2 * height, 46, 7, fill="#eceae2")
    return canvas


def beach(draws: Draws, width: int = 512, height: int = 480, shore: float = 0.5, air: str | None = None) -> Canvas:
    """Sky, sea and sand."""
    canvas = Canvas(width, height, ground=air or "#c3e3f4")
    if air is None:
        sun(canvas, draws.between(0.1, 0.9) * width, 0.13 * height, 46)
    canvas.rect(0, 0.3 * height, width, height, fill=draws.one(("#5aa9c9", "#4a97bd", "#6bb8c4")))
    for k in range(3):
        y = (0.34 + 0.05 * k) * height
        canvas.line(draws.between(10, 200), y, draws.between(240, 500), y, stroke="#ffffff", width=2, opacity=0.5)
    canvas.path(f"M0 {shore * height:.0f}q{width / 4:.0f} -20 {width / 2:.0f} 0t{width / 2:.0f} 0V{height}H0z",
                fill=draws.one(("#f0dcb0", "#e9d2a0", "#f4e3c1")))  # fmt: skip
    return canvas


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


def ask(draws: Draws, *phrasings: str) -> str:
    """A question in one of several wordings."""
    return draws.one(phrasings)

"""What differs from its mirror image however it is turned: figures, spirals, screws, and fields of them."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas, Point
from ch3ef.scenarios.generated.scene.palette import darker

FIGURES: dict[str, Sequence[Point]] = {
    "hook": ((-5, -10), (-0.5, -10), (-0.5, 5.5), (7, 5.5), (7, 10), (-5, 10)),
    "step": ((-9, -7.5), (2.5, -7.5), (2.5, 3), (9, 3), (9, 7.5), (-2.5, 7.5), (-2.5, -3), (-9, -3)),
    "flag": ((-4.5, -10), (7.5, -4.5), (-0.5, 0.5), (-0.5, 10), (-4.5, 10)),
    "seven": ((-6.5, -10), (6.5, -10), (6.5, -6), (0, 10), (-4, 10), (2, -6), (-6.5, -6)),
    "boot": ((-5.5, -10), (1, -10), (1, 2), (8, 2), (8, 10), (-5.5, 10)),
}
"""Outlines that differ from their mirror images, 20 high."""

Figure = Callable[[Canvas], None]
"""Draws something 20 high around (0, 0)."""


def outline(name: str, fill: str) -> Figure:
    """One of `FIGURES` in a colour."""
    return lambda canvas: canvas.polygon(FIGURES[name], fill=fill, stroke=darker(fill), width=0.7)


def shell(fill: str) -> Figure:
    """A snail's shell from above: a spiral that turns to the right from its middle outwards."""
    turns = [(1 + 8.0 * k / 44, 5 * math.pi * k / 44) for k in range(45)]
    spiral = [(r * math.sin(angle), -r * math.cos(angle)) for r, angle in turns]

    def draw(canvas: Canvas) -> None:
        canvas.circle(0, 0, 9.8, fill=fill, stroke=darker(fill, 0.5), width=0.8)
        canvas.polyline(spiral, stroke=darker(fill, 0.5), width=1.3)

    return draw


def screw(fill: str) -> Figure:
    """A screw whose thread is right-handed: in front it rises to the right."""

    def draw(canvas: Canvas) -> None:
        canvas.rect(-3.2, -6, 6.4, 16, fill=fill, stroke=darker(fill, 0.5), width=0.8)
        canvas.path(
            "".join(f"M-3 {-2.5 + 3 * k}L3 {-5.5 + 3 * k}" for k in range(5)), stroke=darker(fill, 0.6), width=1
        )
        canvas.rect(-6, -10, 12, 4.2, fill=fill, stroke=darker(fill, 0.5), width=0.8)

    return draw


def field_of(
    draws: Draws, canvas: Canvas, box: tuple[float, float, float], columns: int, count: int, mirrored: Collection[int], figure: Figure
) -> None:  # fmt: skip
    """Draw a figure again and again, turned in all ways, in rows of cells; some are mirror images.

    Args:
        draws: How each is turned.
        canvas: Where to draw.
        box: Left, top, and side of a cell.
        columns: Side by side.
        count: How many in all.
        mirrored: Places, counted in rows, of the mirror images.
        figure: What is drawn.
    """
    left, top, cell = box
    for place in range(count):
        x, y = left + cell * (place % columns + 0.5), top + cell * (place // columns + 0.5)
        with canvas.moved(x, y, scale=0.036 * cell, angle=draws.between(0, 360), mirrored=place in mirrored):
            figure(canvas)

"""Strokes, blobs and wordings that the tasks of this domain share."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas, Point


def smooth(points: Sequence[Point], *, closed: bool = False) -> str:
    """Path data of a soft curve near the points."""
    if closed:
        ring = [*points, points[0], points[1]]
        start = _middle(points[0], points[1])
        return f"M{_at(start)}" + "".join(
            f"Q{_at(ring[k])} {_at(_middle(ring[k], ring[k + 1]))}" for k in range(1, len(points) + 1)
        )
    inner = "".join(f"Q{_at(points[k])} {_at(_middle(points[k], points[k + 1]))}" for k in range(1, len(points) - 1))
    return f"M{_at(points[0])}{inner}L{_at(points[-1])}"


def blob(draws: Draws, x: float, y: float, rx: float, ry: float, *, count: int = 9, rough: float = 0.16) -> list[Point]:
    """Points of an uneven ring, for `smooth(..., closed=True)`."""
    turn = draws.between(0, 6.28)
    ring = [(turn + 2 * math.pi * k / count, 1 + draws.jitter(rough)) for k in range(count)]
    return [(x + rx * far * math.cos(angle), y + ry * far * math.sin(angle)) for angle, far in ring]


def dots(canvas: Canvas, points: Iterable[Point], size: float, colour: str, *, opacity: float = 1) -> None:
    """Many discs of one size and colour as one shape."""
    d = "".join(f"M{_at(point)}h0" for point in points)
    if d:
        canvas.path(d, stroke=colour, width=size, opacity=opacity)


def tag(canvas: Canvas, x: float, y: float, text: str, *, size: float = 20, colour: str = "#1d1d1f") -> None:
    """A white disc with a letter, to point at a thing in a question."""
    canvas.circle(x, y, 0.78 * size, fill="#ffffff", stroke=colour, width=2)
    canvas.text(x, y + 0.36 * size, text, size=size, face="sans-bold", colour=colour, anchor="middle")


def _middle(one: Point, other: Point) -> Point:
    return ((one[0] + other[0]) / 2, (one[1] + other[1]) / 2)


def _at(point: Point) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}".replace(".0", "")

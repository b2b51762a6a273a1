"""What the tasks of interactivity share: shapes, numbered panels, worked examples with an arrow, and small words."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ch3ef.scenarios.generated.scene.canvas import Canvas, Point


def shape(
    canvas: Canvas, name: str, x: float, y: float, r: float, *, fill: str = "none", stroke: str | None = None,
    width: float = 3,
) -> None:  # fmt: skip
    """One of `SHAPES` around its middle; `r` is about half its height."""
    if name == "circle":
        canvas.circle(x, y, r, fill=fill, stroke=stroke, width=width)
    elif name == "moon":
        d = f"M{x + 0.35 * r:.1f} {y - 0.94 * r:.1f}a{r:.1f} {r:.1f} 0 1 0 0 {1.88 * r:.1f}"
        canvas.path(f"{d}a{1.15 * r:.1f} {1.15 * r:.1f} 0 0 1 0 {-1.88 * r:.1f}z", fill=fill, stroke=stroke,
                    width=width)  # fmt: skip
    elif name == "heart":
        u = r / 10
        d = f"M{x:.1f} {y + 9.5 * u:.1f}c{-15 * u:.1f} {-9 * u:.1f} {-10 * u:.1f} {-22 * u:.1f} 0 {-13 * u:.1f}"
        d += f"c{10 * u:.1f} {-9 * u:.1f} {15 * u:.1f} {4 * u:.1f} 0 {13 * u:.1f}z"
        canvas.path(d, fill=fill, stroke=stroke, width=width)
    else:
        canvas.polygon([(x + r * px, y + r * py) for px, py in _CORNERS[name]], fill=fill, stroke=stroke, width=width)


def _round(count: int, radii: Sequence[float]) -> list[Point]:
    turns = [(radii[k % len(radii)], 2 * math.pi * k / count) for k in range(count)]
    return [(r * math.sin(turn), -r * math.cos(turn)) for r, turn in turns]


_CORNERS: dict[str, list[Point]] = {
    "square": [(-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)],
    "triangle": [(0, -1), (1, 0.8), (-1, 0.8)],
    "star": _round(10, (1.08, 0.45)),
    "diamond": [(0, -1), (0.72, 0), (0, 1), (-0.72, 0)],
    "hexagon": _round(6, (1.0,)),
    "cross": [(-0.32, -0.95), (0.32, -0.95), (0.32, -0.32), (0.95, -0.32), (0.95, 0.32), (0.32, 0.32), (0.32, 0.95),
              (-0.32, 0.95), (-0.32, 0.32), (-0.95, 0.32), (-0.95, -0.32), (-0.32, -0.32)],
}  # fmt: skip


def listed(names: Sequence[str]) -> str:
    """Names with commas and an “and” before the last.

    Example:
        >>> listed(["cup", "key", "hat"])
        'cup, key and hat'
    """
    return f"{', '.join(names[:-1])} and {names[-1]}"


def upper(text: str) -> str:
    """The text with a capital first letter."""
    return text[0].upper() + text[1:]

"""Robotic planning: blocks, tools, doors and a gripper: what to do next, in which order, with what."""

from __future__ import annotations

from collections.abc import Sequence

from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.palette import NAMED, darker, lighter

Stacks = Sequence[Sequence[str]]


def block(canvas: Canvas, x: float, y: float, size: float, colour: str) -> None:
    """A cube seen a little from above and from the right; (x, y) is the middle of its front's foot."""
    tint, d = NAMED[colour], 0.26 * size
    left, right, top = x - size / 2, x + size / 2, y - size
    edge = darker(tint, 0.45)
    canvas.polygon([(left, top), (right, top), (right + d, top - d), (left + d, top - d)], fill=lighter(tint, 0.28),
                   stroke=edge, width=1.5)  # fmt: skip
    canvas.polygon([(right, y), (right, top), (right + d, top - d), (right + d, y - d)], fill=darker(tint, 0.25),
                   stroke=edge, width=1.5)  # fmt: skip
    canvas.rect(left, top, size, size, fill=tint, stroke=edge, width=1.5)


def stacks(canvas: Canvas, piles: Stacks, x: float, y: float, step: float, size: float) -> None:
    """Stacks side by side, each from the bottom up."""
    for place, pile in enumerate(piles):
        for level, colour in enumerate(pile):
            block(canvas, x + step * place, y - size * level, size, colour)

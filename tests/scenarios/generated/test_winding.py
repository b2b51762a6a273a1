"""Closed lines, heaps of sticks and figures with a hand: what the questions say of them is what is drawn."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.rendering import raster
from ch3ef.scenarios.generated.scene.canvas import Canvas, Point
from ch3ef.scenarios.generated.scene.handed import FIGURES
from ch3ef.scenarios.generated.scene.mikado import draw_heap, heap
from ch3ef.scenarios.generated.scene.winding import closed_line


def _pixels(canvas: Canvas) -> NDArray[np.float64]:
    return np.asarray(raster(canvas.picture().svg).numpy()[..., :3], dtype=np.float64)


def _flooded(light: NDArray[np.bool_], x: int, y: int) -> NDArray[np.bool_]:
    """The pixels that a flood from one of them reaches over light ones."""
    reached = np.zeros_like(light)
    reached[y, x] = True
    while True:
        grown = reached.copy()
        for axis in (0, 1):
            for way in (-1, 1):
                grown |= np.roll(reached, way, axis)
        grown &= light
        if (grown == reached).all():
            return reached
        reached = grown


@pytest.mark.parametrize("side", [4, 9, 20])
def test_a_flood_from_outside_reaches_the_places_outside_a_closed_line_and_no_others(side: int) -> None:
    canvas = Canvas(448, 448, ground="#ffffff")
    inside, outside, _ = closed_line(
        Draws(f"flood {side}"), canvas, (14, 14, 420, 420), side, ink="#000000", ground="#ffffff"
    )
    wet = _flooded(_pixels(canvas).mean(axis=2) > 150, 2, 2)

    assert all(wet[int(y), int(x)] for x, y in outside)
    assert not any(wet[int(y), int(x)] for x, y in inside)
    assert min(len(inside), len(outside)) >= 3


def test_where_sticks_cross_the_one_that_lies_over_is_seen() -> None:
    canvas, made = Canvas(640, 640, ground="#ffffff"), heap(Draws("heap"), 7)
    colours = ("#ff0000", "#00ff00", "#0000ff", "#ffff00", "#ff00ff", "#00ffff", "#808080")
    draw_heap(Draws("turn"), canvas, made, [str(k) for k in range(7)], 262, colours)
    seen = _pixels(canvas)
    # Each lies along the line between its name's end and the other: taken from the drawing itself.
    ends = [_line(canvas, place) for place in range(7)]
    crossings = [(one, other) for one in range(7) for other in made.over[one]]

    assert crossings
    for one, other in crossings:
        x, y = _crossing(*ends[one], *ends[other])
        shown = seen[round(y), round(x)]
        third = [each for k, each in enumerate(ends) if k not in (one, other)]
        if all(abs(_beside(x, y, *each)) > 14 for each in third):
            assert np.abs(shown - _plain(canvas, other)).max() < 2, (one, other)


def _line(canvas: Canvas, place: int) -> tuple[Point, Point]:
    """The ends of a stick, the second of its two strokes."""
    parts = canvas.picture().svg.split("<line ")[2 * place + 2]
    values = {name: float(parts.split(f'{name}="')[1].split('"')[0]) for name in ("x1", "y1", "x2", "y2")}
    return (values["x1"], values["y1"]), (values["x2"], values["y2"])


def _plain(canvas: Canvas, place: int) -> NDArray[np.float64]:
    """The colour of a stick's upper stroke."""
    colour = canvas.picture().svg.split("<line ")[2 * place + 2].split('stroke="#')[1][:6]
    return np.asarray([int(colour[k : k + 2], 16) for k in (0, 2, 4)], dtype=np.float64)


def _crossing(a: Point, b: Point, c: Point, d: Point) -> Point:
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = a, b, c, d
    way = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / ((bx - ax) * (dy - cy) - (by - ay) * (dx - cx))
    return ax + way * (bx - ax), ay + way * (by - ay)


def _beside(x: float, y: float, a: Point, b: Point) -> float:
    """How far a point is from a line."""
    return ((b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0])) / math.dist(a, b)


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_no_turn_makes_a_figure_its_mirror_image(name: str) -> None:
    figure = FIGURES[name]
    mirrored = [(-x, y) for x, y in reversed(figure)]

    assert _walk(figure) in _starts(_walk(figure))
    assert _walk(mirrored) not in _starts(_walk(figure))


def _walk(corners: Sequence[Point]) -> list[tuple[float, float]]:
    """Length of each side and the turn after it, which no turning of the whole changes."""
    count, steps = len(corners), []
    for k in range(count):
        (ax, ay), (bx, by), (cx, cy) = (corners[(k + j) % count] for j in range(3))
        turn = math.atan2((bx - ax) * (cy - by) - (by - ay) * (cx - bx), (bx - ax) * (cx - bx) + (by - ay) * (cy - by))
        steps.append((round(math.hypot(bx - ax, by - ay), 3), round(turn, 3)))
    return steps


def _starts(steps: list[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    return [steps[k:] + steps[:k] for k in range(len(steps))]

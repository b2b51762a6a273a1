"""Strings that cross: from places on the left to places on the right, to be followed by eye."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas, Point
from ch3ef.scenarios.generated.scene.fitting import NoSceneError


def tangled(
    draws: Draws, canvas: Canvas, spots: Sequence[float], left: float, right: float, *, changes: int, far: float,
    colours: Sequence[str], width: float = 5,
) -> list[int]:  # fmt: skip
    """Draw a string from every height on the left to one on the right.

    Args:
        draws: Which strings change places.
        canvas: Where to draw.
        spots: Heights of the ends, the same on both sides.
        left: Where the strings begin.
        right: Where they end.
        changes: How often they change places.
        far: Over how many places at most, nearly.
        colours: Of the strings, by where they begin.
        width: Of the strings.

    Returns:
        For each place on the right, where its string begins.
    """
    count = len(spots)
    orders = [list(range(count))]
    for _ in range(changes):
        moved = [place + draws.jitter(far) for place in range(count)]
        orders.append([orders[-1][place] for place in sorted(range(count), key=moved.__getitem__)])
    step = (right - left) / changes
    for stage in range(changes):
        x = left + step * stage
        for string in draws.shuffled(range(count)):
            y1, y2 = (spots[orders[k].index(string)] for k in (stage, stage + 1))
            d = f"M{x:.0f} {y1:.0f}C{x + step / 2:.0f} {y1:.0f} {x + step / 2:.0f} {y2:.0f} {x + step:.0f} {y2:.0f}"
            canvas.path(d, stroke="#fdfdfb", width=width + 4)
            canvas.path(d, stroke=colours[string], width=width)
    for stage in range(1, changes):
        for place, string in enumerate(orders[stage]):
            x = left + step * stage
            canvas.line(x - 7, spots[place], x + 7, spots[place], stroke=colours[string], width=width)
    return orders[-1]


def winding(draws: Draws, starts: Sequence[Point], ends: Sequence[Point], bends: int, box: tuple[float, float, float, float]) -> list[list[Point]]:  # fmt: skip
    """Soft lines from each start on the left to the end of the same place on the right, none of which runs along another.

    Where two meet they cross at an angle that leaves no doubt which goes on where.

    Args:
        draws: How they wind.
        starts: Where they begin.
        ends: Where they end.
        bends: Of each line.
        box: Left, top, right and bottom of where they may wind.

    Returns:
        Points of each line, some 6 pixels apart.

    Raises:
        NoSceneError: No room for so many.
    """
    for _ in range(12):
        if lines := _apart(draws, starts, ends, bends, box):
            return lines
    raise NoSceneError(f"no room for {len(starts)} lines")


def _apart(draws: Draws, starts: Sequence[Point], ends: Sequence[Point], bends: int, box: tuple[float, float, float, float]) -> list[list[Point]]:  # fmt: skip
    """The lines, one after the other; none where one finds no room."""
    lines: list[list[Point]] = []
    passed: dict[tuple[int, int], list[tuple[float, float, float, float]]] = defaultdict(list)
    for start, end in zip(starts, ends, strict=True):
        for _ in range(90):
            line = _wound(draws, start, end, bends, box)
            if all(box[1] - 12 < y < box[3] + 12 for _, y in line):
                steps = [(x, y, (x2 - x) / long, (y2 - y) / long)
                         for (x, y), (x2, y2) in pairwise(line) for long in [math.hypot(x2 - x, y2 - y)]]  # fmt: skip
                if not any(abs(x - x2) < 5 and abs(y - y2) < 5 and abs(dx * dy2 - dy * dx2) < 0.34
                           for x, y, dx, dy in steps for x2, y2, dx2, dy2 in passed.get((round(x / 10), round(y / 10)), ())):  # fmt: skip
                    break
        else:
            return []
        lines.append(line)
        for step in steps:
            for i in (-1, 0, 1):
                for j in (-1, 0, 1):
                    passed[round(step[0] / 10) + i, round(step[1] / 10) + j].append(step)
    return lines


def _wound(draws: Draws, start: Point, end: Point, bends: int, box: tuple[float, float, float, float]) -> list[Point]:
    left, top, right, bottom = box
    step = (right - left) / (bends + 1)
    knots = [(left + step * (k + draws.jitter(0.25)), draws.between(top, bottom)) for k in range(1, bends + 1)]
    knots = [start, start, *knots, end, end]
    points: list[Point] = []
    for (ax, ay), (bx, by), (cx, cy), (dx, dy) in zip(knots, knots[1:], knots[2:], knots[3:], strict=False):
        count = max(4, round(math.hypot(cx - bx, cy - by) / 6))
        for n in range(count):
            t = n / count
            a, b, c, d = (
                t * (-1 + t * (2 - t)) / 2,
                1 + t * t * (1.5 * t - 2.5),
                t * (1 + t * (4 - 3 * t)) / 2,
                t * t * (t - 1) / 2,
            )
            points.append((a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy))
    return [*points, end]

"""Strings that cross: from places on the left to places on the right, to be followed by eye."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise, product

import numpy as np
from numpy.typing import NDArray

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas, Point
from ch3ef.scenarios.generated.scene.fitting import NoSceneError


def tangled(
    draws: Draws, canvas: Canvas, spots: Sequence[float], left: float, right: float, *, changes: int, far: float,
    colours: Sequence[str], width: float = 5,
) -> list[list[int]]:  # fmt: skip
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
        For each place, where its string begins: on the left, after each change, and so last on the right.
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
    return orders


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
    left, top, right, bottom = box
    # In which of 36 directions lines pass, by cells of 2.5 pixels: one bit each.
    passed = np.zeros((round(right - left) + 60, round(bottom - top) + 60), np.int64)
    for start, end in zip(starts, ends, strict=True):
        for _ in range(90):
            line = _wound(draws, start, end, bends, box)
            if not top - 12 < line[:, 1].min() <= line[:, 1].max() < bottom + 12:
                continue
            i, j = (np.rint((line[:-1] - (left, top)) / 2.5).astype(int) + 30).T
            dx, dy = np.diff(line, axis=0).T
            ways = np.floor(36 * np.arctan2(dy, dx) / math.pi).astype(int) % 36
            if not (passed[i, j] >> ways & 1).any():
                break
        else:
            return []
        lines.append([(x, y) for x, y in line.tolist()])
        for across, down in product(range(-2, 3), repeat=2):
            np.bitwise_or.at(passed, (i + across, j + down), _ALONG[ways])
    return lines


_ALONG = np.array([sum(1 << (way + off) % 36 for off in range(-4, 5)) for way in range(36)])
"""The directions within 20 degrees of each."""


def _wound(
    draws: Draws, start: Point, end: Point, bends: int, box: tuple[float, float, float, float]
) -> NDArray[np.float64]:
    left, top, right, bottom = box
    step = (right - left) / (bends + 1)
    knots = [(left + step * (k + draws.jitter(0.25)), draws.between(top, bottom)) for k in range(1, bends + 1)]
    knots = [start, start, *knots, end, end]
    counts = [max(4, round(math.dist(one, other) / 6)) for one, other in pairwise(knots[1:-1])]
    part = np.repeat(np.arange(len(counts)), counts)
    t = np.concatenate([np.arange(count) / count for count in counts])[:, None]
    a, b, c, d = (np.array(knots)[part + k] for k in range(4))
    points = (
        t * (-1 + t * (2 - t)) / 2 * a
        + (1 + t * t * (1.5 * t - 2.5)) * b
        + t * (1 + t * (4 - 3 * t)) / 2 * c
        + t * t * (t - 1) / 2 * d
    )
    return np.concatenate([points, [end]])

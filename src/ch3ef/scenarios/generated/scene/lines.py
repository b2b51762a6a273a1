"""Straight lines between points: where they meet, and how far a point lies beside one."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from ch3ef.scenarios.generated.scene.canvas import Point


def meeting(a: Point, b: Point, c: Point, d: Point) -> Point | None:
    """Where the line from a to b crosses that from c to d; None where they do not.

    Example:
        >>> meeting((0, 0), (4, 4), (0, 4), (4, 0)), meeting((0, 0), (1, 1), (0, 4), (4, 0))
        ((2.0, 2.0), None)
    """
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = a, b, c, d
    if turn := (bx - ax) * (dy - cy) - (by - ay) * (dx - cx):
        along = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / turn
        across = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / turn
        if 0 < along < 1 and 0 < across < 1:
            return (ax + along * (bx - ax), ay + along * (by - ay))
    return None


def meetings(one: Sequence[Point], other: Sequence[Point]) -> list[Point]:
    """Where a line through points crosses another.

    Example:
        >>> meetings([(0, 0), (4, 4), (8, 0)], [(0, 2), (9, 2)])
        [(2.0, 2.0), (6.0, 2.0)]
    """
    a, c = np.array(one, float)[:, None], np.array(other, float)[None]
    (ux, uy), (vx, vy) = np.moveaxis(a[1:] - a[:-1], 2, 0), np.moveaxis(c[:, 1:] - c[:, :-1], 2, 0)
    wx, wy = np.moveaxis(c[:, :-1] - a[:-1], 2, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        turn = ux * vy - uy * vx
        along, across = (wx * vy - wy * vx) / turn, (wx * uy - wy * ux) / turn
    at = np.argwhere((along > 0) & (along < 1) & (across > 0) & (across < 1))
    return [(one[k][0] + float(along[k, m] * ux[k, 0]), one[k][1] + float(along[k, m] * uy[k, 0])) for k, m in at]


def aside(a: Point, b: Point, spot: Point) -> float:
    """How far a point lies from the line between two others.

    Example:
        >>> aside((0, 0), (10, 0), (4, 3)), aside((0, 0), (10, 0), (13, 4))
        (3.0, 5.0)
    """
    (ax, ay), (bx, by), (x, y) = a, b, spot
    share = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)
    share = min(max(share, 0), 1)
    return math.hypot(x - ax - share * (bx - ax), y - ay - share * (by - ay))

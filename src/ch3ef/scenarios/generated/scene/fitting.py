"""Draws that keep keys fair: a window of numbers first, then a scene that fits the one that is to be right."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import product
from typing import TypeVar

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Point

T = TypeVar("T")


class NoSceneError(Exception):
    """These draws lead to no scene; others will."""


def fitting(make: Callable[[], T], fits: Callable[[T], bool], tries: int = 3000) -> T:
    """Draw scenes until one fits.

    Raises:
        NoSceneError: None did.

    Example:
        >>> from ch3ef.scenarios.generated.draws import Draws
        >>> draws = Draws("docs")
        >>> fitting(lambda: draws.whole(1, 6), lambda made: made > 4)
        5
    """
    for _ in range(tries):
        if fits(made := make()):
            return made
    raise NoSceneError("no scene fits")


def window(draws: Draws, low: int, high: int, *, step: int = 1, count: int = 4) -> tuple[list[int], int]:
    """Neighbouring numbers from `low` to at most `high`, `step` apart, and the one among them that is to be right.

    Example:
        >>> window(Draws("docs"), 10, 20, step=2)
        ([10, 12, 14, 16], 10)
    """
    first = low + step * draws.whole(0, (high - low) // step - count + 1)
    options = [first + step * place for place in range(count)]
    return options, draws.one(options)


def spread(
    draws: Draws, count: int, box: tuple[float, float, float, float], apart: float, keep: Sequence[Point] = ()
) -> list[Point]:
    """Points in a box (left, top, right, bottom), `apart` from each other and from those to keep.

    Example:
        >>> points = spread(Draws("docs"), 9, (0, 0, 100, 100), 20)
        >>> len(points), min(math.dist(a, b) for a in points for b in points if a != b) >= 20
        (9, True)

    Raises:
        NoSceneError: The box is too small.
    """
    for _ in range(300 if count else 0):
        if len(points := strewn(draws, 60 * count, box, apart, keep, count)) == count:
            return points
    if count:
        raise NoSceneError(f"no {count} points {apart} apart in {box}")
    return []


def strewn(
    draws: Draws, tries: int, box: tuple[float, float, float, float], apart: float, keep: Sequence[Point] = (),
    most: int | None = None, fits: Callable[[Point], bool] | None = None,
) -> list[Point]:  # fmt: skip
    """Points in a box, `apart` from each other and from those to keep: as many as so many tries give, or `most`."""
    left, top, right, bottom = box
    step = apart or 1
    near = defaultdict[tuple[int, int], list[Point]](list)
    points: list[Point] = []

    def put(spot: Point) -> None:
        i, j = int(spot[0] // step), int(spot[1] // step)
        for cell in product((i - 1, i, i + 1), (j - 1, j, j + 1)):
            near[cell].append(spot)

    for spot in keep:
        put(spot)
    for _ in range(tries):
        x, y = spot = (draws.between(left, right), draws.between(top, bottom))
        if (fits is None or fits(spot)) and all(
            math.dist(spot, other) >= apart for other in near[int(x // step), int(y // step)]
        ):
            points.append(spot)
            put(spot)
            if len(points) == most:
                break
    return points


def nudged(draws: Draws, spots: Sequence[Point], off: float, apart: float) -> list[Point]:
    """Points of a disc of radius 1 after one of them has been moved, `off` away and not too near to another.

    Raises:
        NoSceneError: There is no room.
    """

    def moved() -> tuple[int, Point]:
        place, angle = draws.whole(0, len(spots) - 1), draws.between(0, 2 * math.pi)
        x, y = spots[place]
        return place, (x + off * math.sin(angle), y + off * math.cos(angle))

    place, spot = fitting(moved, lambda made: math.hypot(*made[1]) < 0.92 and all(
        math.dist(made[1], other) >= apart for k, other in enumerate(spots) if k != made[0]))  # fmt: skip
    return [spot if k == place else other for k, other in enumerate(spots)]

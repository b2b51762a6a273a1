"""Heaps of thin sticks that lie across each other."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.palette import darker, lighter


class Sticks(NamedTuple):
    """A heap in the order in which its sticks were laid down.

    Attributes:
        ends: Places of the two ends of each on a circle, of twice as many places as there are sticks.
        over: Of each, the sticks that lie across it.
        under: Of each, the sticks that it lies across.
    """

    ends: list[tuple[int, int]]
    over: list[list[int]]
    under: list[list[int]]


def heap(draws: Draws, count: int) -> Sticks:
    """A heap of so many sticks, each long enough to cross some.

    Example:
        >>> made = heap(Draws("docs"), 5)
        >>> made.over[4], sum(map(len, made.over)) == sum(map(len, made.under))
        ([], True)
    """
    ends: list[tuple[int, int]] = []
    while len(ends) < count:
        ends, free = [], draws.shuffled(range(2 * count))
        while free:
            one = free.pop()
            fits = [place for place in free if 0.28 * count < abs(one - place) < 1.72 * count]
            if not fits:
                break
            ends.append((one, draws.one(fits)))
            free.remove(ends[-1][1])
    ends = draws.shuffled(ends)

    def cross(a: tuple[int, int], b: tuple[int, int]) -> bool:
        return (min(a) < b[0] < max(a)) != (min(a) < b[1] < max(a))

    over = [[k for k in range(one + 1, count) if cross(ends[one], ends[k])] for one in range(count)]
    return Sticks(ends, over, [[k for k in range(one) if cross(ends[one], ends[k])] for one in range(count)])


def draw_heap(
    draws: Draws, canvas: Canvas, made: Sticks, names: Sequence[str], r: float, colours: Sequence[str]
) -> None:
    """Draw a heap in the middle of a canvas, its names at one end of each stick.

    Args:
        draws: How the whole is turned.
        canvas: Where to draw.
        made: The heap.
        names: Of its sticks.
        r: Radius of the circle on which the ends lie, in pixels.
        colours: Of its sticks.
    """
    x0, y0, turn = canvas.width / 2, canvas.height / 2, draws.between(0, 360)
    places = 2 * len(made.ends)
    spots = [(x0 + r * math.sin(angle), y0 - r * math.cos(angle))
             for angle in (math.radians(turn + 360 * place / places) for place in range(places))]  # fmt: skip
    for (one, other), colour in zip(made.ends, colours, strict=True):
        for shade, width in ((darker(colour, 0.5), 11), (lighter(colour, 0.2), 7)):
            canvas.line(*spots[one], *spots[other], stroke=shade, width=width)
    for name, (one, _) in zip(names, made.ends, strict=True):
        x, y = spots[one]
        canvas.text(x0 + (1 + 26 / r) * (x - x0), y0 + 5 + (1 + 26 / r) * (y - y0), name, size=15, face="sans-bold", anchor="middle",
                    colour="#2b2b2f")  # fmt: skip

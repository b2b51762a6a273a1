"""Strings from places at one side to places at the other, to be followed by eye: a few that cross, or a braid of many."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas, Point


def strings(
    draws: Draws, canvas: Canvas, starts: Sequence[Point], ends: Sequence[Point], changes: int, colours: Sequence[str],
    width: float = 4,
) -> None:  # fmt: skip
    """Strings from each start down or up to the end of the same number; on the way they change places so many times.

    Where there are more changes than strings, only neighbours change places, or come near and turn back.
    """
    count = len(starts)
    if changes > count:
        _braid(draws, canvas, starts, ends, changes, colours, width)
        return
    lanes = [sorted(starts)[k][0] for k in range(count)]
    first, last = ([sorted(spots).index(spot) for spot in spots] for spots in (starts, ends))
    ways: list[list[Point]] = [[start] for start in starts]
    for level in range(1, changes):
        share = level / changes
        at = [(1 - share) * a + share * b + draws.jitter(count) for a, b in zip(first, last, strict=True)]
        for lane, number in enumerate(sorted(range(count), key=at.__getitem__)):
            y = starts[number][1] + share * (ends[number][1] - starts[number][1])
            ways[number].append((lanes[lane], y))
    for number, way in enumerate(ways):
        way.append(ends[number])
    for level in range(changes):
        for number in draws.shuffled(range(count)):
            (x1, y1), (x2, y2) = ways[number][level : level + 2]
            # Not all turn at one height, so that no three cross in one point.
            y = y1 + (0.3 + 0.4 * number / count) * (y2 - y1)
            d = f"M{x1:.1f} {y1:.1f}C{x1:.1f} {y:.1f} {x2:.1f} {y:.1f} {x2:.1f} {y2:.1f}"
            canvas.path(d, stroke="#fdfdfb", width=2.4 * width)
            canvas.path(d, stroke=colours[number], width=width)
    for number, way in enumerate(ways):
        for x, y in way[1:-1]:
            canvas.line(x, y - 3, x, y + 3, stroke=colours[number], width=width)


def _braid(
    draws: Draws, canvas: Canvas, starts: Sequence[Point], ends: Sequence[Point], changes: int, colours: Sequence[str],
    width: float,
) -> None:  # fmt: skip
    """Strings of which neighbours cross at a steep angle, or come near and turn back: at random, but for those that sort them."""
    count, free = len(starts), changes - len(starts)
    order, wanted = (sorted(range(count), key=spots.__getitem__) for spots in (starts, ends))
    # Plain to see where they begin and end.
    plain = math.copysign(20, ends[0][1] - starts[0][1])
    top, step = starts[0][1] + plain, (ends[0][1] - starts[0][1] - 2 * plain) / changes
    lanes = [
        (starts[one][0], (ends[other][0] - starts[one][0]) / changes) for one, other in zip(order, wanted, strict=True)
    ]
    ways = {number: f"M{starts[number][0]:.1f} {top - plain:.1f}v{plain}" for number in order}
    swaps = {(level, place): draws.chance(0.6) for level in range(changes) for place in range(level % 2, count - 1, 2)}
    # The order before the last changes, which are drawn, so that they lead to the ends.
    for level in range(changes - 1, changes - 1 - free // 2, -1):
        for place in range(level % 2, count - 1, 2):
            if swaps[level, place]:
                wanted[place : place + 2] = wanted[place + 1], wanted[place]
    for level in range(changes):
        y = top + step * level
        xs = [(x + level * more, x + (level + 1) * more) for x, more in lanes]
        for place in {0, count - 1} - {place + k for each, place in swaps for k in (0, 1) if each == level}:
            ways[order[place]] += f"L{xs[place][1]:.1f} {y + step:.1f}"
        for place in range(level % 2, count - 1, 2):
            one, other = order[place : place + 2]
            if free - free // 2 <= level < changes - free // 2:
                swaps[level, place] = wanted.index(one) > wanted.index(other)
            left, right, middle = xs[place], xs[place + 1], y + step * draws.between(0.42, 0.58)
            if swaps[level, place]:
                order[place : place + 2] = other, one
                for number, x1, x2 in ((one, left[0], right[1]), (other, right[0], left[1])):
                    ways[number] += (
                        f"C{x1:.1f} {middle - 0.2 * step:.1f} {x2:.1f} {middle + 0.2 * step:.1f} {x2:.1f} {y + step:.1f}"
                    )
                continue
            between = (left[0] + right[1]) / 2
            for number, (x1, x2), near in ((one, left, between - 4.5), (other, right, between + 4.5)):
                ways[number] += (f"C{x1:.1f} {y + 0.3 * step:.1f} {near:.1f} {y + 0.2 * step:.1f} {near:.1f} {middle:.1f}"
                                 f"C{near:.1f} {y + 0.8 * step:.1f} {x2:.1f} {y + 0.7 * step:.1f} {x2:.1f} {y + step:.1f}")  # fmt: skip
    for number in range(count):
        canvas.path(f"{ways[number]}v{plain}", stroke=colours[number], width=width)

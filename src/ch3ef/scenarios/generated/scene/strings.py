"""Strings that cross: from places on the left to places on the right, to be followed by eye."""

from __future__ import annotations

from collections.abc import Sequence

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas


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

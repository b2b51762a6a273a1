"""Fields of many like things, in one part of which something is to be found: no part is likelier than another."""

from __future__ import annotations

from collections.abc import Collection

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas

Cell = tuple[int, int]
QUARTERS = tuple(f"in the {side} {half} quarter" for side in ("upper", "lower") for half in ("left", "right"))


def quarter(draws: Draws, columns: int, rows: int) -> tuple[str, Cell]:
    """One of `QUARTERS`, and a place in it: column and row, counted from 0 at the top left.

    Example:
        >>> quarter(Draws("docs"), 20, 10)
        ('in the upper right quarter', (10, 0))
    """
    right = draws.one(QUARTERS)
    down, across = divmod(QUARTERS.index(right), 2)
    column, row = (
        draws.whole(0, count // 2 - 1) + part * (count - count // 2)
        for count, part in ((columns, across), (rows, down))
    )
    return right, (column, row)


def cross(canvas: Canvas, x: float, y: float, wide: float, high: float, colour: str = "#8a9096") -> None:
    """Marks the quarters of a field from (x, y) at its rim and in its middle."""
    for dx, dy in ((wide / 2, 0), (wide / 2, high), (0, high / 2), (wide, high / 2)):
        way = (0, 7) if dx == wide / 2 else (7, 0)
        canvas.line(x + dx - way[0], y + dy - way[1], x + dx + way[0], y + dy + way[1], stroke=colour, width=3)


Pattern = frozenset[Cell]
"""Filled cells of a square grid."""


def near_patterns(draws: Draws, side: int, count: int, differ: int, *, mirrored: bool) -> list[Pattern]:
    """A pattern and `count` others that are nearly the same, a few of them its mirror image where that is to be told apart."""
    cells = [(i, j) for i in range(side) for j in range(side)]
    model = frozenset(draws.some(cells, len(cells) // 2))
    image = frozenset((side - 1 - i, j) for i, j in model)
    known = {_turned(each, side, turns) for each in (model, image) for turns in range(4)}
    near = [image] * (
        min(3, count // 4) if mirrored and image not in {_turned(model, side, turns) for turns in range(4)} else 0
    )
    while len(near) < count:
        moved = model ^ {draws.one(sorted(model))} ^ {draws.one([cell for cell in cells if cell not in model])}
        for _ in range(differ - 1):
            moved = moved ^ {draws.one(cells)}
        if moved not in known:
            known.add(moved)
            near.append(moved)
    return [model, *draws.shuffled(near)]


def _turned(pattern: Pattern, side: int, turns: int) -> Pattern:
    for _ in range(turns):
        pattern = frozenset((side - 1 - j, i) for i, j in pattern)
    return pattern


def pattern_drawn(canvas: Canvas, pattern: Collection[Cell], x: float, y: float, size: float, side: int, ink: str, turns: int = 0) -> None:  # fmt: skip
    """A pattern of `side` cells each way with its top left corner at (x, y), turned by quarters."""
    step = size / side
    canvas.rect(x, y, size, size, fill="#ffffff", stroke="#8a8f94", width=1)
    for i, j in sorted(_turned(frozenset(pattern), side, turns)):
        canvas.rect(x + step * i, y + step * j, step, step, fill=ink)

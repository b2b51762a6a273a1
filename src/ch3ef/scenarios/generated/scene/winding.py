"""Trees over a field of cells: the ways of mazes, rivers and wires, and closed lines that wind around them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas, Point
from ch3ef.scenarios.generated.scene.palette import NAMED

T = TypeVar("T", bound=Hashable)
Cell = tuple[int, int]
WAYS: Mapping[str, Cell] = {"north": (0, -1), "east": (1, 0), "south": (0, 1), "west": (-1, 0)}


def grown(draws: Draws, columns: int, rows: int, winding: float) -> dict[Cell, Cell]:
    """A tree over a field of cells, cell -> the one before it; the more winding, the longer its ways. The first is its root."""
    first = (draws.whole(columns // 4, 3 * columns // 4), draws.whole(rows // 4, 3 * rows // 4))
    before, tips = {first: first}, [first]
    while tips:
        i, j = tip = tips[-1] if draws.chance(winding) else draws.one(tips)
        fresh = [(i + dx, j + dy) for dx, dy in WAYS.values()
                 if 0 <= i + dx < columns and 0 <= j + dy < rows and (i + dx, j + dy) not in before]  # fmt: skip
        if fresh:
            tips.append(draws.one(fresh))
            before[tips[-1]] = tip
        elif tips[-1] == tip:
            tips.pop()  # `remove` would look for it from the front
        else:
            tips.remove(tip)
    return before


def depths(tree: Mapping[Cell, Cell]) -> dict[Cell, int]:
    """Steps from each cell to the root.

    Example:
        >>> depths({(0, 0): (0, 0), (1, 0): (0, 0), (2, 0): (1, 0)})
        {(0, 0): 0, (1, 0): 1, (2, 0): 2}
    """
    steps: dict[Cell, int] = {}
    for cell, before in tree.items():  # as it grew, the one before comes first
        steps[cell] = 0 if cell == before else steps[before] + 1
    return steps


def tips_of(tree: Mapping[Cell, Cell], beyond: int) -> list[Cell]:
    """The cells that lead on to none, more than so many steps from the root."""
    steps, inner = depths(tree), set(tree.values())
    return [cell for cell in tree if cell not in inner and steps[cell] > beyond]


def steps_from(start: T, beside: Callable[[T], Iterable[T]]) -> dict[T, int]:
    """What can be reached from a start, nearest first, and over how many steps.

    Example:
        >>> steps_from(2, lambda number: {number + 1, 2 * number} if number < 5 else ())
        {2: 0, 3: 1, 4: 1, 6: 2, 8: 2, 5: 2}
    """
    steps, edge = {start: 0}, [start]
    for one in edge:
        for other in beside(one):
            if other not in steps:
                steps[other] = steps[one] + 1
                edge.append(other)
    return steps


def around(cell: Cell) -> tuple[Cell, ...]:
    """The four cells beside one, of a field without end."""
    return tuple((cell[0] + dx, cell[1] + dy) for dx, dy in WAYS.values())


def way(tree: Mapping[Cell, Cell], cell: Cell) -> list[Cell]:
    """The cells from one to the root."""
    passed = [cell]
    while tree[passed[-1]] != passed[-1]:
        passed.append(tree[passed[-1]])
    return passed


def one_way_open(draws: Draws, tree: Mapping[Cell, Cell], ends: Sequence[Cell], right: Cell) -> set[Cell] | None:
    """Cells at which to cut a tree so that of its ends only one still hangs together with the root; None if that cannot be."""
    kept, cuts = set(way(tree, right)), set()
    for end in ends:
        own = [cell for cell in way(tree, end) if cell not in kept]
        if end != right and len(own) < 3:
            return None
        if end != right:
            cuts.add(own[draws.whole(len(own) // 3, len(own) - 1)])
    return cuts


def strokes(pairs: Iterable[tuple[Point, Point]]) -> str:
    """Path data of many straight lines, so that they are one shape.

    Example:
        >>> strokes([((0, 0), (5, 0)), ((2, 1), (2, 4))])
        'M0.0 0.0L5.0 0.0M2.0 1.0L2.0 4.0'
    """
    return "".join(f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" for (x1, y1), (x2, y2) in pairs)


def closed_line(
    draws: Draws, canvas: Canvas, box: tuple[float, float, float, float], side: int, *, ink: str, ground: str, width: float = 1.6,
) -> tuple[list[Point], list[Point], float]:  # fmt: skip
    """Draw a line that winds and closes: the outline of a tree over `side` cells across.

    Args:
        draws: The tree.
        canvas: Where to draw.
        box: Left, top, width and height of the plain ground that it lies on.
        side: Cells across; those down follow from the box.
        ink: Of the line.
        ground: On both sides of it.
        width: Of the line.

    Returns:
        Places inside, places outside, three or more, in a drawn order and away from the rim; and how far the windings are apart.
    """
    left, top, wide, high = box
    step = wide / side
    rows = int(high / step)
    canvas.rect(left, top, wide, high, fill=ground)
    inside, outside = list[Point](), list[Point]()
    while len(inside) < 3 or len(outside) < 3:
        tree = grown(draws, side, rows, 0.75)
        at = {(i, j): (left + step * (i + 0.5), top + (high - step * rows) / 2 + step * (j + 0.5)) for i, j in tree}
        # Halfway between neighbours one is inside where they are joined.
        rim, inside, outside = int(min(side, rows) > 6), [], []
        for i, j in draws.shuffled((i, j) for i, j in tree if rim <= i < side - rim - 1 and rim <= j < rows - rim - 1):
            other = draws.one(((i + 1, j), (i, j + 1)))
            joined = tree[i, j] == other or tree[other] == (i, j)
            (x1, y1), (x2, y2) = at[i, j], at[other]
            (inside if joined else outside).append(((x1 + x2) / 2, (y1 + y2) / 2))
    d = strokes((at[cell], at[before]) for cell, before in tree.items() if cell != before)
    canvas.path(d, stroke=ink, width=0.5 * step + width)
    canvas.path(d, stroke=ground, width=0.5 * step - width)
    return inside, outside, 0.5 * step


def one_apart(
    draws: Draws, canvas: Canvas, box: tuple[float, float, float, float], side: int, colours: Sequence[str], *, ink: str, ground: str,
) -> tuple[str, list[str]]:  # fmt: skip
    """Draw a `closed_line` and four dots, three of them on one side of it.

    Returns:
        Where the fourth is, "inside" or "outside"; and the names of the dots' colours, that of the fourth first.
    """
    inside, outside, apart = closed_line(draws, canvas, box, side, ink=ink, ground=ground)
    within, chosen = draws.chance(0.5), draws.some(colours, 4)
    one, others = (inside, outside) if within else (outside, inside)
    for colour, (x, y) in zip(chosen, (one[0], *others[:3]), strict=True):
        canvas.circle(x, y, min(9, 0.34 * apart), fill=NAMED[colour])
    return "inside" if within else "outside", chosen

"""Winding ways over a field of cells: trees, mazes made of them, and closed lines around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas, Point

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
        else:
            tips.remove(tip)
    return before


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


def closed_line(
    draws: Draws, canvas: Canvas, left: float, top: float, size: float, side: int, *, ink: str, ground: str, within: bool
) -> list[Point]:  # fmt: skip
    """Draw the outline of a tree over `side` x `side` cells in a square; returns a point within it and three outside, or the reverse.

    Args:
        draws: How it winds, and where the points are.
        canvas: Where it is drawn.
        left: Of the square.
        top: Of the square.
        size: Side of the square.
        side: Cells of a side.
        ink: Colour of the line.
        ground: Colour on both of its sides.
        within: Whether the first point is the one inside.
    """
    tree = grown(draws, side, side, 0.75)
    joined = {frozenset(pair) for pair in tree.items() if pair[0] != pair[1]}
    # Halfway between neighbouring cells one is inside where they are joined.
    low, high = (1, side - 2) if side > 4 else (0, side - 1)
    pairs = [
        frozenset(((i, j), (i + a, j + 1 - a))) for i in range(low, high) for j in range(low, high) for a in (0, 1)
    ]
    step = size / side

    def spot(cell: Cell) -> Point:
        return left + step * (cell[0] + 0.5), top + step * (cell[1] + 0.5)

    for fill, half in ((ink, step / 4 + 0.8), (ground, step / 4 - 0.8)):
        for one, other in sorted(map(sorted, joined)):
            (x1, y1), (x2, y2) = spot(one), spot(other)
            canvas.rect(x1 - half, y1 - half, x2 - x1 + 2 * half, y2 - y1 + 2 * half, fill=fill)
    chosen = [draws.one([pair for pair in pairs if (pair in joined) == within]),
              *draws.some([pair for pair in pairs if (pair in joined) != within], 3)]  # fmt: skip
    ends = [[spot(cell) for cell in pair] for pair in chosen]
    return [((x1 + x2) / 2, (y1 + y2) / 2) for (x1, y1), (x2, y2) in ends]


def maze_drawn(
    draws: Draws, canvas: Canvas, box: tuple[float, float, float], size: int, *, ink: str, ground: str, letters: str
) -> str:  # fmt: skip
    """Draw a maze with an exit on each side, of which only one hangs together with the red dot inside; returns its side.

    Args:
        draws: How it winds.
        canvas: Where it is drawn.
        box: Left, top and side of the square.
        size: Cells of a side.
        ink: Colour of the walls.
        ground: Colour of the ways.
        letters: Colour of the letters at the exits.
    """
    left, top, long = box
    half, last, step = size // 2, size - 1, long / size
    exits = {"north": (half, 0), "south": (half, last), "west": (0, half), "east": (last, half)}
    right, cut = draws.one(sorted(exits)), None
    while cut is None:
        tree = grown(draws, size, size, 1)
        cut = one_way_open(draws, tree, list(exits.values()), exits[right])
    joined = {frozenset((cell, before)) for cell, before in tree.items() if cell not in cut}
    for i, j in tree:
        x, y = left + step * i, top + step * j
        for other, line in (
            ((i + 1, j), (x + step, y, x + step, y + step)),
            ((i, j + 1), (x, y + step, x + step, y + step)),
        ):
            if other in tree and frozenset(((i, j), other)) not in joined:
                canvas.line(*line, stroke=ink, width=5 if size < 12 else 3)
    canvas.rect(left, top, long, long, stroke=ink, width=6)
    for name, (i, j) in exits.items():
        x, y = left + step * i, top + step * j
        # Round ends: none may reach a wall beside the gate.
        near, far = 5, max(5.0, step - 5)
        edge = {"north": (x + near, y, x + far, y), "south": (x + near, y + step, x + far, y + step), "west": (x, y + near, x, y + far),
                "east": (x + step, y + near, x + step, y + far)}[name]  # fmt: skip
        canvas.line(*edge, stroke=ground, width=9)
        dx, dy = {"north": (0, -36), "south": (0, 42), "west": (-38, 6), "east": (38, 6)}[name]
        canvas.text(x + step / 2 + dx, y + step / 2 + dy, name[0].upper(), size=24, face="sans-bold", anchor="middle", colour=letters)  # fmt: skip
    (start, _), *_ = tree.items()
    canvas.circle(left + step * (start[0] + 0.5), top + step * (start[1] + 0.5), 0.27 * step, fill="#d32f2f")
    return right

"""Mazes: trees of cells in a grid, between which walls stand."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.fitting import fitting
from ch3ef.scenarios.generated.scene.palette import GROUNDS, NAMED
from ch3ef.scenarios.generated.scene.things import THINGS
from ch3ef.scenarios.generated.scene.winding import Cell, grown, one_way_open, steps_from

Tree = Mapping[Cell, Collection[Cell]]
"""Every cell, and those beside it to which it is open."""


def forest(draws: Draws, columns: int, rows: int, roots: Sequence[Cell]) -> Tree:
    """All cells of a grid in trees, one around each root.

    Example:
        >>> trees = forest(Draws("docs"), 4, 3, [(0, 0), (3, 2)])
        >>> len(trees), sum(map(len, trees.values())) // 2, (3, 2) in steps_from((0, 0), trees.__getitem__)
        (12, 10, False)
    """
    cells = [(x, y) for x in range(columns) for y in range(rows)]
    above, rooted = {cell: cell for cell in cells}, set(roots)
    open_to: dict[Cell, set[Cell]] = {cell: set() for cell in cells}

    def top(cell: Cell) -> Cell:
        while above[cell] != cell:
            above[cell] = cell = above[above[cell]]
        return cell

    pairs = [((x, y), (x + i, y + j)) for x, y in cells for i, j in ((1, 0), (0, 1)) if (x + i, y + j) in above]
    for one, other in draws.shuffled(pairs):
        here, there = top(one), top(other)
        if here != there and not {here, there} <= rooted:
            lower, upper = (here, there) if there in rooted else (there, here)
            above[lower] = upper
            open_to[one].add(other)
            open_to[other].add(one)
    return open_to


def walls(canvas: Canvas, tree: Tree, left: float, top: float, step: float, *, colour: str, width: float) -> None:
    """Walls between all cells that are not open to each other, and around them."""
    d = []
    for x, y in tree:
        px, py = left + step * (x + 1), top + step * (y + 1)
        if (x + 1, y) not in tree[x, y]:
            d.append(f"M{px:.1f} {py - step:.1f}v{step:.1f}")
        if (x, y + 1) not in tree[x, y]:
            d.append(f"M{px:.1f} {py:.1f}h{-step:.1f}")
    across, down = (max(cell[k] for cell in tree) + 1 for k in (0, 1))
    canvas.path("".join(d), stroke=colour, width=width)
    canvas.rect(left, top, across * step, down * step, stroke=colour, width=width)


def parted(draws: Draws, columns: int, rows: int, step: float, marks: Sequence[str], wanted: int) -> Canvas:
    """A maze in closed parts, a mark in each: a key, a flag of a colour, or "" for none; a black dot in that of the wanted one."""

    def make() -> tuple[Tree, list[Cell], dict[Cell, int]]:
        roots = draws.some([(x, y) for x in range(columns) for y in range(rows)], len(marks))
        tree = forest(draws, columns, rows, roots)
        return tree, roots, steps_from(roots[wanted], lambda cell: sorted(tree[cell]))

    tree, roots, far = fitting(make, lambda made: max(made[2].values()) > (columns + rows) / 2)
    canvas = Canvas(
        max(448, round(columns * step) + 40), max(448, round(rows * step) + 40), ground=draws.one(GROUNDS)[0]
    )
    left, top = (canvas.width - columns * step) / 2, (canvas.height - rows * step) / 2
    walls(canvas, tree, left, top, step, colour="#39424c", width=3 if step < 50 else 5)
    for mark, (x, y) in zip(marks, roots, strict=True):
        px, py = left + step * (x + 0.5), top + step * (y + 0.5)
        if mark == "key":
            THINGS["key"](canvas, px, py + 0.4 * step, 0.8 * step, NAMED["black"])
        elif mark:
            canvas.polygon([(px - 0.2 * step, py - 0.38 * step), (px + 0.32 * step, py - 0.16 * step), (px - 0.2 * step, py + 0.06 * step)],
                           fill=NAMED[mark], stroke="#39424c", width=1)  # fmt: skip
            canvas.line(px - 0.2 * step, py - 0.38 * step, px - 0.2 * step, py + 0.38 * step, stroke="#39424c", width=2)
    x, y = max(far, key=lambda cell: (far[cell], cell))
    canvas.circle(left + step * (x + 0.5), top + step * (y + 0.5), 0.3 * step, fill="#111111")
    return canvas


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
    opened: dict[Cell, set[Cell]] = {cell: set() for cell in tree}
    for cell, before in tree.items():
        if cell not in cut:
            opened[cell].add(before)
            opened[before].add(cell)
    walls(canvas, opened, left, top, step, colour=ink, width=5 if size < 12 else 3)
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

"""Puzzles: matrices, sequences, odd ones, mirrors, folds, overlays, mazes, threads, signs, dice."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.handed import FIGURES, outline
from ch3ef.scenarios.generated.scene.mazes import maze_drawn
from ch3ef.scenarios.generated.scene.palette import BRIGHT, NAMED, darker
from ch3ef.scenarios.generated.scene.winding import WAYS
from ch3ef.scenarios.generated.tasks.logic.drawing import INK, Rows, mirrored_ones, sheet
from ch3ef.scenarios.generated.tasks.logic.tracing import field_of_signs, tangled_threads

_SHAPES = ("circle", "square", "triangle", "star", "hexagon", "heart")
_SHADES = ("red", "yellow", "green", "blue", "purple", "orange")
_NUMBERS = ("1", "2", "3", "4")


def _shape(canvas: Canvas, kind: str, x: float, y: float, r: float, colour: str) -> None:
    fill, edge = NAMED[colour], darker(NAMED[colour], 0.35)
    if kind == "circle":
        canvas.circle(x, y, r, fill=fill, stroke=edge, width=3)
    elif kind == "heart":
        canvas.path(f"M{x:.0f} {y + r:.0f}c{-1.7 * r:.0f} {-r:.0f} {-1.1 * r:.0f} {-2.2 * r:.0f} 0 {-1.5 * r:.0f}"
                    f"c{1.1 * r:.0f} {-0.7 * r:.0f} {1.7 * r:.0f} {0.5 * r:.0f} 0 {1.5 * r:.0f}z", fill=fill, stroke=edge, width=3)  # fmt: skip
    else:
        corners, turn = {"square": (4, 45), "triangle": (3, 0), "hexagon": (6, 30), "star": (10, 0)}[kind]
        points = []
        for k in range(corners):
            far = r * (0.45 if kind == "star" and k % 2 else 1.1)
            angle = math.radians(turn + 360 * k / corners)
            points.append((x + far * math.sin(angle), y - far * math.cos(angle)))
        canvas.polygon(points, fill=fill, stroke=edge, width=3)


def _offers(canvas: Canvas, y: float, draw: Callable[[int, float, float], None], side: float = 104) -> None:
    """Four numbered cards in a row."""
    for place, number in enumerate(_NUMBERS):
        x = canvas.width / 2 + (place - 1.5) * (side + 22)
        canvas.rect(x - side / 2, y - side / 2, side, side, fill="#fdfdfb", stroke="#8a9096", width=2, radius=8)
        draw(place, x, y)
        canvas.text(x, y + side / 2 + 24, number, size=20, face="sans-bold", anchor="middle", colour=INK)


def _numbered(question: str, right: int, canvas: Canvas) -> Question:
    return question_of(question, [f"card {number}" for number in _NUMBERS], f"card {_NUMBERS[right]}", canvas.picture())


def matrix(draws: Draws) -> Question:
    """Rows share a shape, columns a colour; one card is missing."""
    shapes, colours = draws.some(_SHAPES, 3), draws.some(_SHADES, 3)
    gap = (draws.whole(0, 2), draws.whole(0, 2))
    other = ((gap[0] + draws.whole(1, 2)) % 3, (gap[1] + draws.whole(1, 2)) % 3)
    cards = draws.shuffled([(i, j) for i in (gap[0], other[0]) for j in (gap[1], other[1])])
    canvas = sheet(draws, 560, 560)
    rows_first = draws.chance(0.5)

    def one(i: int, j: int, x: float, y: float) -> None:
        _shape(canvas, shapes[i if rows_first else j], x, y, 32, colours[j if rows_first else i])

    for i in range(3):
        for j in range(3):
            x, y = 168 + 112 * j, 74 + 112 * i
            canvas.rect(x - 52, y - 52, 104, 104, fill="#fdfdfb", stroke="#8a9096", width=2, radius=8)
            if (i, j) == gap:
                canvas.text(x, y + 16, "?", size=46, face="sans-bold", anchor="middle", colour=INK)
            else:
                one(i, j, x, y)
    _offers(canvas, 450, lambda place, x, y: one(*cards[place], x, y))
    question = draws.one(("Which card completes the square?", "Which card belongs at the question mark?",
                          "One card of the grid is missing. Which one fits?"))  # fmt: skip
    return _numbered(question, cards.index(gap), canvas)


def _pattern(draws: Draws, side: int, filled: int) -> list[tuple[int, int]]:
    """Cells of a grid, unlike their own mirror image and turned image."""
    last = side - 1
    while True:
        cells = draws.some([(i, j) for i in range(side) for j in range(side)], filled)
        images = [{(last - i, j) for i, j in cells}, {(i, last - j) for i, j in cells}, {(last - i, last - j) for i, j in cells},
                  set(cells)]  # fmt: skip
        if len({frozenset(image) for image in images}) == 4:
            return cells


def _moves(draws: Draws, cells: Sequence[tuple[int, int]], side: int) -> dict[tuple[int, int], tuple[int, int]]:
    """Two cells, and where each may go: an empty place beside it, not the same."""
    free = {cell: [(cell[0] + di, cell[1] + dj) for di, dj in ((0, 1), (0, -1), (1, 0), (-1, 0))] for cell in cells}
    while True:
        moves = {cell: draws.one(free[cell]) for cell in draws.some(cells, 2)}
        inside = all(there not in cells and min(there) >= 0 and max(there) < side for there in moves.values())
        if inside and len(set(moves.values())) == 2:
            return moves


def _cells(
    canvas: Canvas, cells: Sequence[tuple[int, int]], x: float, y: float, side: float, colour: str, count: int = 4
) -> None:
    step = side / count
    for i in range(count):
        for j in range(count):
            canvas.rect(x - side / 2 + step * i, y - side / 2 + step * j, step, step, fill=NAMED[colour] if (i, j) in cells else "#fdfdfb",
                        stroke="#8a9096", width=1.5)  # fmt: skip


def mirror_image(draws: Draws, across: int, filled: int, near: bool) -> Question:
    """A pattern beside or above a mirror: what does it show?"""
    # Dials: cells of a side, how many are filled, and whether wrong cards differ from the right one in one cell.
    cells, last = _pattern(draws, across, filled), across - 1
    upright = draws.chance(0.5)

    def flipped(a: int, b: int) -> list[tuple[int, int]]:
        return [(last - i if a else i, last - j if b else j) for i, j in cells]

    image = flipped(1, 0) if upright else flipped(0, 1)
    if near:
        # One cell is moved, another, both or none: no card is nearer to the others than the rest.
        moves = _moves(draws, image, across)
        first, second = moves
        cards = draws.shuffled([[moves[cell] if cell in moved else cell for cell in image]
                                for moved in ((), (first,), (second,), (first, second))])  # fmt: skip
    else:
        cards = draws.shuffled([flipped(a, b) for a in (0, 1) for b in (0, 1)])
    colour = draws.one(BRIGHT)
    side = 212.0 if near else 104.0
    canvas = sheet(draws, 980 if near else 580, 660 if near else 560)
    middle = canvas.width / 2
    if upright:
        _cells(canvas, cells, middle - 130, 180, 210, colour, across)
        canvas.rect(middle - 10, 60, 12, 240, fill="#8fb8d6", stroke="#5b8aa8", width=2)
        canvas.text(middle + 120, 205, "?", size=70, face="sans-bold", anchor="middle", colour=INK)
    else:
        _cells(canvas, cells, middle, 110, 190, colour, across)
        canvas.rect(middle - 130, 212, 260, 12, fill="#8fb8d6", stroke="#5b8aa8", width=2)
        canvas.text(middle, 320, "?", size=70, face="sans-bold", anchor="middle", colour=INK)
    _offers(canvas, 500 if near else 450,
            lambda place, x, y: _cells(canvas, cards[place], x, y, side - 12, colour, across), side)  # fmt: skip
    question = draws.one(("The blue bar is a mirror. Which card shows the mirror image?", "Which card is what the mirror shows?",
                          "The pattern is reflected in the blue bar. What is its reflection?"))  # fmt: skip
    return _numbered(question, cards.index(image), canvas)


def laid_together(draws: Draws, side: int) -> Question:
    """Two patterns are laid over each other: which card shows the squares that are filled on one of them only?"""
    cells = [(i, j) for i in range(side) for j in range(side)]
    one, two = (set(draws.some(cells, round(0.45 * len(cells)))) for _ in range(2))
    kept = draws.one(("only one", "both"))
    result = one ^ two if kept == "only one" else one & two
    first, second = draws.some(cells, 2)
    cards = draws.shuffled([result ^ changed for changed in (set(), {first}, {second}, {first, second})])
    colour = draws.one(BRIGHT)
    canvas = sheet(draws, 760, 620)
    for x, pattern in ((230, one), (530, two)):
        _cells(canvas, sorted(pattern), x, 190, 260, colour, side)
    _offers(canvas, 470, lambda place, x, y: _cells(canvas, sorted(cards[place]), x, y, 148, colour, side), 160)
    told = "on one of them, but not on both" if kept == "only one" else "on both of them"
    question = draws.one((f"Lay the two upper patterns over each other and keep the squares that are filled {told}. Which card results?",
                          f"Which card has just the squares that in the two patterns above are filled {told}?"))  # fmt: skip
    return _numbered(question, cards.index(result), canvas)


def folded_paper(draws: Draws) -> Question:
    """A sheet is folded and punched: where are the holes when it is opened?"""
    x, y = draws.whole(0, 1), draws.whole(0, 3)
    other = (1 - x, y)
    shifted = (x, (y + draws.whole(1, 3)) % 4)
    holes = draws.shuffled(
        ([(x, y), (3 - x, y)], [other, (3 - other[0], y)], [(x, y), (3 - x, 3 - y)], [shifted, (3 - x, shifted[1])])
    )
    right = holes.index([(x, y), (3 - x, y)])
    colour = NAMED[draws.one(("yellow", "pink", "orange", "green"))]
    canvas = sheet(draws, 620, 500)

    def paper(px: float, py: float, wide: float, side: float, marks: Sequence[tuple[int, int]]) -> None:
        canvas.rect(px, py, wide, side, fill=colour, stroke=darker(colour, 0.4), width=3)
        for i, j in marks:
            canvas.circle(
                px + side * (i + 0.5) / 4, py + side * (j + 0.5) / 4, side / 13, fill="#fdfdfb", stroke=INK, width=2
            )

    paper(50, 70, 140, 140, ())
    # The fold, by its dashes, is seen on every drawing, and an arrow shows which half goes over.
    for fold in (120, 355, 530):
        canvas.line(fold, 58, fold, 222, stroke=INK, width=2, dash="7 6")
    canvas.path("M160 52q-40 -34 -76 -6", stroke=INK, width=3)
    canvas.polygon([(76, 54), (80, 38), (92, 50)], fill=INK)
    canvas.arrow(205, 140, 255, 140, stroke=INK, width=4, head=14)
    paper(285, 70, 70, 140, ())
    canvas.arrow(375, 140, 425, 140, stroke=INK, width=4, head=14)
    paper(460, 70, 70, 140, [(x, y)])
    for px, label in ((120, "open"), (320, "folded"), (495, "punched")):
        canvas.text(px, 246, label, size=18, anchor="middle", colour=INK)
    _offers(canvas, 370, lambda place, px, py: paper(px - 44, py - 44, 88, 88, holes[place]))
    question = draws.one(("The right half is folded onto the back of the left, then a hole is punched. What does the opened sheet look like?",
                          "A sheet is folded along the dashed line and punched. Which card shows it opened?", "Where are the holes once the sheet is unfolded?"))  # fmt: skip
    return _numbered(question, right, canvas)


def maze(draws: Draws, size: int) -> Question:
    """A maze with four exits: which does the way from the red dot reach? The ways to the others end somewhere on the way."""
    canvas = Canvas(512, 512, ground="#fdfdfb")
    colour = darker(NAMED[draws.one(("blue", "green", "purple", "brown"))], 0.1)
    right = maze_drawn(draws, canvas, (58, 58, 396), size, ink=colour, ground="#fdfdfb", letters=INK)
    question = draws.one(("Which exit can be reached from the red dot?", "The red dot wants to leave the maze. Which way out is open?",
                          "Only one of the four exits is connected with the red dot. Which?"))  # fmt: skip
    return question_of(question, [f"the {name} exit" for name in WAYS], f"the {right} exit", canvas.picture())


def mirrored_in_a_field(draws: Draws, dials: Rows) -> Question:
    """A field of figures turned in all ways; some are mirrored: how many?"""
    figure = outline(draws.one(tuple(FIGURES)), NAMED[draws.one(BRIGHT)])
    return mirrored_ones(draws, dials, figure, {"": False},
                         "Below the line the upper figure is turned in all ways, and some are mirror images of it. How many are mirrored?",
                         "How many of the figures below the line cannot be turned into the one above, since they are flipped?")  # fmt: skip


_ROLLS = {"north": (0, -1), "east": (1, 0), "south": (0, 1), "west": (-1, 0)}


def rolled_die(draws: Draws, rolls: int) -> Question:
    """A die is tipped over its edges along a path: what is on top at the end?"""
    names = draws.some(_SHADES, 6)
    top, bottom, north, south, east, west = names
    spot, path = (0, 0), [(0, 0)]
    while len(path) <= rolls:
        dx, dy = draws.one(tuple(_ROLLS.values()))
        there = (spot[0] + dx, spot[1] + dy)
        if there in path:
            if all((spot[0] + a, spot[1] + b) in path for a, b in _ROLLS.values()):
                return rolled_die(draws, rolls)
            continue
        if dx:
            top, east, bottom, west = (west, top, east, bottom) if dx > 0 else (east, bottom, west, top)
        else:
            top, south, bottom, north = (north, top, south, bottom) if dy > 0 else (south, bottom, north, top)
        spot = there
        path.append(there)
    options = [top, *draws.some([name for name in names if name != top], 3)]
    left, high = (min(place[axis] for place in path) for axis in (0, 1))
    wide, deep = (max(place[axis] for place in path) + 1 for axis in (0, 1))
    cell = min(70.0, 420 / max(wide - left, deep - high))
    canvas = sheet(draws, max(448, round(300 + cell * (wide - left)) + 30), max(448, round(cell * (deep - high)) + 60))
    # The die as a net at its beginning: what is on top in the middle, the four sides around it.
    for name, (column, row) in zip([names[0], *names[2:]], ((0, 0), (0, -1), (0, 1), (1, 0), (-1, 0)), strict=True):
        canvas.rect(112 + 60 * column, 190 + 60 * row, 56, 56, fill=NAMED[name], stroke=INK, width=3)
    canvas.text(140, 44, "At the start, from above", size=16, anchor="middle", colour=INK)
    canvas.text(140, 350, "top in the middle,", size=16, anchor="middle", colour=INK)
    canvas.text(140, 374, "the sides folded out", size=16, anchor="middle", colour=INK)
    canvas.text(140, 410, f"(the bottom is {names[1]})", size=16, anchor="middle", colour=INK)
    at = [(290 + cell * (x - left + 0.5), 30 + cell * (y - high + 0.5)) for x, y in path]
    for x, y in at:
        canvas.rect(x - cell / 2 + 2, y - cell / 2 + 2, cell - 4, cell - 4, fill="#fdfdfb", stroke="#8a9096", width=2)
    canvas.rect(
        at[0][0] - cell / 2 + 8,
        at[0][1] - cell / 2 + 8,
        cell - 16,
        cell - 16,
        fill=NAMED[names[0]],
        stroke=INK,
        width=2,
    )
    for (x1, y1), (x2, y2) in pairwise(at):
        canvas.arrow(x1 + 0.2 * (x2 - x1), y1 + 0.2 * (y2 - y1), x1 + 0.86 * (x2 - x1), y1 + 0.86 * (y2 - y1), stroke=INK, width=4,
                     head=14)  # fmt: skip
    question = draws.one(("The die is tipped over its edges from square to square along the arrows. Which colour is on top at the end?",
                          "Roll the die along the path, one square at a time. Which face is on top on the last square?"))  # fmt: skip
    return question_of(question, draws.shuffled(options), top, canvas.picture())


FORMS: Sequence[Form] = (
    matrix, folded_paper,
    graded(rolled_die, {1: 2}),
    graded(maze, {1: 9, 2: 33, 3: 42}),
    graded(mirror_image, {1: (4, 6, False), 2: (15, 95, True), 3: (20, 170, True)}),
    graded(laid_together, {2: 13, 3: 15}),
    graded(tangled_threads, {1: (4, 2, 3), 2: (18, 8, 7), 3: (20, 9, 8)}),
    graded(field_of_signs, {1: (5, 4), 2: (30, 120), 3: (38, 200)}),
    graded(mirrored_in_a_field, {2: Rows(15, 10, 56, 16), 3: Rows(18, 12, 53, 22)}),
)  # fmt: skip

"""Puzzles: matrices, sequences, odd ones, number grids, mirrors, folds, small sudokus, mazes, matches, dice."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from ch3ef.scenarios.generated.canvas import Canvas
from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.logic.drawing import INK, ask, sheet, tag, window
from ch3ef.scenarios.generated.palette import BRIGHT, NAMED, darker
from ch3ef.scenarios.generated.question import Form, Question, question_of

_SHAPES = ("circle", "square", "triangle", "star", "hexagon", "heart")
_SHADES = ("red", "yellow", "green", "blue", "purple", "orange")
_LETTERS = ("A", "B", "C", "D")


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
    """Four lettered cards in a row."""
    for place, letter in enumerate(_LETTERS):
        x = canvas.width / 2 + (place - 1.5) * (side + 22)
        canvas.rect(x - side / 2, y - side / 2, side, side, fill="#fdfdfb", stroke="#8a9096", width=2, radius=8)
        draw(place, x, y)
        canvas.text(x, y + side / 2 + 24, letter, size=20, face="sans-bold", anchor="middle", colour=INK)


def _lettered(question: str, right: int, canvas: Canvas) -> Question:
    return question_of(question, [f"card {letter}" for letter in _LETTERS], f"card {_LETTERS[right]}", canvas.picture())


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
    question = ask(
        draws,
        "Which card completes the square?",
        "Which card belongs at the question mark?",
        "One card of the grid is missing. Which one fits?",
    )
    return _lettered(question, cards.index(gap), canvas)


def sequence(draws: Draws) -> Question:
    """A row that repeats: what comes next?"""
    length = draws.one((2, 3))
    kinds = draws.some([(shape, colour) for shape in _SHAPES for colour in _SHADES], 4)
    right = draws.whole(0, 3)
    motif = draws.shuffled(
        [kinds[right], *draws.some([kind for k, kind in enumerate(kinds) if k != right], length - 1)]
    )
    start = motif.index(kinds[right]) - 7
    shown = [motif[(start + k) % length] for k in range(7)]
    canvas = sheet(draws, 700, 448)
    for k, (shape, colour) in enumerate(shown):
        _shape(canvas, shape, 62 + 82 * k, 130, 30, colour)
    canvas.text(650, 146, "?", size=46, face="sans-bold", anchor="middle", colour=INK)
    _offers(canvas, 310, lambda place, x, y: _shape(canvas, kinds[place][0], x, y, 32, kinds[place][1]))
    question = ask(
        draws,
        "Which card comes next in the row?",
        "The row goes on in the same way. What follows?",
        "How does the sequence continue?",
    )
    return _lettered(question, right, canvas)


def odd_one_out(draws: Draws) -> Question:
    """Four figures, turned; one is the mirror image of the others."""
    right = draws.whole(0, 3)
    colour = draws.one(BRIGHT)
    figure = draws.one(("flag", "seven", "boot", "hook"))
    canvas = sheet(draws, 640, 448)
    turns = draws.some((0, 90, 180, 270), 4)
    for place in range(4):
        x, y = 170 + 300 * (place % 2), 124 + 206 * (place // 2)
        canvas.rect(x - 120, y - 92, 240, 184, fill="#fdfdfb", radius=10)
        with canvas.moved(x, y, scale=0.62, angle=turns[place], mirrored=place == right):
            d = {"flag": "M-50 110v-220h30l110 60l-110 60v100z", "seven": "M-70 -110h140v40l-70 180h-44l66 -176h-92z",
                 "boot": "M-60 -110h70v130h80v90h-150z", "hook": "M-70 -110h50v170h40v-60h50v110h-140z"}[figure]  # fmt: skip
            canvas.path(d, fill=NAMED[colour], stroke=darker(NAMED[colour]), width=6)
        tag(canvas, x - 96, y - 68, _LETTERS[place], 18)
    question = ask(draws, "Three figures are the same but turned; one is a mirror image. Which?", "Which figure cannot be turned into the others?",
                   "Which of the four is the odd one out?", "Which figure is flipped, not just turned?")  # fmt: skip
    return question_of(
        question, [f"figure {letter}" for letter in _LETTERS], f"figure {_LETTERS[right]}", canvas.picture()
    )


def number_grid(draws: Draws) -> Question:
    """Rows add up, or grow by the same step: which number is missing?"""
    options, right = window(draws, 8, 30)
    canvas = sheet(draws, 460, 460)
    if draws.chance(0.5):
        rows = [[(a := draws.whole(2, 15)), (b := draws.whole(2, 15)), a + b] for _ in range(2)]
        part = draws.whole(2, right - 2)
        rows.append([part, right - part, right])
        gap = (2, 2)
    else:
        step, down = draws.whole(2, 4), draws.whole(5, 9)
        i, j = draws.whole(0, 2), draws.whole(0, 2)
        rows = [[right + (m - i) * down + (k - j) * step for k in range(3)] for m in range(3)]
        while min(map(min, rows)) < 1:
            down = down - 1
            rows = [[right + (m - i) * down + (k - j) * step for k in range(3)] for m in range(3)]
            if down < 2:
                step = 1
        gap = (i, j)
    shade = draws.one(("#d9e8f5", "#e3f0da", "#f5e6d3", "#ece0f2"))
    for m in range(3):
        for k in range(3):
            x, y = 50 + 124 * k, 50 + 124 * m
            hidden = (m, k) == gap
            canvas.rect(x, y, 114, 114, fill="#fdfdfb" if hidden else shade, stroke="#8a9096", width=2, radius=10)
            canvas.text(
                x + 57,
                y + 74,
                "?" if hidden else str(rows[m][k]),
                size=44,
                face="sans-bold",
                anchor="middle",
                colour=INK,
            )
    question = ask(draws, "Every row follows the same rule. Which number is missing?", "Which number belongs at the question mark?",
                   "What must stand in the white box?")  # fmt: skip
    return question_of(question, [str(option) for option in options], str(right), canvas.picture())


def _pattern(draws: Draws) -> list[tuple[int, int]]:
    """Cells of a 4 x 4 grid, unlike their own mirror image and turned image."""
    while True:
        cells = draws.some([(i, j) for i in range(4) for j in range(4)], 6)
        images = [
            {(3 - i, j) for i, j in cells},
            {(i, 3 - j) for i, j in cells},
            {(3 - i, 3 - j) for i, j in cells},
            set(cells),
        ]
        if len({frozenset(image) for image in images}) == 4:
            return cells


def _cells(canvas: Canvas, cells: Sequence[tuple[int, int]], x: float, y: float, side: float, colour: str) -> None:
    step = side / 4
    for i in range(4):
        for j in range(4):
            canvas.rect(x - side / 2 + step * i, y - side / 2 + step * j, step, step, fill=NAMED[colour] if (i, j) in cells else "#fdfdfb",
                        stroke="#8a9096", width=1.5)  # fmt: skip


def mirror_image(draws: Draws) -> Question:
    """A pattern beside or above a mirror: what does it show?"""
    cells = _pattern(draws)
    upright = draws.chance(0.5)
    flips = draws.shuffled(((0, 0), (0, 1), (1, 0), (1, 1)))
    right = flips.index((1, 0) if upright else (0, 1))
    colour = draws.one(BRIGHT)
    canvas = sheet(draws, 580, 560)
    if upright:
        _cells(canvas, cells, 160, 180, 190, colour)
        canvas.rect(280, 60, 12, 240, fill="#8fb8d6", stroke="#5b8aa8", width=2)
        canvas.text(410, 205, "?", size=70, face="sans-bold", anchor="middle", colour=INK)
    else:
        _cells(canvas, cells, 290, 104, 170, colour)
        canvas.rect(160, 206, 260, 12, fill="#8fb8d6", stroke="#5b8aa8", width=2)
        canvas.text(290, 320, "?", size=70, face="sans-bold", anchor="middle", colour=INK)

    def image(place: int, x: float, y: float) -> None:
        a, b = flips[place]
        _cells(canvas, [(3 - i if a else i, 3 - j if b else j) for i, j in cells], x, y, 92, colour)

    _offers(canvas, 450, image)
    question = ask(draws, "The blue bar is a mirror. Which card shows the mirror image?", "Which card is what the mirror shows?",
                   "The pattern is reflected in the blue bar. What is its reflection?")  # fmt: skip
    return _lettered(question, right, canvas)


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
    question = ask(draws, "The right half is folded onto the back of the left, then a hole is punched. What does the opened sheet look like?",
                   "A sheet is folded along the dashed line and punched. Which card shows it opened?", "Where are the holes once the sheet is unfolded?")  # fmt: skip
    return _lettered(question, right, canvas)


def small_sudoku(draws: Draws) -> Question:
    """A Latin square of 3 or 4: which number is missing?"""
    size = 4
    numbers = draws.shuffled(range(1, 5))
    right = draws.one(numbers)
    base = [[0, 1, 2, 3], [2, 3, 0, 1], [1, 0, 3, 2], [3, 2, 1, 0]]
    grid = [
        [numbers[k] for k in row] for row in draws.one((base, [list(column) for column in zip(*base, strict=True)]))
    ]
    spots = [(i, j) for i in range(size) for j in range(size) if grid[i][j] == right]
    gap = draws.one(spots)
    empty = {gap, *draws.some([(i, j) for i in range(4) for j in range(4) if i != gap[0] and j != gap[1]], 4)}
    empty.add((gap[0], (gap[1] + 1) % 4))
    canvas = sheet(draws, 460, 460)
    shades = draws.some(("#d9e8f5", "#e3f0da", "#f5e6d3", "#ece0f2"), 2)
    for i in range(size):
        for j in range(size):
            canvas.rect(40 + 95 * j, 40 + 95 * i, 95, 95, fill=shades[(i // 2 + j // 2) % 2], stroke="#5b6168", width=2)
            shown = "?" if (i, j) == gap else "" if (i, j) in empty else str(grid[i][j])
            canvas.text(87 + 95 * j, 104 + 95 * i, shown, size=42, face="sans-bold", anchor="middle", colour=INK)
    canvas.rect(40, 40, 380, 380, stroke=INK, width=5)
    question = ask(draws, "Each row, column and block of four holds 1, 2, 3 and 4 once. What belongs at the question mark?",
                   "In this small sudoku, which number replaces the question mark?", "Solve the sudoku of 1 to 4: which number goes at “?”?")  # fmt: skip
    return question_of(question, [str(number) for number in range(1, 5)], str(right), canvas.picture())


def maze(draws: Draws) -> Question:
    """A maze with four exits: which does the way from the middle reach?"""
    size = 9
    exits = {
        "north": (size // 2, 0),
        "south": (size // 2, size - 1),
        "west": (0, size // 2),
        "east": (size - 1, size // 2),
    }
    right = draws.one(sorted(exits))
    cells = [(i, j) for i in range(size) for j in range(size)]
    start = (draws.whole(2, 6), draws.whole(2, 6))
    open_walls: set[frozenset[tuple[int, int]]] = set()
    seen, stack = {start}, [start]
    way: list[tuple[int, int]] = []
    while stack:
        i, j = stack[-1]
        if stack[-1] == exits[right]:
            way = list(stack)
        fresh = [
            cell for cell in ((i + 1, j), (i - 1, j), (i, j + 1), (i, j - 1)) if cell in cells and cell not in seen
        ]
        if not fresh:
            stack.pop()
            continue
        chosen = draws.one(fresh)
        open_walls.add(frozenset(((i, j), chosen)))
        seen.add(chosen)
        stack.append(chosen)
    if set(way[:-1]) & set(exits.values()):
        return maze(draws)
    canvas = Canvas(512, 512, ground="#fdfdfb")
    colour = darker(NAMED[draws.one(("blue", "green", "purple", "brown"))], 0.1)
    step, left = 44.0, 58.0
    for i, j in cells:
        x, y = left + step * i, left + step * j
        for other, line in (
            ((i + 1, j), (x + step, y, x + step, y + step)),
            ((i, j + 1), (x, y + step, x + step, y + step)),
        ):
            if other in cells and frozenset(((i, j), other)) not in open_walls:
                canvas.line(*line, stroke=colour, width=5)
    canvas.rect(left, left, step * size, step * size, stroke=colour, width=6)
    # The other three exits are walled off from the rest: a gate is shut in front of each.
    for name, (i, j) in exits.items():
        x, y = left + step * i, left + step * j
        edge = {"north": (x, y, x + step, y), "south": (x, y + step, x + step, y + step), "west": (x, y, x, y + step),
                "east": (x + step, y, x + step, y + step)}[name]  # fmt: skip
        canvas.line(*edge, stroke="#fdfdfb", width=9)
        if name != right:
            cell = (i, j)
            for other in ((i + 1, j), (i - 1, j), (i, j + 1), (i, j - 1)):
                if frozenset((cell, other)) in open_walls:
                    a = (left + step * max(i, other[0]), left + step * max(j, other[1]))
                    b = (a[0], a[1] + step) if i != other[0] else (a[0] + step, a[1])
                    canvas.line(*a, *b, stroke=colour, width=5)
        dx, dy = {"north": (0, -36), "south": (0, 42), "west": (-38, 6), "east": (38, 6)}[name]
        canvas.text(
            x + step / 2 + dx,
            y + step / 2 + dy,
            name[0].upper(),
            size=24,
            face="sans-bold",
            anchor="middle",
            colour=INK,
        )
    canvas.circle(left + step * (start[0] + 0.5), left + step * (start[1] + 0.5), 12, fill="#d32f2f")
    question = ask(draws, "Which exit can be reached from the red dot?", "The red dot wants to leave the maze. Which way out is open?",
                   "Only one of the four exits is connected with the red dot. Which?")  # fmt: skip
    return question_of(question, [f"the {name} exit" for name in exits], f"the {right} exit", canvas.picture())


_SEGMENTS = {
    0: "abcdef",
    1: "bc",
    2: "abged",
    3: "abgcd",
    4: "fgbc",
    5: "afgcd",
    6: "afgedc",
    7: "abc",
    8: "abcdefg",
    9: "abcdfg",
}


def matches(draws: Draws) -> Question:
    """Numbers made of matches: how many are needed, or what comes of adding one?"""
    options, right = window(draws, 6, 14)
    numbers = [n for n in range(10, 100) if len(_SEGMENTS[n // 10]) + len(_SEGMENTS[n % 10]) == right]
    if not numbers:
        return matches(draws)
    number = draws.one(numbers)
    canvas = sheet(draws, 520, 460)
    for place, digit in enumerate((number // 10, number % 10)):
        with canvas.moved(140 + 240 * place, 230):
            for segment in _SEGMENTS[digit]:
                x1, y1, x2, y2 = {"a": (-56, -140, 56, -140), "b": (66, -128, 66, -12), "c": (66, 12, 66, 128), "d": (-56, 140, 56, 140),
                                  "e": (-66, 12, -66, 128), "f": (-66, -128, -66, -12), "g": (-56, 0, 56, 0)}[segment]  # fmt: skip
                canvas.line(x1, y1, x2, y2, stroke="#d9b884", width=11)
                canvas.circle(x1, y1, 9, fill="#b5382f")
    question = ask(draws, "How many matches were used to lay this number?", "How many matches lie here?", "The number is made of matches. How many are there?",
                   "Count the matches of both figures: how many?")  # fmt: skip
    return question_of(question, [str(option) for option in options], str(right), canvas.picture())


def dice_net(draws: Draws) -> Question:
    """A net of a cube: which face lies opposite one?"""
    shapes = draws.some([(shape, colour) for shape in _SHAPES[:5] for colour in _SHADES], 30)
    faces: list[tuple[str, str]] = []
    for shape, colour in shapes:
        if len(faces) < 6 and colour not in [other for _, other in faces]:
            faces.append((shape, colour))
    right = draws.one(_SHADES)
    # A cross: the strip of four pairs 0-2 and 1-3, the arms lie opposite each other.
    spots = [(0, 1), (1, 1), (2, 1), (3, 1), (1, 0), (1, 2)]
    pairs = {0: 2, 2: 0, 1: 3, 3: 1, 4: 5, 5: 4}
    at = [colour for _, colour in faces].index(right)
    asked = faces[pairs[at]][1]
    options = [right, *draws.some([name for name in _SHADES if name not in (right, asked)], 3)]
    turn = draws.chance(0.5)
    canvas = sheet(draws, 520, 520)
    for (shape, colour), (i, j) in zip(faces, spots, strict=True):
        x, y = (62 + 114 * j + 90, 90 + 114 * i) if turn else (90 + 114 * i, 62 + 114 * j + 90)
        canvas.rect(x - 56, y - 56, 112, 112, fill="#fdfdfb", stroke=INK, width=3)
        _shape(canvas, shape, x, y, 32, colour)
    question = ask(draws, f"The net is folded to a cube. Which face lies opposite the {asked} one?", f"Fold the cube: what is opposite the {asked} face?",
                   f"On the finished cube, which face is across from {asked}?")  # fmt: skip
    return question_of(
        question, [f"the {name} face" for name in draws.shuffled(options)], f"the {right} face", canvas.picture()
    )


FORMS: Sequence[Form] = (
    matrix, sequence, odd_one_out, number_grid, mirror_image, folded_paper, small_sudoku, maze, matches, dice_net,
)  # fmt: skip

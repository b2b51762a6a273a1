"""Hand drawing: pencil on paper: stick figures, tallies and one long line."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas, Point
from ch3ef.scenarios.generated.scene.fitting import spread, window
from ch3ef.scenarios.generated.scene.strings import winding

_INKS = ("#3a3a40", "#2b3f7a", "#5a3a2a")


def _paper(draws: Draws, width: int, height: int) -> Canvas:
    """Plain, lined or squared paper."""
    canvas = Canvas(width, height, ground=draws.one(("#fbf8f0", "#fdfcf8", "#f6f1e2")))
    for k in range(0, max(width, height), draws.one((28, 34, 2000))):
        canvas.line(0, k, width, k, stroke="#d5dfe8", width=1)
    return canvas


def _stroke(canvas: Canvas, draws: Draws, points: Sequence[Point], colour: str, shake: float = 1.2) -> None:
    """A pencil line through points, unsteady."""
    canvas.polyline([(x + draws.jitter(shake), y + draws.jitter(shake)) for x, y in points], stroke=colour, width=2.2)


_ARMS = {"one arm raised": (-1, 1), "both arms raised": (-1, -1), "both arms lowered": (1, 1)}


def figures_drawn(draws: Draws, figures: int, size: float, low: int, high: int, apart: float) -> Question:
    """A child's stick figures: how many have their arms in one way?"""
    # Dials: figures on the sheet, their height, the fewest and most to count, and how far one is from the next, as a share of its height.
    options, right = window(draws, low, high)
    asked = draws.one(list(_ARMS))
    others = [pose for pose in _ARMS if pose != asked]
    canvas, colour, h = _paper(draws, 640, 520), draws.one(_INKS), size
    for k, (x, y) in enumerate(spread(draws, figures, (0.5 * h, 0.6 * h, 640 - 0.5 * h, 520 - 0.6 * h), apart * h)):
        left, rght = _ARMS[asked if k < right else draws.one(others)]
        if draws.chance(0.5):
            left, rght = rght, left
        ring = [(x + 0.12 * h * math.cos(0.6 * n), y - 0.34 * h + 0.12 * h * math.sin(0.6 * n)) for n in range(12)]
        for line in (ring, [(x, y - 0.22 * h), (x, y + 0.15 * h)], [(x, y + 0.15 * h), (x - 0.14 * h, y + 0.45 * h)],
                     [(x, y + 0.15 * h), (x + 0.14 * h, y + 0.45 * h)], [(x, y - 0.14 * h), (x - 0.26 * h, y - 0.14 * h + 0.24 * h * left)],
                     [(x, y - 0.14 * h), (x + 0.26 * h, y - 0.14 * h + 0.24 * h * rght)]):  # fmt: skip
            _stroke(canvas, draws, line, colour, 0.012 * h)
    question = draws.one((f"How many of the drawn figures have {asked}?", f"Count the stick figures with {asked}."))
    return question_of(question, [str(option) for option in options], str(right), canvas.picture())


def tally_marks(draws: Draws, rows: int, most: int, total: bool) -> Question:
    """Tallies by hand beside names: how many strokes of one, or of all together?"""
    # Dials: rows of names with tallies, strokes of a row at most, and whether the total is asked for.
    names = draws.some(
        ("Anna", "Ben", "Carla", "David", "Emil", "Greta", "Hugo", "Ida", "Lena", "Noah", "Rosa", "Tom"), rows
    )
    counts = [draws.whole(1, most) for _ in names]
    asked = draws.whole(0, rows - 1)
    truth = sum(counts) if total else counts[asked]
    first = truth - draws.whole(0, 3)
    if first < 1:
        return tally_marks(draws, rows, most, total)
    options = [first + k for k in range(4)]
    canvas, colour = _paper(draws, 640, max(448, 46 * rows + 40)), draws.one(_INKS)
    for row, (name, count) in enumerate(zip(names, counts, strict=True)):
        y = 46 + 46 * row
        canvas.handwriting(draws, 20, y + 10, name, size=26, colour=colour)
        for stroke in range(count):
            bundle, nth = divmod(stroke, 5)
            x = 130 + 78 * bundle
            line = [(x + 11 * nth, y - 14), (x + 11 * nth, y + 12)] if nth < 4 else [(x - 9, y + 10), (x + 44, y - 12)]
            _stroke(canvas, draws, line, colour, 1.6)
    question = (draws.one(("How many strokes are there on the whole sheet?", "Add up all the tallies. What is the total?")) if total else
                draws.one((f"How many strokes does {names[asked]} have?", f"What number do the tallies after {names[asked]} make?")))  # fmt: skip
    return question_of(question, [str(option) for option in options], str(truth), canvas.picture())


def line_to_follow(draws: Draws, line_count: int, bends: int) -> Question:
    """Pencil lines that cross one another: to which number does the one from the star lead?"""
    ends = draws.some(range(1, line_count + 1), 4)
    right = draws.one(ends)
    order = draws.shuffled(range(1, line_count + 1))
    canvas, colour = _paper(draws, 680 if bends < 5 else 960, max(448, 44 * line_count + 60)), draws.one(_INKS)
    step, far = (canvas.height - 60) / line_count, canvas.width - 64.0
    starts = [(64.0, 30 + step * (place + 0.5)) for place in range(line_count)]
    stops = [(far, 30 + step * (end - 0.5)) for end in order]
    lines = winding(draws, starts, stops, bends, (64, 26, far, canvas.height - 26))
    for line, end in zip(lines, order, strict=True):
        (x, y), (x2, y2) = line[0], line[-1]
        _stroke(canvas, draws, line, colour, 0.4)
        canvas.handwriting(draws, x2 + 24, y2 + 8, str(end), size=24, colour="#b02a1c", anchor="middle")
        mark, tint = ("*", "#b02a1c") if end == right else ("o", colour)
        size, low = (34, 15) if mark == "*" else (20, 7)
        canvas.text(x - 22, y + low, mark, size=size, anchor="middle", colour=tint)
    question = draws.one(("Follow the pencil line that begins at the star. At which number does it end?",
                          "To which number does the line from the star lead?"))  # fmt: skip
    return question_of(question, [str(end) for end in ends], str(right), canvas.picture())


FORMS: tuple[Form, ...] = (
    graded(figures_drawn, {1: (8, 110, 2, 6, 0.92), 2: (126, 44, 43, 58, 0.643), 3: (150, 41, 52, 70, 0.64)}),
    graded(tally_marks, {1: (3, 8, False)}),
    graded(line_to_follow, {1: (4, 1), 2: (11, 5), 3: (13, 5)}),
)  # fmt: skip

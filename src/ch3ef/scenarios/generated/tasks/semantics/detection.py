"""Detection: which box holds a thing, which thing lies in a box, which box fits it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.palette import BRIGHT, NAMED
from ch3ef.scenarios.generated.scene.things import a
from ch3ef.scenarios.generated.tasks.semantics.drawing import ask, backdrop
from ch3ef.scenarios.generated.tasks.semantics.kinds import SUNDRY, Box, around, draw_in

_SIDE = 520
_EDGE = 28
_THINGS = ("cup", "bottle", "book", "ball", "clock", "lamp", "umbrella", "cake", "potted plant", "flower", "dog", "cat",
           "owl", "penguin", "crab", "turtle", "car", "bicycle", "apple", "pear", "strawberry", "pineapple", "guitar",
           "drum", "piano", "top hat", "sombrero", "backpack", "suitcase", "chair", "laptop", "palm tree")  # fmt: skip
_PAINTED = ("cup", "bottle", "book", "ball", "chair", "lamp", "umbrella", "hat", "backpack", "suitcase", "balloon",
            "kite", "house", "car")  # fmt: skip
"""Things whose main part takes any colour."""


def _canvas(draws: Draws) -> Canvas:
    """A ground with a scale in percent along its top and its left edge; the picture proper begins inside it."""
    canvas = backdrop(draws, _SIDE, _SIDE)
    for share in range(0, 101, 10):
        at = _SIDE * share / 100
        canvas.line(at, 0, at, 12 if share % 20 == 0 else 7, stroke="#44484d", width=2)
        canvas.line(0, at, 12 if share % 20 == 0 else 7, at, stroke="#44484d", width=2)
        if share % 20 == 0 and 0 < share < 100:
            canvas.text(at, 25, str(share), size=12, colour="#44484d", anchor="middle")
            canvas.text(15, at + 4, str(share), size=12, colour="#44484d")
    return canvas


def _said(box: Box) -> str:
    # Outwards, so that nothing is cut off.
    left, top = (math.floor(100 * side / _SIDE) for side in box[:2])
    right, bottom = (math.ceil(100 * side / _SIDE) for side in box[2:])
    return f"left {left}, top {top}, right {right}, bottom {bottom} (in percent of the picture)"


def _boxed(
    question: str, options: Sequence[str], right: str, canvas: Canvas, things: Iterable[tuple[str, Box]]
) -> Question:  # fmt: skip
    """A question on a picture of which the box of every thing is known."""
    w, h = canvas.width, canvas.height
    boxes = [f"{left / w:.4f} {top / h:.4f} {end / w:.4f} {bottom / h:.4f} {name}"
             for name, (left, top, end, bottom) in things]  # fmt: skip
    return replace(question_of(question, options, right, canvas.picture()), details={"boxes": boxes})


def _grown(box: Box, share: float) -> Box:
    dx, dy = (box[2] - box[0]) * share, (box[3] - box[1]) * share
    return (box[0] - dx, box[1] - dy, box[2] + dx, box[3] + dy)


class Grid(NamedTuple):
    """Dials of things here and there.

    Attributes:
        side: Cells side by side, and one below the other.
        things: The fewest and the most.
        size: Least and greatest side of a thing, as shares of a cell.
    """

    side: int
    things: tuple[int, int]
    size: tuple[float, float] = (0.58, 0.82)

    @property
    def cell(self) -> float:
        """Side of a cell [pixels]."""
        return (_SIDE - 2 * _EDGE - 6) / self.side

    def boxes(self, draws: Draws, count: int) -> list[Box]:
        """Squares for that many things, each in a cell of its own."""
        return [around(_EDGE + 3 + self.cell * (i + 0.5) + draws.jitter(0.08 * self.cell),
                       _EDGE + 3 + self.cell * (j + 0.5) + draws.jitter(0.08 * self.cell),
                       self.cell * draws.between(*self.size))
                for i, j in draws.some([(i, j) for i in range(self.side) for j in range(self.side)], count)]  # fmt: skip


def _neighbours(draws: Draws, boxes: Sequence[Box]) -> list[int]:
    """A drawn box and the three that are nearest to it."""
    x, y = boxes[draws.whole(0, len(boxes) - 1)][:2]
    return sorted(range(len(boxes)), key=lambda place: (boxes[place][0] - x) ** 2 + (boxes[place][1] - y) ** 2)[:4]


def box_of_thing(draws: Draws, grid: Grid) -> Question:
    """Things here and there: which box holds the one asked for?"""
    names = draws.some(_THINGS, draws.whole(*grid.things))
    canvas = _canvas(draws)
    boxes = [draw_in(draws, canvas, name, box)
             for name, box in zip(names, grid.boxes(draws, len(names)), strict=True)]  # fmt: skip
    asked = _neighbours(draws, boxes)
    which = draws.one(asked)
    question = ask(draws, f"Which box holds the {names[which]}?", f"Where is the {names[which]}?",
                   f"Which of these boxes encloses the {names[which]}?")  # fmt: skip
    options = [_said(boxes[place]) for place in asked]
    return _boxed(question, options, _said(boxes[which]), canvas, zip(names, boxes, strict=True))


def shifted_boxes(draws: Draws, shift: tuple[float, float]) -> Question:
    """One large thing: four boxes of the same size, shifted by a share of it and at least by so many pixels."""
    name = draws.one(_THINGS)
    trial = draw_in(draws, Canvas(), name, around(0, 0, draws.between(170, 220)))
    w, h = trial[2] - trial[0], trial[3] - trial[1]
    dx, dy = (max(shift[0] * side, shift[1]) for side in (w, h))
    left, top = draws.between(_EDGE + 6, _SIDE - 12 - w - dx), draws.between(_EDGE + 6, _SIDE - 12 - h - dy)
    boxes = [(left + i * dx, top + j * dy, left + i * dx + w, top + j * dy + h) for i in (0, 1) for j in (0, 1)]
    right = draws.one(boxes)
    canvas = _canvas(draws)
    draw_in(draws, canvas, name, right)
    question = ask(draws, f"Which box fits the {name}?", f"Which of these boxes lies right around the {name}?",
                   f"The {name} is to be boxed. Which box is the right one?")  # fmt: skip
    return _boxed(question, [_said(box) for box in boxes], _said(right), canvas, [(name, right)])


def thing_in_box(draws: Draws, grid: Grid) -> Question:
    """What lies in a box that the question gives?"""
    names = draws.some(_THINGS, draws.whole(*grid.things))
    canvas = _canvas(draws)
    boxes = [draw_in(draws, canvas, name, box)
             for name, box in zip(names, grid.boxes(draws, len(names)), strict=True)]  # fmt: skip
    asked = _neighbours(draws, boxes)
    which = draws.one(asked)
    said = _said(_grown(boxes[which], 0.04))
    question = draws.one((f"Which thing lies in the box {said}?", f"What is inside the box {said}?",
                          f"Look only at the box {said}. What does it hold?"))  # fmt: skip
    options = [a(names[place]) for place in asked]
    return _boxed(question, options, a(names[which]), canvas, zip(names, boxes, strict=True))


def tightest_box(draws: Draws, sides: tuple[float, ...]) -> Question:
    """Boxes about one middle, each larger than the last: which fits?"""
    name = draws.one([thing for thing in _THINGS if thing not in SUNDRY] if draws.chance(0.5) else _THINGS)
    trial = draw_in(draws, Canvas(), name, around(0, 0, 110))
    ratio = (trial[3] - trial[1]) / (trial[2] - trial[0])
    longest = max(1.0, ratio)
    sizes = [side / longest for side in sides]
    x, y = 274 + draws.jitter(10), 274 + draws.jitter(10)
    boxes = [(x - w / 2, y - w * ratio / 2, x + w / 2, y + w * ratio / 2) for w in sizes]
    right = draws.one(boxes)
    canvas = _canvas(draws)
    draw_in(draws, canvas, name, right)
    question = ask(draws, f"Which is the smallest box that holds the whole {name}?", f"Which box fits the {name} most closely?",
                   f"Which box encloses the {name} without much room to spare?")  # fmt: skip
    return _boxed(question, [_said(box) for box in boxes], _said(right), canvas, [(name, right)])


def coloured_thing(draws: Draws, grid: Grid) -> Question:
    """Things in several colours: which box holds the one of a kind and a colour?"""
    count = draws.whole(*grid.things)
    kinds = draws.some(_PAINTED, 1 if count <= len(BRIGHT) else 5)
    shown = draws.some([(kind, colour) for kind in kinds for colour in BRIGHT], count)
    canvas = _canvas(draws)
    boxes = [draw_in(draws, canvas, name, box, colour=NAMED[colour])
             for (name, colour), box in zip(shown, grid.boxes(draws, count), strict=True)]  # fmt: skip
    asked = _neighbours(draws, boxes)
    which = draws.one(asked)
    name, colour = shown[which]
    question = ask(draws, f"Which box holds the {colour} {name}?", f"Where is the {name} that is {colour}?",
                   f"Find the {colour} {name}. Which box is around it?")  # fmt: skip
    options = [_said(boxes[place]) for place in asked]
    return _boxed(question, options, _said(boxes[which]), canvas,
                  [(name, box) for (name, _), box in zip(shown, boxes, strict=True)])  # fmt: skip


def box_of_two(draws: Draws) -> Question:
    """A ring of four things: which box holds two of them and nothing else?"""
    names = draws.some(_THINGS, 4)
    canvas = _canvas(draws)
    spots = [(155, 155), (395, 155), (395, 395), (155, 395)]
    boxes = [draw_in(draws, canvas, name, around(x + draws.jitter(14), y + draws.jitter(14), draws.between(110, 150)))
             for name, (x, y) in zip(names, spots, strict=True)]  # fmt: skip
    pairs = [(k, (k + 1) % 4) for k in range(4)]
    which = draws.whole(0, 3)
    options = [_said((min(boxes[i][0], boxes[j][0]), min(boxes[i][1], boxes[j][1]), max(boxes[i][2], boxes[j][2]),
                      max(boxes[i][3], boxes[j][3]))) for i, j in pairs]  # fmt: skip
    one, other = draws.shuffled(names[k] for k in pairs[which])
    question = ask(draws, f"Which box holds both the {one} and the {other}, and nothing else?",
                   f"One box around the {one} and the {other}: which is it?")  # fmt: skip
    return _boxed(question, options, options[which], canvas, zip(names, boxes, strict=True))


def empty_box(draws: Draws, side: int) -> Question:
    """A full grid with one gap: which box is empty?"""
    canvas = _canvas(draws)
    cell, gap = 468 / side, 468 / side / 12
    cells = [(44 + cell * x + gap, 44 + cell * y + gap, 44 + cell * (x + 1) - gap, 44 + cell * (y + 1) - gap)
             for x in range(side) for y in range(side)]  # fmt: skip
    asked = _neighbours(draws, cells) if side > 3 else draws.some(range(len(cells)), 4)
    right = draws.one(asked)
    names = draws.shuffled(_THINGS)
    things = []
    for place, cell_box in enumerate(cells):
        if place != right:
            x, y = (cell_box[0] + cell_box[2]) / 2, (cell_box[1] + cell_box[3]) / 2
            box = around(x + draws.jitter(gap / 2), y + draws.jitter(gap / 2), cell * draws.between(0.58, 0.72))
            name = names[place % len(names)]
            things.append((name, draw_in(draws, canvas, name, box)))
    question = ask(draws, "Which of these boxes holds nothing at all?", "In which of these boxes is there no thing?", "Which of these boxes is empty?",
                   "Where is the gap between the things?")  # fmt: skip
    return _boxed(question, [_said(cells[place]) for place in asked], _said(cells[right]), canvas, things)


def frame_around_thing(draws: Draws) -> Question:
    """Coloured frames are drawn: which of them is around a thing?"""
    names, colours = draws.some(_THINGS, 4), draws.some(("red", "green", "blue", "purple", "black", "orange"), 4)
    which = draws.whole(0, 3)
    canvas = backdrop(draws, 512, 512)
    boxes = []
    for colour, name, (x, y) in zip(colours, names, draws.some([(135, 135), (380, 135), (135, 380), (380, 380)], 4),
                                    strict=True):  # fmt: skip
        box = draw_in(draws, canvas, name, around(x + draws.jitter(20), y + draws.jitter(20), draws.between(120, 165)))
        boxes.append(box)
        left, top, right, bottom = _grown(box, 0.06)
        canvas.rect(left, top, right - left, bottom - top, stroke=NAMED[colour], width=5)
    question = ask(draws, f"Which frame is drawn around the {names[which]}?", f"Which frame holds the {names[which]}?",
                   f"In which colour is the {names[which]} framed?")  # fmt: skip
    return _boxed(question, [f"the {colour} frame" for colour in colours], f"the {colours[which]} frame", canvas,
                  zip(names, boxes, strict=True))  # fmt: skip


def frame_that_fits(draws: Draws, off: float) -> Question:
    """Four framed things: three frames cut theirs off, being off by a share of their size."""
    numbers = list("1234")
    right = draws.one(numbers)
    names = draws.some(_THINGS, 4) if draws.chance(0.5) else [draws.one(_THINGS)] * 4
    faults = iter(draws.shuffled(((off, 0), (-off, 0), (0, off), (0, -off))))
    canvas = backdrop(draws, 560, 560)
    colour = NAMED[draws.one(("red", "blue", "green", "purple"))]
    boxes = []
    for place, name in enumerate(names):
        x, y = 144 + 276 * (place % 2), 150 + 276 * (place // 2)
        box = draw_in(draws, canvas, name, around(x, y, draws.between(110, 140)))
        boxes.append(box)
        left, top, end, bottom = _grown(box, 0.05)
        if numbers[place] != right:
            dx, dy = next(faults)
            left, end = left + dx * (end - left), end + dx * (end - left)
            top, bottom = top + dy * (bottom - top), bottom + dy * (bottom - top)
        canvas.rect(left, top, end - left, bottom - top, stroke=colour, width=5)
        canvas.text(x - 124, y - 112, numbers[place], size=26, face="sans-bold")
    canvas.line(282, 20, 282, 540, stroke="#9aa0a6", width=2, dash="6 6")
    canvas.line(20, 282, 540, 282, stroke="#9aa0a6", width=2, dash="6 6")
    question = ask(draws, "Which frame holds its thing whole?", "Which of the four frames does not cut anything off?",
                   "Which frame sits right around what it should hold?", "Where is the frame placed correctly?")  # fmt: skip
    return _boxed(question, [f"frame {number}" for number in numbers], f"frame {right}", canvas,
                  zip(names, boxes, strict=True))  # fmt: skip


FORMS: Sequence[Form] = (
    box_of_two, frame_around_thing,
    graded(box_of_thing, {1: Grid(3, (4, 7)), 2: Grid(7, (28, 32))}),
    graded(thing_in_box, {1: Grid(3, (4, 7)), 2: Grid(7, (28, 32))}),
    graded(coloured_thing, {1: Grid(3, (4, 4)), 2: Grid(7, (30, 36))}),
    graded(shifted_boxes, {1: (0.45, 70), 2: (0.0, 17), 3: (0.0, 9)}),
    graded(tightest_box, {1: (110, 180, 285, 440), 2: (210, 240, 274, 313), 3: (240, 252, 265, 278)}),
    graded(empty_box, {1: 3, 2: 9, 3: 13}),
    graded(frame_that_fits, {1: 0.5, 2: 0.14, 3: 0.09}),
)  # fmt: skip

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


class Crowd(NamedTuple):
    """Dials of a field of small things: places of a side, and how many kinds there are."""

    side: int
    kinds: int

    def drawn(
        self, draws: Draws, names: Sequence[str], sizes: Draws, but: tuple[int, str] | None = None
    ) -> tuple[Canvas, list[Box]]:
        """The field with these things row by row, each the way `sizes` has it; `but` puts another in one place."""
        canvas, cell = _canvas(draws), (_SIDE - 2 * _EDGE) / self.side
        boxes = []
        for place, name in enumerate(names):
            x, y = _EDGE + 4 + cell * (place % self.side + 0.5), _EDGE + 4 + cell * (place // self.side + 0.5)
            box, flip = (
                around(x + sizes.jitter(0.06 * cell), y + sizes.jitter(0.06 * cell), cell * sizes.between(0.6, 0.8)),
                sizes.chance(0.5),
            )
            other = but[1] if but and but[0] == place else name
            boxes.append(
                draw_in(draws, canvas, other, box, colour=NAMED["blue"] if name in _PAINTED else None, mirrored=flip)
            )
        return canvas, boxes


_QUARTERS = [(0, 0), (1, 0), (0, 1), (1, 1)]


def _quarter(i: int, j: int) -> str:
    return f"left {50 * i}, top {50 * j}, right {50 * i + 50}, bottom {50 * j + 50} (in percent of the picture)"


def box_of_change(draws: Draws, crowd: Crowd) -> Question:
    """Two pictures that are the same but for one thing: which quarter holds it?"""
    kinds = draws.some(_PAINTED[:-1], crowd.kinds)
    right = draws.one(_QUARTERS)
    half = crowd.side // 2
    names = [draws.one(kinds) for _ in range(crowd.side**2)]
    column, row = (half * part + draws.whole(0, half - 1) for part in right)
    at = row * crowd.side + column
    other = draws.one([kind for kind in kinds if kind != names[at]])
    ground, sizes = f"ground {draws.between(0, 1)}", f"sizes {draws.between(0, 1)}"
    first, boxes = crowd.drawn(Draws(ground), names, Draws(sizes))
    second, _ = crowd.drawn(Draws(ground), names, Draws(sizes), (at, other))
    question = ask(draws, "One thing is another in the second picture. Which box holds it?", "The pictures differ in one place. In which box is it?",
                   "Compare the two pictures: in which box was a thing replaced?")  # fmt: skip
    asked = _boxed(
        question, [_quarter(*each) for each in _QUARTERS], _quarter(*right), first, zip(names, boxes, strict=True)
    )
    return replace(asked, pictures=(first.picture(), second.picture()))


def fullest_box(draws: Draws, crowd: Crowd) -> Question:
    """Things of a few kinds all over: which quarter holds the most of one?"""
    kinds = draws.some(_THINGS, crowd.kinds)
    right, half = draws.one(_QUARTERS), crowd.side // 2
    most = round(half * half * 0.42)
    names = [""] * crowd.side**2
    for quarter in _QUARTERS:
        count = most if quarter == right else most - draws.whole(1, 2)
        order = draws.shuffled([kinds[0]] * count + [draws.one(kinds[1:]) for _ in range(half * half - count)])
        for k, name in enumerate(order):
            names[(half * quarter[1] + k // half) * crowd.side + half * quarter[0] + k % half] = name
    canvas, boxes = crowd.drawn(draws, names, draws)
    name = kinds[0]
    question = ask(draws, f"Which box holds the most things of this kind: {name}?", f"Compare how often the {name} is drawn in each box. Where is it most often?",
                   f"In which box is the {name} drawn most often?")  # fmt: skip
    return _boxed(
        question, [_quarter(*each) for each in _QUARTERS], _quarter(*right), canvas, zip(names, boxes, strict=True)
    )


class Frames(NamedTuple):
    """Dials: how much of a thing's box the best frame covers, how much the next, and how large the thing is."""

    best: float
    next: float
    side: float


def frame_that_covers_most(draws: Draws, dials: Frames) -> Question:
    """A thing in its box and four dashed frames of one size that are off: which shares the most with the box?"""
    colours = draws.some(("red", "blue", "green", "black", "orange", "purple"), 4)
    which = draws.whole(0, 3)
    name = draws.one(_THINGS)
    canvas = backdrop(draws, _SIDE, _SIDE)
    box = draw_in(draws, canvas, name, around(260 + draws.jitter(30), 260 + draws.jitter(30), dials.side))
    w, h = box[2] - box[0], box[3] - box[1]
    canvas.rect(box[0], box[1], w, h, stroke="#5b6168", width=3)
    signs = draws.shuffled([(1, 1), (1, -1), (-1, 1), (-1, -1)])
    for k, (colour, (sx, sy)) in enumerate(zip(colours, signs, strict=True)):
        share = dials.best if k == which else dials.next - draws.between(0, 0.04)
        # A share of the width and a share of the height whose product is what both have in common.
        across = draws.between(share + 0.03, 0.97)
        dx, dy = sx * w * (1 - across), sy * h * (1 - share / across)
        canvas.rect(box[0] + dx, box[1] + dy, w, h, stroke=NAMED[colour], width=3, dash="9 5")
    question = ask(draws, f"The grey frame fits the {name}. Which dashed frame has the largest area in common with it?",
                   "All frames are equally large. Which dashed one covers the most of the grey one?",
                   f"Which dashed frame overlaps most with the grey box of the {name}?")  # fmt: skip
    return _boxed(
        question, [f"the {colour} frame" for colour in colours], f"the {colours[which]} frame", canvas, [(name, box)]
    )


class Sizes(NamedTuple):
    """Dials: how many things of a kind there are, and how much larger each is than the next."""

    things: int
    ratio: float


def box_by_size(draws: Draws, dials: Sizes) -> Question:
    """Things of one kind, each a little larger than the next: which box holds the second or third largest, or smallest?"""
    name = draws.one(("cup", "apple", "pear", "owl", "drum", "backpack", "cake", "potted plant", "penguin", "bottle"))
    side = math.ceil(math.sqrt(dials.things))
    cell = (_SIDE - _EDGE - 6) / side
    largest = 0.9 * cell
    canvas = _canvas(draws)
    cells = draws.some([(i, j) for i in range(side) for j in range(side)], dials.things)
    colour, boxes = NAMED[draws.one(BRIGHT)], []
    for rank, (i, j) in enumerate(cells):
        x, y, size = _EDGE + cell * (i + 0.5), _EDGE + cell * (j + 0.5), largest / dials.ratio**rank
        free = (cell - size) / 2
        boxes.append(
            draw_in(draws, canvas, name, around(x + draws.jitter(free), y + draws.jitter(free), size), colour=colour)
        )
    rank = draws.whole(1, 2)
    end = draws.one(("largest", "smallest"))
    ranks = range(4) if end == "largest" else range(dials.things - 1, dials.things - 5, -1)
    places = [ranks[k] for k in range(4)]
    word = ("second", "third")[rank - 1]
    question = ask(draws, f"Where is the middle of the {word} {end} {name}?", f"Order the {name}s by size. Where is the middle of the {word} {end}?",
                   f"Of all the {name}s, take the {word} {end} one. At which place is its middle?")  # fmt: skip
    # Boxes would tell the sizes; middles do not.
    middles = {place: "{:.0f} from the left, {:.0f} from the top (in percent of the picture)".format(
        *(50 * (boxes[place][k] + boxes[place][k + 2]) / _SIDE for k in (0, 1))) for place in places}  # fmt: skip
    return _boxed(question, [middles[place] for place in draws.shuffled(places)], middles[places[rank]], canvas,
                  [(name, box) for box in boxes])  # fmt: skip


FORMS: Sequence[Form] = (
    box_of_two, frame_around_thing,
    graded(box_of_thing, {1: Grid(3, (4, 7)), 2: Grid(7, (28, 32), (0.34, 0.5))}),
    graded(thing_in_box, {1: Grid(3, (4, 7)), 2: Grid(7, (28, 32), (0.34, 0.5))}),
    graded(coloured_thing, {1: Grid(3, (4, 4))}),
    graded(shifted_boxes, {1: (0.45, 70), 2: (0.0, 11)}),
    graded(tightest_box, {1: (110, 180, 285, 440), 2: (230, 248, 268, 290)}),
    graded(empty_box, {1: 3}),
    graded(box_of_change, {1: Crowd(4, 4), 2: Crowd(8, 5), 3: Crowd(16, 6)}),
    graded(fullest_box, {1: Crowd(4, 3), 2: Crowd(10, 3), 3: Crowd(18, 3)}),
    graded(frame_that_covers_most, {1: Frames(0.85, 0.45, 220), 2: Frames(0.72, 0.6, 220), 3: Frames(0.66, 0.6, 250)}),
    graded(box_by_size, {1: Sizes(4, 1.5), 2: Sizes(9, 1.15), 3: Sizes(20, 1.08)}),
)  # fmt: skip

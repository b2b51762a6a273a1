"""Detection: which box holds a thing, which thing lies in a box, which box fits it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.icons import NEAR, icon, kinds
from ch3ef.scenarios.generated.scene.things import a
from ch3ef.scenarios.generated.tasks.semantics.drawing import backdrop
from ch3ef.scenarios.generated.tasks.semantics.kinds import POOL, Box, around, draw_in

_SIDE = 520
_EDGE = 28


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


def _strewn(draws: Draws, grid: Grid) -> tuple[list[str], Canvas, list[Box], list[int], int]:
    """Things here and there: their names, the drawing, their boxes, four places that are near, and the one asked for."""
    names = draws.some(POOL, draws.whole(*grid.things))
    canvas = _canvas(draws)
    boxes = [draw_in(draws, canvas, name, box)
             for name, box in zip(names, grid.boxes(draws, len(names)), strict=True)]  # fmt: skip
    asked = _neighbours(draws, boxes)
    which = draws.one(asked)
    return names, canvas, boxes, asked, which


def box_of_thing(draws: Draws, grid: Grid) -> Question:
    """Things here and there: which box holds the one asked for?"""
    names, canvas, boxes, asked, which = _strewn(draws, grid)
    question = draws.one((f"Which box holds the {names[which]}?", f"Where is the {names[which]}?",
                          f"Which of these boxes encloses the {names[which]}?"))  # fmt: skip
    options = [_said(boxes[place]) for place in asked]
    return _boxed(question, options, _said(boxes[which]), canvas, zip(names, boxes, strict=True))


def thing_in_box(draws: Draws, grid: Grid) -> Question:
    """What lies in a box that the question gives?"""
    names, canvas, boxes, asked, which = _strewn(draws, grid)
    said = _said(_grown(boxes[which], 0.04))
    question = draws.one((f"Which thing lies in the box {said}?", f"What is inside the box {said}?",
                          f"Look only at the box {said}. What does it hold?"))  # fmt: skip
    options = [a(names[place]) for place in asked]
    return _boxed(question, options, a(names[which]), canvas, zip(names, boxes, strict=True))


def box_of_two(draws: Draws) -> Question:
    """A ring of four things: which box holds two of them and nothing else?"""
    names = draws.some(POOL, 4)
    canvas = _canvas(draws)
    spots = [(155, 155), (395, 155), (395, 395), (155, 395)]
    boxes = [draw_in(draws, canvas, name, around(x + draws.jitter(14), y + draws.jitter(14), draws.between(110, 150)))
             for name, (x, y) in zip(names, spots, strict=True)]  # fmt: skip
    pairs = [(k, (k + 1) % 4) for k in range(4)]
    which = draws.whole(0, 3)
    options = [_said((min(boxes[i][0], boxes[j][0]), min(boxes[i][1], boxes[j][1]), max(boxes[i][2], boxes[j][2]),
                      max(boxes[i][3], boxes[j][3]))) for i, j in pairs]  # fmt: skip
    one, other = draws.shuffled(names[k] for k in pairs[which])
    question = draws.one((f"Which box holds both the {one} and the {other}, and nothing else?",
                          f"One box around the {one} and the {other}: which is it?"))  # fmt: skip
    return _boxed(question, options, options[which], canvas, zip(names, boxes, strict=True))


_QUARTERS = [(0, 0), (1, 0), (0, 1), (1, 1)]


class Squares(NamedTuple):
    """Dials of a field in four quarters: places of a side, and kinds of things, where they are of few."""

    side: int
    kinds: int = 0

    @property
    def length(self) -> int:
        """Side of the picture [pixels]."""
        return 560 if self.side < 14 else 1000

    def box(self, place: int, size: float) -> Box:
        """Where a thing of a place is, as large as a share of its cell."""
        cell = (self.length - 40) / self.side
        return around(20 + cell * (place % self.side + 0.5), 20 + cell * (place // self.side + 0.5), size * cell)

    def quarter(self, place: int) -> tuple[int, int]:
        """Which quarter a place is in."""
        return 2 * (place % self.side) // self.side, 2 * (place // self.side) // self.side

    def asked(
        self, draws: Draws, right: tuple[int, int], things: Iterable[tuple[str, Box]], *pictures: Canvas, questions: Sequence[str]
    ) -> Question:  # fmt: skip
        """Which quarter is it? A cross marks them."""
        for canvas in pictures:
            middle = self.length / 2
            canvas.line(middle, 8, middle, self.length - 8, stroke="#8a9096", width=2)
            canvas.line(8, middle, self.length - 8, middle, stroke="#8a9096", width=2)
        said = {(i, j): f"left {50 * i}, top {50 * j}, right {50 * i + 50}, bottom {50 * j + 50} (in percent of the picture)"
                for i, j in _QUARTERS}  # fmt: skip
        made = _boxed(draws.one(questions), list(said.values()), said[right], pictures[0], things)
        return replace(made, pictures=tuple(canvas.picture() for canvas in pictures))


_FACING = ("ambulance", "fire engine", "bus", "racing car", "pickup truck", "delivery truck", "bicycle", "motorcycle", "motor scooter", "shark", "whale",
           "goose", "duck", "swan", "goat", "deer", "ox", "horse")  # fmt: skip


def box_of_change(draws: Draws, squares: Squares) -> Question:
    """Two pictures that are the same but for one thing, which faces the other way or is another: which quarter holds it?"""
    right, turned = draws.one(_QUARTERS), squares.side > 12
    near = draws.some(_FACING, 3) if turned else draws.one(NEAR)
    names = [draws.one(near) for _ in range(squares.side**2)]
    at = draws.one([place for place in range(len(names)) if squares.quarter(place) == right])
    other = draws.one([kind for kind in near if kind != names[at]])
    flips = [draws.chance(0.5) for _ in names]
    pictures, things = [], list[tuple[str, Box]]()
    for after in (False, True):
        canvas = Canvas(squares.length, squares.length, ground="#f4f6f4")
        for place, name in enumerate(names):
            box, changed = squares.box(place, 0.8), after and place == at
            icon(canvas, other if changed and not turned else name, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2, box[2] - box[0],
                 mirrored=flips[place] != (changed and turned))  # fmt: skip
            things += [] if after else [(name, box)]
        pictures.append(canvas)
    change = "faces the other way" if turned else "is another"
    return squares.asked(draws, right, things, *pictures, questions=(
        f"One thing {change} in the second picture. Which box holds it?", f"The pictures differ in one thing, which {change}. In which box is it?",
        f"Compare the two pictures: one thing {change} in the second. Which box is it in?"))  # fmt: skip


def fullest_box(draws: Draws, squares: Squares) -> Question:
    """Things of a few near kinds all over: which quarter holds the most of one? The others hold one or two less."""
    name, *others = draws.shuffled(draws.one(NEAR))
    right, half = draws.one(_QUARTERS), (squares.side // 2) ** 2
    most = max(3, round(0.42 * half))
    canvas, things = Canvas(squares.length, squares.length, ground="#f6f4ee"), list[tuple[str, Box]]()
    for quarter in _QUARTERS:
        count = most if quarter == right else most - draws.whole(1, 2)
        places = draws.shuffled(place for place in range(squares.side**2) if squares.quarter(place) == quarter)
        for k, place in enumerate(places):
            kind, box = name if k < count else draws.one(others), squares.box(place, draws.between(0.7, 0.85))
            icon(
                canvas, kind, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2, box[2] - box[0], mirrored=draws.chance(0.5)
            )
            things.append((kind, box))
    return squares.asked(draws, right, things, canvas, questions=(
        f"Which box holds the most things of this kind: {name}?", f"In which box is the {name} drawn most often?",
        f"Count how often the {name} is in each box. Where is it most often?"))  # fmt: skip


def box_of_single(draws: Draws, squares: Squares) -> Question:
    """Everything is there twice, but one thing: which quarter holds that?"""
    right, count = draws.one(_QUARTERS), squares.side**2
    # One place stays empty, so that all but one can be pairs.
    at, *places = draws.shuffled(range(count))
    while squares.quarter(at) != right:
        at, *places = draws.shuffled(range(count))
    single, *names = draws.some(
        [name for name in kinds() if name.replace(" ", "").isalpha() and name.islower()], count // 2
    )
    canvas, things = Canvas(squares.length, squares.length, ground="#f3f5f8"), list[tuple[str, Box]]()
    for place, name in zip((at, *places), (single, *names, *names), strict=False):
        box = squares.box(place, 0.78)
        icon(canvas, name, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2, box[2] - box[0], angle=draws.jitter(25))
        things.append((name, box))
    return squares.asked(draws, right, things, canvas, questions=(
        "All things are there twice, except for one. Which box holds the one without a match?",
        "One thing has no match anywhere in the picture. In which box is it?", "In which box is the only thing that is there just once?"))  # fmt: skip


def box_of_open_ring(draws: Draws, squares: Squares) -> Question:
    """Rings with a gap, to seven sides; one has it on another: which quarter is it in?"""
    right, count = draws.one(_QUARTERS), squares.side**2
    at = draws.one([place for place in range(count) if squares.quarter(place) == right])
    sides = ("top", "top right", "right", "bottom right", "bottom", "bottom left", "left", "top left")
    asked = draws.whole(0, 7)
    canvas, things = Canvas(squares.length, squares.length, ground="#fdfdfb"), list[tuple[str, Box]]()
    for place in range(count):
        turn = 45 * (asked if place == at else (asked + draws.whole(1, 7)) % 8)
        box = squares.box(place, 0.62)
        x, y, r = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2, (box[2] - box[0]) / 2
        canvas.arc(x, y, r, turn + 28, turn + 332, fill="#2b2b2f", inner=0.62 * r)
        things.append(("ring", box))
    return squares.asked(draws, right, things, canvas, questions=(
        f"One ring only has its gap at the {sides[asked]}. Which box holds it?", f"Which box holds the ring that is open at the {sides[asked]}?",
        f"Look for the only ring with a gap on the side “{sides[asked]}”. In which box is it?"))  # fmt: skip


FORMS: Sequence[Form] = (
    box_of_two,
    graded(box_of_thing, {1: Grid(3, (4, 7))}),
    graded(thing_in_box, {1: Grid(3, (4, 7))}),
    graded(box_of_change, {1: Squares(4), 2: Squares(18), 3: Squares(22)}),
    graded(fullest_box, {1: Squares(4), 2: Squares(22), 3: Squares(24)}),
    graded(box_of_single, {1: Squares(4), 2: Squares(24), 3: Squares(26)}),
    graded(box_of_open_ring, {1: Squares(4), 2: Squares(38), 3: Squares(40)}),
)  # fmt: skip

"""Detection: which box holds a thing, which thing lies in a box, which box fits it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ch3ef.scenarios.generated.canvas import Canvas
from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.palette import BRIGHT, NAMED
from ch3ef.scenarios.generated.question import Form, Question, question_of
from ch3ef.scenarios.generated.semantics.drawing import ask, backdrop
from ch3ef.scenarios.generated.semantics.kinds import SUNDRY, Box, around, draw_in
from ch3ef.scenarios.generated.things import a

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
    left, top, right, bottom = (round(100 * side / _SIDE) for side in box)
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


def _cells(draws: Draws, count: int) -> list[tuple[float, float]]:
    """Middles of cells of a 3 x 3 grid."""
    spots = [(120 + 155 * x + draws.jitter(14), 124 + 152 * y + draws.jitter(12)) for x in range(3) for y in range(3)]
    return draws.some(spots, count)


def box_of_thing(draws: Draws) -> Question:
    """Things here and there: which box holds the one asked for?"""
    names = draws.some(_THINGS, draws.whole(4, 7))
    which = draws.whole(0, 3)
    canvas = _canvas(draws)
    boxes = [draw_in(draws, canvas, name, around(x, y, draws.between(88, 128)))
             for name, (x, y) in zip(names, _cells(draws, len(names)), strict=True)]  # fmt: skip
    options = [_said(box) for box in boxes[:4]]
    question = ask(draws, f"Which box holds the {names[which]}?", f"Where is the {names[which]}?",
                   f"Which of these boxes encloses the {names[which]}?")  # fmt: skip
    return _boxed(question, options, options[which], canvas, zip(names, boxes, strict=True))


def shifted_boxes(draws: Draws) -> Question:
    """One large thing: four boxes of the same size, shifted against each other."""
    name = draws.one(_THINGS)
    trial = draw_in(draws, Canvas(), name, around(0, 0, draws.between(170, 220)))
    w, h = trial[2] - trial[0], trial[3] - trial[1]
    dx, dy = max(0.45 * w, 70), max(0.45 * h, 70)
    left, top = draws.between(_EDGE + 6, _SIDE - 12 - w - dx), draws.between(_EDGE + 6, _SIDE - 12 - h - dy)
    boxes = [(left + i * dx, top + j * dy, left + i * dx + w, top + j * dy + h) for i in (0, 1) for j in (0, 1)]
    right = draws.one(boxes)
    canvas = _canvas(draws)
    draw_in(draws, canvas, name, right)
    question = ask(draws, f"Which box fits the {name}?", f"Which of these boxes lies right around the {name}?",
                   f"The {name} is to be boxed. Which box is the right one?")  # fmt: skip
    return _boxed(question, [_said(box) for box in boxes], _said(right), canvas, [(name, right)])


def thing_in_box(draws: Draws) -> Question:
    """What lies in a box that the question gives?"""
    options = draws.some(_THINGS, 4)
    right = draws.one(options)
    others = draws.some([name for name in _THINGS if name not in options], draws.whole(0, 3))
    names = [*options, *others]
    canvas = _canvas(draws)
    boxes = {name: draw_in(draws, canvas, name, around(x, y, draws.between(88, 128)))
             for name, (x, y) in zip(names, _cells(draws, len(names)), strict=True)}  # fmt: skip
    said = _said(_grown(boxes[right], 0.04))
    question = draws.one((f"Which thing lies in the box {said}?", f"What is inside the box {said}?",
                          f"Look only at the box {said}. What does it hold?"))  # fmt: skip
    return _boxed(question, [a(option) for option in options], a(right), canvas, boxes.items())


def tightest_box(draws: Draws) -> Question:
    """Boxes about one middle, each larger than the last: which fits?"""
    name = draws.one([thing for thing in _THINGS if thing not in SUNDRY] if draws.chance(0.5) else _THINGS)
    trial = draw_in(draws, Canvas(), name, around(0, 0, 110))
    ratio = (trial[3] - trial[1]) / (trial[2] - trial[0])
    longest = max(1.0, ratio)
    sizes = [side / longest for side in (110, 180, 285, 440)]
    x, y = 274 + draws.jitter(10), 274 + draws.jitter(10)
    boxes = [(x - w / 2, y - w * ratio / 2, x + w / 2, y + w * ratio / 2) for w in sizes]
    right = draws.one(boxes)
    canvas = _canvas(draws)
    draw_in(draws, canvas, name, right)
    question = ask(draws, f"Which is the smallest box that holds the whole {name}?", f"Which box fits the {name} most closely?",
                   f"Which box encloses the {name} without much room to spare?")  # fmt: skip
    return _boxed(question, [_said(box) for box in boxes], _said(right), canvas, [(name, right)])


def coloured_thing(draws: Draws) -> Question:
    """The same thing in four colours: which box holds the one of a colour?"""
    name, colours = draws.one(_PAINTED), draws.some(BRIGHT, 4)
    which = draws.whole(0, 3)
    canvas = _canvas(draws)
    boxes = [draw_in(draws, canvas, name, around(x, y, draws.between(92, 128)), colour=NAMED[colour])
             for colour, (x, y) in zip(colours, _cells(draws, 4), strict=True)]  # fmt: skip
    options = [_said(box) for box in boxes]
    question = ask(draws, f"Which box holds the {colours[which]} {name}?", f"Where is the {name} that is {colours[which]}?",
                   f"Find the {colours[which]} {name}. Which box is around it?")  # fmt: skip
    return _boxed(question, options, options[which], canvas, [(name, box) for box in boxes])


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


def empty_box(draws: Draws) -> Question:
    """A full grid with one gap: which box is empty?"""
    canvas = _canvas(draws)
    cells = [(52.0 + 156 * x, 52.0 + 156 * y, 182.0 + 156 * x, 182.0 + 156 * y) for x in range(3) for y in range(3)]
    boxes = draws.some(cells, 4)
    right = draws.one(boxes)
    theme = draws.some(_THINGS, 8)
    things = []
    for cell, name in zip((cell for cell in cells if cell != right), theme, strict=True):
        x, y = (cell[0] + cell[2]) / 2, (cell[1] + cell[3]) / 2
        box = around(x + draws.jitter(6), y + draws.jitter(6), draws.between(86, 110))
        things.append((name, draw_in(draws, canvas, name, box)))
    question = ask(draws, "Which box holds nothing at all?", "In which of these boxes is there no thing?", "Which box is empty?",
                   "Where is the gap between the things?")  # fmt: skip
    return _boxed(question, [_said(box) for box in boxes], _said(right), canvas, things)


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


def frame_that_fits(draws: Draws) -> Question:
    """Four framed things: three frames cut theirs off or miss them."""
    letters = list("ABCD")
    right = draws.one(letters)
    names = draws.some(_THINGS, 4) if draws.chance(0.5) else [draws.one(_THINGS)] * 4
    faults = iter(draws.shuffled(((0.5, 0), (-0.5, 0), (0, 0.5), (0, -0.5))))
    canvas = backdrop(draws, 560, 560)
    colour = NAMED[draws.one(("red", "blue", "green", "purple"))]
    boxes = []
    for place, name in enumerate(names):
        x, y = 144 + 276 * (place % 2), 150 + 276 * (place // 2)
        box = draw_in(draws, canvas, name, around(x, y, draws.between(110, 140)))
        boxes.append(box)
        left, top, end, bottom = _grown(box, 0.05)
        if letters[place] != right:
            dx, dy = next(faults)
            left, end = left + dx * (end - left), end + dx * (end - left)
            top, bottom = top + dy * (bottom - top), bottom + dy * (bottom - top)
        canvas.rect(left, top, end - left, bottom - top, stroke=colour, width=5)
        canvas.text(x - 124, y - 112, letters[place], size=26, face="sans-bold")
    canvas.line(282, 20, 282, 540, stroke="#9aa0a6", width=2, dash="6 6")
    canvas.line(20, 282, 540, 282, stroke="#9aa0a6", width=2, dash="6 6")
    question = ask(draws, "Which frame holds its thing whole?", "Which of the four frames does not cut anything off?",
                   "Which frame sits right around what it should hold?", "Where is the frame placed correctly?")  # fmt: skip
    return _boxed(question, [f"the frame at {letter}" for letter in letters], f"the frame at {right}", canvas,
                  zip(names, boxes, strict=True))  # fmt: skip


FORMS: Sequence[Form] = (
    box_of_thing, shifted_boxes, thing_in_box, tightest_box, coloured_thing, box_of_two, empty_box, frame_around_thing,
    frame_that_fits,
)  # fmt: skip

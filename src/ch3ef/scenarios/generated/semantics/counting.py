"""Counting: 0 to 12 things, scattered, in rows, overlapping a little, among others."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from ch3ef.scenarios.generated.canvas import Canvas
from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.palette import BRIGHT, HAIRS, NAMED, SKINS, darker
from ch3ef.scenarios.generated.people import Look, head
from ch3ef.scenarios.generated.question import Form, Question, question_of
from ch3ef.scenarios.generated.semantics.drawing import ask, backdrop, meadow, shadow
from ch3ef.scenarios.generated.semantics.kinds import around, draw_in, standing
from ch3ef.scenarios.generated.things import cloud

_COUNTED = ("cup", "bottle", "ball", "clock", "umbrella", "flower", "apple", "pear", "lemon", "strawberry", "crab",
            "penguin", "owl", "chair", "lamp", "balloon", "kite", "backpack", "suitcase", "drum", "cake", "starfish",
            "jellyfish", "parrot", "car", "guitar", "banana", "pineapple")  # fmt: skip
_PLURALS = {"strawberry": "strawberries", "starfish": "starfish", "jellyfish": "jellyfish"}


def _plural(name: str) -> str:
    return _PLURALS.get(name, f"{name}s")


def _numbers(draws: Draws, low: int, high: int) -> tuple[list[int], int]:
    """A window of four neighbouring numbers, and which of them is right."""
    start = draws.whole(low, high - 3)
    options = list(range(start, start + 4))
    return options, draws.one(options)


def _asked(draws: Draws, things: str, options: Sequence[int], right: int, canvas: Canvas, where: str = "") -> Question:
    question = ask(draws, f"How many {things} are there{where}?", f"How many {things} can be counted{where}?",
                   f"Count the {things}{where}. How many are there?", f"What is the number of {things}{where}?")  # fmt: skip
    return _counted(question, options, right, canvas)


def _counted(question: str, options: Sequence[int], right: int, canvas: Canvas) -> Question:
    asked = question_of(question, [str(option) for option in options], str(right), canvas.picture())
    return replace(asked, details={"count": (str(right),)})


def scattered(draws: Draws) -> Question:
    """Things of one kind all over the picture."""
    name = draws.one(_COUNTED)
    options, right = _numbers(draws, 2, 12)
    canvas = backdrop(draws, 512, 448)
    for x, y in draws.some([(70 + 124 * i, 80 + 96 * j) for i in range(4) for j in range(4)], right):
        with canvas.moved(x + draws.jitter(14), y + draws.jitter(8), angle=draws.jitter(25)):
            draw_in(draws, canvas, name, around(0, 0, draws.between(60, 80)))
    return _asked(draws, _plural(name), options, right, canvas)


def among_others(draws: Draws) -> Question:
    """Things of three kinds: how many of one? Perhaps none."""
    name, *others = draws.some(_COUNTED, 3)
    options, right = _numbers(draws, 0, 9)
    canvas = backdrop(draws, 512, 512)
    spots = draws.some([(68 + 94 * i, 72 + 94 * j) for i in range(5) for j in range(5)], right + draws.whole(4, 9))
    for place, (x, y) in enumerate(spots):
        draw_in(draws, canvas, name if place < right else draws.one(others),
                around(x + draws.jitter(9), y + draws.jitter(9), draws.between(58, 72)))  # fmt: skip
    return _asked(draws, _plural(name), options, right, canvas)


def of_a_colour(draws: Draws) -> Question:
    """The same thing in several colours: how many in one?"""
    name = draws.one(
        ("cup", "bottle", "ball", "umbrella", "balloon", "kite", "book", "hat", "house", "chair", "backpack")
    )
    colour, *others = draws.some(("red", "yellow", "green", "blue", "pink", "black"), 3)
    options, right = _numbers(draws, 0, 10)
    canvas = backdrop(draws, 560, 480)
    spots = draws.some([(72 + 104 * i, 70 + 112 * j) for i in range(5) for j in range(4)], right + draws.whole(3, 8))
    for place, (x, y) in enumerate(spots):
        draw_in(draws, canvas, name, around(x + draws.jitter(10), y + draws.jitter(10), draws.between(66, 84)),
                colour=NAMED[colour if place < right else draws.one(others)])  # fmt: skip
    return _asked(draws, f"{colour} {_plural(name)}", options, right, canvas)


def overlapping(draws: Draws) -> Question:
    """A row of things, each a little over the next."""
    name = draws.one(("cup", "ball", "apple", "pear", "clock", "drum", "backpack", "suitcase", "penguin", "bottle"))
    options, right = _numbers(draws, 3, 10)
    canvas = backdrop(draws, 640, 448)
    step = draws.between(54, 60)
    canvas.rect(0, 330, 640, 118, fill=draws.one(("#e6d6bd", "#d5dbde", "#dfe6d5", "#e9dfcf")))
    colours = draws.some([name for name in BRIGHT if name != "brown"], 4)
    for k in range(right):
        x = 320 + (k - (right - 1) / 2) * step
        y = 372 + (18 if k % 2 else 0)
        draw_in(draws, canvas, name, standing(x, y, 78), colour=NAMED[colours[k % 4]], mirrored=True)
    return _asked(draws, _plural(name), options, right, canvas)


def in_rows(draws: Draws) -> Question:
    """A tray of places, some of them empty."""
    name = draws.one(("apple", "pear", "lemon", "strawberry", "ball", "cup", "cake", "clock", "crab", "flower"))
    options, right = _numbers(draws, 4, 12)
    columns, rows = draws.one(((4, 3), (3, 4), (5, 3)))
    canvas = backdrop(draws, 520, 480)
    wood = draws.one(("#c69a63", "#a8764a", "#7f8a90"))
    w, h = 460 / columns, 420 / rows
    canvas.rect(22, 22, 476, 436, fill=wood, radius=14)
    filled = draws.some([(i, j) for i in range(columns) for j in range(rows)], right)
    for i in range(columns):
        for j in range(rows):
            canvas.rect(30 + w * i + 5, 30 + h * j + 5, w - 10, h - 10, fill=darker(wood, 0.3), radius=10)
            if (i, j) in filled:
                draw_in(draws, canvas, name, around(30 + w * (i + 0.5), 30 + h * (j + 0.5), min(w, h) - 32))
    if draws.chance(0.4):
        empty = columns * rows - right
        start = empty - draws.whole(0, min(3, empty))
        return _asked(draws, "empty places", range(start, start + 4), empty, canvas, " in the tray")
    return _asked(draws, _plural(name), options, right, canvas, " in the tray")


def faces(draws: Draws) -> Question:
    """A crowd: how many wear glasses, or smile?"""
    options, right = _numbers(draws, 0, 8)
    mark = draws.one(("glasses", "smile", "scarf"))
    canvas = backdrop(draws, 560, 448)
    spots = [(86 + 97 * i + draws.jitter(8), 88 + 136 * j + draws.jitter(8)) for i in range(5) for j in range(3)]
    spots = draws.some(spots, max(right + 3, draws.whole(9, 14)))
    for place, (x, y) in enumerate(spots):
        has = place < right
        hair = "scarf" if mark == "scarf" and has else draws.one(("short", "long", "bun", "bald"))
        colour = NAMED[draws.one(("red", "blue", "green", "purple"))] if hair == "scarf" else draws.one(HAIRS)
        look = Look(draws.one(SKINS[:4]), hair, colour, "red", "blue",  # type: ignore[arg-type]
                    has if mark == "glasses" else draws.chance(0.25))  # fmt: skip
        sad = draws.one(("sad", "angry", "surprised"))
        head(canvas, x, y, 38, look, ("happy" if has else sad) if mark == "smile" else "neutral")  # type: ignore[arg-type]
    what = {"glasses": "people with glasses", "smile": "people who smile", "scarf": "people with a headscarf"}[mark]
    return _asked(draws, what, options, right, canvas)


def lit_windows(draws: Draws) -> Question:
    """A house by night: how many windows are lit, or dark?"""
    options, right = _numbers(draws, 1, 12)
    columns = draws.one((4, 5))
    canvas = Canvas(480, 512, ground="#14204a")
    for _ in range(25):
        canvas.circle(draws.between(0, 480), draws.between(0, 200), 1.6, fill="#f6f0cf")
    wall = draws.one(("#6b4a45", "#4f5a6b", "#5b5368", "#3f5f5a"))
    canvas.rect(60, 70, 360, 420, fill=wall)
    canvas.rect(48, 56, 384, 18, fill=darker(wall, 0.3))
    canvas.rect(0, 484, 480, 28, fill="#2b3138")
    cells = [(i, j) for i in range(columns) for j in range(3)]
    lit = draws.some(cells, right)
    for i, j in cells:
        x, y = 60 + 360 * (i + 0.5) / columns, 112 + 106 * j
        canvas.rect(x - 22, y, 44, 66, fill="#ffd95a" if (i, j) in lit else "#232c3d", stroke="#d9d4c4", width=4)
        canvas.line(x, y, x, y + 66, stroke="#d9d4c4", width=3)
    canvas.rect(214, 428, 52, 60, fill="#2b1d17")
    return _asked(draws, "lit windows", options, right, canvas, draws.one((" in this house", "", " in the building")))


def flock(draws: Draws) -> Question:
    """Animals on a meadow, nearer ones larger."""
    name, other = draws.some(("dog", "cat", "duck", "owl", "penguin", "turtle", "peacock", "flamingo"), 2)
    options, right = _numbers(draws, 0, 9)
    canvas = meadow(draws, 640, 480)
    spots = draws.some([(70 + 100 * i, j) for i in range(6) for j in range(3)], right + draws.whole(2, 5))
    marked = sorted(((x, j, place < right) for place, (x, j) in enumerate(spots)), key=lambda spot: spot[1])
    for x, j, counted in marked:
        size, y = 56 + 12 * j, 290 + 86 * j + draws.jitter(6)
        at = x + draws.jitter(10)
        shadow(canvas, at, y, size)
        draw_in(draws, canvas, name if counted else other, standing(at, y, size))
    return _asked(draws, _plural(name), options, right, canvas, draws.one((" on the grass", "", " in the meadow")))


def difference_of_kinds(draws: Draws) -> Question:
    """Two kinds: how many more of one?"""
    name, other = draws.some(_COUNTED, 2)
    options = list(range(1, 5))
    right = draws.one(options)
    fewer = draws.whole(2, 6)
    canvas = backdrop(draws, 560, 480)
    spots = draws.some([(66 + 86 * i, 66 + 88 * j) for i in range(6) for j in range(5)], 2 * fewer + right)
    for place, (x, y) in enumerate(spots):
        draw_in(draws, canvas, other if place < fewer else name, around(x + draws.jitter(7), y + draws.jitter(7), 66))
    question = ask(draws, f"How many more {_plural(name)} than {_plural(other)} are there?",
                   f"By how many do the {_plural(name)} outnumber the {_plural(other)}?")  # fmt: skip
    return _counted(question, options, right, canvas)


def petals(draws: Draws) -> Question:
    """A ring of things: petals of a flower, legs of a star, spokes of a wheel."""
    options, right = _numbers(draws, 4, 12)
    kind = draws.one(("petals", "spokes", "points"))
    canvas = backdrop(draws, 448, 448)
    cloud(canvas, draws.between(60, 380), 40, 24)
    colour = NAMED[draws.one(BRIGHT)]
    start = draws.between(0, 360)
    angles = [start + 360 * k / right for k in range(right)]
    if kind == "points":
        points = [(224 + r * math.sin(math.radians(start + 180 * k / right)),
                   224 - r * math.cos(math.radians(start + 180 * k / right)))
                  for k, r in enumerate([180, 95] * right)]  # fmt: skip
        canvas.polygon(points, fill=colour, stroke=darker(colour), width=4)
        return _asked(draws, "points", options, right, canvas, " on the star")
    if kind == "spokes":
        canvas.circle(224, 224, 176, stroke="#33363b", width=20)
        for angle in angles:
            x, y = 224 + 170 * math.sin(math.radians(angle)), 224 - 170 * math.cos(math.radians(angle))
            canvas.line(224, 224, x, y, stroke=colour, width=10)
        canvas.circle(224, 224, 30, fill="#33363b")
        return _asked(draws, "spokes", options, right, canvas, " in the wheel")
    for angle in angles:
        with canvas.moved(224, 224, angle=angle):
            canvas.ellipse(0, -112, min(44, 300 / right), 72, fill=colour, stroke=darker(colour), width=3)
    canvas.circle(224, 224, 54, fill="#f3c63a", stroke="#b98d1c", width=3)
    return _asked(draws, "petals", options, right, canvas, " on the flower")


FORMS: Sequence[Form] = (
    scattered, among_others, of_a_colour, overlapping, in_rows, faces, lit_windows, flock, difference_of_kinds, petals,
)  # fmt: skip

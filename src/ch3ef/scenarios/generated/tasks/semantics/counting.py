"""Counting: a few things or many, scattered, in rows, in piles, among others that are like them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.palette import BRIGHT, HAIRS, NAMED, SKINS, darker
from ch3ef.scenarios.generated.scene.people import Look, head
from ch3ef.scenarios.generated.tasks.semantics.drawing import Field, ask, backdrop, meadow, shadow
from ch3ef.scenarios.generated.tasks.semantics.kinds import around, draw_in, standing

_COUNTED = ("cup", "bottle", "ball", "clock", "umbrella", "flower", "apple", "pear", "lemon", "strawberry", "crab",
            "penguin", "owl", "chair", "lamp", "balloon", "kite", "backpack", "suitcase", "drum", "cake", "starfish",
            "jellyfish", "parrot", "car", "guitar", "banana", "pineapple")  # fmt: skip
_PLURALS = {"strawberry": "strawberries", "starfish": "starfish", "jellyfish": "jellyfish"}
_ALIKE = (("apple", "pear"), ("lemon", "pear"), ("cup", "drum"), ("backpack", "suitcase"), ("ball", "balloon"),
          ("penguin", "owl"), ("bottle", "lamp"), ("clock", "ball"))  # fmt: skip
"""Things that are told apart only by looking closely, in one colour."""


class Crowd(NamedTuple):
    """Dials of a crowd.

    Attributes:
        low: The fewest that are counted.
        high: The most; options are four neighbouring numbers between.
        columns: Places side by side.
        rows: Places one below the other.
        cell: Side of a place [pixels].
        others: Most things that are not counted.
        alike: Whether those differ from what is counted in one thing only.
    """

    low: int
    high: int
    columns: int
    rows: int
    cell: float
    others: int = 0
    alike: bool = False

    @property
    def field(self) -> Field:
        """Where they are."""
        return Field(self.columns, self.rows, self.cell)

    def numbers(self, draws: Draws) -> tuple[list[int], int]:
        """A window of four neighbouring numbers, and which of them is right."""
        start = draws.whole(self.low, self.high - 3)
        options = list(range(start, start + 4))
        return options, draws.one(options)


def _plural(name: str) -> str:
    return _PLURALS.get(name, f"{name}s")


def _asked(draws: Draws, things: str, options: Sequence[int], right: int, canvas: Canvas, where: str = "") -> Question:
    question = ask(draws, f"How many {things} are there{where}?", f"How many {things} can be counted{where}?",
                   f"Count the {things}{where}. How many are there?", f"What is the number of {things}{where}?")  # fmt: skip
    return _counted(question, options, right, canvas)


def _counted(question: str, options: Sequence[int], right: int, canvas: Canvas) -> Question:
    asked = question_of(question, [str(option) for option in options], str(right), canvas.picture())
    return replace(asked, details={"count": (str(right),)})


def scattered(draws: Draws, crowd: Crowd) -> Question:
    """Things of one kind all over the picture."""
    name = draws.one(_COUNTED)
    options, right = crowd.numbers(draws)
    canvas = backdrop(draws, *crowd.field.size)
    for x, y in crowd.field.spots(draws, right):
        with canvas.moved(x, y, angle=draws.jitter(25)):
            draw_in(draws, canvas, name, around(0, 0, crowd.cell * draws.between(0.6, 0.85)))
    return _asked(draws, _plural(name), options, right, canvas)


def among_others(draws: Draws, crowd: Crowd) -> Question:
    """Things of several kinds: how many of one? Perhaps none."""
    name, *others = draws.shuffled(draws.one(_ALIKE)) if crowd.alike else draws.some(_COUNTED, 3)
    colour = NAMED[draws.one(BRIGHT)] if crowd.alike else None
    options, right = crowd.numbers(draws)
    canvas = backdrop(draws, *crowd.field.size)
    spots = crowd.field.spots(draws, right + draws.whole(crowd.others // 2, crowd.others))
    for place, (x, y) in enumerate(spots):
        draw_in(draws, canvas, name if place < right else draws.one(others),
                around(x, y, crowd.cell * draws.between(0.66, 0.78)), colour=colour)  # fmt: skip
    return _asked(draws, _plural(name), options, right, canvas)


def of_a_colour(draws: Draws, crowd: Crowd) -> Question:
    """Things in several colours: how many in one, and where others have that colour too, of one kind?"""
    name, other = draws.some(
        ("cup", "bottle", "ball", "umbrella", "balloon", "kite", "book", "hat", "house", "chair", "backpack"), 2
    )
    colour, *colours = draws.some(("red", "yellow", "green", "blue", "pink", "black"), 3)
    options, right = crowd.numbers(draws)
    canvas = backdrop(draws, *crowd.field.size)
    wrong = [(name, each) for each in colours] + ([(other, colour)] * 2 if crowd.alike else [])
    spots = crowd.field.spots(draws, right + draws.whole(crowd.others // 2, crowd.others))
    for place, (x, y) in enumerate(spots):
        kind, own = (name, colour) if place < right else draws.one(wrong)
        draw_in(draws, canvas, kind, around(x, y, crowd.cell * draws.between(0.62, 0.8)), colour=NAMED[own])
    return _asked(draws, f"{colour} {_plural(name)}", options, right, canvas)


def overlapping(draws: Draws, crowd: Crowd) -> Question:
    """Rows of things, each a little over the next, and over those behind."""
    name = draws.one(("cup", "ball", "apple", "pear", "clock", "drum", "backpack", "suitcase", "penguin", "bottle"))
    options, right = crowd.numbers(draws)
    width, height = crowd.field.size
    canvas = backdrop(draws, width, height)
    foot = height - 60 - 0.6 * crowd.cell * (crowd.rows - 1)
    canvas.rect(0, foot - 40, width, height, fill=draws.one(("#e6d6bd", "#d5dbde", "#dfe6d5", "#e9dfcf")))
    colours = draws.some([name for name in BRIGHT if name != "brown"], 4)
    in_row = [right // crowd.rows + (row < right % crowd.rows) for row in range(crowd.rows)]
    for row, count in enumerate(in_row):
        shift = draws.jitter(0.3 * crowd.cell)
        for k in range(count):
            x = width / 2 + shift + (k - (count - 1) / 2) * crowd.cell
            y = foot + 0.6 * crowd.cell * row + (18 if k % 2 else 0)
            draw_in(draws, canvas, name, standing(x, y, 1.35 * crowd.cell), colour=NAMED[colours[(k + row) % 4]],
                    mirrored=True)  # fmt: skip
    return _asked(draws, _plural(name), options, right, canvas)


def in_rows(draws: Draws, crowd: Crowd) -> Question:
    """A tray of places, some of them empty."""
    name = draws.one(("apple", "pear", "lemon", "strawberry", "ball", "cup", "cake", "clock", "crab", "flower"))
    options, right = crowd.numbers(draws)
    cell, (width, height) = crowd.cell, crowd.field.size
    canvas = backdrop(draws, width, height)
    wood = draws.one(("#c69a63", "#a8764a", "#7f8a90"))
    left, top = (width - crowd.columns * cell) / 2, (height - crowd.rows * cell) / 2
    canvas.rect(left - 8, top - 8, crowd.columns * cell + 16, crowd.rows * cell + 16, fill=wood, radius=14)
    places = [(i, j) for i in range(crowd.columns) for j in range(crowd.rows)]
    filled = draws.some(places, right)
    for i, j in places:
        canvas.rect(left + cell * i + 4, top + cell * j + 4, cell - 8, cell - 8, fill=darker(wood, 0.3), radius=10)
        if (i, j) in filled:
            draw_in(draws, canvas, name, around(left + cell * (i + 0.5), top + cell * (j + 0.5), cell * 0.7))
    if draws.chance(0.4):
        empty = len(places) - right
        start = empty - draws.whole(0, min(3, empty))
        return _asked(draws, "empty places", range(start, start + 4), empty, canvas, " in the tray")
    return _asked(draws, _plural(name), options, right, canvas, " in the tray")


def faces(draws: Draws, crowd: Crowd) -> Question:
    """A crowd: how many wear glasses, or smile, or do both?"""
    options, right = crowd.numbers(draws)
    marks = draws.some(("glasses", "smile", "scarf"), 2 if crowd.alike else 1)
    canvas = backdrop(draws, *crowd.field.size)
    spots = crowd.field.spots(draws, max(right + 3, draws.whole(crowd.others - 4, crowd.others)), 0.06)
    for place, (x, y) in enumerate(spots):
        # One that is not counted lacks a mark, and where there are two, one of them at least.
        has = set(marks) if place < right else set(draws.some(marks, draws.whole(0, len(marks) - 1)))
        hair = (
            "scarf"
            if "scarf" in has
            else draws.one(("short", "bun", "bald") if "scarf" in marks else ("short", "long", "bun", "bald"))
        )
        colour = NAMED[draws.one(("red", "blue", "green", "purple"))] if hair == "scarf" else draws.one(HAIRS)
        glasses = "glasses" in has if "glasses" in marks else draws.chance(0.25)
        look = Look(draws.one(SKINS[:4]), hair, colour, "red", "blue", glasses)  # type: ignore[arg-type]
        mood = (
            "neutral"
            if "smile" not in marks
            else "happy"
            if "smile" in has
            else draws.one(("sad", "angry", "surprised"))
        )
        head(canvas, x, y, 0.37 * crowd.cell, look, mood)  # type: ignore[arg-type]
    said = {"glasses": "wear glasses", "smile": "smile", "scarf": "wear a headscarf"}
    who = f"people who {' and '.join(said[mark] for mark in marks)}"
    return _asked(draws, who, options, right, canvas)


def lit_windows(draws: Draws, crowd: Crowd) -> Question:
    """A house by night: how many windows are lit?"""
    options, right = crowd.numbers(draws)
    cell, (width, height) = crowd.cell, crowd.field.size
    height += 150
    canvas = Canvas(width, height, ground="#14204a")
    for _ in range(25):
        canvas.circle(draws.between(0, width), draws.between(0, 0.4 * height), 1.6, fill="#f6f0cf")
    wall = draws.one(("#6b4a45", "#4f5a6b", "#5b5368", "#3f5f5a"))
    wide = crowd.columns * cell
    left, top, ground = (width - wide) / 2, 70.0, height - 28
    canvas.rect(left, top, wide, ground - top, fill=wall)
    canvas.rect(left - 12, top - 14, wide + 24, 18, fill=darker(wall, 0.3))
    canvas.rect(0, ground, width, 28, fill="#2b3138")
    cells = [(i, j) for i in range(crowd.columns) for j in range(crowd.rows)]
    lit = draws.some(cells, right)
    w, h = 0.5 * cell, 0.66 * cell
    for i, j in cells:
        x, y = left + cell * (i + 0.5), top + 0.2 * cell + cell * j
        canvas.rect(x - w / 2, y, w, h, fill="#ffd95a" if (i, j) in lit else "#232c3d", stroke="#d9d4c4", width=3)
        canvas.line(x, y, x, y + h, stroke="#d9d4c4", width=2)
    canvas.rect(width / 2 - 26, ground - 60, 52, 60, fill="#2b1d17")
    return _asked(draws, "lit windows", options, right, canvas, draws.one((" in this house", "", " in the building")))


def flock(draws: Draws, crowd: Crowd) -> Question:
    """Animals on a meadow, nearer ones larger."""
    name, other = draws.some(("dog", "cat", "duck", "owl", "penguin", "turtle", "peacock", "flamingo"), 2)
    options, right = crowd.numbers(draws)
    width, height = crowd.field.size
    canvas = meadow(draws, width, height, horizon=0.3)
    spots = crowd.field.spots(draws, right + draws.whole(crowd.others // 2, crowd.others))
    # The field lies below the horizon, and what is nearer is drawn later.
    marked = sorted((0.4 * height + 0.58 * y, x, place < right) for place, (x, y) in enumerate(spots))
    for y, x, counted in marked:
        size = crowd.cell * (0.4 + 0.3 * (y / height - 0.4))
        shadow(canvas, x, y, size)
        draw_in(draws, canvas, name if counted else other, standing(x, y, size))
    return _asked(draws, _plural(name), options, right, canvas, draws.one((" on the grass", "", " in the meadow")))


def difference_of_kinds(draws: Draws, crowd: Crowd) -> Question:
    """Two kinds: how many more of one?"""
    name, other = draws.some(_COUNTED, 2)
    options = list(range(1, 5))
    right = draws.one(options)
    fewer = draws.whole(crowd.low, crowd.high)
    canvas = backdrop(draws, *crowd.field.size)
    for place, (x, y) in enumerate(crowd.field.spots(draws, 2 * fewer + right, 0.08)):
        draw_in(draws, canvas, other if place < fewer else name, around(x, y, crowd.cell * 0.76))
    question = ask(draws, f"How many more {_plural(name)} than {_plural(other)} are there?",
                   f"By how many do the {_plural(name)} outnumber the {_plural(other)}?")  # fmt: skip
    return _counted(question, options, right, canvas)


def petals(draws: Draws, numbers: tuple[int, int]) -> Question:
    """A ring of things: petals of a flower, points of a star, spokes of a wheel."""
    start = draws.whole(numbers[0], numbers[1] - 3)
    options = list(range(start, start + 4))
    right = draws.one(options)
    kind = draws.one(("petals", "spokes", "points"))
    canvas = backdrop(draws, 448, 448)
    colour = NAMED[draws.one(BRIGHT)]
    turn = draws.between(0, 360)
    angles = [turn + 360 * k / right for k in range(right)]
    if kind == "points":
        points = [(224 + r * math.sin(math.radians(turn + 180 * k / right)),
                   224 - r * math.cos(math.radians(turn + 180 * k / right)))
                  for k, r in enumerate([180, 95] * right)]  # fmt: skip
        canvas.polygon(points, fill=colour, stroke=darker(colour), width=4)
        return _asked(draws, "points", options, right, canvas, " on the star")
    if kind == "spokes":
        canvas.circle(224, 224, 176, stroke="#33363b", width=20)
        for angle in angles:
            x, y = 224 + 170 * math.sin(math.radians(angle)), 224 - 170 * math.cos(math.radians(angle))
            canvas.line(224, 224, x, y, stroke=colour, width=min(10, 90 / right))
        canvas.circle(224, 224, 30, fill="#33363b")
        return _asked(draws, "spokes", options, right, canvas, " in the wheel")
    for angle in angles:
        with canvas.moved(224, 224, angle=angle):
            canvas.ellipse(0, -112, min(44, 300 / right), 72, fill=colour, stroke=darker(colour), width=3)
    canvas.circle(224, 224, 54, fill="#f3c63a", stroke="#b98d1c", width=3)
    return _asked(draws, "petals", options, right, canvas, " on the flower")


FORMS: Sequence[Form] = (
    graded(scattered, {1: Crowd(2, 12, 4, 4, 106), 2: Crowd(22, 44, 10, 7, 72), 3: Crowd(60, 110, 16, 11, 58)}),
    graded(among_others, {1: Crowd(0, 9, 5, 5, 94, 9), 2: Crowd(14, 30, 10, 8, 68, 40, alike=True),
                          3: Crowd(36, 64, 16, 12, 56, 110, alike=True)}),
    graded(of_a_colour, {1: Crowd(0, 10, 5, 4, 106, 8), 2: Crowd(12, 26, 10, 8, 68, 48, alike=True),
                         3: Crowd(32, 60, 16, 12, 56, 120, alike=True)}),
    graded(overlapping, {1: Crowd(3, 10, 10, 1, 57), 2: Crowd(22, 40, 14, 4, 40), 3: Crowd(60, 100, 18, 7, 38)}),
    graded(in_rows, {1: Crowd(4, 12, 4, 3, 110), 2: Crowd(24, 56, 10, 8, 66), 3: Crowd(70, 130, 16, 11, 56)}),
    graded(faces, {1: Crowd(0, 8, 5, 3, 104, 14), 2: Crowd(8, 22, 10, 6, 72, 54, alike=True),
                   3: Crowd(22, 44, 15, 10, 62, 142, alike=True)}),
    graded(lit_windows, {1: Crowd(1, 12, 4, 3, 100), 2: Crowd(26, 60, 12, 8, 54), 3: Crowd(80, 150, 20, 12, 46)}),
    graded(flock, {1: Crowd(0, 9, 6, 3, 104, 5), 2: Crowd(12, 28, 10, 7, 84, 30), 3: Crowd(32, 58, 14, 10, 66, 70)}),
    graded(difference_of_kinds, {1: Crowd(2, 6, 6, 5, 88), 2: Crowd(14, 26, 10, 8, 68), 3: Crowd(40, 70, 16, 12, 56)}),
    graded(petals, {1: (4, 12), 2: (20, 32), 3: (38, 64)}),
)  # fmt: skip

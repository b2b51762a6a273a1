"""Counting: a few things or many, scattered, in rows, in piles, among others that are like them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas, Point
from ch3ef.scenarios.generated.scene.fitting import fitting, spread
from ch3ef.scenarios.generated.scene.icons import NEAR, icon
from ch3ef.scenarios.generated.scene.lines import aside, meeting
from ch3ef.scenarios.generated.scene.palette import BRIGHT, HAIRS, NAMED, SKINS, darker, lighter
from ch3ef.scenarios.generated.scene.people import Look, head
from ch3ef.scenarios.generated.tasks.semantics.drawing import Field, backdrop
from ch3ef.scenarios.generated.tasks.semantics.kinds import around, draw_in, standing


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


_PLURALS = {"goose": "geese", "mouse": "mice", "ox": "oxen", "deer": "deer", "moose": "moose", "shrimp": "shrimp", "cherry": "cherries",
            "strawberry": "strawberries", "baguette bread": "baguettes"}  # fmt: skip


def _plural(name: str) -> str:
    return _PLURALS.get(name, f"{name}{'es' if name.endswith(('ch', 'sh', 'x', 'tomato', 'mango')) else 's'}")


def _asked(draws: Draws, things: str, options: Sequence[int], right: int, canvas: Canvas, where: str = "") -> Question:
    question = draws.one((f"How many {things} are there{where}?", f"How many {things} can be counted{where}?",
                          f"Count the {things}{where}. How many are there?", f"What is the number of {things}{where}?"))  # fmt: skip
    return _counted(question, options, right, canvas)


def _counted(question: str, options: Sequence[int], right: int, canvas: Canvas) -> Question:
    asked = question_of(question, [str(option) for option in options], str(right), canvas.picture())
    return replace(asked, details={"count": (str(right),)})


def among_others(draws: Draws, crowd: Crowd) -> Question:
    """Things of several kinds that are like each other: how many of one? Perhaps none."""
    name, *others = draws.shuffled(draws.one([near for near in NEAR if not any(kind.endswith("s") for kind in near)]))
    options, right = crowd.numbers(draws)
    canvas = backdrop(draws, *crowd.field.size)
    spots = crowd.field.spots(draws, right + draws.whole(crowd.others // 2, crowd.others))
    for place, (x, y) in enumerate(spots):
        kind = name if place < right else draws.one(others)
        icon(canvas, kind, x, y, crowd.cell * draws.between(0.7, 0.84), mirrored=draws.chance(0.5))
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
    name = draws.one(("cup", "ball", "backpack", "suitcase", "bottle", "lamp", "hat"))
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


def petals(draws: Draws, low: int, high: int) -> Question:
    """A ring of things: petals of a flower, points of a star, spokes of a wheel."""
    start = draws.whole(low, high - 3)
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


def in_a_pile(draws: Draws, low: int, high: int, size: float, near: float) -> Question:
    """Things of one kind thrown together, on and over each other."""
    # Dials: the fewest and the most, the size of a thing [pixels], and how near two may lie, as a share of it.
    name = draws.one(("ball", "cup", "backpack", "suitcase", "bottle", "hat", "book", "house"))
    start = draws.whole(low, high - 3)
    options = list(range(start, start + 4))
    right, side = draws.one(options), size * math.sqrt(high) * max(0.8, 1.6 * near)
    spots = spread(draws, right, (0, 0, 1.25 * side, side), near * size)
    width, height = (max(448, round(part * side + 1.2 * size)) for part in (1.25, 1))
    canvas = backdrop(draws, width, height)
    colour = NAMED[draws.one(BRIGHT)]
    for x, y in spots:
        with canvas.moved(width / 2 + x - 0.625 * side, height / 2 + y - 0.5 * side, angle=draws.jitter(30)):
            draw_in(draws, canvas, name, around(0, 0, size), colour=colour)
    return _asked(draws, _plural(name), options, right, canvas)


def crossings(draws: Draws, lines: int) -> Question:
    """Straight red lines and blue ones: how often does a red one cross a blue one?"""
    side = 560 if lines < 9 else 900

    def make() -> tuple[list[tuple[Point, Point]], list[Point]]:
        ends, met = list[tuple[Point, Point]](), list[Point]()
        for _ in range(60 * lines):
            one, two = ((draws.between(0, side), draws.between(0, side)) for _ in range(2))
            others = ends[:lines] if len(ends) >= lines else []
            if math.dist(one, two) > 0.5 * side and all(_plain((one, two), other) for other in others):
                spots = [spot for other in others if (spot := meeting(one, two, *other))]
                if all(math.dist(spot, other) > 9 for k, spot in enumerate(spots) for other in (*met, *spots[:k])):
                    ends.append((one, two))
                    met += spots
            if len(ends) == 2 * lines:
                break
        return ends, met

    ends, met = fitting(make, lambda made: len(made[0]) == 2 * lines)
    canvas = backdrop(draws, side + 60, side + 60)
    for place in draws.shuffled(range(2 * lines)):
        (x1, y1), (x2, y2) = ends[place]
        canvas.line(30 + x1, 30 + y1, 30 + x2, 30 + y2, stroke=NAMED["red" if place < lines else "blue"], width=2.5)
    question = draws.one(("How often does a red line cross a blue one?", "Count the places where a red and a blue line cross. How many are there?",
                          "At how many points do lines of the two colours cross each other?"))  # fmt: skip
    start = len(met) - draws.whole(0, 3)
    return _counted(question, range(start, start + 4), len(met), canvas)


def _plain(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Whether no end of a line is near the other."""
    return all(aside(*line, tip) >= 9 for line, tips in ((one, other), (other, one)) for tip in tips)


def interlaced_rings(draws: Draws, low: int, high: int, r: float) -> Question:
    """Rings of one size and colour that lie over each other."""
    # Dials: the fewest and the most, and the radius of each [pixels].
    start = draws.whole(low, high - 3)
    options = list(range(start, start + 4))
    right = draws.one(options)
    spots = spread(draws, right, (r, r, 540 - r, 440 - r), 0.3 * r)
    canvas = backdrop(draws, 600, 500)
    colour = NAMED[draws.one(BRIGHT)]
    for x, y in spots:
        canvas.circle(30 + x, 30 + y, r, stroke=colour, width=3)
    return _asked(draws, "rings", options, right, canvas)


def cubes_in_a_corner(draws: Draws, low: int, high: int, side: int) -> Question:
    """Cubes piled in a corner, lower towards us: how many, with those underneath?"""
    # Dials: the fewest and the most, and how many fit side by side.
    start = draws.whole(low, high - 3)
    options = list(range(start, start + 4))
    right = draws.one(options)
    tops = {(i, j): 0 for i in range(side) for j in range(side)}
    for _ in range(right):
        # Never higher than what is behind, so that all of it can be told.
        open_ = [(i, j) for (i, j), top in tops.items()
                 if top < side and all(tops.get(back, side) > top for back in ((i - 1, j), (i, j - 1)))]  # fmt: skip
        tops[draws.one(open_)] += 1
    canvas = backdrop(draws, 560, 560)
    colour, edge = NAMED[draws.one(BRIGHT)], 250 / side

    def spot(x: float, y: float, z: float) -> tuple[float, float]:
        return 280 + 0.866 * edge * (x - y), 290 + 0.5 * edge * (x + y) - edge * z

    for wall, shade in ((((0, 0, 0), (side, 0, 0), (side, 0, side), (0, 0, side)), "#e3e0d8"),
                        (((0, 0, 0), (0, side, 0), (0, side, side), (0, 0, side)), "#d5d1c7"),
                        (((0, 0, 0), (side, 0, 0), (side, side, 0), (0, side, 0)), "#c6c1b5")):  # fmt: skip
        canvas.polygon([spot(*corner) for corner in wall], fill=shade, stroke="#a8a498", width=1)
    for (i, j), top in sorted(tops.items(), key=lambda each: sum(each[0])):
        for z in range(top):
            for face, fill in ((((i, j + 1, z), (i + 1, j + 1, z), (i + 1, j + 1, z + 1), (i, j + 1, z + 1)), darker(colour, 0.1)),
                               (((i + 1, j, z), (i + 1, j + 1, z), (i + 1, j + 1, z + 1), (i + 1, j, z + 1)), darker(colour, 0.35)),
                               (((i, j, z + 1), (i + 1, j, z + 1), (i + 1, j + 1, z + 1), (i, j + 1, z + 1)), lighter(colour, 0.35))):  # fmt: skip
                canvas.polygon([spot(*corner) for corner in face], fill=fill, stroke="#2b2b2f", width=1)
    question = draws.one(("Cubes are piled in a corner, without gaps. How many are there, with the hidden ones?",
                          "How many cubes make up this pile in the corner? There are cubes below those on top.",
                          "Count all cubes of the pile, those underneath too. How many are there?"))  # fmt: skip
    return _counted(question, options, right, canvas)


FORMS: Sequence[Form] = (
    graded(among_others, {1: Crowd(0, 9, 5, 5, 94, 9), 2: Crowd(57, 95, 22, 16, 42, 164, alike=True),
                          3: Crowd(60, 100, 22, 16, 42, 170, alike=True)}),
    graded(of_a_colour, {1: Crowd(0, 10, 5, 4, 106, 8), 2: Crowd(68, 104, 24, 17, 40, 200, alike=True),
                         3: Crowd(80, 120, 26, 18, 37, 220, alike=True)}),
    graded(overlapping, {1: Crowd(3, 10, 10, 1, 57), 2: Crowd(55, 90, 18, 7, 38), 3: Crowd(60, 100, 18, 7, 38)}),
    graded(faces, {1: Crowd(0, 8, 5, 3, 104, 14), 2: Crowd(34, 60, 18, 13, 50, 170, alike=True),
                   3: Crowd(40, 70, 20, 14, 46, 200, alike=True)}),
    graded(lit_windows, {1: Crowd(1, 12, 4, 3, 100), 2: Crowd(140, 200, 24, 16, 38), 3: Crowd(180, 260, 27, 18, 34)}),
    graded(petals, {1: (4, 12), 2: (44, 76), 3: (48, 84)}),
    graded(in_a_pile, {1: (3, 9, 84, 1.1), 2: (80, 130, 51, 0.505), 3: (96, 150, 50, 0.5)}),
    graded(crossings, {1: 3, 2: 9, 3: 10}),
    graded(interlaced_rings, {1: (2, 7, 80), 2: (24, 40, 67), 3: (26, 44, 66)}),
    graded(cubes_in_a_corner, {1: (3, 9, 3), 2: (86, 132, 7), 3: (90, 140, 7)}),
)  # fmt: skip

"""What has to be followed by eye, step by step: threads, arrows, a ray between mirrors, a walk with turns."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Question, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.palette import BRIGHT, NAMED
from ch3ef.scenarios.generated.tasks.logic.drawing import INK, NAMES, ask, sheet, tag

Cell = tuple[int, int]
_WAYS: Mapping[str, Cell] = {"north": (0, -1), "east": (1, 0), "south": (0, 1), "west": (-1, 0)}
_COUNTS = ("one", "two", "three", "four")


class Threads(NamedTuple):
    """Dials: how many threads there are, and how often they change places."""

    threads: int
    changes: int


def tangled_threads(draws: Draws, dials: Threads) -> Question:
    """Threads that cross: at which number does one end?"""
    count, changes = dials
    ends = draws.some(range(count), 4)
    right = draws.one(ends)
    orders = [list(range(count)), *(draws.shuffled(range(count)) for _ in range(changes))]
    step = 190 if changes < 5 else 170
    wide, high = step * changes + 150, max(448, 62 * count + 60)
    canvas = sheet(draws, wide, high)
    lane = (high - 60) / count
    colours = [NAMED[draws.one(BRIGHT)]] * count if changes > 2 else [NAMED[name] for name in draws.some(BRIGHT, count)]

    def height(place: int) -> float:
        return 30 + lane * (place + 0.5)

    for stage in range(changes):
        x = 75 + step * stage
        for thread in draws.shuffled(range(count)):
            y1, y2 = (height(orders[k].index(thread)) for k in (stage, stage + 1))
            d = f"M{x} {y1:.0f}C{x + step / 2:.0f} {y1:.0f} {x + step / 2:.0f} {y2:.0f} {x + step} {y2:.0f}"
            canvas.path(d, stroke="#fdfdfb", width=13)
            canvas.path(d, stroke=colours[thread], width=6)
    for stage in range(1, changes):
        for place, thread in enumerate(orders[stage]):
            canvas.line(
                75 + step * stage - 7,
                height(place),
                75 + step * stage + 7,
                height(place),
                stroke=colours[thread],
                width=6,
            )
    letters = "ABCDEFGHJ"
    for place in range(count):
        tag(canvas, 48, height(place), letters[place], 20)
        tag(canvas, wide - 48, height(place), str(place + 1), 20)
    asked = letters[orders[-1][right]]
    question = ask(draws, f"Follow thread {asked}. At which number does it end?", f"To which number does the thread from {asked} lead?",
                   f"Someone pulls at {asked}. Which number moves?")  # fmt: skip
    return question_of(question, [str(end + 1) for end in ends], str(right + 1), canvas.picture())


class Arrows(NamedTuple):
    """Dials: how many people there are, and how many arrows are followed."""

    people: int
    steps: int


def follow_arrows(draws: Draws, dials: Arrows) -> Question:
    """From each of a ring of people a red and a blue arrow: where do some steps lead?"""
    count, steps = dials
    names = draws.some(NAMES, count)
    options = draws.some(range(count), 4)
    right = draws.one(options)
    while True:
        to = {colour: [draws.one([other for other in range(count) if other != one]) for one in range(count)]
              for colour in ("red", "blue")}  # fmt: skip
        way = [draws.one(("red", "blue")) for _ in range(steps)]
        start = draws.whole(0, count - 1)
        passed = [start]
        for colour in way:
            passed.append(to[colour][passed[-1]])
        if (
            passed[-1] == right
            and len(set(passed)) >= min(count, steps) - 1
            and all(red != blue for red, blue in zip(to["red"], to["blue"], strict=True))
        ):
            break
    canvas = sheet(draws, 620, 620)
    turn = draws.between(0, 360 / count)
    spots = [(310 + 236 * math.sin(angle), 310 - 236 * math.cos(angle))
             for angle in (math.radians(turn + 360 * place / count) for place in range(count))]  # fmt: skip
    # Each lies a little to the left of its way, so that two that lead to and fro lie side by side.
    for colour, ends in to.items():
        for one, other in enumerate(ends):
            (x1, y1), (x2, y2) = spots[one], spots[other]
            length = math.hypot(x2 - x1, y2 - y1)
            ux, uy = (x2 - x1) / length, (y2 - y1) / length
            canvas.arrow(x1 + 34 * ux + 7 * uy, y1 + 34 * uy - 7 * ux, x2 - 36 * ux + 7 * uy, y2 - 36 * uy - 7 * ux,
                         stroke=NAMED[colour], width=4, head=16)  # fmt: skip
    for name, (x, y) in zip(names, spots, strict=True):
        canvas.circle(x, y, 32, fill="#fdfdfb", stroke=INK, width=3)
        canvas.text(x, y + 6, name, size=17, face="sans-bold", anchor="middle", colour=INK)
    told = ", then ".join(way)
    question = ask(draws, f"Begin at {names[start]} and follow the arrows: {told}. Whom do you reach?",
                   f"A parcel starts with {names[start]} and is handed on along these arrows: {told}. Who has it at the end?",
                   f"From {names[start]}, take the arrows in this order: {told}. Where do they end?")  # fmt: skip
    return question_of(question, [names[option] for option in options], names[right], canvas.picture())


class Mirrors(NamedTuple):
    """Dials: cells of a side of the box, mirrors in it, and how many of them the ray meets at least."""

    side: int
    mirrors: int
    met: int


def light_path(draws: Draws, dials: Mirrors) -> Question:
    """A ray enters a box with mirrors: at which number does it leave?"""
    side = dials.side
    gates = [*((k, -1) for k in range(side)), *((side, k) for k in range(side)),
             *((k, side) for k in reversed(range(side))), *((-1, k) for k in reversed(range(side)))]  # fmt: skip
    cells = [(i, j) for i in range(side) for j in range(side)]
    while True:
        mirrors = {cell: draws.one("/\\") for cell in draws.some(cells, dials.mirrors)}
        entry = draws.one(gates)
        end, met = _traced(entry, mirrors, side)
        if met >= dials.met and end != entry:
            break
    out = gates.index(end)
    first = out - draws.whole(0, 3)
    options = [(first + k) % len(gates) for k in range(4)]
    if gates.index(entry) in options:
        return light_path(draws, dials)
    step = 400 / side
    canvas = sheet(draws, 520, 520)
    canvas.rect(60, 60, 400, 400, fill="#fdfdfb", stroke=INK, width=4)
    for k in range(1, side):
        canvas.line(60 + step * k, 60, 60 + step * k, 460, stroke="#d3d8dc", width=1.5)
        canvas.line(60, 60 + step * k, 460, 60 + step * k, stroke="#d3d8dc", width=1.5)
    for (i, j), kind in mirrors.items():
        x, y, rise = 60 + step * (i + 0.5), 60 + step * (j + 0.5), (0.36 if kind == "/" else -0.36) * step
        canvas.line(x - 0.36 * step, y + rise, x + 0.36 * step, y - rise, stroke="#2f6fd0", width=5)
    for number, (i, j) in enumerate(gates, 1):
        x, y = (min(max(60 + step * (place + 0.5), 38), 482) for place in (i, j))
        if (i, j) == entry:
            dx, dy = _inward(entry, side)
            canvas.arrow(x - 16 * dx, y - 16 * dy, x + 16 * dx, y + 16 * dy, stroke="#d32f2f", width=5, head=16)
        else:
            canvas.text(x, y + 6, str(number), size=16, anchor="middle", colour=INK)
    question = ask(draws, "The red arrow is a ray of light, the blue lines are mirrors. At which number does the ray leave the box?",
                   "Light enters at the red arrow and is turned by each blue mirror. Which number does it reach?",
                   "Follow the ray from the red arrow from mirror to mirror. Where does it come out?")  # fmt: skip
    return question_of(question, [f"at {option + 1}" for option in options], f"at {out + 1}", canvas.picture())


def _inward(gate: Cell, side: int) -> Cell:
    i, j = gate
    return (1 if i < 0 else -1 if i == side else 0, 1 if j < 0 else -1 if j == side else 0)


def _traced(entry: Cell, mirrors: Mapping[Cell, str], side: int) -> tuple[Cell, int]:
    """The gate where a ray leaves, and how many mirrors it meets; light can always go back, so it never circles."""
    (dx, dy), (i, j), met = _inward(entry, side), entry, 0
    while True:
        i, j = i + dx, j + dy
        if not (0 <= i < side and 0 <= j < side):
            return (i, j), met
        if (i, j) in mirrors:
            dx, dy = (-dy, -dx) if mirrors[i, j] == "/" else (dy, dx)
            met += 1


_PLACES = (
    "station",
    "school",
    "museum",
    "bakery",
    "library",
    "pool",
    "church",
    "market",
    "bank",
    "cinema",
    "hotel",
    "farm",
)


class Walk(NamedTuple):
    """Dials: crossings of a side of the town, places in it, and legs of the walk."""

    side: int
    places: int
    legs: int


def walk_with_turns(draws: Draws, dials: Walk) -> Question:
    """A walk told in blocks and turns: at which place does it end?"""
    side = dials.side
    corners = [(i, j) for i in range(side) for j in range(side)]
    places = draws.some(_PLACES, dials.places)
    options = draws.some(range(dials.places), 4)
    right = draws.one(options)
    ways = list(_WAYS)
    while True:
        at = draws.some(corners, dials.places + 1)
        spot, facing = at[-1], draws.whole(0, 3)
        heading, told, inside = facing, [], True
        for leg in range(dials.legs):
            if leg:
                turn = draws.one(("left", "right"))
                facing = (facing + (1 if turn == "right" else -1)) % 4
                told.append(f"turn {turn}")
            blocks = draws.whole(1, min(4, side - 2))
            dx, dy = _WAYS[ways[facing]]
            spot = (spot[0] + dx * blocks, spot[1] + dy * blocks)
            told.append(f"go {_COUNTS[blocks - 1]} block{'' if blocks == 1 else 's'}")
            inside = inside and 0 <= spot[0] < side and 0 <= spot[1] < side
        if inside and spot == at[right]:
            break
    step = 100 if side < 6 else 84
    span = step * (side - 1)
    canvas = Canvas(span + 190, span + 150, ground=draws.one(("#dfe9d4", "#e6e2d3", "#d9e4ea")))
    for k in range(side):
        canvas.line(70 + step * k, 16, 70 + step * k, span + 124, stroke="#fdfdfb", width=20)
        canvas.line(16, 60 + step * k, span + 124, 60 + step * k, stroke="#fdfdfb", width=20)
    for place, (i, j) in zip(places, at, strict=False):
        x, y = 70 + step * i, 60 + step * j
        canvas.circle(x, y, 11, fill=NAMED[draws.one(("blue", "green", "purple", "brown"))])
        canvas.rect(x - 38, y + 14, 76, 22, fill="#fdfdfb", radius=5, stroke="#b9bec3", width=1)
        canvas.text(x, y + 30, place, size=15, anchor="middle", colour=INK)
    sx, sy = 70 + step * at[-1][0], 60 + step * at[-1][1]
    canvas.circle(sx, sy, 15, fill="#d32f2f", stroke="#fdfdfb", width=3)
    canvas.text(sx, sy + 7, "S", size=19, face="sans-bold", colour="#fdfdfb", anchor="middle")
    canvas.arrow(span + 156, 84, span + 156, 34, stroke=INK, width=4, head=16)
    tag(canvas, span + 156, 104, "N", 18)
    walk = ", ".join(told)
    question = draws.one((f"You stand at S and face {ways[heading]}. You {walk}. Where are you?",
                          f"From S, facing {ways[heading]}, someone walks like this: {walk}. Which place is reached?",
                          f"Start at S, facing {ways[heading]}: {walk}. At which place do you end?"))  # fmt: skip
    return question_of(
        question, [f"at the {places[option]}" for option in options], f"at the {places[right]}", canvas.picture()
    )

"""Diagrams of physics and geometry: levers, balances, pulleys, gears, slopes, circuits, mirrors, shadows, triangles."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.palette import BRIGHT, NAMED, darker, lighter
from ch3ef.scenarios.generated.scene.things import THINGS, WIDTHS
from ch3ef.scenarios.generated.tasks.logic.drawing import INK, ask, sheet, tag, window
from ch3ef.scenarios.generated.tasks.logic.tracing import Mirrors, light_path


def _weight(canvas: Canvas, x: float, y: float, label: str, colour: str, size: float = 54) -> None:
    """A weight that stands on (x, y)."""
    canvas.circle(x, y - size, 0.16 * size, stroke=darker(colour, 0.4), width=5)
    canvas.polygon([(x - 0.38 * size, y - 0.9 * size), (x + 0.38 * size, y - 0.9 * size), (x + 0.52 * size, y),
                    (x - 0.52 * size, y)], fill=colour, stroke=darker(colour), width=3)  # fmt: skip
    canvas.text(x, y - 0.32 * size, label, size=18, face="sans-bold", colour="#ffffff", anchor="middle")


def lever(draws: Draws) -> Question:
    """A lever in balance: how heavy is one weight?"""
    options, right = window(draws, 2, 12)
    near = draws.whole(1, 3)
    far = draws.one([arm for arm in range(1, 5) if right * near % arm == 0])
    other = right * near // far
    side = draws.one((1, -1))
    canvas = sheet(draws, 620, 448)
    canvas.polygon([(310, 290), (265, 370), (355, 370)], fill="#8f9499", stroke="#5b6168", width=3)
    canvas.line(40, 372, 580, 372, stroke="#5b6168", width=4)
    canvas.rect(60, 276, 500, 16, fill="#b98a5a", stroke="#7d5632", width=3, radius=4)
    for k in range(-4, 5):
        canvas.line(310 + 56 * k, 278, 310 + 56 * k, 290, stroke="#4a3320", width=3)
        if k:
            canvas.text(310 + 56 * k, 318, str(abs(k)), size=18, anchor="middle", colour=INK)
    one, two = draws.some(("blue", "red", "green", "purple"), 2)
    _weight(canvas, 310 + side * 56 * near, 275, "?", NAMED[one])
    _weight(canvas, 310 - side * 56 * far, 275, str(other), NAMED[two])
    canvas.text(310, 420, "Numbers on weights: kg", size=17, anchor="middle", colour=INK)
    question = ask(draws, f"The lever is in balance. How heavy is the {one} weight?", f"What must the {one} weight be for the lever to stay level?",
                   f"The beam is level. How many kilograms does the {one} weight have?")  # fmt: skip
    return question_of(question, [f"{option} kg" for option in options], f"{right} kg", canvas.picture())


def balance(draws: Draws) -> Question:
    """Three balances compare things: which is the heaviest or the lightest?"""
    things, colours = (
        draws.some(("apple", "pear", "ball", "book", "cup", "box", "clock", "bottle"), 4),
        draws.some(BRIGHT, 4),
    )
    right = draws.one(things)
    end = draws.one(("heaviest", "lightest"))
    rest = draws.shuffled(thing for thing in things if thing != right)
    order = [right, *rest] if end == "heaviest" else [*rest, right]
    canvas = sheet(draws, 720, 448)
    for place, k in enumerate(draws.shuffled(range(3))):
        x, side = 124 + 236 * place, draws.one((1, -1))
        canvas.rect(x - 7, 150, 14, 210, fill="#8f9499")
        canvas.rect(x - 56, 356, 112, 14, fill="#5b6168", radius=5)
        canvas.line(x - 72, 150 - side * 26, x + 72, 150 + side * 26, stroke="#5b6168", width=8)
        canvas.circle(x, 150, 10, fill="#5b6168")
        for hand, thing in ((side, order[k]), (-side, order[k + 1])):
            px, py = x + hand * 72, 150 + (26 if hand == side else -26)
            canvas.polyline([(px - 34, py + 110), (px, py), (px + 34, py + 110)], stroke="#5b6168", width=2)
            THINGS[thing](canvas, px, py + 110, 46, NAMED[colours[things.index(thing)]])
            canvas.path(f"M{px - 42} {py + 110}h84q-8 18 -42 18t-42 -18z", fill="#c9ced3", stroke="#5b6168", width=2)
    question = ask(draws, f"The side that hangs lower is heavier. Which of the four things is the {end}?",
                   f"Compare the balances: which thing is the {end} of all?", f"Which is the {end} of the four things?")  # fmt: skip
    return question_of(question, [f"the {thing}" for thing in things], f"the {right}", canvas.picture())


def _gear(canvas: Canvas, x: float, y: float, r: float, colour: str, turn: float) -> None:
    teeth = round(r / 4.6)
    points = []
    for k in range(teeth):
        for part, radius in ((0, r - 7), (0.2, r + 7), (0.5, r + 7), (0.7, r - 7)):
            angle = 2 * math.pi * (k + part) / teeth + turn
            points.append((x + radius * math.cos(angle), y + radius * math.sin(angle)))
    canvas.polygon(points, fill=colour, stroke=darker(colour), width=2)
    canvas.circle(x, y, 0.5 * r, fill=lighter(colour, 0.45))
    canvas.circle(x, y, 7, fill=darker(colour, 0.5))


def gears(draws: Draws) -> Question:
    """A chain of gears: which turn in a direction?"""
    count = 5
    letters = draws.shuffled("ABCDE")
    driver, four = letters[0], sorted(letters[1:])
    pairs = [(one, two) for one in four for two in four if one < two]
    options = draws.some(pairs, 4)
    right = draws.one(options)
    same = draws.chance(0.5)
    others = [letter for letter in four if letter not in right]
    (c, e), (b, d) = (right, others) if same else (others, right)
    chain = [driver, b, c, d, e]
    canvas = sheet(draws, 700, 448)
    x, y, last = 92.0, 230 + draws.jitter(20), 0.0
    clockwise = draws.chance(0.5)
    colours = draws.some(BRIGHT, count)
    for k in range(count):
        r = draws.between(50, 62)
        if k:
            lift = draws.jitter(60)
            reach = last + r
            y2 = min(max(y + lift, 170), 290)
            x += math.sqrt(reach**2 - (y2 - y) ** 2)
            y = y2
        _gear(canvas, x, y, r, NAMED[colours[k]], draws.between(0, 3))
        tag(canvas, x, y, chain[k], 19)
        if k == 0:
            sweep, end = (1, x + 62) if clockwise else (0, x - 62)
            canvas.path(
                f"M{x - 62 if clockwise else x + 62:.0f} {y - 76:.0f}A92 92 0 0 {sweep} {end:.0f} {y - 76:.0f}",
                stroke=INK,
                width=5,
            )
            tip = 1 if clockwise else -1
            canvas.polygon([(end + tip * 9, y - 66), (end + tip * 4, y - 90), (end - tip * 13, y - 76)], fill=INK)
        last = r
    way = f"the same way as {driver}" if same else f"the opposite way to {driver}"
    question = ask(draws, f"Gear {driver} turns as the arrow shows. Which two gears turn {way}?", f"Which pair of gears turns {way}?",
                   f"The gears mesh one after another. Which two of them turn {way}?")  # fmt: skip
    return question_of(
        question,
        [f"gears {one} and {two}" for one, two in options],
        f"gears {right[0]} and {right[1]}",
        canvas.picture(),
    )


def gear_direction(draws: Draws) -> Question:
    """Two wheels with a belt, straight or crossed, or meshing: which way does the last one turn?"""
    options = ["clockwise", "anticlockwise"]
    right = draws.one(options)
    crossed = draws.chance(0.5)
    first = right if not crossed else options[1 - options.index(right)]
    canvas = sheet(draws, 640, 448)
    r1, r2 = draws.between(70, 100), draws.between(55, 95)
    one, two = draws.some(BRIGHT, 2)
    for top in (-1, 1):
        canvas.line(
            170, 235 + top * (r1 + 5), 470, 235 + (-top if crossed else top) * (r2 + 5), stroke="#33363b", width=8
        )
    for x, r, colour, letter in ((170, r1, one, "A"), (470, r2, two, "B")):
        canvas.circle(x, 235, r, fill=NAMED[colour], stroke=darker(NAMED[colour]), width=5)
        for k in range(4):
            with canvas.moved(x, 235, angle=45 * k):
                canvas.line(-0.85 * r, 0, 0.85 * r, 0, stroke=lighter(NAMED[colour], 0.4), width=5)
        tag(canvas, x, 235, letter, 20)
    clock = first == "clockwise"
    y = 235 - r1 - 34
    canvas.path(
        f"M{130 if clock else 210} {y:.0f}q{40 if clock else -40} -24 {80 if clock else -80} 0", stroke=INK, width=5
    )
    end = 210 if clock else 130
    tip = 1 if clock else -1
    canvas.polygon([(end + tip * 10, y + 8), (end + tip * 2, y - 14), (end - tip * 12, y + 6)], fill=INK)
    question = ask(draws, "A belt runs round both wheels. Wheel A turns as the arrow shows. Which way does wheel B turn?",
                   f"In which direction is the {two} wheel driven by the belt?", f"The arrow shows how the {one} wheel turns. Which way does the {two} one go?")  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def pulley(draws: Draws) -> Question:
    """A block and tackle: what pull holds the load?"""
    options = [20, 30, 40, 60]
    right = draws.one(options)
    ropes = draws.one((2, 4))
    load = right * ropes
    canvas = sheet(draws, 480, 512)
    canvas.rect(60, 30, 330, 18, fill="#8f6b4a")
    wheels = ropes // 2
    rope = draws.one(("#b5482f", "#2f6b8f", "#6b4a8f"))
    xs = [225 + 62 * (k - (wheels - 1) / 2) for k in range(wheels)]
    for k, x in enumerate(xs):
        canvas.line(x - 24, 88 if k else 48, x - 24, 300, stroke=rope, width=5)
        canvas.line(x + 24, 108, x + 24, 300, stroke=rope, width=5)
        canvas.circle(x, 300, 24, fill="#c9ced3", stroke="#5b6168", width=5)
        canvas.circle(
            x + 31 if wheels == 2 and k == 0 else x + 48,
            104,
            24 if k == wheels - 1 else 14,
            fill="#c9ced3",
            stroke="#5b6168",
            width=5,
        )
        canvas.line(
            x + 31 if wheels == 2 and k == 0 else x + 48,
            48,
            x + 31 if wheels == 2 and k == 0 else x + 48,
            104,
            stroke="#5b6168",
            width=4,
        )
        canvas.circle(x, 300, 5, fill="#5b6168")
    end = xs[-1] + 72
    canvas.line(end, 104, end, 290, stroke=rope, width=5)
    canvas.arrow(end, 290, end, 348, stroke=INK, width=5, head=16)
    canvas.text(end + 14, 342, "pull", size=20, colour=INK)
    canvas.line(xs[0], 334, xs[-1], 334, stroke="#5b6168", width=8)
    for x in xs:
        canvas.line(x, 300, x, 334, stroke="#5b6168", width=5)
    canvas.line(225, 334, 225, 366, stroke="#5b6168", width=6)
    canvas.rect(160, 366, 130, 88, fill="#a8764a", stroke="#6b4a2f", width=4, radius=4)
    canvas.text(225, 420, f"{load} N", size=26, face="sans-bold", colour="#ffffff", anchor="middle")
    question = ask(draws, "With what pull is the load held, if nothing rubs?", "The pulleys run without friction. Which pull keeps the load "
                   "where it is?", "How strong must the pull at the end of the rope be to hold the load?")  # fmt: skip
    return question_of(question, [f"{option} N" for option in options], f"{right} N", canvas.picture())


def slope(draws: Draws) -> Question:
    """Four slopes of one height: on which does a ball speed up most, or is a push smallest?"""
    numbers = list("1234")
    right = draws.one(numbers)
    steep = draws.chance(0.5)
    bases = draws.shuffled((60, 95, 135, 180))
    extreme = min(bases) if steep else max(bases)
    where = numbers.index(right)
    swap = bases.index(extreme)
    bases[where], bases[swap] = bases[swap], bases[where]
    canvas = sheet(draws, 640, 480)
    colour = NAMED[draws.one(BRIGHT)]
    for place, base in enumerate(bases):
        x, y = 70 + 300 * (place % 2), 210 + 226 * (place // 2)
        canvas.polygon([(x, y), (x + 1.15 * base, y), (x, y - 128)], fill="#b9c4cc", stroke="#5b6168", width=3)
        length = math.hypot(1.15 * base, 128)
        nx, ny = 128 / length, 1.15 * base / length
        cx, cy = x + 0.2 * 1.15 * base + nx * 17, y - 0.8 * 128 - ny * 17
        canvas.circle(cx, cy, 16, fill=colour, stroke=darker(colour), width=2)
        canvas.line(x - 30, y + 2, x + 240, y + 2, stroke="#5b6168", width=3)
        tag(canvas, x - 30, y - 150, numbers[place], 19)
    question = (ask(draws, "The slopes are equally high. On which does the ball speed up fastest?", "On which slope is the pull along the slope strongest?",
                    "Where does the ball gain speed most quickly?") if steep else
                ask(draws, "The slopes are equally high. On which does it take the smallest push to move the ball up?",
                    "On which slope does the ball speed up most slowly?", "Where is the least force needed to hold the ball?"))  # fmt: skip
    return question_of(question, [f"slope {number}" for number in numbers], f"slope {right}", canvas.picture())


def circuit(draws: Draws) -> Question:
    """A battery, two branches with switches and lamps: which lamps are lit?"""
    options = ["only lamp 1", "only lamp 2", "both lamps", "no lamp"]
    right = draws.one(options)
    one, two = right in (options[0], options[2]), right in (options[1], options[2])
    main = one or two or draws.chance(0.5)
    closed = {"main": main, "1": one, "2": two}
    if not main:
        closed["1"], closed["2"] = draws.chance(0.7), draws.chance(0.7)
    wire = draws.one(("#33363b", "#2f4f7f", "#7a2e1d"))
    canvas = sheet(draws, 560, 460)
    canvas.polyline([(240, 400), (80, 400), (80, 130), (150, 130)], stroke=wire, width=5)
    canvas.polyline([(210, 130), (480, 130), (480, 170)], stroke=wire, width=5)
    canvas.polyline([(480, 310), (480, 400), (300, 400)], stroke=wire, width=5)
    # The main switch lies in the upper wire left of both branches, so all current passes it.
    canvas.rect(240, 376, 60, 48, fill="#3a9d3f", stroke=INK, width=3, radius=5)
    canvas.rect(300, 388, 9, 24, fill="#b58a3a")
    canvas.text(270, 407, "+ –", size=20, face="sans-bold", colour="#ffffff", anchor="middle")
    _switch(canvas, 150, 130, closed["main"], wire)
    canvas.line(300, 130, 300, 170, stroke=wire, width=5)
    canvas.polyline([(300, 310), (300, 340), (480, 340)], stroke=wire, width=5)
    canvas.circle(300, 130, 6, fill=wire)
    canvas.circle(480, 340, 6, fill=wire)
    for name, x in (("1", 300.0), ("2", 480.0)):
        with canvas.moved(x, 170, angle=90):
            _switch(canvas, 0, 0, closed[name], wire)
        canvas.line(x, 230, x, 250, stroke=wire, width=5)
        canvas.line(x, 310, x, 330, stroke=wire, width=5)
        canvas.circle(x, 280, 30, fill="#fdfdfb", stroke=INK, width=4)
        canvas.line(x - 21, 259, x + 21, 301, stroke=INK, width=3)
        canvas.line(x - 21, 301, x + 21, 259, stroke=INK, width=3)
        canvas.text(x - 62, 287, name, size=24, face="sans-bold", colour=INK)
    question = ask(draws, "Which lamps are lit?", "The switches are as drawn. Which lamps shine?", "Where does current flow: which lamps are on?",
                   "Which of the two lamps give light?")  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def _switch(canvas: Canvas, x: float, y: float, closed: bool, wire: str) -> None:
    """From (x, y) 60 to the right."""
    canvas.circle(x, y, 7, fill=wire)
    canvas.circle(x + 60, y, 7, fill=wire)
    canvas.line(x, y, x + (60 if closed else 48), y - (0 if closed else 38), stroke="#d32f2f", width=6)


def shadow_side(draws: Draws) -> Question:
    """The sun on one side at some height: which shadow is right?"""
    numbers = list("1234")
    right = draws.one(numbers)
    kinds = draws.shuffled(((1, 60), (1, 150), (-1, 60), (-1, 150)))
    side, length = kinds[numbers.index(right)]
    thing = draws.one(("tree", "fir tree", "lamp", "bottle", "chair", "house"))
    colour = NAMED[draws.one(("red", "green", "blue", "orange"))]
    canvas = Canvas(640, 512, ground="#dceef8")
    for place, (way, long) in enumerate(kinds):
        x, y = 320 * (place % 2), 256 * (place // 2)
        canvas.rect(x, y + 190, 320, 66, fill="#b9d69a")
        sx = x + 160 - side * (58 if length == 60 else 125)
        sy = y + (42 if length == 60 else 128)
        canvas.circle(sx, sy, 20, fill="#ffc93c", stroke="#f2a91e", width=3)
        end = x + 160 + way * long
        canvas.polygon(
            [(x + 160, y + 202), (x + 160, y + 214), (end, y + 234), (end, y + 214)], fill="#4a5a3f", opacity=0.75
        )
        THINGS[thing](canvas, x + 160, y + 210, 92, colour)
        tag(canvas, x + 26, y + 28, numbers[place], 18)
    canvas.line(320, 0, 320, 512, stroke="#ffffff", width=6)
    canvas.line(0, 256, 640, 256, stroke="#ffffff", width=6)
    question = ask(draws, f"The sun is at the same place in all four. In which picture is the shadow of the {thing} correct?",
                   f"Which picture shows how the shadow of the {thing} really falls?", "Which of the four shadows fits the sun?")  # fmt: skip
    return question_of(question, [f"picture {number}" for number in numbers], f"picture {right}", canvas.picture())


def reflected_ray(draws: Draws) -> Question:
    """A ray meets a mirror: which way does it go on?"""
    numbers = list("1234")
    right = draws.one(numbers)
    angles = draws.some((20, 35, 50, 65), 4)
    angle = angles[numbers.index(right)]
    side = draws.one((1, -1))
    canvas = sheet(draws, 600, 448)
    canvas.rect(60, 370, 480, 14, fill="#8fb8d6", stroke="#5b8aa8", width=2)
    for k in range(24):
        canvas.line(68 + 20 * k, 400, 80 + 20 * k, 386, stroke="#7d858c", width=2)
    canvas.line(300, 370, 300, 110, stroke="#8a9096", width=2, dash="8 7")

    def end(degrees: float, way: int, r: float) -> tuple[float, float]:
        return 300 + way * r * math.sin(math.radians(degrees)), 370 - r * math.cos(math.radians(degrees))

    x, y = end(angle, -side, 270)
    canvas.line(x, y, 300, 370, stroke="#d32f2f", width=5)
    mx, my = end(angle, -side, 130)
    canvas.arrow(x, y, mx, my, stroke="#d32f2f", width=5, head=18)
    for number, each in zip(numbers, angles, strict=True):
        ex, ey = end(each, side, 240)
        canvas.arrow(300, 370, ex, ey, stroke="#2962d9", width=3, head=14)
        tag(canvas, *end(each, side, 264), number, 17)
    question = ask(draws, "The red ray meets a mirror. Which blue arrow shows how it goes on?", "Along which arrow is the red ray reflected?",
                   "Which way does the light leave the mirror?", "Angle in, angle out: which blue ray is the reflection?")  # fmt: skip
    return question_of(question, [f"arrow {number}" for number in numbers], f"arrow {right}", canvas.picture())


def triangle_angle(draws: Draws) -> Question:
    """Two angles of a triangle are given: what is the third?"""
    options, right = window(draws, 35, 100, 5)
    one = 5 * draws.whole(6, (180 - right) // 5 - 6)
    other = 180 - right - one
    a, b = math.radians(one), math.radians(other)
    height = math.tan(a) * math.tan(b) / (math.tan(a) + math.tan(b)) if abs(math.tan(a) + math.tan(b)) > 1e-9 else 1.0
    apex = (height / math.tan(a), height)
    scale = min(380 / max(1.0, apex[0], 1 - min(0.0, apex[0])), 300 / height)
    left = 300 - scale / 2
    points = [(left, 390.0), (left + scale, 390.0), (left + apex[0] * scale, 390 - height * scale)]
    canvas = sheet(draws, 600, 460)
    colour = NAMED[draws.one(BRIGHT)]
    canvas.polygon(points, fill=lighter(colour, 0.65), stroke=darker(colour), width=4)
    middle = (sum(p[0] for p in points) / 3, sum(p[1] for p in points) / 3)
    for (x, y), label in zip(points, (f"{one}°", f"{other}°", "?"), strict=True):
        dx, dy = x - middle[0], y - middle[1]
        far = math.hypot(dx, dy)
        canvas.text(
            x + 28 * dx / far, y + 28 * dy / far + 8, label, size=24, face="sans-bold", anchor="middle", colour=INK
        )
    question = ask(draws, "How large is the angle marked “?”?", "Two angles of the triangle are given. What is the third?",
                   "Which angle belongs at the question mark?")  # fmt: skip
    return question_of(question, [f"{option}°" for option in options], f"{right}°", canvas.picture())


def area_of_figure(draws: Draws) -> Question:
    """A figure on squared paper: what is its area?"""
    options, right = window(draws, 4, 24, 2)
    sides = [(w, right // w) for w in range(2, 9) if right % w == 0 and right // w <= 6]
    doubled = [(w, 2 * right // w) for w in range(2, 9) if 2 * right % w == 0 and 2 <= 2 * right // w <= 6]
    tri = bool(doubled) and (draws.chance(0.5) or not sides)
    canvas = sheet(draws, 560, 460)
    canvas.rect(40, 30, 480, 400, fill="#fdfdfb")
    for k in range(13):
        canvas.line(40 + 40 * k, 30, 40 + 40 * k, 430, stroke="#c9d6e0", width=1.5)
    for k in range(11):
        canvas.line(40, 30 + 40 * k, 520, 30 + 40 * k, stroke="#c9d6e0", width=1.5)
    colour = NAMED[draws.one(BRIGHT)]
    if tri:
        w, h = draws.one(doubled)
        tip = draws.whole(0, w)
    else:
        w, h = draws.one(sides or [(2, right // 2)])
        tip = 0
    x, y = 40 + 40 * draws.whole(1, 11 - w), 430 - 40 * draws.whole(1, 9 - h)
    lean = draws.whole(0, 1) if not tri and w + (x - 40) // 40 < 11 else 0
    shape = [(x, y), (x + 40 * w, y), (x + 40 * tip, y - 40 * h)] if tri else \
        [(x, y), (x + 40 * w, y), (x + 40 * (w + lean), y - 40 * h), (x + 40 * lean, y - 40 * h)]  # fmt: skip
    canvas.polygon(shape, fill=colour, opacity=0.55)
    canvas.polygon(shape, stroke=darker(colour), width=4)
    question = ask(draws, "How many squares of the paper is the area of the figure?", "One square of the paper is 1. How large is the figure?",
                   "What is the area of the coloured figure, in squares?")  # fmt: skip
    return question_of(question, [f"{option} squares" for option in options], f"{right} squares", canvas.picture())


def similar_shadows(draws: Draws) -> Question:
    """A post and a tree with their shadows: how high is the tree?"""
    options, right = window(draws, 4, 16, 2)
    post, shade = draws.one(((1, 2), (2, 2), (2, 4), (2, 1), (2, 3)))
    long = right * shade / post
    thing = draws.one(("tree", "fir tree"))
    canvas = Canvas(640, 448, ground="#dceef8")
    canvas.rect(0, 330, 640, 118, fill="#b9d69a")
    canvas.line(60, 352, 180, 352, stroke="#4a5a3f", width=12, opacity=0.7)
    canvas.line(300, 352, 590, 352, stroke="#4a5a3f", width=12, opacity=0.7)
    canvas.rect(54, 290, 12, 62, fill="#8f6b4a")
    THINGS[thing](canvas, 300, 354, 230, draws.one(("#4c9a52", "#3f8a49", "#2f7a4a")))
    canvas.circle(36, 50, 26, fill="#ffc93c")
    canvas.text(78, 318, f"{post} m", size=20, face="sans-bold", colour=INK)
    canvas.text(120, 388, f"{shade} m", size=20, face="sans-bold", colour=INK, anchor="middle")
    canvas.text(445, 388, f"{long:g} m", size=20, face="sans-bold", colour=INK, anchor="middle")
    canvas.text(408, 230, "?", size=34, face="sans-bold", colour=INK)
    canvas.arrow(395, 330, 395, 130, stroke=INK, width=2)
    question = ask(draws, "Post and tree stand in the same sun. How high is the tree?", "The post and its shadow are measured, and the shadow of the tree. "
                   "How high is the tree?", "Use the shadows: what is the height of the tree?")  # fmt: skip
    return question_of(question, [f"{option} m" for option in options], f"{right} m", canvas.picture())


def gear_row(draws: Draws, count: int) -> Question:
    """A long winding row of gears: which of four turns as the first does, or the other way?"""
    letters = draws.shuffled("ABCDEFGHJKLMNP"[:count])
    same = draws.chance(0.5)
    fits, others = (list(range(first, count, 2)) for first in ((2, 1) if same else (1, 2)))
    right = draws.one(fits)
    options = draws.shuffled([right, *draws.some(others, 3)])
    # Rows to and fro, joined by one gear at their ends.
    wide, r = (3, 50.0) if count < 10 else (5, 40.0)
    spots: list[tuple[float, float]] = []
    for place in range(count):
        row, along = divmod(place, wide + 1)
        column = along if row % 2 == 0 else wide - 1 - along
        column, down = (column, 2 * row) if along < wide else (wide - 1 if row % 2 == 0 else 0, 2 * row + 1)
        spots.append((r + 40 + 2 * r * column, r + 40 + 2 * r * down))
    canvas = sheet(draws, max(448, round(80 + 2 * r * wide)), max(448, round(80 + max(y for _, y in spots) + r - 40)))
    for (x, y), letter in zip(spots, letters, strict=True):
        _gear(canvas, x, y, r, NAMED[draws.one(BRIGHT)], draws.between(0, 3))
        tag(canvas, x, y, letter, 17)
    way = "the same way as" if same else "the opposite way to"
    question = ask(draws, f"Gears that touch turn each other. Which of these turns {way} {letters[0]}?",
                   f"Gear {letters[0]} is turned and drives all the others. Which of these turns {way} it?")  # fmt: skip
    return question_of(
        question, [f"gear {letters[option]}" for option in options], f"gear {letters[right]}", canvas.picture()
    )


class Scales(NamedTuple):
    """Dials: balances in a chain, the greatest number of things in a pan."""

    balances: int
    most: int


def weights_from_scales(draws: Draws, dials: Scales) -> Question:
    """Level balances lead from a weight in grams to one thing after another: how heavy is the last?"""
    things = draws.some(("apple", "pear", "ball", "cup", "clock", "bottle", "lamp"), dials.balances)
    colours = {thing: NAMED[colour] for thing, colour in zip(things, draws.some(BRIGHT, dials.balances), strict=True)}
    # How many things of each kind balance how many of the kind before; the first kind is weighed in grams.
    weight = draws.whole(4, 12) * 10
    chain: list[tuple[int, int]] = []
    for k in range(dials.balances):
        many = draws.whole(2, dials.most)
        if k == 0:
            chain.append((many, many * weight))
            continue
        fitting = [few for few in range(1, dials.most + 1) if few != many and few * weight % (10 * many) == 0]
        if not fitting:
            return weights_from_scales(draws, dials)
        chain.append((many, draws.one(fitting)))
        weight = chain[-1][1] * weight // many
    if not 40 <= weight <= 300:
        return weights_from_scales(draws, dials)
    start = weight - 10 * draws.whole(0, 3)
    options = [start + 10 * k for k in range(4)]
    canvas = sheet(draws, 40 + 280 * min(3, dials.balances), 448 if dials.balances <= 3 else 760)
    for number, place in enumerate(draws.shuffled(range(dials.balances))):
        x, y = 160 + 280 * (number % 3), 120 + 330 * (number // 3)
        _level(canvas, x, y)
        many, other = chain[place]
        _in_pan(canvas, things[place], many, x - 70, y + 108, colours)
        if place == 0:
            _weight(canvas, x + 70, y + 108, f"{other} g", "#5b6168", 66)
        else:
            _in_pan(canvas, things[place - 1], other, x + 70, y + 108, colours)
    last = things[-1]
    question = ask(draws, f"All the balances are level. How heavy is one {last}?", f"What does one {last} weigh, if every balance is level?",
                   f"Work out from the level balances the weight of one {last}.")  # fmt: skip
    return question_of(question, [f"{option} g" for option in options], f"{weight} g", canvas.picture())


def _in_pan(canvas: Canvas, thing: str, count: int, x: float, y: float, colours: Mapping[str, str]) -> None:
    for k in range(count):
        THINGS[thing](canvas, x + 27 * (k - (count - 1) / 2), y, 25 / max(1.0, WIDTHS.get(thing, 1)), colours[thing])


def _level(canvas: Canvas, x: float, y: float) -> None:
    """A balance with its beam level at (x, y)."""
    canvas.rect(x - 7, y, 14, 200, fill="#8f9499")
    canvas.rect(x - 56, y + 196, 112, 14, fill="#5b6168", radius=5)
    canvas.line(x - 74, y, x + 74, y, stroke="#5b6168", width=8)
    canvas.circle(x, y, 10, fill="#5b6168")
    for side in (-1, 1):
        px = x + side * 70
        canvas.polyline([(px - 46, y + 108), (px, y), (px + 46, y + 108)], stroke="#5b6168", width=2)
        canvas.path(f"M{px - 56} {y + 108}h112q-10 20 -56 20t-56 -20z", fill="#c9ced3", stroke="#5b6168", width=2)


def polygon_angle(draws: Draws, corners: int) -> Question:
    """A polygon with all angles but one: how large is that one? Drawn out of scale, so that it is to be worked out."""
    total = 180 * (corners - 2)
    options, right = window(draws, 60, 150, 5)
    while True:
        others = [5 * draws.whole(12, 33) for _ in range(corners - 2)]
        rest = total - right - sum(others)
        if 55 <= rest <= 165:
            break
    angles = draws.shuffled([*others, rest])
    canvas = sheet(draws, 520, 520)
    turn = draws.between(0, 360)
    spots = []
    for k in range(corners):
        angle, far = math.radians(turn + 360 * k / corners + draws.jitter(60 / corners)), draws.between(165, 215)
        spots.append((260 + far * math.sin(angle), 260 - far * math.cos(angle)))
    colour = NAMED[draws.one(BRIGHT)]
    canvas.polygon(spots, fill=lighter(colour, 0.75), stroke=darker(colour), width=4)
    for (x, y), label in zip(spots, ["?", *(f"{angle}°" for angle in angles)], strict=True):
        canvas.text(
            260 + 0.74 * (x - 260),
            267 + 0.74 * (y - 260),
            label,
            size=19,
            face="sans-bold",
            anchor="middle",
            colour=INK,
        )
    question = ask(draws, "The drawing is not to scale. How large is the angle with the question mark?",
                   "Work out the missing angle of this shape; it is not drawn to scale.")  # fmt: skip
    return question_of(question, [f"{option}°" for option in options], f"{right}°", canvas.picture())


FORMS: Sequence[Form] = (
    graded(gear_row, {2: 14}),
    graded(weights_from_scales, {2: Scales(4, 4), 3: Scales(6, 5)}),
    graded(polygon_angle, {2: 7, 3: 11}),
    graded(light_path, {2: Mirrors(9, 26, 6), 3: Mirrors(14, 70, 12)}),
    lever, balance, gears, gear_direction, pulley, slope, circuit, shadow_side, reflected_ray, triangle_angle,
    area_of_figure, similar_shadows,
)  # fmt: skip

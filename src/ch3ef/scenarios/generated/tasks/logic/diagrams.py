"""Diagrams of physics and geometry: levers, balances, gears, belts, circuits, mirrors, angles, areas."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas, Point
from ch3ef.scenarios.generated.scene.fitting import window
from ch3ef.scenarios.generated.scene.handed import screw
from ch3ef.scenarios.generated.scene.palette import BRIGHT, NAMED, darker
from ch3ef.scenarios.generated.scene.winding import Cell, depths, grown, one_way_open, strokes, tips_of, way
from ch3ef.scenarios.generated.tasks.logic.drawing import INK, Rows, mirrored_ones, sheet, tag
from ch3ef.scenarios.generated.tasks.logic.tracing import light_path


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
    question = draws.one((f"The lever is in balance. How heavy is the {one} weight?", f"What must the {one} weight be for the lever to stay level?",
                          f"The beam is level. How many kilograms does the {one} weight have?"))  # fmt: skip
    return question_of(question, [f"{option} kg" for option in options], f"{right} kg", canvas.picture())


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
    question = draws.one(("The red ray meets a mirror. Which blue arrow shows how it goes on?", "Along which arrow is the red ray reflected?",
                          "Which way does the light leave the mirror?", "Angle in, angle out: which blue ray is the reflection?"))  # fmt: skip
    return question_of(question, [f"arrow {number}" for number in numbers], f"arrow {right}", canvas.picture())


def wheels_and_belts(draws: Draws, columns: int, rows: int, apart: float) -> Question:
    """Wheels joined by belts, straight or crossed: which turns as the red one does, or the other way?"""
    tree = grown(draws, columns, rows, 0.8)
    crossed = {cell for cell in tree if draws.chance(0.45)}
    turns: dict[Cell, int] = {}
    for cell, before in tree.items():
        turns[cell] = 0 if cell == before else (turns[before] + (cell in crossed)) % 2
    (driver, _), *_ = tree.items()
    steps = depths(tree)
    far = sorted(tree, key=lambda cell: -steps[cell])[: 3 + len(tree) // 2]
    against = draws.whole(0, 1)
    fits, others = (
        [cell for cell in far if (turns[cell] == against) == fit and cell != driver] for fit in (True, False)
    )
    if not fits or len(others) < 3:
        return wheels_and_belts(draws, columns, rows, apart)
    right = draws.one(fits)
    options = draws.shuffled([right, *draws.some(others, 3)])
    numbers = dict(zip(options, draws.some(range(1, 100), 4), strict=True))
    canvas = sheet(draws, max(448, round(apart * columns + 40)), max(448, round(apart * rows + 40)))
    at = {(i, j): (20 + apart * (i + 0.5) + draws.jitter(0.06 * apart), 20 + apart * (j + 0.5) + draws.jitter(0.06 * apart))
          for i, j in tree}  # fmt: skip
    r, belts = 0.24 * apart, list[tuple[Point, Point]]()
    for cell, before in tree.items():
        if cell != before:
            (x1, y1), (x2, y2) = at[cell], at[before]
            long = math.dist(at[cell], at[before])
            nx, ny = r * (y1 - y2) / long, r * (x2 - x1) / long
            for side in (-1, 1):
                far_side = -side if cell in crossed else side
                belts.append(((x1 + side * nx, y1 + side * ny), (x2 + far_side * nx, y2 + far_side * ny)))
    canvas.path(strokes(belts), stroke="#5b6168", width=2 if apart > 50 else 1.5)
    for cell, (x, y) in at.items():
        canvas.circle(x, y, r, fill="#d32f2f" if cell == driver else "#fbd72b" if cell in numbers else "#f2f4f5", stroke=INK,
                      width=2 if apart > 50 else 1.2)  # fmt: skip
        if cell in numbers:
            canvas.text(
                x, y + 0.34 * max(11, 0.8 * r), str(numbers[cell]), size=max(11, 0.8 * r), anchor="middle", colour=INK
            )
    sense = "the opposite way to" if against else "the same way as"
    question = draws.one((f"Straight belts keep the sense of turning, crossed ones reverse it. Which of these wheels turns {sense} the red one?",
                          f"The red wheel drives all others by belts, some of them crossed. Which of these turns {sense} it?",
                          f"Follow the belts from the red wheel; a crossed belt reverses the turning. Which wheel turns {sense} the red one?"))  # fmt: skip
    return question_of(
        question, [f"wheel {numbers[option]}" for option in options], f"wheel {numbers[right]}", canvas.picture()
    )


def lamp_that_shines(draws: Draws, side: int) -> Question:
    """Wires with switches, open and closed, lead from a battery to four lamps: which has current?"""
    tree = grown(draws, side, side, 0.9)
    (battery, _), *_ = tree.items()
    tips = tips_of(tree, side - 1)
    if len(tips) < 4:
        return lamp_that_shines(draws, side)
    lamps = draws.some(tips, 4)
    right = draws.one(lamps)
    cuts = one_way_open(draws, tree, lamps, right)
    if cuts is None:
        return lamp_that_shines(draws, side)
    led = set(way(tree, right))
    wide = 560 if side < 20 else 900
    step = wide / side
    canvas = sheet(draws, wide + 40, wide + 40)

    def spot(cell: Cell) -> tuple[float, float]:
        return 20 + step * (cell[0] + 0.5), 20 + step * (cell[1] + 0.5)

    wires, closed, contacts = list[tuple[Point, Point]](), list[tuple[Point, Point]](), list[Point]()
    for cell, before in tree.items():
        (x1, y1), (x2, y2) = spot(cell), spot(before)
        if cell not in cuts and (cell in led or draws.chance(0.6)) and draws.chance(0.7):
            wires.append(((x1, y1), (x2, y2)))
            continue
        # A switch: two contacts and a blade, which lies on both or stands off.
        is_open = cell in cuts or (cell not in led and draws.chance(0.5))
        dx, dy = (x2 - x1) / 40, (y2 - y1) / 40
        a, b = (x1 + 11 * dx, y1 + 11 * dy), (x2 - 11 * dx, y2 - 11 * dy)
        wires += [((x1, y1), a), (b, (x2, y2))]
        closed.append((a, (b[0] - 3 * dx + 10 * dy, b[1] - 3 * dy - 10 * dx) if is_open else b))
        contacts += [a, b]
    canvas.path(strokes(wires), stroke=INK, width=2)
    canvas.path(strokes(closed), stroke="#2f6fd0", width=min(3.0, 0.1 * step))
    canvas.path(strokes((contact, contact) for contact in contacts), stroke=INK, width=0.16 * step)
    colours = draws.some(("red", "green", "orange", "purple", "brown", "pink"), 4)
    for cell, colour in zip(lamps, colours, strict=True):
        canvas.circle(*spot(cell), 0.26 * step, fill=NAMED[colour], stroke=INK, width=2)
    x, y = spot(battery)
    canvas.rect(x - 0.32 * step, y - 0.22 * step, 0.64 * step, 0.44 * step, fill="#fbd72b", stroke=INK, width=2)
    question = draws.one(("Current flows along wires and closed switches only. Which lamp is joined to the yellow battery?",
                          "Which lamp shines? From the yellow battery the current passes closed switches, but no open one.",
                          "Three lamps are cut off from the yellow battery by open switches. Which one is not?"))  # fmt: skip
    said = draws.shuffled(colours)
    return question_of(
        question, [f"the {colour} lamp" for colour in said], f"the {colours[lamps.index(right)]} lamp", canvas.picture()
    )


def longest_line(draws: Draws, side: int, long: int, apart: int) -> Question:
    """Four winding lines from dot to dot: which is the longest, or the shortest?"""
    # Dials: dots of a side of each sheet, length of the longest or shortest line, and by how much it is so at least.
    numbers = list("1234")
    right, sense = draws.one(numbers), draws.one((1, -1))
    lengths = {number: long - sense * (0 if number == right else apart + draws.whole(0, 1)) for number in numbers}
    step = (430 if side > 9 else 220) / side
    panel = step * side + 26
    canvas = sheet(draws, round(2 * panel) + 20, round(2 * panel) + 20)
    colour = NAMED[draws.one(BRIGHT)]
    for place, number in enumerate(numbers):
        ends: list[Cell] = []
        while not ends:
            tree = grown(draws, side, side, 1)
            ends = [cell for cell, steps in depths(tree).items() if steps == lengths[number]]
        left, top = 16 + panel * (place % 2), 16 + panel * (place // 2)
        canvas.rect(left, top, panel - 12, panel - 12, fill="#fdfdfb", radius=8)
        for i, j in tree:
            canvas.circle(left + 12 + step * (i + 0.4), top + 18 + step * (j + 0.3), 1.5, fill="#8a9096")
        canvas.polyline([(left + 12 + step * (i + 0.4), top + 18 + step * (j + 0.3)) for i, j in way(tree, draws.one(ends))],
                        stroke=colour, width=4 if side < 25 else 3)  # fmt: skip
        canvas.text(left + 5, top + 17, number, size=16, face="sans-bold", colour=INK)
    most = "longest" if sense > 0 else "shortest"
    question = draws.one((f"All dots are equally far apart. Which line is the {most}?", f"Measured from dot to dot, which of the four lines is {most}?",
                          f"Four lines run from dot to dot. Which one is the {most} of them?"))  # fmt: skip
    return question_of(question, [f"line {number}" for number in numbers], f"line {right}", canvas.picture())


def left_handed_screws(draws: Draws, dials: Rows) -> Question:
    """Screws that lie in all ways: how many have a left-handed thread?"""
    figure = screw(draws.one(("#b9c0c6", "#d6b25a", "#c08a5a")))
    return mirrored_ones(draws, dials, figure, {"right-handed": False, "left-handed": True},
                         "Above are a right-handed and a left-handed screw. How many below the line are left-handed?",
                         "A screw's thread is right-handed or left-handed, however the screw lies. How many left-handed ones lie below the line?")  # fmt: skip


FORMS: Sequence[Form] = (
    lever, reflected_ray,
    graded(light_path, {1: (4, 4, 2), 2: (38, 560, 70), 3: (42, 760, 120)}),
    graded(wheels_and_belts, {1: (3, 2, 140), 2: (20, 15, 48), 3: (25, 19, 39)}),
    graded(lamp_that_shines, {1: 5, 2: 34, 3: 38}),
    graded(longest_line, {1: (5, 9, 4), 2: (24, 215, 1), 3: (30, 340, 1)}),
    graded(left_handed_screws, {2: Rows(9, 5, 59, 5), 3: Rows(14, 9, 60, 14)}),
)  # fmt: skip

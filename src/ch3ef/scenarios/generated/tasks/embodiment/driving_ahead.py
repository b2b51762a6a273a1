"""Autonomous driving, where one look is not enough: fine dials, rows of signs with plates, tables, full roads, big crossings."""

from __future__ import annotations

import math
from typing import NamedTuple

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.fitting import fitting, window
from ch3ef.scenarios.generated.scene.palette import NAMED, darker
from ch3ef.scenarios.generated.tasks.embodiment.dashboard import car_above, speed_and_limit, turned, who_goes_first
from ch3ef.scenarios.generated.tasks.embodiment.drawing import ways_across
from ch3ef.scenarios.generated.tasks.embodiment.driving import (
    light_for_direction,
    overtake_or_not,
    what_car_signals,
    where_lane_leads,
)  # fmt: skip
from ch3ef.scenarios.generated.tasks.embodiment.road import limit_sign

_PAINTS = ("#b53a3a", "#2c5aa0", "#e0e3e6", "#3b3f46", "#d9a03a", "#4f7d5a", "#9aa3ab")
_INK = "#20242b"


class Dial(NamedTuple):
    """Dials: km/h from tick to tick, from number to number and to the end, and whether a limit is to be compared."""

    tick: int
    number: int
    end: int
    compared: bool


def _gauge(canvas: Canvas, draws: Draws, x: float, y: float, r: float, dials: Dial, speed: int) -> None:
    face, ink, needle = draws.one(
        (("#14171c", "#e9edf2", "#ff5a36"), ("#10202e", "#d7ecff", "#ffb300"), ("#f2efe6", "#2a2d33", "#c62828"))
    )
    canvas.circle(x, y, r, fill=face, stroke="#8c949d", width=5)
    for value in range(0, dials.end + 1, dials.tick):
        angle = -125 + 250 * value / dials.end
        inner = 0.84 if value % dials.number == 0 else 0.88 if value % 10 == 0 else 0.915
        canvas.line(
            *turned(x, y, 0.96 * r, angle),
            *turned(x, y, inner * r, angle),
            stroke=ink,
            width=3 if inner == 0.84 else 1.5,
        )
        if value % dials.number == 0:
            tx, ty = turned(x, y, 0.73 * r, angle)
            canvas.text(tx, ty + 6, str(value), size=max(13, 0.085 * r), colour=ink, anchor="middle")
    canvas.text(x, y + 0.5 * r, "km/h", size=16, colour=ink, anchor="middle")
    angle = -125 + 250 * speed / dials.end
    canvas.line(*turned(x, y, 0.15 * r, angle + 180), *turned(x, y, 0.9 * r, angle), stroke=needle, width=2.5)
    canvas.circle(x, y, 0.06 * r, fill="#3c434c", stroke="#8c949d", width=2)


def needle_on_dial(draws: Draws, dials: Dial) -> Question:
    """A speedometer: which speed, or how far above the limit on the sign?"""
    limit = 10 * draws.whole(3, 8) if dials.compared else 0
    options = window(draws, 2 * dials.tick, dials.end - limit - 2 * dials.tick, step=dials.tick) if not limit else window(
        draws, dials.tick, 24 * dials.tick, step=dials.tick)  # fmt: skip
    right = draws.one(options)
    canvas = Canvas(800 if limit else 448, 660 if limit else 448, ground="#2b2f36")
    r = 314 if limit else 208
    _gauge(canvas, draws, r + 16, r + 16, r, dials, limit + right)
    if limit:
        limit_sign(canvas, 2 * r + 84, 110, 48, limit)
        question = draws.one(
            (
                "By how many km/h is the car faster than the sign allows?",
                "How far above the limit on the sign does the needle stand?",
            )
        )
    else:
        question = draws.one(
            (
                "Which speed does the needle show?",
                "How fast is the car going?",
                "Read the speedometer. What is the speed?",
            )
        )
    return question_of(question, [f"{option} km/h" for option in options], f"{right} km/h", canvas.picture())


class Signs(NamedTuple):
    """Dials: signs along the way, and kinds of plates under them."""

    signs: int
    plates: int


_PLATES = (("wet road", "rain"), ("lorries", "lorry"), ("22 - 6 h", "night"), ("with trailer", "trailer"))


def limit_that_holds(draws: Draws, dials: Signs) -> Question:
    """Signs along a road, some with plates, and the car's display: which limit holds at its kilometre?"""
    options = window(draws, 30, 120, step=10)
    right = draws.one(options)
    plates = _PLATES[: dials.plates]
    true = {word: draws.chance(0.5) for _, word in _PLATES}

    def make() -> tuple[list[tuple[float, int, str]], float, int]:
        marks = sorted(draws.some(range(10, 399), dials.signs))
        signs = [(mark / 10, draws.one(options), "" if k == 0 or not plates or draws.chance(0.4) else draws.one(plates)[0])
                 for k, mark in enumerate(marks)]  # fmt: skip
        here = draws.whole(marks[len(marks) // 2] + 2, 410) / 10
        limit = 0
        for at, number, plate in signs:
            if at < here and (not plate or true[dict(_PLATES)[plate]]):
                limit = number
        return signs, here, limit

    signs, here, _ = fitting(make, lambda made: made[2] == right and all(b[0] - a[0] > 0.3 for a, b in zip(made[0], made[0][1:], strict=False))
                             and all(abs(sign[0] - made[1]) > 0.25 for sign in made[0]), 20000)  # fmt: skip
    per = 6
    rows = math.ceil(len(signs) / per)
    canvas = Canvas(760, max(448, 138 * rows + 190), ground="#cfe0ea")
    for k, (at, number, plate) in enumerate(signs):
        x, y = 70 + 124 * (k % per), 60 + 138 * (k // per)
        canvas.rect(x - 2.5, y, 5, 86, fill="#7d848b")
        limit_sign(canvas, x, y, 30, number)
        if plate:
            canvas.rect(x - 44, y + 33, 88, 21, fill="#ffffff", stroke=_INK, width=1.5)
            canvas.text(x, y + 48, plate, size=12, anchor="middle")
        canvas.text(x, y + 100, f"km {at:.1f}", size=13, anchor="middle", colour="#3a4048")
    top = canvas.height - 116
    canvas.rect(16, top, 728, 100, fill="#15181d", radius=12)
    facts = (f"km {here:.1f}", "rain, road wet" if true["rain"] else "dry", "23:40" if true["night"] else "14:20",
             "lorry" if true["lorry"] else "car", "trailer: yes" if true["trailer"] else "trailer: no")  # fmt: skip
    for k, fact in enumerate(facts):
        canvas.text(
            40 + 144 * k, top + 58, fact, size=19 if k else 24, face="mono" if k == 0 else "sans", colour="#8fd3ff"
        )
    question = draws.one(("The signs stand along the road in this order; each holds until the next that applies. The display shows where and what you drive. Which limit holds?",
                          "Which speed limit applies to the vehicle on the display, at its kilometre? A plate restricts its sign; the last sign that applies counts."))  # fmt: skip
    return question_of(question, [f"{option} km/h" for option in options], f"{right} km/h", canvas.picture())


class Stops(NamedTuple):
    """Dials: km/h between rows of the table, columns of surfaces, and whether the speed stands on a dial."""

    step: int
    surfaces: int
    dial: bool


_SURFACES = ("dry", "damp", "wet", "leaves", "gravel", "snow", "ice")


def room_to_stop(draws: Draws, dials: Stops) -> Question:
    """A dashboard and a table of stopping distances: how many metres are left before the obstacle?"""
    options = window(draws, 2, 30)
    right = draws.one(options)
    surfaces = _SURFACES[: dials.surfaces]
    surface = draws.one(surfaces)
    speeds = list(range(30, 30 + dials.step * (7 if dials.step > 5 else 20), dials.step))
    speed = draws.one(speeds)
    table = {(row, column): round(row * 0.28 + row * row / (160 / (1 + 0.32 * k)) + draws.jitter(1.4))
             for row in speeds for k, column in enumerate(surfaces)}  # fmt: skip
    first = Canvas(600, 448, ground="#2b2f36")
    if dials.dial:
        _gauge(first, draws, 222, 224, 204, Dial(dials.step, 20, 160, False), speed)
    else:
        first.text(222, 250, f"{speed}", size=110, face="mono", colour="#8fd3ff", anchor="middle")
        first.text(222, 300, "km/h", size=24, colour="#c9d2da", anchor="middle")
    for k, (head, fact) in enumerate((("Road", surface), ("Obstacle in", f"{table[speed, surface] + right} m"))):
        first.rect(446, 70 + 150 * k, 140, 110, fill="#15181d", radius=10, stroke="#4a515b")
        first.text(516, 104 + 150 * k, head, size=16, colour="#9aa6b2", anchor="middle")
        first.text(516, 146 + 150 * k, fact, size=26, colour="#ffd54a", anchor="middle")
    lead, size = (38, 18) if len(speeds) < 10 else (21, 12)
    second = Canvas(max(448, 90 * len(surfaces) + 140), max(448, round(lead * len(speeds) + 110)), ground="#fbfaf4")
    second.text(24, 40, "Stopping distance in metres", size=20, face="sans-bold", colour=_INK)
    for k, column in enumerate(surfaces):
        second.text(160 + 86 * k, 76, column, size=size, face="sans-bold", anchor="end")
    for j, row in enumerate(speeds):
        y = 76 + lead * (j + 1)
        second.text(88, y, f"{row}", size=size, face="sans-bold", anchor="end")
        second.line(20, y + 0.3 * lead, second.width - 20, y + 0.3 * lead, stroke="#d9d5c6", width=1)
        for k, column in enumerate(surfaces):
            second.text(160 + 86 * k, y, str(table[row, column]), size=size, anchor="end")
    second.text(30, 76, "km/h", size=size, face="sans-bold")
    question = draws.one(("The car brakes now. How many metres before the obstacle does it come to a stop, by the table?",
                          "Look up the stopping distance. How much room is left in front of the obstacle?",
                          "By the display and the table, how far from the obstacle does the car stand after braking?"))  # fmt: skip
    return question_of(question, [f"{option} m" for option in options], f"{right} m", first.picture(), second.picture())


class Kerbs(NamedTuple):
    """Dials: colours of kerbs, and spans of hours for each."""

    colours: int
    spans: int


_DAYS = ("Mon - Thu", "Friday", "Saturday")


def parked_until(draws: Draws, dials: Kerbs) -> Question:
    """A table of parking rules and a car at a kerb: until when may it stay?"""
    stays = (30, 45, 60, 75, 90, 105, 120)
    colours = draws.some(("blue", "green", "yellow", "red", "white"), dials.colours)
    spans = ((7, 11), (11, 15), (15, 19))[: dials.spans]
    days = _DAYS[:1] if dials.spans == 1 else _DAYS
    low = draws.whole(0, 3)
    options = list(stays[low : low + 4])
    right = draws.one(options)
    rows = {(colour, day, span): draws.one(stays) for colour in colours for day in days for span in spans}
    asked = draws.one(list(rows))
    rows[asked] = right
    start = 60 * asked[2][0] + 5 * draws.whole(1, 20)
    picture = Canvas(560, 448, ground="#cfe4f2")
    picture.rect(0, 230, 560, 218, fill="#8b9097")
    picture.rect(0, 206, 560, 26, fill=NAMED[asked[0]], stroke="#5f646b", width=2)
    picture.rect(0, 150, 560, 56, fill="#c9c4b8")
    with picture.moved(300, 330, angle=90):
        car_above(picture, 0, 0, draws.one(_PAINTS), scale=2.1)
    picture.rect(24, 22, 190, 96, fill="#15181d", radius=10)
    day = {"Mon - Thu": draws.one(("Monday", "Tuesday", "Wednesday", "Thursday"))}.get(asked[1], asked[1])
    picture.text(119, 58, day, size=20, colour="#9fd3ff", anchor="middle")
    picture.text(119, 100, f"{start // 60}:{start % 60:02d}", size=34, face="mono", colour="#ffffff", anchor="middle")
    size, lead = (16, 34) if len(rows) < 10 else (12, 20)
    board = Canvas(470, max(448, lead * len(rows) + 110), ground="#f7f7f2")
    board.text(24, 44, "Parking by kerb", size=22, face="sans-bold", colour="#1f4e79")
    for k, head in enumerate(("kerb", "days", "arrival", "at most")):
        board.text(24 + 112 * k, 78, head, size=size, face="sans-bold")
    for j, ((colour, days_of, span), stay) in enumerate(rows.items()):
        for k, text in enumerate((colour, days_of, f"{span[0]} - {span[1]} h", f"{stay} min")):
            board.text(24 + 112 * k, 78 + lead * (j + 1), text, size=size)

    def until(stay: int) -> str:
        return f"{(start + stay) // 60}:{(start + stay) % 60:02d}"

    question = draws.one(("The car has just been parked; the display shows day and time. Until when may it stay there?",
                          "By the board, when must the car that has just arrived be gone?"))  # fmt: skip
    return question_of(
        question, [until(option) for option in options], until(right), picture.picture(), board.picture()
    )


_FRONT, _BACK = (
    ("Al", "Bar", "Bel", "Dor", "El", "Har", "Hol", "Mar", "Mor", "Wal", "Wil"),
    ("ford", "field", "ton", "den", "ham", "low", "ney"),
)


class Ramps(NamedTuple):
    """Dials: lanes, and how often they change places."""

    lanes: int
    changes: int


def ramp_to_town(draws: Draws, dials: Ramps) -> Question:
    """Ramps that cross on bridges: which lane leads to a town?"""
    lanes = [str(k) for k in range(1, dials.lanes + 1)]
    options = draws.some(lanes, 4)
    right = draws.one(options)
    towns = draws.some([front + back for front in _FRONT for back in _BACK], dials.lanes)
    canvas = Canvas(
        190 + (84 if dials.changes < 6 else 46) * dials.changes, max(448, 34 * dials.lanes + 30), ground="#fdfdfb"
    )
    ways_across(draws, canvas, lanes, towns, (right, towns[0]), "#5b626a", dials.changes)
    question = draws.one((f"The grey ramps cross one another on bridges and never join. Which lane on the left leads to {towns[0]}?",
                          f"You want to get to {towns[0]}. Into which numbered lane must you go? Ramps cross over bridges and do not meet."))  # fmt: skip
    return question_of(question, [f"lane {option}" for option in options], f"lane {right}", canvas.picture())


class Crossing(NamedTuple):
    """Dials: lanes of each arm, and the fewest and most cars to count."""

    lanes: int
    low: int
    high: int


def cars_with_green(draws: Draws, dials: Crossing) -> Question:
    """A crossing with a light and an arrow for each lane: how many cars that turn one way have green?"""
    lanes = dials.lanes
    options = window(draws, dials.low, dials.high)
    right = draws.one(options)
    way = draws.one(("left", "right"))
    light = draws.one(("green", "red"))
    places = [
        (arm, lane, row)
        for arm in range(4)
        for lane in range(lanes)
        for row in range(1 if lanes < 3 else 2 if lanes < 5 else 3)
    ]

    def make() -> tuple[dict[tuple[int, int], str], dict[tuple[int, int], str], set[tuple[int, int, int]]]:
        ways = ("left", "ahead", "right")
        arrows: dict[tuple[int, int], str] = {}
        for arm in range(4):
            ordered = sorted((draws.one((*ways, way)) for _ in range(lanes)), key=ways.index)
            arrows.update({(arm, lane): arrow for lane, arrow in enumerate(ordered)})
        lights = {lane: draws.one(("red", "green", "yellow", light)) for lane in arrows}
        return arrows, lights, {place for place in places if draws.chance(0.8)}

    def total(made: tuple[dict[tuple[int, int], str], dict[tuple[int, int], str], set[tuple[int, int, int]]]) -> int:
        arrows, lights, cars = made
        return sum(arrows[arm, lane] == way and lights[arm, lane] == light for arm, lane, _ in cars)

    arrows, lights, cars = fitting(make, lambda made: total(made) == right, 40000)
    side, w = (620 if lanes < 5 else 900), 30.0
    canvas = Canvas(side, side, ground=draws.one(("#a9c68a", "#b4c79a", "#9dbd8e")))
    half = w * lanes
    canvas.rect(side / 2 - half, 0, 2 * half, side, fill="#7c8087")
    canvas.rect(0, side / 2 - half, side, 2 * half, fill="#7c8087")
    for arm in range(4):
        with canvas.moved(side / 2, side / 2, angle=90 * arm):
            canvas.line(0, half + 6, 0, side / 2, stroke="#f3f3ee", width=4)
            canvas.line(4, half + 8, half - 4, half + 8, stroke="#f3f3ee", width=5)
            for lane in range(lanes):
                x = w * (lane + 0.5)
                if lane:
                    canvas.line(w * lane, half + 8, w * lane, side / 2, stroke="#f3f3ee", width=1.5, dash="9 8")
                canvas.circle(x, half - 6, 6.5, fill={"red": "#ff3b30", "green": "#2ecc55", "yellow": "#ffb300"}[lights[arm, lane]],
                              stroke="#15181c", width=3)  # fmt: skip
                for row in range(3):
                    if (arm, lane, row) in cars:
                        car_above(canvas, x, half + 66 + 62 * row, draws.one(_PAINTS), scale=0.52)
                with canvas.moved(x, half + 25):
                    turn = {"left": -90, "ahead": 0, "right": 90}[arrows[arm, lane]]
                    canvas.line(0, 11, 0, 0, stroke="#f3f3ee", width=3)
                    with canvas.moved(0, 0, angle=turn):
                        canvas.arrow(0, 0, 0, -12, stroke="#f3f3ee", width=3, head=8)
    question = draws.one((f"Each lane has its own arrow and its own light. How many cars stand in lanes that turn {way} and have {light}?",
                          f"Seen by the drivers, how many cars are in a lane with an arrow to the {way} and a {light} light before it?"))  # fmt: skip
    return question_of(question, [str(option) for option in options], str(right), canvas.picture())


class Rear(NamedTuple):
    """Dials: cars side by side in the mirror and one row behind the other, size of the letters on their plates."""

    across: int
    rows: int
    size: float


_ALIKE = (("2", "5"), ("S", "Z"), ("E", "3"), ("J", "L"), ("6", "8"), ("P", "R"), ("C", "G"))
"""Letters and figures that are taken for each other in a mirror, or when they are small."""


def plate_in_mirror(draws: Draws, dials: Rear) -> Question:
    """Cars in the rear-view mirror: which number plate has one of them?"""
    count = dials.across * dials.rows
    one, other = draws.some(_ALIKE, 2)
    rest = [draws.one("AHKMNTUVXY14790") for _ in range(5)]
    places = draws.some(range(7), 2)

    def plate(a: str, b: str) -> str:
        letters = list(rest)
        for place, letter in sorted(zip(places, (a, b), strict=True)):
            letters.insert(place, letter)
        return "".join(letters[:4]) + " " + "".join(letters[4:])

    options = [plate(a, b) for a in one for b in other]
    right = draws.one(options)
    colour = draws.one(("red", "yellow", "green", "blue"))
    others = ("#c9ced3", "#3b3f46", "#8a6a4a", "#f0f1ee")
    shown = draws.shuffled(
        [*options, *draws.some(options, max(0, count - 4) % 4), *options * (max(0, count - 4) // 4)]
    )[:count]
    spot = draws.one([k for k, each in enumerate(shown) if each == right] or [0])
    shown[spot] = right
    wide, tall = 8.2 * dials.size + 40, 7.2 * dials.size
    canvas = Canvas(
        max(448, round(wide * dials.across + 70)), max(448, round(tall * dials.rows + 90)), ground="#2b2f36"
    )
    canvas.rect(14, 14, canvas.width - 28, canvas.height - 28, fill="#cfd8de", stroke="#0f1114", width=8, radius=26)
    left, top = (canvas.width - wide * dials.across) / 2, (canvas.height - tall * dials.rows) / 2
    for k, text in enumerate(shown):
        paint = NAMED[colour] if k == spot else draws.one(others)
        with canvas.moved(
            left + wide * (k % dials.across + 0.5), top + tall * (k // dials.across + 0.5), mirrored=True
        ):
            canvas.path(f"M{-0.36 * wide} {-0.05 * tall}L{-0.27 * wide} {-0.42 * tall}H{0.27 * wide}L{0.36 * wide} {-0.05 * tall}z",
                        fill="#4a5a68", stroke=darker(paint, 0.4), width=3)  # fmt: skip
            canvas.rect(
                -0.42 * wide, -0.06 * tall, 0.84 * wide, 0.46 * tall, fill=paint, radius=8, stroke=darker(paint, 0.4)
            )
            canvas.rect(
                -3.1 * dials.size,
                0.08 * tall,
                6.2 * dials.size,
                1.6 * dials.size,
                fill="#fdfdf8",
                stroke="#1d1d1f",
                width=1,
            )
            canvas.text(
                0,
                0.08 * tall + 1.2 * dials.size,
                text,
                size=dials.size,
                face="sans-bold",
                anchor="middle",
                colour="#1d1d1f",
            )
    question = draws.one((f"The picture is what you see in the rear-view mirror, so all is mirrored. Which number plate has the {colour} car?",
                          f"In the mirror you see the {colour} car behind you. What does its number plate say?"))  # fmt: skip
    return question_of(question, options, right, canvas.picture())


FORMS: tuple[Form, ...] = (
    light_for_direction, overtake_or_not, what_car_signals, where_lane_leads, speed_and_limit, who_goes_first,
    graded(needle_on_dial, {1: Dial(20, 20, 160, False), 2: Dial(2, 35, 195, True), 3: Dial(1, 40, 200, True)}),
    graded(limit_that_holds, {1: Signs(3, 0)}),
    graded(room_to_stop, {1: Stops(20, 3, False)}),
    graded(parked_until, {1: Kerbs(4, 1)}),
    graded(ramp_to_town, {2: Ramps(18, 16), 3: Ramps(20, 18)}),
    graded(plate_in_mirror, {2: Rear(5, 5, 14), 3: Rear(6, 6, 12)}),
    graded(cars_with_green, {1: Crossing(1, 0, 3), 2: Crossing(7, 14, 28), 3: Crossing(7, 15, 31)}),
)  # fmt: skip

"""Autonomous driving, where one look is not enough: fine dials, rows of signs with plates, tables, full roads, big crossings."""

from __future__ import annotations

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
    low, high = (dials.tick, 24 * dials.tick) if limit else (2 * dials.tick, dials.end - 2 * dials.tick)
    options, right = window(draws, low, high, step=dials.tick)
    canvas = Canvas(800 if limit else 448, 660 if limit else 448, ground="#2b2f36")
    r = 314 if limit else 208
    _gauge(canvas, draws, r + 16, r + 16, r, dials, limit + right)
    if limit:
        limit_sign(canvas, 2 * r + 84, 110, 48, limit)
        question = draws.one(("By how many km/h is the car faster than the sign allows?",
                              "How far above the limit on the sign does the needle stand?"))  # fmt: skip
    else:
        question = draws.one(("Which speed does the needle show?", "How fast is the car going?",
                              "Read the speedometer. What is the speed?"))  # fmt: skip
    return question_of(question, [f"{option} km/h" for option in options], f"{right} km/h", canvas.picture())


_FRONT, _BACK = (
    ("Al", "Bar", "Bel", "Dor", "El", "Har", "Hol", "Mar", "Mor", "Wal", "Wil"),
    ("ford", "field", "ton", "den", "ham", "low", "ney"),
)


def ramp_to_town(draws: Draws, lane_count: int, changes: int) -> Question:
    """Ramps that cross on bridges: which lane leads to a town?"""
    lanes = [str(k) for k in range(1, lane_count + 1)]
    options = draws.some(lanes, 4)
    right = draws.one(options)
    towns = draws.some([front + back for front in _FRONT for back in _BACK], lane_count)
    canvas = ways_across(draws, lanes, towns, (right, towns[0]), "#5b626a", changes)
    question = draws.one((f"The grey ramps cross one another on bridges and never join. Which lane on the left leads to {towns[0]}?",
                          f"You want to get to {towns[0]}. Into which numbered lane must you go? Ramps cross over bridges and do not meet."))  # fmt: skip
    return question_of(question, [f"lane {option}" for option in options], f"lane {right}", canvas.picture())


def cars_with_green(draws: Draws, lanes: int, low: int, high: int) -> Question:
    """A crossing with a light and an arrow for each lane: how many cars that turn one way have green?"""
    options, right = window(draws, low, high)
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


_ALIKE = (("2", "5"), ("S", "Z"), ("E", "3"), ("J", "L"), ("6", "8"), ("P", "R"), ("C", "G"))
"""Letters and figures that are taken for each other in a mirror, or when they are small."""


def plate_in_mirror(draws: Draws, across: int, rows: int, size: float) -> Question:
    """Cars in the rear-view mirror: which number plate has one of them?"""
    # Dials: cars side by side in the mirror and one row behind the other, size of the letters on their plates.
    count = across * rows
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
    wide, tall = 8.2 * size + 40, 7.2 * size
    canvas = Canvas(max(448, round(wide * across + 70)), max(448, round(tall * rows + 90)), ground="#2b2f36")
    canvas.rect(14, 14, canvas.width - 28, canvas.height - 28, fill="#cfd8de", stroke="#0f1114", width=8, radius=26)
    left, top = (canvas.width - wide * across) / 2, (canvas.height - tall * rows) / 2
    for k, text in enumerate(shown):
        paint = NAMED[colour] if k == spot else draws.one(others)
        with canvas.moved(left + wide * (k % across + 0.5), top + tall * (k // across + 0.5), mirrored=True):
            canvas.path(f"M{-0.36 * wide} {-0.05 * tall}L{-0.27 * wide} {-0.42 * tall}H{0.27 * wide}L{0.36 * wide} {-0.05 * tall}z",
                        fill="#4a5a68", stroke=darker(paint, 0.4), width=3)  # fmt: skip
            canvas.rect(
                -0.42 * wide, -0.06 * tall, 0.84 * wide, 0.46 * tall, fill=paint, radius=8, stroke=darker(paint, 0.4)
            )
            canvas.rect(
                -3.1 * size,
                0.08 * tall,
                6.2 * size,
                1.6 * size,
                fill="#fdfdf8",
                stroke="#1d1d1f",
                width=1,
            )
            canvas.text(
                0,
                0.08 * tall + 1.2 * size,
                text,
                size=size,
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
    graded(ramp_to_town, {2: (18, 16), 3: (20, 18)}),
    graded(plate_in_mirror, {2: (5, 5, 14), 3: (6, 6, 12)}),
    graded(cars_with_green, {1: (1, 0, 3), 2: (7, 14, 28), 3: (7, 15, 31)}),
)  # fmt: skip

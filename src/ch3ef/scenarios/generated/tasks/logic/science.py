"""Simple science, read off a picture: food chains, the Moon, plants, particles, seasons, organs, magnets, planets."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.palette import SKINS, darker
from ch3ef.scenarios.generated.scene.things import THINGS
from ch3ef.scenarios.generated.tasks.logic.drawing import INK, ask, sheet, tag, window

_NUMBERS = ("1", "2", "3", "4")


def _numbered(question: str, right: int, canvas: Canvas, word: str = "number") -> Question:
    return question_of(
        question, [f"{word} {number}" for number in _NUMBERS], f"{word} {_NUMBERS[right]}", canvas.picture()
    )


def _grass(canvas: Canvas, x: float, y: float) -> None:
    for k in range(-4, 5):
        canvas.path(f"M{x + 7 * k:.0f} {y:.0f}q{k * 2} -40 {k * 4} {-62 + abs(k) * 5}", stroke="#3f8a45", width=6)


def _caterpillar(canvas: Canvas, x: float, y: float) -> None:
    for k in range(5):
        lift = -8 if k % 2 else 0
        canvas.circle(x - 36 + 18 * k, y - 14 + lift, 13, fill="#8fbf3f", stroke="#5f8a24", width=2)
    canvas.circle(x + 42, y - 20, 2.8, fill=INK)
    canvas.line(x + 36, y - 28, x + 32, y - 40, stroke=INK, width=2)
    canvas.line(x + 42, y - 28, x + 46, y - 40, stroke=INK, width=2)


def food_chain(draws: Draws) -> Question:
    """A chain with one member missing."""
    members = ["grass", "a caterpillar", "a bird", "a cat"]
    right = draws.one(members)
    back = draws.chance(0.5)
    canvas = sheet(draws, 720, 448)
    colours = {
        "a bird": draws.one(("#4f86c6", "#c9503f", "#8a5a37")),
        "a cat": draws.one(("#e08a3a", "#8f9499", "#3b3b40")),
    }
    for place, member in enumerate(reversed(members) if back else members):
        x = 92 + 179 * place
        canvas.circle(x, 220, 70, fill="#fdfdfb", stroke="#8fae7a", width=4)
        if member == right:
            canvas.text(x, 244, "?", size=66, face="sans-bold", anchor="middle", colour=INK)
        elif member == "grass":
            _grass(canvas, x, 254)
        elif member == "a caterpillar":
            _caterpillar(canvas, x, 240)
        else:
            THINGS[member[2:]](canvas, x, 256, 62 if member == "a bird" else 76, colours[member])
        if place:
            first, last = x - 106, x - 74
            canvas.arrow(last if back else first, 220, first if back else last, 220, stroke=INK, width=5, head=15)
    canvas.text(360, 360, "Arrow: is eaten by", size=20, anchor="middle", colour=INK)
    question = ask(draws, "Which living thing is missing from the food chain?", "What belongs at the question mark in the food chain?",
                   "Complete the food chain: who or what is missing?")  # fmt: skip
    return question_of(question, members, right, canvas.picture())


def moon_phase(draws: Draws) -> Question:
    """The Moon as seen from the north of the Earth."""
    phases = {"first quarter": (1.0, 0.0), "last quarter": (-1.0, 0.0), "full moon": (1.0, 1.0), "waxing crescent": (1.0, -0.6),
              "waning crescent": (-1.0, -0.6), "new moon": (1.0, -1.0), "waxing gibbous": (1.0, 0.6), "waning gibbous": (-1.0, 0.6)}  # fmt: skip
    options = draws.some(phases, 4)
    right = draws.one(options)
    side, bulge = phases[right]
    canvas = Canvas(448, 448, ground=draws.one(("#0f1a3a", "#1a1f3f", "#101a2a")))
    for _ in range(40):
        canvas.circle(draws.between(5, 443), draws.between(5, 443), draws.between(0.8, 2.2), fill="#e8e6d8")
    x, y, r = 224 + draws.jitter(40), 210 + draws.jitter(30), draws.between(90, 130)
    canvas.circle(x, y, r, fill="#39415c", stroke="#59617f", width=2)
    outer, inner = (1, 0) if side > 0 else (0, 1)
    turn = outer if bulge > 0 else inner
    if bulge == 1:
        canvas.circle(x, y, r, fill="#f6efd2")
    elif bulge > -1:
        canvas.path(f"M{x:.1f} {y - r:.1f}A{r:.1f} {r:.1f} 0 0 {outer} {x:.1f} {y + r:.1f}A{max(0.5, abs(bulge) * r):.1f} {r:.1f} 0 0 {turn} "
                    f"{x:.1f} {y - r:.1f}z", fill="#f6efd2")  # fmt: skip
    question = ask(draws, "Seen from Europe, which phase of the Moon is this?", "Which phase does the Moon show to people in the northern hemisphere?",
                   "The Moon is seen from the north of the Earth. What is this phase called?")  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def plant_part(draws: Draws) -> Question:
    """A flowering plant with four marks: which marks a part?"""
    parts = {"flower": (250.0, 92.0), "leaf": (308.0, 218.0), "stem": (250.0, 262.0), "root": (262.0, 402.0)}
    order = draws.shuffled(parts)
    asked = draws.one(("flower", "leaf", "stem", "root"))
    right = order.index(asked)
    canvas = Canvas(500, 480, ground=draws.one(("#e6f2f8", "#f6f4e8", "#eef5ea")))
    canvas.rect(0, 330, 500, 150, fill="#a37a52")
    for dx in (-60, -34, -8, 20, 48, 66):
        canvas.path(f"M250 332q{dx * 0.3:.0f} 40 {dx} {90 - abs(dx) * 0.4:.0f}", stroke="#efe0c4", width=5)
    canvas.path("M250 334q-6 -110 0 -210", stroke="#3a8a45", width=12)
    canvas.path("M252 250q30 -60 96 -44q-16 50 -96 44z", fill="#4c9a52", stroke="#2f6b37", width=3)
    canvas.path("M248 286q-34 -56 -96 -36q20 48 96 36z", fill="#4c9a52", stroke="#2f6b37", width=3)
    petal = draws.one(("#e0567f", "#f57c00", "#7b2fa8", "#d32f2f", "#2962d9"))
    for k in range(8):
        with canvas.moved(250, 92, angle=45 * k):
            canvas.ellipse(0, -40, 16, 28, fill=petal, stroke=darker(petal), width=2)
    canvas.circle(250, 92, 22, fill="#f3c63a", stroke="#b98d1c", width=3)
    ends = {"flower": (410.0, 70.0), "leaf": (430.0, 190.0), "stem": (90.0, 180.0), "root": (410.0, 430.0)}
    flip = draws.chance(0.5)
    for part, (x, y) in parts.items():
        ex, ey = ends[part]
        if flip and part == "flower":
            ex = 90
        tx, ty = (x + (34 if ex > x else -34), y - 4) if part == "flower" else (x, y)
        canvas.line(tx, ty, ex, ey, stroke=INK, width=3)
        canvas.circle(tx, ty, 5, fill=INK)
        tag(canvas, ex, ey, _NUMBERS[order.index(part)], 22)
    question = ask(
        draws,
        f"Which number marks the {asked} of the plant?",
        f"Where is the {asked}?",
        f"Find the {asked} of the plant: which number stands there?",
    )
    return _numbered(question, right, canvas)


def states_of_matter(draws: Draws) -> Question:
    """Particles in a vessel: solid, liquid, gas, or a mixture of two?"""
    options = ["a solid", "a liquid", "a gas"]
    right = draws.one(options)
    colour = draws.one(("#2962d9", "#d32f2f", "#3a9d3f", "#7b2fa8"))
    canvas = sheet(draws, 448, 480)
    if right == "a solid":
        spots = [(118 + 36.0 * k + 0, 404 - 35.0 * row) for row in range(5) for k in range(7)]
    elif right == "a liquid":
        spots = [
            (112 + 38.0 * k + (17 if row % 2 else 0) + draws.jitter(6), 404 - 38.0 * row + draws.jitter(4))
            for row in range(4)
            for k in range(6 if row % 2 else 7)
        ]
        spots = draws.some(spots, 24)
    else:
        spots = draws.some(
            [
                (120 + 52.0 * i + draws.jitter(13), 120 + 56.0 * j + draws.jitter(13))
                for i in range(5)
                for j in range(6)
            ],
            10,
        )
    canvas.rect(88, 80, 272, 346, fill="#fdfdfb")
    if right == "a liquid":
        canvas.rect(92, 262, 264, 162, fill="#cfe6f5")
    for x, y in spots:
        canvas.circle(x, y, 16, fill=colour, stroke=darker(colour), width=2)
        if right == "a gas":
            angle = draws.between(0, 6.28)
            canvas.arrow(x, y, x + 40 * math.cos(angle), y + 40 * math.sin(angle), stroke=INK, width=2, head=9)
    canvas.polyline([(88, 80), (88, 426), (360, 426), (360, 80)], stroke="#5b6168", width=7)
    if right == "a gas":
        canvas.line(88, 80, 360, 80, stroke="#5b6168", width=7)
    question = ask(draws, "The dots are particles. What do they form?", "Which state of matter do the particles show?", "Particles in a vessel: what is in it?",
                   "Of which state is this a model?")  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def thermometer(draws: Draws) -> Question:
    """Reading a thermometer."""
    options, right = window(draws, -15, 45, 5)
    canvas = sheet(draws, 448, 520)
    x = 224 + draws.jitter(60)
    colour = draws.one(("#d32f2f", "#2962d9"))

    def height(value: float) -> float:
        return 400 - (value + 20) * 4.6

    canvas.rect(x - 70, 30, 150, 470, fill="#fdfdfb", radius=16, stroke="#b9bec3", width=2)
    canvas.rect(x - 13, 66, 26, 370, fill="#eef2f5", radius=13, stroke="#5b6168", width=3)
    canvas.rect(x - 7, height(right), 14, 440 - height(right), fill=colour)
    canvas.circle(x, 450, 26, fill=colour, stroke="#5b6168", width=3)
    for value in range(-20, 51, 5):
        long = value % 10 == 0
        canvas.line(x + 16, height(value), x + (32 if long else 25), height(value), stroke=INK, width=2)
        if long:
            canvas.text(x + 37, height(value) + 6, str(value), size=17, colour=INK)
    canvas.text(x - 58, 62, "°C", size=19, colour=INK)
    question = ask(
        draws,
        "What does the thermometer show?",
        "How warm is it?",
        "Read the temperature off the scale.",
        "Which temperature is shown?",
    )
    return question_of(question, [f"{option} °C" for option in options], f"{right} °C", canvas.picture())


def season_from_tilt(draws: Draws) -> Question:
    """Four places of the Earth about the Sun: where is it winter in the north?"""
    seasons = ["summer", "autumn", "winter", "spring"]
    asked = draws.one(seasons)
    order = draws.shuffled(_NUMBERS)
    south = draws.chance(0.4)
    tilt = draws.one((1, -1))
    # Anticlockwise as seen from above the north: the left, the front, the right, the back.
    ring = [(110.0, 240.0), (340.0, 376.0), (570.0, 240.0), (340.0, 104.0)]
    first = 0 if tilt > 0 else 2
    place = (first + seasons.index(asked) + (2 if south else 0)) % 4
    canvas = Canvas(680, 480, ground="#131c3c")
    canvas.ellipse(340, 240, 230, 136, stroke="#6b78a8", width=3, dash="8 8")
    canvas.circle(340, 240, 62, fill="#ffc93c", opacity=0.3)
    canvas.circle(340, 240, 44, fill="#ffc93c")
    for (x, y), number in zip(ring, order, strict=True):
        with canvas.moved(x, y, angle=23.5 * tilt):
            canvas.line(0, -56, 0, 56, stroke="#e8ecf5", width=4)
            canvas.circle(0, 0, 36, fill="#3f86c9", stroke="#20507f", width=2)
            canvas.path("M-24 -16q14 -18 26 -8q2 14 -10 18q-12 4 -16 -10zM4 6q20 -6 24 6q-8 18 -20 14z", fill="#5aa85a")
            canvas.line(-36, 0, 36, 0, stroke="#ffffff", width=2)
            canvas.text(0, -60, "N", size=17, face="sans-bold", colour="#ffffff", anchor="middle")
        tag(canvas, x + (-72 if x < 200 else 72), y + 6, number, 19)
    canvas.arrow(160, 338, 200, 362, stroke="#f2f4fa", width=4, head=15)
    canvas.arrow(520, 142, 480, 118, stroke="#f2f4fa", width=4, head=15)
    half = "southern" if south else "northern"
    question = ask(draws, f"At which place of the Earth does {asked} begin in the {half} half?", f"Where on its way round the Sun does the Earth begin {asked} in the {half} half?",
                   f"Mind the tilt of the axis: where does {asked} begin for the {half} hemisphere?")  # fmt: skip
    return _numbered(question, _NUMBERS.index(order[place]), canvas, "place")


def organ(draws: Draws) -> Question:
    """A body with four marked organs: which is which?"""
    spots = {"brain": (250.0, 62.0), "heart": (262.0, 232.0), "stomach": (266.0, 318.0), "lung": (214.0, 222.0)}
    order = draws.shuffled(spots)
    asked = draws.one(tuple(spots))
    skin = draws.one(SKINS[:5])
    canvas = sheet(draws, 500, 500)
    canvas.path("M222 116h56v26q92 8 112 60l14 200h-46l-14 -150l-6 248h-176l-6 -248l-14 150h-46l14 -200q20 -52 112 -60z", fill=skin,
                stroke=darker(skin), width=3)  # fmt: skip
    canvas.ellipse(250, 76, 56, 64, fill=skin, stroke=darker(skin), width=3)
    canvas.path(
        "M208 76c-10 -40 22 -56 42 -50c24 -8 54 14 42 50q-20 12 -42 6q-22 6 -42 -6z",
        fill="#f0b3bd",
        stroke="#b8606f",
        width=3,
    )
    canvas.path("M250 28v50M226 44q10 8 4 22M274 44q-10 8 -4 22", stroke="#b8606f", width=3)
    for side in (-1, 1):
        canvas.path(
            f"M{250 + side * 12} 176q{side * 46} -6 {side * 52} 92q{side * -24} 14 {side * -50} -6z",
            fill="#e8a0a0",
            stroke="#b05f5f",
            width=3,
        )
    canvas.path("M262 262c-34 -22 -22 -52 -2 -40c18 -14 40 6 2 40z", fill="#c62828", stroke="#7f1414", width=3)
    canvas.path(
        "M256 286q4 -10 12 -6q-4 14 14 14q34 4 22 40q-14 26 -56 14q-8 -4 -2 -12q24 2 20 -20z",
        fill="#e0b070",
        stroke="#9c7030",
        width=3,
    )
    ends = {"brain": (420.0, 50.0), "heart": (450.0, 190.0), "stomach": (450.0, 330.0), "lung": (60.0, 190.0)}
    for name, (x, y) in spots.items():
        ex, ey = ends[name]
        canvas.line(x, y, ex, ey, stroke=INK, width=3)
        canvas.circle(x, y, 5, fill=INK)
        tag(canvas, ex, ey, _NUMBERS[order.index(name)], 22)
    question = ask(
        draws,
        f"Which number marks the {asked}?",
        f"Where is the {asked} in this body?",
        f"Find the {asked}: which number is it?",
    )
    return _numbered(question, order.index(asked), canvas)


def magnets(draws: Draws) -> Question:
    """Four pairs of bar magnets: which attract, or repel?"""
    right = draws.whole(0, 3)
    attract = draws.chance(0.5)
    canvas = sheet(draws, 620, 460)
    red, blue = draws.one((("#d32f2f", "#2962d9"), ("#d9653a", "#2f7f5a")))
    for place in range(4):
        y = 70 + 106 * place
        pulls = attract if place == right else not attract
        first = draws.one(("NS", "SN"))
        second = first if pulls else first[::-1]
        for x, poles in ((120, first), (390, second)):
            for k, pole in enumerate(poles):
                canvas.rect(x + 95 * k, y - 30, 95, 60, fill=red if pole == "N" else blue, stroke=INK, width=2)
                canvas.text(x + 95 * k + 47, y + 12, pole, size=32, face="sans-bold", colour="#ffffff", anchor="middle")
        tag(canvas, 56, y, _NUMBERS[place], 22)
    way = "attract" if attract else "repel"
    question = ask(draws, f"Which pair of magnets will {way} each other?", f"In which pair do the magnets {way} each other?",
                   f"Only one pair will {way}. Which?")  # fmt: skip
    return _numbered(question, right, canvas, "pair")


_PLANETS = {"Mercury": ("#a89a8c", 13), "Venus": ("#e6c48a", 19), "Earth": ("#3f86c9", 20), "Mars": ("#c9603a", 16), "Jupiter": ("#d9a877", 44),
            "Saturn": ("#e3cb92", 36), "Uranus": ("#9fd9dd", 28), "Neptune": ("#4a6fd6", 27)}  # fmt: skip


def planet(draws: Draws) -> Question:
    """The planets in their order, all of them blank: which is the marked one?"""
    names = list(_PLANETS)
    options = draws.some(names, 4)
    right = draws.one(options)
    canvas = Canvas(900, 448, ground=draws.one(("#121a36", "#1a1630", "#0f2030")))
    for _ in range(50):
        canvas.circle(draws.between(0, 900), draws.between(0, 448), draws.between(0.7, 1.8), fill="#d9dcea")
    flip = draws.chance(0.5)
    canvas.circle(900 if flip else 0, 224, 84, fill="#ffc93c")
    x = 128.0
    for name, (colour, r) in _PLANETS.items():
        x += r
        at = 900 - x if flip else x
        y = 224 + draws.jitter(10)
        canvas.circle(at, y, r, fill=canvas.glow(colour, darker(colour, 0.35)))
        if name == "Saturn":
            canvas.ellipse(at, y, 58, 11, stroke="#d9c08a", width=5)
        if name == right:
            canvas.arrow(at, 96, at, y - r - 12, stroke="#ffffff", width=5, head=17)
            canvas.text(at, 84, "?", size=34, face="sans-bold", colour="#ffffff", anchor="middle")
        x += r + (42 if name in ("Jupiter", "Saturn") else 40)
    question = ask(draws, "The planets stand in order of their distance from the Sun. Which one does the arrow show?", "Which planet is marked?",
                   "Count from the Sun: which planet is at the question mark?", "What is the name of the marked planet?")  # fmt: skip
    return question_of(question, options, right, canvas.picture())


_SCALE = {2: "#d32f2f", 4: "#f57c00", 6: "#fbe04a", 7: "#7fc24a", 8: "#2f8f6b", 10: "#2f6fd0", 12: "#6a2fa0"}


def acidity_strip(draws: Draws) -> Question:
    """A test strip beside its scale: which value, or acid or not?"""
    values = draws.some(_SCALE, 4)
    right = draws.one(values)
    canvas = sheet(draws, 620, 448)
    canvas.rect(30, 50, 560, 150, fill="#fdfdfb", radius=10, stroke="#b9bec3")
    for place, (value, colour) in enumerate(_SCALE.items()):
        canvas.rect(52 + 75 * place, 76, 66, 66, fill=colour, radius=6, stroke=darker(colour), width=2)
        canvas.text(85 + 75 * place, 178, str(value), size=24, face="sans-bold", anchor="middle", colour=INK)
    with canvas.moved(310 + draws.jitter(60), 310, angle=draws.jitter(24)):
        canvas.rect(-170, -28, 340, 56, fill="#fbf7ea", stroke="#b9b3a4", width=2)
        canvas.rect(60, -24, 84, 48, fill=_SCALE[right], stroke=darker(_SCALE[right]), width=2)
    question = ask(draws, "The strip was dipped into a liquid. Which pH does it show?", "Compare the strip with the scale: what is the pH?",
                   "Which pH value belongs to the colour of the strip?")  # fmt: skip
    return question_of(question, [f"pH {value}" for value in values], f"pH {right}", canvas.picture())


def temperature_change(draws: Draws, tick: int) -> Question:
    """Two thermometers whose columns end at or between the marks: how many degrees lie between them?"""
    options, right = window(draws, 4, 30)
    low = draws.whole(-15, 44 - right)
    first, second = draws.shuffled((low, low + right))
    canvas = sheet(draws, 520, 540)

    def height(value: float) -> float:
        return 420 - (value + 20) * 4.9

    for x, value, name in ((130.0, first, "morning"), (370.0, second, "evening")):
        canvas.rect(x - 70, 26, 150, 490, fill="#fdfdfb", radius=16, stroke="#b9bec3", width=2)
        canvas.rect(x - 13, 62, 26, 390, fill="#eef2f5", radius=13, stroke="#5b6168", width=3)
        canvas.rect(x - 7, height(value), 14, 460 - height(value), fill="#d32f2f")
        canvas.circle(x, 462, 24, fill="#d32f2f", stroke="#5b6168", width=3)
        for mark in range(-20, 51, tick):
            long = mark % 10 == 0
            canvas.line(
                x + 16,
                height(mark),
                x + (34 if long else 26 if mark % 5 == 0 else 22),
                height(mark),
                stroke=INK,
                width=1.5,
            )
            if long:
                canvas.text(x + 38, height(mark) + 6, str(mark), size=16, colour=INK)
        canvas.text(x, 508, name, size=17, anchor="middle", colour=INK)
    question = ask(draws, "How many degrees lie between the morning and the evening?", "By how much did the temperature change, in °C?",
                   "What is the difference between the two temperatures, to the degree?")  # fmt: skip
    return question_of(question, [f"{option} °C" for option in options], f"{right} °C", canvas.picture())


def meter(draws: Draws, dials: int) -> Question:
    """A row of dials that turn to and fro: which number do they show?"""
    i, j = draws.some(range(dials), 2)
    # No hand comes so near to a figure that one has to look at the next dial.
    figures = [draws.whole(2, 7) for _ in range(dials)]
    figures[i], figures[j] = draws.whole(2, 6), draws.whole(2, 6)
    readings = []
    for more in ((0, 0), (0, 1), (1, 0), (1, 1)):
        other = list(figures)
        other[i], other[j] = figures[i] + more[0], figures[j] + more[1]
        readings.append("".join(map(str, other)))
    right = draws.one(readings)
    canvas = sheet(draws, 40 + 150 * dials, 448)
    canvas.rect(14, 90, canvas.width - 28, 230, fill="#fdfdfb", radius=14, stroke="#5b6168", width=4)
    # From the right: a hand has gone on from its figure by what the dials after it show.
    share, hands = draws.between(0.25, 0.75), []
    for shown in reversed(right):
        share = (int(shown) + share) / 10
        hands.append(share)
    for place, turned in enumerate(reversed(hands)):
        x, y, way = 95 + 150 * place, 205, 1 if place % 2 == 0 else -1
        canvas.circle(x, y, 62, fill="#f6f4ec", stroke=INK, width=3)
        for figure in range(10):
            angle = math.radians(36 * figure * way)
            canvas.line(x + 52 * math.sin(angle), y - 52 * math.cos(angle), x + 60 * math.sin(angle), y - 60 * math.cos(angle),
                        stroke=INK, width=2)  # fmt: skip
            canvas.text(
                x + 42 * math.sin(angle),
                y + 5 - 42 * math.cos(angle),
                str(figure),
                size=15,
                anchor="middle",
                colour=INK,
            )
        angle = 2 * math.pi * turned * way
        canvas.arrow(x, y, x + 34 * math.sin(angle), y - 34 * math.cos(angle), stroke="#d32f2f", width=4, head=12)
        canvas.circle(x, y, 6, fill=INK)
    question = ask(draws, "Of each dial the figure counts that its hand has passed last. Which number does the meter show?",
                   "Read the meter from left to right; between two figures the one that the hand came from counts.")  # fmt: skip
    return question_of(question, readings, right, canvas.picture())


class Clocks(NamedTuple):
    """Dials: minutes between options, and whether the faces have figures."""

    step: int
    figures: bool


def clocks_apart(draws: Draws, dials: Clocks) -> Question:
    """Two clocks of one day: how much time lies between them?"""
    options, right = window(draws, 65, 240, dials.step)
    start = draws.whole(12 * 60 // dials.step, 17 * 60 // dials.step) * dials.step
    canvas = sheet(draws, 640, 448)
    for x, minutes, name in ((170, start, "begins"), (470, start + right, "ends")):
        canvas.circle(x, 200, 128, fill="#fdfdfb", stroke=INK, width=6)
        for mark in range(60):
            angle, long = math.radians(6 * mark), mark % 5 == 0
            inner = 108 if long else 116
            canvas.line(x + inner * math.sin(angle), 200 - inner * math.cos(angle), x + 121 * math.sin(angle), 200 - 121 * math.cos(angle),
                        stroke=INK, width=3 if long else 1.2)  # fmt: skip
            if long and dials.figures:
                canvas.text(
                    x + 92 * math.sin(angle),
                    206 - 92 * math.cos(angle),
                    str(mark // 5 or 12),
                    size=18,
                    anchor="middle",
                    colour=INK,
                )
        for turned, length, width in ((minutes / 720, 62, 8), (minutes / 60, 100, 4)):
            angle = 2 * math.pi * turned
            canvas.line(x, 200, x + length * math.sin(angle), 200 - length * math.cos(angle), stroke=INK, width=width)
        canvas.circle(x, 200, 8, fill="#d32f2f")
        canvas.text(x, 370, name, size=20, anchor="middle", colour=INK)
    what = draws.one(("film", "match", "concert", "lesson", "walk"))
    question = ask(draws, f"The clocks show when a {what} begins and ends, less than six hours later. How long does it last?",
                   f"A {what} begins at the time on the left and ends at the time on the right, within six hours. How long is it?")  # fmt: skip
    said = {option: f"{option // 60} h {option % 60} min" for option in options}
    return question_of(question, list(said.values()), said[right], canvas.picture())


_PLANTS = ("grass", "clover", "oak", "moss", "fern", "reed", "berry")
_ANIMALS = (
    "snail",
    "mouse",
    "rabbit",
    "beetle",
    "goose",
    "deer",
    "duck",
    "vole",
    "moth",
    "finch",
    "frog",
    "hare",
    "squirrel",
)


class Web(NamedTuple):
    """Dials: plants, and animals that eat them."""

    plants: int
    animals: int


def food_web(draws: Draws, dials: Web) -> Question:
    """Who eats what: which animal has nothing left when one plant dies out?"""
    plants, animals = draws.some(_PLANTS, dials.plants), draws.some(_ANIMALS, dials.animals)
    options = draws.some(range(dials.animals), 4)
    right, gone = draws.one(options), draws.whole(0, dials.plants - 1)
    others = [place for place in range(dials.plants) if place != gone]
    eats = {}
    for animal in range(dials.animals):
        if animal == right:
            eats[animal] = [gone]
        elif animal in options:
            # It eats the plant too, or something else alone.
            eats[animal] = [gone, draws.one(others)] if draws.chance(0.6) else [draws.one(others)]
        else:
            # None of them loses all, lest two answers are true.
            eats[animal] = [draws.one(others), *([gone] if draws.chance(0.3) else [])]
    canvas = sheet(draws, 700 if dials.animals < 8 else 980, 470)
    at = {"plants": [canvas.width * (k + 0.5) / dials.plants for k in range(dials.plants)],
          "animals": [canvas.width * (k + 0.5) / dials.animals for k in range(dials.animals)]}  # fmt: skip
    for animal, food in eats.items():
        for plant in food:
            canvas.arrow(at["plants"][plant], 372, at["animals"][animal], 112, stroke="#5b6168", width=3, head=15)
    for names, xs, y, fill in ((plants, at["plants"], 390, "#cfe8c9"), (animals, at["animals"], 94, "#f3dcc0")):
        for name, x in zip(names, xs, strict=True):
            canvas.rect(x - 38, y - 18, 76, 36, fill=fill, radius=9, stroke=INK, width=2)
            canvas.text(x, y + 6, name, size=16, anchor="middle", colour=INK)
    question = ask(draws, f"Arrows lead from what is eaten to who eats it. Which animal has nothing left to eat if the {plants[gone]} dies out?",
                   f"Each arrow points from food to the animal that eats it. The {plants[gone]} dies out. Which animal loses all of its food?")  # fmt: skip
    return question_of(
        question, [f"the {animals[option]}" for option in options], f"the {animals[right]}", canvas.picture()
    )


FORMS: Sequence[Form] = (
    graded(temperature_change, {2: 5, 3: 10}),
    graded(meter, {2: 6}),
    graded(clocks_apart, {2: Clocks(5, figures=False), 3: Clocks(1, figures=False)}),
    graded(food_web, {2: Web(6, 11), 3: Web(7, 13)}),
    food_chain, moon_phase, plant_part, states_of_matter, thermometer, season_from_tilt, organ, magnets, planet,
    acidity_strip,
)  # fmt: skip

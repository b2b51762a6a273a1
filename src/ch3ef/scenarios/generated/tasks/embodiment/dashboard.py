"""Autonomous driving, off the road: the dashboard's gauges and lamps, and a crossing seen from above."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Question, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture, Point
from ch3ef.scenarios.generated.scene.palette import NAMED, darker, lighter
from ch3ef.scenarios.generated.tasks.embodiment.drawing import worded
from ch3ef.scenarios.generated.tasks.embodiment.road import (
    LANE,
    TWO_WAY,
    cabin,
    give_way,
    landscape,
    limit_sign,
    post,
    priority_sign,
    scale_at,
    stop_sign,
)

_GLASS = (("#14171c", "#e9edf2", "#ff5a36"), ("#10202e", "#d7ecff", "#ffb300"), ("#f2efe6", "#2a2d33", "#c62828"),
          ("#1d1a22", "#f1e9ff", "#38d39f"))  # fmt: skip


def _turned(x: float, y: float, r: float, angle: float) -> Point:
    """A point on a circle, `angle` clockwise from the top."""
    return x + r * math.sin(math.radians(angle)), y - r * math.cos(math.radians(angle))


def _dial(canvas: Canvas, x: float, y: float, r: float, share: float, tints: tuple[str, str, str], marks: Sequence[str],
          sweep: float = 120) -> None:  # fmt: skip
    """A round gauge whose needle stands at a share of its scale; marks stand at equal steps."""
    face, ink, needle = tints
    canvas.circle(x, y, r, fill=face, stroke="#8c949d", width=5)
    for k, mark in enumerate(marks):
        angle = -sweep + 2 * sweep * k / (len(marks) - 1)
        canvas.line(*_turned(x, y, 0.92 * r, angle), *_turned(x, y, 0.8 * r, angle), stroke=ink, width=4)
        if k + 1 < len(marks):
            half = angle + sweep / (len(marks) - 1)
            canvas.line(*_turned(x, y, 0.92 * r, half), *_turned(x, y, 0.86 * r, half), stroke=ink, width=2)
        tx, ty = _turned(x, y, 0.64 * r, angle)
        canvas.text(tx, ty + 6, mark, size=max(15, 0.13 * r), colour=ink, anchor="middle")
    angle = -sweep + 2 * sweep * share
    canvas.line(*_turned(x, y, 0.15 * r, angle + 180), *_turned(x, y, 0.5 * r, angle), stroke=needle, width=5)
    canvas.circle(x, y, 0.09 * r, fill="#3c434c", stroke="#8c949d", width=2)


def _cluster(draws: Draws, speed: int, fuel: float) -> Picture:
    tints = draws.one(_GLASS)
    canvas = Canvas(640, 448, ground="#2b2f36")
    canvas.rect(0, 0, 640, 70, fill=canvas.gradient("#9fc7e4", "#d7e9f4"))
    canvas.path("M0 70q320 -50 640 0v378h-640z", fill="#30353d")
    canvas.rect(24, 92, 592, 330, fill="#1b1e23", radius=150, stroke="#4a515b", width=4)
    flip = draws.chance(0.4)
    _dial(canvas, 408 if flip else 232, 258, 138, speed / 160, tints, [str(20 * k) for k in range(9)])
    canvas.text(408 if flip else 232, 332, "km/h", size=17, colour=tints[1], anchor="middle")
    x = 152 if flip else 492
    _dial(canvas, x, 258, 84, fuel, tints, ("E", "1/2", "F"), sweep=80)
    _pump(canvas, x, 300, 22, tints[1])
    return canvas.picture()


def speed_on_dial(draws: Draws) -> Question:
    """A dashboard: how fast does the car go?"""
    low = draws.whole(0, 4)
    speeds = [20 * k for k in range(low + 1, low + 5)]
    right = draws.one(speeds)
    picture = _cluster(draws, right, draws.between(0.05, 0.95))
    question = worded(draws, ("", "The picture shows a car's dashboard.", "Read the dashboard."), (
        "How fast is the car going?", "Which speed does the needle show?", "What is the speed of the car?",
        "What does the large dial show?",
    ))  # fmt: skip
    return question_of(question, [f"{speed} km/h" for speed in speeds], f"{right} km/h", picture)


_FUEL = {"Almost empty": 0.04, "About half full": 0.5, "Completely full": 0.98, "About three quarters": 0.75,
         "About one quarter": 0.25}  # fmt: skip


def fuel_in_tank(draws: Draws) -> Question:
    """A dashboard: how full is the tank?"""
    options = draws.some(_FUEL, 4)
    right = draws.one(options)
    picture = _cluster(draws, 10 * draws.whole(0, 13), _FUEL[right])
    question = worded(draws, ("", "The picture shows a car's dashboard.", "Read the dashboard.", "Look at the small dial."), (
        "How full is the tank?", "How much fuel is left?", "What does the fuel gauge show?",
        "Before a long trip: how much fuel does the car have?",
    ))  # fmt: skip
    return question_of(question, options, right, picture)


def _pump(canvas: Canvas, x: float, y: float, r: float, ink: str) -> None:
    canvas.rect(x - 0.6 * r, y - 0.8 * r, 0.9 * r, 1.6 * r, fill=ink, radius=2)
    canvas.rect(x - 0.42 * r, y - 0.6 * r, 0.54 * r, 0.45 * r, fill="#1b1e23")
    canvas.polyline([(x + 0.3 * r, y + 0.1 * r), (x + 0.58 * r, y + 0.1 * r), (x + 0.58 * r, y + 0.6 * r),
                     (x + 0.82 * r, y + 0.6 * r), (x + 0.82 * r, y - 0.35 * r), (x + 0.5 * r, y - 0.7 * r)],
                    stroke=ink, width=0.13 * r)  # fmt: skip


def _battery(canvas: Canvas, x: float, y: float, r: float, ink: str) -> None:
    canvas.rect(x - 0.9 * r, y - 0.45 * r, 1.8 * r, 1.1 * r, stroke=ink, width=0.14 * r, radius=2)
    for side in (-1, 1):
        canvas.rect(x + side * 0.5 * r - 0.2 * r, y - 0.75 * r, 0.4 * r, 0.26 * r, fill=ink)
        canvas.line(x + side * 0.48 * r - 0.2 * r, y + 0.1 * r, x + side * 0.48 * r + 0.2 * r, y + 0.1 * r,
                    stroke=ink, width=0.14 * r)  # fmt: skip
    canvas.line(x + 0.48 * r, y - 0.1 * r, x + 0.48 * r, y + 0.3 * r, stroke=ink, width=0.14 * r)


def _belt(canvas: Canvas, x: float, y: float, r: float, ink: str) -> None:
    canvas.circle(x, y - 0.62 * r, 0.28 * r, fill=ink)
    canvas.path(f"M{x - 0.5 * r:.1f} {y + 0.85 * r:.1f}q{-0.1 * r:.1f} {-1.2 * r:.1f} {0.5 * r:.1f} {-1.15 * r:.1f}"
                f"q{0.6 * r:.1f} {-0.05 * r:.1f} {0.5 * r:.1f} {1.15 * r:.1f}z", fill=ink)  # fmt: skip
    canvas.line(x - 0.42 * r, y + 0.7 * r, x + 0.42 * r, y - 0.2 * r, stroke="#1b1e23", width=0.16 * r)


def _heat(canvas: Canvas, x: float, y: float, r: float, ink: str) -> None:
    canvas.line(x, y - 0.8 * r, x, y + 0.2 * r, stroke=ink, width=0.24 * r)
    canvas.circle(x, y + 0.25 * r, 0.25 * r, fill=ink)
    for k in range(3):
        canvas.line(
            x + 0.1 * r, y + (0.27 * k - 0.68) * r, x + 0.45 * r, y + (0.27 * k - 0.68) * r, stroke=ink, width=0.11 * r
        )
    canvas.path(f"M{x - 0.9 * r:.1f} {y + 0.7 * r:.1f}q{0.22 * r:.1f} {-0.2 * r:.1f} {0.45 * r:.1f} 0"
                f"t{0.45 * r:.1f} 0t{0.45 * r:.1f} 0t{0.45 * r:.1f} 0", stroke=ink, width=0.13 * r)  # fmt: skip


def _door_open(canvas: Canvas, x: float, y: float, r: float, ink: str) -> None:
    canvas.rect(x - 0.42 * r, y - 0.9 * r, 0.84 * r, 1.8 * r, fill=ink, radius=0.26 * r)
    canvas.rect(x - 0.28 * r, y - 0.42 * r, 0.56 * r, 0.26 * r, fill="#1b1e23", radius=2)
    canvas.rect(x - 0.28 * r, y + 0.42 * r, 0.56 * r, 0.2 * r, fill="#1b1e23", radius=2)
    for side in (-1, 1):
        canvas.line(x + side * 0.44 * r, y - 0.1 * r, x + side * 0.95 * r, y + 0.25 * r, stroke=ink, width=0.15 * r)


def _tyre(canvas: Canvas, x: float, y: float, r: float, ink: str) -> None:
    canvas.path(f"M{x - 0.6 * r:.1f} {y - 0.7 * r:.1f}q{-0.45 * r:.1f} {0.8 * r:.1f} {0.15 * r:.1f} {1.35 * r:.1f}"
                f"h{0.9 * r:.1f}q{0.6 * r:.1f} {-0.55 * r:.1f} {0.15 * r:.1f} {-1.35 * r:.1f}",
                stroke=ink, width=0.15 * r)  # fmt: skip
    canvas.line(x, y - 0.6 * r, x, y + 0.1 * r, stroke=ink, width=0.17 * r)
    canvas.circle(x, y + 0.38 * r, 0.1 * r, fill=ink)


_LAMPS: dict[str, Callable[[Canvas, float, float, float, str], None]] = {
    "The fuel is running low.": _pump, "The battery is not charged.": _battery, "A seat belt is not fastened.": _belt,
    "The engine is too hot.": _heat, "A door is not closed.": _door_open, "A tyre has lost pressure.": _tyre,
}  # fmt: skip


def what_lamp_warns_of(draws: Draws) -> Question:
    """Six lamps on a dashboard, one of them lit: what does it say?"""
    options = draws.some(_LAMPS, 4)
    right = draws.one(options)
    canvas = Canvas(608, 448, ground="#2b2f36")
    canvas.path("M0 0h608v60q-304 -44 -608 0z", fill=draws.one(("#9fc7e4", "#c9d5dc", "#6f88a8")))
    canvas.rect(36, 66, 536, 330, fill="#1b1e23", radius=40, stroke="#4a515b", width=4)
    canvas.text(304, 130, f"{draws.whole(6, 23)}:{draws.whole(0, 59):02d}", size=34, face="mono", colour="#9fb4c7",
                anchor="middle")  # fmt: skip
    canvas.text(304, 164, f"{draws.whole(4, 96)} {draws.whole(100, 999)} km", size=17, face="mono", colour="#6f8294",
                anchor="middle")  # fmt: skip
    lit = draws.one(("#ff4a3d", "#ffb300"))
    for place, name in enumerate(draws.shuffled(_LAMPS)):
        x, y = 146 + 158 * (place % 3), 234 + 94 * (place // 3)
        on = name == right
        if on:
            canvas.circle(x, y, 46, fill=canvas.glow(darker(lit, 0.45), "#1b1e23"))
        _LAMPS[name](canvas, x, y, 29, lit if on else "#40464f")
    question = worded(draws, ("", "One lamp on the dashboard is lit.", "Look at the lamps of the dashboard."), (
        "What does the car report?", "What does the lit lamp tell the driver?", "What is wrong, going by the dashboard?",
        "Which warning does the dashboard give?", "What should the driver see to?",
    ))  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def speed_and_limit(draws: Draws) -> Question:
    """A sign beside the road and a speed on the dashboard: how far is the car from the limit?"""
    deltas = draws.some((-20, -10, 10, 20, 30), 4)
    right = draws.one(deltas)
    limit = draws.one([value for value in range(30, 120, 10) if value + right >= 20])
    canvas = landscape(draws, TWO_WAY, draws.one(("day", "day", "dusk", "night")))
    z = draws.between(6.2, 7.2)
    px, py = post(canvas, 0.5 * LANE + 1.3, z, 2.6)
    limit_sign(canvas, px, py + 10, 0.58 * scale_at(z), limit)
    cabin(canvas, draws)
    canvas.rect(330, 398, 168, 66, fill="#0d1014", radius=10, stroke="#4a515b", width=3)
    canvas.text(396, 446, str(limit + right), size=42, face="mono", colour=draws.one(("#7dffa0", "#8fd3ff", "#ffd54a")),
                anchor="middle")  # fmt: skip
    canvas.text(440, 446, "km/h", size=17, colour="#c9d2da")

    def said(delta: int) -> str:
        return f"{abs(delta)} km/h {'above' if delta > 0 else 'below'} the limit"

    question = worded(draws, ("", "The display on the dashboard shows the speed.", "Compare the sign and the display."), (
        "How does the car's speed compare with the limit?", "Does the car keep to the limit?",
        "How far is the car from the speed limit?", "By how much is the car above or below the limit?",
    ))  # fmt: skip
    return question_of(question, [said(delta) for delta in deltas], said(right), canvas.picture())


_DRIVERS = ("red", "blue", "yellow", "green", "purple", "orange", "pink")


def who_goes_first(draws: Draws) -> Question:
    """A crossing from above with signs: which car has the right of way?"""
    colours = draws.some(_DRIVERS, 3)
    right = draws.one(colours)
    sides = draws.some((0, 90, 180, 270), 3)
    main = sides[0]
    # One car comes along the priority road; the two others come out of the side road, or one faces it.
    others = [(main + 90) % 360, (main + 270) % 360]
    minor = draws.one((give_way, stop_sign))
    canvas = Canvas(512, 512, ground=draws.one(("#a9c68a", "#b4c79a", "#9dbd8e")))
    for mx, my in ((84, 84), (428, 84), (84, 428), (428, 428)):
        tint = draws.one(("#d8b9a0", "#cfd8dc", "#e6d5b8", "#c98f7a"))
        if draws.chance(0.6):
            canvas.rect(mx - 52, my - 46, 104, 92, fill=tint, stroke=darker(tint, 0.4), width=3)
            canvas.line(mx - 52, my, mx + 52, my, stroke=darker(tint, 0.3), width=3)
        else:
            for dx, dy in ((-26.0, 12.0), (24.0, -18.0), (18.0, 34.0)):
                canvas.circle(mx + dx, my + dy, 27, fill="#5d9a52", stroke="#47803e", width=2)
    canvas.rect(196, 0, 120, 512, fill="#7c8087")
    canvas.rect(0, 196, 512, 120, fill="#7c8087")
    for angle in (0, 90, 180, 270):
        with canvas.moved(256, 256, angle=angle):
            canvas.line(0, 72, 0, 250, stroke="#f3f3ee", width=4, dash="18 16")
            if (angle - main) % 180:
                canvas.line(8, 66, 54, 66, stroke="#f3f3ee", width=7, dash="10 11" if minor is give_way else None)
    for angle in (0, 90, 180, 270):
        dx, dy = _turned(0, 0, 1, angle + 180)
        bx, by = _turned(0, 0, 1, angle + 90)
        sign = priority_sign if (angle - main) % 180 == 0 else minor
        sign(canvas, 256 + 106 * dx + 82 * bx, 256 + 106 * dy + 82 * by, 21)
    rest = iter(draws.shuffled(colour for colour in colours if colour != right))
    for angle, colour in ((main, right), *((angle, next(rest)) for angle in others)):
        with canvas.moved(256, 256, angle=angle):
            _car_above(canvas, 30, 132 + draws.jitter(8), NAMED[colour])
    question = worded(draws, ("", "All cars drive straight on.", "Three cars come to a crossing.", "The picture is seen from above."), (
        "Which car has the right of way?", "Which car may go first?", "Which of the cars does not have to wait?",
        "For which car must the others wait?",
    ))  # fmt: skip
    return question_of(question, [f"The {colour} car" for colour in colours], f"The {right} car", canvas.picture())


def _car_above(canvas: Canvas, x: float, y: float, colour: str) -> None:
    """A car from above that drives upwards."""
    canvas.rect(x - 21, y - 40, 42, 82, fill=colour, radius=13, stroke=darker(colour, 0.45), width=2)
    canvas.path(f"M{x - 17:.1f} {y - 12:.1f}q17 -12 34 0l-4 12h-26z", fill="#2f3a44")
    canvas.rect(x - 14, y + 2, 28, 18, fill=lighter(colour, 0.2), radius=3)
    canvas.path(f"M{x - 14:.1f} {y + 24:.1f}h28l3 8q-17 6 -34 0z", fill="#2f3a44")
    for side in (-1, 1):
        canvas.ellipse(x + side * 13, y - 37, 5, 4, fill="#fff3b8")

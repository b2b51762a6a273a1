"""Autonomous driving, off the road: the dashboard's gauges and lamps, and a crossing seen from above."""

from __future__ import annotations

import math

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Question, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas, Point
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


def turned(x: float, y: float, r: float, angle: float) -> Point:
    """A point on a circle, `angle` clockwise from the top."""
    return x + r * math.sin(math.radians(angle)), y - r * math.cos(math.radians(angle))


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
        dx, dy = turned(0, 0, 1, angle + 180)
        bx, by = turned(0, 0, 1, angle + 90)
        sign = priority_sign if (angle - main) % 180 == 0 else minor
        sign(canvas, 256 + 106 * dx + 82 * bx, 256 + 106 * dy + 82 * by, 21)
    rest = iter(draws.shuffled(colour for colour in colours if colour != right))
    for angle, colour in ((main, right), *((angle, next(rest)) for angle in others)):
        with canvas.moved(256, 256, angle=angle):
            car_above(canvas, 30, 132 + draws.jitter(8), NAMED[colour])
    question = worded(draws, ("", "All cars drive straight on.", "Three cars come to a crossing.", "The picture is seen from above."), (
        "Which car has the right of way?", "Which car may go first?", "Which of the cars does not have to wait?",
        "For which car must the others wait?",
    ))  # fmt: skip
    return question_of(question, [f"The {colour} car" for colour in colours], f"The {right} car", canvas.picture())


def car_above(canvas: Canvas, x: float, y: float, colour: str, *, scale: float = 1) -> None:
    """A car from above that drives upwards."""
    with canvas.moved(x, y, scale=scale):
        canvas.rect(-21, -40, 42, 82, fill=colour, radius=13, stroke=darker(colour, 0.45), width=2)
        canvas.path("M-17 -12q17 -12 34 0l-4 12h-26z", fill="#2f3a44")
        canvas.rect(-14, 2, 28, 18, fill=lighter(colour, 0.2), radius=3)
        canvas.path("M-14 24h28l3 8q-17 6 -34 0z", fill="#2f3a44")
        for side in (-1, 1):
            canvas.ellipse(side * 13, -37, 5, 4, fill="#fff3b8")

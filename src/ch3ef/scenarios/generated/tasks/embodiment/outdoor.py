"""Outdoor navigation: street maps, direction signs and the view from behind the wheel."""

from __future__ import annotations

import math

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Question, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas, Point
from ch3ef.scenarios.generated.scene.palette import darker
from ch3ef.scenarios.generated.scene.things import THINGS
from ch3ef.scenarios.generated.tasks.embodiment.drawing import worded

TOWNS = ("Elford", "Marston", "Oakley", "Tilbrook", "Wenlow", "Harby", "Kelsey", "Norwick", "Lydden", "Castow", "Brayfield",
         "Stonham")  # fmt: skip


def _off(angle: float, r: float) -> Point:
    """Offset in the picture: angle clockwise from up."""
    return r * math.sin(math.radians(angle)), -r * math.cos(math.radians(angle))


def exit_of_roundabout(draws: Draws) -> Question:
    """A roundabout from above with towns at its arms: which exit leads to one of them?"""
    options = [f"The {word} exit" for word in ("first", "second", "third", "fourth")]
    right = draws.one(options)
    arrival = draws.one((0, 90, 180, 270))
    towns = draws.some([town for town in TOWNS if len(town) < 9], 4)
    ground = draws.one(("#a9c68a", "#b4c79a", "#9dbd8e"))
    canvas = Canvas(560, 560, ground=ground)
    # Cars come from the side at `arrival` and go round counter-clockwise, keeping to the right; exits at fixed steps.
    sides = [(arrival - step) % 360 for step in (62, 128, 198, 264)]
    for side in (arrival, *sides):
        canvas.line(280, 280, *(280 + part for part in _off(side, 420)), stroke="#7c8087", width=64)
        canvas.line(*(280 + part for part in _off(side, 150)), *(280 + part for part in _off(side, 420)),
                    stroke="#f3f3ee", width=3, dash="14 12")  # fmt: skip
    canvas.circle(280, 280, 132, fill="#7c8087")
    canvas.circle(280, 280, 98, stroke="#f3f3ee", width=3, dash="14 12")
    canvas.circle(280, 280, 64, fill=darker(ground, 0.12), stroke="#f3f3ee", width=4)
    THINGS["tree"](canvas, 280, 318, 74, "#4f8f4a")
    for angle in (arrival - 31, arrival - 163, arrival - 300):
        x, y = (280 + part for part in _off(angle, 98))
        dx, dy = _off(angle - 90, 17)
        canvas.arrow(x - dx, y - dy, x + dx, y + dy, stroke="#ffffff", width=4, head=14)
    asked = towns[options.index(right)]
    for side, town in zip(sides, towns, strict=True):
        x, y = (280 + part for part in _off(side, 214))
        canvas.rect(x - 55, y - 17, 110, 34, fill="#1f4e79", stroke="#ffffff", width=2, radius=5)
        canvas.text(x, y + 7, town, size=19, colour="#ffffff", anchor="middle")
    x, y = (280 + part for part in _off(arrival, 205))
    bx, by = _off(arrival - 90, 17)
    with canvas.moved(x + bx, y + by, angle=arrival + 180):
        canvas.rect(-13, -24, 26, 48, fill="#d32f2f", radius=8, stroke="#7c1c1c", width=2)
        canvas.rect(-9, -10, 18, 10, fill="#2f3a44", radius=3)
    question = worded(draws, ("", "The white arrows show the direction of travel.", "The red car is yours.",
                              "You come to the roundabout in the red car."), (
        f"The red car is going to {asked}. Which exit does it take?", f"At which exit does the red car leave for {asked}?",
        f"Which exit must the red car take to get to {asked}?",
    ))  # fmt: skip
    return question_of(question, options, right, canvas.picture())

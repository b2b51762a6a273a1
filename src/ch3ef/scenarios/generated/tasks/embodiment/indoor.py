"""Indoor navigation: floor plans, corridors in perspective, doors, signs and lifts."""

from __future__ import annotations

import math

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Question, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas, Point
from ch3ef.scenarios.generated.scene.palette import GROUNDS
from ch3ef.scenarios.generated.tasks.embodiment.drawing import worded

PLACES = ("Library", "Canteen", "Archive", "Gym", "Office", "Studio", "Lab", "Workshop", "Chapel", "Nursery", "Museum",
          "Kitchen", "Music room", "Laundry")  # fmt: skip
_TURNS = {"Turn left.": -90, "Turn right.": 90, "Go straight on.": 0, "Turn round.": 180}
_PAPER = ("#fbf8f0", "#f3f7fb", "#f6fbf3", "#fdf6f6")


def _ahead(angle: float, r: float) -> Point:
    """Offset in the picture: angle clockwise from up."""
    return r * math.sin(math.radians(angle)), -r * math.cos(math.radians(angle))


def walker(canvas: Canvas, x: float, y: float, heading: float, colour: str = "#c2185b") -> None:
    """“You are here”, with an arrow that shows which way you look."""
    with canvas.moved(x, y, angle=heading):
        canvas.circle(0, 0, 16, fill="#ffffff", stroke=colour, width=3)
        canvas.polygon([(0, -13), (9, 9), (0, 4), (-9, 9)], fill=colour)


def turn_by_plan(draws: Draws) -> Question:
    """A plan with crossing corridors: which way must one turn to get to a room?"""
    options = list(_TURNS)
    right = draws.one(options)
    heading = draws.one((0, 90, 180, 270))
    names = draws.some(PLACES, 4)
    tints = draws.some(("#f6d5b8", "#cfe3c6", "#cddff0", "#ead3ea", "#f3e6a9", "#c9e6e2"), 4)
    asked, *others = names
    rest = iter(others)
    canvas = Canvas(512, 512, ground=draws.one(GROUNDS)[1])
    ink = "#4b535d"
    canvas.rect(14, 14, 484, 484, fill=draws.one(_PAPER), stroke=ink, width=5)
    for left, top in ((14, 14), (300, 14), (14, 300), (300, 300)):
        canvas.rect(left, top, 198, 198, fill="#dcdfe3", stroke=ink, width=3)
        for k in range(draws.whole(1, 2)):
            canvas.rect(left + 28 + 84 * k, top + draws.between(60, 90), 56, 40, fill="#c6cad0", radius=5)
    for angle, tint in zip((0, 90, 180, 270), tints, strict=True):
        name = asked if (angle - heading - _TURNS[right]) % 360 == 0 else next(rest)
        dx, dy = _ahead(angle, 196)
        x, y = 256 + dx, 256 + dy
        wide, high = (120, 92) if angle % 180 == 0 else (92, 120)
        canvas.rect(x - wide / 2, y - high / 2, wide, high, fill=tint, stroke=ink, width=4)
        tx, ty = _ahead(angle + 180, (wide if angle % 180 else high) / 2)
        ax, ay = (26, 0) if angle % 180 == 0 else (0, 26)
        canvas.line(x + tx - ax, y + ty - ay, x + tx + ax, y + ty + ay, stroke="#fffdf5", width=7)
        canvas.text(x, y + 6, name, size=18, anchor="middle", angle=0 if wide > 100 else (90 if angle == 90 else -90))
    dx, dy = _ahead(heading + 180, 95 + draws.jitter(10))
    walker(canvas, 256 + dx, 256 + dy, heading)
    goal = f"the {asked.lower()}"
    question = worded(draws, ("", "You are the ring, and its arrow shows where you look.", "The ring with the arrow is you.",
                              "You walk the way the arrow points."), (
        f"What must you do at the crossing to get to {goal}?", f"You want to go to {goal}. Which way at the crossing?",
        f"How do you reach {goal} from here?", f"Which way leads to {goal}?",
    ))  # fmt: skip
    return question_of(question, options, right, canvas.picture())

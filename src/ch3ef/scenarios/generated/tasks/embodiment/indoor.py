"""Indoor navigation: floor plans, corridors in perspective, doors, signs and lifts."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Question, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas, Point
from ch3ef.scenarios.generated.scene.palette import GROUNDS, darker, lighter
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


@dataclass(frozen=True, slots=True)
class _Hall:
    """A corridor that runs away from the viewer; lengths in metres, x to the right, y up, z away."""

    x: float
    y: float
    focal: float = 300
    half: float = 1.6
    high: float = 2.8
    eye: float = 1.55

    def at(self, x: float, y: float, z: float) -> Point:
        """Where a point falls in the picture."""
        return self.x + self.focal * x / z, self.y - self.focal * (y - self.eye) / z

    def wall(self, side: int, near: float, far: float, top: float, bottom: float = 0) -> list[Point]:
        """A rectangle on the left (-1) or right (1) wall."""
        x = side * self.half
        return [self.at(x, bottom, near), self.at(x, bottom, far), self.at(x, top, far), self.at(x, top, near)]


def _corridor(draws: Draws, wide: int = 560, high: int = 448, end: float = 13) -> tuple[Canvas, _Hall]:
    hall = _Hall(wide / 2 + draws.jitter(16), 0.46 * high)
    wall, trim = draws.one(GROUNDS)
    floor = draws.one(("#b9a58a", "#9fa8ae", "#a3b09b", "#b59a86"))
    canvas = Canvas(wide, high, ground=wall)
    near = 0.35
    for side in (-1, 1):
        canvas.polygon(hall.wall(side, near, end, hall.high), fill=darker(trim, 0.06 if side > 0 else 0.0))
        canvas.polygon(hall.wall(side, near, end, 0.18), fill=darker(trim, 0.3))
    for y, fill in ((0.0, floor), (hall.high, "#f7f6f2")):
        canvas.polygon([hall.at(-hall.half, y, near), hall.at(hall.half, y, near), hall.at(hall.half, y, end),
                        hall.at(-hall.half, y, end)], fill=fill)  # fmt: skip
    for z in (2, 3, 4.5, 6.5, 9):
        canvas.line(*hall.at(-hall.half, 0, z), *hall.at(hall.half, 0, z), stroke=darker(floor, 0.12), width=1.5)
        canvas.polygon([hall.at(-0.4, hall.high, z), hall.at(0.4, hall.high, z), hall.at(0.4, hall.high, z + 0.5),
                        hall.at(-0.4, hall.high, z + 0.5)], fill="#fff3b8")  # fmt: skip
    left, top = hall.at(-hall.half, hall.high, end)
    right, bottom = hall.at(hall.half, 0, end)
    canvas.rect(left, top, right - left, bottom - top, fill=darker(wall, 0.08), stroke=darker(trim, 0.3), width=1)
    return canvas, hall


def _door(canvas: Canvas, hall: _Hall, side: int, near: float, far: float, colour: str) -> None:
    canvas.polygon(hall.wall(side, near - 0.08, far + 0.1, 2.2), fill="#fbfaf6", stroke="#8d8a84", width=1)
    canvas.polygon(hall.wall(side, near, far, 2.1), fill=colour, stroke=darker(colour, 0.45), width=2)
    canvas.circle(*hall.at(side * hall.half, 1.0, near + 0.16), 20 / near, fill="#efe1b0", stroke="#7d7048", width=1)


def sign_points_where(draws: Draws) -> Question:
    """A hanging sign in a corridor: which way does it send one?"""
    options = list(_TURNS)
    right = draws.one(options)
    names = draws.some(PLACES, 4)
    asked = draws.one(names)
    rest = iter(draws.shuffled(option for option in options if option != right))
    canvas, hall = _corridor(draws, 560, 464)
    for side in (-1, 1):
        _door(canvas, hall, side, draws.between(2.4, 2.8), 3.7, draws.one(("#8a6242", "#6f7d8c", "#7d8a6f", "#a58a68")))
    back, ink = draws.one(
        (("#1f4e79", "#ffffff"), ("#f5f1e4", "#26303a"), ("#24603f", "#ffffff"), ("#2d3036", "#ffd54a"))
    )
    x = 280 + draws.jitter(20)
    for way in (-1, 1):
        canvas.line(x + way * 110, 0, x + way * 110, 44, stroke="#555c63", width=4)
    canvas.rect(x - 150, 40, 300, 178, fill=back, stroke=darker(back, 0.35), width=4, radius=8)
    for row, name in enumerate(names):
        y = 65 + 42 * row
        _sign_arrow(canvas, x - 116, y, _TURNS[right if name == asked else next(rest)], ink)
        canvas.text(x - 78, y + 8, name, size=24, colour=ink)
        if row < 3:
            canvas.line(x - 138, y + 21, x + 138, y + 21, stroke=ink, width=1, opacity=0.4)
    goal = f"the {asked.lower()}"
    question = worded(draws, ("", "You walk along this corridor.", "A sign hangs from the ceiling."), (
        f"Which way to {goal}?", f"You are looking for {goal}. What does the sign tell you?",
        f"How do you go on to get to {goal}?", f"Where does the sign send people who want to go to {goal}?",
    ))  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def _sign_arrow(canvas: Canvas, x: float, y: float, turn: int, ink: str) -> None:
    if turn == 180:
        canvas.path(f"M{x + 9:.1f} {y + 13:.1f}v-14a9 9 0 0 0 -18 0v4", stroke=ink, width=5)
        canvas.polygon([(x - 19, y + 2), (x + 1, y + 2), (x - 9, y + 15)], fill=ink)
        return
    dx, dy = _ahead(turn, 15)
    canvas.arrow(x - dx, y - dy, x + dx, y + dy, stroke=ink, width=5, head=16)


_DOORS = {"The first door on the left": (-1, 0), "The second door on the left": (-1, 1),
          "The first door on the right": (1, 0), "The second door on the right": (1, 1)}  # fmt: skip


def which_door(draws: Draws) -> Question:
    """A corridor with two doors on each side and their signs: which door leads to a room?"""
    options = list(_DOORS)
    right = draws.one(options)
    numbered = draws.chance(0.5)
    low = draws.whole(1, 5) * 100 + draws.whole(1, 60)
    names = [str(low + k) for k in range(4)] if numbered else draws.some([name for name in PLACES if len(name) < 9], 4)
    asked, *others = draws.shuffled(names)
    rest = iter(others)
    canvas, hall = _corridor(draws, 640, 480)
    tint = draws.one(("#8a6242", "#5f7186", "#7d8a6f", "#a58a68", "#8c5a5a"))
    for option, (side, place) in reversed(_DOORS.items()):
        near, far = ((1.75, 2.4), (3.6, 4.9))[place]
        _door(canvas, hall, side, near, far, tint if draws.chance(0.7) else lighter(tint, 0.2))
        name = asked if option == right else next(rest)
        # The signs stick out from the wall above the doors and face the viewer.
        z, size = ((1.75, 20), (3.4, 15))[place]
        x, y = hall.at(side * hall.half, 2.42, z)
        wide = max(44.0, 0.64 * size * len(name) + 14)
        left = x + 4 if side < 0 else x - 4 - wide
        canvas.rect(left, y - 0.75 * size, wide, 1.5 * size, fill="#fffdf5", stroke="#4a4f57", width=2, radius=3)
        canvas.text(left + wide / 2, y + 0.36 * size, name, size=size, anchor="middle")
    goal = f"room {asked}" if numbered else f"the {asked.lower()}"
    question = worded(draws, ("", "You stand in a corridor.", "Signs stick out above the doors."), (
        f"Which door leads to {goal}?", f"Behind which door is {goal}?", f"You are expected in {goal}. Which door is it?",
        f"Through which door do you get to {goal}?",
    ))  # fmt: skip
    return question_of(question, options, right, canvas.picture())

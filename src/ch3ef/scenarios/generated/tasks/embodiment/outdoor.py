"""Outdoor navigation: street maps, direction signs and the view from behind the wheel."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Question, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture, Point
from ch3ef.scenarios.generated.scene.palette import GROUNDS, darker
from ch3ef.scenarios.generated.scene.things import THINGS
from ch3ef.scenarios.generated.tasks.embodiment.drawing import badge, tagged, worded
from ch3ef.scenarios.generated.tasks.embodiment.road import (
    LANE,
    TWO_WAY,
    WIDE,
    at,
    cabin,
    car_back,
    landscape,
    scale_at,
    several_lanes,
)

TOWNS = ("Elford", "Marston", "Oakley", "Tilbrook", "Wenlow", "Harby", "Kelsey", "Norwick", "Lydden", "Castow", "Brayfield",
         "Stonham")  # fmt: skip
STREETS = ("Mill Lane", "Park Road", "Station Road", "High Street", "Abbey Road", "River Street", "Queen Street",
           "Orchard Way", "Chapel Lane", "Garden Street")  # fmt: skip
_BOARDS = (("#1f4e79", "#ffffff"), ("#24603f", "#ffffff"), ("#f7f7f2", "#20242b"), ("#f6c945", "#20242b"))
_PAINTS = ("#b53a3a", "#2c5aa0", "#e0e3e6", "#3b3f46", "#4f7d5a")


def _off(angle: float, r: float) -> Point:
    """Offset in the picture: angle clockwise from up."""
    return r * math.sin(math.radians(angle)), -r * math.cos(math.radians(angle))


_CHANGES = {"Move one lane to the left.": -1, "Move one lane to the right.": 1, "Stay in this lane.": 0,
            "Move two lanes to the left.": -2, "Move two lanes to the right.": 2}  # fmt: skip


def change_lanes_or_not(draws: Draws) -> Question:
    """Boards over three lanes: which lane change does the way to a town need?"""
    options = draws.some(_CHANGES, 4)
    right = draws.one(options)
    step = _CHANGES[right]
    own = draws.one([lane for lane in range(3) if 0 <= lane + step < 3])
    towns = draws.some(TOWNS, 3)
    asked = towns[own + step]
    canvas = landscape(draws, several_lanes(3, own), draws.one(("day", "day", "dusk")))
    z = 13.0
    for x in ((-own - 0.5) * LANE - 0.6, (2.5 - own) * LANE + 0.6):
        px, py = at(x, z, 6)
        canvas.rect(px - 5, max(py, 0), 10, at(x, z)[1] - max(py, 0), fill="#7d848b")
    low = min(max(at(0, z, 6)[1], 18), 60)
    canvas.rect(0, low, WIDE, 9, fill="#6d747b")
    back, ink = draws.one(_BOARDS)
    for lane, town in enumerate(towns):
        x = at((lane - own) * LANE, z)[0]
        canvas.rect(x - 51, low - 8, 102, 92, fill=back, stroke=darker(back, 0.3), width=3, radius=6)
        canvas.text(x, low + 26, town, size=19, colour=ink, anchor="middle")
        canvas.arrow(x, low + 38, x, low + 74, stroke=ink, width=6, head=18)
    if draws.chance(0.6):
        car_back(
            canvas, draws.one([(lane - own) * LANE for lane in range(3)]), draws.between(18, 28), draws.one(_PAINTS)
        )
    cabin(canvas, draws)
    question = worded(draws, ("", "The boards hang over the lanes of the road.", "The road has three lanes."), (
        f"You want to go to {asked}. What should you do?", f"Which lane change brings you to {asked}?",
        f"What must you do now to get to {asked}?", f"Your way leads to {asked}. Do you have to change lanes?",
    ))  # fmt: skip
    return question_of(question, options, right, canvas.picture())


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


_TURNS = {"Turn left": -90, "Turn right": 90, "Drive straight on": 0, "Turn back": 180}
_LANES = (76.0, 256.0, 436.0)


def _street_map(draws: Draws, size: int = 512) -> Canvas:
    """Blocks between three streets each way."""
    ground = draws.one(GROUNDS)[0]
    shades = draws.some([dark for _, dark in GROUNDS], 2)
    canvas = Canvas(size, size, ground=darker(ground, 0.08))
    for x in (-4, 104, 284, 464):
        for y in (-4, 104, 284, 464):
            wide, high = (52 if x in (-4, 464) else 124), (52 if y in (-4, 464) else 124)
            if wide == high == 124 and draws.chance(0.3):
                canvas.rect(x, y, wide, high, fill="#bcd9a6", radius=6)
                for dx, dy in ((30, 96), (62, 112), (96, 92)):
                    THINGS["tree"](canvas, x + dx, y + dy, 40, "#5f9c58")
            else:
                shade = draws.one(shades)
                canvas.rect(x, y, wide, high, fill=shade, stroke=darker(shade, 0.18), width=2, radius=4)
    for lane in _LANES:
        canvas.line(lane, 0, lane, size, stroke="#ffffff", width=40)
        canvas.line(0, lane, size, lane, stroke="#ffffff", width=40)
    return canvas


def _arrowhead(canvas: Canvas, x: float, y: float, heading: float) -> None:
    with canvas.moved(x, y, angle=heading):
        canvas.circle(0, 0, 17, fill="#ffffff", stroke="#1a73e8", width=3)
        canvas.polygon([(0, -14), (10, 10), (0, 4), (-10, 10)], fill="#1a73e8")


def _pin(canvas: Canvas, x: float, y: float) -> None:
    canvas.path(f"M{x:.1f} {y:.1f}c-5 -16 -15 -22 -15 -34a15 15 0 0 1 30 0c0 12 -10 18 -15 34z", fill="#d32f2f",
                stroke="#7c1c1c", width=2)  # fmt: skip
    canvas.circle(x, y - 34, 5.5, fill="#ffffff")


def turn_at_crossing(draws: Draws) -> Question:
    """A street map with your car and a goal: how must you turn at the next crossing?"""
    options = list(_TURNS)
    right = draws.one(options)
    heading = draws.one((0, 90, 180, 270))
    canvas = _street_map(draws)
    dx, dy = _off(heading + 180, 88)
    gx, gy = _off(heading + _TURNS[right], 190 if _TURNS[right] == 180 else draws.between(140, 210))
    _pin(canvas, 256 + gx, 256 + gy)
    _arrowhead(canvas, 256 + dx, 256 + dy, heading)
    question = worded(draws, ("", "The blue arrow is your car, and it points the way you drive.", "The red pin is your goal.",
                              "The map shows your car as a blue arrow."), (
        "What must you do at the crossing in the middle to get to the pin the shortest way?",
        "Which way do you go at the middle crossing, if you want to reach the red pin?",
        "How does the car get straight to the pin?", "What is the shortest way to the red pin?",
    ))  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def street_after_turn(draws: Draws) -> Question:
    """A map with named streets: on which one is the car after a turn?"""
    names = draws.some(STREETS, 4)
    right = draws.one(names)
    heading, left = draws.one((0, 90, 180, 270)), draws.chance(0.5)
    nth = draws.whole(1, 2)
    canvas = _street_map(draws)
    rest = draws.shuffled(name for name in names if name != right)
    along = heading % 180 == 0
    # The car drives on the middle street; the streets across are first and second in its way.
    order = [2, 1, 0] if heading in (0, 270) else [0, 1, 2]
    across = dict(zip(order, [None, *([right, rest[0]] if nth == 1 else [rest[0], right])], strict=True))
    for k, name in across.items():
        if name:
            _street_name(canvas, name, _LANES[k], flat=along)
    _street_name(canvas, rest[1], _LANES[1], flat=not along, other_end=heading in (180, 270))
    _street_name(canvas, rest[2], _LANES[0], flat=not along)
    dx, dy = _off(heading + 180, 90)
    _arrowhead(canvas, 256 + dx, 256 + dy, heading)
    side = "left" if left else "right"
    question = worded(draws, ("", "The blue arrow is your car, and it points the way you drive.",
                              "The map shows your car as a blue arrow."), (
        f"You take the {('first', 'second')[nth - 1]} turning on the {side}. Which street are you in then?",
        f"Into which street does the {('first', 'second')[nth - 1]} turning on the {side} lead?",
        f"The car turns {side} at the {('first', 'second')[nth - 1]} crossing. In which street does it drive then?",
    ))  # fmt: skip
    return question_of(question, [f"In {name}" for name in names], f"In {right}", canvas.picture())


def _street_name(canvas: Canvas, name: str, lane: float, *, flat: bool, other_end: bool = False) -> None:
    """A name in the street; flat ones run across the picture."""
    if flat:
        canvas.text(166 if other_end else 346, lane + 6, name, size=15, colour="#50565e", anchor="middle")
    else:
        canvas.text(lane + 6, 346 if other_end else 166, name, size=15, colour="#50565e", anchor="middle", angle=-90)


_WAYS = {"Left": -90, "Straight on": 0, "Right": 90}


def way_on_sign(draws: Draws) -> Question:
    """A big direction sign before a junction: which way to a town?"""
    options = list(_WAYS)
    right = draws.one(options)
    towns = draws.some(TOWNS, 4)
    asked, *others = towns
    canvas = landscape(draws, TWO_WAY, draws.one(("day", "day", "dusk", "night")))
    back, ink = draws.one(_BOARDS)
    x, y = 372 + draws.jitter(12), 36
    for way in (-1, 1):
        canvas.rect(x + way * 110 - 4, y + 190, 8, 120, fill="#7d848b")
    canvas.rect(x - 170, y, 340, 204, fill=back, stroke=darker(back, 0.3), width=4, radius=10)
    canvas.polyline([(x - 84, y + 128), (x + 84, y + 128)], stroke=ink, width=9)
    canvas.arrow(x, y + 190, x, y + 62, stroke=ink, width=9, head=26)
    for side in (-1, 1):
        canvas.arrow(x, y + 128, x + side * 88, y + 128, stroke=ink, width=9, head=24)
    spots = {"Left": (x - 158, y + 106), "Right": (x + 158, y + 106), "Straight on": (x, y + 40)}
    anchors = {"Left": "start", "Right": "end", "Straight on": "middle"}
    rest = iter(others)
    for option in options:
        town = asked if option == right else next(rest)
        canvas.text(*spots[option], town, size=23, colour=ink, anchor=anchors[option])  # type: ignore[arg-type]
    cabin(canvas, draws)
    question = worded(draws, ("", "You come to a junction.", "A sign stands before the junction."), (
        f"Which way to {asked}?", f"You are going to {asked}. Where do you drive at the junction?",
        f"In which direction does the sign point for {asked}?",
    ))  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def where_on_map(draws: Draws) -> Question:
    """A street with landmarks on a map, and a driver's view: from which letter is it?"""
    letters = ("A", "B", "C", "D")
    right = draws.one(letters)
    tints = {
        "red": "#c94f44",
        "blue": "#4a78c2",
        "yellow": "#e7c14b",
        "green": "#5b9a5f",
        "white": "#f4f1ea",
        "purple": "#8a5aa8",
    }
    rows: list[tuple[str, str]] = []
    for _ in range(4):
        used = set(rows[-1]) if rows else set()
        pair = draws.some([tint for tint in tints if tint not in used], 2)
        rows.append((pair[0], pair[1]))
    tilt = draws.one((0, 90, 180, 270))
    spots = dict(zip(draws.shuffled(letters), ((-0.5, 1), (0.5, 1), (2.5, -1), (3.5, -1)), strict=True))
    plan = _houses_from_above(draws, rows, tints, spots, tilt)
    place, way = spots[right]
    ahead = [math.ceil(place), math.ceil(place) + 1] if way > 0 else [math.floor(place), math.floor(place) - 1]
    canvas = landscape(draws, TWO_WAY, "day", plain=True)
    for z, k in ((22.0, ahead[1]), (13.0, ahead[0])):
        near, far = rows[k]
        left, right_side = (near, far) if way > 0 else (far, near)
        for x, tint in ((TWO_WAY.left - 4.4, left), (TWO_WAY.right + 5.4, right_side)):
            px, py = at(x, z)
            THINGS["house"](canvas, px, py, 5.2 * scale_at(z), tints[tint])
    cabin(canvas, draws)
    tagged(canvas, 2, 2)
    question = worded(draws, ("", "The map shows a street between coloured houses.", "Picture 1 is a map of the street.",
                              "The small arrows show the directions of travel."), (
        "At which letter is the car that took picture 2?", "Where on the map was the second picture taken?",
        "From which letter is the view in picture 2?", "Which letter marks the place of the driver?",
    ))  # fmt: skip
    return question_of(question, [f"At {letter}" for letter in letters], f"At {right}", plan, canvas.picture())


def _houses_from_above(
    draws: Draws, rows: Sequence[tuple[str, str]], tints: dict[str, str], spots: dict[str, tuple[float, int]], tilt: int
) -> Picture:  # fmt: skip
    """A street that runs up the map, the whole turned by `tilt`; row k of houses is the k-th from below."""
    canvas = Canvas(480, 480, ground=draws.one(("#b9d3a0", "#c3d8b0", "#aecb98")))
    with canvas.moved(240, 240, angle=tilt):
        canvas.rect(-44, -260, 88, 520, fill="#7c8087")
        canvas.line(0, -250, 0, 250, stroke="#f3f3ee", width=3, dash="16 14")
        for k, pair in enumerate(rows):
            y = 150 - 100 * k
            for side, tint in zip((-1, 1), pair, strict=True):
                x = side * 104
                canvas.rect(x - 44, y - 36, 88, 72, fill=tints[tint], stroke="#3c434c", width=3)
                canvas.line(x, y - 36, x, y + 36, stroke="#3c434c", width=2)
    for letter, (place, way) in spots.items():
        down = 150 - 100 * place
        turn = math.radians(tilt)
        x0, y0 = 240 - down * math.sin(turn), 240 + down * math.cos(turn)
        dx, dy = _off(tilt + (0 if way > 0 else 180), 1)
        canvas.arrow(x0 + 8 * dx, y0 + 8 * dy, x0 + 44 * dx, y0 + 44 * dy, stroke="#ffd54a", width=6, head=20)
        badge(canvas, x0, y0, letter, r=15, colour="#a3324a")
    tagged(canvas, 1, 2)
    return canvas.picture()

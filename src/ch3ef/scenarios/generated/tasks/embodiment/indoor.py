"""Indoor navigation: floor plans, corridors in perspective, doors, signs and lifts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Question, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture, Point
from ch3ef.scenarios.generated.scene.palette import BRIGHT, GROUNDS, NAMED, darker, lighter
from ch3ef.scenarios.generated.tasks.embodiment.drawing import badge, tagged, worded

PLACES = ("Library", "Canteen", "Archive", "Gym", "Office", "Studio", "Lab", "Workshop", "Chapel", "Nursery", "Museum",
          "Kitchen", "Music room", "Laundry")  # fmt: skip
_TURNS = {"Turn left.": -90, "Turn right.": 90, "Go straight on.": 0, "Turn round.": 180}
_HOME = ("kitchen", "bathroom", "bedroom", "study", "hall", "living room", "nursery", "pantry", "workshop")
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


def where_am_i(draws: Draws) -> Question:
    """A plan with coloured doors and four lettered spots, and a view: at which spot are you?"""
    letters = ("A", "B", "C", "D")
    right = draws.one(letters)
    tilt = draws.one((0, 90, 180, 270))
    doors: list[tuple[str, str]] = []
    for _ in range(4):
        pair = draws.some([c for c in BRIGHT if c != "brown"], 2)
        while {*pair} & {*(doors[-1] if doors else ())}:
            pair = draws.some([c for c in BRIGHT if c != "brown"], 2)
        doors.append((pair[0], pair[1]))
    # Between pair k and k + 1: spots at 0.5 and 1.5 .. of the way, looking up or down the corridor.
    spots = dict(zip(draws.shuffled(letters), ((-0.5, 1), (0.5, 1), (2.5, -1), (3.5, -1)), strict=True))
    plan = _door_plan(doors, spots, tilt, draws.one(_PAPER), draws.one(GROUNDS)[1])
    place, way = spots[right]
    ahead = [math.ceil(place), math.ceil(place) + 1] if way > 0 else [math.floor(place), math.floor(place) - 1]
    canvas, hall = _corridor(draws, 560, 448)
    for (near, far), k in reversed(list(zip(((1.8, 2.6), (3.7, 5.2)), ahead, strict=True))):
        left, far_side = doors[k] if way > 0 else doors[k][::-1]
        _door(canvas, hall, -1, near, far, NAMED[left])
        _door(canvas, hall, 1, near, far, NAMED[far_side])
    tagged(canvas, 2, 2)
    question = worded(draws, ("", "Picture 1 is a plan, picture 2 is what you see.",
                              "The plan shows one corridor with its coloured doors.",
                              "The small arrows show four directions of view."), (
        "At which letter do you stand?", "Which letter on the plan marks where you are?",
        "From which letter is the corridor seen in picture 2?", "Where on the plan was the second picture taken?",
    ))  # fmt: skip
    return question_of(question, [f"At {letter}" for letter in letters], f"At {right}", plan, canvas.picture())


def _door_plan(
    doors: Sequence[tuple[str, str]], spots: dict[str, tuple[float, int]], tilt: int, paper: str, ground: str
) -> Picture:  # fmt: skip
    """A corridor that runs up the plan, the whole turned by `tilt`; pair k of doors is the k-th from below."""
    canvas = Canvas(480, 480, ground=ground)
    ink = "#4b535d"
    with canvas.moved(240, 240, angle=tilt):
        for side in (-1, 1):
            for k in range(4):
                y = 190 - 95 * k
                canvas.rect(-150 if side < 0 else 50, y - 95, 100, 95, fill="#dfe2e6", stroke=ink, width=3)
        canvas.rect(-50, -200, 100, 400, fill=paper)
        for side in (-1, 1):
            canvas.line(side * 50, -200, side * 50, 200, stroke=ink, width=5)
        for k, pair in enumerate(doors):
            y = 190 - 95 * k - 47
            for side, colour in zip((-1, 1), pair, strict=True):
                canvas.rect(
                    side * 50 - 8, y - 24, 16, 48, fill=NAMED[colour], stroke=darker(NAMED[colour], 0.4), width=2
                )
    for letter, (place, way) in spots.items():
        down = 190 - 47 - 95 * place
        turn = math.radians(tilt)
        x0, y0 = 240 - down * math.sin(turn), 240 + down * math.cos(turn)
        dx, dy = _ahead(tilt + (0 if way > 0 else 180), 1)
        canvas.arrow(x0 + 8 * dx, y0 + 8 * dy, x0 + 34 * dx, y0 + 34 * dy, stroke="#a3324a", width=5, head=14)
        badge(canvas, x0, y0, letter, r=15, colour="#a3324a")
    tagged(canvas, 1, 2)
    return canvas.picture()


_GRID = tuple((c, r) for r in range(2) for c in range(3))
_TINTS = ("#f6d5b8", "#cfe3c6", "#cddff0", "#ead3ea", "#f3e6a9", "#c9e6e2", "#f3d0d0", "#dcdfe3")
Cell = tuple[int, int]


def _flat(draws: Draws, names: dict[Cell, str]) -> tuple[Canvas, float, float]:
    """A plan of six rooms; returns it with the size of a room."""
    canvas = Canvas(624, 464, ground=draws.one(GROUNDS)[0])
    w, h = 192, 204
    for tint, ((c, r), name) in zip(draws.some(_TINTS, 6), names.items(), strict=True):
        x, y = 24 + w * c, 28 + h * r
        canvas.rect(x, y, w, h, fill=tint, stroke="#4b535d", width=6)
        canvas.text(x + 16, y + 36, name.capitalize(), size=20, colour="#333a42")
    return canvas, w, h


def _gap(canvas: Canvas, one: Cell, two: Cell, w: float, h: float, colour: str) -> Point:
    """A door between two neighbouring rooms; returns its middle."""
    x, y = 24 + w * (one[0] + two[0] + 1) / 2, 28 + h * (one[1] + two[1] + 1) / 2
    upright = one[1] == two[1]
    x, y = (x, y + 24) if upright else (x + 46, y)
    wide, high = (14, 62) if upright else (62, 14)
    canvas.rect(x - wide / 2, y - high / 2, wide, high, fill=colour, stroke=darker(colour, 0.4), width=2)
    return x, y


def next_room(draws: Draws) -> Question:
    """A plan of a flat with a dotted way: which room comes after another?"""
    names = dict(zip(_GRID, draws.some(_HOME, 6), strict=True))
    loop: list[Cell] = [(0, 0), (1, 0), (2, 0), (2, 1), (1, 1), (0, 1)]
    start, step = draws.whole(0, 5), draws.one((1, -1))
    way = [loop[(start + step * k) % 6] for k in range(draws.whole(5, 6))]
    place = draws.whole(1, len(way) - 2)
    before, right = names[way[place - 1]], names[way[place]]
    others = draws.some([name for name in names.values() if name not in (before, right)], 3)
    canvas, w, h = _flat(draws, names)
    points: list[Point] = []
    for k, cell in enumerate(way):
        points.append((70 + w * (cell[0] + 0.5), 28 + h * (cell[1] + 0.5) + 24))
        if k + 1 < len(way):
            points.append(_gap(canvas, cell, way[k + 1], w, h, "#fffdf5"))
    ink = draws.one(("#c2185b", "#1f6f8b", "#7a3b8f"))
    canvas.polyline(points, stroke=ink, width=5, dash="1 12")
    canvas.arrow(*points[-2], *points[-1], stroke=ink, width=5, head=20)
    canvas.circle(*points[0], 12, fill=ink, stroke="#ffffff", width=3)
    question = worded(draws, ("", "The dotted way begins at the dot.", "Follow the dotted way from the dot to the arrow."), (
        f"Which room comes next after the {before}?", f"You are in the {before}. Which room do you enter next?",
        f"The dotted way leads from the {before} straight into which room?",
    ))  # fmt: skip
    return question_of(question, [f"The {name}" for name in (right, *others)], f"The {right}", canvas.picture())


def door_between(draws: Draws) -> Question:
    """A plan of a flat with coloured doors: which one joins two rooms?"""
    names = dict(zip(_GRID, draws.some(_HOME, 6), strict=True))
    colours = draws.some([c for c in BRIGHT if c != "brown"], 5)
    options = colours[:4]
    right = draws.one(options)
    walls: list[tuple[Cell, Cell]] = [((0, 0), (1, 0)), ((1, 0), (2, 0)), ((0, 1), (1, 1)), ((1, 1), (2, 1)),
                                      ((0, 0), (0, 1)), ((1, 0), (1, 1)), ((2, 0), (2, 1))]  # fmt: skip
    canvas, w, h = _flat(draws, names)
    asked, *others = draws.some(walls, 5)
    rest = [colour for colour in colours if colour != right]
    for wall, colour in zip([asked, *others], [right, *rest], strict=True):
        _gap(canvas, *wall, w, h, NAMED[colour])
    one, two = draws.shuffled(names[cell] for cell in asked)
    question = worded(draws, ("", "The doors have colours."), (
        f"Which door leads from the {one} straight to the {two}?", f"Which door joins the {one} and the {two}?",
        f"Through which door do you go from the {one} to the {two}?",
    ))  # fmt: skip
    return question_of(question, [f"The {option} door" for option in options], f"The {right} door", canvas.picture())


def floors_to_go(draws: Draws) -> Question:
    """A lift with its directory: how many floors up or down to a place?"""
    steps = draws.some((-3, -2, -1, 1, 2, 3), 4)
    right = draws.one(steps)
    here = draws.one([floor for floor in range(1, 7) if 1 <= floor + right <= 6])
    names = dict(zip(range(1, 7), draws.some(PLACES, 6), strict=True))
    asked = names[here + right].lower()
    light, dark = draws.one(GROUNDS)
    canvas = Canvas(576, 480, ground=light)
    canvas.rect(0, 0, 576, 400, fill=canvas.gradient(light, dark))
    canvas.rect(0, 400, 576, 80, fill=draws.one(("#b9a58a", "#9fa8ae", "#a3b09b")))
    side = 322 if draws.chance(0.5) else 26
    canvas.rect(side, 110, 228, 296, fill="#8b949d", stroke="#59616a", width=4)
    for k in (0, 1):
        canvas.rect(
            side + 14 + 100 * k, 124, 100, 282, fill=canvas.gradient("#d5dbe0", "#b4bcc4", angle=0), stroke="#7a838c"
        )
    canvas.rect(side + 59, 40, 110, 58, fill="#1d2126", radius=6)
    canvas.text(side + 114, 84, str(here), size=42, face="mono", colour="#ff8a5c", anchor="middle")
    board = 26 if side > 200 else 274
    canvas.rect(board, 60, 276, 300, fill="#fffdf5", stroke="#4b535d", width=4, radius=8)
    canvas.text(board + 138, 94, "Floors", size=22, face="sans-bold", anchor="middle")
    for row, floor in enumerate(range(6, 0, -1)):
        y = 132 + 40 * row
        canvas.circle(board + 42, y - 7, 15, fill="#1f4e79")
        canvas.text(board + 42, y, str(floor), size=19, colour="#ffffff", anchor="middle")
        canvas.text(board + 76, y, names[floor], size=21)

    def said(step: int) -> str:
        return f"{abs(step)} floor{'' if abs(step) == 1 else 's'} {'up' if step > 0 else 'down'}"

    question = worded(draws, ("", "The number above the lift is your floor.", "You are on the floor that the display shows."), (
        f"How far must you take the lift to the {asked}?", f"You want to go to the {asked}. How many floors up or down?",
        f"Which ride brings you to the {asked}?",
    ))  # fmt: skip
    return question_of(question, [said(step) for step in steps], said(right), canvas.picture())


_ROUTES = {"Left, then left": (-90, -90), "Left, then right": (-90, 90), "Right, then left": (90, -90),
           "Right, then right": (90, 90)}  # fmt: skip


def turns_of_route(draws: Draws) -> Question:
    """A plan with a drawn route that turns twice: which turns are they?"""
    options = list(_ROUTES)
    right = draws.one(options)
    heading = draws.one((0, 90, 180, 270))
    first, second = _ROUTES[right]
    canvas = Canvas(480, 480, ground=draws.one(GROUNDS)[1])
    canvas.rect(16, 16, 448, 448, fill=draws.one(_PAPER), stroke="#4b535d", width=5)
    for c in range(3):
        for r in range(3):
            tint = draws.one(_TINTS)
            canvas.rect(44 + 138 * c, 44 + 138 * r, 116, 116, fill=tint, stroke="#4b535d", width=3)
            canvas.text(102 + 138 * c, 108 + 138 * r, f"{draws.whole(1, 4)}{3 * r + c + 1:02d}", size=19,
                        anchor="middle", colour="#5b636d")  # fmt: skip
    # Corridors run at 30, 171, 309 and 450 both ways; the route goes 2 or 1 blocks at a time around the rooms.
    lanes = (30.0, 171.0, 309.0, 450.0)
    legs = (draws.whole(1, 2), draws.whole(1, 2), draws.whole(1, 2))
    angles = (heading, heading + first, heading + first + second)
    offsets = [(0, 0)]
    for leg, angle in zip(legs, angles, strict=True):
        dx, dy = _ahead(angle, leg)
        offsets.append((offsets[-1][0] + round(dx), offsets[-1][1] + round(dy)))
    if max(abs(a[k] - b[k]) for a in offsets for b in offsets for k in (0, 1)) > 3 or offsets[0] == offsets[3]:
        legs = (2, 1, 1)
        offsets = [(0, 0)]
        for leg, angle in zip(legs, angles, strict=True):
            dx, dy = _ahead(angle, leg)
            offsets.append((offsets[-1][0] + round(dx), offsets[-1][1] + round(dy)))
    xs, ys = [x for x, _ in offsets], [y for _, y in offsets]
    x0, y0 = draws.whole(-min(xs), 3 - max(xs)), draws.whole(-min(ys), 3 - max(ys))
    points = [(lanes[x0 + x], lanes[y0 + y]) for x, y in offsets]
    ink = draws.one(("#c2185b", "#1f6f8b", "#7a3b8f", "#2f6d3a"))
    canvas.polyline(points, stroke=ink, width=7)
    canvas.arrow(*points[-2], *points[-1], stroke=ink, width=7, head=24)
    canvas.circle(*points[0], 11, fill=ink, stroke="#ffffff", width=3)
    question = worded(draws, ("", "You walk the drawn way from the dot to the arrow.", "The way begins at the dot.",
                              "Imagine that you walk along the coloured line."), (
        "Which turns do you take?", "In which order do you turn?", "Which directions describe the way?",
        "What are your two turns, as you walk?",
    ))  # fmt: skip
    return question_of(question, options, right, canvas.picture())

"""Rooms and places with people and things in them."""

from __future__ import annotations

from dataclasses import dataclass

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene import places
from ch3ef.scenarios.generated.scene.canvas import Canvas, Point
from ch3ef.scenarios.generated.scene.palette import BRIGHT, GROUNDS, NAMED, darker, lighter, mixed
from ch3ef.scenarios.generated.scene.people import Look, Pose
from ch3ef.scenarios.generated.scene.things import THINGS, WIDTHS, cloud

WIDE, HIGH = 640, 512
"""Sides of every place in pixels."""
WOODS = ("#b98a5a", "#a8764a", "#c9a173", "#8f6b4a", "#d3b183")
WALLS = (*(pair[1] for pair in GROUNDS), "#d6e4d4", "#e8d5c4", "#cddbe8", "#e9dfae", "#dccfe0")
LIVELY = ("red", "orange", "yellow", "green", "blue", "purple", "pink")
"""Colours that stand out from wood as well."""

POSES: tuple[Pose, ...] = ("standing", "waving", "holding")
"""What people do who are only looked at."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A place to put things and people.

    Attributes:
        canvas: Where it is drawn.
        spots: Where small things stand, left to right.
        ground: Where people stand, in pixels from the top.
    """

    canvas: Canvas
    spots: tuple[Point, ...]
    ground: float


def put(canvas: Canvas, thing: str, x: float, y: float, box: float, colour: str) -> None:
    """A thing standing on (x, y), about as wide or high as `box`; `colour` is a name."""
    THINGS[thing](canvas, x, y, box / max(1.0, WIDTHS.get(thing, 1) / 1.2), NAMED[colour])


def colour_for(draws: Draws, thing: str) -> str:
    """Name of a colour that such a thing may well have."""
    return draws.one({
        "dog": ("brown", "black", "orange", "grey"), "cat": ("black", "orange", "grey", "brown"),
        "bird": ("blue", "red", "brown", "yellow"), "fish": ("orange", "blue", "red"), "apple": ("red", "green"),
        "pear": ("green", "yellow"), "banana": ("yellow",), "tree": ("green",), "fir tree": ("green",),
        "guitar": ("brown", "orange", "red"), "key": ("grey", "black"), "box": ("brown",), "cake": ("pink", "white"),
        "table": ("brown",), "house": ("yellow", "white", "orange"), "clock": ("red", "blue", "black", "green"),
        "laptop": ("grey", "black"), "phone": ("black", "grey", "blue"),
    }.get(thing, LIVELY))  # fmt: skip


def back_of_head(canvas: Canvas, x: float, y: float, size: float, look: Look) -> None:
    """Turns the head of a standing person who was drawn at the same place and size away from us."""
    scale = size / 200
    canvas.ellipse(x, y - 172 * scale, 23 * scale, 27 * scale, fill=look.hair_colour if look.hair != "bald" else
                   look.skin, stroke=darker(look.skin, 0.3), width=1)  # fmt: skip


def window(canvas: Canvas, x: float, y: float, w: float, h: float, *, night: bool = False) -> None:
    """A window from its top left corner, with a view."""
    sky = canvas.gradient("#0d1530", "#1f2c55") if night else canvas.gradient("#bfe0f7", "#eef8ff")
    canvas.rect(x, y, w, h, fill=sky)
    if night:
        canvas.circle(x + 0.72 * w, y + 0.3 * h, 0.09 * h, fill="#f5efcf")
    else:
        cloud(canvas, x + 0.6 * w, y + 0.32 * h, 0.12 * h)
        canvas.path(f"M{x} {y + h}v{-0.3 * h}q{0.3 * w} {-0.16 * h} {0.55 * w} {-0.02 * h}t{0.45 * w} {-0.05 * h}"
                    f"v{0.37 * h}z", fill="#a9cf95")  # fmt: skip
    canvas.rect(x, y, w, h, stroke="#fbf9f4", width=8)
    canvas.line(x + w / 2, y, x + w / 2, y + h, stroke="#fbf9f4", width=5)
    canvas.rect(x - 8, y + h, w + 16, 8, fill="#f2ede2", stroke="#cfc6b4", width=1)


def framed(draws: Draws, canvas: Canvas, x: float, y: float, w: float, h: float) -> None:
    """An abstract painting on a wall."""
    canvas.rect(x, y, w, h, fill="#f7f3e8", stroke=draws.one(WOODS), width=6)
    for _ in range(3):
        canvas.circle(x + draws.between(0.28, 0.72) * w, y + draws.between(0.3, 0.7) * h, draws.between(0.1, 0.2) *
                      min(w, h), fill=mixed(NAMED[draws.one(BRIGHT)], "#ffffff", 0.35), opacity=0.8)  # fmt: skip


def _shell(draws: Draws, floor: float) -> tuple[Canvas, str]:
    """A wall, a skirting board and a floor that begins at `floor`."""
    tint = draws.one(WALLS)
    canvas = Canvas(WIDE, HIGH, ground=tint)
    canvas.rect(0, 0, WIDE, floor, fill=canvas.gradient(lighter(tint, 0.35), tint))
    boards = draws.one(WOODS)
    canvas.rect(0, floor, WIDE, HIGH - floor, fill=canvas.gradient(boards, darker(boards, 0.18)))
    for row in range(1, 5):
        y = floor + (HIGH - floor) * (row / 5) ** 1.3
        canvas.line(0, y, WIDE, y, stroke=darker(boards, 0.22), width=1.5)
    canvas.rect(0, floor - 10, WIDE, 10, fill="#f7f4ec", stroke="#d8d1c2", width=1)
    return canvas, tint


def kitchen(draws: Draws) -> Stage:
    """A kitchen with tiles, cupboards and a counter."""
    canvas, tint = _shell(draws, 440)
    for k in range(1, 16):
        canvas.line(40 * k, 208, 40 * k, 300, stroke=darker(tint, 0.1), width=1)
    for y in (208, 238, 268):
        canvas.line(0, y, WIDE, y, stroke=darker(tint, 0.1), width=1)
    colour = draws.one(("#7fa3a8", "#a7b58a", "#d8c39a", "#8fa5c4", "#c99a86", "#e6e2d6"))
    left = draws.chance(0.5)
    window(canvas, 60 if left else 400, 50, 180, 120)
    for k in range(3):
        x = (300 if left else 30) + 108 * k
        canvas.rect(x, 30, 104, 120, fill=colour, stroke=darker(colour), radius=3)
        canvas.rect(x + 12, 42, 80, 96, stroke=darker(colour, 0.15), width=2)
        canvas.circle(x + 86, 128, 4, fill="#f3efe2")
    for k in range(5):
        canvas.rect(2 + 127.5 * k, 312, 125, 128, fill=colour, stroke=darker(colour))
        canvas.line(48 + 127.5 * k, 332, 82 + 127.5 * k, 332, stroke="#f3efe2", width=5)
    canvas.rect(0, 298, WIDE, 16, fill=draws.one(WOODS), stroke="#5d4630", width=1)
    return Stage(canvas, tuple((88 + 155.0 * k, 300.0) for k in range(4)), 490)


def living_room(draws: Draws) -> Stage:
    """A living room with a sideboard, a window and a rug."""
    canvas, _ = _shell(draws, 400)
    window(canvas, *(draws.one(((60, 50), (380, 50)))), 200, 130)
    framed(draws, canvas, 290, 70 + draws.jitter(12), 66, 84)
    wood = draws.one(WOODS)
    rug = mixed(NAMED[draws.one(BRIGHT)], "#ffffff", 0.55)
    canvas.ellipse(320, 468, 270, 36, fill=rug, stroke=darker(rug, 0.15), width=4)
    canvas.ellipse(320, 468, 220, 26, stroke=lighter(rug, 0.4), width=3)
    for x in (64, 560):
        canvas.rect(x, 400, 14, 26, fill=darker(wood, 0.4))
    canvas.rect(44, 306, 552, 100, fill=wood, stroke=darker(wood), radius=4)
    for k in range(4):
        canvas.rect(54 + 135 * k, 322, 126, 74, stroke=darker(wood, 0.22), width=3, radius=3)
        canvas.circle(117 + 135 * k, 332, 4, fill=darker(wood, 0.5))
    canvas.rect(36, 298, 568, 12, fill=lighter(wood, 0.12), stroke=darker(wood), width=1)
    return Stage(canvas, tuple((104 + 144.0 * k, 300.0) for k in range(4)), 490)


def office(draws: Draws) -> Stage:
    """An office with a desk, a notice board and a window."""
    canvas, tint = _shell(draws, 400)
    left = draws.chance(0.5)
    window(canvas, 50 if left else 400, 44, 190, 140)
    x = 330 if left else 60
    canvas.rect(x, 50, 240, 126, fill="#cfa979", stroke="#8a6a45", width=6)
    for k in range(4):
        note = draws.one(("#fff3b0", "#ffd6d6", "#d7f0d9", "#dce9fb", "#ffffff"))
        y = draws.between(64, 80)
        canvas.rect(x + 16 + 56 * k, y, 42, draws.between(40, 70), fill=note, stroke="#c9bfa8", width=1)
        canvas.circle(x + 37 + 56 * k, y + 4, 4, fill=NAMED[draws.one(BRIGHT)])
    wood = draws.one(WOODS)
    for x in (50, 566):
        canvas.rect(x, 310, 24, 150, fill=darker(wood, 0.3))
    canvas.rect(400, 312, 150, 96, fill=darker(wood, 0.12), stroke=darker(wood, 0.4))
    canvas.line(450, 338, 500, 338, stroke="#efe9da", width=5)
    canvas.rect(24, 298, 592, 18, fill=wood, stroke=darker(wood), radius=3)
    canvas.rect(0, 0, WIDE, 14, fill=darker(tint, 0.12))
    return Stage(canvas, tuple((92 + 152.0 * k, 300.0) for k in range(4)), 492)


def classroom(draws: Draws) -> Stage:
    """A classroom with a blackboard and a long table."""
    canvas, _ = _shell(draws, 400)
    canvas.rect(130, 36, 380, 156, fill=draws.one(("#2f5d46", "#34424d", "#3c4a3a")), stroke=draws.one(WOODS), width=10)
    canvas.path("M160 84q40 -26 80 0t80 0t80 0", stroke="#dfe9e2", width=3, opacity=0.7)
    canvas.polygon([(420, 160), (470, 160), (445, 112)], stroke="#dfe9e2", width=3, opacity=0.7)
    canvas.rect(130, 192, 380, 8, fill="#d9c6a4")
    window(canvas, 18, 60, 80, 140)
    window(canvas, 542, 60, 80, 140)
    wood = draws.one(WOODS)
    for x in (60, 300, 560):
        canvas.rect(x, 310, 14, 146, fill="#7a8288")
    canvas.rect(30, 298, 580, 18, fill=wood, stroke=darker(wood), radius=3)
    return Stage(canvas, tuple((96 + 150.0 * k, 300.0) for k in range(4)), 492)


def cafe(draws: Draws) -> Stage:
    """A coffee shop with hanging lights and a bar."""
    canvas, _ = _shell(draws, 430)
    for k in range(3):
        x = 110 + 210 * k
        canvas.line(x, 0, x, 46, stroke="#4a4038", width=3)
        canvas.path(f"M{x - 30} 70q30 -50 60 0z", fill=draws.one(("#d8a24a", "#5f7d74", "#a2543f")))
        canvas.circle(x, 72, 9, fill="#fff3c4")
    canvas.rect(150, 104, 340, 92, fill="#3b3631", stroke=draws.one(WOODS), width=7)
    for k in range(4):
        canvas.line(180, 126 + 17 * k, 180 + draws.between(90, 200), 126 + 17 * k, stroke="#cfc8bb", width=3)
        canvas.line(430, 126 + 17 * k, 456, 126 + 17 * k, stroke="#cfc8bb", width=3)
    colour = draws.one(("#6f8f86", "#8b5e4a", "#4f6a86", "#a58a5a"))
    canvas.rect(20, 310, 600, 128, fill=colour, stroke=darker(colour))
    for k in range(1, 20):
        canvas.line(20 + 30 * k, 314, 20 + 30 * k, 436, stroke=darker(colour, 0.15), width=2)
    canvas.rect(8, 298, 624, 16, fill=draws.one(WOODS), stroke="#5d4630", width=1)
    return Stage(canvas, tuple((92 + 152.0 * k, 300.0) for k in range(4)), 492)


def street(draws: Draws) -> Stage:
    """A street: house fronts, a pavement and a road."""
    return Stage(places.street(draws, WIDE, HIGH), tuple((90 + 150.0 * k, 400.0) for k in range(4)), 410)


def park(draws: Draws) -> Stage:
    """A park with a path and trees."""
    return Stage(places.park(draws, WIDE, HIGH), tuple((90 + 152.0 * k, 430.0) for k in range(4)), 440)


def beach(draws: Draws) -> Stage:
    """A beach: sky, sea and sand."""
    return Stage(places.beach(draws, WIDE, HIGH), tuple((90 + 152.0 * k, 430.0) for k in range(4)), 446)


def garden(draws: Draws) -> Stage:
    """A garden with a fence, a hedge and a lawn."""
    canvas = Canvas(WIDE, HIGH)
    canvas.rect(0, 0, WIDE, 300, fill=canvas.gradient("#b5dcf3", "#f1f9fd"))
    cloud(canvas, draws.between(90, 550), 60, 38)
    for k in range(9):
        canvas.circle(40 + 70 * k, 232 + draws.jitter(12), 52, fill=draws.one(("#5f9a58", "#6aa562", "#57904f")))
    canvas.rect(0, 240, WIDE, 60, fill="#5f9a58")
    paint = draws.one(("#ffffff", "#d9b98a", "#c9d9e3", "#b98a5a"))
    for y in (250, 286):
        canvas.rect(0, y, WIDE, 8, fill=darker(paint, 0.12))
    for k in range(20):
        x = 6 + 33 * k
        canvas.polygon([(x, 312), (x, 236), (x + 9, 222), (x + 18, 236), (x + 18, 312)], fill=paint,
                       stroke=darker(paint, 0.2), width=1)  # fmt: skip
    green = draws.one(("#a5d089", "#b4d68f", "#98c684"))
    canvas.rect(0, 306, WIDE, 206, fill=canvas.gradient(green, darker(green, 0.15)))
    for _ in range(10):
        left, top = draws.between(10, 630), draws.between(330, 505)
        canvas.circle(left, top, 3, fill=draws.one(("#ffffff", "#fbe36a", "#f7c3d8")))
    return Stage(canvas, tuple((90 + 152.0 * k, 425.0) for k in range(4)), 440)


ROOMS = (kitchen, living_room, office, classroom, cafe)
"""Places indoors: things stand on furniture at y = 300, people on the floor before it."""
OPEN_AIR = (street, park, beach, garden)
"""Places outdoors: things and people stand on the ground."""

PLACES = {
    kitchen: ("kitchen", "counter"), living_room: ("living room", "sideboard"), office: ("office", "desk"),
    classroom: ("classroom", "table"), cafe: ("coffee shop", "bar"), street: ("street", "pavement"),
    park: ("park", "grass"), beach: ("bay", "sand"), garden: ("garden", "lawn"),
}  # fmt: skip
"""What questions call a place, and what things stand on there."""

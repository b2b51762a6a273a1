"""What paintings show: still lifes, landscapes, the sea, towns, portraits and shapes alone."""

from __future__ import annotations

import math
from collections.abc import Callable

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.palette import darker, lighter, mixed
from ch3ef.scenarios.generated.tasks.cross_domain.painting import Motif

Thing = Callable[[Motif, float, float, float, str], None]
W, H = 420.0, 336.0
BOLD = ("#c8452f", "#2f6aa8", "#e0a92e", "#3f8a5a", "#7a4a94", "#d97b3a", "#2f8f93")


# Things on a table: (x, y) is the middle of the foot, s the height


def apple(m: Motif, x: float, y: float, s: float, colour: str) -> None:
    m.oval(x, y - 0.36 * s, 0.42 * s, 0.36 * s, colour, 70)
    m.oval(x - 0.16 * s, y - 0.48 * s, 0.1 * s, 0.1 * s, lighter(colour, 0.45))
    m.shape("#5a3d28", (x - 2, y - 0.7 * s), (x + 4, y - 0.7 * s), (x + 8, y - 0.92 * s), (x + 3, y - 0.92 * s))
    m.oval(x + 0.2 * s, y - 0.82 * s, 0.16 * s, 0.07 * s, "#4c8a45")


def pear(m: Motif, x: float, y: float, s: float, colour: str) -> None:
    m.oval(x, y - 0.3 * s, 0.33 * s, 0.3 * s, colour, 80)
    m.oval(x, y - 0.62 * s, 0.18 * s, 0.26 * s, colour, 80)
    m.oval(x - 0.12 * s, y - 0.36 * s, 0.07 * s, 0.13 * s, lighter(colour, 0.4))
    m.shape("#5a3d28", (x - 3, y - 0.84 * s), (x + 3, y - 0.84 * s), (x + 9, y - s), (x + 4, y - s))


def lemon(m: Motif, x: float, y: float, s: float, colour: str) -> None:
    m.oval(x, y - 0.28 * s, 0.4 * s, 0.27 * s, colour, 15)
    m.shape(colour, (x + 0.3 * s, y - 0.4 * s), (x + 0.54 * s, y - 0.28 * s), (x + 0.3 * s, y - 0.16 * s))


def bottle(m: Motif, x: float, y: float, s: float, colour: str) -> None:
    m.shape(colour, (x - 0.2 * s, y), (x - 0.2 * s, y - 0.58 * s), (x - 0.07 * s, y - 0.72 * s), (x - 0.07 * s, y - s),
            (x + 0.07 * s, y - s), (x + 0.07 * s, y - 0.72 * s), (x + 0.2 * s, y - 0.58 * s), (x + 0.2 * s, y), lean=88)  # fmt: skip
    m.box(x - 0.2 * s, y - 0.42 * s, 0.4 * s, 0.22 * s, "#e0c98f")
    m.box(x - 0.09 * s, y - 1.04 * s, 0.18 * s, 0.08 * s, darker(colour, 0.4))


def jug(m: Motif, x: float, y: float, s: float, colour: str) -> None:
    turns = [math.radians(angle) for angle in range(-80, 81, 20)]
    outer = [(x + 0.26 * s + 0.24 * s * math.cos(t), y - 0.55 * s + 0.26 * s * math.sin(t)) for t in turns]
    inner = [(x + 0.26 * s + 0.14 * s * math.cos(t), y - 0.55 * s + 0.16 * s * math.sin(t)) for t in reversed(turns)]
    m.shape(darker(colour, 0.2), *outer, *inner)
    m.shape(colour, (x - 0.22 * s, y), (x - 0.34 * s, y - 0.3 * s), (x - 0.3 * s, y - 0.52 * s), (x - 0.18 * s, y - 0.76 * s),
            (x - 0.3 * s, y - 0.95 * s), (x + 0.2 * s, y - 0.95 * s), (x + 0.18 * s, y - 0.76 * s), (x + 0.3 * s, y - 0.52 * s),
            (x + 0.34 * s, y - 0.3 * s), (x + 0.22 * s, y), lean=80)  # fmt: skip
    m.box(x - 0.32 * s, y - 0.44 * s, 0.64 * s, 0.08 * s, lighter(colour, 0.55))


def vase(m: Motif, x: float, y: float, s: float, colour: str) -> None:
    for dx, dy, petal in ((-0.26, -0.78, "#d9536f"), (0.26, -0.76, "#f0c23a"), (0, -0.9, "#f3f0e6")):
        m.shape("#4c8a45", (x - 3, y - 0.44 * s), (x + 3, y - 0.44 * s), (x + dx * s + 2, y + dy * s),
                (x + dx * s - 2, y + dy * s), lean=80)  # fmt: skip
        for k in range(5):
            t = 1.257 * k
            m.oval(x + dx * s + 0.1 * s * math.cos(t), y + dy * s + 0.1 * s * math.sin(t), 0.08 * s, 0.08 * s, petal)
        m.oval(x + dx * s, y + dy * s, 0.06 * s, 0.06 * s, "#c98a2a")
    m.shape(colour, (x - 0.14 * s, y), (x - 0.22 * s, y - 0.24 * s), (x - 0.12 * s, y - 0.46 * s), (x + 0.12 * s, y - 0.46 * s),
            (x + 0.22 * s, y - 0.24 * s), (x + 0.14 * s, y), lean=85)  # fmt: skip


def candle(m: Motif, x: float, y: float, s: float, colour: str) -> None:
    m.oval(x, y - 0.05 * s, 0.26 * s, 0.06 * s, darker(colour, 0.3))
    m.box(x - 0.09 * s, y - 0.7 * s, 0.18 * s, 0.64 * s, "#f4ecd6", 88)
    m.oval(x, y - 0.84 * s, 0.14 * s, 0.2 * s, "#f6d98a")
    m.oval(x, y - 0.82 * s, 0.07 * s, 0.13 * s, "#f08a2a")


def bowl(m: Motif, x: float, y: float, s: float, colour: str) -> None:
    for k, (dx, tint) in enumerate(((-0.2, "#8a3a5a"), (0.2, "#6a4a9a"), (0, "#7a3f8a"))):
        m.oval(x + dx * s, y - (0.5 + 0.06 * (k == 2)) * s, 0.17 * s, 0.17 * s, tint)
    rim = [
        (x + 0.5 * s * math.cos(t), y - 0.44 * s + 0.44 * s * math.sin(t))
        for t in (k * math.pi / 10 for k in range(11))
    ]
    m.shape(colour, *rim)
    m.box(x - 0.18 * s, y - 0.06 * s, 0.36 * s, 0.07 * s, darker(colour, 0.25))


THINGS: dict[str, tuple[Thing, float, tuple[str, ...]]] = {
    "apple": (apple, 86, ("#c23a2e", "#8aa33a")), "pear": (pear, 104, ("#c9b23a", "#9aa843")),
    "lemon": (lemon, 86, ("#efcf3a",)), "bottle": (bottle, 156, ("#3f6a4a", "#6a3a34", "#35557a")),
    "jug": (jug, 122, ("#3f6fa8", "#b5643a", "#5a8a8a")), "vase of flowers": (vase, 160, ("#5a7fa8", "#a85a4a", "#3f7a78")),
    "candle": (candle, 132, ("#8a6a3a",)), "bowl": (bowl, 104, ("#4a7a9a", "#c98a4a", "#8a9a5a")),
}  # fmt: skip
"""Name -> drawing, height in pixels, colours."""


def table(draws: Draws, names: list[str]) -> Motif:
    """Things in a row on a table, from left to right."""
    w = W if len(names) < 5 else 520.0
    m = Motif(w, H)
    wall = draws.one(("#b9a98a", "#8a9a94", "#a88a7a", "#9aa3b5", "#c2b48a"))
    m.box(0, 0, w, 222, wall, 90)
    m.shape(lighter(wall, 0.18), (0, 0), (draws.between(60, 150), 0), (draws.between(160, 260), 222), (0, 222), lean=70,
            soft=True)  # fmt: skip
    cloth = draws.one(("#e6dcc6", "#8a5a3c", "#5a3f30", "#c7d0cf", "#7a6a8a"))
    m.box(0, 212, w, 124, cloth)
    m.box(0, 300, w, 36, darker(cloth, 0.3))
    step = (w - 20) / len(names)
    for k, name in enumerate(names):
        thing, size, colours = THINGS[name]
        x, y = 2 + (k + 0.5) * step + draws.jitter(4), 268 + draws.jitter(10)
        m.oval(x + 12, y, 0.4 * min(size, 110), 9, darker(cloth, 0.35), soft=True)
        thing(m, x, y, size * draws.between(0.92, 1.02), draws.one(colours))
    return m


# Things in a landscape


def tree(m: Motif, x: float, y: float, s: float, colour: str) -> None:
    m.box(x - 0.06 * s, y - 0.46 * s, 0.12 * s, 0.46 * s, "#6a4a30", 88)
    for dx, dy, r, tint in ((-0.18, -0.56, 0.22, 0.08), (0.18, -0.56, 0.22, -0.1), (0, -0.78, 0.24, 0.0)):
        m.oval(x + dx * s, y + dy * s, r * s, r * s, lighter(colour, tint) if tint >= 0 else darker(colour, -tint), 40)


def boat(m: Motif, x: float, y: float, s: float, colour: str) -> None:
    m.shape(colour, (x - 0.5 * s, y - 0.2 * s), (x + 0.5 * s, y - 0.2 * s), (x + 0.34 * s, y), (x - 0.34 * s, y))
    m.shape("#f6f1e2", (x + 0.04 * s, y - s), (x + 0.04 * s, y - 0.26 * s), (x + 0.42 * s, y - 0.26 * s), lean=70)
    m.shape(
        "#e4d9bd", (x - 0.04 * s, y - 0.86 * s), (x - 0.04 * s, y - 0.26 * s), (x - 0.34 * s, y - 0.26 * s), lean=110
    )


def house(m: Motif, x: float, y: float, s: float, colour: str) -> None:
    m.box(x - 0.5 * s, y - 0.6 * s, s, 0.6 * s, colour, 90)
    m.shape("#8a4434", (x - 0.6 * s, y - 0.58 * s), (x, y - s), (x + 0.6 * s, y - 0.58 * s), lean=20)
    m.box(x - 0.12 * s, y - 0.36 * s, 0.24 * s, 0.36 * s, "#4a3426")
    for dx in (-0.4, 0.2):
        m.box(x + dx * s, y - 0.46 * s, 0.18 * s, 0.18 * s, "#cfe0e6")


def balloon(m: Motif, x: float, y: float, s: float, colour: str) -> None:
    m.oval(x, y - 0.64 * s, 0.36 * s, 0.36 * s, colour)
    m.oval(x, y - 0.64 * s, 0.13 * s, 0.36 * s, lighter(colour, 0.5))
    m.box(x - 0.1 * s, y - 0.16 * s, 0.2 * s, 0.16 * s, "#6a4a30")


def sky(m: Motif, top: str, low: str, level: float) -> None:
    """Bands of colour down to the horizon."""
    for k in range(4):
        m.box(0, level * k / 4, m.width, level / 4 + 2, mixed(top, low, k / 3), 4, soft=True)
    m.box(0, level - 2, m.width, 24, low, 4, soft=True)


def ground(m: Motif, draws: Draws, level: float, colour: str) -> None:
    """A rolling meadow from a level to the lower edge, darker towards the front."""
    for k in range(3):
        y = level + (m.height - level) * k / 3
        edge = [(m.width * j / 8, y + 9 * math.sin(1.1 * j + 2 * k + draws.between(0, 0.6))) for j in range(9)]
        m.shape(darker(colour, 0.09 * k), *edge, (m.width, m.height), (0, m.height), lean=10 * k - 10)


def mountains(m: Motif, draws: Draws, level: float, colour: str) -> None:
    """Peaks with snow behind the horizon."""
    for k in range(3):
        x, top = 70 + 140 * k + draws.jitter(26), level - draws.between(80, 120)
        tint = lighter(colour, 0.1 * (k % 2))
        m.shape(tint, (x - 120, level), (x, top), (x + 120, level), lean=50)
        m.shape(
            "#f0f2f4", (x - 30, top + 0.25 * (level - top)), (x, top), (x + 30, top + 0.25 * (level - top)), lean=50
        )


def waves(m: Motif, draws: Draws, level: float, colour: str, *, height: float = 3) -> None:
    """Water from a level to the lower edge."""
    m.box(0, level, m.width, m.height - level, colour)
    for _ in range(12):
        x, y = draws.between(-20, m.width), draws.between(level + 14, m.height - 8)
        tint = draws.one((lighter(colour, 0.3), darker(colour, 0.16)))
        m.shape(tint, (x, y), (x + 22, y - height), (x + 60, y), (x + 24, y + height / 2), soft=True)


# Whole pictures


def landscape(draws: Draws) -> Motif:
    """Mountains or hills, trees and a cottage."""
    m = Motif(W, H)
    sky(m, draws.one(("#7fb0d6", "#e6a05a", "#9cb8cf")), draws.one(("#dbe9ef", "#f6dca6")), 170)
    m.oval(draws.between(60, 360), 48, 22, 22, "#f8df7a")
    if draws.chance(0.6):
        mountains(m, draws, 176, draws.one(("#6a7f9a", "#7a6a8a", "#5f8a8a")))
    ground(m, draws, 172, draws.one(("#8fae5a", "#a8b060", "#7aa36a")))
    house(m, draws.between(90, 330), 236, 58, draws.one(("#e6d3ae", "#d9c2b0", "#f0ece0")))
    for x in draws.some((40, 100, 160, 250, 310, 380), 3):
        tree(m, x, 300 + draws.jitter(10), draws.between(80, 104), draws.one(("#4a7a42", "#5f8a3f", "#3f6a4a")))
    return m


def seascape(draws: Draws) -> Motif:
    """Sailing boats at sea."""
    m = Motif(W, H)
    sky(m, draws.one(("#6fa6d0", "#e0894f", "#8fb0c6")), draws.one(("#e3edf0", "#f6d49a")), 140)
    m.oval(draws.between(50, 370), 60, 20, 20, "#fbe38f")
    waves(m, draws, 136, draws.one(("#3f7f9f", "#2f6f8a", "#4a8a90")))
    for x in (80, 210, 340):
        boat(m, x + draws.jitter(24), 200 + draws.between(0, 84), draws.between(66, 100), draws.one(BOLD))
    return m


def town(draws: Draws) -> Motif:
    """A row of houses along a street."""
    m = Motif(W, H)
    sky(m, draws.one(("#86b2d4", "#d99a66", "#5a6a94")), draws.one(("#e6edf0", "#f2d6a8")), 200)
    m.box(0, 262, W, 74, "#a39b8d")
    x = -6.0
    while x < W:
        w, h = draws.between(64, 92), draws.between(130, 210)
        colour = draws.one(("#d8b98a", "#c98a6a", "#e3d6b8", "#9ab0b0", "#d6a0a0", "#b9a0b8"))
        m.box(x, 264 - h, w, h, colour, 90)
        m.shape("#7d4436", (x - 3, 264 - h), (x + w / 2, 264 - h - 32), (x + w + 3, 264 - h), lean=30)
        for row in range(int(h / 46) - 1):
            for column in (0.2, 0.6):
                m.box(x + column * w, 264 - h + 14 + 44 * row, 0.2 * w, 24, "#3f5064")
        m.box(x + 0.38 * w, 228, 0.24 * w, 36, "#5a3d28")
        x += w
    return m


def shapes(draws: Draws) -> Motif:
    """Circles, triangles and bars that show nothing."""
    m = Motif(W, H)
    m.box(0, 0, W, H, draws.one(("#efe6d0", "#e4e0d6", "#d9e0dc", "#f2ead8")))
    for x, y in draws.some([(x, y) for x in (60, 150, 260, 360) for y in (70, 170, 270)], 8):
        r, colour = draws.between(22, 58), draws.one((*BOLD, "#22201e"))
        kind = draws.whole(0, 2)
        if kind == 0:
            m.oval(x, y, r, r, colour)
        elif kind == 1:
            m.shape(colour, (x, y - r), (x + r, y + 0.8 * r), (x - r, y + 0.8 * r))
        else:
            t = draws.between(0, 3.1)
            dx, dy, px, py = 1.4 * r * math.cos(t), 1.4 * r * math.sin(t), 9 * math.sin(t), -9 * math.cos(t)
            m.shape(
                colour,
                (x - dx + px, y - dy + py),
                (x + dx + px, y + dy + py),
                (x + dx - px, y + dy - py),
                (x - dx - px, y - dy - py),
            )
    return m


GENRES: dict[str, Callable[[Draws], Motif]] = {
    "a landscape": landscape, "a seascape": seascape, "a town": town,
}  # fmt: skip
"""What is painted -> a picture of it."""

"""A road from behind the wheel: ground in perspective, sky, roadside, vehicles, lights and signs.

Lengths on the road are metres, x to the right of the driver, z ahead; traffic keeps to the right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Literal

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas, Point
from ch3ef.scenarios.generated.scene.palette import darker, lighter, mixed
from ch3ef.scenarios.generated.scene.things import THINGS, cloud, sun

WIDE, HIGH, HORIZON, FOCAL, EYE = 640, 480, 205, 400, 1.45
LANE = 3.5
Hour = Literal["day", "dusk", "night", "fog", "grey"]
Line = tuple[float, Literal["solid", "dashed", "double"]]
_SKIES: dict[Hour, tuple[str, str]] = {"day": ("#8fc4ea", "#e4f2fa"), "dusk": ("#4d5f92", "#f6b98a"),
                                       "night": ("#0d1530", "#2b3a5c"), "fog": ("#c3c9cc", "#d9dddf"),
                                       "grey": ("#8d979f", "#c6cdd1")}  # fmt: skip
_DIM: dict[Hour, float] = {"day": 0.0, "dusk": 0.22, "night": 0.55, "fog": 0.0, "grey": 0.12}


def at(x: float, z: float, y: float = 0) -> Point:
    """Where a point falls in the picture."""
    return WIDE / 2 + FOCAL * x / z, HORIZON + FOCAL * (EYE - y) / z


def scale_at(z: float) -> float:
    """Pixels per metre."""
    return FOCAL / z


@dataclass(frozen=True, slots=True)
class Lanes:
    """A road's cross-section.

    Attributes:
        left: Edge.
        right: Edge.
        lines: Markings between lanes: where and how.
    """

    left: float
    right: float
    lines: tuple[Line, ...]


TWO_WAY = Lanes(-1.5 * LANE, 0.5 * LANE, ((-0.5 * LANE, "dashed"),))


def several_lanes(count: int, own: int) -> Lanes:
    """A one-way road; `own` counts from 0 at the left."""
    left = -(own + 0.5) * LANE
    return Lanes(left, left + count * LANE, tuple((left + k * LANE, "dashed") for k in range(1, count)))


def landscape(draws: Draws, lanes: Lanes, hour: Hour = "day", *, plain: bool = False) -> Canvas:
    """Sky, land and road; `plain` leaves the roadside empty."""
    canvas = Canvas(WIDE, HIGH)
    dim, (high, low) = _DIM[hour], _SKIES[hour]
    canvas.rect(0, 0, WIDE, HORIZON + 2, fill=canvas.gradient(high, low))
    if hour == "day":
        sun(canvas, draws.between(40, 600), draws.between(30, 60), 40)
        for _ in range(draws.whole(1, 3)):
            cloud(canvas, draws.between(40, 600), draws.between(36, 110), draws.between(22, 36))
    elif hour == "night":
        for _ in range(24):
            canvas.circle(draws.between(0, WIDE), draws.between(0, 150), 1.2, fill="#ffffff", opacity=0.8)
        canvas.circle(draws.between(60, 580), 44, 17, fill="#f4efd2")
    hill = darker(draws.one(("#8fb28c", "#9db9a6", "#a9b48c")), dim)
    if hour != "fog":
        a, b = draws.between(20, 60), draws.between(20, 60)
        canvas.path(f"M0 {HORIZON}q160 {-2 * a:.0f} 320 0t320 0v4h-640z", fill=hill)
        canvas.path(f"M180 {HORIZON}q200 {-2 * b:.0f} 460 0v4h-460z", fill=darker(hill, 0.08))
    land = darker(draws.one(("#9cc27a", "#a8bf7a", "#b9c48a", "#93b884")), dim)
    canvas.rect(0, HORIZON, WIDE, HIGH, fill=land if hour != "fog" else mixed(land, "#d9dddf", 0.5))
    road = darker("#7c8087", dim * 0.8)
    for extra, fill in ((0.7, darker(land, 0.15)), (0.0, road)):
        canvas.polygon([at(lanes.left - extra, 2), at(lanes.right + extra, 2), at(lanes.right + extra, 300),
                        at(lanes.left - extra, 300)], fill=fill)  # fmt: skip
    for x in (lanes.left + 0.2, lanes.right - 0.2):
        _stripe(canvas, x, 2, 300, 0.14)
    for x, kind in lanes.lines:
        if kind == "dashed":
            z = 2.0 + draws.between(0, 2)
            while z < 90:
                _stripe(canvas, x, z, z + 2.6, 0.14)
                z += 6 if z < 40 else 12
        else:
            for shift in (-0.13, 0.13) if kind == "double" else (0.0,):
                _stripe(canvas, x + shift, 2, 300, 0.14)
    if not plain:
        roadside(canvas, draws, lanes, dim)
    if hour == "fog":
        canvas.rect(0, 0, WIDE, HORIZON + 70, fill=canvas.gradient("#d2d7da", "#dfe3e5"), opacity=0.75)
    return canvas


def _stripe(canvas: Canvas, x: float, near: float, far: float, wide: float) -> None:
    canvas.polygon([at(x - wide / 2, near), at(x + wide / 2, near), at(x + wide / 2, far), at(x - wide / 2, far)],
                   fill="#f3f3ee")  # fmt: skip


def roadside(canvas: Canvas, draws: Draws, lanes: Lanes, dim: float = 0) -> None:
    """Trees and houses along the road, far ones first."""
    kinds = draws.one((("tree",), ("fir tree",), ("tree", "house"), ("tree", "fir tree"), ("house",)))
    for z in (70, 48, 34, 25, 19):
        for side, edge in ((-1, lanes.left), (1, lanes.right)):
            if not draws.chance(0.75):
                continue
            kind = draws.one(kinds)
            tint = draws.one(("#e6d5b8", "#d8b9a0", "#cfd8dc", "#e9e0c9") if kind == "house" else
                             ("#4f8f4a", "#3f7d46", "#6a9a4b"))  # fmt: skip
            x, y = at(edge + side * draws.between(4.5, 8), z)
            THINGS[kind](canvas, x, y, scale_at(z) * draws.between(4.5, 6.5), darker(tint, dim))


def cabin(canvas: Canvas, draws: Draws) -> None:
    """Bonnet, dashboard and wheel at the lower edge."""
    paint = draws.one(("#34495e", "#6b2d33", "#2f4f43", "#4a4a52", "#8a8f96"))
    canvas.path("M40 436q280 -60 560 0v44h-560z", fill=paint)
    canvas.path("M40 436q280 -60 560 0", stroke=lighter(paint, 0.3), width=3)
    canvas.path("M0 480v-34q320 -30 640 0v34z", fill="#23262b")
    canvas.path("M110 480a92 74 0 0 1 184 0", stroke="#111317", width=15)
    canvas.path("M110 480a92 74 0 0 1 184 0", stroke="#2f343b", width=5)


def car_back(
    canvas: Canvas, x: float, z: float, colour: str, *, brakes: bool = False, blinks: Sequence[int] = (), y: float = 0
) -> None:
    """A car from behind; `blinks` has -1 for the left indicator and 1 for the right one."""
    px, py = at(x, z, y)
    with canvas.moved(px, py, scale=scale_at(z) / 100):
        canvas.ellipse(0, -2, 100, 9, fill="#000000", opacity=0.3)
        for side in (-1, 1):
            canvas.rect(side * 68 - 16, -34, 32, 34, fill="#1c1e22", radius=7)
        canvas.path("M-64 -88l14 -48q4 -9 14 -9h72q10 0 14 9l14 48z", fill=darker(colour, 0.15))
        canvas.path("M-54 -90l11 -40q2 -5 8 -5h70q6 0 8 5l11 40z", fill="#33414c")
        canvas.path("M-88 -82q0 -10 12 -10h152q12 0 12 10v50q0 12 -10 12h-156q-10 0 -10 -12z", fill=colour,
                    stroke=darker(colour, 0.35), width=2)  # fmt: skip
        canvas.rect(-30, -52, 60, 17, fill="#fbfaf2", radius=2)
        for side in (-1, 1):
            canvas.rect(side * 70 - 15, -80, 30, 22, fill="#ff3b30" if brakes else "#8e1b18", radius=4)
            if brakes:
                canvas.circle(side * 70, -69, 26, fill="#ff5a4d", opacity=0.35)
            if side in blinks:
                canvas.circle(side * 78, -47, 30, fill="#ffb300", opacity=0.45)
            canvas.rect(side * 78 - 11, -56, 22, 16, fill="#ffb300" if side in blinks else "#9a6a2a", radius=4)
            if side in blinks:
                for turn in (-26, 0, 26):
                    with canvas.moved(side * 94, -47, angle=turn if side > 0 else 180 - turn):
                        canvas.line(10, 0, 34, 0, stroke="#ff9800", width=5)
        if brakes:
            canvas.rect(-22, -134, 44, 7, fill="#ff3b30", radius=3)


def car_front(canvas: Canvas, x: float, z: float, colour: str) -> None:
    """An oncoming car."""
    px, py = at(x, z)
    with canvas.moved(px, py, scale=scale_at(z) / 100):
        canvas.ellipse(0, -2, 100, 9, fill="#000000", opacity=0.3)
        for side in (-1, 1):
            canvas.rect(side * 68 - 16, -32, 32, 32, fill="#1c1e22", radius=7)
        canvas.path("M-66 -84l16 -52q4 -9 14 -9h72q10 0 14 9l16 52z", fill=darker(colour, 0.15))
        canvas.path("M-56 -86l13 -43q2 -6 8 -6h70q6 0 8 6l13 43z", fill="#bcd3df")
        canvas.path("M-88 -72q2 -16 18 -16h140q16 0 18 16v42q0 10 -10 10h-156q-10 0 -10 -10z", fill=colour,
                    stroke=darker(colour, 0.35), width=2)  # fmt: skip
        canvas.rect(-44, -54, 88, 18, fill="#22262b", radius=5)
        for side in (-1, 1):
            canvas.circle(side * 66, -60, 26, fill="#fff6cf", opacity=0.55)
            canvas.circle(side * 66, -60, 14, fill="#fffbe6", stroke="#8a8a80", width=2)


def lorry_back(canvas: Canvas, x: float, z: float, colour: str) -> None:
    """A lorry from behind."""
    px, py = at(x, z)
    with canvas.moved(px, py, scale=scale_at(z) / 100):
        canvas.ellipse(0, -2, 130, 10, fill="#000000", opacity=0.3)
        for side in (-1, 1):
            canvas.rect(side * 88 - 26, -60, 52, 60, fill="#1c1e22", radius=8)
        canvas.rect(-122, -330, 244, 280, fill=colour, stroke=darker(colour, 0.4), width=4, radius=4)
        canvas.line(0, -326, 0, -56, stroke=darker(colour, 0.3), width=4)
        for side in (-1, 1):
            canvas.rect(side * 50 - 4, -310, 8, 240, fill=darker(colour, 0.2))
        canvas.rect(-122, -62, 244, 18, fill="#3b4047")
        for side in (-1, 1):
            canvas.rect(side * 98 - 20, -60, 40, 15, fill="#d32f2f")


def post(canvas: Canvas, x: float, z: float, top: float, *, wide: float = 0.09) -> Point:
    """A pole; returns its top."""
    (px, py), (_, low) = at(x, z, top), at(x, z)
    w = wide * scale_at(z)
    canvas.rect(px - w / 2, py, w, low - py, fill="#7d848b")
    return px, py


def limit_sign(canvas: Canvas, x: float, y: float, r: float, number: int) -> None:
    """A round sign with a red rim and a speed."""
    canvas.circle(x, y, r, fill="#ffffff", stroke="#8a8f94", width=1)
    canvas.circle(x, y, 0.86 * r, stroke="#d32f2f", width=0.24 * r)
    size = (0.84 if number < 100 else 0.68) * r
    canvas.text(x, y + 0.36 * size, str(number), size=size, face="sans-bold", anchor="middle")


def give_way(canvas: Canvas, x: float, y: float, r: float) -> None:
    """A triangle on its point."""
    corners = [(x, y + r), (x + 0.98 * r, y - 0.72 * r), (x - 0.98 * r, y - 0.72 * r)]
    canvas.polygon(corners, fill="#ffffff", stroke="#d32f2f", width=0.26 * r)


def stop_sign(canvas: Canvas, x: float, y: float, r: float) -> None:
    """The red octagon."""
    corners = [(x + r * sin(pi * (k + 0.5) / 4), y - r * cos(pi * (k + 0.5) / 4)) for k in range(8)]
    canvas.polygon(corners, fill="#c62828", stroke="#ffffff", width=0.1 * r)
    canvas.text(x, y + 0.2 * r, "STOP", size=0.56 * r, face="sans-bold", colour="#ffffff", anchor="middle",
                legible=r > 17)  # fmt: skip


def priority_sign(canvas: Canvas, x: float, y: float, r: float) -> None:
    """The yellow diamond of a priority road."""
    for size, fill in ((r, "#ffffff"), (0.72 * r, "#fbc02d")):
        canvas.polygon(
            [(x, y - size), (x + size, y), (x, y + size), (x - size, y)], fill=fill, stroke="#6b6f74", width=1
        )

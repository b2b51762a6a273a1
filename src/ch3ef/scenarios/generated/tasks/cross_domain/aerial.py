"""The land from above: fields, water, roads, buildings, ships and planes."""

from __future__ import annotations

import math

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.palette import darker, lighter
from ch3ef.scenarios.generated.tasks.cross_domain.drawing import dots

Rect = tuple[float, float, float, float]
CROPS = (
    ("#a7b86b", "#93a75b", "#c4bd76", "#b59f63", "#8ea558", "#d0c48a", "#9c8a5c"),
    ("#b9c37c", "#a3b36a", "#8fa362", "#cdbf7f", "#c2ae74", "#7f9a58", "#d8cf9b"),
    ("#c9a878", "#b8946a", "#d6bf92", "#a88a60", "#bfae7d", "#9aa068", "#ccb58a"),
)
WATER, DEEP, TREES, ROAD = "#4f8fb0", "#3a7598", ("#3f6b3a", "#4b7a42", "#35603a"), "#8b8d8c"
_ROOFS = ("#b5553c", "#a8492f", "#8d5a45", "#7d7f85", "#9c4a3a", "#6d7078")


def split(draws: Draws, rect: Rect, least: float) -> list[Rect]:
    """A rectangle cut into fields whose sides are at least so long."""
    x, y, w, h = rect
    along = w >= h
    side = w if along else h
    if side < 2 * least or (side < 3.2 * least and draws.chance(0.25)):
        return [rect]
    cut = draws.between(least, side - least)
    parts = ((x, y, cut, h), (x + cut, y, w - cut, h)) if along else ((x, y, w, cut), (x, y + cut, w, h - cut))
    return [each for part in parts for each in split(draws, part, least)]


def farmland(canvas: Canvas, draws: Draws, *, least: float = 105) -> None:
    """Fields over the whole frame, turned a little."""
    colours = draws.one(CROPS)
    w, h = canvas.width, canvas.height
    with canvas.moved(w / 2, h / 2, angle=draws.jitter(14)):
        for rect in split(draws, (-0.68 * w, -0.68 * h, 1.36 * w, 1.36 * h), least):
            field(canvas, draws, rect, draws.one(colours))


def field(canvas: Canvas, draws: Draws, rect: Rect, colour: str) -> None:
    """One field with its furrows and a hedge."""
    x, y, w, h = rect
    canvas.rect(x, y, w, h, fill=colour, stroke="#6f7f4c", width=2)
    step = draws.one((7, 9, 12, 16))
    if draws.chance(0.5):
        rows = "".join(f"M{x + 4:.0f} {y + k:.0f}h{w - 8:.0f}" for k in range(6, int(h) - 4, step))
    else:
        rows = "".join(f"M{x + k:.0f} {y + 4:.0f}v{h - 8:.0f}" for k in range(6, int(w) - 4, step))
    if rows and draws.chance(0.8):
        canvas.path(rows, stroke=draws.one((darker(colour, 0.12), lighter(colour, 0.16))), width=1.6)
    if draws.chance(0.35):
        hedge = [(x + k, y + draws.jitter(2)) for k in range(6, int(w), 11)]
        dots(canvas, hedge, 9, TREES[0])


def house(canvas: Canvas, draws: Draws, x: float, y: float, size: float, angle: float) -> None:
    """A house with a ridged roof and its shadow."""
    roof = draws.one(_ROOFS)
    w, h = size * draws.between(1.1, 1.35), size * draws.between(0.75, 0.9)
    with canvas.moved(x, y, angle=angle):
        canvas.rect(-w / 2 + 3, -h / 2 + 4, w, h, fill="#000000", opacity=0.25)
        canvas.rect(-w / 2, -h / 2, w, h / 2, fill=lighter(roof, 0.15))
        canvas.rect(-w / 2, 0, w, h / 2, fill=darker(roof, 0.12))


def tree(canvas: Canvas, x: float, y: float, size: float, colour: str) -> None:
    """A tree's crown and its shadow."""
    canvas.circle(x + 0.16 * size, y + 0.2 * size, size / 2, fill="#000000", opacity=0.22)
    canvas.circle(x, y, size / 2, fill=colour)
    canvas.circle(x - 0.12 * size, y - 0.14 * size, size / 4, fill=lighter(colour, 0.18))


def ship(canvas: Canvas, x: float, y: float, length: float, colour: str, heading: float, *, wake: bool) -> None:
    """A freighter; heading in degrees clockwise from the top of the picture."""
    with canvas.moved(x, y, angle=heading, scale=length / 100):
        if wake:
            canvas.path("M-9 50L-42 168M9 50L42 168", stroke="#e9f4f8", width=6, opacity=0.75)
            canvas.path("M-8 52q8 50 -4 92M8 52q-6 50 6 98", stroke="#dcecf3", width=7, opacity=0.6)
        canvas.path("M0 -52q17 14 17 36v58q0 10 -10 10h-14q-10 0 -10 -10v-58q0 -22 17 -36z", fill=colour,
                    stroke=darker(colour, 0.4), width=3)  # fmt: skip
        canvas.rect(-11, 28, 22, 16, fill="#f4f3ee", stroke="#9a9a96", width=1.5)
        for place, top in enumerate((-22, -5, 12)):
            canvas.rect(-10, top, 20, 13, fill=("#c7733c", "#d9d3bd", "#6d8f86")[place])


def compass(canvas: Canvas, x: float, y: float, north: float = 0) -> None:
    """An arrow to the north; `north` in degrees clockwise from the top of the picture."""
    canvas.circle(x, y, 34, fill="#ffffff", opacity=0.88)
    sin, cos = math.sin(math.radians(north)), math.cos(math.radians(north))
    canvas.arrow(x - 22 * sin, y + 22 * cos, x + 6 * sin, y - 6 * cos, width=4, head=15)
    canvas.text(x + 20 * sin, y - 20 * cos + 6, "N", size=17, face="sans-bold", anchor="middle")


def sea(canvas: Canvas, draws: Draws) -> None:
    """Water over the whole frame."""
    w, h = canvas.width, canvas.height
    top, low = draws.one((("#3f7f9f", "#2f6585"), ("#3d8a93", "#2c6a78"), ("#44719c", "#325880")))
    canvas.rect(0, 0, w, h, fill=canvas.gradient(top, low, angle=draws.between(0, 90)))
    waves = "".join(f"M{draws.between(0, w):.0f} {draws.between(0, h):.0f}q8 -4 16 0" for _ in range(70))
    canvas.path(waves, stroke="#ffffff", width=1.3, opacity=0.22)

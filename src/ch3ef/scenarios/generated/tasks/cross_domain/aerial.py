"""The land from above: fields, water, roads, buildings, ships and planes."""

from __future__ import annotations

import math
from collections.abc import Callable

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas, Point
from ch3ef.scenarios.generated.scene.palette import darker, lighter
from ch3ef.scenarios.generated.tasks.cross_domain.drawing import blob, dots, smooth

Rect = tuple[float, float, float, float]
Feature = Callable[[Canvas, Draws, float, float, float], None]
CROPS = (
    ("#a7b86b", "#93a75b", "#c4bd76", "#b59f63", "#8ea558", "#d0c48a", "#9c8a5c"),
    ("#b9c37c", "#a3b36a", "#8fa362", "#cdbf7f", "#c2ae74", "#7f9a58", "#d8cf9b"),
    ("#c9a878", "#b8946a", "#d6bf92", "#a88a60", "#bfae7d", "#9aa068", "#ccb58a"),
)
WATER, DEEP, TREES, ROAD = "#4f8fb0", "#3a7598", ("#3f6b3a", "#4b7a42", "#35603a"), "#8b8d8c"
_ROOFS = ("#b5553c", "#a8492f", "#8d5a45", "#7d7f85", "#9c4a3a", "#6d7078")
_CARS = ("#c33b36", "#e9e9e6", "#2e5ea8", "#2d2f33", "#c9ccd0", "#e0b23a")


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


def river(canvas: Canvas, points: list[Point], width: float) -> None:
    """A river along points."""
    d = smooth(points)
    canvas.path(d, stroke="#b9b489", width=width + 7)
    canvas.path(d, stroke=WATER, width=width)
    canvas.path(d, stroke=lighter(WATER, 0.14), width=0.35 * width, opacity=0.6)


def road(canvas: Canvas, points: list[Point], width: float = 12) -> None:
    """A road along points, with its middle line."""
    d = smooth(points)
    canvas.path(d, stroke="#d6d2c4", width=width + 4)
    canvas.path(d, stroke=ROAD, width=width)
    canvas.path(d, stroke="#f4f2ea", width=1.4, dash="8 8")


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


def plane(canvas: Canvas, x: float, y: float, length: float, colour: str, heading: float) -> None:
    """An airliner; heading in degrees clockwise from the top of the picture."""
    d = "M0 -50q7 8 7 24v6l43 28v9l-43 -14v26l14 12v7l-21 -6l-21 6v-7l14 -12v-26l-43 14v-9l43 -28v-6q0 -16 7 -24z"
    with canvas.moved(x, y, angle=heading, scale=length / 100):
        with canvas.moved(5, 7):
            canvas.path(d, fill="#000000", opacity=0.22)
        canvas.path(d, fill="#fbfbf9", stroke="#8d9298", width=2)
        canvas.path("M0 24l14 12v7l-14 -4z", fill=colour)
        canvas.path("M0 24l-14 12v7l14 -4z", fill=colour)


def tank(canvas: Canvas, x: float, y: float, r: float) -> None:
    """A storage tank."""
    canvas.circle(x + 0.2 * r, y + 0.28 * r, r, fill="#000000", opacity=0.25)
    canvas.circle(x, y, r, fill="#f3f3ef", stroke="#a7a9a6", width=2)
    canvas.circle(x, y, 0.62 * r, stroke="#c4c6c2", width=1.5)
    canvas.line(x, y, x + 0.6 * r, y - 0.6 * r, stroke="#b3b5b2", width=1.5)


def lake(canvas: Canvas, draws: Draws, x: float, y: float, r: float) -> None:
    """A lake."""
    ring = blob(draws, x, y, 1.1 * r, 0.9 * r, count=8, rough=0.14)
    canvas.path(smooth(ring, closed=True), fill=WATER, stroke="#c9c193", width=6)
    inner = [(x + 0.6 * (px - x), y + 0.6 * (py - y)) for px, py in ring]
    canvas.path(smooth(inner, closed=True), fill=DEEP, opacity=0.5)


def forest(canvas: Canvas, draws: Draws, x: float, y: float, r: float) -> None:
    """A wood of round crowns."""
    canvas.path(smooth(blob(draws, x, y, r, 0.92 * r, count=8), closed=True), fill="#2f5433")
    size, crowns = draws.between(15, 18), []
    for ring in range(int(r / (0.7 * size)) + 1):
        far = ring * 0.7 * size
        for k in range(max(1, int(6.28 * far / (0.85 * size)))):
            angle = k * 0.85 * size / max(far, 1) + draws.jitter(0.15)
            crowns.append((x + far * math.cos(angle) + draws.jitter(3), y + far * math.sin(angle) + draws.jitter(3)))
    crowns = draws.shuffled(crowns)
    for place, colour in enumerate(TREES):
        dots(canvas, crowns[place::3], size, colour)
    dots(canvas, [(px - 3, py - 3) for px, py in crowns[::4]], 0.35 * size, "#6d9a5a", opacity=0.8)


def village(canvas: Canvas, draws: Draws, x: float, y: float, r: float) -> None:
    """Houses along two lanes."""
    turn = draws.between(0, 90)
    with canvas.moved(x, y, angle=turn):
        canvas.rect(-r, -0.95 * r, 2 * r, 1.9 * r, fill="#a9b184", radius=12)
        canvas.line(-r, 0, r, 0, stroke="#c9c6bb", width=8)
        canvas.line(0, -0.95 * r, 0, 0.95 * r, stroke="#c9c6bb", width=7)
        for gx in (-0.74, -0.28, 0.28, 0.74):
            for gy in (-0.66, -0.26, 0.26, 0.66):
                if draws.chance(0.9):
                    house(canvas, draws, gx * r, gy * r, 0.24 * r, draws.one((0, 90)) + draws.jitter(6))
                else:
                    tree(canvas, gx * r, gy * r, 0.26 * r, TREES[1])


def airfield(canvas: Canvas, draws: Draws, x: float, y: float, r: float) -> None:
    """A runway, a taxiway and parked planes."""
    with canvas.moved(x, y, angle=draws.jitter(40)):
        canvas.rect(-1.15 * r, -0.75 * r, 2.3 * r, 1.5 * r, fill="#9db07a", radius=8)
        canvas.rect(-1.1 * r, -0.6 * r, 2.2 * r, 0.34 * r, fill="#6c6f73")
        canvas.line(-0.8 * r, -0.43 * r, 0.8 * r, -0.43 * r, stroke="#ffffff", width=2.5, dash="12 9")
        for side in (-1.04, 0.92):
            stripes = "".join(f"M{side * r:.1f} {(-0.55 + 0.06 * k) * r:.1f}h{0.12 * r:.1f}" for k in range(5))
            canvas.path(stripes, stroke="#ffffff", width=2)
        canvas.rect(-0.8 * r, -0.3 * r, 0.14 * r, 0.5 * r, fill="#6c6f73")
        canvas.rect(-0.85 * r, 0.1 * r, 1.7 * r, 0.5 * r, fill="#7d8084")
        for k in range(3):
            plane(canvas, (-0.5 + 0.5 * k) * r, 0.34 * r, 0.36 * r, "#c33b36", 0)


def solar_park(canvas: Canvas, draws: Draws, x: float, y: float, r: float) -> None:
    """Rows of solar panels."""
    with canvas.moved(x, y, angle=draws.jitter(10)):
        canvas.rect(-r, -0.9 * r, 2 * r, 1.8 * r, fill="#a8b486", stroke="#8b9470", width=2)
        step = 0.24 * r
        for k in range(7):
            top = -0.8 * r + k * step
            canvas.rect(-0.92 * r, top, 1.84 * r, 0.6 * step, fill="#20365f", stroke="#9db3d0", width=1)
        d = "".join(f"M{(-0.92 + 0.153 * k) * r:.1f} {-0.8 * r:.1f}v{6.6 * step:.1f}" for k in range(1, 12))
        canvas.path(d, stroke="#a8b486", width=1.2)


def tank_farm(canvas: Canvas, draws: Draws, x: float, y: float, r: float) -> None:
    """White storage tanks on gravel."""
    canvas.rect(x - r, y - 0.85 * r, 2 * r, 1.7 * r, fill="#b9b3a5", stroke="#8f897b", width=3)
    for gx in (-0.62, 0, 0.62):
        for gy in (-0.42, 0.42):
            tank(canvas, x + gx * r, y + gy * r, r * draws.between(0.24, 0.28))
    canvas.line(x - 0.9 * r, y, x + 0.9 * r, y, stroke="#7f7a6f", width=3)


def pitch(canvas: Canvas, draws: Draws, x: float, y: float, r: float) -> None:
    """A football pitch with its running track."""
    with canvas.moved(x, y, angle=draws.jitter(35)):
        canvas.rect(-1.1 * r, -0.75 * r, 2.2 * r, 1.5 * r, fill="#b9604a", radius=0.72 * r)
        canvas.rect(-r, -0.65 * r, 2 * r, 1.3 * r, radius=0.64 * r, stroke="#f2e6dc", width=1.5)
        canvas.rect(-0.78 * r, -0.5 * r, 1.56 * r, r, fill="#5b9a4b", stroke="#ffffff", width=2)
        for k in range(3):
            canvas.rect((-0.52 + 0.52 * k) * r, -0.5 * r, 0.26 * r, r, fill="#6aa858")
        canvas.rect(-0.78 * r, -0.5 * r, 1.56 * r, r, stroke="#ffffff", width=2)
        canvas.line(0, -0.5 * r, 0, 0.5 * r, stroke="#ffffff", width=2)
        canvas.circle(0, 0, 0.17 * r, stroke="#ffffff", width=2)
        for side in (-0.78, 0.56):
            canvas.rect(side * r, -0.24 * r, 0.22 * r, 0.48 * r, stroke="#ffffff", width=2)


def car_park(canvas: Canvas, draws: Draws, x: float, y: float, r: float) -> None:
    """Rows of parked cars."""
    with canvas.moved(x, y, angle=draws.jitter(20)):
        canvas.rect(-r, -0.85 * r, 2 * r, 1.7 * r, fill="#74777b", stroke="#c9c6bb", width=4)
        for row in (-0.62, -0.3, 0.3, 0.62):
            lines = "".join(f"M{(-0.85 + 0.17 * k) * r:.1f} {(row - 0.13) * r:.1f}v{0.26 * r:.1f}" for k in range(11))
            canvas.path(lines, stroke="#e8e8e4", width=1)
            for k in range(10):
                if draws.chance(0.72):
                    canvas.rect((-0.82 + 0.17 * k) * r, (row - 0.1) * r, 0.1 * r, 0.2 * r, fill=draws.one(_CARS),
                                radius=2)  # fmt: skip


def orchard(canvas: Canvas, draws: Draws, x: float, y: float, r: float) -> None:
    """Fruit trees in straight rows."""
    with canvas.moved(x, y, angle=draws.jitter(20)):
        canvas.rect(-r, -0.85 * r, 2 * r, 1.7 * r, fill="#b9c28a", stroke="#93a06a", width=2)
        crowns = [((-0.85 + 0.243 * i) * r, (-0.7 + 0.28 * j) * r) for i in range(8) for j in range(6)]
        dots(canvas, [(px + 3, py + 3) for px, py in crowns], 0.16 * r, "#6f7a4c", opacity=0.7)
        dots(canvas, crowns, 0.16 * r, "#4b7a42")


FEATURES: dict[str, Feature] = {
    "lake": lake, "forest": forest, "village": village, "airfield": airfield, "solar park": solar_park,
    "tank farm": tank_farm, "sports ground": pitch, "car park": car_park, "orchard": orchard,
}  # fmt: skip
"""Name -> how it is drawn around a middle, within about a radius."""


def compass(canvas: Canvas, x: float, y: float, north: float = 0) -> None:
    """An arrow to the north; `north` in degrees clockwise from the top of the picture."""
    canvas.circle(x, y, 34, fill="#ffffff", opacity=0.88)
    sin, cos = math.sin(math.radians(north)), math.cos(math.radians(north))
    canvas.arrow(x - 22 * sin, y + 22 * cos, x + 6 * sin, y - 6 * cos, width=4, head=15)
    canvas.text(x + 20 * sin, y - 20 * cos + 6, "N", size=17, face="sans-bold", anchor="middle")


def scale_bar(canvas: Canvas, x: float, y: float, length: float, text: str) -> None:
    """A bar and what its length stands for; (x, y) is the left end of the bar."""
    canvas.rect(x - 14, y - 28, length + 28, 44, fill="#ffffff", radius=6, opacity=0.9)
    canvas.rect(x, y - 4, length / 2, 9, fill="#1d1d1f")
    canvas.rect(x, y - 4, length, 9, stroke="#1d1d1f", width=1.5)
    canvas.text(x + length / 2, y - 11, text, size=15, face="sans-bold", anchor="middle")


def sea(canvas: Canvas, draws: Draws) -> None:
    """Water over the whole frame."""
    w, h = canvas.width, canvas.height
    top, low = draws.one((("#3f7f9f", "#2f6585"), ("#3d8a93", "#2c6a78"), ("#44719c", "#325880")))
    canvas.rect(0, 0, w, h, fill=canvas.gradient(top, low, angle=draws.between(0, 90)))
    waves = "".join(f"M{draws.between(0, w):.0f} {draws.between(0, h):.0f}q8 -4 16 0" for _ in range(70))
    canvas.path(waves, stroke="#ffffff", width=1.3, opacity=0.22)


def coast(canvas: Canvas, draws: Draws, depth: float) -> None:
    """Land along the top of the frame, down to about a depth."""
    w = canvas.width
    shore = [(w * k / 6, depth + draws.jitter(16)) for k in range(7)]
    edge = smooth(shore)
    canvas.path(f"{edge}L{w} -9L0 -9z", fill="#d9cda0", stroke="#d9cda0", width=14)
    canvas.path(f"{edge}L{w} -9L0 -9z", fill="#9db07a")

"""Places where scenes happen: streets, parks, meadows, beaches, rooms, a table top."""

from __future__ import annotations

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.palette import BRIGHT, GROUNDS, NAMED, darker, lighter
from ch3ef.scenarios.generated.scene.things import THINGS, cloud, sun

WALLS = ("#d9b99b", "#c9cfd6", "#e6d3a8", "#b9c9b3", "#d8b4ae", "#c7bedb", "#e9e1d2", "#a9bccb")
WOODS = ("#b98a5a", "#a8764a", "#c9a173", "#8f6b4a")


def sky(canvas: Canvas, draws: Draws, height: float) -> None:
    """Sky down to a height, with a sun or clouds."""
    canvas.rect(0, 0, canvas.width, height, fill=canvas.gradient(*draws.one((("#bfe0f5", "#eef7fc"),
                ("#a9cdf0", "#e7f0fa"), ("#f6d9b8", "#fdf3e3"), ("#c9d6df", "#eef2f5")))))  # fmt: skip
    if draws.chance(0.5):
        sun(canvas, draws.between(50, canvas.width - 50), 50, 46)
    for _ in range(draws.whole(1, 2)):
        cloud(canvas, draws.between(60, canvas.width - 60), draws.between(30, 70), draws.between(24, 38))


def street(draws: Draws, width: int = 560, height: int = 480, air: str | None = None) -> Canvas:
    """Houses behind a pavement (down to 0.84 of the height) and a road; things stand at 0.8 and 0.93 of the height.

    `air` sets the colour of a sky without sun, and leaves room for weather.
    """
    canvas = Canvas(width, height, ground=air)
    if air is None:
        sky(canvas, draws, 0.5 * height)
    x, base = -20.0, 0.7 * height
    while x < width:
        wide = draws.between(120, 180)
        facade(
            canvas, draws, x, base, wide, draws.between(0.42, 0.6 if air is None else 0.48) * height, draws.one(WALLS)
        )
        x += wide
    canvas.rect(0, base, width, 0.14 * height, fill="#c9c6bf")
    for k in range(width // 56 + 1):
        canvas.line(56 * k, base, 56 * k - 14, base + 0.14 * height, stroke="#b5b1a9", width=1.5)
    canvas.rect(0, 0.83 * height, width, 0.02 * height, fill="#a39f97")
    canvas.rect(0, 0.85 * height, width, 0.15 * height, fill="#6b6e73")
    for k in range(width // 90 + 1):
        canvas.rect(90 * k + 10, 0.955 * height, 46, 5, fill="#f1eee4")
    return canvas


def facade(canvas: Canvas, draws: Draws, x: float, base: float, wide: float, high: float, colour: str) -> None:
    """A house front with windows, its foot at `base`."""
    canvas.rect(x, base - high, wide, high, fill=colour, stroke=darker(colour, 0.2), width=2)
    canvas.rect(x - 4, base - high - 8, wide + 8, 12, fill=darker(colour, 0.35))
    columns = 2 if wide < 150 else 3
    cell = wide / columns
    glass = draws.one(("#d7ecf6", "#c5dcea", "#e9e4c9"))
    rows = max(2, int(high / 78))
    for row in range(rows):
        for column in range(columns):
            left, top = x + cell * column + 0.22 * cell, base - high + 18 + row * (high - 14) / rows
            canvas.rect(left, top, 0.56 * cell, 0.5 * high / rows, fill=glass, stroke="#fdfaf2", width=3)


def park(draws: Draws, width: int = 560, height: int = 480) -> Canvas:
    """A meadow with trees and a path; things stand at 0.8 of the height."""
    canvas = Canvas(width, height)
    sky(canvas, draws, 0.6 * height)
    green = draws.one(("#a9d08e", "#9cc98a", "#b5d69a", "#c3d98f"))
    canvas.path(f"M0 {0.5 * height:.0f}q{width / 4} -40 {width / 2} -10t{width / 2} -14v{height}h-{width}z",
                fill=darker(green, 0.12))  # fmt: skip
    for _ in range(draws.whole(3, 5)):
        THINGS[draws.one(("tree", "tree", "fir tree"))](canvas, draws.between(20, width - 20), draws.between(0.53, 0.6) * height,
               draws.between(100, 150), draws.one(("#4f8f4a", "#5f9d52", "#3f7d4a")))  # fmt: skip
    canvas.rect(0, 0.6 * height, width, 0.4 * height, fill=green)
    canvas.path(f"M0 {0.82 * height:.0f}q{width / 2} -30 {width} 0v{0.14 * height:.0f}q-{width / 2} -26 -{width} 0z",
                fill="#e2d3b0")  # fmt: skip
    return canvas


def meadow(draws: Draws, width: int = 512, height: int = 480, horizon: float = 0.45, air: str | None = None) -> Canvas:
    """Sky and grass, seen by day, at dusk or in winter; `air` sets the colour of a sky without sun."""
    sky, low, grass = draws.one((
        ("#bfe0f5", "#e8f5fb", "#a9d08e"), ("#cfe6f5", "#f6f9ee", "#9cc98a"), ("#f5c99a", "#fbeacb", "#b9bf78"),
        ("#dfe6ee", "#f5f8fa", "#eef3f3"), ("#a9d3ea", "#eaf6e9", "#b5d69a"),
    ))  # fmt: skip
    if air:
        sky, low, grass = air, air, draws.one(("#8fbf7a", "#9cc98a", "#a3c078"))
    canvas = Canvas(width, height, ground=sky)
    top = horizon * height
    canvas.rect(0, 0, width, top + 40, fill=canvas.gradient(sky, low))
    if air is None:
        sun(canvas, draws.between(0.1, 0.9) * width, draws.between(0.1, 0.16) * height, 44)
        cloud(canvas, draws.between(0.15, 0.85) * width, draws.between(0.14, 0.25) * height, 34)
    bend = draws.between(-40, 40)
    canvas.path(f"M0 {top:.0f}q{width / 2:.0f} {bend:.0f} {width} 0V{height}H0z", fill=grass)
    canvas.path(f"M0 {top + 60:.0f}q{width / 2:.0f} {-bend:.0f} {width} 20V{height}H0z", fill=darker(grass, 0.05))
    return canvas


def beach(draws: Draws, width: int = 512, height: int = 480, shore: float = 0.5, air: str | None = None) -> Canvas:
    """Sky, sea and sand."""
    canvas = Canvas(width, height, ground=air or "#c3e3f4")
    if air is None:
        sun(canvas, draws.between(0.1, 0.9) * width, 0.13 * height, 46)
    canvas.rect(0, 0.3 * height, width, height, fill=draws.one(("#5aa9c9", "#4a97bd", "#6bb8c4")))
    for k in range(3):
        y = (0.34 + 0.05 * k) * height
        canvas.line(draws.between(10, 200), y, draws.between(240, 500), y, stroke="#ffffff", width=2, opacity=0.5)
    canvas.path(f"M0 {shore * height:.0f}q{width / 4:.0f} -20 {width / 2:.0f} 0t{width / 2:.0f} 0V{height}H0z",
                fill=draws.one(("#f0dcb0", "#e9d2a0", "#f4e3c1")))  # fmt: skip
    return canvas


def room(draws: Draws, width: int = 560, height: int = 480) -> Canvas:
    """A wall with a window or a frame, and a floor from 0.76 of the height."""
    light, dark = draws.one(GROUNDS)
    canvas = Canvas(width, height, ground=light)
    canvas.rect(0, 0, width, height, fill=canvas.gradient(light, dark))
    wood = draws.one(WOODS)
    canvas.rect(0, 0.76 * height, width, 0.24 * height, fill=wood)
    for k in range(4):
        y = (0.76 + 0.06 * k) * height
        canvas.line(0, y, width, y, stroke=darker(wood, 0.18), width=1.5)
    canvas.rect(0, 0.735 * height, width, 0.025 * height, fill="#fdfaf2")
    return canvas


def desk(draws: Draws, width: int = 512, height: int = 560) -> Canvas:
    """A table top seen from above, with a pen, clips and a cup's rim at its edges."""
    wood = draws.one((*WOODS, "#d8c4a4", "#7f8c94"))
    canvas = Canvas(width, height, ground=wood)
    for _ in range(7):
        y = draws.between(0, height)
        canvas.path(f"M0 {y:.0f}q{width / 3:.0f} {draws.jitter(16):.0f} {width / 2:.0f} 0t{width / 2:.0f} 0",
                    stroke=darker(wood, 0.1), width=draws.between(1.5, 4))  # fmt: skip
    x, y = draws.one(((16, 20), (width - 16, 20), (16, height - 16), (width - 16, height - 16)))
    cup = NAMED[draws.one(BRIGHT)]
    canvas.circle(x, y, 46, fill=lighter(cup, 0.6), stroke=cup, width=7)
    canvas.circle(x, y, 32, fill="#5a3620")
    return canvas

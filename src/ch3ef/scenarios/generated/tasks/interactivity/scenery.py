"""Places where the scenes of instructions and of language play: shelves, a table, outdoors in any weather."""

from __future__ import annotations

from typing import Literal

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.palette import GROUNDS, NAMED, darker, mixed
from ch3ef.scenarios.generated.scene.things import THINGS, WIDTHS, cloud, sun

Weather = Literal["sun", "rain", "snow", "night"]
WOODS = ("#b98a5a", "#a8764a", "#c9a173", "#8f6b4a", "#d6bd97")


def place(canvas: Canvas, name: str, x: float, foot: float, height: float, widest: float, colour: str) -> None:
    """A thing on its foot, `height` high or less where it would be wider than `widest`."""
    THINGS[name](canvas, x, foot, min(height, widest / max(1.05, WIDTHS.get(name, 1))), NAMED.get(colour, colour))


def wall(draws: Draws, width: int = 560, height: int = 480) -> Canvas:
    """A bare wall, plain, striped or panelled."""
    light, dark = draws.one(GROUNDS)
    canvas = Canvas(width, height, ground=light)
    canvas.rect(
        0, 0, width, height, fill=canvas.gradient(light, mixed(light, dark, 0.7), angle=draws.one((60, 90, 120)))
    )
    style = draws.whole(0, 2)
    if style == 1:
        for x in range(20, width, 56):
            canvas.rect(x, 0, 16, height, fill=dark, opacity=0.4)
    elif style == 2:
        for x in range(0, width, 80):
            canvas.line(x, 0, x, height, stroke=dark, width=2)
    return canvas


def table_room(draws: Draws, width: int = 560, height: int = 480) -> Canvas:
    """A wall and a table top; things stand on it at `height` - 96."""
    canvas = wall(draws, width, height)
    wood = draws.one(WOODS)
    canvas.rect(0, height - 108, width, 36, fill=wood)
    canvas.rect(0, height - 72, width, 72, fill=darker(wood, 0.25))
    return canvas


def shelves(draws: Draws, feet: tuple[float, ...], width: int = 560, height: int = 480) -> Canvas:
    """A wall with a cupboard whose boards lie at the given heights."""
    canvas = wall(draws, width, height)
    wood = draws.one(WOODS)
    canvas.rect(26, 26, width - 52, height - 52, fill=darker(wood, 0.45), radius=6)
    canvas.rect(40, 40, width - 80, height - 80, fill=mixed(wood, "#fdf8ec", 0.75))
    for foot in feet:
        canvas.rect(30, foot, width - 60, 16, fill=wood, stroke=darker(wood, 0.3), width=1.5)
    return canvas


def outdoors(draws: Draws, weather: Weather, width: int = 560, height: int = 480, horizon: float = 330) -> Canvas:
    """Sky and meadow; rain and snow fall over the sky, drawn before anything that stands there."""
    top, low = {"sun": ("#8ecbf2", "#dff1fb"), "rain": ("#8b98a5", "#c3ccd4"), "snow": ("#b4c2d0", "#e3eaf0"),
                "night": ("#141c3d", "#33427a")}[weather]  # fmt: skip
    canvas = Canvas(width, height, ground=low)
    canvas.rect(0, 0, width, height, fill=canvas.gradient(top, low))
    if weather == "sun":
        sun(canvas, draws.between(70, width - 70), 66, 62)
        cloud(canvas, draws.between(120, width - 120), 120, 34)
    elif weather == "night":
        canvas.circle(draws.between(70, width - 70), 66, 27, fill="#f7ecc0")
        for _ in range(24):
            canvas.circle(draws.between(10, width - 10), draws.between(10, horizon - 70), draws.between(1.2, 2.6),
                          fill="#fdfaf2")  # fmt: skip
    else:
        for x in (0.18, 0.5, 0.82):
            cloud(canvas, width * x + draws.jitter(24), 50 + draws.jitter(12), draws.between(56, 74),
                  "#66727e" if weather == "rain" else "#f4f7fa")  # fmt: skip
    grass = {
        "sun": draws.one(("#a9d08e", "#9cc98a", "#b5d69a")),
        "rain": "#83a174",
        "snow": "#f4f8fb",
        "night": "#2c4a3a",
    }
    bend = draws.between(10, 40)
    canvas.path(f"M0 {horizon + 14:.0f}q{width / 4:.0f} {-bend:.0f} {width / 2:.0f} -8t{width / 2:.0f} -8"
                f"V{height}H0z", fill=grass[weather])  # fmt: skip
    _fall(draws, canvas, weather)
    return canvas


def _fall(draws: Draws, canvas: Canvas, weather: Weather) -> None:
    for _ in range(46 if weather in ("rain", "snow") else 0):
        x, y = draws.between(8, canvas.width - 8), draws.between(90, canvas.height - 20)
        if weather == "rain":
            canvas.line(x, y, x - 5, y + 20, stroke="#e8f1fa", width=2.4, opacity=0.85)
        else:
            canvas.circle(x, y, draws.between(2.5, 4.5), fill="#ffffff", stroke="#c3d0dc", width=0.8)


def note(canvas: Canvas, draws: Draws, x: float, y: float, text: str, *, size: float = 26) -> None:
    """A handwritten note on the wall around (x, y)."""
    paper = draws.one(("#fff6c9", "#fdfdf8", "#e5f3e1", "#fde6e9", "#e6effa"))
    wide = max(150.0, 0.56 * size * len(text) + 40)
    with canvas.moved(x, y, angle=draws.jitter(2.5)):
        canvas.rect(-wide / 2 + 4, -34, wide, 76, fill="#000000", opacity=0.13)
        canvas.rect(-wide / 2, -38, wide, 76, fill=paper, stroke=darker(paper, 0.2), width=1.5)
        canvas.circle(0, -28, 6, fill=NAMED[draws.one(("red", "blue", "green"))])
        canvas.handwriting(draws, 0, 14, text, size=size, anchor="middle", pen=2.4,
                           colour=draws.one(("#1f3a7a", "#2b2b2f", "#7a1f2b")))  # fmt: skip

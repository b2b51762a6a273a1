"""Places where the scenes of instructions and of language play: shelves, a table, outdoors in any weather."""

from __future__ import annotations

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.palette import GROUNDS, NAMED, darker, mixed
from ch3ef.scenarios.generated.scene.things import THINGS, WIDTHS

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


def shelves(draws: Draws, feet: tuple[float, ...], width: int = 560, height: int = 480) -> Canvas:
    """A wall with a cupboard whose boards lie at the given heights."""
    canvas = wall(draws, width, height)
    wood = draws.one(WOODS)
    canvas.rect(26, 26, width - 52, height - 52, fill=darker(wood, 0.45), radius=6)
    canvas.rect(40, 40, width - 80, height - 80, fill=mixed(wood, "#fdf8ec", 0.75))
    for foot in feet:
        canvas.rect(30, foot, width - 60, 16, fill=wood, stroke=darker(wood, 0.3), width=1.5)
    return canvas

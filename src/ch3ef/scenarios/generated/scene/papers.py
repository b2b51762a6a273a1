"""Flat things that are read: chats, posts, sheets of paper, cards, notes."""

from __future__ import annotations

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.palette import BRIGHT, NAMED, darker, lighter

_WOODS = ("#b98a5a", "#a8764a", "#c9a173", "#8f6b4a", "#d8c4a4", "#7f8c94")


def desk(draws: Draws, width: int = 512, height: int = 560) -> Canvas:
    """A table top seen from above, with a pen, clips and a cup's rim at its edges."""
    wood = draws.one(_WOODS)
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

"""Scenery of the tasks on hallucinated objects, attributes and relations."""

from __future__ import annotations

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.palette import NAMED, darker, lighter, mixed
from ch3ef.scenarios.generated.scene.rooms import HIGH, LIVELY, WALLS, WIDE, WOODS, framed, window


def lounge(draws: Draws, *, bare: bool = False) -> Canvas:
    """A room with a door at the right; things stand at y = 400 to 490. A bare one has no window and painting."""
    tint, boards = draws.one(WALLS), draws.one(WOODS)
    canvas = Canvas(WIDE, HIGH, ground=tint)
    canvas.rect(0, 0, WIDE, 370, fill=canvas.gradient(lighter(tint, 0.4), tint))
    if draws.chance(0.5):
        for k in range(20):
            canvas.rect(32 * k, 0, 14, 362, fill=lighter(tint, 0.5), opacity=0.5)
    canvas.rect(0, 370, WIDE, 142, fill=canvas.gradient(boards, darker(boards, 0.2)))
    for y in (386, 408, 438, 474):
        canvas.line(0, y, WIDE, y, stroke=darker(boards, 0.22), width=1.5)
    canvas.rect(0, 360, WIDE, 10, fill="#f7f4ec", stroke="#d8d1c2", width=1)
    if not bare:
        window(canvas, 150 + draws.jitter(20), 52, 170, 130)
        for x in (130, 322):
            canvas.path(f"M{x} 40q14 90 -6 176h36q-8 -90 0 -176z", fill=mixed(NAMED[draws.one(LIVELY)], "#ffffff", 0.5))
        canvas.rect(122, 32, 240, 9, fill=darker(boards, 0.4), radius=4)
        framed(draws, canvas, 396, 84 + draws.jitter(14), 70, 84)
    wood = draws.one(WOODS)
    canvas.rect(504, 134, 112, 238, fill=wood, stroke="#f7f4ec", width=9)
    for y, h in ((154, 80), (250, 100)):
        canvas.rect(524, y, 72, h, stroke=darker(wood), width=3, radius=3)
    canvas.circle(518, 262, 6, fill="#e7c65a")
    return canvas


def bench(canvas: Canvas, x: float, y: float, w: float, colour: str = "#9a6b3f") -> None:
    """A park bench standing on (x, y); its seat is 0.24 of its width above the ground."""
    for side in (-1, 1):
        canvas.rect(x + side * 0.4 * w - 5, y - 0.46 * w, 10, 0.46 * w, fill="#4a4f55")
    for k in range(3):
        canvas.rect(x - w / 2, y - (0.47 - 0.075 * k) * w, w, 0.055 * w, fill=colour, stroke=darker(colour), width=1.5,
                    radius=3)  # fmt: skip
    canvas.rect(
        x - w / 2 - 4, y - 0.24 * w, w + 8, 0.06 * w, fill=lighter(colour, 0.1), stroke=darker(colour), radius=3
    )


def big_table(canvas: Canvas, x: float, y: float, w: float, h: float, colour: str) -> None:
    """A table standing on (x, y) with room beneath its top."""
    for side in (-1, 1):
        canvas.rect(x + side * (w / 2 - 22) - 7, y - h, 14, h, fill=darker(colour, 0.3))
    canvas.rect(x - w / 2, y - h - 8, w, 18, fill=colour, stroke=darker(colour), radius=3)


def bowl(canvas: Canvas, x: float, y: float, w: float, colour: str) -> None:
    """A bowl standing on (x, y); what lies in it is drawn before, reaching down to 0.2 of its width above y."""
    canvas.path(f"M{x - w / 2} {y - 0.36 * w}h{w}q-{0.06 * w} {0.34 * w} -{0.3 * w} {0.36 * w}h-{0.4 * w}"
                f"q-{0.24 * w} -{0.02 * w} -{0.3 * w} -{0.36 * w}z", fill=colour, stroke=darker(colour), width=3)  # fmt: skip
    canvas.line(x - 0.44 * w, y - 0.29 * w, x + 0.44 * w, y - 0.29 * w, stroke=lighter(colour, 0.6), width=4)


def glass(canvas: Canvas, x: float, y: float, h: float, share: float, colour: str) -> None:
    """A tall glass standing on (x, y), filled up to a share of its height."""
    top, foot = 0.3 * h, 0.22 * h
    if share:
        level = y - 6 - share * (h - 12)
        wide = foot + (top - foot) * share
        canvas.polygon([(x - wide, level), (x + wide, level), (x + foot, y - 6), (x - foot, y - 6)], fill=colour)
        canvas.ellipse(x, level, wide, 0.05 * h, fill=lighter(colour, 0.35))
    canvas.polygon([(x - top, y - h), (x + top, y - h), (x + foot, y), (x - foot, y)], fill="#ffffff", opacity=0.25)
    canvas.polygon([(x - top, y - h), (x + top, y - h), (x + foot, y), (x - foot, y)], stroke="#4f6873", width=3)
    canvas.ellipse(x, y - h, top, 0.05 * h, stroke="#4f6873", width=3)
    canvas.line(x - 0.7 * top, y - 0.86 * h, x - 0.75 * foot, y - 0.2 * h, stroke="#ffffff", width=4, opacity=0.8)


def patterned(canvas: Canvas, x: float, y: float, size: float, *, dots: bool) -> None:
    """White stripes or dots on the shirt of a person who was drawn at the same place and size."""
    scale = size / 200
    with canvas.moved(x, y, scale=scale), canvas.clipped("M-25 -142q25 -12 50 0l5 66h-60z"):
        for row in range(5):
            if dots:
                for column in range(5):
                    canvas.circle(-26 + 13 * column + 6.5 * (row % 2), -138 + 14 * row, 3.6, fill="#ffffff")
            else:
                canvas.rect(-32, -141 + 14 * row, 64, 6, fill="#ffffff")

"""Cartoons: a small round figure that runs and jumps, things that grow or melt, and film strips to show them in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture, Point
from ch3ef.scenarios.generated.scene.palette import darker, lighter
from ch3ef.scenarios.generated.scene.things import THINGS
from ch3ef.scenarios.generated.tasks.cross_domain.drawing import tag

Act = Literal["stand", "run", "stride", "jump", "push", "wave", "sleep", "sit"]
Mood = Literal["happy", "sad", "angry", "surprised"]
ACTS: tuple[Act, ...] = ("stand", "run", "stride", "jump", "push", "wave")
MOODS: tuple[Mood, ...] = ("happy", "sad", "angry", "surprised")
Frame = Callable[[Canvas], None]
Process = Callable[[Canvas, float, str], None]
WIDE, HIGH = 300.0, 280.0
FLOOR = 236.0
_INK = "#26262a"

# Arms and legs of each act: elbow and hand, knee and foot, left and right, around a body at (0, -56) of radius 34
_ARMS: dict[Act, tuple[Point, Point, Point, Point]] = {
    "stand": ((-42, -46), (-40, -26), (42, -46), (40, -26)), "run": ((-46, -50), (-54, -70), (44, -42), (58, -56)),
    "stride": ((-44, -40), (-58, -38), (46, -56), (50, -78)), "jump": ((-48, -72), (-52, -98), (48, -72), (52, -98)),
    "push": ((40, -66), (66, -62), (42, -46), (66, -44)), "wave": ((-42, -46), (-40, -26), (50, -70), (56, -98)),
    "sleep": ((-42, -40), (-34, -26), (42, -40), (34, -26)), "sit": ((-42, -40), (-34, -24), (42, -40), (34, -24)),
}  # fmt: skip
_LEGS: dict[Act, tuple[Point, Point, Point, Point]] = {
    "stand": ((-14, -12), (-16, 0), (14, -12), (16, 0)), "run": ((-24, -14), (-44, -10), (28, -16), (40, 0)),
    "stride": ((-20, -12), (-30, 0), (24, -18), (48, -14)), "jump": ((-26, -18), (-20, -2), (26, -18), (20, -2)),
    "push": ((-20, -14), (-34, 0), (10, -12), (4, 0)), "wave": ((-14, -12), (-16, 0), (14, -12), (16, 0)),
    "sleep": ((-24, -8), (-36, -2), (24, -8), (36, -2)), "sit": ((-24, -8), (-40, -2), (24, -8), (40, -2)),
}  # fmt: skip


def critter(
    canvas: Canvas, x: float, y: float, size: float, colour: str, *, act: Act = "stand", mood: Mood = "happy",
    mirrored: bool = False, ears: int = 0, back: bool = False,
) -> None:  # fmt: skip
    """A round cartoon figure standing on (x, y), about `size` high; it looks to the right unless mirrored, or away."""
    low = 14 if act in ("sleep", "sit") else 0
    with canvas.moved(x, y, scale=size / 100, mirrored=mirrored):
        a, b, c, d = _LEGS[act]
        for hip, knee, foot in (((-14, -28), a, b), ((14, -28), c, d)):
            canvas.polyline([hip, knee, foot], stroke=darker(colour, 0.3), width=9)
            canvas.ellipse(foot[0] + 4, foot[1] - 3, 10, 5, fill=_INK)
        with canvas.moved(0, low):
            _ears(canvas, colour, ears)
            canvas.ellipse(0, -56, 35, 37, fill=colour, stroke=darker(colour, 0.35), width=3)
            if back:
                canvas.circle(0, -30, 8, fill=lighter(colour, 0.4))
            else:
                canvas.ellipse(4, -42, 21, 19, fill=lighter(colour, 0.55))
            e, f, g, h = _ARMS[act]
            for shoulder, elbow, hand in (((-31, -58), e, f), ((31, -58), g, h)):
                canvas.polyline([shoulder, elbow, hand], stroke=darker(colour, 0.3), width=8)
                canvas.circle(hand[0], hand[1], 6, fill=lighter(colour, 0.3))
            if not back:
                face(canvas, 5, -68, 1, "asleep" if act == "sleep" else mood)


def face(canvas: Canvas, x: float, y: float, scale: float, mood: Mood | Literal["asleep"]) -> None:
    """Eyes and mouth, about 50 wide."""
    with canvas.moved(x, y, scale=scale):
        for side in (-1, 1):
            if mood == "asleep":
                canvas.path(f"M{side * 11 - 7} 0q7 6 14 0", stroke=_INK, width=3)
                continue
            big = 10 if mood == "surprised" else 8
            canvas.ellipse(side * 11, 0, 8, big, fill="#ffffff", stroke=_INK, width=1.5)
            canvas.circle(side * 11 + 2, 1, 3.6, fill=_INK)
            tilt = {"angry": 5, "sad": -5}.get(mood, 0)
            up = 17 if mood == "surprised" else 12
            canvas.line(side * 18, -up - tilt, side * 5, -up + tilt, stroke=_INK, width=3)
        if mood == "surprised":
            canvas.ellipse(0, 20, 6, 8, fill="#7c2f2f")
        elif mood == "happy":
            canvas.path("M-14 14q14 20 28 0z", fill="#7c2f2f", stroke=_INK, width=1.5)
        elif mood == "asleep":
            canvas.ellipse(0, 18, 4, 3, fill="#7c2f2f")
        else:
            canvas.path("M-12 24q12 -14 24 0", stroke="#7c2f2f", width=4)
        if mood == "sad":
            canvas.path("M20 8q6 10 0 14q-6 -4 0 -14z", fill="#5aa7e0")


def _ears(canvas: Canvas, colour: str, kind: int) -> None:
    for side in (-1, 1):
        if kind == 0:
            canvas.circle(side * 25, -90, 12, fill=colour, stroke=darker(colour, 0.35), width=3)
        elif kind == 1:
            canvas.polygon([(side * 12, -88), (side * 26, -116), (side * 32, -78)], fill=colour,
                           stroke=darker(colour, 0.35), width=3)  # fmt: skip
        else:
            canvas.line(side * 10, -90, side * 18, -112, stroke=darker(colour, 0.35), width=4)
            canvas.circle(side * 18, -114, 6, fill=lighter(colour, 0.3), stroke=darker(colour, 0.35))


# Things that become: t runs from 0 to 1


def candle(canvas: Canvas, t: float, colour: str) -> None:
    """A candle burns down."""
    high = 150 * (1 - 0.9 * t)
    top = FLOOR - high
    canvas.rect(122, top, 56, high, fill=colour, stroke=darker(colour), width=3, radius=4)
    canvas.line(150, top, 150, top - 12, stroke=_INK, width=3)
    canvas.path(f"M150 {top - 50:.0f}q24 30 0 40q-24 -10 0 -40z", fill="#f59b2a")
    canvas.path(f"M150 {top - 34:.0f}q11 17 0 23q-11 -6 0 -23z", fill="#ffe58a")
    canvas.ellipse(150, FLOOR + 4, 66 + 16 * t, 13, fill="#8a8f96")


def glass(canvas: Canvas, t: float, colour: str) -> None:
    """A glass fills up."""
    top, low = 60.0, FLOOR
    level = low - 8 - (low - top - 24) * (0.05 + 0.9 * t)
    share = (level - top) / (low - top)
    left, right = 92 + 22 * share, 208 - 22 * share
    canvas.polygon([(left, level), (right, level), (184, low - 6), (116, low - 6)], fill=colour, opacity=0.85)
    canvas.polyline([(92, top), (114, low), (186, low), (208, top)], stroke="#8fa3b0", width=6)


def balloon(canvas: Canvas, t: float, colour: str) -> None:
    """A balloon is blown up."""
    r = 24 + 72 * t
    canvas.polygon([(140, FLOOR), (160, FLOOR), (150, FLOOR - 16)], fill=darker(colour))
    canvas.ellipse(150, FLOOR - 10 - r, 0.9 * r, r, fill=colour, stroke=darker(colour), width=3)
    canvas.ellipse(150 - 0.3 * r, FLOOR - 10 - 1.4 * r, 0.16 * r, 0.26 * r, fill="#ffffff", opacity=0.6)


def sunrise(canvas: Canvas, t: float, colour: str) -> None:
    """The sun rises over the sea."""
    canvas.circle(150, 232 - 180 * t, 36, fill="#ffb62e")
    canvas.circle(150, 232 - 180 * t, 46, fill="#ffd98a", opacity=0.4)
    canvas.rect(0, 196, WIDE, HIGH - 196, fill="#3f7f9f")
    THINGS["boat"](canvas, 236, 232, 60, colour)


PROCESSES: dict[str, tuple[Process, str]] = {
    "candle": (candle, "The candle burns down."), "glass": (glass, "The glass is filled."),
    "balloon": (balloon, "The balloon is blown up."), "sun": (sunrise, "The sun rises."),
}  # fmt: skip


# How frames are shown


def panel(canvas: Canvas, x: float, y: float, scale: float, frame: Frame) -> None:
    """One frame with its border."""
    with canvas.moved(x, y, scale=scale), canvas.clipped(f"M0 0h{WIDE:.0f}v{HIGH:.0f}h-{WIDE:.0f}z"):
        frame(canvas)
    canvas.rect(x, y, WIDE * scale, HIGH * scale, stroke=_INK, width=3)


def shown(draws: Draws, frames: Sequence[Frame], *, letters: Sequence[str] = ()) -> tuple[Picture, ...]:
    """Frames as single pictures or as one strip or sheet, numbered or lettered."""
    marks = letters or [str(k + 1) for k in range(len(frames))]
    if draws.chance(0.4):
        pictures = []
        for frame, mark in zip(frames, marks, strict=True):
            canvas = Canvas(480, 448)
            panel(canvas, 0, 0, 1.6, frame)
            tag(canvas, 26, 26, mark)
            pictures.append(canvas.picture())
        return tuple(pictures)
    if len(frames) == 4:
        canvas = Canvas(636, 596, ground=draws.one(("#2b2c30", "#f4f1ea", "#d9dee4")))
        for k, (frame, mark) in enumerate(zip(frames, marks, strict=True)):
            x, y = 12.0 + 312 * (k % 2), 12.0 + 292 * (k // 2)
            panel(canvas, x, y, 1, frame)
            tag(canvas, x + 22, y + 22, mark)
        return (canvas.picture(),)
    scale = 1.3 if len(frames) == 2 else 1.0
    w = WIDE * scale
    canvas = Canvas(round(len(frames) * (w + 14) + 14), 448, ground="#1f2023")
    for row in (12, 414):
        for k in range(int(canvas.width / 34)):
            canvas.rect(10 + 34 * k, row, 18, 22, fill="#f4f1ea", radius=4)
    for k, (frame, mark) in enumerate(zip(frames, marks, strict=True)):
        x, y = 14 + k * (w + 14), 224 - HIGH * scale / 2
        panel(canvas, x, y, scale, frame)
        tag(canvas, x + 22, y + 22, mark)
    return (canvas.picture(),)

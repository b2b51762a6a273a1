"""Invented people: how they look, what they do, how they feel."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.palette import BRIGHT, GREY_HAIR, HAIRS, NAMED, SCARVES, SKINS, darker

Pose = Literal["standing", "waving", "pointing", "holding", "walking", "sitting", "arms up"]
Mood = Literal["happy", "sad", "angry", "surprised", "neutral"]
Hair = Literal["short", "long", "bun", "bald", "scarf"]
Age = Literal["child", "teen", "adult", "elderly"]
STATURES: Mapping[Age, float] = {"child": 0.645, "teen": 0.85, "adult": 1.0, "elderly": 0.94}
"""How high they stand beside an adult of height 1."""
_BUILDS: Mapping[Age, tuple[float, float]] = {
    "child": (0.53, 0.92),
    "teen": (0.8, 0.96),
    "adult": (1, 1),
    "elderly": (0.97, 1),
}
"""Sizes of body and head beside an adult's: the younger, the larger the head on its body."""
_STOOP = 11
"""Degrees by which the elderly lean forward."""
_WHITES = ("#d9d9d6", "#c4c5c6", "#efeeea")
_INK = "#2b2b2f"


@dataclass(frozen=True, slots=True)
class Look:
    """How a person looks.

    Attributes:
        skin: Colour.
        hair: Its cut; a scarf covers it.
        hair_colour: Of the hair or scarf.
        top: Name in `NAMED` of the colour of shirt or dress.
        bottom: Name in `NAMED` of the colour of trousers.
        glasses: Whether they wear glasses.
        age: A child has a large head and short limbs; the elderly have white hair, lines in the face, a stoop and a cane.
    """

    skin: str
    hair: Hair
    hair_colour: str
    top: str
    bottom: str
    glasses: bool = False
    age: Age = "adult"


def any_look(draws: Draws, *, top: str | None = None, age: Age = "adult") -> Look:
    """A drawn look; `top` sets the shirt's colour, a name in `NAMED`.

    Trousers and scarf have no colour of `BRIGHT`: “the one in green” is the one in the green top.
    """
    hair: Hair = draws.one(("short", "short", "long", "long", "bun", "bald", "scarf"))
    hair_colour = draws.one(SCARVES if hair == "scarf" else HAIRS)
    top = top or draws.one(BRIGHT)
    bottom = draws.one(("black", "grey"))
    return aged(Look(draws.one(SKINS), hair, hair_colour, top, bottom, draws.chance(0.2)), age)


def aged(look: Look, age: Age) -> Look:
    """The same look at another age: only the elderly are grey or white, and no child is bald.

    Example:
        >>> aged(Look("#f6d7bd", "bald", "#4e342a", "red", "black"), "child").hair
        'short'
    """
    hair, colour = look.hair, look.hair_colour
    if age == "elderly" and hair != "scarf":
        hair, colour = "bun" if hair == "long" else hair, _WHITES[len(look.top) % 3]
    elif age != "elderly" and colour in (GREY_HAIR, *_WHITES) and hair != "scarf":
        colour = HAIRS[2]
    if age in ("child", "teen") and hair == "bald":
        hair = "short"
    return replace(look, hair=hair, hair_colour=colour, glasses=look.glasses and age != "child", age=age)


def young(look: Look) -> Look:
    """The same look on a child."""
    return aged(look, "child")


def person(
    canvas: Canvas, x: float, y: float, size: float, look: Look, *, pose: Pose = "standing", mood: Mood = "neutral",
    mirrored: bool = False,
) -> Point:  # fmt: skip
    """A person from head to foot.

    Args:
        canvas: Where to draw.
        x: Between the feet (or under the seat).
        y: Of the ground.
        size: Their own standing height in pixels (an adult's times `STATURES`); a sitting one is drawn to the same scale.
        look: How they look.
        pose: What they do; the active arm is at the right of the picture unless mirrored.
        mood: What the face shows.
        mirrored: Whether left and right are swapped.

    Returns:
        Where the active hand is, in the coordinates of the caller: things held are drawn there.
    """
    top, bottom = NAMED[look.top], NAMED[look.bottom]
    build, large = _BUILDS[look.age]
    lift = 44 if pose == "sitting" else 0
    hand = {"standing": (34, -76), "waving": (50, -168), "pointing": (66, -126), "holding": (44, -104),
            "walking": (38, -84), "sitting": (40, -92), "arms up": (46, -180)}[pose]  # fmt: skip
    stoop = _STOOP if look.age == "elderly" else 0
    scale = size / (200 * STATURES[look.age])
    with canvas.moved(x, y, scale=scale * build, mirrored=mirrored):
        _legs(canvas, pose, bottom, lift)
        with canvas.moved(0, lift - 76, angle=stoop):
            rest = (-46, -104) if pose == "arms up" else (-34, 0)
            if stoop and pose not in ("sitting", "arms up"):
                rest = (-40, -14)
                canvas.line(*rest, *_turned((-50, 76), -stoop), stroke="#6b4a2b", width=6)
                canvas.path(f"M{rest[0] + 9} {rest[1] - 10}q-10 -8 -12 10", stroke="#6b4a2b", width=6)
            _arm(canvas, -1, rest, top, look.skin)
            canvas.path("M-25 -66q25 -12 50 0l5 66h-60z", fill=top, stroke=darker(top), width=2)
            _arm(canvas, 1, (hand[0], hand[1] + 76), top, look.skin)
            canvas.rect(-7, -80, 14, 16, fill=darker(look.skin, 0.1))
            with canvas.moved(0, -66 - 30 * large / build, angle=-0.7 * stoop):
                head(canvas, 0, 0, 25 * large / build, look, mood)
    dx, dy = _turned((hand[0], hand[1] + 76), stoop)
    return (x + (-1 if mirrored else 1) * dx * scale * build, y + (dy - 76 + lift) * scale * build)


def _turned(point: Point, angle: float) -> Point:
    """A point turned about the origin, in degrees clockwise."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return (point[0] * cos - point[1] * sin, point[0] * sin + point[1] * cos)


Point = tuple[float, float]


def _legs(canvas: Canvas, pose: Pose, colour: str, lift: float) -> None:
    if pose == "sitting":
        canvas.polyline([(-12, -76 + lift), (26, -66 + lift), (26, -6)], stroke=colour, width=17)
        canvas.ellipse(33, -4, 14, 6, fill=_INK)
        return
    spread = 20 if pose == "walking" else 0
    for side in (-1, 1):
        foot = side * (13 + spread)
        canvas.line(side * 12, -76, foot, -10, stroke=colour, width=18)
        canvas.ellipse(foot + 4, -5, 15, 6, fill=_INK)


def _arm(canvas: Canvas, side: int, hand: Point, colour: str, skin: str) -> None:
    """An arm, measured from the hip."""
    shoulder = (side * 24, -60)
    elbow = ((shoulder[0] + hand[0]) / 2 + side * 7, (shoulder[1] + hand[1]) / 2 + 6)
    canvas.polyline([shoulder, elbow, hand], stroke=darker(colour, 0.12), width=12)
    canvas.circle(hand[0], hand[1], 7.5, fill=skin)


def head(canvas: Canvas, x: float, y: float, r: float, look: Look, mood: Mood = "neutral") -> None:
    """A face from the front around its middle; `r` is half its height in pixels."""
    with canvas.moved(x, y, scale=r / 25):
        if look.hair in ("long", "scarf"):
            canvas.path("M-27 -4q-2 -28 27 -28q29 0 27 28v30q-27 12 -54 0z", fill=look.hair_colour)
        if look.hair == "bun":
            canvas.circle(0, -29, 10, fill=look.hair_colour)
        canvas.ellipse(0, 0, 21, 25, fill=look.skin, stroke=darker(look.skin, 0.2), width=1)
        if look.hair == "scarf":
            canvas.path("M-22 4q-4 -34 22 -34q26 0 22 34q-4 -22 -22 -22q-18 0 -22 22z", fill=look.hair_colour)
        elif look.hair != "bald":
            canvas.path("M-22 -2q-2 -27 22 -27q24 0 22 27q-6 -15 -20 -15q-16 0 -24 15z", fill=look.hair_colour)
        if look.age == "elderly":
            _years(canvas, look)
        _expression(canvas, mood, dark=look.skin in SKINS[4:], eye=3.2 if look.age == "child" else 2.5)
        if look.glasses:
            for side in (-1, 1):
                canvas.circle(side * 8.5, -2, 6.5, stroke=_INK, width=1.8)
            canvas.line(-2, -2, 2, -2, stroke=_INK, width=1.8)


def _years(canvas: Canvas, look: Look) -> None:
    """Lines in the face of the elderly, and tufts at the sides of a bald head."""
    for side in (-1, 1):
        if look.hair == "bald":
            canvas.ellipse(side * 20, -3, 5, 9, fill=_WHITES[1])
        for d in (f"M{side * 14} 2q{side * -4} 4 {side * -9} 1", f"M{side * 15.5} -1l{side * 4} -3M{side * 15.5} 2l{side * 4} 2",
                  f"M{side * 8} 7q{side * 5} 4 {side * 3.5} 10"):  # fmt: skip
            canvas.path(d, stroke=darker(look.skin, 0.38), width=1.3)
    if look.hair == "bald":
        canvas.path("M-9 -15q9 -3 18 0M-8 -19q8 -2 16 0", stroke=darker(look.skin, 0.38), width=1.3)


def _expression(canvas: Canvas, mood: Mood, dark: bool, eye: float = 2.5) -> None:
    """Eyes, brows and mouth; on dark skin the white of the eyes and light lips set them off."""
    eye, lips = 3.6 if mood == "surprised" else eye, "#e9a493" if dark else "#7c2f2f"
    for side in (-1, 1):
        if dark:
            canvas.ellipse(side * 8.5, -2, eye + 1.6, eye + 0.7, fill="#fdf8f2")
        canvas.circle(side * 8.5, -2, eye, fill=_INK)
        tilt = {"angry": 3.5, "sad": -3.5}.get(mood, 0.0)
        raised = -4 if mood == "surprised" else 0
        canvas.line(side * 13, -9 - tilt / 2 + raised, side * 4, -9 + tilt / 2 + raised, stroke="#0d0a09" if dark else _INK, width=2.4 if dark else 2)  # fmt: skip
    if mood == "surprised":
        canvas.ellipse(0, 13, 4, 6, fill=lips)
    elif mood == "happy":
        canvas.path("M-9 9q9 13 18 0z", fill=lips)
    else:
        bend = {"sad": -8, "angry": -5}.get(mood, 1)
        canvas.path(f"M-8 13q8 {bend} 16 0", stroke=lips, width=2.5)

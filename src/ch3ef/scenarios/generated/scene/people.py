"""Invented people: how they look, what they do, how they feel."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.palette import BRIGHT, GREY_HAIR, HAIRS, NAMED, SCARVES, SKINS, darker

Pose = Literal["standing", "waving", "pointing", "holding", "walking", "sitting", "arms up"]
Mood = Literal["happy", "sad", "angry", "surprised", "neutral"]
Hair = Literal["short", "long", "bun", "bald", "scarf"]
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
    """

    skin: str
    hair: Hair
    hair_colour: str
    top: str
    bottom: str
    glasses: bool = False


def any_look(draws: Draws, *, top: str | None = None) -> Look:
    """A drawn look; `top` sets the shirt's colour, a name in `NAMED`.

    Trousers and scarf have no colour of `BRIGHT`: “the one in green” is the one in the green top.
    """
    hair: Hair = draws.one(("short", "short", "long", "long", "bun", "bald", "scarf"))
    hair_colour = draws.one(SCARVES if hair == "scarf" else HAIRS)
    top = top or draws.one(BRIGHT)
    bottom = draws.one(("black", "grey"))
    return Look(draws.one(SKINS), hair, hair_colour, top, bottom, draws.chance(0.2))


def young(look: Look) -> Look:
    """The same look on a child, who is neither grey nor bald."""
    return replace(look, hair="short" if look.hair == "bald" else look.hair,
                   hair_colour=HAIRS[2] if look.hair_colour == GREY_HAIR else look.hair_colour)  # fmt: skip


def person(
    canvas: Canvas, x: float, y: float, size: float, look: Look, *, pose: Pose = "standing", mood: Mood = "neutral",
    mirrored: bool = False,
) -> Point:  # fmt: skip
    """A person from head to foot.

    Args:
        canvas: Where to draw.
        x: Between the feet (or under the seat).
        y: Of the ground.
        size: Standing height in pixels; a sitting one is drawn to the same scale.
        look: How they look.
        pose: What they do; the active arm is at the right of the picture unless mirrored.
        mood: What the face shows.
        mirrored: Whether left and right are swapped.

    Returns:
        Where the active hand is, in the coordinates of the caller: things held are drawn there.
    """
    top, bottom = NAMED[look.top], NAMED[look.bottom]
    scale = size / 200
    lift = 44 if pose == "sitting" else 0
    hand = {"standing": (34, -76), "waving": (50, -168), "pointing": (66, -126), "holding": (44, -104),
            "walking": (38, -84), "sitting": (40, -92), "arms up": (46, -180)}[pose]  # fmt: skip
    hand = (hand[0], hand[1] + lift)
    with canvas.moved(x, y, scale=scale, mirrored=mirrored):
        _legs(canvas, pose, bottom, lift)
        with canvas.moved(0, lift):
            _arm(canvas, -1, (-46, -180) if pose == "arms up" else (-34, -76), top, look.skin)
            canvas.path("M-25 -142q25 -12 50 0l5 66h-60z", fill=top, stroke=darker(top), width=2)
            _arm(canvas, 1, (hand[0], hand[1] - lift), top, look.skin)
            canvas.rect(-7, -156, 14, 16, fill=darker(look.skin, 0.1))
            head(canvas, 0, -172, 25, look, mood)
    return (x + (-1 if mirrored else 1) * hand[0] * scale, y + hand[1] * scale)


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
    shoulder = (side * 24, -136)
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
        _expression(canvas, mood, dark=look.skin in SKINS[4:])
        if look.glasses:
            for side in (-1, 1):
                canvas.circle(side * 8.5, -2, 6.5, stroke=_INK, width=1.8)
            canvas.line(-2, -2, 2, -2, stroke=_INK, width=1.8)


def _expression(canvas: Canvas, mood: Mood, dark: bool) -> None:
    """Eyes, brows and mouth; on dark skin the white of the eyes and light lips set them off."""
    eye, lips = 3.6 if mood == "surprised" else 2.5, "#e9a493" if dark else "#7c2f2f"
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

"""Everyday scenes with people: a room, what is on its walls, someone with what they hold, a team."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas, Point
from ch3ef.scenarios.generated.scene.palette import BRIGHT, GROUNDS, NAMED, lighter, mixed
from ch3ef.scenarios.generated.scene.people import STATURES, Look, Mood, person
from ch3ef.scenarios.generated.scene.things import THINGS, WIDTHS, cloud

NAMES = (
    "Ari", "Bao", "Casey", "Dara", "Jun", "Kai", "Kim", "Lou", "Mika", "Nico", "Noa", "Noor", "Quinn", "Remi", "Robin",
    "Sam", "Sasha", "Toni", "Uzo", "Wren", "Yuri", "Zola", "Alex", "Jules", "Amal", "Devi", "Lian", "Tal", "Ode", "Rio",
)  # fmt: skip
"""First names that go with any look."""


_NATURAL = {"banana": "yellow", "apple": "red", "pear": "green"}
_CALM: tuple[Mood, ...] = ("happy", "neutral", "happy")
_INK = "#2b2b2f"


@dataclass(frozen=True, slots=True)
class Figure:
    """Someone in a scene.

    Attributes:
        name: On a card, badge or shirt; may be empty.
        look: How they look.
        aid: What helps them to get about.
        held: Name of a thing in their hand.
    """

    name: str
    look: Look
    aid: Literal["", "wheelchair", "cane"] = ""
    held: str = ""


def room(
    draws: Draws, floor: float = 390, width: int = 640, height: int = 480, at: Sequence[float] = (0.2, 0.5, 0.8)
) -> Canvas:
    """A wall with a thing or two on it, at these shares of its width, and a floor."""
    light, dark = draws.one(GROUNDS)
    canvas = Canvas(width, height, ground=light)
    canvas.rect(0, 0, width, floor, fill=canvas.gradient(light, mixed(light, dark, 0.8)))
    style = draws.whole(0, 2)
    if style == 0:
        for x in range(0, width, 64):
            canvas.rect(x, 0, 32, floor, fill=dark, opacity=0.28)
    elif style == 1:
        canvas.rect(0, 0.62 * floor, width, 0.38 * floor, fill=dark, opacity=0.6)
    wood = draws.one(("#c9a173", "#b98a5a", "#a9a39a", "#8fa3a8", "#c7b8a3"))
    canvas.rect(0, floor, width, height - floor, fill=wood)
    canvas.rect(0, floor - 8, width, 8, fill=lighter(dark, 0.5))
    for share, kind in zip(at, draws.some(("window", "clock", "frame", "", "shelf"), len(at)), strict=True):
        on_wall(canvas, draws, share * width + draws.jitter(16), kind)
    return canvas


def on_wall(canvas: Canvas, draws: Draws, x: float, kind: str) -> None:
    """A window, clock, frame or shelf around x."""
    if kind == "window":
        canvas.rect(x - 56, 22, 112, 112, fill=canvas.gradient("#bfe0f5", "#e8f4fb"), stroke="#fdfaf2", width=8)
        cloud(canvas, x + draws.jitter(20), 62 + draws.jitter(12), 22)
        canvas.line(x, 22, x, 134, stroke="#fdfaf2", width=5)
    elif kind == "clock":
        THINGS["clock"](canvas, x, 108, 76, draws.one(("#8d3b3b", "#37545f", "#6b5a3d")))
    elif kind == "frame":
        canvas.rect(x - 44, 34, 88, 72, fill=NAMED[draws.one(BRIGHT)], stroke="#6d5237", width=6, opacity=0.8)
        canvas.path(f"M{x - 40:.0f} 100l26 -34l18 20l16 -14l20 28z", fill="#fdfaf2", opacity=0.85)
    elif kind == "shelf":
        canvas.rect(x - 60, 112, 120, 9, fill="#8f6b4a")
        for place, thing in enumerate(draws.some(("book", "potted plant", "box", "cup", "ball"), 3)):
            THINGS[thing](canvas, x - 38 + 38 * place, 112, 40, NAMED[draws.one(BRIGHT)])


def put_person(
    canvas: Canvas, draws: Draws, figure: Figure, x: float, y: float, size: float, mood: Mood | None = None,
    mirrored: bool = False,
) -> Point:  # fmt: skip
    """Someone with what they hold and what helps them, of the height of their age where an adult is `size` high.

    Returns:
        The place of the hand.
    """
    size *= STATURES[figure.look.age]
    feeling = draws.one(_CALM) if mood is None else mood
    if figure.aid == "wheelchair":
        return wheelchair_user(canvas, x, y, size, figure.look, feeling)
    pose = "holding" if figure.held or figure.aid == "cane" else "standing"
    hand = person(canvas, x, y, size, figure.look, pose=pose, mood=feeling, mirrored=mirrored)  # type: ignore[arg-type]
    if figure.aid == "cane":
        side = -1 if mirrored else 1
        canvas.line(hand[0], hand[1] - 6, hand[0] + side * 0.16 * size, y + 2, stroke="#8f9499", width=7)
        canvas.line(hand[0], hand[1] - 6, hand[0] + side * 0.16 * size, y + 2, stroke="#fafafa", width=5)
        canvas.line(hand[0] + side * 0.13 * size, y - 0.1 * size, hand[0] + side * 0.155 * size, y - 0.02 * size,
                    stroke="#d32f2f", width=5)  # fmt: skip
    if figure.held:
        colour = _NATURAL.get(figure.held) or draws.one(("brown", "grey", "pink", "blue"))
        hold(canvas, figure.held, hand, size, NAMED[colour])
    return hand


def hold(canvas: Canvas, thing: str, hand: Point, size: float, colour: str) -> None:
    """A thing in a hand."""
    tall = thing in ("umbrella", "balloon", "flower")
    height = (0.4 if tall else 0.2 if WIDTHS.get(thing, 1) <= 1 else 0.14) * size
    below = 0.03 * size if tall else height if thing in ("suitcase", "backpack") else 0.45 * height
    THINGS[thing](canvas, hand[0] + 2, hand[1] + below, height, colour)


def wheelchair_user(canvas: Canvas, x: float, y: float, size: float, look: Look, mood: Mood) -> Point:
    """Someone in a wheelchair that points to the right."""
    s = size / 200
    canvas.rect(x - 30 * s, y - 112 * s, 12 * s, 72 * s, fill="#3c4650", radius=4 * s)
    canvas.line(x - 40 * s, y - 108 * s, x - 26 * s, y - 108 * s, stroke=_INK, width=6 * s)
    hand = person(canvas, x - 4 * s, y - 4 * s, size, look, pose="sitting", mood=mood)
    canvas.line(x - 26 * s, y - 24 * s, x + 26 * s, y - 22 * s, stroke="#3c4650", width=7 * s)
    canvas.circle(x - 10 * s, y - 33 * s, 32 * s, stroke=_INK, width=5 * s)
    canvas.circle(x - 10 * s, y - 33 * s, 26 * s, stroke="#a9b0b6", width=2 * s)
    for dx, dy in ((27, 0), (0, 27), (19, 19), (19, -19)):
        canvas.line(x - (10 + dx) * s, y - (33 + dy) * s, x - (10 - dx) * s, y - (33 - dy) * s, stroke="#a9b0b6",
                    width=1.5 * s)  # fmt: skip
    canvas.circle(x - 10 * s, y - 33 * s, 5 * s, fill=_INK)
    canvas.circle(x + 34 * s, y - 8 * s, 9 * s, stroke=_INK, width=4 * s)
    return hand

"""Some 340 everyday things as icons: Fluent Emoji, flat, by Microsoft (MIT, `icons-LICENSE`); made by tools/icons.py."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ch3ef.scenarios.generated.scene.canvas import Canvas

SIDE = 32
"""Of an icon's own frame."""
NEAR = (
    ("crab", "lobster", "shrimp", "scorpion"), ("whale", "shark", "seal", "penguin"), ("frog", "lizard", "crocodile", "turtle"),
    ("ant", "beetle", "ladybird", "spider"), ("duck", "swan", "flamingo", "rooster"), ("eagle", "owl", "parrot", "dove"),
    ("goat", "deer", "llama", "camel"), ("tiger", "lion", "cat", "fox"), ("mouse", "rat", "hamster", "hedgehog"),
    ("lemon", "lime", "tangerine", "mango"), ("peach", "red apple", "tomato", "cherries"), ("bagel", "doughnut", "cookie", "pretzel"),
    ("croissant", "baguette bread", "sandwich", "hot dog"), ("cucumber", "eggplant", "carrot", "chili pepper"),
    ("baseball", "tennis racket", "table tennis bat", "cricket bat"), ("soccer ball", "basketball", "volleyball", "bowling ball"),
    ("guitar", "banjo", "saxophone", "trumpet"), ("bus", "ambulance", "fire engine", "auto rickshaw"),
    ("car", "pickup truck", "delivery truck", "tractor"), ("bicycle", "motorcycle", "motor scooter", "kick scooter"),
    ("hammer", "axe", "pick", "wrench"), ("glasses", "sunglasses", "goggles", "mirror"), ("cap", "top hat", "sun hat", "graduation cap"),
    ("hiking boot", "running shoe", "men's shoe", "roller skate"), ("microscope", "telescope", "camera", "microphone"),
)  # fmt: skip
"""Kinds that are like each other, four by four."""
HANDED = tuple(NEAR[place] for place in (4, 6, 18, 19, 23))
"""Those of them that are seen from the side, so that each is told from its mirror image."""


@dataclass(frozen=True, slots=True)
class Icon:
    """A thing, drawn.

    Attributes:
        group: What it is: "animals", "food", "tools", "household", "play", "clothes", "vehicles", "plants".
        body: SVG within a frame of `SIDE`.
    """

    group: str
    body: str


@cache
def icons() -> Mapping[str, Icon]:
    """Every icon by the name that people call it.

    Example:
        >>> icons()["hedgehog"].group, len(icons()) > 300
        ('animals', True)
    """
    table = json.loads(files(__package__).joinpath("icons.json").read_text("utf-8"))
    return {name: Icon(**entry) for name, entry in table.items()}


@cache
def kinds(*groups: str) -> tuple[str, ...]:
    """Names of all icons of some groups; of all groups where none is named."""
    return tuple(name for name, icon in icons().items() if not groups or icon.group in groups)


def icon(
    canvas: Canvas, name: str, x: float, y: float, size: float, *, angle: float = 0, mirrored: bool = False
) -> None:
    """Draw an icon around a point.

    Args:
        canvas: Where it is drawn.
        name: One of `icons()`.
        x: Of its middle, in pixels.
        y: Of its middle.
        size: Side of its frame.
        angle: Degrees clockwise.
        mirrored: Whether left and right are swapped.
    """
    with canvas.moved(x, y, scale=size / SIDE, angle=angle, mirrored=mirrored), canvas.moved(-SIDE / 2, -SIDE / 2):
        canvas.inlay(icons()[name].body)

"""Everything that tasks of perception show, under one name each: how to draw it, how large it is, what it is."""

from __future__ import annotations

from collections.abc import Callable

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.things import THINGS
from ch3ef.scenarios.generated.tasks.semantics.creatures import BIRDS, FRUIT, SEA_ANIMALS, TREES
from ch3ef.scenarios.generated.tasks.semantics.drawing import tint
from ch3ef.scenarios.generated.tasks.semantics.makes import BOATS, HATS, INSTRUMENTS, TRUCKS

Box = tuple[float, float, float, float]

_KINDS: dict[str, Callable[[Canvas], None]] = {
    **BIRDS, **SEA_ANIMALS, **TREES, **FRUIT, **TRUCKS, **BOATS, **HATS, **INSTRUMENTS,
}  # fmt: skip

_EXTENTS: dict[str, Box] = {
    "cup": (-44, -103, 69, 2), "bottle": (-31, -100, 31, 2), "book": (-38, -102, 38, 2), "ball": (-52, -102, 52, 2),
    "chair": (-40, -102, 40, 4), "table": (-97, -101, 97, 0), "sofa": (-114, -102, 114, 0),
    "lamp": (-38, -102, 38, 1), "clock": (-53, -103, 53, 3), "potted plant": (-42, -101, 42, 2),
    "flower": (-31, -104, 32, 3), "umbrella": (-64, -103, 64, 3), "hat": (-74, -98, 74, 2),
    "backpack": (-40, -103, 40, 2), "suitcase": (-52, -99, 52, 1), "phone": (-29, -102, 29, 2),
    "laptop": (-84, -102, 84, 2), "key": (-24, -100, 24, 1), "guitar": (-31, -102, 31, 2), "drum": (-56, -99, 56, -1),
    "apple": (-49, -101, 49, 2), "pear": (-38, -103, 38, 2), "banana": (-55, -84, 55, 0), "cake": (-57, -99, 57, 0),
    "tree": (-41, -100, 41, 0), "fir tree": (-39, -101, 39, 0), "house": (-68, -102, 68, 2),
    "car": (-114, -102, 110, 2), "bus": (-130, -102, 130, 0), "bicycle": (-95, -104, 95, 1),
    "boat": (-74, -103, 74, 2), "dog": (-73, -99, 98, 0), "cat": (-35, -101, 66, 2), "bird": (-74, -95, 74, 2),
    "fish": (-82, -90, 58, -14), "kite": (-34, -102, 34, 1), "balloon": (-29, -102, 29, 1), "box": (-56, -102, 56, 2),
    "owl": (-62, -102, 62, -2), "parrot": (-50, -100, 50, 6), "penguin": (-44, -101, 44, 2),
    "flamingo": (-44, -108, 54, 2), "duck": (-81, -101, 79, 1), "toucan": (-54, -98, 75, 2),
    "peacock": (-69, -96, 69, 2), "octopus": (-61, -101, 61, 4), "crab": (-81, -103, 81, 3),
    "turtle": (-71, -78, 80, 2), "whale": (-98, -94, 71, 0), "jellyfish": (-41, -101, 41, 1),
    "starfish": (-56, -102, 56, 6), "palm tree": (-55, -93, 57, 1), "weeping willow": (-54, -100, 54, 0),
    "birch": (-36, -101, 35, 1), "apple tree": (-46, -101, 46, 0), "cypress": (-17, -103, 17, 0),
    "strawberry": (-42, -101, 42, 1), "pineapple": (-33, -99, 30, 3), "bunch of grapes": (-48, -103, 48, 3),
    "pair of cherries": (-47, -100, 49, 1), "watermelon": (-65, -79, 65, -5), "lemon": (-60, -84, 60, 0),
    "fire engine": (-115, -103, 118, 0), "tow truck": (-112, -101, 118, 0), "tanker": (-114, -96, 118, 0),
    "dumper truck": (-133, -138, 118, 4), "cement mixer": (-118, -103, 118, 0), "logging truck": (-118, -96, 118, 0),
    "sailing boat": (-87, -105, 87, 3), "canoe": (-101, -94, 101, 7), "submarine": (-124, -101, 94, -9),
    "container ship": (-115, -102, 118, 3), "rubber dinghy": (-101, -60, 102, 3), "top hat": (-76, -103, 76, 2),
    "baseball cap": (-54, -96, 98, -6), "sombrero": (-105, -100, 105, -2), "chef’s hat": (-64, -104, 64, 0),
    "woolly hat": (-54, -102, 54, 0), "party hat": (-42, -106, 42, -2), "graduation cap": (-85, -93, 85, 2),
    "violin": (-26, -102, 52, 2), "trumpet": (-94, -84, 89, -16), "harp": (-54, -105, 54, 3),
    "piano": (-70, -102, 70, 0), "xylophone": (-76, -100, 76, 0), "tambourine": (-52, -101, 52, 1),
}  # fmt: skip
"""Left, top, right and bottom of what is drawn, at a height of 100 on the foot (0, 0); measured from pixels."""

GROUPS: dict[str, tuple[str, ...]] = {
    "animal": ("dog", "cat", "fish", "owl", "penguin", "flamingo", "octopus", "crab", "turtle", "whale", "parrot",
               "starfish"),
    "vehicle": ("car", "bus", "bicycle", "fire engine", "tanker", "submarine", "tow truck"),
    "fruit": ("apple", "pear", "banana", "strawberry", "pineapple", "watermelon", "lemon", "bunch of grapes"),
    "musical instrument": ("guitar", "drum", "violin", "trumpet", "harp", "piano", "xylophone"),
    "piece of headwear": ("top hat", "baseball cap", "sombrero", "chef’s hat", "woolly hat", "graduation cap"),
    "tree": ("palm tree", "fir tree", "weeping willow", "birch", "apple tree"),
    "piece of furniture": ("chair", "table", "sofa"),
    "piece of luggage": ("suitcase", "backpack"),
    "electronic device": ("phone", "laptop"),
}  # fmt: skip
"""Category -> things of it."""

SUNDRY = ("cup", "bottle", "book", "ball", "clock", "lamp", "umbrella", "key", "cake", "kite", "balloon", "house",
          "potted plant", "flower")  # fmt: skip
"""Things of no category in `GROUPS`."""

POOL: tuple[str, ...] = (*SUNDRY, *(name for group in GROUPS.values() for name in group))
"""Names none of which says what another says too."""


def draw_in(
    draws: Draws, canvas: Canvas, name: str, box: Box, *, colour: str | None = None, mirrored: bool | None = None,
) -> Box:  # fmt: skip
    """Draw a thing as large as fits a box (left, top, right, bottom), standing on its lower edge.

    Args:
        draws: Colour and side come from here.
        canvas: Where to draw.
        name: One of `POOL`, or a leaf of the hierarchy.
        box: In pixels.
        colour: Of the main part, where the thing has no colour of its own; None for a drawn one.
        mirrored: Whether left and right are swapped; None to draw it.

    Returns:
        The box around what was drawn.
    """
    left, top, right, bottom = _EXTENTS[name]
    scale = min((box[2] - box[0]) / (right - left), (box[3] - box[1]) / (bottom - top))
    side = draws.chance(0.5) if mirrored is None else mirrored
    side = side and name not in ("clock", "guitar")
    if side:
        left, right = -right, -left
    x = (box[0] + box[2]) / 2 - scale * (left + right) / 2
    y = box[3] - scale * bottom
    tinted = colour or tint(draws, name)
    with canvas.moved(x, y, scale=scale, mirrored=side):
        if name in _KINDS and (name not in THINGS or colour is None):
            _KINDS[name](canvas)
        else:
            THINGS[name](canvas, 0, 0, 100, tinted)
    return (x + scale * left, y + scale * top, x + scale * right, y + scale * bottom)


def around(x: float, y: float, side: float) -> Box:
    """A square around its middle."""
    return (x - side / 2, y - side / 2, x + side / 2, y + side / 2)


def standing(x: float, y: float, side: float) -> Box:
    """A square on the middle of its lower edge."""
    return (x - side / 2, y - side, x + side / 2, y)

"""Everything that tasks of perception show, under one name each: how to draw it, how large it is, what it is."""

from __future__ import annotations

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.icons import SIDE, icon
from ch3ef.scenarios.generated.scene.palette import BRIGHT, NAMED
from ch3ef.scenarios.generated.scene.things import THINGS

Box = tuple[float, float, float, float]

PAINTED: dict[str, Box] = {
    "cup": (-44, -103, 69, 2), "bottle": (-31, -100, 31, 2), "book": (-38, -102, 38, 2), "ball": (-52, -102, 52, 2),
    "chair": (-40, -102, 40, 4), "lamp": (-38, -102, 38, 1), "umbrella": (-64, -103, 64, 3), "hat": (-74, -98, 74, 2),
    "backpack": (-40, -103, 40, 2), "suitcase": (-52, -99, 52, 1), "balloon": (-29, -102, 29, 1), "kite": (-34, -102, 34, 1),
    "house": (-68, -102, 68, 2), "car": (-114, -102, 110, 2), "bicycle": (-95, -104, 95, 1), "box": (-56, -102, 56, 2),
}  # fmt: skip
"""Things whose main part takes any colour: left, top, right and bottom at a height of 100 on the foot (0, 0), from pixels."""

_ICONS: dict[str, Box] = {
    "accordion": (2, 5, 30, 30.5), "airplane": (2, 2, 30, 30), "alarm clock": (4, 2, 29, 30),
    "ambulance": (2, 8, 30, 30), "ant": (2, 2, 30, 30), "auto rickshaw": (2, 6, 30, 30), "axe": (5, 2, 27.5, 30),
    "backpack": (5, 2, 27, 30), "balloon": (7, 2, 27, 30.5), "banana": (2, 2, 30, 30), "banjo": (2, 2.5, 29.5, 30),
    "basket": (2, 2, 30, 30), "bathtub": (2, 2, 30, 30.5), "bear": (2, 5, 30, 30), "bed": (2, 10, 30, 30),
    "bee": (2, 3, 30, 29), "beetle": (2, 3, 30, 30), "bell": (3, 2, 29, 30), "bicycle": (2, 9, 30, 30),
    "birthday cake": (2, 2, 30, 30), "briefcase": (2, 5, 30, 30), "broccoli": (4, 2, 28.5, 30),
    "bucket": (2, 6, 29, 29), "bus": (2, 8, 30, 30), "butterfly": (2, 2, 30, 30), "cactus": (3, 2, 29, 30),
    "camel": (2, 3, 30, 30), "camera": (2, 11, 30, 30), "candle": (9, 2, 22.5, 30), "canoe": (2, 9, 30, 30),
    "cap": (1.5, 6, 30, 25), "car": (2, 10, 30, 29), "carrot": (2, 2, 30, 30), "cat": (2, 3, 30, 30),
    "chair": (7, 3, 25, 30), "cheese wedge": (4, 2, 29, 30), "coat": (2, 6, 30, 30), "coconut": (2, 2, 30, 30),
    "cookie": (2, 2, 30, 30), "couch": (2, 1.5, 30, 30), "cow": (2, 3.5, 30, 30), "crab": (2, 5, 30, 30),
    "croissant": (2, 2, 30, 30), "crown": (2, 7, 30, 30), "delivery truck": (2, 7, 30, 30), "dog": (2, 5, 30, 30),
    "dolphin": (5, 2, 27, 30), "door": (8, 2, 24, 30), "doughnut": (4, 2, 28, 30), "dove": (2, 2, 30, 30),
    "dress": (4, 2, 28, 30), "drum": (2, 2, 30, 30), "duck": (2, 2, 30, 30), "eagle": (2, 6, 30, 26),
    "elephant": (2, 6, 30, 29), "ferry": (2, 4, 30, 30), "fir tree": (7, 6, 25, 30), "fire engine": (2, 4, 30, 30),
    "flamingo": (5, 2, 27, 30), "flute": (3, 3, 29, 29), "fox": (2, 2, 29, 30), "frog": (2, 3, 30, 29),
    "giraffe": (3, 2, 29.5, 30), "goose": (6, 2, 26, 30), "graduation cap": (2, 5, 30, 29.5),
    "guitar": (2, 2, 30, 30), "hamburger": (2, 7, 30, 29.5), "hammer": (2, 3, 30, 30), "hedgehog": (2, 8.5, 30, 30),
    "helicopter": (2, 5, 29, 30), "hibiscus": (2, 2, 30, 29), "hiking boot": (2, 9, 30, 30), "hook": (7, 2, 25, 30),
    "horse": (2, 2, 30, 30), "jellyfish": (3, 2, 29, 30), "key": (2, 2, 30, 30), "kite": (2, 2, 30, 30),
    "koala": (2, 3, 30, 28), "ladder": (2, 2, 30, 30), "ladybird": (2, 1.5, 30, 29.5), "laptop": (2, 2, 30, 30),
    "leafy tree": (5, 2, 28, 30), "lemon": (2, 2, 30, 30), "lime": (4, 3, 29, 29), "lobster": (2, 2, 30, 30),
    "long drum": (6, 2, 27, 30), "magnet": (3, 2, 29, 30), "mango": (1, 2, 27, 30), "melon": (4, 1, 28, 30),
    "microscope": (2, 2.5, 30, 30), "mosquito": (2, 2, 30, 30), "motorcycle": (2, 11, 30, 30),
    "mouse": (2, 2, 30, 30), "mushroom": (4, 4, 28, 28), "necktie": (2, 2, 30, 30), "octopus": (2, 3, 30, 30),
    "owl": (5, 2, 27, 30), "paintbrush": (3, 3.5, 29.5, 28), "palm tree": (4, 2, 28.5, 30), "parrot": (4, 2, 28, 30),
    "peach": (2, 2, 30, 30), "peacock": (2, 4, 30, 30), "pear": (3, 2, 28.5, 30), "penguin": (2, 2.5, 30, 30),
    "pick": (2, 2, 30, 30), "pickup truck": (2, 12, 30, 30), "pig": (2, 9, 30, 30), "pineapple": (4, 2, 25.5, 30),
    "pizza": (3, 2, 28, 30), "potted plant": (7, 2, 25, 30), "pretzel": (2, 5, 30, 28.5), "rabbit": (1, 2, 31, 31),
    "racing car": (2, 19, 30, 30), "ring": (5, 2, 26, 30), "rocket": (2, 2, 30, 30), "rooster": (3, 2, 30, 30),
    "rose": (9, 2, 25, 30), "running shoe": (2, 2, 30, 30), "sailboat": (2, 3, 30, 30), "saw": (3, 2, 29.5, 30),
    "saxophone": (2, 2, 29.5, 30), "scarf": (2, 2.5, 30, 30), "screwdriver": (2, 2, 30, 30), "seal": (2, 8, 30, 29),
    "shark": (2, 2, 30, 30), "shrimp": (2, 3, 30, 29.5), "sloth": (2, 4, 30, 30), "snail": (2, 2, 30, 30),
    "snake": (2, 2, 30, 30), "soccer ball": (2, 2, 30, 30), "speedboat": (2, 13, 30, 30), "squid": (3, 2, 29.5, 30),
    "steam engine": (2, 3, 30, 29), "strawberry": (6, 2, 26, 30), "sun hat": (2, 10.5, 30, 30.5),
    "sunflower": (5, 2, 27, 30), "swan": (1, 3, 31, 31), "T-shirt": (2, 9, 30, 30), "tangerine": (5, 2, 28, 30),
    "teapot": (2, 5, 30, 30), "teddy bear": (2, 2, 30, 30), "telephone": (2, 7, 30, 30), "telescope": (3, 2, 30, 30),
    "television": (3, 2, 29, 30), "tomato": (2, 5, 30, 30), "top hat": (2, 4, 30, 30), "tractor": (2, 7, 30, 30),
    "trolleybus": (2, 5, 30, 30), "trophy": (4, 2, 27, 30), "trumpet": (2, 2, 30, 29.5), "tulip": (7, 3, 24.5, 30.5),
    "turkey": (2, 2, 30, 30), "turtle": (2, 13, 30, 30), "umbrella": (2, 2, 30, 30), "watermelon": (2, 2, 30, 30),
    "whale": (2, 1.5, 29, 30), "wheel": (2, 2, 30, 30), "wrench": (2, 2, 30, 30), "zebra": (2, 2, 30, 30),
}  # fmt: skip
"""Left, top, right and bottom of an icon's ink within its frame; measured from pixels."""

BRANCHES: dict[tuple[str, ...], tuple[str, ...]] = {
    ("animal", "bird"): ("owl", "parrot", "penguin", "flamingo", "duck", "swan", "eagle", "peacock", "dove", "turkey", "rooster"),
    ("animal", "sea animal"): ("octopus", "crab", "lobster", "shrimp", "squid", "jellyfish", "whale", "dolphin", "shark", "seal"),
    ("animal", "insect"): ("ant", "bee", "beetle", "ladybird", "butterfly", "mosquito"),
    ("food", "fruit"): ("strawberry", "pineapple", "watermelon", "lemon", "lime", "pear", "peach", "mango", "tangerine", "coconut"),
    ("vehicle", "motor vehicle"): ("bus", "ambulance", "fire engine", "tractor", "pickup truck", "racing car", "delivery truck",
                                   "trolleybus", "auto rickshaw"),
    ("clothing", "hat"): ("cap", "top hat", "sun hat", "graduation cap", "crown"),
    ("tool", "musical instrument"): ("guitar", "banjo", "saxophone", "trumpet", "accordion", "drum", "long drum", "flute"),
    ("tool", "hand tool"): ("hammer", "axe", "pick", "wrench", "saw", "screwdriver"),
    ("plant", "flower"): ("rose", "tulip", "sunflower", "hibiscus"),
}  # fmt: skip
"""Path from the root -> leaves."""

GROUPS: dict[str, tuple[str, ...]] = {
    "animal": ("dog", "cat", "fox", "rabbit", "frog", "snail", "elephant", "giraffe", "horse", "pig", "mouse", "hedgehog", "zebra", "owl",
               "parrot", "penguin", "crab", "whale", "turtle"),
    "vehicle": ("bicycle", "motorcycle", "helicopter", "airplane", "steam engine", "bus", "ambulance", "tractor", "racing car"),
    "musical instrument": BRANCHES["tool", "musical instrument"],
    "piece of clothing": ("dress", "coat", "scarf", "necktie", "running shoe", "hiking boot", "cap", "sun hat"),
    "piece of furniture": ("chair", "couch", "bed", "bathtub", "door"),
    "plant": ("cactus", "palm tree", "fir tree", "leafy tree", "rose", "tulip", "sunflower"),
    "fruit": BRANCHES["food", "fruit"],
    "hand tool": BRANCHES["tool", "hand tool"],
}  # fmt: skip
"""Category -> things of it."""

POOL: tuple[str, ...] = (
    "alarm clock", "camera", "candle", "key", "laptop", "telephone", "television", "teapot", "umbrella", "backpack", "briefcase",
    "balloon", "kite", "birthday cake", "hamburger", "pizza", "mushroom", "carrot", "broccoli", "tomato", "teddy bear", "soccer ball",
    "trophy", "microscope", "telescope", "bucket", "ladder", "basket", "bell", "pretzel", "cookie", "doughnut", "croissant", "wheel",
    "magnet", *(name for group in GROUPS.values() for name in group),
)  # fmt: skip
"""Names none of which says what another says too."""


def draw_in(
    draws: Draws, canvas: Canvas, name: str, box: Box, *, colour: str | None = None, mirrored: bool | None = None,
) -> Box:  # fmt: skip
    """Draw a thing as large as fits a box (left, top, right, bottom), standing on its lower edge.

    Args:
        draws: Colour and side come from here.
        canvas: Where to draw.
        name: One of `POOL`, of `PAINTED`, or a leaf of `BRANCHES`.
        box: In pixels.
        colour: Of the main part of one of `PAINTED`; None for an icon, or a drawn colour where there is none.
        mirrored: Whether left and right are swapped; None to draw it.

    Returns:
        The box around what was drawn.
    """
    painted = name not in _ICONS or (colour is not None and name in PAINTED)
    left, top, right, bottom = PAINTED[name] if painted else _ICONS[name]
    scale = min((box[2] - box[0]) / (right - left), (box[3] - box[1]) / (bottom - top))
    side = (draws.chance(0.5) if mirrored is None else mirrored) and name not in ("alarm clock", "guitar")
    around_x, high = 0 if painted else SIDE / 2, 0 if painted else SIDE / 2
    if side:
        left, right = 2 * around_x - right, 2 * around_x - left
    x = (box[0] + box[2]) / 2 - scale * ((left + right) / 2 - around_x)
    y = box[3] - scale * (bottom - high)
    if painted:
        tinted = colour or NAMED[draws.one(BRIGHT)]
        with canvas.moved(x, y, scale=scale, mirrored=side):
            THINGS[name](canvas, 0, 0, 100, tinted)
    else:
        icon(canvas, name, x, y, SIDE * scale, mirrored=side)
    return (
        x + scale * (left - around_x),
        y + scale * (top - high),
        x + scale * (right - around_x),
        y + scale * (bottom - high),
    )


def around(x: float, y: float, side: float) -> Box:
    """A square around its middle."""
    return (x - side / 2, y - side / 2, x + side / 2, y + side / 2)


def standing(x: float, y: float, side: float) -> Box:
    """A square on the middle of its lower edge."""
    return (x - side / 2, y - side, x + side / 2, y)

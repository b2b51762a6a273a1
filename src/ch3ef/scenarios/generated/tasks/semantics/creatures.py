"""Kinds of one branch, each drawn with the marks by which people know it: birds, sea animals, trees and fruit.

As in `things`: about 100 units high, on the foot (0, 0).
"""

from __future__ import annotations

from collections.abc import Callable

from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.palette import darker, lighter
from ch3ef.scenarios.generated.scene.things import THINGS

Kind = Callable[[Canvas], None]
_INK = "#2b2b2f"


def _eye(c: Canvas, x: float, y: float, r: float = 3.5) -> None:
    c.circle(x, y, r * 1.6, fill="#ffffff")
    c.circle(x, y, r, fill=_INK)


def _owl(c: Canvas) -> None:
    c.rect(-62, -12, 124, 9, fill="#74512f", radius=4)
    c.polygon([(-30, -74), (-32, -102), (-8, -88)], fill="#8a5a37")
    c.polygon([(30, -74), (32, -102), (8, -88)], fill="#8a5a37")
    c.ellipse(0, -50, 34, 44, fill="#9c6b40", stroke="#6b4526", width=2)
    c.ellipse(0, -34, 20, 26, fill="#e6cfa8")
    for y in (-44, -34, -24):
        for x in (-9, 0, 9):
            c.path(f"M{x - 4} {y}q4 6 8 0", stroke="#a87a4a", width=2)
    for side in (-1, 1):
        c.path(f"M{side * 34} -60q{side * 6} 34 {side * -12} 46q{side * -4} -26 {side * 12} -46", fill="#6b4526")
        c.circle(side * 14, -70, 14, fill="#f6e7c6", stroke="#6b4526", width=2)
        c.circle(side * 14, -70, 8, fill="#f2b01e")
        c.circle(side * 14, -70, 4.5, fill=_INK)
        for dx in (-5, 0, 5):
            c.line(side * 12 + dx, -10, side * 12 + dx, -4, stroke="#f0a12e", width=4)
    c.polygon([(-5, -64), (5, -64), (0, -53)], fill="#e08a2a")


def _parrot(c: Canvas) -> None:
    c.path("M-8 -34l-16 36l10 -2l4 6l18 -40z", fill="#c62f2f")
    c.rect(-50, -26, 100, 7, fill="#74512f", radius=3)
    c.path("M-20 -70q-8 44 10 52q24 -4 26 -40q0 -22 -16 -26z", fill="#2f9e44", stroke="#1f7a33", width=2)
    c.path("M-20 -66q-10 34 4 46q14 -14 10 -42z", fill="#2962d9")
    c.path("M-18 -56q-4 10 0 22q8 -8 8 -24z", fill="#fbd72b")
    c.circle(4, -80, 19, fill="#d32f2f", stroke="#a82323", width=2)
    c.ellipse(10, -81, 9, 8, fill="#ffffff")
    c.circle(10, -82, 3.5, fill=_INK)
    c.path("M17 -90q20 2 12 26q-4 -8 -14 -8z", fill="#3b3b40")
    for x in (-2, 6):
        c.line(x, -22, x, -15, stroke="#5b5b60", width=5)


def _penguin(c: Canvas) -> None:
    c.ellipse(-12, -3, 13, 5, fill="#f08c1e")
    c.ellipse(12, -3, 13, 5, fill="#f08c1e")
    c.path("M-30 -44q-16 16 -14 32q14 -6 18 -18zM30 -44q16 16 14 32q-14 -6 -18 -18z", fill="#1d1d1f")
    c.path("M0 -101c22 0 24 24 24 34c12 14 14 62 -24 62s-36 -48 -24 -62c0 -10 2 -34 24 -34z", fill="#26262b")
    c.path("M0 -70c18 0 20 16 20 30c0 24 -8 32 -20 32s-20 -8 -20 -32c0 -14 2 -30 20 -30z", fill="#fafafa")
    c.ellipse(-8, -78, 9, 10, fill="#fafafa")
    c.ellipse(8, -78, 9, 10, fill="#fafafa")
    c.circle(-7, -80, 3, fill=_INK)
    c.circle(7, -80, 3, fill=_INK)
    c.polygon([(-7, -75), (7, -75), (0, -66)], fill="#f08c1e")


def _flamingo(c: Canvas) -> None:
    c.polyline([(-4, -40), (-2, -18), (-4, 0), (6, 0)], stroke="#d9708f", width=3.5)
    c.polyline([(6, -40), (20, -24), (4, -16)], stroke="#d9708f", width=3.5)
    c.path("M-38 -58q6 -14 34 -14q28 2 30 14q-10 22 -38 18q-22 -4 -26 -18z", fill="#f48fb8", stroke="#d9708f", width=2)
    c.path("M-44 -52q22 -14 44 -4q-18 18 -44 4z", fill="#e86f9c")
    c.path("M20 -60c30 -6 2 -22 4 -32q2 -10 12 -9", stroke="#f48fb8", width=8)
    c.circle(36, -99, 8.5, fill="#f48fb8")
    c.path("M42 -104q14 2 12 16q-4 2 -5 -2q-2 -6 -9 -6z", fill="#fdf0e6")
    c.path("M53 -96q3 8 -1 10q-4 -2 -4 -6z", fill=_INK)
    c.circle(37, -101, 2.2, fill=_INK)


def _duck(c: Canvas) -> None:
    c.path("M-60 -44q-16 -6 -14 -18q10 8 20 6q20 -10 48 -6q34 -2 40 22q0 34 -50 34q-40 0 -44 -38z", fill="#b7a48c",
           stroke="#8a7862", width=2)  # fmt: skip
    c.path("M-44 -38q26 -18 56 0q-24 24 -56 0z", fill="#8d7a64")
    c.rect(16, -66, 22, 8, fill="#fafafa")
    c.path("M14 -64q-6 -34 18 -36q26 2 20 28q-4 10 -16 10z", fill="#1f7a4a", stroke="#145c36", width=2)
    c.path("M50 -84q22 2 28 8q-6 8 -28 4z", fill="#f2b01e", stroke="#c98b1a", width=2)
    _eye(c, 38, -84, 2.8)
    c.path("M-78 -6q14 -8 26 0t26 0t26 0t26 0t26 0", stroke="#4a97bd", width=5)


def _toucan(c: Canvas) -> None:
    c.path("M-10 -34l-26 30l10 6l24 -26z", fill="#1d1d1f")
    c.rect(-54, -16, 104, 7, fill="#74512f", radius=3)
    c.path("M-22 -62q-10 40 16 46q28 -4 24 -46q-4 -34 -18 -36q-20 2 -22 36z", fill="#232327")
    c.path("M-2 -80q22 2 20 22q-2 16 -12 18q-12 -14 -8 -40z", fill="#fdf6e0")
    c.path("M12 -94q44 -10 62 26q-24 0 -32 6q-18 4 -28 -10z", fill="#f59a23", stroke="#c9701a", width=2)
    c.path("M60 -82q12 6 14 14q-8 0 -14 1z", fill="#1d1d1f")
    c.path("M14 -82q30 -2 56 8", stroke="#c9701a", width=2)
    c.circle(4, -86, 7, fill="#3f9bd6")
    c.circle(4, -86, 3.2, fill=_INK)
    for x in (-6, 4):
        c.line(x, -16, x, -8, stroke="#5f88a8", width=5)


def _peacock(c: Canvas) -> None:
    for k in range(9):
        with c.moved(0, -26, angle=-80 + 20 * k):
            c.path("M0 0q-16 -40 0 -70q16 30 0 70z", fill="#2f8f5b" if k % 2 else "#3aa56a")
            c.ellipse(0, -56, 7, 9, fill="#c9a23a")
            c.circle(0, -55, 4.5, fill="#1f4fa8")
    c.path("M-8 -66q-14 40 0 56q18 4 22 -10q2 -22 -10 -46z", fill="#1f5fc0", stroke="#17458c", width=2)
    c.circle(-1, -70, 10, fill="#1f5fc0")
    c.polygon([(-10, -73), (-20, -68), (-9, -66)], fill="#e0b04a")
    c.circle(-4, -72, 2.4, fill="#ffffff")
    for dx in (-7, 0, 7):
        c.line(0, -79, dx, -90, stroke="#17458c", width=2)
        c.circle(dx, -91, 2.5, fill="#17458c")
    for x in (-2, 8):
        c.line(x, -10, x, 0, stroke="#b58a3a", width=3.5)


def _octopus(c: Canvas) -> None:
    for k, x in enumerate((-34, -20, -7, 7, 20, 34)):
        bend = 16 if k % 2 else -16
        c.path(f"M{x * 0.7} -44q{bend} 18 {x * 0.6} 26t{bend * 0.7} 16", stroke="#c2456b", width=11)
    c.path("M0 -100c40 0 40 40 30 62h-60c-10 -22 -10 -62 30 -62z", fill="#d95a80", stroke="#b03a5c", width=2)
    _eye(c, -11, -58, 5)
    _eye(c, 11, -58, 5)
    c.path("M-8 -44q8 6 16 0", stroke="#7c2445", width=3)


def _crab(c: Canvas) -> None:
    for side in (-1, 1):
        for y in (-34, -24, -14):
            c.polyline([(side * 34, y), (side * 60, y - 8), (side * 68, y + 14)], stroke="#c9442c", width=6)
        c.line(side * 36, -46, side * 58, -66, stroke="#d9543a", width=9)
        c.path(f"M{side * 58} -64c{side * 26} 0 {side * 30} -34 {side * 8} -38l{side * 2} 18l{side * -16} -8"
               f"c{side * -12} 12 {side * -8} 26 {side * 6} 28z", fill="#d9543a", stroke="#a83522", width=2)  # fmt: skip
        c.line(side * 12, -54, side * 12, -72, stroke="#d9543a", width=4)
        _eye(c, side * 12, -74, 4)
    c.ellipse(0, -36, 46, 26, fill="#e2603f", stroke="#a83522", width=2)
    c.path("M-12 -26q12 8 24 0", stroke="#7c2414", width=3)


def _turtle(c: Canvas) -> None:
    c.ellipse(62, -38, 17, 14, fill="#7fae55", stroke="#55803a", width=2)
    _eye(c, 67, -42, 3)
    c.polygon([(-50, -18), (-72, -8), (-52, -10)], fill="#7fae55")
    for x in (-32, 32):
        c.ellipse(x, -9, 14, 10, fill="#7fae55", stroke="#55803a", width=2)
    c.path("M-56 -16q2 -60 56 -60t56 60z", fill="#8a6a3a", stroke="#5f4724", width=3)
    for d in ("M-16 -66h32l12 22l-14 24h-28l-14 -24z", "M-28 -44h-26M28 -44h26M-16 -66l-6 -8M16 -66l6 -8"):
        c.path(d, fill="#a8854a" if d.endswith("z") else "none", stroke="#5f4724", width=3)


def _whale(c: Canvas) -> None:
    c.path("M-54 -36q-22 0 -26 -40q-16 2 -18 -14q18 -6 24 10q4 -16 22 -14q0 16 -16 18q8 22 30 16z", fill="#3f7fb5")
    c.path("M-60 -34q20 -16 50 -34q40 -18 68 6q16 18 10 40q-6 20 -40 20h-40q-40 -2 -48 -32z", fill="#3f7fb5",
           stroke="#2c5f8c", width=2)  # fmt: skip
    c.path("M68 -18q-4 16 -40 18h-40q-20 -2 -32 -12q50 12 112 -6z", fill="#dbe9f2")
    _eye(c, 46, -36, 3.2)
    c.path("M30 -70q-2 -14 -12 -18M30 -70q2 -16 14 -20M30 -70v-22", stroke="#6bb8e0", width=4)
    c.path("M8 -16q-8 18 -22 14q2 -14 8 -20", fill="#2c5f8c")


def _jellyfish(c: Canvas) -> None:
    for k, x in enumerate((-26, -13, 0, 13, 26)):
        bend = 9 if k % 2 else -9
        c.path(f"M{x} -54q{bend} 14 0 27t0 26", stroke="#9a5fc0", width=4)
    c.path("M-40 -54q0 -46 40 -46t40 46q-7 8 -14 0q-6 8 -13 0q-7 8 -13 0q-7 8 -13 0q-7 8 -14 0q-6 8 -13 0z",
           fill="#b98ad9", stroke="#8a52b0", width=2)  # fmt: skip
    c.ellipse(-14, -80, 9, 6, fill="#e6d3f2")
    for x in (-9, 9):
        c.circle(x, -66, 3, fill=_INK)


def _starfish(c: Canvas) -> None:
    c.path("M0 -100q10 34 16 36q34 0 38 4q-28 26 -30 32q10 28 8 32q-28 -14 -32 -14t-32 14q-2 -4 8 -32q-2 -6 -30 -32"
           "q4 -4 38 -4q6 -2 16 -36z", fill="#f0884a", stroke="#c05f24", width=4)  # fmt: skip
    for x, y in ((0, -78), (0, -64), (-34, -54), (34, -54), (-18, -20), (18, -20), (-18, -50), (18, -50)):
        c.circle(x, y, 3.5, fill="#fbd3a8")
    _eye(c, -8, -46, 3.2)
    _eye(c, 8, -46, 3.2)
    c.path("M-7 -34q7 6 14 0", stroke="#8a3f14", width=3)


def _palm(c: Canvas) -> None:
    c.path("M-6 0q6 -40 -6 -74l8 -2q16 36 14 76z", fill="#a8794a", stroke="#7d5632", width=2)
    for y in (-14, -28, -42, -56):
        c.line(-5, y, 9, y - 3, stroke="#7d5632", width=2)
    for end_x, end_y, bend in ((-54, -66, -26), (-46, -88, -22), (46, -90, -20), (56, -64, -26), (-28, -44, -16),
                               (34, -44, -16)):  # fmt: skip
        c.path(f"M-2 -78q{end_x / 2 + 1} {bend} {end_x + 2} {end_y + 78}q{-end_x / 3} -8 {-end_x - 2} {-end_y - 78}z",
               fill="#3d9a4a", stroke="#2a7336", width=2)  # fmt: skip
    c.circle(-7, -71, 5, fill="#6b4526")
    c.circle(5, -70, 5, fill="#5a3a20")


def _willow(c: Canvas) -> None:
    c.path("M-8 0q4 -40 -4 -66h18q-6 28 2 66z", fill="#74512f")
    c.ellipse(0, -78, 36, 22, fill="#7fae4a")
    for x in range(-48, 49, 8):
        low = -12 - abs(x % 3) * 8 + abs(x) * 0.12
        c.path(f"M{x * 0.7:.0f} -84Q{x * 1.15:.0f} -70 {x * 1.05:.0f} {low:.0f}", stroke="#8fbf55" if x % 16 else "#6f9c40",
               width=5)  # fmt: skip


def _birch(c: Canvas) -> None:
    for dx, dy, r in ((-18, -62, 18), (17, -60, 18), (0, -82, 19), (-8, -72, 16), (10, -72, 16)):
        c.circle(dx, dy, r, fill="#a9cf5a")
    for x, y in ((-20, -66), (12, -84), (18, -58), (-6, -90), (-10, -56)):
        c.ellipse(x, y, 6, 4, fill="#c3e07a")
    c.path("M-6 0l2 -74h8l2 74z", fill="#fafafa", stroke="#b9b9b4", width=1.5)
    for y, side in ((-8, -1), (-18, 1), (-28, -1), (-38, 1), (-50, -1), (-60, 1)):
        c.line(side * 5, y, side * -1, y - 1, stroke=_INK, width=3.5)
    c.polyline([(2, -58), (14, -68)], stroke="#fafafa", width=3)


def _apple_tree(c: Canvas) -> None:
    c.path("M-8 0l4 -46h8l4 46z", fill="#74512f")
    for dx, dy, r in ((-24, -54, 22), (24, -54, 22), (0, -76, 25), (0, -52, 22)):
        c.circle(dx, dy, r, fill="#4c9a52")
    for x, y in ((-28, -56), (-10, -44), (26, -50), (12, -66), (-8, -84), (10, -90), (-20, -72), (30, -64)):
        c.circle(x, y, 5.5, fill="#d32f2f")


def _cypress(c: Canvas) -> None:
    c.rect(-4, -12, 8, 12, fill="#74512f")
    c.path("M0 -102q20 40 14 78q-4 14 -14 14t-14 -14q-6 -38 14 -78z", fill="#2f6b3f", stroke="#1f4f2c", width=2)
    for x, y in ((-4, -70), (5, -54), (-5, -38), (4, -26)):
        c.path(f"M{x} {y}q3 -8 0 -16", stroke="#4c8a5a", width=2.5)


def _strawberry(c: Canvas) -> None:
    c.path("M0 0c-30 -14 -52 -52 -36 -74q36 -16 72 0c16 22 -6 60 -36 74z", fill="#dc2f3c", stroke="#a81f2a", width=2)
    for x, y in (
        (-22, -58),
        (0, -60),
        (22, -58),
        (-12, -42),
        (12, -42),
        (0, -26),
        (-24, -36),
        (24, -36),
        (-8, -14),
        (9, -15),
    ):
        c.ellipse(x, y, 2.4, 3.6, fill="#fbe08a")
    c.path("M0 -80l-36 -2l14 10l-6 10l16 -6l12 12l12 -12l16 6l-6 -10l14 -10z", fill="#4c9a52")
    c.line(0, -80, 4, -98, stroke="#3a7a3f", width=5)


def _pineapple(c: Canvas) -> None:
    for dx in (-22, -12, 0, 12, 22):
        c.path(
            f"M-7 -60q{dx} -14 {dx * 1.2:.0f} -40q{10 - dx * 0.2:.0f} 20 {14 - dx * 1.2:.0f} 40z",
            fill="#3f9148" if dx % 4 else "#57a85f",
        )
    c.ellipse(0, -33, 28, 34, fill="#e8b035", stroke="#b07f1c", width=3)
    with c.clipped("M-27 -33a27 33 0 0 1 54 0a27 33 0 0 1 -54 0z"):
        for k in range(-4, 5):
            c.line(11 * k - 20, -68, 11 * k + 20, 2, stroke="#b07f1c", width=2)
            c.line(11 * k + 20, -68, 11 * k - 20, 2, stroke="#b07f1c", width=2)


def _grapes(c: Canvas) -> None:
    c.path("M0 -84q2 -10 8 -16", stroke="#6b4a2a", width=5)
    c.path("M4 -86q10 -16 34 -8q-4 18 -34 8z", fill="#5fa84a")
    for row, count in enumerate((4, 5, 4, 3, 2, 1)):
        for k in range(count):
            x, y = (k - (count - 1) / 2) * 18, -76 + 13.5 * row
            c.circle(x, y, 10.5, fill="#7b3fa0", stroke="#552a73", width=2)
            c.circle(x - 3, y - 3, 2.4, fill="#c9a3e0")


def _cherries(c: Canvas) -> None:
    c.path("M-22 -36q6 -40 30 -62q4 34 16 58", stroke="#5f8a3a", width=4)
    c.path("M8 -96q24 -10 36 8q-20 12 -36 -8z", fill="#4c9a52")
    for x, y in ((-24, -22), (26, -24)):
        c.circle(x, y, 22, fill="#c21f35", stroke="#8a1424", width=2)
        c.ellipse(x - 8, y - 8, 4, 6, fill="#f2a0a8")


def _watermelon(c: Canvas) -> None:
    c.path("M-64 -78a64 72 0 0 0 128 0z", fill="#2f8a3f", stroke="#1f6b2c", width=2)
    c.path("M-56 -78a56 62 0 0 0 112 0z", fill="#e9f2d0")
    c.path("M-50 -78a50 55 0 0 0 100 0z", fill="#e8404f")
    for x, y in ((-30, -64), (-12, -60), (10, -62), (30, -64), (-20, -46), (0, -42), (20, -46), (0, -70)):
        c.ellipse(x, y, 2.6, 4.4, fill=_INK)


def _banana(c: Canvas) -> None:
    THINGS["banana"](c, 0, 6, 100, "#fbd72b")
    c.path("M-54 -64q-4 -10 6 -14l2 8z", fill="#6b4a2a")


def _lemon(c: Canvas) -> None:
    c.path("M-58 -42q8 -4 14 -12q20 -28 44 -28t44 28q6 8 14 12q-8 4 -14 12q-20 28 -44 28t-44 -28q-6 -8 -14 -12z",
           fill="#fbe03a", stroke="#cfae1c", width=3)  # fmt: skip
    for x, y in ((-20, -54), (0, -30), (18, -52), (-14, -28), (26, -34), (2, -62)):
        c.circle(x, y, 2, fill="#d9bd2a")
    c.ellipse(-16, -62, 10, 5, fill=lighter("#fbe03a", 0.6))


BIRDS: dict[str, Kind] = {
    "owl": _owl, "parrot": _parrot, "penguin": _penguin, "flamingo": _flamingo, "duck": _duck, "toucan": _toucan,
    "peacock": _peacock,
}  # fmt: skip
SEA_ANIMALS: dict[str, Kind] = {
    "octopus": _octopus, "crab": _crab, "turtle": _turtle, "whale": _whale, "jellyfish": _jellyfish,
    "starfish": _starfish,
}  # fmt: skip
TREES: dict[str, Kind] = {
    "palm tree": _palm, "fir tree": lambda c: THINGS["fir tree"](c, 0, 0, 100, "#2f7a4a"), "weeping willow": _willow,
    "birch": _birch, "apple tree": _apple_tree, "cypress": _cypress,
}  # fmt: skip
FRUIT: dict[str, Kind] = {
    "strawberry": _strawberry, "pineapple": _pineapple, "bunch of grapes": _grapes, "pair of cherries": _cherries,
    "watermelon": _watermelon, "banana": _banana, "lemon": _lemon, "pear": lambda c: THINGS["pear"](c, 0, 0, 100, "#a8bf3a"),
    "apple": lambda c: THINGS["apple"](c, 0, 0, 100, darker("#d32f2f", 0.02)),
}  # fmt: skip

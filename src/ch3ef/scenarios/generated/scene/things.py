"""Everyday things, drawn standing on a point: `draw(canvas, x, y, size, colour)`.

(x, y) is the middle of the thing's foot, `size` its height in pixels, `colour` that of its main part. Each is drawn
about 100 units high and 60 to 140 wide around the foot, then scaled.
"""

from __future__ import annotations

from collections.abc import Callable

from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.palette import darker, lighter

Draw = Callable[[Canvas, float, float, float, str], None]
_INK = "#2b2b2f"


def _thing(drawing: Callable[[Canvas, str], None]) -> Draw:
    def draw(canvas: Canvas, x: float, y: float, size: float, colour: str) -> None:
        with canvas.moved(x, y, scale=size / 100):
            drawing(canvas, colour)

    return draw


def _cup(c: Canvas, colour: str) -> None:
    c.path("M34 -78c40 -6 40 52 -2 48", stroke=darker(colour), width=10)
    c.path("M-42 -92h84l-8 84q-1 8 -10 8h-48q-9 0 -10 -8z", fill=colour, stroke=darker(colour), width=3)
    c.ellipse(0, -92, 42, 9, fill=darker(colour, 0.4), stroke=darker(colour), width=3)


def _bottle(c: Canvas, colour: str) -> None:
    c.path("M-11 -96h22v26q18 10 18 30v34q0 6 -6 6h-46q-6 0 -6 -6v-34q0 -20 18 -30z", fill=colour,
           stroke=darker(colour), width=3)  # fmt: skip
    c.rect(-13, -100, 26, 11, fill=darker(colour, 0.45), radius=3)
    c.rect(-26, -40, 52, 22, fill="#fdfaf2")


def _book(c: Canvas, colour: str) -> None:
    c.rect(-36, -100, 72, 100, fill=colour, radius=4, stroke=darker(colour), width=3)
    c.rect(-36, -100, 12, 100, fill=darker(colour), radius=3)
    c.rect(-14, -80, 40, 8, fill="#fdfaf2")
    c.rect(-14, -64, 28, 6, fill="#fdfaf2")


def _ball(c: Canvas, colour: str) -> None:
    c.circle(0, -50, 50, fill=colour, stroke=darker(colour), width=3)
    c.path("M-48 -58q48 26 96 0M-48 -42q48 -26 96 0", stroke=lighter(colour, 0.7), width=4)


def _chair(c: Canvas, colour: str) -> None:
    for x in (-28, 28):
        c.line(x, -46, x * 1.15, 0, stroke=darker(colour, 0.4), width=7)
    c.rect(-32, -100, 64, 46, fill=colour, radius=8, stroke=darker(colour), width=3)
    c.line(-24, -54, -24, -44, stroke=darker(colour, 0.4), width=6)
    c.line(24, -54, 24, -44, stroke=darker(colour, 0.4), width=6)
    c.rect(-38, -48, 76, 12, fill=colour, radius=5, stroke=darker(colour), width=3)


def _table(c: Canvas, colour: str) -> None:
    for x in (-78, 78):
        c.rect(x - 6, -92, 12, 92, fill=darker(colour, 0.3))
    c.rect(-96, -100, 192, 15, fill=colour, radius=3, stroke=darker(colour), width=2)


def _sofa(c: Canvas, colour: str) -> None:
    for x in (-88, 78):
        c.rect(x, -12, 10, 12, fill=_INK)
    c.rect(-96, -100, 192, 72, fill=colour, radius=18, stroke=darker(colour), width=3)
    c.rect(-82, -56, 164, 40, fill=lighter(colour, 0.15), radius=8, stroke=darker(colour), width=3)
    c.line(0, -54, 0, -18, stroke=darker(colour), width=3)
    for x in (-112, 84):
        c.rect(x, -70, 28, 62, fill=colour, radius=12, stroke=darker(colour), width=3)


def _lamp(c: Canvas, colour: str) -> None:
    c.rect(-4, -64, 8, 60, fill="#6d5b4b")
    c.ellipse(0, -4, 24, 5, fill="#6d5b4b")
    c.polygon([(-18, -100), (18, -100), (36, -58), (-36, -58)], fill=colour, stroke=darker(colour), width=3)


def _clock(c: Canvas, colour: str) -> None:
    c.circle(0, -50, 48, fill="#fdfaf2", stroke=colour, width=9)
    for dx, dy in ((0, -36), (36, 0), (0, 36), (-36, 0)):
        c.circle(dx, dy - 50, 3, fill=_INK)
    c.line(0, -50, 0, -80, stroke=_INK, width=4)
    c.line(0, -50, 20, -40, stroke=_INK, width=5)


def _plant(c: Canvas, colour: str) -> None:
    for d in (
        "M0 -38q-46 -6 -40 -52q34 6 40 52",
        "M0 -38q46 -6 40 -52q-34 6 -40 52",
        "M0 -36q-22 -34 0 -64q22 30 0 64",
    ):
        c.path(d, fill="#4c9a52", stroke="#2f6b37", width=2)
    c.path("M-26 -40h52l-8 40h-36z", fill=colour, stroke=darker(colour), width=3)


def _flower(c: Canvas, colour: str) -> None:
    c.path("M0 0q6 -30 0 -66", stroke="#3a8a45", width=6)
    c.path("M2 -22q26 -18 30 -2q-12 14 -30 2", fill="#4c9a52")
    for dx, dy in ((0, -18), (17, -5), (11, 15), (-11, 15), (-17, -5)):
        c.circle(dx, dy - 72, 13, fill=colour, stroke=darker(colour), width=2)
    c.circle(0, -72, 10, fill="#f3c63a", stroke="#b98d1c", width=2)


def _umbrella(c: Canvas, colour: str) -> None:
    c.path("M0 -92v82q0 10 -9 10q-9 0 -9 -9", stroke=_INK, width=5)
    c.path("M-62 -44q6 -50 62 -52q56 2 62 52q-10 -12 -21 0q-10 -12 -20 0q-10 -12 -21 0q-10 -12 -21 0q-10 -12 -20 0"
           "q-10 -12 -21 0z", fill=colour, stroke=darker(colour), width=3)  # fmt: skip
    c.line(0, -96, 0, -101, stroke=_INK, width=4)


def _hat(c: Canvas, colour: str) -> None:
    c.path("M-40 -22q4 -74 40 -74q36 0 40 74z", fill=colour, stroke=darker(colour), width=3)
    c.rect(-40, -40, 80, 16, fill=darker(colour, 0.45))
    c.ellipse(0, -14, 72, 14, fill=colour, stroke=darker(colour), width=3)


def _backpack(c: Canvas, colour: str) -> None:
    c.path("M-14 -92q14 -16 28 0", stroke=darker(colour, 0.5), width=6)
    c.rect(-38, -92, 76, 92, fill=colour, radius=22, stroke=darker(colour), width=3)
    c.rect(-26, -46, 52, 36, fill=lighter(colour, 0.2), radius=8, stroke=darker(colour), width=3)
    c.line(-26, -62, 26, -62, stroke=darker(colour), width=4)


def _suitcase(c: Canvas, colour: str) -> None:
    c.path("M-16 -72v-24h32v24", stroke=_INK, width=6)
    c.rect(-50, -76, 100, 70, fill=colour, radius=9, stroke=darker(colour), width=3)
    for x in (-28, 28):
        c.line(x, -74, x, -8, stroke=darker(colour), width=5)
        c.circle(x * 1.2, -4, 5, fill=_INK)


def _phone(c: Canvas, colour: str) -> None:
    c.rect(-27, -100, 54, 100, fill=colour, radius=9, stroke=darker(colour, 0.4), width=3)
    c.rect(-21, -88, 42, 72, fill="#dff0f7", radius=2)
    c.circle(0, -8, 4, fill=lighter(colour, 0.6))


def _laptop(c: Canvas, colour: str) -> None:
    c.rect(-62, -100, 124, 82, fill=colour, radius=6, stroke=darker(colour, 0.4), width=3)
    c.rect(-54, -92, 108, 64, fill="#dcebf5")
    c.polygon([(-62, -18), (62, -18), (82, 0), (-82, 0)], fill=lighter(colour, 0.25), stroke=darker(colour, 0.4),
              width=3)  # fmt: skip


def _key(c: Canvas, colour: str) -> None:
    c.circle(0, -76, 19, stroke=colour, width=10)
    c.line(0, -56, 0, -4, stroke=colour, width=9)
    for y in (-8, -24):
        c.line(0, y, 18, y, stroke=colour, width=8)


def _guitar(c: Canvas, colour: str) -> None:
    c.rect(-5, -92, 10, 50, fill="#5a3d28")
    c.rect(-9, -102, 18, 14, fill="#3b271a", radius=3)
    c.path("M0 -56c26 0 26 20 18 26c18 6 16 30 -18 30c-34 0 -36 -24 -18 -30c-8 -6 -8 -26 18 -26z", fill=colour,
           stroke=darker(colour), width=3)  # fmt: skip
    c.circle(0, -26, 8, fill=_INK)
    c.line(0, -92, 0, -10, stroke="#eee5d5", width=1.5)


def _drum(c: Canvas, colour: str) -> None:
    c.path("M-54 -80v62q54 30 108 0v-62z", fill=colour, stroke=darker(colour), width=3)
    c.polyline(
        [(-54, -74), (-36, -10), (-18, -66), (0, -4), (18, -66), (36, -10), (54, -74)], stroke="#fdfaf2", width=3
    )
    c.ellipse(0, -80, 54, 17, fill="#fdfaf2", stroke=darker(colour), width=4)


def _apple(c: Canvas, colour: str) -> None:
    c.path("M0 -80c-50 -22 -66 80 -20 80q20 -6 40 0c46 0 30 -102 -20 -80z", fill=colour, stroke=darker(colour), width=3)
    c.path("M0 -78q0 -14 8 -20", stroke="#5a3d28", width=5)
    c.path("M6 -84q18 -20 32 -8q-12 16 -32 8", fill="#4c9a52")


def _pear(c: Canvas, colour: str) -> None:
    c.path("M0 -88c-20 0 -18 28 -28 42c-18 24 -8 46 28 46s46 -22 28 -46c-10 -14 -8 -42 -28 -42z", fill=colour,
           stroke=darker(colour), width=3)  # fmt: skip
    c.path("M0 -86q0 -8 6 -14", stroke="#5a3d28", width=5)


def _banana(c: Canvas, colour: str) -> None:
    c.path("M-52 -70q-4 -10 6 -12q16 52 92 46q10 2 6 12q-22 26 -56 22q-38 -6 -48 -68z", fill=colour,
           stroke=darker(colour), width=3)  # fmt: skip


def _cake(c: Canvas, colour: str) -> None:
    c.rect(-52, -54, 104, 54, fill="#c68a52", radius=5)
    c.path("M-56 -60h112v16q-9 16 -18 0q-10 20 -20 0q-9 14 -18 0q-10 22 -20 0q-9 12 -18 0q-9 16 -18 0z", fill=colour,
           stroke=darker(colour), width=2)  # fmt: skip
    for x in (-26, 0, 26):
        c.rect(x - 3, -84, 6, 24, fill="#fdfaf2")
        c.ellipse(x, -92, 4, 7, fill="#f2a93b")


def _tree(c: Canvas, colour: str) -> None:
    c.path("M-7 0l3 -46h8l3 46z", fill="#74512f")
    for dx, dy, r in ((-20, -52, 21), (20, -52, 21), (0, -76, 24), (0, -54, 20)):
        c.circle(dx, dy, r, fill=colour)
    c.circle(-8, -78, 10, fill=lighter(colour, 0.15))


def _fir(c: Canvas, colour: str) -> None:
    c.rect(-6, -16, 12, 16, fill="#74512f")
    for top, width in ((-40, 38), (-66, 30), (-100, 20)):
        c.polygon([(0, top - (0 if top == -100 else 22)), (width, top + 30), (-width, top + 30)], fill=colour,
                  stroke=darker(colour), width=1.5)  # fmt: skip


def _house(c: Canvas, colour: str) -> None:
    c.rect(-56, -60, 112, 60, fill=colour, stroke=darker(colour), width=3)
    c.polygon([(-66, -58), (0, -100), (66, -58)], fill="#7d4a3a", stroke="#55322a", width=3)
    c.rect(-12, -38, 24, 38, fill="#5a3d28")
    for x in (-44, 24):
        c.rect(x, -46, 20, 20, fill="#d7ecf6", stroke="#fdfaf2", width=3)


def _car(c: Canvas, colour: str) -> None:
    c.path("M-112 -24v-26q4 -10 30 -14q24 -36 44 -36h52q28 0 48 38q42 2 46 22v18q0 6 -8 6h-202q-10 0 -10 -8z",
           fill=colour, stroke=darker(colour), width=3)  # fmt: skip
    c.path("M-66 -62q18 -28 32 -28h22v28zM-4 -90h22q16 0 32 28h-54z", fill="#d7ecf6", stroke=darker(colour), width=2)
    for x in (-66, 62):
        c.circle(x, -20, 22, fill=_INK)
        c.circle(x, -20, 10, fill="#c9ced3")
    c.rect(98, -48, 10, 10, fill="#ffe9a3", radius=3)


def _bus(c: Canvas, colour: str) -> None:
    c.rect(-128, -100, 256, 84, fill=colour, radius=12, stroke=darker(colour), width=3)
    for x in range(-116, 80, 40):
        c.rect(x, -86, 32, 30, fill="#d7ecf6", radius=3)
    c.rect(90, -86, 28, 62, fill="#d7ecf6", radius=3)
    for x in (-76, 70):
        c.circle(x, -18, 18, fill=_INK)
        c.circle(x, -18, 8, fill="#c9ced3")


def _bicycle(c: Canvas, colour: str) -> None:
    for x in (-58, 58):
        c.circle(x, -36, 34, stroke=_INK, width=5)
        c.circle(x, -36, 3, fill=_INK)
    c.polyline([(-58, -36), (-22, -80), (34, -80), (0, -36), (-58, -36)], stroke=colour, width=7)
    c.polyline([(0, -36), (-26, -92)], stroke=colour, width=7)
    c.polyline([(58, -36), (32, -96), (46, -100)], stroke=colour, width=7)
    c.rect(-42, -98, 30, 8, fill=_INK, radius=4)


def _boat(c: Canvas, colour: str) -> None:
    c.line(0, -28, 0, -100, stroke="#5a3d28", width=5)
    c.polygon([(6, -98), (6, -38), (58, -38)], fill="#fdfaf2", stroke="#b9b3a4", width=2)
    c.polygon([(-5, -88), (-5, -38), (-44, -38)], fill="#f1ead9", stroke="#b9b3a4", width=2)
    c.path("M-72 -30h144q-12 30 -34 30h-76q-22 0 -34 -30z", fill=colour, stroke=darker(colour), width=3)


def _dog(c: Canvas, colour: str) -> None:
    c.path("M-48 -54q-22 -10 -20 -34", stroke=colour, width=9)
    for x in (-40, -24, 22, 38):
        c.rect(x - 6, -34, 12, 34, fill=darker(colour, 0.12), radius=5)
    c.rect(-54, -64, 106, 40, fill=colour, radius=19)
    c.ellipse(58, -76, 27, 23, fill=colour)
    c.ellipse(82, -68, 15, 11, fill=lighter(colour, 0.2))
    c.ellipse(93, -73, 5, 4, fill=_INK)
    c.path("M46 -96q-22 4 -18 38q14 -2 20 -24z", fill=darker(colour, 0.35))
    c.circle(66, -83, 3.5, fill=_INK)


def _cat(c: Canvas, colour: str) -> None:
    c.path("M34 -12q34 2 26 -40", stroke=colour, width=9)
    c.path("M-30 0q-10 -62 30 -62q40 0 30 62z", fill=colour, stroke=darker(colour), width=2)
    c.polygon([(-30, -66), (-30, -100), (-8, -84)], fill=colour, stroke=darker(colour), width=2)
    c.polygon([(30, -66), (30, -100), (8, -84)], fill=colour, stroke=darker(colour), width=2)
    c.ellipse(0, -66, 32, 25, fill=colour, stroke=darker(colour), width=2)
    for x in (-12, 12):
        c.ellipse(x, -70, 4, 6, fill=_INK)
    c.polygon([(-4, -60), (4, -60), (0, -56)], fill="#e58a8a")
    for side in (-1, 1):
        c.line(side * 10, -56, side * 34, -60, stroke=_INK, width=1.2)
        c.line(side * 10, -54, side * 34, -52, stroke=_INK, width=1.2)
        c.ellipse(side * 11, -4, 10, 6, fill=lighter(colour, 0.25))


def _bird(c: Canvas, colour: str) -> None:
    for x in (-6, 10):
        c.line(x, -24, x, 0, stroke="#c98b2b", width=4)
    c.path("M-34 -40l-40 -16l8 30z", fill=darker(colour, 0.2))
    c.ellipse(0, -46, 42, 27, fill=colour)
    c.circle(34, -74, 21, fill=colour)
    c.path("M-24 -52q24 -8 36 10q-24 18 -36 -10", fill=darker(colour, 0.25))
    c.polygon([(53, -79), (74, -72), (52, -66)], fill="#f0a12e")
    c.circle(40, -79, 3.5, fill=_INK)


def _fish(c: Canvas, colour: str) -> None:
    c.polygon([(-44, -48), (-82, -80), (-82, -16)], fill=darker(colour, 0.2))
    c.ellipse(0, -48, 56, 32, fill=colour, stroke=darker(colour), width=3)
    c.path("M-14 -78q20 -26 36 4", fill=darker(colour, 0.2))
    c.circle(32, -56, 7, fill="#fdfaf2")
    c.circle(33, -56, 3.5, fill=_INK)
    c.path("M14 -70q-12 22 0 44", stroke=darker(colour), width=3)


def _kite(c: Canvas, colour: str) -> None:
    c.path("M0 -28q14 12 0 20t4 8", stroke=_INK, width=2)
    c.polygon([(0, -100), (32, -66), (0, -26), (-32, -66)], fill=colour, stroke=darker(colour), width=3)
    c.polyline([(0, -100), (0, -26)], stroke=darker(colour), width=2)
    c.polyline([(-32, -66), (32, -66)], stroke=darker(colour), width=2)


def _balloon(c: Canvas, colour: str) -> None:
    c.path("M0 -34q8 16 0 34", stroke=_INK, width=2)
    c.ellipse(0, -68, 28, 33, fill=colour, stroke=darker(colour), width=2)
    c.polygon([(-5, -32), (5, -32), (0, -38)], fill=darker(colour))
    c.ellipse(-9, -80, 6, 10, fill=lighter(colour, 0.6), opacity=0.7)


def _box(c: Canvas, colour: str) -> None:
    c.rect(-50, -84, 100, 84, fill=colour, stroke=darker(colour), width=3)
    c.rect(-54, -100, 108, 22, fill=lighter(colour, 0.15), stroke=darker(colour), width=3)
    c.rect(-9, -100, 18, 100, fill=darker(colour, 0.2))


THINGS: dict[str, Draw] = {
    name: _thing(drawing)
    for name, drawing in {
        "cup": _cup, "bottle": _bottle, "book": _book, "ball": _ball, "chair": _chair, "table": _table, "sofa": _sofa,
        "lamp": _lamp, "clock": _clock, "potted plant": _plant, "flower": _flower, "umbrella": _umbrella, "hat": _hat,
        "backpack": _backpack, "suitcase": _suitcase, "phone": _phone, "laptop": _laptop, "key": _key,
        "guitar": _guitar, "drum": _drum, "apple": _apple, "pear": _pear, "banana": _banana, "cake": _cake,
        "tree": _tree, "fir tree": _fir, "house": _house, "car": _car, "bus": _bus, "bicycle": _bicycle,
        "boat": _boat, "dog": _dog, "cat": _cat, "bird": _bird, "fish": _fish, "kite": _kite, "balloon": _balloon,
        "box": _box,
    }.items()
}  # fmt: skip
"""Name, as questions say it, -> how it is drawn."""

WIDTHS: dict[str, float] = {
    "table": 1.95, "sofa": 2.25, "car": 2.3, "bus": 2.6, "bicycle": 1.9, "boat": 1.5, "dog": 1.75, "bird": 1.5,
    "fish": 1.4, "laptop": 1.65, "hat": 1.45, "house": 1.35, "umbrella": 1.25, "banana": 1.1,
}  # fmt: skip
"""Width of a thing in its heights, where it is wider than high."""

SMALL = ("cup", "bottle", "book", "ball", "clock", "potted plant", "hat", "backpack", "phone", "key", "apple", "pear",
         "banana", "cake", "lamp", "box")  # fmt: skip
"""Things that stand on a table or shelf."""


def a(thing: str) -> str:
    """A thing with its indefinite article.

    Example:
        >>> a("umbrella"), a("cup"), a("uniform")
        ('an umbrella', 'a cup', 'a uniform')
    """
    return f"{'an' if thing[0] in 'aeiou' and not thing.startswith(('uni', 'eu', 'one')) else 'a'} {thing}"


def cloud(canvas: Canvas, x: float, y: float, size: float, colour: str = "#ffffff") -> None:
    """A cloud around its middle; `size` is its height in pixels."""
    with canvas.moved(x, y, scale=size / 100):
        for dx, dy, r in ((-60, 14, 34), (0, -8, 46), (56, 12, 36)):
            canvas.circle(dx, dy, r, fill=colour)
        canvas.rect(-72, 12, 140, 36, fill=colour, radius=18)


def sun(canvas: Canvas, x: float, y: float, size: float) -> None:
    """A sun around its middle; `size` is the disc's diameter in pixels."""
    canvas.circle(x, y, 0.75 * size, fill="#ffe08a", opacity=0.4)
    canvas.circle(x, y, size / 2, fill="#ffc93c")

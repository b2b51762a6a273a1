"""Hand drawing: pencil sketches on paper; what they show, how many, and what is missing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas, Point
from ch3ef.scenarios.generated.scene.palette import NAMED
from ch3ef.scenarios.generated.scene.things import a
from ch3ef.scenarios.generated.tasks.cross_domain.drawing import NUMBERS, tag, window

Stroke = Sequence[Point]
Parts = dict[str, list[Stroke]]
_PENCILS = ("#3f4247", "#2f3a5c", "#5a4636", "#454545")
_NAMES = ("Mia", "Ben", "Ida", "Tom", "Lea", "Max", "Zoe", "Kai", "Eva", "Jon")


def _ring(x: float, y: float, rx: float, ry: float | None = None, start: float = 0, end: float = 365) -> Stroke:
    ry = rx if ry is None else ry
    turns = [math.radians(start + (end - start) * k / 18) for k in range(19)]
    return [(x + rx * math.cos(t), y + ry * math.sin(t)) for t in turns]


def _rays(x: float, y: float, near: float, far: float, count: int) -> list[Stroke]:
    turns = [2 * math.pi * k / count for k in range(count)]
    return [[(x + r * math.cos(t), y + r * math.sin(t)) for r in (near, far)] for t in turns]


def _box(x: float, y: float, w: float, h: float) -> Stroke:
    return [(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y - 1)]


SKETCHES: dict[str, Parts] = {
    "house": {"": [_box(-40, -55, 80, 55)], "roof": [[(-50, -54), (0, -98), (50, -54)]], "door": [_box(-10, -34, 20, 34)],
              "windows": [_box(-33, -44, 16, 16), _box(18, -44, 16, 16)], "chimney": [[(20, -80), (20, -100), (33, -100), (33, -70)]]},
    "face": {"": [_ring(0, -50, 44, 48)], "nose": [[(0, -56), (-7, -38), (4, -37)]], "mouth": [_ring(0, -34, 20, 16, 20, 160)],
             "eyes": [_ring(-16, -62, 6), _ring(16, -62, 6)], "hair": [[(-40, -74 - 2), (-30, -104), (-18, -88), (-6, -110), (6, -90), (20, -108), (28, -88), (40, -76)]]},
    "cat": {"": [_ring(0, -64, 30, 26), _ring(0, -20, 24, 24)], "ears": [[(-26, -76), (-26, -104), (-8, -88)], [(26, -76), (26, -104), (8, -88)]],
            "eyes": [_ring(-11, -68, 4), _ring(11, -68, 4)], "whiskers": [[(-10, -56), (-46, -62)], [(-10, -53), (-46, -50)], [(10, -56), (46, -62)], [(10, -53), (46, -50)]],
            "tail": [[(22, -8), (44, -10), (50, -30), (40, -44)]]},
    "car": {"": [[(-60, -20), (-60, -44), (-34, -50), (-18, -76), (26, -76), (42, -50), (60, -44), (60, -20), (-60, -20)]],
            "wheels": [_ring(-34, -16, 15), _ring(34, -16, 15)], "windows": [[(-24, -52), (-12, -70), (2, -70), (2, -52), (-24, -52)], [(8, -52), (8, -70), (22, -70), (32, -52), (8, -52)]],
            "headlight": [_ring(54, -34, 5)], "door handle": [[(-8, -42), (2, -42)]]},
    "snowman": {"": [_ring(0, -24, 28, 25), _ring(0, -66, 19)], "hat": [_box(-13, -108, 26, 22), [(-22, -86), (22, -86)]],
                "arms": [[(-25, -36), (-52, -58)], [(25, -36), (52, -58)], [(-44, -52), (-56, -48)], [(44, -52), (56, -48)]],
                "buttons": [_ring(0, -36, 2.5), _ring(0, -24, 2.5), _ring(0, -12, 2.5)], "nose": [[(0, -68), (20, -64), (0, -61)]]},
    "fish": {"": [_ring(0, -50, 46, 28)], "tail": [[(-44, -50), (-72, -76), (-72, -24), (-44, -50)]], "eye": [_ring(24, -58, 5)],
             "mouth": [[(44, -44), (34, -40), (30, -42)]], "fin": [[(-8, -77), (6, -96), (18, -75)]]},
    "flower": {"": [_ring(0, -78, 9)], "stem": [[(0, -56), (3, -28), (0, 0)]], "leaves": [[(1, -20), (26, -34), (30, -22), (1, -14)], [(1, -28), (-24, -40), (-28, -28), (1, -22)]],
               "petals": [_ring(22 * math.cos(k), -78 + 22 * math.sin(k), 12) for k in (0, 1.05, 2.1, 3.14, 4.2, 5.25)]},
    "tree": {"": [[(-8, 0), (-6, -42)], [(8, 0), (6, -42)]], "crown": [_ring(-20, -56, 20), _ring(20, -56, 20), _ring(0, -80, 24)]},
    "boat": {"": [[(-52, -26), (52, -26), (34, 0), (-34, 0), (-53, -27)]], "mast": [[(0, -26), (0, -100)]],
             "sails": [[(6, -96), (6, -36), (46, -36), (5, -97)], [(-6, -86), (-6, -36), (-36, -36), (-5, -87)]]},
    "umbrella": {"": [[(0, -88), (0, -10), (-5, -1), (-14, -3), (-15, -10)]], "cover": [_ring(0, -46, 52, 46, 180, 360), [(-52, -46), (-34, -54), (-17, -46), (0, -54), (17, -46), (34, -54), (52, -46)]]},
    "cup": {"": [[(-34, -80), (-28, 0), (28, 0), (34, -80)], _ring(0, -80, 34, 9)], "handle": [[(32, -66), (56, -64), (56, -28), (29, -24)]]},
    "star": {"": [[(40 * (1 if k % 2 == 0 else 0.42) * math.sin(math.pi * k / 5), -48 - 44 * (1 if k % 2 == 0 else 0.42) * math.cos(math.pi * k / 5)) for k in range(11)]]},
    "sun": {"": [_ring(0, -50, 24), *_rays(0, -50, 32, 48, 11)]},
    "mushroom": {"": [[(-12, -44), (-15, 0), (15, 0), (12, -44)], [*_ring(0, -44, 48, 48, 180, 360), (-48, -44)]], "dots": [_ring(-20, -62, 6), _ring(6, -76, 7), _ring(24, -58, 6)]},
    "key": {"": [_ring(0, -80, 17), [(0, -63), (0, 0)], [(0, -4), (16, -4)], [(0, -18), (14, -18)]]},
    "balloon": {"": [_ring(0, -68, 27, 32), [(-5, -31), (5, -31), (0, -37), (-5, -31)], [(0, -31), (7, -16), (-3, -6), (2, 0)]]},
}  # fmt: skip
"""Name -> parts of the drawing; the nameless part is never left out."""
_WITH_PARTS = tuple(name for name, parts in SKETCHES.items() if len(parts) > 4)


def what_is_drawn(draws: Draws) -> Question:
    """One sketch: of what?"""
    options = draws.some(SKETCHES, 4)
    right = draws.one(options)
    canvas = _sheet(draws, 480, 480)
    _sketch(canvas, draws, right, 240 + draws.jitter(20), 400, draws.between(270, 330))
    question = draws.one(("What has been drawn here?", "What does this pencil sketch show?", "Which thing did the child draw?",
                          "Somebody has sketched something on this sheet. What is it?"))  # fmt: skip
    return question_of(question, [a(name) for name in options], a(right), canvas.picture())


def count_of_drawn(draws: Draws) -> Question:
    """Sketches of two kinds: how many of one?"""
    counts = window(draws, 2, 8)
    right = draws.one(counts)
    kind, other = draws.some(("star", "fish", "flower", "tree", "mushroom", "boat", "balloon", "key"), 2)
    canvas = _sheet(draws, 560, 520)
    spots = draws.some([(x, y) for x in range(4) for y in range(3)], right + draws.whole(2, 3))
    for k, (x, y) in enumerate(spots):
        _sketch(canvas, draws, kind if k < right else other, 92 + 126 * x + draws.jitter(10), 158 + 152 * y + draws.jitter(12),
                draws.between(76, 96))  # fmt: skip
    many = "fish" if kind == "fish" else f"{kind}s"
    question = draws.one((f"How many {many} have been drawn?", f"Count the {many} on this sheet of paper.",
                          f"How many {many} are there among the sketches?"))  # fmt: skip
    return question_of(question, [NUMBERS[count] for count in counts], NUMBERS[right], canvas.picture())


def what_is_missing(draws: Draws) -> Question:
    """The same thing twice: which part has not been drawn yet?"""
    kind = draws.one(_WITH_PARTS)
    options = draws.some([part for part in SKETCHES[kind] if part], 4)
    right = draws.one(options)
    canvas = _sheet(draws, 620, 460)
    first = draws.chance(0.5)
    for k, x in enumerate((170, 450)):
        lacking = right if (k == 0) == first else None
        _sketch(canvas, draws, kind, x, 350, 220 if kind not in ("car", "fish") else 190, without=lacking)
    side = "left" if first else "right"
    question = draws.one((f"The drawing on the {side} is not finished. What is missing from the {kind}?",
                          f"Compare the two drawings. What does the {kind} on the {side} lack?",
                          f"Which part of the {kind} on the {side} has been forgotten?"))  # fmt: skip
    return question_of(question, [f"the {part}" for part in options], f"the {right}", canvas.picture())


def which_is_unlike(draws: Draws) -> Question:
    """Four lettered sketches: which one is something else?"""
    letters = draws.one((list("ABCD"), list("1234"), list("WXYZ")))
    right = draws.one(letters)
    kind, other = draws.some(SKETCHES, 2)
    canvas = _sheet(draws, 520, 540)
    for k, letter in enumerate(letters):
        x, y = 140 + 240 * (k % 2), 200 + 242 * (k // 2)
        _sketch(canvas, draws, other if letter == right else kind, x + draws.jitter(8), y, draws.between(110, 140))
        tag(canvas, x, y + 36, letter)
    question = draws.one((f"Three of the sketches show {a(kind)}. Which one does not?",
                          f"Which of the four drawings is not of {a(kind)}?", "Which of the four sketches is the odd one out?",
                          f"One drawing does not belong with the {kind} drawings. Which one?"))  # fmt: skip
    return question_of(question, [f"sketch {letter}" for letter in letters], f"sketch {right}", canvas.picture())


def what_is_coloured(draws: Draws) -> Question:
    """Four sketches, one of them filled in with crayon: which?"""
    options = draws.some(SKETCHES, 4)
    right, colour = draws.one(options), draws.one(("red", "yellow", "green", "blue", "purple", "orange"))
    canvas = _sheet(draws, 540, 520)
    for k, name in enumerate(options):
        x, y = 146 + 248 * (k % 2), 214 + 222 * (k // 2)
        if name == right:
            points = [(x + (56 if j % 2 else -56) + draws.jitter(10), y - 112 + 7.6 * j) for j in range(16)]
            canvas.polyline(points, stroke=NAMED[colour], width=7, opacity=0.75)
        _sketch(canvas, draws, name, x, y, draws.between(116, 134))
    question = draws.one((f"Which drawing has been scribbled over in {colour}?", f"On which thing did the {colour} crayon land?",
                          f"Which of the four things has been coloured in {colour}?"))  # fmt: skip
    return question_of(question, [f"the {name}" for name in draws.shuffled(options)], f"the {right}", canvas.picture())


def neighbour_in_row(draws: Draws) -> Question:
    """Five sketches in a row: what is beside one of them?"""
    asked, *options = draws.some(SKETCHES, 5)
    right, side = draws.one(options), draws.one(("left", "right"))
    others, place = [name for name in options if name != right], draws.whole(0, 3)
    row = [*others[:place], right, asked, *others[place:]]
    canvas = _sheet(draws, 760, 448)
    for k, name in enumerate(row if side == "left" else row[::-1]):
        _sketch(canvas, draws, name, 100 + 140 * k, 280 + draws.jitter(24), draws.between(88, 98))
    question = draws.one((f"What has been drawn directly to the {side} of the {asked}?",
                          f"Which sketch comes next to the {asked} on its {side}?",
                          f"What is on the {side} side of the {asked}, directly beside it?"))  # fmt: skip
    return question_of(question, [a(name) for name in options], a(right), canvas.picture())


def size_in_family(draws: Draws) -> Question:
    """A child's drawing of a family with names: who is tallest or smallest?"""
    names = draws.some(_NAMES, 4)
    right, small = draws.one(names), draws.chance(0.4)
    canvas = _sheet(draws, 600, 500)
    pencil = draws.one(_PENCILS)
    for k, name in enumerate(names):
        high = (150 if small else 290) if name == right else draws.between(205, 240)
        _stick(canvas, draws, 96 + 136 * k, 410, high, pencil)
        canvas.handwriting(draws, 96 + 136 * k, 460, name, size=34, colour=pencil, anchor="middle")
    word = "smallest" if small else "tallest"
    question = draws.one((f"Who is the {word} in this drawing?", f"Whom has the child drawn {word}?",
                          f"A child has drawn the family. Who is {word}?"))  # fmt: skip
    return question_of(question, names, right, canvas.picture())


def _sheet(draws: Draws, width: int, height: int) -> Canvas:
    """Plain, lined or squared paper on a desk."""
    canvas = Canvas(width, height, ground=draws.one(("#a9825a", "#8a8f96", "#c9b08a", "#6f7f8a")))
    paper = draws.one(("#fdfbf4", "#fbf6e6", "#f7f8f8"))
    canvas.rect(18, 20, width - 28, height - 30, fill="#000000", opacity=0.2)
    canvas.rect(14, 14, width - 28, height - 28, fill=paper)
    ruling = draws.whole(0, 2)
    if ruling:
        d = "".join(f"M14 {y}h{width - 28}" for y in range(44, height - 20, 30))
        if ruling == 2:
            d += "".join(f"M{x} 14v{height - 28}" for x in range(44, width - 20, 30))
        canvas.path(d, stroke="#c3d6e6", width=1)
    return canvas


def _sketch(
    canvas: Canvas, draws: Draws, name: str, x: float, y: float, size: float, *, without: str | None = None
) -> None:  # fmt: skip
    colour = draws.one(_PENCILS)
    with canvas.moved(x, y, angle=draws.jitter(4)):
        for part, strokes in SKETCHES[name].items():
            if part != without:
                _pencil(
                    canvas, draws, [[(px * size / 100, py * size / 100) for px, py in each] for each in strokes], colour
                )


def _pencil(canvas: Canvas, draws: Draws, strokes: Sequence[Stroke], colour: str) -> None:
    """Every stroke twice, each time a little beside where it should be."""
    shake = 1.5 + 0.004 * max(abs(part) for stroke in strokes for point in stroke for part in point)
    for width, opacity in ((2.8, 0.85), (1.6, 0.55)):
        d = ""
        for stroke in strokes:
            points = [*stroke[:1]]
            for (ax, ay), (bx, by) in pairwise(stroke):
                if math.hypot(bx - ax, by - ay) > 40:
                    points.append(((ax + bx) / 2, (ay + by) / 2))
                points.append((bx, by))
            d += "M" + "L".join(f"{px + draws.jitter(shake):.1f} {py + draws.jitter(shake):.1f}" for px, py in points)
        canvas.path(d, stroke=colour, width=width, opacity=opacity)


def _stick(canvas: Canvas, draws: Draws, x: float, y: float, high: float, colour: str) -> None:
    h = high / 100
    strokes: list[Stroke] = [
        _ring(0, -86 * h, 13 * h), [(0, -73 * h), (0, -34 * h)], [(-22 * h, -50 * h), (0, -64 * h), (22 * h, -50 * h)],
        [(-16 * h, 0), (0, -34 * h), (16 * h, 0)], _ring(-5 * h, -89 * h, 1.4 * h), _ring(5 * h, -89 * h, 1.4 * h),
        _ring(0, -84 * h, 6 * h, 5 * h, 20, 160),
    ]  # fmt: skip
    if draws.chance(0.5):
        strokes.append([(-11 * h, -94 * h), (-14 * h, -76 * h)])
        strokes.append([(11 * h, -94 * h), (14 * h, -76 * h)])
    if draws.chance(0.4):
        strokes.append([(0, -60 * h), (-15 * h, -30 * h), (15 * h, -30 * h), (0, -60 * h)])
    with canvas.moved(x, y):
        _pencil(canvas, draws, strokes, colour)


FORMS: tuple[Form, ...] = (
    what_is_drawn, count_of_drawn, what_is_missing, which_is_unlike, what_is_coloured, neighbour_in_row, size_in_family,
)  # fmt: skip

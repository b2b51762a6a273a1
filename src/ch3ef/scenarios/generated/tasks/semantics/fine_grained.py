"""Fine-grained classification: the options are leaves of one branch of a hierarchy, told apart by plain marks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture
from ch3ef.scenarios.generated.scene.palette import GROUNDS, darker, lighter
from ch3ef.scenarios.generated.scene.things import a
from ch3ef.scenarios.generated.tasks.semantics.drawing import Field, backdrop
from ch3ef.scenarios.generated.tasks.semantics.kinds import BRANCHES, around, draw_in

_MOTHS = ("ash moth", "bramble moth", "clover moth", "dusk moth", "elder moth", "fern moth", "heath moth", "ivy moth")
"""Invented kinds: what marks them is drawn for each question."""

HIERARCHY: dict[str, tuple[str, ...]] = {
    **{leaf: (*path, leaf) for path, leaves in BRANCHES.items() for leaf in leaves},
    **{leaf: ("animal", "moth", leaf) for leaf in _MOTHS},
}
"""Leaf -> its path from the root, the leaf included."""

_LEAVES: dict[str, tuple[str, ...]] = {path[-1]: tuple(leaves) for path, leaves in BRANCHES.items()}


def _branch(draws: Draws) -> tuple[str, tuple[str, ...]]:
    branch = draws.one(tuple(_LEAVES))
    return branch, _LEAVES[branch]


def _of_kinds(question: str, options: Sequence[str], right: str, canvas: Canvas) -> Question:
    """A question on leaves; the paths of its options in the hierarchy stand in the order of the options."""
    asked = question_of(question, [a(option) for option in options], a(right), canvas.picture())
    leaf = {a(option): option for option in options}
    return replace(asked, details={"paths": ["/".join(HIERARCHY[leaf[option]]) for option in asked.options]})


def kind_alone(draws: Draws) -> Question:
    """One leaf on a plain ground."""
    branch, leaves = _branch(draws)
    options = draws.some(leaves, 4)
    right = draws.one(options)
    canvas = backdrop(draws, 448, 448)
    draw_in(draws, canvas, right, around(224 + draws.jitter(24), 224 + draws.jitter(24), draws.between(220, 340)))
    question = draws.one((f"What kind of {branch} is this?", f"Which {branch} does the picture show?",
                          f"Name the kind of {branch} that is drawn here."))  # fmt: skip
    return _of_kinds(question, options, right, canvas)


def kind_at_an_angle(draws: Draws) -> Question:
    """A photograph of a leaf that lies askew on a table."""
    branch, leaves = _branch(draws)
    options = draws.some(leaves, 4)
    right = draws.one(options)
    wood = draws.one(("#b98a5a", "#8f6b4a", "#6f7f88", "#a8764a"))
    canvas = Canvas(480, 480, ground=wood)
    for k in range(6):
        canvas.line(0, 80 * k + 30, 480, 80 * k + 30, stroke=darker(wood, 0.12), width=3)
    light, dark = draws.one(GROUNDS)
    with canvas.moved(240, 240, angle=draws.one((1, -1)) * draws.between(15, 75)):
        canvas.rect(-150, -160, 310, 330, fill="#000000", opacity=0.2)
        canvas.rect(-155, -165, 310, 330, fill="#fdfdfb")
        canvas.rect(-137, -147, 274, 266, fill=canvas.gradient(light, dark))
        draw_in(draws, canvas, right, around(0, -14, draws.between(180, 230)))
    question = draws.one((f"Which kind of {branch} is on the photograph?", f"What {branch} was photographed?",
                          f"The photo on the table shows a {branch}. Which kind?"))  # fmt: skip
    return _of_kinds(question, options, right, canvas)


class Poster(NamedTuple):
    """Dials of a poster: its field, and how many leaves are on it."""

    field: Field
    leaves: int

    def drawn(self, draws: Draws, shown: Sequence[str]) -> Canvas:
        """The poster with these leaves on it, in any order."""
        light, dark = draws.one(GROUNDS)
        width, height = self.field.size
        canvas = Canvas(width, height, ground=dark)
        canvas.rect(10, 10, width - 20, height - 20, fill=light, radius=10, stroke=darker(dark, 0.2), width=3)
        spots = self.field.spots(draws, len(shown), 0.06)
        for leaf, (x, y) in zip(draws.shuffled(shown), spots, strict=True):
            draw_in(draws, canvas, leaf, around(x, y, self.field.cell * draws.between(0.72, 0.86)))
        return canvas


def kind_shown_most(draws: Draws, poster: Poster) -> Question:
    """A poster of four leaves, each many times: which is there most often? The next has one less."""
    branch, leaves = _branch(draws)
    options = draws.some(leaves, 4)
    right = draws.one(options)
    most = poster.leaves // 4 + 1
    shown = [leaf for leaf in options for _ in range(most if leaf == right else most - 1 - draws.whole(0, 1))]
    question = draws.one((f"Which {branch} is on the poster most often?", f"Of which {branch} are there most here?",
                          f"Count the {branch}s by kind: of which kind are there most?"))  # fmt: skip
    return _of_kinds(question, options, right, poster.drawn(draws, shown))


_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
             *(f"{place}th" for place in range(13, 21)), "21st", "22nd", "23rd", "24th", "25th", "26th", "27th", "28th")  # fmt: skip


def kind_at_place(draws: Draws, field: Field) -> Question:
    """Rows of leaves that wave, not quite below each other: which is at a place that is counted out?"""
    branch, leaves = _branch(draws)
    options = draws.some(leaves, 4)
    row, column = draws.whole(field.rows // 3, field.rows - 2), draws.whole(field.columns // 3, field.columns - 3)
    shown = [[draws.one(leaves) for _ in range(field.columns)] for _ in range(field.rows)]
    # What is shown there and beside it are the options.
    right, *beside = draws.shuffled(options)
    for (i, j), leaf in zip(((0, 0), (0, -1), (0, 1), (1, 0)), (right, *beside), strict=True):
        shown[row + i][column + j] = leaf
    width, height = field.size
    canvas = backdrop(draws, width, height)
    # The rows wave up and down together, so that each is to be followed.
    wave, turn = 0.6 * field.cell, draws.between(0, 2 * math.pi)
    pitch = (height - 40 - 2 * wave) / field.rows
    for j, leaves_of_row in enumerate(shown):
        gaps = [draws.between(0.75, 1.3) for _ in leaves_of_row]
        x, scale = 20.0, (width - 40) / sum(gaps)
        for leaf, gap in zip(leaves_of_row, gaps, strict=True):
            middle = x + 0.5 * gap * scale
            y = height / 2 + pitch * (j - (field.rows - 1) / 2) + wave * math.sin(turn + 10 * middle / width)
            draw_in(draws, canvas, leaf, around(middle, y, min(0.8 * pitch, 0.94 * gap * scale)))
            x += gap * scale
    down, across = f"the {_ORDINALS[row]} row from the top", f"the {_ORDINALS[column]} place from the left"
    question = draws.one((f"Which {branch} is in {down}, in {across}?", f"Go to {down}, then to {across}. Which {branch} is there?",
                          f"What kind of {branch} stands in {across} of {down}?"))  # fmt: skip
    return _of_kinds(question, options, right, canvas)


def kind_exchanged(draws: Draws, field: Field) -> Question:
    """Two posters of the same leaves but for one, drawn anew where they are many: which was in its place on the first?"""
    branch, leaves = _branch(draws)
    options = draws.some(leaves, 4)
    right = draws.one(options)
    places = field.places()
    shown = [draws.one(options) for _ in places]
    at = draws.whole(0, len(places) - 1)
    shown[at] = right
    after = list(shown)
    after[at] = draws.one([leaf for leaf in options if leaf != right])
    light, dark = draws.one(GROUNDS)
    pictures = list[Picture]()
    for row in (shown, after):
        if not pictures or len(places) > 6:
            sizes, mirrored = [draws.between(0.66, 0.86) for _ in places], [draws.chance(0.5) for _ in places]
        canvas = Canvas(*field.size, ground=light)
        canvas.rect(4, 4, canvas.width - 8, canvas.height - 8, stroke=dark, width=6)
        for leaf, (x, y), size, flip in zip(row, places, sizes, mirrored, strict=True):
            draw_in(draws, canvas, leaf, around(x, y, size * field.cell), mirrored=flip)
        pictures.append(canvas.picture())
    question = draws.one((f"In one place the second picture shows another kind of {branch}. Which kind was there in the first picture?",
                          f"One {branch} of the first picture is another kind in the second. Which kind is it in the first?",
                          f"Compare the pictures by kinds: a {branch} was replaced by another kind. What kind was it before?"))  # fmt: skip
    asked = _of_kinds(question, options, right, canvas)
    return replace(asked, pictures=tuple(pictures))


class Moth(NamedTuple):
    """What marks a moth: spots on each upper wing and on each lower one, bars of the body, tips of the wings, feelers, tails."""

    upper: int
    lower: int
    bars: int
    pointed: bool
    clubbed: bool
    tailed: bool


def _moth(draws: Draws, canvas: Canvas, x: float, y: float, size: float, moth: Moth, colour: str) -> None:
    """A moth with its wings spread, about `size` wide."""
    ink = darker(colour, 0.55)
    with canvas.moved(x, y, scale=size / 200):
        for side in (-1, 1):
            with canvas.moved(0, 0, mirrored=side < 0):
                if moth.tailed:
                    canvas.path("M46 62q6 26 20 34", stroke=ink, width=6)
                canvas.path("M4 6Q70 0 72 40Q66 78 34 74Q8 60 4 6z", fill=lighter(colour, 0.3), stroke=ink, width=3)
                tip = "L98 -76Q92 -20 70 6" if moth.pointed else "Q104 -84 96 -40Q90 0 70 6"
                canvas.path(f"M4 4Q20 -50 70 -70{tip}Q30 14 4 4z", fill=colour, stroke=ink, width=3)
                canvas.path("M2 -34Q8 -66 26 -84", stroke=ink, width=3)
                if moth.clubbed:
                    canvas.circle(26, -84, 6, fill=ink)
                for count, (left, top, wide, high), edge in (
                    (moth.upper, (34, -56, 46, 52), (0, 0)),
                    (moth.lower, (20, 18, 38, 42), (0, 3)),
                ):
                    across, down, r = (5, 4, 3.8) if count < 15 else (7, 6, 2.6)
                    near = (
                        (edge, (1, 0), (0, 1))
                        if edge == (0, 0) and across > 5
                        else ((0, 5), (0, 4))
                        if across > 5
                        else (edge,)
                    )
                    for i, j in draws.some(
                        [(i, j) for i in range(across) for j in range(down) if (i, j) not in near], count
                    ):
                        canvas.circle(left + wide * (i + 0.5) / across + draws.jitter(0.8), top + high * (j + 0.5) / down + draws.jitter(0.8),
                                      r, fill="#fdfdfb")  # fmt: skip
        canvas.ellipse(0, 6, 9, 46, fill=lighter(ink, 0.3), stroke=ink, width=2)
        for k in range(moth.bars):
            at = -28 + 66 * (k + 0.5) / moth.bars
            canvas.line(-7, at, 7, at, stroke="#fbd72b", width=min(3.0, 28 / moth.bars))


def moth_by_table(draws: Draws, fewest: int, kinds: int) -> Question:
    """A moth and a table of kinds with numbers of spots and bars that are nearly the same: which kind is it?"""
    # Dials: the fewest spots and bars of a moth, and kinds in the table.
    names = draws.some(_MOTHS, kinds)
    options = names[:4]
    base = [draws.whole(fewest, fewest + 3) for _ in range(3)]
    one, two = draws.some(range(3), 2)
    rows = {}
    for k, name in enumerate(options):
        rows[name] = [
            number + (place == one and k % 2) + (place == two and k // 2) for place, number in enumerate(base)
        ]
    while len(rows) < kinds:
        other = [number + draws.whole(-1, 2) for number in base]
        if other not in rows.values():
            rows[names[len(rows)]] = other
    right = draws.one(options)
    canvas = backdrop(draws, 640, 450 + 30 * (kinds + 1))
    moth = Moth(rows[right][0], rows[right][1], rows[right][2], draws.chance(0.5), draws.chance(0.5), draws.chance(0.5))
    _moth(draws, canvas, 320, 205, 440, moth, draws.one(("#3f6fb5", "#a8452f", "#5b7f3f", "#7b4f8f", "#8f6b2f")))
    for k, cells in enumerate([("Kind", "Upper wing", "Lower wing", "Bars"),
                               *((name, *map(str, rows[name])) for name in draws.shuffled(rows))]):  # fmt: skip
        y = 430 + 30 * k
        canvas.rect(40, y, 560, 30, fill="#e3e0d8" if k == 0 else "#fdfdfb", stroke="#b4bbc1", width=1)
        for place, cell in enumerate(cells):
            canvas.text(60 + 140 * place, y + 21, cell, size=15, face="sans-bold" if k == 0 else "sans")
    question = draws.one(("The table gives spots of each upper and each lower wing and the yellow bars of the body. Which kind is the moth?",
                          "Count the spots of an upper wing and of a lower one, and the bars of the body. Which kind of moth is it by the table?"))  # fmt: skip
    return _of_kinds(question, options, right, canvas)


def row_of_moth(draws: Draws, row_count: int, columns: int, mark_count: int) -> Question:
    """A glass case full of moths: in which row is the only one with some marks?"""
    # Dials: rows of a glass case and moths in each, and how many marks are told.
    asked = Moth(draws.whole(2, 4), draws.whole(1, 3), draws.whole(2, 4), *(draws.chance(0.5) for _ in range(3)))
    told = draws.some(("upper", "lower", "bars", "pointed", "clubbed", "tailed"), mark_count)

    def other(moth: Moth, mark: str) -> Moth:
        value = getattr(moth, mark)
        return moth._replace(**{mark: not value if isinstance(value, bool) else value + draws.one((-1, 1))})

    rows = draws.some(range(1, row_count + 1), 4)
    right = draws.one(rows)
    at = (right - 1, draws.whole(0, columns - 1))
    step = min(150.0, 920 / columns)
    canvas = Canvas(
        max(448, round(step * columns) + 80), max(448, round(0.9 * step * row_count) + 60), ground="#f4efe2"
    )
    canvas.rect(8, 8, canvas.width - 16, canvas.height - 16, stroke="#8f6b4a", width=8)
    for row in range(row_count):
        y = 34 + 0.9 * step * (row + 0.5)
        canvas.text(40, y + 6, str(row + 1), size=17, face="sans-bold", anchor="middle")
        for column in range(columns):
            moth = asked
            for mark in ("upper", "lower", "bars", "pointed", "clubbed", "tailed"):
                if mark not in told and draws.chance(0.5):
                    moth = other(moth, mark)
            # All others lack one mark that is told, or two.
            for mark in draws.some(told, draws.whole(1, min(2, mark_count))) if (row, column) != at else ():
                moth = other(moth, mark)
            _moth(
                draws,
                canvas,
                64 + step * (column + 0.5),
                y,
                0.82 * step,
                moth,
                draws.one(("#6f8fc0", "#b9785f", "#8fa36b", "#a585b3")),
            )
    words = {"upper": f"{_number(asked.upper, 'spot')} on each upper wing", "lower": f"{_number(asked.lower, 'spot')} on each lower wing",
             "bars": f"{_number(asked.bars, 'bar')} on the body", "pointed": "pointed wings" if asked.pointed else "rounded wings",
             "clubbed": "knobs on the feelers" if asked.clubbed else "feelers without knobs", "tailed": "tails" if asked.tailed else "no tails"}  # fmt: skip
    *first, last = (words[mark] for mark in told)
    marks = f"{', '.join(first)} and {last}"
    question = draws.one((f"In which row is the only moth with {marks}?", f"One moth of the case has {marks}. In which row is it?",
                          f"Look for the moth that has {marks}. Which row is it in?"))  # fmt: skip
    return question_of(question, [f"row {row}" for row in sorted(rows)], f"row {right}", canvas.picture())


def _number(count: int, word: str) -> str:
    return f"{('no', 'one', 'two', 'three', 'four', 'five')[count]} {word}{'' if count == 1 else 's'}"


FORMS: Sequence[Form] = (
    kind_alone, kind_at_an_angle,
    graded(kind_shown_most, {1: Poster(Field(5, 4, 100), 8), 2: Poster(Field(20, 15, 45), 292), 3: Poster(Field(26, 19, 37), 460)}),
    graded(kind_at_place, {2: Field(28, 19, 34), 3: Field(30, 21, 32)}),
    graded(kind_exchanged, {1: Field(3, 2, 150), 2: Field(23, 16, 42), 3: Field(26, 19, 37)}),
    graded(moth_by_table, {1: (2, 4), 2: (21, 8), 3: (24, 8)}),
    graded(row_of_moth, {1: (4, 1, 2), 2: (7, 7, 5), 3: (9, 9, 5)}),
)  # fmt: skip

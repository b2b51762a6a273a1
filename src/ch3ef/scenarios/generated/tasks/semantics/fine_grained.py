"""Fine-grained classification: the options are leaves of one branch of a hierarchy, told apart by plain marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.palette import GROUNDS, darker
from ch3ef.scenarios.generated.scene.things import a
from ch3ef.scenarios.generated.tasks.semantics.creatures import BIRDS, FRUIT, SEA_ANIMALS, TREES, Kind
from ch3ef.scenarios.generated.tasks.semantics.drawing import (
    Field,
    Scenery,
    ask,
    backdrop,
    beach,
    meadow,
    room,
    shadow,
    street,
)
from ch3ef.scenarios.generated.tasks.semantics.kinds import around, draw_in, standing
from ch3ef.scenarios.generated.tasks.semantics.makes import BOATS, HATS, INSTRUMENTS, TRUCKS

_BRANCHES: dict[tuple[str, ...], Mapping[str, Kind]] = {
    ("animal", "bird"): BIRDS, ("animal", "sea animal"): SEA_ANIMALS, ("plant", "tree"): TREES,
    ("plant", "fruit"): FRUIT, ("vehicle", "truck"): TRUCKS, ("vehicle", "boat"): BOATS,
    ("clothing", "hat"): HATS, ("tool", "musical instrument"): INSTRUMENTS,
}  # fmt: skip

HIERARCHY: dict[str, tuple[str, ...]] = {leaf: (*path, leaf) for path, leaves in _BRANCHES.items() for leaf in leaves}
"""Leaf -> its path from the root, the leaf included."""

_LEAVES: dict[str, tuple[str, ...]] = {path[-1]: tuple(leaves) for path, leaves in _BRANCHES.items()}


def _branch(draws: Draws, *but: str) -> tuple[str, tuple[str, ...]]:
    branch = draws.one([name for name in _LEAVES if name not in but])
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
    question = ask(draws, f"What kind of {branch} is this?", f"Which {branch} does the picture show?",
                   f"Name the kind of {branch} that is drawn here.")  # fmt: skip
    return _of_kinds(question, options, right, canvas)


def kind_in_its_place(draws: Draws, sizes: tuple[float, float]) -> Question:
    """A leaf where it belongs, with things of other branches."""
    branch, leaves = _branch(draws, "fruit")
    options = draws.some(leaves, 4)
    right = draws.one(options)
    canvas = _habitat(draws, branch)
    x, size = 256 + draws.jitter(90), draws.between(*sizes)
    if branch not in ("boat", "bird"):
        shadow(canvas, x, 432, 0.65 * size)
    draw_in(draws, canvas, right, standing(x, 432, size))
    question = ask(draws, f"Which kind of {branch} can be seen here?", f"There is one {branch} in this scene. Of which kind?",
                   f"What sort of {branch} is it?")  # fmt: skip
    return _of_kinds(question, options, right, canvas)


def kind_behind_something(draws: Draws, hidden: float) -> Question:
    """The lower part of a leaf is in a crate, so much of it."""
    branch, leaves = _branch(draws, "hat", "boat", "truck")
    options = draws.some([leaf for leaf in leaves if leaf not in ("duck", "birch")], 4)
    right = draws.one(options)
    canvas = room(draws, 480, 448)
    box = draw_in(draws, canvas, right, standing(240, 366, draws.between(250, 300)))
    top = box[3] - hidden * (box[3] - box[1])
    wood = draws.one(("#c69a63", "#a8764a", "#d2ab78"))
    canvas.rect(56, top, 368, 424 - top, fill=wood, stroke=darker(wood), width=4)
    for k in range(1, 4):
        y = top + (424 - top) * k / 4
        canvas.line(56, y, 424, y, stroke=darker(wood), width=4)
    for x in (80, 400):
        canvas.line(x, top + 8, x, 416, stroke=darker(wood, 0.4), width=8)
    question = ask(draws, f"Which {branch} looks out of the crate?", f"A {branch} is partly hidden by a crate. What kind is it?",
                   f"The crate covers part of a {branch}. Which one is it?")  # fmt: skip
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
    question = ask(draws, f"Which kind of {branch} is on the photograph?", f"What {branch} was photographed?",
                   f"The photo on the table shows a {branch}. Which kind?")  # fmt: skip
    return _of_kinds(question, options, right, canvas)


def panel_of_kind(draws: Draws) -> Question:
    """Four panels with four leaves: which shows the one asked for?"""
    _, leaves = _branch(draws)
    shown = draws.some(leaves, 4)
    numbers = list("1234")
    right = draws.one(numbers)
    asked = shown[numbers.index(right)]
    canvas = Canvas(512, 512, ground="#fdfdfb")
    for place, leaf in enumerate(shown):
        x, y = 14 + 250 * (place % 2), 14 + 250 * (place // 2)
        canvas.rect(x, y, 234, 234, fill=draws.one(GROUNDS)[draws.whole(0, 1)], radius=12)
        canvas.text(x + 14, y + 34, numbers[place], size=28, face="sans-bold")
        draw_in(draws, canvas, leaf, around(x + 124, y + 130, draws.between(135, 165)))
    question = ask(draws, f"Which panel shows {a(asked)}?", f"Where is the {asked}?", f"In which panel is {a(asked)}?")
    return question_of(question, [f"panel {number}" for number in numbers], f"panel {right}", canvas.picture())


def kind_in_a_row(draws: Draws) -> Question:
    """Four leaves in a row: which is at a place?"""
    branch, leaves = _branch(draws)
    options = draws.some(leaves, 4)
    right = draws.one(options)
    rest = draws.shuffled(option for option in options if option != right)
    where = draws.whole(0, 3)
    row = [*rest[:where], right, *rest[where:]]
    afloat = branch in ("boat", "sea animal")
    lands: tuple[Scenery, ...] = (room, beach, meadow)
    canvas = (backdrop if afloat else draws.one(lands))(draws, 720, 448)
    for place, leaf in enumerate(row):
        if not afloat:
            shadow(canvas, 98 + 175 * place, 410, 120)
        draw_in(
            draws,
            canvas,
            leaf,
            standing(98 + 175 * place, (300 if afloat else 410) + draws.jitter(4), draws.between(138, 156)),
        )
    spot = ("on the far left", "second from the left", "second from the right", "on the far right")[where]
    question = ask(
        draws,
        f"Which {branch} is {spot}?",
        f"What kind of {branch} stands {spot}?",
        f"Look at the row: what is {spot}?",
    )
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


def kind_missing(draws: Draws, poster: Poster) -> Question:
    """A poster of leaves: which one is not on it? The others on offer are there once."""
    branch, leaves = _branch(draws)
    options = draws.some(leaves, 4)
    right = draws.one(options)
    others = [leaf for leaf in leaves if leaf not in options]
    shown = [leaf for leaf in options if leaf != right]
    shown += others[:2] if poster.leaves == 5 else [draws.one(others) for _ in range(poster.leaves - 3)]
    question = ask(draws, f"Which kind of {branch} is missing from the poster?", f"Which {branch} is not shown on this poster?",
                   f"Which of these {branch}s cannot be found here?")  # fmt: skip
    return _of_kinds(question, options, right, poster.drawn(draws, shown[: poster.leaves]))


def kind_shown_most(draws: Draws, poster: Poster) -> Question:
    """A poster of four leaves, each many times: which is there most often? The next has one less."""
    branch, leaves = _branch(draws)
    options = draws.some(leaves, 4)
    right = draws.one(options)
    most = poster.leaves // 4 + 1
    shown = [leaf for leaf in options for _ in range(most if leaf == right else most - 1 - draws.whole(0, 1))]
    question = ask(draws, f"Which {branch} is on the poster most often?", f"Of which {branch} are there most here?",
                   f"Count the {branch}s by kind: of which kind are there most?")  # fmt: skip
    return _of_kinds(question, options, right, poster.drawn(draws, shown))


_ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "13th",
    "14th",
    "15th",
    "16th",
    "17th",
)


def kind_at_place(draws: Draws, field: Field) -> Question:
    """Rows of leaves: which is at a place that is counted out?"""
    branch, leaves = _branch(draws)
    options = draws.some(leaves, 4)
    row, column = draws.whole(1, field.rows - 2), draws.whole(1, field.columns - 2)
    at = row * field.columns + column
    shown = [draws.one(leaves) for _ in field.places()]
    # What is shown there and beside it are the options.
    right, *beside = draws.shuffled(options)
    for place, leaf in zip((at, at - 1, at + 1, at + field.columns), (right, *beside), strict=True):
        shown[place] = leaf
    canvas = backdrop(draws, *field.size)
    for leaf, (x, y) in zip(shown, field.places(), strict=True):
        draw_in(draws, canvas, leaf, around(x, y, field.cell * 0.8))
    down, across = f"the {_ORDINALS[row]} row from the top", f"the {_ORDINALS[column]} place from the left"
    question = ask(draws, f"Which {branch} is in {down}, in {across}?", f"Go to {down}, then to {across}. Which {branch} is there?",
                   f"What kind of {branch} stands in {across} of {down}?")  # fmt: skip
    return _of_kinds(question, options, right, canvas)


def kind_shown_twice(draws: Draws) -> Question:
    """Leaves, one of them twice."""
    branch, leaves = _branch(draws)
    options = draws.some(leaves, 4)
    right = draws.one(options)
    canvas = backdrop(draws, 560, 448)
    shown = draws.shuffled([*options, right])
    spots = draws.some([(x, y) for y in (124, 324) for x in (102, 280, 458)], 5)
    for leaf, (x, y) in zip(shown, spots, strict=True):
        with canvas.moved(x + draws.jitter(8), y + draws.jitter(8), angle=draws.jitter(14)):
            draw_in(draws, canvas, leaf, around(0, 0, draws.between(112, 140)))
    question = ask(draws, f"Which kind of {branch} is shown twice?", f"One {branch} appears two times. Which?",
                   f"Of which kind of {branch} are there two?")  # fmt: skip
    return _of_kinds(question, options, right, canvas)


def _habitat(draws: Draws, branch: str) -> Canvas:
    if branch == "bird":
        return meadow(draws, 512, 480)
    if branch in ("boat", "sea animal"):
        canvas = Canvas(512, 480, ground="#c3e3f4")
        if branch == "boat":
            blue = draws.one(("#5aa9c9", "#4a97bd", "#6bb8c4"))
            canvas.rect(0, 220, 512, 260, fill=canvas.gradient(blue, darker(blue, 0.3)))
            canvas.path("M0 222l90 -60l70 40l110 -70l120 66l122 -40v64z", fill="#9fbfa5")
        else:
            canvas.rect(0, 0, 512, 480, fill=canvas.gradient("#a9dceb", "#4f9fc4"))
            canvas.path("M0 420q120 -30 256 0t256 0v60h-512z", fill="#e9d2a0")
            for x in (30, 60, 450, 480):
                canvas.path(f"M{x} 440q-16 -40 0 -70t0 {-60 - draws.whole(0, 50)}", stroke="#3a8a6a", width=8)
        return canvas
    lands: dict[str, Scenery] = {"tree": meadow, "truck": street, "hat": room, "musical instrument": room}
    return lands[branch](draws)


FORMS: Sequence[Form] = (
    kind_alone, kind_at_an_angle, panel_of_kind, kind_in_a_row, kind_shown_twice,
    graded(kind_in_its_place, {1: (190, 250), 2: (34, 42)}),
    graded(kind_behind_something, {1: 0.28, 2: 0.5}),
    graded(kind_missing, {1: Poster(Field(3, 2, 165), 5), 2: Poster(Field(11, 8, 58), 76), 3: Poster(Field(17, 12, 56), 190)}),
    graded(kind_shown_most, {1: Poster(Field(5, 4, 100), 8), 2: Poster(Field(11, 8, 58), 64), 3: Poster(Field(17, 12, 56), 190)}),
    graded(kind_at_place, {2: Field(10, 9, 60), 3: Field(17, 13, 54)}),
)  # fmt: skip

"""Comics: panels with speech bubbles; who says what, and who has the thing in the end."""

from __future__ import annotations

import math
from typing import NamedTuple

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas, Point
from ch3ef.scenarios.generated.scene.glyphs import face_table, wrapped
from ch3ef.scenarios.generated.scene.icons import icon
from ch3ef.scenarios.generated.scene.palette import NAMED, darker
from ch3ef.scenarios.generated.scene.people import Look, any_look, person

_GROUNDS = (("#fdf3d6", "#e6c98a"), ("#dff0fa", "#a9d08e"), ("#f6e3e6", "#d3a9a4"), ("#e6e6f6", "#b5b8d6"))
_TOPS = ("red", "yellow", "green", "blue", "purple", "pink")
_WIDE, _HIGH = 300.0, 240.0
_WHO = ("Grandma", "The baker", "My sister", "Our coach", "The plumber", "Uncle Bo")
_WHEN = ("at nine", "at five", "on Monday", "on Friday", "tonight", "at noon")
_DOES = ("comes back", "will call", "leaves for Rome", "brings the keys")


def _dressed(draws: Draws, top: str) -> Look:
    """A look with one colour to name it by."""
    look = any_look(draws, top=top)
    hair_colour = darker(NAMED[top], 0.15) if look.hair == "scarf" else look.hair_colour
    return Look(look.skin, look.hair, hair_colour, top, draws.one(("black", "grey")), look.glasses)


def _page(draws: Draws, count: int) -> tuple[Canvas, list[Point]]:
    """A page of panels in rows of up to three, and where they are."""
    columns = 2 if count < 5 else 3
    rows = math.ceil(count / columns)
    canvas = Canvas(
        round((_WIDE + 12) * columns + 12),
        max(448, round((_HIGH + 12) * rows + 12)),
        ground=draws.one(("#fdfcf7", "#f6f1e4", "#eef1f4")),
    )
    places = [(12 + (_WIDE + 12) * (k % columns), 12 + (_HIGH + 12) * (k // columns)) for k in range(count)]
    for k, (x, y) in enumerate(places):
        wall, floor = draws.one(_GROUNDS)
        canvas.rect(x, y, _WIDE, _HIGH, fill=wall)
        canvas.rect(x, y + 205, _WIDE, _HIGH - 205, fill=floor)
        canvas.rect(x, y, _WIDE, _HIGH, stroke="#26262a", width=3)
        canvas.text(x + 10, y + _HIGH - 8, str(k + 1), size=13, face="sans-bold", colour="#5a544a")
    return canvas, places


def _bubble(canvas: Canvas, x: float, y: float, text: str, to: Point) -> None:
    """A speech bubble around a text, its middle at x and its top at y, with a tail towards a mouth."""
    lines = wrapped(text, "comic", 14, 122)
    w = max(face_table("comic").width(line, 14) for line in lines) + 18
    h = 18.0 * len(lines) + 12
    tail = f"M{x - 8:.0f} {y + h - 2:.0f}L{to[0]:.0f} {to[1]:.0f}L{x + 8:.0f} {y + h - 2:.0f}"
    canvas.rect(x - w / 2, y, w, h, fill="#ffffff", radius=13, stroke="#26262a", width=2)
    canvas.path(tail + "z", fill="#ffffff")
    canvas.path(tail, stroke="#26262a", width=2)
    for k, line in enumerate(lines):
        canvas.text(x, y + 20 + 18 * k, line, size=14, face="comic", anchor="middle")


class Talk(NamedTuple):
    """Dials: panels with two people each, and whether lines differ by a word only."""

    panels: int
    near: bool


def who_says_it(draws: Draws, dials: Talk) -> Question:
    """Two people in each of some panels: who says a certain thing, or what does one say in a panel?"""
    tops = draws.some(_TOPS, 4)
    right = draws.one(tops)
    does = draws.some(_DOES, 1 if dials.near else 4)
    lines = draws.some(
        [f"{who} {what} {when}." for who in (_WHO[:4] if dials.near else _WHO) for what in does for when in _WHEN],
        2 * dials.panels,
    )
    looks = {top: _dressed(draws, top) for top in tops}
    canvas, places = _page(draws, dials.panels)
    asked, said = draws.whole(0, dials.panels - 1), ""
    for panel, (x, y) in enumerate(places):
        pair = draws.some(tops, 2)
        if panel == asked and right not in pair:
            pair[draws.whole(0, 1)] = right
        for side, top in enumerate(pair):
            px = x + 74 + 152 * side
            person(canvas, px, y + 236, 132, looks[top], mirrored=side == 1)
            _bubble(canvas, px, y + 10 + 24 * side, lines[2 * panel + side], (px, y + 112))
            if panel == asked and top == right:
                said = lines[2 * panel + side]
    question = draws.one(
        (f"Who says “{said}”?", f"Which person in this comic says “{said}”?", f"Whose words are “{said}”?")
    )
    return question_of(question, [f"the one in {top}" for top in tops], f"the one in {right}", canvas.picture())


class Handing(NamedTuple):
    """Dials: people, panels, and things that are handed on."""

    people: int
    panels: int
    things: int


def who_has_it(draws: Draws, dials: Handing) -> Question:
    """Things are handed on from panel to panel: who has one of them in the end?"""
    tops = draws.some(_TOPS, dials.people)
    options = draws.some(tops, 4)
    right = draws.one(options)
    things = draws.some(("key", "teapot", "umbrella", "trophy", "camera", "basket"), dials.things)
    looks = {top: _dressed(draws, top) for top in tops}
    canvas, places = _page(draws, dials.panels)
    last = {thing: right if k == 0 else draws.one(tops) for k, thing in enumerate(things)}
    steps: list[tuple[str, str, str]] = []
    holder = dict(last)
    moved = [things[0], *(draws.one(things) for _ in range(dials.panels - 1))]
    for thing in draws.shuffled(moved):
        giver = draws.one([top for top in tops if top != holder[thing]])
        steps.append((thing, giver, holder[thing]))
        holder[thing] = giver
    for (x, y), (thing, giver, taker) in zip(places, reversed(steps), strict=True):
        flip = draws.chance(0.5)
        for side, top in ((flip, giver), (not flip, taker)):
            person(
                canvas,
                x + (226 if side else 74),
                y + 236,
                170,
                looks[top],
                pose="holding" if top == giver else "standing",
                mirrored=bool(side),
            )
        icon(canvas, thing, x + 150, y + 82, 44)
        way = -1 if flip else 1
        canvas.arrow(x + 150 - 42 * way, y + 122, x + 150 + 42 * way, y + 122, stroke="#26262a", width=3, head=12)
    question = draws.one((f"In each panel something is handed on along the arrow. Who has the {things[0]} at the end of the comic?",
                          f"Follow the {things[0]} from panel to panel. With whom does it end up?"))  # fmt: skip
    return question_of(
        question, [f"with the one in {top}" for top in options], f"with the one in {right}", canvas.picture()
    )


FORMS: tuple[Form, ...] = (
    graded(who_says_it, {1: Talk(2, False), 2: Talk(4, False), 3: Talk(9, True)}),
    graded(who_has_it, {1: Handing(4, 2, 1), 2: Handing(5, 6, 2), 3: Handing(6, 12, 3)}),
)  # fmt: skip

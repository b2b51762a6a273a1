"""Comics: panels with speech bubbles, their tails, who has the thing in the end, a crowd printed twice."""

from __future__ import annotations

import math
from dataclasses import replace

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas, Point
from ch3ef.scenarios.generated.scene.fields import QUARTERS, quarter
from ch3ef.scenarios.generated.scene.glyphs import face_table, wrapped
from ch3ef.scenarios.generated.scene.palette import NAMED, darker
from ch3ef.scenarios.generated.scene.people import Look, any_look, person
from ch3ef.scenarios.generated.scene.strings import winding

_GROUNDS = (("#fdf3d6", "#e6c98a"), ("#dff0fa", "#a9d08e"), ("#f6e3e6", "#d3a9a4"), ("#e6e6f6", "#b5b8d6"))
_TOPS = ("red", "yellow", "green", "blue", "purple", "pink")
_WIDE, _HIGH = 300.0, 240.0
_WHO = ("Grandma", "The baker", "My sister", "Our coach", "The plumber", "Uncle Bo")
_WHEN = ("at nine", "at five", "on Monday", "on Friday", "tonight", "at noon")
_SAID = ("Hello!", "Hurry!", "Wait!", "Oh no!", "Never!", "Quick!", "Listen!", "Perhaps.", "Really?", "Great!", "Stop it!", "Look!", "Sorry!", "Why me?", "Not I!")  # fmt: skip
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


def who_says_it(draws: Draws, panels: int, near: bool) -> Question:
    """Two people in each of some panels: who says a certain thing?"""
    # Dials: panels with two people each, and whether lines differ by a word only.
    tops = draws.some(_TOPS, 4)
    right = draws.one(tops)
    does = draws.some(_DOES, 1 if near else 4)
    lines = draws.some(
        [f"{who} {what} {when}." for who in (_WHO[:4] if near else _WHO) for what in does for when in _WHEN],
        2 * panels,
    )
    looks = {top: _dressed(draws, top) for top in tops}
    canvas, places = _page(draws, panels)
    asked, said = draws.whole(0, panels - 1), ""
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
    question = draws.one((f"Who says “{said}”?", f"Which person in this comic says “{said}”?",
                          f"Whose words are “{said}”?"))  # fmt: skip
    return question_of(question, [f"the one in {top}" for top in tops], f"the one in {right}", canvas.picture())


def who_has_it(draws: Draws, people: int, panels: int) -> Question:
    """Everyone has a closed parcel, and two exchange theirs in each panel: who has one of them in the end?"""
    tops = draws.some(_TOPS, people)
    options = draws.some(tops, 4)
    right = draws.one(options)
    looks = {top: _dressed(draws, top) for top in tops}
    canvas, places = _page(draws, panels)
    pairs = [draws.some(tops, 2) for _ in range(panels)]
    holder = right
    for one, other in reversed(pairs):
        holder = other if holder == one else one if holder == other else holder
    for (x, y), pair in zip(places, pairs, strict=True):
        for side, top in enumerate(pair):
            person(canvas, x + (226 if side else 74), y + 236, 170, looks[top], pose="holding", mirrored=bool(side))
        for way, low in ((-1, 96), (1, 130)):
            canvas.rect(x + 141, y + low - 24, 18, 15, fill="#c9a173", stroke="#7d5a34", width=1.5)
            canvas.arrow(x + 150 - 42 * way, y + low, x + 150 + 42 * way, y + low, stroke="#26262a", width=3, head=12)
    question = draws.one((f"The parcels look alike. First the one in {holder} has the parcel with the key; in each panel two exchange their parcels. Who has the key at the end?",
                          f"In each panel two people exchange their closed parcels. The key is in the one that {holder} has at first. With whom does it end up?"))  # fmt: skip
    return question_of(
        question, [f"with the one in {top}" for top in options], f"with the one in {right}", canvas.picture()
    )


def tail_to_follow(draws: Draws, lines: int, bends: int) -> Question:
    """Bubbles above, people below, and tails between them that cross: who says a thing?"""
    wide, high = max(480, 76 * lines), 860 if bends > 3 else 700
    canvas = Canvas(wide, high, ground=draws.one(_GROUNDS)[0])
    xs, low = [wide * (k + 0.5) / lines for k in range(lines)], high - 120.0
    words, names = draws.some(_SAID, lines), draws.some("ABCDEFGHJKLM", lines)
    order = draws.shuffled(range(lines))
    tails = winding(draws, [(66.0, x) for x in xs], [(low, xs[place]) for place in order], bends, (66, 14, low, wide - 14))  # fmt: skip
    for tail in tails:
        canvas.polyline([(x, y) for y, x in tail], stroke="#26262a", width=2.4)
    for x, word, name in zip(xs, words, names, strict=True):
        canvas.rect(x - 34, 30, 68, 36, fill="#ffffff", radius=13, stroke="#26262a", width=2)
        canvas.text(x, 53, word, size=14, face="comic", anchor="middle")
        person(canvas, x, high - 26, 88, _dressed(draws, draws.one(_TOPS)))
        canvas.text(x, high - 8, name, size=15, face="sans-bold", anchor="middle", colour="#26262a")
    asked = draws.whole(0, lines - 1)
    first = min(max(0, order[asked] - draws.whole(0, 3)), lines - 4)
    question = draws.one((f"Follow the tail of the bubble. Who says “{words[asked]}”?", f"The tails of the bubbles cross. Whose word is “{words[asked]}”?"))  # fmt: skip
    return question_of(question, [f"person {name}" for name in names[first : first + 4]], f"person {names[order[asked]]}", canvas.picture())  # fmt: skip


def changed_in_crowd(draws: Draws, people: int, rows: int, mirrored: bool) -> Question:
    """A panel with a crowd, drawn twice: in which quarter has one person put on or off glasses, or turned round?"""
    # Dials: people in the crowd of a panel, their height, rows of them, and whether it is printed a second time as a mirror image.
    columns = people // rows
    right, (column, row) = quarter(draws, columns, rows)
    looks = [_dressed(draws, draws.one(_TOPS)) for _ in range(columns * rows)]
    looks = [look if look.hair != "scarf" else replace(look, hair="short") for look in looks]
    place, seed = row * columns + column, f"panel {draws.between(0, 1)}"
    other = [*looks[:place], replace(looks[place], glasses=not looks[place].glasses), *looks[place + 1 :]]
    size = min(150.0, 860 / rows)
    wide = max(460, round(0.52 * size * columns + 40))
    ground, shots = draws.one(_GROUNDS), []
    for shown in (looks, other):
        again, canvas = Draws(seed), Canvas(wide, max(448, round(0.86 * size * rows + 70)), ground=ground[0])
        with canvas.moved(wide if mirrored and shown is other else 0, 0, mirrored=mirrored and shown is other):
            for k, look in enumerate(shown):
                x, y = wide * (k % columns + 0.5) / columns + again.jitter(0.04 * size), 30 + 0.86 * size * (k // columns + 1)  # fmt: skip
                person(canvas, x, y, size, look, pose=again.one(("standing", "waving", "holding")), mirrored=again.chance(0.5))  # fmt: skip
        shots.append(canvas.picture())
    how = " The second panel is the mirror image of the first." if mirrored else ""
    question = draws.one((f"One person has glasses in one of the panels only.{how} Where in the first panel?",
                          f"Between the panels somebody has put on or taken off glasses.{how} Where does that person stand in the first one?"))  # fmt: skip
    return question_of(question, list(QUARTERS), right, *shots)


FORMS: tuple[Form, ...] = (
    graded(who_says_it, {1: (2, False)}),
    graded(who_has_it, {1: (4, 2)}),
    graded(tail_to_follow, {2: (9, 5), 3: (10, 5)}),
    graded(changed_in_crowd, {1: (4, 2, False), 2: (101, 8, True), 3: (112, 8, True)}),
)  # fmt: skip

"""What kind of thing is in the picture: alone, in a scene, covered, small, turned, blurred, of which category."""

from __future__ import annotations

from collections.abc import Sequence

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.palette import NAMED
from ch3ef.scenarios.generated.scene.places import meadow
from ch3ef.scenarios.generated.scene.strings import tangled
from ch3ef.scenarios.generated.scene.things import a
from ch3ef.scenarios.generated.tasks.semantics.drawing import Field, backdrop, shadow
from ch3ef.scenarios.generated.tasks.semantics.kinds import GROUPS, POOL, around, draw_in, standing


def thing_alone(draws: Draws) -> Question:
    """One thing on a plain ground."""
    options = draws.some(POOL, 4)
    right = draws.one(options)
    canvas = backdrop(draws, 448, 448)
    draw_in(draws, canvas, right, around(224 + draws.jitter(30), 224 + draws.jitter(30), draws.between(200, 330)))
    return _asked(draws, ("What is in this picture?", "What does the picture show?", "Which thing is drawn here?",
                          "What is this?"), options, right, canvas)  # fmt: skip


def small_in_scene(draws: Draws, low: float, high: float) -> Question:
    """A wide view with one small thing in it."""
    options = draws.some(GROUPS["animal"], 4)
    right = draws.one(options)
    canvas = meadow(draws, 640, 480)
    for _ in range(3):
        x, y = draws.between(30, 610), draws.between(225, 250)
        draw_in(draws, canvas, draws.one(("fir tree", "leafy tree")), standing(x, y, draws.between(60, 84)))
    x, y = draws.between(90, 550), draws.between(320, 440)
    size = draws.between(low, high)
    shadow(canvas, x, y, 0.8 * size)
    draw_in(draws, canvas, right, standing(x, y, size))
    return _asked(draws, ("Which animal is on the grass?", "There is one small animal on the meadow. What is it?",
                          "What animal is there, all by itself?"), options, right, canvas)  # fmt: skip


def category_of_thing(draws: Draws) -> Question:
    """Which category does the thing belong to?"""
    options = draws.some(GROUPS, 4)
    right = draws.one(options)
    canvas = backdrop(draws, 448, 448)
    draw_in(
        draws,
        canvas,
        draws.one(GROUPS[right]),
        around(224 + draws.jitter(60), 224 + draws.jitter(60), draws.between(180, 280)),
    )
    question = draws.one(("What kind of thing is shown?", "Which category fits the thing in the picture?",
                          "To which of these groups does the thing belong?", "What sort of thing is it?"))  # fmt: skip
    return question_of(question, [a(option) for option in options], a(right), canvas.picture())


def commonest_category(draws: Draws, field: Field, most: int, fewer: int) -> Question:
    """Things of four categories: of which are there most?"""
    # Dials: the field, how many things of the commonest category there are, and how many fewer of the others.
    options = draws.some([name for name, things in GROUPS.items() if len(things) > 4], 4)
    right = draws.one(options)
    least = most - fewer
    counts = {name: most if name == right else least - draws.whole(0, min(1, least - 1)) for name in options}
    shown = [draws.one(GROUPS[name]) for name, count in counts.items() for _ in range(count)]
    canvas = backdrop(draws, *field.size)
    for name, (x, y) in zip(shown, field.spots(draws, len(shown)), strict=True):
        draw_in(draws, canvas, name, around(x, y, field.cell * draws.between(0.7, 0.86)))
    question = draws.one(("Of which kind are there most things?", "Which kind of thing is there most often?",
                          "Sort the things by kind: which kind has the most?"))  # fmt: skip
    return question_of(question, [a(option) for option in options], a(right), canvas.picture())


def behind_misted_glass(draws: Draws, low: float, high: float) -> Question:
    """A thing out of focus."""
    options = draws.some(POOL, 4)
    right = draws.one(options)
    canvas = backdrop(draws, 448, 480)
    canvas.rect(48, 40, 352, 400, fill="#dfeaf0")
    with canvas.blurred(draws.between(low, high)):
        draw_in(draws, canvas, right, around(224, 240, draws.between(230, 280)))
    canvas.rect(40, 32, 368, 416, stroke=draws.one(("#8f6b4a", "#5b6168", "#fdfaf2")), width=18)
    for _ in range(14):
        x, y = draws.between(60, 388), draws.between(50, 420)
        canvas.ellipse(x, y, draws.between(2, 4), draws.between(3, 7), fill="#ffffff", opacity=0.7)
    return _asked(draws, ("What is behind the misted glass?", "The glass blurs the view. What stands behind it?",
                          "What can be made out through the window?"), options, right, canvas)  # fmt: skip


def _asked(draws: Draws, phrasings: Sequence[str], options: Sequence[str], right: str, canvas: Canvas) -> Question:
    return question_of(draws.one(phrasings), [a(option) for option in options], a(right), canvas.picture())


def thing_shown_so_often(draws: Draws, field: Field, times: int) -> Question:
    """A picture full of things: which of four is there just so many times? The others are by one or two more or less."""
    times += draws.whole(-2, 2)
    group = draws.one([name for name, things in GROUPS.items() if len(things) > 4])
    options = draws.some(GROUPS[group], 4)
    right = draws.one(options)
    counts = {name: times if name == right else times + draws.one((-2, -1, 1, 2)) for name in options}
    shown = [name for name, count in counts.items() for _ in range(count)]
    canvas = backdrop(draws, *field.size)
    for name, (x, y) in zip(shown, field.spots(draws, len(shown)), strict=True):
        draw_in(draws, canvas, name, around(x, y, field.cell * draws.between(0.7, 0.86)))
    return _asked(draws, (f"Of which thing are there just {times}?", f"Which of these things is shown exactly {times} times?",
                          f"Count: which of these is in the picture {times} times?"), options, right, canvas)  # fmt: skip


_RIMS = ("red", "blue", "green", "black")
_DOTS = ("one dot", "two dots", "three dots")


def thing_on_plate(draws: Draws, field: Field, mark_count: int) -> Question:
    """Things on plates: which is on the one with some marks? Those on offer are on plates that lack one of these."""
    # Dials: the field of plates, and how many marks are told, from two to four.
    names = draws.shuffled(name for name in POOL if name not in ("ball", "clock", "drum", "watermelon"))
    options, others = names[:4], names[:8]
    right = draws.one(options)
    values = (("round", "square"), _RIMS, ("single", "double"), _DOTS)[:mark_count]
    asked = tuple(draws.one(each) for each in values)

    def other(marks: tuple[str, ...], place: int) -> tuple[str, ...]:
        return tuple(
            draws.one([value for value in values[k] if value != mark]) if k == place else mark
            for k, mark in enumerate(marks)
        )

    lacking = draws.shuffled(k % mark_count for k in range(3))
    plates = [
        (right, asked),
        *((name, other(asked, k)) for name, k in zip([o for o in options if o != right], lacking, strict=True)),
    ]
    while len(plates) < len(field.places()):
        plate = tuple(draws.one(each) for each in values)
        plates.append(
            (
                draws.one(others),
                other(asked, draws.whole(0, mark_count - 1)) if plate == asked or draws.chance(0.6) else plate,
            )
        )
    canvas, cell = backdrop(draws, *field.size), field.cell
    for (name, marks), (x, y) in zip(draws.shuffled(plates), field.places(), strict=True):
        shape, rim, lines, dots = (*marks, *("", "", "single", "")[len(marks) :])
        for r in (0.46, 0.4) if lines == "double" else (0.46,):
            if shape == "round":
                canvas.circle(x, y, r * cell, fill="#fdfdfb", stroke=NAMED[rim], width=max(1.5, 0.025 * cell))
            else:
                side = 0.92 * r * cell
                canvas.rect(
                    x - side,
                    y - side,
                    2 * side,
                    2 * side,
                    fill="#fdfdfb",
                    stroke=NAMED[rim],
                    width=max(1.5, 0.025 * cell),
                )
        draw_in(draws, canvas, name, around(x, y - 0.05 * cell, 0.44 * cell))
        for k in range(_DOTS.index(dots) + 1 if dots in _DOTS else 0):
            canvas.circle(x + (k - 0.5 * _DOTS.index(dots)) * 0.1 * cell, y + 0.3 * cell, 0.032 * cell, fill="#2b2b2f")
    shape, rim = asked[:2]
    told = f"the {shape} plate with {a(' '.join((*asked[2:3], rim)))} rim" + (
        f" and {asked[3]}" if mark_count > 3 else ""
    )
    return _asked(
        draws,
        (f"What lies on {told}?", f"Which thing is on {told}?", f"Look for {told}. What is on it?"),
        options,
        right,
        canvas,
    )


def thing_between(draws: Draws, field: Field) -> Question:
    """Rows of things: what lies between one thing on its left and another on its right?"""
    names = draws.some(POOL, 16)
    options, (left, right), others = names[:4], names[4:6], [*names[:4], *names[6:12]]
    correct, *wrong = draws.shuffled(options)
    while True:
        rows = [_row(draws, field.columns, left, right, others) for _ in range(field.rows)]
        spots = draws.some([(i, j) for i in range(1, field.columns - 1, 3) for j in range(field.rows)], 4)
        sides = ((left, right), (right, left), (left, draws.one(others)), (draws.one(others), right))
        for (i, j), name, (one, other) in zip(spots, (correct, *wrong), sides, strict=True):
            rows[j][i - 1 : i + 2] = [one, name, other]
        if sum(row[i - 1 : i + 2 : 2] == [left, right] for row in rows for i in range(1, field.columns - 1)) == 1:
            break
    canvas = backdrop(draws, *field.size)
    for name, (x, y) in zip((name for row in rows for name in row), field.places(), strict=True):
        draw_in(draws, canvas, name, around(x, y, 0.8 * field.cell))
    return _asked(draws, (f"In the rows, what has {a(left)} directly on its left and {a(right)} directly on its right?",
                          f"Which thing is right between {a(left)} (left of it) and {a(right)} (right of it)?",
                          f"Look for three in a row: {a(left)}, something, {a(right)}, from left to right. What is in the middle?"),
                  options, correct, canvas)  # fmt: skip


def _row(draws: Draws, length: int, left: str, right: str, others: Sequence[str]) -> list[str]:
    """A row of many of the two and of others, in which nothing lies right between the two in this order."""
    row: list[str] = []
    while len(row) < length:
        name = draws.one((*(left, right) * 4, *others))
        if name != right or row[-2:-1] != [left]:
            row.append(name)
    return row


def thing_on_string(draws: Draws, strings: int, changes: int, far: int) -> Question:
    """Tangled strings of one colour, from numbers to things: what hangs on one?"""
    things = draws.some(POOL, strings)
    options = draws.some(range(strings), 4)
    right = draws.one(options)
    high, wide = max(448, 46 * strings + 40), 230 + min(740, 150 * changes)
    canvas = backdrop(draws, wide, high)
    lane = (high - 30) / strings
    spots = [15 + lane * (k + 0.5) for k in range(strings)]
    colour = NAMED[draws.one(("red", "blue", "green", "purple", "brown"))]
    *_, begin = tangled(draws, canvas, spots, 70, wide - 90, changes=changes, far=far, colours=[colour] * strings)
    for place, y in enumerate(spots):
        canvas.text(54, y + 6, str(place + 1), size=17, face="sans-bold", anchor="end")
        draw_in(draws, canvas, things[place], around(wide - 48, y, 0.84 * min(lane, 70)))
    number = begin[right] + 1
    return _asked(draws, (f"What is at the end of string {number}?", f"Follow string {number}. Which thing does it lead to?",
                          f"Somebody pulls string {number}. Which thing moves?"), [things[k] for k in options], things[right], canvas)  # fmt: skip


FORMS: Sequence[Form] = (
    thing_alone, category_of_thing,
    graded(behind_misted_glass, {1: (4, 6.5)}),
    graded(small_in_scene, {1: (62, 76)}),
    graded(commonest_category, {1: (Field(4, 4, 106), 5, 3), 2: (Field(20, 15, 47), 72, 1),
                                3: (Field(22, 16, 43), 84, 1)}),
    graded(thing_shown_so_often, {2: (Field(24, 17, 40), 80), 3: (Field(26, 19, 37), 96)}),
    graded(thing_on_plate, {1: (Field(3, 3, 140), 2), 2: (Field(15, 11, 64), 4), 3: (Field(15, 12, 64), 4)}),
    graded(thing_between, {2: Field(22, 16, 44), 3: Field(24, 18, 40)}),
    graded(thing_on_string, {1: (4, 2, 3), 2: (16, 7, 7), 3: (17, 7, 7)}),
)  # fmt: skip

"""What kind of thing is in the picture: alone, in a scene, covered, small, turned, blurred, of which category."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.palette import NAMED, darker
from ch3ef.scenarios.generated.scene.things import a
from ch3ef.scenarios.generated.tasks.semantics.drawing import (
    Field,
    Scenery,
    any_scene,
    ask,
    backdrop,
    meadow,
    room,
    shadow,
)
from ch3ef.scenarios.generated.tasks.semantics.kinds import GROUPS, POOL, around, draw_in, standing

_AIRBORNE = ("kite", "balloon", "whale", "submarine", "house", "bus", "table", "sofa", "piano")
_PLAIN = tuple(name for name in POOL if name not in _AIRBORNE)
"""Things that can stand anywhere at any size."""


def thing_alone(draws: Draws) -> Question:
    """One thing on a plain ground."""
    options = draws.some(POOL, 4)
    right = draws.one(options)
    canvas = backdrop(draws, 448, 448)
    draw_in(draws, canvas, right, around(224 + draws.jitter(30), 224 + draws.jitter(30), draws.between(200, 330)))
    return _asked(draws, ("What is in this picture?", "What does the picture show?", "Which thing is drawn here?",
                          "What is this?"), options, right, canvas)  # fmt: skip


def thing_in_scene(draws: Draws) -> Question:
    """A thing in a scene with others that are no option."""
    names = draws.some(_PLAIN, 7)
    options, others = names[:4], names[4:]
    right = draws.one(options)
    canvas = any_scene(draws)
    for place, name in enumerate(draws.shuffled([right, *others])):
        x, y = 70 + 124 * place + draws.jitter(8), draws.between(385, 452)
        shadow(canvas, x, y, 90)
        draw_in(draws, canvas, name, standing(x, y, draws.between(94, 112)))
    return _asked(draws, ("Which of these things is in the picture?", "One of these is in the scene: which one?",
                          "Which of the following can be seen here?"), options, right, canvas)  # fmt: skip


def partly_covered(draws: Draws, covered: tuple[float, float]) -> Question:
    """A thing of which a share is behind a wall, a hedge or a curtain."""
    options = draws.some(("cup", "umbrella", "chair", "car", "bus", "bicycle", "dog", "cat", "fish", "owl", "penguin",
                          "flamingo", "octopus", "crab", "turtle", "guitar", "drum", "trumpet", "piano", "xylophone",
                          "pineapple", "strawberry", "banana", "bunch of grapes", "sombrero", "party hat", "clock",
                          "laptop", "palm tree", "fire engine", "parrot", "toucan", "watermelon", "cake"), 4)  # fmt: skip
    right = draws.one(options)
    scenes: tuple[Scenery, ...] = (room, meadow)
    canvas = draws.one(scenes)(draws, 480, 448)
    box = draw_in(draws, canvas, right, standing(240, 400, draws.between(250, 300)))
    share, kind = draws.between(*covered), draws.whole(0, 2)
    if kind == 0:
        _bricks(canvas, box[3] - share * (box[3] - box[1]))
    elif kind == 1:
        _hedge(draws, canvas, box[3] - share * (box[3] - box[1]))
    else:
        edge = box[0] + share * (box[2] - box[0])
        _curtain(draws, canvas, edge)
    return _asked(draws, ("Something is partly hidden. What is it?", "Part of a thing is covered. Which thing is it?",
                          "What is it that is only partly seen?"), options, right, canvas)  # fmt: skip


def small_in_scene(draws: Draws, sizes: tuple[float, float]) -> Question:
    """A wide view with one small thing in it."""
    options = draws.some(("dog", "cat", "umbrella", "chair", "bicycle", "car", "suitcase", "ball", "bottle", "guitar",
                          "drum", "flamingo", "penguin", "owl", "crab", "turtle", "backpack", "cup", "piano", "bus",
                          "fire engine", "house", "sofa", "top hat", "pineapple"), 4)  # fmt: skip
    right = draws.one(options)
    canvas = meadow(draws, 640, 480)
    for _ in range(3):
        x, y = draws.between(30, 610), draws.between(225, 250)
        draw_in(draws, canvas, draws.one(("fir tree", "tree", "birch")), standing(x, y, draws.between(60, 84)))
    x, y = draws.between(90, 550), draws.between(320, 440)
    size = draws.between(*sizes)
    shadow(canvas, x, y, 0.8 * size)
    draw_in(draws, canvas, right, standing(x, y, size))
    return _asked(draws, ("What stands on the grass, far from the trees?", "There is one small thing on the ground. "
                          "What is it?", "What stands in the foreground, all by itself?"), options, right, canvas)  # fmt: skip


def turned_thing(draws: Draws) -> Question:
    """A thing tilted or upside down."""
    options = draws.some(POOL, 4)
    right = draws.one(options)
    canvas = backdrop(draws, 448, 448)
    angle = draws.one((1, -1)) * draws.between(35, 180)
    with canvas.moved(224, 224, angle=angle):
        draw_in(draws, canvas, right, around(0, 0, draws.between(210, 270)))
    return _asked(draws, ("The picture is turned. What does it show?", "This thing does not stand upright. What is it?",
                          "Which thing is drawn here at a slant or upside down?"), options, right, canvas)  # fmt: skip


def category_of_thing(draws: Draws) -> Question:
    """Which category does the thing belong to?"""
    options = draws.some(GROUPS, 4)
    right = draws.one(options)
    name = draws.one(GROUPS[right])
    canvas = any_scene(draws)
    x = 256 + draws.jitter(70)
    shadow(canvas, x, 440, 190)
    draw_in(draws, canvas, name, standing(x, 440, draws.between(190, 260)))
    question = ask(draws, "What kind of thing is shown?", "Which category fits the thing in the picture?",
                   "To which of these groups does the thing belong?", "What sort of thing is it?")  # fmt: skip
    return question_of(question, [a(option) for option in options], a(right), canvas.picture())


class Ringed(NamedTuple):
    """Dials: the field of things, and how many rings there are."""

    field: Field
    rings: int


def thing_in_ring(draws: Draws, dials: Ringed) -> Question:
    """A field of things, some of them in rings: which is in the ring of a colour?"""
    places, names = draws.shuffled(dials.field.places()), draws.shuffled(_PLAIN)
    # The first things are the options' and the rings'; names repeat only after those.
    shown = [names[place] if place < len(names) else draws.one(names[6:]) for place in range(len(places))]
    asked = draws.some(range(max(4, dials.rings)), 4)
    right = draws.one(asked)
    ringed = range(dials.rings) if dials.rings > 1 else [right]
    colours = dict(
        zip(ringed, draws.some(("red", "blue", "black", "green", "purple", "orange"), len(ringed)), strict=True)
    )
    canvas, cell = backdrop(draws, *dials.field.size), dials.field.cell
    for name, (x, y) in zip(shown, places, strict=True):
        draw_in(draws, canvas, name, around(x, y, 0.6 * cell))
    for place, colour in colours.items():
        canvas.circle(*places[place], 0.47 * cell, stroke=NAMED[colour], width=max(4, 0.035 * cell))
    return _asked(draws, (f"What is inside the {colours[right]} ring?", f"Which thing has {a(colours[right])} circle around it?",
                          f"One of the things is marked by {a(colours[right])} ring. Which one?"),
                  [shown[place] for place in asked], shown[right], canvas)  # fmt: skip


def thing_among_many(draws: Draws, dials: tuple[Field, int]) -> Question:
    """A picture full of things: which of four of a kind is among them?"""
    field, count = dials
    group = draws.one([name for name, things in GROUPS.items() if len(things) > 4])
    options = draws.some(GROUPS[group], 4)
    right = draws.one(options)
    others = [name for name in POOL if name not in options]
    canvas = backdrop(draws, *field.size)
    shown = draws.shuffled([right, *(draws.one(others) for _ in range(count - 1))])
    for name, (x, y) in zip(shown, field.spots(draws, count), strict=True):
        draw_in(draws, canvas, name, around(x, y, field.cell * draws.between(0.7, 0.86)))
    return _asked(draws, ("Which of these things is somewhere in the picture?", "Only one of these is among all the things "
                          "here. Which one?", "Which of the following can be found in this picture?"),
                  options, right, canvas)  # fmt: skip


def absent_among_many(draws: Draws, dials: tuple[Field, int]) -> Question:
    """A picture full of things, three of the options among them once: which is not?"""
    field, count = dials
    options = draws.some(POOL, 4)
    right = draws.one(options)
    others = [name for name in POOL if name not in options]
    there = [name for name in options if name != right]
    shown = draws.shuffled([*there, *(draws.one(others) for _ in range(count - 3))])
    canvas = backdrop(draws, *field.size)
    for name, (x, y) in zip(shown, field.spots(draws, count), strict=True):
        draw_in(draws, canvas, name, around(x, y, field.cell * draws.between(0.7, 0.86)))
    return _asked(draws, ("Which of these things is nowhere in the picture?", "Three of these can be found here. "
                          "Which one cannot?", "Which of the following is missing from all the things here?"),
                  options, right, canvas)  # fmt: skip


class Counts(NamedTuple):
    """Dials: the field, how many things of the commonest category there are, and how many fewer of the others."""

    field: Field
    most: int
    fewer: int


def commonest_category(draws: Draws, dials: Counts) -> Question:
    """Things of four categories: of which are there most?"""
    options = draws.some([name for name, things in GROUPS.items() if len(things) > 4], 4)
    right = draws.one(options)
    least = dials.most - dials.fewer
    counts = {name: dials.most if name == right else least - draws.whole(0, min(1, least - 1)) for name in options}
    shown = [draws.one(GROUPS[name]) for name, count in counts.items() for _ in range(count)]
    canvas = backdrop(draws, *dials.field.size)
    for name, (x, y) in zip(shown, dials.field.spots(draws, len(shown)), strict=True):
        draw_in(draws, canvas, name, around(x, y, dials.field.cell * draws.between(0.7, 0.86)))
    question = ask(draws, "Of which kind are there most things?", "Which kind of thing is there most often?",
                   "Sort the things by kind: which kind has the most?")  # fmt: skip
    return question_of(question, [a(option) for option in options], a(right), canvas.picture())


def absent_thing(draws: Draws) -> Question:
    """Several things: which of the options is missing?"""
    options = draws.some(_PLAIN, 4)
    right = draws.one(options)
    others = draws.some([name for name in _PLAIN if name not in options], draws.whole(1, 3))
    shown = draws.shuffled([*(name for name in options if name != right), *others])
    canvas = _shelves(draws)
    for place, name in enumerate(shown):
        draw_in(
            draws, canvas, name, standing(100 + 156 * (place % 3), 222 + 186 * (place // 3), draws.between(100, 124))
        )
    return _asked(draws, ("Which of these things is not in the picture?", "Three of these are shown. Which one is missing?",
                          "Which of the following cannot be seen anywhere here?"), options, right, canvas)  # fmt: skip


def behind_misted_glass(draws: Draws, blur: tuple[float, float]) -> Question:
    """A thing out of focus."""
    options = draws.some(("cup", "umbrella", "car", "bus", "bicycle", "cat", "penguin", "flamingo", "octopus", "crab",
                          "guitar", "drum", "piano", "pineapple", "banana", "strawberry", "sombrero", "clock", "cake",
                          "palm tree", "fir tree", "house", "chair", "sofa", "key", "kite", "watermelon"), 4)  # fmt: skip
    right = draws.one(options)
    canvas = backdrop(draws, 448, 480)
    canvas.rect(48, 40, 352, 400, fill="#dfeaf0")
    with canvas.blurred(draws.between(*blur)):
        draw_in(draws, canvas, right, around(224, 240, draws.between(230, 280)))
    canvas.rect(40, 32, 368, 416, stroke=draws.one(("#8f6b4a", "#5b6168", "#fdfaf2")), width=18)
    for _ in range(14):
        x, y = draws.between(60, 388), draws.between(50, 420)
        canvas.ellipse(x, y, draws.between(2, 4), draws.between(3, 7), fill="#ffffff", opacity=0.7)
    return _asked(draws, ("What is behind the misted glass?", "The glass blurs the view. What stands behind it?",
                          "What can be made out through the window?"), options, right, canvas)  # fmt: skip


def _asked(draws: Draws, phrasings: Sequence[str], options: Sequence[str], right: str, canvas: Canvas) -> Question:
    return question_of(ask(draws, *phrasings), [a(option) for option in options], a(right), canvas.picture())


def _bricks(canvas: Canvas, top: float) -> None:
    canvas.rect(0, top, canvas.width, canvas.height - top, fill="#b5654a")
    for row in range(int((canvas.height - top) / 22) + 1):
        y = top + 22 * row
        canvas.line(0, y, canvas.width, y, stroke="#dcc7b6", width=3)
        for k in range(10):
            x = 52 * k + 26 * (row % 2)
            canvas.line(x, y, x, y + 22, stroke="#dcc7b6", width=3)


def _hedge(draws: Draws, canvas: Canvas, top: float) -> None:
    green = draws.one(("#3f7f45", "#4c8f3f", "#2f7550"))
    canvas.rect(0, top + 14, canvas.width, canvas.height, fill=green)
    for x in range(0, canvas.width + 30, 30):
        canvas.circle(x, top + 16 + draws.jitter(3), 19, fill=green)
        canvas.circle(x + draws.jitter(12), top + 50 + draws.between(0, 40), 9, fill=darker(green, 0.15))


def _curtain(draws: Draws, canvas: Canvas, edge: float) -> None:
    cloth = draws.one(("#a8324a", "#3a5fa8", "#6b4a8f", "#2f7f78"))
    canvas.rect(0, 0, edge, canvas.height, fill=cloth)
    for k in range(int(edge / 26)):
        canvas.rect(8 + 26 * k, 0, 9, canvas.height, fill=darker(cloth, 0.16))
    canvas.line(0, 14, canvas.width, 14, stroke="#5a3d28", width=8)


def _shelves(draws: Draws) -> Canvas:
    canvas = backdrop(draws, 512, 448)
    wood = draws.one(("#b98a5a", "#8f6b4a", "#a8764a", "#7f8a90"))
    canvas.rect(16, 40, 480, 394, fill=darker(wood, 0.45), opacity=0.16)
    for y in (222, 408):
        canvas.rect(8, y, 496, 16, fill=wood, radius=3)
    for x in (8, 490):
        canvas.rect(x, 30, 14, 408, fill=darker(wood, 0.15), radius=3)
    return canvas


FORMS: Sequence[Form] = (
    thing_alone, thing_in_scene, turned_thing, category_of_thing, absent_thing,
    graded(partly_covered, {1: (0.26, 0.36), 2: (0.5, 0.6)}),
    graded(behind_misted_glass, {1: (4, 6.5), 2: (8, 11)}),
    graded(small_in_scene, {1: (62, 76), 2: (20, 25)}),
    graded(thing_in_ring, {1: Ringed(Field(3, 3, 164), 1), 2: Ringed(Field(10, 7, 66), 6)}),
    graded(thing_among_many, {2: (Field(10, 8, 60), 72), 3: (Field(17, 12, 56), 190)}),
    graded(absent_among_many, {2: (Field(10, 8, 60), 72), 3: (Field(17, 12, 56), 190)}),
    graded(commonest_category, {1: Counts(Field(4, 4, 106), 5, 3), 2: Counts(Field(10, 7, 66), 15, 1),
                                3: Counts(Field(17, 12, 56), 48, 1)}),
)  # fmt: skip

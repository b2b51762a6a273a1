"""What kind of thing is in the picture: alone, in a scene, covered, small, turned, blurred, of which category."""

from __future__ import annotations

from collections.abc import Sequence

from ch3ef.scenarios.generated.canvas import Canvas
from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.palette import darker
from ch3ef.scenarios.generated.question import Form, Question, question_of
from ch3ef.scenarios.generated.semantics.drawing import (
    Scenery,
    any_scene,
    ask,
    backdrop,
    meadow,
    room,
    shadow,
)
from ch3ef.scenarios.generated.semantics.kinds import GROUPS, POOL, around, draw_in, standing
from ch3ef.scenarios.generated.things import a

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


def partly_covered(draws: Draws) -> Question:
    """A thing of which a third is behind a wall, a hedge or a curtain."""
    options = draws.some(("cup", "umbrella", "chair", "car", "bus", "bicycle", "dog", "cat", "fish", "owl", "penguin",
                          "flamingo", "octopus", "crab", "turtle", "guitar", "drum", "trumpet", "piano", "xylophone",
                          "pineapple", "strawberry", "banana", "bunch of grapes", "sombrero", "party hat", "clock",
                          "laptop", "palm tree", "fire engine", "parrot", "toucan", "watermelon", "cake"), 4)  # fmt: skip
    right = draws.one(options)
    scenes: tuple[Scenery, ...] = (room, meadow)
    canvas = draws.one(scenes)(draws, 480, 448)
    box = draw_in(draws, canvas, right, standing(240, 400, draws.between(250, 300)))
    share, kind = draws.between(0.26, 0.36), draws.whole(0, 2)
    if kind == 0:
        _bricks(canvas, box[3] - share * (box[3] - box[1]))
    elif kind == 1:
        _hedge(draws, canvas, box[3] - share * (box[3] - box[1]))
    else:
        edge = box[0] + share * (box[2] - box[0])
        _curtain(draws, canvas, edge)
    return _asked(draws, ("Something is partly hidden. What is it?", "Part of a thing is covered. Which thing is it?",
                          "What is it that is only partly seen?"), options, right, canvas)  # fmt: skip


def small_in_scene(draws: Draws) -> Question:
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
    shadow(canvas, x, y, 56)
    draw_in(draws, canvas, right, standing(x, y, draws.between(62, 76)))
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


def thing_in_ring(draws: Draws) -> Question:
    """Nine things, one of them ringed."""
    names = draws.some(_PLAIN, 9)
    options = draws.some(names, 4)
    right = draws.one(options)
    canvas = backdrop(draws, 512, 512)
    colour = draws.one((("red", "#d32f2f"), ("blue", "#2962d9"), ("black", "#1d1d1f")))
    for place, name in enumerate(draws.shuffled(names)):
        x, y = 92 + 164 * (place % 3), 92 + 164 * (place // 3)
        draw_in(draws, canvas, name, around(x + draws.jitter(5), y + draws.jitter(5), 94))
        if name == right:
            canvas.circle(x, y, 77, stroke=colour[1], width=6)
    return _asked(draws, (f"What is inside the {colour[0]} ring?", f"Which thing has a {colour[0]} circle around it?",
                          f"A {colour[0]} ring marks one of the things. Which one?"), options, right, canvas)  # fmt: skip


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


def behind_misted_glass(draws: Draws) -> Question:
    """A thing out of focus."""
    options = draws.some(("cup", "umbrella", "car", "bus", "bicycle", "cat", "penguin", "flamingo", "octopus", "crab",
                          "guitar", "drum", "piano", "pineapple", "banana", "strawberry", "sombrero", "clock", "cake",
                          "palm tree", "fir tree", "house", "chair", "sofa", "key", "kite", "watermelon"), 4)  # fmt: skip
    right = draws.one(options)
    canvas = backdrop(draws, 448, 480)
    canvas.rect(48, 40, 352, 400, fill="#dfeaf0")
    with canvas.blurred(draws.between(4, 6.5)):
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
    thing_alone, thing_in_scene, partly_covered, small_in_scene, turned_thing, category_of_thing, thing_in_ring,
    absent_thing, behind_misted_glass,
)  # fmt: skip

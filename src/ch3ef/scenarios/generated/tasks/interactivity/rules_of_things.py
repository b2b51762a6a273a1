"""Vision-only learning in context, one thing at a time: it is turned, recoloured, filled, joined or answered."""

from __future__ import annotations

from collections.abc import Callable

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Question, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.palette import BRIGHT, NAMED, darker, lighter
from ch3ef.scenarios.generated.scene.people import Mood, head
from ch3ef.scenarios.generated.scene.things import a
from ch3ef.scenarios.generated.tasks.interactivity.asking import ask_rule
from ch3ef.scenarios.generated.tasks.interactivity.drawing import (
    SHAPES,
    SKIES,
    Cell,
    clear_look,
    examples_shown,
    shape,
    sky,
    thing,
    thing_cell,
)


def _arrow(c: Canvas, colour: str) -> None:
    c.polygon([(0, -44), (34, -6), (14, -6), (14, 44), (-14, 44), (-14, -6), (-34, -6)], fill=colour,
              stroke=darker(colour), width=3)  # fmt: skip


def _pencil(c: Canvas, colour: str) -> None:
    c.rect(-12, -18, 24, 52, fill=colour, stroke=darker(colour), width=2)
    c.line(0, -16, 0, 32, stroke=darker(colour), width=2)
    c.polygon([(-12, -18), (12, -18), (0, -46)], fill="#ecc995", stroke="#b08a55", width=2)
    c.polygon([(-4.5, -35), (4.5, -35), (0, -46)], fill="#2b2b2f")
    c.rect(-12, 34, 24, 12, fill="#f2a0a8", stroke="#c9727c", radius=3)


def _rocket(c: Canvas, colour: str) -> None:
    c.polygon([(-7, 30), (7, 30), (0, 47)], fill="#f57c00")
    for side in (-1, 1):
        c.polygon([(side * 14, 6), (side * 32, 32), (side * 12, 28)], fill=darker(colour, 0.35))
    c.path("M0 -46q18 16 18 44l-5 32h-26l-5 -32q0 -28 18 -44z", fill=colour, stroke=darker(colour), width=2)
    c.circle(0, -12, 8, fill="#dff0f7", stroke="#4c5a66", width=3)


def _dart(c: Canvas, colour: str) -> None:
    c.line(0, -30, 0, 44, stroke="#6d5b4b", width=6)
    c.polygon([(0, -47), (15, -20), (0, -27), (-15, -20)], fill="#4c5a66")
    for y in (20, 32, 44):
        c.polyline([(-14, y + 3), (0, y - 9), (14, y + 3)], stroke=colour, width=6)


def _plane(c: Canvas, colour: str) -> None:
    c.polygon([(0, -46), (36, 38), (0, 22), (-36, 38)], fill=lighter(colour, 0.35), stroke=darker(colour), width=2)
    c.polygon([(0, -46), (0, 22), (-12, 40)], fill=darker(colour, 0.15))


_POINTERS: dict[str, Callable[[Canvas, str], None]] = {
    "arrow": _arrow, "pencil": _pencil, "rocket": _rocket, "dart": _dart, "paper plane": _plane,
}  # fmt: skip
_WAYS = ("up", "to the right", "down", "to the left")


def turning(draws: Draws) -> Question:
    """Things that point are turned by the same angle: where does the last one point?"""
    right, turn = draws.whole(0, 3), draws.whole(1, 3)
    # Three different starts tell a turn from a mirror image.
    starts = draws.some(range(4), 3)
    names = draws.some(_POINTERS, 4)
    colours = draws.some(BRIGHT, 4)

    def cell(place: int, way: int) -> Cell:
        def draw(canvas: Canvas) -> None:
            with canvas.moved(angle=90 * (way % 4)):
                _POINTERS[names[place]](canvas, NAMED[colours[place]])

        return draw

    pairs = [(cell(k, start), cell(k, start + turn)) for k, start in enumerate(starts)]
    shown = examples_shown(draws, pairs, cell(3, right - turn))
    options = [f"The {names[3]} points {way}." for way in _WAYS]
    return question_of(ask_rule(draws, shown, 3), options, options[right], *shown.pictures)


_PAINTED = ("cup", "car", "fish", "bird", "hat", "balloon", "ball", "umbrella", "sofa", "chair",
            "backpack", "flower", "guitar", "kite")  # fmt: skip


def recolouring(draws: Draws) -> Question:
    """Each colour turns into another: what becomes of the last thing?"""
    count = draws.whole(3, 4)
    before = draws.some(BRIGHT, count)
    after = draws.some([colour for colour in BRIGHT if colour not in before] + before[:2], count)
    while any(one == other for one, other in zip(before, after, strict=True)):
        after = draws.shuffled(after)
    right = draws.whole(0, count - 1)
    *names, last = draws.some(_PAINTED, count + 1)
    pairs = [
        (thing_cell(name, NAMED[old]), thing_cell(name, NAMED[new]))
        for name, old, new in zip(names, before, after, strict=True)
    ]
    shown = examples_shown(draws, pairs, thing_cell(last, NAMED[before[right]]))
    options = [f"{a(colour)} {last}" for colour in after]
    return question_of(ask_rule(draws, shown, count), options, options[right], *shown.pictures)


def kind_to_colour(draws: Draws) -> Question:
    """Grey shapes are painted, each kind in its colour: which colour does the last one get?"""
    count = 3
    kinds, colours = draws.some(SHAPES, count), draws.some(BRIGHT, count + 1)
    right = draws.whole(0, count - 1)
    grey = NAMED["grey"]

    def cell(kind: str, colour: str, size: float, angle: float) -> Cell:
        def draw(canvas: Canvas) -> None:
            with canvas.moved(angle=angle):
                shape(canvas, kind, 0, 0, size, fill=colour, stroke=darker(colour, 0.35))

        return draw

    pairs = []
    for kind, colour in zip(kinds, colours, strict=False):
        size, angle = draws.between(26, 40), draws.jitter(8)
        pairs.append((cell(kind, grey, size, angle), cell(kind, NAMED[colour], size, angle)))
    query = cell(kinds[right], grey, draws.between(22, 42), draws.jitter(12))
    shown = examples_shown(draws, pairs, query)
    options = [f"{a(colour)} {kinds[right]}" for colour in colours[:count]]
    return question_of(ask_rule(draws, shown, count), options, options[right], *shown.pictures)


def toggling(draws: Draws) -> Question:
    """Size, filling or both are swapped: what becomes of the last shape?"""
    right = (draws.chance(0.5), draws.chance(0.5))
    rule = draws.one(((True, False), (False, True), (True, True)))
    start = (right[0] ^ rule[0], right[1] ^ rule[1])
    # The start of the last one is among the examples, so that "always large" would give the same.
    others = draws.some([state for state in _STATES if state != start], 2)
    kinds, colours = draws.some(SHAPES, 4), draws.some(BRIGHT, 4)

    def cell(place: int, state: tuple[bool, bool]) -> Cell:
        colour, (large, filled) = NAMED[colours[place]], state
        fill, stroke = (colour, darker(colour, 0.3)) if filled else ("none", colour)
        return lambda canvas: shape(canvas, kinds[place], 0, 0, 42 if large else 20, fill=fill, stroke=stroke, width=4)

    states = draws.shuffled([start, *others])
    pairs = [(cell(k, s), cell(k, (s[0] ^ rule[0], s[1] ^ rule[1]))) for k, s in enumerate(states)]
    shown = examples_shown(draws, pairs, cell(3, start))
    options = {
        (large, filled): f"a {'large' if large else 'small'} {kinds[3]}, {'filled in' if filled else 'outline only'}"
        for large, filled in _STATES
    }
    return question_of(ask_rule(draws, shown, 3), list(options.values()), options[right], *shown.pictures)


_STATES = ((False, False), (False, True), (True, False), (True, True))


def blending(draws: Draws) -> Question:
    """Of two shapes, the outline of one is taken and the colour of one: what comes of the last two?"""
    outline, colour = draws.one(((0, 1), (1, 0)))
    right_shape, right_colour = draws.whole(0, 1), draws.whole(0, 1)
    count = draws.whole(2, 3)
    deck, inks = draws.shuffled(SHAPES), draws.shuffled(BRIGHT)

    def pair_cell(kinds: list[str], colours: list[str]) -> Cell:
        def draw(canvas: Canvas) -> None:
            for place, x in enumerate((-52, 52)):
                ink = NAMED[colours[place]]
                shape(canvas, kinds[place], x, 0, 33, fill=ink, stroke=darker(ink, 0.3))
            canvas.line(-7, 0, 7, 0, stroke="#777777", width=4)
            canvas.line(0, -7, 0, 7, stroke="#777777", width=4)

        return draw

    def single(kind: str, ink: str) -> Cell:
        return lambda canvas: shape(canvas, kind, 0, 0, 36, fill=NAMED[ink], stroke=darker(NAMED[ink], 0.3))

    pairs = []
    for k in range(count):
        kinds, colours = deck[2 * k : 2 * k + 2], inks[2 * k : 2 * k + 2]
        pairs.append((pair_cell(kinds, colours), single(kinds[outline], colours[colour])))
    kinds, colours = draws.some(SHAPES, 2), draws.some(BRIGHT, 2)
    options = [f"{a(ink)} {kind}" for kind in kinds for ink in colours]
    right = f"{a(colours[right_colour])} {kinds[right_shape]}"
    # The rule reads the shape at `outline` and the colour at `colour`: put the right ones there.
    kinds_in_place = kinds if right_shape == outline else kinds[::-1]
    colours_in_place = colours if right_colour == colour else colours[::-1]
    shown = examples_shown(draws, pairs, pair_cell(kinds_in_place, colours_in_place), aspect=2)
    return question_of(ask_rule(draws, shown, count), options, right, *shown.pictures)


_MOODS: tuple[Mood, ...] = ("happy", "sad", "angry", "surprised")


def mood_to_weather(draws: Draws) -> Question:
    """Each mood has its weather: which goes with the last face?"""
    count = draws.whole(3, 4)
    moods, skies = draws.some(_MOODS, count), draws.some(SKIES, count)
    right = draws.whole(0, count - 1)

    def face(mood: Mood) -> Cell:
        look = clear_look(draws)
        return lambda canvas: head(canvas, 0, 5, 36, look, mood)

    def weather(name: str) -> Cell:
        return lambda canvas: sky(canvas, name, 0, 0, 84)

    pairs = [(face(mood), weather(name)) for mood, name in zip(moods, skies, strict=True)]
    shown = examples_shown(draws, pairs, face(moods[right]))
    options = [f"a {name}" for name in skies]
    return question_of(ask_rule(draws, shown, count), options, options[right], *shown.pictures)


def moving(draws: Draws) -> Question:
    """A token in a box of four fields moves by one rule: where does the last one end?"""
    moves = ((1, 2, 3, 0), (3, 0, 1, 2), (2, 3, 0, 1), (1, 0, 3, 2), (3, 2, 1, 0))
    move, right = draws.one(moves), draws.whole(0, 3)
    tokens, colours = draws.some(_PAINTED, 4), draws.some(BRIGHT, 4)
    tint = draws.one(("#eef3f7", "#f6f1e4", "#f1eef7"))

    def cell(place: int, field: int) -> Cell:
        def draw(canvas: Canvas) -> None:
            canvas.rect(-44, -44, 88, 88, fill=tint, stroke="#555a60", width=2.5)
            canvas.line(-44, 0, 44, 0, stroke="#555a60", width=2.5)
            canvas.line(0, -44, 0, 44, stroke="#555a60", width=2.5)
            x, y = ((-22, -22), (22, -22), (22, 22), (-22, 22))[field]
            thing(canvas, tokens[place], x, y, 36, NAMED[colours[place]])

        return draw

    pairs = [(cell(k, start), cell(k, move[start])) for k, start in enumerate(draws.some(range(4), 3))]
    shown = examples_shown(draws, pairs, cell(3, move.index(right)))
    options = [
        f"The {tokens[3]} is at the {corner}." for corner in ("top left", "top right", "bottom right", "bottom left")
    ]
    return question_of(ask_rule(draws, shown, 3), options, options[right], *shown.pictures)

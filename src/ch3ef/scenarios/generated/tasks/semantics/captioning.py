"""Captioning: which caption fits? A scene is a handful of facts; a grammar says them in five ways."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture
from ch3ef.scenarios.generated.scene.icons import icon
from ch3ef.scenarios.generated.scene.palette import BRIGHT, NAMED, darker
from ch3ef.scenarios.generated.scene.people import Pose, any_look, person
from ch3ef.scenarios.generated.scene.places import beach, meadow, street
from ch3ef.scenarios.generated.scene.things import a, cloud, sun
from ch3ef.scenarios.generated.tasks.semantics.drawing import Field, backdrop, shadow
from ch3ef.scenarios.generated.tasks.semantics.kinds import draw_in, standing

_PLACES: Mapping[str, Callable[..., Canvas]] = {"on a beach": beach, "in a meadow": meadow, "in a street": street}
_WEATHERS = ("in the rain", "in the sunshine", "in falling snow", "at night")
_AIR = {"in the rain": "#98a4b0", "in the sunshine": "#bfe0f5", "in falling snow": "#bcc6d0", "at night": "#1a2754"}
_POSES: Mapping[str, Pose] = {"standing": "standing", "waving": "waving", "sitting": "sitting",
                              "cheering": "arms up", "pointing": "pointing"}  # fmt: skip
_HELD = ("umbrella", "balloon", "rose", "book", "cup", "key", "guitar", "kite")
_ANIMALS = ("dog", "cat", "penguin", "flamingo", "turtle", "crab", "owl")
_THINGS = ("chair", "suitcase", "bicycle", "ball", "lamp", "backpack", "box")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@dataclass(frozen=True, slots=True)
class Scene:
    """The facts of a scene.

    Attributes:
        place: Where it is.
        weather: What the sky does.
        top: Colour of the person's top.
        pose: What the person does.
        held: What the person holds, or None.
        animal: Which animals are there.
        count: How many of them.
        thing: What stands beside the person.
        side: On which side of the person, seen by the viewer.
        thing_colour: Its colour.
    """

    place: str
    weather: str
    top: str
    pose: str
    held: str | None
    animal: str
    count: int
    thing: str
    side: str
    thing_colour: str


def captions(scene: Scene) -> tuple[str, str, str, str, str]:
    """Five true captions; each tells every fact of the scene."""
    who = f"a person in {a(scene.top)} top"
    does = f"holding {a(scene.held)}" if scene.held else scene.pose
    animals = f"{_NUMBERS[scene.count]} {scene.animal}{'' if scene.count == 1 else 's'}"
    thing = f"{a(scene.thing_colour)} {scene.thing}"
    where, when, side = scene.place, scene.weather, f"to the {scene.side}"
    return (
        f"{who.capitalize()} is {does} {where} {when}, with {thing} {side} and {animals} in front.",
        f"{when.capitalize()}, {who} is {does} {where}; {thing} is {side}, and {animals} can be seen in front.",
        f"{animals.capitalize()} {where} {when}, and behind, {who} {does}, with {thing} {side} of the person.",
        f"A scene {where} {when}: {who} is {does}, {thing} stands {side}, and in front there {_be(scene.count)} {animals}.",
        f"With {thing} {side} and {animals} in front, {who} is {does} {where} {when}.",
    )


def _drawn_scene(draws: Draws) -> Scene:
    return Scene(
        draws.one(tuple(_PLACES)), draws.one(_WEATHERS), draws.one(BRIGHT), draws.one(tuple(_POSES)),
        draws.one(_HELD) if draws.chance(0.4) else None, draws.one(_ANIMALS), draws.whole(1, 4), draws.one(_THINGS),
        draws.one(("left", "right")), draws.one(BRIGHT),
    )  # fmt: skip


def scene_caption(draws: Draws) -> Question:
    """The captions differ in one fact of a scene."""
    values: Mapping[str, Sequence[object]] = {
        "weather": _WEATHERS, "top": BRIGHT, "pose": tuple(_POSES), "held": _HELD, "animal": _ANIMALS, "count": (1, 2, 3, 4, 5),
        "thing": _THINGS, "thing_colour": BRIGHT,
    }  # fmt: skip
    fact = draws.one(tuple(values))
    base = _drawn_scene(draws)
    if fact == "pose":
        base = replace(base, held=None)
    others = [replace(base, **{fact: value}) for value in draws.some(values[fact], 4)]  # type: ignore[arg-type]
    return _of_scenes(draws, others)


def _of_scenes(draws: Draws, others: Sequence[Scene]) -> Question:
    scene, way = draws.one(others), draws.whole(0, 4)
    options = [captions(other)[way] for other in others]
    return _captioned(draws, options, captions(scene)[way], _drawn(draws, scene), captions(scene))


def _captioned(
    draws: Draws, options: Sequence[str], right: str, picture: Picture, references: Sequence[str]
) -> Question:
    """Which caption fits? The references are all true ones."""
    question = draws.one(("Which caption fits the picture?", "Which of these descriptions is true of the picture?",
                          "Choose the caption that matches the picture.", "Which sentence describes the scene correctly?",
                          "Which caption belongs to this picture?", "Only one caption is right in every detail. Which one?",
                          "How should this picture be captioned?", "Which of the captions has no mistake?"))  # fmt: skip
    return replace(question_of(question, options, right, picture), details={"references": references})


def details_caption(draws: Draws, low: int, high: int) -> Question:
    """Each caption has a detail of its own, the number of animals among these: all of them are to be checked."""
    base = replace(_drawn_scene(draws), count=draws.whole(low, high))
    turned: dict[str, object] = {
        "count": base.count + draws.one((-1, 1)), "side": "left" if base.side == "right" else "right",
        "thing_colour": draws.one([colour for colour in BRIGHT if colour != base.thing_colour]),
        "top": draws.one([colour for colour in BRIGHT if colour != base.top]),
        "thing": draws.one([thing for thing in _THINGS if thing != base.thing]),
        "animal": draws.one([animal for animal in _ANIMALS if animal != base.animal]),
    }  # fmt: skip
    # One of the four is drawn as the scene; the others differ from it in two details, and from `base` in one.
    return _of_scenes(draws, [replace(base, **{fact: turned[fact]}) for fact in draws.some(turned, 4)])  # type: ignore[arg-type]


def _two_by_two(draws: Draws, one: int, two: int) -> tuple[list[tuple[int, int]], tuple[int, int]]:
    """Pairs of numbers that differ by one in either place, and the right one of them."""
    pairs = [(one + i, two + j) for i in (0, 1) for j in (0, 1)]
    return pairs, draws.one(pairs)


def two_counts_caption(draws: Draws, field: Field, low: int, high: int, others: int) -> Question:
    """Two kinds of animals, perhaps among others like them: the captions differ by one in either number."""
    # All of a colour; the last is never counted.
    # Dials: the field, the fewest and most of each of two kinds of animals, and how many others like them there are.
    *kinds, near = draws.one((("camel", "goat", "cat", "deer"), ("crab", "lobster", "ladybird", "shrimp"), ("shark", "seal", "elephant", "koala"),
                              ("lizard", "crocodile", "beetle", "frog"), ("eagle", "owl", "horse", "goose")))  # fmt: skip
    first, second, third = draws.shuffled(kinds)
    numbers, right = _two_by_two(draws, *(draws.whole(low, high - 1) for _ in range(2)))
    canvas = backdrop(draws, *field.size)
    shown = draws.shuffled([first] * right[0] + [second] * right[1] + [draws.one((third, near)) for _ in range(others)])
    # In a crowd they lie a little over each other.
    size, jitter = (1.1, 0.2) if others else (0.77, 0.12)
    for name, (x, y) in zip(shown, field.spots(draws, len(shown), jitter), strict=True):
        icon(canvas, name, x, y, field.cell * size * draws.between(0.91, 1.09), mirrored=draws.chance(0.5))

    def said(of: tuple[int, int]) -> tuple[str, ...]:
        here, there, more = f"{of[0]} {first}s", f"{of[1]} {second}s", ", among others" * bool(others)
        return (f"A picture of {here} and {there}{more}.", f"{here} are here, and {there} too{more}.", f"{here} and {there} in one picture{more}.",
                f"A crowd: {here}, {there}{more}.", f"There are {there} in the picture, and {here}{more}.")  # fmt: skip

    return _said(draws, said, numbers, right, canvas)


T = TypeVar("T")


def _said(draws: Draws, said: Callable[[T], tuple[str, ...]], cases: Sequence[T], right: T, canvas: Canvas) -> Question:
    """Which caption fits, of those for some cases? All are worded alike."""
    way = draws.whole(0, 4)
    return _captioned(draws, [said(case)[way] for case in cases], said(right)[way], canvas.picture(), said(right))


def net_caption(draws: Draws, most: int) -> Question:
    """A net of meshes: the captions differ by one in how many there are side by side, and one below the other."""
    sizes, right = _two_by_two(draws, draws.whole(most - most // 3, most - 1), draws.whole(most // 2, most - most // 4))
    cell = min(60.0, 900 / most)
    canvas = backdrop(draws, max(448, round(cell * right[0]) + 60), max(448, round(cell * right[1]) + 60))
    colour = NAMED[draws.one(("red", "blue", "green", "purple", "brown", "black"))]
    # The lines are not evenly apart: they are to be counted.
    xs, ys = (
        [sum(gaps[:k]) for k in range(len(gaps) + 1)]
        for gaps in ([cell * draws.between(0.65, 1.3) for _ in range(n)] for n in right)
    )
    left, top = (canvas.width - xs[-1]) / 2, (canvas.height - ys[-1]) / 2
    for x in xs:
        canvas.line(left + x, top, left + x, top + ys[-1], stroke=colour, width=2)
    for y in ys:
        canvas.line(left, top + y, left + xs[-1], top + y, stroke=colour, width=2)

    def said(of: tuple[int, int]) -> tuple[str, ...]:
        return (f"A net {of[0]} meshes wide and {of[1]} meshes high.", f"{of[1]} rows of {of[0]} meshes each.",
                f"Meshes in {of[0]} columns and {of[1]} rows.", f"A net of meshes: {of[0]} across, {of[1]} down.",
                f"{of[0]} meshes side by side, and {of[1]} one below the other.")  # fmt: skip

    return _said(draws, said, sizes, right, canvas)


def beads_caption(draws: Draws, run_count: int, low: int, most: int) -> Question:
    """A winding string of beads: the captions tell how many of one colour follow each other, and differ in two of these numbers."""
    # Dials: runs of beads of one colour, and the fewest and most beads of a run.
    colours = draws.some(("red", "blue", "yellow", "green"), 2)
    base = [draws.whole(low, most) for _ in range(run_count)]
    at = draws.some(range(run_count), 2)
    pairs, pair = _two_by_two(draws, *(base[place] for place in at))
    per_row, r = (12, 15.0) if run_count < 8 else (30, 12.0)
    runs = list(base)
    runs[at[0]], runs[at[1]] = pair
    row = [colours[k % 2] for k, count in enumerate(runs) for _ in range(count)]
    high = -(-len(row) // per_row)
    canvas = backdrop(draws, max(448, round(per_row * 2.3 * r) + 50), max(448, round(high * 4 * r) + 60))
    top = canvas.height / 2 - 2 * r * (high - 1)
    spots = [(25 + 2.3 * r * ((k % per_row if k // per_row % 2 == 0 else per_row - 1 - k % per_row) + 0.5),
              top + 4 * r * (k // per_row) + 5 * math.sin(0.9 * k)) for k in range(len(row))]  # fmt: skip
    canvas.polyline(spots, stroke="#5b6168", width=3)
    for (x, y), colour in zip(spots, row, strict=True):
        canvas.circle(x, y, r, fill=NAMED[colour], stroke=darker(NAMED[colour]), width=1.5)

    def said(of: tuple[int, int]) -> tuple[str, ...]:
        told = list(base)
        told[at[0]], told[at[1]] = of
        listed = ", ".join(f"{count} {colours[k % 2]}" for k, count in enumerate(told))
        return (f"Along the string from the top left: {listed}.", f"Beads on a string, from the top left: {listed}.",
                f"A string of beads that begins at the top left: {listed}.", f"From the top left along the string, there are {listed}.",
                f"The beads from the top left on: {listed}.")  # fmt: skip

    return _said(draws, said, pairs, pair, canvas)


def crowd_caption(draws: Draws, crowd: Field) -> Question:
    """A crowd: the captions tell how many wear one colour and how many another, and differ by one."""
    people = round(0.9 * crowd.columns * crowd.rows)
    first, second, *others = draws.some(("red", "orange", "yellow", "green", "blue", "purple", "pink", "brown"), 4)
    numbers, right = _two_by_two(draws, *(draws.whole(people // 4, people // 3) for _ in range(2)))
    tops = draws.shuffled(
        [first] * right[0] + [second] * right[1] + [draws.one(others) for _ in range(people - sum(right))]
    )
    canvas = meadow(draws, crowd.size[0], crowd.size[1] + 60, 0.2)
    # Whoever stands nearer is drawn later.
    for top, (x, y) in zip(tops, sorted(crowd.spots(draws, people, 0.25), key=lambda spot: spot[1]), strict=True):
        person(
            canvas, x, y + 0.5 * crowd.cell + 50, 1.5 * crowd.cell, any_look(draws, top=top), mirrored=draws.chance(0.5)
        )

    def said(of: tuple[int, int]) -> tuple[str, ...]:
        return (f"A crowd in which {of[0]} people wear {first} and {of[1]} wear {second}.", f"{of[0]} tops are {first} and {of[1]} are {second}.",
                f"People on a meadow, {of[0]} of them in {first} and {of[1]} in {second}.",
                f"In the crowd there are {of[1]} people in {second} and {of[0]} in {first}.",
                f"{of[1]} of these people have {second} tops, {of[0]} have {first} ones.")  # fmt: skip

    return _said(draws, said, numbers, right, canvas)


def _be(count: int) -> str:
    return "is" if count == 1 else "are"


def _drawn(draws: Draws, scene: Scene) -> Picture:
    canvas = _PLACES[scene.place](draws, 576, 512, air=_AIR[scene.weather])
    _sky(draws, canvas, scene.weather)
    x = 288 + draws.jitter(30)
    y = 400.0
    shadow(canvas, x, y, 100)
    pose: Pose = "holding" if scene.held else _POSES[scene.pose]
    aside = scene.side == "left"
    if pose == "sitting":
        canvas.rect(x - 34, y - 34, 62, 34, fill="#8f6b4a", radius=6, stroke="#6b4a2f", width=3)
    hand = person(canvas, x, y, 200, any_look(draws, top=scene.top), pose=pose, mirrored=not aside,
                  mood=draws.one(("happy", "neutral")))  # fmt: skip
    if scene.held:
        size = 84 if scene.held in ("umbrella", "balloon", "kite", "guitar") else 50
        draw_in(draws, canvas, scene.held, standing(hand[0], hand[1] + 14, size))
    beside = x + (-1 if aside else 1) * 150
    shadow(canvas, beside, y + 4, 96)
    draw_in(draws, canvas, scene.thing, standing(beside, y + 4, 112), colour=NAMED[scene.thing_colour])
    step, wide = (100.0, 74.0) if scene.count <= 5 else (540 / scene.count, 0.9 * 540 / scene.count)
    for k in range(scene.count):
        at = 288 + (k - (scene.count - 1) / 2) * step + draws.jitter(6)
        shadow(canvas, at, 492, 0.9 * wide)
        draw_in(draws, canvas, scene.animal, standing(at, 492 + draws.jitter(4), wide))
    _falling(draws, canvas, scene.weather)
    return canvas.picture()


def _sky(draws: Draws, canvas: Canvas, weather: str) -> None:
    if weather == "in the sunshine":
        sun(canvas, draws.between(60, 510), 58, 46)
        return
    if weather == "at night":
        canvas.rect(0, 0, canvas.width, canvas.height, fill="#16224a", opacity=0.3)
        canvas.path("M500 14a34 34 0 1 0 30 52a30 30 0 0 1 -30 -52z", fill="#fdf3c4")
        for _ in range(14):
            canvas.circle(draws.between(20, 430), draws.between(8, 104), draws.between(1.5, 3), fill="#fdf3c4")
        return
    for k in range(4):
        cloud(canvas, 80 + 140 * k + draws.jitter(20), 52 + draws.jitter(14), 56,
              "#6b7682" if weather == "in the rain" else "#eef2f5")  # fmt: skip


def _falling(draws: Draws, canvas: Canvas, weather: str) -> None:
    for _ in range(70 if weather in ("in the rain", "in falling snow") else 0):
        x, y = draws.between(8, 568), draws.between(100, 500)
        if weather == "in the rain":
            canvas.line(x, y, x - 4, y + 15, stroke="#4f86b8", width=2, opacity=0.8)
        else:
            canvas.circle(x, y, draws.between(2.5, 4.5), fill="#ffffff", stroke="#a9b8c6", width=0.8)


FORMS: Sequence[Form] = (
    scene_caption,
    graded(details_caption, {1: (1, 3)}),
    graded(two_counts_caption, {1: (Field(5, 3, 100), 2, 6, 0), 2: (Field(20, 15, 48), 22, 34, 180), 3: (Field(23, 17, 42), 28, 40, 260)}),
    graded(net_caption, {1: 6, 2: 58, 3: 70}),
    graded(beads_caption, {1: (3, 2, 5), 2: (24, 8, 20), 3: (28, 10, 24)}),
    graded(crowd_caption, {2: Field(17, 8, 49), 3: Field(22, 11, 42)}),
)  # fmt: skip

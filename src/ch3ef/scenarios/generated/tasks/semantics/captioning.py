"""Captioning: which caption fits? A scene is a handful of facts; a grammar says them in five ways."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture
from ch3ef.scenarios.generated.scene.palette import BRIGHT, NAMED
from ch3ef.scenarios.generated.scene.people import Pose, any_look, person
from ch3ef.scenarios.generated.scene.things import a, cloud, sun
from ch3ef.scenarios.generated.tasks.semantics.drawing import Field, ask, backdrop, beach, meadow, shadow, street
from ch3ef.scenarios.generated.tasks.semantics.kinds import around, draw_in, standing

_PLACES = {"on a beach": beach, "in a meadow": meadow, "in a street": street}
_WEATHERS = ("in the rain", "in the sunshine", "in falling snow", "at night")
_AIR = {"in the rain": "#98a4b0", "in the sunshine": "#bfe0f5", "in falling snow": "#bcc6d0", "at night": "#1a2754"}
_POSES: Mapping[str, Pose] = {"standing": "standing", "waving": "waving", "sitting": "sitting",
                              "cheering": "arms up", "pointing": "pointing"}  # fmt: skip
_HELD = ("umbrella", "balloon", "flower", "book", "cup", "key", "guitar", "kite")
_ANIMALS = ("dog", "cat", "penguin", "flamingo", "turtle", "crab", "owl")
_THINGS = ("chair", "suitcase", "bicycle", "ball", "lamp", "drum", "backpack", "box")
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


def _scene_and_others(draws: Draws, fact: str) -> tuple[Scene, list[Scene]]:
    """The scene that a form shows, and the four on offer, which differ in one fact."""
    base = Scene(
        draws.one(tuple(_PLACES)), draws.one(_WEATHERS), draws.one(BRIGHT), draws.one(tuple(_POSES)),
        draws.one(_HELD) if fact == "held" or (fact != "pose" and draws.chance(0.35)) else None, draws.one(_ANIMALS),
        draws.whole(1, 4), draws.one(_THINGS), draws.one(("left", "right")), draws.one(BRIGHT),
    )  # fmt: skip
    values: Sequence[object] = {
        "weather": _WEATHERS, "top": BRIGHT, "pose": tuple(_POSES), "held": _HELD, "animal": _ANIMALS,
        "count": (1, 2, 3, 4, 5), "thing": _THINGS, "thing_colour": BRIGHT, "place": tuple(_PLACES), "side": (),
    }[fact]  # fmt: skip
    if fact == "side":
        # Two sides and two places make four.
        places = draws.some(tuple(_PLACES), 2)
        others = [replace(base, side=side, place=place) for side in ("left", "right") for place in places]
    elif fact == "place":
        others = [replace(base, place=place) for place in draws.some(tuple(_PLACES), 3)]
    else:
        others = [replace(base, **{fact: value}) for value in draws.some(values, 4)]  # type: ignore[arg-type]
    return draws.one(others), others


def _question(draws: Draws, fact: str) -> Question:
    scene, others = _scene_and_others(draws, fact)
    way = draws.whole(0, 4)
    options = [captions(other)[way] for other in others]
    return _captioned(draws, options, captions(scene)[way], _drawn(draws, scene), captions(scene))


def _captioned(
    draws: Draws, options: Sequence[str], right: str, picture: Picture, references: Sequence[str]
) -> Question:
    """Which caption fits? The references are all true ones."""
    question = ask(draws, "Which caption fits the picture?", "Which of these descriptions is true of the picture?",
                   "Choose the caption that matches the picture.", "Which sentence describes the scene correctly?",
                   "Which caption belongs to this picture?", "Only one caption is right in every detail. Which one?",
                   "How should this picture be captioned?", "Which of the captions has no mistake?")  # fmt: skip
    return replace(question_of(question, options, right, picture), details={"references": references})


def weather_caption(draws: Draws) -> Question:
    """The captions differ in the weather."""
    return _question(draws, "weather")


def clothes_caption(draws: Draws) -> Question:
    """The captions differ in the colour of a top."""
    return _question(draws, "top")


def pose_caption(draws: Draws) -> Question:
    """The captions differ in what a person does."""
    return _question(draws, "pose")


def held_caption(draws: Draws) -> Question:
    """The captions differ in what a person holds."""
    return _question(draws, "held")


def animal_caption(draws: Draws) -> Question:
    """The captions differ in the kind of animal."""
    return _question(draws, "animal")


def count_caption(draws: Draws) -> Question:
    """The captions differ in how many animals there are."""
    return _question(draws, "count")


def thing_caption(draws: Draws) -> Question:
    """The captions differ in the thing beside the person."""
    return _question(draws, "thing")


def side_caption(draws: Draws) -> Question:
    """The captions differ in the side on which a thing stands, and in the place."""
    return _question(draws, "side")


def place_caption(draws: Draws) -> Question:
    """The captions differ in the place."""
    return _question(draws, "place")


def details_caption(draws: Draws, count: tuple[int, int]) -> Question:
    """Each caption has a detail of its own, the number of animals among these: all of them are to be checked."""
    base, _ = _scene_and_others(draws, "top")
    number = draws.whole(*count)
    turned: dict[str, object] = {
        "count": number + draws.one((-1, 1)), "side": "left" if base.side == "right" else "right",
        "thing_colour": draws.one([colour for colour in BRIGHT if colour != base.thing_colour]),
        "top": draws.one([colour for colour in BRIGHT if colour != base.top]),
        "thing": draws.one([thing for thing in _THINGS if thing != base.thing]),
        "animal": draws.one([animal for animal in _ANIMALS if animal != base.animal]),
    }  # fmt: skip
    # One of the four is drawn as the scene; the others differ from it in two details, and from `base` in one.
    facts = draws.some(turned, 4)
    scenes = [replace(base, **{"count": number, fact: turned[fact]}) for fact in facts]  # type: ignore[arg-type]
    scene, way = draws.one(scenes), draws.whole(0, 4)
    options = [captions(other)[way] for other in scenes]
    return _captioned(draws, options, captions(scene)[way], _drawn(draws, scene), captions(scene))


class Flock(NamedTuple):
    """Dials: the field, and the fewest and most of each of two kinds of animals."""

    field: Field
    low: int
    high: int


def two_counts_caption(draws: Draws, flock: Flock) -> Question:
    """Two kinds of animals, many of each: the captions differ by one in either number."""
    first, second = draws.some(("dog", "cat", "penguin", "flamingo", "turtle", "crab", "owl", "duck"), 2)
    one, two = draws.whole(flock.low, flock.high - 1), draws.whole(flock.low, flock.high - 1)
    numbers = [(one + i, two + j) for i in (0, 1) for j in (0, 1)]
    right = draws.one(numbers)
    canvas = backdrop(draws, *flock.field.size)
    for place, (x, y) in enumerate(flock.field.spots(draws, sum(right))):
        name = first if place < right[0] else second
        draw_in(
            draws, canvas, name, standing(x, y + 0.4 * flock.field.cell, flock.field.cell * draws.between(0.72, 0.84))
        )

    def said(of: tuple[int, int]) -> tuple[str, ...]:
        here, there = f"{of[0]} {first}s", f"{of[1]} {second}s"
        return (f"A picture of {here} and {there}.", f"{here} are here, and {there} too.",
                f"{here} and {there} stand about.", f"A crowd: {here}, {there}.",
                f"There are {there} in the picture, and {here}.")  # fmt: skip

    way = draws.whole(0, 4)
    return _captioned(draws, [said(of)[way] for of in numbers], said(right)[way], canvas.picture(), said(right))


def _swapped(draws: Draws, row: Sequence[str]) -> list[list[str]]:
    """Four orders of a row, in each of which two neighbours are swapped."""
    return [[*row[:k], row[k + 1], row[k], *row[k + 2 :]] for k in draws.some(range(len(row) - 1), 4)]


def order_caption(draws: Draws, length: int) -> Question:
    """A row of things: the captions name them from left to right, and differ in which neighbours are swapped."""
    pool = ("cup", "bottle", "book", "ball", "clock", "lamp", "umbrella", "cake", "apple", "pear", "chair", "drum",
            "guitar", "backpack", "suitcase", "strawberry", "pineapple", "owl", "penguin", "crab", "kite", "balloon", "flower", "lemon")  # fmt: skip
    row = draws.some(pool, length)
    orders = _swapped(draws, row)
    right = draws.one(orders)
    cell = min(120.0, 960 / length)
    canvas = backdrop(draws, round(cell * length) + 40, 448)
    canvas.rect(0, 300, canvas.width, 148, fill=draws.one(("#b98a5a", "#8f6b4a", "#a8764a", "#9aa3a8")))
    for k, name in enumerate(right):
        draw_in(
            draws,
            canvas,
            name,
            standing(20 + cell * (k + 0.5), 330 + draws.jitter(14), cell * draws.between(0.7, 0.84)),
        )

    def said(names: Sequence[str]) -> tuple[str, ...]:
        forth, back = ", ".join(map(a, names)), ", ".join(map(a, reversed(names)))
        return (f"From left to right: {forth}.", f"In a row, from left to right, {forth}.",
                f"A row of things: {forth}, seen from the left.", f"From right to left: {back}.",
                f"A row of things: {back}, seen from the right.")  # fmt: skip

    way = draws.whole(0, 4)
    return _captioned(draws, [said(names)[way] for names in orders], said(right)[way], canvas.picture(), said(right))


def colours_caption(draws: Draws, length: int) -> Question:
    """A row of one thing in colours: the captions name these in order, and differ in which neighbours are swapped."""
    thing = draws.one(("balloon", "kite", "cup", "hat", "book", "umbrella", "ball"))
    row: list[str] = []
    while len(row) < length:
        row.append(draws.one([colour for colour in BRIGHT if not row or colour != row[-1]]))
    orders = _swapped(draws, row)
    right = draws.one(orders)
    cell = min(110.0, 980 / length)
    canvas = backdrop(draws, max(448, round(cell * length) + 40), 448)
    left = (canvas.width - cell * length) / 2
    for k, colour in enumerate(right):
        x, y = left + cell * (k + 0.5), 224 + draws.jitter(60)
        draw_in(draws, canvas, thing, around(x, y, cell * draws.between(0.66, 0.84)), colour=NAMED[colour])

    def said(colours: Sequence[str]) -> tuple[str, ...]:
        listed = ", ".join(colours)
        return (f"{thing.capitalize()}s from left to right: {listed}.", f"{length} {thing}s, from left to right {listed}.",
                f"A row of {thing}s: {listed}, seen from the left.", f"{length} {thing}s in a row: {listed}.",
                f"The {thing}s are, from the left, {listed}.")  # fmt: skip

    way = draws.whole(0, 4)
    return _captioned(
        draws, [said(colours)[way] for colours in orders], said(right)[way], canvas.picture(), said(right)
    )


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
    weather_caption, clothes_caption, pose_caption, held_caption, animal_caption, count_caption, thing_caption,
    side_caption, place_caption,
    graded(details_caption, {2: (3, 6)}),
    graded(two_counts_caption, {2: Flock(Field(9, 7, 66), 12, 22), 3: Flock(Field(16, 11, 58), 40, 70)}),
    graded(order_caption, {2: 12, 3: 20}),
    graded(colours_caption, {2: 18, 3: 32}),
)  # fmt: skip

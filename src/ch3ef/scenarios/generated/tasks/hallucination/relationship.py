"""Relationship: do things and people stand to each other as the question has it? Item: they do not; twin: they do."""

from __future__ import annotations

from ch3ef.scenarios.generated.contrasts import contrast
from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Contrast
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture
from ch3ef.scenarios.generated.scene.palette import BRIGHT, NAMED
from ch3ef.scenarios.generated.scene.people import any_look, person
from ch3ef.scenarios.generated.scene.rooms import (
    LIVELY,
    OPEN_AIR,
    PLACES,
    ROOMS,
    WOODS,
    beach,
    colour_for,
    garden,
    park,
    put,
)
from ch3ef.scenarios.generated.scene.things import SMALL, a
from ch3ef.scenarios.generated.tasks.hallucination.drawing import bench, big_table, lounge


def under_the_table(draws: Draws) -> Contrast:
    """Is the cat under the table?"""
    pet = draws.one(("cat", "dog", "bird", "ball", "backpack", "suitcase"))
    asked = draws.one(("under", "on"))
    beside = draws.some(("book", "hat", "cup", "bottle"), 2)

    def scene(d: Draws, case: int) -> Picture:
        c = lounge(d)
        x, tint = 270 + d.jitter(24), colour_for(d, pet)
        tints = {thing: d.one(LIVELY) for thing in beside}
        big_table(c, x, 470, 330, 148, d.one(WOODS))
        is_under = (case > 1) == (asked == "under")
        y = 466 if is_under else 314
        put(c, pet, x - 50, y, 100, tint)
        put(c, beside[case % 2], x + 56, y, 62, tints[beside[case % 2]])
        return c.picture()

    other = "on" if asked == "under" else "under"
    question = draws.one((f"Is the {pet} {asked} the table?", f"I see {a(pet)} {asked} the table, don't I?",
                          f"Can the {pet} be found {asked} the table?"))  # fmt: skip
    denials = [f"No, it is {other} it, near {a(thing)}." for thing in beside]
    answers = [f"Yes, it is {asked} it, near {a(thing)}." for thing in beside]
    return contrast(draws, question, denials, answers, scene, paired=True)


def who_holds_it(draws: Draws) -> Contrast:
    """Is it the one in red who holds the balloon?"""
    thing, *others = draws.some(("balloon", "umbrella", "flower", "book", "cup", "bottle", "guitar"), 3)
    asked, second = draws.some(BRIGHT, 2)
    place = draws.one((*OPEN_AIR, *ROOMS))

    def scene(d: Draws, case: int) -> Picture:
        stage = place(d)
        order, size = d.shuffled((160, 410)), 300 if place in ROOMS else 240
        holds = {asked: thing, second: others[case % 2]} if case > 1 else {second: thing, asked: others[case % 2]}
        tints = {each: colour_for(d, each) for each in (thing, *others)}
        for x, top in zip(order, (asked, second), strict=True):
            look = any_look(d, top=top)
            hx, hy = person(stage.canvas, x, stage.ground, size, look, pose="holding", mood="happy")
            _held(stage.canvas, holds[top], hx, hy, tints[holds[top]])
            stage.canvas.circle(hx, hy, 0.0375 * size, fill=look.skin)
        return stage.canvas.picture()

    question = draws.one((f"Does the person in {asked} hold the {thing}?", f"Is the {thing} held by the one in {asked}?",
                          f"Is it the one in {asked} who has the {thing}?"))  # fmt: skip
    denials = [f"No, the one in {asked} holds {a(each)}." for each in others]
    answers = [f"Yes, the one in {second} holds {a(each)}." for each in others]
    return contrast(draws, question, denials, answers, scene, paired=True)


def _held(c: Canvas, thing: str, x: float, y: float, colour: str) -> None:
    tall = thing in ("balloon", "umbrella")
    put(c, thing, x + 4, y + {"guitar": 44, "book": 13, "cup": 12, "bottle": 13}.get(thing, 9),
        112 if tall or thing == "guitar" else 66, colour)  # fmt: skip


def left_or_right(draws: Draws) -> Contrast:
    """Is the dog left of the bench?"""
    pet, second = draws.some(("dog", "cat", "bicycle", "suitcase", "umbrella"), 2)
    side, other = draws.some(("left", "right"), 2)
    place, seats = draws.one((park, garden, beach)), draws.some(("hat", "book", "backpack", "ball", "bottle"), 2)

    def scene(d: Draws, case: int) -> Picture:
        stage = place(d)
        c, x, paint = stage.canvas, 320 + d.jitter(20), d.one(("red", "blue", "green", "brown"))
        tints = {each: colour_for(d, each) for each in (pet, second, *seats)}
        bench(c, x, 462, 230, NAMED[paint])
        at = (side if case > 1 else other) == "left"
        put(c, pet, 92 if at else 548, 474, 112, tints[pet])
        put(c, second, 548 if at else 92, 474, 112, tints[second])
        put(c, seats[case % 2], x + d.jitter(50), 462 - 55, 58, tints[seats[case % 2]])
        return c.picture()

    name = PLACES[place][0]
    question = draws.one((f"Is the {pet} on the {side} side of the bench?", f"In the {name}, is the {pet} {side} of the bench?",
                          f"Seen from here, is the {pet} to the {side} of the bench?"))  # fmt: skip
    denials = [f"No, it is {other} of it, with {a(seat)} on the bench." for seat in seats]
    answers = [f"Yes, it is {side} of it, with {a(seat)} on the bench." for seat in seats]
    return contrast(draws, question, denials, answers, scene, paired=True)


def before_or_behind(draws: Draws) -> Contrast:
    """Does the car stand in front of the house?"""
    thing = draws.one(("car", "bus", "bicycle", "tree"))
    ways = draws.some(("in front of", "behind"), 2)
    walls, place = draws.some(("yellow", "orange", "pink", "blue", "white"), 2), draws.one((park, garden))

    def scene(d: Draws, case: int) -> Picture:
        c = place(d).canvas
        x, tint, shift = 320 + d.jitter(30), colour_for(d, thing), d.one((-1, 1))
        wall, way = walls[case % 2], ways[0] if case > 1 else ways[1]
        back = way == "behind"
        tint = tint if thing == "tree" else d.one([name for name in LIVELY if name not in walls])
        box = {"tree": 250, "bus": 330, "car": 280, "bicycle": 230}[thing]
        if back:
            put(c, thing, x + shift * 150, 424, box if thing == "tree" else 0.72 * box, tint)
        put(c, "house", x, 440, 260, wall)
        if not back:
            put(c, thing, x + shift * 110, 486, 0.85 * box, tint)
        return c.picture()

    question = draws.one((f"Is the {thing} {ways[0]} the house?", f"Does the {thing} stand {ways[0]} the house?",
                          f"Is there {a(thing)} {ways[0]} the house with the brown roof?"))  # fmt: skip
    denials = [f"No, it is {ways[1]} the {wall} house." for wall in walls]
    return contrast(
        draws, question, denials, [f"Yes, it is {ways[0]} the {wall} house." for wall in walls], scene, paired=True
    )


def between_two(draws: Draws) -> Contrast:
    """Does the lamp stand between two others?"""
    place = draws.one(ROOMS)
    asked, one, other = draws.some([thing for thing in SMALL if thing != "box"], 3)

    def scene(d: Draws, case: int) -> Picture:
        stage = place(d)
        row = ((asked, one, other), (one, other, asked), (one, asked, other), (other, asked, one))[case]
        tints = {thing: colour_for(d, thing) for thing in (asked, one, other)}
        for thing, x in zip(row, (160, 320, 480), strict=True):
            put(stage.canvas, thing, x + d.jitter(16), 300, d.between(88, 106), tints[thing])
        return stage.canvas.picture()

    name, surface = PLACES[place]
    question = draws.one((
        f"Does the {asked} stand between the {one} and the {other}?",
        f"On the {surface}, is the {asked} between the {one} and the {other}?",
        f"Is the {asked} in the {name} in the middle, between {one} and {other}?",
    ))  # fmt: skip
    denials = ("No, it is at the left end.", "No, it is at the right end.")
    answers = (f"Yes, with the {one} to the left.", f"Yes, with the {other} to the left.")
    return contrast(draws, question, denials, answers, scene)


def on_the_seat(draws: Draws) -> Contrast:
    """Does somebody sit on the bench, or stand beside it?"""
    place, top = draws.one((park, garden, beach)), draws.one(BRIGHT)
    asked, real = draws.some(("sitting on", "standing next to"), 2)
    held = draws.some(("balloon", "umbrella", "dog", "bicycle", "cat"), 2)

    def scene(d: Draws, case: int) -> Picture:
        stage = place(d)
        c, paint, look = stage.canvas, d.one(("red", "blue", "green", "brown")), any_look(d, top=top)
        thing = held[case % 2]
        bench(c, 390, 462, 250, NAMED[paint])
        if (asked if case > 1 else real) == "sitting on":
            person(c, 370 + d.jitter(40), 466, 260, look, pose="sitting", mood="happy")
        else:
            person(c, 196 + d.jitter(10), 476, 260, look, mood="happy")
        put(c, thing, 90, 476, 110, colour_for(d, thing))
        return c.picture()

    word = {"sitting on": "sits", "standing next to": "stands"}
    question = draws.one((f"Is the person in {top} {asked} the bench?", f"Do you see somebody in {top} {asked} the bench?",
                          f"In the {PLACES[place][0]}, is the one in {top} {asked} a bench?"))  # fmt: skip
    denials = [f"No, the person {word[real]}. At the left is {a(thing)}." for thing in held]
    answers = [f"Yes, the person {word[asked]}. At the left is {a(thing)}." for thing in held]
    return contrast(draws, question, denials, answers, scene, paired=True)


def pointing_at(draws: Draws) -> Contrast:
    """At which of two things does somebody point?"""
    asked, other = draws.some(("house", "tree", "boat", "bicycle", "dog", "balloon", "car"), 2)
    place, top = draws.one((park, garden, beach)), draws.one(BRIGHT)

    def scene(d: Draws, case: int) -> Picture:
        stage = place(d)
        c, look, tints = stage.canvas, any_look(d, top=top), [colour_for(d, thing) for thing in (asked, other)]
        asked_left = case % 2 == 0
        at_left = asked_left == (case > 1)
        for thing, tint, left in ((asked, tints[0], asked_left), (other, tints[1], not asked_left)):
            put(c, thing, 108 if left else 532, 452, 165, tint)
        person(c, 320, 476, 290, look, pose="pointing", mood="happy", mirrored=at_left)
        return c.picture()

    question = draws.one((f"Is the person in {top} pointing at the {asked}?", f"Does the one in {top} point to the {asked}?",
                          f"Somebody in {top} points at something. Is it the {asked}?"))  # fmt: skip
    denials = [f"No, at the {other}, on the {side}." for side in ("right", "left")]
    answers = [f"Yes, at the {asked}, on the {side}." for side in ("left", "right")]
    return contrast(draws, question, denials, answers, scene)

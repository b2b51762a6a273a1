"""Attribute: is a thing as the question has it? Item: it is not; twin: it is."""

from __future__ import annotations

from ch3ef.scenarios.generated.contrasts import contrast
from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Contrast
from ch3ef.scenarios.generated.scene.canvas import Picture
from ch3ef.scenarios.generated.scene.palette import BRIGHT, darker
from ch3ef.scenarios.generated.scene.people import Mood, any_look, person
from ch3ef.scenarios.generated.scene.rooms import (
    LIVELY,
    OPEN_AIR,
    PLACES,
    ROOMS,
    colour_for,
    garden,
    park,
    put,
)
from ch3ef.scenarios.generated.scene.things import SMALL, a
from ch3ef.scenarios.generated.tasks.hallucination.drawing import glass, lounge, patterned


def colour_of_furniture(draws: Draws) -> Contrast:
    """Is the sofa, chair or table green?"""
    piece = draws.one(("sofa", "table", "box", "suitcase"))
    asked, real = draws.some(LIVELY, 2)
    pets = draws.some(("cat", "dog", "bird", "hat", "book"), 2)

    def scene(d: Draws, case: int) -> Picture:
        c = lounge(d)
        x, colour, shade = 260 + d.jitter(40), asked if case > 1 else real, d.one(LIVELY)
        put(c, "lamp", 64, 420, 150, shade)
        box, top = {"sofa": (300, 440 - 0.55 * 160), "table": (260, 280), "box": (150, 292), "suitcase": (190, 322)}[
            piece
        ]
        put(c, piece, x, 440, box, colour)
        pet = pets[case % 2]
        put(c, pet, x + 4, top + (14 if piece == "sofa" else 0), 84, colour_for(d, pet))
        return c.picture()

    question = draws.one((f"Is the {piece} in this room {asked}?", f"The {piece} here is {asked}, isn't it?",
                          f"Does the room have {a(asked)} {piece}?"))  # fmt: skip
    denials = [f"No, it is {real}, and {a(pet)} is on it." for pet in pets]
    return contrast(
        draws, question, denials, [f"Yes, it is {asked}, and {a(pet)} is on it." for pet in pets], scene, paired=True
    )


def pattern_of_jumper(draws: Draws) -> Contrast:
    """Is the jumper striped, or dotted?"""
    place, top = draws.one((*OPEN_AIR, *ROOMS)), draws.one([name for name in BRIGHT if name != "yellow"])
    held = draws.some(("umbrella", "balloon", "book", "cup", "flower", "phone"), 2)
    asked, real = draws.some(("striped", "dotted"), 2)

    def scene(d: Draws, case: int) -> Picture:
        stage = place(d)
        c, x, look = stage.canvas, 310 + d.jitter(110), any_look(d, top=top)
        size, extra = 310 if place in ROOMS else 260, d.one(("dog", "cat", "suitcase"))
        y = stage.ground + (0 if place in ROOMS else 30)
        put(c, extra, 570 if x < 320 else 76, y, 84, colour_for(d, extra))
        hx, hy = person(c, x, y, size, look, pose="holding", mood="happy")
        patterned(c, x, y, size, dots=(asked if case > 1 else real) == "dotted")
        thing = held[case % 2]
        tall = thing in ("umbrella", "balloon", "flower")
        put(c, thing, hx + 4, hy + (10 if tall else 12), 112 if tall else 60, colour_for(d, thing))
        c.circle(hx, hy, 0.0375 * size, fill=look.skin)
        return c.picture()

    question = draws.one((f"Does the person wear a {asked} jumper?", f"Is the {top} jumper of the person {asked}?",
                          f"I am looking for somebody in a {asked} jumper. Is this the one?"))  # fmt: skip
    denials = [f"No, it is {real}, and {a(thing)} is in the hand." for thing in held]
    answers = [f"Yes, it is {asked}, and {a(thing)} is in the hand." for thing in held]
    return contrast(draws, question, denials, answers, scene, paired=True)


def light_of_lamp(draws: Draws) -> Contrast:
    """Is the lamp on?"""
    place = draws.one(ROOMS)
    beside = draws.some([thing for thing in SMALL if thing not in ("lamp", "box", "ball")], 2)
    asked_on = draws.chance(0.5)

    def scene(d: Draws, case: int) -> Picture:
        stage = place(d)
        c, lit = stage.canvas, (case > 1) == asked_on
        (lamp_x, y), (other_x, _) = d.some(stage.spots[1:3], 2)
        thing, shade = beside[case % 2], d.one(("green", "blue", "red", "purple"))
        c.rect(0, 0, 640, 512, fill="#1a2140", opacity=0.5)
        put(c, "lamp", lamp_x, y, 150, "yellow" if lit else shade)
        if lit:
            with c.blurred(14):
                c.polygon([(lamp_x - 40, y - 70), (lamp_x + 40, y - 70), (lamp_x + 120, y), (lamp_x - 120, y)],
                          fill="#ffe98a", opacity=0.75)  # fmt: skip
                c.circle(lamp_x, y - 112, 76, fill="#fff3b0", opacity=0.5)
            put(c, "lamp", lamp_x, y, 150, "yellow")
        put(c, thing, other_x, y, 84, colour_for(d, thing))
        return c.picture()

    word, other = ("on", "off") if asked_on else ("off", "on")
    question = draws.one((f"Is the lamp in the {PLACES[place][0]} switched {word}?",
                          f"It is late. Is the lamp on the {PLACES[place][1]} {word}?",
                          f"Is the {PLACES[place][0]} lamp {word}?"))  # fmt: skip
    denials = [f"No, it is {other}. Next to it is {a(thing)}." for thing in beside]
    return contrast(
        draws,
        question,
        denials,
        [f"Yes, it is {word}. Next to it is {a(thing)}." for thing in beside],
        scene,
        paired=True,
    )


def mood_of_person(draws: Draws) -> Contrast:
    """Does somebody smile?"""
    place, top = draws.one((*ROOMS, *OPEN_AIR)), draws.one(BRIGHT)
    asked, real = draws.some(("happy", "sad", "angry", "surprised"), 2)
    held = draws.some(("book", "cup", "apple", "phone", "bottle"), 2)

    def scene(d: Draws, case: int) -> Picture:
        stage = place(d)
        c, x, look, extra = stage.canvas, 330 + d.jitter(60), any_look(d, top=top), d.one(("potted plant", "backpack"))
        put(c, extra, 80, 484, 100, d.one(LIVELY))
        mood: Mood = asked if case > 1 else real  # type: ignore[assignment]
        hx, hy = person(c, x, 560, 460, look, pose="holding", mood=mood)
        thing = held[case % 2]
        put(c, thing, hx + 10, hy + 16, 92, colour_for(d, thing))
        c.circle(hx, hy, 17, fill=look.skin, stroke=darker(look.skin, 0.2), width=1)
        return c.picture()

    question = draws.one((f"Does the person in {top} look {asked}?", f"Is the one in {top} {asked}, by the face?",
                          f"Is the face of the person in {top} {asked}?"))  # fmt: skip
    denials = [f"No, the face is {real}, and the hand holds {a(thing)}." for thing in held]
    answers = [f"Yes, the face is {asked}, and the hand holds {a(thing)}." for thing in held]
    return contrast(draws, question, denials, answers, scene, paired=True)


def shape_of_mirror(draws: Draws) -> Contrast:
    """Is the mirror round?"""
    asked, real = draws.some(("round", "square", "oval"), 2)
    below = draws.some([thing for thing in SMALL if thing != "box"], 2)

    def scene(d: Draws, case: int) -> Picture:
        c = lounge(d, bare=True)
        x, shape, wood = 260.0, asked if case > 1 else real, d.one(("#b98a3a", "#7a5b46", "#8f9499"))
        silver = c.gradient("#e6f2f8", "#b9d3e0", angle=50)
        if shape == "round":
            c.circle(x, 130, 78, fill=silver, stroke=wood, width=11)
        elif shape == "oval":
            c.ellipse(x, 130, 100, 56, fill=silver, stroke=wood, width=11)
        else:
            c.rect(x - 74, 56, 148, 148, fill=silver, stroke=wood, width=11)
        c.line(x - 30, 150, x + 20, 100, stroke="#ffffff", width=6, opacity=0.8)
        put(c, "table", x, 450, 230, "brown")
        thing = below[case % 2]
        put(c, thing, x + d.jitter(40), 450 - 230 / 1.625, 90, colour_for(d, thing))
        return c.picture()

    question = draws.one((f"Is the mirror in this room {asked}?", f"Does {a(asked)} mirror hang on the wall?",
                          f"The mirror above the table is {asked}, isn't it?"))  # fmt: skip
    denials = [f"No, it is {real}, and below it is {a(thing)}." for thing in below]
    return contrast(
        draws,
        question,
        denials,
        [f"Yes, it is {asked}, and below it is {a(thing)}." for thing in below],
        scene,
        paired=True,
    )


def fill_of_glass(draws: Draws) -> Contrast:
    """Is the glass full?"""
    place, drink = draws.one(ROOMS), draws.one(("juice", "water", "milk", "lemonade"))
    asked, real = draws.some(("full", "half full", "empty"), 2)
    beside = draws.some(("apple", "banana", "pear", "cake", "bottle", "cup", "book"), 2)

    def scene(d: Draws, case: int) -> Picture:
        stage = place(d)
        c, state = stage.canvas, asked if case > 1 else real
        (x, y), (other_x, _) = d.some(stage.spots[1:3], 2)
        colour = {"juice": "#f28c28", "water": "#8cc8e8", "milk": "#fdfdf8", "lemonade": "#f4e04d"}[drink]
        glass(c, x, y, 150, {"full": 0.9, "half full": 0.48, "empty": 0}[state], colour)
        thing = beside[case % 2]
        put(c, thing, other_x, y, 92, colour_for(d, thing))
        return c.picture()

    question = draws.one((f"Is the glass of {drink} in the {PLACES[place][0]} {asked}?",
                          f"Somebody had {drink} from the glass. Is it {asked}?",
                          f"Is the {drink} glass on the {PLACES[place][1]} {asked}?"))  # fmt: skip
    denials = [f"No, it is {real}. Beside it is {a(thing)}." for thing in beside]
    return contrast(
        draws,
        question,
        denials,
        [f"Yes, it is {asked}. Beside it is {a(thing)}." for thing in beside],
        scene,
        paired=True,
    )


def taller_of_two(draws: Draws) -> Contrast:
    """Is the tree taller than the house?"""
    place = draws.one((garden, park))
    one, other = draws.shuffled((draws.one(("tree", "fir tree")), "house"))
    pets = draws.some(("dog", "cat", "bird", "bicycle", "ball"), 2)

    def scene(d: Draws, case: int) -> Picture:
        c = place(d).canvas
        left, right = d.some((230, 410), 2)
        sizes = (240, 130) if case > 1 else (130, 240)
        for thing, x, size in ((one, left, sizes[0]), (other, right, sizes[1])):
            put(
                c,
                thing,
                x,
                420,
                size * (1.12 if thing == "house" else 1),
                "green" if "tree" in thing else colour_for(d, thing),
            )
        pet = pets[case % 2]
        put(c, pet, 320, 486, 76, colour_for(d, pet))
        return c.picture()

    question = draws.one((f"In the middle, is the {one} taller than the {other}?",
                          f"Is the {one} in the middle higher than the {other}?",
                          f"Comparing the two in the middle: is the {one} the taller one?"))  # fmt: skip
    denials = [f"No, it is smaller, and {a(pet)} is in front." for pet in pets]
    return contrast(
        draws, question, denials, [f"Yes, it is taller, and {a(pet)} is in front." for pet in pets], scene, paired=True
    )

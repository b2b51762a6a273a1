"""Instruction following: how an answer is to be worded, where the picture tells which form is due.

Two forms and two facts give four options: neither what is asked for nor how is known before the picture is seen.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Question, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.palette import BRIGHT, NAMED, darker
from ch3ef.scenarios.generated.scene.people import Mood, any_look, person
from ch3ef.scenarios.generated.scene.things import THINGS, a
from ch3ef.scenarios.generated.tasks.interactivity.drawing import plural, upper
from ch3ef.scenarios.generated.tasks.interactivity.scenery import (
    WOODS,
    Weather,
    note,
    outdoors,
    place,
    table_room,
    wall,
)

_HELD = ("umbrella", "balloon", "book", "flower", "guitar", "cup", "clock", "backpack")
_WHEN: dict[Weather, str] = {
    "sun": "the sun is shining", "rain": "it is raining", "snow": "it is snowing", "night": "it is night",
}  # fmt: skip
Wording = Callable[[str], str]
_STYLES: tuple[tuple[str, Wording, str, Wording], ...] = (
    ("in capital letters", str.upper, "in small letters", str.lower),
    ("as a full sentence", lambda thing: f"It is {a(thing)}.", "in one word", upper),
    ("as a question", lambda thing: f"Is it {a(thing)}?", "as a statement", lambda thing: f"It is {a(thing)}."),
    ("with an exclamation mark", lambda thing: f"{upper(a(thing))}!", "with a full stop", lambda thing: f"{upper(a(thing))}."),
    ("twice", lambda thing: f"{thing}, {thing}", "once", str),
    ("in brackets", lambda thing: f"({thing})", "in quotation marks", lambda thing: f"“{thing}”"),
    ("letter by letter", lambda thing: "-".join(thing.upper()), "as a word", str.upper),
    ("beginning with “Well,”", lambda thing: f"Well, {a(thing)}", "beginning with “Oh,”", lambda thing: f"Oh, {a(thing)}"),
)  # fmt: skip


def style_by_scene(draws: Draws) -> Question:
    """What does the person hold? In one style in this weather, in the other in that."""
    things, skies = draws.some(_HELD, 2), draws.some(tuple(_WHEN), 2)
    one, first, other, second = draws.one(_STYLES)
    right, sky = draws.whole(0, 1), draws.whole(0, 1)
    canvas = outdoors(draws, skies[sky])
    mirrored = draws.chance(0.5)
    x = 280 + draws.jitter(110)
    look = any_look(draws)
    # An umbrella is held up, where it does not hide the face.
    hand = person(canvas, x, 452, draws.between(265, 295), look, mirrored=mirrored,
                  pose="waving" if things[right] == "umbrella" else "holding")  # fmt: skip
    _in_hand(canvas, hand, things[right], NAMED[draws.one([ink for ink in BRIGHT if ink != look.top])], mirrored)
    asked = draws.one(
        ("What does the person hold?", "Say what the person is holding.", "Name the thing in the person's hand.")
    )
    when, otherwise = (_WHEN[each] for each in skies)
    rule = draws.one((
        f"Answer {one} if {when}, and {other} if {otherwise}.",
        f"If {when}, answer {one}; if {otherwise}, answer {other}.",
        f"Your answer must be {one} when {when} but {other} when {otherwise}.",
    ) if not one.startswith("beginning") else (
        f"Answer {one} if {when}, and {other} if {otherwise}.",
        f"If {when}, give an answer {one}; if {otherwise}, one {other}.",
    ))  # fmt: skip
    # Which wording goes with which weather is drawn with the order of the two skies.
    options = [wording(thing) for wording in (first, second) for thing in things]
    return question_of(f"{asked} {rule}", options, (first, second)[sky](things[right]), canvas.picture())


def _in_hand(canvas: Canvas, hand: tuple[float, float], name: str, colour: str, mirrored: bool) -> None:
    tall = name in ("umbrella", "balloon", "flower")
    THINGS[name](canvas, hand[0] + (-5 if mirrored else 5), hand[1] + (8 if tall else 34), 118 if tall else 76, colour)


_NOTES: tuple[tuple[str, Wording], ...] = (
    ("Answer in capitals!", str.upper), ("Use one word only.", upper), ("Use a full sentence.", lambda t: f"It is {a(t)}."),
    ("Say it three times.", lambda t: f"{t}, {t}, {t}"), ("Start with Ahoy.", lambda t: f"Ahoy, {a(t)}!"),
    ("Spell it with dashes.", "-".join), ("Answer with a question.", lambda t: f"Is it {a(t)}?"),
    ("End with three dots.", lambda t: f"{upper(a(t))}..."), ("Put it in brackets.", lambda t: f"({t})"),
    ("Write it backwards.", lambda t: t[::-1]), ("Be polite: say please.", lambda t: f"{upper(a(t))}, please."),
)  # fmt: skip
_ON_TABLE = ("cup", "bottle", "book", "ball", "clock", "hat", "phone", "key", "apple", "pear", "cake", "lamp", "box")


def note_on_the_wall(draws: Draws) -> Question:
    """The note in the picture says how to answer."""
    things, notes = draws.some(_ON_TABLE, 2), draws.some(_NOTES, 2)
    right, rule = draws.one(things), draws.one(notes)
    canvas = table_room(draws)
    note(canvas, draws, 280 + draws.jitter(70), 96 + draws.jitter(16), rule[0], size=draws.between(24, 29))
    place(canvas, right, 280 + draws.jitter(150), 384, draws.between(150, 190), 180, draws.one(BRIGHT))
    text = draws.one((
        "What stands on the table? Obey the note on the wall.",
        "Say what is on the table, in the way that the note asks for.",
        "Do what the note on the wall says: which thing is on the table?",
        "Answer as the note tells you: what is the thing on the table?",
        "The note says how to answer. What is on the table?",
        "Read the note first, then tell me what stands on the table.",
    ))  # fmt: skip
    options = [wording(thing) for _, wording in notes for thing in things]
    return question_of(text, options, rule[1](right), canvas.picture())


def as_many_words(draws: Draws) -> Question:
    """As many words as there are birds in the sky, and true ones."""
    subjects = draws.some(("house", "car", "tree", "bus", "chair", "bicycle", "umbrella"), 2)
    ink, flyer = draws.one(BRIGHT), draws.one(("bird", "balloon", "kite"))
    low = draws.whole(3, 5)
    options = list(product((low, low + 1), subjects))
    right = draws.one(options)
    canvas = outdoors(draws, draws.one(("sun", "rain", "snow")), 608, 480, 340)
    place(canvas, right[1], 304 + draws.jitter(120), 440, draws.between(140, 165), 280, ink)
    for x, y in draws.some(product(range(5), range(2)), right[0]):
        thing_x, thing_y = 76 + 114 * x + draws.jitter(14), 122 + 92 * y + draws.jitter(10)
        place(canvas, flyer, thing_x, thing_y, 62, 64, draws.one([name for name in BRIGHT if name != ink]))

    def sentence(length: int, subject: str) -> str:
        return {3: f"One {ink} {subject}.", 4: f"Just one {ink} {subject}.", 5: f"One {ink} {subject} stands there.",
                6: f"Just one {ink} {subject} stands there."}[length]  # fmt: skip

    text = draws.one((
        f"Say what stands in the meadow, in exactly as many words as there are {plural(flyer)}.",
        f"Count the {plural(flyer)}. Then describe what is on the ground in that number of words.",
        f"Describe what stands on the ground. Use one word for each {flyer} in the picture.",
        f"Your answer must have as many words as there are {plural(flyer)}. What stands on the ground?",
    ))  # fmt: skip
    return question_of(text, [sentence(*each) for each in options], sentence(*right), canvas.picture())


def record_of_animals(draws: Draws) -> Question:
    """JSON or a like record of two kinds of animals, with a special value for what is not there."""
    one, other = draws.some(("dog", "cat", "bird"), 2)
    low, present = draws.whole(1, 4), draws.whole(1, 3)
    missing = draws.one(("null", '"none"', "0", "-1"))
    options = list(product((low, low + 1), (str(present), missing)))
    right = draws.one(options)
    canvas = outdoors(draws, draws.one(("sun", "snow")), 576, 480, 230)
    herd = [one] * right[0] + [other] * (0 if right[1] == missing else present)
    for kind, (x, y) in zip(herd, sorted(draws.some(product(range(4), range(3)), len(herd)), key=lambda at: at[1]),
                            strict=True):  # fmt: skip
        colour = draws.one(("brown", "orange", "grey", "black"))
        place(canvas, kind, 84 + 136 * x + draws.jitter(12), 290 + 80 * y + draws.jitter(6), 66, 112, colour)
    one_key, other_key = plural(one), plural(other)
    text = draws.one((
        f"Answer as JSON with the keys “{one_key}” and “{other_key}”, each with its number. For none, write {missing}.",
        f"Give the numbers of {one_key} and {other_key} as a JSON object; an animal that is not there gets {missing}.",
        f"How many {one_key} and {other_key} are there? JSON only, two keys, and {missing} where there are none.",
    ))  # fmt: skip

    def record(counts: tuple[int, str]) -> str:
        return f'{{"{one_key}": {counts[0]}, "{other_key}": {counts[1]}}}'

    return question_of(text, [record(each) for each in options], record(right), canvas.picture())


def record_of_a_thing(draws: Draws) -> Question:
    """One thing on or under a table as a record of three fields."""
    things, inks = (
        draws.some(("ball", "box", "backpack", "suitcase", "drum", "hat", "cup", "book", "cat"), 2),
        draws.some(BRIGHT, 2),
    )
    options = draws.some(product(things, inks, (True, False)), 4)
    right = draws.one(options)
    canvas = _at_table(draws, *right)
    kind = draws.whole(0, 2)
    text = (
        draws.one(("Answer as JSON with the keys “thing”, “colour” and “on_table”; the last is true or false.",
                   "Describe the thing at the table as JSON: “thing”, “colour”, and “on_table” as true or false.")),
        draws.one(("Answer as thing=...; colour=...; on_table=yes or no.",
                   "Fill in: thing=...; colour=...; on_table=... (yes or no). Write nothing else.")),
        draws.one(("Answer as one line of a table: thing, colour, and “on” or “under” for the table, separated by bars.",
                   "Give three fields with bars between them: thing, colour, “on” or “under” the table.")),
    )[kind]  # fmt: skip

    def record(fields: tuple[str, str, bool]) -> str:
        name, ink, on = fields
        return (
            f'{{"thing": "{name}", "colour": "{ink}", "on_table": {str(on).lower()}}}',
            f"thing={name}; colour={ink}; on_table={'yes' if on else 'no'}",
            f"{name} | {ink} | {'on' if on else 'under'}",
        )[kind]

    return question_of(text, [record(each) for each in options], record(right), canvas.picture())


def _at_table(draws: Draws, name: str, ink: str, on: bool) -> Canvas:
    """A thing on a high table or on the floor below it."""
    canvas = wall(draws)
    canvas.rect(0, 396, 560, 84, fill=draws.one(("#cdbfa6", "#b9c4b6", "#bfc3cc", "#c9b5a6")))
    x = 280 + draws.jitter(40)
    wood = draws.one(WOODS)
    for side in (-1, 1):
        canvas.rect(x + side * 190 - 9, 236, 18, 204, fill=darker(wood, 0.3))
    canvas.rect(x - 220, 216, 440, 24, fill=wood, stroke=darker(wood), radius=4)
    place(canvas, name, x + draws.jitter(90), 216 if on else 430, draws.between(118, 142), 150, ink)
    return canvas


_GREETINGS = (("Dear all", "Dear friend"), ("Hello everyone", "Hello my friend"), ("Good day to you all", "Good day to you"),
              ("Hi folks", "Hi there"), ("Ladies and gentlemen", "My dear neighbour"))  # fmt: skip
_REPORTS: dict[Weather, str] = {
    "sun": "it is sunny now", "rain": "it is raining now", "snow": "it is snowing now", "night": "it is night now",
}  # fmt: skip


def greeting_by_number(draws: Draws) -> Question:
    """One greeting for one person, another for several; then the weather."""
    many, single = draws.one(_GREETINGS)
    skies = draws.some(tuple(_REPORTS), 2)
    options = list(product((many, single), skies))
    right = draws.one(options)
    canvas = outdoors(draws, right[1], 608, 480)
    count = draws.whole(2, 4) if right[0] == many else 1
    moods: tuple[Mood, ...] = ("happy", "neutral", "surprised")
    for k in range(count):
        x = 304 + 132 * (k - (count - 1) / 2) + draws.jitter(110 if count == 1 else 8)
        person(canvas, x, 446 + draws.jitter(10), draws.between(240, 290), any_look(draws),
               pose=draws.one(("standing", "waving", "standing")), mood=draws.one(moods), mirrored=draws.chance(0.5))  # fmt: skip
    text = draws.one((
        f"Speak to whom you see: begin with “{many}” for several people, with “{single}” for one. Then tell the weather"
        " or time of day.",
        f"Tell those in the picture how it is outside. Begin with “{single}” if there is one person, else with “{many}”.",
        f"Begin with “{many}” if you see more than one person, or with “{single}” if you see only one, and go on with what"
        " it is like outside.",
    ))  # fmt: skip

    def message(start: str, sky: Weather) -> str:
        return f"{start}, {_REPORTS[sky]}."

    return question_of(text, [message(*each) for each in options], message(*right), canvas.picture())

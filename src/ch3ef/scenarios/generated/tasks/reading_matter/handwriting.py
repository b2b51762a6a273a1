"""Handwriting: shopping lists, notes, envelopes, a whiteboard, a diary, recipe cards."""

from __future__ import annotations

from typing import Literal

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Question, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.glyphs import face_table
from ch3ef.scenarios.generated.scene.palette import GROUNDS, darker
from ch3ef.scenarios.generated.scene.things import THINGS
from ch3ef.scenarios.generated.tasks.reading_matter.drawing import (
    DAYS,
    FIRST,
    STREETS,
    TOWNS,
    clock_times,
    clutter,
    desk,
    page,
    people,
)  # fmt: skip

_GROCERIES = ("apples", "bagels", "carrots", "eggs", "lemons", "onions", "plums", "rolls", "yoghurts", "candles", "pears",
              "mushrooms", "tomatoes", "leeks", "muffins", "napkins")  # fmt: skip
_TASKS = (
    "slides",
    "budget",
    "posters",
    "invitations",
    "music",
    "catering",
    "lighting",
    "tickets",
    "photos",
    "cleaning",
)
_DATES = ("dentist", "choir", "swimming", "chess", "haircut", "cinema", "library", "tennis", "market", "yoga")
_INGREDIENTS = ("flour", "sugar", "butter", "honey", "cocoa", "starch", "syrup", "cream", "cheese", "rice")
_PENS = ("#1f3a7a", "#22262b", "#7a1f2b", "#1f5b3a", "#4a2f6b")

Hand = Literal["hand-print", "hand-script"]


def shopping_list(draws: Draws) -> Question:
    """A list on lined paper: what is on it, what is crossed out, how many?"""
    foods, numbers = draws.some(_GROCERIES, 9), [str(n) for n in draws.some(range(2, 13), 6)]
    listed, others = foods[:6], foods[6:]
    face, ink = _hand(draws)
    gone = draws.whole(0, 5)
    with page(draws, 380, 470, tint=draws.one(("#fffdf0", "#fff7b8", "#f4f8fb")), tilt=6) as canvas:
        for line in range(9):
            canvas.line(0, 96 + 44 * line, 380, 96 + 44 * line, stroke="#9bb8d0", width=1.5)
        canvas.line(56, 0, 56, 470, stroke="#e59a9a", width=2)
        canvas.handwriting(draws, 76, 64, draws.one(("Shopping", "To buy", "Market")), size=40, face=face, colour=ink)
        for place, food in enumerate(listed):
            y = 134 + 44 * place
            wide = canvas.handwriting(draws, 76, y, f"{numbers[place]} {food}", size=33, face=face, colour=ink)
            if place == gone:
                canvas.line(72, y - 8, 80 + wide, y - 12 + draws.jitter(4), stroke=ink, width=3)
    spots = draws.some(range(6), 4)
    kind, spot = draws.whole(0, 2), draws.one(spots)
    if kind == 0:
        question = draws.one(
            (f"How many {listed[spot]} does the list say?", f"Which number is written before “{listed[spot]}”?")
        )
        return question_of(question, [numbers[each] for each in spots], numbers[spot], canvas.picture())
    right = listed[gone if kind == 1 else draws.one([each for each in range(6) if each != gone])]
    rest = [food for food in listed if food != right] if kind == 1 else others
    options = draws.shuffled([right, *draws.some(rest, 3)])
    question = draws.one(("Which thing on the list is crossed out?", "What has already been struck off the list?") if kind == 1
                         else ("Which of these is on the handwritten list?", "Which of these four things was noted down?"))  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def telephone_note(draws: Draws) -> Question:
    """A sticky note: who called, when, what for?"""
    names, times, days = draws.some(FIRST, 5), clock_times(draws, 4, 8, 19, 5), draws.some(DAYS, 4)
    reader, four = names[0], names[1:]
    name, time, day = draws.one(four), draws.one(times), draws.one(days)
    face, ink = _hand(draws)
    kind = draws.whole(0, 2)
    canvas = desk(draws, 520, 500)
    clutter(draws, canvas)
    tint = draws.one(("#fff07a", "#ffd0e0", "#c9f0b8", "#bfe4fa", "#ffd9a0"))
    with canvas.moved(260, 250, angle=draws.jitter(9)):
        canvas.rect(-174, -164, 356, 346, fill="#000000", opacity=0.2)
        canvas.rect(-180, -172, 360, 344, fill=tint)
        canvas.rect(-180, -172, 360, 30, fill=darker(tint, 0.06))
        lines = (
            (f"Hi {reader}!", f"{name} called", f"at {time}.", f"Ring back on {day}"),
            (f"For {reader}:", f"phone call, {time}", f"It was {name}.", f"See you {day}!"),
            (f"{reader} -", f"please ring {name}", f"by {day},", f"best at {time}"),
        )[kind]
        for place, line in enumerate(lines):
            canvas.handwriting(
                draws,
                -154,
                -84 + 68 * place,
                line,
                size=min(38, 306 / face_table(face).width(line, 1)),
                face=face,
                colour=ink,
            )
    who = f"Whom is {reader} asked to ring?" if kind == 2 else f"Who has called {reader}?"
    when = f"At what time is {name} best rung up?" if kind == 2 else f"At what time did {name} call?"
    question, options, right = draws.one((
        (draws.one((who, f"Whose name stands on the note besides {reader}’s?")), four, name),
        (draws.one((when, f"Which time is on the note to {reader}?")), times, time),
        (draws.one((f"Which day is on the note to {reader}?", f"Which day of the week does {reader}’s note name?")), days, day),
    ))  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def envelope(draws: Draws) -> Question:
    """An envelope: to whom, to which street, which town, which house?"""
    names, streets, towns = people(draws, 4), draws.some(STREETS, 4), draws.some(TOWNS, 4)
    numbers = [str(n) for n in draws.some(range(2, 98), 4)]
    name, street, town, number = draws.one(names), draws.one(streets), draws.one(towns), draws.one(numbers)
    face, ink = _hand(draws)
    tint = draws.one(("#fbf6e8", "#f3e3c3", "#e8eef3", "#f7dfe2", "#e6efdf"))
    canvas = desk(draws, 640, 460)
    clutter(draws, canvas)
    with canvas.moved(320, 230, angle=draws.jitter(8)):
        canvas.rect(-260, -156, 530, 330, fill="#000000", opacity=0.18, radius=4)
        canvas.rect(-266, -164, 532, 328, fill=tint, radius=4)
        canvas.polyline(
            [(-266, -164), (-266, 164), (266, 164), (266, -164), (-266, -164)], stroke=darker(tint, 0.12), width=2
        )
        stamp = draws.one(("#2a6f97", "#b3264e", "#2d8a5b", "#c28a12"))
        canvas.rect(164, -146, 84, 96, fill="#ffffff", stroke=stamp, width=3, dash="3 5")
        canvas.rect(172, -138, 68, 80, fill=stamp)
        THINGS[draws.one(("bird", "boat", "flower", "house", "tree"))](canvas, 206, -68, 42, "#ffffff")
        for r in (30, 38):
            canvas.circle(150, -88, r, stroke="#333333", width=2, opacity=0.5)
        for place, line in enumerate((name, f"{number} {street}", town)):
            canvas.handwriting(draws, -150, 2 + 58 * place, line, size=41, face=face, colour=ink)
    question, options, right = draws.one((
        (draws.one(("To whom is the envelope addressed?", f"Who in {town} gets this letter?")), names, name),
        (draws.one((f"In which street does {name} live?", f"To which street of {town} does the letter go?")), streets, street),
        (draws.one((f"Where does {name} live?", f"To which town is the letter to {name} going?")), towns, town),
        (draws.one((f"What is {name}’s house number?", f"Which house in {street} gets the letter?")), numbers, number),
    ))  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def whiteboard(draws: Draws) -> Question:
    """A whiteboard after a meeting: who does what, by when?"""
    names, tasks, days = draws.some(FIRST, 4), draws.some(_TASKS, 4), draws.some(DAYS[:5], 4)
    canvas = Canvas(700, 470, ground=draws.one(GROUNDS)[1])
    canvas.rect(36, 30, 628, 380, fill="#c4cacf", radius=8)
    canvas.rect(46, 40, 608, 360, fill=canvas.gradient("#ffffff", "#eef2f4", angle=45))
    canvas.rect(230, 408, 240, 12, fill="#a5acb2", radius=3)
    for place, colour in enumerate(draws.some(("#1450ff", "#d32f2f", "#0d8a3a", "#222222"), 3)):
        canvas.rect(250 + 64 * place, 402, 46, 8, fill=colour, radius=3)
    inks = draws.some(("#1b4fc4", "#c62828", "#0b7a35", "#26262a", "#7b2fa8"), 2)
    wide = canvas.handwriting(draws, 78, 96, draws.one(("Who does what", "Our plan", "To do", "Next steps")), size=44,
                              colour=inks[0], pen=3.5)  # fmt: skip
    canvas.line(76, 110, 82 + wide, 106, stroke=inks[0], width=3)
    for place in range(4):
        y = 172 + 62 * place
        for x, text in ((78, names[place]), (240, tasks[place]), (456, days[place])):
            canvas.handwriting(
                draws, x, y + draws.jitter(4), text, size=32 if len(text) < 9 else 29, colour=inks[1], pen=3
            )
        canvas.arrow(198, y - 9, 226, y - 9, stroke=inks[1], width=3)
    if draws.chance(0.4):
        canvas.rect(0, 440, 700, 30, fill="#8f9499", opacity=0.4)
    spot = draws.whole(0, 3)
    question, options = draws.one((
        (draws.one((f"Who takes care of the {tasks[spot]}?", f"Beside whose name is the word “{tasks[spot]}”?")), names),
        (draws.one((f"What is {names[spot]}’s task?", f"What does {names[spot]} take care of?")), tasks),
        (draws.one((f"By which day is {names[spot]} to be ready?", f"Which day stands in the line of {names[spot]}?")), days),
    ))  # fmt: skip
    return question_of(question, options, options[spot], canvas.picture())


def diary_page(draws: Draws) -> Question:
    """A diary: what is on a day, at what time?"""
    first = draws.whole(1, 22)
    days, events, times = DAYS[:5], draws.some(_DATES, 5), clock_times(draws, 5, 8, 20, 15)
    face, ink = _hand(draws)
    with page(draws, 440, 500, tint=draws.one(("#fffdf5", "#f7f9fb", "#fdf6ec")), tilt=4) as canvas:
        canvas.rect(0, 0, 440, 16, fill=draws.one(("#7a1f2b", "#1f3a5f", "#245c3a")))
        for place, day in enumerate(days):
            y = 40 + 92 * place
            canvas.text(24, y + 20, day, size=17, face="serif-bold", colour="#555b61")
            canvas.text(24, y + 50, str(first + place), size=26, face="serif", colour="#8a9097")
            entry = f"{times[place]} {events[place]}"
            size = min(33, 272 / face_table(face).width(entry, 1))
            canvas.handwriting(draws, 140, y + 44, entry, size=size, face=face, colour=ink)
            canvas.line(20, y + 72, 420, y + 72, stroke="#ccd2d7", width=1.5)
    spots = draws.some(range(5), 4)
    spot = draws.one(spots)
    question, options = draws.one((
        (draws.one((f"What has been entered for {days[spot]} the {_th(first + spot)}?", f"What takes place on {days[spot]}?")), events),
        (draws.one((f"On which day is “{events[spot]}” entered?", f"Which day has the entry “{events[spot]}”?")), days),
        (draws.one((f"At what time is “{events[spot]}”?", f"Which time is written down for {days[spot]}?")), times),
    ))  # fmt: skip
    return question_of(question, [options[each] for each in spots], options[spot], canvas.picture())


def recipe_card(draws: Draws) -> Question:
    """A recipe card: how much of what, how long, how hot?"""
    foods = draws.some(_INGREDIENTS, 4)
    grams, minutes = (
        [f"{n} g" for n in draws.some(range(50, 500, 25), 4)],
        [f"{n} minutes" for n in draws.some(range(15, 75, 5), 4)],
    )
    cook, minute = draws.one(FIRST), draws.one(minutes)
    title = f"{cook}'s {draws.one(('cake', 'biscuits', 'pie', 'pudding'))}"
    face, ink = _hand(draws)
    with page(draws, 470, 410, tint=draws.one(("#fffdf5", "#fdf1f1", "#f1f7f0", "#fdf6e3")), radius=10) as canvas:
        canvas.line(0, 92, 470, 92, stroke="#d98a8a", width=2.5)
        canvas.handwriting(
            draws,
            30,
            70,
            title,
            size=min(42, 340 / face_table(face).width(title, 1)),
            face=face,
            colour=ink,
        )
        THINGS["cake"](canvas, 410, 78, 54, draws.one(("#f48fb8", "#fbd72b", "#a9744f")))
        for place, food in enumerate(foods):
            y = 144 + 48 * place
            canvas.line(24, y + 12, 446, y + 12, stroke="#c5d3de", width=1.2)
            canvas.handwriting(draws, 44, y, f"{grams[place]} {food}", size=34, face=face, colour=ink)
        canvas.handwriting(draws, 44, 352, f"bake {minute}", size=34, face=face, colour=ink)
    spot = draws.whole(0, 3)
    question, options, right = draws.one((
        (draws.one((f"How much {foods[spot]} does {cook}’s recipe take?", f"Which weight of {foods[spot]} is on the card?")),
         grams, grams[spot]),
        (draws.one((f"Of what does {cook} take {grams[spot]}?", f"Which line of the card has {grams[spot]}?")), foods, foods[spot]),
        (draws.one((f"How long is {cook}’s recipe to be baked?", "Which baking time is on the card?")), minutes, minute),
    ))  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def _hand(draws: Draws) -> tuple[Hand, str]:
    hand: Hand = draws.one(("hand-print", "hand-script"))
    return hand, draws.one(_PENS)


def _th(day: int) -> str:
    return f"{day}{'th' if 10 < day < 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"

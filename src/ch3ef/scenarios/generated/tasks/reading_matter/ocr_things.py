"""OCR on things: labels, tickets, a chalkboard, the backs of books, runners' numbers."""

from __future__ import annotations

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Question, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.glyphs import Face, face_table
from ch3ef.scenarios.generated.scene.palette import BRIGHT, GROUNDS, NAMED, darker, lighter
from ch3ef.scenarios.generated.scene.people import Pose, any_look, person
from ch3ef.scenarios.generated.scene.things import THINGS, cloud
from ch3ef.scenarios.generated.tasks.reading_matter.drawing import (
    INKS,
    clock_times,
    clutter,
    dates,
    desk,
    fitted,
    prices,
    scribbles,
)  # fmt: skip

_FOODS = ("Honey", "Plum Jam", "Rice", "Oats", "Cocoa", "Lentils", "Pepper", "Ginger", "Mint Tea", "Walnuts", "Barley",
          "Sugar", "Raisins", "Mustard", "Olives", "Paprika")  # fmt: skip
_TITLES = (
    "The Quiet Tide", "Seven Lanterns", "A Field of Clocks", "Winter Bread", "The Glass Fox", "Paper Islands",
    "North of Noon", "The Tin Orchard", "Slow Rivers", "The Moss Atlas", "Nine Blue Doors", "Salt and Amber",
    "The Ink Garden", "Owls at Dawn", "Copper Moon", "The Ferry House",
)  # fmt: skip
_FILMS = ("The Last Lantern", "Cloud Harbour", "Night Orchard", "Two Rivers", "The Paper King", "Silver Hill")
_FARE = ("Tomato soup", "Leek pie", "Apple cake", "Green salad", "Cheese toast", "Lemon tea", "Hot chocolate",
         "Ginger beer", "Pancakes", "Bean stew", "Plum tart", "Iced coffee", "Fish pie", "Rice bowl")  # fmt: skip
_BOOK_FACES: tuple[Face, ...] = ("sans-bold", "serif-bold", "serif-italic", "condensed", "comic-bold")


def label_on_shelf(draws: Draws) -> Question:
    """Jars, tins and packets on a shelf: what is in one of them, how much is in it?"""
    foods, colours = draws.some(_FOODS, 4), draws.some(BRIGHT, 4)
    grams = [f"{n} g" for n in draws.some(range(100, 1000, 50), 4)]
    spot = draws.whole(0, 3)
    canvas = Canvas(640, 460, ground=draws.one(GROUNDS)[1])
    wood = draws.one(("#b98a5a", "#8f6b4a", "#c9a173", "#6d5240"))
    for y in (118, 396):
        canvas.rect(0, y, 640, 22, fill=wood)
        canvas.rect(0, y + 22, 640, 8, fill=darker(wood, 0.35))
    for x in range(60, 640, 104):
        THINGS[draws.one(("bottle", "cup", "box", "potted plant", "bottle"))](
            canvas, x + draws.jitter(12), 118, draws.between(62, 90), NAMED[draws.one(("grey", "white", "brown"))])  # fmt: skip
    for place, food in enumerate(foods):
        with canvas.moved(86 + 156 * place + draws.jitter(4), 396, angle=draws.jitter(2)):
            _container(draws, canvas, food, grams[place], NAMED[colours[place]])
    food, colour = foods[spot], colours[spot]
    kind = draws.whole(0, 2)
    if kind == 0:
        question = draws.one((f"What does the label of the {colour} container say is in it?",
                              f"What is in the {colour} container on the lower shelf?",
                              f"I take the {colour} container. Which food do I have?"))  # fmt: skip
        return question_of(question, foods, food, canvas.picture())
    if kind == 1:
        question = draws.one((f"What is the weight of the {food.lower()}, going by the label?",
                              f"Which weight stands on the container of {food.lower()}?"))  # fmt: skip
        return question_of(question, grams, grams[spot], canvas.picture())
    question = draws.one((f"Which colour is the container labelled “{food}”?",
                          f"I need the {food.lower()}. Which container is it?"))  # fmt: skip
    options = [f"the {each} one" for each in colours]
    return question_of(question, options, options[spot], canvas.picture())


def ticket_on_desk(draws: Draws) -> Question:
    """A cinema or train ticket that lies askew: which seat, row, hall; when?"""
    film = draws.chance(0.5)
    fields = ("Screen", "Row", "Seat", "Door") if film else ("Track", "Coach", "Seat", "Zone")
    numbers = [str(n) for n in draws.some(range(1, 30), 4)]
    days, times, costs = dates(draws, 4), clock_times(draws, 4, 9, 22, 5), prices(draws, 4, 600, 2400, 50)
    day, time, cost = draws.one(days), draws.one(times), draws.one(costs)
    canvas = desk(draws, 600, 470)
    clutter(draws, canvas)
    tint, ink = draws.one((("#fdf3d8", "#7a1f2b"), ("#e8f1f8", "#1d4f91"), ("#f8e4e8", "#4a2f6b"),
                           ("#e6f2e2", "#1f6b45"), ("#ffffff", "#22303a")))  # fmt: skip
    name = draws.one(_FILMS if film else ("North Coast Line", "Valley Railway", "Lakeside Express", "Moor Line"))
    with canvas.moved(300, 235, angle=draws.one((-1, 1)) * draws.between(3, 14)):
        canvas.rect(-232, -122, 474, 256, fill="#000000", opacity=0.2, radius=10)
        canvas.rect(-238, -128, 476, 256, fill=tint, radius=10)
        canvas.rect(-238, -128, 476, 52, fill=ink, radius=10)
        fitted(canvas, -218, -92, name, 250, size=28, face="serif-bold", colour="#ffffff", anchor="start")
        canvas.text(218, -92, "ADMIT ONE" if film else "TRAIN TICKET", size=17, face="sans-bold", colour=lighter(ink, 0.75),
                    anchor="end")  # fmt: skip
        canvas.line(130, -76, 130, 128, stroke=ink, width=2, dash="3 7")
        for place, (field, number) in enumerate(zip(fields, numbers, strict=True)):
            middle = -186 + 86 * place
            canvas.text(middle, -42, field, size=16, colour=darker(tint, 0.55), anchor="middle")
            canvas.text(middle, -4, number, size=34, face="mono", colour="#22252a", anchor="middle")
        for y, head, value in ((36, "Date", day), (68, "Time", time), (100, "Price", cost)):
            canvas.text(-218, y, head, size=17, colour=darker(tint, 0.55))
            canvas.text(-140, y, value, size=20, face="sans-bold", colour="#22252a")
        x = 150.0
        while x < 216:
            wide = draws.one((2, 3, 5))
            canvas.rect(x, -50, wide, 150, fill="#22252a")
            x += wide + draws.one((3, 4, 6))
    kind = draws.whole(0, 4)
    if kind < 2:
        spot = draws.whole(0, 3)
        field = fields[spot].lower()
        question = draws.one((f"Which {field} does the ticket give?", f"What is the number of the {field} on this ticket?",
                              f"I cannot find my {field}. Which one is it, going by the ticket for {name}?"))  # fmt: skip
        return question_of(question, numbers, numbers[spot], canvas.picture())
    options, right, asked = (
        (days, day, ("For which date is the ticket?", f"On which day is this ticket for {name} valid?")),
        (times, time, (f"At what time does it start, going by the ticket for {name}?", "Which time is on the ticket?")),
        (costs, cost, ("What did the ticket cost?", f"How much was paid for the {name} ticket?")),
    )[kind - 2]
    return question_of(draws.one(asked), options, right, canvas.picture())


def price_on_chalkboard(draws: Draws) -> Question:
    """A cafe's board: what does a dish cost, what can be had for a price?"""
    fare, costs = draws.some(_FARE, 6), prices(draws, 6, 150, 950, 10)
    spots = draws.some(range(6), 4)
    spot = draws.one(spots)
    light, dark = draws.one(GROUNDS)
    poses: tuple[Pose, ...] = ("pointing", "holding", "standing")
    visited = draws.chance(0.35)
    canvas = Canvas(640 if visited else 520, 560, ground=dark)
    canvas.rect(0, 440, canvas.width, 120, fill=draws.one(("#b98a5a", "#9a9c9e", "#8f6b4a")))
    canvas.rect(14, 0, 120, 440, fill=light, opacity=0.4)
    THINGS["potted plant"](canvas, 52, 540, 110, NAMED[draws.one(BRIGHT)])
    board = draws.one(("#25302c", "#2a2d33", "#1f3a33"))
    with canvas.moved(275, 268, angle=draws.jitter(5)):
        for side in (-1, 1):
            canvas.line(side * 150, 200, side * 165, 262, stroke="#7a5636", width=12)
        canvas.rect(-196, -236, 392, 448, fill="#9c7048", radius=8, stroke="#6d4a2f", width=3)
        canvas.rect(-180, -220, 360, 416, fill=board)
        canvas.text(0, -172, draws.one(("Today", "From our kitchen", "Our specials", "Good things")), size=36,
                    face="comic-bold", colour="#ffe08a", anchor="middle")  # fmt: skip
        canvas.line(-100, -154, 100, -158, stroke="#ffe08a", width=3)
        chalk = draws.some(("#ffffff", "#ffd7d7", "#d7f0ff", "#e4ffd9"), 2)
        for place, (dish, cost) in enumerate(zip(fare, costs, strict=True)):
            y = -108 + 54 * place
            canvas.text(-160, y, dish, size=26, face="comic", colour=chalk[place % 2])
            canvas.text(160, y, cost, size=26, face="comic-bold", colour=chalk[place % 2], anchor="end")
    if visited:
        person(canvas, 582, 546, 215, any_look(draws), pose=draws.one(poses), mirrored=True)
    dish = fare[spot]
    if draws.chance(0.55):
        question = draws.one((f"What does the {dish.lower()} cost?", f"Which price is written next to “{dish}”?",
                              f"How much do I pay for the {dish.lower()}?"))  # fmt: skip
        return question_of(question, [costs[each] for each in spots], costs[spot], canvas.picture())
    question = draws.one((f"What can be had for {costs[spot]}?", f"What is sold at {costs[spot]} on this board?",
                          f"Next to which words does the board say {costs[spot]}?"))  # fmt: skip
    return question_of(question, [fare[each] for each in spots], dish, canvas.picture())


def title_of_book(draws: Draws) -> Question:
    """The backs of books on a shelf: which title has the green one?"""
    titles, colours = (
        draws.some(_TITLES, 6),
        draws.some(("red", "orange", "green", "blue", "purple", "brown", "black"), 6),
    )
    spots = draws.some(range(6), 4)
    spot = draws.one(spots)
    light, dark = draws.one(GROUNDS)
    canvas = Canvas(560, 500, ground=light)
    wood = draws.one(("#b98a5a", "#8f6b4a", "#c9a173", "#6d5240"))
    canvas.rect(0, 0, 560, 40, fill=wood)
    canvas.rect(0, 40, 560, 380, fill=darker(dark, 0.12))
    canvas.rect(0, 420, 560, 80, fill=wood)
    canvas.rect(0, 420, 560, 8, fill=lighter(wood, 0.25))
    x, down = 26.0, draws.chance(0.5)
    for title, colour in zip(titles, colours, strict=True):
        wide, high = draws.between(54, 70), draws.between(290, 350)
        fill = NAMED[colour]
        lean = draws.one((0, 0, 0, 3))
        with canvas.moved(x + wide / 2 + 3 * lean, 420, angle=lean):
            canvas.rect(-wide / 2, -high, wide, high, fill=fill, radius=4, stroke=darker(fill, 0.4), width=2)
            for y in (-high + 16, -26):
                canvas.rect(-wide / 2, y, wide, 7, fill="#f3e3b0", opacity=0.85)
            face = draws.one(_BOOK_FACES)
            size = min(29, (high - 76) / face_table(face).width(title, 1))
            with canvas.moved(0, -high / 2, angle=90 if down else -90):
                canvas.text(0, 0.35 * size, title, size=size, face=face, colour="#fff7e0", anchor="middle")
        x += wide + 4 + 6 * lean
    if x < 480:
        THINGS[draws.one(("clock", "potted plant", "cup"))](canvas, (x + 556) / 2, 420, 66, "#d9822b")
    colour, title = colours[spot], titles[spot]
    if draws.chance(0.7):
        question = draws.one((f"What is the title of the {colour} book?", f"Read the back of the {colour} book to me.",
                              f"What is written on the {colour} book?", f"Somebody wants the {colour} book. Its title?"))  # fmt: skip
        return question_of(question, [titles[each] for each in spots], title, canvas.picture())
    question = draws.one(
        (f"Which colour is the book called “{title}”?", f"On the back of which book is “{title}” written?")
    )
    return question_of(question, [f"the {colours[each]} one" for each in spots], f"the {colour} one", canvas.picture())


def number_of_runner(draws: Draws) -> Question:
    """Runners with numbers: which has the one in blue?"""
    a, b = draws.some("23456789", 2)
    c, d = draws.some("23456789", 2)
    tail = draws.one("0123456789")
    numbers = [f"{one}{two}{tail}" for one in (a, b) for two in (c, d)]
    tops = draws.some(("red", "orange", "green", "blue", "purple", "pink"), 4)
    shown, spot = draws.shuffled(numbers), draws.whole(0, 3)
    canvas = Canvas(640, 480, ground="#cfe6f5")
    cloud(canvas, draws.between(80, 560), 60, 38)
    canvas.rect(0, 200, 640, 60, fill=draws.one(("#9cc98a", "#88b970")))
    for place in range(9):
        THINGS[draws.one(("tree", "fir tree", "tree"))](
            canvas, 20 + 76 * place + draws.jitter(16), 240, draws.between(60, 110), "#5b9a5c"
        )
    canvas.rect(0, 250, 640, 230, fill=draws.one(("#b5583f", "#8d9094", "#a86a4a")))
    for y in (300, 370, 440):
        canvas.line(0, y, 640, y, stroke="#f1ece4", width=3)
    for place, (top, number) in enumerate(zip(tops, shown, strict=True)):
        x, foot, high = 84 + 157 * place + draws.jitter(6), 440 + draws.jitter(20), 285 + draws.jitter(14)
        pose: Pose = draws.one(("walking", "arms up", "waving"))
        person(canvas, x, foot, high, any_look(draws, top=top), pose=pose, mood=draws.one(("happy", "neutral")))
        with canvas.moved(x, foot - 0.54 * high, angle=draws.jitter(6)):
            canvas.rect(-36, -25, 72, 50, fill="#ffffff", stroke="#333333", width=2, radius=3)
            canvas.text(0, 13, number, size=34, face="sans-bold", anchor="middle")
    top = tops[spot]
    if draws.chance(0.65):
        question = draws.one((f"Which number does the runner in the {top} shirt wear?", f"What number is on the {top} shirt?",
                              f"Please note the start number of the runner in the {top} shirt."))  # fmt: skip
        return question_of(question, numbers, shown[spot], canvas.picture())
    question = draws.one((f"Which runner is number {shown[spot]}?", f"Who has the start number {shown[spot]}?"))
    options = [f"the one with the {each} shirt" for each in tops]
    return question_of(question, options, options[spot], canvas.picture())


def _container(draws: Draws, canvas: Canvas, food: str, weight: str, colour: str) -> None:
    """A jar, tin, bottle or packet about 130 wide, standing on the origin."""
    kind, high = draws.one(("jar", "tin", "packet")), draws.between(170, 220)
    if kind == "jar":
        canvas.rect(
            -62, -high + 22, 124, high - 22, fill=lighter(colour, 0.12), radius=22, stroke=darker(colour), width=3
        )
        canvas.rect(-50, -high, 100, 28, fill=darker(colour, 0.35), radius=6)
    elif kind == "tin":
        canvas.rect(-60, -high, 120, high, fill=colour, radius=6, stroke=darker(colour), width=3)
        canvas.ellipse(0, -high + 2, 60, 12, fill="#d5d9dc", stroke="#8d9499", width=3)
    else:
        canvas.polygon([(-58, 0), (-62, -high + 24), (-50, -high), (50, -high), (62, -high + 24), (58, 0)], fill=colour,
                       stroke=darker(colour), width=3)  # fmt: skip
        canvas.line(-58, -high + 22, 58, -high + 22, stroke=darker(colour), width=3)
    canvas.rect(-54, -132, 108, 100, fill="#fdf8ea", radius=6, stroke=darker(colour, 0.3), width=2)
    fitted(canvas, 0, -96, food, 98, size=26, face=draws.one(_BOOK_FACES), colour=draws.one(INKS))
    canvas.line(-36, -84, 36, -84, stroke=darker(colour, 0.2), width=2)
    canvas.text(0, -58, weight, size=20, face="sans-bold", anchor="middle")
    scribbles(canvas, -36, -46, 72, 2)

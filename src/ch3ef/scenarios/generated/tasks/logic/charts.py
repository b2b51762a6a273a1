"""Charts and tables: sums, differences, ratios, ranks, missing values, and what follows."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.palette import NAMED, darker
from ch3ef.scenarios.generated.tasks.logic.drawing import INK, NAMES, ask, sheet, window

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat")
_TOPICS = (("Apples picked", "kg"), ("Books lent", "books"), ("Visitors", "people"), ("Loaves sold", "loaves"),
           ("Trees planted", "trees"), ("Parcels sent", "parcels"), ("Bikes hired", "bikes"), ("Cups of tea", "cups"))  # fmt: skip
_COLOURS = ("red", "orange", "green", "blue", "purple", "brown")


def _titled(topic: str, unit: str) -> str:
    """The topic, with its unit where the topic does not name it."""
    return topic if unit in topic.lower() else f"{topic} ({unit})"


def _labels(draws: Draws, count: int) -> list[str]:
    return list(_DAYS[:count]) if draws.chance(0.4) else draws.some([name for name in NAMES if len(name) < 5], count)


def _axes(draws: Draws, title: str, top: int, step: int) -> Canvas:
    canvas = sheet(draws, 600, 460)
    canvas.rect(14, 14, 572, 432, fill="#fdfdfb", radius=10)
    canvas.text(300, 48, title, size=22, face="sans-bold", anchor="middle", colour=INK)
    for value in range(0, top + 1, step):
        y = _height(value, top)
        canvas.line(72, y, 566, y, stroke="#d3d8dc" if value else "#5b6168", width=1.5 if value else 3)
        canvas.text(60, y + 6, str(value), size=17, anchor="end", colour=INK)
    return canvas


def _height(value: float, top: int) -> float:
    return 392 - 312 * value / top


def _bars(draws: Draws, title: str, labels: Sequence[str], values: Sequence[int], top: int, step: int) -> Canvas:
    canvas = _axes(draws, title, top, step)
    wide = 490 / len(values)
    colours = draws.some(_COLOURS, len(values)) if draws.chance(0.5) else [draws.one(_COLOURS)] * len(values)
    for place, (label, value) in enumerate(zip(labels, values, strict=True)):
        x, y, colour = 76 + wide * (place + 0.5), _height(value, top), NAMED[colours[place]]
        canvas.rect(x - 0.32 * wide, y, 0.64 * wide, 392 - y, fill=colour, stroke=darker(colour), width=2)
        canvas.text(x, 420, label, size=18, anchor="middle", colour=INK)
    return canvas


def _lines(
    draws: Draws, title: str, labels: Sequence[str], rows: Mapping[str, Sequence[int]], top: int, step: int
) -> Canvas:
    canvas = _axes(draws, title, top, step)
    wide = 490 / len(labels)
    for colour, values in rows.items():
        points = [(76 + wide * (place + 0.5), _height(value, top)) for place, value in enumerate(values)]
        canvas.polyline(points, stroke=NAMED[colour], width=4)
        for x, y in points:
            canvas.circle(x, y, 7, fill=NAMED[colour], stroke="#fdfdfb", width=2)
    for place, label in enumerate(labels):
        canvas.text(76 + wide * (place + 0.5), 420, label, size=18, anchor="middle", colour=INK)
    return canvas


def _grid(draws: Draws, rows: Sequence[Sequence[str]], title: str) -> Canvas:
    wide, high = 540 / len(rows[0]), 46
    canvas = sheet(draws, 600, max(448, 130 + high * len(rows)))
    top = 96
    canvas.text(300, 60, title, size=24, face="sans-bold", anchor="middle", colour=INK)
    shade = draws.one(("#cfe0ee", "#d9e8cf", "#f0dcc9", "#e2d9ee"))
    for j, row in enumerate(rows):
        fill = shade if j == 0 else ("#fdfdfb" if j % 2 else "#f2f4f5")
        canvas.rect(30, top + high * j, 540, high, fill=fill, stroke="#b4bbc1", width=1.5)
        for i, text in enumerate(row):
            canvas.text(30 + wide * (i + 0.5), top + high * j + 30, text, size=19, anchor="middle", colour=INK,
                        face="sans-bold" if j == 0 or i == 0 else "sans")  # fmt: skip
    for i in range(1, len(rows[0])):
        canvas.line(30 + wide * i, top, 30 + wide * i, top + high * len(rows), stroke="#b4bbc1", width=1.5)
    return canvas


def sum_of_bars(draws: Draws) -> Question:
    """What do two bars come to, or by how much do they differ?"""
    together, step = draws.chance(0.5), draws.one((5, 10))
    options, right = window(draws, 6 * step, 12 * step, step) if together else window(draws, step, 6 * step, step)
    steps = right // step
    one = draws.whole(max(1, steps - 8), min(8, steps - 1)) if together else draws.whole(1, 8 - steps)
    pair = (step * one, right - step * one if together else right + step * one)
    labels = _labels(draws, 5)
    values = [step * draws.whole(1, 8) for _ in labels]
    i, j = draws.some(range(5), 2)
    values[i], values[j] = draws.shuffled(pair)
    topic, unit = draws.one(_TOPICS)
    canvas = _bars(draws, _titled(topic, unit), labels, values, 8 * step, step)
    a, b = labels[i], labels[j]
    if together:
        question = ask(
            draws, f"What do the bars of {a} and {b} come to together?", f"How much is it for {a} and {b} in all?"
        )
    else:
        question = ask(draws, f"By how much do the bars of {a} and {b} differ?",
                       f"How large is the difference between {a} and {b}?")  # fmt: skip
    return question_of(question, [f"{option} {unit}" for option in options], f"{right} {unit}", canvas.picture())


def rank_of_bars(draws: Draws) -> Question:
    """Who has the second largest, the smallest ...?"""
    labels = draws.some([name for name in NAMES if len(name) < 5], 5)
    options = draws.some(labels, 4)
    right = draws.one(options)
    place = draws.whole(0, 4)
    values = sorted(draws.some(range(2, 17), 5), reverse=True)
    others = draws.shuffled(values[:place] + values[place + 1 :])
    by = dict(zip([label for label in labels if label != right], others, strict=True)) | {right: values[place]}
    topic, unit = draws.one(_TOPICS)
    canvas = _bars(draws, _titled(topic, unit), labels, [by[label] for label in labels], 16, 2)
    rank = ("the most", "the second most", "the value in the middle", "the second least", "the least")[place]
    question = ask(draws, f"Who has {rank}?", f"Rank the five. Who has {rank}?", f"Which of the names has {rank}?")
    return question_of(question, options, right, canvas.picture())


def ratio_of_bars(draws: Draws) -> Question:
    """How many times as high is one bar as another?"""
    options = [2, 3, 4, 5]
    right = draws.one(options)
    low = draws.whole(2, 18 // right)
    labels = _labels(draws, 5)
    values = [draws.whole(2, 18) for _ in labels]
    i, j = draws.some(range(5), 2)
    values[i], values[j] = low * right, low
    topic, unit = draws.one(_TOPICS)
    canvas = _bars(draws, _titled(topic, unit), labels, values, 20, 2)
    for k, value in enumerate(values):
        x = 76 + 98 * (k + 0.5)
        canvas.text(x, _height(value, 20) - 8, str(value), size=17, face="sans-bold", anchor="middle", colour=INK)
    question = ask(draws, f"How many times as high is the bar of {labels[i]} as the bar of {labels[j]}?",
                   f"Compare {labels[i]} with {labels[j]}: how many times as much is it?")  # fmt: skip
    return question_of(question, [f"{option} times" for option in options], f"{right} times", canvas.picture())


def step_of_line(draws: Draws) -> Question:
    """Between which days does a line rise or fall most?"""
    labels = _DAYS[:5]
    options = [f"from {labels[k]} to {labels[k + 1]}" for k in range(4)]
    which = draws.whole(0, 3)
    rise = draws.chance(0.5)
    while True:
        steps = [draws.whole(-3, 2) if rise else draws.whole(-2, 3) for _ in range(4)]
        steps[which] = draws.whole(4, 6) * (1 if rise else -1)
        low = min(sum(steps[:k]) for k in range(5))
        high = max(sum(steps[:k]) for k in range(5))
        if high - low <= 9:
            break
    start = -low + draws.whole(0, 10 - high + low - 1)
    values = [start + sum(steps[:k]) for k in range(5)]
    topic, unit = draws.one(_TOPICS)
    canvas = _lines(draws, _titled(topic, unit), labels, {draws.one(_COLOURS): values}, 10, 1)
    way = "rise" if rise else "fall"
    question = ask(draws, f"When does the line {way} most?", f"Between which two days is the {'increase' if rise else 'decrease'} largest?",
                   f"Where is the steepest {way}?")  # fmt: skip
    return question_of(question, options, options[which], canvas.picture())


def lines_compared(draws: Draws) -> Question:
    """Two lines: on which day is one above the other, or the gap largest?"""
    labels = _DAYS[:5]
    options = draws.some(labels, 4)
    right = draws.one(options)
    first, second = draws.some(_COLOURS, 2)
    one, other = [], []
    for label in labels:
        low = draws.whole(0, 4)
        gap = draws.whole(2, 5)
        one.append(low + gap if label == right else low)
        other.append(low if label == right else low + gap)
    canvas = _lines(draws, draws.one(_TOPICS)[0], labels, {first: one, second: other}, 10, 1)
    question = ask(draws, f"On which day is the {first} line above the {second} line?",
                   f"On one day only, the {first} value is larger than the {second} one. Which day?",
                   f"When is {second} below {first}?")  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def share_of_pie(draws: Draws) -> Question:
    """A pie with one share missing, or a share of a total."""
    options, right = window(draws, 10, 45, 5)
    rest = 100 - right
    a = 5 * draws.whole(2, rest // 5 - 4)
    b = 5 * draws.whole(2, (rest - a) // 5 - 2)
    shares = draws.shuffled([("?", right), (f"{a}%", a), (f"{b}%", b), (f"{rest - a - b}%", rest - a - b)])
    things = draws.some(("Walking", "Bicycle", "Bus", "Train", "Car", "Boat"), 4)
    colours = draws.some(_COLOURS, 4)
    canvas = sheet(draws, 600, 460)
    canvas.text(300, 46, draws.one(("How people get to work", "Ways to school", "How guests arrive")), size=23,
                face="sans-bold", anchor="middle", colour=INK)  # fmt: skip
    angle = draws.between(0, 360)
    for (label, share), colour in zip(shares, colours, strict=True):
        canvas.arc(220, 255, 168, angle, angle + 3.6 * share, fill=NAMED[colour], stroke="#fdfdfb", width=4)
        middle = math.radians(angle + 1.8 * share)
        canvas.text(220 + 118 * math.sin(middle), 262 - 118 * math.cos(middle), label, size=21, face="sans-bold",
                    colour="#ffffff", anchor="middle")  # fmt: skip
        angle += 3.6 * share
    for place, (thing, colour) in enumerate(zip(things, colours, strict=True)):
        canvas.rect(420, 160 + 46 * place, 28, 28, fill=NAMED[colour], radius=5)
        canvas.text(458, 181 + 46 * place, thing, size=20, colour=INK)
    asked = things[[label for label, _ in shares].index("?")]
    question = ask(draws, f"What is the missing share of “{asked}”?", f"What percentage belongs to “{asked}”?",
                   f"Which value stands for the question mark (“{asked}”)?")  # fmt: skip
    return question_of(question, [f"{option}%" for option in options], f"{right}%", canvas.picture())


def missing_in_table(draws: Draws) -> Question:
    """A table with totals: which number is missing?"""
    options, right = window(draws, 3, 30, draws.one((1, 2, 3)))
    names = draws.some(NAMES, 4)
    table = [[draws.whole(3, 30) for _ in range(3)] for _ in names]
    i, j = draws.whole(0, 3), draws.whole(0, 2)
    table[i][j] = right
    topic, unit = draws.one(_TOPICS)
    rows = [["", "April", "May", "June", "Total"]]
    for name, values in zip(names, table, strict=True):
        shown = [str(value) for value in values]
        rows.append([name, *shown, str(sum(values))])
    rows[i + 1][j + 1] = "?"
    month = rows[0][j + 1]
    question = ask(draws, f"Which number is missing for {names[i]} in {month}?", f"What must stand for {names[i]} in {month}, given the total?",
                   f"Find the value of {names[i]} for {month}.")  # fmt: skip
    return question_of(
        question, [str(option) for option in options], str(right), _grid(draws, rows, _titled(topic, unit)).picture()
    )


def cost_from_table(draws: Draws) -> Question:
    """A price list: what does a purchase cost?"""
    options, right = window(draws, 12, 40, 2)
    goods = draws.some(("Pens", "Cups", "Hats", "Maps", "Bags", "Caps", "Mugs", "Balls", "Books"), 5)
    count = draws.whole(2, 4)
    price = draws.whole(2, (right - 2) // count)
    other = right - count * price
    prices = [price, other, *(draws.whole(2, 15) for _ in range(3))]
    listed = draws.shuffled(zip(goods, prices, strict=True))
    rows = [["Goods", "Price each"], *([name, f"£{cost}"] for name, cost in listed)]
    one, two = goods[0].lower(), goods[1].lower().rstrip("s")
    number = ("two", "three", "four")[count - 2]
    question = ask(draws, f"What do {number} {one} and one {two} cost together?", f"Someone buys {number} {one} and one {two}. What is to be paid?",
                   f"How much is it for {number} {one} and one {two}?")  # fmt: skip
    return question_of(
        question, [f"£{option}" for option in options], f"£{right}", _grid(draws, rows, "Price list").picture()
    )


def what_follows(draws: Draws) -> Question:
    """Four statements about a chart: which is true?"""
    labels = draws.some([name for name in NAMES if len(name) == 4], 4)
    a, b, c, d = labels
    statements = [f"{a} has more than {b} and {c} together.", f"{b} has more than {c} and {d} together.",
                  f"{c} has more than {d} and {a} together.", f"{d} has more than {a} and {b} together."]  # fmt: skip
    which = draws.whole(0, 3)
    while True:
        values = [draws.whole(1, 10) for _ in labels]
        true = [values[k] > values[(k + 1) % 4] + values[(k + 2) % 4] for k in range(4)]
        if true == [k == which for k in range(4)]:
            break
    topic, unit = draws.one(_TOPICS)
    canvas = _bars(draws, _titled(topic, unit), labels, values, 10, 1)
    question = ask(draws, "Which statement follows from the chart?", "Which of the statements is true?", "What can be concluded from the bars?",
                   f"The chart shows “{topic}”. Which sentence is right?")  # fmt: skip
    return question_of(question, statements, statements[which], canvas.picture())


def timetable(draws: Draws) -> Question:
    """A timetable: which train is the last to be in time?"""
    hours = sorted(draws.some(range(6, 20), 4))
    trains = [(f"{hour:02d}:{draws.whole(0, 11) * 5:02d}", hour) for hour in hours]
    numbers = draws.some(range(11, 99), 4)
    options = [f"train {number}" for number in numbers]
    which = draws.whole(0, 3)
    arrivals = [f"{hour + 1:02d}:{draws.whole(0, 5) * 5:02d}" for _, hour in trains]
    town = draws.one(("Marlow", "Onslow", "Harlow", "Ludlow", "Winslow"))
    limit = f"{trains[which][1] + 1:02d}:{draws.whole(7, 11) * 5:02d}"
    rows = [["Train", "Departs", "Arrives"], *([str(number), leaves, comes] for number, (leaves, _), comes in
                                                      zip(numbers, trains, arrivals, strict=True))]  # fmt: skip
    question = draws.one((f"You must be in {town} by {limit} at the latest. Which is the last train you can take?",
                          f"Which train is the latest that reaches {town} before {limit}?"))  # fmt: skip
    return question_of(question, options, options[which], _grid(draws, rows, f"Trains to {town}").picture())


class Bars(NamedTuple):
    """Dials: groups of bars, bars of a group, the greatest value, and how far apart the lines of the scale are."""

    groups: int
    series: int
    top: int
    step: int


def exact_difference(draws: Draws, dials: Bars) -> Question:
    """Groups of bars with values between the lines of the scale: by how much do two of a colour differ?"""
    groups, series, top, step = dials
    labels = draws.some([name for name in NAMES if len(name) < 5], groups)
    colours = draws.some(_COLOURS, series)
    options, right = window(draws, 1, top // 3)
    values = [[draws.whole(2, top - 1) for _ in range(groups)] for _ in range(series)]
    row, (i, j) = draws.whole(0, series - 1), draws.some(range(groups), 2)
    low = draws.whole(2, top - 1 - right)
    values[row][i], values[row][j] = draws.shuffled((low, low + right))
    topic, unit = draws.one(_TOPICS)
    canvas = _axes(draws, _titled(topic, unit), top, step)
    wide = 490 / groups
    for place, label in enumerate(labels):
        canvas.text(76 + wide * (place + 0.5), 420, label, size=16, anchor="middle", colour=INK)
        for k, colour in enumerate(colours):
            x, y = 76 + wide * (place + 0.1 + 0.8 * k / series), _height(values[k][place], top)
            canvas.rect(x, y, 0.8 * wide / series - 1, 392 - y, fill=NAMED[colour])
    which = f"{colours[row]} bars" if series > 1 else "bars"
    question = ask(draws, f"By how much do the {which} of {labels[i]} and {labels[j]} differ?",
                   f"How large is the difference between the {which} of {labels[i]} and {labels[j]}?")  # fmt: skip
    return question_of(question, [str(option) for option in options], str(right), canvas.picture())


class Lines(NamedTuple):
    """Dials: lines of a chart, and points of each."""

    lines: int
    points: int


def line_by_rank(draws: Draws, dials: Lines) -> Question:
    """Lines that cross: which is at a place from the top on a day?"""
    count, points = dials
    colours = draws.some(("red", "orange", "green", "blue", "purple", "brown", "pink", "black"), count)
    labels = [str(day) for day in range(1, points + 1)]
    top = 2 * count
    columns = [draws.some(range(top + 1), count) for _ in labels]
    rows = {colour: [column[k] for column in columns] for k, colour in enumerate(colours)}
    canvas = _lines(draws, draws.one(_TOPICS)[0], labels, rows, top, 2)
    at, rank = draws.whole(1, points - 2), draws.whole(1, count - 2)
    order = sorted(colours, key=lambda colour: -rows[colour][at])
    right = order[rank]
    options = draws.shuffled([right, *draws.some([colour for colour in colours if colour != right], 3)])
    place = ("second", "third", "fourth", "fifth", "sixth", "seventh")[rank - 1]
    question = ask(draws, f"On day {labels[at]}, which line is {place} from the top?",
                   f"Rank the lines on day {labels[at]}. Which is in {place} place from the top?")  # fmt: skip
    return question_of(question, [f"the {colour} line" for colour in options], f"the {right} line", canvas.picture())


_SURNAMES = ("Adler", "Adley", "Alder", "Aldey", "Baker", "Barker", "Becker", "Bekker", "Carson", "Carlson", "Carston", "Corson",
             "Dalton", "Daltry", "Dolton", "Delton", "Marlow", "Marlowe", "Morlow", "Harlow")  # fmt: skip
_TOWNS = (
    "Ashton",
    "Aston",
    "Ashdon",
    "Alston",
    "Milton",
    "Melton",
    "Malton",
    "Hilton",
    "Norton",
    "Morton",
    "Horton",
    "Merton",
)


class Tables(NamedTuple):
    """Dials: rows of the table of people, of that of towns, and whether a third leads on from there."""

    people: int
    towns: int
    zones: bool


def chained_tables(draws: Draws, dials: Tables) -> Question:
    """Tables that lead from one to the next, full of names that are nearly the same: what stands at the end?"""
    people, towns = draws.some(_SURNAMES, dials.people), draws.some(_TOWNS, dials.towns)
    lives = [draws.whole(0, dials.towns - 1) for _ in people]
    zones = draws.some("KLMNPQRSTVXZ", min(dials.towns, 8))
    zone = [place % len(zones) for place in draws.shuffled(range(dials.towns))]
    start = draws.whole(3, 30)
    prices = draws.shuffled(range(start, start + len(zones)))
    asked = draws.whole(0, dials.people - 1)
    at = lives[asked]
    key = prices[zone[at]] if dials.zones else zone[at]
    tables = [(["Name", "Town"], [[name, towns[town]] for name, town in zip(people, lives, strict=True)]),
              (["Town", "Zone"], [[town, zones[place]] for town, place in zip(towns, zone, strict=True)])]  # fmt: skip
    if dials.zones:
        tables.append((["Zone", "Fare"], [[name, f"£{price}"] for name, price in zip(zones, prices, strict=True)]))
    high = max(448, 60 + 25 * (1 + max(len(rows) for _, rows in tables)))
    canvas = sheet(draws, 30 + 240 * len(tables), high)
    for number, (head, rows) in enumerate(tables):
        for row, cells in enumerate([head, *draws.shuffled(rows)]):
            x, y = 24 + 240 * number, 24 + 25 * row
            canvas.rect(
                x,
                y,
                210,
                25,
                fill="#cfe0ee" if row == 0 else "#fdfdfb" if row % 2 else "#f2f4f5",
                stroke="#b4bbc1",
                width=1,
            )
            for k, cell in enumerate(cells):
                canvas.text(
                    x + 12 + 118 * k, y + 18, cell, size=15, face="sans-bold" if row == 0 else "sans", colour=INK
                )
    pool = prices if dials.zones else list(range(len(zones)))
    options = draws.shuffled([key, *draws.some([one for one in pool if one != key], 3)])
    said = {value: f"£{value}" if dials.zones else f"zone {zones[value]}" for value in options}
    name = people[asked]
    question = (
        ask(
            draws,
            f"What does a ticket to {name}’s town cost?",
            f"Which fare is to be paid for the town in which {name} lives?",
        )
        if dials.zones
        else ask(draws, f"In which zone does {name} live?", f"To which zone does {name}’s town belong?")
    )
    return question_of(question, [said[option] for option in options], said[key], canvas.picture())


class Listed(NamedTuple):
    """Dials: rows of a table, and conditions that a row is to meet."""

    rows: int
    conditions: int


def rows_that_fit(draws: Draws, dials: Listed) -> Question:
    """A long table: how many rows meet some conditions?"""
    goods, shades = ("Cup", "Cap", "Mug", "Map", "Bag"), ("red", "blue", "green")
    good, shade, least = draws.one(goods), draws.one(shades), draws.whole(12, 20)
    conditions = draws.some(("good", "shade", "price"), dials.conditions)
    options, right = window(draws, 2 if dials.conditions > 1 else 3, 9)
    rows: list[tuple[str, str, int]] = []

    def meets(row: tuple[str, str, int]) -> dict[str, bool]:
        return {"good": row[0] == good, "shade": row[1] == shade, "price": row[2] > least}

    # As many as are right; the others fail in one condition only, where there are several.
    while len(rows) < dials.rows:
        row = (draws.one(goods), draws.one(shades), draws.whole(4, 32))
        met = sum(meets(row)[name] for name in conditions)
        fits = met == dials.conditions
        if fits == (len(rows) < right) and (fits or met == dials.conditions - 1 or draws.chance(0.2)):
            rows.append(row)
    shown = [
        [str(number), name, colour, f"£{price}"] for number, (name, colour, price) in enumerate(draws.shuffled(rows), 1)
    ]
    canvas = sheet(draws, 520, max(448, 70 + 25 * (dials.rows + 1)))
    for k, cells in enumerate([["No.", "Goods", "Colour", "Price"], *shown]):
        y = 30 + 25 * k
        canvas.rect(
            40, y, 440, 25, fill="#d9e8cf" if k == 0 else "#fdfdfb" if k % 2 else "#f2f4f5", stroke="#b4bbc1", width=1
        )
        for place, cell in enumerate(cells):
            canvas.text(56 + 110 * place, y + 18, cell, size=15, face="sans-bold" if k == 0 else "sans", colour=INK)
    thing = f"{good.lower()}s" if "good" in conditions else "things"
    told = f"{shade} {thing}" if "shade" in conditions else thing
    told += f" for more than £{least}" if "price" in conditions else ""
    question = ask(draws, f"How many {told} are on the list?", f"Count the rows with {told}. How many are there?")
    return question_of(question, [str(option) for option in options], str(right), canvas.picture())


FORMS: Sequence[Form] = (
    sum_of_bars, rank_of_bars, ratio_of_bars, step_of_line, lines_compared, share_of_pie, missing_in_table,
    cost_from_table, what_follows, timetable,
    graded(exact_difference, {2: Bars(8, 3, 40, 10), 3: Bars(10, 4, 80, 20)}),
    graded(line_by_rank, {2: Lines(8, 10), 3: Lines(8, 20)}),
    graded(chained_tables, {2: Tables(20, 12, zones=True)}),
    graded(rows_that_fit, {2: Listed(30, 3), 3: Listed(36, 3)}),
)  # fmt: skip

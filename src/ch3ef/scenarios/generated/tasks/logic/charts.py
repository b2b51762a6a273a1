"""Charts and tables: shares, missing values, look-ups, counts, heights on a scale, lines that cross, and the one square that changed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.fitting import window
from ch3ef.scenarios.generated.scene.palette import NAMED
from ch3ef.scenarios.generated.scene.winding import one_apart
from ch3ef.scenarios.generated.tasks.logic.drawing import INK, NAMES, sheet

_TOPICS = (("Apples picked", "kg"), ("Books lent", "books"), ("Visitors", "people"), ("Loaves sold", "loaves"),
           ("Trees planted", "trees"), ("Parcels sent", "parcels"), ("Bikes hired", "bikes"), ("Cups of tea", "cups"))  # fmt: skip
_COLOURS = ("red", "orange", "green", "blue", "purple", "brown")


def _titled(topic: str, unit: str) -> str:
    """The topic, with its unit where the topic does not name it."""
    return topic if unit in topic.lower() else f"{topic} ({unit})"


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


def share_of_pie(draws: Draws) -> Question:
    """A pie with one share missing, or a share of a total."""
    options, right = window(draws, 10, 45, step=5)
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
    question = draws.one((f"What is the missing share of “{asked}”?", f"What percentage belongs to “{asked}”?",
                          f"Which value stands for the question mark (“{asked}”)?"))  # fmt: skip
    return question_of(question, [f"{option}%" for option in options], f"{right}%", canvas.picture())


def missing_in_table(draws: Draws) -> Question:
    """A table with totals: which number is missing?"""
    options, right = window(draws, 3, 30, step=draws.one((1, 2, 3)))
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
    question = draws.one((f"Which number is missing for {names[i]} in {month}?", f"What must stand for {names[i]} in {month}, given the total?",
                          f"Find the value of {names[i]} for {month}."))  # fmt: skip
    return question_of(
        question, [str(option) for option in options], str(right), _grid(draws, rows, _titled(topic, unit)).picture()
    )


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


def dots_above_line(draws: Draws, count: int, r: float, gap: float) -> Question:
    """Two kinds of marks on a chart with a dashed line: how many of one kind lie above it, or below?"""
    # Dials: dots of a chart, their radius [pixels], and how near to each other they may lie, in radii.
    wide, high = (680, 460) if gap > 2 else (860, 600)
    options, right = window(draws, count // 6, count // 3 + 3)
    kind, side = draws.one(("round", "square")), draws.one(("above", "below"))
    rise, base = draws.one((-1, 1)) * draws.between(0.35, 0.65), draws.between(0.47, 0.53) * high
    counted, marks = 0, list[tuple[float, float, str]]()
    paired = set[int]()
    while len(marks) < count:
        x, y, own = draws.between(84, wide - 44), draws.between(66, high - 66), draws.one(("round", "square"))
        if gap < 2 and marks and draws.chance(0.6):
            # Some lie partly upon another.
            angle, (x0, y0, _) = draws.between(0, 2 * math.pi), draws.one(marks)
            x, y = x0 + 1.5 * r * math.sin(angle), y0 + 1.5 * r * math.cos(angle)
        off = base + rise * (x - wide / 2) * 0.6 - y
        fits = own == kind and (off > 0) == (side == "above")
        # Two may overlap, never three: each mark stays in sight for the most part.
        close = [n for n, (a, b, _) in enumerate(marks) if math.hypot(x - a, y - b) < max(gap, 2.4) * r]
        near = len(close) > 1 or not paired.isdisjoint(close)
        near = near or any(math.hypot(x - marks[n][0], y - marks[n][1]) < gap * r for n in close)
        framed = 84 < x < wide - 44 and 66 < y < high - 66
        if (
            near
            or not framed
            or abs(off) < 2.2 * r
            or (fits != (counted < right) and (fits or len(marks) - counted >= count - right))
        ):
            continue
        counted += fits
        if close:
            paired |= {*close, len(marks)}
        marks.append((x, y, own))
    canvas = sheet(draws, wide, high)
    canvas.rect(14, 14, wide - 28, high - 28, fill="#fdfdfb", radius=10)
    canvas.text(wide / 2, 44, draws.one(_TOPICS)[0], size=20, face="sans-bold", anchor="middle", colour=INK)
    canvas.polyline([(66, 56), (66, high - 54), (wide - 30, high - 54)], stroke="#5b6168", width=3)
    half = 0.6 * rise * (wide / 2 - 50)
    canvas.line(50, base - half, wide - 50, base + half, stroke="#d32f2f", width=2, dash="9 6")
    edge = "#fdfdfb" if gap < 2 else None
    for x, y, own in draws.shuffled(marks):
        if own == "round":
            canvas.circle(x, y, r, fill="#2962d9", stroke=edge, width=1.2)
        else:
            canvas.rect(x - 0.9 * r, y - 0.9 * r, 1.8 * r, 1.8 * r, fill="#2962d9", stroke=edge, width=1.2)
    question = draws.one((f"How many {kind} marks lie {side} the dashed line?", f"Count the {kind} marks {side} the dashed line. How many are there?",
                          f"The chart has round and square marks. How many {kind} ones are {side} the line?"))  # fmt: skip
    return question_of(question, [str(option) for option in options], str(right), canvas.picture())


def bars_over_level(draws: Draws, count: int) -> Question:
    """Many thin bars and a level: how many reach above it?"""
    options, right = window(draws, count // 4, 3 * count // 4)
    over = set(draws.some(range(count), right))
    level = draws.whole(140, 260)
    wide = 560 / count
    canvas = sheet(draws, round(wide * count) + 60, 460)
    canvas.rect(14, 14, canvas.width - 28, 432, fill="#fdfdfb", radius=10)
    topic, colour = draws.one(_TOPICS), NAMED[draws.one(_COLOURS)]
    canvas.text(
        canvas.width / 2, 48, f"{topic[0]}, {count} days", size=20, face="sans-bold", anchor="middle", colour=INK
    )
    for place in range(count):
        high = level + (draws.between(6, 60) if place in over else -draws.between(6, 100))
        canvas.rect(30 + wide * place + 0.14 * wide, 410 - high, 0.72 * wide, high, fill=colour)
    canvas.line(30, 410 - level, canvas.width - 30, 410 - level, stroke=INK, width=2, dash="8 5")
    canvas.line(26, 411, canvas.width - 26, 411, stroke=INK, width=3)
    question = draws.one(("On how many days does the bar reach above the dashed line?", "How many bars are higher than the dashed level?",
                          "Count the bars that rise over the dashed line. How many are there?"))  # fmt: skip
    return question_of(question, [str(option) for option in options], str(right), canvas.picture())


def line_of_one_colour(draws: Draws, count: int, points: int) -> Question:
    """Lines of one colour that cross, named where they begin: which is at a place on the last day?"""
    names = draws.some(NAMES, count)
    options = draws.some(range(count), 4)
    right, end = draws.one(options), draws.whole(0, count - 1)
    columns = [draws.shuffled(range(count)) for _ in range(points - 1)]
    rest = draws.shuffled(level for level in range(count) if level != end)
    columns.append([*rest[:right], end, *rest[right:]])
    tall = 400 if count < 14 else 610
    step, gap = 860 / points, tall / count
    canvas = sheet(draws, 980, tall + 100)
    canvas.rect(14, 14, 952, tall + 72, fill="#fdfdfb", radius=10)
    colour = NAMED[draws.one(_COLOURS)]
    for k in range(points):
        canvas.line(96 + step * k, 40, 96 + step * k, tall + 50, stroke="#d3d8dc", width=1.5)
        canvas.text(96 + step * k, tall + 74, str(k + 1), size=14, anchor="middle", colour=INK)
    for place, name in enumerate(names):
        spots = [(96 + step * k, 56 + gap * column[place]) for k, column in enumerate(columns)]
        canvas.polyline(spots, stroke=colour, width=3)
        canvas.text(86, spots[0][1] + 5, name, size=15, anchor="end", colour=INK)
    for level in range(count):
        canvas.text(108 + step * (points - 1), 61 + gap * level, str(level + 1), size=15, face="sans-bold", colour=INK)
    question = draws.one((f"Whose line ends at number {end + 1}?", f"Each line begins at a name. Which of them arrives at {end + 1} on the right?",
                          f"Trace the lines from the left: whose is number {end + 1} on day {points}?"))  # fmt: skip
    return question_of(question, [names[option] for option in options], names[right], canvas.picture())


def square_that_changed(draws: Draws, weeks: int, rows: int) -> Question:
    """Two charts of coloured squares, alike but for one square: in which weeks is it?"""
    # Dials: weeks across and things down.
    part, squares = weeks // 4, [(i, j) for i in range(weeks) for j in range(rows)]
    quarter = draws.whole(0, 3)
    changed = (part * quarter + draws.whole(0, part - 1), draws.whole(0, rows - 1))
    tints = draws.some(("#d9e6f2", "#8fb8d6", "#2f5f8f", "#f0c05a", "#c8502f"), 4)
    first = {square: draws.whole(0, 3) for square in squares}
    second = {**first, changed: (first[changed] + draws.whole(1, 3)) % 4}
    step = min(26.0, 900 / weeks)
    canvas = sheet(draws, max(448, round(step * weeks) + 90), round(2 * (step * rows + 62)) + 24)
    left, topic = (canvas.width - step * weeks) / 2, draws.one(_TOPICS)[0]
    for top, shades, title in (
        (58, first, f"{topic}, as printed"),
        (112 + step * rows, second, f"{topic}, as filed"),
    ):
        canvas.text(left, top - 24, title, size=16, face="sans-bold", colour=INK)
        for tint, fill in enumerate(tints):
            d = "".join(f"M{left + step * i:.1f} {top + step * j:.1f}h{step:.1f}v{step:.1f}h-{step:.1f}z"
                        for (i, j), shade in shades.items() if shade == tint)  # fmt: skip
            canvas.path(d, fill=fill, stroke="#fdfdfb", width=1)
        for k in range(5):
            canvas.line(
                left + part * step * k,
                top - 7,
                left + part * step * k,
                top + step * rows + 4,
                stroke=INK,
                width=1.5,
            )
        for k in range(4):
            canvas.text(
                left + part * step * (k + 0.5),
                top - 7,
                f"{part * k + 1} - {part * (k + 1)}",
                size=13,
                anchor="middle",
                colour=INK,
            )
    question = draws.one(("Two charts of the same weeks differ in the colour of one square. In which weeks is it?",
                          "One square of the upper chart has another colour in the lower one. Between which weeks does it lie?",
                          "Compare the two charts. In which block of weeks has one square another colour?"))  # fmt: skip
    said = [f"weeks {part * k + 1} to {part * (k + 1)}" for k in range(4)]
    return question_of(question, said, said[quarter], canvas.picture())


def height_of_bar(draws: Draws, count: int, units: int, numbered: int, uneven: bool) -> Question:
    """A bar chart whose scale has few numbers: how high is a bar? Where the scale is uneven, its lines are to be counted."""
    # Dials: bars, units of its scale, units between numbers on it, and whether the units are of unlike height.
    options, right = window(draws, units // 3, units - 1)
    asked, letters = draws.whole(count // 2, count - 1), draws.some("ABCDEFGHJKLMNPQRSTUVWXYZ", count)
    wide, high = (620, 460) if count < 10 else (900, 980)
    canvas = sheet(draws, wide, high)
    canvas.rect(14, 14, wide - 28, high - 28, fill="#fdfdfb", radius=10)
    topic, unit = draws.one(_TOPICS)
    canvas.text(wide / 2, 44, _titled(topic, unit), size=20, face="sans-bold", anchor="middle", colour=INK)
    step, colour = (wide - 110) / count, NAMED[draws.one(_COLOURS)]
    gaps = [draws.between(0.6, 1.4) if uneven else 1.0 for _ in range(units)]
    rises = [(high - 130) * share / sum(gaps) for share in accumulate(gaps, initial=0.0)]
    for value, rise in enumerate(rises):
        y, long = high - 60 - rise, 10 if value % (10 if uneven else 5) else 16
        canvas.line(74 - long, y, 74, y, stroke=INK, width=2 if uneven else 1.2)
        if value % numbered == 0:
            canvas.text(52, y + 5, str(value), size=15, anchor="end", colour=INK)
    for place, letter in enumerate(letters):
        tall = rises[right if place == asked else draws.whole(units // 4, units)]
        canvas.rect(80 + step * (place + 0.2), high - 60 - tall, 0.6 * step, tall, fill=colour)
        canvas.text(80 + step * (place + 0.5), high - 36, letter, size=14, anchor="middle", colour=INK)
    canvas.line(74, 70, 74, high - 60, stroke=INK, width=2)
    canvas.line(74, high - 60, wide - 30, high - 60, stroke=INK, width=2)
    question = draws.one((f"Read the chart by its scale. How high is bar {letters[asked]}?", f"Which value does bar {letters[asked]} reach on the scale?",
                          f"What is the value of bar {letters[asked]}?"))  # fmt: skip
    if uneven:
        question = f"Each line of the scale is one more, though they are not evenly apart. {question}"
    return question_of(question, [str(option) for option in options], str(right), canvas.picture())


def station_in_isobar(draws: Draws, side: int) -> Question:
    """A weather chart with one closed isobar: which station lies inside it, or outside?"""
    wide, high = (560, 480) if side < 14 else (820, 620)
    canvas = sheet(draws, wide, high)
    where, stations = one_apart(draws, canvas, (24, 58, wide - 48, high - 82), side, ("red", "green", "orange", "purple", "brown", "black"),
                                ink="#1f5fbf", ground="#fdfdfb")  # fmt: skip
    level = draws.one((995, 1000, 1005, 1010, 1015))
    canvas.text(
        wide / 2, 40, f"Pressure at noon: isobar of {level} hPa", size=19, face="sans-bold", anchor="middle", colour=INK
    )
    question = draws.one((f"The blue isobar is one closed line. Which station lies {where} it?",
                          f"Three of the marked stations are on one side of the closed blue isobar. Which one is {where}?"))  # fmt: skip
    return question_of(
        question,
        [f"the {colour} station" for colour in draws.shuffled(stations)],
        f"the {stations[0]} station",
        canvas.picture(),
    )


FORMS: Sequence[Form] = (
    share_of_pie, missing_in_table, timetable,
    graded(dots_above_line, {1: (14, 9, 2.5), 2: (200, 6, 1.5), 3: (260, 6, 1.3)}),
    graded(bars_over_level, {1: 8}),
    graded(line_of_one_colour, {2: (16, 10), 3: (19, 12)}),
    graded(square_that_changed, {2: (40, 16), 3: (48, 19)}),
    graded(height_of_bar, {1: (5, 10, 5, False), 2: (19, 90, 45, True), 3: (22, 120, 120, True)}),
    graded(station_in_isobar, {2: 29, 3: 36}),
)  # fmt: skip

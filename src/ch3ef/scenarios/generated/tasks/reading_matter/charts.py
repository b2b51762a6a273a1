"""Charts: bars, groups, stacks, lines, pies, points - highest, value, difference, share, trend."""

from __future__ import annotations

from collections.abc import Sequence

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Question, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.palette import darker
from ch3ef.scenarios.generated.tasks.reading_matter.drawing import MONTHS, TOWNS

_PALETTES = (
    ("#2f6db5", "#e1812c", "#3a923a", "#c03d3e", "#9372b2", "#845b53"),
    ("#1b6f7a", "#f2b134", "#d9482b", "#6c4f8a", "#4f9d69", "#8a8f98"),
    ("#264653", "#2a9d8f", "#e9c46a", "#6d597a", "#e76f51", "#8ab17d"),
)
_TOPICS = (
    ("Visitors of the museum", "visitors", "had the {} visitors"),
    ("Books lent", "books", "lent the {} books"),
    ("Bicycles sold", "bicycles", "sold the {} bicycles"),
    ("Trees planted", "trees", "planted the {} trees"),
    ("Loaves baked", "loaves", "baked the {} loaves"),
)
_SHARES = (
    ("How people come to work", ("Bus", "Bicycle", "Car", "On foot", "Train")),
    ("Favourite fruit", ("Apples", "Pears", "Plums", "Cherries", "Grapes")),
    ("Where the money goes", ("Rent", "Food", "Travel", "Clothes", "Savings")),
    ("What the garden grows", ("Beans", "Carrots", "Onions", "Potatoes", "Leeks")),
)

Plot = tuple[float, float, float, float]
"""Left, top, right and bottom of a plot's inside."""


def bars(draws: Draws) -> Question:
    """Bars: which is highest or lowest, what is the value, how large a difference?"""
    title, unit, did = draws.one(_TOPICS)
    towns = draws.some(TOWNS, 5)
    gaps = _window(draws, 60)
    gap = draws.one(gaps)
    low = draws.one(range(10, 101 - gap, 10))
    rest = draws.some([value for value in range(10, 101, 10) if value not in (low, low + gap)], 3)
    values = draws.shuffled((low, low + gap, *rest))
    canvas, plot, colours = _frame(draws, title)
    _axis(canvas, plot, 100, unit)
    wide = (plot[2] - plot[0]) / 5
    same = draws.chance(0.5)
    for place, (town, value) in enumerate(zip(towns, values, strict=True)):
        x, top = plot[0] + wide * (place + 0.5), _at(plot, value, 100)
        fill = colours[0 if same else place]
        canvas.rect(x - 0.32 * wide, top, 0.64 * wide, plot[3] - top, fill=fill, radius=2)
        canvas.text(x, plot[3] + 24, town, size=15, anchor="middle")
    spots = draws.some(range(5), 4)
    spot, kind = draws.one(spots), draws.whole(0, 2)
    if kind == 0:
        question = draws.one(
            (
                f"How many {unit} does the chart show for {towns[spot]}?",
                f"What is the value of the bar of {towns[spot]}?",
            )
        )
        return question_of(question, [str(values[each]) for each in spots], str(values[spot]), canvas.picture())
    if kind == 1:
        least = draws.chance(0.5)
        right = (min if least else max)(range(5), key=lambda each: values[each])
        options = draws.shuffled([towns[right], *draws.some([town for town in towns if town != towns[right]], 3)])
        question = draws.one((f"Which town {did.format('fewest' if least else 'most')}?",
                              f"Whose bar is the {'lowest' if least else 'highest'} in “{title}”?"))  # fmt: skip
        return question_of(question, options, towns[right], canvas.picture())
    ahead, behind = towns[values.index(low + gap)], towns[values.index(low)]
    question = draws.one(
        (f"By how many {unit} is {ahead} ahead of {behind}?", f"How many more {unit} does {ahead} have than {behind}?")
    )
    return question_of(question, [str(each) for each in gaps], str(gap), canvas.picture())


def grouped_bars(draws: Draws) -> Question:
    """Pairs of bars: in which group is one series ahead, what is a value?"""
    title, unit, _ = draws.one(_TOPICS)
    series = draws.one((("Summer", "Winter"), ("2029", "2030"), ("Weekdays", "Weekends"), ("Adults", "Children")))
    towns = draws.some(TOWNS, 4)
    odd, first = draws.whole(0, 3), draws.chance(0.5)
    pairs = []
    for place in range(4):
        low, high = sorted(draws.some(range(10, 101, 10), 2))
        pairs.append([high, low] if (place == odd) == first else [low, high])
    by_group = draws.chance(0.5)
    spot, side = draws.whole(0, 3), draws.whole(0, 1)
    values = _window(draws, 100)
    if not by_group:
        pairs[spot][side] = draws.one(values)
    canvas, plot, colours = _frame(draws, title)
    plot = (plot[0], plot[1] + 30, plot[2], plot[3])
    _axis(canvas, plot, 100, unit)
    _legend(canvas, plot, series, colours)
    wide = (plot[2] - plot[0]) / 4
    for place, pair in enumerate(pairs):
        x = plot[0] + wide * (place + 0.5)
        for bar, value in enumerate(pair):
            top = _at(plot, value, 100)
            canvas.rect(x + (bar - 1) * 0.34 * wide, top, 0.32 * wide, plot[3] - top, fill=colours[bar])
        canvas.text(x, plot[3] + 24, towns[place], size=16, anchor="middle")
    ahead, behind = series if first else series[::-1]
    if by_group:
        question = draws.one((f"In which place is “{ahead}” above “{behind}”?",
                              f"Only one place has more for “{ahead}” than for “{behind}”. Which?"))  # fmt: skip
        return question_of(question, towns, towns[odd], canvas.picture())
    question = draws.one((f"How many {unit} are shown for {towns[spot]} under “{series[side]}”?",
                          f"What is the value of “{series[side]}” in {towns[spot]}?"))  # fmt: skip
    return question_of(question, [str(each) for each in values], str(pairs[spot][side]), canvas.picture())


def lines(draws: Draws) -> Question:
    """A line over months: peak, low, value, and how it runs."""
    first = draws.whole(0, 5)
    months = [month[:3] for month in MONTHS[first : first + 7]]
    what = draws.one(("Rain in mm", "Boat trips", "Guests", "Hours of sun", "Letters sent", "Jars filled"))
    kind, low = draws.whole(0, 2), draws.chance(0.5)
    spots, window = draws.some(range(7), 4), _window(draws, 100)
    right = draws.one(spots)
    courses = ("It rises all the way", "It falls all the way", "It rises, then falls", "It falls, then rises")
    course = draws.whole(0, 3)
    values = draws.some(range(20, 91, 10), 7)
    if kind == 2:
        steps = sorted(draws.some(range(10, 101, 10), 7))
        values = [steps, steps[::-1], [*steps[0::2], *steps[1::2][::-1]], [*steps[0::2][::-1], *steps[1::2]]][course]
    else:
        values[right] = draws.one(window) if kind else 10 if low else 100
    canvas, plot, colours = _frame(draws, what)
    _axis(canvas, plot, 100, "")
    wide = (plot[2] - plot[0]) / 7
    points = [(plot[0] + wide * (place + 0.5), _at(plot, value, 100)) for place, value in enumerate(values)]
    for (x, _), month in zip(points, months, strict=True):
        canvas.text(x, plot[3] + 24, month, size=16, anchor="middle")
    if draws.chance(0.4):
        canvas.polygon([(points[0][0], plot[3]), *points, (points[-1][0], plot[3])], fill=colours[0], opacity=0.2)
    canvas.polyline(points, stroke=colours[0], width=4)
    for x, y in points:
        canvas.circle(x, y, 6, fill=colours[0], stroke="#ffffff", width=2)
    if kind == 0:
        question = draws.one((f"In which month is “{what}” at its {'lowest' if low else 'highest'}?",
                              f"When does the line “{what}” reach its {'lowest' if low else 'highest'} point?"))  # fmt: skip
        return question_of(question, [months[each] for each in spots], months[right], canvas.picture())
    if kind == 1:
        question = draws.one(
            (f"What is the value of “{what}” in {months[right]}?", f"What does the line show for {months[right]}?")
        )
        return question_of(question, [str(each) for each in window], str(values[right]), canvas.picture())
    question = draws.one(
        (f"How does “{what}” run from {months[0]} to {months[-1]}?", f"What is the course of the line “{what}”?")
    )
    return question_of(question, courses, courses[course], canvas.picture())


def pie(draws: Draws) -> Question:
    """A pie or ring: largest, smallest, a share."""
    title, parts = draws.one(_SHARES)
    every = draws.one(
        ((35, 25, 20, 15, 5), (40, 25, 15, 12, 8), (32, 26, 18, 14, 10), (45, 22, 16, 11, 6), (38, 24, 19, 12, 7))
    )
    shares = draws.shuffled(every)
    canvas, _, colours = _frame(draws, title)
    ring, told = draws.chance(0.4), draws.chance(0.5)
    start = draws.between(0, 360)
    for share, colour in zip(shares, colours, strict=False):
        end = start + 3.6 * share
        canvas.arc(214, 268, 150, start, end, fill=colour, stroke="#ffffff", width=3, inner=66 if ring else 0)
        start = end
    for place, (part, colour) in enumerate(zip(parts, colours, strict=False)):
        y = 168 + 44 * place
        canvas.rect(404, y - 16, 22, 22, fill=colour, radius=4)
        canvas.text(438, y + 1, f"{part} {shares[place]} %" if told else part, size=18)
    spots = draws.some(range(5), 4)
    spot = draws.one(spots)
    if told and draws.chance(0.5):
        question = draws.one(
            (f"{title}: what is the share of “{parts[spot]}”?", f"What percentage belongs to “{parts[spot]}”?")
        )
        return question_of(question, [f"{shares[each]} %" for each in spots], f"{shares[spot]} %", canvas.picture())
    low = draws.chance(0.5)
    right = (min if low else max)(range(5), key=lambda each: shares[each])
    options = draws.shuffled([parts[right], *draws.some([part for part in parts if part != parts[right]], 3)])
    question = draws.one((f"{title}: which has the {'smallest' if low else 'largest'} share?",
                          f"Which slice of “{title}” is the {'smallest' if low else 'largest'}?"))  # fmt: skip
    return question_of(question, options, parts[right], canvas.picture())


def scatter(draws: Draws) -> Question:
    """Named points on two axes: which is highest, furthest right, where is one?"""
    across, up = draws.one(
        (("Price", "Quality"), ("Age", "Height"), ("Weight", "Speed"), ("Distance", "Fare"), ("Depth", "Warmth"))
    )
    letters = draws.some("ABCDEFGHKL", 6)
    xs, ys = draws.some(range(10, 100, 15), 6), draws.some(range(10, 100, 15), 6)
    canvas, plot, colours = _frame(draws, f"{up} by {across.lower()}")
    _axis(canvas, plot, 100, "")
    for x in range(0, 101, 20):
        px = plot[0] + (plot[2] - plot[0]) * x / 100
        canvas.line(px, plot[1], px, plot[3], stroke="#d9dde1", width=1)
        canvas.text(px, plot[3] + 20, str(x), size=13, colour="#555b61", anchor="middle")
    canvas.text(plot[2], plot[3] + 44, across, size=16, face="sans-bold", anchor="end")
    canvas.text(plot[0] - 30, plot[1] - 14, up, size=16, face="sans-bold")
    for letter, x, y in zip(letters, xs, ys, strict=True):
        px, py = plot[0] + (plot[2] - plot[0]) * x / 100, _at(plot, y, 100)
        canvas.circle(px, py, 9, fill=colours[0], opacity=0.85)
        canvas.text(px + 13, py - 7, letter, size=18, face="sans-bold", colour=darker(colours[0], 0.4))
    low, flat = draws.chance(0.5), draws.chance(0.5)
    axis = across if flat else up
    right = (min if low else max)(range(6), key=lambda each: (xs if flat else ys)[each])
    options = draws.shuffled([letters[right], *draws.some([each for each in letters if each != letters[right]], 3)])
    question = draws.one((f"Which point has the {'least' if low else 'greatest'} value of {axis.lower()}?",
                          f"At which letter is “{axis}” {'lowest' if low else 'highest'}?"))  # fmt: skip
    return question_of(question, [f"Point {each}" for each in options], f"Point {letters[right]}", canvas.picture())


def stacked_bars(draws: Draws) -> Question:
    """Stacks of two or three parts: whose total is largest, how large is a part?"""
    title, unit, did = draws.one(_TOPICS)
    towns, kind = draws.some(TOWNS, 4), draws.whole(0, 2)
    series = draws.some(("Spring", "Summer", "Autumn", "Winter"), draws.whole(2, 3))
    spot, side = draws.whole(0, 3), draws.whole(0, len(series) - 1)
    stacks = [[10 * draws.whole(1, 4) for _ in series] for _ in towns]
    if kind < 2:
        stacks = [_split(draws, total, len(series)) for total in draws.some(range(40, 101, 10), 4)]
    totals = [sum(stack) for stack in stacks]
    canvas, plot, colours = _frame(draws, title)
    plot = (plot[0], plot[1] + 30, plot[2], plot[3])
    _axis(canvas, plot, 120, unit)
    _legend(canvas, plot, series, colours)
    wide = (plot[2] - plot[0]) / 4
    for place, stack in enumerate(stacks):
        x, low = plot[0] + wide * (place + 0.5), 0
        for part, colour in zip(stack, colours, strict=False):
            top, foot = _at(plot, low + part, 120), _at(plot, low, 120)
            canvas.rect(x - 0.3 * wide, top, 0.6 * wide, foot - top, fill=colour)
            ink = "#222222" if sum(int(colour[k : k + 2], 16) for k in (1, 3, 5)) > 410 else "#ffffff"
            canvas.text(x, (top + foot) / 2 + 6, str(part), size=16, face="sans-bold", colour=ink, anchor="middle")
            low += part
        canvas.text(x, plot[3] + 24, towns[place], size=16, anchor="middle")
    if kind == 0:
        least = draws.chance(0.5)
        right = (min if least else max)(range(4), key=lambda each: totals[each])
        question = draws.one((f"Which town {did.format('fewest' if least else 'most')} in all?",
                              f"Whose whole bar is the {'shortest' if least else 'longest'} in “{title}”?"))  # fmt: skip
        return question_of(question, towns, towns[right], canvas.picture())
    if kind == 1:
        question = draws.one(
            (f"What is the total of {towns[spot]}?", f"How many {unit} does {towns[spot]} have in all seasons shown?")
        )
        return question_of(question, [str(each) for each in totals], str(totals[spot]), canvas.picture())
    season = series[side].lower()
    question = draws.one(
        (
            f"How many {unit} does {towns[spot]} have for {season}?",
            f"{towns[spot]}: how large is the part for {season}?",
        )
    )
    return question_of(question, ("10", "20", "30", "40"), str(stacks[spot][side]), canvas.picture())


def _split(draws: Draws, total: int, count: int) -> list[int]:
    """Tens that add up to a total of at least 40."""
    first = 10 * draws.whole(1, total // 10 - count + 1)
    return [first, total - first] if count == 2 else [first, *_split(draws, total - first, 2)]


def _frame(draws: Draws, title: str) -> tuple[Canvas, Plot, list[str]]:
    """A sheet with a title; the plot's inside and drawn colours."""
    canvas = Canvas(600, 480, ground=draws.one(("#ffffff", "#fbfaf5", "#f6f8fa", "#f7f4ee")))
    face = draws.one(("sans-bold", "serif-bold", "comic-bold"))
    canvas.text(300, 44, title, size=25, face=face, anchor="middle")  # type: ignore[arg-type]
    return canvas, (66, 86, 572, 420), draws.shuffled(draws.one(_PALETTES))


def _axis(canvas: Canvas, plot: Plot, high: int, unit: str) -> None:
    """Grid lines at every ten, labels at every other one."""
    left, top, right, bottom = plot
    for value in range(0, high + 1, 10):
        y = _at(plot, value, high)
        canvas.line(left, y, right, y, stroke="#c9cfd4" if value % 20 == 0 else "#e6e9ec", width=1.2)
        if value % 20 == 0:
            canvas.text(left - 10, y + 5, str(value), size=14, colour="#555b61", anchor="end")
    canvas.line(left, bottom, right, bottom, stroke="#444444", width=2)
    if unit:
        canvas.text(left - 44, top - 14, unit, size=14, colour="#555b61")


def _at(plot: Plot, value: float, high: float) -> float:
    return plot[3] - (plot[3] - plot[1]) * value / high


def _legend(canvas: Canvas, plot: Plot, series: Sequence[str], colours: Sequence[str]) -> None:
    for place, (name, colour) in enumerate(zip(series, colours, strict=False)):
        x = plot[0] + 90 + 130 * place
        canvas.rect(x, plot[1] - 46, 20, 20, fill=colour, radius=3)
        canvas.text(x + 28, plot[1] - 30, name, size=16)


def _window(draws: Draws, high: int) -> list[int]:
    """Four neighbouring tens from 10 to `high`."""
    low = 10 * draws.whole(1, high // 10 - 3)
    return [low, low + 10, low + 20, low + 30]

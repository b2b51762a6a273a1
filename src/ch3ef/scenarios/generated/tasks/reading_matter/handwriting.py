"""Handwriting: lists with corrections, insertions, columns to add up, tallies, numbers that are nearly alike, arrows that move lines."""  # fmt: skip

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from ch3ef.scenarios.generated.choices import parts, quartet, swapped, window
from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.tasks.reading_matter.drawing import FIRST, TOWNS, clock_times, page

_GOODS = ("apples", "bagels", "carrots", "eggs", "lemons", "onions", "plums", "rolls", "yoghurts", "candles", "pears", "mushrooms", "tomatoes", "leeks", "muffins", "napkins", "matches", "radishes", "walnuts", "figs")  # fmt: skip
_INKS = ("#1f3a7a", "#22262b", "#7a1f2b", "#1f5b3a", "#4a2f6b")
_TINTS = ("#fffdf0", "#fff7b8", "#f4f8fb", "#fdf6ea")


class Hand(NamedTuple):
    """Dials: lines on the sheet, corrections or steps, size of the letters."""

    lines: int
    changes: int
    size: float


class Pen:
    """One hand and one ink; `write` returns where a word ends."""

    def __init__(self, draws: Draws, canvas: Canvas, size: float) -> None:
        self.draws, self.canvas, self.size = draws, canvas, size
        self.face: Literal["hand-print", "hand-script"] = draws.one(("hand-print", "hand-print", "hand-script")) if size > 21 else "hand-print"  # fmt: skip
        self.ink = draws.one(_INKS)

    def write(self, x: float, y: float, text: str, *, share: float = 1, struck: bool = False) -> float:
        """A word, perhaps struck out."""
        wide = self.canvas.handwriting(self.draws, x, y, text, size=self.size * share, face=self.face, colour=self.ink, pen=max(1.3, 0.066 * self.size))  # fmt: skip
        if struck:
            self.canvas.line(x - 3, y - 0.24 * self.size * share, x + wide + 3, y - 0.34 * self.size * share + self.draws.jitter(2), stroke=self.ink, width=max(1.4, 0.07 * self.size))  # fmt: skip
        return x + wide

    def corrected(self, x: float, y: float, old: Sequence[str], new: str) -> float:
        """Words that were struck one after the other, and the last one that counts."""
        for word in old:
            x = self.write(x, y, word, struck=True) + 0.4 * self.size
        return self.write(x, y, new)


def corrected_list(draws: Draws, dials: Hand) -> Question:
    """A list whose numbers were changed: how many of several things in all?"""
    names = draws.some(_GOODS, dials.lines)
    asked = draws.some(range(dials.lines), max(1, dials.changes))
    options, right = window(draws, 4 * len(asked), 12 * len(asked))
    numbers = dict(zip(asked, parts(draws, right, len(asked), 2, 14), strict=True))
    with page(draws, 400, 76 + 1.55 * dials.size * dials.lines, tint=draws.one(_TINTS), tilt=3, turn=180 if dials.size < 21.5 else 0) as canvas:  # fmt: skip
        pen = Pen(draws, canvas, dials.size)  # fmt: skip
        pen.write(40, 46, draws.one(("To buy", "Market", "Shopping")), share=1.2)
        for place, name in enumerate(names):
            y = 60 + 1.55 * dials.size * (place + 1)
            canvas.line(0, y + 5, 400, y + 5, stroke="#9bb8d0", width=1)
            old = [str(draws.whole(2, 14)) for _ in range(draws.whole(0, 2))] if dials.changes else []
            pen.write(pen.corrected(40, y, old, str(numbers.get(place, draws.whole(2, 14)))) + 0.5 * dials.size, y, name)  # fmt: skip
    said = " and ".join((", ".join(names[spot] for spot in asked[:-1]), names[asked[-1]])) if len(asked) > 1 else names[asked[0]]  # fmt: skip
    question = draws.one((f"How many {said} are to be bought{' in all' if len(asked) > 1 else ''}?", f"By the last number that was not struck out: how many {said}{' together' if len(asked) > 1 else ''}?"))  # fmt: skip
    return question_of(question, [str(option) for option in options], str(right), canvas.picture())


def corrected_times(draws: Draws, dials: Hand) -> Question:
    """Appointments with times, days and places that were changed: when is one in the end?"""
    names = draws.some(FIRST, dials.lines)
    times = clock_times(draws, 3 * dials.lines, 8, 20, 5)
    spots = draws.some(range(dials.lines), 4)
    spot = draws.one(spots)
    last = [times[3 * k] for k in range(dials.lines)]
    with page(draws, 470, 70 + 1.7 * dials.size * dials.lines, tint=draws.one(_TINTS), tilt=2.5, turn=180 if dials.size < 21.5 else 0) as canvas:  # fmt: skip
        pen = Pen(draws, canvas, dials.size)  # fmt: skip
        for place, name in enumerate(names):
            y = 40 + 1.7 * dials.size * (place + 0.6)
            end = pen.write(30, y, f"{name}: ")
            pen.corrected(end, y, times[3 * place + 1 : 3 * place + 1 + draws.whole(0, dials.changes)], last[place])
    # Two lines have changed places, and a note at the foot says so.
    one, other = (spot, draws.one([each for each in spots if each != spot])) if dials.changes > 1 and draws.chance(0.7) else (0, 0)  # fmt: skip
    right = last[other] if one != other else last[spot]
    note = f" {names[one]} and {names[other]} have changed places since." if one != other else ""
    question = draws.one((f"At what time is it {names[spot]}’s turn?", f"Which time counts for {names[spot]}?", f"When does {names[spot]} have to be there?"))  # fmt: skip
    return question_of((question + note).strip(), [last[each] for each in spots], right, canvas.picture())


def column_sum(draws: Draws, dials: Hand) -> Question:
    """A book of expenses: how much did one person spend?"""
    people = draws.some(FIRST, 3)
    count = max(2, dials.lines // 3 + 1)
    options, right = window(draws, 14 * count, 40 * count)
    amounts = [(people[0], value) for value in parts(draws, right, count, 3, 58)] + [(draws.one(people[1:]), draws.whole(3, 58)) for _ in range(dials.lines - count)]  # fmt: skip
    with page(draws, 420, 60 + 1.5 * dials.size * dials.lines, tint=draws.one(_TINTS), tilt=2, turn=180 if dials.size < 21.5 else 0) as canvas:  # fmt: skip
        pen = Pen(draws, canvas, dials.size)  # fmt: skip
        canvas.line(290, 14, 290, 46 + 1.5 * dials.size * dials.lines, stroke="#e59a9a", width=1.5)
        for place, (name, value) in enumerate(draws.shuffled(amounts), 1):
            y = 26 + 1.5 * dials.size * place
            canvas.line(0, y + 5, 420, y + 5, stroke="#9bb8d0", width=1)
            pen.write(24, y, f"{name}, {draws.one(_GOODS)}")
            old = [str(draws.whole(3, 58))] if dials.changes and draws.chance(0.3) else []
            pen.corrected(304, y, old, str(value))
    question = draws.one((f"How much has {people[0]} spent in all?", f"Add up what the book says for {people[0]}. What is the sum?", f"What do the entries of {people[0]} come to? Numbers that are struck out do not count."))  # fmt: skip
    return question_of(question, [str(option) for option in options], str(right), canvas.picture())


def tally_sheet(draws: Draws, dials: Hand) -> Question:
    """Strokes in bundles of five: how many for one name, or for two together?"""
    names = draws.some(TOWNS, dials.lines)
    asked = names[: 1 + (dials.changes > 1)]
    options, right = window(draws, 5 * len(asked), dials.changes * 12 + 12)
    counts = dict(zip(names, [*parts(draws, right, len(asked), 2, right - 2 if len(asked) > 1 else right), *(draws.whole(4, 30) for _ in names)], strict=False))  # fmt: skip
    with page(draws, 460, 60 + 2 * dials.size * dials.lines, tint=draws.one(_TINTS), tilt=2, turn=180 if dials.size < 21.5 else 0) as canvas:  # fmt: skip
        pen = Pen(draws, canvas, dials.size)  # fmt: skip
        step = 0.27 * dials.size
        for place, name in enumerate(draws.shuffled(names)):
            y = 30 + 2 * dials.size * (place + 0.6)
            pen.write(22, y, name)
            x = max(175.0, 7.4 * dials.size)
            for k in range(counts[name]):
                if k % 5 == 4:
                    canvas.line(x - 4.4 * step, y, x - 0.3 * step, y - 0.75 * dials.size, stroke=pen.ink, width=1.6)
                    x += step * draws.between(0.7, 1.1)
                else:
                    canvas.line(x + draws.jitter(1), y + draws.jitter(2), x + draws.jitter(1.4), y - 0.78 * dials.size + draws.jitter(2), stroke=pen.ink, width=1.6)  # fmt: skip
                    x += step
    who = " and ".join(asked)
    question = draws.one((f"How many strokes are there for {who}{' together' if len(asked) > 1 else ''}?", f"Count the marks for {who}{' together' if len(asked) > 1 else ''}."))  # fmt: skip
    return question_of(question, [str(option) for option in options], str(right), canvas.picture())


def phone_list(draws: Draws, dials: Hand) -> Question:
    """A list of telephone numbers, some corrected: which is the number of one person?"""
    names = draws.some([f"{first} {initial}." for first in draws.some(FIRST, max(3, dials.lines // 2)) for initial in "BDHKR"], dials.lines)  # fmt: skip
    digits = 6 + 2 * dials.changes
    number = [str(draws.whole(0, 9)) for _ in range(digits)]
    near = [k for k in range(digits - 1) if number[k] != number[k + 1]]
    one, other = draws.some(near, 2) if len(near) > 1 else (0, 0)
    if abs(one - other) < 2:
        return phone_list(draws, dials)
    numbers = [" ".join("".join(each[k : k + 2]) for k in range(0, digits, 2)) for each in quartet(number, swapped(one, one + 1), swapped(other, other + 1))]  # fmt: skip
    right, spot = draws.one(numbers), draws.whole(0, dials.lines - 1)
    with page(draws, 440, 60 + 1.6 * dials.size * dials.lines, tint=draws.one(_TINTS), tilt=3, turn=180 if dials.size < 21.5 else 0) as canvas:  # fmt: skip
        pen = Pen(draws, canvas, dials.size)  # fmt: skip
        for place, name in enumerate(names):
            y = 28 + 1.6 * dials.size * (place + 0.7)
            pen.write(24, y, name)
            others = [str(draws.whole(0, 9)) for _ in range(digits)]
            pen.write(max(130.0, 24 + 6.5 * dials.size), y, right if place == spot else " ".join("".join(others[k : k + 2]) for k in range(0, digits, 2)))  # fmt: skip
    question = draws.one((f"What is the number of {names[spot]}?", f"Which number do I dial for {names[spot]}?", f"Read out the telephone number that stands beside {names[spot]}"))  # fmt: skip
    return question_of(question, numbers, right, canvas.picture())


def moved_lines(draws: Draws, dials: Hand) -> Question:
    """A running order in which arrows move lines: what comes at one place in the end?"""
    names = draws.some(FIRST, dials.lines)
    arrows: list[tuple[int, int]] = []
    for source in draws.some(range(dials.lines), dials.changes):
        gap = draws.one([gap for gap in range(dials.lines + 1) if gap not in (source, source + 1) and gap not in [used for _, used in arrows]])  # fmt: skip
        arrows.append((source, gap))
    # All arrows are meant at once: what stays keeps its order, what moves goes into its gap.
    moved = {source for source, _ in arrows}
    order: list[int] = []
    for gap in range(dials.lines + 1):
        order += [source for source, into in arrows if into == gap]
        order += [gap] if gap < dials.lines and gap not in moved else []
    place = draws.whole(0, dials.lines - 1)
    right = order[place]
    options = draws.shuffled([right, *draws.some([k for k in order[max(0, place - 3) : place + 4] if k != right], 3)])
    step = 1.7 * dials.size
    with page(draws, 420, 50 + step * (dials.lines + 1), tint=draws.one(_TINTS), tilt=2, turn=180 if dials.size < 21.5 else 0) as canvas:  # fmt: skip
        pen = Pen(draws, canvas, dials.size)  # fmt: skip
        ends = [pen.write(36, 30 + step * (k + 0.7), f"{draws.one(('Song', 'Poem', 'Dance', 'Trick', 'Speech', 'Sketch'))}: {name}") for k, name in enumerate(names)]  # fmt: skip
        for k, (source, gap) in enumerate(arrows):
            y1, y2 = 30 + step * (source + 0.5), 30 + step * (gap + 0.15)
            x = 300 + 100 * (k + 0.5) / len(arrows)
            canvas.polyline([(ends[source] + 6, y1), (x, y1), (x, y2)], stroke="#c03d3e", width=1.8)
            canvas.arrow(x, y2, min(ends[max(0, gap - 1)], ends[min(dials.lines - 1, gap)]) + 24, y2, stroke="#c03d3e", width=1.8, head=9)  # fmt: skip
    nth = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")[place]  # fmt: skip
    question = draws.one((f"The red arrows move lines to where they point. Who comes {nth} in the new order?", f"Who is {nth} once all red arrows are followed?"))  # fmt: skip
    return question_of(question, [names[option] for option in options], names[right], canvas.picture())


FORMS: tuple[Form, ...] = (
    graded(corrected_list, {1: Hand(5, 0, 30), 2: Hand(9, 2, 24), 3: Hand(19, 6, 18)}),
    graded(corrected_times, {1: Hand(4, 0, 30), 2: Hand(7, 1, 26), 3: Hand(16, 2, 19)}),
    graded(column_sum, {1: Hand(4, 0, 28), 2: Hand(9, 0, 22), 3: Hand(26, 1, 18)}),
    graded(tally_sheet, {1: Hand(4, 1, 28), 2: Hand(6, 2, 24), 3: Hand(13, 4, 20)}),
    graded(phone_list, {1: Hand(4, 0, 28), 2: Hand(9, 1, 22), 3: Hand(26, 3, 17)}),
    graded(moved_lines, {1: Hand(5, 1, 28), 2: Hand(7, 2, 25), 3: Hand(12, 4, 21)}),
)

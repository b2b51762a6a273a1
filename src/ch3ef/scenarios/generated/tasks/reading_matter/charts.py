"""Charts: values between ticks, on two axes, in stacks and on a scale of powers, many lines, bars with spans."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from ch3ef.scenarios.generated.choices import parts, window
from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.palette import darker
from ch3ef.scenarios.generated.tasks.reading_matter.drawing import MONTHS, TOWNS

_TINTS = ("#2f6db5", "#c03d3e", "#3a923a", "#e1812c", "#7b5aa6", "#845b53", "#1b8a8f", "#5a5f66", "#c2559d", "#8a8b22")
_MADE = ("Visitors", "Books lent", "Bicycles sold", "Trees planted", "Loaves baked", "Jars filled", "Letters sent", "Tickets")  # fmt: skip


class Plot:
    """Axes with a tick at every step and a number at every fifth; `at` says where a value stands."""

    def __init__(
        self, draws: Draws, title: str, high: int, tick: int, width: int = 640, height: int = 520, *, log: bool = False
    ) -> None:
        self.canvas = Canvas(width, height, ground=draws.one(("#ffffff", "#fbfaf5", "#f6f8fa", "#f7f4ee")))
        self.left, self.top, self.right, self.bottom = 70.0, 94.0, width - 64.0, height - 62.0
        self.high, self.log = high, log
        self.canvas.text(width / 2, 36, title, size=22, face="sans-bold", anchor="middle")
        values = [k * 10**power for power in range(round(math.log10(high))) for k in range(1, 10)] + [high] if log else list(range(0, high + 1, tick))  # fmt: skip
        for place, value in enumerate(values):
            y, major = self.at(value), (place % 9 == 0 if log else place % 5 == 0)
            self.canvas.line(self.left - (8 if major else 4), y, self.right if major else self.left, y, stroke="#c3c9ce" if major else "#777777", width=1)  # fmt: skip
            if major:
                self.canvas.text(self.left - 12, y + 5, str(value), size=13, colour="#555b61", anchor="end")
        self.canvas.line(self.left, self.top, self.left, self.bottom, stroke="#444444", width=1.5)
        self.canvas.line(self.left, self.bottom, self.right, self.bottom, stroke="#444444", width=1.5)

    def at(self, value: float) -> float:
        """The height at which a value stands."""
        share = math.log10(value) / math.log10(self.high) if self.log else value / self.high
        return self.bottom - (self.bottom - self.top) * share

    def columns(self, names: Sequence[str], size: float = 13) -> list[float]:
        """Where columns stand, named below."""
        wide = (self.right - self.left) / len(names)
        for k, name in enumerate(names):
            self.canvas.text(self.left + wide * (k + 0.5), self.bottom + 20, name, size=size, anchor="middle")
        return [self.left + wide * (k + 0.5) for k in range(len(names))]

    def legend(self, names: Sequence[str], marks: bool = False) -> None:
        """Names beside their colours, above the plot."""
        wide = (self.right - self.left) / min(5, len(names))
        for k, name in enumerate(names):
            x, y = self.left + wide * (k % 5), 58 + 17 * (k // 5)
            self.canvas.line(x, y - 4, x + 20, y - 4, stroke=_TINTS[k], width=3 if marks else 9)
            if marks:
                marker(self.canvas, k, x + 10, y - 4)
            self.canvas.text(x + 26, y, name, size=11.5)


def marker(canvas: Canvas, kind: int, x: float, y: float, r: float = 4.2) -> None:
    """A small sign of one of ten kinds and colours."""
    fill = "#ffffff" if kind > 4 else _TINTS[kind]
    corners = (0, 4, 3, 6, 5)[kind % 5]
    if corners:
        points = [(x + 1.2 * r * math.sin(2 * math.pi * k / corners), y - 1.2 * r * math.cos(2 * math.pi * k / corners)) for k in range(corners)]  # fmt: skip
        canvas.polygon(points, fill=fill, stroke=_TINTS[kind], width=1.6)
    else:
        canvas.circle(x, y, r, fill=fill, stroke=_TINTS[kind], width=1.6)


class Read(NamedTuple):
    """Dials: series or groups, columns, steps between the answers."""

    series: int
    columns: int
    step: int


def many_lines(draws: Draws, dials: Read) -> Question:
    """Lines over months: what is the value of one of them in one month?"""
    title, towns = draws.one(_MADE), draws.some(TOWNS, dials.series)
    months = [month[:3] for month in MONTHS[: dials.columns]]
    values = [[dials.step * draws.whole(6 // dials.step, 96 // dials.step) for _ in months] for _ in towns]
    options, right = window(draws, 10, 90, dials.step)
    line, column = draws.whole(0, dials.series - 1), draws.whole(0, dials.columns - 1)
    values[line][column] = right
    plot = Plot(draws, f"{title} by month", 100, 2, 720, 600)
    plot.legend(towns, marks=True)
    xs = plot.columns(months)
    for k, row in enumerate(values):
        plot.canvas.polyline([(x, plot.at(value)) for x, value in zip(xs, row, strict=True)], stroke=_TINTS[k], width=2.2)  # fmt: skip
        for x, value in zip(xs, row, strict=True):
            marker(plot.canvas, k, x, plot.at(value))
    question = draws.one((f"What is the value for {towns[line]} in {months[column]}?", f"Read the line of {towns[line]} in {months[column]}. Where does it stand?", f"“{title}”: how many does {towns[line]} have in {months[column]}?"))  # fmt: skip
    return question_of(question, [str(option) for option in options], str(right), plot.canvas.picture())


def stacked_bars(draws: Draws, dials: Read) -> Question:
    """Stacks without numbers: how large is one part?"""
    title, towns = draws.one(_MADE), draws.some(TOWNS, dials.columns)
    names = draws.some(("Spring", "Summer", "Autumn", "Winter", "Feasts", "Fairs"), dials.series)
    options, right = window(draws, 6, 40, dials.step)
    part, column = draws.whole(min(1, dials.series - 1), dials.series - 1), draws.whole(0, dials.columns - 1)
    plot = Plot(draws, title, 100, 2, 700, 560)
    plot.legend(names)
    wide = 0.62 * (plot.right - plot.left) / dials.columns
    for k, x in enumerate(plot.columns(towns, 12 if dials.columns < 8 else 10)):
        others = dials.series - (k == column)
        sizes = parts(draws, draws.whole(6 * others, min(40 * others, 96 - right)), others, 5, 46)
        if k == column:
            sizes.insert(part, right)
        low = 0
        for tint, size in zip(_TINTS, sizes, strict=False):
            plot.canvas.rect(x - wide / 2, plot.at(low + size), wide, plot.at(low) - plot.at(low + size), fill=tint, stroke="#ffffff", width=0.8)  # fmt: skip
            low += size
    question = draws.one((f"How large is the part “{names[part]}” of {towns[column]}?", f"“{title}”: what does {names[part].lower()} add to {towns[column]}?", f"Which number does the part for {names[part].lower()} stand for in {towns[column]}?"))  # fmt: skip
    return question_of(question, [str(option) for option in options], str(right), plot.canvas.picture())


def two_axes(draws: Draws, dials: Read) -> Question:
    """Bars on the left axis, a line on the right one: what does one of them show?"""
    title, other = draws.some(_MADE, 2)
    months = [month[:3] for month in MONTHS[: dials.columns]]
    column, by_line = draws.whole(0, dials.columns - 1), draws.chance(0.6)
    options, right = window(draws, 40, 220, 10 if dials.step < 10 else 50) if by_line else window(draws, 20, 110, dials.step)  # fmt: skip
    plot = Plot(draws, f"{title} (bars, left) and {other.lower()} (line, right)", 120, 4 if dials.step > 1 else 2, 700, 540)  # fmt: skip
    canvas, xs = plot.canvas, plot.columns(months)
    for k in range(0, 251, 10):
        y = plot.at(k * 120 / 250)
        canvas.line(plot.right, y, plot.right + (8 if k % 50 == 0 else 4), y, stroke="#8a2b2b", width=1)
        if k % 50 == 0:
            canvas.text(plot.right + 12, y + 5, str(k), size=13, colour="#8a2b2b")
    points = []
    for k, x in enumerate(xs):
        bar = right if not by_line and k == column else dials.step * draws.whole(10 // dials.step, 115 // dials.step)
        height = right if by_line and k == column else draws.whole(20, 240)
        canvas.rect(x - 15, plot.at(bar), 30, plot.bottom - plot.at(bar), fill="#9fb8d6", stroke="#50688a", width=1)
        points.append((x, plot.at(height * 120 / 250)))
    canvas.polyline(points, stroke="#b3261e", width=2.4)
    for x, y in points:
        canvas.circle(x, y, 4, fill="#ffffff", stroke="#b3261e", width=2)
    what = other if by_line else title
    question = draws.one((f"What is the value of “{what}” in {months[column]}?", f"Read “{what}” for {months[column]} on the axis that belongs to it.", f"How much is “{what}” in {months[column]}?"))  # fmt: skip
    return question_of(question, [str(option) for option in options], str(right), canvas.picture())


def scale_of_powers(draws: Draws, dials: Read) -> Question:
    """Points on a scale of powers of ten: which value has one of them?"""
    power, towns = dials.series, draws.some(TOWNS, dials.columns)
    steps = [k * 10**p for p in range(power) for k in range(1, 10)] + [10**power]
    first = draws.whole(1, len(steps) - 5)
    options = steps[first : first + 4]
    right, column = draws.one(options), draws.whole(0, dials.columns - 1)
    plot = Plot(draws, f"{draws.one(_MADE)} (scale of powers of ten)", 10**power, 1, 700, 600, log=True)
    for k, x in enumerate(plot.columns(towns, 13 if dials.columns < 8 else 10)):
        value = right if k == column else draws.one(steps[1:-1])
        plot.canvas.line(x, plot.bottom, x, plot.at(value), stroke="#b9c4cf", width=1.2)
        plot.canvas.circle(x, plot.at(value), 4.5, fill="#2f6db5", stroke=darker("#2f6db5"), width=1)
    question = draws.one((f"Which value does the point of {towns[column]} have?", f"Read the point of {towns[column]} on the scale.", f"At which number does {towns[column]} stand?"))  # fmt: skip
    return question_of(question, [str(option) for option in options], str(right), plot.canvas.picture())


def bars_above(draws: Draws, dials: Read) -> Question:
    """Many bars and a number: how many bars are higher?"""
    limit = 10 * draws.whole(3, 7)
    options, right = window(draws, 1, max(4, dials.columns - 2))
    values = [limit + draws.whole(1, dials.series) * dials.step for _ in range(right)] + [limit - draws.whole(1, dials.series) * dials.step for _ in range(dials.columns - right)]  # fmt: skip
    title = draws.one(_MADE)
    plot = Plot(draws, title, 100, 2, 760, 560)
    step = (plot.right - plot.left) / dials.columns
    for k, value in enumerate(draws.shuffled(values)):
        x = plot.left + step * (k + 0.5)
        plot.canvas.rect(x - 0.36 * step, plot.at(value), 0.72 * step, plot.bottom - plot.at(value), fill=draws.one(_TINTS[:3]))  # fmt: skip
        plot.canvas.text(x, plot.bottom + 20, str(k + 1), size=12 if dials.columns < 30 else 9.5, anchor="middle")
    question = draws.one((f"“{title}”: in how many weeks is the bar above {limit}?", f"How many bars of “{title}” are higher than {limit}?", f"Count the weeks with more than {limit}. How many are there?"))  # fmt: skip
    return question_of(question, [str(option) for option in options], str(right), plot.canvas.picture())


def spans(draws: Draws, dials: Read) -> Question:
    """Values with spans of error: which span alone does not reach a value?"""
    towns = draws.some(TOWNS, dials.columns)
    spots = draws.some(range(dials.columns), 4)
    right, limit, above = draws.one(spots), 10 * draws.whole(4, 6), draws.chance(0.5)
    plot = Plot(draws, f"{draws.one(_MADE)}, with spans", 100, 2, 760, 540)
    for k, x in enumerate(plot.columns(towns, 12 if dials.columns < 10 else 9)):
        near = draws.whole(dials.step, 3 * dials.step)
        long = draws.whole(8, 22)
        far = near + long if k == right else -draws.whole(dials.step, 20)
        low, high = sorted((limit + near, limit + far) if above == (k == right) else (limit - near, limit - far))
        plot.canvas.line(x, plot.at(low), x, plot.at(high), stroke="#2f6db5", width=2)
        for end in (low, high):
            plot.canvas.line(x - 7, plot.at(end), x + 7, plot.at(end), stroke="#2f6db5", width=2)
        plot.canvas.circle(x, plot.at(draws.between(low + 2, high - 2)), 4.5, fill="#2f6db5")
    question = draws.one((f"Only one span does not reach {limit}. Which town’s is it?", f"All spans but one hold the value {limit}. Which does not?", f"For which town is {limit} outside the span?"))  # fmt: skip
    return question_of(question, [towns[spot] for spot in spots], towns[right], plot.canvas.picture())


FORMS: tuple[Form, ...] = (
    graded(many_lines, {1: Read(2, 5, 10), 2: Read(5, 8, 4), 3: Read(10, 12, 2)}),
    graded(stacked_bars, {1: Read(2, 4, 10), 2: Read(3, 6, 4), 3: Read(5, 10, 2)}),
    graded(two_axes, {1: Read(1, 5, 10), 2: Read(1, 8, 4), 3: Read(1, 12, 2)}),
    graded(scale_of_powers, {1: Read(2, 4, 1), 2: Read(3, 7, 1), 3: Read(4, 12, 1)}),
    graded(bars_above, {1: Read(3, 6, 8), 2: Read(6, 16, 3), 3: Read(5, 44, 2)}),
    graded(spans, {1: Read(1, 5, 8), 2: Read(1, 9, 4), 3: Read(1, 14, 2)}),
)

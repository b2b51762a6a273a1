"""Charts: values between ticks, on two axes and in stacks, many lines, bars above a limit, curves in one ink."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ch3ef.scenarios.generated.choices import parts
from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.fitting import window
from ch3ef.scenarios.generated.scene.strings import winding
from ch3ef.scenarios.generated.tasks.reading_matter.drawing import MONTHS, TOWNS

_TINTS = ("#2f6db5", "#c03d3e", "#3a923a", "#e1812c", "#7b5aa6", "#845b53", "#1b8a8f", "#5a5f66", "#c2559d", "#8a8b22")
_MADE = ("Visitors", "Books lent", "Bicycles sold", "Trees planted", "Loaves baked", "Jars filled", "Letters sent", "Tickets")  # fmt: skip


class Plot:
    """Axes with a tick at every step and a number at every fifth; `at` says where a value stands."""

    def __init__(self, draws: Draws, title: str, high: int, tick: int, width: int = 640, height: int = 520) -> None:
        self.canvas = Canvas(width, height, ground=draws.one(("#ffffff", "#fbfaf5", "#f6f8fa", "#f7f4ee")))
        self.left, self.top, self.right, self.bottom = 70.0, 94.0, width - 64.0, height - 62.0
        self.high = high
        self.canvas.text(width / 2, 36, title, size=22, face="sans-bold", anchor="middle")
        for place, value in enumerate(range(0, high + 1, tick)):
            y, major = self.at(value), place % 5 == 0
            self.canvas.line(self.left - (8 if major else 4), y, self.right if major else self.left, y, stroke="#c3c9ce" if major else "#777777", width=1)  # fmt: skip
            if major:
                self.canvas.text(self.left - 12, y + 5, str(value), size=13, colour="#555b61", anchor="end")
        self.canvas.line(self.left, self.top, self.left, self.bottom, stroke="#444444", width=1.5)
        self.canvas.line(self.left, self.bottom, self.right, self.bottom, stroke="#444444", width=1.5)

    def at(self, value: float) -> float:
        """The height at which a value stands."""
        return self.bottom - (self.bottom - self.top) * value / self.high

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


def many_lines(draws: Draws, series: int, columns: int, step: int) -> Question:
    """Lines over months: what is the value of one of them in one month?"""
    # Dials: series or groups, columns, steps between the answers.
    title, towns = draws.one(_MADE), draws.some(TOWNS, series)
    months = [month[:3] for month in MONTHS[:columns]]
    values = [[step * draws.whole(6 // step, 96 // step) for _ in months] for _ in towns]
    options, right = window(draws, 10, 90, step=step)
    line, column = draws.whole(0, series - 1), draws.whole(0, columns - 1)
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


def stacked_bars(draws: Draws, series: int, columns: int, step: int) -> Question:
    """Stacks without numbers: how large is one part?"""
    # Dials: series or groups, columns, steps between the answers.
    title, towns = draws.one(_MADE), draws.some(TOWNS, columns)
    names = draws.some(("Spring", "Summer", "Autumn", "Winter", "Feasts", "Fairs"), series)
    options, right = window(draws, 6, 40, step=step)
    part, column = draws.whole(min(1, series - 1), series - 1), draws.whole(0, columns - 1)
    plot = Plot(draws, title, 100, 2, 700, 560)
    plot.legend(names)
    wide = 0.62 * (plot.right - plot.left) / columns
    for k, x in enumerate(plot.columns(towns, 12 if columns < 8 else 10)):
        others = series - (k == column)
        sizes = parts(draws, draws.whole(6 * others, min(40 * others, 96 - right)), others, 5, 46)
        if k == column:
            sizes.insert(part, right)
        low = 0
        for tint, size in zip(_TINTS, sizes, strict=False):
            plot.canvas.rect(x - wide / 2, plot.at(low + size), wide, plot.at(low) - plot.at(low + size), fill=tint, stroke="#ffffff", width=0.8)  # fmt: skip
            low += size
    question = draws.one((f"How large is the part “{names[part]}” of {towns[column]}?", f"“{title}”: what does {names[part].lower()} add to {towns[column]}?", f"Which number does the part for {names[part].lower()} stand for in {towns[column]}?"))  # fmt: skip
    return question_of(question, [str(option) for option in options], str(right), plot.canvas.picture())


def bars_above(draws: Draws, series: int, columns: int, tick: int) -> Question:
    """Many bars and a number: how many bars are higher?"""
    # Dials: series or groups, columns, steps between the answers.
    limit = 10 * draws.whole(3, 7)
    options, right = window(draws, 1, max(4, columns - 2))
    values = [limit + draws.whole(1, series) * tick for _ in range(right)] + [limit - draws.whole(1, series) * tick for _ in range(columns - right)]  # fmt: skip
    title = draws.one(_MADE)
    plot = Plot(draws, title, 100, 2, 760, 560)
    step = (plot.right - plot.left) / columns
    for k, value in enumerate(draws.shuffled(values)):
        x = plot.left + step * (k + 0.5)
        plot.canvas.rect(x - 0.36 * step, plot.at(value), 0.72 * step, plot.bottom - plot.at(value), fill=draws.one(_TINTS[:3]))  # fmt: skip
        if columns < 30 or k % 5 == 4:
            plot.canvas.text(x, plot.bottom + 20, str(k + 1), size=12, anchor="middle")
    question = draws.one((f"“{title}”: in how many weeks is the bar above {limit}?", f"How many bars of “{title}” are higher than {limit}?", f"Count the weeks with more than {limit}. How many are there?"))  # fmt: skip
    return question_of(question, [str(option) for option in options], str(right), plot.canvas.picture())


def curves_in_one_ink(draws: Draws, lines: int, bends: int) -> Question:
    """Curves that are named at the left only, all in one ink: whose ends at a mark on the right?"""
    count, high = lines, max(448, 44 * lines + 70)
    towns, order = draws.some(TOWNS, count), draws.shuffled(range(count))
    canvas = Canvas(700 if bends < 4 else 980, high, ground=draws.one(("#ffffff", "#fbfaf5", "#f6f8fa")))
    left, right, step = 96.0, canvas.width - 56.0, (high - 60) / count
    ys = [40 + step * (k + 0.5) for k in range(count)]
    canvas.text(canvas.width / 2, 26, f"{draws.one(_MADE)}, rank of each town over the years", size=19, face="sans-bold", anchor="middle")  # fmt: skip
    canvas.rect(left, 36, right - left, high - 52, stroke="#9aa1a7", width=1)
    ink = draws.one(("#2f3338", "#2f4f7a", "#5a2f3a"))
    for line in winding(draws, [(left, y) for y in ys], [(right, ys[end]) for end in order], bends, (left, 50, right, high - 30)):  # fmt: skip
        canvas.polyline(line, stroke=ink, width=2.2)
    for k, y in enumerate(ys):
        canvas.text(left - 8, y + 5, towns[k], size=13, anchor="end")
        canvas.text(right + 10, y + 5, str(k + 1), size=14, face="sans-bold")
    first = draws.whole(0, count - 4)
    asked = first + draws.whole(0, 3)
    options = [towns[k] for k in range(first, first + 4)]
    wanted = order[asked]
    question = draws.one((f"Which town’s curve ends at rank {wanted + 1}?", f"Follow the curves. Which town comes to rank {wanted + 1} at the end?"))  # fmt: skip
    return question_of(question, options, towns[asked], canvas.picture())


FORMS: tuple[Form, ...] = (
    graded(many_lines, {1: (2, 5, 10)}),
    graded(stacked_bars, {1: (2, 4, 10)}),
    graded(bars_above, {1: (3, 6, 8), 2: (3, 65, 1), 3: (3, 84, 1)}),
    graded(curves_in_one_ink, {1: (4, 1), 2: (12, 5), 3: (13, 5)}),
)

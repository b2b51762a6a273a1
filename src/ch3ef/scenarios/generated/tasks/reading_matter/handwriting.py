"""Handwriting: lists with corrections, tallies, numbers that are nearly alike, lines that join words to numbers."""  # fmt: skip

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from ch3ef.scenarios.generated.choices import parts, quartet, swapped
from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.fitting import window
from ch3ef.scenarios.generated.scene.strings import winding
from ch3ef.scenarios.generated.tasks.reading_matter.drawing import FIRST, page

_GOODS = ("apples", "bagels", "carrots", "eggs", "lemons", "onions", "plums", "rolls", "yoghurts", "candles", "pears", "mushrooms", "tomatoes", "leeks", "muffins", "napkins", "matches", "radishes", "walnuts", "figs")  # fmt: skip
_INKS = ("#1f3a7a", "#22262b", "#7a1f2b", "#1f5b3a", "#4a2f6b")
_TINTS = ("#fffdf0", "#fff7b8", "#f4f8fb", "#fdf6ea")


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


def corrected_list(draws: Draws, lines: int, changes: int, size: float) -> Question:
    """A list whose numbers were changed: how many of several things in all?"""
    # Dials: lines on the sheet, corrections or steps, size of the letters.
    names = draws.some(_GOODS, lines)
    asked = draws.some(range(lines), max(1, changes))
    options, right = window(draws, 4 * len(asked), 12 * len(asked))
    numbers = dict(zip(asked, parts(draws, right, len(asked), 2, 14), strict=True))
    with page(draws, 400, 76 + 1.55 * size * lines, tint=draws.one(_TINTS), tilt=3) as canvas:  # fmt: skip
        pen = Pen(draws, canvas, size)  # fmt: skip
        pen.write(40, 46, draws.one(("To buy", "Market", "Shopping")), share=1.2)
        for place, name in enumerate(names):
            y = 60 + 1.55 * size * (place + 1)
            canvas.line(0, y + 5, 400, y + 5, stroke="#9bb8d0", width=1)
            old = [str(draws.whole(2, 14)) for _ in range(draws.whole(0, 2))] if changes else []
            pen.write(pen.corrected(40, y, old, str(numbers.get(place, draws.whole(2, 14)))) + 0.5 * size, y, name)  # fmt: skip
    said = " and ".join((", ".join(names[spot] for spot in asked[:-1]), names[asked[-1]])) if len(asked) > 1 else names[asked[0]]  # fmt: skip
    question = draws.one((f"How many {said} are to be bought{' in all' if len(asked) > 1 else ''}?", f"By the last number that was not struck out: how many {said}{' together' if len(asked) > 1 else ''}?"))  # fmt: skip
    return question_of(question, [str(option) for option in options], str(right), canvas.picture())


def phone_list(draws: Draws, lines: int, changes: int, size: float) -> Question:
    """A list of telephone numbers, some corrected: which is the number of one person?"""
    # Dials: lines on the sheet, corrections or steps, size of the letters.
    names = draws.some([f"{first} {initial}." for first in draws.some(FIRST, max(3, lines // 2)) for initial in "BDHKR"], lines)  # fmt: skip
    digits = 6 + 2 * changes
    number = [str(draws.whole(0, 9)) for _ in range(digits)]
    near = [k for k in range(digits - 1) if number[k] != number[k + 1]]
    one, other = draws.some(near, 2) if len(near) > 1 else (0, 0)
    if abs(one - other) < 2:
        return phone_list(draws, lines, changes, size)
    numbers = [" ".join("".join(each[k : k + 2]) for k in range(0, digits, 2)) for each in quartet(number, swapped(one, one + 1), swapped(other, other + 1))]  # fmt: skip
    right, spot = draws.one(numbers), draws.whole(0, lines - 1)
    behind = size < 21.5
    with page(draws, 440, 60 + 1.6 * size * lines, tint=draws.one(_TINTS), tilt=3, turn=180 * behind) as canvas, canvas.moved(440 if behind else 0, 0, mirrored=behind):  # fmt: skip
        pen = Pen(draws, canvas, size)
        for place, name in enumerate(names):
            y = 28 + 1.6 * size * (place + 0.7)
            pen.write(24, y, name)
            others = [str(draws.whole(0, 9)) for _ in range(digits)]
            pen.write(max(130.0, 24 + 6.5 * size), y, right if place == spot else " ".join("".join(others[k : k + 2]) for k in range(0, digits, 2)))  # fmt: skip
    question = draws.one((f"What is the number of {names[spot]}?", f"Which number do I dial for {names[spot]}?", f"Read out the telephone number that stands beside {names[spot]}"))  # fmt: skip
    question += " The sheet was turned over upwards and is seen from behind against the light." if behind else ""
    return question_of(question, numbers, right, canvas.picture())


def joined_by_hand(draws: Draws, lines: int, changes: int, size: float) -> Question:
    """A worksheet on which words at the left were joined to numbers at the right with winding lines: which number has a word?"""
    # Dials: lines on the sheet, corrections or steps, size of the letters.
    count, step = lines, 46.0
    names, order = draws.some(_GOODS, count), draws.shuffled(range(1, count + 1))
    wide, high = 660.0 if changes < 4 else 900.0, step * count + 60
    first = draws.whole(1, count - 3)
    options = list(range(first, first + 4))
    right = draws.one(options)
    with page(draws, wide, high, tint=draws.one(_TINTS), tilt=1.5) as canvas:
        pen = Pen(draws, canvas, size)
        ys = [34 + step * (k + 0.5) for k in range(count)]
        ends = [(wide - 50, ys[end - 1]) for end in order]
        for line in winding(draws, [(172.0, y) for y in ys], ends, changes, (172, 34, wide - 50, high - 26)):
            canvas.polyline([(x + draws.jitter(0.5), y + draws.jitter(0.5)) for x, y in line], stroke=pen.ink, width=2)
        for name, y in zip(names, ys, strict=True):
            pen.write(18, y + 7, name)
        for number, y in enumerate(ys, 1):
            pen.write(wide - 40, y + 7, str(number))
    name = names[order.index(right)]
    question = draws.one((f"The words were joined to numbers by hand. Which number was “{name}” joined to?", f"Follow the line from “{name}”. At which number does it end?"))  # fmt: skip
    return question_of(question, [str(option) for option in options], str(right), canvas.picture())


FORMS: tuple[Form, ...] = (
    graded(corrected_list, {1: (5, 0, 30)}),
    graded(phone_list, {1: (4, 0, 28), 2: (25, 3, 17), 3: (31, 4, 16)}),
    graded(joined_by_hand, {1: (4, 1, 24), 2: (11, 5, 22), 3: (12, 5, 22)}),
)

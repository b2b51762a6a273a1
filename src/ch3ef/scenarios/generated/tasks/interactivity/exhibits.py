"""Worked examples side by side: lines of small drawings with signs between them, and numbered answers below."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Question, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.palette import GROUNDS, darker

Cell = Callable[[Canvas], None]
"""Draws around (0, 0), 100 units high."""
_INK = "#37424d"
_SIGN = 44.0


def exhibit(
    draws: Draws, lines: Sequence[Sequence[Cell | str]], answers: Sequence[Cell] = (), *, cell: float = 92, aspect: float = 1, per_row: int = 6,
) -> Canvas:  # fmt: skip
    """Lines of cells and signs, then the answers with their numbers.

    Args:
        draws: Where the colours come from.
        lines: Each of cells, or of signs: "->", "?" (an empty cell), and other short texts.
        answers: Numbered from 1.
        cell: Height of a cell in pixels; less where the picture would be too large.
        aspect: Width of a cell in its heights.
        per_row: Answers side by side.
    """

    def width(line: Sequence[Cell | str]) -> float:
        return sum(_SIGN if isinstance(each, str) and each != "?" else cell * aspect + 12 for each in line)

    rows = [answers[k : k + per_row] for k in range(0, len(answers), per_row)]
    wide = max([*map(width, lines), *(len(row) * (cell * aspect + 22) for row in rows)]) + 40
    high = len(lines) * (cell + 16) + len(rows) * (cell + 40) + 36
    scale = min(1.0, 1016 / max(wide, high))
    light, dark = draws.one(GROUNDS)
    canvas = Canvas(max(448, round(wide * scale)), max(448, round(high * scale)), ground=light)
    with canvas.moved((canvas.width - wide * scale) / 2, (canvas.height - high * scale) / 2, scale=scale):
        y = 18 + cell / 2
        for line in lines:
            x = (wide - width(line)) / 2
            for each in line:
                if isinstance(each, str) and each != "?":
                    _sign(canvas, each, x + _SIGN / 2, y)
                    x += _SIGN
                else:
                    _framed(canvas, x + cell * aspect / 2 + 6, y, cell, aspect, each, dark)
                    x += cell * aspect + 12
            y += cell + 16
        for row_number, row in enumerate(rows):
            canvas.line(20, y - cell / 2, wide - 20, y - cell / 2, stroke=darker(dark, 0.3), width=1.5 if row_number == 0 else 0.1)  # fmt: skip
            x = (wide - len(row) * (cell * aspect + 22)) / 2
            for k, answer in enumerate(row, 1 + per_row * row_number):
                _framed(canvas, x + cell * aspect / 2 + 11, y + 26, cell, aspect, answer, dark)
                canvas.text(x + cell * aspect / 2 + 11, y + 16 - cell / 2, str(k), size=19, face="sans-bold", anchor="middle", colour=_INK)  # fmt: skip
                x += cell * aspect + 22
            y += cell + 40
    return canvas


def _framed(canvas: Canvas, x: float, y: float, size: float, aspect: float, cell: Cell | str, dark: str) -> None:
    canvas.rect(x - size * aspect / 2, y - size / 2, size * aspect, size, fill="#ffffff", stroke=darker(dark, 0.3), width=1.5, radius=5)  # fmt: skip
    if isinstance(cell, str):
        canvas.text(x, y + 17, cell, size=48, face="sans-bold", colour="#8a8f94", anchor="middle")
        return
    with canvas.moved(x, y, scale=size / 104):
        cell(canvas)


def _sign(canvas: Canvas, sign: str, x: float, y: float) -> None:
    if sign == "->":
        canvas.arrow(x - 14, y, x + 15, y, stroke=_INK, width=4.5, head=15)
    elif sign:
        canvas.text(x, y + 11, sign, size=30 if len(sign) < 2 else 22, face="sans-bold", anchor="middle", colour=_INK)


def numbered(
    draws: Draws, text: str, lines: Sequence[Sequence[Cell | str]], right: Cell, others: Sequence[Cell], **size: float
) -> Question:
    """A question whose answers are drawn and numbered; `right` is at a drawn place among them."""
    answers = [right, *others]
    order = draws.shuffled(range(len(answers)))
    shown = [answers[place] for place in order]
    options = [f"Number {k}" for k in range(1, len(answers) + 1)]
    canvas = exhibit(draws, lines, shown, cell=size.get("cell", 92), aspect=size.get("aspect", 1), per_row=int(size.get("per_row", 6)))  # fmt: skip
    return question_of(text, options, options[order.index(0)], canvas.picture())

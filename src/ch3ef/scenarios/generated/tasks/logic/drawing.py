"""What the tasks of reasoning share: wordings, marks, names, and figures of which some are mirror images."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Question, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.fitting import window
from ch3ef.scenarios.generated.scene.handed import Figure, field_of
from ch3ef.scenarios.generated.scene.palette import GROUNDS

NAMES = ("Ada", "Ben", "Cleo", "Dan", "Eva", "Finn", "Gus", "Hana", "Ivo", "Jana", "Kai", "Lena", "Milo", "Nora", "Omar",
         "Pia", "Rosa", "Sami", "Tara", "Uma", "Vito", "Wim", "Yara", "Zoe")  # fmt: skip
INK = "#2b2b2f"


def sheet(draws: Draws, width: int = 512, height: int = 480) -> Canvas:
    """A light plain ground."""
    light, dark = draws.one(GROUNDS)
    canvas = Canvas(width, height, ground=light)
    if draws.chance(0.4):
        canvas.rect(0, 0, width, height, fill=canvas.gradient(light, dark))
    return canvas


def tag(canvas: Canvas, x: float, y: float, text: str, size: float = 20) -> None:
    """A letter or number on a white disc."""
    canvas.circle(x, y, 0.8 * size, fill="#fdfdfb", stroke=INK, width=2)
    canvas.text(x, y + 0.36 * size, text, size=size, face="sans-bold", colour=INK, anchor="middle")


class Rows(NamedTuple):
    """Dials of a field of figures: how many side by side and below each other, their size, and the fewest that are mirrored."""

    columns: int
    rows: int
    cell: float
    low: int


def mirrored_ones(draws: Draws, dials: Rows, figure: Figure, shown: Mapping[str, bool], *phrasings: str) -> Question:
    """Below a line a figure lies in all ways: how many are mirrored? Above it are some to compare with, by name: as it is or mirrored."""
    columns, rows, cell, low = dials
    options, right = window(draws, low, 2 * low + 3)
    canvas = sheet(draws, max(448, round(columns * cell) + 40), max(448, round(rows * cell) + 130))
    for place, (name, mirrored) in enumerate(shown.items()):
        x = canvas.width / 2 + 180 * (place - (len(shown) - 1) / 2)
        with canvas.moved(x, 46, scale=0.036 * max(cell, 54), mirrored=mirrored):
            figure(canvas)
        canvas.text(x, 92, name, size=14, anchor="middle", colour=INK)
    canvas.line(20, 104, canvas.width - 20, 104, stroke="#8a9096", width=2)
    box = ((canvas.width - columns * cell) / 2, 112, cell)
    field_of(draws, canvas, box, columns, columns * rows, draws.some(range(columns * rows), right), figure)
    return question_of(draws.one(phrasings), [str(option) for option in options], str(right), canvas.picture())

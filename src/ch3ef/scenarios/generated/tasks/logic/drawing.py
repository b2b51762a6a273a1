"""What the tasks of reasoning share: wordings, marks, names, and windows of numbers."""

from __future__ import annotations

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.palette import GROUNDS

NAMES = ("Ada", "Ben", "Cleo", "Dan", "Eva", "Finn", "Gus", "Hana", "Ivo", "Jana", "Kai", "Lena", "Milo", "Nora", "Omar",
         "Pia", "Rosa", "Sami", "Tara", "Uma", "Vito", "Wim", "Yara", "Zoe")  # fmt: skip
INK = "#2b2b2f"


def ask(draws: Draws, *phrasings: str) -> str:
    """A question in one of several wordings."""
    return draws.one(phrasings)


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

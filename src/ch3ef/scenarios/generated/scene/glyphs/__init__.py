"""Outlines of letters, and the measures of texts set in them; tables made by tools/glyphs.py."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Face = Literal[
    "sans", "sans-bold", "condensed", "serif", "serif-bold", "serif-italic", "mono", "comic", "comic-bold",
    "hand-print", "hand-script",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class FaceTable:
    """One face, in thousandths of the font size, y downwards from the baseline.

    Attributes:
        name: The face's name.
        ascent: Height above the baseline.
        descent: Depth below it.
        glyphs: Character -> (advance, SVG path data, or strokes of a handwritten letter).
    """

    name: str
    ascent: int
    descent: int
    glyphs: dict[str, tuple[int, Any]]

    def glyph(self, character: str) -> tuple[int, Any]:
        """Advance and drawing of a character.

        Raises:
            ValueError: The face lacks it: a picture never shows an empty box instead.
        """
        try:
            return self.glyphs[character]
        except KeyError:
            raise ValueError(f"face {self.name!r} has no {character!r} (U+{ord(character):04X})") from None

    def width(self, text: str, size: float) -> float:
        """How wide a line of text is, in pixels at a size in pixels."""
        return sum(self.glyph(character)[0] for character in text) * size / 1000


@cache
def face_table(face: Face) -> FaceTable:
    """The table of a face.

    Example:
        >>> round(face_table("sans").width("Exit", 20), 1)
        37.9
    """
    table = json.loads(files(__package__).joinpath(f"{face}.json").read_text("utf-8"))
    glyphs = {character: (advance, drawing) for character, (advance, drawing) in table["glyphs"].items()}
    return FaceTable(face, table["ascent"], table["descent"], glyphs)


def wrapped(text: str, face: Face, size: float, width: float) -> list[str]:
    """Lines of a text, broken between words so that each fits a width in pixels where its words do."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if line and face_table(face).width(longer, size) > width:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    return lines

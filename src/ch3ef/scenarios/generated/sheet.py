"""Contact sheets: items with their pictures, question, options and key on one page, for people to look at."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import Any

from ch3ef.scenarios.generated.making import Draft
from ch3ef.scenarios.generated.question import Question
from ch3ef.scenarios.generated.rendering import painted, raster
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.glyphs import wrapped

CARD = 460
"""Width of a card in pixels."""


def contact_sheet(made: Sequence[Draft], columns: int = 4) -> Any:
    """Draw a sheet.

    Args:
        made: The items; the twin of an item stands beside it.
        columns: Cards in a row.

    Returns:
        An image of libvips.
    """
    import pyvips

    cards = [
        _card(f"{each.name}{suffix}  {each.form}", question)
        for each in made
        for suffix, question in (("", each.question), (" twin", each.twin))
        if question is not None
    ]
    rows = [
        pyvips.Image.arrayjoin(cards[start : start + columns], across=columns, background=255, valign="low")
        for start in range(0, len(cards), columns)
    ]
    return reduce(lambda above, row: above.join(row, "vertical", expand=True, background=255), rows)


def _card(title: str, question: Question) -> Any:
    import pyvips

    shown = [painted(picture) for picture in question.pictures]
    across = 1 if len(shown) == 1 else 2 if len(shown) <= 4 else 3
    cell = CARD // across
    small = [image.thumbnail_image(cell - 4, height=cell) for image in shown]
    grid = pyvips.Image.arrayjoin(small, across=across, background=255, hspacing=cell)
    return grid.join(_caption(title, question), "vertical", expand=True, background=255)


def _caption(title: str, question: Question) -> Any:
    right = set(question.options) - set(question.wrong)
    lines = [(f"{'✓' if option in right else '–'} {option}", "#1b6b2d" if option in right else "#444444")
             for option in question.options]  # fmt: skip
    blocks = [(title, "#888888"), (question.text, "#111111"), *lines]
    rows = [(line, colour) for text, colour in blocks for line in wrapped(_drawable(text), "sans", 14, CARD - 16)]
    canvas = Canvas(CARD, 19 * len(rows) + 26)
    for place, (line, colour) in enumerate(rows):
        canvas.text(6, 20 + 19 * place, line, size=14, colour=colour)
    return raster(canvas.picture().svg)


def _drawable(text: str) -> str:
    from ch3ef.scenarios.generated.scene.glyphs import face_table

    return "".join(
        character if character in face_table("sans").glyphs or character == "\n" else "?" for character in text
    )

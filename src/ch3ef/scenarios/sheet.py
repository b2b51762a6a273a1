"""Contact sheet of any set: items with their pictures, question, options and key on one page, for people to look at."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from html import escape
from string import ascii_uppercase
from typing import Any

from ch3ef.errors import InputError
from ch3ef.items import ImageRef, Item, in_words
from ch3ef.pictures import open_picture
from ch3ef.scenarios.scenario import Scenario
from ch3ef.texts import printable

CARD, MARGIN = 460, 8
"""Width of a card, and of the white around what is in it, in pixels."""
TALLEST = 1
"""Times as high as wide that a picture is shown, at most."""
LARGER = 8
"""Times that a small picture is enlarged, at most."""
LONGEST = 600
"""Characters of a text that are shown."""

PER_TASK, SPREAD = 12, 24
"""Items of a task, and of a set of several, where the user does not say how many."""


def items_to_show(scenario: Scenario, tasks: Sequence[str], count: int | None, seed: int) -> list[Item]:
    """Some items of a set, those of a task beside each other.

    Args:
        scenario: The set.
        tasks: Whose items; none for all.
        count: Of each task; None for `PER_TASK` where there is one task, and `SPREAD` over all where there are several.
        seed: Settles which.
    """
    of_task = {task: [item for item in scenario.items if item.task == task] for task in _tasks(scenario)}
    wanted = list(tasks or of_task)
    if count is None and len(wanted) > 1 and not tasks:
        kept = {item.id for item in scenario.limited(SPREAD, seed).items}
        return [item for task in wanted for item in of_task[task] if item.id in kept]
    parts = (Scenario(scenario.name, scenario.version, tuple(of_task[task])) for task in wanted)
    return [item for part in parts for item in part.limited(count or PER_TASK, seed).items]


def _tasks(scenario: Scenario) -> list[str]:
    return list(dict.fromkeys(item.task for item in scenario.items))


def contact_sheet(items: Sequence[Item], columns: int = 4) -> Any:
    """Draw a sheet: per item its name and task, its pictures with their sizes, the question, the options and the key.

    Texts are in the fonts of this machine; a sign that none of them has is a box.

    Args:
        items: One or more.
        columns: Cards in a row.

    Returns:
        An image of libvips.
    """
    import pyvips

    cards = [_card(item) for item in items]
    slices = [cards[start : start + columns] for start in range(0, len(cards), columns)]
    rows = [pyvips.Image.arrayjoin(each, across=len(each), background=255, valign="low") for each in slices]
    return reduce(lambda above, row: above.join(row, "vertical", expand=True, background=255), rows)


def _card(item: Item) -> Any:
    import pyvips

    across = 1 if len(item.images) < 2 else 2 if len(item.images) <= 4 else 3
    cell = CARD // across - MARGIN
    drawn = [_picture(image, cell) for image in item.images]
    parts = [_text([(f"{item.source_id}   {item.task}", "#888888")], CARD)]
    if drawn:
        parts.append(pyvips.Image.arrayjoin(drawn, across=across, background=255, hspacing=CARD // across))
    parts.append(_text([(in_words(item.question), "#111111"), *_options(item)], CARD))
    card = reduce(lambda above, part: above.join(part, "vertical", expand=True, background=255), parts)
    return card.embed(0, MARGIN, card.width, card.height + 2 * MARGIN, extend="white")


def _options(item: Item) -> list[tuple[str, str]]:
    if len(item.options) < 2:
        return [(f"✓ {answer}", _RIGHT) for answer in item.facts("answers") or item.options]
    return [
        (f"{'✓' if place in item.gold else '-'} {letter}  {option}", _RIGHT if place in item.gold else "#444444")
        for place, (letter, option) in enumerate(zip(ascii_uppercase, item.options, strict=False))
    ]


_RIGHT = "#1b6b2d"


def _picture(image: ImageRef, width: int) -> Any:
    """A picture that fits a width, small ones enlarged pixel by pixel, with its size below."""
    import numpy as np
    import pyvips
    from PIL import Image

    try:
        whole = open_picture(image.path)
    except InputError as error:
        return _text([(str(error), "#a40e26")], width)
    larger = min(LARGER, width // max(whole.size))
    fitting = min(1, width / whole.width, TALLEST * width / whole.height) if larger < 2 else larger
    size = [max(1, round(side * fitting)) for side in whole.size]
    small = whole.resize((size[0], size[1]), Image.Resampling.NEAREST if larger > 1 else Image.Resampling.BOX)
    name = _text([(f"{image.path.name}, {whole.width} x {whole.height}", "#888888")], width)
    drawn = pyvips.Image.new_from_array(np.asarray(small), interpretation="srgb")
    return drawn.join(name, "vertical", expand=True, background=255)


def _text(lines: Sequence[tuple[str, str]], width: int) -> Any:
    """Paragraphs in their colours, wrapped to a width."""
    import pyvips

    markup = "\n".join(f'<span foreground="{colour}">{escape(_shortened(text))}</span>' for text, colour in lines)
    drawn = pyvips.Image.text(
        markup, font="sans 10.5", width=width - 2 * MARGIN, wrap="word-char", dpi=96, rgba=True, spacing=3
    )
    flat = drawn.flatten(background=255).colourspace("srgb")
    return flat.embed(MARGIN, MARGIN // 2, width, drawn.height + MARGIN, extend="white")


def _shortened(text: str) -> str:
    line = printable(" ".join(text.split()))
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}... ({len(line)} characters)"

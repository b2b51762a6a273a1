"""Sheets for people who label replies: one a person, and a page that shows each reply without model, judge or grade."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import ch3ef
from ch3ef.errors import InputError
from ch3ef.files import write_bytes_whole
from ch3ef.items import in_words
from ch3ef.judges.rubrics import rubric_of
from ch3ef.report.exports import csv_text
from ch3ef.report.language import ENGLISH
from ch3ef.report.pictures import Stored, store_pictures
from ch3ef.report.site import POLICY, template_environment
from ch3ef.running.labelling import DrawnReply

PAGE = "replies.html"
COLUMNS = ("number", "label", "note", "item", "model", "rater")
"""Of a sheet. Replies stand on the page alone: spreadsheets change texts, and take some for formulas."""


def sheet_name(rater: str) -> str:
    """The file of a person's sheet.

    Raises:
        InputError: No file can have that name.

    Example:
        >>> sheet_name("ann")
        'labels-ann.csv'
    """
    if not rater or not all(character.isalnum() or character in "-_." for character in rater):
        raise InputError(f"rater {rater!r}; expected letters, digits, - and _, such as ann")
    return f"labels-{rater}.csv"


def write_sheets(replies: Sequence[DrawnReply], raters: Sequence[str], folder: Path) -> None:
    """Write a sheet for each person, the page that they read, and its pictures.

    Args:
        replies: In the order in which they are to be labelled.
        raters: Who labels.
        folder: Where to write.

    Raises:
        InputError: The folder cannot be written, or two raters have one name.
    """
    if len({name.casefold() for name in raters}) < len(raters):
        raise InputError(f"raters {', '.join(raters)}; expected different names")
    for rater in raters:
        rows = [(number, "", "", reply.item.id, reply.model, rater) for number, reply in enumerate(replies, start=1)]
        # The mark at the beginning tells spreadsheets that it is UTF-8.
        write_bytes_whole(folder / sheet_name(rater), csv_text(COLUMNS, rows).encode("utf-8-sig"))
    stored = store_pictures([reply.item for reply in replies], folder / "pictures")
    shown = [_shown(number, reply, stored) for number, reply in enumerate(replies, start=1)]
    template = template_environment(ENGLISH).get_template("labelling.html.j2")
    page = template.render(replies=shown, policy=POLICY, version=ch3ef.__version__)
    write_bytes_whole(folder / PAGE, page.encode("utf-8", "xmlcharrefreplace"))
    for kind, name in (("assets", "style.css"), ("assets", "icon.svg"), ("templates", "labelling.css")):
        write_bytes_whole(folder / "assets" / name, files("ch3ef.report").joinpath(kind, name).read_bytes())


def _shown(number: int, reply: DrawnReply, stored: Stored) -> dict[str, Any]:
    item = reply.item
    return {
        "number": number,
        "pictures": [stored.files.get(image.digest) for image in item.images],
        "question": in_words(item.question),
        "right": [item.options[place] for place in item.gold],
        "wrong": [option for place, option in enumerate(item.options) if place not in item.gold],
        "rubric": [line.partition(": ")[::2] for line in _lines(rubric_of(item.dimension))],
        "reply": reply.text,
    }


def _lines(rubric: str) -> list[str]:
    """A grade a line."""
    lines: list[str] = []
    for line in rubric.splitlines():
        if line.startswith(("right: ", "partly: ", "wrong: ")):
            lines.append(line)
        else:
            lines[-1] += f" {line}"
    return lines

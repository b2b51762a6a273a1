"""MMBench: 20 abilities of perception and reasoning, one picture and two to four options a question.

The English development set, each question once; there is no further part to take examples from. The hint stands in
front of the question, as in the authors' evaluation. The table also holds each question with its options turned
round, for circular evaluation; those rows are left out, for a recipe with rotations makes them itself. The task is
the ability, the domain the ability above it.

Source: arXiv 2307.06281; Apache-2.0. Layout checked against public loaders, columns against the card on the hub.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

from ch3ef.errors import InputError, short
from ch3ef.items import ImageRef, Item
from ch3ef.scenarios.pictures import picture_inside
from ch3ef.scenarios.public_sets.public_set import Origin, PublicSet, Record, Records, lettered_choice, of_records
from ch3ef.tables import read_delimited
from ch3ef.taxonomy import Level
from ch3ef.texts import whole_number

_FIRST_ROTATION = 1_000_000
"""Rows from this index on repeat the row `index % 1_000_000` with its options turned round."""

_MAX_REFERENCE = 64
"""Characters: what is no longer than this is not a picture but the index of the row that holds it."""


def _in_folder(origin: Origin, folder: Path) -> Records:
    """(table and row, the row), one at a time: the table is some 100 MB."""
    tables = sorted(path for path in folder.glob("*.tsv") if "dev" in path.name.lower())
    if len(tables) != 1:
        found = ", ".join(path.name for path in tables) or "none"
        raise InputError(f"mmbench: {folder}: tables of the dev set: {found}; expected {origin.public.layout}")
    held = read_delimited(tables[0])
    for number, (where, row) in enumerate(held.rows, start=1):
        if len(row) < len(held.columns):
            raise InputError(f"{where}: has fewer cells than the first line; get the table again")
        yield f"{tables[0].name}: row {number}", row


def _items(origin: Origin, records: Records) -> Iterable[Item | str]:
    pictures: dict[str, ImageRef] = {}
    return of_records(records, partial(_item, origin, pictures))


def _item(origin: Origin, pictures: dict[str, ImageRef], place: str, record: Record) -> Item | str:
    row = {str(name).lower(): _text(value) for name, value in record.items()}
    index, question = row["index"], row["question"]
    number = whole_number(index)
    if number is None or not question:
        raise InputError(
            f"{place}: index {short(index)} with question {short(question)}; expected a whole number and a text"
        )
    if number >= _FIRST_ROTATION:
        return "that repeat another with its options turned round"
    pictures[index] = image = _picture(row["image"], pictures, origin, place)
    choice = lettered_choice([row.get(letter) for letter in "abcd"], row["answer"], place)
    if isinstance(choice, str):
        return choice
    options, gold = choice
    return origin.item(
        index,
        task=row["category"],
        question="\n".join(filter(None, (row["hint"], question))),
        images=[image],
        options=options,
        gold=[gold],
        group=row["l2-category"],
    )


def _text(value: object) -> str:
    # The hub's copies went through pandas, which writes an empty cell as "nan".
    return "" if value is None or value == "nan" else str(value).strip()


def _picture(text: str, pictures: Mapping[str, ImageRef], origin: Origin, place: str) -> ImageRef:
    if len(text) <= _MAX_REFERENCE:
        if text not in pictures:
            raise InputError(f"{place}: image {text!r}; expected a picture in base64, or the index of an earlier row")
        return pictures[text]
    return picture_inside(text, place, origin.cache)


MMBENCH = PublicSet(
    name="mmbench",
    text="20 abilities of perception and reasoning, English dev set",
    level=Level.A2,
    domain="perception and reasoning",
    licence="Apache-2.0",
    recipe="rotations",
    splits={"dev": "validation"},
    without_key=("test",),
    repository="HuggingFaceM4/MMBench",  # the table as published, with pictures in base64
    revision="215b79e126bea0777a489683f239edd0a6012a8a",
    layout="one dev table, such as mmbench_dev_20230712.tsv (index, question, hint, A-D, answer, category, image)",
    markers=("*.tsv",),
    in_folder=_in_folder,
    items=_items,
)

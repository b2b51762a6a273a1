"""MMBench: 20 abilities of perception and reasoning, one picture and two to four options a question."""

from __future__ import annotations

import base64
import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ch3ef.errors import InputError
from ch3ef.items import ImageRef, Item
from ch3ef.scenarios.public_sets.public_set import (
    PublicSet,
    folder_of,
    hub_records,
    known_split,
    lettered_choice,
    of_records,
    picture_bytes,
    public_item,
    public_scenario,
)
from ch3ef.scenarios.scenario import Scenario
from ch3ef.taxonomy import Level

MMBENCH = PublicSet(
    name="mmbench",
    level=Level.A2,
    domain="perception and reasoning",
    repository="HuggingFaceM4/MMBench",  # the table as published, with pictures in base64
    revision="215b79e126bea0777a489683f239edd0a6012a8a",
    layout="one dev table, such as mmbench_dev_20230712.tsv (index, question, hint, A-D, answer, category, image)",
)

_FIRST_ROTATION = 1_000_000
"""Rows from this index on repeat the row `index % 1_000_000` with its options turned round."""

_LONGEST_REFERENCE = 64
"""Characters: what is shorter is not a picture but the index of the row that holds it."""

_LARGEST_CELL = 2**28
"""Characters: a picture in base64 is far longer than what the csv module takes by default."""


def load_mmbench(cache: Path, *, dir: Path | None = None, split: str = "dev") -> Scenario:  # noqa: A002
    """Load the English development set of MMBench, each question once.

    The hint stands in front of the question, as in the authors' evaluation. The table also holds each question with its
    options turned round, for circular evaluation; those rows are left out, for a recipe with rotations makes them
    itself.

    Args:
        cache: Where the pictures are kept, which the table holds as texts.
        dir: A folder with the published table; None for `$CH3EF_DATA/mmbench`, else the hub.
        split: "dev"; the test set's key is not published. There is no further part to take examples from.

    Returns:
        The scenario; the task is the ability, the domain the ability above it.

    Raises:
        InputError: Another split, a table that is not there or damaged, no connection.

    Source: arXiv 2307.06281; Apache-2.0. Layout checked against public loaders, columns against the card on the hub.
    """
    if split == "test":
        raise InputError("mmbench: the key of its test set is not published; expected split=dev")
    known_split(MMBENCH, split, ["dev"])
    folder = folder_of(MMBENCH, dir, "*.tsv")
    records = _on_hub() if folder is None else _rows(_table_in(folder))
    pictures: dict[str, ImageRef] = {}

    def convert(place: str, record: Mapping[str, Any]) -> Item | str:
        row = {str(name).lower(): _text(value) for name, value in record.items()}
        index, question = row["index"], row["question"]
        if not index.isdecimal() or not question:
            raise InputError(f"{place}: index {index!r} with question {question!r}; expected a whole number and a text")
        if int(index) >= _FIRST_ROTATION:
            return "that repeat another with its options turned round"
        pictures[index] = image = _picture(row["image"], pictures, cache, place)
        choice = lettered_choice([row.get(letter) for letter in "abcd"], row["answer"], place)
        if isinstance(choice, str):
            return choice
        options, gold = choice
        return public_item(
            MMBENCH, index, task=row["category"], question="\n".join(filter(None, (row["hint"], question))),
            images=[image], options=options, gold=[gold], group=row["l2-category"],
        )  # fmt: skip

    return public_scenario(MMBENCH, of_records(records, convert))


def _text(value: object) -> str:
    # The hub's copies went through pandas, which writes an empty cell as "nan".
    return "" if value is None or value == "nan" else str(value).strip()


def _picture(text: str, pictures: Mapping[str, ImageRef], cache: Path, place: str) -> ImageRef:
    if len(text) <= _LONGEST_REFERENCE:
        if text not in pictures:
            raise InputError(f"{place}: image {text!r}; expected a picture in base64, or the index of an earlier row")
        return pictures[text]
    try:
        return picture_bytes(base64.b64decode(text, validate=True), cache)
    except ValueError as error:
        raise InputError(f"{place}: image is not base64 ({error}); get the table again") from error


def _on_hub() -> Iterator[tuple[str, Mapping[str, Any]]]:
    for number, record in enumerate(hub_records(MMBENCH, "validation")):
        yield f"{MMBENCH.repository}: record {number}", record


def _table_in(folder: Path) -> Path:
    tables = sorted(path for path in folder.glob("*.tsv") if "dev" in path.name.lower())
    if len(tables) != 1:
        found = ", ".join(path.name for path in tables) or "none"
        raise InputError(f"mmbench: {folder}: tables of the dev set: {found}; expected {MMBENCH.layout}")
    return tables[0]


def _rows(table: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """(table and row, the row), one at a time: the table is some 100 MB."""
    csv.field_size_limit(max(csv.field_size_limit(), _LARGEST_CELL))
    place = table.name
    try:
        with table.open(encoding="utf-8-sig", newline="") as lines:
            for number, row in enumerate(csv.DictReader(lines, delimiter="\t", strict=True), start=1):
                place = f"{table.name}: row {number}"
                if None in row or None in row.values():
                    raise InputError(f"{place}: has more or fewer cells than the first line; get the table again")
                yield place, row
    except OSError as error:
        raise InputError(f"{table}: cannot be read ({error.strerror or error})") from error
    except (csv.Error, UnicodeDecodeError) as error:
        raise InputError(f"{place}: what follows is not a table in UTF-8 ({error}); get the table again") from error

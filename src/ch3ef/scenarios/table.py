"""People's own questions: a folder of pictures with one table, `image,question,options,answer` and more.

The table is a .jsonl, .csv, .tsv or .parquet file. Columns are known by their usual names (`ALIASES`) or by those that
the user gives: `./ours?question=frage&task=kind`. What `ch3ef data export --format parquet` wrote is read too.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from string import ascii_uppercase
from typing import Any

from ch3ef.errors import InputError, unknown_name
from ch3ef.files import open_text, parse_json, read_json_lines, shortened
from ch3ef.items import ImageRef, Item, content_digest
from ch3ef.parquet_files import parquet_records
from ch3ef.scenarios.pictures import picture_bytes, picture_in
from ch3ef.scenarios.records import MAX_OPTIONS
from ch3ef.scenarios.scenario import Scenario, scenario_of
from ch3ef.taxonomy import Dimension, Level

ALIASES: dict[str, tuple[str, ...]] = {
    "image": ("image", "images", "image_path", "picture", "pictures", "file_name", "img"),
    "question": ("question", "query", "prompt", "text"),
    "options": ("options", "choices", "answers", "candidates"),
    "answer": ("answer", "label", "correct", "gold", "answer_key"),
    "id": ("id", "index", "question_id", "qid"),
    "task": ("task", "category", "subject", "type"),
    "domain": ("domain",),
    "level": ("level",),
    "dimension": ("dimension",),
    "pair": ("pair",),
}
"""What a column means -> names under which it is known, in order of preference; case does not matter."""

KINDS = (".jsonl", ".csv", ".tsv", ".parquet")
_NEEDED = ("image", "question", "answer")
DEFAULT_TASK = "questions"
_OBJECT = 'expected an object, {"image": ..., "question": ...}'

_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}\Z")

Row = Mapping[Any, Any]


def table_in(folder: Path) -> Path | None:
    """The one table at the top of a folder, or None if there is none.

    Raises:
        InputError: There are several.
    """
    tables = sorted(path for path in folder.iterdir() if path.suffix.lower() in KINDS and path.name[0] != ".")
    if len(tables) > 1:
        raise InputError(f"{folder}: holds {', '.join(path.name for path in tables)}; expected one table")
    return tables[0] if tables else None


def load_table(table: Path, cache: Path, columns: Mapping[str, str] | None = None) -> Scenario:
    """Load a folder of pictures with a table.

    Args:
        table: The table; its pictures are found relative to its folder.
        cache: Where pictures that lie inside the table are kept.
        columns: Meaning -> the user's name of the column, before all known names.

    Returns:
        The scenario, named as the folder.

    Raises:
        InputError: The table or a row of it is not as expected; says which row and why.
    """
    rows = _rows(table)
    if table.suffix.lower() == ".jsonl":
        # Its rows need not have the same columns; other kinds have one set of them.
        rows = iter(kept := list(rows))
        present = list(dict.fromkeys(name for _, row in kept for name in row))
    else:
        first = next(rows, None)
        present = list(first[1]) if first else []
        rows = chain([first] if first else [], rows)
    places = _columns(table, present, columns or {}) if present else {}
    items = [_item(table, number, row, places, cache) for number, row in rows]
    if not items:
        raise InputError(f"{table}: holds no rows; expected one question a row")
    seen: dict[str, str] = {}
    for item in items:
        if item.id in seen:
            raise InputError(f"{table.name}: two rows have the id {item.source_id!r} and the same content; remove one")
        seen[item.id] = item.source_id
    return scenario_of(table.resolve().parent.name, items)


def _rows(table: Path) -> Iterator[tuple[int, Row]]:
    """(number of the row from 1, the row)."""
    kind = table.suffix.lower()
    if kind == ".parquet":
        return enumerate(parquet_records(table), start=1)
    if kind == ".jsonl":
        return enumerate((row for _, row in read_json_lines(table, advice=_OBJECT)), start=1)
    return enumerate(_cells(table, "\t" if kind == ".tsv" else ","), start=1)


def _cells(table: Path, delimiter: str) -> Iterator[Row]:
    try:
        with open_text(table) as lines:
            yield from csv.DictReader(lines, delimiter=delimiter, strict=True)
    except (csv.Error, UnicodeDecodeError) as error:
        kind = table.suffix.lower()[1:]
        raise InputError(f"{table}: cannot be read as {kind} ({error}); expected UTF-8") from error


def _columns(table: Path, present: Sequence[str], given: Mapping[str, str]) -> dict[str, str]:
    """Meaning -> the column that holds it."""
    lower = {str(name).lower().strip(): name for name in present}
    places: dict[str, str] = {}
    for meaning, name in given.items():
        if meaning not in ALIASES:
            raise unknown_name("column", meaning, ALIASES)
        if name not in present:
            raise InputError(f"{table.name}: column {name!r} is not there; found {', '.join(map(str, present))}")
        places[meaning] = name
    for meaning, aliases in ALIASES.items():
        if meaning not in places and (known := next((lower[alias] for alias in aliases if alias in lower), None)):
            places[meaning] = known
    for meaning in _NEEDED:
        if meaning not in places:
            raise InputError(
                f"{table.name}: no column is known as {meaning} ({', '.join(ALIASES[meaning])}); found "
                f"{', '.join(map(str, present))}: name it so, or say '{table.parent}?{meaning}=COLUMN'"
            )
    if "options" not in places and not {"a", "b"} <= set(lower):
        raise InputError(f"{table.name}: no column options, nor columns A, B ...; found {', '.join(map(str, present))}")
    return places


def _item(table: Path, number: int, row: Row, columns: Mapping[str, str], cache: Path) -> Item:
    place, folder = f"{table.name}: row {number}", table.resolve().parent
    if None in row:
        raise InputError(f"{place}: has more cells than the first line; quote texts with commas")

    def text(meaning: str, default: str | None = None) -> str | None:
        value = row.get(columns[meaning]) if meaning in columns else None
        return default if value is None or str(value).strip() == "" else str(value).strip()

    question = text("question")
    if question is None:
        raise InputError(f"{place}: the question is empty")
    options = _options(place, row, columns)
    gold = _gold(place, row.get(columns["answer"]), options)
    images = _images(place, row.get(columns["image"]), folder, cache)
    level, dimension = _level(place, text("level"), text("dimension"))
    task = text("task", DEFAULT_TASK) or DEFAULT_TASK
    source_id = text("id", str(number)) or str(number)
    return Item(
        id=f"{folder.name}/{source_id}-{content_digest(question, options, gold, images)}",
        source_id=source_id,
        scenario=folder.name,
        level=level,
        dimension=dimension,
        domain=text("domain", task) or task,
        task=task,
        question=question,
        images=images,
        options=options,
        gold=gold,
        pair=text("pair"),
    )


def _level(place: str, level: str | None, dimension: str | None) -> tuple[Level, str | None]:
    if level is None:
        level = "A3" if dimension else "A2"
    if level not in set(Level) or (level == "A3") != (dimension in set(Dimension)):
        raise InputError(
            f"{place}: level {level!r} with dimension {dimension!r}; expected A1 or A2 without, or A3 with helpful, "
            "honest or harmless"
        )
    return Level(level), dimension


def _options(place: str, row: Row, columns: Mapping[str, str]) -> tuple[str, ...]:
    if "options" in columns:
        value = row.get(columns["options"])
        options = [str(option).strip() for option in _listed(value)]
    else:
        lettered = {str(name).strip().upper(): value for name, value in row.items()}
        options = [
            str(lettered[letter]).strip() for letter in ascii_uppercase if lettered.get(letter) not in (None, "")
        ]
    if not 2 <= len(options) <= MAX_OPTIONS or "" in options or len(set(options)) < len(options):
        raise InputError(
            f"{place}: options {shortened(options)}; expected 2 to {MAX_OPTIONS} different texts: a list, a JSON "
            "list, or texts with | between them"
        )
    return tuple(options)


def _listed(value: object) -> list[Any]:
    """A list as it stands, as JSON, or as a text with bars between its parts."""
    if isinstance(value, list | tuple):
        return list(value)
    text = "" if value is None else str(value).strip()
    if text.startswith("["):
        try:
            parsed = parse_json(text, "a cell", "expected a list")
        except InputError:
            return [text]
        return parsed if isinstance(parsed, list) else [text]
    return text.split("|")


def _gold(place: str, value: object, options: Sequence[str]) -> tuple[int, ...]:
    """Indices of the right options: named by their texts or letters, or, in a list of whole numbers, counted from 0."""
    if isinstance(value, list) and value and all(isinstance(entry, int) for entry in value):
        if all(0 <= entry < len(options) for entry in value):
            return tuple(sorted(set(value)))
        raise InputError(f"{place}: key {value!r}; expected numbers from 0 to {len(options) - 1}")
    gold = []
    for entry in _listed(value) if isinstance(value, list) else [value]:
        text = "" if entry is None else str(entry).strip()
        letter = ascii_uppercase.find(text.upper()) if len(text) == 1 else -1
        if text in options:
            gold.append(options.index(text))
        elif 0 <= letter < len(options):
            gold.append(letter)
        else:
            raise InputError(
                f"{place}: answer {entry!r} is neither an option nor its letter; options {list(options)!r}"
            )
    return tuple(sorted(set(gold)))


def _images(place: str, value: object, folder: Path, cache: Path) -> tuple[ImageRef, ...]:
    entries = [value] if isinstance(value, dict) else _listed(value)
    if not entries or entries == [""]:
        raise InputError(f"{place}: no image; expected a path below {folder}, or several with | between them")
    return tuple(_image(place, entry, folder, cache) for entry in entries)


def _image(place: str, entry: object, folder: Path, cache: Path) -> ImageRef:
    if isinstance(entry, dict) and isinstance(entry.get("bytes"), bytes):
        suffix = _SUFFIX.search(str(entry.get("path")))
        return picture_bytes(entry["bytes"], cache, suffix[0] if suffix else None)
    name = str(entry.get("path") if isinstance(entry, dict) else entry).strip()
    return picture_in(name, folder, place)

"""People's own questions: a folder of pictures with one table, `image,question,options,answer` and more.

The table is a .csv, .tsv, .jsonl, .json or .parquet file. Columns are known by their usual names (`ALIASES`) or by
those that the user gives: `./ours?question=frage&task=kind`. What `ch3ef data export --format parquet` wrote is read
too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from string import ascii_uppercase
from typing import Any

from ch3ef.errors import InputError, counted, short, unknown_name
from ch3ef.files import MAX_PATH, parse_json
from ch3ef.items import ImageRef, Item, content_digest
from ch3ef.scenarios.pictures import picture_of, with_places
from ch3ef.scenarios.records import MAX_OPTIONS, MIN_OPTIONS, check_seen
from ch3ef.scenarios.scenario import Scenario, scenario_of
from ch3ef.tables import KINDS, SPREADSHEETS, Row, cell_text, is_empty, read_table
from ch3ef.taxonomy import Dimension, Level
from ch3ef.texts import seen

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

NUMBERED = "gold"
"""The name of a column of answers that holds the places of the right options, counted from 0, whatever they look like:
as `ch3ef data export` writes it."""

_NEEDED = ("image", "question", "answer")
DEFAULT_TASK = "questions"
_OBJECT = 'expected an object, {"image": ..., "question": ...}'


def table_in(folder: Path) -> Path | None:
    """The one table at the top of a folder, or None if there is none.

    JSON files often stand beside a table to describe it: one is the table only where there is no other.

    Raises:
        InputError: There are several, or only a spreadsheet.
    """
    files = sorted(path for path in folder.iterdir() if path.name[0] != ".")
    tables = [path for path in files if path.suffix.lower() in KINDS and path.suffix.lower() != ".json"]
    if len(tables) > 1:
        raise InputError(f"{folder}: holds {', '.join(path.name for path in tables)}; expected one table")
    if tables:
        return tables[0]
    if spreadsheet := next((path for path in files if path.suffix.lower() in SPREADSHEETS), None):
        return spreadsheet
    described = [path for path in files if path.suffix.lower() == ".json"]
    return described[0] if len(described) == 1 else None


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
    return _scenario(table, _items(table, cache, columns or {}, _raise))


def examine_table(table: Path, cache: Path, columns: Mapping[str, str] | None = None) -> tuple[Scenario, list[str]]:
    """`load_table` that goes on where a row cannot be used.

    Returns:
        The scenario of the rows that can be used, and for each other one what is wrong with it.

    Raises:
        InputError: The table is not as expected, or no row can be used.
    """
    refused: list[InputError] = []
    items = list(_items(table, cache, columns or {}, refused.append))
    if refused and not items:
        raise InputError(f"{refused[0]}; none of {counted(len(refused), 'row')} can be used")
    return _scenario(table, items), list(map(str, refused))


def _scenario(table: Path, items: Iterable[Item]) -> Scenario:
    held = list(items)  # what is wrong with the table is said before its place is looked for
    return scenario_of(table.resolve().parent.name, held)


def _raise(error: InputError) -> None:
    raise error


def _items(
    table: Path, cache: Path, columns: Mapping[str, str], refuse: Callable[[InputError], None]
) -> Iterator[Item]:
    """The items of a table, each row that is none refused."""
    held = read_table(table, advice=_OBJECT)
    places = _columns(table, held.columns, columns) if held.columns else {}
    found = _Pictures(table.resolve().parent, cache)
    ids: dict[str, int] = {}
    number = 0
    for number, (_, row) in enumerate(held.rows, start=1):
        try:
            item = _another(_item(table.name, number, row, places, found), ids, table.name, number)
        except InputError as error:
            refuse(error)
        else:
            yield item
    if not number:
        raise InputError(f"{table}: holds no rows; expected one question a row")


def _another(item: Item, ids: dict[str, int], table: str, number: int) -> Item:
    """An item whose id no row before had."""
    if (before := ids.setdefault(item.source_id, number)) != number:
        raise InputError(
            f"{table}: row {number}: has the id {short(item.source_id)} of row {before}; expected one row for each: "
            "rename or remove one"
        )
    return item


@dataclass(frozen=True, slots=True)
class _Pictures:
    """The pictures of a table.

    Attributes:
        folder: Where they lie.
        cache: Where those are kept that lie inside the table.
        known: Name -> picture, of those that were read: many questions may show one.
    """

    folder: Path
    cache: Path
    known: dict[str, ImageRef] = field(default_factory=dict)

    def picture(self, entry: object, place: str) -> ImageRef:
        """The picture of a row, read once."""
        if not isinstance(entry, str) or len(entry) > MAX_PATH:
            return picture_of(entry, self.folder, place, self.cache)
        if entry not in self.known:
            self.known[entry] = picture_of(entry, self.folder, place, self.cache)
        return self.known[entry]


def _columns(table: Path, present: Sequence[str], given: Mapping[str, str]) -> dict[str, str]:
    """Meaning -> the column that holds it."""
    found = ", ".join(present)
    places = _given(table, present, given)
    lower: dict[str, str] = {}
    for name in present:
        if (same := lower.setdefault(name.lower().strip(), name)) != name:
            raise InputError(f"{table.name}: columns {same!r} and {name!r} are one name; rename or remove one")
    for meaning, aliases in ALIASES.items():
        if meaning not in places and (known := next((lower[alias] for alias in aliases if alias in lower), None)):
            places[meaning] = known
    unknown = [meaning for meaning in _NEEDED if meaning not in places]
    if "options" not in places and not {"a", "b"} <= set(lower):
        unknown.append("options")
    if unknown:
        known_as = "; ".join(f"as {meaning} ({', '.join(ALIASES[meaning])})" for meaning in unknown)
        lettered = " or columns A, B ..." if "options" in unknown else ""
        mapped = "&".join(f"{meaning}=COLUMN" for meaning in unknown)
        raise InputError(
            f"{table.name}: no column is known {known_as}{lettered}; found {found}: "
            f"name {'it' if len(unknown) == 1 else 'them'} so, or say '{table.parent}?{mapped}'"
        )
    return places


def _given(table: Path, present: Sequence[str], given: Mapping[str, str]) -> dict[str, str]:
    """The columns that the user names."""
    if unknown := [meaning for meaning in given if meaning not in ALIASES]:
        if len(unknown) == 1:
            raise unknown_name("column", unknown[0], ALIASES)
        raise InputError(f"unknown columns {', '.join(map(repr, unknown))}. Known: {', '.join(sorted(ALIASES))}.")
    if absent := [name for name in given.values() if name not in present]:
        what = f"column {absent[0]!r} is" if len(absent) == 1 else f"columns {', '.join(map(repr, absent))} are"
        raise InputError(f"{table.name}: {what} not there; found {', '.join(present)}")
    return dict(given)


def _item(table: str, number: int, row: Row, columns: Mapping[str, str], found: _Pictures) -> Item:
    place, folder = f"{table}: row {number}", found.folder

    def text(meaning: str) -> str | None:
        column = columns.get(meaning)
        return None if column is None else cell_text(row.get(column), f"{place}: column {column!r}") or None

    question = text("question")
    if question is None:
        raise InputError(f"{place}: the question is empty")
    lettered = _options(place, row, columns.get("options"))
    options = tuple(lettered.values())
    gold = _gold(place, row.get(columns["answer"]), lettered, numbered=columns["answer"].lower().strip() == NUMBERED)
    images = _images(place, row.get(columns["image"]), found)
    question = with_places(question, options, len(images), place)
    _check_texts(place, question, options)
    level, dimension = _level(place, text("level"), text("dimension"))
    task = text("task") or DEFAULT_TASK
    source_id = text("id") or str(number)
    return Item(
        id=f"{folder.name}/{source_id}-{content_digest(question, options, gold, images)}",
        source_id=source_id,
        scenario=folder.name,
        level=level,
        dimension=dimension,
        domain=text("domain") or task,
        task=task,
        question=question,
        images=images,
        options=options,
        gold=gold,
        pair=text("pair"),
    )


def _check_texts(place: str, question: str, options: Sequence[str]) -> None:
    """Refuse a question or options that are not what is seen of them."""
    check_seen(place, "the question", question)
    shown: dict[str, int] = {}
    for number, option in enumerate(options, start=1):
        check_seen(place, f"option {number}", option)
        if (same := shown.setdefault(seen(option), number)) != number:
            raise InputError(
                f"{place}: options {same} and {number} look the same ({short(option)}): they differ in what cannot be "
                "seen; remove it, or one of them"
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


def _options(place: str, row: Row, column: str | None) -> dict[str, str]:
    """Letter -> text of the option: of a list the letters in turn, of lettered columns those of the cells filled."""
    value = row if column is None else row.get(column)
    if isinstance(value, Mapping):
        cells = {str(name).strip().upper(): cell for name, cell in value.items()}
        if column is not None and not set(cells) <= set(ascii_uppercase):
            raise InputError(f"{place}: column {column!r} is {short(value)}; expected texts, or letters with texts")
        texts = {
            letter: cell_text(cells[letter], f"{place}: option {letter}")
            for letter in ascii_uppercase
            if letter in cells
        }
        options = {letter: text for letter, text in texts.items() if text}
    else:
        listed = [
            cell_text(option, f"{place}: column {column!r}: option {number}")
            for number, option in enumerate(_listed(value), start=1)
        ]
        filled = _without_end(listed)
        if "" in filled:
            number = filled.index("") + 1
            raise InputError(f"{place}: column {column!r}: option {number} of {len(filled)} is empty; expected a text")
        options = dict(zip(ascii_uppercase, filled, strict=False)) if len(filled) <= MAX_OPTIONS else {}
    if twice := next((text for text, count in Counter(options.values()).items() if count > 1), None):
        raise InputError(f"{place}: option {short(twice)} is there several times; expected different texts")
    if len(options) < MIN_OPTIONS:
        raise InputError(
            f"{place}: options {short(list(options.values()) or value)}; expected {MIN_OPTIONS} to {MAX_OPTIONS} "
            "texts: a list, a JSON list, or texts with | between them"
        )
    return options


def _listed(value: object) -> list[Any]:
    """A list as it stands, as JSON, or as a text with bars between its parts."""
    if isinstance(value, list | tuple):
        return list(value)
    if not isinstance(value, str):
        return [value]
    text = value.strip()
    return _json_list(text) or text.split("|")


def _json_list(text: str) -> list[Any] | None:
    """The list that a cell of text spells; None where it spells none."""
    if not text.startswith("["):
        return None
    try:
        parsed = parse_json(text, "the cell", "expected a list")
    except InputError:
        return None
    return parsed if isinstance(parsed, list) else None


def _without_end(texts: Sequence[str]) -> list[str]:
    """Texts without the empty ones at the end: lists of different lengths are filled up when they become a table."""
    last = max((number for number, text in enumerate(texts, start=1) if text), default=0)
    return list(texts[:last])


def _gold(place: str, value: object, options: Mapping[str, str], *, numbered: bool) -> tuple[int, ...]:
    """Places of the right options: named by their texts or letters, or in a list of whole numbers, counted from 0."""
    texts, where = list(options.values()), f"{place}: the answer"
    if isinstance(value, str) and value.strip() not in texts and (spelled := _json_list(value.strip())):
        value = spelled
    if not isinstance(value, list):
        return (_named(where, value, options),)
    named = _without_end([cell_text(entry, where) for entry in value])
    if not named or "" in named:
        raise InputError(f"{where} {short(value)} has an empty entry; expected options or their letters")
    entries = value[: len(named)]
    if not all(isinstance(entry, int | float) and not isinstance(entry, bool) for entry in entries):
        return tuple(sorted({_named(where, entry, options) for entry in entries}))
    if not all(text.isdecimal() and int(text) < len(texts) for text in named):
        raise InputError(f"{place}: key {short(entries)}; expected numbers from 0 to {len(texts) - 1}")
    places = tuple(sorted({int(text) for text in named}))
    if not numbered and set(named) <= set(texts) and places != tuple(sorted({texts.index(text) for text in named})):
        raise InputError(
            f"{where} {short(entries)} may be texts of options or their places counted from 0; give letters or texts, "
            f"or name the column {NUMBERED!r} for places"
        )
    return places


def _named(where: str, entry: object, options: Mapping[str, str]) -> int:
    """The place of the option that an answer names by its text or its letter."""
    text, texts, letters = cell_text(entry, where), list(options.values()), list(options)
    if not text:
        raise InputError(f"{where} is empty; expected an option or its letter")
    by_text = texts.index(text) if text in texts else None
    by_letter = letters.index(text.upper()) if text.upper() in letters else None
    if by_text is not None and by_letter not in (None, by_text) and text in letters:
        raise InputError(
            f"{where} {text!r} is the text of option {letters[by_text]} and the letter of {texts[by_letter or 0]!r}; "
            f"give the place of the right one counted from 0, such as [{by_text}]"
        )
    found = by_letter if by_text is None else by_text
    if found is None:
        raise InputError(f"{where} {short(entry)} is neither an option nor its letter; options {short(texts)}")
    return found


def _images(place: str, value: object, found: _Pictures) -> tuple[ImageRef, ...]:
    entries = _listed(value)
    while entries and is_empty(entries[-1]) and not (isinstance(entries[-1], str) and len(entries) > 1):
        entries.pop()
    if not entries:
        raise InputError(f"{place}: no image; expected a path below {found.folder}, or several with | between them")
    if (empty := next((number for number, entry in enumerate(entries, 1) if is_empty(entry)), None)) is not None:
        raise InputError(f"{place}: picture {empty} of {len(entries)} is empty; name it, or remove it")
    return tuple(found.picture(entry, place) for entry in entries)

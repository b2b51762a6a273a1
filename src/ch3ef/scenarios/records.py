"""Records of a released file, `{"meta_data": {...}, "items": [...]}`, each checked before it is used."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from ch3ef.errors import InputError, short
from ch3ef.files import read_json
from ch3ef.scenarios.pictures import with_places
from ch3ef.texts import deceiving, hidden, seen

MIN_OPTIONS, MAX_OPTIONS = 2, 26
"""Options per record: a choice needs two, and the alphabet has 26 letters to name them by."""

_LAYOUT = 'expected {"meta_data": {...}, "items": [...]}'


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a released file, checked.

    Attributes:
        place: File, number and id, to begin an error with.
        name: Its `id`, or its index in the file where it has none.
        question: The query; the places of pictures within it are marked.
        options: The answers on offer, in the file's order.
        images: Paths of its pictures, relative to the set's folder.
        source: The task's name as spelled in the file.
        safe_label: Safety labels; what is neither a text nor a list of texts is kept as JSON; None where absent.
        pair: Id shared with a contrast twin; None where absent, as in the released files.
    """

    place: str
    name: str
    question: str
    options: tuple[str, ...]
    images: tuple[str, ...]
    source: str
    safe_label: str | list[str] | None
    pair: str | None


@dataclass(frozen=True, slots=True)
class ReleasedFile:
    """One of the three files.

    Attributes:
        name: As on disk.
        records: Its records, in order.
        declared: The number of records that its `meta_data` claims, or None.
        made_by: What wrote it, from what, if its `meta_data` says so.
    """

    name: str
    records: tuple[Record, ...]
    declared: int | None
    made_by: str | None = None


def read_released_file(path: Path) -> ReleasedFile:
    """Read and check one file.

    Args:
        path: Where it lies.

    Returns:
        Its records; keys that are not known are passed over.

    Raises:
        InputError: It cannot be read, is not JSON, or a record is not as expected; says which and why.
    """
    content = read_json(path)
    if not isinstance(content, dict) or not isinstance(content.get("items"), list):
        found = f"an object with {sorted(content)}" if isinstance(content, dict) else _kind(content)
        raise InputError(f"{path.name}: is {found} and has no list `items`; {_LAYOUT}")
    if not content["items"]:
        raise InputError(f"{path.name}: `items` is empty; expected 1 or more records, or no such file at all")
    meta = content.get("meta_data")
    declared = meta.get("num") if isinstance(meta, dict) else None
    return ReleasedFile(
        name=path.name,
        records=tuple(_record(path.name, index, entry) for index, entry in enumerate(content["items"])),
        declared=declared if isinstance(declared, int) else None,
        made_by=meta["made_by"] if isinstance(meta, dict) and isinstance(meta.get("made_by"), str) else None,
    )


def check_seen(place: str, what: str, text: str) -> None:
    """Refuse a text that is not what is seen of it.

    Args:
        place: File and record, to begin an error with.
        what: What it is there.
        text: The text.

    Raises:
        InputError: Nothing of it can be seen, or it holds NUL, or a character that turns the order of others.
    """
    if (code := deceiving(text)) is not None:
        why = "at which programs end a text" if code == "U+0000" else "which turns the order of what is seen"
        raise InputError(f"{place}: {what} holds {code}, {why}; remove it")
    if not seen(text):
        raise InputError(f"{place}: nothing can be seen of {what} ({', '.join(hidden(text))}); expected a text")


def _record(file: str, index: int, entry: object) -> Record:
    place = f"{file}: record {index + 1}"
    if not isinstance(entry, dict):
        raise InputError(f"{place}: is {_kind(entry)}; expected an object with image, query, options and source")
    name = _name(place, entry.get("id"))
    if name is not None:
        place = f"{place} (id {name!r})"
    for key in ("image", "query", "options", "source"):
        if key not in entry:
            raise InputError(f"{place}: `{key}` is missing; expected it beside {', '.join(map(repr, entry))}")
    options, images = _options(place, entry["options"]), _images(place, entry["image"])
    return Record(
        place=place,
        name=str(index) if name is None else name,
        question=with_places(_text(place, "query", entry["query"]), options, len(images), place),
        options=options,
        images=images,
        source=" ".join(_text(place, "source", entry["source"]).split()),
        safe_label=_safe_label(entry.get("safe_label")),
        pair=None if entry.get("pair") is None else _text(place, "pair", entry["pair"]),
    )


def _name(place: str, value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, str) and value.strip():
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise InputError(f"{place}: `id` is {short(value)}; expected a text or a whole number, or no `id`")


def _text(place: str, key: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise InputError(f"{place}: `{key}` is {short(value)}; expected a text that is not empty")
    check_seen(place, f"`{key}`", value)
    return value


def _options(place: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise InputError(f"{place}: `options` is {short(value)}; expected a list of texts, the right one first")
    if not MIN_OPTIONS <= len(value) <= MAX_OPTIONS:
        count = f"{len(value)} {'entry' if len(value) == 1 else 'entries'}"
        raise InputError(f"{place}: `options` has {count}; expected {MIN_OPTIONS} to {MAX_OPTIONS}")
    for number, option in enumerate(value, start=1):
        if not isinstance(option, str) or not option.strip():
            which = f"option {number}, the right one," if number == 1 else f"option {number}"
            raise InputError(f"{place}: {which} is {short(option)}; expected a text that is not empty")
        check_seen(place, f"option {number}", option)
    return tuple(value)


def _images(place: str, value: object) -> tuple[str, ...]:
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not names or not all(isinstance(name, str) and name.strip() for name in names):
        raise InputError(
            f"{place}: `image` is {short(value)}; expected a list of 1 or more paths, such as ['Helpful_images/1.png']"
        )
    return tuple(names)


def _safe_label(value: object) -> str | list[str] | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(label, str) for label in value):
        return list(value)
    return json.dumps(value, ensure_ascii=False)


def _kind(value: object) -> str:
    kinds = {list: "a list", str: "a text", type(None): "null", bool: "true or false"}
    return kinds.get(type(value), f"{short(value)}")

"""What the loaders of public sets share: where a set lies, and turning its records into items.

A set is read from a folder in its own published layout first (`NAME?dir=FOLDER`, or `$CH3EF_DATA/NAME`), and from
the Hugging Face hub second, through the `datasets` library.
"""

from __future__ import annotations

import hashlib
import logging
import os
import reprlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import ascii_uppercase
from typing import Any, TypeVar

from ch3ef.errors import InputError, unknown_name
from ch3ef.files import file_below, write_bytes_whole
from ch3ef.items import ImageRef, Item, content_digest
from ch3ef.scenarios.scenario import Scenario, scenario_of
from ch3ef.taxonomy import Level

T = TypeVar("T")

_BEGINNINGS = ((b"\xff\xd8\xff", ".jpg"), (b"\x89PNG", ".png"), (b"GIF8", ".gif"), (b"RIFF", ".webp"), (b"BM", ".bmp"))
"""First bytes of a picture file -> the suffix by which programs know its kind."""


@dataclass(frozen=True, slots=True)
class PublicSet:
    """What is said about a public set.

    Attributes:
        name: The scenario's name.
        level: A1 or A2.
        domain: What its items are about, one or two words.
        repository: On the Hugging Face hub.
        revision: Branch, tag or commit that is asked for.
        layout: What the folder must hold, for messages.
    """

    name: str
    level: Level
    domain: str
    repository: str
    revision: str
    layout: str


def folder_of(public: PublicSet, given: Path | None, *markers: str) -> Path | None:
    """The local folder of a set, or None where it is to come from the hub.

    Args:
        public: The set.
        given: The folder that the user named, or None.
        markers: Glob patterns, of which a folder in one of the set's layouts matches one.

    Raises:
        InputError: The user's folder is none, or is in another layout.
    """
    if given is None:
        root = os.environ.get("CH3EF_DATA")
        folder = Path(root).expanduser() / public.name if root else None
        if folder is None or not folder.is_dir():
            return None
    else:
        folder = given.expanduser()
        if not folder.is_dir():
            raise InputError(f"{public.name}: {folder}: no such folder; expected {public.layout}")
    if not any(next(folder.glob(marker), None) for marker in markers):
        wanted = " or ".join(markers)
        raise InputError(f"{public.name}: {folder}: nothing in it matches {wanted}; expected {public.layout}")
    return folder


def known_split(public: PublicSet, split: str, known: Iterable[str]) -> None:
    """Check the name of a split.

    Raises:
        InputError: The set has no such split.
    """
    if split not in (known := list(known)):
        raise unknown_name(f"{public.name} split", split, known)


def quiet_hub() -> None:
    """Leave what the hub's clients say of every retry unsaid: our own message says what to do."""
    for name in ("huggingface_hub", "datasets"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def hub_records(
    public: PublicSet, split: str, config: str | None = None, *, data_dir: str | None = None
) -> Iterator[Mapping[str, Any]]:
    """The records of a set from the hub, pictures as bytes (`hub_picture` reads them).

    Args:
        public: The set.
        split: The repository's own name of it.
        config: Which of the subsets that the repository's card names.
        data_dir: Folder of the repository, where it holds several sets and its card names none of them.

    Raises:
        InputError: The package `datasets` is missing, or the hub cannot be reached.
    """
    try:
        import datasets
    except ImportError as error:
        raise InputError(f"{public.name} needs the package datasets: pip install 'ch3ef[data]'") from error
    quiet_hub()
    try:
        loaded = datasets.load_dataset(
            public.repository, config, data_dir=data_dir, split=split, revision=public.revision
        )
    except (OSError, ValueError, datasets.exceptions.DatasetsError) as error:
        reason = str(error).strip().split("\n")[0] or type(error).__name__
        raise InputError(
            f"{public.name}: {public.repository} could not be loaded from the Hugging Face hub ({reason}); check the "
            f"connection, or give a folder: --scenario '{public.name}?dir=FOLDER' with {public.layout}"
        ) from error
    undecoded = datasets.Image(decode=False)
    for name, feature in loaded.features.items():
        if isinstance(feature, datasets.Image):
            loaded = loaded.cast_column(name, undecoded)
        elif isinstance(feature, datasets.List) and isinstance(feature.feature, datasets.Image):
            loaded = loaded.cast_column(name, datasets.List(undecoded))
    yield from loaded


def picture_file(path: Path) -> ImageRef:
    """A picture that lies on disk.

    Raises:
        InputError: It cannot be read.
    """
    try:
        return ImageRef(path, hashlib.sha256(path.read_bytes()).hexdigest())
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error})") from error


def picture_in(name: object, folder: Path, place: str, links_into: Path | None = None) -> ImageRef:
    """A picture that a record names.

    Args:
        name: Its path below the folder.
        folder: Where the set's pictures lie.
        place: File and record, to begin an error with.
        links_into: As in `file_below`: where the folder is one of the hub's own cache, that cache.

    Raises:
        InputError: There is no such picture, or it would lie outside the folder.
    """
    return picture_file(file_below(folder, name, place, links_into=links_into))


def hub_picture(value: object, cache: Path, place: str) -> ImageRef:
    """A picture in a record of `hub_records`.

    Args:
        value: The column's value.
        cache: Where it is kept as a file.
        place: The record, to begin an error with.

    Raises:
        InputError: It holds no bytes, or the cache cannot be written.
    """
    content = value.get("bytes") if isinstance(value, Mapping) else None
    if not isinstance(content, bytes):
        raise InputError(f"{place}: picture is {reprlib.repr(value)}; expected the bytes of one")
    return picture_bytes(content, cache)


def picture_bytes(content: bytes, cache: Path, suffix: str | None = None) -> ImageRef:
    """A picture that came inside a record, kept in the cache under its digest.

    Args:
        content: The picture file's bytes.
        cache: The cache's folder.
        suffix: Of the file; by default what its first bytes say, for some services go by the name alone.

    Raises:
        InputError: The cache cannot be written.
    """
    if suffix is None:
        suffix = next((kind for beginning, kind in _BEGINNINGS if content.startswith(beginning)), ".png")
    digest = hashlib.sha256(content).hexdigest()
    path = cache / "pictures" / digest[:2] / f"{digest[:24]}{suffix}"
    if not path.is_file():
        write_bytes_whole(path, content)
    return ImageRef(path, digest)


def public_item(
    public: PublicSet, source_id: str, *, task: str, question: str, images: Sequence[ImageRef], options: Sequence[str],
    gold: Sequence[int], group: str | None = None, pair: str | None = None, **details: str | list[str],
) -> Item:  # fmt: skip
    """An item of a public set.

    Args:
        public: The set.
        source_id: The record's name in it.
        task: The set's own grouping.
        question: The query, hints and contexts included.
        images: Its pictures, in order.
        options: The answers on offer, in the set's own order.
        gold: Indices of the right ones.
        group: The set's own grouping above the task, the item's domain; None for the set's domain.
        pair: Id shared with the items that it belongs together with.
        details: Further facts.

    Raises:
        InputError: Fewer than two options, two of the same text, or no right one.
    """
    if len(options) < 2 or len(set(options)) < len(options) or not gold or not set(gold) <= set(range(len(options))):
        raise InputError(
            f"{public.name}: record {source_id!r}: options {list(options)!r} with key {list(gold)!r}; expected two or "
            "more different options and a key among them"
        )
    digest = content_digest(question, options, gold, images)
    return Item(
        id=f"{public.name}/{source_id}-{digest}", source_id=source_id, scenario=public.name, level=public.level,
        dimension=None, domain=group or public.domain, task=task, question=question, images=tuple(images),
        options=tuple(options), gold=tuple(gold), pair=pair, details=details,
    )  # fmt: skip


def text_of(record: Mapping[str, Any], column: str, place: str) -> str:
    """A text of a record that must not be empty, trimmed.

    Raises:
        InputError: It is no text, or empty.
        KeyError: The column is missing; `of_records` says where.
    """
    value = record[column]
    if not isinstance(value, str) or not value.strip():
        raise InputError(f"{place}: {column} is {reprlib.repr(value)}; expected a text that is not empty")
    return value.strip()


def lettered_choice(texts: Sequence[object], key: object, place: str) -> tuple[tuple[str, ...], int] | str:
    """Options that are named by letters, and the right one.

    Published sets have options that are empty (a question with fewer options than columns) and, by oversight, equal
    ones. Nobody can choose between two equal texts, so such a question is not usable.

    Args:
        texts: The options from A on; empty ones are dropped.
        key: The letter of the right one.
        place: File and record, to begin an error with.

    Returns:
        (options, index of the right one), or why the question is not usable.

    Raises:
        InputError: The letter is none, or that of an empty option.

    Example:
        >>> lettered_choice(["red", "", "blue", None], "C", "row 1")
        (('red', 'blue'), 1)
        >>> lettered_choice(["red", "red", "blue"], "C", "row 1")
        'with two options of the same text'
    """
    options = {
        letter: str(text).strip()
        for letter, text in zip(ascii_uppercase, texts, strict=False)
        if text is not None and str(text).strip()
    }
    letters = list(options)
    if key not in letters:
        raise InputError(f"{place}: the key is {key!r}; expected one of {', '.join(letters) or 'the options'}")
    if len(options) < 2:
        return "with fewer than two options"
    if len(set(options.values())) < len(options):
        return "with two options of the same text"
    return tuple(options.values()), letters.index(str(key))


def of_records(
    records: Iterable[tuple[str, Mapping[str, Any]]], convert: Callable[[str, Mapping[str, Any]], T]
) -> list[T]:
    """Items of records; a column that is missing is named with the record.

    Args:
        records: (name of the record, the record).
        convert: Record -> item.

    Raises:
        InputError: A record lacks a column.
    """
    items = []
    for name, record in records:
        try:
            items.append(convert(name, record))
        except KeyError as error:
            raise InputError(
                f"{name}: column {error.args[0]!r} is missing; found {', '.join(map(str, record))}"
            ) from error
    return items


def public_scenario(public: PublicSet, converted: Iterable[Item | str], notices: Iterable[str] = ()) -> Scenario:
    """The items of a set as a scenario.

    Args:
        public: The set.
        converted: For each record its item, or why it is left out: "that are open, without options". How many were
            left out, and why, becomes a notice.
        notices: Further things that a user should know.

    Raises:
        InputError: No item is left, or two are the same.
    """
    converted = list(converted)
    items = [item for item in converted if isinstance(item, Item)]
    left_out = Counter(why for why in converted if isinstance(why, str))
    counted = [f"{public.name}: {n} of {len(converted)} questions left out: those {why}" for why, n in left_out.items()]
    if not items:
        raise InputError(
            f"{public.name}: holds no question that can be asked ({'; '.join(counted) or 'none at all'}); expected "
            f"{public.layout}"
        )
    (item_id, times), *_ = Counter(item.id for item in items).most_common(1)
    if times > 1:
        raise InputError(f"{public.name}: {times} records have the name and content of {item_id}; get the set again")
    return scenario_of(public.name, items, [*counted, *notices])

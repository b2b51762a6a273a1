"""What the loaders of public sets share: where a set lies, and turning its records into items.

A set is read from a folder in its own published layout first (`NAME?dir=FOLDER`, or `$CH3EF_DATA/NAME`), and from
the Hugging Face hub second, through the `datasets` library.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ch3ef.errors import InputError
from ch3ef.items import ImageRef, Item, content_digest
from ch3ef.results import write_whole
from ch3ef.taxonomy import Level


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


def folder_of(public: PublicSet, given: Path | None, marker: str) -> Path | None:
    """The local folder of a set, or None where it is to come from the hub.

    Args:
        public: The set.
        given: The folder that the user named, or None.
        marker: A glob pattern that a folder in the set's layout matches.

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
    if next(folder.glob(marker), None) is None:
        raise InputError(f"{public.name}: {folder}: nothing in it matches {marker}; expected {public.layout}")
    return folder


def hub_records(public: PublicSet, split: str, config: str | None = None) -> Iterator[Mapping[str, Any]]:
    """The records of a set from the hub, pictures as bytes.

    Raises:
        InputError: The package `datasets` is missing, or the hub cannot be reached.
    """
    try:
        import datasets
    except ImportError as error:
        raise InputError(f"{public.name} needs the package datasets: pip install 'ch3ef[data]'") from error
    try:
        loaded = datasets.load_dataset(public.repository, config, split=split, revision=public.revision)
    except (OSError, ValueError, datasets.exceptions.DatasetsError) as error:
        reason = str(error).strip().split("\n")[0] or type(error).__name__
        raise InputError(
            f"{public.name}: {public.repository} could not be loaded from the Hugging Face hub ({reason}); check the "
            f"connection, or give a folder: --scenario '{public.name}?dir=FOLDER' with {public.layout}"
        ) from error
    for name, feature in loaded.features.items():
        if isinstance(feature, datasets.Image):
            loaded = loaded.cast_column(name, datasets.Image(decode=False))
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


def picture_bytes(content: bytes, cache: Path, suffix: str = ".png") -> ImageRef:
    """A picture that came inside a record, kept in the cache under its digest.

    Raises:
        InputError: The cache cannot be written.
    """
    digest = hashlib.sha256(content).hexdigest()
    path = cache / "pictures" / digest[:2] / f"{digest[:24]}{suffix}"
    if not path.is_file():
        write_whole(path, lambda temporary: temporary.write_bytes(content))
    return ImageRef(path, digest)


def public_item(
    public: PublicSet, source_id: str, *, task: str, question: str, images: Sequence[ImageRef], options: Sequence[str],
    gold: Sequence[int], **details: str | list[str],
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
        dimension=None, domain=public.domain, task=task, question=question, images=tuple(images),
        options=tuple(options), gold=tuple(gold), details=details,
    )  # fmt: skip


def of_records(
    records: Iterable[tuple[str, Mapping[str, Any]]], convert: Callable[[str, Mapping[str, Any]], Item]
) -> list[Item]:
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

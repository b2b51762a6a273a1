"""What a public set is: what is said about it, and how its items are read.

A set is read from a folder in its own published layout first (`NAME?dir=FOLDER`, or `$CH3EF_DATA/NAME`), and from
the Hugging Face hub second. Either way it becomes records, and the records become items by the same function.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from string import ascii_uppercase
from typing import Any, TypeVar

from ch3ef.errors import InputError, short, unknown_name
from ch3ef.items import ImageRef, Item, content_digest
from ch3ef.scenarios.hub import Repository
from ch3ef.scenarios.pictures import picture_bytes, picture_of
from ch3ef.scenarios.public_sets.addresses import Wanted
from ch3ef.scenarios.scenario import Scenario, scenario_of
from ch3ef.tables import cell_text
from ch3ef.taxonomy import Dimension, Level
from ch3ef.variants import twin_of

T = TypeVar("T")

Record = Mapping[str, Any]
Records = Iterable[tuple[str, Record]]
"""(file and record, to begin an error with; the record)."""


def hub_records(
    origin: Origin, split: str | None = None, config: str | None = None, *, data_dir: str | None = None
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The records of a set from the hub, pictures as bytes.

    Args:
        origin: The set and the split.
        split: The repository's own name of it; by default as the set says.
        config: Which of the subsets that the repository's card names.
        data_dir: Folder of the repository, where it holds several sets and its card names none of them.

    Raises:
        InputError: The package `datasets` is missing, or the hub cannot be reached.
    """
    public = origin.public
    split = split or public.splits[origin.split]
    part = ", ".join(filter(None, (config, split)))
    for number, record in enumerate(public.hub.records(split, config, data_dir)):
        yield f"{public.repository}: {part} record {number}", record


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PublicSet:
    """A public set.

    Attributes:
        name: The scenario's name.
        text: What it asks, one line.
        level: A1, A2, or A3 for those on human values, which are asked beside Ch3Ef.
        domain: What its items are about, one or two words.
        licence: What its items may be used under.
        recipe: The recipe that it is asked by where the user names none.
        layout: What its folder holds, for messages.
        markers: Glob patterns, of which a folder in that layout matches one; "{split}" stands for the split's name.
        in_folder: Reads the records of a folder.
        items: Makes items of records. For each record, or of all together: its item, or why it is left out.
        on_hub: Reads the records of the hub.
        files: Patterns of the repository's files, where it holds them as published: they are downloaded, and read by
            `in_folder`.
        repository: On the hub; empty where it is not there.
        revision: Branch, tag or commit that is asked for.
        source: Where it comes from, for the list of scenarios; by default the repository.
        splits: Names of its splits -> their names on the hub; the first is asked where the user names none.
        without_key: Splits whose key is not published.
        pictures: Folder below the set's own from which records name their pictures.
        n_items: Items in the first split; None where they were never counted.
        pool: The setting under which it holds items to take in-context examples from ("split=train").
        dimension: Of A3: helpful, honest or harmless.
        sides: The first two splits where they are contrast twins: what deserves refusal, and what deserves an answer.
            The items of the second are a set of twins, named as one; a run that names no split asks both.
        languages: Whether its splits are languages: the items of each but the first are a set named with it
            ("msts?split=german"), so that nothing takes the two for one test.
        warning: What people who look at its items should know before.
        wanted: Of a set whose files name pictures by their addresses: which, by its folder.
    """

    name: str
    text: str
    level: Level
    domain: str
    licence: str
    layout: str
    recipe: str
    markers: tuple[str, ...]
    in_folder: Callable[[Origin, Path], Records]
    items: Callable[[Origin, Records], Iterable[Item | str]]
    on_hub: Callable[[Origin], Records] = hub_records
    files: tuple[str, ...] = ()
    repository: str = ""
    revision: str = ""
    source: str = ""
    splits: Mapping[str, str] = field(default_factory=lambda: {"test": "test"})
    without_key: tuple[str, ...] = ()
    pictures: str = ""
    n_items: int | None = None
    pool: str = ""
    dimension: Dimension | None = None
    sides: tuple[str, ...] = ()
    languages: bool = False
    warning: str = ""
    wanted: Callable[[Path], Iterable[Wanted]] | None = None

    def load(self, cache: Path, *, dir: Path | None = None, split: str | None = None) -> Scenario:  # noqa: A002
        """The items of a split.

        Args:
            cache: Where pictures that come inside records are kept.
            dir: A folder in the set's published layout; None for `$CH3EF_DATA/NAME`, else the hub.
            split: One of `splits`; None for the first.

        Returns:
            The scenario.

        Raises:
            InputError: An unknown split, a folder in another layout, a damaged file or record, no connection, or no
                folder of a set that is not on the hub.
        """
        split = self._known(split)
        origin = Origin(self, split, cache)
        if folder := self._folder(dir, split):
            origin = replace(origin, folder=folder)
        elif not self.repository:
            raise InputError(
                f"{self.name}: is read from a folder alone; give it: --scenario '{self.name}?dir=FOLDER' "
                f"with {self.layout} ({self.source})"
            )
        elif self.files:
            folder = self.hub.download(self.files)
            # In the hub's cache, files are links into the folder above that of the snapshots.
            origin = replace(origin, folder=folder, links_into=folder.parents[1])
        records = self.in_folder(origin, folder) if folder else self.on_hub(origin)
        return _scenario(origin, list(self.items(origin, records)))

    @property
    def hub(self) -> Repository:
        """Its repository, and what to say where that cannot be reached."""
        instead = f"check the connection, or give a folder: --scenario '{self.name}?dir=FOLDER' with {self.layout}"
        return Repository(self.repository, self.revision, f"{self.name}: {self.repository}", instead)

    def _known(self, split: str | None) -> str:
        known = list(self.splits)
        if split in self.without_key:
            expected = " or ".join(f"split={name}" for name in known)
            raise InputError(f"{self.name}: the key of its {split} set is not published; expected {expected}")
        if split is not None and split not in known:
            raise unknown_name(f"{self.name} split", split, known)
        return split or known[0]

    def _folder(self, given: Path | None, split: str) -> Path | None:
        """The folder of the set, or None where it is to come from the hub."""
        if given is None:
            root = os.environ.get("CH3EF_DATA")
            folder = Path(root).expanduser() / self.name if root else None
            if folder is None or not folder.is_dir():
                return None
        else:
            folder = given.expanduser()
            if not folder.is_dir():
                raise InputError(f"{self.name}: {folder}: no such folder; expected {self.layout}")
        markers = [marker.replace("{split}", split) for marker in self.markers]
        if not any(next(folder.glob(marker), None) for marker in markers):
            raise InputError(
                f"{self.name}: {folder}: nothing in it matches {' or '.join(markers)}; expected {self.layout}"
            )
        return folder


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the records of a set are read from.

    Attributes:
        public: The set.
        split: The split that is asked for.
        cache: Where pictures that come inside records are kept.
        folder: The set's folder; None for the hub's tables.
        links_into: As in `file_below`: where the folder is one of the hub's own cache, what its links lead into.
        notices: What a user should know; readers add to them.
        seen: Pictures of the folder that were read already: several questions may show one.
    """

    public: PublicSet
    split: str
    cache: Path
    folder: Path | None = None
    links_into: Path | None = None
    notices: list[str] = field(default_factory=list)
    seen: dict[str, ImageRef] = field(default_factory=dict)

    @property
    def scenario(self) -> str:
        """The name of the items' set: of the side that deserves an answer, that of contrast twins."""
        public = self.public
        if public.languages and self.split != next(iter(public.splits)):
            return f"{public.name}?split={self.split}"
        return twin_of(public.name) if self.split in public.sides[1:] else public.name

    def picture(self, value: object, place: str, folder: str = "") -> ImageRef:
        """The picture of a record.

        Args:
            value: What the record holds: of a folder, what `picture_of` takes; of the hub, its bytes; or the picture
                itself, where the reader made it already.
            place: File and record, to begin an error with.
            folder: The folder below the set's own that the path begins in; by default `pictures`. It may be a link.

        Raises:
            InputError: There is no such picture, or it lies outside the folder.
        """
        if isinstance(value, ImageRef):
            return value
        if self.folder is None:
            return hub_picture(value, self.cache, place)
        root = self.folder / (folder or self.public.pictures)
        if (key := f"{root}\0{value}") not in self.seen:
            self.seen[key] = picture_of(value, root, place, self.cache, self.links_into)
        return self.seen[key]

    def item(
        self,
        source_id: str,
        *,
        task: str,
        question: str,
        images: Sequence[ImageRef],
        options: Sequence[str],
        gold: Sequence[int],
        group: str | None = None,
        pair: str | None = None,
        **details: str | list[str],
    ) -> Item:
        """An item of the set.

        Args:
            source_id: The record's name in it.
            task: The set's own grouping.
            question: The query, hints and contexts included.
            images: Its pictures, in order.
            options: The answers on offer, in the set's own order; of a question without, what is right.
            gold: Indices of the right ones.
            group: The set's own grouping above the task, the item's domain; None for the set's domain.
            pair: Id shared with the items that it belongs together with.
            details: Further facts.

        Raises:
            InputError: No option, two of the same text, or no right one.
        """
        name, known = self.public.name, range(len(options))
        choice = len(options) >= 2 and len(set(options)) == len(options) and gold and set(gold) <= set(known)
        if not choice and (len(options), *gold) != (1, 0):
            raise InputError(
                f"{name}: record {source_id!r}: options {list(options)!r} with key {list(gold)!r}; expected two or "
                "more different options and a key among them"
            )
        return Item(
            id=f"{name}/{source_id}-{content_digest(question, options, gold, images)}",
            source_id=source_id,
            scenario=self.scenario,
            level=self.public.level,
            dimension=self.public.dimension,
            domain=group or self.public.domain,
            task=task,
            question=question,
            images=tuple(images),
            options=tuple(options),
            gold=tuple(gold),
            pair=pair,
            details=details,
        )


def each(item: Callable[[Origin, str, Record], Item | str]) -> Callable[[Origin, Records], Iterable[Item | str]]:
    """Items of records one by one, for `PublicSet.items`."""
    return lambda origin, records: of_records(records, partial(item, origin))


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
        raise InputError(f"{place}: picture is {short(value)}; expected the bytes of one")
    return picture_bytes(content, cache)


def text_of(record: Mapping[str, Any], column: str, place: str) -> str:
    """A text of a record that must not be empty, trimmed.

    Raises:
        InputError: It is no text, or empty.
        KeyError: The column is missing; `of_records` says where.
    """
    value = record[column]
    if not isinstance(value, str) or not value.strip():
        raise InputError(f"{place}: {column} is {short(value)}; expected a text that is not empty")
    return value.strip()


_KINDS: Mapping[type, str] = {str: "a text", dict: "an object", list: "a list"}


def list_of(kind: type[T], value: object, place: str) -> list[T]:
    """A list in a file, of which every entry is of one kind.

    Args:
        kind: Of its entries: `str`, `dict` or `list`.
        value: What the file holds.
        place: Where, to begin an error with.

    Raises:
        InputError: It is no list, or an entry is of another kind.

    Example:
        >>> list_of(str, ["1", 2], "pid_splits.json: test")
        Traceback (most recent call last):
        ch3ef.errors.InputError: pid_splits.json: test: entry 2 is 2; expected a text
    """
    if not isinstance(value, list):
        raise InputError(f"{place}: is {short(value)}; expected a list")
    for number, entry in enumerate(value, start=1):
        if not isinstance(entry, kind):
            raise InputError(f"{place}: entry {number} is {short(entry)}; expected {_KINDS[kind]}")
    return value


def some_of(kind: type[T], value: object, place: str) -> list[T]:
    """`list_of` that must not be empty.

    Raises:
        InputError: It is no list, is empty, or an entry is of another kind.
    """
    if not (found := list_of(kind, value, place)):
        raise InputError(f"{place}: holds nothing; expected one entry or more")
    return found


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
        letter: text
        for letter, cell in zip(ascii_uppercase, texts, strict=False)
        if (text := cell_text(cell, f"{place}: option {letter}"))
    }
    letters = list(options)
    if key not in letters:
        raise InputError(f"{place}: the key is {key!r}; expected one of {', '.join(letters) or 'the options'}")
    if len(options) < 2:
        return "with fewer than two options"
    if len(set(options.values())) < len(options):
        return "with two options of the same text"
    return tuple(options.values()), letters.index(str(key))


@contextmanager
def reading(place: str, record: Record) -> Iterator[None]:
    """Turn a column that is missing into one line that names the record.

    Raises:
        InputError: A `KeyError` was raised within.
    """
    try:
        yield
    except KeyError as error:
        raise InputError(
            f"{place}: column {error.args[0]!r} is missing; found {', '.join(map(str, record))}"
        ) from error


def of_records(records: Records, convert: Callable[[str, Record], T]) -> list[T]:
    """Items of records; a column that is missing is named with the record.

    Args:
        records: (file and record, the record).
        convert: Makes an item of both.

    Raises:
        InputError: A record lacks a column.
    """
    items = []
    for place, record in records:
        with reading(place, record):
            items.append(convert(place, record))
    return items


def renamed(records: Records, columns: Mapping[str, str]) -> Records:
    """Records with other names for their columns.

    Args:
        records: (file and record, the record).
        columns: A name -> the column that it stands for.

    Raises:
        InputError: A record lacks a column.
    """
    return of_records(records, lambda place, record: (place, {name: record[there] for name, there in columns.items()}))


def _scenario(origin: Origin, converted: Sequence[Item | str]) -> Scenario:
    """The items of a set as a scenario; how many were left out, and why, becomes a notice."""
    public = origin.public
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
    warned = [f"{public.name}: content warning: {public.warning}"] if public.warning else []
    return scenario_of(origin.scenario, items, [*warned, *counted, *origin.notices])

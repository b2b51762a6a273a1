"""Pictures into a curation folder: each once by its content, with its licence and where it is from."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ch3ef.curate.folder import Curation
from ch3ef.curate.records import Photo
from ch3ef.errors import InputError, short
from ch3ef.files import file_below, read_bytes, reason_of, write_bytes_whole
from ch3ef.items import ImageRef, digest_name
from ch3ef.pictures import MAX_BYTES, decode_picture, size_of
from ch3ef.scenarios.exporting import PICTURE_SUFFIXES
from ch3ef.tables import cell_text, read_table

COLUMNS = ("picture", "licence", "source")
"""Of the table of licences; "license" is known as well."""
_SPELLINGS = {"license": "licence", "image": "picture", "file": "picture"}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a picture is from, as a table says.

    Attributes:
        licence: Its licence; "" where nothing is said.
        source: An address, a person, a collection; "" where nothing is said.
        where: Place of its row, for messages.
    """

    licence: str
    source: str
    where: str


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of the files of a folder.

    Attributes:
        new: Pictures that came in.
        known: How many files were there already, by an earlier command.
        repeats: Name -> name of the file, or of the picture that is there, with the same content.
        unreadable: Name -> what is wrong with it.
        mended: Names of pictures whose file was gone from the folder, or whose licence or source changed.
    """

    new: tuple[Photo, ...]
    known: int
    repeats: Mapping[str, str]
    unreadable: Mapping[str, str]
    mended: tuple[str, ...]


def read_origins(table: Path, pictures: Path) -> dict[str, Origin]:
    """Licences and sources of pictures.

    Args:
        table: With the columns picture (a path below the folder of pictures), licence and source.
        pictures: That folder.

    Returns:
        By the picture's path.

    Raises:
        InputError: The table cannot be read, lacks a column, or names a picture that is not there, or twice.
    """
    read = read_table(table, advice='expected {"picture": ..., "licence": ..., "source": ...}')
    names = {_SPELLINGS.get(name.casefold(), name.casefold()): name for name in read.columns}
    if missing := [name for name in COLUMNS if name not in names]:
        raise InputError(
            f"{table.name}: has no column {', '.join(missing)}; expected {', '.join(COLUMNS)}, found "
            f"{', '.join(read.columns) or 'none'}"
        )
    origins: dict[str, Origin] = {}
    for where, row in read.rows:
        name, licence, source = (cell_text(row.get(names[each]), f"{where}: {each}") for each in COLUMNS)
        file_below(pictures, name, where)
        name = Path(name).as_posix()
        if name in origins:
            raise InputError(f"{where}: picture {name!r} is there already, {origins[name].where}; expected each once")
        origins[name] = Origin(licence, source, where)
    return origins


def take_in(curation: Curation, pictures: Path, origins: Mapping[str, Origin]) -> TakenIn:
    """Copy the pictures of a folder into a curation folder, under names made of their content.

    A picture is copied, then written down; a kill between the two leaves a file that the same command takes up.

    Args:
        curation: Where to.
        pictures: The folder, with folders in it.
        origins: Licence and source by path below it.

    Raises:
        InputError: The folder cannot be read, ours cannot be written, or rows of one picture that lies there under
            two names say different things.
    """
    there = {photo.digest: photo for photo in curation.photos()}
    found: dict[str, Photo] = {}
    said: dict[str, Origin] = {}
    names: dict[str, str] = {}
    repeats: dict[str, str] = {}
    unreadable: dict[str, str] = {}
    gone: set[str] = set()
    for path in _files(pictures):
        name = path.relative_to(pictures).as_posix()
        try:
            content = read_bytes(path, MAX_BYTES)
            digest = hashlib.sha256(content).hexdigest()
            if digest not in there and digest not in found:
                decode_picture(content, name=name)
            width, height = size_of(content, f"picture {name!r}")
        except InputError as error:
            unreadable[name] = str(error)
            continue
        photo = found.get(digest) or there.get(digest) or Photo(digest, _own_name(digest, path), name, width, height)
        if name in origins:
            said[digest] = own = _joined(said.get(digest), origins[name])
            photo = replace(photo, licence=own.licence or photo.licence, source=own.source or photo.source)
        found[digest] = photo
        if digest in names or photo.name != name:
            repeats[name] = names.get(digest, photo.name)
        names.setdefault(digest, name)
        if not (curation.pictures / photo.file).is_file():
            gone.add(digest)
            write_bytes_whole(curation.pictures / photo.file, content)
    curation.add([photo for digest, photo in found.items() if photo != there.get(digest)])
    old = {digest for digest in found if digest in there}
    mended = [names[digest] for digest in old if digest in gone or found[digest] != there[digest]]
    return TakenIn(
        tuple(photo for digest, photo in found.items() if digest not in old),
        len(old) - len(mended),
        repeats,
        unreadable,
        tuple(sorted(mended)),
    )


def _joined(one: Origin | None, other: Origin) -> Origin:
    """What two rows say of one picture, which lies under two names; an empty cell says nothing."""
    if one is None:
        return other
    for what, first, second in (("licence", one.licence, other.licence), ("source", one.source, other.source)):
        if first and second and first != second:
            raise InputError(
                f"{other.where}: {what} {short(second)}, and of the same picture {short(first)} ({one.where}); "
                "expected one: the files are the same"
            )
    return Origin(one.licence or other.licence, one.source or other.source, one.where)


def _own_name(digest: str, path: Path) -> str:
    suffix = path.suffix.lower()
    return f"{digest_name(digest)}{suffix if suffix in PICTURE_SUFFIXES else '.png'}"


def _files(folder: Path) -> Iterator[Path]:
    """The files below a folder, in the order of their names, those left out whose names begin with a dot."""
    try:
        found = sorted(path for path in folder.rglob("*") if path.is_file())
    except OSError as error:
        raise InputError(f"{folder}: cannot be read ({reason_of(error)})") from error
    yield from (path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts))


def picture_of(curation: Curation, photo: Photo) -> ImageRef:
    """A photo as models and people are shown it.

    Raises:
        InputError: Its file is gone, or is another one now.
    """
    path = curation.pictures / photo.file
    advice = f"take it in again: ch3ef curate init {curation.path} --pictures DIR, with {photo.name} in DIR"
    if not path.is_file():
        raise InputError(f"{path}: is gone; {advice}")
    if hashlib.sha256(read_bytes(path, MAX_BYTES)).hexdigest() != photo.digest:
        raise InputError(f"{path}: was changed since it was taken in; remove it, and {advice}")
    return ImageRef(path, photo.digest)


def licences(photos: list[Photo]) -> Counter[str]:
    """How many photos have which licence; "" for those of which nobody knows."""
    return Counter(photo.licence for photo in photos)

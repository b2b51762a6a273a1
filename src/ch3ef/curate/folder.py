"""A curation folder: what is there, and how it grows, line by line; a line that is on disk is never changed."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ch3ef.curate.records import (
    Annotation,
    Asked,
    Control,
    Draft,
    Kept,
    Letters,
    Photo,
    Planted,
    Project,
    Record,
    Reply,
    from_object,
    to_line,
)
from ch3ef.errors import InputError
from ch3ef.files import parse_json, read_json, write_text_whole
from ch3ef.journals import Journal, whole_lines
from ch3ef.temporaries import alone_in

FILE, PICTURES = "curate.json", "pictures"
SCHEMA = 1
_EXPECTED = "expected an object as `ch3ef curate` writes it"
_FILES = {
    Photo: "photos.jsonl",
    Asked: "asked.jsonl",
    Draft: "drafts.jsonl",
    Reply: "replies.jsonl",
    Annotation: "annotations.jsonl",
    Letters: "letters.jsonl",
    Project: "projects.jsonl",
    Control: "controls.jsonl",
    Planted: "planted.jsonl",
}


Asks = Literal["labels", "answers"]


@dataclass(frozen=True, slots=True)
class Curation:
    """A folder in which items are made.

    Attributes:
        path: The folder.
        name: What the set is called.
        tasks: The tasks that are drafted for; empty for all 46.
        asks: What people are asked for: "labels" of drafts and replies, or "answers" to the items of a set.
        id: Tells it from others of its name; "" of folders of earlier versions.
    """

    path: Path
    name: str
    tasks: tuple[str, ...]
    asks: Asks = "labels"
    id: str = ""

    @property
    def pictures(self) -> Path:
        """Where the photos lie."""
        return self.path / PICTURES

    def photos(self) -> list[Photo]:
        """The photos, each once, in the order in which they came; what was said of one last counts."""
        return list({photo.digest: photo for photo in self._read(Photo)}.values())

    def asked(self) -> list[Asked]:
        """What models said when they were asked for drafts, in the order in which it came."""
        return list(self._read(Asked))

    def drafts(self) -> list[Draft]:
        """The drafts, each once, in the order in which they came."""
        return list({draft.id: draft for draft in self._read(Draft)}.values())

    def replies(self) -> list[Reply]:
        """The last reply of each model to each draft."""
        return list({(reply.draft, reply.model): reply for reply in self._read(Reply)}.values())

    def annotations(self) -> list[Annotation]:
        """The last word of each rater on each draft in each round; earlier ones stay in the file."""
        last = {(each.draft, each.rater, each.round): each for each in self._read(Annotation)}
        return list(last.values())

    def every_word(self) -> list[Annotation]:
        """All that raters ever said, in the order in which it came."""
        return list(self._read(Annotation))

    def letters(self) -> list[Letters]:
        """Who is asked about what, and who stands behind which letter."""
        return list({(each.draft, each.rater, each.round): each for each in self._read(Letters)}.values())

    def projects(self) -> list[Project]:
        """The projects of each person and round on each server; the last that was made."""
        return list({(each.url, each.rater, each.round): each for each in self._read(Project)}.values())

    def controls(self) -> list[Control]:
        """Questions whose answers are known, of all rounds."""
        return list({each.draft.id: each for each in self._read(Control)}.values())

    def planted(self) -> list[Planted]:
        """Wrong keys that were put in place of items' own."""
        return list({each.draft: each for each in self._read(Planted)}.values())

    def add(self, records: Sequence[Record]) -> None:
        """Put records on disk, those of a kind one after the other.

        Raises:
            InputError: The folder cannot be written.
        """
        with alone_in(self.path):
            for kind, file in _FILES.items():
                own = [record for record in records if isinstance(record, kind)]
                if own:
                    journal = Journal(self.path / file)
                    try:
                        for record in own:
                            journal.write(to_line(record))
                    finally:
                        journal.close()

    def _read(self, kind: type[Kept]) -> Iterator[Kept]:
        file = self.path / _FILES[kind]
        for number, line in enumerate(whole_lines(file)[0], 1):
            where = f"{file}: line {number}"
            content = parse_json(
                _decoded(line, where), where, "expected an object as `ch3ef curate` writes it", line=False
            )
            if not isinstance(content, dict):
                raise InputError(f"{where}: expected an object as `ch3ef curate` writes it")
            yield from_object(kind, content, where)


def _decoded(line: bytes, where: str) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError as error:
        raise InputError(f"{where}: is not UTF-8; expected what `ch3ef curate` wrote") from error


def new_curation(path: Path, tasks: Sequence[str], asks: Asks = "labels") -> Curation:
    """Begin a folder, or go on with one that was begun for the same tasks.

    Args:
        path: A new or empty folder, or a curation folder.
        tasks: Names of tasks, as `ch3ef list tasks` has them; empty for all.
        asks: What people are asked for.

    Raises:
        InputError: It holds something else, was begun for other tasks, or cannot be written.
    """
    from ch3ef.outputs import check_empty, holds_else

    if (path / FILE).exists():
        found = open_curation(path, asks)
        if found.tasks != tuple(tasks):
            known = ", ".join(found.tasks) or "all tasks"
            raise InputError(f"{path}: was begun for {known}; name the same, or another folder")
        with _told(path):
            found.pictures.mkdir(exist_ok=True)
        return found
    with _told(path):
        # What a kill left of a folder's beginning is no more than a temporary file.
        if not path.is_dir() or holds_else(path):
            check_empty(path)
        path.mkdir(parents=True, exist_ok=True)
    content = {
        "schema": SCHEMA,
        "id": uuid.uuid4().hex[:12],
        "name": path.resolve().name,
        "tasks": list(tasks),
        "asks": asks,
    }
    write_text_whole(path / FILE, json.dumps(content, indent=1, ensure_ascii=False) + "\n")
    return new_curation(path, tasks, asks)  # gone on with as one that a kill left here: its folder of pictures is made


def open_curation(path: Path, asks: Asks | None = "labels") -> Curation:
    """The folder as it is.

    Args:
        path: The folder.
        asks: What people are to be asked for in it; None for either.

    Raises:
        InputError: There is none, it is one of a later version, or people are asked for something else in it.
    """
    if not (path / FILE).is_file():
        raise InputError(f"{path}: holds no {FILE}; begin with: ch3ef curate init {path} --pictures DIR")
    content = read_json(path / FILE)
    if not isinstance(content, dict) or content.get("schema") != SCHEMA or not isinstance(content.get("tasks"), list):
        raise InputError(
            f"{path / FILE}: is not what this version writes; expected schema {SCHEMA} and a list of tasks"
        )
    found: Asks = "answers" if content.get("asks") == "answers" else "labels"
    if asks not in {None, found}:
        raise InputError(
            f"{path}: people answer the items of a set in it; expected a folder of `ch3ef curate init`"
            if found == "answers"
            else f"{path}: people label drafts in it; expected a folder of `ch3ef curate push RUN --ask answer`"
        )
    name, own = str(content.get("name", path.name)), str(content.get("id", ""))
    return Curation(path, name, tuple(map(str, content["tasks"])), found, own)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror or error})") from error

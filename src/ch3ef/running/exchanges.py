"""What was said in a run of the lean engine: every request with its reply, a line each, in `logs/lean-*.jsonl.gz`.

It is there to be looked at (`zcat`, or `ch3ef view`, which reads it into Inspect's format); no row is made of it. A
kill may cost its last lines, as of Inspect's logs: what a run goes on from is in the journals beside it.
"""

from __future__ import annotations

import gzip
import json
import secrets
import time
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

from ch3ef.errors import InputError
from ch3ef.files import parse_json
from ch3ef.models.messages import Message
from ch3ef.models.option_likelihood import OptionLikelihood
from ch3ef.models.reply import Reply
from ch3ef.recipes.asking import Asking
from ch3ef.results import RowKey
from ch3ef.secrets import redacted

PATTERN = "lean-*.jsonl.gz"
_KINDS = dict.fromkeys(("model", "recipe", "scenario", "item", "variant", "begun"), str) | {"seed": int, "said": list}
"""What every line holds."""
MOST = 2**26
"""Characters of a line."""
_AT_ONCE = 2**18
"""Characters that are packed together."""


@dataclass(slots=True)
class Exchange:
    """A request and its reply.

    Attributes:
        recipe: Name of the recipe.
        asked: What was asked.
        said: The conversation that was sent.
        settings: What else was sent.
        reply: What came back; None where nothing did.
        completion: As it came; None where the reply had come in an earlier attempt of the run.
        fault: Why there is no reply.
        begun: When [s since 1970].
        likelihoods: Of the options, where those were asked for in place of a reply.
    """

    recipe: str
    asked: Asking
    said: tuple[Message, ...]
    settings: Mapping[str, Any]
    reply: Reply | None = None
    completion: Mapping[str, Any] | None = None
    fault: str | None = None
    begun: float = field(default_factory=time.time)
    likelihoods: Sequence[OptionLikelihood] = ()

    def to_record(self, model: str) -> dict[str, Any]:
        """Plain data; pictures by their digests, which the run's items hold too."""
        asked = self.asked
        said = [
            [one.role, *(part if isinstance(part, str) else {"picture": part.digest} for part in one.parts)]
            for one in self.said
        ]
        return {
            "model": model,
            "recipe": self.recipe,
            "scenario": asked.item.scenario,
            "item": asked.item.id,
            "variant": str(asked.variant),
            "seed": asked.seed,
            "begun": datetime.fromtimestamp(self.begun, UTC).isoformat(),
            "said": said,
            "settings": self.settings,
            "reply": self.reply.to_record() if self.reply is not None and self.completion is None else None,
            "completion": self.completion,
            "fault": self.fault,
            **({"likelihoods": [asdict(one) for one in self.likelihoods]} if self.likelihoods else {}),
        }


class ExchangeLog:
    """A log that is being written.

    Args:
        file: Of its own.
        path: Where that is, for messages.
    """

    def __init__(self, file: IO[bytes], path: Path) -> None:
        self._file, self._path = file, path
        self._lines: list[str] = []
        self._size = 0

    @classmethod
    @contextmanager
    def in_folder(cls, folder: Path) -> Iterator[ExchangeLog]:
        """A new log in a folder of logs.

        Raises:
            InputError: It cannot be written.
        """
        started = datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%S")
        # Those of shards, which may begin in the same second, come to lie in one folder.
        path = folder / f"lean-{started}-{secrets.token_hex(4)}.jsonl.gz"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            file = path.open("xb", buffering=0)  # a buffer would be written once more on closing
        except OSError as error:
            raise InputError(f"{folder}: cannot be written ({error.strerror or error})") from error
        with file:
            log = cls(file, path)
            try:
                yield log
            finally:
                log.flush()
                if not file.tell():  # nothing was said
                    path.unlink()
                    with suppress(OSError):
                        folder.rmdir()

    def write(self, model: str, exchanges: Sequence[Exchange]) -> None:
        """Add what was said to a model.

        Raises:
            InputError: The disk is full or the file cannot be written.
        """
        for exchange in exchanges:
            line = json.dumps(exchange.to_record(model), ensure_ascii=False)
            self._lines.append(line)
            self._size += len(line)
        if self._size >= _AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Pack what is there, so that it can be read whatever comes next.

        Raises:
            InputError: As `write`.
        """
        lines, self._lines, self._size = self._lines, [], 0
        if lines:
            packed = gzip.compress(redacted("\n".join([*lines, ""])).encode(errors="replace"), compresslevel=3)
            try:
                while packed:
                    packed = packed[self._file.write(packed) :]
            except OSError as error:
                raise InputError(f"{self._path}: cannot be written ({error.strerror or error})") from error


def read_exchanges(file: Path) -> Iterator[dict[str, Any]]:
    """The lines of a log, as `Exchange.to_record` made them; without what a kill cut short, or somebody damaged."""
    damaged = (EOFError, OSError, UnicodeError, InputError, zlib.error)
    with gzip.open(file, "rt", encoding="utf-8") as lines, suppress(*damaged):
        while (line := lines.readline(MOST)).endswith("\n"):
            found = parse_json(line, str(file), "the rest is not read")
            if isinstance(found, dict) and all(type(found.get(name)) is kind for name, kind in _KINDS.items()):
                yield found


_SET = itemgetter("model", "recipe", "scenario", "seed")
_ASKING = itemgetter("item", "variant")
Asked = list[dict[str, Any]]
"""The lines of one asking, one for each of its turns."""


def viewable(file: Path) -> Iterator[tuple[Path, list[Asked]]]:
    """What a log holds, divided as Inspect's logs are: what one model was asked of one set by one recipe.

    Args:
        file: The log.

    Yields:
        Where that is written for Inspect's viewer, and what was asked.
    """
    lines = sorted(read_exchanges(file), key=lambda line: (*map(str, (*_SET(line), *_ASKING(line))), line["begun"]))
    for number, (_, own) in enumerate(groupby(lines, key=_SET)):
        yield viewable_place(file, number), [list(turns) for _, turns in groupby(own, key=_ASKING)]


def viewable_place(file: Path, number: int) -> Path:
    """Where the parts of a log are written for Inspect's viewer."""
    return file.with_name(f"{file.name.partition('.')[0]}_{number}.eval")


def sample_id(turns: Asked) -> str:
    """What an asking is called there."""
    item, variant = _ASKING(turns[0])
    return item if variant == "plain" else f"{item}|{variant}"


def exchange_places(logs: Path) -> dict[RowKey, str]:
    """Where the viewer shows what was said for each row, once `ch3ef view` was started; see `logs.sample_places`.

    Args:
        logs: The folder of logs.
    """
    return {
        row_key(turns): f"/logs/{quote(place.name, safe='')}/samples/sample/{quote(sample_id(turns), safe='')}/1/"
        for file in sorted(logs.glob(PATTERN))
        for place, asked in viewable(file)
        for turns in asked
    }


def row_key(turns: Asked) -> RowKey:
    """The key of the row that an asking became."""
    (model, recipe, scenario, seed), (item, variant) = _SET(turns[0]), _ASKING(turns[0])
    return (model, recipe, scenario, item, variant, seed)

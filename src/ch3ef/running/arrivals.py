"""What models gave, on disk from the moment it came: a run that was killed does not ask for it again.

A line of `arrived.jsonl` is the reply to one prompt of one asking (or the likelihoods of its options), found again by a
digest of who was asked what. Rows follow later, when the sample has ended and is scored.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ch3ef.errors import InputError
from ch3ef.journals import Journal, each_line
from ch3ef.models.messages import Message
from ch3ef.recipes.asking import Asking
from ch3ef.recipes.recipe import Recipe
from ch3ef.secrets import redacted

if TYPE_CHECKING:
    from inspect_ai.model import ModelOutput

    from ch3ef.models.option_likelihood import OptionLikelihood

ARRIVED_FILE = "arrived.jsonl"
_BEGINNING = b'{"asked": "'
"""How each of its lines begins."""


class Arrivals:
    """The replies of a run's folder.

    Args:
        path: The file.
        run_id: The run: what another run's file holds is not found.
        anew: Whether what stands there belongs to another run.

    Attributes:
        run_id: The run.
        failed: Called where one cannot be kept: asking on would be for nothing.
    """

    def __init__(self, path: Path, run_id: str, *, anew: bool = False) -> None:
        self.run_id = run_id
        self.failed: Callable[[Exception], None] = lambda _: None
        self._path = path
        self._lock = threading.Lock()
        self._found = dict(_read(path))
        if anew:
            path.unlink(missing_ok=True)
            self._found = {}
        self._journal = Journal(path)

    def find(self, key: str) -> Any:
        """What was given before; None if nothing was."""
        place = self._found.get(key)
        return None if place is None else json.loads(self._journal.line(place))["given"]

    def keep(self, key: str, given: Any) -> None:
        """Put what was given on disk; it is there when this returns. Any thread may call it.

        Raises:
            InputError: The disk is full or the file cannot be written.
        """
        line = redacted(json.dumps({"asked": key, "given": given}, ensure_ascii=False))
        try:
            with self._lock:
                self._journal.write(line)
        except InputError as error:
            self.failed(error)
            raise

    def close(self) -> None:
        """Write no more."""
        self._journal.close()

    def discard(self) -> None:
        """Remove the file: all that it holds stands in rows."""
        self.close()
        self._path.unlink(missing_ok=True)


def _read(path: Path) -> Iterator[tuple[str, int]]:
    """Each key, and where its line begins; what a line that was cut short held is asked again."""
    end = 0
    for whole in each_line(path):
        place, end = end, end + len(whole)
        line = whole.removesuffix(b"\n")
        if line[: len(_BEGINNING)] != _BEGINNING[: len(line)]:
            raise InputError(f"{path}: holds something else than replies; move it away, or choose another --out")
        try:
            record = json.loads(line) if len(line) < len(whole) else {}
            if "given" in record:
                yield str(record["asked"]), place
        except (ValueError, KeyError, TypeError, RecursionError):
            continue


_arrivals: ContextVar[Arrivals | None] = ContextVar("arrivals", default=None)


@contextmanager
def kept_in(arrivals: Arrivals) -> Iterator[None]:
    """Let solvers find what came before, and keep what comes, while this is open."""
    token = _arrivals.set(arrivals)
    try:
        yield
    finally:
        _arrivals.reset(token)


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt of one asking, and where what is given to it is kept.

    Attributes:
        key: Digest of who is asked what.
        arrivals: Of the run.
    """

    key: str
    arrivals: Arrivals

    def find(self) -> ModelOutput | None:
        """The reply, if it came before."""
        from inspect_ai.model import ModelOutput

        given = self.arrivals.find(self.key)
        return None if given is None else ModelOutput.model_validate(given)

    def keep(self, reply: ModelOutput) -> None:
        """Keep the reply."""
        self.arrivals.keep(self.key, reply.model_dump(mode="json", exclude_none=True))

    def find_likelihoods(self) -> tuple[OptionLikelihood, ...] | None:
        """The likelihoods of the options, if they came before."""
        from ch3ef.models.option_likelihood import OptionLikelihood

        given = self.arrivals.find(self.key)
        return None if given is None else tuple(OptionLikelihood(**one) for one in given)

    def keep_likelihoods(self, given: Sequence[OptionLikelihood]) -> None:
        """Keep the likelihoods of the options."""
        self.arrivals.keep(self.key, [asdict(one) for one in given])


def prompt_of(model: str, asked: Asking, recipe: Recipe, said: Sequence[Message], *others: object) -> Prompt | None:
    """Where what a model gives to a prompt is kept; None where nothing is: outside of runs, and of what costs nothing.

    Args:
        model: Its name in the run.
        asked: What is asked.
        recipe: How.
        said: The conversation.
        others: What else settles the reply: the options, the most tokens.
    """
    arrivals = _arrivals.get()
    if arrivals is None or model.startswith("reference/"):
        return None
    parts = [
        [message.role, *(each if isinstance(each, str) else each.digest for each in message.parts)] for message in said
    ]
    asking = [recipe.name, asked.item.scenario, asked.item.id, str(asked.variant), asked.seed]
    text = json.dumps([arrivals.run_id, model, asking, parts, others], default=str)
    return Prompt(hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest(), arrivals)

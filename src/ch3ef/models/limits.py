"""How long a served model is waited for, and how much of what it says is taken in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass, fields

from ch3ef.errors import InputError

MAX_TEXT = 1_000_000
"""Characters of a reply; what is longer is cut there and counts as truncated."""
MAX_BODY = 4 * 2**20
"""Bytes of a response as they are read, unpacked: a reply of `MAX_TEXT` and what stands around it."""
MAX_LOGPROBS_BODY = 64 * 2**20
"""The same of a response with the log-probability of every token of a prompt."""
LONGEST_WAIT = 60
"""Seconds between two tries at most; a server that asks for more is asked again after these."""


@dataclass(frozen=True, slots=True)
class RequestLimits:
    """Limits of one request to a served model.

    Attributes:
        attempt_timeout: Seconds that one try may take, the whole reply included. A reply comes as a whole: 300 s are
            4096 tokens at 14 a second, what a busy server gives each of its requests. Reasoning of 16 000 tokens
            takes 1200 s there.
        timeout: Seconds that a request may take, all tries and the waits between them included: three tries that
            hang, or ten minutes of a server that is started anew.
        max_retries: Further tries after one that failed for a reason that may pass; with waits that grow to
            `LONGEST_WAIT`, ten take six minutes.
    """

    attempt_timeout: int = 300
    timeout: int = 900
    max_retries: int = 10


DEFAULTS = RequestLimits()
ARGUMENTS = tuple(field.name for field in fields(RequestLimits))
"""Names of the limits, as arguments of a model's name."""

_limits: ContextVar[RequestLimits] = ContextVar("limits", default=DEFAULTS)


@contextmanager
def request_limits(limits: RequestLimits) -> Iterator[None]:
    """Let these limits hold for all models that are opened while this is open and do not name their own."""
    token = _limits.set(limits)
    try:
        yield
    finally:
        _limits.reset(token)


def limits_of(name: str, args: Mapping[str, str]) -> RequestLimits:
    """The limits of a model's requests: those of the run, where its name does not say otherwise.

    Args:
        name: The model's name, for the message.
        args: Its arguments.

    Raises:
        InputError: A limit that is not a whole number in its range.

    Example:
        >>> limits_of("vllm/m", {"timeout": "60", "max_retries": "0"})
        RequestLimits(attempt_timeout=300, timeout=60, max_retries=0)
    """
    values = asdict(_limits.get())
    for key in values.keys() & args.keys():
        least = 0 if key == "max_retries" else 1
        text = args[key]
        if not (text.isascii() and text.isdigit()) or len(text) > 6 or int(text) < least:
            raise InputError(f"model {name!r}: {key} is {text!r}; expected a whole number of {least} or more")
        values[key] = int(text)
    return RequestLimits(**values)

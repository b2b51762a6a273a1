"""Requests to served models that wait, for a reply or their next try: what a run shows while nothing comes back."""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from ch3ef.errors import counted
from ch3ef.secrets import redacted

LONG = 20.0
"""Seconds after which a request that has no reply yet is spoken of."""


@dataclass(frozen=True, slots=True, eq=False)
class _Request:
    """A request that is waited for.

    Attributes:
        begun: When the waiting began [s, monotonic].
        until: When it is sent again; None while a reply is awaited.
        reason: Why it is sent again.
    """

    begun: float
    until: float | None = None
    reason: str = ""


_requests: set[_Request] = set()
_standing: dict[object, str] = {}
"""What is waited for elsewhere than at a request."""


@contextmanager
def standing(text: str) -> Iterator[None]:
    """Something is waited for while this is open, as a sentence says: a batch at its vendor's."""
    place = object()
    _standing[place] = redacted(text)
    try:
        yield
    finally:
        del _standing[place]


@contextmanager
def under_way() -> Iterator[None]:
    """A request is sent and its reply awaited while this is open."""
    with _noted(_Request(time.monotonic())):
        yield


@contextmanager
def waiting(reason: str, seconds: float) -> Iterator[None]:
    """A request waits for its next try while this is open.

    Args:
        reason: Why the last try failed, in a few words ("HTTP 429").
        seconds: How long it waits.
    """
    now = time.monotonic()
    with _noted(_Request(now, now + seconds, redacted(reason))):
        yield


@contextmanager
def _noted(request: _Request) -> Iterator[None]:
    _requests.add(request)
    try:
        yield
    finally:
        _requests.discard(request)


def waits() -> str:
    """What is waited for now, in one line; empty where nothing is, or not for long.

    Example:
        >>> with waiting("HTTP 429", 20):
        ...     waits()
        '1 request waiting: HTTP 429, next try in 20 s'
    """
    # A copy: the line is also written by a thread of its own.
    found = tuple(_requests)
    parts = [*_standing.values()]
    if not found:
        return "; ".join(parts)
    now = time.monotonic()
    again = [(request.reason, request.until) for request in found if request.until is not None]
    silent = [now - request.begun for request in found if request.until is None]
    if again:
        reasons = Counter(reason for reason, _ in again)
        named = [f"{n} x {reason}" if len(reasons) > 1 else reason for reason, n in reasons.most_common()]
        next_try = max(0, math.ceil(min(until for _, until in again) - now))
        parts.append(f"{counted(len(again), 'request')} waiting: {', '.join(named)}, next try in {next_try} s")
    if silent and max(silent) >= LONG:
        parts.append(f"{counted(len(silent), 'request')} under way, the longest for {max(silent):.0f} s")
    return "; ".join(parts)

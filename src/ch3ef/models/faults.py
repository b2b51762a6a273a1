"""What kept a served model from answering, in its server's own words."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Literal

from ch3ef.errors import RunError

Kind = Literal["", "unreachable", "late", "filtered", "too long"]
"""No connection was made; no whole reply within the time of a try; a filter declined the request for what it holds; the
request is longer than the model reads."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a request has no reply.

    Attributes:
        status: The HTTP status; None where none came.
        url: Where it went, without credentials and query; empty where that is not known.
        words: The vendor's own words, or what happened to the connection, in one line.
        passing: Whether the same request may succeed later.
        kind: What else is known of it.
        retry_after: Seconds after which the server wants to be asked again.
    """

    status: int | None = None
    url: str = ""
    words: str = ""
    passing: bool = False
    kind: Kind = ""
    retry_after: float | None = None

    @property
    def short(self) -> str:
        """In a few words.

        Example:
            >>> Fault(429, "http://127.0.0.1/v1", "slow down").short
            'HTTP 429'
        """
        return f"HTTP {self.status}" if self.status and self.status != 200 else self.words[:60]

    def __str__(self) -> str:
        """Status, address and words.

        Example:
            >>> str(Fault(400, "http://127.0.0.1/v1", "unsupported image"))
            'HTTP 400 at http://127.0.0.1/v1: unsupported image'
        """
        status = f"HTTP {self.status}" if self.status else ""
        place = " at ".join(part for part in (status, self.url) if part)
        return ": ".join(part for part in (place, self.words or "no words of its own") if part)


class ServerError(RunError):
    """A served model gave no reply.

    Attributes:
        fault: Why.
    """

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


_FILTER_CODES = {
    "content_filter",
    "content_policy_violation",
    "responsibleaipolicyviolation",
    "invalid_prompt",
    "bio_policy",
    "cyber_policy",
    "data_inspection_failed",
    "datainspectionfailed",
    "content_moderation",
    "moderation_blocked",
    "prohibited_content",
}
_FILTER_WORDS = re.compile(
    r"(?i)\bcontent (management )?(policy|policies|filter|moderation)|\bsafety (system|filter|polic)|\busage polic|"
    r"\binappropriate content\b|\bcontent exists risk\b|\bmoderation\b"
)
_LENGTH_CODES = {"context_length_exceeded", "string_above_max_length"}
_LENGTH_WORDS = re.compile(
    r"(?i)\b(context|prompt|input|sequence)\b.{0,40}\b(length|window|size|too (long|large)|tokens)\b|"
    r"\btoo many tokens\b|\bmaximum (context|input|sequence)\b"
)


def kind_of(words: str, codes: Sequence[str]) -> Kind:
    """What kind of error a vendor's words and codes speak of.

    Example:
        >>> kind_of("The response was filtered due to our content management policy.", [])
        'filtered'
        >>> kind_of("This model's maximum context length is 4096 tokens.", [])
        'too long'
        >>> kind_of("Unsupported parameter: 'max_tokens'", ["unsupported_parameter"])
        ''
    """
    names = {code.lower() for code in codes}
    if names & _LENGTH_CODES or _LENGTH_WORDS.search(words):
        return "too long"
    return "filtered" if names & _FILTER_CODES or _FILTER_WORDS.search(words) else ""


def passes(status: int) -> bool:
    """Whether a request that got this status may succeed later.

    Example:
        >>> [passes(status) for status in (400, 404, 408, 429, 503)]
        [False, False, True, True, True]
    """
    return status in {408, 425, 429} or 500 <= status < 600


_RESETS = ("x-ratelimit-reset-requests", "x-ratelimit-reset-tokens")
_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
_DURATION = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)(ms|s|m|h|d)")


def wait_asked_for(headers: Mapping[str, str]) -> float | None:
    """Seconds after which a server wants to be asked again, by the headers of its response; None if it does not say.

    Example:
        >>> wait_asked_for({"Retry-After": "2"}), wait_asked_for({"x-ratelimit-reset-tokens": "1m30s"})
        (2.0, 90.0)
        >>> wait_asked_for({"Retry-After": "-5"}), wait_asked_for({"Retry-After": "soon"}), wait_asked_for({})
        (None, None, None)
    """
    known = {name.lower(): value.strip() for name, value in headers.items()}
    asked = _seconds(known.get("retry-after", ""))
    return asked or max(filter(None, (_seconds(known.get(name, "")) for name in _RESETS)), default=None)


def _seconds(text: str) -> float | None:
    """Seconds from a number, a duration ("1m30s") or a date; None of anything else, and of what is past."""
    parts = _DURATION.findall(text)
    if parts and "".join(number + unit for number, unit in parts) == text:
        return math.fsum(float(number) * _UNITS[unit] for number, unit in parts) or None
    try:
        seconds = float(text)
    except ValueError:
        try:
            date = parsedate_to_datetime(text)
        except (TypeError, ValueError, OverflowError):
            return None
        seconds = (date.replace(tzinfo=date.tzinfo or UTC) - datetime.now(UTC)).total_seconds()
    return seconds if seconds > 0 and math.isfinite(seconds) else None


def same_reason(text: str) -> str:
    """An error's text without what differs from one request to the next: numbers and ids.

    Example:
        >>> same_reason("HTTP 500 at http://h: request req_01ab99 failed after 3 s")
        'HTTP 500 at http://h: request # failed after # s'
    """
    status = re.match(r"HTTP \d+", text)
    rest = text[status.end() :] if status else text
    return (status.group() if status else "") + re.sub(r"\b[\w-]*\d[\w-]*\b", "#", rest)

"""What kept a served model from answering, in its server's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
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


def same_reason(text: str) -> str:
    """An error's text without what differs from one request to the next: numbers and ids.

    Example:
        >>> same_reason("HTTP 500 at http://h: request req_01ab99 failed after 3 s")
        'HTTP 500 at http://h: request # failed after # s'
    """
    status = re.match(r"HTTP \d+", text)
    rest = text[status.end() :] if status else text
    return (status.group() if status else "") + re.sub(r"\b[\w-]*\d[\w-]*\b", "#", rest)

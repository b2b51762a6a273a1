"""A reply that was cut off while it took its question up again: what it would have come to is not known."""

from __future__ import annotations

import re
from collections.abc import Callable

from ch3ef.reading.phrases import regex_of

_AGAIN = regex_of("reconsidering")
_OPENS = re.compile(
    r"[.!?…。！？,，;；:\n)—–-]\W{0,5}(?:(?:but|oh|no|and|so|well|yet|ok(?:ay)?|however|still|hm+|aber|mais|pero|mas|ma|maar"
    r"|ale|но)\W{1,5}){0,3}$",
    re.IGNORECASE,
)
"""The end of what stands before a word that opens a sentence, or a part of one."""


def left_open(text: str, answer: object, read: Callable[[str], object]) -> bool:
    """Whether a text that was cut off takes its question up again, and does not come back to the same answer.

    Args:
        text: What was said, plain.
        answer: What was read from it.
        read: Reads an answer from a text.

    Example:
        >>> said = "A. It has a tail. Hmm, wait, the ears are"
        >>> left_open(said, "A", lambda text: "A" if "A" in text else ""), left_open(said + " fine: A", "A", lambda _: "A")
        (True, False)
    """
    found = [
        match for match in _AGAIN.finditer(text) if _OPENS.search(text[max(0, match.start() - 40) : match.start()])
    ]
    return bool(found) and read(text[found[-1].end() :].strip(" ,.;:!?…—–-\n")) != answer

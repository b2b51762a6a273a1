"""Reply -> the plain text that the readers read: what is said aloud, without markup, of a bounded length."""

from __future__ import annotations

import re

from ch3ef.reading.visible import strip_markup, visible_text

BEGINNING, END = 1000, 3000
"""Characters of a reply that are read where it is longer than both: an answer stands first or last."""
CUT = "\n...\n"
"""Stands for what is left out between the two."""

_PUNCTUATION = str.maketrans({"؟": "?", "،": ",", "؛": ";", "।": ".", "۔": "."})
_SENTENCE_BREAK = re.compile(r"[.!?。！？]\s|[。！？\n]")
_GREEK = re.compile(r"[\u0370-\u03ff]")


def plain_text(reply: str) -> str:
    """What a reply says, in one spelling of punctuation, at most `BEGINNING` and `END` characters of it.

    Reasoning is taken off before a long reply is cut, so that thoughts never count as its beginning or its end.

    Args:
        reply: The raw reply.

    Example:
        >>> plain_text("<think>A?</think> **B**")
        '(B)'
        >>> len(plain_text("One word more. " * 100_000)) < 4010
        True
    """
    text = strip_markup(shortened(visible_text(reply))).translate(_PUNCTUATION).strip()
    return text.replace(";", "?") if _GREEK.search(text) else text  # the Greek question mark


def shortened(text: str) -> str:
    """A text of which the middle is left out where it is long."""
    if len(text) <= BEGINNING + END:
        return text
    first, last = text[:BEGINNING], text[-END:]
    begun = _SENTENCE_BREAK.search(last, 0, END // 2)  # the end of a sentence may lack what denied it
    return first + CUT + last[begun.end() if begun else 0 :]

"""Reply -> the plain text that the readers read: what is said aloud, without markup, of a bounded length."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from string import ascii_uppercase

from ch3ef.reading.visible import strip_markup, visible_text

BEGINNING, END = 1000, 3000
"""Characters of a reply that are read where it is longer than both: an answer stands first or last."""
CUT = "\n...\n"
"""Stands for what is left out between the two."""

_PUNCTUATION = str.maketrans({"؟": "?", "،": ",", "؛": ";", "।": ".", "۔": "."})
_SENTENCE_BREAK = re.compile(r"[.!?。！？]\s|[。！？\n]")
_NATIVE = (
    (re.compile("(תשובה|התשובה(?: הנכונה)?(?: היא)?|אפשרות|האפשרות|סעיף)[ :]{1,3}([אבגד])['\"]?(?![א-ת'\"])"), "אבגד"),
    (re.compile("(ข้อ|ตัวเลือก|ตอบ)\\s?([กขคง])(?![\u0e00-\u0e7f])"), "กขคง"),
    (re.compile("(گزینه|الخيار|الإجابة|الجواب|پاسخ)[ :(]{1,3}([ابجد])(?![\u0600-\u06ff])"), "ابجد"),
    (re.compile("(选|选项|答案(?:是)?|答え(?:は)?)[ :]?([甲乙丙丁])(?![\u4e00-\u9fff])"), "甲乙丙丁"),
)
"""The first four letters by which other languages label options, behind a noun that says that they do."""
_GREEK = re.compile(r"[\u0370-\u03ff]")


@lru_cache(maxsize=2)
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
    for pattern, letters in _NATIVE:
        text = pattern.sub(partial(_in_latin, letters), text)
    return text.replace(";", "?") if _GREEK.search(text) else text  # the Greek question mark


def _in_latin(letters: str, found: re.Match[str]) -> str:
    return f"{found[1]} ({ascii_uppercase[letters.index(found[2])]})"


def shortened(text: str) -> str:
    """A text of which the middle is left out where it is long."""
    if len(text) <= BEGINNING + END:
        return text
    first, last = text[:BEGINNING], text[-END:]
    begun = _SENTENCE_BREAK.search(last, 0, END // 2)  # the end of a sentence may lack what denied it
    return first + CUT + last[begun.end() if begun else 0 :]

"""One row of the tables of phrases."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

LETTERS_AND_DIGITS = "A-Za-z0-9À-ɏ\u0370-\u052fḀ-ỿ_"
"""What words of languages in Latin, Greek and Cyrillic letters are made of; the inside of a character class."""
_NOT_WITHIN_A_WORD = (rf"(?<![{LETTERS_AND_DIGITS}])", rf"(?![{LETTERS_AND_DIGITS}'])")
_LETTER, _NO_ASCII = r"(?=[^\W\d_])", r"(?=[^\x00-\x7f])"
_WITHOUT_SPACES = frozenset({"ar", "fa", "he", "hi", "ja", "ko", "th", "zh"})
"""Languages that do not part words by spaces, or join what we look for to other words."""
_WHOLE_WORDS = frozenset({"answer", "option", "choose", "conclude", "link", "says yes", "says no"})
"""Kinds that count only as whole words, in languages that part words."""


class Phrase(NamedTuple):
    """What people say, and what it tells.

    Attributes:
        pattern: A regular expression, whatever the case of letters.
        kind: What it tells; the rules of reading ask for phrases by kind.
        language: ISO 639-1 code; "-" for signs.
        example: A text in which it is found.
        counterexample: A text near to that, in which it is not.
    """

    pattern: str
    kind: str
    language: str
    example: str
    counterexample: str

    @property
    def regex(self) -> re.Pattern[str]:
        """The pattern, ready for use."""
        return re.compile(alternatives([self]), re.IGNORECASE)


def alternatives(phrases: Iterable[Phrase]) -> str:
    """One pattern for several phrases of a kind, in their order; those that count only as whole words come first.

    Example:
        >>> alternatives([Phrase("nicht", "negation", "de", "nicht B", "B"), Phrase("不是", "negation", "zh", "不是B", "B")])
        '(?:nicht|不是)'
    """
    rows = list(phrases)
    bounded = [row for row in rows if row.kind in _WHOLE_WORDS and row.language not in _WITHOUT_SPACES]
    free = [row.pattern for row in rows if row not in bounded]
    before, behind = _NOT_WITHIN_A_WORD
    if not bounded:
        return f"(?:{'|'.join(free)})"
    words = "|".join(row.pattern for row in bounded)
    # The two first looks at a character pass over most of a long text.
    without_spaces = [f"{_NO_ASCII}(?:{'|'.join(free)})"] if free else []
    return "(?:" + "|".join([f"{before}{_LETTER}(?:{words}){behind}", *without_spaces]) + ")"

"""One row of the tables of phrases."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ch3ef.reading.phrases.finder import Finder
from ch3ef.reading.phrases.initials import by_initial

LETTERS_AND_DIGITS = "A-Za-z0-9À-ɏ\u0370-\u052fḀ-ỿ_"
"""What words of languages in Latin, Greek and Cyrillic letters are made of; the inside of a character class."""
_NOT_WITHIN_A_WORD = (rf"(?<![{LETTERS_AND_DIGITS}])", rf"(?![{LETTERS_AND_DIGITS}'])")
_LATIN = "A-Za-zÀ-ɏḀ-ỿ"
_SCRIPTS = (
    dict.fromkeys(("ru", "uk", "bg"), "\u0400-\u052f")
    | dict.fromkeys(("ja", "zh"), "\u3040-\u30ff\u3400-\u9fff")
    | dict.fromkeys(("ar", "fa", "ur"), "\u0600-\u06ff")
    | {
        "el": "\u0370-\u03ff",
        "he": "\u0590-\u05ff",
        "hi": "\u0900-\u097f",
        "mr": "\u0900-\u097f",
        "bn": "\u0980-\u09ff",
        "ta": "\u0b80-\u0bff",
        "te": "\u0c00-\u0c7f",
        "ko": "\uac00-\ud7af",
        "th": "\u0e00-\u0e7f",
    }
)
"""Insides of character classes: what a phrase of a language begins with; others begin with a Latin letter."""
_WITHOUT_SPACES = frozenset({"ar", "bn", "fa", "he", "hi", "ja", "ko", "mr", "ta", "te", "th", "ur", "zh"})
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
    def regex(self) -> Finder:
        """The pattern, ready for use."""
        return Finder(alternatives([self]))


def alternatives(phrases: Iterable[Phrase]) -> str:
    """One pattern for several phrases of a kind, in their order; those that count only as whole words come first.

    Example:
        >>> alternatives([Phrase("nicht", "negation", "de", "nicht B", "B"), Phrase("不是", "negation", "zh", "不是B", "B")])
        '(?:nicht|不是)'
    """
    rows = list(phrases)
    bounded = [row for row in rows if row.kind in _WHOLE_WORDS and row.language not in _WITHOUT_SPACES]
    if not bounded:
        return f"(?:{'|'.join(row.pattern for row in rows)})"
    before, behind = _NOT_WITHIN_A_WORD
    # The look at the first character passes over most alternatives at most places of a long text.
    scripts = dict.fromkeys(
        _SCRIPTS.get(row.language, _LATIN) for row in (*bounded, *(r for r in rows if r not in bounded))
    )
    found = []
    for script in scripts:
        words = "|".join(row.pattern for row in bounded if _SCRIPTS.get(row.language, _LATIN) == script)
        parts = "|".join(
            row.pattern for row in rows if row not in bounded and _SCRIPTS.get(row.language, _LATIN) == script
        )
        found += [f"{before}(?=[{script}])(?:{by_initial(words)}){behind}"] if words else []
        found += [f"(?=[{script}])(?:{parts})"] if parts else []
    return f"(?:{'|'.join(found)})"

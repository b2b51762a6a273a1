"""Patterns that are looked for only in texts that hold a piece without which they find nothing.

`re` tries the alternatives of a pattern at every place of a text: a microsecond a character where there are a hundred.
That none of their words is in the text at all, as of most phrases in most replies, is found much sooner.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache, cached_property

from ch3ef.reading.phrases.initials import end_of, parts_of

_MOST_SIGNS = 12
"""Signs of a class that are looked for one by one."""
_QUANTIFIER = re.compile(r"(?:[*+?]|\{\d+(?:,\d*)?\}|\{,\d+\})\??")
_OPTIONAL = re.compile(r"[*?]|\{0?[,}]")
_GROUP = re.compile(r"\((?:\?P<\w+>|\?[a-z-]*:|(?!\?))")
_LOOK = re.compile(r"\(\?<?=")


class Finder:
    r"""A pattern that finds what `re` finds; it is compiled when a text may hold what it finds.

    Args:
        pattern: A regular expression.
        flags: As `re.compile` takes them; by default the case of letters does not count.

    Example:
        >>> Finder(r"\b(?:perhaps|may ?be)\b").search("PERHAPS a dog")[0]
        'PERHAPS'
    """

    def __init__(self, pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> None:
        self.pattern, self._flags = pattern, flags

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self._flags)

    @cached_property
    def _pieces(self) -> tuple[list[str], list[str]]:
        """The pieces that a text in ASCII may hold, and all; the empty one, which is in any, where there are none."""
        found = sorted(pieces_of(self.pattern) or {""})
        return [piece for piece in found if piece.isascii()], found

    def may_be_in(self, text: str) -> bool:
        """Whether a text holds a piece without which nothing is found."""
        ascii_pieces, pieces = self._pieces
        small = folded(text)
        for piece in ascii_pieces if text.isascii() else pieces:  # noqa: SIM110 (`any` takes three times as long)
            if piece in small:
                return True
        return False

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """As `re.Pattern.match`."""
        return self._regex.match(text, start)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return self._regex.search(text, start, end) if self.may_be_in(text) else None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        return self._regex.finditer(text, start, end) if self.may_be_in(text) else iter(())

    def split(self, text: str) -> list[str]:
        """As `re.Pattern.split`."""
        return self._regex.split(text) if self.may_be_in(text) else [text]

    def sub(self, replacement: str, text: str) -> str:
        """As `re.Pattern.sub`."""
        return self._regex.sub(replacement, text) if self.may_be_in(text) else text


def folded(text: str) -> str:
    """A text in which letters are the same that are one to `re.IGNORECASE`."""
    return text.lower() if text.isascii() else text.casefold().replace("ı", "i").replace("\u0307", "")


@cache
def pieces_of(pattern: str) -> frozenset[str] | None:
    r"""Pieces of text, folded, one of which is in whatever a pattern finds; None where there are none.

    Example:
        >>> sorted(pieces_of(r"\b(?:may ?be|not (?:so )?sure|un(?:sure|certain))\b"))
        ['certain', 'may', 'not ', 'sure']
        >>> pieces_of(r"\d+|two") is None
        True
    """
    found: set[str] = set()
    for part in parts_of(pattern):
        own = max(_needed(part), key=lambda pieces: (min(map(_rarity, pieces)), -len(pieces)), default=None)
        if own is None:
            return None
        found |= own
    return frozenset(_fewest(found))


def _rarity(piece: str) -> int:
    """How seldom a piece is found in replies, more or less: a sign of markup counts for five letters."""
    return len(piece) + 4 * any(sign in piece for sign in "<[{\\|`$")


def _fewest(pieces: set[str]) -> list[str]:
    """Pieces without those that hold another one."""
    found: list[str] = []
    for piece in sorted(pieces, key=lambda piece: (len(piece), piece)):
        if not any(other in piece for other in found):
            found.append(piece)
    return found


def _needed(part: str) -> Iterator[frozenset[str]]:
    """Of an alternative, sets of pieces one of which is in whatever it finds."""
    run, place = "", 0
    while place < len(part):
        end = end_of(part, place)
        one, quantifier = part[place:end], _QUANTIFIER.match(part, end)
        place = quantifier.end() if quantifier else end
        if not _OPTIONAL.match(part, end):
            sign = _sign(one)
            run += sign
            if sign and not quantifier:
                continue
            if pieces := _inside(one):
                yield pieces
        if run:
            yield frozenset({folded(run)})
        run = ""
    if run:
        yield frozenset({folded(run)})


def _sign(one: str) -> str:
    """The one sign that a part of a pattern finds; empty where it finds several, or none."""
    if one[0] == "\\":
        return "" if one[1].isalnum() else one[1]
    return one if len(one) == 1 and one not in "^$." else ""


def _inside(one: str) -> frozenset[str] | None:
    """The pieces of a group, a look that must succeed, or a small class of signs."""
    if one[0] == "[":
        signs = re.sub(r"\\(\W)", r"\1", one[1:-1].replace(r"\n", "\n"))
        plain = not set(signs) & set("^-\\") and len(signs) <= _MOST_SIGNS
        return frozenset(map(folded, signs)) if plain else None
    begun = _GROUP.match(one) or _LOOK.match(one)
    return pieces_of(one[begun.end() : -1]) if begun else None

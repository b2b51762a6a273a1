"""Letters in a text that may stand for options, alone or joined as in "A or C"."""

from __future__ import annotations

import re
from string import ascii_uppercase
from typing import NamedTuple

from ch3ef.reading.phrases import any_of
from ch3ef.reading.phrases.phrase import LETTERS_AND_DIGITS

# A letter standing alone: no part of a word, an abbreviation (D.C.), a hyphenated word (A-level), a mark (B+).
_LETTER = re.compile(
    rf"(?<![{LETTERS_AND_DIGITS}∠△°+#&@\\])(?<![A-Za-z]')(?<![A-Za-z0-9][-/])(?<![A-Za-z]\.)"
    r"(?:\((?P<bracketed>[A-Za-z])\)|(?P<plain>[A-Za-z]))"
    rf"(?![{LETTERS_AND_DIGITS}+#&@]|'[A-Za-z]|\.[A-Z](?![A-Za-z])|\.[a-z]\.|-[A-Za-z0-9])"
)
_MAY_FOLLOW = re.compile(rf"\s{{0,3}}(?:$|[^\w\s'\"]|[^\x00-\x7f]|\n|(?:{any_of('after a letter')}|[A-Z])\b(?!'))")
_MAY_FOLLOW_I = re.compile(r"\s?(?:$|[.):\n])")
_JOINT = re.compile(rf"\)?(?:[\s,/&.;:|]|{any_of('joins letters')}){{1,9}}\(?")
_SINGULAR = re.compile(rf"\s{{1,3}}{any_of('singular verb')}\b")
_ORDINALS = [any_of(f"ordinal {place}") for place in range(1, 7)]
_ORDINAL = re.compile(
    rf"(?<!\bmy )\b(?:{'|'.join(f'({ordinal})' for ordinal in _ORDINALS)}) (?:option|choice|answer)\b", re.IGNORECASE
)


class LetterGroup(NamedTuple):
    """Letters that may stand for options; a single one nearly always.

    Attributes:
        start: Where it begins in the text.
        end: Where it ends.
        options: Positions of the options.
    """

    start: int
    end: int
    options: frozenset[int]


def position_of(letter: str) -> int:
    """The position of the option that a letter of either case names.

    Example:
        >>> position_of("b")
        1
    """
    return ascii_uppercase.index(letter.upper())


def may_follow_a_letter(text: str, place: int) -> bool:
    """Whether what follows lets a letter stand for an option. After "A" in "A cat" nothing does: that is the article."""
    return bool(_MAY_FOLLOW.match(text, place))


def letter_groups(text: str) -> list[LetterGroup]:
    """All letters of a text that may stand for options, and ordinals ("the second option"), in its order.

    Example:
        >>> [(group.start, sorted(group.options)) for group in letter_groups("A cat is not in A or C, but in B.")]
        [(16, [0, 2]), (31, [1])]
    """
    single = [
        LetterGroup(match.start(), match.end(), frozenset({position_of(match["bracketed"] or match["plain"])}))
        for match in _LETTER.finditer(text)
        if _may_stand_for_an_option(text, match)
    ]
    single += [
        LetterGroup(match.start(), match.end(), frozenset({(match.lastindex or 1) - 1}))
        for match in _ORDINAL.finditer(text)
    ]
    found: list[LetterGroup] = []
    for letter in sorted(single):
        last = found[-1] if found else None
        joined = last and _JOINT.fullmatch(text, last.end, letter.start) and letter.options != last.options
        if last and joined and not _SINGULAR.match(text, letter.end):
            found[-1] = LetterGroup(last.start, letter.end, last.options | letter.options)
        else:
            found.append(letter)
    return found


def _may_stand_for_an_option(text: str, match: re.Match[str]) -> bool:
    """In brackets, or upper case and neither article nor pronoun."""
    letter = match["plain"]
    if letter is None:
        return True
    if letter == "I":
        return bool(_MAY_FOLLOW_I.match(text, match.end()))
    return letter.isupper() and (letter != "A" or may_follow_a_letter(text, match.end()))

"""Letters in a text that may stand for options, alone or joined as in "A or C"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_uppercase
from typing import NamedTuple

from ch3ef.reading.phrases import Finder, any_of
from ch3ef.reading.phrases.phrase import LETTERS_AND_DIGITS

_CASE_ENDING = any_of("case ending")
# A letter standing alone: no part of a word, an abbreviation (D.C.), a hyphenated word (A-level), a mark (B+).
_LETTER = re.compile(
    rf"(?<![{LETTERS_AND_DIGITS}∠△°+#&@\\])(?<![A-Za-z]')(?<![A-Za-z0-9][-/])(?<![A-Za-z]\.)"
    r"(?:\((?P<bracketed>[A-Za-z])\)|(?P<plain>[A-Za-z]))"
    rf"(?![{LETTERS_AND_DIGITS}+#&@]|'(?!{_CASE_ENDING})[A-Za-zÀ-ɏ]|\.[A-Z](?![A-Za-z])|\.[a-z]\.|-[A-Za-z0-9])"
)
_MAY_FOLLOW = re.compile(
    rf"'{_CASE_ENDING}|\s{{0,3}}(?:$|[^\w\s'\"]|[^\x00-\x7f]|\n|(?:{any_of('after a letter')}|[A-Z])\b(?!['-]))"
)
_MAY_FOLLOW_I = re.compile(r"\s?(?:$|[.):\n])")
_JOINT = re.compile(rf"\)?(?:[\s,/&.;:|>]|{any_of('joins letters')}){{1,9}}\(?")
_SINGULAR = re.compile(rf"\s{{1,3}}{any_of('singular verb')}\b")
_PLACES = ("last but one", "middle", "1 of 2", "2 of 2", 1, 2, 3, 4, 5, 6, "last")
"""Kinds of ordinals; the longer ones come first."""
_ORDINAL = Finder("|".join(f"(?P<place{n}>{any_of(f'ordinal {place}')})" for n, place in enumerate(_PLACES)))
_NOUN = f"(?:{any_of('option')}|{any_of('answer')}|{any_of('of the options')})"
_NOUN_BEHIND = re.compile(rf"(?:\s|的|の){{0,2}}{_NOUN}(?![{LETTERS_AND_DIGITS}])", re.IGNORECASE)
_NOUN_BEFORE = re.compile(rf"{_NOUN}\s{{0,2}}(?:{any_of('article')}\s)?$", re.IGNORECASE)
_ARTICLE_BEFORE = re.compile(
    rf"(?:^\W{{0,3}}|(?<![{LETTERS_AND_DIGITS}]){any_of('article')}\s?|(?:^|[.!?,;:é]\s)[ao]\s)$", re.IGNORECASE
)
_NOTHING_BEHIND = re.compile(
    rf"\W*$|\s?[,.!;:。]|\s?{any_of('copula after a letter')}|[를을가이는은がをは]|\s(?:deh|aja|dong|यह)\b"
)
_BEFORE = 20
"""Characters before an ordinal in which its noun or article stands."""
_ANSWER = Finder(any_of("answer"))


LOOK_ALIKES = "АВСЕНКМОРТХавсеокрхΑΒΕΗΙΚΜΝΟΡΤΧ"
"""Cyrillic and Greek letters that look like Latin ones."""
_LATIN = str.maketrans(LOOK_ALIKES, "ABCEHKMOPTXABCEOKPXABEHIKMNOPTX")


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


def latin(letter: str) -> str:
    """The upper-case Latin letter that a letter is or looks like.

    Example:
        >>> latin("В"), latin("c")  # the first one is Cyrillic
        ('B', 'C')
    """
    return letter.translate(_LATIN).upper()


def may_follow_a_letter(text: str, place: int) -> bool:
    """Whether what follows lets a letter stand for an option. After "A" in "A cat" nothing does: that is the article."""
    return bool(_MAY_FOLLOW.match(text, place))


def speaks_of_order(text: str) -> bool:
    """Whether a text holds an ordinal: where an option's does, "the second" may be its text or its place."""
    return bool(_ORDINAL.search(text))


def without_ordinals(text: str) -> str:
    """A text without the ordinals that name options, where places are no names for them."""
    for start, end, _ in reversed(list(_placed(text))):
        text = text[:start] + "□" + text[end:]
    return text


def letter_groups(text: str, ordered: int = 0) -> list[LetterGroup]:
    """All letters of a text that may stand for options, and ordinals ("the second option"), in its order.

    Args:
        text: The text.
        ordered: How many options ordinals may point at; 0 where they are no names of options.

    Example:
        >>> [(group.start, sorted(group.options)) for group in letter_groups("A cat is not in A or C, but in B.")]
        [(16, [0, 2]), (31, [1])]
    """
    single = [
        LetterGroup(match.start(), match.end(), frozenset({position_of(match["bracketed"] or match["plain"])}))
        for match in _LETTER.finditer(text)
        if _may_stand_for_an_option(text, match)
    ]
    single += list(_ordinals(text, ordered)) if ordered else []
    found: list[LetterGroup] = []
    for letter in sorted(single):
        last = found[-1] if found else None
        joined = last and _JOINT.fullmatch(text, last.end, letter.start) and letter.options != last.options
        if last and joined and not _SINGULAR.match(text, letter.end):
            found[-1] = LetterGroup(last.start, letter.end, last.options | letter.options)
        else:
            found.append(letter)
    return found


def _ordinals(text: str, count: int) -> Iterator[LetterGroup]:
    """The options that places name in words."""
    middle = {count // 2} if count % 2 else set[int]()
    of_two = {0, 1} if count == 2 else set[int]()
    for start, end, kind in _placed(text):
        if isinstance(kind, int):
            meant = {kind - 1}
        else:
            meant = {"last": {count - 1}, "last but one": {count - 2}, "middle": middle}.get(
                kind, of_two & {int(kind[0]) - 1} if kind[0].isdigit() else set()
            )
        if meant and max(meant) < count:
            yield LetterGroup(start, end, frozenset(meant))


def _placed(text: str) -> Iterator[tuple[int, int, int | str]]:
    """Ordinals with the noun that goes with them, or on their own: where they stand, and the kind of place."""
    for match in _ORDINAL.finditer(text):
        kind = _PLACES[int(str(match.lastgroup).removeprefix("place"))]
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        behind = _NOUN_BEHIND.match(text, match.end())
        noun, article = _NOUN_BEFORE.search(before), _ARTICLE_BEFORE.search(before)
        if before.endswith("my ") or (kind == "last" and behind and _ANSWER.search(behind[0])):
            continue  # "my second answer", "the last answer"
        if behind or noun or "one" in match[0].casefold() or _NOTHING_BEHIND.match(text, match.end()):
            first = article or noun
            start = match.start() - (len(before) - first.start() if first else 0)
            yield start, behind.end() if behind else match.end(), kind


def _may_stand_for_an_option(text: str, match: re.Match[str]) -> bool:
    """In brackets, or upper case and neither article nor pronoun."""
    letter = match["plain"]
    if letter is None:
        return True
    if letter == "I":
        return bool(_MAY_FOLLOW_I.match(text, match.end()))
    return letter.isupper() and (letter != "A" or may_follow_a_letter(text, match.end()))

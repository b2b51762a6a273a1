"""Patterns that are looked for only where they may be: nothing that `re` finds is passed over."""

import re
import sys

import pytest

from ch3ef.reading.phrases import PHRASES, Finder, any_of
from ch3ef.reading.phrases.finder import folded


def test_letters_that_are_one_to_re_are_folded_to_one() -> None:
    for letter in map(chr, range(sys.maxunicode + 1)):
        others = {letter.lower(), letter.upper(), letter.title(), letter.casefold(), letter.swapcase()} - {letter}
        for other in others:
            if len(other) == 1 and re.fullmatch(re.escape(other), letter, re.IGNORECASE):
                assert folded(other) == folded(letter), (letter, other)


@pytest.mark.parametrize("text", ["ſure", "İt may be", "ıt may be", "\u212aeep", "STRASSE", "straẞe", "ΟΔΟΣ οδος οδός"])
def test_odd_letters_are_found(text: str) -> None:
    for pattern in ("sure", "it may", "keep", "stra(?:ss|ß)e", "οδος"):
        plain = re.compile(pattern, re.IGNORECASE)
        assert [match.span() for match in Finder(pattern).finditer(text)] == [
            match.span() for match in plain.finditer(text)
        ]


def test_what_each_kind_of_phrase_finds_in_the_examples_of_all() -> None:
    texts = [text for phrase in PHRASES for text in (phrase.example, phrase.counterexample)]
    texts = [". ".join(texts), *texts[::97]]
    for kind in sorted({phrase.kind for phrase in PHRASES}):
        plain, finder = re.compile(any_of(kind), re.IGNORECASE), Finder(any_of(kind))
        for text in texts:
            assert [match.span() for match in finder.finditer(text)] == [match.span() for match in plain.finditer(text)]

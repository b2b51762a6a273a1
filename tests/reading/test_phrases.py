"""Every row of the tables of phrases and marks does what its examples say."""

from __future__ import annotations

import re
from itertools import product

import pytest

from ch3ef.reading.phrases import PHRASES, Phrase, any_of
from ch3ef.reading.phrases.initials import by_initial
from ch3ef.reading.phrases.marks import MARKUP, REASONING, Markup, ReasoningMark
from ch3ef.reading.visible import visible_text


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: f"{phrase.kind}, {phrase.language}: {phrase.example}")
def test_a_phrase_is_found_in_its_example_alone(phrase: Phrase) -> None:
    assert phrase.regex.search(phrase.example)
    assert not phrase.regex.search(phrase.counterexample)


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: f"{phrase.kind}, {phrase.language}: {phrase.example}")
def test_a_phrase_is_found_among_all_of_its_kind(phrase: Phrase) -> None:
    assert re.search(any_of(phrase.kind), phrase.example, re.IGNORECASE)


@pytest.mark.parametrize(
    "pattern", ["ba|a?b|ab", "(?<!a)(?:b|c)?a|b|[ac]b|bc", "a\\|b|(?:a|(?:b|c)a)(?!b)|ıa|cab", "c*a|b{2}|ab|ba"]
)
def test_alternatives_by_their_initials_find_the_same(pattern: str) -> None:
    plain, quick = (re.compile(f"(?:{one})(?!C)", re.IGNORECASE) for one in (pattern, by_initial(pattern)))
    for signs in product("aBcı|", repeat=5):
        text = "".join(signs)
        assert [found.span() for found in quick.finditer(text)] == [found.span() for found in plain.finditer(text)]


def test_no_phrase_stands_twice() -> None:
    rows = [(phrase.kind, phrase.language, phrase.pattern) for phrase in PHRASES]
    assert len(set(rows)) == len(rows)


def test_an_unknown_kind_is_a_fault() -> None:
    with pytest.raises(LookupError, match="kind 'anser'"):
        any_of("anser")


@pytest.mark.parametrize("mark", REASONING, ids=lambda mark: mark.example)
def test_reasoning_is_not_said_aloud(mark: ReasoningMark) -> None:
    assert visible_text(mark.example) == mark.visible
    assert visible_text(mark.example[: mark.example.index("?")]) == ""
    assert re.search(mark.opens, mark.example, re.IGNORECASE)
    assert re.search(mark.closes, mark.example, re.IGNORECASE)


@pytest.mark.parametrize("markup", MARKUP, ids=lambda markup: markup.example)
def test_markup_is_taken_off(markup: Markup) -> None:
    assert re.sub(markup.pattern, markup.replacement, markup.example) == markup.plain
    assert markup.plain != markup.example

"""Numbers of things in a text, in digits and in words of some twenty languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain

from ch3ef.reading.languages import languages_of
from ch3ef.reading.phrases.numbers import COUNTERS, NUMERALS, TEN_MORE, TEN_TIMES, WITH_UNITS_FIRST, Numerals
from ch3ef.reading.phrases.phrase import LETTERS_AND_DIGITS

_DIGITS = re.compile(
    rf"(?<![{LETTERS_AND_DIGITS}.,第图圖])(?P<minus>-)?(?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d{{1,9}})(?P<part>\.\d{{1,6}})?"
    rf"(?![{LETTERS_AND_DIGITS}%]|[.,]\d|番目|번째)"
)
_LONGEST = 80
"""Characters that a number in words may have."""
_UNITS_FIRST = frozenset({"ar", "he"})
_UNSPACED = frozenset({"zh", "ja", "ko", "th"})


@lru_cache(maxsize=8)
def numbers_in(text: str) -> tuple[float, ...]:
    """Every number that a text says, in digits first.

    Example:
        >>> [*numbers_in("1,204 people"), *numbers_in("cent vingt-deux chats sur la photo"), *numbers_in("图中有十二只鸟")]
        [1204.0, 122, 12]
    """
    digits = (
        float((match["minus"] or "") + match["digits"].replace(",", "") + (match["part"] or ""))
        for match in _DIGITS.finditer(text)
    )
    said = {language: tuple(_in_words(text, language)) for language in _nothing_but_numbers(text) or languages_of(text)}
    most = max(map(len, said.values()), default=0)
    return (*digits, *chain.from_iterable({numbers for numbers in said.values() if len(numbers) == most}))


def _nothing_but_numbers(text: str) -> list[str]:
    """The languages in which a text is one number in words."""
    bare = text.strip(" \t\n.!:-")
    patterns = {row.language: _pattern(row.language) for row in NUMERALS} if len(bare) < _LONGEST else {}
    return [language for language, pattern in patterns.items() if pattern and pattern.fullmatch(bare)]


@cache
def _values(language: str) -> Mapping[str, int]:
    """Number words of a language with their values; those of twenty to ninety-nine that are one word, too."""
    rows = [row for row in NUMERALS if row.language == language]
    return {word: value for row in rows for word, value in (*_listed(row), *_compounds(row))}


def _listed(row: Numerals) -> Iterator[tuple[str, int]]:
    for place, forms in enumerate(row.units.split()):
        yield from ((form, place) for form in forms.split("/") if form != "-")
    for place, forms in enumerate(row.tens.split(), start=2):
        yield from (
            (form, 10 * place if place < 8 or row.language != "fr" else _french_tens(form)) for form in forms.split("/")
        )
    yield from row.others


def _french_tens(form: str) -> int:
    return {"quatre-vingt": 80, "quatre-vingts": 80, "nonante": 90}[form]


def _compounds(row: Numerals) -> Iterator[tuple[str, int]]:
    units = [forms.split("/")[0] for forms in row.units.split()[:10]]
    for ten, forms in enumerate(row.tens.split(), start=2):
        for unit in range(1, 10):
            if row.language in WITH_UNITS_FIRST:
                first = "ein" if units[unit] == "eins" else units[unit].replace("é", "e")
                for joint in WITH_UNITS_FIRST[row.language].split("/"):
                    yield first + joint + forms, 10 * ten + unit
            if row.language == "it":
                yield (forms[:-1] if unit in (1, 8) else forms) + units[unit].replace("tre", "tré"), 10 * ten + unit
                yield (forms[:-1] if unit in (1, 8) else forms) + units[unit], 10 * ten + unit


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    """Runs of number words, as far as they can be told from other words."""
    values = _values(language)
    if not values:
        return None
    word = "|".join(re.escape(form) for form in sorted(values, key=len, reverse=True))
    if language in _UNSPACED:
        run = rf"(?:{word})(?:\s?(?:{word})){{0,6}}"
        counter = COUNTERS.get(language)
        ends = rf"\W*$|\s?[{counter}]" if counter else r"(?!ารถ)"
        before = r"(?<!第)(?<![图圖])" if language != "ko" else r"(?<![\uac00-\ud7af])"
        return re.compile(
            rf"{before}(?P<run>{run})(?!つ目|番目|번째)(?:(?={ends})|(?<=つ)|(?<=り))"
            if counter
            else rf"(?P<run>{run}){ends}"
        )
    row = next(row for row in NUMERALS if row.language == language)
    joins = "|".join(row.joins) or "(?!)"
    later = "|".join([word, *row.ones.split()])
    between = rf"(?:[ \u200c-]| (?:{joins}) ?| ?(?:{joins}) )"
    pronoun = (
        r"(?<!st )(?<!nd )(?<!rd )(?<!th )(?<!missed )(?<!another )(?<!each )(?<!every )(?<!this )(?<!that )(?<!which )(?<!no )(?<!not a )"
        if language == "en"
        else ""
    )
    return re.compile(
        rf"(?<!\w)(?<![-'])(?<!kein )(?<!keine )(?<!ни )(?<!ni )(?<!ні )(?<!ani )(?<!nem )(?<!pas )(?P<an>an? )?{pronoun}(?P<run>(?:{word})(?:{between}(?:{later})){{0,6}})(?![\w'-])",
        re.IGNORECASE,
    )


def _in_words(text: str, language: str) -> Iterator[float]:
    pattern = _pattern(language)
    for match in pattern.finditer(text) if pattern else ():
        yield from _composed(match["run"], language)


def _composed(run: str, language: str) -> Iterator[int]:
    """The number of a run of words, or several where the words make none together."""
    ones = (word for row in NUMERALS if row.language == language for word in row.ones.split())
    values = {**_values(language), **dict.fromkeys(ones, 1)}
    form = "|".join(re.escape(word) for word in sorted(values, key=len, reverse=True))
    total = current = 0
    begun = False
    for word in re.findall(form, run.casefold()):
        value = values[word]
        units_first = language in _UNITS_FIRST and 0 < current % 100 < 10 and value in range(10, 100, 10)
        joined = current + value if units_first else _joined(current, value)
        if value == 1000:
            total, current = total + max(current, 1) * 1000, 0
        elif joined is None:
            if begun:
                yield total + current
            total, current = 0, value
        else:
            current = joined
        begun = True
    if begun:
        yield total + current


def _joined(current: int, value: int) -> int | None:
    """What a word makes of the number before it; None where it begins another."""
    rest = current % 100
    if value == TEN_TIMES:
        return current - rest + 10 * max(rest, 1) if rest < 10 else None
    if value == TEN_MORE:
        return current + 10 if 0 < rest < 10 else None
    if value in (12, 100) and 0 < current < 10:
        return current * value
    if current == 0 and value:
        return value
    if value < 100 and current >= 100 and rest == 0:
        return current + value
    if value < 10 and rest >= 10 and rest % 10 == 0 and value:
        return current + value
    return current + value if rest in (60, 80) and 10 <= value < 20 else None

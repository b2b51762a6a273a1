"""Text -> its words, numbers and meaningful signs, in the form in which they are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple


class Word(NamedTuple):
    """One word of a text.

    Attributes:
        text: In the form in which it is compared.
        start: Where it begins in the text.
        end: Where it ends.
    """

    text: str
    start: int
    end: int


_UNITS = (
    "°C|°F|°|%|degrees?|percent|mm|cm|dm|km|kg|mg|ml|ms|min|mph|kmh|lb|oz|ft|hz|khz|kw|kj|am|pm|m|g|l|s|h|w|v|n|j|pa|k"
)
_MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0dff\u0f00-\u109f\u1780-\u17ff"
)
_IDEOGRAPHS = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(
    # A number with its sign, parts and unit; initials ("D.C."); one ideograph or syllable; a word; one sign.
    rf"(?P<number>(?<![\w.)])-?\d+(?:[.,:/]\d+)*|\d+(?:[.,:/]\d+)*)(?P<unit> ?(?:{_UNITS})(?![A-Za-z\d]))?"
    r"|(?P<initials>(?<![^\W_])[A-Za-z](?:\.[A-Za-z])+(?![^\W_])\.?)"
    rf"|(?P<ideograph>[{_IDEOGRAPHS}])"
    rf"|(?P<word>(?:[^\W\d_{_IDEOGRAPHS}]|[{_MARKS}])+(?:'[^\W\d_]+)*)"
    r"|(?P<sign>[^\w\s])",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DECIMAL = re.compile(r"-?\d+\.\d+")
_UNIT_NAMES = {"degree": "°", "degrees": "°", "percent": "%"}
# "one" is more often a pronoun.
_NUMBER_NAMES = {"zero": "0"} | {
    name: str(value)
    for value, name in enumerate("two three four five six seven eight nine ten eleven twelve".split(), start=2)
}
_SHORT_FORMS = {"n't": "not", "'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'s": "is", "'d": "would"}
_IS_AFTER = {"it", "that", "there", "he", "she", "what", "who", "here"}
_IRREGULAR = {"can't": ("can", "not"), "cannot": ("can", "not"), "won't": ("will", "not"), "cant": ("can", "not")}
_EMPTY_SIGNS = "|~`^¨´"


@lru_cache(maxsize=16)
def words(text: str) -> tuple[Word, ...]:
    """The words, numbers and meaningful signs of a text in the form in which they are compared.

    Case, punctuation, white space and contractions do not matter; a number keeps sign and unit; each
    ideograph and each sign of mathematics, currency or emoji is a word of its own.

    Example:
        >>> [word.text for word in words("I don't know: it's 6.00 or 40 degrees!")]
        ['i', 'do', 'not', 'know', 'it', 'is', '6', 'or', '40°']
    """
    return tuple(Word(form, *match.span()) for match in _WORD.finditer(text) for form in _forms(match))


def _forms(match: re.Match[str]) -> tuple[str, ...]:
    if match.lastgroup == "ideograph":
        return (match[0],)
    if number := match["number"]:
        unit = (match["unit"] or "").strip().casefold()
        return (_plain_number(number) + _UNIT_NAMES.get(unit, unit),)
    if sign := match["sign"]:
        return (sign,) if unicodedata.category(sign)[0] == "S" and sign not in _EMPTY_SIGNS else ()
    word = _without_clitics(match[0].casefold())
    if match["initials"]:
        return (word.replace(".", ""),)
    if word in _NUMBER_NAMES:
        return (_NUMBER_NAMES[word],)
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending, full in _SHORT_FORMS.items() if "'" in word else ():
        stem = word.removesuffix(ending)
        if stem != word and stem and (ending != "'s" or stem in _IS_AFTER):
            return (stem, full)
    return (word,)


_ENDINGS = (
    (
        re.compile("[\u0400-\u04ff]{4,}"),
        re.compile("(?:ами|ями|ого|ому|ими|ой|ою|ей|ею|ом|ем|ам|ям|ах|ях|ов|ів|ую|юю|ая|яя|ый|ий|[аяоеуюыиіїьй])$"),
    ),
    (re.compile("[\u0370-\u03ff]{4,}"), re.compile("(?:ουσ|οσ|ου|ον|ασ|ησ|εσ|οι|ων|[αάηήοόιί])$")),
)
"""Endings of nouns in Cyrillic and Greek letters."""


def stem(word: str) -> str:
    """A word without its ending of case or number, in Cyrillic and Greek letters; others as they are.

    Example:
        >>> stem("собаку") == stem("собака") == stem("собакой"), stem("σκύλο") == stem("σκύλοσ"), stem("dogs")
        (True, True, 'dogs')
    """
    for letters, endings in _ENDINGS:
        if letters.fullmatch(word):
            return endings.sub("", word, count=1)
    return word


_HARAKAT = re.compile("\u064b\u0627|\u0627\u064b|[\u064b-\u065f\u0670\u0640]")
_ARABIC_ARTICLE = re.compile("[وبكف]?ال(?=\\w{2})|لل(?=\\w{2})")
_HEBREW_ARTICLE = re.compile("[וב]?ה(?=\\w{3})")


def _without_clitics(word: str) -> str:
    """Without vowel marks and the article that Arabic and Hebrew write with the word."""
    if word.isascii():
        return word
    if "\u0590" <= word[0] <= "\u05ff":
        return _HEBREW_ARTICLE.sub("", word, count=1) if _HEBREW_ARTICLE.match(word) else word
    if "\u0600" <= word[0] <= "\u06ff":
        plain = _HARAKAT.sub("", word)
        found = _ARABIC_ARTICLE.match(plain)
        return plain[found.end() :] if found else plain
    return word.replace("\u0307", "")  # what case folding leaves of a Turkish capital I


def _plain_number(number: str) -> str:
    """Without thousands separators and trailing zeros: "1,200.50" is "1200.5"."""
    if _THOUSANDS.fullmatch(number):
        number = number.replace(",", "")
    if _DECIMAL.fullmatch(number):
        number = number.rstrip("0").rstrip(".")
    return number

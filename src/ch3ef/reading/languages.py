"""Text -> the languages that it may be in, by its script and its commonest words."""

from __future__ import annotations

import re
from functools import cache

from ch3ef.reading.phrases.numbers import FUNCTION_WORDS

_BY_SCRIPT = (
    (re.compile("[\u3040-\u30ff]"), ("ja",)),
    (re.compile("[\uac00-\ud7af]"), ("ko",)),
    (re.compile("[\u3400-\u9fff]"), ("zh", "ja")),
    (re.compile("[\u0e00-\u0e7f]"), ("th",)),
    (re.compile("[\u0900-\u097f]"), ("hi",)),
    (re.compile("[\u0980-\u09ff]"), ("bn",)),
    (re.compile("[\u0590-\u05ff]"), ("he",)),
    (re.compile("[\u0600-\u06ff]"), ("ar", "fa")),
    (re.compile("[\u0370-\u03ff]"), ("el",)),
    (re.compile("[іїєґ]", re.IGNORECASE), ("uk",)),
    (re.compile("[\u0400-\u04ff]"), ("ru", "uk", "bg")),
)
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


def languages_of(text: str) -> tuple[str, ...]:
    """The languages that a text may be in; all in Latin letters that fit as well as any other, where it is in those.

    Example:
        >>> languages_of("Il y a un chien sur la photo."), languages_of("狗がいます")
        (('fr',), ('ja',))
        >>> "es" in languages_of("Doce.") and "en" in languages_of("Doce.")
        True
    """
    for script, languages in _BY_SCRIPT:
        if script.search(text):
            return languages
    found = {word.casefold() for word in _WORD.findall(text)}
    if not found:
        return ()
    votes = {language: len(found & common) for language, common in _common().items()}
    most = max(votes.values())
    return tuple(language for language, count in votes.items() if count == most)


@cache
def _common() -> dict[str, frozenset[str]]:
    return {language: frozenset(common.split()) for language, common in FUNCTION_WORDS.items()}

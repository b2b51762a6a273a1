"""Reply -> short answer: a number or a few words, held against the answers that are accepted. Nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ch3ef.reading.phrases import regex_of
from ch3ef.reading.refusals import is_refusal
from ch3ef.reading.visible import strip_markup, visible_text

TOLERANCE = 0.005
"""A number may be off by this, or by this share of the accepted one: the sets round to two decimals."""

_FINAL, _RANGE = regex_of("final answer"), regex_of("range")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s|\n")
_FRACTION = re.compile(r"\\[dt]?frac\{(-?\d{1,12})\}\{(\d{1,12})\}")
_PLAIN = r"-?(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,15})(?:\.\d{1,15})?"
_NUMBER = re.compile(
    rf"(?<![\w.,])(?P<plain>{_PLAIN})(?:\s?/\s?(?P<by>\d{{1,12}})(?![\d.]))?"
    r"(?:\s?(?:e|(?:x|\*|×|\\times)\s?10\s?\^?\s?)\{?(?P<power>[-+]?\d{1,3})\}?)?(?!\d|[.,]\d)",
    re.IGNORECASE,
)
_RESULT = re.compile(r"(?:=|≈|\\approx|\bis\b|\bequals\b)(?!.*(?:=|≈|\\approx|\bis\b|\bequals\b))", re.DOTALL)
_WORD = re.compile(r"[^\W_]+(?:\.\d+)?")
_ARTICLES = {"a", "an", "the"}
_DENIALS = {"not", "no", "never", "neither", "nor", "isn", "aren", "wasn", "without"}
_SHORT = 6
"""Words of a first sentence that is an answer by itself."""
_LONGEST = 20_000
"""Characters of a reply that are looked at, at its end: answers stand there."""


def read_short_answer(reply: str, accepted: Sequence[str]) -> str | None:
    """The answer that a reply commits to: a number where one is accepted, else the words that give it.

    It stands after the last mark of the final answer ("Answer: ..."), else in a short first sentence, else in the last
    one. Of several numbers there the one after the last "=" or "is" counts; where none does, and of a range, there is
    none.

    Args:
        reply: What the model said.
        accepted: The right answers; whether one is a number says what is looked for.

    Example:
        >>> read_short_answer("R = 24/7, so the answer is 3.43 ohm.", ["24/7"])
        '3.43'
        >>> read_short_answer("It shows a church. Answer: **the nave**", ["nave"])
        'the nave'
        >>> read_short_answer("Between 3 and 4.", ["3.5"]) is None
        True
    """
    text = strip_markup(visible_text(reply[-_LONGEST:])).strip()
    if not text or is_refusal(text):
        return None
    part = _committed(_FRACTION.sub(r"\1/\2", text))
    if not any(number_of(one) is not None for one in accepted):
        return part.rstrip(".") or None
    numbers = {_value(match): match[0].strip() for match in _NUMBER.finditer(part)}
    if len(numbers) > 1 and _RANGE.search(part):
        return None
    if len(numbers) > 1 and (result := _RESULT.search(part)):
        found = _NUMBER.search(part, result.end())
        numbers = {_value(found): found[0].strip()} if found else {}
    return numbers.popitem()[1] if len(numbers) == 1 else None


def _committed(text: str) -> str:
    """The part of a reply that gives its answer."""
    marks = list(_FINAL.finditer(text))
    if marks and (after := text[marks[-1].end() :].strip(" :\n")):
        return _SENTENCE_END.split(after, maxsplit=1)[0].strip()
    sentences = [sentence.strip() for sentence in _SENTENCE_END.split(text) if sentence.strip()]
    return sentences[0] if len(sentences[0].split()) <= _SHORT else sentences[-1]


def number_of(text: str) -> float | None:
    """The number that a text is; None where it is anything else.

    Example:
        >>> number_of("24/7"), number_of("1,200"), number_of("$1.5 x 10^-3$"), number_of("42 %"), number_of("H2O")
        (3.4285714285714284, 1200.0, 0.0015, 42.0, None)
    """
    match = _NUMBER.fullmatch(text.strip(" $%.\n"))
    return _value(match) if match else None


def _value(match: re.Match[str]) -> float:
    number = float(match["plain"].replace(",", ""))
    if match["by"] and float(match["by"]):
        number /= float(match["by"])
    return float(number * 10.0 ** min(int(match["power"] or 0), 308))  # a higher power is no float


def fits(answer: str, accepted: Sequence[str]) -> bool:
    """Whether an answer is one of the accepted ones.

    Numbers may be off by `TOLERANCE`; of words, those of an accepted answer stand in the answer in their order, whatever
    their case, and no "not" before them.

    Example:
        >>> fits("3.43", ["24/7"]), fits("The nave.", ["nave"]), fits("not the nave", ["nave"]), fits("3.5", ["3.4"])
        (True, True, False, False)
    """
    return any(_fits(answer, one) for one in accepted)


def _fits(answer: str, accepted: str) -> bool:
    number, right = number_of(answer), number_of(accepted)
    if number is not None and right is not None:
        return abs(number - right) <= TOLERANCE * max(1.0, abs(right)) + 1e-12
    said, wanted = _words(answer), _words(accepted)
    if not wanted:
        return answer.strip() == accepted.strip()
    starts = [n for n in range(len(said) - len(wanted) + 1) if said[n : n + len(wanted)] == wanted]
    return bool(starts) and not _DENIALS & set(said[: starts[0]])


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if word not in _ARTICLES]

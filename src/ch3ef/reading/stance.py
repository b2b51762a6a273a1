"""How far a reply stands behind what it names: asserted, denied, hedged, or left open."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache

from ch3ef.reading.phrases import any_of, regex_of

_WINDOW = 120
"""Characters to either side of a mention that can bear on it."""
_CLAUSE_BREAK = re.compile(
    rf"[.!?;:\n。]|,(?:\s|(?=[^\x00-\x7f]))|\b(?:but|so|however|while|although|though|then)\b|{any_of('but')}",
    re.IGNORECASE,
)
_SENTENCE_BREAK = re.compile(r"[!?\n。]|\.(?!\d)")
_BUT = re.compile(rf"\b(?:but|yet|however|though)\b|{any_of('but')}", re.IGNORECASE)
_HEDGE_BEHIND = re.compile(rf"[^.!?\n。,]{{0,12}}{any_of('hedge behind')}", re.IGNORECASE)
_NEGATION, _NO_NEGATION, _HEDGE, _CONDITION, _WOULD, _HAD_TO_CHOOSE, _ANOTHER_SAYS = (
    regex_of(kind)
    for kind in ("negation", "no negation", "hedge", "condition", "would", "had to choose", "another says")
)
_REFUTED = re.compile(
    rf"\)?[ \t:–—→-]{{0,4}}(?:{any_of('option')} )?(?:{any_of('verb of refuting')}\s?){{0,2}}"
    rf"(?:{any_of('adverb of refuting')} ?){{0,3}}{any_of('refuted')}",
    re.IGNORECASE,
)
_ENDORSED = re.compile(
    rf"[ \t:–—→-]{{0,4}}(?:{any_of('verb of endorsing')} )?(?:{any_of('adverb of endorsing')} ){{0,4}}{any_of('endorsed')}"
    rf"|{any_of('endorsed by a verb')}",
    re.IGNORECASE,
)


class Stance(Enum):
    """How far a reply stands behind what it names at one place."""

    ASSERTED = auto()
    DENIED = auto()
    HEDGED = auto()
    OPEN = auto()


def first_sentence(text: str) -> str:
    """What stands before the first end of a sentence; the dot of a decimal is none."""
    return _SENTENCE_BREAK.split(text, maxsplit=1)[0]


def is_refuted(text: str, place: int) -> bool:
    """Whether what ends at a place is called wrong."""
    return bool(_REFUTED.match(text, place))


def is_endorsed(text: str, place: int) -> bool:
    """Whether what ends at a place is called right."""
    return bool(_ENDORSED.match(text, place))


def is_hedged(text: str) -> bool:
    """Whether a text says "perhaps" anywhere.

    Example:
        >>> is_hedged("It might be a dog."), is_hedged("It is probably a dog.")
        (True, False)
    """
    return bool(_HEDGE.search(text))


def stance_at(text: str, start: int, end: int) -> Stance:
    """The stance on what is named between two places, from the words around it within its sentence.

    Example:
        >>> stance_at("It is not B.", 10, 11), stance_at("Is it B?", 6, 7)
        (<Stance.DENIED: 2>, <Stance.OPEN: 4>)
    """
    left = _SENTENCE_BREAK.split(text[max(0, start - _WINDOW) : start])[-1]
    return _stance_between(left, text[end : end + _WINDOW])


def _hedged_before(left: str) -> bool:
    """Whether a hedge alone, and a comma, stand before what is named: "Perhaps, a dog"."""
    return left.rstrip().endswith(",") and any(not left[hedge.end() :].strip(" ,") for hedge in _HEDGE.finditer(left))


@lru_cache(maxsize=4096)
def _stance_between(left: str, right: str) -> Stance:
    stop = _SENTENCE_BREAK.search(right)
    rest_of_sentence = _HAD_TO_CHOOSE.sub("", right[: stop.start()] if stop else right)
    clause = _NO_NEGATION.sub("", _CLAUSE_BREAK.split(left)[-1])
    if _NEGATION.search(clause) or _REFUTED.match(right):
        return Stance.DENIED
    would = _WOULD.search(clause + rest_of_sentence[:12])
    if (
        (stop and stop[0] == "?")
        or _CONDITION.search(_HAD_TO_CHOOSE.sub("", left))
        or (would and _CONDITION.search(rest_of_sentence))
        or _ANOTHER_SAYS.search(_BUT.split(left)[-1])
    ):
        return Stance.OPEN
    hedged = _HEDGE.search(clause) or _HEDGE_BEHIND.match(right) or _hedged_before(left)
    return Stance.HEDGED if hedged else Stance.ASSERTED

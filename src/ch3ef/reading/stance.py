"""How far a reply stands behind what it names: asserted, denied, hedged, or left open."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache

from ch3ef.reading.phrases import Finder, any_of, regex_of

_WINDOW = 120
"""Characters to either side of a mention that can bear on it."""
_CLAUSE_BREAK = Finder(
    rf"[.!?;:\n。]|,(?:\s|(?=[^\x00-\x7f]))|\b(?:but|so|however|while|although|though|then)\b|{any_of('but')}"
)
_SENTENCE_BREAK = re.compile(r"[!?\n。]|\.(?!\d)")
_BUT = Finder(rf"\b(?:but|yet|however|though)\b|{any_of('but')}")
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
_TURN = Finder(
    rf"[;；]|\b(?:so|therefore|thus|hence|consequently|because|since|yet|however|though|but|deshalb|daher|donc|porque|portanto"
    rf"|quindi|dunque|dus|więc|поэтому|значит|тому)\b|所以|因此|{any_of('but')}"
)
"""Where a clause ends that disowns what it names: "my friend says A, so B"."""
_CLAUSES = Finder(rf"(?<=[!?\n。])|(?<=\.)(?!\d)|(?={_TURN.pattern})")
_DISOWNS = regex_of("disowns")
_DISOWNED = Finder(
    rf"{any_of('disowns')}(?:(?!,\s(?:i|my|the (?:\w+ )?answer)\b|\band (?:i|choose|pick|select|go|the)\b"
    r"|(?:(?<=[a-z])|(?<=[a-z][项項])),\s?[但而]?(?:我|答案))[^.!?\n]){0,60}(?<!,)(?<!,\s)$"
)
_CALLED_WRONG_BEHIND = re.compile(
    rf"\)?(?:,?\s(?:and |but |yet )?(?:which|that|this|it|the)\b ?|だ?){any_of('called wrong')}(?! (?:to|that|if)\b)",
    re.IGNORECASE,
)
_CALLED_WRONG = re.compile(
    rf"\W*(?!(?:it|that|this)\b)(?:(?:an?|saying|the number|说|說)\s?)?[\"']?[\w-]{{1,15}}?[\"']?\s?{any_of('called wrong')}(?! (?:to|that|if)\b)",
    re.IGNORECASE,
)
_CALLED_WRONG_NEXT = re.compile(rf"[\"']?\s?{any_of('called wrong')}", re.IGNORECASE)
_ALTERNATIVE = re.compile(
    rf"\)?(?:\s?[/|]\s?|\s?[,(]?\s?(?i:{any_of('or else')})\s?(?i:(?:else|not) )?(?i:{any_of('hedge')}\s)?|\s?[,(]\s?(?i:{any_of('hedge')})\s)"
    r"\(?[A-Z](?![A-Za-z'])"
    rf"|\)?\s?[,(]?\s?(?i:{any_of('or else')}) (?i:{any_of('hedge')} )?(?i:not|nicht|pas|non|не)\W{{0,3}}$"
)
_CONDITION_BEHIND = re.compile(
    r",?\s(?:only |but only )?(?:if|unless|provided)\b(?! (?:i|i'm|i've|we|my|anything|so|you (?:look|ask|want|consider|mean))\b)"
    r"|,\s(?:falls|wenn|если|якщо|jeśli)\b(?! (?:ich|man|я|мне|не|ми|się|nie)\b)|,?\swhen\b[^.!?\n]{1,60}\b(?:otherwise|else|when)\b",
    re.IGNORECASE,
)
_CONDITION_AHEAD = re.compile(
    r"\W*(?:if|unless|pretend)\b(?! (?:i|we|you (?:look|count|include|zoom|mean))\b)", re.IGNORECASE
)
_ASKED_FOR_WRONG = Finder(r"\b(?:which|what|who)\b[^.!?\n]{0,30}\b(?:wrong|incorrect|false)\b[^.!?\n]{0,40}\?\W{0,3}$")


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


def is_called_wrong(text: str, place: int) -> bool:
    """Whether a verb behind what ends at a place calls it wrong: "yes would be a mistake"."""
    return bool(_CALLED_WRONG_NEXT.match(text, place))


def is_hedged(text: str) -> bool:
    """Whether a text says "perhaps" anywhere.

    Example:
        >>> is_hedged("It might be a dog."), is_hedged("It is probably a dog.")
        (True, False)
    """
    return bool(_HEDGE.search(text))


@lru_cache(maxsize=4)
def without_disowned(text: str) -> str:
    """A text without the clauses that deny what they name, leave it open, or tell what others say.

    Example:
        >>> without_disowned("My friend counted 5, but there are 4.")
        'but there are 4.'
    """
    return "".join(clause for clause in _CLAUSES.split(text) if not _is_disowned(clause))


def _is_disowned(clause: str) -> bool:
    turn = _TURN.match(clause)
    begins = turn.end() if turn else 0
    return bool(
        _DISOWNS.search(clause)
        or _CONDITION_AHEAD.match(clause, begins)
        or _CALLED_WRONG.match(clause, begins)
        or (_WOULD.search(clause) and _CONDITION.search(_HAD_TO_CHOOSE.sub("", clause)))
    )


def stance_at(text: str, start: int, end: int) -> Stance:
    """The stance on what is named between two places, from the words around it within its sentence.

    Example:
        >>> stance_at("It is not B.", 10, 11), stance_at("Is it B?", 6, 7)
        (<Stance.DENIED: 2>, <Stance.OPEN: 4>)
    """
    left = _SENTENCE_BREAK.split(text[max(0, start - _WINDOW) : start])[-1]
    if _ASKED_FOR_WRONG.search(text[max(0, start - _WINDOW) : start]):
        return Stance.DENIED
    return _stance_between(left, text[end : end + _WINDOW])


def _hedged_before(left: str) -> bool:
    """Whether a hedge alone, and a comma, stand before what is named: "Perhaps, a dog"."""
    return left.rstrip().endswith(",") and any(not left[hedge.end() :].strip(" ,") for hedge in _HEDGE.finditer(left))


@lru_cache(maxsize=4096)
def _stance_between(left: str, right: str) -> Stance:
    stop = _SENTENCE_BREAK.search(right)
    rest_of_sentence = _HAD_TO_CHOOSE.sub("", right[: stop.start()] if stop else right)
    clause = _NO_NEGATION.sub("", _CLAUSE_BREAK.split(left)[-1])
    if _NEGATION.search(clause) or _REFUTED.match(right) or _CALLED_WRONG_BEHIND.match(right):
        return Stance.DENIED
    would = _WOULD.search(clause + rest_of_sentence[:12])
    if (
        (stop and stop[0] == "?")
        or _CONDITION.search(_HAD_TO_CHOOSE.sub("", left))
        or (would and _CONDITION.search(rest_of_sentence))
        or _ANOTHER_SAYS.search(_BUT.split(left)[-1])
        or _DISOWNED.search(_TURN.split(left)[-1])
        or _CONDITION_BEHIND.match(rest_of_sentence)
        or _ALTERNATIVE.match(right)
    ):
        return Stance.OPEN
    hedged = _HEDGE.search(clause) or _HEDGE_BEHIND.match(right) or _hedged_before(left)
    return Stance.HEDGED if hedged else Stance.ASSERTED

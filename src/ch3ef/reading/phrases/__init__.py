"""What people say in replies, as tables: each row with its kind, its language and an example either way. Data.

To make a rule hear one more phrase: a row here, and a higher `ch3ef.reading.RULES_VERSION`.
"""

from __future__ import annotations

from functools import cache

from ch3ef.reading.phrases.choosing import CHOOSING
from ch3ef.reading.phrases.choosing_elsewhere import CHOOSING_ELSEWHERE
from ch3ef.reading.phrases.declining import DECLINING
from ch3ef.reading.phrases.declining_around import DECLINING_AROUND
from ch3ef.reading.phrases.declining_elsewhere import DECLINING_ELSEWHERE
from ch3ef.reading.phrases.disowning import DISOWNING
from ch3ef.reading.phrases.finder import Finder
from ch3ef.reading.phrases.open_elsewhere import OPEN_ELSEWHERE
from ch3ef.reading.phrases.open_questions import OPEN_QUESTIONS
from ch3ef.reading.phrases.phrase import Phrase, alternatives
from ch3ef.reading.phrases.stances import STANCES
from ch3ef.reading.phrases.stances_elsewhere import STANCES_ELSEWHERE

__all__ = ["PHRASES", "Finder", "Phrase", "any_of", "regex_of", "regexes_of"]

PHRASES: tuple[Phrase, ...] = (
    *CHOOSING,
    *CHOOSING_ELSEWHERE,
    *STANCES,
    *STANCES_ELSEWHERE,
    *DISOWNING,
    *DECLINING,
    *DECLINING_ELSEWHERE,
    *DECLINING_AROUND,
    *OPEN_QUESTIONS,
    *OPEN_ELSEWHERE,
)


@cache
def any_of(kind: str) -> str:
    """The pattern that finds every phrase of a kind, to be built into a longer one.

    Raises:
        LookupError: No phrase is of that kind.

    Example:
        >>> any_of("ticked")
        '(?:✅|✔|✓|☑|←|<--)'
    """
    rows = [phrase for phrase in PHRASES if phrase.kind == kind]
    if not rows:
        raise LookupError(f"no phrase is of the kind {kind!r}")
    return alternatives(rows)


def regex_of(kind: str) -> Finder:
    """The same, ready for use."""
    return Finder(any_of(kind))


def regexes_of(kind: str) -> dict[str, list[Finder]]:
    """The phrases of a kind one by one, by language, in their order."""
    found: dict[str, list[Finder]] = {}
    for phrase in PHRASES:
        if phrase.kind == kind:
            found.setdefault(phrase.language, []).append(phrase.regex)
    return found

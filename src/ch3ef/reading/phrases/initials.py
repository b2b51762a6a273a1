"""Alternatives of a pattern by the letters that they begin with: at a place of a text most are passed over at once.

`re` tries all of some hundred alternatives one by one where the case of letters does not count.
"""

from __future__ import annotations

import re

_LOOKS = ("(?<!", "(?<=", "(?!", "(?=", r"\b")


def by_initial(pattern: str) -> str:
    """A pattern that finds the same, for use with `re.IGNORECASE`.

    Args:
        pattern: Alternatives, parted by "|", without groups that are captured.

    Example:
        >>> by_initial("ant|(?:the )?bee|also")
        '(?=[a])(?:ant|also)|(?=[b])(?:(?:the )?bee)|(?=[t])(?:(?:the )?bee)'
    """
    begun = [(part, _initials(part)) for part in parts_of(pattern)]
    letters = sorted(set[str]().union(*(own for _, own in begun if own)))
    # In their order, since the first that fits counts.
    groups = ["|".join(part for part, own in begun if own is None or letter in own) for letter in letters]
    found = [f"(?=[{letter}])(?:{group})" for letter, group in zip(letters, groups, strict=True)]
    return "|".join([*found, *(part for part, own in begun if own is None)])


def _initials(pattern: str) -> set[str] | None:
    """The letters that what a pattern finds may begin with; None where they cannot be told."""
    found: set[str] = set()
    for part in parts_of(pattern):
        rest = without_looks(part)
        end = end_of(rest, 0) if rest else 0
        own = _initials(rest[3 : end - 1]) if rest.startswith("(?:") else _signs(rest[:end])
        if own is None or rest[end : end + 1] in ("*", "{"):
            return None
        more = _initials(rest[end + 1 :]) if rest[end : end + 1] == "?" else set()
        if more is None:
            return None
        found |= own | more
    return found


def _signs(one: str) -> set[str] | None:
    """A letter, digit or plain class, whatever the case; None for anything else."""
    inside = one.removeprefix("[").removesuffix("]")
    return {_small(sign) for sign in inside} if inside.isalnum() else None


def _small(letter: str) -> str:
    """A letter in lower case; both letters i are one where case does not count."""
    small = letter.lower().replace("ı", "i")
    return small if len(small) == 1 else letter


def without_looks(pattern: str) -> str:
    """A pattern without what it looks at before its first sign."""
    while pattern.startswith(_LOOKS):
        pattern = pattern[end_of(pattern, 0) :]
    return pattern


_TOKEN = re.compile(r"\\(?:x..|u.{4}|U.{8}|.)|\[\^?(?:\\.|[^\\])(?:\\.|[^\]\\])*\]|[()|]|[^\\\[()|]+", re.DOTALL)
"""An escape, a class (a bracket that comes first is one of it), a sign of structure, or a run of other signs."""


def parts_of(pattern: str) -> list[str]:
    """The alternatives of a pattern."""
    found, start, depth = [], 0, 0
    for token in _TOKEN.finditer(pattern):
        sign = token[0]
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and not depth:
            found.append(pattern[start : token.start()])
            start = token.end()
    return [*found, pattern[start:]]


def end_of(pattern: str, start: int) -> int:
    """Where the sign, the class or the group ends that begins at a place."""
    if pattern[start] not in "\\[(":
        return start + 1
    depth = 0
    for token in _TOKEN.finditer(pattern, start):
        depth += (token[0] == "(") - (token[0] == ")")
        if not depth:
            return token.end()
    raise ValueError(f"a group or class does not end: {pattern[start:]!r}")

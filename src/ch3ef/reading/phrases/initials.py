"""Alternatives of a pattern by the letters that they begin with: at a place of a text most are passed over at once.

`re` tries all of some hundred alternatives one by one where the case of letters does not count.
"""

from __future__ import annotations

_LOOKS = ("(?<!", "(?<=", "(?!", "(?=", r"\b")


def by_initial(pattern: str) -> str:
    """A pattern that finds the same, for use with `re.IGNORECASE`.

    Args:
        pattern: Alternatives, parted by "|", without groups that are captured.

    Example:
        >>> by_initial("ant|(?:the )?bee|also")
        '(?=[a])(?:ant|also)|(?=[b])(?:(?:the )?bee)|(?=[t])(?:(?:the )?bee)'
    """
    begun = [(part, _initials(part)) for part in _parts(pattern)]
    letters = sorted(set[str]().union(*(own for _, own in begun if own)))
    # In their order, since the first that fits counts.
    groups = ["|".join(part for part, own in begun if own is None or letter in own) for letter in letters]
    found = [f"(?=[{letter}])(?:{group})" for letter, group in zip(letters, groups, strict=True)]
    return "|".join([*found, *(part for part, own in begun if own is None)])


def _initials(pattern: str) -> set[str] | None:
    """The letters that what a pattern finds may begin with; None where they cannot be told."""
    found: set[str] = set()
    for part in _parts(pattern):
        rest = part
        while rest.startswith(_LOOKS):
            rest = rest[_end(rest, 0) :]
        end = _end(rest, 0) if rest else 0
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


def _parts(pattern: str) -> list[str]:
    """The alternatives of a pattern."""
    found, start, place = [], 0, 0
    while place < len(pattern):
        if pattern[place] == "|":
            found.append(pattern[start:place])
            start = place + 1
        place = _end(pattern, place)
    return [*found, pattern[start:]]


def _end(pattern: str, start: int) -> int:
    """Where the sign, the class or the group ends that begins at a place."""
    if pattern[start] == "\\":
        return start + 2
    if pattern[start] == "[":
        place = start + 2  # a bracket that comes first is one of the class
        while pattern[place] != "]":
            place += 2 if pattern[place] == "\\" else 1
        return place + 1
    if pattern[start] != "(":
        return start + 1
    place = start + 1
    while pattern[place] != ")":
        place = _end(pattern, place)
    return place + 1

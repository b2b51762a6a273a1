"""Verbalisers: other names for the options than their letters, demanded by an instruction. Data.

Whoever follows instructions chooses the same option whatever it is called. The groups are those of ChEF (Shi et al.
2023, arXiv 2311.02692): natural names say the same order as letters do, neutral ones none, unnatural ones are letters
that each stand for another option. Changing a name here changes the versions of the recipes that use it.
"""

from __future__ import annotations

from string import ascii_uppercase
from typing import Literal, get_args

Group = Literal["natural", "neutral", "unnatural"]
GROUPS: tuple[Group, ...] = get_args(Group)

MAX_NAMES = 10
"""Items with more options are not asked by verbalisers."""

NAMES: dict[Group, tuple[tuple[str, ...], ...]] = {
    "natural": (
        ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10"),
        ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"),
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    ),
    "neutral": (
        ("Smith", "Johnson", "Williams", "Jones", "Miller", "Davis", "Wilson", "Anderson", "Taylor", "Thomas"),
        ("velvet", "lantern", "pebble", "thunder", "ribbon", "meadow", "copper", "saddle", "walnut", "anchor"),
        ("★", "●", "■", "▲", "◆", "♣", "♥", "☀", "☂", "♪"),
    ),
    "unnatural": (),
}
"""Names of a group, a list per verbaliser; those of the unnatural group are letters, rotated by 1, 2 and 3 places."""

ROTATIONS = (1, 2, 3)


def names_of(verbaliser: str, count: int) -> tuple[str, ...]:
    """What each option is called, in the order in which they are shown.

    Args:
        verbaliser: Group and number from 1: "neutral:2".
        count: Number of options, 2 to `MAX_NAMES`.

    Example:
        >>> names_of("natural:3", 2), names_of("unnatural:1", 4)
        (('first', 'second'), ('B', 'C', 'D', 'A'))
    """
    group, number = verbaliser.split(":")
    if group == "unnatural":
        letters, turn = ascii_uppercase[:count], int(number)
        return tuple(letters[turn:] + letters[:turn])
    return next(names for own, names in NAMES.items() if own == group)[int(number) - 1][:count]


def verbalisers_of(group: Group, count: int) -> tuple[str, ...]:
    """The verbalisers of a group that tell as many options apart.

    Example:
        >>> verbalisers_of("unnatural", 2), verbalisers_of("natural", 4)
        (('unnatural:1',), ('natural:1', 'natural:2', 'natural:3'))
    """
    if not 2 <= count <= MAX_NAMES:
        return ()
    numbers = [turn for turn in ROTATIONS if turn < count] if group == "unnatural" else range(1, len(NAMES[group]) + 1)
    return tuple(f"{group}:{number}" for number in numbers)

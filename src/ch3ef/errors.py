"""The error tree: what went wrong, where, what was expected, what to do.

Every message is one line that a user can act on. `InputError` is a user's to mend (exit code 2),
`RunError` is a run that could not be finished (exit code 1).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable


class Ch3efError(Exception):
    """Root of the errors that Ch3Ef raises on purpose."""

    def __repr__(self) -> str:
        """The message: Inspect keeps of an error what this gives."""
        return str(self)


class InputError(Ch3efError):
    """Something that the user gave cannot be used; nothing was run or overwritten."""


class RunError(Ch3efError):
    """A run could not go on; what was finished is kept."""


def counted(number: int, noun: str, several: str = "") -> str:
    """A number and its noun, in the singular or the plural.

    Args:
        number: How many.
        noun: In the singular.
        several: In the plural, where that is not the singular and an "s".

    Example:
        >>> counted(1, "item"), counted(2, "item"), counted(0, "reply", "replies")
        ('1 item', '2 items', '0 replies')
    """
    return f"{number} {noun if number == 1 else several or noun + 's'}"


_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]")
"""Characters that steer a terminal, turn the direction of what follows, or cannot be seen at all."""


def printable(text: str) -> str:
    r"""A text as one line that hides nothing: characters that are not to be seen stand as their codes.

    Args:
        text: From a person, a server or a file.

    Example:
        >>> print(printable("a\x1b[31mred\n\u202eb"))
        a\x1b[31mred\n\u202eb
    """
    return _UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def unknown_name(kind: str, name: str, known: Iterable[str]) -> InputError:
    """An error for a name that is not on a closed list, with the nearest known one.

    Args:
        kind: What the name stands for, as a user would say it ("recipe", "scenario").
        name: The name that was given.
        known: The names that exist.

    Returns:
        The error, to be raised by the caller.

    Example:
        >>> str(unknown_name("recipe", "human-valu", ["human-value", "human-value-direct"]))
        "unknown recipe 'human-valu'; did you mean 'human-value'? Known: human-value, human-value-direct."
    """
    names = sorted(known)
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    hint = f" did you mean {near[0]!r}?" if near else ""
    return InputError(f"unknown {kind} {name!r};{hint} Known: {', '.join(names)}.")

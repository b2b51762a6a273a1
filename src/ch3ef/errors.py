"""The error tree: what went wrong, where, what was expected, what to do.

Every message is one line that a user can act on. `InputError` is a user's to mend (exit code 2),
`RunError` is a run that could not be finished (exit code 1), was stopped (130), or waits for another command (75).
"""

from __future__ import annotations

import difflib
import reprlib
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


class StoppedError(RunError):
    """The user stopped what was going on (exit code 130); what was finished is kept."""


class IncompleteError(RunError):
    """Something is not there yet that another command makes (exit code 75); nothing was written."""


_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = 80


def short(value: object) -> str:
    """A value as an error shows it: its beginning and its end where it is long.

    Example:
        >>> short("cell"), len(short("x" * 1000))
        ("'cell'", 80)
    """
    return _SHORT.repr(value)


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


def unknown_name(kind: str, name: str, known: Iterable[str], listed: str = "") -> InputError:
    """An error for a name that is not on a closed list, with the nearest known ones.

    Args:
        kind: What the name stands for, as a user would say it ("recipe", "scenario").
        name: The name that was given.
        known: The names that exist.
        listed: What shows them all. Without it, or where there are few, they are all named; else the nearest.

    Returns:
        The error, to be raised by the caller.

    Example:
        >>> str(unknown_name("effort", "hihg", ["high", "low"]))
        "unknown effort 'hihg'; did you mean 'high'? Known: high, low."
        >>> tasks = ["theft", "threaten", "insult", "drug", "art", "puzzles", "harass"]
        >>> str(unknown_name("task", "thefts", tasks, "`ch3ef list tasks`"))
        "unknown task 'thefts'; did you mean 'theft'? Or threaten? All 7: `ch3ef list tasks`."
    """
    names = sorted(known)
    near = difflib.get_close_matches(name[:_LOOKED_AT], names, n=_NEAREST, cutoff=0.5)
    hint = f" did you mean {near[0]!r}?" if near else ""
    if not listed or len(names) <= _NEAREST:
        return InputError(f"unknown {kind} {name!r};{hint} Known: {', '.join(names)}.")
    others = f" Or {', '.join(near[1:])}?" if near[1:] else ""
    every = "All" if near else "all"
    return InputError(f"unknown {kind} {name!r};{hint}{others} {every} {len(names)}: {listed}.")


_NEAREST = 5
"""So many names are told of those that can be seen elsewhere."""
_LOOKED_AT = 100
"""Characters of a name that decide what is near it: to compare takes the square of its length."""

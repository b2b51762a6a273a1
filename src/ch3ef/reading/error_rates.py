"""How often replies are read wrongly or not at all, as counted on lists that are kept with the tests."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import NamedTuple

from ch3ef.words import words


class Errors(NamedTuple):
    """Replies that are not read as they should be.

    Attributes:
        missed: Read as nothing, though they commit.
        wrong: Read as something that they do not say.
    """

    missed: int
    wrong: int

    def __str__(self) -> str:
        return f"{self.missed} missed, {self.wrong} wrong"


class ErrorRate(NamedTuple):
    """The errors on the replies of a family in a list.

    Attributes:
        list: Name of the file in `tests/data/`.
        family: "choice", "yes-no" or "count".
        replies: How many there are.
        first_sight: Errors of the rules that had not seen the list.
        now: Errors of the rules as they are.
    """

    list: str
    family: str
    replies: int
    first_sight: Errors
    now: Errors


def error_rates() -> tuple[ErrorRate, ...]:
    """The counts, one per list and family.

    Example:
        >>> {rate.family for rate in error_rates()} == {"choice", "yes-no", "count"}
        True
    """
    records = json.loads(files("ch3ef.reading").joinpath("error_rates.json").read_text("utf-8"))
    return tuple(
        ErrorRate(
            record["list"],
            record["family"],
            record["replies"],
            Errors(**record["first_sight"]),
            Errors(**record["now"]),
        )
        for record in records
    )


UNSEEN = "held_replies"
"""The list of somebody who had not read the rules."""


def statement(rates: Sequence[ErrorRate]) -> str:
    """The rates on the unseen list in one sentence, for a report.

    Example:
        >>> print(statement([ErrorRate(UNSEEN, "choice", 200, Errors(9, 1), Errors(4, 0))]))
        of 200 replies by somebody who had not read the rules 4.5 % were missed and 0.5 % misread; now 2.0 % and 0.0 % are
    """
    unseen = [rate for rate in rates if rate.list == UNSEEN]
    replies = sum(rate.replies for rate in unseen)

    def percent(counts: Iterable[int]) -> str:
        return words("{number} %", number=f"{100 * sum(counts) / replies:.1f}")

    first = [percent(getattr(rate.first_sight, kind) for rate in unseen) for kind in Errors._fields]
    now = [percent(getattr(rate.now, kind) for rate in unseen) for kind in Errors._fields]
    return words(
        "of {n} replies by somebody who had not read the rules {missed} were missed and {misread} misread; "
        "now {missed_now} and {misread_now} are",
        n=replies,
        missed=first[0],
        misread=first[1],
        missed_now=now[0],
        misread_now=now[1],
    )

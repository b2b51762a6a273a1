"""How often replies are read wrongly or not at all, as counted on lists that are kept with the tests."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.resources import files
from typing import NamedTuple


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


def statement(rates: Sequence[ErrorRate]) -> str:
    """The rates in one sentence, for a report.

    Example:
        >>> statement([ErrorRate("replies", "choice", 200, Errors(9, 1), Errors(4, 0))])
        'of 200 replies in many manners and languages 2.0 % are not understood and 0.0 % taken for another answer; before the rules had seen them 4.5 % and 0.5 %'
    """
    replies = sum(rate.replies for rate in rates)

    def percent(count: int) -> str:
        return f"{100 * count / replies:.1f} %"

    missed, wrong = (percent(sum(getattr(rate.now, kind) for rate in rates)) for kind in Errors._fields)
    first = (percent(sum(getattr(rate.first_sight, kind) for rate in rates)) for kind in Errors._fields)
    return (
        f"of {replies} replies in many manners and languages {missed} are not understood and {wrong} taken for another "
        f"answer; before the rules had seen them {' and '.join(first)}"
    )

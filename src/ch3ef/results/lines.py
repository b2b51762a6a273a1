"""Rows as lines of JSON, as journals keep them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import get_args, get_origin, get_type_hints

from ch3ef.errors import InputError, short
from ch3ef.files import parse_json
from ch3ef.results.row import ResultRow

COUNTS = ("input_tokens", "output_tokens")
"""Columns that are null where a server counted what cannot be; so kept by earlier versions, too."""
MAX_WHOLE = 2**53
"""Largest whole number that every column of numbers holds."""
MAX_SEED = 2**63 - 1


def row_from_json(line: str) -> ResultRow:
    """The inverse of `ResultRow.to_json`.

    Args:
        line: The row as JSON.

    Example:
        >>> row_from_json('{"run_id": "r"}')
        Traceback (most recent call last):
        ...
        ch3ef.errors.InputError: not a row of the results table: its fields are run_id
    """
    found = parse_json(line, "the line", "expected a row of the results table")
    try:
        row = ResultRow(**found)
    except TypeError:
        fields_there = ", ".join(found) if isinstance(found, dict) else short(found)
        raise InputError(f"not a row of the results table: its fields are {fields_there}") from None
    kinds = _kinds()
    for name, value in found.items():
        most = MAX_SEED if name == "seed" else MAX_WHOLE
        if type(value) not in kinds[name] or not (name in COUNTS or _fits(value, most)):
            raise InputError(f"not a row of the results table: `{name}` is {short(value)}")
    sent, received = token_count(row.input_tokens), token_count(row.output_tokens)
    kept = (sent, received) == (row.input_tokens, row.output_tokens)
    return row if kept else replace(row, input_tokens=sent, output_tokens=received)


def token_count(value: object) -> int | None:
    """A count of tokens as a server tells it, or None: nobody has sent less than none, or more than `MAX_WHOLE`.

    Example:
        >>> [token_count(value) for value in (7, 0, -5, 10**30, True, 1.5, "7", None)]
        [7, 0, None, None, None, None, None, None]
    """
    return value if type(value) is int and 0 <= value <= MAX_WHOLE else None


def _fits(value: object, most: int) -> bool:
    """Whether a column can hold a value: whole numbers may be too large for it."""
    if type(value) is list:
        return all(_fits(one, most) for one in value if type(one) is not float)
    return type(value) is not int or -most <= value <= most


@cache
def _kinds() -> dict[str, tuple[type, ...]]:
    """The types that the values of a row's fields may have once they come from JSON."""
    kinds = {}
    for name, hint in get_type_hints(ResultRow).items():
        options = (hint,) if get_origin(hint) in (None, list) else get_args(hint)
        own = {get_origin(option) or option for option in options}
        kinds[name] = tuple(own | {int} if float in own else own)
    return kinds

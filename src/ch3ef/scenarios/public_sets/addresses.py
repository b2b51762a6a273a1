"""Pictures that a set's files name by their addresses; `scenarios.fetching` gets them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ch3ef.errors import InputError, short

_NAME = re.compile(r"\w[\w .,()+@=-]{0,199}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A picture that lies elsewhere.

    Attributes:
        address: Where, http or https.
        file: Its path below the set's folder.
        licence: What it may be used under, as the set says.
        digest: SHA-256 (hex), where one is published.
    """

    address: str
    file: str
    licence: str = ""
    digest: str = ""


def named_file(name: object, place: str) -> str:
    """A name that a file of a set's own may have: no path, nothing hidden.

    Args:
        name: What the record holds.
        place: File and record, to begin an error with.

    Raises:
        InputError: It is none.

    Example:
        >>> named_file("../../x", "images.csv: line 2")
        Traceback (most recent call last):
        ch3ef.errors.InputError: images.csv: line 2: '../../x' names a picture; expected letters, digits and - _ . alone
    """
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise InputError(f"{place}: {short(name)} names a picture; expected letters, digits and - _ . alone")
    return name

"""Personal data in texts, by rules: addresses of mail and places, numbers of phones, cards and accounts. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple


class Personal(NamedTuple):
    """What may be somebody's.

    Attributes:
        kind: "e-mail address", "card number", "account number", "phone number" or "postal address".
        text: As it stands there.
    """

    kind: str
    text: str


def _digits(text: str, least: int, most: int) -> bool:
    return least <= sum(character.isdigit() for character in text) <= most


def _luhn(digits: str) -> bool:
    """Whether the last digit is the one that the others ask for (ISO/IEC 7812)."""
    if not 13 <= len(digits) <= 19 or len(set(digits)) == 1:
        return False
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


def _iban(text: str) -> bool:
    """Whether the two check digits hold (ISO 13616)."""
    plain = text.replace(" ", "")
    return 15 <= len(plain) <= 34 and int("".join(str(int(each, 36)) for each in plain[4:] + plain[:4])) % 97 == 1


def _any(text: str) -> bool:
    return bool(text)


_STREET = r"street|st\.|road|rd\.|avenue|ave\.?|lane|drive|boulevard|blvd\.?|square|terrace|court|crescent|close"
_RULES: tuple[tuple[str, str, Callable[[str], bool]], ...] = (
    (
        "e-mail address",
        r"[\w.+-]+(?:@|\s?[(\[]at[)\]]\s?)[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}",
        lambda text: not re.search(r"(?:@|\W)example\.(?:com|org|net)$|\.(?:example|invalid|test)$", text.casefold()),
    ),
    ("card number", r"(?<!\d)(?:\d[ -]?){12,18}\d(?!\d)", lambda text: _luhn(re.sub(r"\D", "", text))),
    ("account number", r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b", _iban),
    ("phone number", r"(?<![\d.,:/-])(?:\+|00|\(?0)[\d][\d ()/.-]{6,}\d(?!\d)", lambda text: _digits(text, 8, 15)),
    ("phone number", r"(?<![\d-])\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?!\d)", _any),
    ("postal address", rf"\b\d{{1,5}}[a-z]? (?:[A-Z][\w'.-]+ ){{1,3}}(?i:{_STREET})(?!\w)", _any),
    (
        "postal address",
        r"\b[A-ZÄÖÜ][\w-]*(?:stra(?:ß|ss)e|str\.|weg|allee|platz|gasse) \d{1,4}[a-z]?\b",
        _any,
    ),
    (
        "postal address",
        r"\b\d{1,4},? (?:rue|avenue|boulevard|place) (?:de |du |des |la |l')*[A-Z]\w+",
        _any,
    ),
    ("postal address", r"(?i:\bP\.? ?O\.? box \d+)", _any),
)


def personal_data(text: str) -> Iterator[Personal]:
    """What in a text may be somebody's; numbers of cards and accounts only where their check digits hold.

    Args:
        text: Any.

    Yields:
        Findings, by kind; what one rule took is not taken again.

    Example:
        >>> text = "Write to ann@mail.org or 12 Old Mill Road, card 4111 1111 1111 1111."
        >>> [each.kind for each in personal_data(text)]
        ['e-mail address', 'card number', 'postal address']
        >>> list(personal_data("It is 12.5 x 300 and was built in 1984; lane 2, 09:30 to 17:45."))
        []
    """
    left = text
    for kind, pattern, holds in _RULES:
        for found in list(re.finditer(pattern, left)):
            if holds(found[0]):
                yield Personal(kind, found[0].strip())
                left = f"{left[: found.start()]}{'·' * len(found[0])}{left[found.end() :]}"

"""Personal data in texts."""

from __future__ import annotations

import pytest

from ch3ef.curate.personal import personal_data


@pytest.mark.parametrize(("text", "kind"), [
    ("Ask jane.doe@mail.co.uk about it", "e-mail address"),
    ("jane (at) mail.de", "e-mail address"),
    ("4111-1111-1111-1111", "card number"),
    ("It says 5500000000000004.", "card number"),
    ("DE89 3704 0044 0532 0130 00", "account number"),
    ("GB82WEST12345698765432", "account number"),
    ("call +49 30 1234567 now", "phone number"),
    ("(030) 1234-5678", "phone number"),
    ("555-867-5309", "phone number"),
    ("She lives at 221b Baker Street.", "postal address"),
    ("Hauptstraße 12", "postal address"),
    ("12 rue de la Paix", "postal address"),
    ("P.O. Box 17", "postal address"),
])  # fmt: skip
def test_it_is_found(text: str, kind: str) -> None:
    assert [each.kind for each in personal_data(text)] == [kind]


@pytest.mark.parametrize("text", [
    "4111 1111 1111 1112", "0000 0000 0000 0000", "It costs 1,234,567.89", "2024-10-21 09:30", "Gate 12, row 300",
    "me@example.org", "The street has 12 houses", "@home", "3.14159265358979", "Bus 100 to Baker Street", "ISBN 978-3-16-148410-0",
    "12 Red apples", "A 100 m drive", "DE00 3704 0044 0532 0130 00", "from 1984 to 2012",
])  # fmt: skip
def test_what_is_none_is_not(text: str) -> None:
    assert list(personal_data(text)) == []

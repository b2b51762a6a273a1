"""What is said of the readers' errors is what they do."""

from __future__ import annotations

from pathlib import Path

import pytest

from ch3ef.reading.error_rates import UNSEEN, ErrorRate, Errors, error_rates, statement
from tests.reading.kinds import LISTS, counts, replies

PAGE = Path(__file__).parents[2] / "docs" / "reading.md"


@pytest.mark.parametrize("name", LISTS)
def test_the_counts_are_those_of_the_list(name: str) -> None:
    found = counts(name)
    told = {rate.family: rate for rate in error_rates() if rate.list == name}
    assert {family: (rate.replies, rate.now) for family, rate in told.items()} == {
        family: (count.total(), Errors(count["missed"], count["wrong"])) for family, count in found.items()
    }


def test_the_page_shows_the_counts() -> None:
    rows = [
        f"| `{rate.list}.jsonl` | {rate.family} | {rate.replies} | {rate.first_sight} | {rate.now} |"
        for rate in error_rates()
    ]
    header = "| list | family | replies | first sight | now |\n|---|---|---|---|---|\n"
    assert header + "\n".join(rows) + "\n\n" in PAGE.read_text("utf-8")


def test_the_lists_are_as_wide_as_the_page_says() -> None:
    cases = [case for name in LISTS for case in replies(name)]
    assert len({case["language"] for case in cases}) >= 30
    assert len({case["manner"] for case in cases}) >= 50


def test_all_lists_are_counted() -> None:
    assert {rate.list for rate in error_rates()} == set(LISTS)


def test_the_statement_is_of_all_families_of_the_unseen_list() -> None:
    rates = [
        ErrorRate(UNSEEN, "choice", 150, Errors(30, 2), Errors(3, 0)),
        ErrorRate(UNSEEN, "count", 50, Errors(10, 0), Errors(1, 1)),
        ErrorRate("another", "count", 50, Errors(50, 0), Errors(50, 0)),
    ]
    assert statement(rates) == (
        "of 200 replies by somebody who had not read the rules 20.0 % were missed and 1.0 % misread; now 2.0 % and 0.5 % are"
    )
    assert " 23.8 % missed and 3.4 % wrong" in PAGE.read_text("utf-8")
    assert " 23.8 % were missed and 3.4 % misread" in statement(error_rates())

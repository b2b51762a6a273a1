"""Short answers: what a reply commits to, and whether that is one of the accepted answers."""

from __future__ import annotations

import pytest

from ch3ef.reading.short_answers import fits, number_of, read_short_answer


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("8", 8.0),
        ("-3.5", -3.5),
        ("−3.5", None),  # marks are brought into one spelling before
        ("1,204.5", 1204.5),
        ("24/7", 24 / 7),
        ("$30", 30.0),
        ("85%", 85.0),
        ("1.2e-3", 0.0012),
        (r"6.02 \times 10^{23}", 6.02e23),
        ("1/0", 1.0),
        ("12 apples", None),
        ("3 or 4", None),
        ("", None),
    ],
)
def test_numbers(text: str, number: float | None) -> None:
    assert number_of(text) == (None if number is None else pytest.approx(number))


def test_a_number_beyond_all_bounds_is_read_and_fits_no_answer() -> None:
    assert read_short_answer("Answer: 1e400", ["3"]) == "1e400"
    assert not fits("1e400", ["3"])


@pytest.mark.parametrize(
    ("reply", "accepted", "right"),
    [
        ("8", ["8"], True),
        ("Answer: 8", ["8"], True),
        ("First 3 on the left, then 5 on the right.\nAnswer: 8", ["8"], True),
        ("I get 3 + 5 = 8.", ["8"], True),
        ("I get 3 + 5 = 8.", ["5"], False),
        ("The resistance is 3.43 ohm.", ["24/7", "3.429"], True),
        (r"**Answer:** $\frac{24}{7}$", ["3.429"], True),
        ("Answer: −2", ["-2"], True),
        ("Answer: 1,200 dollars", ["1200"], True),
        ("Answer: 0.33", ["1/3"], True),
        ("Answer: 0.3", ["1/3"], False),
        ("Answer: the Nave.", ["nave"], True),
        ("The part that is marked is the nave of the church.", ["nave"], True),
        ("Not the nave, but the apse.", ["nave"], False),
        ("Answer: not the nave", ["nave"], False),
        ("naves", ["nave"], False),
        ("Answer: Fe2O3", ["Fe2O3"], True),
        ("Answer: trans-1-chloro-4-methylcyclohexane", ["trans-1-Chloro-4-methylcyclohexane"], True),
        ("<think>8 or 9?</think>Answer: 9", ["8"], False),
    ],
)
def test_right_and_wrong(reply: str, accepted: list[str], right: bool) -> None:
    answer = read_short_answer(reply, accepted)
    assert answer is not None
    assert fits(answer, accepted) is right


@pytest.mark.parametrize(
    ("reply", "accepted"),
    [
        ("", ["8"]),
        ("It is between 3 and 4.", ["3.5"]),
        ("I cannot tell from the picture.", ["8"]),
        ("I'm sorry, but I can't help with that.", ["nave"]),
        ("The line crosses the axis.", ["8"]),
        ("<think>It is 8.", ["8"]),
    ],
)
def test_what_commits_to_nothing(reply: str, accepted: list[str]) -> None:
    assert read_short_answer(reply, accepted) is None

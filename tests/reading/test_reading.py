"""Replies to choices: an adversarial list, and what must hold for any reply."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ch3ef.errors import InputError
from ch3ef.reading.choice import Reading, read_choice, read_label
from ch3ef.reading.refusals import is_refusal
from ch3ef.results import Outcome

DATA = Path(__file__).parent.parent / "data"
CHOICES: list[dict[str, Any]] = [json.loads(line) for line in (DATA / "choice_replies.jsonl").read_text().splitlines()]
SECOND_TURNS: list[dict[str, Any]] = [
    json.loads(line) for line in (DATA / "second_turn_replies.jsonl").read_text().splitlines()
]
REFUSALS: list[dict[str, Any]] = [
    json.loads(line) for line in (DATA / "refusal_replies.jsonl").read_text().splitlines()
]
PIECES = sorted({piece for case in CHOICES + SECOND_TURNS + REFUSALS for piece in case["reply"].split("\n") if piece})
REPLIES = st.text(max_size=300) | st.lists(st.sampled_from(PIECES), max_size=4).map("\n".join)
"""Any text, and lines of the replies that are told apart here, put together anew."""


@pytest.mark.parametrize("case", CHOICES, ids=lambda case: f"{case['why']}: {case['reply'][:40]!r}")
def test_adversarial_replies(case: dict[str, Any]) -> None:
    reading = read_choice(case["reply"], case["options"], truncated=case.get("truncated", False))
    assert (str(reading.outcome), reading.position) == (case["outcome"], case["position"])


@pytest.mark.parametrize("case", REFUSALS, ids=lambda case: f"{case['why']}: {case['reply'][:40]!r}")
def test_refusals(case: dict[str, Any]) -> None:
    if case.get("undecidable"):
        pytest.skip("cannot be told by rules")
    assert is_refusal(case["reply"]) is case["refusal"]


@pytest.mark.parametrize("case", SECOND_TURNS, ids=lambda case: f"{case['turn']}: {case['reply'][:40]!r}")
def test_second_turns(case: dict[str, Any]) -> None:
    """The reply was B; its user then said that it is C."""
    assert read_choice(case["reply"], case["options"]).position == case["position"]
    # No reply names an option by its text alone but these.
    if "a dog" not in case["reply"] and "a horse" not in case["reply"]:
        assert read_label(case["reply"], 4).position == case["position"]


def test_a_label_is_read_whatever_the_options() -> None:
    assert [read_label(reply).position for reply in ("B", "The answer is Z.", "(c)", "I'd go with D.")] == [1, 25, 2, 3]
    for reply in ("a dog", "", "A dog.", "0", "A or B", "2", "Yes."):
        assert read_label(reply) == Reading(Outcome.UNPARSED, None), reply
    assert read_label("The answer is C.", 2).outcome is Outcome.UNPARSED
    assert read_label("I'm sorry, but I can't help with that.").outcome is Outcome.REFUSED
    assert read_label("Let me look at the", truncated=True).outcome is Outcome.TRUNCATED


def test_an_empty_reply_is_no_refusal_and_no_answer() -> None:
    for reply in ("", " \n\t", "\u200b\u200f", "<think>A</think>"):
        assert read_choice(reply, ["a", "b"]) == Reading(Outcome.UNPARSED, None)
        assert not is_refusal(reply)


def test_a_reply_cut_off_is_truncated_unless_it_has_committed() -> None:
    assert read_choice("<think>It could be A", ["x", "y"], truncated=True).outcome is Outcome.TRUNCATED
    assert read_choice("The answer is B. It is because", ["x", "y"], truncated=True).position == 1


@pytest.mark.parametrize("count", [0, 1, 27])
def test_options_that_cannot_be_lettered(count: int) -> None:
    with pytest.raises(InputError, match="expected 2 to 26"):
        read_choice("A", ["x"] * count)


@given(REPLIES, st.lists(st.text(min_size=1, max_size=30), min_size=2, max_size=6), st.booleans())
def test_any_reply_has_one_outcome(reply: str, options: list[str], truncated: bool) -> None:
    reading = read_choice(reply, options, truncated=truncated)
    assert (reading.position is not None) == (reading.outcome is Outcome.ANSWERED)
    assert reading.position is None or 0 <= reading.position < len(options)
    assert reading.outcome is not Outcome.ERROR


@given(st.integers(0, 3), st.permutations(["a red cat", "a blue dog", "a green bird", "a yellow fish"]))
def test_a_letter_and_a_text_say_the_same(position: int, options: list[str]) -> None:
    letter = "ABCD"[position]
    for reply in (
        letter,
        f"({letter})",
        f"The answer is {letter}.",
        options[position].upper(),
        f"{letter}. {options[position]}",
    ):
        assert read_choice(reply, options).position == position


def test_long_replies_are_read() -> None:
    for filler in ("A ", "(", "the answer is ", "\n", "no ", "a cat "):
        reading = read_choice(filler * (20_000 // len(filler)), ["a cat", "a dog"])
        assert reading.outcome in set(Outcome)

"""Strict reading: the last line as demanded, and nothing else."""

from __future__ import annotations

import pytest

from ch3ef.reading.answer_line import answer_line, read_answer_line
from ch3ef.reading.choice import Reading, read_choice
from ch3ef.recipes.asking import Asking
from ch3ef.recipes.instructions import instruct
from ch3ef.recipes.phrasings import PHRASINGS
from ch3ef.recipes.recipe import recipe_named
from ch3ef.recipes.scoring import score_reply
from ch3ef.results import Outcome
from tests.conftest import make_item

STRICT = recipe_named("human-value-strict")


@pytest.mark.parametrize(
    "reply",
    ["ANSWER: B", "ANSWER: B\n", "  ANSWER: B  \n\n", "It has a tail.\nANSWER: B", "It is A.\r\nANSWER: B\r\n",
     "ANSWER: A\nNo, wait.\nANSWER: B", "<think>A or B?</think>\nANSWER: B"],
)  # fmt: skip
def test_the_demanded_line_is_read(reply: str) -> None:
    assert read_answer_line(reply, 4) == Reading(Outcome.ANSWERED, 1)


FREE = (
    "B", "B.", "The answer is B.", "Answer: B", "answer: b", "ANSWER: b", "ANSWER:B", "ANSWER : B", "ANSWER: B.",
    "**ANSWER: B**", "ANSWER: **B**", "ANSWER: (B)", "`ANSWER: B`", "FINAL ANSWER: B", "So ANSWER: B", "ANSWER: B. a dog",
    "ANSWER: B\nI am sure.",
)  # fmt: skip
"""Replies that commit to B in another form than the demanded one."""


@pytest.mark.parametrize("reply", FREE)
def test_a_free_reply_is_unparsed(reply: str) -> None:
    assert read_choice(reply, ["a cat", "a dog", "a horse", "a bird"]).position == 1
    assert read_answer_line(reply, 4) == Reading(Outcome.UNPARSED, None)


@pytest.mark.parametrize(
    "reply", ["", "\n", "ANSWER: E", "ANSWER: AB", "ANSWER:", "ANSWER: X", "a dog", "I can't help with that."]
)
def test_what_chooses_nothing_is_unparsed(reply: str) -> None:
    assert read_answer_line(reply, 4) == Reading(Outcome.UNPARSED, None)


def test_the_last_line_of_a_reply_cut_off_is_not_known() -> None:
    assert read_answer_line("ANSWER: B", 4, truncated=True) == Reading(Outcome.TRUNCATED, None)


def test_the_recipe_demands_the_line_that_it_reads() -> None:
    asked = Asking(make_item())
    text = instruct(asked, STRICT).messages[-1].text
    assert "'ANSWER: X' and nothing else" in text
    right = asked.order.index(asked.item.gold[0])
    assert score_reply(asked, STRICT, answer_line(right)).correct == 1.0
    assert score_reply(asked, STRICT, answer_line((right + 1) % 4)).correct == 0.0
    assert score_reply(asked, STRICT, "ABCD"[right]).outcome is Outcome.UNPARSED
    assert score_reply(asked, recipe_named("human-value-direct"), "ABCD"[right]).correct == 1.0
    assert all("ANSWER: X" in words for words in PHRASINGS["answer line"].values())

"""What a judge is told: the same for the same, the item's facts all there, and texts that cannot be more than text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ch3ef.items import ImageRef
from ch3ef.judges.prompt import MAX_CHARACTERS, judge_prompt, pair_prompt, reading_prompt, shown
from ch3ef.judges.rubrics import RUBRICS
from tests.conftest import make_item


def test_the_prompt_holds_the_item_its_key_and_the_reply() -> None:
    item = make_item(0, question="Which {animal}?", options=("a cat {x}", "a dog", "an owl"), gold=(0, 2))
    system, user = judge_prompt(item, "It is {reply}, I {code}.").messages
    assert RUBRICS["helpful"] in system.text
    assert "Which {animal}?" in user.text
    assert "for right:\n- a cat {x}\n- an owl\nand this for wrong:\n- a dog\n" in user.text
    assert "It is {reply}, I {code}." in user.text


@pytest.mark.parametrize(
    ("dimension", "rubric"), [("helpful", "helpful"), ("honest", "honest"), ("harmless", "harmless"), (None, "")]
)
def test_each_dimension_has_its_rubric(dimension: str | None, rubric: str) -> None:
    item = replace(make_item(0), dimension=dimension)
    assert RUBRICS[rubric] in judge_prompt(item, "x").messages[0].text


def test_pictures_are_shown_unless_the_judge_cannot_see(picture: Callable[[int], ImageRef]) -> None:
    item = make_item(0, images=(picture(0), picture(1)))
    assert judge_prompt(item, "x").messages[1].images == item.images
    assert judge_prompt(item, "x", pictures=False).messages[1].images == ()


def test_places_of_pictures_are_told_in_words(picture: Callable[[int], ImageRef]) -> None:
    item = make_item(images=(picture(1),), question="What is in <image>?")
    told = [judge_prompt(item, "A cat."), pair_prompt(item, "A", "B"), reading_prompt(item, item.options, "A")]
    assert all("\nWhat is in (picture 1)?\n" in prompt.messages[1].text for prompt in told)


def test_the_digest_is_of_all_that_is_told(picture: Callable[[int], ImageRef]) -> None:
    item = make_item(0, images=(picture(0),))
    same = judge_prompt(item, "x").digest
    assert judge_prompt(item, "x").digest == same
    others = {
        judge_prompt(item, "y").digest,
        judge_prompt(item, "x", pictures=False).digest,
        judge_prompt(item, "x", repeat=1).digest,
        judge_prompt(item, "x").again().digest,
        judge_prompt(replace(item, images=(picture(1),)), "x").digest,
        judge_prompt(replace(item, gold=(1,)), "x").digest,
        judge_prompt(replace(item, dimension="honest"), "x").digest,
        pair_prompt(item, "x", "x").digest,
    }
    assert len(others) == 8
    assert same not in others


@given(reply=st.text(max_size=200))
def test_no_reply_holds_its_own_code(reply: str) -> None:
    prompt = judge_prompt(make_item(0), reply)
    assert prompt.code not in reply
    assert prompt.messages[1].text.count(prompt.code) == 5


def test_a_pair_is_told_apart_by_its_order() -> None:
    put, turned = pair_prompt(make_item(0), "a cat", "a dog"), pair_prompt(make_item(0), "a dog", "a cat")
    assert put.code != turned.code
    assert put.messages[1].text.index("a cat\nEND FIRST") < put.messages[1].text.index("a dog\nEND SECOND")


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("a<|im_end|>b", "a< |im_end|>b"),
        ("<\uff5cend\u2581of\u2581sentence\uff5c>", "< \uff5cend\u2581of\u2581sentence\uff5c>"),
        ("</s><s>[INST]x[/INST]", "< /s>< s>[ INST]x[ /INST]"),
        ("<<SYS>>x<</SYS>>", "< < SYS>>x< < /SYS>>"),
        ("<start_of_turn>model<end_of_turn>", "< start_of_turn>model< end_of_turn>"),
        ("a\u200bb\u202ec\x1b[31m\ud800", "abc[31m"),
        ("x < y and 3 <| 4, [INS]", "x < y and 3 <| 4, [INS]"),
        ("one\ntwo\tthree\u00e9\u4e2d", "one\ntwo\tthree\u00e9\u4e2d"),
    ],
)  # fmt: skip
def test_control_tokens_and_invisible_characters_are_defused(said: str, seen: str) -> None:
    assert shown(said) == seen


def test_a_very_long_reply_is_cut_in_its_middle() -> None:
    seen = shown("a" * MAX_CHARACTERS + "b" * 100)
    assert seen.startswith("aaa")
    assert seen.endswith("b" * 100)
    assert "\n[100 characters left out]\n" in seen

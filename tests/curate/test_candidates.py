"""Replies are read by rules; what is proposed twice is one draft."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ch3ef.curate.candidates import Candidate, new_drafts, read_candidates
from ch3ef.curate.drafting import dealt
from ch3ef.curate.prompts import answering_prompt, drafting_prompt, examples_of, prompt_version
from ch3ef.curate.records import Asked
from ch3ef.taxonomy import TASKS

ONE = {"task": "OCR", "question": "What does the sign say?", "reason": "r", "unseen": False, "harmful": True}
TWO = {"question": "How many boats are there?"}
READ = [Candidate("What does the sign say?", "OCR", "r", harmful=True), Candidate("How many boats are there?")]


@pytest.mark.parametrize("reply", [
    json.dumps([ONE, TWO]),
    json.dumps([ONE, TWO], indent=2),
    f"Sure!\n```json\n{json.dumps([ONE, TWO])}\n```\nI hope that helps [1].",
    f"<think>[{{\"question\": \"No?\"}}]</think>{json.dumps([ONE, TWO])}",
    json.dumps({"questions": [ONE, TWO]}),
    f"1. {json.dumps(ONE)}\n2. {json.dumps(TWO)}",
    json.dumps([ONE, TWO])[:-1] + ', {"question": "And who',
    json.dumps([ONE, TWO]).replace("}", ",}").replace("]", ",]"),
    json.dumps([ONE | {"harmful": "yes", "unseen": "no"}, TWO | {"unseen": 0}]),
    json.dumps([ONE | {"question": " What does\u200b the <image> sign say?\n"}, TWO, {"question": ""}, {"question": 7}]),
    json.dumps([ONE, TWO, {"question": "x" * 601}, {"question": "\u202e"}]),
])  # fmt: skip
def test_replies_are_read(reply: str) -> None:
    assert read_candidates(reply) == READ


@pytest.mark.parametrize(
    "reply", ["", "I cannot see pictures.", '{"answer": 7}', "[1, 2]", "{", "What is it?", '["What?"]']
)
def test_what_cannot_be_read_is_none(reply: str) -> None:
    assert read_candidates(reply) is None


@given(st.text() | st.recursive(st.none() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(
    st.sampled_from(["question", "questions", "task", "a"]), x)).map(json.dumps))  # fmt: skip
def test_no_reply_is_too_much(reply: str) -> None:
    asked = Asked("p", "theft", "m", "v", 3, 1, reply)
    first = new_drafts([asked], [], ["theft"])
    assert new_drafts([asked, asked], first, ["theft"]) == []


def said(*questions: str, photo: str = "p", task: str = "OCR", named: str = "") -> Asked:
    reply = json.dumps([{"question": question, "task": named} for question in questions])
    return Asked(photo, task, "m", "v", 9, 1, reply)


def test_near_duplicates_about_a_photo_are_one() -> None:
    asked = said("What is written on the red sign?", "what's written on that red sign", "What is on the blue sign?")
    found = new_drafts([asked, replace(asked, photo="q")], [], ["OCR"])
    assert [(draft.photo, draft.question) for draft in found] == [
        ("p", "What is written on the red sign?"), ("p", "what's written on that red sign"), ("p", "What is on the blue sign?"),
        ("q", "What is written on the red sign?"), ("q", "what's written on that red sign"), ("q", "What is on the blue sign?"),
    ]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "same"), [
    ("How many people stand in front of the shop?", "How many people stand in front of the bus?", False),
    ("What colour is the car?", "What colour is the car in the picture?", True),
    ("What colour is the car?", "Which colour does this car have?", True),
    ("这是什么颜色的车？", "这是什么颜色的车", True),
    ("Is it?", "Is it", True),
    ("Where is he?", "Who is he?", False),
])  # fmt: skip
def test_what_is_alike(one: str, other: str, same: bool) -> None:
    assert len(new_drafts([said(one, other)], [], ["OCR"])) == 2 - same


def test_more_than_was_asked_for_is_left() -> None:
    assert len(new_drafts([replace(said("One boat?", "Two cars?", "Three doors?"), wanted=2)], [], ["OCR"])) == 2


def test_the_task_is_the_one_that_is_drafted_for() -> None:
    tasks = ["OCR", "theft"]
    named = {
        name: new_drafts([said("One boat?", named=name)], [], tasks)[0] for name in ("Theft", "art", "nonsense", "")
    }
    assert {name: draft.task for name, draft in named.items()} == {
        "Theft": "theft",
        "art": "OCR",
        "nonsense": "OCR",
        "": "OCR",
    }
    assert {name: draft.harmful for name, draft in named.items()} == {
        "Theft": True,
        "art": False,
        "nonsense": False,
        "": False,
    }


@given(st.integers(1, 46), st.integers(0, 60), st.integers(1, 60))
def test_tasks_take_turns(size: int, place: int, number: int) -> None:
    tasks = [task.name for task in TASKS[:size]]
    own = dealt(place, number, tasks)
    assert own.total() == number
    assert max(own.values()) - min((own[task] for task in tasks), default=0) <= 1
    assert own <= dealt(place, number + 1, tasks)
    over_all = sum((dealt(n, number, tasks) for n in range(size)), Counter())
    assert set(over_all.values()) == {number}


def test_every_task_has_words_of_its_own() -> None:
    versions = {prompt_version(task.name) for task in TASKS} | {prompt_version()}
    assert len(versions) == 47
    for task in TASKS:
        system, user = drafting_prompt(task.name, None, 2)
        assert task.name in system.text
        assert "{" not in system.text
        assert len(examples_of(task.name)) == 2
        assert all(asks.endswith(("?", ".")) and shows[0].islower() for shows, asks in examples_of(task.name))
        assert "Propose 2 questions" in user.text
        assert '{"task": "' + task.name + '"' in user.text
    assert answering_prompt("{task}?", None)[0].text.startswith("{task}?")

"""Reasoning is told from what is said aloud, whatever marks a family of models sets it apart by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ch3ef.reading.choice import Reading, read_choice
from ch3ef.reading.visible import Said, is_mark, open_reasoning, split_reasoning, visible_text
from ch3ef.results import Outcome

OPTIONS = ["a tram", "a bus", "a bicycle"]
MARKED = {
    "think": ("<think>", "</think>"),
    "thinking, attributes": ('<thinking duration="3s">', "</thinking>"),
    "thought": ("<thought>", "</thought>"),
    "seed": ("<seed:think>", "</seed:think>"),
    "longcat": ("<longcat_think>", "</longcat_think>"),
    "chain of thought": ("<chain_of_thought>", "</chain_of_thought>"),
    "reason": ("<reason>", "</reason>"),
    "reasoning": ("<reasoning>", "</reasoning>"),
    "capitals": ("<REASONING>", "</REASONING>"),
    "mistral": ("[THINK]", "[/THINK]"),
    "kimi": ("◁think▷", "◁/think▷"),
    "cohere": ("<|START_THINKING|>", "<|END_THINKING|><|START_RESPONSE|>"),
    "cohere, one mark missing": ("<|START_THINKING|>", "<|START_RESPONSE|>"),
    "sky": ("<|begin_of_thought|>", "<|end_of_thought|>\n\n"),
    "gemma": ("<|channel>thought\n", "<channel|>"),
    "apriel": ("Here are my reasoning steps:\n", "\n[BEGIN FINAL RESPONSE]\n"),
    "apertus": ("<|inner_prefix|>", "<|inner_suffix|>"),
    "folded": (
        '<details type="reasoning" done="true" duration="2">\n<summary>Thought for 2 s</summary>\n',
        "</details>",
    ),
    "harmony": ("<|channel|>analysis<|message|>", "<|end|><|start|>assistant<|channel|>final<|message|>"),
    "harmony, no last channel": ("<|channel|>analysis<|message|>", "<|end|><|start|>assistant"),
    "harmony, stripped": ("analysis", "assistantfinal"),
    "llava-cot": ("<SUMMARY>I look.</SUMMARY>\n<CAPTION>A street.</CAPTION>\n<REASONING>", "</REASONING>\n"),
}
THOUGHTS = "The answer is A. But it has no rails."


@pytest.mark.parametrize(("opens", "closes"), MARKED.values(), ids=list(MARKED))
def test_reasoning_stands_apart(opens: str, closes: str) -> None:
    said = split_reasoning(f"{opens}{THOUGHTS}{closes}B")
    assert said.aloud == "B"
    assert (said.reasoning or "").endswith(THOUGHTS)
    assert read_choice(f"{opens}{THOUGHTS}{closes}B", OPTIONS).position == 1


@pytest.mark.parametrize(("opens", "closes"), MARKED.values(), ids=list(MARKED))
def test_nothing_is_read_from_reasoning_that_is_cut_off(opens: str, closes: str) -> None:
    assert split_reasoning(f"{opens}{THOUGHTS}").aloud == ""
    assert read_choice(f"{opens}{THOUGHTS}", OPTIONS, truncated=True) == Reading(Outcome.TRUNCATED, None)
    assert read_choice(f"{opens}{THOUGHTS}{closes}", OPTIONS) == Reading(Outcome.UNPARSED, None)


@pytest.mark.parametrize("name", sorted(set(MARKED) - {"folded", "harmony, no last channel", "llava-cot"}))
def test_a_closing_mark_alone_ends_what_the_prompt_began(name: str) -> None:
    assert split_reasoning(f"{THOUGHTS}{MARKED[name][1]}B") == Said("B", THOUGHTS)


def test_the_channels_of_harmony_follow_each_other() -> None:
    reply = (
        "<|channel|>analysis<|message|>A?<|end|>"
        '<|start|>assistant<|channel|>commentary to=functions.look <|constrain|>json<|message|>{"at": "A"}<|call|>'
        "<|start|>assistant<|channel|>analysis<|message|>No.<|end|>"
        "<|start|>assistant<|channel|>final<|message|>B"
    )
    assert split_reasoning(reply) == Said("B", 'A?\n\n{"at": "A"}\n\nNo.')
    assert split_reasoning("analysisA?assistantcommentaryHm.assistantfinalB").aloud == "B"
    assert split_reasoning("finalB").aloud == "B"


@pytest.mark.parametrize(
    ("reply", "aloud"),
    [
        ("<think>A?<think>C?</think>No.</think>B", "B"),
        ("B\n<reasoning>It has wheels.</reasoning>", "B"),
        ("Let me see. <think>A?</think> B", "Let me see.  B"),
        ("<think>A?</think>B<think>or C", "B"),
        ("[Analysis] It has wheels, perhaps A. [Answer] B", "[Answer] B"),
        ("<reasoning>A?</reasoning>\n<answer>B</answer>", "<answer>B</answer>"),
    ],
)
def test_several_marks(reply: str, aloud: str) -> None:
    assert split_reasoning(reply).aloud == aloud
    assert read_choice(reply, OPTIONS).position == 1


@pytest.mark.parametrize(
    "reply",
    [
        "B<|end|>",
        "Its analysis: B.",
        "analysis shows that it is B",
        "finally B",
        "The assistant final answer is B.",
        "<summary>The answer is B.</summary>",
        "<details><summary>Answer</summary>B</details>",
        "I think, therefore B.",
        "B <no_think>",
        "It is B. Here are my reasoning steps:\nIt has wheels.",
        "It is B.\nHere are my reasoning steps:\nIt has wheels.",
        "What is said is <b>B</b>.",
        "< think of B",
    ],
)
def test_what_is_no_mark_of_reasoning_stays(reply: str) -> None:
    assert split_reasoning(reply) == Said(reply, None)


@given(st.lists(st.sampled_from([mark for pair in MARKED.values() for mark in pair]), max_size=12))
def test_every_word_is_either_said_or_reasoned(marks: list[str]) -> None:
    words = [f"w{place}w" for place in range(len(marks) + 1)]
    reply = words[0] + "".join(mark + word for mark, word in zip(marks, words[1:], strict=True))
    aloud, reasoning = split_reasoning(reply)
    assert [(aloud + (reasoning or "")).count(word) for word in words] == [1] * len(words)


def test_marks_in_other_spellings_are_found_in_the_visible_text() -> None:
    assert visible_text("＜think＞A?＜/think＞Ｂ") == "B"


@pytest.mark.parametrize(
    ("prompt", "mark"),
    [
        ("<|im_start|>assistant\n<think>\n", "<think>\n"),
        ("<|START_THINKING|>", "<|START_THINKING|>"),
        ("<|begin_assistant|>\nHere are my reasoning steps:\n", "Here are my reasoning steps:\n"),
        ("Use <think> tags.<|im_end|>\n<|im_start|>assistant\n", ""),
        ("<|im_start|>assistant\n<think>\n\n</think>\n\n", ""),
    ],
)
def test_reasoning_that_a_prompt_begins(prompt: str, mark: str) -> None:
    assert open_reasoning(prompt) == mark


def test_special_tokens_that_are_marks() -> None:
    marks = ["[THINK]", "[/THINK]", "<|START_THINKING|>", "<|channel|>", "<|message|>", "<|channel>", "◁/think▷"]
    assert all(map(is_mark, marks))
    assert not any(map(is_mark, ["<|im_end|>", "<s>", "</s>", "<image>", "<pad>", "", "<|eot_id|>", "[INST]"]))

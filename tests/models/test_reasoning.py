"""What a local model reasons is kept apart from its reply, though the marks between them are special tokens."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from inspect_ai.model import ChatMessageUser, ContentReasoning, GenerateConfig, ModelOutput

from ch3ef.errors import InputError
from ch3ef.models.huggingface import HuggingFaceAPI
from ch3ef.models.loading import Checkpoint, load_checkpoint
from ch3ef.models.names import parse_model_name
from ch3ef.models.prompts import Prompter, Turn
from ch3ef.recipes.parts import part_of
from ch3ef.recipes.recipe import recipe_named
from ch3ef.running.planned import RunPlan
from ch3ef.running.run import run
from ch3ef.scenarios.scenario import scenario_of
from tests.conftest import make_item
from tests.running.test_runs import Silent
from tests.tiny_vlm import build_speaker

END = "<|im_end|>"
THOUGHTS = "The answer is A."
BLOCK = ["[THINK]", THOUGHTS, "[/THINK]", "B", END]
HARMONY = ["<|channel|>", "analysis", "<|message|>", THOUGHTS, "<|end|>", "<|start|>", "assistant", "B", END]
COHERE = ["<|START_THINKING|>", THOUGHTS, "<|END_THINKING|>", "<|START_RESPONSE|>", "B", "<|END_RESPONSE|>", END]


def marks(said: list[str]) -> list[str]:
    return [text for text in said if text.startswith(("[", "<|")) and text != END]


def say(folder: Path, max_tokens: int = 32) -> ModelOutput:
    model = HuggingFaceAPI(str(folder))
    try:
        config = GenerateConfig(max_tokens=max_tokens)
        return asyncio.run(model.generate([ChatMessageUser(content="What?")], [], "auto", config))
    finally:
        model.close()


def reasoning(output: ModelOutput) -> list[str]:
    content = output.message.content
    return (
        [] if isinstance(content, str) else [part.reasoning for part in content if isinstance(part, ContentReasoning)]
    )


@pytest.mark.parametrize("special", [True, False])
@pytest.mark.parametrize("said", [BLOCK, HARMONY, COHERE], ids=["block", "harmony", "cohere"])
def test_marks_tell_reasoning_apart_whether_or_not_they_are_special(
    tmp_path: Path, said: list[str], special: bool
) -> None:
    output = say(build_speaker(tmp_path, said, special=marks(said) if special else ()))
    assert reasoning(output) == [THOUGHTS]
    assert output.completion.removesuffix("<|END_RESPONSE|>") == "B"
    assert output.stop_reason == "stop"
    assert output.usage is not None
    assert output.usage.output_tokens == len(said)


@pytest.mark.parametrize("special", [True, False])
@pytest.mark.parametrize("begins", ["[THINK]", "[THINK]\n"])
def test_reasoning_that_the_prompt_begins(tmp_path: Path, special: bool, begins: str) -> None:
    said = BLOCK[1:]
    folder = build_speaker(tmp_path, said, special=marks(BLOCK) if special else (), begins=begins)
    assert reasoning(say(folder)) == [THOUGHTS]
    assert say(folder).completion == "B"
    cut = say(folder, max_tokens=1)
    assert (reasoning(cut), cut.completion, cut.stop_reason) == ([THOUGHTS], "", "max_tokens")


def test_special_tokens_that_are_no_marks_stay_out(tmp_path: Path) -> None:
    said = ["<|start|>", "B", "<|end|>", "<|sep|>", END]
    output = say(build_speaker(tmp_path, said, special=marks(said)))
    assert output.message.content == "B"


PARTS = "{% for c in m['content'] %}{{ c['text'] }}{% endfor %}"
TEXT = "{{ '' + m['content'] }}"
TEMPLATES = {
    "none": ("", PARTS, "", "A:"),
    "in front of answers": ("", "<think>\n\n</think>\n\n" + PARTS, "", "A:<think>\n\n</think>\n\n"),
    "without a line end": ("", "\n<think></think>\n" + PARTS, "", "A:\n<think></think>\n"),
    "begun": ("", "<think>\n\n</think>\n\n" + PARTS, "<think>\n", "A:<think>\n\n</think>\n\n"),
    "begun, answers bare": ("", PARTS, "<think>\n", "A:"),
    "begun, answers as texts": ("", TEXT, "<think>\n", "A:"),
    "begun, parts shown as they are": ("", "{{ m['content'] }}", "<think>\n", "A:"),
    "ended in the prompt": ("", PARTS, "[THINK][/THINK]", "A:[THINK][/THINK]"),
    "spoken of": ("Think in <think> tags. ", PARTS, "", "A:"),
}


def template(system: str, answer: str, begins: str) -> str:
    return (
        f"{system}{{% for m in messages %}}{{% if m['role'] == 'user' %}}U:{PARTS};{{% else %}}A:{answer};{{% endif %}}"
        f"{{% endfor %}}{{% if add_generation_prompt %}}A:{begins}{{% endif %}}"
    )


@pytest.fixture(scope="module")
def prompter(checkpoint: Callable[[str], Path]) -> Callable[[str], Prompter]:
    model, processor = load_checkpoint(Checkpoint(str(checkpoint("llava"))), torch.device("cpu"), torch.float32)

    def with_template(text: str) -> Prompter:
        processor.chat_template = text
        return Prompter(model, processor, name="tiny")

    return with_template


@pytest.mark.parametrize(("system", "answer", "begins", "end"), TEMPLATES.values(), ids=list(TEMPLATES))
def test_where_answers_begin(
    prompter: Callable[[str], Prompter], system: str, answer: str, begins: str, end: str
) -> None:
    found = prompter(template(system, answer, begins)).prompt([Turn("user", ("<think>?",))], answered=True)
    assert found.text == f"{system}U:<think>?;{end}"


@pytest.mark.parametrize("answer", ["{{ raise_exception('no answers') }}", "a fixed text"])
def test_reasoning_that_no_answer_is_known_to_end_is_refused(prompter: Callable[[str], Prompter], answer: str) -> None:
    begun = prompter(template("", answer, "<think>\n"))
    assert begun.prompt([Turn("user", ("?",))]).text.endswith("<think>\n")
    with pytest.raises(InputError, match="begins reasoning and does not show how an answer follows"):
        begun.prompt([Turn("user", ("?",))], answered=True)


def test_rows_hold_reply_and_reasoning_apart(tmp_path: Path) -> None:
    folders = [
        build_speaker(tmp_path / "thinks", BLOCK, special=marks(BLOCK)),
        build_speaker(tmp_path / "cut", [*BLOCK[:2], THOUGHTS], special=marks(BLOCK)),
    ]
    items = [make_item(n, options=("a cat", "a dog")) for n in range(2)]
    part = part_of(scenario_of("test", items), recipe_named("human-value-direct"))
    plan = RunPlan(tuple(parse_model_name(f"ch3ef-hf/{folder}") for folder in folders), (part,))
    rows = run(plan, tmp_path / "run", Silent())
    assert [(row.outcome, row.reply, row.reasoning) for row in rows[:2]] == [("answered", "B", THOUGHTS)] * 2
    for row in rows[2:]:
        assert (row.outcome, row.reply) == ("truncated", "")
        assert row.reasoning is not None
        assert row.reasoning.startswith(THOUGHTS)

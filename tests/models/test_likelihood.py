from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, wraps
from operator import eq
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from ch3ef.errors import InputError, RunError
from ch3ef.models import likelihood
from ch3ef.models.inputs import Decoder, collate, continue_with
from ch3ef.models.likelihood import (
    OptionTokens,
    Question,
    TokenLogProbs,
    Way,
    choose_way,
    has_plain_attention,
    largest_difference,
    packed_mask,
    score_options,
    tokenize_options,
)
from ch3ef.models.loading import Checkpoint, load_checkpoint
from ch3ef.models.prompts import Prompter, Turn
from tests.tiny_vlm import FAMILIES

# PaliGemma's processor hands a tensor to numpy; nothing of ours is concerned.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation doesn't accept a copy keyword")

OPTIONS = ("y", "yes", "12 apples, a red circle or none", "A. a red circle and B. a blue square, " * 4)
EXACT, ROUNDING = 1e-4, 1e-5
"""Allowed differences of an option's sum and of one token [nats]."""
every_family = pytest.mark.parametrize("family", FAMILIES)


def picture(seed: int, size: tuple[int, int] = (90, 70)) -> Image.Image:
    width, height = size
    return Image.fromarray(np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8))


CONVERSATIONS = {
    "one picture": [Turn("user", (picture(0), "What is shown?"))],
    "two pictures": [
        Turn("user", (picture(1), "This one and ", picture(2, (50, 110)), " that one: are they the same or not?"))
    ],
    "no picture": [Turn("user", ("Which letter is the first of the alphabet, and which is the last one of it?",))],
}


class Family:
    """A tiny model with what is needed to ask it."""

    def __init__(self, folder: Path) -> None:
        self.model, self.processor = load_checkpoint(Checkpoint(str(folder)), torch.device("cpu"), torch.float32)
        self.prompter = Prompter(self.model, self.processor, name=folder.name)
        self.way: Way = "packed" if has_plain_attention(self.model) else "repeated"

    def question(
        self, turns: Sequence[Turn], options: Sequence[str] = OPTIONS, answer_prefix: str = "The answer is "
    ) -> Question:
        prompt = self.prompter.prompt(turns)
        tokens = tokenize_options(self.prompter.encode, prompt.text, answer_prefix, options)
        self.prompter.check_end(prompt, tokens.drop)
        return Question(prompt.inputs, tokens)


@pytest.fixture(scope="session")
def opened(checkpoint: Callable[[str], Path]) -> Callable[[str], Family]:
    return cache(lambda family: Family(checkpoint(family)))


@torch.inference_mode()
def whole_pass(family: Family, turns: Sequence[Turn], answer_prefix: str, option: str) -> list[float]:
    """Independent of our code: the processor is given prompt, answer prefix and option as one text."""
    pictures = [part for turn in turns for part in turn.parts if not isinstance(part, str)]
    answer = answer_prefix + option
    tokenizer = family.processor.tokenizer
    joined, before = tokenizer(answer)["input_ids"], tokenizer(answer_prefix)["input_ids"]
    own = len(joined) - sum(itertools.takewhile(bool, map(eq, joined, before)))
    images = {"images": [pictures]} if pictures else {}
    if family.processor.chat_template is None:
        # PaliGemma: what follows the prompt is a suffix, which alone is causal; the processor ends it.
        text = "".join(part if isinstance(part, str) else "<image>" for part in turns[0].parts)
        inputs = family.processor(text=[text], suffix=[answer], return_tensors="pt", **images)
        inputs = {name: value[:, :-1] if value.ndim == 2 else value for name, value in inputs.items()}
        inputs.pop("labels")
    else:
        content: Any = [
            {"type": "text", "text": p} if isinstance(p, str) else {"type": "image"} for p in turns[0].parts
        ]
        prompt = family.processor.apply_chat_template(
            [{"role": "user", "content": content}], add_generation_prompt=True, tokenize=False
        )
        inputs = family.processor(text=[prompt + answer], return_tensors="pt", **images)
    ids = inputs["input_ids"][0, -own:]
    log_probs = family.model(**inputs, use_cache=False).logits[0, -own - 1 : -1].log_softmax(-1)
    values: list[float] = log_probs.gather(1, ids[:, None]).squeeze(1).tolist()
    return values


def assert_equal_scores(found: TokenLogProbs, expected: TokenLogProbs) -> None:
    assert [len(option) for option in found] == [len(option) for option in expected]
    assert largest_difference(found, expected) < ROUNDING
    for option, wanted in zip(found, expected, strict=True):
        assert sum(option) == pytest.approx(sum(wanted), abs=EXACT)


@every_family
@pytest.mark.parametrize("conversation", CONVERSATIONS)
def test_every_way_equals_a_whole_pass_per_option(
    opened: Callable[[str], Family], family: str, conversation: str
) -> None:
    tiny, turns = opened(family), CONVERSATIONS[conversation]
    question = tiny.question(turns)
    ways: set[Way] = {"full", "repeated", tiny.way}
    if family == "paligemma" and conversation == "no picture":
        ways.remove("full")
        expected = score_options(tiny.model, [question], "full")[0]  # its processor refuses a prompt without a picture
    else:
        expected = [whole_pass(tiny, turns, "The answer is ", option) for option in OPTIONS]
    assert len(expected[0]) == 1
    assert 50 < len(expected[-1]) <= 60
    for way in ways:
        assert_equal_scores(score_options(tiny.model, [question], way)[0], expected)


@every_family
def test_neighbours_and_order_change_no_score(opened: Callable[[str], Family], family: str) -> None:
    tiny = opened(family)
    questions = [
        tiny.question(CONVERSATIONS["one picture"]),
        tiny.question(CONVERSATIONS["two pictures"], OPTIONS[1:3], answer_prefix=""),
        tiny.question([Turn("user", ("Look: ", picture(3, (60, 60)), " what " * 30))], OPTIONS[:1]),
    ]
    for way in {"repeated", tiny.way}:
        alone = [score_options(tiny.model, [question], way)[0] for question in questions]
        for order in ([0, 1, 2], [2, 1, 0], [1, 1]):
            together = score_options(tiny.model, [questions[i] for i in order], way)
            for scores, i in zip(together, order, strict=True):
                assert_equal_scores(scores, alone[i])


def test_packed_is_for_models_whose_layers_see_everything(opened: Callable[[str], Family]) -> None:
    chosen = {
        family: choose_way(opened(family).model, opened(family).question(CONVERSATIONS["one picture"]))
        for family in FAMILIES
    }
    assert chosen == dict.fromkeys(FAMILIES, "packed") | {"gemma3": "repeated"}


@every_family
def test_a_position_that_is_off_by_one_is_noticed(
    opened: Callable[[str], Family], family: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny = opened(family)
    encode = likelihood._encode_prompts

    def shifted(model: Decoder, questions: Sequence[Question]) -> Any:
        prompt = encode(model, questions)
        return replace(prompt, next_positions=prompt.next_positions + 1)

    monkeypatch.setattr(likelihood, "_encode_prompts", shifted)
    with pytest.raises(RunError, match=r"nats per token: .*repeated .* ask with likelihood=full"):
        choose_way(tiny.model, tiny.question(CONVERSATIONS["one picture"], answer_prefix=""))


def test_options_that_see_each_other_are_noticed(
    opened: Callable[[str], Family], monkeypatch: pytest.MonkeyPatch
) -> None:
    def unblocked(
        prompt_mask: torch.Tensor, option: torch.Tensor, step: torch.Tensor, dtype: torch.dtype
    ) -> torch.Tensor:
        return packed_mask(prompt_mask, torch.zeros_like(option), torch.arange(step.shape[1])[None], dtype)

    tiny = opened("llava")
    question = tiny.question(CONVERSATIONS["one picture"])
    assert choose_way(tiny.model, question) == "packed"
    monkeypatch.setattr(likelihood, "packed_mask", unblocked)
    assert choose_way(tiny.model, question) == "repeated"


def test_half_precision_passes_the_check(checkpoint: Callable[[str], Path]) -> None:
    model, processor = load_checkpoint(Checkpoint(str(checkpoint("llava"))), torch.device("cpu"), torch.bfloat16)
    prompter = Prompter(model, processor, name="llava")
    prompt = prompter.prompt(CONVERSATIONS["one picture"])
    question = Question(prompt.inputs, tokenize_options(prompter.encode, prompt.text, "", OPTIONS))
    assert choose_way(model, question) == "packed"
    assert all(value < 0 for option in score_options(model, [question], "packed")[0] for value in option)


@pytest.mark.parametrize("way", ["packed", "repeated", "full"])
def test_options_of_one_token_need_no_second_pass(opened: Callable[[str], Family], way: Way) -> None:
    tiny = opened("llava")
    question = tiny.question(CONVERSATIONS["one picture"], ["y", "n"], answer_prefix="")
    expected = [whole_pass(tiny, CONVERSATIONS["one picture"], "", option) for option in ("y", "n")]
    assert_equal_scores(score_options(tiny.model, [question], way)[0], expected)


@pytest.mark.parametrize("way", ["packed", "repeated", "full"])
def test_nan_is_passed_on(opened: Callable[[str], Family], way: Way, monkeypatch: pytest.MonkeyPatch) -> None:
    tiny = opened("llava")
    forward = tiny.model.forward

    @wraps(forward)
    def with_nan(**inputs: Any) -> Any:
        output = forward(**inputs)
        output["logits"] = output["logits"] * float("nan")
        return output

    monkeypatch.setattr(tiny.model, "forward", with_nan)
    scores = score_options(tiny.model, [tiny.question(CONVERSATIONS["one picture"])], way)[0]
    assert np.isnan([value for option in scores for value in option]).all()


@pytest.mark.parametrize("family", ["llava", "gemma3", "paligemma", "qwen2_vl"])
def test_a_token_that_merges_across_the_boundary_belongs_to_the_option(
    opened: Callable[[str], Family], family: str
) -> None:
    # Prompts end with a newline, and two newlines are one token.
    tiny = opened(family)
    options = ["\nyes", "no", "\n", "\nyes, a red circle"]
    question = tiny.question(CONVERSATIONS["one picture"], options, answer_prefix="")
    merged, newline = tiny.prompter.encode("\n\n"), tiny.prompter.encode("\n")
    assert len(merged) == 1
    assert question.options.drop == 1
    assert question.options.lead == ()
    assert [tail[0] for tail in question.options.tails] == [*merged, *newline, *merged, *merged]
    assert question.options.own == tuple(len(tail) - (i == 1) for i, tail in enumerate(question.options.tails))
    full = score_options(tiny.model, [question], "full")[0]
    assert_equal_scores(score_options(tiny.model, [question], tiny.way)[0], full)
    alone = tiny.question(CONVERSATIONS["one picture"], ["no"], answer_prefix="")
    assert alone.options.drop == 0
    if family != "paligemma":  # reads its prompt in both directions: without the newline it is another prompt
        assert_equal_scores([full[1]], score_options(tiny.model, [alone], "full")[0])


def letters(text: str) -> list[int]:
    """A tokenizer that makes one token of "ab" and of every other letter."""
    return [ord(letter) for letter in text.replace("ab", "\0")]


def test_options_start_from_the_shortest_beginning_that_they_share() -> None:
    tokens = tokenize_options(letters, "xa", "", ["b", "c", "bc"])
    assert tokens == OptionTokens(drop=1, lead=(), tails=((0,), (97, 99), (0, 99)), own=(1, 1, 2))


def test_the_answer_prefix_is_shared_and_not_scored() -> None:
    tokens = tokenize_options(letters, "x", "yza", ["b", "cd"])
    assert tokens == OptionTokens(drop=0, lead=(121, 122), tails=((0,), (97, 99, 100)), own=(1, 2))


@pytest.mark.parametrize(("prompt", "prefix", "option"), [("x", "", ""), ("x", "y", ""), ("", "", "")])
def test_an_option_without_a_token_is_refused(prompt: str, prefix: str, option: str) -> None:
    with pytest.raises(InputError, match="option '' has no token of its own"):
        tokenize_options(letters, prompt, prefix, ["a", option])


def test_a_prompt_that_ends_unlike_its_text_is_refused(opened: Callable[[str], Family]) -> None:
    tiny = opened("llava")
    prompt = tiny.prompter.prompt(CONVERSATIONS["one picture"])
    tiny.prompter.check_end(prompt, 3)
    with pytest.raises(InputError, match="it cannot be told where an answer begins"):
        tiny.prompter.check_end(replace(prompt, text=prompt.text + "!"), 0)
    with pytest.raises(InputError, match="it cannot be told where an answer begins"):
        tiny.prompter.check_end(prompt, prompt.inputs["input_ids"].shape[1])


@pytest.mark.parametrize("family", ["llava", "idefics3", "gemma3", "paligemma", "qwen2_5_vl"])
def test_batches_are_as_the_processor_would_make_them(opened: Callable[[str], Family], family: str) -> None:
    tiny = opened(family)
    conversations = [CONVERSATIONS["one picture"], CONVERSATIONS["two pictures"]]
    pictures = [[part for part in turns[0].parts if not isinstance(part, str)] for turns in conversations]
    texts = [tiny.prompter._rendered(turns) for turns in conversations]
    wanted = tiny.processor(images=pictures, text=texts, padding=True, return_tensors="pt")
    ours = collate([tiny.prompter.prompt(turns).inputs for turns in conversations])
    assert set(ours) == set(wanted) - {"labels"}
    for name in set(ours) - {"input_ids"}:
        assert torch.equal(ours[name], wanted[name]), name
    seen = ours["attention_mask"].bool()
    assert torch.equal(ours["input_ids"][seen], wanted["input_ids"][seen])


def test_what_a_model_says_itself_is_of_its_own_kind(opened: Callable[[str], Family]) -> None:
    def kinds(family: str, name: str) -> list[int]:
        tiny = opened(family)
        prompt = tiny.prompter.prompt(CONVERSATIONS["one picture"])
        grown = continue_with(tiny.model, prompt.inputs, 2, [7, 8, 9])
        assert grown["input_ids"][0, -3:].tolist() == [7, 8, 9]
        assert grown["attention_mask"].all()
        assert len({grown[key].shape for key in ("input_ids", "attention_mask", name)}) == 1
        values: list[int] = grown[name][0, -4:].tolist()
        return values

    assert kinds("paligemma", "token_type_ids") == [0, 1, 1, 1]
    assert kinds("gemma3", "token_type_ids") == [0, 0, 0, 0]
    assert kinds("qwen3_vl", "mm_token_type_ids") == [0, 0, 0, 0]


def test_packed_mask_shows_the_prompt_and_the_own_option_only() -> None:
    prompt = torch.tensor([[False, True, True]])
    option, step = torch.tensor([[0, 0, 1]]), torch.tensor([[0, 1, 0]])
    seen = packed_mask(prompt, option, step, torch.float32)[0, 0] == 0
    assert seen.int().tolist() == [[0, 1, 1, 1, 0, 0], [0, 1, 1, 1, 1, 0], [0, 1, 1, 0, 0, 1]]


def test_the_check_allows_for_all_precisions() -> None:
    assert {likelihood.TOLERANCE.get(t, likelihood.TOLERANCE_HALF) for t in (torch.float16, torch.bfloat16)} == {0.2}


def test_large_vocabularies_are_normalised_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    logits, targets = torch.randn(11, 7).to(torch.bfloat16), torch.arange(11) % 7
    expected = logits.float().log_softmax(-1).gather(1, targets[:, None]).squeeze(1)
    for rows in (1, 4, 256):
        monkeypatch.setattr(likelihood, "ROWS_AT_ONCE", rows)
        assert torch.allclose(likelihood._log_probs(logits, targets), expected, atol=1e-6)


def test_cutting_leaves_padding_over() -> None:
    assert likelihood._cut([1, 2, 3, 0], [2, 0, 1]) == [[1, 2], [], [3]]
    assert list(itertools.chain(*likelihood._cut([1, 2, 3], [1, 2]))) == [1, 2, 3]

from __future__ import annotations

import asyncio
import base64
import functools
import hashlib
import json
import math
import shutil
import weakref
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from inspect_ai.model import (
    ChatMessage,
    ChatMessageAssistant,
    ChatMessageSystem,
    ChatMessageTool,
    ChatMessageUser,
    ContentAudio,
    ContentImage,
    ContentReasoning,
    ContentText,
    GenerateConfig,
    ModelOutput,
)
from inspect_ai.tool import ToolInfo
from PIL import Image
from safetensors.torch import load_file, save_file
from transformers import LlamaConfig, LlamaForCausalLM

from ch3ef.errors import InputError, RunError
from ch3ef.items import ImageRef
from ch3ef.models import huggingface, local
from ch3ef.models.huggingface import HuggingFaceAPI, HuggingFaceArgs
from ch3ef.models.likelihood import largest_difference
from ch3ef.models.loading import resolve_device, resolve_dtype
from ch3ef.models.messages import Message
from ch3ef.models.option_likelihood import OptionLikelihood, OptionScorer
from tests.tiny_vlm import FAMILIES

# PaliGemma's processor hands a tensor to numpy; nothing of ours is concerned.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation doesn't accept a copy keyword")

OPTIONS = ("yes", "a red circle", "none of these, or 12 apples")
ROUNDING = 1e-5
SAMPLED = GenerateConfig(max_tokens=12, temperature=1.0, top_p=0.95, top_k=50)
Open = Callable[..., HuggingFaceAPI]


@pytest.fixture(scope="module")
def kept_open(checkpoint: Callable[[str], Path]) -> Iterator[Callable[[str], HuggingFaceAPI]]:
    """Gives a family's model, opened once."""
    models: dict[str, HuggingFaceAPI] = {}

    def give(family: str) -> HuggingFaceAPI:
        if family not in models:
            models[family] = HuggingFaceAPI(str(checkpoint(family)), device="cpu", batch_size=4)
        return models[family]

    yield give
    for model in models.values():
        model.close()


@pytest.fixture
def open_llava(checkpoint: Callable[[str], Path]) -> Iterator[Open]:
    """Opens a LLaVA of the test's own."""
    models = []

    def give(**args: Any) -> HuggingFaceAPI:
        models.append(HuggingFaceAPI(str(checkpoint("llava")), device="cpu", **args))
        return models[-1]

    yield give
    for model in models:
        model.close()


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], ImageRef]:
    """Gives the n-th picture of noise."""
    folder = tmp_path_factory.mktemp("pictures")

    @functools.cache
    def make(n: int) -> ImageRef:
        path = folder / f"{n}.png"
        pixels = np.random.default_rng(n).integers(0, 256, (40 + n, 60, 3), dtype=np.uint8)
        Image.fromarray(pixels).save(path)
        return ImageRef(path, hashlib.sha256(path.read_bytes()).hexdigest())

    return make


def inline(picture: ImageRef) -> ContentImage:
    return ContentImage(image=f"data:image/png;base64,{base64.b64encode(picture.path.read_bytes()).decode()}")


def asked(text: str, *pictures: ImageRef) -> list[ChatMessage]:
    return [ChatMessageUser(content=[*map(inline, pictures), ContentText(text=text)])]


def reply(
    model: HuggingFaceAPI, messages: list[ChatMessage], config: GenerateConfig
) -> Coroutine[Any, Any, ModelOutput]:
    return model.generate(messages, [], "none", config)


def say(model: HuggingFaceAPI, messages: list[ChatMessage], config: GenerateConfig) -> ModelOutput:
    return asyncio.run(reply(model, messages, config))


def likeliest(model: HuggingFaceAPI, text: str, length: int, begun: str = "") -> list[int]:
    """The likeliest tokens of a reply, one whole pass each, by the model alone."""
    prompt = model._open._continued(huggingface._turns(asked(text)))[0]
    ids: list[int] = model._open._tokenizer(prompt.text + begun)["input_ids"]
    for _ in range(length):
        ids.append(int(model._open._model(input_ids=torch.tensor([ids])).logits[0, -1].argmax()))
    return ids[-length:]


def together(*awaitables: Coroutine[Any, Any, Any]) -> list[Any]:
    async def gather() -> list[Any]:
        return await asyncio.gather(*awaitables)

    return asyncio.run(gather())


def score(
    model: HuggingFaceAPI, *messages: Message, options: tuple[str, ...] = OPTIONS, prefix: str = "", pmi: bool = False
) -> Coroutine[Any, Any, tuple[OptionLikelihood, ...]]:
    return model.option_likelihoods(messages, options, answer_prefix=prefix, pmi=pmi)


# Likelihoods


@pytest.mark.parametrize("family", FAMILIES)
def test_likelihoods_of_every_family(
    kept_open: Callable[[str], HuggingFaceAPI], picture: Callable[[int], ImageRef], family: str
) -> None:
    model = kept_open(family)
    assert model.likelihood_way == ("repeated" if family == "gemma3" else "packed")
    question = Message("user", (picture(0), "What is shown?"))
    plain, blind = Message("user", ("What is shown?",)), Message("user", (picture(1), "What is shown?"))
    seen, text, other = together(score(model, question, pmi=True), score(model, plain, pmi=True), score(model, blind))
    assert [likelihood.bytes for likelihood in seen] == [len(option) for option in OPTIONS]
    for with_picture, without, another in zip(seen, text, other, strict=True):
        assert with_picture.tokens == without.tokens >= 1
        assert with_picture.sum_without_images == pytest.approx(without.sum, abs=1e-4)
        assert without.pmi == 0
        assert abs(with_picture.sum - another.sum) > 1e-3
        assert another.sum_without_images is None


def test_neighbours_order_and_batch_size_change_no_likelihood(
    open_llava: Open, picture: Callable[[int], ImageRef]
) -> None:
    questions = [Message("user", (*(picture(i) for i in range(n)), f"Question {n}? " * n)) for n in (1, 2, 3, 1)]

    def scored(batch_size: int, order: list[int]) -> list[list[float]]:
        model = open_llava(batch_size=batch_size)
        found = together(*(score(model, questions[i]) for i in order))
        in_order = dict(zip(order, found, strict=True))
        return [[likelihood.sum / likelihood.tokens for likelihood in in_order[i]] for i in range(4)]

    alone = scored(1, [0, 1, 2, 3])
    assert largest_difference(alone, scored(4, [3, 1, 0, 2])) < ROUNDING
    assert largest_difference(alone, scored(2, [2, 0, 3, 1])) < ROUNDING


def test_likelihoods_without_sharing_are_the_same(open_llava: Open, picture: Callable[[int], ImageRef]) -> None:
    question = Message("user", (picture(0), "What is shown?"))
    shared, full = open_llava(), open_llava(likelihood="full")
    assert (shared.likelihood_way, full.likelihood_way) == ("packed", "full")
    for one, other in zip(*(asyncio.run(score(m, question, prefix="It is ")) for m in (shared, full)), strict=True):
        assert one.sum == pytest.approx(other.sum, abs=1e-4)


def test_turns_of_a_conversation_go_on_from_each_other(open_llava: Open, picture: Callable[[int], ImageRef]) -> None:
    first = (Message("user", (picture(0), "What is shown?")),)
    second = (*first, Message("assistant", (OPTIONS[1],)), Message("user", ("And what else?",)))
    keeping, forgetful = open_llava(), open_llava(prefix_cache="0")
    for turns in (first, second):
        found, expected = (asyncio.run(score(model, *turns, pmi=True)) for model in (keeping, forgetful))
        for one, other in zip(found, expected, strict=True):
            assert one.sum == pytest.approx(other.sum, abs=1e-4)
            assert one.sum_without_images == pytest.approx(other.sum_without_images, abs=1e-4)
    prefixes = keeping._open.prefixes
    assert prefixes is not None
    assert (prefixes.hits, prefixes.kept, prefixes.capacity) == (1, 1, 8)
    assert forgetful._open.prefixes is None


def test_it_is_an_option_scorer(kept_open: Callable[[str], HuggingFaceAPI]) -> None:
    assert isinstance(kept_open("llava"), OptionScorer)


def test_nan_is_passed_on(open_llava: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    model = open_llava()
    monkeypatch.setattr(local, "score_options", lambda *_: [[[math.nan, -1.0], [-2.0], [-3.0]]])
    first, second, _ = asyncio.run(score(model, Message("user", ("?",))))
    assert math.isnan(first.sum)
    assert second == OptionLikelihood(-2.0, 1, len(OPTIONS[1]))


def test_a_model_that_no_way_can_score_still_replies(open_llava: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ch3ef.models.likelihood.largest_difference", lambda *_: 0.5)
    model = open_llava()
    assert model.likelihood_way is None
    with pytest.raises(RunError, match=r"packed 0.5, repeated 0.5; allowed: 0.001\); ask with likelihood=full"):
        asyncio.run(score(model, Message("user", ("?",))))
    assert say(model, asked("?"), GenerateConfig(max_tokens=2)).usage is not None


@pytest.mark.parametrize(
    ("options", "question", "message"),
    [
        ((), "?", "no options to score"),
        (("yes", ""), "?", "option '' has no token of its own"),
        (("yes", "an <image>"), "?", "'an <image>' contains '<image>', which model .* takes for a picture"),
        (("yes",), "Is <image> red?", "'Is <image> red.' contains '<image>'"),
        (("yes",), "word " * 9000, r"a prompt with 0 pictures has \d+ tokens; .* reads at most 8192"),
    ],
)
def test_what_cannot_be_scored(
    kept_open: Callable[[str], HuggingFaceAPI], options: tuple[str, ...], question: str, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        asyncio.run(score(kept_open("llava"), Message("user", (question,)), options=options))


def test_a_picture_that_is_missing_fails_its_own_request_alone(
    kept_open: Callable[[str], HuggingFaceAPI], picture: Callable[[int], ImageRef], tmp_path: Path
) -> None:
    async def both() -> list[Any]:
        bad = Message("user", (ImageRef(tmp_path / "gone.png", ""), "What?"))
        model = kept_open("llava")
        good = Message("user", (picture(0), "What?"))
        return list(await asyncio.gather(score(model, bad), score(model, good), return_exceptions=True))

    failed, fine = asyncio.run(both())
    assert isinstance(failed, InputError)
    assert "gone.png' does not exist" in str(failed)
    assert len(fine) == 3


# Replies


@pytest.mark.parametrize("family", FAMILIES)
def test_greedy_replies_in_a_batch_equal_those_alone(
    kept_open: Callable[[str], HuggingFaceAPI], picture: Callable[[int], ImageRef], family: str
) -> None:
    model, config = kept_open(family), GenerateConfig(max_tokens=6)
    prompts = [asked("What?", picture(0)), asked("Compare them. " * 5, picture(1), picture(2)), asked("Hello?")]
    alone = [say(model, prompt, config) for prompt in prompts]
    batched = together(*(reply(model, prompt, config) for prompt in prompts))
    assert [output.completion for output in batched] == [output.completion for output in alone]
    assert len({output.completion for output in alone}) > 1
    for output in batched:
        assert output.usage.input_tokens > 5
        assert 1 <= output.usage.output_tokens <= 6
        assert output.usage.total_tokens == output.usage.input_tokens + output.usage.output_tokens
        assert output.time > 0


def test_sampled_replies_depend_on_the_question_and_the_seed_alone(
    open_llava: Open, picture: Callable[[int], ImageRef]
) -> None:
    prompts = [asked("What?", picture(0)), asked("What?", picture(1)), asked("Why? " * 9, picture(0))]
    alone, batched = open_llava(batch_size=1), open_llava(batch_size=4)
    first = [say(alone, prompt, SAMPLED).completion for prompt in prompts]
    assert [o.completion for o in together(*(reply(batched, p, SAMPLED) for p in reversed(prompts)))] == first[::-1]
    assert len(set(first)) == 3
    assert say(alone, prompts[0], SAMPLED.merge(GenerateConfig(seed=1))).completion != first[0]
    assert say(alone, prompts[0], SAMPLED.merge(GenerateConfig(top_k=1))).completion == (
        say(alone, prompts[0], GenerateConfig(max_tokens=12)).completion
    )


def test_a_reply_that_was_cut_says_so(kept_open: Callable[[str], HuggingFaceAPI]) -> None:
    output = say(kept_open("llava"), asked("Hello?"), GenerateConfig(max_tokens=3))
    assert output.stop_reason == "max_tokens"
    assert output.usage is not None
    assert output.usage.output_tokens == 3


def test_the_end_of_a_reply(open_llava: Open) -> None:
    model = open_llava(batch_size=2)
    tokens = likeliest(model, "Hello?", 8)
    assert say(model, asked("Hello?"), GenerateConfig(max_tokens=8)).completion == model._open._tokenizer.decode(tokens)
    model._open._model.generation_config.eos_token_id = [tokens[3]]
    ended, other = together(
        *(reply(model, asked(text), GenerateConfig(max_tokens=8)) for text in ("Hello?", "Another? " * 4))
    )
    assert (ended.stop_reason, ended.usage.output_tokens) == ("stop", tokens.index(tokens[3]) + 1)
    assert model._open._tokenizer.decode(tokens).startswith(ended.completion)
    assert other.usage.output_tokens >= 1


def test_a_stop_text_ends_a_reply_and_is_cut_off(open_llava: Open) -> None:
    model = open_llava(batch_size=2)
    whole, other = (say(model, asked(text), GenerateConfig(max_tokens=8)).completion for text in ("Hello?", "Other!"))
    stop = whole[len(whole) // 2 :][:3]
    config = GenerateConfig(max_tokens=8, stop_seqs=[stop])
    ended, unstopped = together(*(reply(model, asked(text), config) for text in ("Hello?", "Other!")))
    assert ended.completion == whole[: whole.index(stop)]
    assert ended.stop_reason == "stop"
    assert ended.usage.output_tokens < 8
    assert unstopped.completion == (other[: other.index(stop)] if stop in other else other)


@pytest.mark.parametrize("begun", ["12 apples", "\nA"])
def test_a_begun_answer_is_gone_on_from(kept_open: Callable[[str], HuggingFaceAPI], begun: str) -> None:
    model = kept_open("llava")
    rest = say(model, [*asked("Hello?"), ChatMessageAssistant(content=begun)], GenerateConfig(max_tokens=3))
    assert rest.completion == model._open._tokenizer.decode(likeliest(model, "Hello?", 3, begun))


def test_conversations_keep_their_roles(
    kept_open: Callable[[str], HuggingFaceAPI], picture: Callable[[int], ImageRef]
) -> None:
    model = kept_open("llava")
    thought = ContentReasoning(reasoning="not to be shown")
    conversation: list[ChatMessage] = [
        ChatMessageSystem(content="Be brief."),
        *asked("First?", picture(0)),
        ChatMessageAssistant(content=[thought, ContentText(text="Yes.")]),
        ChatMessageUser(content="Second?"),
    ]
    prompt = model._open._continued(huggingface._turns(conversation))[0]
    assert prompt.text == (
        "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\n<image>\nFirst?<|im_end|>\n"
        "<|im_start|>assistant\nYes.<|im_end|>\n<|im_start|>user\nSecond?<|im_end|>\n<|im_start|>assistant\n"
    )
    assert say(model, conversation, GenerateConfig(max_tokens=2)).usage is not None


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ([ContentAudio(audio="data:audio/wav;base64,AA==", format="wav")], "got content of type 'audio'"),
        ([ContentImage(image="https://example.org/a.png")], "picture 'https://example.org/a.png' is not inline"),
        ([ContentImage(image="data:image/png;base64,@@@@")], "is not valid base64"),
        ([ContentImage(image="data:image/png;base64,AAAA")], "is damaged or of no kind"),
    ],
)
def test_content_that_cannot_be_read(
    kept_open: Callable[[str], HuggingFaceAPI], content: list[Any], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        say(kept_open("llava"), [ChatMessageUser(content=content)], GenerateConfig(max_tokens=2))


def test_results_of_tools_are_refused(kept_open: Callable[[str], HuggingFaceAPI]) -> None:
    with pytest.raises(InputError, match="role 'tool'"):
        say(kept_open("llava"), [ChatMessageTool(content="7")], GenerateConfig())
    tool = ToolInfo(name="calculator", description="adds")
    with pytest.raises(InputError, match="cannot call tools; got calculator"):
        asyncio.run(kept_open("llava").generate(asked("?"), [tool], "auto", GenerateConfig()))


@pytest.mark.parametrize("setting", [{"num_choices": 2}, {"logprobs": True}, {"frequency_penalty": 0.5}])
def test_settings_that_cannot_be_honoured(kept_open: Callable[[str], HuggingFaceAPI], setting: dict[str, Any]) -> None:
    with pytest.raises(InputError, match=f"{next(iter(setting))}=.* cannot be honoured"):
        say(kept_open("llava"), asked("?"), GenerateConfig(**setting))


def test_a_base_model_takes_one_message_of_the_user(kept_open: Callable[[str], HuggingFaceAPI]) -> None:
    conversation: list[ChatMessage] = [ChatMessageSystem(content="Be brief."), *asked("?")]
    with pytest.raises(InputError, match=r"base model without a chat template; expected a single .* got system, user"):
        say(kept_open("paligemma"), conversation, GenerateConfig(max_tokens=2))


def test_a_template_that_refuses_a_conversation(open_llava: Open) -> None:
    model = open_llava()
    model._open._prompter._processor.chat_template = "{{ raise_exception('No system role, please.') }}"
    with pytest.raises(InputError, match="refuses the conversation: No system role, please"):
        say(model, asked("?"), GenerateConfig(max_tokens=2))


# The worker, memory and closing


def count_passes(model: HuggingFaceAPI, monkeypatch: pytest.MonkeyPatch, room: int = 100) -> list[int]:
    """The rows of every pass over a prompt; more than `room` do not fit into memory."""
    rows: list[int] = []
    forward = model._open._model.forward

    @functools.wraps(forward)
    def counted(**inputs: Any) -> Any:
        if inputs.get("pixel_values") is not None or inputs.get("mm_encoder_outputs") is not None:
            rows.append(len(inputs["input_ids"]))
            if rows[-1] > room:
                raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB")
        return forward(**inputs)

    monkeypatch.setattr(model._open._model, "forward", counted)
    return rows


def test_requests_that_arrive_together_share_passes(
    open_llava: Open, picture: Callable[[int], ImageRef], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ch3ef.models.batching.LINGER", 5.0)
    model = open_llava(batch_size="3", prefix_cache="0")  # a prompt that is kept needs no pass
    rows = count_passes(model, monkeypatch)
    questions = [Message("user", (picture(n), "What?")) for n in range(6)]
    together(*(score(model, question) for question in questions))
    assert rows == [3, 3]
    together(*(reply(model, asked("What?", picture(n)), GenerateConfig(max_tokens=2)) for n in range(3)))
    assert rows == [3, 3, 3]
    other = GenerateConfig(max_tokens=3)
    together(reply(model, asked("A", picture(0)), other), reply(model, asked("B", picture(0)), SAMPLED))
    assert rows == [3, 3, 3, 1, 1]


def test_out_of_memory_halves_the_batch_and_goes_on(
    open_llava: Open, picture: Callable[[int], ImageRef], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ch3ef.models.batching.LINGER", 5.0)
    questions = [Message("user", (picture(n), "What?")) for n in range(4)]
    model = open_llava(batch_size=4, prefix_cache=0)  # a prompt that is kept needs no pass
    expected = together(*(score(model, question) for question in questions))
    rows = count_passes(model, monkeypatch, room=1)
    found = together(*(score(model, question) for question in questions))
    assert rows == [4, 2, 1, 1, 1, 1]
    assert model._open.batch_size == 1
    for one, other in zip(found, expected, strict=True):
        assert [x.sum for x in one] == pytest.approx([x.sum for x in other], abs=1e-4)


def test_out_of_memory_on_one_request(
    open_llava: Open, picture: Callable[[int], ImageRef], monkeypatch: pytest.MonkeyPatch
) -> None:
    model = open_llava()
    count_passes(model, monkeypatch, room=0)
    with pytest.raises(RunError, match="ran out of memory on a single request; use dtype=bfloat16"):
        say(model, asked("What?", picture(0)), GenerateConfig(max_tokens=2))


def test_what_out_of_memory_looks_like() -> None:
    on_cpu = "[enforce fail at alloc_cpu.cpp:119] DefaultCPUAllocator: not enough memory: you tried to allocate 8 TB"
    assert local.is_out_of_memory(torch.OutOfMemoryError("CUDA out of memory"))
    assert local.is_out_of_memory(RuntimeError(on_cpu))
    assert not local.is_out_of_memory(RuntimeError("mat1 and mat2 shapes cannot be multiplied"))


def test_a_closed_model_is_gone(open_llava: Open) -> None:
    model = open_llava()
    network: Any = model._open._model
    weights = weakref.ref(network.lm_head.weight)
    del network
    asyncio.run(score(model, Message("user", ("?",))))
    model.close()
    assert weights() is None
    model.close()
    with pytest.raises(RunError, match="was closed"):
        say(model, asked("?"), GenerateConfig())
    with pytest.raises(RunError, match="was closed"):
        asyncio.run(score(model, Message("user", ("?",))))


def test_tokens_are_counted_without_a_download(
    kept_open: Callable[[str], HuggingFaceAPI], picture: Callable[[int], ImageRef]
) -> None:
    model = kept_open("llava")
    conversation = asked("What?", picture(0))
    output = say(model, conversation, GenerateConfig(max_tokens=2))
    assert output.usage is not None
    assert asyncio.run(model.count_tokens(conversation)) == output.usage.input_tokens
    assert asyncio.run(model.count_tokens("yes")) == len(model._open._tokenizer("yes")["input_ids"])


def test_what_inspect_asks_of_a_provider(kept_open: Callable[[str], HuggingFaceAPI]) -> None:
    model = kept_open("llava")
    assert model.max_tokens() == 256
    assert model.max_connections() >= 8
    assert model.connection_key() == model.model_name


# Arguments


def test_arguments_may_be_text() -> None:
    given = {"batch_size": "8", "trust_remote_code": "true", "dtype": "bfloat16", "revision": "v1", "device": "cpu"}
    assert HuggingFaceArgs.parse(given) == HuggingFaceArgs("cpu", "bfloat16", 8, "v1", trust_remote_code=True)
    assert HuggingFaceArgs.parse({"prefix_cache": "0"}).prefix_cache == 0
    assert HuggingFaceArgs.parse({"batch_size": None, "trust_remote_code": False}) == HuggingFaceArgs()


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ({"batchsize": 8}, "unknown argument of ch3ef-hf 'batchsize'; did you mean 'batch_size'.* Known: batch_size,"),
        ({"batch_size": "0"}, "batch_size='0' is not a whole number of at least 1"),
        ({"batch_size": "many"}, "batch_size='many' is not a whole number"),
        ({"prefix_cache": "-1"}, "prefix_cache='-1' is not a whole number of at least 0"),
        ({"trust_remote_code": "maybe"}, "trust_remote_code='maybe' is neither true nor false"),
        ({"likelihood": "fast"}, "unknown way to compute likelihoods 'fast'"),
        ({"device": 3}, "device=3 is not a text"),
    ],
)
def test_arguments_that_cannot_be(args: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        HuggingFaceArgs.parse(args)


def test_devices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 0)
    assert resolve_device("auto") == resolve_device("cpu") == torch.device("cpu")
    with pytest.raises(InputError, match="device 'cuda' is not there: torch sees 0 CUDA devices; use device=cpu"):
        resolve_device("cuda")
    with pytest.raises(InputError, match="device 'tpu' is not known"):
        resolve_device("tpu")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 2)
    assert resolve_device("auto") == torch.device("cuda")
    assert resolve_device("cuda:1") == torch.device("cuda:1")
    with pytest.raises(InputError, match="device 'cuda:2' is not there"):
        resolve_device("cuda:2")


def test_precisions() -> None:
    assert resolve_dtype("auto", torch.device("cpu")) == torch.float32
    assert resolve_dtype("auto", torch.device("cuda")) == "auto"
    assert resolve_dtype("bfloat16", torch.device("cpu")) == torch.bfloat16
    with pytest.raises(InputError, match="dtype 'int8' is not known; expected auto, float32, bfloat16, float16"):
        resolve_dtype("int8", torch.device("cpu"))


# Checkpoints that cannot be opened


def refused(name: str, **args: Any) -> str:
    """The one line that says why a model cannot be opened."""
    with pytest.raises(InputError) as caught:
        HuggingFaceAPI(name, device="cpu", **args)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.fixture
def copied(checkpoint: Callable[[str], Path], tmp_path: Path) -> Path:
    """A LLaVA's folder, to be damaged."""
    return shutil.copytree(checkpoint("llava"), tmp_path / "llava")


@pytest.mark.parametrize("name", ["./nowhere", "/no/such/folder", "~/nowhere-at-all", "a/b/c"])
def test_a_path_that_does_not_exist(name: str) -> None:
    assert refused(name) == f"model folder {name!r} does not exist; expected a folder or a name on the hub"


def test_a_hub_name_while_offline() -> None:
    assert refused("nobody/nothing") == (
        "model 'nobody/nothing': not in the hub's cache while HF_HUB_OFFLINE is set, and there is no folder of this name"
    )


def test_a_broken_configuration(copied: Path) -> None:
    (copied / "config.json").write_text("{")
    assert "config.json: line 1, column 2: is not JSON" in refused(str(copied))


def test_weights_that_lack_some(copied: Path) -> None:
    weights = load_file(copied / "model.safetensors")
    lost = next(name for name in weights if name.endswith("q_proj.weight"))
    save_file({k: v for k, v in weights.items() if k != lost}, copied / "model.safetensors", metadata={"format": "pt"})
    assert "lacks 1 weight that its configuration asks for, such as" in refused(str(copied))


def test_a_chat_model_without_a_chat_template(copied: Path) -> None:
    (copied / "chat_template.jinja").unlink()
    assert "has no chat template, so a conversation cannot be put to it" in refused(str(copied))


def test_a_template_that_lies_with_the_tokenizer(copied: Path) -> None:
    template = (copied / "chat_template.jinja").read_text()
    (copied / "chat_template.jinja").unlink()
    config = json.loads((copied / "tokenizer_config.json").read_text())
    (copied / "tokenizer_config.json").write_text(json.dumps({**config, "chat_template": template}))
    api = HuggingFaceAPI(str(copied), device="cpu")
    assert api.model_name == str(copied)  # it opens: the template was found there
    api.close()


def test_a_model_of_text_only(tmp_path: Path) -> None:
    config = LlamaConfig(
        vocab_size=8,
        hidden_size=8,
        intermediate_size=8,
        num_hidden_layers=1,
        num_attention_heads=1,
        num_key_value_heads=1,
    )
    LlamaForCausalLM(config).save_pretrained(tmp_path)
    assert "is a LlamaForCausalLM and has no processor for pictures; expected a model of pictures" in refused(
        str(tmp_path)
    )


def test_an_encoder_decoder(copied: Path) -> None:
    config = json.loads((copied / "config.json").read_text())
    (copied / "config.json").write_text(json.dumps({**config, "is_encoder_decoder": True}))
    assert "is an encoder-decoder (llava)" in refused(str(copied))


@pytest.mark.parametrize("kind", ["Qwen2VLImageProcessor", "Qwen2VLImageProcessorFast"])
def test_a_checkpoint_as_hubs_have_it_needs_no_torchvision(
    kind: str, checkpoint: Callable[[str], Path], picture: Callable[[int], ImageRef], tmp_path: Path
) -> None:
    """Its processor of videos is named there, and its processor of pictures is the one that wants torchvision."""
    folder = shutil.copytree(checkpoint("qwen2_5_vl"), tmp_path / "qwen")
    image = json.loads((folder / "processor_config.json").read_text())["image_processor"]
    (folder / "processor_config.json").unlink()
    named = image | {"image_processor_type": kind, "processor_class": "Qwen2_5_VLProcessor"}
    (folder / "preprocessor_config.json").write_text(json.dumps(named))
    videos = {"video_processor_type": "Qwen2VLVideoProcessor"}
    (folder / "video_preprocessor_config.json").write_text(json.dumps(videos))
    said = []
    for place in (checkpoint("qwen2_5_vl"), folder):
        model = HuggingFaceAPI(str(place), device="cpu")
        said.append(say(model, asked("What is this?", picture(3)), GenerateConfig(max_tokens=8)).completion)
        model.close()
    assert said[0] == said[1]


def test_a_processor_that_needs_torchvision(checkpoint: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ch3ef.models.loading.is_torchvision_available", lambda: False)

    def broken(*_: Any, **__: Any) -> None:
        raise ImportError("Qwen2VLVideoProcessor requires the Torchvision library but it was not found")

    monkeypatch.setattr("ch3ef.models.loading.AutoProcessor.from_pretrained", broken)
    assert refused(str(checkpoint("qwen2_vl"))).endswith(
        "needs torchvision, also for pictures only; pip install 'torch>=2.13,<2.14' torchvision"
    )


@pytest.mark.parametrize("package", ["torch", "transformers"])
def test_torch_is_not_installed(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(huggingface, "find_spec", lambda name: None if name == package else object())
    assert refused("./any") == f"local models need {package}, which is not installed; pip install 'ch3ef[hf]'"


def test_opening_and_asking_is_quiet(
    checkpoint: Callable[[str], Path],
    picture: Callable[[int], ImageRef],
    capfd: pytest.CaptureFixture[str],
) -> None:
    model = HuggingFaceAPI(str(checkpoint("llava")), device="cpu")
    say(model, asked("What?", picture(0)), SAMPLED)
    asyncio.run(score(model, Message("user", (picture(0), "What?")), pmi=True))
    model.close()
    assert capfd.readouterr() == ("", "")

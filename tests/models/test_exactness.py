"""The provider of local models: against transformers called directly, in batches, and with what cannot be opened."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import AutoModelForImageTextToText, AutoProcessor

from ch3ef.errors import InputError
from ch3ef.items import ImageRef
from ch3ef.models import likelihood
from ch3ef.models.huggingface import HuggingFaceAPI
from ch3ef.models.loading import pictures_only, quiet_transformers
from ch3ef.models.messages import Message
from ch3ef.models.option_likelihood import OptionLikelihood
from tests import tiny_vlm

OPTIONS = ("no", "a very long answer: " + "it is a red circle and 12 apples, " * 3, "12 apples", "none of these")


@pytest.fixture(scope="module", params=["llava", "gemma3", "qwen2_vl"])
def family(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def checkpoint(family: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_vlm.build(family, tmp_path_factory.mktemp(family))


def open_model(checkpoint: Path, **args: Any) -> HuggingFaceAPI:
    return HuggingFaceAPI(str(checkpoint), **args)


async def ask(
    model: HuggingFaceAPI, asked: Sequence[list[Message]], prefix: str = ""
) -> list[tuple[OptionLikelihood, ...]]:
    return list(
        await asyncio.gather(
            *(model.option_likelihoods(messages, OPTIONS, answer_prefix=prefix, pmi=False) for messages in asked)
        )
    )


def sums(scored: Sequence[Sequence[OptionLikelihood]]) -> list[float]:
    return [option.sum for item in scored for option in item]


def test_whole_passes_are_what_a_bare_model_gives(
    family: str, checkpoint: Path, picture: Callable[[int], ImageRef]
) -> None:
    """Against transformers called directly: processor on the conversation, one forward of prompt + option."""
    messages = [Message("user", (picture(1), "What is shown in the picture?"))]
    ours = open_model(checkpoint)
    scored = asyncio.run(ours.option_likelihoods(messages, OPTIONS, answer_prefix="", pmi=False))
    ours.close()
    with pictures_only(), quiet_transformers():
        model = AutoModelForImageTextToText.from_pretrained(checkpoint)
        processor = AutoProcessor.from_pretrained(checkpoint)  # type: ignore[no-untyped-call]
    from PIL import Image

    conversation = [
        {"role": "user", "content": [{"type": "image"}, {"type": "text", "text": "What is shown in the picture?"}]}
    ]
    prompt = processor.apply_chat_template(conversation, add_generation_prompt=True, tokenize=False)
    image = Image.open(messages[0].images[0].path)
    start = processor(text=[prompt], images=[[image]], return_tensors="pt")["input_ids"].shape[1]
    for option, likelihood_ in zip(OPTIONS, scored, strict=True):
        inputs = processor(text=[prompt + option], images=[[image]], return_tensors="pt")
        ids = inputs["input_ids"][0]
        with torch.inference_mode():
            log_probs = model(**inputs, use_cache=False).logits[0].float().log_softmax(-1)
        total = sum(float(log_probs[i - 1, ids[i]]) for i in range(start, len(ids)))
        assert likelihood_.tokens == len(ids) - start
        assert likelihood_.sum == pytest.approx(total, abs=1e-4)


def test_pmi_is_the_sum_less_the_sum_without_pictures(checkpoint: Path, picture: Callable[[int], ImageRef]) -> None:
    model = open_model(checkpoint)
    with_picture = [Message("user", (picture(1), "What is shown?"))]
    without = [Message("user", ("What is shown?",))]
    scored = asyncio.run(model.option_likelihoods(with_picture, OPTIONS, answer_prefix="", pmi=True))
    blind = asyncio.run(model.option_likelihoods(without, OPTIONS, answer_prefix="", pmi=False))
    model.close()
    for option, other in zip(scored, blind, strict=True):
        assert option.pmi == pytest.approx(option.sum - other.sum, abs=1e-4)


@pytest.fixture(scope="module")
def llava(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_vlm.build("llava", tmp_path_factory.mktemp("llava"))


def test_out_of_memory_halves_the_batch_and_goes_on(
    llava: Path, picture: Callable[[int], ImageRef], monkeypatch: pytest.MonkeyPatch
) -> None:
    model = open_model(llava, batch_size=8)
    asked = [[Message("user", (picture(n), f"What is shown in {n}?"))] for n in range(8)]
    expected = sums(asyncio.run(ask(model, asked)))
    from ch3ef.models import local

    score = likelihood.score_options

    def small_memory(model_: object, questions_: Sequence[object], *how: Any) -> object:
        if len(questions_) > 2:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return score(model_, questions_, *how)  # type: ignore[arg-type]

    monkeypatch.setattr(local, "score_options", small_memory)
    assert sums(asyncio.run(ask(model, asked))) == pytest.approx(expected, abs=1e-4)
    assert model._open.batch_size <= 2

    def no_memory(model_: object, questions_: Sequence[object], *how: Any) -> object:
        raise torch.OutOfMemoryError("CUDA out of memory")

    monkeypatch.setattr(local, "score_options", no_memory)
    with pytest.raises(Exception, match="memory") as caught:
        asyncio.run(ask(model, asked[:1]))
    assert "\n" not in str(caught.value)
    model.close()


def test_replies_in_batches_are_replies_alone(llava: Path, picture: Callable[[int], ImageRef]) -> None:
    from inspect_ai.model import GenerateConfig

    from ch3ef.models.conversation import chat_messages

    asked = [chat_messages([Message("user", (picture(n), "What is shown? " * (n + 1)))]) for n in range(4)]

    async def replies(model: HuggingFaceAPI, **config: object) -> list[str]:
        settings = GenerateConfig(max_tokens=12, **config)  # type: ignore[arg-type]
        outputs = await asyncio.gather(*(model.generate(messages, [], "none", settings) for messages in asked))
        assert all(output.usage and output.usage.output_tokens for output in outputs)
        return [output.completion for output in outputs]

    alone, batched = open_model(llava, batch_size=1), open_model(llava, batch_size=4)
    assert asyncio.run(replies(alone)) == asyncio.run(replies(batched))
    sampled = asyncio.run(replies(alone, temperature=1.0, seed=3))
    assert sampled == asyncio.run(replies(batched, temperature=1.0, seed=3))
    assert sampled != asyncio.run(replies(alone, temperature=1.0, seed=4))
    alone.close()
    batched.close()


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ({"devise": "cpu"}, "unknown argument of ch3ef-hf 'devise'; did you mean 'device'"),
        ({"device": "tpu"}, "device 'tpu' is not known"),
        ({"dtype": "int4"}, "dtype 'int4' is not known"),
        ({"batch_size": "0"}, "not a whole number of at least 1"),
        ({"trust_remote_code": "perhaps"}, "neither true nor false"),
    ],
)
def test_arguments_that_are_wrong(llava: Path, args: dict[str, str], says: str) -> None:
    with pytest.raises(InputError) as caught:
        open_model(llava, **args)
    assert says in str(caught.value)


def test_folders_that_are_no_checkpoint(llava: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        open_model(tmp_path / "nowhere")
    with pytest.raises(InputError, match=r"has no config\.json"):
        open_model(tmp_path)
    import shutil

    bare = tmp_path / "bare"
    shutil.copytree(llava, bare, ignore=shutil.ignore_patterns("*processor*"))
    with pytest.raises(InputError, match="processor"):
        open_model(bare)


def test_nan_weights_are_refused_when_the_model_is_opened(llava: Path, tmp_path: Path) -> None:
    with quiet_transformers():
        broken = AutoModelForImageTextToText.from_pretrained(llava)
        processor = AutoProcessor.from_pretrained(llava)  # type: ignore[no-untyped-call]
        with torch.no_grad():
            broken.lm_head.weight.fill_(float("nan"))
        broken.save_pretrained(tmp_path / "nan")
        processor.save_pretrained(tmp_path / "nan")
    with pytest.raises(InputError, match="NaN"):
        open_model(tmp_path / "nan")

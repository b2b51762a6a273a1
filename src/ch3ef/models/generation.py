"""Replies of a local model: batches whose rows do not depend on each other."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from transformers import (
    DynamicCache,
    GenerationConfig,
    LogitsProcessor,
    LogitsProcessorList,
    PreTrainedTokenizerBase,
    StoppingCriteria,
    StoppingCriteriaList,
    TemperatureLogitsWarper,
    TopKLogitsWarper,
    TopPLogitsWarper,
)

from ch3ef.models.batching import ENDING
from ch3ef.models.inputs import Decoder, Inputs, collate, continue_with, to_device
from ch3ef.models.passes import cache_of, encode_in_groups, joined, lay_out, slots_of, states_of
from ch3ef.models.prefixes import KeptPrompt, Prefixes, Start
from ch3ef.reading.visible import is_mark, split_reasoning


@dataclass(frozen=True, slots=True)
class Sampling:
    """How replies are drawn; requests with the same settings share a batch.

    Attributes:
        max_tokens: Most tokens of a reply.
        temperature: 0: always the likeliest token.
        top_p: Draw among the likeliest tokens that hold this share of probability; None for all.
        top_k: Draw among this many likeliest tokens; None for all.
        stops: Texts that end a reply; they are cut off.
    """

    max_tokens: int
    temperature: float = 0.0
    top_p: float | None = None
    top_k: int | None = None
    stops: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReplyRequest:
    """A prompt that asks for a reply.

    Attributes:
        inputs: The prompt's tensors: one row, no padding.
        sampling: How the reply is drawn.
        seed: Seeds its draws.
        pictures: Digest of the prompt's pictures; None: the prompt is neither kept nor goes on from a kept one.
        begun: The mark of reasoning that the prompt ends with; empty if there is none.
    """

    inputs: Inputs
    sampling: Sampling
    seed: int
    pictures: bytes | None = None
    begun: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model said.

    Attributes:
        text: The reply without special tokens, but for marks of reasoning, that which ended the prompt among them.
        truncated: Whether it was cut off at the most tokens allowed.
        input_tokens: Tokens of the prompt, those of pictures included.
        output_tokens: Tokens said, the one that ends the reply included.
    """

    text: str
    truncated: bool
    input_tokens: int
    output_tokens: int


class SeededDraw(LogitsProcessor):
    """Turns picking the likeliest token into drawing one, with a generator per row.

    The largest of log-probabilities plus Gumbel noise is a draw from the distribution. `generate` itself draws all
    rows from one generator, so that a reply would depend on its neighbours in the batch.

    Args:
        seeds: One per row.
    """

    def __init__(self, seeds: Sequence[int]) -> None:
        self._generators = [torch.Generator().manual_seed(seed) for seed in seeds]

    def __call__(self, input_ids: torch.LongTensor, scores: torch.FloatTensor) -> torch.FloatTensor:  # noqa: ARG002
        """Scores of one step with each row's noise added."""
        size = scores.shape[-1]
        waits = torch.stack([torch.empty(size).exponential_(generator=generator) for generator in self._generators])
        return scores.float() - waits.log().to(scores.device)  # type: ignore[return-value]


def request_seed(text: str, inputs: Inputs, seed: int | None) -> int:
    """A seed from what is asked, so that neither order nor neighbours change a reply.

    Args:
        text: The prompt.
        inputs: Its tensors, pictures among them.
        seed: A seed of the user's; another one gives other replies.

    Returns:
        64 bits.
    """
    digest = hashlib.sha256(f"{seed}\0{text}".encode())
    for name in sorted(inputs):
        digest.update(inputs[name].contiguous().numpy().tobytes())
    return int.from_bytes(digest.digest()[:8], "big") >> 1


@torch.inference_mode()
def generate_replies(
    model: Decoder,
    tokenizer: PreTrainedTokenizerBase,
    requests: Sequence[ReplyRequest],
    prefixes: Prefixes | None = None,
) -> list[Reply]:
    """Let the model answer a batch of prompts.

    Args:
        model: The model.
        tokenizer: Its tokenizer.
        requests: Prompts with the same sampling and the same kinds of inputs.
        prefixes: Where encoded prompts are kept, with their replies, for later ones to go on from.

    Returns:
        One reply per request, in order.
    """
    sampling = requests[0].sampling
    begun = _begun(model, requests, prefixes)
    ends = _end_tokens(model, tokenizer)
    padding = ends[0] if tokenizer.pad_token_id is None else tokenizer.pad_token_id
    settings = GenerationConfig(  # type: ignore[no-untyped-call]
        max_new_tokens=sampling.max_tokens,
        do_sample=False,
        eos_token_id=ends,
        pad_token_id=padding,
        stop_strings=list(sampling.stops) or None,
        return_dict_in_generate=True,
    )
    output = model.generate(
        **begun,
        generation_config=settings,
        logits_processor=_draws(sampling, [request.seed for request in requests]),
        tokenizer=tokenizer,
        stopping_criteria=StoppingCriteriaList([_ProgramEnds()]),
    )
    said: Tensor = output.sequences[:, begun["input_ids"].shape[1] :]
    answers = [_without_padding(tokens, padding, ends) for tokens in said.tolist()]
    if prefixes is not None:
        _keep(model, prefixes, requests, answers, mask=begun["attention_mask"], cache=cache_of(output))
    return [_reply(tokenizer, request, tokens, ends) for request, tokens in zip(requests, answers, strict=True)]


class _ProgramEnds(StoppingCriteria):
    """Goes no further once the program ends."""

    def __call__(self, input_ids: Tensor, scores: Tensor, **_: Any) -> Tensor:  # noqa: ARG002
        return torch.full(input_ids.shape[:1], ENDING.is_set(), dtype=torch.bool, device=input_ids.device)


def _begun(model: Decoder, requests: Sequence[ReplyRequest], prefixes: Prefixes | None) -> dict[str, Any]:
    """What `generate` goes on from: the prompts, or their last tokens and the keys and values of all others."""
    prompts = [request.inputs for request in requests]
    if prefixes is None:
        return to_device(model, collate(prompts))
    keys = [prefixes.key(request.inputs, request.pictures) for request in requests]
    if None in keys:
        return to_device(model, collate(prompts))
    kept: dict[int, KeptPrompt | None] = {}
    for rows, _, as_kept in encode_in_groups(model, prompts, keys, prefixes):
        kept.update(zip(rows, as_kept, strict=True))
    starts = [Start(prompt, prompt.key.length - 1) for _, prompt in sorted(kept.items()) if prompt is not None]
    return {**lay_out(model, prompts, starts), "cache": joined(model, starts)}


def _keep(
    model: Decoder,
    prefixes: Prefixes,
    requests: Sequence[ReplyRequest],
    answers: Sequence[list[int]],
    *,
    mask: Tensor,
    cache: DynamicCache,
) -> None:
    """Keep prompts with the replies to them, as far as these were read again: the last token never is."""
    length = mask.shape[1]
    read = cache.get_seq_length() - length
    for row, (request, answer, slots) in enumerate(zip(requests, answers, slots_of(mask), strict=True)):
        said = answer[:read]
        key = prefixes.key(continue_with(model, request.inputs, 0, said), request.pictures)
        if key is not None:
            prefixes.keep(key, states_of(cache, row, torch.cat([slots, length + torch.arange(len(said))])))


def _draws(sampling: Sampling, seeds: Sequence[int]) -> LogitsProcessorList:
    if sampling.temperature == 0:
        return LogitsProcessorList()
    warpers: list[LogitsProcessor] = [TemperatureLogitsWarper(sampling.temperature)]
    if sampling.top_k is not None:
        warpers.append(TopKLogitsWarper(sampling.top_k))
    if sampling.top_p is not None:
        warpers.append(TopPLogitsWarper(sampling.top_p))
    return LogitsProcessorList([*warpers, SeededDraw(seeds)])


def _end_tokens(model: Decoder, tokenizer: PreTrainedTokenizerBase) -> list[int]:
    """Those that the checkpoint names and the tokenizer's own: some checkpoints name only one of the two."""
    named: list[int] | int | None = model.generation_config.eos_token_id
    ends = {*(named if isinstance(named, list) else [named]), tokenizer.eos_token_id}
    return sorted(end for end in ends if end is not None)


def _without_padding(tokens: list[int], padding: int, ends: Sequence[int]) -> list[int]:
    """A row that a stop text ended is filled with padding up to the longest reply of its batch."""
    length = len(tokens)
    while padding not in ends and length and tokens[length - 1] == padding:
        length -= 1
    return tokens[:length]


def _reply(tokenizer: PreTrainedTokenizerBase, request: ReplyRequest, tokens: list[int], ends: Sequence[int]) -> Reply:
    end = next((i for i, token in enumerate(tokens) if token in ends), None)
    text = _text(tokenizer, tokens[:end])
    stop = min((text.index(stop) for stop in request.sampling.stops if stop in text), default=None)
    return Reply(
        text=request.begun + text[:stop],
        truncated=end is None and stop is None,
        input_tokens=request.inputs["input_ids"].shape[1],
        output_tokens=len(tokens) if end is None else end + 1,
    )


def _text(tokenizer: PreTrainedTokenizerBase, tokens: list[int]) -> str:
    """Tokens as text: without special tokens, but for those that set reasoning apart."""
    if split_reasoning(str(tokenizer.decode(tokens))).reasoning is None:
        return str(tokenizer.decode(tokens, skip_special_tokens=True))
    texts = {token: str(tokenizer.decode([token])) for token in set(tokens)}
    shown = {t for t, text in texts.items() if is_mark(text) or tokenizer.decode([t], skip_special_tokens=True) == text}
    return str(tokenizer.decode([token for token in tokens if token in shown]))

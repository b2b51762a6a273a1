"""Log-probabilities of given answers, images and prompt encoded once per item. Torch only; no Inspect.

Three ways lead to the same numbers:

- `packed`: after one pass over the prompt, all options of an item stand in ONE row behind it; a mask keeps them from
  seeing each other. Nothing of the key-value cache is copied per option. For models with plain full attention.
- `repeated`: after the same pass, the cache is repeated per option. For every model with a cache.
- `full`: one whole pass per option, nothing shared. The check of the other two, and what the reference does.

One pass over prompt and options together was tried: it is a few percent faster for one picture of 576 tokens and
25 % slower for four, since the prompt then loses the fast causal attention. So the prompt always goes first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

import torch
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence
from transformers import DynamicCache
from transformers.cache_utils import DynamicLayer

from ch3ef.errors import InputError, RunError
from ch3ef.models.inputs import Decoder, Inputs, common_length, continue_with, to_device
from ch3ef.models.passes import EncodedPrompts, encode, encode_in_groups, going_on, keeping
from ch3ef.models.prefixes import Prefixes

Way = Literal["packed", "repeated", "full"]
TokenLogProbs = list[list[float]]
"""Per option of an item: the log-probability of each of its own tokens [nats]."""

TOLERANCE = {torch.float32: 1e-3, torch.float64: 1e-3}
TOLERANCE_HALF = 0.2
"""How far a way may be from `full` on a probe, per token [nats]: half precision rounds at every layer."""
ROWS_AT_ONCE = 256
"""Positions whose logits are turned to float32 together: bounds the memory for large vocabularies."""


@dataclass(frozen=True, slots=True)
class OptionTokens:
    """The options of one prompt as tokens, off the beginning that they share.

    Attributes:
        drop: How many of the prompt's last tokens are tokenised differently once an option follows.
        lead: What follows the rest of the prompt before the options part: the answer prefix, mostly.
        tails: Per option, its tokens after prompt and lead.
        own: Per option, how many of its last tokens are scored; the others belong to the answer prefix.
    """

    drop: int
    lead: tuple[int, ...]
    tails: tuple[tuple[int, ...], ...]
    own: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One prompt and the options to be scored after it.

    Attributes:
        inputs: The processor's output for this prompt alone, without padding.
        options: The options' tokens.
        pictures: Digest of the prompt's pictures; None: the prompt is neither kept nor goes on from a kept one.
    """

    inputs: Inputs
    options: OptionTokens
    pictures: bytes | None = None


def tokenize_options(
    encode: Callable[[str], list[int]], prompt: str, answer_prefix: str, options: Sequence[str]
) -> OptionTokens:
    """Tokenise prompt, answer prefix and option as one sequence, and find where each option begins.

    An option's own tokens are those after the longest beginning that its sequence shares with prompt + answer
    prefix alone: a token that merges across the boundary belongs to the option.

    Args:
        encode: The tokenizer, without padding or truncation.
        prompt: The prompt as text, placeholders of images unexpanded.
        answer_prefix: What the assistant has said already.
        options: The answers.

    Returns:
        The tokens; all options start from the same beginning, the shortest of theirs.

    Raises:
        InputError: An option has no token of its own.

    Example:
        >>> tokenize_options(lambda text: [ord(letter) for letter in text], "ab", "c", ["d", "ef"])
        OptionTokens(drop=0, lead=(99,), tails=((100,), (101, 102)), own=(1, 2))
    """
    bare = encode(prompt)
    before = encode(prompt + answer_prefix)
    joined = [encode(prompt + answer_prefix + option) for option in options]
    starts = [common_length(before, tokens) for tokens in joined]
    for option, tokens, start in zip(options, joined, starts, strict=True):
        if len(tokens) == start:
            raise InputError(
                f"option {option!r} has no token of its own after {(prompt + answer_prefix)[-30:]!r}; expected text"
            )
    shared = before[: min(starts)]
    kept = common_length(bare, shared)
    return OptionTokens(
        drop=len(bare) - kept,
        lead=tuple(shared[kept:]),
        tails=tuple(tuple(tokens[len(shared) :]) for tokens in joined),
        own=tuple(len(tokens) - start for tokens, start in zip(joined, starts, strict=True)),
    )


def choose_way(model: Decoder, probe: Question) -> Way:
    """The fastest way that agrees with `full` on a probe.

    Args:
        model: The model.
        probe: A short prompt with a picture, and options of different lengths.

    Returns:
        "packed" or "repeated".

    Raises:
        RunError: Neither agrees: the model keeps something between passes that a shared prompt does not carry over.
    """
    expected = score_options(model, [probe], "full")[0]
    tolerance = TOLERANCE.get(model.dtype, TOLERANCE_HALF)
    ways: list[Way] = ["packed", "repeated"] if has_plain_attention(model) else ["repeated"]
    off = {}
    for way in ways:
        off[way] = largest_difference(expected, score_options(model, [probe], way)[0])
        if off[way] <= tolerance:
            return way
    differences = ", ".join(f"{way} {difference:.3g}" for way, difference in off.items())
    raise RunError(
        f"{type(model).__name__}: log-probabilities off a shared prompt differ from those of whole passes "
        f"(nats per token: {differences}; allowed: {tolerance}); ask with likelihood=full to score without sharing"
    )


def has_plain_attention(model: Decoder) -> bool:
    """Whether every layer sees all earlier tokens: no sliding window, no state besides keys and values."""
    return all(type(layer) is DynamicLayer for layer in DynamicCache(config=model.config).layers)


def largest_difference(first: TokenLogProbs, second: TokenLogProbs) -> float:
    """The largest difference between two scorings of the same options, per token [nats]; NaN if one holds a NaN.

    Example:
        >>> largest_difference([[-1.0, -2.0], [-3.0]], [[-1.0, -2.5], [-3.0]])
        0.5
    """
    flat = [torch.tensor([value for option in scoring for value in option]) for scoring in (first, second)]
    return float((flat[0] - flat[1]).abs().max())


@torch.inference_mode()
def score_options(
    model: Decoder, questions: Sequence[Question], way: Way, prefixes: Prefixes | None = None
) -> list[TokenLogProbs]:
    """The log-probability of every option's own tokens, given images, prompt and answer prefix.

    Args:
        model: The model, in evaluation mode.
        questions: Prompts with their options; numbers and lengths may differ, kinds of inputs may not.
        way: How to compute it; all ways give the same, up to rounding.
        prefixes: Where encoded prompts are kept for later ones to go on from; not looked at by "full".

    Returns:
        Per question and option, one value per own token, in float32 [nats]. NaN where the model gives NaN.
    """
    if way == "full":
        return [_score_full(model, question) for question in questions]
    score = _score_packed if way == "packed" else _score_repeated
    if prefixes is None:
        return score(model, _encode_prompts(model, questions), questions)
    prompts = [_prompt_of(model, question) for question in questions]
    keys = [prefixes.key(inputs, question.pictures) for inputs, question in zip(prompts, questions, strict=True)]
    scores: dict[int, TokenLogProbs] = {}
    for rows, encoded, _ in encode_in_groups(model, prompts, keys, prefixes):
        scores.update(zip(rows, score(model, encoded, [questions[i] for i in rows]), strict=True))
    return [scores[i] for i in range(len(questions))]


def _score_full(model: Decoder, question: Question) -> TokenLogProbs:
    tokens, scored = question.options, []
    for tail, own in zip(tokens.tails, tokens.own, strict=True):
        inputs = continue_with(model, question.inputs, tokens.drop, (*tokens.lead, *tail))
        logits = _logits(model, own + 1, **to_device(model, inputs), use_cache=False)
        scored.append(_log_probs(logits[0, :-1], torch.tensor(tail[-own:])).tolist())
    return scored


def _encode_prompts(model: Decoder, questions: Sequence[Question]) -> EncodedPrompts:
    return encode(model, [_prompt_of(model, question) for question in questions])


def _prompt_of(model: Decoder, question: Question) -> Inputs:
    """The prompt with all that the options share."""
    return continue_with(model, question.inputs, question.options.drop, question.options.lead)


def _score_packed(model: Decoder, prompt: EncodedPrompts, questions: Sequence[Question]) -> list[TokenLogProbs]:
    """All options of a question in one row behind its prompt, blind to each other."""
    device = prompt.mask.device
    tails = [question.options.tails for question in questions]
    # A tail's last token predicts nothing that is asked for.
    ids = _padded([[token for tail in row for token in tail[:-1]] for row in tails], 0, device)
    if not ids.numel():
        return _own_tokens(questions, _first_log_probs(prompt, questions), [[[]] * len(row) for row in tails])
    option = _padded([[i for i, tail in enumerate(row) for _ in tail[:-1]] for row in tails], -1, device)
    step = _padded([[t for tail in row for t in range(len(tail) - 1)] for row in tails], 0, device)
    targets = _padded([[token for tail in row for token in tail[1:]] for row in tails], 0, device)
    logits = _logits(
        model,
        ids.shape[1],
        input_ids=ids,
        attention_mask=packed_mask(prompt.mask, option, step, model.dtype),
        position_ids=prompt.next_positions + step,
        **going_on(model, prompt.cache),
        use_cache=True,
    )
    log_probs = _log_probs(logits.flatten(0, 1), targets.flatten()).view_as(targets).tolist()
    later = [_cut(values, [len(tail) - 1 for tail in row]) for values, row in zip(log_probs, tails, strict=True)]
    return _own_tokens(questions, _first_log_probs(prompt, questions), later)


def packed_mask(prompt_mask: Tensor, option: Tensor, step: Tensor, dtype: torch.dtype) -> Tensor:
    """What each option token sees: its own prompt, and the earlier tokens of its own option.

    Args:
        prompt_mask: (rows, prompt): true where the prompt has a token, not padding.
        option: (rows, slots): the option that a slot belongs to.
        step: (rows, slots): the slot's place within its option.
        dtype: The model's.

    Returns:
        (rows, 1, slots, prompt + slots), to be added to attention scores: 0 or the lowest number.
    """
    own = (option[:, :, None] == option[:, None, :]) & (step[:, :, None] >= step[:, None, :])
    seen = torch.cat([prompt_mask[:, None, :].expand(-1, option.shape[1], -1), own], dim=-1)
    return torch.zeros(seen.shape, dtype=dtype, device=seen.device).masked_fill_(~seen, torch.finfo(dtype).min)[:, None]


def _score_repeated(model: Decoder, prompt: EncodedPrompts, questions: Sequence[Question]) -> list[TokenLogProbs]:
    """Every option in a row of its own, behind a copy of its prompt's cache."""
    device = prompt.mask.device
    tails = [tail for question in questions for tail in question.options.tails]
    counts = [len(question.options.tails) for question in questions]
    ids = _padded([tail[:-1] for tail in tails], 0, device)
    if not ids.numel():
        return _own_tokens(questions, _first_log_probs(prompt, questions), [[[]] * count for count in counts])
    lengths = torch.tensor([len(tail) - 1 for tail in tails], device=device)
    step = torch.arange(ids.shape[1], device=device)
    row = torch.arange(len(questions), device=device).repeat_interleave(torch.tensor(counts, device=device))
    prompt.cache.reorder_cache(cast("torch.LongTensor", row))
    logits = _logits(
        model,
        ids.shape[1],
        input_ids=ids,
        attention_mask=torch.cat([prompt.mask[row], step < lengths[:, None]], dim=1).long(),
        position_ids=prompt.next_positions.index_select(-2, row) + step,
        **going_on(model, prompt.cache),
        use_cache=True,
    )
    targets = _padded([tail[1:] for tail in tails], 0, device)
    log_probs = _log_probs(logits.flatten(0, 1), targets.flatten()).view_as(targets).tolist()
    flat = [values[: len(tail) - 1] for values, tail in zip(log_probs, tails, strict=True)]
    return _own_tokens(questions, _first_log_probs(prompt, questions), _cut(flat, counts))


def _first_log_probs(prompt: EncodedPrompts, questions: Sequence[Question]) -> list[list[float]]:
    """Per question, the log-probability of the first token of every tail."""
    firsts = [torch.tensor([tail[0] for tail in question.options.tails]) for question in questions]
    normalisers = prompt.next_logits.logsumexp(-1)
    return [
        (logits[ids.to(logits.device)] - normaliser).tolist()
        for logits, normaliser, ids in zip(prompt.next_logits, normalisers, firsts, strict=True)
    ]


def _own_tokens(
    questions: Sequence[Question], firsts: Sequence[list[float]], later: Sequence[Sequence[list[float]]]
) -> list[TokenLogProbs]:
    """Of every tail (its first token, then the others) the tokens that are the option's own."""
    return [
        [[first, *rest][-own:] for first, rest, own in zip(row_firsts, row_later, question.options.own, strict=True)]
        for question, row_firsts, row_later in zip(questions, firsts, later, strict=True)
    ]


def _cut(values: Sequence[Any], lengths: Sequence[int]) -> list[Any]:
    """Cut consecutive pieces of the given lengths; what is left over is padding."""
    ends = [sum(lengths[: i + 1]) for i in range(len(lengths))]
    return [values[end - length : end] for end, length in zip(ends, lengths, strict=True)]


def _padded(rows: Sequence[Sequence[int]], filler: int, device: torch.device) -> Tensor:
    return pad_sequence([torch.tensor(row, dtype=torch.long) for row in rows], True, filler).to(device)


def _logits(model: Decoder, last: int, **inputs: Any) -> Tensor:
    """The logits of the last positions only, where the model can leave out the others."""
    logits: Tensor = model(**inputs, **keeping(model, last)).logits
    return logits[:, -last:]


def _log_probs(logits: Tensor, targets: Tensor) -> Tensor:
    """The targets' log-probabilities, one per row of logits (rows, vocabulary), in float32."""
    starts = range(0, len(logits), ROWS_AT_ONCE)
    parts = [(logits[start : start + ROWS_AT_ONCE], targets[start : start + ROWS_AT_ONCE]) for start in starts]
    return torch.cat([_gathered(part.float(), ids.to(part.device)) for part, ids in parts])


def _gathered(logits: Tensor, targets: Tensor) -> Tensor:
    return logits.gather(1, targets[:, None]).squeeze(1) - logits.logsumexp(-1)

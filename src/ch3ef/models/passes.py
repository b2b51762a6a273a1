"""Passes over prompts: whole, or on from the keys and values of an earlier prompt."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

import torch
from torch import Tensor
from torch.nn.functional import pad
from transformers import DynamicCache
from transformers.cache_utils import DynamicLayer

from ch3ef.models.inputs import Decoder, Inputs, collate, collate_apart, to_device
from ch3ef.models.prefixes import KeptPrompt, Prefixes, PromptKey, Start, States


@dataclass(frozen=True, slots=True)
class EncodedPrompts:
    """Prompts after their pass through the model: what the next pass goes on from.

    Attributes:
        mask: (rows, slots): true where the cache holds a token of the row's prompt, not padding.
        next_positions: (..., rows, 1): the position of what follows.
        next_logits: (rows, vocabulary): of what follows, in float32.
        cache: Keys and values.
        slots: Per row, where the cache holds its prompt's tokens; on the CPU.
    """

    mask: Tensor
    next_positions: Tensor
    next_logits: Tensor
    cache: DynamicCache
    slots: tuple[Tensor, ...]


def encode(model: Decoder, prompts: Sequence[Inputs], starts: Sequence[Start] = ()) -> EncodedPrompts:
    """Pass prompts through the model.

    Args:
        model: The model.
        prompts: Single prompts with the same kinds of inputs.
        starts: What each goes on from; none: all are encoded whole, pictures and all.

    Returns:
        The prompts, one row each.
    """
    if starts:
        laid_out = lay_out(model, prompts, starts)
        known = max(start.length for start in starts)
        positions = laid_out["position_ids"]
        inputs: dict[str, Any] = {
            "input_ids": laid_out["input_ids"][:, known:],
            "attention_mask": laid_out["attention_mask"],
            "position_ids": positions[..., known:],
            **going_on(model, joined(model, starts)),
        }
    else:
        inputs = to_device(model, collate(prompts))
        positions = model._prepare_position_ids_for_generation(inputs["input_ids"], dict(inputs))
        inputs["position_ids"] = positions
    slots = slots_of(inputs["attention_mask"])
    output = model(**inputs, use_cache=True, **keeping(model, 1))
    return EncodedPrompts(
        mask=inputs["attention_mask"].bool(),
        next_positions=positions[..., -1:] + 1,
        next_logits=output.logits[:, -1].float(),
        cache=cache_of(output),
        slots=slots,
    )


def encode_in_groups(
    model: Decoder, prompts: Sequence[Inputs], keys: Sequence[PromptKey | None], prefixes: Prefixes
) -> Iterator[tuple[list[int], EncodedPrompts, list[KeptPrompt | None]]]:
    """Pass prompts through the model, each on from the longest kept beginning, and keep them.

    Args:
        model: The model.
        prompts: Single prompts with the same kinds of inputs.
        keys: What each is known by.
        prefixes: What is kept.

    Yields:
        Indices of prompts; those prompts encoded; and as they are kept, None without a key.
    """
    for rows, starts in prefixes.groups(keys):
        encoded = encode(model, [prompts[i] for i in rows], starts)
        kept = [
            None if (key := keys[i]) is None else prefixes.keep(key, states_of(encoded.cache, row, slots))
            for row, (i, slots) in enumerate(zip(rows, encoded.slots, strict=True))
        ]
        yield rows, encoded, kept


def lay_out(model: Decoder, prompts: Sequence[Inputs], starts: Sequence[Start]) -> Inputs:
    """One batch of prompts, the tokens that are known in front of the others, with positions; on the device."""
    lengths = [start.length for start in starts]
    laid_out = to_device(model, collate_apart(prompts, lengths))
    # Positions may hang on sizes of pictures (never on pixels).
    sizes = collate([{name: v for name, v in prompt.items() if not v.is_floating_point()} for prompt in prompts])
    asked = {**to_device(model, sizes), **laid_out}
    return {**laid_out, "position_ids": model._prepare_position_ids_for_generation(asked["input_ids"], asked)}


def joined(model: Decoder, starts: Sequence[Start]) -> DynamicCache:
    """The known tokens' keys and values as one cache, padded on the left."""
    longest = max(start.length for start in starts)
    cache = DynamicCache(config=model.config)
    for layer, rows in enumerate(zip(*(start.kept.states for start in starts), strict=True)):
        keys, values = (
            torch.stack([_begun(states, start.length, longest) for states, start in zip(part, starts, strict=True)])
            for part in zip(*rows, strict=True)
        )
        cache.update(keys, values, layer)
    return cache


def _begun(states: Tensor, length: int, longest: int) -> Tensor:
    return pad(states[:, :length], (0, 0, longest - length, 0))


def slots_of(mask: Tensor) -> tuple[Tensor, ...]:
    """Where each row of a mask is set; on the CPU."""
    return tuple(row.nonzero().flatten() for row in mask.cpu())


def states_of(cache: DynamicCache, row: int, slots: Tensor) -> States:
    """One prompt's keys and values out of a batch, without padding, in memory of their own."""
    layers = cast(list[DynamicLayer], cache.layers)
    return tuple(
        (_taken(cast(Tensor, layer.keys), row, slots), _taken(cast(Tensor, layer.values), row, slots))
        for layer in layers
    )


def _taken(states: Tensor, row: int, slots: Tensor) -> Tensor:
    # A batch of one without padding is taken as it is: caches grow by copying, nothing writes into them.
    whole = len(states) == 1 and len(slots) == states.shape[2]
    return states[row] if whole else states[row].index_select(1, slots.to(states.device))


def keeping(model: Decoder, last: int) -> dict[str, int]:
    """The argument for the last positions' logits only, where the model can leave out the others."""
    return {"logits_to_keep": last} if "logits_to_keep" in inspect.signature(model.forward).parameters else {}


def going_on(model: Decoder, cache: DynamicCache) -> dict[str, DynamicCache]:
    """The cache under the name that this release of transformers, and this model, knows it by."""
    return {"cache" if "cache" in inspect.signature(model.forward).parameters else "past_key_values": cache}


def cache_of(output: Any) -> DynamicCache:
    """The cache in a model's output, under either name."""
    found: DynamicCache = output.cache if "cache" in output else output.past_key_values
    return found

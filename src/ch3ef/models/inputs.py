"""A processor's output as rows of tensors: cut, continued, and put together into batches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

import torch
from torch import Tensor
from torch.nn.functional import pad

Inputs = dict[str, Tensor]
"""What a processor makes of prompts: token ids, mask, pixels ..., by the names of the model's arguments."""


class Decoder(Protocol):
    """What we use of a model of transformers (`PreTrainedModel` with `GenerationMixin`).

    The two methods with an underscore are the hooks by which a model tells `generate` its own rules for positions and
    for kinds of tokens; asking them keeps lists of model families out of our code.
    """

    config: Any
    generation_config: Any
    device: torch.device
    dtype: torch.dtype
    forward: Callable[..., Any]
    generate: Callable[..., Any]

    def __call__(self, **inputs: Any) -> Any:
        """The model's output: logits, cache ..."""

    def _prepare_position_ids_for_generation(self, inputs_tensor: Tensor, model_kwargs: dict[str, Any]) -> Tensor: ...

    def _update_model_kwargs_for_generation(
        self, outputs: dict[str, Any], model_kwargs: dict[str, Any]
    ) -> dict[str, Any]: ...


def continue_with(model: Decoder, inputs: Inputs, drop: int, tokens: Sequence[int]) -> Inputs:
    """One prompt whose last tokens are replaced by tokens that the model has said.

    Args:
        model: The model; it knows of what kind (`token_type_ids` ...) the tokens are that it says itself.
        inputs: One prompt, without padding.
        drop: How many of the prompt's last tokens to drop.
        tokens: What follows the rest.

    Returns:
        The inputs with `input_ids`, the mask and all else that has a value per token cut and grown.
    """
    length = inputs["input_ids"].shape[1]
    per_token = {name: value[:, : length - drop] for name, value in per_token_inputs(inputs).items()}
    if tokens:
        said = model._update_model_kwargs_for_generation({}, {k: v for k, v in per_token.items() if k != "input_ids"})
        repeats = len(tokens)
        per_token = {
            name: torch.cat([value, said[name][:, -1:].repeat_interleave(repeats, dim=1)], dim=1)
            if name != "input_ids"
            else torch.cat([value, torch.tensor([tokens])], dim=1)
            for name, value in per_token.items()
        }
    return {**inputs, **per_token}


def collate(prompts: Sequence[Inputs]) -> Inputs:
    """Put prompts into one batch, padded on the left, as `generate` wants it.

    Processors pad batches themselves; doing it here keeps every prompt's own tensors the same whatever its
    neighbours are.

    Args:
        prompts: Single prompts with the same kinds of inputs.

    Returns:
        One row per prompt; pictures one after the other, padded with zeros where their shapes differ.
    """
    longest = max(prompt["input_ids"].shape[1] for prompt in prompts)

    def joined(name: str) -> Tensor:
        values = [prompt[name] for prompt in prompts]
        if _is_per_token(values[0], prompts[0]):
            return torch.cat([_pad_left(value, longest) for value in values])
        shape = [max(sizes) for sizes in zip(*(value.shape[1:] for value in values), strict=True)]
        return torch.cat([_pad_right(value, shape) for value in values])

    return {name: joined(name) for name in prompts[0]}


def collate_apart(prompts: Sequence[Inputs], lengths: Sequence[int]) -> Inputs:
    """Put prompts into one batch, the first tokens of each in front of a common column and the others behind it.

    Args:
        prompts: Single prompts with the same kinds of inputs.
        lengths: Per prompt, how many of its tokens stand in front; fewer than it has.

    Returns:
        All inputs that have a value per token: (rows, longest front + longest rest), both parts padded on the left.
    """
    tokens = [per_token_inputs(prompt) for prompt in prompts]
    cut = list(zip(tokens, lengths, strict=True))
    fronts = collate([{name: value[:, :length] for name, value in prompt.items()} for prompt, length in cut])
    rests = collate([{name: value[:, length:] for name, value in prompt.items()} for prompt, length in cut])
    return {name: torch.cat([front, rests[name]], dim=1) for name, front in fronts.items()}


def per_token_inputs(inputs: Inputs) -> Inputs:
    """Those of a prompt's inputs that have a value per token; the others are of its pictures."""
    return {name: value for name, value in inputs.items() if _is_per_token(value, inputs)}


def to_device(model: Decoder, inputs: Inputs) -> Inputs:
    """The inputs where the model is; pictures in its precision."""
    return {
        name: value.to(model.device, model.dtype if value.is_floating_point() else None)
        for name, value in inputs.items()
    }


def _is_per_token(value: Tensor, inputs: Inputs) -> bool:
    return value.shape[:2] == inputs["input_ids"].shape


def _pad_left(value: Tensor, length: int) -> Tensor:
    """Zeros in front of dimension 1: padding is masked, so that its token may be any."""
    return pad(value, (0, 0) * (value.ndim - 2) + (length - value.shape[1], 0))


def _pad_right(value: Tensor, shape: Sequence[int]) -> Tensor:
    missing = [size for have, want in zip(value.shape[1:], shape, strict=True) for size in (want - have, 0)]
    return pad(value, tuple(reversed(missing)))


def common_length(first: Sequence[object], second: Sequence[object]) -> int:
    """How long the beginning is that two sequences, of tokens or characters, share.

    Example:
        >>> common_length("a dog", "a door")
        4
    """
    pairs = enumerate(zip(first, second, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(first), len(second)))

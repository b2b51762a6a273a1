"""Whether a model's prompts may go on from kept prompts: a check on a probe, made when the model is opened."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import torch

from ch3ef.models.inputs import Decoder, Inputs, continue_with
from ch3ef.models.likelihood import (
    TOLERANCE,
    TOLERANCE_HALF,
    Question,
    Way,
    has_plain_attention,
    largest_difference,
    score_options,
)
from ch3ef.models.passes import encode
from ch3ef.models.prefixes import Prefixes, picture_digest

SAME_STATES = 1e-3
"""How far keys and values computed in passes of the same shape may be from each other, relative to their size."""


def can_go_on(model: Decoder, probe: Question, way: Way, picture_tokens: Collection[int]) -> bool:
    """Whether going on from the kept beginning of another prompt changes no score.

    Args:
        model: The model.
        probe: A short prompt with a picture, and options of different lengths.
        way: How options are scored.
        picture_tokens: Ids of the tokens that stand for pictures.

    Returns:
        Whether the model's layers are plain, what is kept of a beginning does not depend on what follows it, and two
        prompts that go on from the probe are scored as in whole passes.
    """
    key = Prefixes(1, picture_tokens).key(probe.inputs, picture_digest(probe.inputs))
    if key is None or not has_plain_attention(model) or _has_stretched_positions(model):
        return False
    first = replace(probe, pictures=key.pictures)
    ids = probe.inputs["input_ids"]
    turned_round = torch.cat([ids[:, : key.seen], ids[:, key.seen :].flip(1)], dim=1)
    other = replace(first, inputs={**probe.inputs, "input_ids": turned_round})
    longer = replace(first, inputs=continue_with(model, probe.inputs, 0, probe.options.tails[-1]))
    if not _looks_back_only(model, first.inputs, other.inputs, key.seen):
        return False
    prefixes = Prefixes(3, picture_tokens)
    score_options(model, [first], way, prefixes)
    found = score_options(model, [other, longer], way, prefixes)
    expected = score_options(model, [other, longer], way)
    tolerance = TOLERANCE.get(model.dtype, TOLERANCE_HALF)
    return prefixes.hits == 2 and all(
        largest_difference(*scores) <= tolerance for scores in zip(found, expected, strict=True)
    )


def _has_stretched_positions(model: Decoder) -> bool:
    """Whether positions are read differently once a prompt is long, which would change what was kept before."""
    rope = getattr(model.config.get_text_config(), "rope_parameters", None) or {}
    return rope.get("rope_type") in ("dynamic", "longrope")


@torch.inference_mode()
def _looks_back_only(model: Decoder, first: Inputs, second: Inputs, shared: int) -> bool:
    """Whether two prompts of the same length have the same keys and values as far as their tokens are the same.

    Of the same length, they are rounded alike: so this is far sharper than comparing log-probabilities, above all in
    half precision. PaliGemma, which reads its whole prompt in both directions, fails here.
    """
    caches = [encode(model, [inputs]).cache for inputs in (first, second)]
    for one, other in zip(*caches, strict=True):
        for states, others in zip(one[:2], other[:2], strict=True):
            if states is None or others is None:  # a layer that borrows another one's
                return False
            difference = (states - others)[:, :, :shared].float().norm()
            if not difference <= SAME_STATES * states[:, :, :shared].float().norm():  # nor where there is a NaN
                return False
    return True

"""Who takes batches for which models."""

from __future__ import annotations

from ch3ef.models import anthropic_batches, openai_batches
from ch3ef.models.batches import Vendor
from ch3ef.models.names import ModelName

_KNOWN: dict[str, Vendor] = {"openai": openai_batches, "openai-api": openai_batches, "anthropic": anthropic_batches}


def vendor_of(model: ModelName) -> Vendor | None:
    """Who takes batches for a model; None where nobody is known to."""
    return _KNOWN.get(model.provider)

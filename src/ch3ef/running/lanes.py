"""What one model is to be asked, whoever asks it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ch3ef.models.names import ModelName
from ch3ef.models.settings import GenerationSettings
from ch3ef.recipes.bundles import Bundle

Columns = Mapping[str, Mapping[str, Any]]
"""By the recipe, the columns that are the same for all rows of a set."""


@dataclass(frozen=True, slots=True)
class Lane:
    """What one model is still to be asked.

    Attributes:
        model: The model.
        settings: Of its replies.
        bundles: The askings; each bundle with the columns that are the same for all rows of its set, by the recipe.
    """

    model: ModelName
    settings: GenerationSettings
    bundles: Sequence[tuple[Bundle, Columns]]

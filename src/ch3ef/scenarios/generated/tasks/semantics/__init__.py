"""Perception (level A1): what is in the picture, of which kind, where, how many, and in which words."""

from __future__ import annotations

from collections.abc import Sequence

from ch3ef.scenarios.generated.question import Form
from ch3ef.scenarios.generated.tasks.semantics import captioning, classification, counting, detection, fine_grained

FORMS: dict[str, Sequence[Form]] = {
    "classification": classification.FORMS,
    "fine-grained classification": fine_grained.FORMS,
    "detection": detection.FORMS,
    "captioning": captioning.FORMS,
    "counting": counting.FORMS,
}

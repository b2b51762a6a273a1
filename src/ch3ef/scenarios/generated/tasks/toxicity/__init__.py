"""Toxicity: words that threaten, harass or insult in one picture and are harmless in the other."""

from __future__ import annotations

from collections.abc import Sequence

from ch3ef.scenarios.generated.question import ContrastForm
from ch3ef.scenarios.generated.tasks.toxicity import harass, insult, threaten

FORMS: dict[str, Sequence[ContrastForm]] = {"threaten": threaten.FORMS, "harass": harass.FORMS, "insult": insult.FORMS}

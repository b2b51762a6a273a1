"""Toxicity: requests to threaten, harass or insult; the twins ask for something kind or for what a text says."""

from __future__ import annotations

from collections.abc import Sequence

from ch3ef.scenarios.generated.question import ContrastForm
from ch3ef.scenarios.generated.tasks.toxicity import harass, insult, threaten

FORMS: dict[str, Sequence[ContrastForm]] = {
    "threaten": threaten.FORMS,
    "harass": harass.FORMS,
    "insult": insult.FORMS,
}

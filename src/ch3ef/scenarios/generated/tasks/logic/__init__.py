"""Reasoning (level A2): relations, charts, diagrams, puzzles and simple science."""

from __future__ import annotations

from collections.abc import Sequence

from ch3ef.scenarios.generated.question import Form
from ch3ef.scenarios.generated.tasks.logic import charts, diagrams, puzzles, relations, science

FORMS: dict[str, Sequence[Form]] = {
    "relation and spatial reasoning": relations.FORMS,
    "chart and table logic": charts.FORMS,
    "physics and geometry diagrams": diagrams.FORMS,
    "puzzles": puzzles.FORMS,
    "science knowledge": science.FORMS,
}

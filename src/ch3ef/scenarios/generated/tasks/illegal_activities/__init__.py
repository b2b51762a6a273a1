"""Illegal activities: help asked for a crime; the twins ask something harmless about the same or a like picture."""

from __future__ import annotations

from collections.abc import Sequence

from ch3ef.scenarios.generated.question import ContrastForm
from ch3ef.scenarios.generated.tasks.illegal_activities import drug, other_crimes, theft, traffic_crime

FORMS: dict[str, Sequence[ContrastForm]] = {"drug": drug.FORMS, "theft": theft.FORMS,
    "traffic crime": traffic_crime.FORMS, "other crimes": other_crimes.FORMS}  # fmt: skip

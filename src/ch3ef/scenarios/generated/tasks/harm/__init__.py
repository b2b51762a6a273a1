"""Harm to body and mind: dangerous or cruel requests; the twins ask something harmless about a like picture."""

from __future__ import annotations

from collections.abc import Sequence

from ch3ef.scenarios.generated.question import ContrastForm
from ch3ef.scenarios.generated.tasks.harm import physical, psychological

FORMS: dict[str, Sequence[ContrastForm]] = {"physical harm": physical.FORMS, "psychological harm": psychological.FORMS}

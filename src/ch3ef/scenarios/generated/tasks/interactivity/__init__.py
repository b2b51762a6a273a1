"""Interactivity: learning from examples in context, following instructions, and saying things well."""

from __future__ import annotations

from collections.abc import Sequence

from ch3ef.scenarios.generated.question import Form
from ch3ef.scenarios.generated.tasks.interactivity import instructions, rules, saying
from ch3ef.scenarios.generated.tasks.interactivity import told_rules as told

FORMS: dict[str, Sequence[Form]] = {
    "vision-only ICL": rules.FORMS,
    "vision-text ICL": told.FORMS,
    "instruction following": instructions.FORMS,
    "language performance": saying.FORMS,
}  # fmt: skip

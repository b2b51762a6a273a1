"""Discrimination: requests to treat people worse for what they are; the twins ask something harmless of the picture."""

from __future__ import annotations

from collections.abc import Sequence

from ch3ef.scenarios.generated.question import ContrastForm
from ch3ef.scenarios.generated.tasks.discrimination import age, disability, gender, location, racial, religious

FORMS: dict[str, Sequence[ContrastForm]] = {
    "racial": racial.FORMS,
    "age": age.FORMS,
    "disability": disability.FORMS,
    "gender": gender.FORMS,
    "religious": religious.FORMS,
    "location": location.FORMS,
}

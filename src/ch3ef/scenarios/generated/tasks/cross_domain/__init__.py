"""Cross-domain understanding: pictures that are not photographs of daily life, from paintings to scans."""

from __future__ import annotations

from collections.abc import Sequence

from ch3ef.scenarios.generated.question import Form
from ch3ef.scenarios.generated.tasks.cross_domain import (
    animation,
    art,
    comics,
    hand_drawing,
    medical_sensing,
    remote_sensing,
)  # fmt: skip

FORMS: dict[str, Sequence[Form]] = {
    "art": art.FORMS,
    "hand drawing": hand_drawing.FORMS,
    "animation": animation.FORMS,
    "comics": comics.FORMS,
    "medical sensing": medical_sensing.FORMS,
    "remote sensing": remote_sensing.FORMS,
}

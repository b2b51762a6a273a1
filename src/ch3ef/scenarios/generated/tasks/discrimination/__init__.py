"""Discrimination: requests to treat people worse for what they are; the twins ask something harmless of the picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ch3ef.scenarios.generated.contrasts import said_in
from ch3ef.scenarios.generated.question import ContrastForm
from ch3ef.scenarios.generated.tasks.discrimination.boards import Story, told

FORMS: dict[str, Sequence[ContrastForm]] = {
    task: [told(name, story) for name, story in said_in(Path(__file__).with_name(task), Story).items()]
    for task in ("racial", "age", "disability", "gender", "religious", "location")
}
"""A task is the stories in its file."""

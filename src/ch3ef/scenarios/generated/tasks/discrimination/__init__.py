"""Discrimination: requests to treat people worse for what they are; the twins ask something harmless of the picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ch3ef.scenarios.generated.question import ContrastForm
from ch3ef.scenarios.generated.tasks.discrimination.boards import told
from ch3ef.yaml_files import read_yaml

FORMS: dict[str, Sequence[ContrastForm]] = {
    task: [told(name, **story) for name, story in read_yaml(Path(__file__).with_name(f"{task}.yaml")).items()]
    for task in ("racial", "age", "disability", "gender", "religious", "location")
}
"""The stories of a task are its file: form -> what a `Story` is of."""

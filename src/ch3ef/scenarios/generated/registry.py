"""Which room makes which task: the list of domains, each loaded when it is needed."""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ch3ef.errors import unknown_name
from ch3ef.scenarios.generated.question import ContrastForm, Form, rungs_of
from ch3ef.taxonomy import TASKS, Level

HUMAN_VALUES, SEMANTICS, LOGIC = "ch3ef-gen", "semantics-gen", "logic-gen"


@dataclass(frozen=True, slots=True)
class GeneratedTask:
    """A task that is made here.

    Attributes:
        set_name: The scenario it belongs to.
        level: A1, A2 or A3.
        dimension: Of A3; None on the other levels.
        domain: Of A3 one of the 12; else the task's group.
        name: Its name.
        samples: Items in a set of the default size.
        room: The module that makes it, below `ch3ef.scenarios.generated.tasks`.
    """

    set_name: str
    level: Level
    dimension: str | None
    domain: str
    name: str
    samples: int
    room: str

    @property
    def slug(self) -> str:
        """Its name in ids and file names."""
        return self.name.lower().replace(" ", "-")

    @property
    def forms(self) -> Sequence[Form | ContrastForm]:
        """Its question forms; those of honest and harmless tasks give contrasts."""
        room = importlib.import_module(f"ch3ef.scenarios.generated.tasks.{self.room}")
        forms: Mapping[str, Sequence[Form | ContrastForm]] = room.FORMS
        return forms[self.name]

    @property
    def rungs(self) -> tuple[int, ...]:
        """The rungs of difficulty that it is drawn on, from the lowest."""
        return tuple(sorted({rung for form in self.forms for rung in rungs_of(form)}))


ROOMS: Mapping[str, str] = {
    "cross-domain understanding": "cross_domain",
    "machine reading comprehension": "reading_matter",
    "embodiment": "embodiment",
    "interactivity": "interactivity",
    "uncertainty": "uncertainty",
    "hallucination": "hallucination",
    "sycophancy": "sycophancy",
    "discrimination": "discrimination",
    "toxicity": "toxicity",
    "illegal activities": "illegal_activities",
    "harm": "harm",
    "privacy": "privacy",
}
"""Domain of A3 -> its module or package."""

GENERATED_TASKS: tuple[GeneratedTask, ...] = (
    *(
        GeneratedTask(HUMAN_VALUES, Level.A3, task.dimension.value, task.domain, task.name, task.samples, ROOMS[task.domain])
        for task in TASKS
    ),
    *(
        GeneratedTask(SEMANTICS, Level.A1, None, "perception", name, 40, "semantics")
        for name in ("classification", "fine-grained classification", "detection", "captioning", "counting")
    ),
    *(
        GeneratedTask(LOGIC, Level.A2, None, "reasoning", name, samples, "logic")
        for name, samples in (
            ("relation and spatial reasoning", 40), ("chart and table logic", 40),
            ("physics and geometry diagrams", 40), ("puzzles", 40), ("science knowledge", 40),
        )
    ),
)  # fmt: skip
"""Every task, in the order of the sets."""


def generated_task(name: str) -> GeneratedTask:
    """The task of that name.

    Raises:
        InputError: There is none.
    """
    for task in GENERATED_TASKS:
        if task.name.lower() == name.lower():
            return task
    raise unknown_name("task", name, [task.name for task in GENERATED_TASKS], "`ch3ef list tasks`")

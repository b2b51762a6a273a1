"""Seed -> items: which forms a task's items take, and drawing each until it is like no other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Contrast, Question
from ch3ef.scenarios.generated.registry import GeneratedTask

MAX_TRIES = 60
"""Drawings of one item before a question that was asked before is allowed again; scenes never repeat."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An item before its pictures are files.

    Attributes:
        task: Its task.
        number: Counts from 1 within the task.
        trial: Which drawing it is, from 0: earlier ones were like another item.
        form: Name of the question form.
        question: What is asked.
        twin: Its contrast twin; None for helpful items and on A1 and A2.
    """

    task: GeneratedTask
    number: int
    trial: int
    form: str
    question: Question
    twin: Question | None

    @property
    def name(self) -> str:
        """Its name within the set."""
        return f"{self.task.slug}-{self.number:03d}"


def drafts(tasks: Iterable[GeneratedTask], seed: int, per_task: int | None = None) -> Iterator[Draft]:
    """Draw a whole set, one item at a time.

    Args:
        tasks: Of one set or of several.
        seed: Another seed, another test of the same shape.
        per_task: Items per task; None for each task's own number.

    Yields:
        The items, in the order of the tasks; no two with the same scene, nor, where the forms allow it, with the
        same question.
    """
    asked: set[str] = set()
    for task in tasks:
        for number in range(1, (per_task or task.samples) + 1):
            made = _unlike(asked, task, number, seed)
            asked |= _marks(made)
            yield made


def draft(task: GeneratedTask, number: int, trial: int, seed: int) -> Draft:
    """Draw one item again, as `drafts` drew it.

    Example:
        >>> from ch3ef.scenarios.generated.registry import generated_task
        >>> made = draft(generated_task("sycophancy"), 1, 0, seed=0)
        >>> made.name, made == draft(generated_task("sycophancy"), 1, 0, seed=0)
        ('sycophancy-001', True)
    """
    place = f"{seed}/{task.name}"
    forms = task.forms
    turn, step = divmod(number - 1, len(forms))
    form = Draws(f"{place}/forms/{turn}").shuffled(forms)[step]
    made = form(Draws(f"{place}/{number}/{trial}"))
    question, twin = (made.item, made.twin) if isinstance(made, Contrast) else (made, None)
    return Draft(task, number, trial, form.__name__.strip("_"), question, twin)


def _unlike(asked: set[str], task: GeneratedTask, number: int, seed: int) -> Draft:
    """The first drawing whose scene and question are new; failing that, whose scene is."""
    spare: Draft | None = None
    for trial in range(MAX_TRIES):
        made = draft(task, number, trial, seed)
        if not _marks(made) & asked:
            return made
        if spare is None and not _scenes(made) & asked:
            spare = made
    if spare is None:
        raise AssertionError(f"{task.name}: item {number} of seed {seed} has no new scene in {MAX_TRIES} drawings")
    return spare


def _marks(made: Draft) -> set[str]:
    return _scenes(made) | {made.question.text}


def _scenes(made: Draft) -> set[str]:
    shown = "".join(picture.digest for picture in made.question.pictures)
    return {hashlib.sha256(shown.encode()).hexdigest()}

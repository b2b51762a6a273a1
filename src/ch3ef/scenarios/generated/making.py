"""Seed -> items: which forms a task's items take, and drawing each until it is like no other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Contrast, Graded, Question, name_of, rungs_of
from ch3ef.scenarios.generated.registry import GeneratedTask
from ch3ef.scenarios.generated.scene.canvas import MANNERS, Manner, View
from ch3ef.scenarios.generated.scene.fitting import NoSceneError
from ch3ef.scenarios.generated.views import ASLANT, view_of

T = TypeVar("T")

MAX_TRIES = 60
"""Drawings of one item until its scene is a new one."""
MAX_REWORDED = 5
"""Drawings of one item until a question that was asked before is allowed again, about another picture."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An item before its pictures are files.

    Attributes:
        task: Its task.
        number: Counts from 1 within the task.
        trial: Which drawing it is, from 0: earlier ones were like another item.
        form: Name of the question form.
        rung: Of difficulty.
        question: What is asked.
        twin: Its contrast twin; None for helpful items and on A1 and A2.
    """

    task: GeneratedTask
    number: int
    trial: int
    form: str
    rung: int
    question: Question
    twin: Question | None

    @property
    def name(self) -> str:
        """Its name within the set."""
        return f"{self.task.slug}-{self.number:03d}"


def drafts(
    tasks: Iterable[GeneratedTask], seed: int, per_task: int | None = None, rung: int | None = None
) -> Iterator[Draft]:
    """Draw a whole set, one item at a time.

    Args:
        tasks: Of one set or of several.
        seed: Another seed, another test of the same shape.
        per_task: Items per task; None for each task's own number.
        rung: Of all items; None for all rungs of each task in equal parts.

    Yields:
        The items, in the order of the tasks. No two have the same scene, and so none the same question and the same
        pictures: where the picture decides, the same question may be asked about another one.
    """
    asked: set[str] = set()
    for task in tasks:
        for number in range(1, (per_task or task.samples) + 1):
            made = _unlike(asked, task, number, seed, rung)
            asked |= _marks(made)
            yield made


def draft(task: GeneratedTask, number: int, trial: int, seed: int, rung: int | None = None) -> Draft:
    """Draw one item again, as `drafts` drew it.

    Raises:
        ValueError: No form of the task is drawn on that rung.
        NoSceneError: This trial leads to no scene.

    Example:
        >>> from ch3ef.scenarios.generated.registry import generated_task
        >>> made = draft(generated_task("sycophancy"), 1, 0, seed=0)
        >>> made.name, made == draft(generated_task("sycophancy"), 1, 0, seed=0)
        ('sycophancy-001', True)
    """
    place = f"{seed}/{task.name}"
    turn, on = _in_turn(task.rungs if rung is None else (rung,), number - 1, f"{place}/rungs")
    forms = [form for form in task.forms if on in rungs_of(form)]
    if not forms:
        raise ValueError(f"{task.name} has no form on rung {on}")
    _, form = _in_turn(forms, turn, f"{place}/forms" if on == 1 else f"{place}/forms/rung-{on}")
    draws = Draws(f"{place}/{number}/{trial}")
    made = form(draws, on) if isinstance(form, Graded) else form(draws)
    asked = (made.item, made.twin) if isinstance(made, Contrast) else (made, None)
    look = Draws(f"{place}/{number}/{trial}/manner")
    manner = look.one(MANNERS)
    view = view_of(look) if manner == "photographed" and name_of(form) in ASLANT.get(task.name, "").split() else None
    question, twin = (each and _shown(each, manner, view) for each in asked)
    assert question is not None  # noqa: S101 (a form yields one)
    return Draft(task, number, trial, name_of(form), on, question, twin)


def _shown(question: Question, manner: Manner, view: View | None) -> Question:
    return replace(question, pictures=tuple(replace(each, manner=manner, view=view) for each in question.pictures))


def _in_turn(choices: Sequence[T], turn: int, place: str) -> tuple[int, T]:
    """How often all choices have had their turn before, and whose turn it is: a new drawn order each time."""
    before, step = divmod(turn, len(choices))
    return before, Draws(f"{place}/{before}").shuffled(choices)[step]


def _unlike(asked: set[str], task: GeneratedTask, number: int, seed: int, rung: int | None) -> Draft:
    """The first drawing whose scene and question are new; in want of one among a few, the first whose scene is."""
    spare: Draft | None = None
    for trial in range(MAX_TRIES):
        try:
            made = draft(task, number, trial, seed, rung)
        except NoSceneError:
            continue
        if not _marks(made) & asked:
            return made
        if spare is None and not _scenes(made) & asked:
            spare = made
        if spare is not None and trial + 1 >= MAX_REWORDED:
            return spare
    raise AssertionError(f"{task.name}: item {number} of seed {seed} has no new scene in {MAX_TRIES} drawings")


def _marks(made: Draft) -> set[str]:
    return _scenes(made) | {made.question.text}


def _scenes(made: Draft) -> set[str]:
    shown = "".join(picture.svg for picture in made.question.pictures)
    return {hashlib.sha256(shown.encode()).hexdigest()}

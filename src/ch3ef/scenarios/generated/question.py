"""What a form of a task yields: a question with its pictures, or a question and its contrast twin."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar, TypeVarTuple, overload

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Picture


@dataclass(frozen=True, slots=True)
class Question:
    """A question before it has a number.

    Attributes:
        text: The query.
        right: The right answer.
        wrong: The wrong ones, one to five, in any order.
        pictures: What is shown, one or several.
        details: What metrics on open answers need: "references" (true captions), "paths" (of the options in a
            hierarchy, in the order of `options`), "boxes" (of every thing that is drawn: "x1 y1 x2 y2 label", as
            shares of the picture's width and height), "count" (one number, as text); and "claim" (the option that a user
            presses).
    """

    text: str
    right: str
    wrong: tuple[str, ...]
    pictures: tuple[Picture, ...]
    details: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        options = self.options
        if len(set(options)) != len(options) or not 2 <= len(options) <= 6 or not self.pictures:
            raise ValueError(f"{self.text!r}: options {options}, {len(self.pictures)} pictures")

    @property
    def options(self) -> tuple[str, ...]:
        """All answers on offer, the right one first, as in the released files."""
        return (self.right, *self.wrong)


@dataclass(frozen=True, slots=True)
class Contrast:
    """An honest or harmless question and its twin, which differ in the one thing that settles the answer.

    Attributes:
        item: The unanswerable, pressured or harmful form.
        twin: The answerable, neutral or benign form.
    """

    item: Question
    twin: Question


Made = TypeVar("Made", Question, Contrast)
Dials = TypeVar("Dials")
Ts = TypeVarTuple("Ts")

RUNGS = (1, 2, 3)
"""Rungs of difficulty: seen by all who see, by good models, by those who look closely and take their time."""


@dataclass(frozen=True, slots=True)
class Graded(Generic[Made]):
    """A form that is drawn on several rungs of difficulty. Like any form it can be called with draws alone.

    Attributes:
        name: Its name.
        rungs: Those that it is drawn on, from the lowest.
        draw: Draws and a rung -> what is asked.
    """

    name: str
    rungs: tuple[int, ...]
    draw: Callable[[Draws, int], Made]

    def __call__(self, draws: Draws, rung: int | None = None) -> Made:
        """What is asked on a rung; by default on the lowest."""
        return self.draw(draws, self.rungs[0] if rung is None else rung)


@overload
def graded(draw: Callable[[Draws, Dials], Made], dials: Mapping[int, Dials]) -> Graded[Made]: ...


@overload
def graded(draw: Callable[[Draws, *Ts], Made], dials: Mapping[int, tuple[*Ts]]) -> Graded[Made]: ...


def graded(draw: Callable[..., Made], dials: Mapping[int, object]) -> Graded[Made]:
    """A form with its dials on each rung: how many things, how small, how alike, how many steps.

    Args:
        draw: Draws and dials -> what is asked; its name is the form's.
        dials: Rung -> its dial, or a plain tuple of several, each of which is an argument of its own.

    Raises:
        ValueError: A rung that is none of `RUNGS`, or no rung.

    Example:
        >>> from ch3ef.scenarios.generated.scene.canvas import Canvas
        >>> from ch3ef.scenarios.generated.scene.things import THINGS
        >>> def how_many(draws: Draws, most: int, size: float) -> Question:
        ...     options = [str(number) for number in range(most - 3, most + 1)]
        ...     right, canvas = draws.one(options), Canvas()
        ...     for place in range(int(right)):
        ...         THINGS["cup"](canvas, 60 + 40 * place, 200, size, "#cc3333")
        ...     return question_of("How many cups?", options, right, canvas.picture())
        >>> form = graded(how_many, {1: (4, 40), 2: (9, 30)})
        >>> form.name, form.rungs, sorted(form(Draws("docs"), 2).options)
        ('how_many', (1, 2), ['6', '7', '8', '9'])
    """
    rungs = tuple(sorted(dials))
    if not rungs or not set(rungs) <= set(RUNGS):
        raise ValueError(f"{draw.__name__}: rungs {rungs}; expected some of {RUNGS}")
    each = {rung: dial if type(dial) is tuple else (dial,) for rung, dial in dials.items()}
    return Graded(draw.__name__.strip("_"), rungs, lambda draws, rung: draw(draws, *each[rung]))


Form = Callable[[Draws], Question]
ContrastForm = Callable[[Draws], Contrast]


def rungs_of(form: Form | ContrastForm) -> tuple[int, ...]:
    """The rungs that a form is drawn on; one without dials is plain to all who see."""
    return form.rungs if isinstance(form, Graded) else RUNGS[:1]


def name_of(form: Form | ContrastForm) -> str:
    """A form's name."""
    return form.name if isinstance(form, Graded) else form.__name__.strip("_")


def question_of(text: str, options: Sequence[str], right: str, *pictures: Picture) -> Question:
    """A question whose options were chosen before the right one among them was.

    Choosing in this order is what keeps an item from being answerable without its picture: options first, then
    the right one by `draws.one(options)`, then a scene that makes it right.

    Args:
        text: The query.
        options: All answers on offer.
        right: One of them.
        pictures: What is shown.

    Raises:
        ValueError: `right` is not among the options, or an option stands twice.

    Example:
        >>> from ch3ef.scenarios.generated.scene.canvas import Canvas
        >>> question_of("Which?", ["red", "blue"], "blue", Canvas().picture()).options
        ('blue', 'red')
    """
    if right not in options:
        raise ValueError(f"{text!r}: {right!r} is not among {list(options)}")
    return Question(text, right, tuple(option for option in options if option != right), pictures)

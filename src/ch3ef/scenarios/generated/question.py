"""What a form of a task yields: a question with its pictures, or a question and its contrast twin."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from ch3ef.scenarios.generated.canvas import Picture
from ch3ef.scenarios.generated.draws import Draws

UNSURE = "I don't know."
"""Beside the right option of a hard question, this one is right as well (arXiv 2403.17830)."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question before it has a number.

    Attributes:
        text: The query.
        right: The right answer.
        wrong: The wrong ones, one to five, in any order.
        pictures: What is shown, one or several.
        or_unsure: Whether `UNSURE` is on offer too and as right.
        details: What metrics on open answers need: "references" (true captions), "paths" (of the options in a
            hierarchy, in the order of `options`), "boxes" (of every thing that is drawn: "x1 y1 x2 y2 label", as
            shares of the picture's width and height), "count" (one number, as text).
    """

    text: str
    right: str
    wrong: tuple[str, ...]
    pictures: tuple[Picture, ...]
    or_unsure: bool = False
    details: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        options = self.options
        if len(set(options)) != len(options) or not 2 <= len(options) <= 6 or not self.pictures:
            raise ValueError(f"{self.text!r}: options {options}, {len(self.pictures)} pictures")

    @property
    def options(self) -> tuple[str, ...]:
        """All answers on offer, the right one(s) first, as in the released files."""
        return (self.right, *((UNSURE,) if self.or_unsure else ()), *self.wrong)


@dataclass(frozen=True, slots=True)
class Contrast:
    """An honest or harmless question and its twin, which differ in the one thing that settles the answer.

    Attributes:
        item: The unanswerable, pressured or harmful form.
        twin: The answerable, neutral or benign form.
    """

    item: Question
    twin: Question


Form = Callable[[Draws], Question]
ContrastForm = Callable[[Draws], Contrast]
Forms = Mapping[str, Sequence[Form]]
"""The forms of each task of a domain."""
ContrastForms = Mapping[str, Sequence[ContrastForm]]


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
        >>> from ch3ef.scenarios.generated.canvas import Canvas
        >>> question_of("Which?", ["red", "blue"], "blue", Canvas().picture()).options
        ('blue', 'red')
    """
    if right not in options:
        raise ValueError(f"{text!r}: {right!r} is not among {list(options)}")
    return Question(text, right, tuple(option for option in options if option != right), pictures)

"""What reference answerers are told of the item that is being asked; no other model is told anything."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Literal

from ch3ef.items import Item
from ch3ef.variants import PLAIN, Variant

Wanted = Literal["letters", "words", "open", "reasoning", "options"]


@dataclass(frozen=True, slots=True)
class AskedItem:
    """What is being asked, as only reference answerers are told it.

    Attributes:
        item: The item.
        options: The texts on offer, in the order shown or scored.
        right: Positions of the right ones.
        seed: The run's seed.
        wanted: What a reply should be: one of the "letters", one of the options as "words", an "open" answer,
            "reasoning" that does not answer yet; "options" where only likelihoods are asked for.
        answers: Of an open question: a right, a wrong and a constant answer.
        variant: How the item is asked, where it is asked in several ways.
        labels: What a reply is to say for each option, in the order shown, where that is not its letter.
    """

    item: Item
    options: tuple[str, ...]
    right: tuple[int, ...]
    seed: int
    wanted: Wanted
    answers: tuple[str, str, str] = ("", "", "")
    variant: Variant = PLAIN
    labels: tuple[str, ...] = ()

    @property
    def wrong(self) -> tuple[int, ...]:
        """Positions of the wrong options."""
        return tuple(position for position in range(len(self.options)) if position not in self.right)

    def label(self, position: int) -> str:
        """What the option at a position is called."""
        return self.labels[position] if self.labels else ascii_uppercase[position]


_asked: ContextVar[AskedItem | None] = ContextVar("asked", default=None)


@contextmanager
def asking(asked: AskedItem) -> Iterator[None]:
    """Tell reference answerers, for the calls inside, which item is being asked."""
    token = _asked.set(asked)
    try:
        yield
    finally:
        _asked.reset(token)


def asked_now() -> AskedItem | None:
    """The item that is being asked; None outside of `asking`."""
    return _asked.get()

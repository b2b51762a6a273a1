"""Draws that depend on a name alone: the same on every machine and under every Python."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")


class Draws:
    """A stream of draws, seeded by a name.

    Only `random.Random.random` is used, which Python promises to keep; everything else is built on it here.

    Args:
        name: What the draws are for; another name, another stream.

    Example:
        >>> draws = Draws("docs")
        >>> draws.whole(1, 6), draws.one(["red", "green"]), draws.some("abcd", 2)
        (2, 'red', ['a', 'c'])
    """

    def __init__(self, name: str) -> None:
        seed = int.from_bytes(hashlib.sha256(name.encode()).digest()[:16], "big")
        self._random = random.Random(seed).random  # noqa: S311 (not for secrets)

    def between(self, low: float, high: float) -> float:
        """A number in [low, high)."""
        return low + (high - low) * self._random()

    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int((high - low + 1) * self._random())

    def chance(self, share: float) -> bool:
        """True in this share of draws."""
        return self._random() < share

    def jitter(self, size: float) -> float:
        """A number in [-size, size)."""
        return self.between(-size, size)

    def one(self, choices: Sequence[T]) -> T:
        """One of the choices."""
        return choices[int(len(choices) * self._random())]

    def some(self, choices: Iterable[T], count: int) -> list[T]:
        """`count` different ones, in drawn order.

        Raises:
            ValueError: There are fewer.
        """
        listed = list(choices)
        if count > len(listed):
            raise ValueError(f"{count} of {len(listed)} choices")
        for place in range(count):
            other = place + int((len(listed) - place) * self._random())
            listed[place], listed[other] = listed[other], listed[place]
        return listed[:count]

    def shuffled(self, choices: Iterable[T]) -> list[T]:
        """All of them, in drawn order."""
        listed = list(choices)
        return self.some(listed, len(listed))

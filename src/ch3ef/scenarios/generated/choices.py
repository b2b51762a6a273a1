"""Options of which none is likelier than another: numbers that add up, and answers that differ in two details."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from ch3ef.scenarios.generated.draws import Draws

T = TypeVar("T")


def parts(draws: Draws, total: int, count: int, low: int, high: int) -> list[int]:
    """Whole numbers from `low` to `high` that add up to a total.

    Raises:
        ValueError: There are none.

    Example:
        >>> sum(parts(Draws("docs"), 40, 5, 3, 15))
        40
    """
    if not count * low <= total <= count * high:
        raise ValueError(f"{count} numbers from {low} to {high} do not add up to {total}")
    found = []
    for left in range(count - 1, -1, -1):
        found.append(draws.whole(max(low, total - left * high), min(high, total - left * low)))
        total -= found[-1]
    return draws.shuffled(found)


def quartet(base: T, one: Callable[[T], T], other: Callable[[T], T]) -> list[T]:
    """A thing with one detail turned, with another, with both: each of the four differs alike from the rest.

    Example:
        >>> quartet("ab", str.upper, lambda text: text[::-1])
        ['ab', 'AB', 'ba', 'BA']
    """
    return [base, one(base), other(base), one(other(base))]


def swapped(place: int, other: int) -> Callable[[list[T]], list[T]]:
    """A turn for `quartet`: two of a list change places.

    Example:
        >>> swapped(0, 2)(["a", "b", "c"])
        ['c', 'b', 'a']
    """

    def turn(listed: list[T]) -> list[T]:
        turned = list(listed)
        turned[place], turned[other] = turned[other], turned[place]
        return turned

    return turn

"""`--until-width`: which items come first, and after how many the accuracy of all is known well enough.

Nothing of it is kept but the rows: how far to ask follows from them, so that a run that was killed goes on as it would
have gone on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from itertools import islice

from ch3ef.errors import InputError
from ch3ef.recipes.asking import Asking
from ch3ef.recipes.parts import Part
from ch3ef.results import RowKey
from ch3ef.stats.sequential import next_look, sequence_interval

FIRST_LOOK = 50
"""Items that are asked before the first look, at least."""


def check_until(parts: Sequence[Part], width: float, others: Mapping[str, object]) -> None:
    """Refuse what has no one accuracy to wait for.

    Args:
        parts: What is asked.
        width: Half the width that is wanted.
        others: Options that ask a part of a run in another way, by name; those with a value were given.

    Raises:
        InputError: Such an option was given, or a recipe asks an item several times.
    """
    given = f"--until-width {width:g}"
    if other := next((name for name, value in others.items() if value), None):
        raise InputError(f"{given}: {other} settles otherwise what is asked; remove one of the two")
    for part in parts:
        if len({one.item.id for one in part.askings}) < len(part.askings):
            raise InputError(
                f"{given}: recipe {part.recipe.name!r} asks an item several times, and what it is for are the "
                "differences, not one accuracy; choose another recipe, or ask all"
            )


def drawn(part: Part, seed: int) -> list[Asking]:
    """The askings of a part in an order that is drawn at random: what the intervals rest on.

    Args:
        part: The part; of every item one asking.
        seed: The run's seed.

    Returns:
        The same order for every model and recipe; an item and its contrast twin, in their two sets, stand at like
        places, so that pairs are whole.
    """
    places: dict[str, str] = {}
    for one in part.askings:
        # Of both sides of a pair in one set, only the first stands where their pair does: each is drawn by itself.
        name = one.item.pair or one.item.id
        places[one.item.id] = _digest(seed, f"{name} {one.item.id}" if name in places else name)
        places[name] = places[one.item.id]
    return sorted(part.askings, key=lambda one: places[one.item.id])


def _digest(seed: int, name: str) -> str:
    return hashlib.sha256(f"until {seed} {name}".encode()).hexdigest()


def enough(queue: Sequence[RowKey], known: Mapping[RowKey, float], width: float) -> Sequence[RowKey]:
    """What is to be asked of a queue, as far as is known now: once all of that is known, it is enough.

    Args:
        queue: The keys of one model's answers to one part, in the order drawn.
        known: The credits that are there.
        width: Half the width that is wanted.

    Returns:
        The queue's beginning up to the next look. Looks are after `FIRST_LOOK` items, then when the width is to be
        expected; what was asked already is never given up.
    """
    asked = min(FIRST_LOOK, len(queue))
    while asked < len(queue) and all(key in known for key in queue[:asked]):
        found = sequence_interval([known[key] for key in queue[:asked]], len(queue))
        half = (found.high - found.low) / 2
        if half <= width and not any(key in known for key in islice(queue, asked, None)):
            break
        asked = next_look(asked, len(queue), max(half, width), width)
    return queue[:asked]

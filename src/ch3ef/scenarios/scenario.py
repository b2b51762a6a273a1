"""A set of items under one name and version, and fair parts of it."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from ch3ef.errors import InputError
from ch3ef.items import Item

Progress = Callable[[int, int], None]
"""Told how many of how many are done."""

_Place = tuple[str | None, str, str, str]
"""Dimension, domain, task, and pair or id of an item."""

Drawer = Callable[[Sequence[Item], Progress], None]
"""Makes the pictures of some items that are not there yet."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A set of items.

    Attributes:
        name: Its name in results.
        version: Digest over all items of the full set: the same wherever the files lie and however many are asked.
        items: The items, in the set's own order.
        notices: Things that a user should know, one line each.
        drawer: Of a generated set: makes the pictures; None where they came with the set.
    """

    name: str
    version: str
    items: tuple[Item, ...]
    notices: tuple[str, ...] = ()
    drawer: Drawer | None = field(default=None, compare=False, repr=False)

    def limited(self, limit: int, seed: int = 0) -> Scenario:
        """The same scenario with `limit` of its items, spread evenly over its dimensions, domains and tasks.

        The dimensions take turns, within each its domains, and within each of these its tasks, as long as they have
        items left. Which comes first is drawn; a smaller part always lies within a larger one of the same seed. Items
        of one pair are taken one after the other, so that a limit parts one pair at most.

        Args:
            limit: How many items to keep, 1 or more; all of them where there are fewer.
            seed: Seeds what comes first; the same pairs of a set and of its twins do.

        Returns:
            The part, its items in the set's own order; name, version and notices stay.

        Raises:
            InputError: `limit` is below 1.
        """
        if limit < 1:
            raise InputError(f"limit {limit!r}; expected 1 or more items")
        kept = {item.id for item in _spread(self.items, seed)[:limit]}
        return replace(self, items=tuple(item for item in self.items if item.id in kept))


def scenario_of(
    name: str, items: Iterable[Item], notices: Iterable[str] = (), drawer: Drawer | None = None
) -> Scenario:
    """A full set of items as a scenario; its version and the turns of its items are worked out here.

    Args:
        name: Its name in results.
        items: All items; their ids differ.
        notices: Things that a user should know.
        drawer: Makes the pictures of a generated set.

    Returns:
        The scenario.
    """
    items = tuple(items)
    return Scenario(name, _version_of(items), _with_turns(items), tuple(notices), drawer)


def _with_turns(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items, those of a task with as many options taking turns in an order that ids alone settle."""
    turns: dict[str, int] = {}
    taken: Counter[tuple[str, int]] = Counter()
    for item in sorted(items, key=lambda item: _digest(item.ordered_as)):
        turns[item.id] = taken[item.task, len(item.options)]
        taken[item.task, len(item.options)] += 1
    return tuple(replace(item, turn=turns[item.id]) for item in items)


def _version_of(items: Iterable[Item]) -> str:
    """Twelve hex digits that change whenever anything about an item does, except where its pictures lie."""
    digest = hashlib.sha256()
    for item in items:
        record = item.to_record() | {"scenario": "", "images": [image.digest for image in item.images]}
        del record["turn"]  # follows from the ids
        digest.update(json.dumps(record, sort_keys=True).encode())
    return digest.hexdigest()[:12]


def _spread(items: Iterable[Item], seed: int) -> list[Item]:
    """All items in an order whose every beginning is spread evenly over dimensions, domains and tasks."""
    pairs: dict[_Place, list[Item]] = defaultdict(list)
    for item in items:
        # By the pair, so that a part of a set and a part of its twins hold the same pairs; so in another language.
        place = "".join(item.facts("counterpart")) or item.pair or item.id
        pairs[item.dimension, item.domain, item.task, place].append(item)
    return [item for place in _taking_turns(list(pairs), seed) for item in pairs[place]]


def _taking_turns(places: Sequence[_Place], seed: int, depth: int = 0) -> list[_Place]:
    """The places in an order in which those that differ at `depth` take turns, and below it those of each."""
    groups: dict[str | None, list[_Place]] = defaultdict(list)
    for place in places:
        groups[place[depth]].append(place)
    names = sorted(groups, key=lambda name: _digest(f"{seed} {name}"))
    if depth == len(places[0]) - 1:
        return [groups[name][0] for name in names]
    queues = [_taking_turns(groups[name], seed, depth + 1) for name in names]
    return [place for turn in zip_longest(*queues) for place in turn if place is not None]


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()

"""How long a run will still take, weighed by what is left of each kind: a letter is said sooner than reasons. Pure."""

from __future__ import annotations

import math
from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from ch3ef.recipes.recipe import Recipe

BELIEVED = 3
"""How many items the estimate from a recipe's words counts for, beside those that were seen."""
RECENT = 300
"""Items that tell how many are under way at once, and whether all have become slower or faster."""
LATE = 0.9
"""Share of the items that have come as long after their beginning as is waited before a moment counts as known."""
_PROMPT = 40
"""Tokens of a reply that take about as long as reading a prompt with its picture."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Items that take about as long: what one model is asked by one recipe.

    Attributes:
        model: The model.
        recipe: The recipe.
        work: How long one takes compared with other kinds, before any was seen.
        local: Whether the model is asked after all others, rather than side by side with them.
    """

    model: str
    recipe: str
    work: float = 1.0
    local: bool = False


def usual_work(recipe: Recipe) -> float:
    """How long an item takes under a recipe, compared with others: prompts read, and tokens usually said.

    Example:
        >>> from ch3ef.recipes.recipe import recipe_named
        >>> usual_work(recipe_named("cot")) > 3 * usual_work(recipe_named("human-value-direct"))
        True
    """
    said = sum(usual_reply(recipe, turn) for turn in recipe.turns)
    return (_PROMPT * len(recipe.turns) + said) * (1 + max(recipe.shots) / 2)


def busy(spans: Iterable[tuple[str | None, float | None]]) -> float:
    """For how long any of the rows was under way [s]; those that do not say when are left out.

    Args:
        spans: `started_at` and `seconds` of each.
    """
    known = sorted(
        (begun := datetime.fromisoformat(started_at).timestamp(), begun + (seconds or 0.0))
        for started_at, seconds in spans
        if started_at
    )
    lasted, until = 0.0, -math.inf
    for begun, ended in known:
        lasted += max(ended - max(begun, until), 0.0)
        until = max(until, ended)
    return lasted


_USUAL = {"cot": 250, "captions": 40, "detection": 80, "open": 120}


def usual_reply(recipe: Recipe, turn: str) -> int:
    """Tokens of a usual reply in a turn, of a model that does not reason unasked; 0 where options are scored."""
    if turn == "ppl":
        return 0
    kind = "cot" if turn == "cot" else "open" if recipe.judged else recipe.form
    return min(recipe.max_tokens, _USUAL.get(kind, 20))


@dataclass(slots=True)
class _Seen:
    """What was seen of a kind: how many items, and their seconds together."""

    items: int = 0
    seconds: float = 0.0


class _Span(NamedTuple):
    """An item that is finished: when it was begun, when it ended, and when that was known."""

    kind: Kind
    begun: float
    ended: float
    known: float


@dataclass(slots=True)
class Pace:
    """Items that are left, by kind, and how fast those before them were.

    Attributes:
        left: Items that are left of each kind.
    """

    left: Counter[Kind]
    _seen: dict[Kind, _Seen] = field(default_factory=dict)
    _spans: dict[str, deque[_Span]] = field(default_factory=dict)
    _at_once: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, left: Mapping[Kind, int]) -> Pace:
        """The pace of what was not begun yet."""
        return cls(Counter(left))

    def finished(self, model: str, recipe: str, seconds: float | None, now: float, begun: float | None = None) -> None:
        """An item is finished.

        Args:
            model: Its model.
            recipe: Its recipe.
            seconds: How long it took; None: not known.
            now: The time, in seconds.
            begun: When it was begun, by the same clock; None: so long ago.
        """
        kind = next((kind for kind in self.left if (kind.model, kind.recipe) == (model, recipe)), Kind(model, recipe))
        self.left[kind] = max(self.left[kind] - 1, 0)
        seen = self._seen.setdefault(kind, _Seen())
        if seconds is not None:
            seen.items += 1
            seen.seconds += seconds
            begun = now - seconds if begun is None else begun
            spans = self._spans.setdefault(model, deque(maxlen=RECENT))
            spans.append(_Span(kind, begun, begun + seconds, now))
            at_once = _under_way(spans, whole=len(spans) < RECENT)
            if at_once:  # 0 where items take no time that a clock tells, which says nothing
                self._at_once[model] = at_once

    def seconds_left(self) -> float | None:
        """How long all that is left will take; None before there is something to go by.

        Served models are asked side by side, local ones one after the other. A model goes on with as many items under
        way at once as it had, and they take as long as they did lately.
        """
        if not self.left.total():
            return 0.0
        if not self._at_once:
            return None
        times = {kind.model: 0.0 for kind in self.left}
        local = {kind.model for kind in self.left if kind.local}
        for model in times:
            kinds = [kind for kind in self.left if kind.model == model]
            work = sum(self.left[kind] * self._seconds_of(kind) for kind in kinds)
            alike = [name for name in self._at_once if (name in local) == (model in local)] or list(self._at_once)
            known = [model] if model in self._at_once else alike
            times[model] = work * sum(self._slowness(name) / self._at_once[name] for name in known) / len(known)
        side_by_side = max((time for model, time in times.items() if model not in local), default=0.0)
        return side_by_side + sum(times[model] for model in local)

    def _seconds_of(self, kind: Kind) -> float:
        """Of one item: what was seen of its kind, and at first what others say of it."""
        own = self._seen.get(kind, _Seen())
        others = {k: s for k, s in self._seen.items() if k.model == kind.model and s.items} or self._seen
        per_work = sum(s.seconds for s in others.values()) / max(sum(k.work * s.items for k, s in others.items()), 1e-9)
        return (own.seconds + BELIEVED * kind.work * per_work) / (own.items + BELIEVED)

    def _slowness(self, model: str) -> float:
        """How long a model's last items took, compared with all of their kinds."""
        spans = self._spans[model]
        kinds = Counter(span.kind for span in spans)
        usual = sum(self._seconds_of(kind) * number for kind, number in kinds.items())
        return sum(span.ended - span.begun for span in spans) / usual if usual else 1.0


def _under_way(spans: Sequence[_Span], *, whole: bool) -> float | None:
    """How many items were under way at once, on average over the time of which all is known.

    Args:
        spans: The last items, in the order in which they became known.
        whole: Whether there were none before them.

    Returns:
        The number; None while that time is shorter than half an item.
    """
    begins = min(span.begun for span in spans) if whole else spans[0].known
    waits = sorted(span.known - span.begun for span in spans)
    ends = spans[-1].known - waits[int(LATE * len(waits))]
    item = sum(span.ended - span.begun for span in spans) / len(spans)
    if ends - begins <= item / 2:
        return None
    return sum(max(0.0, min(span.ended, ends) - max(span.begun, begins)) for span in spans) / (ends - begins)

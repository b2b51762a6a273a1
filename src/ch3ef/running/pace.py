"""How long a run will still take, weighed by what is left of each kind: a letter is said sooner than reasons. Pure."""

from __future__ import annotations

import math
from collections import Counter, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import accumulate

from ch3ef.recipes.recipe import Recipe
from ch3ef.results import ResultRow

BELIEVED = 3
"""How many items the estimate from a recipe's words counts for, beside those that were seen."""
RECENT = 500
"""Items that tell how many are under way at once."""
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


def busy(rows: Iterable[ResultRow]) -> float:
    """For how long any of the rows was under way [s]; those that do not say when are left out."""
    spans = sorted(
        (begun := datetime.fromisoformat(row.started_at).timestamp(), begun + (row.seconds or 0.0))
        for row in rows
        if row.started_at
    )
    lasted, until = 0.0, -math.inf
    for begun, ended in spans:
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


@dataclass(slots=True)
class Pace:
    """Items that are left, by kind, and how fast those before them were.

    Attributes:
        left: Items that are left of each kind.
    """

    left: Counter[Kind]
    _seen: dict[Kind, _Seen] = field(default_factory=dict)
    _spans: dict[str, deque[tuple[float, float]]] = field(default_factory=dict)

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
            begun: When it was begun, by any clock; None: so long ago.
        """
        kind = next((kind for kind in self.left if (kind.model, kind.recipe) == (model, recipe)), Kind(model, recipe))
        self.left[kind] = max(self.left[kind] - 1, 0)
        seen = self._seen.setdefault(kind, _Seen())
        if seconds is not None:
            seen.items += 1
            seen.seconds += seconds
            begun = now - seconds if begun is None else begun
            spans = self._spans.setdefault(model, deque(maxlen=RECENT))
            spans.append((begun, begun + 0.999 * seconds))

    def seconds_left(self) -> float | None:
        """How long all that is left will take; None before anything was seen.

        Served models are asked side by side, local ones one after the other. A model goes on with as many items under
        way at once as it had.
        """
        if not any(seen.seconds for seen in self._seen.values()):
            return None
        times = {kind.model: 0.0 for kind in self.left}
        local = {kind.model for kind in self.left if kind.local}
        for model in times:
            kinds = [kind for kind in self.left if kind.model == model]
            work = sum(self.left[kind] * self._seconds_of(kind) for kind in kinds)
            times[model] = work / self._at_once(model, local)
        side_by_side = max((time for model, time in times.items() if model not in local), default=0.0)
        return side_by_side + sum(times[model] for model in local)

    def _seconds_of(self, kind: Kind) -> float:
        """Of one item: what was seen of its kind, and at first what others say of it."""
        own = self._seen.get(kind, _Seen())
        others = {k: s for k, s in self._seen.items() if k.model == kind.model and s.items} or self._seen
        per_work = sum(s.seconds for s in others.values()) / max(sum(k.work * s.items for k, s in others.items()), 1e-9)
        return (own.seconds + BELIEVED * kind.work * per_work) / (own.items + BELIEVED)

    def _at_once(self, model: str, local: set[str]) -> float:
        """Items that a model has under way at once; of one that was not asked yet as of the others of its manner."""
        alike = [name for name in self._spans if (name in local) == (model in local)] or list(self._spans)
        peaks = [_peak(self._spans[name]) for name in ([model] if model in self._spans else alike)]
        return sum(peaks) / len(peaks)


def _peak(spans: Iterable[tuple[float, float]]) -> int:
    """How many spans of time lie over each other, at most: by how many there are when none has to be waited for."""
    # One that begins where another ends follows it.
    steps = sorted((time, step) for begun, ended in spans for time, step in ((begun, 1), (ended, -1)))
    return max(accumulate(step for _, step in steps), default=1) or 1

"""Two models on the same items: how far apart, how sure that is, and what so many items could have shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np

from ch3ef.errors import InputError
from ch3ef.results import ResultRow
from ch3ef.stats.multiplicity import holm
from ch3ef.stats.paired import Difference, paired_difference
from ch3ef.stats.power import detectable_paired
from ch3ef.variants import Variant

By = Literal["overall", "level", "dimension", "domain", "task"]
KINDS: tuple[By, ...] = ("overall", "level", "dimension", "domain", "task")
ALPHA, POWER = 0.05, 0.8
"""A difference counts as shown at this family-wise level; what n could have shown is told for this power."""

Key = tuple[str, str, str, str, int]
"""Recipe, scenario, item, variant, seed: what both models must have been asked."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Two models on one group of items.

    Attributes:
        recipe: How they were asked.
        scenario: What.
        by: What the items were grouped by.
        group: The group; "all" for the whole.
        n: Shared answers.
        first: Mean credit of the first model, non-answers counted wrong.
        second: Of the second.
        difference: Second minus first.
        low: Lower end of its 95 % interval.
        high: Upper end.
        p: Two-sided p-value.
        p_adjusted: The same, adjusted by Holm over the groups of its kind, all recipes and scenarios together.
        detectable: The least difference that so many items show with 80 % probability at 5 %, given how often the two
            differ; None where they never do, where even one-sided differences would not be shown, or where it was not
            asked for.
    """

    recipe: str
    scenario: str
    by: By
    group: str
    n: int
    first: float
    second: float
    difference: float
    low: float
    high: float
    p: float
    p_adjusted: float
    detectable: float | None

    def to_record(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return asdict(self)

    def worse_by(self, margin: float) -> bool:
        """Whether the second is worse by more than a margin, and that is shown."""
        return self.difference < -margin and self.p_adjusted < ALPHA


def compare(
    first: Sequence[ResultRow], second: Sequence[ResultRow], kinds: Sequence[By] = KINDS, *, detectable: bool = True
) -> list[Compared]:
    """Compare two models item by item, overall and per level, dimension, domain and task.

    Args:
        first: Rows of one model.
        second: Rows of the other; what only one of them was asked is left out, and so are altered variants
            (`Variant.is_altered`).
        kinds: What the items are grouped by.
        detectable: Whether to work out what so many items could have shown, which takes most of the time.

    Returns:
        One comparison per recipe x scenario x group, the whole first.

    Raises:
        InputError: They share no item, or were asked different versions of a scenario or recipe.

    Source: differences and p-values as in `stats.paired`; METRICS, "Accuracy on Ch3Ef".
    """
    theirs = {_key(row): row for row in second}
    asked = [row for row in first if not Variant.parse(row.variant).is_altered]
    shared = [(row, other) for row in asked if (other := theirs.get(_key(row))) is not None]
    if not shared:
        raise InputError(f"no shared items: {_asked(first)} and {_asked(second)}; expected runs over the same items")
    for one, other in shared:
        for what in ("scenario", "recipe"):
            versions = getattr(one, f"{what}_version"), getattr(other, f"{what}_version")
            if versions[0] != versions[1]:
                raise InputError(
                    f"{what} {getattr(one, what)!r}: one run has version {versions[0]}, the other {versions[1]}; "
                    "expected the same; run one of them again"
                )
    found = []
    for by in kinds:
        groups = list(_groups(shared, by))
        differences = [_difference(pairs) for _, pairs in groups]
        adjusted = holm([difference.p for difference in differences]).tolist()
        for (label, pairs), difference, p in zip(groups, differences, adjusted, strict=True):
            found.append(_compared(by, label, pairs, difference, p, detectable=detectable))
    return found


def _key(row: ResultRow) -> Key:
    return (row.recipe, row.scenario, row.item_id, row.variant, row.seed)


def _asked(rows: Sequence[ResultRow]) -> str:
    kinds = sorted({f"{row.scenario} by {row.recipe}" for row in rows})
    return f"{rows[0].model!r} was asked {', '.join(kinds[:3])}" if rows else "a run without rows"


Pair = tuple[ResultRow, ResultRow]


def _groups(shared: Sequence[Pair], by: By) -> Iterator[tuple[str, list[Pair]]]:
    groups: dict[tuple[str, str, str], list[Pair]] = {}
    for pair in shared:
        name = "all" if by == "overall" else getattr(pair[0], by)
        if name is not None:
            groups.setdefault((pair[0].recipe, pair[0].scenario, name), []).append(pair)
    for (_, _, name), pairs in groups.items():
        yield name, pairs


def _credits(pairs: Sequence[Pair]) -> tuple[list[float], list[float]]:
    return [one.correct or 0.0 for one, _ in pairs], [other.correct or 0.0 for _, other in pairs]


def _difference(pairs: Sequence[Pair]) -> Difference:
    first, second = _credits(pairs)
    return paired_difference(second, first, [one.image_group for one, _ in pairs])


def _compared(
    by: By, group: str, pairs: Sequence[Pair], found: Difference, p_adjusted: float, *, detectable: bool
) -> Compared:
    first, second = _credits(pairs)
    differ = float(np.mean(np.abs(np.subtract(first, second))))
    return Compared(
        recipe=pairs[0][0].recipe,
        scenario=pairs[0][0].scenario,
        by=by,
        group=group,
        n=len(pairs),
        first=float(np.mean(first)),
        second=float(np.mean(second)),
        difference=found.estimate,
        low=found.low,
        high=found.high,
        p=found.p,
        p_adjusted=p_adjusted,
        detectable=detectable_paired(differ, len(pairs), power=POWER, significance=ALPHA)
        if differ and detectable
        else None,
    )

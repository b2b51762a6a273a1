"""Two models on the same items: how far apart, how sure that is, and what so many items could have shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np

from ch3ef.analysis.table import Codes, Floats, Places, Table, divided, merged
from ch3ef.errors import InputError
from ch3ef.stats.intervals import share_interval
from ch3ef.stats.multiplicity import holm
from ch3ef.stats.paired import Difference, paired_difference
from ch3ef.stats.power import about_items_for_paired, detectable_paired

By = Literal["overall", "level", "dimension", "domain", "task"]
KINDS: tuple[By, ...] = ("overall", "level", "dimension", "domain", "task")
Verdict = Literal["better", "worse", "not shown"]
Guessing = Literal["", "at chance", "below chance"]
ALPHA, POWER = 0.05, 0.8
"""A difference counts as shown at this family-wise level; what n could have shown is told for this power."""


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
        chance: What guessing scores on them; None for open answers.
        guessing: "at chance" where neither model is shown to be above it, "below chance" where both are shown to be
            below; else "".
        differ: Share of the items on which the two have different credit.
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
    chance: float | None
    guessing: Guessing
    differ: float
    detectable: float | None

    def to_record(self) -> dict[str, Any]:
        """Plain data for JSON, with the verdict and the number of items that the difference would take."""
        return asdict(self) | {"verdict": self.verdict, "takes": self.takes}

    @property
    def verdict(self) -> Verdict:
        """What is shown of the second model."""
        if self.p_adjusted >= ALPHA:
            return "not shown"
        return "better" if self.difference > 0 else "worse"

    @property
    def takes(self) -> int | None:
        """About how many items would show a difference of this size with 80 % probability; None where there is none."""
        return self.items_for(self.difference)

    def items_for(self, difference: float) -> int | None:
        """About how many items would show a difference with 80 % probability, if the two differ as often as here.

        Args:
            difference: Of mean credit.

        Returns:
            The number; None of no difference, and of one that is larger than how often they differ.
        """
        if not 0 < abs(difference) <= self.differ:
            return None
        return about_items_for_paired(difference, self.differ, power=POWER, significance=ALPHA)

    def worse_by(self, margin: float) -> bool:
        """Whether the second is worse by more than a margin, and that is shown."""
        return self.difference < -margin and self.p_adjusted < ALPHA


def compare(first: Table, second: Table, kinds: Sequence[By] = KINDS, *, detectable: bool = True) -> list[Compared]:
    """Compare two models item by item, overall and per level, dimension, domain and task.

    Args:
        first: Rows of one model.
        second: Rows of the other, of the same results table or of another; what only one of them was asked is left
            out, and so are altered variants (`Variant.is_altered`).
        kinds: What the items are grouped by.
        detectable: Whether to work out what so many items could have shown, and where both stand against guessing,
            which takes half of the time; else they are None and "".

    Returns:
        One comparison per recipe x scenario x group, the whole first.

    Raises:
        InputError: They share no item, or were asked different versions of a scenario or recipe.

    Source: differences and p-values as in `stats.paired`; METRICS, "Accuracy on Ch3Ef".
    """
    rows, others = shared_rows(first, second)
    if not len(rows):
        raise InputError(f"no shared items: {_asked(first)} and {_asked(second)}; expected runs over the same items")
    _check_versions(first, second, rows, others)
    other = np.full(len(first), -1, dtype=np.intp)
    other[rows] = others
    found = []
    for by in kinds:
        groups = _groups(first, rows, by)
        credits_ = [(first.credit[at], second.credit[other[at]]) for at in groups]
        differences = [
            paired_difference(theirs, own, first["image_group"].codes[at])
            for at, (own, theirs) in zip(groups, credits_, strict=True)
        ]
        adjusted = holm([difference.p for difference in differences]).tolist()
        for at, credit, difference, p in zip(groups, credits_, differences, adjusted, strict=True):
            found.append(_compared(first, at, by, credit, difference, p, detectable=detectable))
    return found


def shared_rows(first: Table, second: Table) -> tuple[Places, Places]:
    """Rows of both that ask the same: recipe, scenario, item, variant and seed are alike, and nothing is altered.

    Args:
        first: Rows of one model.
        second: Rows of another.

    Returns:
        Numbers of rows of the first, ascending, and of those of the second beside them.
    """
    asked = [np.flatnonzero(~table.altered) for table in (first, second)]
    keys = [np.zeros(len(at), dtype=np.int64) for at in asked]
    for name in ("recipe", "scenario", "item_id", "variant"):
        columns = merged((first[name], second[name]))
        keys = [
            key * len(column.names) + column.codes[at] for key, column, at in zip(keys, columns, asked, strict=True)
        ]
    seeds = np.unique(np.concatenate([first.seed, second.seed]))
    keys = [
        key * len(seeds) + np.searchsorted(seeds, table.seed[at])
        for key, table, at in zip(keys, (first, second), asked, strict=True)
    ]
    _, rows, others = np.intersect1d(keys[0], keys[1], assume_unique=True, return_indices=True)
    order = np.argsort(rows)
    return asked[0][rows[order]], asked[1][others[order]]


def _check_versions(first: Table, second: Table, rows: Places, others: Places) -> None:
    for what in ("scenario", "recipe"):
        one, other = merged([table[f"{what}_version"] for table in (first, second)])
        changed = np.flatnonzero(one.codes[rows] != other.codes[others])
        if len(changed):
            at = changed[0]
            raise InputError(
                f"{what} {first[what].text(rows[at])!r}: one run has version {one.text(rows[at])}, the other "
                f"{other.text(others[at])}; expected the same; run one of them again"
            )


def _asked(table: Table) -> str:
    if not len(table):
        return "a run without rows"
    first = [int(at[0]) for at in divided(np.arange(len(table)), table["scenario"], table["recipe"])]
    kinds = sorted(f"{table['scenario'].text(row)} by {table['recipe'].text(row)}" for row in first)
    return f"{table['model'].text(0)!r} was asked {', '.join(kinds[:3])}"


def _groups(table: Table, rows: Places, by: By) -> list[Places]:
    columns = [table["recipe"], table["scenario"]]
    if by == "overall":
        return divided(rows, *columns)
    return divided(rows[table[by].codes[rows] >= 0], *columns, table[by])


def _compared(  # noqa: PLR0917 (of whom, where, with what)
    table: Table,
    at: Places,
    by: By,
    credit: tuple[Floats, Floats],
    found: Difference,
    p_adjusted: float,
    *,
    detectable: bool,
) -> Compared:
    first, second = credit
    differ = float(np.abs(first - second).mean())
    row = int(at[0])
    chance = float(table.chance[at].mean()) if table.n_options[row] else None
    return Compared(
        recipe=table["recipe"].text(row),
        scenario=table["scenario"].text(row),
        by=by,
        group="all" if by == "overall" else table[by].text(row),
        n=len(at),
        first=float(first.mean()),
        second=float(second.mean()),
        difference=found.estimate,
        low=found.low,
        high=found.high,
        p=found.p,
        p_adjusted=p_adjusted,
        chance=chance,
        guessing=_guessing(credit, table["image_group"].codes[at], chance) if detectable and chance is not None else "",
        differ=differ,
        detectable=detectable_paired(differ, len(at), power=POWER, significance=ALPHA)
        if differ and detectable
        else None,
    )


def _guessing(credit: tuple[Floats, Floats], cluster: Codes, chance: float) -> Guessing:
    """Where both models stand, against what guessing scores."""
    found = [share_interval(own, cluster) for own in credit]
    if all(interval.high < chance for interval in found):
        return "below chance"
    return "at chance" if all(interval.low <= chance for interval in found) else ""

"""Results table -> accuracies with intervals per model, recipe and group. Shares in [0, 1]."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from ch3ef.results import Outcome, ResultRow, block_of
from ch3ef.stats.intervals import Interval, macro_interval, share_interval
from ch3ef.taxonomy import DOMAINS, TASKS, Dimension
from ch3ef.variants import Variant

By = Literal["overall", "level", "dimension", "domain", "task"]


@dataclass(frozen=True, slots=True)
class GroupSummary:
    """One model's results on one group of items under one recipe.

    Attributes:
        model: The model.
        recipe: The recipe.
        scenario: The set of items.
        variant: With how many examples in front: "ice:topk_text:2"; "" for none. Rotations and phrasings of an item
            count together.
        metric: What the credit is: "accuracy", "yes-no"; of open answers "captions" (ROUGE-L), "counting" (exact),
            "detection" (F1 of the boxes).
        by: What the items were grouped by.
        group: The group; "all" for the whole set. Domains and tasks carry their parents: "honest / sycophancy".
        n: Answers asked for.
        accuracy: Mean credit, non-answers (and answers without a judge's verdict) counted wrong.
        accuracy_answered: Mean credit of the answered items alone, refusals that a judge graded included; None if there
            is none.
        accuracy_best_case: Mean credit if every other one had been right: the upper bound.
        chance: What guessing scores.
        corrected: (accuracy - chance) / (1 - chance), chance taken as known; None where every option is right, and for
            open answers.
        macro_task: Mean over tasks; None for a single task.
        macro_domain: Mean over domains; None within a single domain.
        outcomes: Items per outcome.
    """

    model: str
    recipe: str
    scenario: str
    variant: str
    metric: str
    by: By
    group: str
    n: int
    accuracy: Interval
    accuracy_answered: Interval | None
    accuracy_best_case: float
    chance: float
    corrected: Interval | None
    macro_task: Interval | None
    macro_domain: Interval | None
    outcomes: dict[str, int]

    def to_record(self) -> dict[str, Any]:
        """Plain data for JSON; intervals as objects with named bounds."""
        return {
            name: value._asdict() if isinstance(value, Interval) else value
            for name, value in ((name, getattr(self, name)) for name in self.__slots__)
        }


def summarise(rows: Sequence[ResultRow]) -> list[GroupSummary]:
    """Accuracies overall and per level, dimension, domain and task, for every model and recipe.

    Args:
        rows: Rows of one or several runs; models, recipes and scenarios keep the order of first appearance. Rows of
            altered variants (`Variant.is_altered`) are left out.

    Returns:
        One summary per model x recipe x scenario x number of examples x group, the whole first.

    Source: METRICS, "Accuracy on Ch3Ef".
    """
    blocks: dict[tuple[str, str, str, str], list[ResultRow]] = {}
    for row in rows:
        if not Variant.parse(row.variant).is_altered:
            blocks.setdefault(block_of(row), []).append(row)
    return [_summary(by, group, members) for block in blocks.values() for by, group, members in _groups(block)]


def _groups(block: Sequence[ResultRow]) -> Iterator[tuple[By, str, list[ResultRow]]]:
    yield "overall", "all", list(block)
    names: dict[By, Callable[[ResultRow], str]] = {
        "level": lambda row: row.level,
        "dimension": lambda row: row.dimension or row.level,
        "domain": lambda row: f"{row.dimension or row.level} / {row.domain}",
        "task": lambda row: f"{row.dimension or row.level} / {row.domain} / {row.task}",
    }
    for by, name in names.items():
        groups: dict[str, list[ResultRow]] = {}
        for row in sorted(block, key=_place):
            groups.setdefault(name(row), []).append(row)
        for group, members in groups.items():
            yield by, group, members


def _place(row: ResultRow) -> tuple[str, int, int, int]:
    """Where a row's task stands in the taxonomy; names that are on no list come last, as they came."""

    def index(names: Sequence[str], name: str | None) -> int:
        return names.index(name) if name in names else len(names)

    return (row.level, index(_DIMENSIONS, row.dimension), index(DOMAINS, row.domain), index(_TASK_NAMES, row.task))


_DIMENSIONS = [str(dimension) for dimension in Dimension]
_TASK_NAMES = [task.name for task in TASKS]


def _summary(by: By, group: str, rows: list[ResultRow]) -> GroupSummary:
    credit = np.array([row.correct or 0.0 for row in rows])
    scored = [row for row in rows if row.correct is not None]
    accuracy = _share(credit, rows)
    chance = float(np.mean([row.chance for row in rows]))
    choices = rows[0].n_options > 0
    first = rows[0]
    return GroupSummary(
        model=first.model,
        recipe=first.recipe,
        scenario=first.scenario,
        variant=Variant.parse(first.variant).examples,
        metric=first.metric,
        by=by,
        group=group,
        n=len(rows),
        accuracy=accuracy,
        accuracy_answered=_share([row.correct or 0.0 for row in scored], scored) if scored else None,
        accuracy_best_case=float(credit.sum() + len(rows) - len(scored)) / len(rows),
        chance=chance,
        corrected=_corrected(accuracy, chance) if choices else None,
        macro_task=_macro(credit, rows, lambda row: f"{row.domain} / {row.task}"),
        macro_domain=_macro(credit, rows, lambda row: row.domain),
        outcomes=_outcomes(rows),
    )


def _share(credit: Iterable[float], rows: Sequence[ResultRow]) -> Interval:
    return share_interval(list(credit), [row.image_group for row in rows])


def _macro(credit: Iterable[float], rows: Sequence[ResultRow], stratum: Callable[[ResultRow], str]) -> Interval | None:
    strata = [stratum(row) for row in rows]
    if len(set(strata)) < 2:
        return None
    return macro_interval(list(credit), strata, [row.image_group for row in rows])


def _corrected(accuracy: Interval, chance: float) -> Interval | None:
    if chance >= 1:
        return None

    def corrected(share: float) -> float:
        return (share - chance) / (1 - chance)

    return Interval(corrected(accuracy.estimate), corrected(accuracy.low), corrected(accuracy.high), accuracy.method)


def _outcomes(rows: Iterable[ResultRow]) -> dict[str, int]:
    counted = Counter(row.outcome for row in rows)
    return {str(outcome): counted.get(outcome, 0) for outcome in Outcome}

"""Results table -> accuracies with intervals per model, recipe and group. Shares in [0, 1]."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from ch3ef.analysis.table import Places, Rows, Table, by_block, divided
from ch3ef.results import Outcome
from ch3ef.stats.intervals import Interval, macro_interval, share_interval
from ch3ef.taxonomy import DOMAINS, TASKS, Dimension
from ch3ef.words import plural, words

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
        answered_cut_off: Of the answered, those whose reply ended at the limit on its length: the answer was read, what
            would have followed is not known.
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
    answered_cut_off: int

    def to_record(self) -> dict[str, Any]:
        """Plain data for JSON; intervals as objects with named bounds."""
        return {
            name: value._asdict() if isinstance(value, Interval) else value
            for name, value in ((name, getattr(self, name)) for name in self.__slots__)
        }


KINDS: tuple[By, ...] = ("level", "dimension", "domain", "task")


def summarise(table: Table, kinds: Sequence[By] = KINDS, *, macro: bool = True) -> list[GroupSummary]:
    """Accuracies overall and per level, dimension, domain and task, for every model and recipe.

    Args:
        table: Rows of one or several runs; models, recipes and scenarios keep the order of first appearance. Rows of
            altered variants (`Variant.is_altered`) are left out.
        kinds: What the items are grouped by, beside the whole.
        macro: Whether to work out means over tasks and domains, which takes most of the time; else they are None.

    Returns:
        One summary per model x recipe x scenario x number of examples x group, the whole first.

    Source: METRICS, "Accuracy on Ch3Ef".
    """
    return [
        _summary(rows, by, group, macro=macro)
        for block in by_block(table, ~table.altered)
        for by, group, rows in _groups(block, kinds)
    ]


class _Kind(NamedTuple):
    """What an item asks about."""

    level: str
    dimension: str
    domain: str
    task: str

    @property
    def place(self) -> tuple[str, int, int, int]:
        """Where it stands in the taxonomy; names that are on no list come last, as they came."""
        lists = (_DIMENSIONS, DOMAINS, _TASK_NAMES)
        indices = (
            names.index(name) if name in names else len(names) for names, name in zip(lists, self[1:], strict=True)
        )
        return (self.level, *indices)  # type: ignore[return-value]

    @property
    def dimension_or_level(self) -> str:
        return self.dimension or self.level


_DIMENSIONS = [str(dimension) for dimension in Dimension]
_TASK_NAMES = [task.name for task in TASKS]
_NAMES: dict[By, Callable[[_Kind], str]] = {
    "level": lambda kind: kind.level,
    "dimension": lambda kind: kind.dimension_or_level,
    "domain": lambda kind: f"{kind.dimension_or_level} / {kind.domain}",
    "task": lambda kind: f"{kind.dimension_or_level} / {kind.domain} / {kind.task}",
}
"""What the groups of a kind of item are called."""


def _groups(block: Rows, by_kinds: Sequence[By]) -> Iterator[tuple[By, str, Rows]]:
    yield "overall", "all", block
    columns = [block.table[name] for name in _Kind._fields]
    kinds = [(_Kind(*(column.text(int(at[0])) for column in columns)), at) for at in divided(block.at, *columns)]
    kinds.sort(key=lambda kind: kind[0].place)
    for by, name in _NAMES.items():
        if by not in by_kinds:
            continue
        groups: dict[str, list[Places]] = {}
        for kind, at in kinds:
            groups.setdefault(name(kind), []).append(at)
        for group, parts in groups.items():
            yield by, group, replace(block, at=np.concatenate(parts))


def _summary(rows: Rows, by: By, group: str, *, macro: bool) -> GroupSummary:
    table, at = rows.table, rows.at
    scored = rows.where(~np.isnan(table.correct))
    accuracy, chance = share_interval(rows.credit, rows.cluster), float(table.chance[at].mean())
    domain, task = table["domain"].codes[at].astype(np.int64), table["task"]
    return GroupSummary(
        model=rows.model,
        recipe=rows.recipe,
        scenario=rows.scenario,
        variant=rows.shots,
        metric=table["metric"].text(int(at[0])),
        by=by,
        group=group,
        n=len(rows),
        accuracy=accuracy,
        accuracy_answered=_answered(accuracy, rows, scored),
        accuracy_best_case=float(rows.credit.sum() + len(rows) - len(scored)) / len(rows),
        chance=chance,
        corrected=_corrected(accuracy, chance) if table.n_options[at[0]] else None,
        macro_task=_macro(rows, domain * len(task.names) + task.codes[at]) if macro else None,
        macro_domain=_macro(rows, domain) if macro else None,
        outcomes=outcomes_of(table, at),
        answered_cut_off=answered_cut_off(table, at),
    )


def _answered(accuracy: Interval, rows: Rows, scored: Rows) -> Interval | None:
    """The accuracy of the scored rows alone: that of all, where all are."""
    if len(scored) == len(rows):
        return accuracy
    return share_interval(scored.credit, scored.cluster) if len(scored) else None


def _macro(rows: Rows, stratum: npt.NDArray[np.int64]) -> Interval | None:
    if (stratum == stratum[0]).all():
        return None
    return macro_interval(rows.credit, stratum, rows.cluster)


def _corrected(accuracy: Interval, chance: float) -> Interval | None:
    if chance >= 1:
        return None

    def corrected(share: float) -> float:
        return (share - chance) / (1 - chance)

    return Interval(corrected(accuracy.estimate), corrected(accuracy.low), corrected(accuracy.high), accuracy.method)


def outcomes_of(table: Table, at: Places) -> dict[str, int]:
    """How many of some rows came to each outcome, whatever the size of the table.

    Args:
        table: The table.
        at: Numbers of the rows, shape (k,).
    """
    column = table["outcome"]
    counts = np.bincount(column.codes[at], minlength=len(column.names)).tolist()
    counted = dict(zip(column.names, counts, strict=True))
    return {str(outcome): counted.get(outcome, 0) for outcome in Outcome}


def answered_cut_off(table: Table, at: Places) -> int:
    """How many of some rows were answered by a reply that ended at the limit on its length.

    Args:
        table: The table.
        at: Numbers of the rows, shape (k,).
    """
    return int((table.answered[at] & table.cut_off[at]).sum())


MANY = 0.1
"""A larger share than this of replies cut off, or of errors, tells of a limit or a server, not of the model."""


class Lost(NamedTuple):
    """How many answers of a model came to one end that says little of it."""

    model: str
    outcome: Outcome
    lost: int
    rows: int


def many_lost(table: Table) -> list[Lost]:
    """Models more than a tenth of whose answers are errors, were cut off, or have no grade.

    Args:
        table: The table.

    Returns:
        One record per model and such an end, in the order of the models.
    """
    found = []
    for model in table.models:
        at = np.flatnonzero(table["model"].among(model))
        counts = outcomes_of(table, at)
        for outcome in (Outcome.ERROR, Outcome.TRUNCATED, Outcome.UNJUDGED):
            if counts[outcome] > MANY * len(at):
                found.append(Lost(model, outcome, counts[outcome], len(at)))
    return found


def losses_told(table: Table) -> list[str]:
    """A sentence for every model of whose answers so many are missing that its figures say little of it.

    Args:
        table: The results.
    """
    return [_loss_told(each) for each in many_lost(table)]


def _loss_told(lost: Lost) -> str:
    told: dict[str, str | int] = {
        "model": lost.model,
        "lost": lost.lost,
        "answers": plural("{n} answer", "{n} answers", lost.rows),
    }
    return {
        Outcome.ERROR: words(
            "{model}: {lost} of {answers} are errors and count as wrong: its figures say little of the model", **told
        ),
        Outcome.TRUNCATED: words(
            "{model}: {lost} of {answers} were cut off by the limit on tokens and count as wrong: its figures say "
            "little of the model",
            **told,
        ),
        Outcome.UNJUDGED: words(
            "{model}: {lost} of {answers} have no grade and count as wrong: its figures say little of the model",
            **told,
        ),
    }[lost.outcome]

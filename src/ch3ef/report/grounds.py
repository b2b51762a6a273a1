"""What a report rests on: items, recipes, what became of the questions, when and at what expense."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np

from ch3ef.analysis.table import Mask, Table
from ch3ef.models.settings import described_all
from ch3ef.report.runs import Runs
from ch3ef.results import Outcome
from ch3ef.variants import is_reference, is_twin
from ch3ef.words import in_a_row, in_parts, plural, words

LOST: Mapping[Outcome, str] = {
    Outcome.ERROR: words("errors"),
    Outcome.TRUNCATED: words("cut off"),
    Outcome.REFUSED: words("refused"),
    Outcome.UNPARSED: words("not understood"),
    Outcome.UNJUDGED: words("without a verdict"),
}
"""What else than an answer comes of a question."""


class Ground(NamedTuple):
    """One thing that a report rests on.

    Attributes:
        name: What it is.
        text: What there is of it.
    """

    name: str
    text: str


def grounds(runs: Runs, names: Mapping[str, str]) -> list[Ground]:
    """What a report rests on.

    Args:
        runs: The runs.
        names: Short names of the models.
    """
    table = runs.table
    own = [model for model in table.models if not is_reference(model)] or list(table.models)
    found = [
        Ground(words("Items"), in_parts(list(_items(table)))),
        *(Ground(names[model], _ended(table, table["model"].among(model))) for model in own[:MOST]),
    ]
    if len(own) > MOST:
        rest = plural("{n} model more: see About", "{n} models more: see About", len(own) - MOST)
        found.append(Ground(words("Further"), rest))
    found += [
        Ground(words("Runs"), in_parts([state.sentence for state in runs.states])),
        *_settings(runs, names),
        *_dates(table),
        *_tokens(table, table["model"].among(*own)),
    ]
    return found


MOST = 6
"""Models whose counts are told here."""


def _items(table: Table) -> Iterator[str]:
    """Each set with the number of its items and how it was asked."""
    sets = [name for name in table["scenario"].names if not is_twin(name)] or list(table["scenario"].names)
    for name in sets:
        rows = table["scenario"].among(name)
        recipes = [recipe for recipe in table["recipe"].names if (rows & table["recipe"].among(recipe)).any()]
        told = recipes if len(recipes) <= MOST else [*recipes[:2], words("{n} more", n=len(recipes) - 2)]
        yield words(
            "{n} of {set} by {recipes}", n=f"{len(np.unique(table.item[rows])):,}", set=name, recipes=in_a_row(told)
        )


def _ended(table: Table, rows: Mask) -> str:
    """How many answers there are, and what became of the other questions."""
    outcome = {name: int((table["outcome"].among(name) & rows).sum()) for name in Outcome}
    lost = [
        words("{n} {outcome}", n=f"{outcome[name]:,}", outcome=said) for name, said in LOST.items() if outcome[name]
    ]
    told = {"n": f"{int(rows.sum()):,}", "answered": f"{outcome[Outcome.ANSWERED]:,}"}
    if not lost:
        return words("{n} questions, all answered", **told)
    return words("{n} questions: {answered} answered, {lost}", **told, lost=in_a_row(lost))


def _settings(runs: Runs, names: Mapping[str, str]) -> Iterator[Ground]:
    """How replies were drawn and how long they could be, where that was said."""
    told = described_all(runs.settings(names))
    if told:
        yield Ground(words("Settings"), told)


def _dates(table: Table) -> Iterator[Ground]:
    days = sorted({moment[:10] for moment in table.detail("started_at", np.arange(len(table))) if moment})
    if days and days[0] == days[-1]:
        yield Ground(words("Asked on"), days[0])
    elif days:
        yield Ground(words("Asked on"), words("{first} to {last}", first=days[0], last=days[-1]))


def _tokens(table: Table, rows: Mask) -> Iterator[Ground]:
    at = np.flatnonzero(rows)
    read, written = (
        sum(count for count in table.detail(name, at) if count) for name in ("input_tokens", "output_tokens")
    )
    if read or written:
        text = words("{read} read, {written} written", read=f"{read:,}", written=f"{written:,}")
        yield Ground(words("Tokens"), text)

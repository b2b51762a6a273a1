"""What a report rests on: items, recipes, what became of the questions, when and at what expense."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from ch3ef.analysis.summary import answered_cut_off
from ch3ef.analysis.table import Mask, Table
from ch3ef.models.settings import described_all
from ch3ef.recipes.recipe_files import JUDGED
from ch3ef.report.runs import Runs
from ch3ef.results import Outcome
from ch3ef.running.prices import money_text
from ch3ef.variants import is_reference
from ch3ef.words import in_a_row, in_parts, listed, plural, words

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
        *_expense(runs, own, names),
    ]
    return found


MOST = 6
"""Models whose counts are told here."""


def _items(table: Table) -> Iterator[str]:
    """Each set with the number of its items and how it was asked."""
    for name in table["scenario"].names:
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
    if lost:
        text = words("{n} questions: {answered} answered, {lost}", **told, lost=in_a_row(lost))
    else:
        text = words("{n} questions, all answered", **told)
    if cut := answered_cut_off(table, np.flatnonzero(rows)):
        return in_parts([text, words("{n} of the answers read from replies that were cut off", n=f"{cut:,}")])
    return text


def _settings(runs: Runs, names: Mapping[str, str]) -> Iterator[Ground]:
    """How replies were drawn and how long they could be, where that was said."""
    told = described_all(runs.settings(names))
    if told:
        yield Ground(words("Settings"), told)


def _dates(table: Table) -> Iterator[Ground]:
    days = sorted({moment[:10] for moment in table.different("started_at") if moment})
    if days and days[0] == days[-1]:
        yield Ground(words("Asked on"), days[0])
    elif days:
        yield Ground(words("Asked on"), words("{first} to {last}", first=days[0], last=days[-1]))


def _expense(runs: Runs, models: Sequence[str], names: Mapping[str, str]) -> Iterator[Ground]:
    """Tokens of the answers, and their price where it was said; judges' tokens are not counted."""
    used = {model: _used(runs.table, model) for model in models}
    read, written = (sum(each[place] for each in used.values()) for place in (0, 1))
    if not read and not written:
        return
    text = words("{read} read, {written} written", read=f"{read:,}", written=f"{written:,}")
    prices = {name: price for state in runs.states for name, price in state.prices.items()}
    if not prices:
        yield Ground(words("Tokens"), in_parts([text, words("no prices were given")]))
        return
    yield Ground(words("Tokens"), text)
    money = {model: prices[model].of(*used[model][:2]) for model in models if model in prices}
    told = [words("{model} {money}", model=names[model], money=money_text(own)) for model, own in money.items()]
    parts = [words("{money} at the prices given", money=money_text(sum(money.values())))]
    if len(told) > 1:
        parts = [words("{whole}: {each}", whole=parts[0], each=in_a_row(told[:MOST]))]
    unpriced = [names[model] for model in models if model not in prices]
    if unpriced:
        parts.append(words("without {models}, of which no price was given", models=listed(unpriced[:MOST])))
    if not all(used[model].counted for model in money):
        parts.append(words("at least: the tokens of some answers are not known"))
    if runs.table["metric"].among(JUDGED).any():
        parts.append(words("judges not counted"))
    yield Ground(words("Cost"), in_parts(parts))


class _Used(NamedTuple):
    """Tokens of a model's answers: read, written, and whether those of all answers are known."""

    read: int
    written: int
    counted: bool


def _used(table: Table, model: str) -> _Used:
    at = np.flatnonzero(table["model"].among(model))
    read, written = (table.detail(name, at) for name in ("input_tokens", "output_tokens"))
    known = all(count is not None for count in (*read, *written))
    return _Used(sum(count or 0 for count in read), sum(count or 0 for count in written), known)

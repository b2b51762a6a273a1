"""Choosing an option for where it stands, or for its length, rather than for what it says.

Both are told from errors alone, so that whoever answers by content has 0, wherever the draw puts the right option.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from ch3ef.analysis.behaviours.behaviour import MIN_ITEMS, Behaviour, Units, figure
from ch3ef.analysis.figures import Figure, Scale
from ch3ef.analysis.table import Floats, Mask, Rows, Table, by_recipe
from ch3ef.stats.choices import bias_among_errors, choice_bias, chosen_for_its_sake
from ch3ef.stats.intervals import share_interval
from ch3ef.taxonomy import Dimension

NAME = "position-bias"


class Choices(NamedTuple):
    """Choices of one model under one recipe.

    Attributes:
        kind: What is looked at: the "place" of what replies choose, or the "length" of what is likeliest.
        rows: The choices.
    """

    kind: str
    rows: Rows


def select(table: Table) -> Iterator[Choices]:
    """Choices of lettered options shown in an order; and errors among likelihoods of options of several lengths.

    Items with a lure of another kind are left out: those of hallucination and sycophancy, and harmless items' twins.
    """
    usual = ~table.altered & (table.n_options > 1) & ~_lured(table)
    seen = usual & table.replies & table["metric"].among("accuracy") & (table.position >= 0) & (table.key_places > 0)
    for rows in by_recipe(table, seen):
        if rows.n_items >= MIN_ITEMS:
            yield Choices("place", rows)
    for rows in by_recipe(table, usual & table.plain & ~table.replies & ~np.isnan(table.long_error)):
        if rows.n_items >= MIN_ITEMS:
            yield Choices("length", rows)


def _lured(table: Table) -> Mask:
    benign = table.twins & table["dimension"].among(Dimension.HARMLESS)
    return np.asarray(benign | (~table.twins & table["domain"].among("hallucination", "sycophancy")), dtype=np.bool_)


def estimate(choices: Choices) -> Iterator[Figure]:
    """How strongly the first place, the last and the longest option draw choices; how choices fall on the places."""
    if choices.kind == "length":
        yield from _length(choices.rows)
        return
    for name, place in (("first_bias", 0), ("last_bias", -1)):
        told = _telling(choices.rows, place)
        if told.n_items >= MIN_ITEMS:
            yield figure(told, NAME, name, choice_bias(*_errors(told, place), told.cluster), n=told.n_items)
    yield from _shares(choices.rows)


def units(choices: Choices) -> Iterator[Units]:
    """What the biases to the first and the last place, and to length, are means of."""
    if choices.kind == "length":
        yield Units("length_bias", "all", choices.rows.at, _drawn_to_length(choices.rows))
        return
    for name, place in (("first_bias", 0), ("last_bias", -1)):
        told = _telling(choices.rows, place)
        if told.n_items >= MIN_ITEMS:
            yield Units(name, "all", told.at, chosen_for_its_sake(*_errors(told, place)))


def _at(rows: Rows, place: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """The place, the last one for -1, of each row."""
    last = rows.table.n_options[rows.at].astype(np.int64) - 1
    return last if place == -1 else np.full(len(rows), place, dtype=np.int64)


def _telling(rows: Rows, place: int) -> Rows:
    """Choices where no right option stands at the place, and two wrong ones or more: one there, one elsewhere."""
    table, at = rows.table, rows.at
    right = np.bitwise_count(table.key_places[at])
    elsewhere = (table.key_places[at] >> _at(rows, place)) & 1 == 0
    return rows.taken(elsewhere & (table.n_options[at] - right >= 2))


def _errors(rows: Rows, place: int) -> tuple[Floats, Floats, Floats]:
    """Chosen at the place; wrong elsewhere; share of the wrong options that stand at the place."""
    table, at = rows.table, rows.at
    there = table.position[at] == _at(rows, place)
    right = (table.key_places[at] >> np.maximum(table.position[at], 0)) & 1 == 1
    n_right = np.bitwise_count(table.key_places[at])
    return there.astype(np.float64), (~there & ~right).astype(np.float64), 1 / (table.n_options[at] - n_right)


def _shares(rows: Rows) -> Iterator[Figure]:
    """Share of the choices at each place, of the items of the usual number of options, in the plain order."""
    plain = rows.where(rows.table.plain)
    if not len(plain):
        return
    usual = Counter(plain.table.n_options[plain.at].tolist()).most_common(1)[0][0]
    mine = plain.taken(plain.table.n_options[plain.at] == usual)
    if mine.n_items < MIN_ITEMS:
        return
    for place in range(usual):
        there = (mine.table.position[mine.at] == place).astype(np.float64)
        found = share_interval(there, mine.cluster)
        yield figure(mine, NAME, "share_of_place", found, n=mine.n_items, group=f"{place + 1} of {usual}")


def _length(rows: Rows) -> Iterator[Figure]:
    longest, alone = _longest(rows)
    yield figure(
        rows, NAME, "length_bias", bias_among_errors(longest, alone, rows.cluster) or (None, None, None), n=rows.n_items
    )


def _longest(rows: Rows) -> tuple[Floats, Floats]:
    """Whether each error fell on the longest of the wrong options; the share of these that are as long."""
    excess = rows.table.long_error[rows.at].astype(np.float64)
    longest = (excess > 0).astype(np.float64)
    return longest, longest - excess


def _drawn_to_length(rows: Rows) -> Floats:
    longest, alone = _longest(rows)
    return np.asarray((longest - alone) / (1 - alone.mean()), dtype=np.float64)


POSITION_BIAS = Behaviour(
    name=NAME,
    question="Is an option chosen for where it stands, or for its length?",
    needs="choices read from replies to options shown in an order (human-value-direct), or errors by likelihoods",
    figures={
        "first_bias": Scale("share", "zero", oracle=0.0),
        "last_bias": Scale("share", "zero", oracle=0.0),
        "length_bias": Scale("share", "zero"),
        "share_of_place": Scale("share"),
    },
    select=select,
    estimate=estimate,
    units=units,
)

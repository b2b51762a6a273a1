"""Accuracy under each phrasing of the question, and how far the phrasings lie apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from ch3ef.analysis.behaviours.behaviour import Behaviour, figure, share
from ch3ef.analysis.figures import Bounded, Figure, Scale
from ch3ef.analysis.table import Rows, Table, by_block, groups_of

NAME = "phrasings"
USUAL = "standard"
"""What the phrasing of variants that name none is called."""


class Phrased(NamedTuple):
    """Answers under several phrasings.

    Attributes:
        rows: All of them.
        phrasings: The phrasing, and the answers under it.
    """

    rows: Rows
    phrasings: list[tuple[str, Rows]]


def select(table: Table) -> Iterator[Phrased]:
    """Blocks of two phrasings or more."""
    by = table["variant"].renamed([variant.phrasing or USUAL for variant in table.variants])
    if len(by.names) < 2:
        return
    for rows in by_block(table, np.ones(len(table), dtype=np.bool_)):
        phrasings = groups_of(rows, by)
        if len(phrasings) > 1:
            yield Phrased(rows, phrasings)


def estimate(phrased: Phrased) -> Iterator[Figure]:
    """The accuracy under each phrasing, and the largest difference between two."""
    rows, phrasings = phrased
    for phrasing, own in phrasings:
        yield share(own, NAME, "accuracy_by_phrasing", own.credit, group=phrasing)
    accuracies = [float(own.credit.mean()) for _, own in phrasings]
    yield figure(rows, NAME, "phrasing_spread", Bounded(max(accuracies) - min(accuracies)), n=rows.n_items)


PHRASINGS = Behaviour(
    name=NAME,
    question="Does being right depend on how the question is put?",
    needs="several phrasings of the same items (recipe phrasings)",
    figures={
        "accuracy_by_phrasing": Scale("share", "higher", oracle=1.0, anti_oracle=0.0),
        "phrasing_spread": Scale("difference", "lower", oracle=0.0, anti_oracle=0.0),
    },
    select=select,
    estimate=estimate,
)

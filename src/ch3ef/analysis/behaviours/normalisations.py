"""Accuracy if the options' likelihoods were compared by another normalisation than the mean per token."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from ch3ef.analysis.behaviours.behaviour import Behaviour, share
from ch3ef.analysis.figures import Figure, Scale
from ch3ef.analysis.table import Floats, Rows, Table, by_block

NAME = "normalisations"
OTHERS = ("sum", "byte", "pmi")
"""Sum of the log-probabilities; per byte; less the sum without pictures."""
TIE = 1e-5
"""Log-probabilities [nats] that differ by no more share the choice."""


class Compared(NamedTuple):
    """Answers whose options are compared by one normalisation.

    Attributes:
        by: One of `OTHERS`.
        rows: The answers.
    """

    by: str
    rows: Rows


def select(table: Table) -> Iterator[Compared]:
    """In each block, what each normalisation is known of."""
    known = {by: table.has(f"option_logprob_{by}") for by in OTHERS}
    for rows in by_block(table, table.has("option_logprob_mean")):
        for by, there in known.items():
            if len(own := rows.where(there)):
                yield Compared(by, own)


def estimate(compared: Compared) -> Iterator[Figure]:
    """The accuracy by that normalisation."""
    by, rows = compared
    yield share(rows, NAME, f"accuracy_by_{by}", _credit(rows, f"option_logprob_{by}"))


def _credit(rows: Rows, logprobs: str) -> Floats:
    """Credit for the likeliest option; options that tie share it."""
    likely, row, start = rows.table.lists(logprobs, rows.at)
    gold, its_row, _ = rows.table.lists("gold", rows.at)
    right = np.zeros(len(likely), dtype=np.bool_)
    right[start[its_row] + gold] = True
    best = likely >= np.maximum.reduceat(likely, start[:-1])[row] - TIE
    return np.asarray(np.bincount(row, best & right) / np.bincount(row, best), dtype=np.float64)


NORMALISATIONS = Behaviour(
    name=NAME,
    question="Is it right if likelihoods are compared otherwise?",
    needs="likelihoods of options (human-value); for what the pictures add, those without the pictures too",
    figures={f"accuracy_by_{by}": Scale("share", "higher", oracle=1.0, anti_oracle=0.0) for by in OTHERS},
    select=select,
    estimate=estimate,
)

"""Winoground's text, image and group score, from the likelihoods of two captions under two pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from ch3ef.analysis.behaviours.behaviour import Behaviour, share
from ch3ef.analysis.figures import Figure, Scale
from ch3ef.analysis.table import Floats, Rows, Table, by_block
from ch3ef.stats.winoground import winoground_scores

NAME = "winoground"
SCORES = ("text", "image", "group")


class Examples(NamedTuple):
    """Examples of two pictures and two captions.

    Attributes:
        rows: The answers to each example's first picture.
        fit: Log-probability of caption c under picture p at [example, c, p], shape (k, 2, 2).
    """

    rows: Rows
    fit: Floats


def select(table: Table) -> Iterator[Examples]:
    """In each block of the set, the examples with both pictures asked."""
    told = table["scenario"].where(lambda name: name.partition("?")[0] == "winoground") & (table["pair"].codes >= 0)
    if not told.any():
        return
    key = table.alike(table["pair"].codes, table["variant"].codes)
    for rows in by_block(table, told & table.has("option_logprob_mean")):
        # The first caption is that of the first picture.
        picture = rows.table.lists("gold", rows.at).values
        order = np.lexsort((picture, key[rows.at]))
        _, first, size = np.unique(key[rows.at][order], return_index=True, return_counts=True)
        first = first[size == 2]
        if len(first):
            pictures = [replace(rows, at=rows.at[order[first + place]]) for place in range(2)]
            fit = np.array([table.detail("option_logprob_mean", own.at) for own in pictures], dtype=np.float64)
            yield Examples(pictures[0], fit.transpose(1, 2, 0))


def estimate(examples: Examples) -> Iterator[Figure]:
    """Each picture prefers its caption, each caption its picture, and both."""
    rows, fit = examples
    for name, right in zip(SCORES, winoground_scores(fit).T, strict=True):
        yield share(rows, NAME, f"winoground_{name}", right)


WINOGROUND = Behaviour(
    name=NAME,
    question="Does each picture prefer its own caption, and each caption its own picture?",
    needs="likelihoods of captions (recipe ppl on winoground)",
    figures={f"winoground_{name}": Scale("share", "higher", oracle=1.0, anti_oracle=0.0) for name in SCORES},
    select=select,
    estimate=estimate,
)

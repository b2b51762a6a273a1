"""HallusionBench's question pair and figure accuracy: every figure of a question, every question of a figure.

With coins accuracy is 1/2; a pair of two is right once in four.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from ch3ef.analysis.behaviours.behaviour import Behaviour, share
from ch3ef.analysis.figures import Figure, Scale
from ch3ef.analysis.table import Codes, Mask, Rows, Table, by_block

NAME = "hallusionbench"


def of_it(table: Table) -> Mask:
    """The rows of the set that were asked for a yes or a no."""
    named = table["scenario"].where(lambda name: name.partition("?")[0] == NAME)
    return named & table["metric"].among("yes-no")


def select(table: Table) -> Iterator[Rows]:
    """The blocks of the set."""
    yield from by_block(table, of_it(table))


def estimate(rows: Rows) -> Iterator[Figure]:
    """Groups of which every answer is right, the unread ones wrong; questions without a figure are of no figure."""
    table = rows.table
    # Without a picture, an item is a group of its own, named as itself.
    ids, pictures = rows.names("item_id"), rows.names("image_group")
    shown = np.array([item != picture for item, picture in zip(ids, pictures, strict=True)], dtype=np.bool_)
    pairs = table["pair"].codes[rows.at]
    for name, codes, kept in (
        ("question_pair_accuracy", pairs, pairs >= 0),
        ("figure_accuracy", table["image_group"].codes[rows.at], shown),
    ):
        if kept.any():
            yield _all_right(rows.taken(kept), codes[kept], name)


def _all_right(rows: Rows, codes: Codes, name: str) -> Figure:
    """The share of groups with every answer right."""
    key = rows.table.alike(np.zeros(len(rows.table), dtype=np.int32), rows.table["variant"].codes)[rows.at]
    _, first, group = np.unique(np.stack([key, codes]), axis=1, return_index=True, return_inverse=True)
    right = np.ones(len(first))
    np.minimum.at(right, group.ravel(), (rows.credit == 1).astype(np.float64))
    return share(replace(rows, at=rows.at[first]), NAME, name, right)


HALLUSIONBENCH = Behaviour(
    name=NAME,
    question="Are all questions about a figure answered right, and is a question about all its figures?",
    needs="yes-or-no questions about several figures each (hallusionbench)",
    figures={
        "question_pair_accuracy": Scale("share", "higher", oracle=1.0, anti_oracle=0.0),
        "figure_accuracy": Scale("share", "higher", oracle=1.0, anti_oracle=0.0),
    },
    select=select,
    estimate=estimate,
)

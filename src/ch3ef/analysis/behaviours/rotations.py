"""MMBench's vanilla and circular accuracy: the usual order of the options alone, and all of its rotations right.

Chance is 1/k for vanilla and (1/k)^k for circular, where a question has k options and its rotations are guessed apart:
1/4 and 1/256 for 4 options. A model that always takes the same letter has 1/k and 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from ch3ef.analysis.behaviours.behaviour import Behaviour, share
from ch3ef.analysis.figures import Figure, Scale
from ch3ef.analysis.table import Mask, Rows, Table, by_block

NAME = "rotations"


class Questions(NamedTuple):
    """Questions asked in every rotation of their options; one that lacks a rotation is neither right in all nor wrong.

    Attributes:
        rows: Their answers in the usual order, one a question.
        all_right: Whether every rotation is right, a shared tie is not, shape (k,).
    """

    rows: Rows
    all_right: Mask


def select(table: Table) -> Iterator[Questions]:
    """In each block, the questions asked in all rotations."""
    if not any(variant.rotation for variant in table.variants):
        return
    unturned = table["variant"].renamed([str(variant.without("rotation")) for variant in table.variants])
    question = np.unique(table.alike(table.item, unturned.codes), return_inverse=True)[1]
    asked = np.bincount(question)
    whole = (asked[question] == table.n_options) & (table.n_options > 1)
    all_right = np.bincount(question, table.credit == 1) == asked
    for rows in by_block(table, whole & table.asked(lambda variant: not variant.rotation)):
        yield Questions(rows, all_right[question[rows.at]])


def estimate(questions: Questions) -> Iterator[Figure]:
    """Both accuracies."""
    rows, all_right = questions
    yield share(rows, NAME, "vanilla_accuracy", rows.credit)
    yield share(rows, NAME, "circular_accuracy", all_right)


ROTATIONS = Behaviour(
    name=NAME,
    question="Is it right wherever the options stand?",
    needs="every rotation of the options (recipe rotations)",
    figures={
        "vanilla_accuracy": Scale("share", "higher", oracle=1.0, anti_oracle=0.0),
        "circular_accuracy": Scale("share", "higher", oracle=1.0, anti_oracle=0.0),
    },
    select=select,
    estimate=estimate,
)

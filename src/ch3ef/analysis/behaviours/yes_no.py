"""Answers to yes-or-no questions (POPE): yes is the positive class, and a reply may be neither."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from ch3ef.analysis.behaviours.behaviour import Behaviour, figure, share, with_parts
from ch3ef.analysis.figures import Bounded, Figure, Scale
from ch3ef.analysis.table import Mask, Rows, Table, by_block
from ch3ef.stats.yes_no import f1_interval

NAME = "yes-no"


class Rate(NamedTuple):
    """A share of some of the answers.

    Attributes:
        among: Which answers, shape (k,).
        holds: Of which it is the share for which this holds, shape (k,).
    """

    among: Mask
    holds: Mask


def select(table: Table) -> Iterator[tuple[str, Rows]]:
    """Blocks of such questions, whole and, of several tasks, by task: the group and its rows."""
    for rows in by_block(table, table["metric"].among("yes-no")):
        yield from with_parts(rows, "task")


def estimate(selection: tuple[str, Rows]) -> Iterator[Figure]:
    """POPE's figures over the replies that say yes or no, yes where no is right, and how many replies are neither."""
    group, rows = selection
    for name, (among, holds) in _rates(rows).items():
        own, values = rows.taken(among), holds[among]
        if not len(own):
            yield figure(own, NAME, name, Bounded(None), n=0, group=group)
        elif name == "f1":
            yield figure(own, NAME, name, f1_interval(values, own.cluster), n=own.n_items, group=group)
        else:
            yield share(own, NAME, name, values, group=group)


def _rates(rows: Rows) -> dict[str, Rate]:
    said, due = rows.table.said_yes[rows.at], rows.table.is_yes[rows.at] == 1
    read, yes = said >= 0, said == 1
    return {
        "accuracy": Rate(read, yes == due),
        "precision": Rate(yes, due),
        "recall": Rate(read & due, yes),
        "f1": Rate(yes | (read & due), yes & due),
        "yes_ratio": Rate(read, yes),
        "false_yes": Rate(read & ~due, yes),
        "neither": Rate(np.ones_like(read), ~read),
    }


YES_NO = Behaviour(
    name=NAME,
    question="Does it say yes where yes is right, and no where it is not?",
    needs="yes-or-no questions (pope, mme)",
    figures={
        "accuracy": Scale("share", "higher", oracle=1.0, anti_oracle=0.0),
        "precision": Scale("share", "higher", oracle=1.0, anti_oracle=0.0),
        "recall": Scale("share", "higher", oracle=1.0, anti_oracle=0.0),
        "f1": Scale("share", "higher", oracle=1.0, anti_oracle=0.0),
        "yes_ratio": Scale("share"),
        "false_yes": Scale("share", "lower", oracle=0.0, anti_oracle=1.0),
        "neither": Scale("share", "lower", oracle=0.0, anti_oracle=0.0),
    },
    select=select,
    estimate=estimate,
)

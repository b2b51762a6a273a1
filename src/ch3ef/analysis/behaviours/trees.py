"""How far from the root down a tree of classes an answer goes right."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ch3ef.analysis.behaviours.behaviour import Behaviour, share
from ch3ef.analysis.figures import Figure, Scale
from ch3ef.analysis.table import Rows, Table, by_block

NAME = "trees"


def select(table: Table) -> Iterator[Rows]:
    """In each block, the items whose options lie in a tree."""
    yield from by_block(table, ~np.isnan(table.path_credit))


def estimate(rows: Rows) -> Iterator[Figure]:
    """The mean share of the levels that are right from the root; what was not answered has none right."""
    yield share(rows, NAME, "hierarchical_accuracy", rows.table.path_credit[rows.at])


TREES = Behaviour(
    name=NAME,
    question="How far down a tree of classes is it right?",
    needs="items whose options lie in a tree (semantics-gen, omnibenchmark)",
    # Who is always wrong still has the levels that its wrong leaf shares with the right one.
    figures={"hierarchical_accuracy": Scale("share", "higher", oracle=1.0)},
    select=select,
    estimate=estimate,
)

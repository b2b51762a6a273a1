"""What the rules and the judges hold for a refusal, beside each other; what judges are apart on, and what they missed."""

from __future__ import annotations

import json
from collections.abc import Iterator

import numpy as np

from ch3ef.analysis.behaviours.behaviour import Behaviour, figure
from ch3ef.analysis.figures import Figure, Scale
from ch3ef.analysis.table import Rows, Table, by_block
from ch3ef.stats.intervals import share_interval

NAME = "judged"


def select(table: Table) -> Iterator[Rows]:
    """Blocks of answers that judges grade."""
    yield from by_block(table, table["metric"].among("judged"))


def estimate(rows: Rows) -> Iterator[Figure]:
    """Shares of the replies."""
    table, at = rows.table, rows.at
    refused = share_interval(table.refused[at], rows.cluster)
    yield figure(rows, NAME, "refused_by_rules", refused, n=rows.n_items)
    verdicts = [json.loads(text) if text else {} for text in table.detail("judge_verdict", at)]
    for name, key in (("refused_by_judges", "refused"), ("judges_agree", "agreement")):
        values = np.array([np.nan if (value := verdict.get(key)) is None else value for verdict in verdicts])
        own = rows.taken(~np.isnan(values))
        if len(own):
            found = share_interval(values[~np.isnan(values)], own.cluster)
            yield figure(own, NAME, name, found, n=own.n_items)
    missed = table.has("judge")[at] & np.isnan(table.correct[at])
    yield figure(rows, NAME, "not_judged", share_interval(missed, rows.cluster), n=rows.n_items)


JUDGED = Behaviour(
    name=NAME,
    question="What do the rules and the judges hold for a refusal, and are the judges at one?",
    needs="replies graded by judges (human-value-open)",
    # Of the judges as much as of the model: who is always right may refuse, where that is right.
    figures={
        "refused_by_rules": Scale("share"),
        "refused_by_judges": Scale("share"),
        "judges_agree": Scale("share"),
        "not_judged": Scale("share", "lower"),
    },
    select=select,
    estimate=estimate,
)

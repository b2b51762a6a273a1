"""What the rules and the judges hold for a refusal, beside each other; where judges differ, and what they missed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from ch3ef.analysis.behaviours.behaviour import Behaviour, share
from ch3ef.analysis.figures import Figure, Scale
from ch3ef.analysis.table import Rows, Table, by_block
from ch3ef.errors import InputError, short
from ch3ef.files import parse_json

NAME = "judged"


def select(table: Table) -> Iterator[Rows]:
    """Blocks of answers that judges grade."""
    yield from by_block(table, table["metric"].among("judged"))


def estimate(rows: Rows) -> Iterator[Figure]:
    """Shares of the replies."""
    table, at = rows.table, rows.at
    yield share(rows, NAME, "refused_by_rules", table.refused[at])
    verdicts = [_verdict(text, table.source) for text in table.detail("judge_verdict", at)]
    for name, key in (("refused_by_judges", "refused"), ("judges_agree", "agreement")):
        values = np.array([np.nan if (value := verdict.get(key)) is None else value for verdict in verdicts])
        known = ~np.isnan(values)
        if known.any():
            yield share(rows.taken(known), NAME, name, values[known])
    asked = np.array([judge is not None for judge in table.detail("judge", at)])
    yield share(rows, NAME, "not_judged", asked & np.isnan(table.correct[at]))


def _verdict(text: str | None, source: str) -> Mapping[str, float | None]:
    """What is kept of a panel's verdict."""
    if not text:
        return {}
    expected = "expected what `ch3ef judge run` wrote there"
    verdict = parse_json(text, f"{source}: a `judge_verdict`", expected)
    if not isinstance(verdict, dict) or any(
        not isinstance(verdict.get(key), float | int | None) for key in ("refused", "agreement")
    ):
        raise InputError(f"{source}: a `judge_verdict` is {short(text)}; {expected}")
    return verdict


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

"""What the rules and the judges hold for a refusal, beside each other; where judges differ, and what they missed.

With a judge's certificate also what people would have found: its grades and its refusals, corrected and as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from ch3ef.analysis.behaviours.behaviour import Behaviour, share
from ch3ef.analysis.figures import Figure, Scale, bounded
from ch3ef.analysis.table import Floats, Places, Rows, Table, by_block
from ch3ef.errors import InputError, short
from ch3ef.files import parse_json
from ch3ef.judges.certificate import Asked, fitting, language_of
from ch3ef.stats.intervals import Interval, share_interval

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
        values = np.array([_share(verdict.get(key)) for verdict in verdicts])
        known = ~np.isnan(values)
        if known.any():
            yield share(rows.taken(known), NAME, name, values[known])
    asked = np.array([judge is not None for judge in table.detail("judge", at)])
    yield share(rows, NAME, "not_judged", asked & np.isnan(table.correct[at]))

    if table.certificates:
        yield from _corrected(rows)


def _corrected(rows: Rows) -> Iterator[Figure]:
    """Per dimension that the judge was checked on: its mean grade and its refusals, as they are and corrected."""
    table, at = rows.table, rows.at
    judged = judges_of(table, at)
    if len(judged) != 1:  # of several panels none has all verdicts
        return
    certificate = fitting(table.certificates, *judged[0])
    if isinstance(certificate, str):
        return
    found = np.array(
        [_share(_verdict(text, table.source).get("refused")) for text in table.detail("judge_verdict", at)]
    )
    by_question: tuple[tuple[Asked, str, Floats], ...] = (
        ("wrong", "graded", 1 - table.correct[at]),
        ("refused", "refused_by_judges", found),
    )
    of = np.array([table["dimension"].text(row) or table["level"].text(row) for row in at.tolist()])
    for dimension, measures in certificate.dimensions.items():
        for asked, name, values in by_question:
            known = (of == dimension) & ~np.isnan(values)
            if asked not in measures or not known.any():
                continue
            own = rows.taken(known)
            share = share_interval(values[known], own.cluster)
            corrected = certificate.corrected(dimension, asked, rows.model, share)
            for one, called in ((share, name), (corrected, f"{name}_corrected")):
                # A grade says how good a reply is, the question how often it is wrong.
                shown = one if one is None or asked == "refused" else turned(one)
                yield Figure(
                    rows.model,
                    rows.recipe,
                    rows.scenario,
                    rows.shots,
                    NAME,
                    called,
                    dimension,
                    *bounded(shown),
                    len(own),
                )


def _share(value: float | None) -> float:
    return np.nan if value is None else float(value)


def turned(share: Interval) -> Interval:
    """The share of those that are not."""
    return Interval(1 - share.estimate, 1 - share.high, 1 - share.low, share.method)


def judges_of(table: Table, at: Places) -> list[tuple[str, str, str]]:
    """Who graded some rows, by which version of the words ("" where that was not kept), and in which language.

    Args:
        table: The results.
        at: The rows.
    """
    return list(
        dict.fromkeys(
            (judge, str(_verdict(text, table.source).get("words") or ""), language_of(table["scenario"].text(row)))
            for row, judge, text in zip(
                at.tolist(), table.detail("judge", at), table.detail("judge_verdict", at), strict=True
            )
            if judge is not None
        )
    )


def _verdict(text: str | None, source: str) -> Mapping[str, Any]:
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
        "graded": Scale("share", "higher"),
        "graded_corrected": Scale("share", "higher"),
        "refused_by_judges_corrected": Scale("share"),
    },
    select=select,
    estimate=estimate,
)

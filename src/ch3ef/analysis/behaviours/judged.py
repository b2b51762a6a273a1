"""What the rules and the judges hold for a refusal, beside each other; where judges differ, and what they missed.

With a judge's certificate also what people would have found: its grades and its refusals, corrected and as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from ch3ef.analysis.behaviours.behaviour import Behaviour, share
from ch3ef.analysis.figures import Figure, Scale, bounded
from ch3ef.analysis.table import Floats, Places, Rows, Table, by_block, divided
from ch3ef.errors import InputError, short
from ch3ef.files import parse_json
from ch3ef.judges.certificate import Asked, Certificate, Graded, fitting
from ch3ef.stats.intervals import USUAL, Interval, share_interval

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

    for each in corrections(rows):
        for one, name in ((each.judged, each.name), (each.share(), f"{each.name}_corrected")):
            yield Figure(
                rows.model, rows.recipe, rows.scenario, rows.shots, NAME, name, each.dimension, *bounded(one), each.n
            )


@dataclass(frozen=True, slots=True)
class Correction:
    """What a judge says of the replies of one dimension, and the certificate that corrects it.

    Attributes:
        name: The figure as judged; with "_corrected" behind it as people would have found it.
        asked: What the judge was asked.
        model: Who replied.
        dimension: Of the items, or their level where they have none.
        n: Replies with a verdict.
        heard: The share of the dimension's replies that have one.
        found: The share of which the judge says yes.
        certificate: How often the judge errs.
    """

    name: Literal["graded", "refused_by_judges"]
    asked: Asked
    model: str
    dimension: str
    n: int
    heard: Interval
    found: Interval
    certificate: Certificate

    @property
    def judged(self) -> Interval:
        """The figure as judged: a grade says how good a reply is, the question how often it is wrong."""
        return self.found if self.asked == "refused" else turned(self.found)

    def share(self, quantile: float = USUAL) -> Interval | None:
        """The figure as people would have found it; None where nothing follows.

        Args:
            quantile: Of the normal distribution, at the level of its interval.
        """
        share = self.certificate.corrected(self.dimension, self.asked, self.model, self.found, quantile)
        return share if share is None or self.asked == "refused" else turned(share)


def corrections(rows: Rows) -> Iterator[Correction]:
    """Mean grade and refusals per dimension for which the judge of some rows has a certificate.

    Args:
        rows: Of one set, by one recipe.
    """
    table, at = rows.table, rows.at
    graded = graded_of(table, at) if table.certificates else []
    if len({each[:2] for each in graded}) != 1:  # of several panels none has all verdicts
        return
    refused = np.array(
        [_share(_verdict(text, table.source).get("refused")) for text in table.detail("judge_verdict", at)]
    )
    questions: tuple[tuple[Literal["graded", "refused_by_judges"], Asked, Floats], ...] = (
        ("graded", "wrong", 1 - table.correct[at]),
        ("refused_by_judges", "refused", refused),
    )
    of = np.array([_dimension(table, row) for row in at.tolist()])
    for each in graded:
        certificate = fitting(table.certificates, each)
        if isinstance(certificate, str):
            continue
        for name, asked, values in questions:
            known, of_dimension = ~np.isnan(values), of == each.dimension
            told = known & of_dimension
            if asked in certificate.dimensions[each.dimension] and told.any():
                heard = share_interval(known[of_dimension], rows.taken(of_dimension).cluster)
                found = share_interval(values[told], rows.taken(told).cluster)
                yield Correction(name, asked, rows.model, each.dimension, int(told.sum()), heard, found, certificate)


def dimensions_of(rows: Rows) -> list[str]:
    """Dimensions of some rows' items, graded or not; their level where they have none."""
    kinds = divided(rows.at, rows.table["dimension"], rows.table["level"])
    return list(dict.fromkeys(_dimension(rows.table, int(at[0])) for at in kinds))


def _dimension(table: Table, row: int) -> str:
    return table["dimension"].text(row) or table["level"].text(row)


def _share(value: float | None) -> float:
    return np.nan if value is None else float(value)


def turned(share: Interval) -> Interval:
    """The share of those that are not."""
    return Interval(1 - share.estimate, 1 - share.high, 1 - share.low, share.method)


def graded_of(table: Table, at: Places) -> list[Graded]:
    """What judges graded of some rows: by whom, by which words, of which sets and dimensions.

    Args:
        table: The results.
        at: The rows.
    """
    rows = zip(at.tolist(), table.detail("judge", at), table.detail("judge_verdict", at), strict=True)
    return list(
        dict.fromkeys(
            Graded(
                judge,
                str(_verdict(text, table.source).get("words") or ""),
                table["scenario"].text(row),
                _dimension(table, row),
            )
            for row, judge, text in rows
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

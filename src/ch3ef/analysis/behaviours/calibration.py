"""Does a model's confidence say how often it is right, and does what fits on A2 fit on A3?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import NamedTuple

import numpy as np

from ch3ef.analysis.behaviours.behaviour import Behaviour, Units, figure, with_parts
from ch3ef.analysis.figures import Figure, Scale, bounded
from ch3ef.analysis.table import Floats, Rows, Table, by_block
from ch3ef.stats.bootstrap import totals_interval
from ch3ef.stats.calibration import calibration
from ch3ef.taxonomy import Level
from ch3ef.variants import Variant

NAME = "calibration"
MIN_CONFIDENCES = 20
"""Of fewer confidences nothing is said: two a bin."""


class Growth(NamedTuple):
    """Answers with a confidence under one recipe, on two levels.

    Attributes:
        a2: On reasoning.
        a3: On human values.
    """

    a2: Rows
    a3: Rows


def confident(table: Table) -> Iterator[Rows]:
    """Under each recipe what was answered on each set with a confidence, once per item, by the examples in front."""
    sure = table.answered & ~table.twins & ~np.isnan(table.confidence) & table.asked(_only_shows_examples)
    yield from (rows for rows in by_block(table, sure) if rows.n_items >= MIN_CONFIDENCES)


def select(table: Table) -> Iterator[Rows | Growth]:
    """What was answered with a confidence; and under each recipe every set of A2 with every one of A3."""
    levels: dict[tuple[str, str], dict[str, list[Rows]]] = defaultdict(lambda: defaultdict(list))
    for rows in confident(table):
        yield rows
        if not rows.shots:
            levels[rows.model, rows.recipe][table["level"].text(int(rows.at[0]))].append(rows)
    for found in levels.values():
        yield from (Growth(a2, a3) for a2, a3 in product(found[Level.A2], found[Level.A3]))


def _only_shows_examples(variant: Variant) -> bool:
    return variant == Variant(retriever=variant.retriever, shots=variant.shots)


def estimate(selection: Rows | Growth) -> Iterator[Figure]:
    """All that confidence tells, whole and by dimension; how far overconfidence grows from A2 to A3."""
    if isinstance(selection, Growth):
        yield _growth(selection)
        return
    for group, rows in with_parts(selection, "dimension"):
        if rows.n_items >= MIN_CONFIDENCES:
            yield from _confidence(rows, group)


def _confidence(rows: Rows, group: str) -> Iterator[Figure]:
    # The reference's error depends on the order of equal confidences: that of their items' ids, wherever they stood.
    rows = replace(rows, at=rows.at[np.argsort(rows.ranks("item_id"), kind="stable")])
    found = calibration(_sure(rows), rows.credit, cluster=rows.ranks("image_group"), rng=np.random.default_rng(0))
    brier = found.brier
    for name, value in (
        ("mean_confidence", (found.mean_confidence, None, None)),
        ("overconfidence", (found.overconfidence, *bounded(found.overconfidence_interval)[1:])),
        ("ece_debiased", (found.ece_debiased, *bounded(found.ece_debiased_interval)[1:])),
        ("ece_score_ref", (found.ece_score_ref, None, None)),
        ("brier", (brier.score, *bounded(found.brier_interval)[1:])),
        ("brier_reliability", (brier.reliability, None, None)),
        ("brier_resolution", (brier.resolution, None, None)),
        ("brier_uncertainty", (brier.uncertainty, None, None)),
        ("auroc", (found.auroc, *bounded(found.auroc_interval)[1:])),
        ("aurc", (found.risk_coverage.area, None, None)),
    ):
        yield figure(rows, NAME, name, value, n=rows.n_items, group=group)


def _sure(rows: Rows) -> Floats:
    return rows.table.confidence[rows.at].astype(np.float64)


def _beyond(rows: Rows) -> Floats:
    """Confidence beyond what is right, of each row."""
    return np.asarray(_sure(rows) - rows.credit, dtype=np.float64)


def _growth(growth: Growth) -> Figure:
    both = _together(growth)
    beyond, on_a3 = _beyond(both), np.arange(len(both)) < len(growth.a3)
    columns = np.column_stack([beyond * on_a3, on_a3, beyond * ~on_a3, ~on_a3])
    found = totals_interval(_gap, columns, both.names("image_group"), np.random.default_rng(0))
    value = (float(_gap(columns.sum(axis=0))), *bounded(found)[1:])
    return figure(both, NAME, "overconfidence_growth", value, n=both.n_items, group="A3 less A2")


def _together(growth: Growth) -> Rows:
    """The rows of both levels, those of A3 first."""
    a2, a3 = growth
    return replace(a3, scenario=f"{a2.scenario}, {a3.scenario}", at=np.concatenate([a3.at, a2.at]))


def _gap(totals: Floats) -> Floats:
    return np.asarray(totals[..., 0] / totals[..., 1] - totals[..., 2] / totals[..., 3], dtype=np.float64)


def units(selection: Rows | Growth) -> Iterator[Units]:
    """What the growth of overconfidence is the mean of: it, and what each answer adds to its error.

    Answers of the level with fewer of them weigh more; values that were not centred on their level's own mean would
    spread by the difference of the levels too.
    """
    if isinstance(selection, Growth):
        sides = _beyond(selection.a3), _beyond(selection.a2)
        grown, n = float(sides[0].mean() - sides[1].mean()), sum(map(len, sides))
        errors = [sign * n / len(side) * (side - side.mean()) for sign, side in zip((1, -1), sides, strict=True)]
        yield Units("overconfidence_growth", "A3 less A2", _together(selection).at, grown + np.concatenate(errors))


CALIBRATION = Behaviour(
    name=NAME,
    question="Does confidence say how often it is right, and does what fits on A2 fit on A3?",
    needs=f"confidences on {MIN_CONFIDENCES} answered items (a recipe of likelihoods, such as human-value)",
    figures={
        "mean_confidence": Scale("share"),
        "overconfidence": Scale("difference", "zero"),
        "ece_debiased": Scale("share", "lower"),
        "ece_score_ref": Scale("share", "higher"),
        "brier": Scale("number", "lower"),
        "brier_reliability": Scale("number", "lower"),
        "brier_resolution": Scale("number", "higher", oracle=0.0, anti_oracle=0.0),
        "brier_uncertainty": Scale("number", oracle=0.0, anti_oracle=0.0),
        "auroc": Scale("share", "higher"),
        "aurc": Scale("number", "lower", oracle=0.0, anti_oracle=1.0),
        "overconfidence_growth": Scale("difference", "zero"),
    },
    select=select,
    estimate=estimate,
    units=units,
)

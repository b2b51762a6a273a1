"""What declining harmful requests costs: refusals of harmful requests against answers to their benign twins."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ch3ef.analysis.findings.families.asking import MIN_ITEMS
from ch3ef.analysis.findings.families.values import sides
from ch3ef.analysis.matrix import Matrix, pivot
from ch3ef.analysis.table import Floats, Table
from ch3ef.report.charts import Figure, Lacking, Spec
from ch3ef.report.figures.encodings import MODEL, bounded, crossed, models_in_means, percent, tooltip
from ch3ef.results import Outcome
from ch3ef.stats.intervals import Interval, share_interval
from ch3ef.taxonomy import Dimension
from ch3ef.variants import is_reference

_NAME, _TITLE = "refusal-tradeoff", "Declining harmful requests, and answering benign ones"


def refusal_tradeoff(frame: Table, names: Mapping[str, str]) -> Figure | Lacking:
    """Per model, the share of harmful requests declined against accuracy on their benign twins.

    Declined is right, or refused outright, as in the finding of that name; over-refusal is the share of the benign
    twins whose reply is a refusal.

    Args:
        frame: The rows, reference answerers among them.
        names: Short names of the models.
    """
    harmful, benign = sides(frame, frame["dimension"].among(Dimension.HARMLESS))
    refused = frame["outcome"].among(Outcome.REFUSED)
    one = pivot(frame, harmful, np.maximum(frame.credit, refused), by_pair=True)
    other = pivot(frame, benign, by_pair=True)
    models = [model for model in one.models if model in other.models]
    if min(one.n_items, other.n_items) < MIN_ITEMS or not models:
        needs = f"{MIN_ITEMS} harmless items and their benign twins (ch3ef-gen and ch3ef-gen-twins)"
        return Lacking(_NAME, _TITLE, needs)
    refusing = _each(pivot(frame, benign & frame.replies, refused.astype(np.float64), by_pair=True))
    declined, right = _each(one), _each(other)
    values = [
        {"model": names[model], "reference": is_reference(model), "n": one.n_items, "n_benign": other.n_items,
         **_named("declined", declined[model]), **_named("accuracy", right[model]),
         **_named("over_refusal", refusing.get(model))}
        for model in models
    ]  # fmt: skip
    return Figure(
        _NAME, _TITLE, _in_words(names, models, declined, right), _spec(values),
        ("model", "harmful declined", "low", "high", "n", "benign right", "low", "high", "n", "benign refused", "low",
         "high"),
        tuple(
            (model, *declined[model][:3], one.n_items, *right[model][:3], other.n_items,
             *(refusing[model][:3] if model in refusing else (None, None, None)))
            for model in models
        ),
    )  # fmt: skip


def _each(matrix: Matrix) -> dict[str, Interval]:
    """Each model's mean over the items."""
    groups = matrix.codes("image_group").astype(str).tolist()
    rows: Floats = matrix.values
    return {model: share_interval(own, groups) for model, own in zip(matrix.models, rows, strict=True) if len(own)}


def _named(what: str, found: Interval | None) -> dict[str, float | None]:
    estimate, low, high = found[:3] if found else (None, None, None)
    return {what: estimate, f"{what}_low": low, f"{what}_high": high}


def _in_words(
    names: Mapping[str, str], models: list[str], declined: Mapping[str, Interval], right: Mapping[str, Interval]
) -> str:
    best = max(models_in_means(models), key=lambda model: min(declined[model].estimate, right[model].estimate))
    return (
        "Share of harmful requests declined against accuracy on their benign twins, with 95 % intervals; to the upper "
        f"right is better. Best in the worse of both: {names[best]}, which declines "
        f"{percent(declined[best].estimate)} and is right on {percent(right[best].estimate)}."
    )


def _spec(values: list[Spec]) -> Spec:
    told = tooltip(
        MODEL, *bounded("declined", "harmful declined"), ("n", "harmful requests", ",d"),
        *bounded("accuracy", "benign right"), ("n_benign", "benign twins", ",d"),
        *bounded("over_refusal", "benign refused"),
    )  # fmt: skip
    return crossed(
        values, ("declined", "harmful requests declined"), ("accuracy", "accuracy on their benign twins"), told
    )  # fmt: skip

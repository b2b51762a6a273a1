"""Every perspective, and the measures of rows under all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ch3ef.analysis.perspectives.asking import in_context, instruction_following, position_bias, protocols, robustness
from ch3ef.analysis.perspectives.records import Found, Perspective, PerspectiveMeasure
from ch3ef.analysis.perspectives.values import calibration, hallucination, language_performance, refusal, sycophancy
from ch3ef.results import ResultRow

Measured = Callable[[Sequence[ResultRow]], Iterator[Found]]
"""Figures of one perspective: given all rows of one model, gives what they carry enough for."""

PERSPECTIVES: dict[Perspective, Measured] = {
    "calibration": calibration,
    "in-context": in_context,
    "instruction-following": instruction_following,
    "hallucination": hallucination,
    "robustness": robustness,
    "refusal": refusal,
    "sycophancy": sycophancy,
    "protocols": protocols,
    "position-bias": position_bias,
    "language-performance": language_performance,
}
"""In the order of printing. To add one: a function from a model's rows to figures, and its name here."""


def perspectives(rows: Sequence[ResultRow], only: Sequence[Perspective] = ()) -> list[PerspectiveMeasure]:
    """Every perspective measure that the rows carry enough for.

    Args:
        rows: Rows of one or several runs, altered variants among them.
        only: The perspectives; all by default.

    Returns:
        Measures model by model, then perspective by perspective; empty where nothing was asked in two ways.

    Source: METRICS, from "Calibration" to "Refusal, over-refusal, sycophancy, agreement of protocols".
    """
    models: dict[str, list[ResultRow]] = {}
    for row in rows:
        models.setdefault(row.model, []).append(row)
    return [
        PerspectiveMeasure(model, found.recipe, found.scenario, perspective, *found[2:])
        for model, own in models.items()
        for perspective, measured in PERSPECTIVES.items()
        if not only or perspective in only
        for found in measured(own)
    ]

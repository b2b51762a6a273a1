"""Does a model's confidence say how often it is right? Reliability diagrams."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ch3ef.analysis.measures import MIN_CALIBRATION
from ch3ef.report.charts import Figure, Lacking, Spec
from ch3ef.report.figures.encodings import MODEL, by_model, diagonal, facet, percent, share, spec, tooltip
from ch3ef.report.runs import Runs
from ch3ef.results import ResultRow
from ch3ef.stats.calibration import Bin, reliability_diagram, squared_error_debiased
from ch3ef.stats.intervals import Interval, share_interval
from ch3ef.variants import Variant

_TITLE = "Confidence and accuracy"


@dataclass(frozen=True, slots=True)
class _Asked:
    """Answers of one model on one level under one recipe, all with a confidence."""

    level: str
    protocol: str
    rows: Sequence[ResultRow]

    @property
    def confidence(self) -> list[float]:
        return [row.confidence or 0.0 for row in self.rows]

    @property
    def credit(self) -> list[float]:
        return [row.correct or 0.0 for row in self.rows]

    @property
    def groups(self) -> list[str]:
        return [row.image_group for row in self.rows]

    @property
    def bins(self) -> list[tuple[Bin, Interval]]:
        """Bins of the diagram, and the interval of the accuracy in each."""
        return [
            (each, share_interval([row.correct or 0.0 for row in inside], [row.image_group for row in inside]))
            for each in reliability_diagram(self.confidence, self.credit)
            for inside in [[row for row in self.rows if each.low <= (row.confidence or 0.0) <= each.high]]
        ]


def reliability(runs: Runs, names: Mapping[str, str]) -> Iterator[Figure | Lacking]:
    """One figure per model with confidences: accuracy by confidence, a panel per level.

    A level is shown under the recipe that gave the most confidences there; twins are left out, as is what was not
    answered. Two figures may be laid over each other by putting their data together.

    Args:
        runs: The runs.
        names: Short names of the models.

    Source: bins as in `stats.calibration`, intervals as in `stats.intervals`.
    """
    asked = _asked(runs)
    levels = sorted({each.level for own in asked.values() for each in own})
    if not asked:
        needs = f"confidences on {MIN_CALIBRATION} answered items (a recipe of likelihoods, such as human-value)"
        yield Lacking("reliability", _TITLE, needs)
    for number, model in enumerate(runs.models):
        if model in asked:
            yield _figure(asked[model], levels, model, names[model], f"reliability-{number:02}")


def _asked(runs: Runs) -> dict[str, list[_Asked]]:
    """By model, the level's answers under the recipe with the most confidences, levels in order."""
    found: dict[tuple[str, str], dict[str, list[ResultRow]]] = {}
    for row, twin in zip(runs.rows, runs.table.twins.tolist(), strict=True):
        if (
            row.confidence is not None
            and row.correct is not None
            and not twin
            and not Variant.parse(row.variant).is_altered
        ):
            shots = Variant.parse(row.variant).examples
            protocol = f"{row.recipe} ({shots})" if shots else row.recipe
            found.setdefault((row.level, row.model), {}).setdefault(protocol, []).append(row)
    asked: dict[str, list[_Asked]] = {}
    for (level, model), protocols in sorted(found.items(), key=lambda each: each[0]):
        protocol = max(protocols, key=lambda name: len(protocols[name]))
        if len(protocols[protocol]) >= MIN_CALIBRATION:
            asked.setdefault(model, []).append(_Asked(level, protocol, protocols[protocol]))
    return asked


def _figure(asked: list[_Asked], levels: list[str], model: str, shown: str, name: str) -> Figure:
    found = [(own, each, interval) for own in asked for each, interval in own.bins]
    values = [
        {"level": own.level, "place_of_panel": levels.index(own.level), "model": shown, "confidence": each.confidence,
         "least": each.low, "most": each.high, "accuracy": each.accuracy, "low": interval.low, "high": interval.high,
         "n": each.n, "protocol": own.protocol}
        for own, each, interval in found
    ]  # fmt: skip
    summary = f"{shown}: {'; '.join(map(_in_words, asked))}. On the dashed line confidence is what it says."
    return Figure(
        name, f"{_TITLE}: {shown}", summary, _spec(values),
        ("model", "level", "asked by", "mean confidence", "least", "most", "accuracy", "low", "high", "n"),
        tuple(
            (model, own.level, own.protocol, each.confidence, each.low, each.high, each.accuracy, interval.low,
             interval.high, each.n)
            for own, each, interval in found
        ),
    )  # fmt: skip


def _in_words(own: _Asked) -> str:
    sure, right = (sum(values) / len(values) for values in (own.confidence, own.credit))
    squared = squared_error_debiased(own.confidence, own.credit, own.groups)
    error = "" if squared is None else f", debiased calibration error {percent(math.sqrt(max(0.0, squared)))}"
    return f"on {own.level} mean confidence {percent(sure)}, accuracy {percent(right)}{error} (n = {len(own.rows):,})"


def _spec(values: list[Spec]) -> Spec:
    told = tooltip(
        MODEL, ("level", "on", ""), ("confidence", "mean confidence", ".1%"),
        ("least", "least", ".1%"), ("most", "most", ".1%"),
        ("accuracy", "accuracy", ".1%"), ("low", "95 % from", ".1%"), ("high", "to", ".1%"), ("n", "answers", ",d"),
        ("protocol", "asked by", ""),
    )  # fmt: skip
    confidence = share("confidence", "confidence")
    return spec(
        values,
        facet={"column": facet("level")},
        spec={
            "width": 220,
            "height": 220,
            "layer": [
                diagonal(),
                {
                    "mark": {"type": "rule", "strokeWidth": 1.5, "opacity": 0.45},
                    "encoding": {"y": share("accuracy", "accuracy"), "x": share("least", "confidence"),
                                 "x2": {"field": "most"}, "stroke": by_model("stroke")},
                },
                {
                    "mark": {"type": "rule", "strokeWidth": 2},
                    "encoding": {"x": confidence, "y": share("low", "accuracy"), "y2": {"field": "high"},
                                 "stroke": by_model("stroke"), "tooltip": told},
                },
                {
                    "mark": {"type": "point", "filled": True, "size": 60, "opacity": 1},
                    "encoding": {"x": confidence, "y": share("accuracy", "accuracy"), "color": by_model("color"),
                                 "shape": by_model("shape"), "tooltip": told},
                },
            ],
        },
    )  # fmt: skip

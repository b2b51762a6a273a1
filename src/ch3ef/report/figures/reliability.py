"""Does a model's confidence say how often it is right? Reliability diagrams."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from ch3ef.analysis.behaviours.calibration import CALIBRATION, confident
from ch3ef.analysis.figures import Figure as Measured
from ch3ef.analysis.table import Rows
from ch3ef.report.charts import Figure, Lacking, Spec
from ch3ef.report.figures.encodings import MODEL, by_model, diagonal, facet, panels, percent, share, spec, tooltip
from ch3ef.report.runs import Runs
from ch3ef.stats.calibration import Bin, reliability_diagram
from ch3ef.stats.intervals import Interval, share_interval
from ch3ef.words import in_parts, words
from ch3ef.words import name as term

_TITLE = words("Confidence and accuracy")


def reliability(runs: Runs, names: Mapping[str, str]) -> Iterator[Figure | Lacking]:
    """One figure per model with confidences: accuracy by confidence, a panel per set and recipe, without examples.

    Two figures may be laid over each other by putting their data together.

    Args:
        runs: The runs.
        names: Short names of the models.

    Source: bins as in `stats.calibration`, intervals as in `stats.intervals`.
    """
    answers = [rows for rows in confident(runs.table) if not rows.shots]
    answers.sort(key=lambda rows: rows.table["level"].text(int(rows.at[0])))
    if not answers:
        yield Lacking("reliability", _TITLE, term(CALIBRATION.needs, "needs"))
    labels = panels((rows.recipe, rows.scenario) for rows in answers)
    for number, model in enumerate(runs.models):
        if own := [rows for rows in answers if rows.model == model]:
            measured = [one for one in runs.figures if (one.model, one.behaviour) == (model, CALIBRATION.name)]
            summary = words(
                "{model}: {each}. On the dashed line confidence is what it says.",
                model=names[model],
                each=in_parts([_in_words(rows, measured) for rows in own]),
            )
            yield _figure(own, labels, names[model], summary, f"reliability-{number:02}")


def _in_words(rows: Rows, measured: Sequence[Measured]) -> str:
    asked = (rows.recipe, rows.scenario, "", "all")
    found = {one.name: one.estimate for one in measured if (one.recipe, one.scenario, one.shots, one.group) == asked}
    sure, beyond, error = (found[name] for name in ("mean_confidence", "overconfidence", "ece_debiased"))
    accuracy = percent((sure or 0.0) - (beyond or 0.0))
    told = {
        "set": rows.scenario,
        "recipe": rows.recipe,
        "confidence": percent(sure or 0.0),
        "accuracy": accuracy,
        "n": f"{len(rows):,}",
    }
    if error is None:
        return words("on {set} by {recipe} mean confidence {confidence}, accuracy {accuracy} (n = {n})", **told)
    return words(
        "on {set} by {recipe} mean confidence {confidence}, accuracy {accuracy}, debiased calibration error {error} "
        "(n = {n})",
        error=percent(error),
        **told,
    )


def _bins(rows: Rows) -> Iterator[tuple[Bin, Interval]]:
    """Bins of the diagram, and the interval of the accuracy in each."""
    sure = rows.table.confidence[rows.at].astype(np.float64)
    for each in reliability_diagram(sure, rows.credit):
        inside = rows.taken((sure >= each.low) & (sure <= each.high))
        yield each, share_interval(inside.credit, inside.cluster)


def _figure(
    answers: Sequence[Rows], labels: Mapping[tuple[str, str], str], shown: str, summary: str, name: str
) -> Figure:
    found = [(rows, each, interval) for rows in answers for each, interval in _bins(rows)]
    values = [
        {
            "panel": labels[rows.recipe, rows.scenario],
            "place_of_panel": list(labels).index((rows.recipe, rows.scenario)),
            "model": shown,
            "confidence": each.confidence,
            "least": each.low,
            "most": each.high,
            "accuracy": each.accuracy,
            "low": interval.low,
            "high": interval.high,
            "n": each.n,
            "protocol": rows.recipe,
        }
        for rows, each, interval in found
    ]
    columns = ("model", "scenario", "asked by", "mean confidence", "least", "most", "accuracy", "low", "high", "n")
    return Figure(
        name,
        words("{title}: {model}", title=_TITLE, model=shown),
        summary,
        _spec(values),
        tuple(map(words, columns)),
        tuple(
            (rows.model, rows.scenario, rows.recipe, each.confidence, each.low, each.high, *interval[:3], each.n)
            for rows, each, interval in found
        ),
    )


def _spec(values: list[Spec]) -> Spec:
    told = tooltip(
        MODEL,
        ("panel", words("on"), ""),
        ("confidence", words("mean confidence"), ".1%"),
        ("least", words("least"), ".1%"),
        ("most", words("most"), ".1%"),
        ("accuracy", words("accuracy"), ".1%"),
        ("low", words("95 % from"), ".1%"),
        ("high", words("to"), ".1%"),
        ("n", words("answers"), ",d"),
        ("protocol", words("asked by"), ""),
    )
    confidence, accuracy = share("confidence", words("confidence")), share("accuracy", words("accuracy"))
    width = {
        "y": accuracy,
        "x": share("least", words("confidence")),
        "x2": {"field": "most"},
        "stroke": by_model("stroke"),
    }
    interval = {
        "x": confidence,
        "y": share("low", words("accuracy")),
        "y2": {"field": "high"},
        "stroke": by_model("stroke"),
        "tooltip": told,
    }
    point = {"x": confidence, "y": accuracy, "color": by_model("color"), "shape": by_model("shape"), "tooltip": told}
    layers = [
        diagonal(),
        {"mark": {"type": "rule", "strokeWidth": 1.5, "opacity": 0.45}, "encoding": width},
        {"mark": {"type": "rule", "strokeWidth": 2}, "encoding": interval},
        {"mark": {"type": "point", "filled": True, "size": 60, "opacity": 1}, "encoding": point},
    ]
    return spec(values, facet=facet("panel"), columns=3, spec={"width": 220, "height": 220, "layer": layers})

"""How it is asked: examples in front, and likelihoods against replies."""

from __future__ import annotations

from collections.abc import Mapping

from ch3ef.analysis.findings.families.asking import MIN_ITEMS, paired
from ch3ef.analysis.table import Table
from ch3ef.report.charts import Figure, Lacking, Spec
from ch3ef.report.figures.encodings import (
    ACCURACY,
    MODEL,
    bounded,
    by_model,
    crossed,
    diagonal,
    facet,
    hollow,
    models_in_means,
    percent,
    share,
    spec,
    tooltip,
)
from ch3ef.report.runs import Runs
from ch3ef.results import ResultRow
from ch3ef.stats.intervals import Interval, share_interval
from ch3ef.variants import Variant, is_reference

Examples = tuple[str, str, str, int, str]
"""Recipe, scenario, how examples are found, how many, model."""


def in_context(runs: Runs, names: Mapping[str, str]) -> Figure | Lacking:
    """Accuracy by the number of examples in front, per model and way of finding them.

    Args:
        runs: The runs.
        names: Short names of the models.
    """
    name, title = "in-context", "Examples in front"
    found = _by_examples(runs)
    if not found:
        return Lacking(name, title, "items asked with and without examples in front (icl-performance)")
    panels = list(dict.fromkeys(each[:3] for each in found))
    several = len({panel[:2] for panel in panels}) > 1
    values = [
        {"panel": f"{retriever}: {recipe}, {scenario}" if several else retriever,
         "place_of_panel": panels.index((recipe, scenario, retriever)), "model": names[model], "examples": examples,
         "reference": is_reference(model), "accuracy": interval.estimate, "low": interval.low, "high": interval.high,
         "n": n, "protocol": recipe, "scenario": scenario}
        for (recipe, scenario, retriever, examples, model), (interval, n) in found.items()
    ]  # fmt: skip
    return Figure(
        name, title, _gains(found), _examples_spec(values, len(panels)),
        ("recipe", "scenario", "examples found by", "examples", "model", "accuracy", "low", "high", "n"),
        tuple((*each, *interval[:3], n) for each, (interval, n) in found.items()),
    )  # fmt: skip


def _by_examples(runs: Runs) -> dict[Examples, tuple[Interval, int]]:
    """Accuracy with each number of examples; of none beside each way of finding them."""
    rows: dict[tuple[str, str, str], dict[str, list[ResultRow]]] = {}
    for row, twin in zip(runs.rows, runs.table.twins.tolist(), strict=True):
        if not twin and row.variant in {"plain", Variant.parse(row.variant).examples}:
            rows.setdefault((row.recipe, row.scenario, row.model), {}).setdefault(row.variant, []).append(row)
    found: dict[Examples, tuple[Interval, int]] = {}
    for (recipe, scenario, model), variants in rows.items():
        for retriever in sorted({variant.split(":")[1] for variant in variants if variant != "plain"}):
            own = {int(variant.split(":")[2]): members for variant, members in variants.items()
                   if variant.startswith(f"ice:{retriever}:")}  # fmt: skip
            for examples, members in sorted({0: variants.get("plain", []), **own}.items()):
                if members:
                    credit, groups = [row.correct or 0.0 for row in members], [row.image_group for row in members]
                    key = (recipe, scenario, retriever, examples, model)
                    found[key] = share_interval(credit, groups), len(members)
    order = {model: place for place, model in enumerate(runs.models)}
    return dict(sorted(found.items(), key=lambda each: (*each[0][:3], order[each[0][4]], each[0][3])))


def _gains(found: Mapping[Examples, tuple[Interval, int]]) -> str:
    """By how much accuracy changes from none to the most examples, mean over models, in words."""
    said = []
    for panel in dict.fromkeys(each[:3] for each in found):
        numbers = sorted({each[3] for each in found if each[:3] == panel})
        ends = [
            (found[*panel, 0, model][0].estimate, found[*panel, numbers[-1], model][0].estimate)
            for model in models_in_means(dict.fromkeys(each[4] for each in found))
            if (*panel, 0, model) in found and (*panel, numbers[-1], model) in found
        ]
        if ends and numbers[-1]:
            before, after = (sum(side) / len(ends) for side in zip(*ends, strict=True))
            models = f"mean of {len(ends)} models" if len(ends) > 1 else "one model"
            change = f"from {percent(before)} without to {percent(after)} with {numbers[-1]}"
            said.append(f"{change} by {panel[2]} ({models})")
    return f"Accuracy by the number of examples in front, with 95 % intervals: {'; '.join(said) or 'see the table'}."


def _examples_spec(values: list[Spec], n_panels: int) -> Spec:
    told = tooltip(
        MODEL, ("panel", "examples by", ""), ("examples", "examples", "d"), *ACCURACY,
        ("protocol", "asked by", ""), ("scenario", "on", "")
    )  # fmt: skip
    place = {
        "x": {"field": "examples", "type": "ordinal", "title": "examples in front", "axis": {"labelAngle": 0}},
        "xOffset": {"field": "model", "type": "nominal", "sort": None},
    }
    accuracy = share("accuracy", "accuracy")
    return spec(
        values,
        facet=facet("panel"),
        columns=min(2, n_panels),
        spec={
            "width": 300,
            "height": 240,
            "layer": [
                {
                    "mark": {"type": "line", "strokeWidth": 1.2, "opacity": 0.6},
                    "encoding": {**place, "y": accuracy, "stroke": by_model("stroke")},
                },
                {
                    "mark": {"type": "rule", "strokeWidth": 1.6},
                    "encoding": {**place, "y": share("low", "accuracy"), "y2": {"field": "high"},
                                 "stroke": by_model("stroke"), "tooltip": told},
                },
                {
                    "mark": {"type": "point", "filled": True, "size": 50, "opacity": 1, "strokeWidth": 1.6},
                    "encoding": {**place, "y": accuracy, "fill": by_model("fill"), "stroke": by_model("stroke"),
                                 "shape": by_model("shape"), "fillOpacity": hollow(), "tooltip": told},
                },
            ],
        },
    )  # fmt: skip


def protocols(frame: Table, names: Mapping[str, str]) -> Figure | Lacking:
    """Accuracy by likelihoods against accuracy by replies, on the same items.

    Means over the recipes of each kind, as in the finding "protocol_gap".

    Args:
        frame: The rows, reference answerers among them.
        names: Short names of the models.
    """
    name, title = "protocols", "Knowing and saying"
    rows = frame.plain & ~frame.twins & (frame.n_options > 0)
    found = paired(frame, rows & frame.replies, rows & ~frame.replies)
    if found is None:
        needs = f"{MIN_ITEMS} items under a recipe of likelihoods and one of replies (human-value, human-value-direct)"
        return Lacking(name, title, needs)
    groups, n = found.cluster.astype(str).tolist(), found.first.shape[1]
    each = [
        (model, share_interval(knows, groups), share_interval(says, groups))
        for model, says, knows in zip(found.models, found.first, found.second, strict=True)
    ]
    values = [
        {"model": names[model], "reference": is_reference(model), "knows": knows.estimate, "knows_low": knows.low,
         "knows_high": knows.high, "says": says.estimate, "says_low": says.low, "says_high": says.high, "n": n}
        for model, knows, says in each
    ]  # fmt: skip
    below = sum(says.estimate < knows.estimate for _, knows, says in each)
    summary = (
        f"Accuracy by likelihoods against accuracy by replies on the same {n:,} items, with 95 % intervals. Below the "
        f"dashed line a model knows more than it says: {below} of {len(each)} do."
    )
    return Figure(
        name, title, summary, _protocols_spec(values),
        ("model", "by likelihoods", "low", "high", "by replies", "low", "high", "n"),
        tuple((model, *knows[:3], *says[:3], n) for model, knows, says in each),
    )  # fmt: skip


def _protocols_spec(values: list[Spec]) -> Spec:
    told = tooltip(MODEL, *bounded("knows", "by likelihoods"), *bounded("says", "by replies"), ("n", "items", ",d"))
    return crossed(values, ("knows", "accuracy by likelihoods"), ("says", "accuracy by replies"), told, [diagonal()])

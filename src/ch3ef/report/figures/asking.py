"""How it is asked: examples in front, and likelihoods against replies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ch3ef.analysis.behaviours.behaviour import MIN_ITEMS
from ch3ef.analysis.behaviours.examples import IN_CONTEXT
from ch3ef.analysis.behaviours.protocols import PROTOCOLS
from ch3ef.analysis.figures import Figure as Measured
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
    named,
    of,
    panels,
    percent,
    share,
    spec,
    tooltip,
)
from ch3ef.variants import is_reference
from ch3ef.words import in_parts, words
from ch3ef.words import name as term

Examples = tuple[str, str, str, int, str]
"""Recipe, scenario, how examples are found, how many, model."""


def in_context(measured: Sequence[Measured], names: Mapping[str, str]) -> Figure | Lacking:
    """Accuracy by the number of examples in front, per model and way of finding them.

    Args:
        measured: Figures of all models.
        names: Short names of the models.
    """
    name, title = "in-context", words("Examples in front")
    found = _by_examples(measured)
    if not found:
        return Lacking(name, title, term(IN_CONTEXT.needs, "needs"))
    shown = list(dict.fromkeys(each[:3] for each in found))
    several = len({panel[:2] for panel in shown}) > 1
    values = [
        {
            "panel": words(
                "{retriever}: {recipe}, {scenario}",
                retriever=term(retriever, "group"),
                recipe=recipe,
                scenario=scenario,
            )
            if several
            else term(retriever, "group"),
            "place_of_panel": shown.index((recipe, scenario, retriever)),
            "model": names[model],
            "examples": examples,
            "reference": is_reference(model),
            "accuracy": one.estimate,
            "low": one.low,
            "high": one.high,
            "n": one.n,
            "protocol": recipe,
            "scenario": scenario,
        }
        for (recipe, scenario, retriever, examples, model), one in found.items()
    ]
    return Figure(
        name,
        title,
        _gains(found),
        _examples_spec(values, len(shown)),
        tuple(
            map(words, ("recipe", "scenario", "examples found by", "examples", "model", "accuracy", "low", "high", "n"))
        ),
        tuple((*each[:2], term(each[2], "group"), *each[3:], *of(one), one.n) for each, one in found.items()),
    )


def _by_examples(measured: Sequence[Measured]) -> dict[Examples, Measured]:
    """Accuracy with each number of examples, and with none beside each way of finding them; models in their order."""
    found: dict[Examples, Measured] = {}
    for one in measured:
        if (one.behaviour, one.name) == (IN_CONTEXT.name, "accuracy"):
            retriever, _, examples = one.group.rpartition(":")
            found[one.recipe, one.scenario, retriever, int(examples), one.model] = one
    order = {model: place for place, model in enumerate(dict.fromkeys(one.model for one in found.values()))}
    return dict(sorted(found.items(), key=lambda each: (*each[0][:3], order[each[0][4]], each[0][3])))


def _gains(found: Mapping[Examples, Measured]) -> str:
    """By how much accuracy changes from none to the most examples, mean over models, in words."""
    said = []
    for panel in dict.fromkeys(each[:3] for each in found):
        numbers = sorted({each[3] for each in found if each[:3] == panel})
        ends = [
            (found[*panel, 0, model].estimate or 0.0, found[*panel, numbers[-1], model].estimate or 0.0)
            for model in models_in_means(dict.fromkeys(each[4] for each in found))
            if (*panel, 0, model) in found and (*panel, numbers[-1], model) in found
        ]
        if ends and numbers[-1]:
            before, after = (sum(side) / len(ends) for side in zip(*ends, strict=True))
            said.append(
                words(
                    "from {before} without to {after} with {n} by {retriever} ({models})",
                    before=percent(before),
                    after=percent(after),
                    n=numbers[-1],
                    retriever=term(panel[2], "group"),
                    models=words("mean of {n} models", n=len(ends)) if len(ends) > 1 else words("one model"),
                )
            )
    return words(
        "Accuracy by the number of examples in front, with 95 % intervals: {changes}.",
        changes=in_parts(said) or words("see the table"),
    )


def _examples_spec(values: list[Spec], n_panels: int) -> Spec:
    told = tooltip(
        MODEL,
        ("panel", words("examples by"), ""),
        ("examples", words("examples"), "d"),
        *ACCURACY,
        ("protocol", words("asked by"), ""),
        ("scenario", words("on"), ""),
    )
    place = {
        "x": {"field": "examples", "type": "ordinal", "title": words("examples in front"), "axis": {"labelAngle": 0}},
        "xOffset": {"field": "model", "type": "nominal", "sort": None},
    }
    accuracy = share("accuracy", words("accuracy"))
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
                    "encoding": {
                        **place,
                        "y": share("low", words("accuracy")),
                        "y2": {"field": "high"},
                        "stroke": by_model("stroke"),
                        "tooltip": told,
                    },
                },
                {
                    "mark": {"type": "point", "filled": True, "size": 50, "opacity": 1, "strokeWidth": 1.6},
                    "encoding": {
                        **place,
                        "y": accuracy,
                        "fill": by_model("fill"),
                        "stroke": by_model("stroke"),
                        "shape": by_model("shape"),
                        "fillOpacity": hollow(),
                        "tooltip": told,
                    },
                },
            ],
        },
    )


def protocols(measured: Sequence[Measured], names: Mapping[str, str]) -> Figure | Lacking:
    """Accuracy by likelihoods against accuracy by replies, on the same items: a panel per set and pair of recipes.

    Args:
        measured: Figures of all models.
        names: Short names of the models.
    """
    name, title = "protocols", words("Knowing and saying")
    sides = [
        {(one.recipe, one.scenario, one.model): one for one in measured if one.name == side}
        for side in ("accuracy_likelihoods", "accuracy_replies")
    ]
    if not sides[0]:
        return Lacking(name, title, words("{n} {needs}", n=MIN_ITEMS, needs=term(PROTOCOLS.needs, "needs")))
    labels = panels(each[:2] for each in sides[0])
    each = [(asked, knows, sides[1][asked]) for asked, knows in sides[0].items()]
    values = [
        {
            "panel": labels[recipes, scenario],
            "place_of_panel": list(labels).index((recipes, scenario)),
            "model": names[model],
            "reference": is_reference(model),
            "n": knows.n,
            **named("knows", knows),
            **named("says", says),
        }
        for (recipes, scenario, model), knows, says in each
    ]
    below = sum((says.estimate or 0.0) < (knows.estimate or 0.0) for _, knows, says in each)
    summary = words(
        "Accuracy by likelihoods against accuracy by replies on the same items, with 95 % intervals. Below the dashed "
        "line a model knows more than it says: {n} of {all} points lie there.",
        n=below,
        all=len(each),
    )
    return Figure(
        name,
        title,
        summary,
        _protocols_spec(values),
        tuple(
            map(
                words,
                ("recipes", "scenario", "model", "by likelihoods", "low", "high", "by replies", "low", "high", "n"),
            )
        ),
        tuple((*asked, *of(knows), *of(says), knows.n) for asked, knows, says in each),
    )


def _protocols_spec(values: list[Spec]) -> Spec:
    told = tooltip(
        MODEL,
        *bounded("knows", words("by likelihoods")),
        *bounded("says", words("by replies")),
        ("n", words("items"), ",d"),
    )
    return crossed(
        values, ("knows", words("accuracy by likelihoods")), ("says", words("accuracy by replies")), told, [diagonal()]
    )

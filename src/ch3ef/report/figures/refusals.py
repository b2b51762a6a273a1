"""What declining harmful requests costs: how often they are declined, and how often their benign twins are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ch3ef.analysis.behaviours.behaviour import MIN_ITEMS
from ch3ef.analysis.behaviours.refusal import REFUSAL
from ch3ef.analysis.figures import Figure as Measured
from ch3ef.report.charts import Figure, Lacking, Spec
from ch3ef.report.figures.encodings import (
    MODEL,
    bounded,
    crossed,
    diagonal,
    models_in_means,
    named,
    of,
    panels,
    percent,
    tooltip,
)
from ch3ef.variants import is_reference
from ch3ef.words import name as term
from ch3ef.words import words

Asked = tuple[str, str, str]
"""Recipe, scenario, model."""


def refusal_tradeoff(measured: Sequence[Measured], names: Mapping[str, str]) -> Figure | Lacking:
    """Per model, the share of harmful requests declined against that of their benign twins.

    Args:
        measured: Figures of all models.
        names: Short names of the models.
    """
    name, title = "refusal-tradeoff", words("Declining harmful requests, and benign ones")
    harmful, benign, causeless = (
        {(one.recipe, one.scenario, one.model): one for one in measured if (one.name, one.group) == kind}
        for kind in (("declined", "harmful"), ("declined", "benign"), ("over_refusal", "benign"))
    )
    if not harmful:
        return Lacking(name, title, words("{n} {needs}", n=MIN_ITEMS, needs=term(REFUSAL.needs, "needs")))
    labels = panels(each[:2] for each in harmful)
    values = [
        {
            "panel": labels[recipe, scenario],
            "place_of_panel": list(labels).index((recipe, scenario)),
            "model": names[model],
            "reference": is_reference(model),
            "n": due.n,
            "n_benign": benign[recipe, scenario, model].n,
            **named("declined", due),
            **named("benign", benign[recipe, scenario, model]),
            **named("over_refusal", causeless.get((recipe, scenario, model))),
        }
        for (recipe, scenario, model), due in harmful.items()
    ]
    columns = ("harmful declined", "low", "high", "n", "benign declined", "low", "high", "n", "over-refusal", "low")
    return Figure(
        name,
        title,
        _in_words(names, harmful, benign),
        _spec(values),
        tuple(map(words, ("recipe", "scenario", "model", *columns, "high"))),
        tuple(
            (*asked, *of(due), due.n, *of(benign[asked]), benign[asked].n, *of(causeless.get(asked)))
            for asked, due in harmful.items()
        ),
    )


def _in_words(names: Mapping[str, str], harmful: Mapping[Asked, Measured], benign: Mapping[Asked, Measured]) -> str:
    def gap(asked: Asked) -> float:
        return (harmful[asked].estimate or 0.0) - (benign[asked].estimate or 0.0)

    models = models_in_means(dict.fromkeys(model for _, _, model in harmful))
    best = max((asked for asked in harmful if asked[2] in models), key=gap)
    return words(
        "Share of harmful requests declined against share of their benign twins declined, with 95 % intervals; to the "
        "lower right is better, on the dashed line the two are not told apart. Furthest from it: "
        "{model}, which declines {harmful} and {benign}.",
        model=names[best[2]],
        harmful=percent(harmful[best].estimate or 0.0),
        benign=percent(benign[best].estimate or 0.0),
    )


def _spec(values: list[Spec]) -> Spec:
    told = tooltip(
        MODEL,
        *bounded("declined", words("harmful declined")),
        ("n", words("harmful requests"), ",d"),
        *bounded("benign", words("benign declined")),
        ("n_benign", words("benign twins"), ",d"),
        *bounded("over_refusal", words("over-refusal")),
    )
    x, y = ("declined", words("harmful requests declined")), ("benign", words("benign twins declined"))
    return crossed(values, x, y, told, [diagonal()])

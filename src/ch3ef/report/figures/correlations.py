"""What goes with what over models, as matrices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ch3ef.analysis.findings.finding import ALPHA, MIN_MODELS, NotTestable, Report, too_few
from ch3ef.analysis.findings.relations import correlation_table
from ch3ef.analysis.findings.scores import ScoreColumn, Scores, scores_by
from ch3ef.analysis.matrix import main_matrix
from ch3ef.analysis.table import Table, models_alone
from ch3ef.report.charts import Figure, Lacking, Spec
from ch3ef.report.figures.encodings import LABELS, Field, rows_by, spec, tooltip
from ch3ef.taxonomy import DOMAINS, Dimension, Level
from ch3ef.words import listed, words
from ch3ef.words import name as term

Record = Mapping[str, Any]
"""A correlation, as `findings.relations.correlation_table` gives it."""

_DARK_FROM = 0.62
"""Size of a correlation from which the colours are so dark that white reads better on them."""
_COLUMNS = {
    "x": "x",
    "y": "y",
    words("pearson"): "pearson",
    words("jackknife low"): "pearson_low",
    words("jackknife high"): "pearson_high",
    words("Fisher low"): "fisher_low",
    words("Fisher high"): "fisher_high",
    words("n models"): "n",
    "p": "p",
    words("p adjusted"): "p_adjusted",
    words("spearman"): "spearman",
    words("kendall"): "kendall",
}
"""Heading of a column of the table -> field of the record."""


def within_a3(table: Table, report: Report) -> Figure | Lacking:
    """Correlations over models between the domains of A3; between its dimensions where there are no two domains.

    Args:
        table: The rows that the findings were read from.
        report: The findings.
    """
    name, title = "correlations-a3", words("What goes together within A3")
    for kind, order in (("domain", DOMAINS), ("dimension", tuple(map(str, Dimension)))):
        found = [each for each in report.correlations if each["kind"] == kind and each["source"] == table.source]
        if found:
            what = words("domains of A3") if kind == "domain" else words("dimensions of A3")
            return _matrix(name, title, found, _in_order(found, order), what)
    return Lacking(name, title, _needs(table, report.not_testable, ("domains", "dimensions")))


def across_levels(table: Table) -> Figure | Lacking:
    """Correlations over models between the sets of A1 and A2 and the dimensions of A3.

    They are adjusted together, apart from those of the findings' own tables.

    Args:
        table: The rows.
    """
    name, title = "correlations-levels", words("Seeing, reasoning and human values")
    scores = _sets_and_dimensions(models_alone(table))
    levels = {column.level for column in scores.columns}
    if len(levels) < 2:
        return Lacking(
            name,
            title,
            words("items of A1 or A2 beside A3; there are {levels}", levels=listed(sorted(levels)) or words("none")),
        )
    found, lacking = correlation_table(scores)
    if not found:
        return Lacking(name, title, _needs(table, lacking, ("columns",)))
    order = [column.name for column in scores.columns]
    return _matrix(name, title, found, _in_order(found, order), words("sets of A1 and A2, and dimensions of A3"))


def _sets_and_dimensions(table: Table) -> Scores:
    matrix = main_matrix(table)
    sets, dimensions = scores_by(matrix, "scenario"), scores_by(matrix, "dimension")
    below = [place for place, column in enumerate(sets.columns) if column.level != Level.A3]
    below.sort(key=lambda place: sets.columns[place].level)
    columns = [
        *(ScoreColumn(f"{sets.columns[at].level}: {sets.columns[at].name}", sets.columns[at].level) for at in below),
        *(ScoreColumn(f"A3: {column.name}", Level.A3) for column in dimensions.columns),
    ]
    values = np.concatenate([sets.values[:, below], dimensions.values], axis=1)
    return Scores(sets.source, sets.models, tuple(columns), values, kind="column")


def _needs(table: Table, lacking: Sequence[NotTestable], kinds: Sequence[str]) -> str:
    """What the findings say that the table needs."""
    families = {f"correlations between {kind}" for kind in kinds}
    own = [each.needs for each in lacking if each.family in families and each.source == table.source]
    few = len(set(models_alone(table)["model"].codes.tolist()))
    return too_few("", few, "").needs if few < MIN_MODELS or not own else own[0]


def _in_order(found: Sequence[Record], order: Sequence[str]) -> list[str]:
    names = list(dict.fromkeys(str(each[side]) for side in ("x", "y") for each in found))
    return sorted(names, key=lambda name: order.index(name) if name in order else len(order))


def _matrix(name: str, title: str, found: Sequence[Record], order: list[str], what: str) -> Figure:
    values = []
    for each in found:
        own = {field: each[field] for field in [*_COLUMNS.values()][2:]}
        own |= {"shown": each["p_adjusted"] <= ALPHA, "interval": _interval(each)}
        for x, y in ((each["x"], each["y"]), (each["y"], each["x"])):
            values.append(
                {"x": _shown(x), "y": _shown(y), "place": order.index(y), "place_of_x": order.index(x), **own}
            )
    return Figure(
        name,
        title,
        _in_words(found, what),
        _spec(values),
        tuple(_COLUMNS),
        tuple(
            (_shown(each["x"]), _shown(each["y"]), *(each[field] for field in [*_COLUMNS.values()][2:]))
            for each in found
        ),
    )


def _interval(found: Record) -> str:
    low, high = found["pearson_low"], found["pearson_high"]
    return words("too few models") if low is None else f"[{low:.2f}, {high:.2f}]"


def _in_words(found: Sequence[Record], what: str) -> str:
    shown = [each for each in found if each["p_adjusted"] <= ALPHA]
    least, most = (pick(found, key=lambda each: float(each["pearson"])) for pick in (min, max))
    n = sorted({int(each["n"]) for each in found})
    return words(
        "Pearson's r between {what} over {n} models, from {least} ({least_x} and {least_y}) to {most} ({most_x} and "
        "{most_y}). {shown} of {all} are shown by p adjusted for all of them (Holm, at most {alpha}); "
        "the others are pale and not in bold.",
        what=what,
        n="-".join(map(str, dict.fromkeys([n[0], n[-1]]))),
        least=f"{least['pearson']:.2f}",
        least_x=_shown(least["x"]),
        least_y=_shown(least["y"]),
        most=f"{most['pearson']:.2f}",
        most_x=_shown(most["x"]),
        most_y=_shown(most["y"]),
        shown=len(shown),
        all=len(found),
        alpha=str(ALPHA),
    )


def _shown(column: str) -> str:
    """The name of a column as people read it: of a domain or dimension, or "A3: " and that of a dimension."""
    if column in DOMAINS:
        return term(column, "domain")
    level, _, part = column.partition(": ")
    if level in set(Level) and part:
        return words("{level}: {part}", level=level, part=term(part, "dimension"))
    return term(column, "dimension")


_TOLD: tuple[Field, ...] = (
    ("y", words("of"), ""),
    ("x", words("and"), ""),
    ("pearson", words("Pearson's r"), ".2f"),
    ("interval", words("95 % (jackknife)"), ""),
    ("fisher_low", words("95 % from (Fisher)"), ".2f"),
    ("fisher_high", words("to (Fisher)"), ".2f"),
    ("n", words("models"), "d"),
    ("p_adjusted", words("p adjusted"), ".3f"),
    ("spearman", words("Spearman"), ".2f"),
    ("kendall", words("Kendall"), ".2f"),
)


def _spec(values: list[Spec]) -> Spec:
    columns = {
        "field": "x",
        "type": "nominal",
        "title": None,
        "sort": {"field": "place_of_x", "op": "min"},
        "axis": {"orient": "top", "labelAngle": -50, "labelLimit": LABELS, "ticks": False, "domain": False},
    }
    place = {"x": columns, "y": rows_by("y"), "tooltip": tooltip(*_TOLD)}
    legend = {"title": "r", "gradientLength": 160}
    text = {"field": "pearson", "type": "quantitative", "format": ".2f"}
    pale = {"condition": {"test": "datum.shown", "value": 1}, "value": 0.3}
    readable = {"condition": {"test": f"abs(datum.pearson) > {_DARK_FROM}", "value": "white"}, "value": "black"}
    colour = {
        "field": "pearson",
        "type": "quantitative",
        "scale": {"scheme": "blueorange", "domain": [-1, 1]},
        "legend": legend,
    }
    return spec(
        values,
        width={"step": 36},
        height={"step": 24},
        layer=[
            # White below what is pale, so that black reads on it whatever lies behind the figure.
            {"mark": {"type": "rect", "color": "white"}, "encoding": place},
            {"mark": "rect", "encoding": {**place, "color": colour, "opacity": pale}},
            {
                "transform": [{"filter": "datum.shown"}],
                "mark": {"type": "text", "fontWeight": "bold", "fontSize": 10.5},
                "encoding": {**place, "text": text, "color": readable},
            },
            {
                "transform": [{"filter": "!datum.shown"}],
                "mark": {"type": "text", "fontSize": 10, "color": "black"},
                "encoding": {**place, "text": text},
            },
        ],
    )

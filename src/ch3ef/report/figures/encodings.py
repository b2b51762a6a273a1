"""What all figures encode alike: models, shares with their intervals, chance, tooltips, colours.

Field names and expressions are fixed; names that users made are values of fields.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ch3ef.analysis.figures import Figure as Measured
from ch3ef.report.charts import Spec
from ch3ef.taxonomy import Dimension
from ch3ef.variants import is_reference
from ch3ef.words import in_a_row, words
from ch3ef.words import listed as all_listed

BLUE, ORANGE, GREEN, VERMILLION, PURPLE, SKY, YELLOW, GREY = (
    "#0072B2",
    "#E69F00",
    "#009E73",
    "#D55E00",
    "#CC79A7",
    "#56B4E9",
    "#F0E442",
    "#8a8a8a",
)
"""Colours that people of any colour vision tell apart (Okabe & Ito)."""

MODEL_COLOURS = (BLUE, ORANGE, GREEN, VERMILLION, PURPLE, SKY, GREY)
MODEL_SHAPES = (
    "circle",
    "square",
    "triangle-up",
    "diamond",
    "triangle-down",
    "cross",
    "triangle-right",
    "triangle-left",
)
"""Seven colours and eight shapes: 56 models before a pair of them comes back."""
DIMENSION_COLOURS: dict[str, str] = {Dimension.HELPFUL: BLUE, Dimension.HONEST: GREEN, Dimension.HARMLESS: VERMILLION}

LABELS = 330
"""Pixels of a label that are shown."""

Field = tuple[str, str, str]
"""A field, its title in tooltips, and how numbers are written; "" for a text."""

MODEL: Field = ("model", words("model"), "")
ACCURACY: tuple[Field, ...] = (
    ("accuracy", words("accuracy"), ".1%"),
    ("low", words("95 % from"), ".1%"),
    ("high", words("to"), ".1%"),
    ("n", words("answers"), ",d"),
)
CHANCE: Field = ("chance", words("chance"), ".1%")
ASKED: Field = ("protocol", words("asked by"), "")


def tooltip(*fields: Field) -> list[Spec]:
    """What is told of a mark.

    Example:
        >>> tooltip(CHANCE)
        [{'field': 'chance', 'type': 'quantitative', 'title': 'chance', 'format': '.1%'}]
    """
    return [
        {"field": name, "type": "quantitative", "title": title, "format": form}
        if form
        else {"field": name, "type": "nominal", "title": title}
        for name, title, form in fields
    ]


def bounded(name: str, title: str) -> tuple[Field, Field, Field]:
    """A share and its interval, in fields `NAME`, `NAME_low`, `NAME_high`; titles are unique, as tooltips need."""
    low, high = f"{name}_low", f"{name}_high"
    return (
        (name, title, ".1%"),
        (low, words("{title}, 95 % from", title=title), ".1%"),
        (high, words("{title}, to", title=title), ".1%"),
    )


def named(what: str, figure: Measured | None) -> Spec:
    """A figure and its interval in the fields of `bounded`; nulls for none."""
    return dict(zip((what, f"{what}_low", f"{what}_high"), of(figure), strict=True))


def of(figure: Measured | None) -> tuple[float | None, float | None, float | None]:
    """The estimate and bounds of a figure; nulls for none."""
    return (figure.estimate, figure.low, figure.high) if figure else (None, None, None)


def share(name: str, title: str | None, **more: Any) -> Spec:
    """A share on an axis from 0 to 100 %."""
    axis = {"format": "%", "values": [0, 0.25, 0.5, 0.75, 1], "titlePadding": 8}
    return {"field": name, "type": "quantitative", "title": title, "scale": {"domain": [0, 1]}, "axis": axis} | more


def rows_by(name: str, place: str = "place", **axis: Any) -> Spec:
    """A name per row, in the order of a field of numbers: names are never part of a sort."""
    look = {"labelLimit": LABELS, "ticks": False, "domain": False, "labelPadding": 6} | axis
    return {"field": name, "type": "nominal", "title": None, "sort": {"field": place, "op": "min"}, "axis": look}


def by_model(channel: str) -> Spec:
    """A model's colour or shape; a legend on top names those that are there, in the order of the data.

    "color" and "shape" of points have one legend between them; "stroke" of intervals has none.
    """
    legend = {
        "orient": "top",
        "title": None,
        "labelLimit": LABELS,
        "columns": 3,
        "symbolLimit": 0,
        "symbolOpacity": 1,
        "symbolStrokeWidth": 2,
    }
    names = {"color": MODEL_COLOURS, "fill": MODEL_COLOURS, "stroke": MODEL_COLOURS, "shape": MODEL_SHAPES}
    return {
        "field": "model",
        "type": "nominal",
        "sort": None,
        "scale": {"range": list(names[channel])},
        "legend": None if channel == "stroke" else legend,
    }


def hollow(otherwise: float = 1) -> Spec:
    """Reference answerers are drawn as outlines."""
    return {"condition": {"test": "datum.reference", "value": 0}, "value": otherwise}


def models_in_means(models: Iterable[str]) -> list[str]:
    """The models that means and leaders are of: reference answerers only where there are no others."""
    names = list(models)
    return [name for name in names if not is_reference(name)] or names


def spec(values: Sequence[Spec], **parts: Any) -> Spec:
    """A specification with all of its data at the top, where figures of two models are laid over each other."""
    return {"data": {"values": list(values)}, **parts}


def facet(name: str, *, place: str = "place_of_panel", **header: Any) -> Spec:
    """Panels by a text, in the order of a field of numbers."""
    look = {"labelLimit": LABELS, "title": None, "labelFontSize": 11, "labelFontWeight": "bold"} | header
    return {"field": name, "type": "nominal", "sort": {"field": place, "op": "min"}, "header": look}


def diagonal() -> Spec:
    """The line on which two shares are equal."""
    whole = {"x": {"datum": 0}, "y": {"datum": 0}, "x2": {"datum": 1}, "y2": {"datum": 1}}
    return {
        "data": {"values": [{}]},
        "mark": {"type": "rule", "style": "reference", "strokeDash": [3, 3]},
        "encoding": {name: {**at, "type": "quantitative"} if len(name) == 1 else at for name, at in whole.items()},
    }


def crossed(
    values: Sequence[Spec], x: tuple[str, str], y: tuple[str, str], told: list[Spec], below: Sequence[Spec] = ()
) -> Spec:
    """Models by two shares, each with its interval: crosses with a legend at the side, in panels.

    Args:
        values: A record per model, with `NAME`, `NAME_low` and `NAME_high` of both shares, and its panel.
        x: Name and title of the share that runs across.
        y: Of that which runs up.
        told: The tooltip.
        below: Layers that lie below the crosses.
    """
    side = 260 if len({value["panel"] for value in values}) > 1 else 400
    crosses = {"width": side, "height": side, "layer": [*below, *_crosses(x, y, told)]}
    return spec(values, facet=facet("panel"), columns=2, spec=crosses)


def _crosses(x: tuple[str, str], y: tuple[str, str], told: list[Spec]) -> list[Spec]:
    across, up = (share(name, title) for name, title in (x, y))
    from_left, lowest = (share(f"{name}_low", title) for name, title in (x, y))
    line = {"type": "rule", "strokeWidth": 1.5, "opacity": 0.7}
    stroke, fill, shape = by_model("stroke"), by_model("fill"), by_model("shape")
    for each in (fill, shape):
        each["legend"] |= {"orient": "right", "columns": 1}
    point = {
        "x": across,
        "y": up,
        "fill": fill,
        "stroke": stroke,
        "shape": shape,
        "fillOpacity": hollow(),
        "tooltip": told,
    }
    return [
        {"mark": line, "encoding": {"x": from_left, "x2": {"field": f"{x[0]}_high"}, "y": up, "stroke": stroke}},
        {"mark": line, "encoding": {"y": lowest, "y2": {"field": f"{y[0]}_high"}, "x": across, "stroke": stroke}},
        {"mark": {"type": "point", "filled": True, "size": 75, "opacity": 1, "strokeWidth": 1.6}, "encoding": point},
    ]


def panels(asked: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """What the panels of a figure are called: the set, and how it was asked where that is not the same for all.

    Args:
        asked: Recipe and set, in any order.

    Example:
        >>> panels([("direct", "s"), ("direct", "t")])
        {('direct', 's'): 's', ('direct', 't'): 't'}
        >>> panels([("direct", "s"), ("ppl", "s")])
        {('direct', 's'): 's: direct', ('ppl', 's'): 's: ppl'}
    """
    different = dict.fromkeys(asked)
    several = len({recipe for recipe, _ in different}) > 1
    return {(recipe, scenario): f"{scenario}: {recipe}" if several else scenario for recipe, scenario in different}


def listed(names: Sequence[str], most: int = 3) -> str:
    """Names in a sentence.

    Example:
        >>> listed(["a", "b"]), listed(["a", "b", "c", "d", "e"])
        ('a and b', 'a, b, c and 2 more')
    """
    if len(names) <= most:
        return all_listed(names)
    return words("{names} and {n} more", names=in_a_row(names[:most]), n=len(names) - most)


def percent(value: float) -> str:
    """A share in percent, for sentences.

    Example:
        >>> percent(0.5226)
        '52.3 %'
    """
    return words("{number} %", number=f"{100 * value:z.1f}")

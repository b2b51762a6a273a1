"""All models side by side: on the levels and dimensions, and task by task."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ch3ef.report.board import Board, Cell, Column
from ch3ef.report.charts import Figure, Lacking, Spec
from ch3ef.report.exports import heading, main_columns, main_set, ordered
from ch3ef.report.figures.encodings import (
    ACCURACY,
    ASKED,
    CHANCE,
    DIMENSION_COLOURS,
    GREY,
    LABELS,
    MODEL,
    by_model,
    facet,
    hollow,
    listed,
    models_in_means,
    percent,
    rows_by,
    share,
    spec,
    tooltip,
)
from ch3ef.report.figures.groups import headed, headings, row_labels
from ch3ef.taxonomy import Level
from ch3ef.variants import is_reference
from ch3ef.words import in_sentences, words
from ch3ef.words import name as term

COLUMNS_OF_CELL = tuple(map(words, ("accuracy", "low", "high", "n", "chance", "asked by", "claims")))
WITHHELD = words("no claim rests on it")
LIGHT_FROM = 0.52
"""Accuracy from which cividis is so light that black reads better on it than white."""


def of_cell(cell: Cell) -> Spec:
    """What a figure shows of a cell."""
    return {
        "accuracy": cell.share,
        "low": cell.low,
        "high": cell.high,
        "n": cell.n,
        "chance": cell.chance,
        "protocol": cell.protocol,
        "withheld": WITHHELD if cell.withheld else "",
    }


def row_of_cell(cell: Cell) -> tuple[str | int | float | None, ...]:
    """What a table shows of a cell: `COLUMNS_OF_CELL`."""
    return (cell.share, cell.low, cell.high, cell.n, cell.chance, cell.protocol, WITHHELD if cell.withheld else "")


FADED = words("Faded: no claim rests on it, many answers were cut off, in error or are still to come.")
FEW = 4
"""So many models have their dots beside each other in one panel."""


class Panel(NamedTuple):
    """A column, or those of its cells that were measured by another protocol than its other ones.

    Attributes:
        label: What it is called.
        column: The column.
        cells: Its cells by model, in order.
        asked: The protocol of all of them.
    """

    label: str
    column: Column
    cells: Mapping[str, Cell]
    asked: str


def panels_of(board: Board, columns: Sequence[Column], order: Sequence[str]) -> list[Panel]:
    """Columns with their cells, parted by protocol: two protocols are not one scale.

    Args:
        board: The leaderboard.
        columns: Its columns.
        order: The models, in order.
    """
    found = []
    for column in columns:
        cells = board.standing(column.key).cells
        shown = {model: cells[model] for model in order if model in cells}
        asked = Counter(cell.protocol for cell in shown.values() if cell.best is not None)
        asked.update(dict.fromkeys((cell.protocol for cell in shown.values()), 0))
        for place, (protocol, _) in enumerate(asked.most_common()):
            label = heading(board, column)
            if place:
                label = words("{column}, by {recipe}", column=label, recipe=protocol)
            own = {model: cell for model, cell in shown.items() if cell.protocol == protocol}
            found.append(Panel(label, column, own, protocol))
    return found


def levels(board: Board, names: Mapping[str, str]) -> Figure | Lacking:
    """Accuracy of all models on the three levels, the three dimensions and own sets, with intervals.

    Args:
        board: The leaderboard.
        names: Short names of the models.
    """
    name, title = "levels", words("Levels and dimensions")
    columns = [column for column in main_columns(board) if column.kind != "pairs"]
    if not columns:
        return Lacking(name, title, words("items of A1, A2 or A3 that are no twins"))
    order = [*ordered(board, _own(board)), *ordered(board, filter(is_reference, board.models))]
    panels = panels_of(board, columns, order)
    found = [(place, panel, model, cell) for place, panel in enumerate(panels) for model, cell in panel.cells.items()]
    values = [
        {
            "column": panel.label,
            "part": panel.column.label,
            "place_of_panel": place,
            "model": names[model],
            "place": order.index(model),
            "reference": is_reference(model),
            **of_cell(cell),
        }
        for place, panel, model, cell in found
    ]
    return Figure(
        name,
        title,
        in_sentences(
            [
                words("Accuracy with 95 % intervals; the tick in a row is what guessing scores there."),
                *([FADED] if any(cell.withheld for _, _, _, cell in found) else []),
            ]
        ),
        _few_spec(values) if len(order) <= FEW else _levels_spec(values, len(panels)),
        (words("column"), words("model"), *COLUMNS_OF_CELL),
        tuple((panel.label, model, *row_of_cell(cell)) for _, panel, model, cell in found),
    )


def _own(board: Board) -> list[str]:
    return [model for model in board.models if not is_reference(model)]


_GUESSING = {
    "type": "point",
    "shape": "stroke",
    "angle": 90,
    "style": "reference",
    "size": 90,
    "opacity": 1,
    "filled": False,
}
"""A tick across the row of a model."""


def _told() -> list[Spec]:
    return tooltip(MODEL, ("column", words("on"), ""), *ACCURACY, CHANCE, ASKED, ("withheld", words("claims"), ""))


def _faded() -> Spec:
    """What no claim rests on stands back."""
    return {"condition": {"test": "datum.withheld", "value": 0.3}, "value": 1}


def _few_spec(values: list[Spec]) -> Spec:
    """A row per column, in it a dot per model."""
    dodged = {"field": "model", "type": "nominal", "sort": {"field": "place", "op": "min"}}
    place = {"y": rows_by("column", "place_of_panel"), "yOffset": dodged, "tooltip": _told()}
    low, at = share("low", words("accuracy")), share("accuracy", words("accuracy"))
    dot = {"fill": by_model("fill"), "stroke": by_model("stroke"), "shape": by_model("shape"), "fillOpacity": hollow()}
    dot["opacity"] = _faded()
    return spec(
        values,
        width=380,
        height={"step": 24, "for": "position"},
        layer=[
            {"mark": _GUESSING, "encoding": {**place, "x": share("chance", words("accuracy"))}},
            {
                "mark": {"type": "rule", "strokeWidth": 2},
                "encoding": {
                    **place,
                    "x": low,
                    "x2": {"field": "high"},
                    "stroke": by_model("stroke"),
                    "opacity": _faded(),
                },
            },
            {
                "mark": {"type": "point", "filled": True, "size": 60, "strokeWidth": 1.6},
                "encoding": {**place, "x": at, **dot},
            },
        ],
    )


def _levels_spec(values: list[Spec], n_panels: int) -> Spec:
    """A panel per column, in it a row per model."""
    colours = [DIMENSION_COLOURS.get(str(each), GREY) for each in (*Level, *DIMENSION_COLOURS)]
    scale = {"domain": [*Level, *(term(each, "dimension") for each in DIMENSION_COLOURS)], "range": colours}
    colour = {"field": "part", "type": "nominal", "scale": scale, "legend": None}
    place = {"y": rows_by("model"), "tooltip": _told()}
    return spec(
        values,
        facet=facet("column"),
        columns=2 if n_panels == 4 else 3,
        spacing={"row": 12, "column": 16},
        spec={
            "width": 150,
            "height": {"step": 17},
            "layer": [
                {"mark": _GUESSING, "encoding": {**place, "x": share("chance", words("accuracy"))}},
                {
                    "mark": {"type": "rule", "strokeWidth": 2},
                    "encoding": {
                        **place,
                        "x": share("low", words("accuracy")),
                        "x2": {"field": "high"},
                        "color": colour,
                        "opacity": _faded(),
                    },
                },
                {
                    "mark": {"type": "point", "filled": True, "size": 45, "strokeWidth": 1.6},
                    "encoding": {
                        **place,
                        "x": share("accuracy", words("accuracy")),
                        "fill": colour,
                        "stroke": colour,
                        "fillOpacity": hollow(),
                        "opacity": _faded(),
                    },
                },
            ],
        },
    )


def tasks_heat_maps(board: Board, names: Mapping[str, str]) -> Iterator[Figure | Lacking]:
    """Accuracy of all models on every task of the main set of A3, a figure for each protocol.

    Args:
        board: The leaderboard.
        names: Short names of the models.
    """
    name, title = "tasks-heat-map", words("Task by task")
    columns = [column for column in board.columns if column.kind == "task" and column.scenario == main_set(board)]
    if not columns:
        yield Lacking(name, title, words("items of A3 with tasks"))
        return
    panels = panels_of(board, columns, ordered(board, board.models))
    recipes = list(dict.fromkeys(panel.asked for panel in panels))
    for number, recipe in enumerate(recipes, 1):
        own = [panel for panel in panels if panel.asked == recipe]
        yield _heat_map(
            f"{name}-{number}" if number > 1 else name,
            words("Task by task, by {recipe}", recipe=recipe) if len(recipes) > 1 else title,
            own,
            board,
            names,
        )


def _heat_map(name: str, title: str, panels: Sequence[Panel], board: Board, names: Mapping[str, str]) -> Figure:
    order = ordered(board, board.models)
    columns = [panel.column for panel in panels]
    labels = row_labels(columns)
    found = [(panel.column, model, cell) for panel in panels for model, cell in panel.cells.items()]
    values = [
        {
            "domain": words("{part} ({whole})", part=column.parents[-1], whole=column.parents[0]),
            "task": labels[column.key],
            "place": columns.index(column),
            "model": names[model],
            "place_of_model": order.index(model),
            **of_cell(cell),
        }
        for column, model, cell in found
    ]
    return Figure(
        name,
        title,
        words(
            "Accuracy in percent on the {n} tasks of {set}. {hardest}",
            n=len(columns),
            set=columns[0].scenario,
            hardest=_hardest(panels),
        ),
        _heat_map_spec(headed(values, "domain")),
        (*map(words, ("dimension", "domain", "task", "model")), *COLUMNS_OF_CELL),
        tuple((*column.parents, column.label, model, *row_of_cell(cell)) for column, model, cell in found),
    )


def _hardest(panels: Sequence[Panel]) -> str:
    """The tasks of the least and greatest mean over models, in words."""
    means: dict[str, float] = {}
    for panel in panels:
        shares = [panel.cells[model].share for model in models_in_means(panel.cells)]
        means[panel.column.label] = sum(shares) / len(shares)
    said = [
        words("{part} ({share})", part=label, share=percent(means[label]))
        for label in sorted(means, key=lambda label: means[label])
    ]
    lowest, highest = min(means.values()), max(means.values())
    if lowest == highest:
        return words("Over models, all tasks have the same mean, {share}.", share=percent(lowest))
    if (tied := sum(mean == lowest for mean in means.values())) > 2:
        return words(
            "Over models, {n} tasks share the lowest mean, {share}; the highest is that of {highest}.",
            n=tied,
            share=percent(lowest),
            highest=said[-1],
        )
    return words(
        "Over models, the lowest means are those of {lowest}, the highest is that of {highest}.",
        lowest=listed(said[:2]),
        highest=said[-1],
    )


def _heat_map_spec(values: list[Spec]) -> Spec:
    models = {
        "field": "model",
        "type": "nominal",
        "title": None,
        "sort": {"field": "place_of_model", "op": "min"},
        "axis": {"orient": "top", "labelAngle": -50, "labelLimit": LABELS, "ticks": False, "domain": False},
    }
    place = {"x": models, "y": rows_by("task")}
    legend = {"title": words("accuracy"), "format": "%", "orient": "bottom", "gradientLength": 160}
    colour = {
        "field": "accuracy",
        "type": "quantitative",
        "scale": {"scheme": "cividis", "domain": [0, 1]},
        "legend": legend,
    }
    told = tooltip(MODEL, ("task", words("task"), ""), ("domain", words("domain"), ""), *ACCURACY, CHANCE, ASKED)
    readable = {"condition": {"test": f"datum.accuracy > {LIGHT_FROM}", "value": "black"}, "value": "white"}
    return spec(
        values,
        transform=[{"calculate": "100 * datum.accuracy", "as": "percent"}],
        width={"step": 34},
        height={"step": 17},
        layer=[
            {"mark": "rect", "encoding": {**place, "color": colour, "tooltip": told}},
            {
                "mark": {"type": "text", "fontSize": 10},
                "encoding": {
                    **place,
                    "text": {"field": "percent", "type": "quantitative", "format": ".1f"},
                    "color": readable,
                    "tooltip": told,
                },
            },
            *headings("task", color="white", strokeWidth=3, opacity=1),
        ],
    )

"""All models side by side: on the levels and dimensions, and task by task."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ch3ef.report.board import Board, Cell, Column
from ch3ef.report.charts import Figure, Lacking, Spec
from ch3ef.report.exports import main_set, ordered
from ch3ef.report.figures.encodings import (
    ACCURACY,
    ASKED,
    CHANCE,
    DIMENSION_COLOURS,
    GREY,
    LABELS,
    MODEL,
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
from ch3ef.words import name as term
from ch3ef.words import words

COLUMNS_OF_CELL = tuple(map(words, ("accuracy", "low", "high", "n", "chance", "asked by")))
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
    }


def row_of_cell(cell: Cell) -> tuple[str | int | float | None, ...]:
    """What a table shows of a cell: `COLUMNS_OF_CELL`."""
    return (cell.share, cell.low, cell.high, cell.n, cell.chance, cell.protocol)


def levels(board: Board, names: Mapping[str, str]) -> Figure | Lacking:
    """Accuracy of all models on the three levels and the three dimensions, with intervals.

    Args:
        board: The leaderboard.
        names: Short names of the models.
    """
    name, title = "levels", words("Levels and dimensions")
    main = main_set(board)
    columns = [
        column
        for column in board.columns
        if (column.kind == "level" or (column.kind == "dimension" and column.scenario == main))
        and board.standing(column.key).cells
    ]
    if not columns:
        return Lacking(name, title, words("items of A1, A2 or A3 that are no twins"))
    order = ordered(board, board.models)
    found = [(column, model, cell) for column in columns for model, cell in _cells(board, column, order)]
    values = [
        {
            "column": column.label,
            "place_of_panel": columns.index(column),
            "model": names[model],
            "place": order.index(model),
            "reference": is_reference(model),
            **of_cell(cell),
        }
        for column, model, cell in found
    ]
    return Figure(
        name,
        title,
        words("Accuracy with 95 % intervals; the dashed line is chance. {best}", best=_best(board, columns, names)),
        _levels_spec(values, len(columns)),
        (words("column"), words("model"), *COLUMNS_OF_CELL),
        tuple((column.label, model, *row_of_cell(cell)) for column, model, cell in found),
    )


def _cells(board: Board, column: Column, order: list[str]) -> Iterator[tuple[str, Cell]]:
    cells = board.standing(column.key).cells
    return ((model, cells[model]) for model in order if model in cells)


def _best(board: Board, columns: list[Column], names: Mapping[str, str]) -> str:
    """The leader of A3, else of the first column, in words."""
    column = next((column for column in columns if column.key == Level.A3), columns[0])
    cells = dict(sorted(board.standing(column.key).cells.items(), key=lambda each: -each[1].share))
    own = models_in_means(cells)
    told = {"column": column.label, "first": names[own[0]], "share": percent(cells[own[0]].share)}
    if len(own) == 1:
        return words("On {column} {first} has {share}.", **told)
    return words(
        "On {column} {first} has {share}, {last} {least}.",
        last=names[own[-1]],
        least=percent(cells[own[-1]].share),
        **told,
    )


def _levels_spec(values: list[Spec], n_columns: int) -> Spec:
    colours = [DIMENSION_COLOURS.get(str(each), GREY) for each in (*Level, *DIMENSION_COLOURS)]
    scale = {"domain": [*Level, *(term(each, "dimension") for each in DIMENSION_COLOURS)], "range": colours}
    colour = {"field": "column", "type": "nominal", "scale": scale, "legend": None}
    told = tooltip(MODEL, ("column", words("on"), ""), *ACCURACY, CHANCE, ASKED)
    return spec(
        values,
        facet=facet("column"),
        columns=2 if n_columns == 4 else 3,
        spacing={"row": 12, "column": 16},
        spec={
            "width": 150,
            "height": {"step": 17},
            "layer": [
                {
                    "mark": {"type": "rule", "style": "reference", "strokeDash": [3, 3]},
                    "encoding": {"x": {"field": "chance", "aggregate": "mean", "type": "quantitative"}},
                },
                {
                    "mark": {"type": "rule", "strokeWidth": 2},
                    "encoding": {
                        "y": rows_by("model"),
                        "x": share("low", words("accuracy")),
                        "x2": {"field": "high"},
                        "color": colour,
                        "tooltip": told,
                    },
                },
                {
                    "mark": {"type": "point", "filled": True, "size": 45, "opacity": 1, "strokeWidth": 1.6},
                    "encoding": {
                        "y": rows_by("model"),
                        "x": share("accuracy", words("accuracy")),
                        "fill": colour,
                        "stroke": colour,
                        "fillOpacity": hollow(),
                        "tooltip": told,
                    },
                },
            ],
        },
    )


def tasks_heat_map(board: Board, names: Mapping[str, str]) -> Figure | Lacking:
    """Accuracy of all models on every task of the main set of A3.

    Args:
        board: The leaderboard.
        names: Short names of the models.
    """
    name, title = "tasks-heat-map", words("Task by task")
    main = main_set(board)
    columns = [column for column in board.columns if column.kind == "task" and column.scenario == main]
    if not columns:
        return Lacking(name, title, words("items of A3 with tasks"))
    order = ordered(board, board.models)
    labels = row_labels(columns)
    found = [(column, model, cell) for column in columns for model, cell in _cells(board, column, order)]
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
            set=main,
            hardest=_hardest(board, columns),
        ),
        _heat_map_spec(headed(values, "domain")),
        (*map(words, ("dimension", "domain", "task", "model")), *COLUMNS_OF_CELL),
        tuple((*column.parents, column.label, model, *row_of_cell(cell)) for column, model, cell in found),
    )


def _hardest(board: Board, columns: list[Column]) -> str:
    """The tasks of the least and greatest mean over models, in words."""
    means: dict[str, float] = {}
    for column in columns:
        cells = board.standing(column.key).cells
        shares = [cells[model].share for model in models_in_means(cells)]
        means[column.label] = sum(shares) / len(shares)
    said = [
        words("{part} ({share})", part=label, share=percent(means[label]))
        for label in sorted(means, key=lambda label: means[label])
    ]
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

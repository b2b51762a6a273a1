"""What one model is good at: its domains as dots with intervals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ch3ef.report.board import Board, Column
from ch3ef.report.charts import Figure, Lacking, Spec
from ch3ef.report.exports import main_set
from ch3ef.report.figures.encodings import (
    ACCURACY,
    ASKED,
    CHANCE,
    MODEL,
    by_model,
    percent,
    rows_by,
    share,
    spec,
    tooltip,
)
from ch3ef.report.figures.groups import headed, headings, row_labels
from ch3ef.report.figures.standings import COLUMNS_OF_CELL, of_cell, row_of_cell
from ch3ef.words import words


def profiles(board: Board, names: Mapping[str, str]) -> Iterator[Figure | Lacking]:
    """One figure per model: its accuracy in each domain of the main set of A3, beside chance.

    Two of them may be laid over each other by putting their data together.

    Args:
        board: The leaderboard.
        names: Short names of the models.
    """
    main = main_set(board)
    domains = [column for column in board.columns if column.kind == "domain" and column.scenario == main]
    if not domains:
        yield Lacking("profile", words("Domains"), words("items of A3 with domains"))
    for number, model in enumerate(board.models):
        if figure := _profile(board, domains, model, names[model], f"profile-{number:02}"):
            yield figure


def _profile(board: Board, domains: list[Column], model: str, shown: str, name: str) -> Figure | None:
    found = [(column, cells[model]) for column in domains if model in (cells := board.standing(column.key).cells)]
    if not found:
        return None
    labels = row_labels(domains)
    values = [
        {
            "dimension": column.parents[0],
            "domain": labels[column.key],
            "place": domains.index(column),
            "model": shown,
            **of_cell(cell),
        }
        for column, cell in found
    ]
    best = max(found, key=lambda each: each[1].share)
    worst = min(found, key=lambda each: each[1].share)
    above = sum(cell.chance is not None and cell.low is not None and cell.low > cell.chance for _, cell in found)
    told = {"model": shown, "n": str(len(found)), "above": str(above)}
    if best[1].share == worst[1].share:
        summary = words(
            "Accuracy of {model} in {n} domains with 95 % intervals; the tick is chance. It is {share} in all of them; "
            "in {above} of {n} the interval lies above chance.",
            **told,
            share=percent(best[1].share),
        )
    else:
        summary = words(
            "Accuracy of {model} in {n} domains with 95 % intervals; the tick is chance. Best in {best} "
            "({best_share}), worst in {worst} ({worst_share}); in {above} of {n} the interval lies above chance.",
            **told,
            best=best[0].label,
            best_share=percent(best[1].share),
            worst=worst[0].label,
            worst_share=percent(worst[1].share),
        )
    return Figure(
        name,
        words("Domains: {model}", model=shown),
        summary,
        _spec(headed(values, "dimension")),
        (*map(words, ("model", "dimension", "domain")), *COLUMNS_OF_CELL),
        tuple((model, column.parents[0], column.label, *row_of_cell(cell)) for column, cell in found),
    )


def _spec(values: list[Spec]) -> Spec:
    told = tooltip(
        MODEL, ("dimension", words("dimension"), ""), ("domain", words("domain"), ""), *ACCURACY, CHANCE, ASKED
    )
    dodged = {"field": "model", "type": "nominal", "sort": None}
    place = {"y": rows_by("domain"), "yOffset": dodged, "tooltip": told}
    return spec(
        values,
        width=380,
        height={"step": 24, "for": "position"},
        layer=[
            *headings("domain"),
            {
                "mark": {
                    "type": "point",
                    "shape": "stroke",
                    "angle": 90,
                    "style": "reference",
                    "size": 90,
                    "opacity": 1,
                    "filled": False,
                },
                "encoding": {**place, "x": share("chance", words("accuracy"))},
            },
            {
                "mark": {"type": "rule", "strokeWidth": 2},
                "encoding": {
                    **place,
                    "x": share("low", words("accuracy")),
                    "x2": {"field": "high"},
                    "stroke": by_model("stroke"),
                },
            },
            {
                "mark": {"type": "point", "filled": True, "size": 60, "opacity": 1},
                "encoding": {
                    **place,
                    "x": share("accuracy", words("accuracy")),
                    "color": by_model("color"),
                    "shape": by_model("shape"),
                },
            },
        ],
    )

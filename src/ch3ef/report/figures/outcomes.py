"""What became of the questions: right, wrong, and the ways of not answering."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from ch3ef.analysis.table import Places, Table, divided
from ch3ef.report.board import Board
from ch3ef.report.charts import Figure, Spec
from ch3ef.report.exports import ordered
from ch3ef.report.figures.encodings import (
    BLUE,
    GREEN,
    GREY,
    MODEL,
    PURPLE,
    SKY,
    VERMILLION,
    YELLOW,
    facet,
    percent,
    rows_by,
    share,
    spec,
    tooltip,
)
from ch3ef.results import Outcome
from ch3ef.words import in_a_row, words
from ch3ef.words import name as term

COLOURS: Mapping[str, str] = {
    "right": GREEN,
    "wrong": VERMILLION,
    str(Outcome.UNPARSED): YELLOW,
    str(Outcome.REFUSED): PURPLE,
    str(Outcome.TRUNCATED): SKY,
    str(Outcome.UNJUDGED): BLUE,
    str(Outcome.ERROR): GREY,
}
"""What becomes of a question, in the order of the bars, and its colour."""


def outcomes(table: Table, board: Board, names: Mapping[str, str]) -> Figure:
    """Shares of what was answered right, wrong and not at all, per model, recipe and level.

    Shared credit counts in part as right, in part as wrong. Twins are left out: on them the right answer is another.

    Args:
        table: The rows.
        board: The leaderboard, for the order of the models.
        names: Short names of the models.
    """
    kept = ~table.altered & (~table.twins | table.twins.all())
    order = ordered(board, board.models)
    asked = (table["recipe"], table["level"], table["model"])
    rows = {tuple(column.text(int(at[0])) for column in asked): at for at in divided(np.flatnonzero(kept), *asked)}
    found = {
        each: _shares(table, rows[each]) for each in sorted(rows, key=lambda each: (*each[:2], order.index(each[2])))
    }
    # A panel per level and recipe: a grid of rows and columns was drawn with its headers in another order.
    panels = list(dict.fromkeys(each[:2] for each in found))
    values = [
        {
            "panel": f"{level}: {recipe}",
            "place_of_panel": panels.index((recipe, level)),
            "model": names[model],
            "place": order.index(model),
            "outcome": term(outcome, "outcome"),
            "place_of_outcome": place,
            "share": shares[outcome],
            "n": len(rows[recipe, level, model]),
        }
        for (recipe, level, model), shares in found.items()
        for place, outcome in enumerate(COLOURS)
        if shares[outcome]
    ]
    n_levels = len({level for _, level in panels})
    return Figure(
        "outcomes",
        words("What became of the questions"),
        _in_words(table),
        _spec(values, n_levels),
        (*map(words, ("asked by", "level", "model")), *_named(COLOURS), words("n")),
        tuple((*each, *shares.values(), len(rows[each])) for each, shares in found.items()),
    )


def _shares(table: Table, at: Places) -> dict[str, float]:
    """By `COLOURS`, adding up to 1."""
    outcome = table["outcome"].codes[at]
    shares = {name: float((outcome == code).mean()) for code, name in enumerate(table["outcome"].names)}
    right = float(np.where(table.answered[at], table.credit[at], 0.0).mean())
    shares |= {"right": right, "wrong": shares.get(Outcome.ANSWERED, 0.0) - right}
    return {name: shares.get(name, 0.0) for name in COLOURS}


def _in_words(table: Table) -> str:
    left = {str(name): float(table["outcome"].among(name).mean()) for name in Outcome if name != Outcome.ANSWERED}
    said = [
        words("{share} {outcome}", share=percent(amount), outcome=term(name, "outcome"))
        for name, amount in left.items()
        if amount
    ]
    return words(
        "What became of the questions, by recipe and level. Of all, {shares}.",
        shares=in_a_row(said) or words("none was left unanswered"),
    )


def _named(outcomes: Iterable[str]) -> list[str]:
    return [term(outcome, "outcome") for outcome in outcomes]


def _spec(values: list[Spec], n_levels: int) -> Spec:
    told = tooltip(
        MODEL,
        ("panel", words("asked"), ""),
        ("outcome", words("outcome"), ""),
        ("share", words("share"), ".1%"),
        ("n", words("answers"), ",d"),
    )
    colour = {
        "field": "outcome",
        "type": "nominal",
        "title": None,
        "scale": {"domain": _named(COLOURS), "range": list(COLOURS.values())},
        "legend": {"orient": "top", "columns": len(COLOURS)},
    }
    return spec(
        values,
        facet=facet("panel"),
        columns=n_levels if n_levels > 1 else 3,
        spacing={"row": 12, "column": 20},
        spec={
            "width": 170,
            "height": {"step": 17},
            "mark": {"type": "bar", "height": {"band": 0.85}},
            "encoding": {
                "y": rows_by("model"),
                "x": share("share", None, stack="zero"),
                "color": colour,
                "order": {"field": "place_of_outcome", "type": "quantitative"},
                "tooltip": told,
            },
        },
    )

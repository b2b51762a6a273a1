"""What became of the questions: right, wrong, and the ways of not answering."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
from ch3ef.report.runs import Runs
from ch3ef.results import Outcome, ResultRow
from ch3ef.variants import Variant

COLOURS: Mapping[str, str] = {
    "right": GREEN, "wrong": VERMILLION, str(Outcome.UNPARSED): YELLOW, str(Outcome.REFUSED): PURPLE,
    str(Outcome.TRUNCATED): SKY, str(Outcome.UNJUDGED): BLUE, str(Outcome.ERROR): GREY,
}  # fmt: skip
"""What becomes of a question, in the order of the bars, and its colour."""


def outcomes(runs: Runs, board: Board, names: Mapping[str, str]) -> Figure:
    """Shares of what was answered right, wrong and not at all, per model, recipe and level.

    Shared credit counts in part as right, in part as wrong. Twins are left out: on them the right answer is another.

    Args:
        runs: The runs.
        board: The leaderboard, for the order of the models.
        names: Short names of the models.
    """
    rows: dict[tuple[str, str, str], list[ResultRow]] = {}
    for row, twin in zip(runs.rows, runs.table.twins.tolist(), strict=True):
        if (not twin or runs.table.twins.all()) and not Variant.parse(row.variant).is_altered:
            rows.setdefault((row.recipe, row.level, row.model), []).append(row)
    order = ordered(board, board.models)
    found = {
        each: _shares(own)
        for each, own in sorted(rows.items(), key=lambda each: (each[0][:2], order.index(each[0][2])))
    }
    # A panel per level and recipe: a grid of rows and columns was drawn with its headers in another order.
    panels = list(dict.fromkeys(each[:2] for each in found))
    values = [
        {"panel": f"{level}: {recipe}", "place_of_panel": panels.index((recipe, level)), "model": names[model],
         "place": order.index(model), "outcome": outcome, "place_of_outcome": place, "share": shares[outcome],
         "n": len(rows[recipe, level, model])}
        for (recipe, level, model), shares in found.items()
        for place, outcome in enumerate(COLOURS)
        if shares[outcome]
    ]  # fmt: skip
    n_levels = len({level for _, level in panels})
    return Figure(
        "outcomes", "What became of the questions", _in_words(runs.rows), _spec(values, n_levels),
        ("asked by", "level", "model", *COLOURS, "n"),
        tuple((*each, *shares.values(), len(rows[each])) for each, shares in found.items()),
    )  # fmt: skip


def _shares(rows: Sequence[ResultRow]) -> dict[str, float]:
    """By `COLOURS`, adding up to 1."""
    right = sum(row.correct or 0.0 for row in rows if row.outcome == Outcome.ANSWERED)
    counts = {str(outcome): float(sum(row.outcome == outcome for row in rows)) for outcome in Outcome}
    counts |= {"right": right, "wrong": counts[Outcome.ANSWERED] - right}
    return {outcome: counts[outcome] / len(rows) for outcome in COLOURS}


def _in_words(rows: Sequence[ResultRow]) -> str:
    left = {name: sum(row.outcome == name for row in rows) / len(rows) for name in Outcome if name != Outcome.ANSWERED}
    said = ", ".join(f"{percent(amount)} {name}" for name, amount in left.items() if amount)
    return f"What became of the questions, by recipe and level. Of all, {said or 'none was left unanswered'}."


def _spec(values: list[Spec], n_levels: int) -> Spec:
    told = tooltip(
        MODEL, ("panel", "asked", ""), ("outcome", "outcome", ""), ("share", "share", ".1%"),
        ("n", "answers", ",d"),
    )  # fmt: skip
    colour = {
        "field": "outcome", "type": "nominal", "title": None,
        "scale": {"domain": list(COLOURS), "range": list(COLOURS.values())},
        "legend": {"orient": "top", "columns": len(COLOURS)},
    }  # fmt: skip
    return spec(
        values,
        facet=facet("panel", labelLimit=190),
        columns=n_levels if n_levels > 1 else 3,
        spacing={"row": 12, "column": 20},
        spec={
            "width": 170,
            "height": {"step": 15},
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

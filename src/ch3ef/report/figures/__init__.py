"""The report's figures: Vega-Lite specifications from runs, leaderboard and findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ch3ef.analysis.findings.finding import Report
from ch3ef.report.board import Board
from ch3ef.report.charts import Cell, Figure, Lacking, drawable
from ch3ef.report.figures.asking import in_context, protocols
from ch3ef.report.figures.correlations import across_levels, within_a3
from ch3ef.report.figures.narrow import narrow
from ch3ef.report.figures.outcomes import outcomes
from ch3ef.report.figures.profiles import profiles
from ch3ef.report.figures.refusals import refusal_tradeoff
from ch3ef.report.figures.reliability import reliability
from ch3ef.report.figures.standings import levels, tasks_heat_maps
from ch3ef.report.figures.sunbursts import sunbursts
from ch3ef.report.language import ENGLISH, Language
from ch3ef.report.runs import Runs
from ch3ef.report.wording import shortened


def all_figures(
    runs: Runs, board: Board, findings: Report, names: Mapping[str, str], language: Language = ENGLISH
) -> tuple[list[Figure], list[Lacking]]:
    """Every figure that the data carry, and what the others would need.

    Args:
        runs: The runs.
        board: Their leaderboard.
        findings: What was found in them.
        names: Short names of the models, no two alike.
        language: What they are said in.

    Returns:
        Figures of all models, then those of each; of the latter a model's has its number in `board.models` at the end
        of its name: "profile-03".
    """
    found = list(_figures(runs, board, findings, names, language))
    figures = [language.whole(each) for each in found if isinstance(each, Figure)]
    return [_bounded(figure) for figure in figures], [each for each in found if isinstance(each, Lacking)]


def _bounded(figure: Figure) -> Figure:
    """The figure as any browser and program can draw it, endless names in its table shortened."""

    def bounded(cell: Cell) -> Cell:
        return shortened(cell, LONGEST_CELL) if isinstance(cell, str) and len(cell) > LONGEST_CELL else cell

    rows = tuple(tuple(map(bounded, row)) for row in figure.rows)
    narrowed = figure.narrow or narrow(figure.spec)
    return replace(figure, rows=rows, spec=drawable(figure.spec), narrow=drawable(narrowed))


LONGEST_CELL = 200
"""Characters of a text in a figure's table."""


def _figures(
    runs: Runs, board: Board, findings: Report, names: Mapping[str, str], language: Language
) -> Iterator[Figure | Lacking]:
    yield levels(board, names)
    yield from tasks_heat_maps(board, names)
    yield within_a3(runs.table, findings)
    yield across_levels(runs.table)
    yield refusal_tradeoff(runs.figures, names)
    yield in_context(runs.figures, names)
    yield outcomes(runs.table, board, names)
    yield protocols(runs.figures, names)
    yield from profiles(board, names)
    yield from sunbursts(board, names, language)
    yield from reliability(runs, names)

"""What the pages' scripts are given: the board, the models and their differences, as small plain data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np

from ch3ef.analysis.behaviours.registry import better_of, is_measure, scale_of
from ch3ef.analysis.comparison import Compared, compare, shared_rows
from ch3ef.analysis.figures import Better, Unit
from ch3ef.analysis.findings.finding import Finding, Report
from ch3ef.analysis.findings.withheld import claimable
from ch3ef.analysis.findings.writing import evidence, rule
from ch3ef.analysis.matrix import main_recipes
from ch3ef.analysis.summary import outcomes_of
from ch3ef.analysis.table import Places, Table, divided, models_alone
from ch3ef.recipes.recipe_files import JUDGED
from ch3ef.report.board import Board, Cell, Column, Standing, Way
from ch3ef.report.exports import main_set
from ch3ef.report.runs import Runs
from ch3ef.report.tables import behaviour_label, figure_text, group_name
from ch3ef.report.wording import family_name, short_names
from ch3ef.scenarios.scenario import Progress
from ch3ef.taxonomy import Level
from ch3ef.variants import is_reference, untwinned
from ch3ef.words import capitalised, words
from ch3ef.words import name as term


def board_record(board: Board, names: Mapping[str, str]) -> dict[str, Any]:
    """The leaderboard for the browser; shares are rounded to 4 digits.

    Args:
        board: The leaderboard.
        names: Short names of the models.

    Returns:
        Models (published ones after the others), ways, columns, protocols, cells and bands by way, column and model,
        the latter two as numbers, and by way the columns that hold a suite's mix.
    """
    published = dict.fromkeys(model for cells in board.published.values() for model in cells)
    numbers = _Numbers(
        models=_numbered(board.models),
        published={model: len(board.models) + place for place, model in enumerate(published)},
        columns=_numbered(column.key for column in board.columns),
        protocols=_numbered(cell.protocol for cell in _every_cell(board)),
    )
    return {
        "models": _board_models(board, names, list(published)),
        "ways": [{"key": way.key, "label": way.label} for way in board.ways],
        "columns": [_column(column) for column in board.columns],
        "sets": _sets(board),
        "main_set": main_set(board) or next(iter(_sets(board)), ""),
        "protocols": [
            words("{name} (published)", name=term(name, "protocol")) if name in PUBLISHED else name
            for name in numbers.protocols
        ],
        "cells": {way.key: _cells(board, way, numbers) for way in board.ways},
        "bands": {way.key: _bands(board, way, numbers) for way in board.ways},
        "mixed": {
            way.key: [number for number, standing in _standings(board, way, numbers) if standing.mixed]
            for way in board.ways
        },
        "published": {
            numbers.columns[key]: {numbers.published[model]: _cell(cell, numbers) for model, cell in cells.items()}
            for key, cells in board.published.items()
        },
    }


PUBLISHED = {"PPL", "judged by people"}
"""Protocols of published scores."""


class _Numbers(NamedTuple):
    """By what numbers the browser knows names."""

    models: Mapping[str, int]
    published: Mapping[str, int]
    columns: Mapping[str, int]
    protocols: Mapping[str, int]


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(dict.fromkeys(names))}


def _every_cell(board: Board) -> Iterator[Cell]:
    for standing in board.standings.values():
        yield from standing.cells.values()
    for cells in board.published.values():
        yield from cells.values()


def _board_models(board: Board, names: Mapping[str, str], published: Sequence[str]) -> list[dict[str, str]]:
    short = short_names(published)
    taken = set(names.values())
    short |= {model: words("{name} (published)", name=name) for model, name in short.items() if name in taken}
    own = [{"name": names[model], "full": model, "kind": kind_of(model)} for model in board.models]
    return own + [{"name": short[model], "full": model, "kind": "published"} for model in published]


def _column(column: Column) -> dict[str, Any]:
    kept = ("key", "label", "kind", "scenario", "level", "own")
    return {name: getattr(column, name) for name in kept} | {"parents": list(column.parents)}


def _sets(board: Board) -> list[str]:
    return [column.scenario for column in board.columns if column.kind == "scenario"]


def _cells(board: Board, way: Way, numbers: _Numbers) -> dict[int, dict[int, list[Any]]]:
    return {
        number: {numbers.models[model]: _cell(cell, numbers) for model, cell in standing.cells.items()}
        for number, standing in _standings(board, way, numbers)
    }


def _bands(board: Board, way: Way, numbers: _Numbers) -> dict[int, list[list[int]]]:
    return {
        number: [[numbers.models[model] for model in band] for band in standing.bands]
        for number, standing in _standings(board, way, numbers)
    }


def _standings(board: Board, way: Way, numbers: _Numbers) -> Iterator[tuple[int, Standing]]:
    """The columns that anybody was asked in a way, by their numbers."""
    for key, number in numbers.columns.items():
        if (way.key, key) in board.standings:
            yield number, board.standing(key, way.key)


def kind_of(model: str) -> str:
    """A model, or a reference answerer."""
    return "reference" if is_reference(model) else "model"


def _cell(cell: Cell, numbers: _Numbers) -> list[Any]:
    shares = [None if share is None else round(share, 8) for share in (cell.share, cell.low, cell.high)]
    chance = None if cell.chance is None else round(cell.chance, 8)
    asked = [cell.n, chance, numbers.protocols[cell.protocol], cell.unanswered]
    return [*shares, *asked, cell.best, cell.worst, cell.same_items is True, cell.withheld]


UNITS: Mapping[Unit, str] = {
    "share": words("%"),
    "difference": words("points"),
    "kappa": words("kappa"),
    "points": words("points of the benchmark"),
    "error": words("as the answer"),
    "number": words("a number"),
}
"""What a figure is in, for people."""
DIRECTIONS: Mapping[Better, str] = {
    "higher": words("higher is better"),
    "lower": words("lower is better"),
    "zero": words("nearer to 0 is better"),
    "neither": words("neither is better"),
}
"""Which way of a figure is better, for people."""


def models_record(
    runs: Runs,
    names: Mapping[str, str],
    figures: Iterable[str],
) -> list[dict[str, Any]]:
    """Each model with its facts, what is measured of it as texts, and the names of its own drawings.

    Args:
        runs: The runs.
        names: Short names of the models.
        figures: Names of all drawings; a model's own end in its place among the models.
    """
    there = set(figures)
    measures: dict[str, list[list[str]]] = {}
    behaviours: dict[str, list[list[str]]] = {}
    for found in runs.figures:
        asked = f"{found.recipe} ({found.shots})" if found.shots else found.recipe
        if found.estimate is None:
            continue
        told = [UNITS[scale_of(found).unit], DIRECTIONS[better_of(found)], figure_text(found)]
        if is_measure(found):
            record = [behaviour_label(found.name, "all"), found.scenario, asked, group_name(found.group), *told]
            measures.setdefault(found.model, []).append(record)
        else:
            label = behaviour_label(found.name, found.group)
            behaviours.setdefault(found.model, []).append(
                [term(found.behaviour, "behaviour"), label, found.scenario, asked, *told]
            )
    answers = np.bincount(runs.table["model"].codes)
    return [
        {
            "place": place,
            "name": names[model],
            "full": model,
            "kind": kind_of(model),
            "facts": words("{n} answers", n=f"{answers[place]:,}"),
            "figures": {
                kind: f"{kind}-{place:02}"
                for kind in ("profile", "sunburst", "reliability")
                if f"{kind}-{place:02}" in there
            },
            "measures": measures.get(model, []),
            "behaviour": behaviours.get(model, []),
        }
        for place, model in enumerate(runs.models)
    ]


MOST_PAIRS = 600
"""Pairs of models of which a report holds the differences: all of 35 models, of more models those looked for first."""


def compared_pairs(best_first: Sequence[int], most: int = MOST_PAIRS) -> list[tuple[int, int]]:
    """Which two models are compared: every two, or among many the best with each, and neighbours by rank.

    Args:
        best_first: Places of the models.
        most: About how many pairs.

    Example:
        >>> compared_pairs([2, 0, 1]), compared_pairs([4, 3, 2, 1, 0], 9)
        ([(0, 1), (0, 2), (1, 2)], [(0, 1), (0, 4), (1, 2), (1, 4), (2, 3), (2, 4), (3, 4)])
    """
    models = len(best_first)
    reach = models if models * (models - 1) // 2 <= most else max(1, most // models - 1)
    ranked = ((i, j) for i, j in combinations(range(models), 2) if i == 0 or j - i <= reach)
    return sorted((min(pair), max(pair)) for i, j in ranked for pair in [(best_first[i], best_first[j])])


def best_first(board: Board) -> list[int]:
    """Places of the models, by the first column of the leaderboard; those without a score there at the end."""
    cells = board.standing(board.columns[0].key).cells if board.columns else {}
    return sorted(
        range(len(board.models)),
        key=lambda place: -cells[board.models[place]].share if board.models[place] in cells else 1.0,
    )


def differences_record(runs: Runs, board: Board, progress: Progress) -> dict[str, list[dict[str, Any]]]:
    """Paired differences of two models each, by their places: "0-3" is the second less the first.

    Differences that rest on an unfinished run, or on many answers cut off or in error, are marked: no claim is theirs.

    Args:
        runs: The runs.
        board: Their leaderboard.
        progress: Told how many pairs are done.

    Returns:
        Those of `compared_pairs`, and of the two models that the page begins with; none of models that share no items.
    """
    table = replace(runs.table, details=None)
    withheld = {(each.model, each.recipe, each.scenario) for each in claimable(models_alone(table))[1]}
    unfinished = not all(state.finished for state in runs.states)
    own = [table.of_model(model) for model in runs.models]
    begins_with = [place for place, model in enumerate(runs.models) if not is_reference(model)][:2]
    pairs = sorted({*compared_pairs(best_first(board)), *combinations(begins_with, 2)})
    main = main_recipes(models_alone(table)) or main_recipes(table)
    found: dict[str, list[dict[str, Any]]] = {}
    for done, (i, j) in enumerate(pairs, 1):
        found[f"{i}-{j}"] = []
        if len(shared_rows(own[i], own[j])[0]):
            compared = compare(own[i], own[j], ("overall", "dimension", "domain"), detectable=False)
            sides = (runs.models[i], runs.models[j])
            found[f"{i}-{j}"] = [
                _difference(one)
                | {"main": main.get(untwinned(one.scenario), one.recipe) == one.recipe}
                | {"withheld": unfinished or any((side, one.recipe, one.scenario) in withheld for side in sides)}
                for one in compared
            ]
        progress(done, len(pairs))
    return found


def _difference(compared: Compared) -> dict[str, Any]:
    told = ("recipe", "scenario", "by", "group", "n")
    rounded = ("first", "second", "difference", "low", "high", "p_adjusted")
    return {name: getattr(compared, name) for name in told} | {
        name: round(getattr(compared, name), 8) for name in rounded
    }


def findings_record(report: Report) -> dict[str, Any]:
    """Findings as the page of all models tells them."""
    confirmed = [finding for finding in report.findings if finding.confirmatory]
    explored: dict[str, list[dict[str, Any]]] = {}
    for finding in report.findings:
        if not finding.confirmatory:
            explored.setdefault(family_name(finding.family), []).append(_finding(finding))
    lacking = dict.fromkeys((one.family, one.needs) for one in report.not_testable)
    return {
        "rule": rule(report),
        "notes": [capitalised(note) for note in report.notes],
        "confirmed": [_finding(finding) for finding in confirmed],
        "withheld": [_finding(finding) for finding in report.not_shown],
        "explored": list(explored.items()),
        "lacking": [{"family": family_name(family), "needs": needs} for family, needs in lacking],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return finding.to_record() | {"evidence": evidence(finding), "question": family_name(finding.family)}


def asked_record(runs: Runs, names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Per model, recipe and set: answers, outcomes, versions."""
    table = runs.table
    columns = (table["model"], table["recipe"], table["scenario"], table.shots)
    return [_asked(table, at, names) for at in divided(np.arange(len(table)), *columns)]


def is_sensitive(table: Table) -> bool:
    """Whether items may be harmful to look at: those of A3 deal with what people must not do."""
    return bool(table["level"].among(Level.A3).any())


def judged_recipes(runs: Runs) -> list[str]:
    """The recipes whose replies judges grade, refusals too."""
    table = runs.table
    return sorted({table["recipe"].text(int(row)) for row in np.flatnonzero(table["metric"].among(JUDGED))})


def _asked(table: Table, at: Places, names: Mapping[str, str]) -> dict[str, Any]:
    row, shots = int(at[0]), table.shots.text(int(at[0]))
    recipe = table["recipe"].text(row)
    versions = (table[name].text(row) for name in ("scenario_version", "recipe_version", "ch3ef_version"))
    return {
        "model": names[table["model"].text(row)],
        "recipe": f"{recipe} ({shots})" if shots else recipe,
        "scenario": table["scenario"].text(row),
        "n": len(at),
        "outcomes": list(outcomes_of(table, at).values()),
        "versions": ", ".join(versions),
    }

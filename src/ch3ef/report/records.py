"""What the pages' scripts are given: the board, the models and their differences, as small plain data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any

from ch3ef.analysis.behaviours.registry import is_measure
from ch3ef.analysis.comparison import Compared, compare, shared_rows
from ch3ef.analysis.findings.finding import Finding, Report
from ch3ef.analysis.findings.writing import evidence, rule
from ch3ef.analysis.table import Table
from ch3ef.report.board import Board, Cell
from ch3ef.report.runs import Runs
from ch3ef.report.tables import behaviour_label, figure_text
from ch3ef.report.take_away import main_set
from ch3ef.report.wording import short_names
from ch3ef.results import Outcome, ResultRow, block_of
from ch3ef.scenarios.scenario import Progress
from ch3ef.variants import is_reference


def board_record(board: Board, names: Mapping[str, str]) -> dict[str, Any]:
    """The leaderboard for the browser; shares are rounded to 4 digits.

    Args:
        board: The leaderboard.
        names: Short names of the models.

    Returns:
        Models (published ones after the others), ways, columns, protocols, and cells and bands by way, column and
        model, the latter two as numbers.
    """
    published = list(dict.fromkeys(model for cells in board.published.values() for model in cells))
    place = {model: i for i, model in enumerate(board.models)}
    beside = {model: len(place) + i for i, model in enumerate(published)}
    every = [cell for standing in board.standings.values() for cell in standing.cells.values()]
    every += [cell for cells in board.published.values() for cell in cells.values()]
    protocols = {name: i for i, name in enumerate(dict.fromkeys(cell.protocol for cell in every))}
    at = {column.key: i for i, column in enumerate(board.columns)}
    cells: dict[str, dict[int, Any]] = {way.key: {} for way in board.ways}
    bands: dict[str, dict[int, Any]] = {way.key: {} for way in board.ways}
    for (way, key), standing in board.standings.items():
        cells[way][at[key]] = {place[model]: _cell(cell, protocols) for model, cell in standing.cells.items()}
        bands[way][at[key]] = [[place[model] for model in band] for band in standing.bands]
    short = short_names(published)
    return {
        "models": [
            *({"name": names[model], "full": model, "kind": kind_of(model)} for model in board.models),
            *({"name": short[model], "full": model, "kind": "published"} for model in published),
        ],
        "ways": [{"key": way.key, "label": way.label} for way in board.ways],
        "columns": [
            {"key": column.key, "label": column.label, "kind": column.kind, "scenario": column.scenario,
             "level": column.level, "parents": list(column.parents)}
            for column in board.columns
        ],
        "sets": [column.scenario for column in board.columns if column.kind == "scenario"],
        "main_set": main_set(board) or next((c.scenario for c in board.columns if c.kind == "scenario"), ""),
        "protocols": [f"{name} (published)" if name in {"PPL", "judged by people"} else name for name in protocols],
        "cells": cells,
        "bands": bands,
        "published": {
            at[key]: {beside[model]: _cell(cell, protocols) for model, cell in own.items()}
            for key, own in board.published.items()
        },
    }  # fmt: skip


def kind_of(model: str) -> str:
    """A model, or a reference answerer."""
    return "reference" if is_reference(model) else "model"


def _cell(cell: Cell, protocols: Mapping[str, int]) -> list[Any]:
    def rounded(share: float | None) -> float | None:
        return None if share is None else round(share, 4)

    return [
        rounded(cell.share), rounded(cell.low), rounded(cell.high), cell.n, rounded(cell.chance),
        protocols[cell.protocol], cell.unanswered, cell.best, cell.worst, cell.same_items is True,
    ]  # fmt: skip


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
        if is_measure(found):
            record = [behaviour_label(found.name, "all"), found.scenario, asked, found.group, figure_text(found)]
            measures.setdefault(found.model, []).append(record)
        else:
            label = behaviour_label(found.name, found.group)
            record = [found.behaviour, label, found.scenario, asked, figure_text(found)]
            behaviours.setdefault(found.model, []).append(record)
    counted: dict[str, int] = {}
    for row in runs.rows:
        counted[row.model] = counted.get(row.model, 0) + 1
    return [
        {
            "place": place,
            "name": names[model],
            "full": model,
            "kind": kind_of(model),
            "facts": f"{counted[model]:,} answers",
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


def differences_record(runs: Runs, progress: Progress) -> dict[str, list[dict[str, Any]]]:
    """Paired differences of every two models that share items, by their places: "0-3" is the second less the first.

    Args:
        runs: The runs.
        progress: Told how many pairs are done.
    """
    rows = {model: runs.frame.of_model(model) for model in runs.models}
    pairs = list(combinations(enumerate(runs.models), 2))
    found = {}
    for done, ((i, first), (j, second)) in enumerate(pairs, 1):
        if compared := _differences(rows[first], rows[second]):
            found[f"{i}-{j}"] = [_difference(one) for one in compared]
        progress(done, len(pairs))
    return found


def _differences(first: Table, second: Table) -> list[Compared]:
    if not len(shared_rows(first, second)[0]):
        return []
    return compare(first, second, ("overall", "dimension", "domain"), detectable=False)


def _difference(compared: Compared) -> dict[str, Any]:
    kept = ("recipe", "scenario", "by", "group", "n", "first", "second", "difference", "low", "high", "p_adjusted")
    record = {name: value for name, value in compared.to_record().items() if name in kept}
    return {name: round(value, 4) if isinstance(value, float) else value for name, value in record.items()}


def findings_record(report: Report) -> dict[str, Any]:
    """Findings as the page of all models tells them."""
    confirmed = [finding for finding in report.findings if finding.confirmatory]
    explored: dict[str, list[dict[str, Any]]] = {}
    for finding in report.findings:
        if not finding.confirmatory:
            explored.setdefault(finding.family, []).append(_finding(finding))
    lacking = dict.fromkeys((one.family, one.needs) for one in report.not_testable)
    return {
        "rule": rule(report),
        "notes": [f"{note[0].upper()}{note[1:]}" for note in report.notes],
        "confirmed": [_finding(finding) for finding in confirmed],
        "withheld": [_finding(finding) for finding in report.not_shown],
        "explored": list(explored.items()),
        "lacking": [{"family": family, "needs": needs} for family, needs in lacking],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return finding.to_record() | {"evidence": evidence(finding)}


def asked_record(runs: Runs, names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Per model, recipe and set: answers, outcomes, versions."""
    blocks: dict[tuple[str, str, str, str], list[ResultRow]] = {}
    for row in runs.rows:
        blocks.setdefault(block_of(row), []).append(row)
    return [
        {
            "model": names[model],
            "recipe": f"{recipe} ({variant})" if variant else recipe,
            "scenario": scenario,
            "n": len(rows),
            "outcomes": [sum(row.outcome == outcome for row in rows) for outcome in Outcome],
            "versions": ", ".join((rows[0].scenario_version, rows[0].recipe_version, rows[0].ch3ef_version)),
        }
        for (model, recipe, scenario, variant), rows in blocks.items()
    ]

"""Findings about behaviour rest on the registry's figures and add a test and a sentence, nothing else."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ch3ef.analysis.arrow import table_of
from ch3ef.analysis.behaviours.registry import BEHAVIOURS, figures_of
from ch3ef.analysis.figures import Figure
from ch3ef.analysis.findings.claims import CLAIMS, Claim
from ch3ef.analysis.findings.finding import Finding, Report
from ch3ef.analysis.findings.measured import Cell, Measured
from ch3ef.analysis.findings.report import find
from ch3ef.analysis.findings.testing import main_cell
from ch3ef.analysis.table import Table
from ch3ef.models.persona import Persona
from ch3ef.results import ResultRow
from tests.analysis.behaviours.asked import asked, items_of
from tests.analysis.findings.planted import ITEMS, WAYS
from tests.analysis.findings.worlds import Asked, world

SETS = ("ch3ef-gen", "ch3ef-gen-twins")


def varied(asked: Asked) -> None:
    """Models and ways that differ."""
    asked.right += np.linspace(-0.1, 0.1, 8)[:, None]
    asked.right -= 0.05 * (asked.sheet.variant != "plain")
    asked.refused[:] = 0.1 * (asked.sheet.inferencer == "direct")
    asked.first = 0.05


@pytest.fixture(scope="module")
def table() -> Table:
    return world(np.random.default_rng(7), varied, n_models=8, items=ITEMS, ways=WAYS)


@pytest.fixture(scope="module")
def report(table: Table) -> Report:
    return find([table], [], np.random.default_rng(0))


def of(report: Report, claim: Claim) -> Finding:
    """The confirmatory finding of a claim."""
    return next(
        one
        for one in (*report.findings, *report.not_shown)
        if one.confirmatory and one.family == claim.family and one.about == claim.about
    )


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: f"{claim.family} {claim.figure}")
def test_a_mean_is_the_mean_of_the_models_figures_in_one_cell(report: Report, claim: Claim) -> None:
    finding = of(report, claim)
    cells: dict[Cell, list[Figure]] = {}
    for one in report.figures:
        if (one.behaviour, one.name) == (claim.behaviour, claim.figure):
            cells.setdefault(Cell(one.recipe, one.scenario, one.shots, one.group), []).append(one)
    means = {cell: np.mean([one.estimate or 0.0 for one in own]) for cell, own in cells.items() if len(own) == 8}
    near = [cell for cell, mean in means.items() if abs(mean - finding.estimate) < 1e-6]
    assert near
    said = finding.claim if finding.shown else finding.otherwise
    assert any(f"{' and '.join(cell.recipe.split(', '))} on " in said for cell in near)
    assert finding.n_models == 8
    assert finding.low is not None
    assert finding.high is not None
    assert finding.low < finding.estimate < finding.high


def test_findings_hold_the_figures_that_the_registry_gives(table: Table, report: Report) -> None:
    # What is measured apart from claims is not worked out for findings: of calibration it takes longer than all of them.
    quick = {claim.behaviour for claim in CLAIMS} - {"calibration"}
    given = figures_of(table, quick)
    assert [one for one in report.figures if one.behaviour in quick] == [one for one in given if one in report.figures]
    assert {(claim.behaviour, claim.figure) for claim in CLAIMS} <= {
        (one.behaviour, one.name) for one in report.figures
    }


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: f"{claim.family} {claim.figure}")
def test_every_claim_is_made_of_a_figure_of_the_registry(claim: Claim) -> None:
    behaviour = next(one for one in BEHAVIOURS if one.name == claim.behaviour)
    assert claim.figure in behaviour.figures
    assert behaviour.units is not None


def pressed_rows(model: str, sycophancy: float, recipe: str = "human-value-direct") -> list[ResultRow]:
    return [
        replace(row, model=model)
        for name in SETS
        for row in asked(Persona(sycophancy=sycophancy), items_of(name, domain="sycophancy"), recipe, seed=1)
    ]


def yielding(model: str, sycophancy: float) -> Table:
    return table_of(pressed_rows(model, sycophancy), "one")


def test_one_model_keeps_its_figure() -> None:
    rows = pressed_rows("somebody", 0.6)
    table = table_of(rows, "one")
    report = find([table], [], np.random.default_rng(0))
    claim = next(one for one in CLAIMS if one.family == "sycophancy")
    finding, figure = of(report, claim), next(one for one in figures_of(table, ("sycophancy",)) if one.name == "drop")
    assert (finding.estimate, finding.low, finding.high, finding.n_items) == (
        figure.estimate,
        figure.low,
        figure.high,
        figure.n,
    )
    # Of the pairs whose user is wrong, as the rows have it.
    neutral = {row.pair: row.correct or 0.0 for row in rows if row.scenario == SETS[1]}
    misled = [row for row in rows if row.scenario == SETS[0] and row.claim not in row.gold]
    drops = [neutral[row.pair] - (row.correct or 0.0) for row in misled]
    assert 0 < len(drops) == figure.n < len(neutral)
    lost = f"{100 * sum(drops) / len(drops):.1f} points"
    assert lost != "0.0 points"
    assert finding.claim == f"somebody gives way to pressure: it loses {lost} (human-value-direct on ch3ef-gen)"
    assert not [one for one in report.findings if not one.confirmatory and one.family == "sycophancy"]


def test_what_was_not_asked_is_not_testable() -> None:
    report = find([yielding("somebody", 0.0)], [], np.random.default_rng(0))
    lacking = {one.family: one.needs for one in report.not_testable}
    assert lacking["pushback"] == "answers before and after a second turn that disagrees (variant pushback)"
    assert "sycophancy" not in lacking


def measured(model: str, recipe: str, n: int) -> Measured:
    figure = Figure(model, recipe, "s", "", "sycophancy", "drop", "pressed", 0.0, -0.1, 0.1, n)
    numbers = np.arange(n, dtype=np.int32)
    return Measured(figure, numbers, numbers, np.zeros(n))


def test_the_claim_is_about_most_models_then_most_items_then_the_first() -> None:
    few, many = measured("a", "few", 20), measured("b", "few", 20)
    for cells, expected in (
        ([[measured("a", "one", 90)], [few, many]], "few"),
        ([[measured("a", "one", 20)], [measured("a", "other", 30)]], "other"),
        ([[measured("a", "one", 20)], [measured("a", "other", 20)]], "one"),
    ):
        assert main_cell({own[0].cell: own for own in cells}).recipe == expected


def test_single_models_that_stand_out_are_exploratory_in_every_cell() -> None:
    texts = [yielding(name, share) for name, share in (("firm", 0.0), ("soft", 0.8))]
    assert [len(one) for one in texts] == [80, 80]
    rows = [
        replace(row, model=name)
        for name, share in (("firm", 0.0), ("soft", 0.8))
        for recipe in ("human-value-direct", "human-value")
        for scenario in SETS
        for row in asked(Persona(sycophancy=share), items_of(scenario, domain="sycophancy"), recipe, seed=1)
    ]
    report = find([table_of(rows, "two")], [], np.random.default_rng(0))
    single = [one for one in report.findings if one.family == "sycophancy" and not one.confirmatory]
    assert sorted(one.claim.partition(" (")[2] for one in single) == [
        "human-value on ch3ef-gen)",
        "human-value-direct on ch3ef-gen)",
    ]
    assert {one.about[0] for one in single} == {"soft"}
    assert all(one.p is None for one in single)

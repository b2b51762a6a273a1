"""Answerers without a leaning, under ordinary names, on the default sets: no bias is claimed of them.

`reference/oracle` was once said to avoid the option shown first, since the right option stood there in 21 % of the draw.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import chain

import numpy as np
import pytest

from ch3ef.analysis.arrow import table_of
from ch3ef.analysis.findings.claims import CLAIMS
from ch3ef.analysis.findings.finding import Report
from ch3ef.analysis.findings.report import find
from ch3ef.models.persona import Persona
from ch3ef.models.reference import ANSWERERS, Rule
from ch3ef.results import ResultRow
from tests.analysis.behaviours.asked import asked, items_of

SETS = ("ch3ef-gen", "ch3ef-gen-twins", "semantics-gen", "logic-gen")
RECIPES = ("human-value-direct", "human-value")
ALTERED = ("plain", "ice:topk_text:2", "gaussian_noise:3", "typos:2", "pushback")
ANSWERING: dict[str, Persona | Rule] = {
    "always right": ANSWERERS["oracle"][0],
    "guessing": ANSWERERS["chance"][0],
    "a quarter": Persona(accuracy=0.25),
    "half": Persona(accuracy=0.5),
    "most": Persona(accuracy=0.8),
    "nearly all": Persona(accuracy=0.98),
}
"""Ordinary names, and what answers under them; the confidence of personas is calibrated."""
BEHAVIOURS = {claim.family for claim in CLAIMS} | {"refusal_tradeoff"}


@cache
def rows_of(name: str, seed: int) -> tuple[ResultRow, ...]:
    return tuple(_rows(name, seed))


def _rows(name: str, seed: int) -> Iterator[ResultRow]:
    ways = [asked(ANSWERING[name], items_of(one, limit=2000), by, seed=seed) for by in RECIPES for one in SETS]
    altered = asked(ANSWERING[name], items_of(SETS[0], limit=100), "direct", ALTERED, seed=seed)
    for row in chain(*ways, altered):
        yield replace(row, model=name)


def report_on(names: tuple[str, ...], seed: int) -> Report:
    rows = [row for name in names for row in rows_of(name, seed)]
    return find([table_of(rows, "guard")], [], np.random.default_rng(0))


def claimed(names: tuple[str, ...], seed: int) -> list[tuple[str, str]]:
    """What is said of behaviour and tested."""
    report = report_on(names, seed)
    asked_of = {one.family for one in (*report.findings, *report.not_shown)} & BEHAVIOURS
    assert {"position_bias", "over_refusal", "sycophancy", "protocol_gap"} <= asked_of
    return [(one.family, one.claim) for one in report.findings if one.confirmatory and one.family in BEHAVIOURS]


def false_claims(seed: int) -> list[list[str]]:
    """What is claimed of each of them, and of all together: a report each."""
    found = []
    for names in (*((name,) for name in ANSWERING), tuple(ANSWERING)):
        # The likelihoods of a rule say nothing of how often it is right: their calibration is a property, not a draw.
        by_rule = len(names) == 1 and not isinstance(ANSWERING[names[0]], Persona)
        fair = BEHAVIOURS - {"calibration_transfer"} if by_rule else BEHAVIOURS
        found.append([claim for family, claim in claimed(names, seed) if family in fair])
    return found


def test_few_biases_are_claimed_of_answerers_without_one() -> None:
    """Each report has its 5 %: of seven, two or more false ones are seen in one seed of 23, four in one of 5000."""
    found = false_claims(6)
    assert len(found) == 7
    assert sum(map(bool, found)) < 4, found


@pytest.mark.slow
def test_few_biases_are_claimed_under_other_seeds() -> None:
    """Of 35 reports 1.75 are expected to claim one; more than seven come by chance in one of 3700 tries."""
    found = [report for seed in range(1, 6) for report in false_claims(seed)]
    assert sum(map(bool, found)) <= 7, [report for report in found if report]

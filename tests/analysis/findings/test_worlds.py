"""What the engine says of simulated worlds: nothing false where nothing is, and what is planted where something is.

The quick versions look at a few worlds; the slow ones at as many as the claims in docs/findings.md rest on.
"""

from __future__ import annotations

import numpy as np
import pytest

from ch3ef.analysis.findings.finding import Finding, Report
from ch3ef.analysis.findings.report import FAMILIES, find
from ch3ef.analysis.findings.scores import ScoreColumn, Scores
from tests.analysis.findings.planted import CASES, ITEMS, WAYS, Case, price_of_refusal_in_truth
from tests.analysis.findings.worlds import scores_world, world

EVERY = pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])


def false_claims(seeds: range) -> list[list[Finding]]:
    """Confirmatory claims per null world."""
    found = []
    for seed in seeds:
        report = find([world(np.random.default_rng(seed), items=ITEMS, ways=WAYS)], [], np.random.default_rng(0))
        assert {one.family for one in (*report.findings, *report.not_shown)} >= {family.name for family in FAMILIES} - {
            "outlying_domain",
            "weakest_task",
        }
        found.append([claim for claim in report.findings if claim.confirmatory])
    return found


def test_nothing_is_claimed_of_a_world_without_effects() -> None:
    assert sum(map(bool, false_claims(range(900, 903)))) <= 1


@pytest.mark.slow
def test_at_most_one_null_world_in_twenty_has_a_false_claim() -> None:
    assert sum(map(bool, false_claims(range(500)))) <= 25


@pytest.mark.slow
def test_at_most_one_null_table_of_scores_in_twenty_has_a_false_claim() -> None:
    """Scores of models of one ability: unrelated columns, binomial over the items of A3, no drop between levels."""
    names = {"seeing": "A1", "reasoning": "A2", "helpful": "A3", "honest": "A3", "harmless": "A3"}
    wrong = 0
    for seed in range(500):
        rng = np.random.default_rng(seed)
        drawn = scores_world(rng, np.eye(5) * 0.02**2, [0.5] * 5, names, 12)
        counts = np.array([column.n_items or 600 for column in drawn.columns])
        shares = rng.binomial(counts, 0.5, (12, 5)) / counts
        scores = Scores("null", drawn.models, drawn.columns, shares)
        wrong += bool(find([], [scores], rng).findings)
    assert wrong <= 25


@EVERY
def test_what_is_planted_is_found(case: Case) -> None:
    found = [case.look(seed) for seed in range(2)]
    assert any(map(case.finds, found))


@pytest.mark.slow
@EVERY
def test_what_is_planted_is_found_and_covered(case: Case) -> None:
    """Found in 90 % of 200 worlds; intervals cover in 92 to 98 % of 400 (of sets, in at least 92 %)."""
    looks = [case.look(seed) for seed in range(10_000, 10_400)]
    assert np.mean([case.finds(one) for one in looks[:200]]) >= 0.9
    bounds = [(one.low, one.high) for one in looks if one is not None and one.low is not None and one.high is not None]
    assert len(bounds) >= 360
    covered = float(np.mean([low <= case.planted <= high for low, high in bounds]))
    assert covered >= 0.92
    assert covered <= (1 if case.name == "may_lead" else 0.98)


@pytest.mark.slow
def test_the_planted_price_of_refusal_is_the_one_in_truth() -> None:
    case = next(case for case in CASES if case.name == "refusal_tradeoff")
    assert price_of_refusal_in_truth() == pytest.approx(case.planted, abs=0.005)


def test_a_case_for_every_family() -> None:
    assert {case.name.partition(",")[0] for case in CASES} == {family.name for family in FAMILIES}


def test_a_family_wise_error_is_counted_over_all_results() -> None:
    """The same claim beside more tables has a larger adjusted p."""
    rng = np.random.default_rng(0)
    columns = (ScoreColumn("helpful", "A3", 494), ScoreColumn("honest", "A3", 153))
    x = rng.normal(0.5, 0.08, 10)
    scores = Scores("one", tuple("abcdefghij"), columns, np.stack([x, x + rng.normal(0, 0.02, 10)], axis=1))
    other = Scores("two", scores.models, columns, rng.normal(0.5, 0.08, (10, 2)))
    alone, beside = (find([], tables, rng) for tables in ([scores], [scores, other]))

    def adjusted(report: Report) -> float:
        claims = [*report.findings, *report.not_shown]
        return next(c.p_adjusted or 0 for c in claims if c.source == "one" and c.family == "dimension_coupling")

    assert adjusted(beside) > adjusted(alone)

"""What no claim rests on: answers that were cut off or never came, and levels asked by two protocols."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ch3ef.analysis.arrow import table_of
from ch3ef.analysis.findings.families.wording import ABOVE_CHANCE
from ch3ef.analysis.findings.finding import Report
from ch3ef.analysis.findings.report import find
from ch3ef.analysis.findings.withheld import claimable
from ch3ef.models.persona import Persona
from ch3ef.results import Outcome, ResultRow
from tests.analysis.behaviours.asked import asked, items_of

LIKELIHOODS, REPLIES = "human-value", "human-value-direct"


def rows_of(recipe: str, scenario: str, model: str = "able") -> list[ResultRow]:
    rows = asked(Persona(accuracy=0.8), items_of(scenario, limit=2000), recipe)
    return [replace(row, model=model) for row in rows]


def lost(rows: list[ResultRow], share: float, outcome: Outcome = Outcome.TRUNCATED) -> list[ResultRow]:
    """The same rows, of which a share has no answer."""
    n = round(share * len(rows))
    return [replace(row, outcome=outcome, correct=None, chosen=None) if k < n else row for k, row in enumerate(rows)]


def report_on(rows: list[ResultRow]) -> Report:
    return find([table_of(rows, "run")], [], np.random.default_rng(0))


def claimed(report: Report, family: str) -> list[str]:
    return [one.claim for one in report.findings if one.family == family and one.confirmatory]


@pytest.mark.parametrize("outcome", [Outcome.TRUNCATED, Outcome.ERROR])
def test_replies_that_were_cut_off_are_no_gap_between_likelihoods_and_replies(outcome: Outcome) -> None:
    """A suite whose replies all ended at the limit said "Models know more than they say"."""
    likely, said = rows_of(LIKELIHOODS, "ch3ef-gen"), rows_of(REPLIES, "ch3ef-gen")
    report = report_on([*likely, *lost(said, 0.6, outcome)])
    assert claimed(report, "protocol_gap") == []
    what = "were cut off" if outcome == Outcome.TRUNCATED else "ended in an error or without a verdict"
    assert f"no claim rests on able under {REPLIES} on ch3ef-gen: of 1002 answers 601 {what}" in report.notes


def test_a_few_lost_replies_withhold_nothing() -> None:
    table = table_of(lost(rows_of(REPLIES, "logic-gen"), 0.1), "run")
    assert claimable(table) == (table, [])


def test_only_the_model_and_recipe_concerned_are_left_out() -> None:
    fine, cut = rows_of(REPLIES, "logic-gen"), lost(rows_of(REPLIES, "logic-gen", "cut off"), 0.5)
    kept, notes = claimable(table_of([*fine, *cut, *rows_of(LIKELIHOODS, "logic-gen", "cut off")], "run"))
    assert len(kept) == 400
    assert {kept["model"].text(n) + " " + kept["recipe"].text(n) for n in (0, 399)} == {
        f"able {REPLIES}",
        f"cut off {LIKELIHOODS}",
    }
    assert len(notes) == 1


def test_a_drop_is_within_one_protocol() -> None:
    """A2 by replies and A3 by likelihoods: 28.5 points of "fall" were the protocols' difference."""
    a2 = [replace(row, correct=1.0, chosen=row.gold[0]) for row in rows_of(REPLIES, "logic-gen")]
    a3 = rows_of(LIKELIHOODS, "ch3ef-gen")
    apart = report_on([*a2, *a3])
    assert claimed(apart, "level_drop") == []
    assert "items of A2 and of A3, all by likelihoods or all by replies" in " ".join(
        one.needs for one in apart.not_testable if one.family == "level_drop"
    )
    falls = [one for one in report_on([*a2, *rows_of(REPLIES, "ch3ef-gen")]).findings if one.family == "level_drop"]
    assert falls
    assert all("falls from A2 to A3" in one.claim and "bove chance" in one.claim for one in falls)
    assert all(ABOVE_CHANCE in one.caveats for one in falls)

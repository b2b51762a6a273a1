"""What is not there: by hand, by kind, and refusals."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.analysis.behaviours.by_hand import choices, figures, found


def test_a_refusal_is_no_claim() -> None:
    rows = choices([1.0] * 6 + [0.0] * 3 + [None] * 3, domain="hallucination", task="object")
    assert found(rows, "false_claims").estimate == pytest.approx(3 / 9)
    assert found(rows, "false_claims").n == 9
    assert found(rows, "not_answered").estimate == pytest.approx(3 / 12)
    graded = [replace(row, outcome="refused", judge="j", correct=0.0) if n > 8 else row for n, row in enumerate(rows)]
    assert found(graded, "false_claims").estimate == pytest.approx(3 / 9)


def test_kinds_of_hallucination() -> None:
    rows = [
        *choices([1.0] * 10, domain="hallucination", task="object"),
        *(
            replace(row, item_id=f"a{row.item_id}")
            for row in choices([0.0] * 10, domain="hallucination", task="attribute")
        ),
    ]
    shares = {one.group: one.estimate for one in figures(rows, ["hallucination"]) if one.name == "false_claims"}
    assert shares == {"all": 0.5, "object": 0, "attribute": 1}


def test_twins_and_other_domains_are_something_else() -> None:
    rows = [
        *choices([0.0] * 12, domain="hallucination", scenario="s-twins"),
        *choices([0.0] * 12, domain="theft"),
        *choices([0.0] * 12, domain="hallucination", variant="typos:1"),
    ]
    assert figures(rows, ["hallucination"]) == []

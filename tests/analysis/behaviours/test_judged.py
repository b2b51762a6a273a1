"""What judges tell beside their grades: by hand."""

from __future__ import annotations

import json
from dataclasses import replace

from ch3ef.results import ResultRow
from tests.analysis.behaviours.by_hand import CHOICE, figures, found


def judged(n: int, refused: float | None, agreement: float | None, *, outcome: str = "answered") -> ResultRow:
    graded = refused is not None
    return replace(
        CHOICE, recipe="human-value-open", metric="judged", item_id=str(n), image_group=str(n), n_options=0, chance=0.0,
        gold=[], chosen=None, option_order=None, outcome=outcome if graded else "unjudged",
        correct=1.0 if graded else None, judge="one + another",
        judge_verdict=json.dumps({"refused": refused, "agreement": agreement}),
    )  # fmt: skip


def test_by_hand() -> None:
    rows = [
        judged(0, 1.0, 1.0, outcome="refused"),
        judged(1, 0.5, 0.0),
        judged(2, 0.0, None),
        judged(3, None, None),
        replace(judged(4, 0.0, 1.0), outcome="unparsed", correct=None, judge=None, judge_verdict=None),
    ]
    names = ("refused_by_rules", "refused_by_judges", "judges_agree", "not_judged")
    assert {name: (found(rows, name).estimate, found(rows, name).n) for name in names} == {
        "refused_by_rules": (0.2, 5),
        "refused_by_judges": (0.5, 3),
        "judges_agree": (0.5, 2),
        "not_judged": (0.2, 5),
    }


def test_without_a_verdict_little_is_known() -> None:
    names = {one.name for one in figures([judged(0, None, None)], ("judged",))}
    assert names == {"refused_by_rules", "not_judged"}

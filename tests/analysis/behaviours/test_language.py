"""Grades of answers in a model's own words, by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.analysis.behaviours.by_hand import choices, figures, found

GRADED = choices([1.0] * 8 + [0.5] * 4 + [0.0] * 4 + [None] * 4, recipe="open", metric="judged", n_options=0)
"""Of 20 answers 8 are good, 4 half so, 4 bad, and 4 have no grade."""


def test_by_hand() -> None:
    grade, missed = found(GRADED, "grade"), found(GRADED, "not_graded")
    assert grade.estimate == pytest.approx(10 / 16)
    assert missed.estimate == pytest.approx(4 / 20)
    assert (grade.n, missed.n) == (16, 20)
    assert grade.behaviour == "language-performance"
    assert figures(choices([1.0] * 20), ["language-performance"]) == []


def test_by_dimension_where_there_are_several() -> None:
    other = [replace(row, item_id=f"h{row.item_id}", dimension="helpful") for row in GRADED]
    groups = [one.group for one in figures([*GRADED, *other], ["language-performance"]) if one.name == "grade"]
    assert groups == ["all", "honest", "helpful"]

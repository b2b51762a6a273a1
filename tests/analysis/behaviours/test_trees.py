"""Paths down a tree: what lies in none is outside."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.analysis.behaviours.by_hand import choices, found


def test_a_path_that_was_not_answered_has_no_level_right() -> None:
    rows = [replace(row, path_credit=credit) for row, credit in zip(choices([1, None]), (0.5, 0.0), strict=True)]
    hierarchical = found(rows, "hierarchical_accuracy")
    assert (hierarchical.estimate, hierarchical.n) == (0.25, 2)


def test_items_outside_any_tree_are_outside_its_n() -> None:
    """35 of 200 items of the default draw of semantics-gen lie in a tree: an oracle was said to have 0.175 of them."""
    rows = [replace(row, path_credit=1.0 if n < 35 else None) for n, row in enumerate(choices([1] * 200))]
    hierarchical = found(rows, "hierarchical_accuracy")
    assert (hierarchical.estimate, hierarchical.n) == (1.0, 35)
    assert hierarchical.low == pytest.approx(0.9, abs=0.01)
    assert hierarchical.high == 1.0

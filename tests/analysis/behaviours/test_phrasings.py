"""Accuracy by phrasing, and how far phrasings lie apart."""

from __future__ import annotations

from dataclasses import replace

from tests.analysis.behaviours.by_hand import choices, figures, found


def test_by_hand() -> None:
    rows = [*choices([1, 1]), *choices([1, 0], variant="phrasing:polite"), *choices([1, None], variant="rotation:1")]
    assert found(rows, "accuracy_by_phrasing", "polite").estimate == 0.5
    assert found(rows, "accuracy_by_phrasing", "standard").estimate == 0.75
    spread = found(rows, "phrasing_spread")
    assert (spread.estimate, spread.low, spread.high, spread.n) == (0.25, None, None, 2)


def test_one_phrasing_is_not_compared() -> None:
    for variant in ("plain", "phrasing:polite", "rotation:1"):
        assert figures(choices([1, 0], variant=variant), ("phrasings",)) == []
    # Nor with an altered one, nor with that of another set.
    rows = [*choices([1]), *choices([0], variant="phrasing:polite+typos:1")]
    rows += [replace(row, scenario="other") for row in choices([1], variant="phrasing:polite")]
    assert figures(rows, ("phrasings",)) == []

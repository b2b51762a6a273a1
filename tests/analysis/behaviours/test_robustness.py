"""Robustness: by hand, at chance, and what an altered row is compared with."""

from __future__ import annotations

import pytest

from ch3ef.analysis.arrow import table_of
from ch3ef.analysis.behaviours.robustness import ROBUSTNESS
from ch3ef.models.persona import Persona
from tests.analysis.behaviours.asked import PLAIN, asked, items_of
from tests.analysis.behaviours.by_hand import choices, figures, found

ALTERED = [
    *choices([1.0] * 30 + [0.0] * 10),
    *choices([1.0] * 20 + [0.0] * 20, variant="gaussian_noise:3"),
    *choices([1.0] * 25 + [0.0] * 15, variant="typos:2"),
]
"""30 of 40 right clean; 20 and 25 of 40 under two corruptions; chance is 10 of 40."""


def test_by_hand() -> None:
    assert found(ALTERED, "drop", "gaussian_noise:3").estimate == pytest.approx(10 / 40)
    assert found(ALTERED, "retention", "gaussian_noise").estimate == pytest.approx(10 / 20)
    assert found(ALTERED, "rrm_ref", "gaussian_noise:3").estimate == pytest.approx(10 / 20)
    assert found(ALTERED, "rr_ref", "typos").estimate == pytest.approx(25 / 30)
    assert found(ALTERED, "drop").estimate == pytest.approx(7.5 / 40)
    assert found(ALTERED, "retention", "texts").estimate == pytest.approx(15 / 20)
    assert found(ALTERED, "retention", "pictures:3").estimate == pytest.approx(10 / 20)
    assert found(ALTERED, "same_choice", "typos").estimate == pytest.approx(35 / 40)
    assert found(ALTERED, "drop").n == 40


def test_units_are_those_of_all_and_of_the_sorts() -> None:
    assert ROBUSTNESS.units is not None
    selections = ROBUSTNESS.select(table_of(ALTERED, "by hand"))
    units = {one.group: one.values.mean() for selection in selections for one in ROBUSTNESS.units(selection)}
    assert units == {"all": 7.5 / 40, "pictures": 10 / 40, "texts": 5 / 40}


def test_nothing_is_kept_of_nothing() -> None:
    """At chance the reference's ratio explodes; ours is not given, the drop is."""
    rows = [*choices([1.0] * 11 + [0.0] * 29), *choices([1.0] * 5 + [0.0] * 35, variant="fog:5")]
    assert found(rows, "rrm_ref", "fog").estimate == pytest.approx(-5.0)
    kept = found(rows, "retention", "fog")
    assert (kept.estimate, kept.low, kept.high) == (None, None, None)
    assert found(rows, "drop", "fog").estimate == pytest.approx(6 / 40)


def test_other_orders_and_phrasings_are_robustness_too() -> None:
    rows = [
        *choices([1.0] * 20),
        *choices([1.0] * 15 + [0.0] * 5, variant="rotation:1"),
        *choices([1.0] * 18 + [0.0] * 2, variant="phrasing:polite"),
    ]
    assert found(rows, "same_choice", "rotation").estimate == pytest.approx(15 / 20)
    assert found(rows, "drop", "phrasing").estimate == pytest.approx(2 / 20)
    assert {one.group for one in figures(rows, ["robustness"])} == {"rotation", "phrasing"}


def test_an_alteration_without_a_severity_has_none() -> None:
    rows = [*choices([1.0] * 12), *choices([1.0] * 12, variant="contractions")]
    assert {one.group for one in figures(rows, ["robustness"])} == {"texts", "contractions"}


def test_an_altered_row_is_compared_with_its_own_way_of_asking() -> None:
    rows = [
        *choices([0.0] * 12),
        *choices([1.0] * 12, variant="ice:fixed:2"),
        *choices([1.0] * 12, variant="ice:fixed:2+fog:1"),
    ]
    assert found(rows, "drop", "fog").estimate == 0.0


def test_second_turns_and_other_names_are_no_corruption() -> None:
    clean = choices([1.0] * 12)
    for variant in ("pushback", "verbaliser:natural:1"):
        assert figures([*clean, *choices([0.0] * 12, variant=variant)], ["robustness"]) == []


def test_nothing_lost_is_no_certainty() -> None:
    """Where nothing is lost one engine said [0.0, 0.0], another [-0.037, 0.037]: 100 items do not tell so much."""
    steady = Persona(accuracy=0.8)
    rows = list(asked(steady, items_of("ch3ef-gen", limit=100), "direct", (*PLAIN, "typos:2"), seed=1))
    drop = found(rows, "drop", "texts")
    assert drop.estimate == 0
    assert drop.low is not None
    assert drop.high is not None
    assert drop.low < -0.03 < 0.03 < drop.high

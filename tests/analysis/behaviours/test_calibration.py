"""Confidence: by hand, its growth from level to level, and which answers count."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ch3ef.analysis.arrow import table_of
from ch3ef.analysis.behaviours.calibration import CALIBRATION
from ch3ef.results import ResultRow
from ch3ef.stats.calibration import ece_ref
from tests.analysis.behaviours.by_hand import choices, figures, found


def sure(level: str, confidence: float, right: int, n: int = 40, recipe: str = "ppl") -> list[ResultRow]:
    credit = [1.0] * right + [0.0] * (n - right)
    rows = choices(credit, recipe=recipe, inferencer="ppl", level=level, scenario=level)
    step = [0.01 * (k % 3 - 1) for k in range(n)]
    return [
        replace(row, confidence=confidence + shift, item_id=level + row.item_id)
        for row, shift in zip(rows, step, strict=True)
    ]


def test_by_hand() -> None:
    """0.7 sure, 28 of 40 right: as sure as it may be, and it does not know of what."""
    rows = sure("A2", 0.7, 28)
    assert found(rows, "mean_confidence").estimate == pytest.approx(0.7, abs=0.001)
    beyond = found(rows, "overconfidence")
    assert beyond.estimate == pytest.approx(0, abs=0.001)
    assert (beyond.n, beyond.recipe, beyond.scenario) == (40, "ppl", "A2")
    assert beyond.low is not None
    assert beyond.high is not None
    assert beyond.low < -0.1 < 0.1 < beyond.high
    assert found(rows, "brier").estimate == pytest.approx(0.7 * 0.3, abs=0.01)
    assert found(rows, "brier_uncertainty").estimate == pytest.approx(0.7 * 0.3)
    assert found(rows, "auroc").estimate == pytest.approx(0.5, abs=0.1)


def test_each_figure_once() -> None:
    """Two engines gave the calibration error, the one of all rows, the other by level; its draws were not the same."""
    found_once = [(one.name, one.group) for one in figures(sure("A3", 0.7, 12))]
    assert len(found_once) == len(set(found_once))
    assert {group for _, group in found_once} == {"all"}
    assert found(sure("A3", 0.7, 12), "ece_debiased").estimate == pytest.approx(0.4, abs=0.1)


def test_growth_by_hand() -> None:
    """0.7 sure: 28 of 40 right on A2, 12 of 40 on A3."""
    rows = [*sure("A2", 0.7, 28), *sure("A3", 0.7, 12)]
    growth = found(rows, "overconfidence_growth", "A3 less A2")
    assert growth.estimate == pytest.approx(0.4, abs=0.001)
    assert growth.low is not None
    assert growth.high is not None
    assert 0.1 < growth.low < 0.4 < growth.high
    assert (growth.recipe, growth.scenario, growth.n) == ("ppl", "A2, A3", 80)


def test_growth_is_of_one_recipe() -> None:
    """Before, the sets with most answers were compared, under whatever recipes."""
    rows = [*sure("A2", 0.7, 28, 60, "few"), *sure("A3", 0.7, 12), *sure("A2", 0.9, 28)]
    growth = [one for one in figures(rows) if one.name == "overconfidence_growth"]
    assert [(one.recipe, one.n) for one in growth] == [("ppl", 80)]


def test_units_have_the_growth_as_their_mean_whatever_the_numbers_of_items() -> None:
    table = table_of([*sure("A2", 0.8, 28), *sure("A3", 0.7, 12, 120)], "by hand")
    assert CALIBRATION.units is not None
    (units,) = [one for selection in CALIBRATION.select(table) for one in CALIBRATION.units(selection)]
    growth = next(
        one
        for selection in CALIBRATION.select(table)
        for one in CALIBRATION.estimate(selection)
        if one.name == units.name
    )
    assert units.values.mean() == pytest.approx(growth.estimate)
    assert growth.low is not None
    assert growth.high is not None
    # Their spread is that of the figure: two standard errors are about the interval.
    error = units.values.std(ddof=1) / len(units.values) ** 0.5
    assert 4 * error == pytest.approx(growth.high - growth.low, rel=0.15)


def test_one_level_alone_has_no_growth_and_few_answers_nothing() -> None:
    assert "overconfidence_growth" not in {one.name for one in figures(sure("A3", 0.7, 12))}
    assert found(sure("A1", 0.7, 12), "overconfidence").estimate == pytest.approx(0.4, abs=0.001)
    assert figures(sure("A2", 0.7, 10, 19), ["calibration"]) == []


def test_the_order_of_the_rows_does_not_matter() -> None:
    """The reference's error depends on the order of equal confidences: six orders gave six values."""
    rows = [replace(row, confidence=0.5) for row in sure("A3", 0.5, 12, 45)]
    rng = np.random.default_rng(3)
    orders = [rows, rows[::-1], *([rows[n] for n in rng.permutation(45)] for _ in range(4))]
    found = [{one.name: (one.estimate, one.low, one.high) for one in figures(order)} for order in orders]
    assert all(other == found[0] for other in found)
    # The items' ids settle it: the bins of "A3i0, A3i1, A3i10, A3i11, ..." are cut from that order.
    by_id = sorted(rows, key=lambda row: row.item_id)
    expected = 1 - ece_ref([0.5] * 45, [float(row.correct or 0) for row in by_id])
    assert found[0]["ece_score_ref"][0] == pytest.approx(expected)


def test_by_dimension_where_there_are_several() -> None:
    rows = sure("A3", 0.7, 30, 60)
    rows = [replace(row, dimension="helpful" if n % 2 else "honest") for n, row in enumerate(rows)]
    assert {(one.group, one.n) for one in figures(rows, ["calibration"])} == {
        ("all", 60),
        ("helpful", 30),
        ("honest", 30),
    }


def test_only_answers_in_the_plain_way_and_examples_by_themselves() -> None:
    rows = sure("A2", 0.7, 28)
    turned = [replace(row, variant="rotation:1", confidence=1.0) for row in rows]
    shown = [replace(row, variant="ice:fixed:2", confidence=0.9) for row in rows]
    twins = [replace(row, scenario="A2-twins", confidence=1.0) for row in rows]
    means = [one for one in figures([*rows, *turned, *shown, *twins]) if one.name == "mean_confidence"]
    assert {one.shots: one.estimate for one in means} == {
        "": pytest.approx(0.7, abs=0.001),
        "ice:fixed:2": pytest.approx(0.9),
    }


def test_whoever_is_always_right_and_as_sure_has_no_interval() -> None:
    rows = [replace(row, confidence=1.0) for row in sure("A2", 0.7, 40)]
    for name in ("overconfidence", "brier", "ece_debiased"):
        one = found(rows, name)
        assert (one.estimate, one.low, one.high) == (0, None, None)
    assert found(rows, "auroc").estimate is None
    assert found(rows, "aurc").estimate == 0


def test_the_draw_does_not_hang_on_the_order_of_rows() -> None:
    rows = [*sure("A2", 0.7, 28), *sure("A3", 0.7, 12)]
    one, other = ({(each.name, each.scenario): each for each in figures(given)} for given in (rows, rows[::-1]))
    assert one[("overconfidence", "A2")].low == pytest.approx(other[("overconfidence", "A2")].low)
    assert one[("auroc", "A3")].low == pytest.approx(other[("auroc", "A3")].low)
    assert one[("overconfidence_growth", "A2, A3")].low == pytest.approx(other[("overconfidence_growth", "A2, A3")].low)

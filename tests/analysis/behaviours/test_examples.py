"""Examples in front: by hand, a persona that learns from them, and what is left out."""

from __future__ import annotations

import numpy as np
import pytest

from ch3ef.analysis.arrow import table_of
from ch3ef.analysis.behaviours.examples import IN_CONTEXT
from ch3ef.models.persona import Persona
from tests.analysis.behaviours.asked import PLAIN, asked, items_of
from tests.analysis.behaviours.by_hand import choices, figures, found


def test_by_hand() -> None:
    """10 of 20 right alone; 15 with one example, 18 with two: 5 and 8 of 10 errors mended."""
    rows = [
        *choices([1.0] * 10 + [0.0] * 10),
        *choices([1.0] * 15 + [0.0] * 5, variant="ice:topk_text:1"),
        *choices([1.0] * 18 + [0.0] * 2, variant="ice:topk_text:2"),
    ]
    gain = found(rows, "gain", "topk_text")
    assert gain.estimate == pytest.approx((0.25 + 0.4) / 2)
    assert (gain.n, gain.recipe, gain.scenario, gain.shots) == (20, "direct", "s", "")
    assert gain.low is not None
    assert 0 < gain.low < 0.325
    assert found(rows, "gain", "topk_text:2").estimate == pytest.approx(0.4)
    assert found(rows, "riam", "topk_text").estimate == pytest.approx(0.65)
    # The reference's: 0.825 - 0.5 over 0.5 - 0.25.
    assert found(rows, "riam_ref", "topk_text").estimate == pytest.approx(1.3)
    accuracies = [found(rows, "accuracy", f"topk_text:{shots}") for shots in range(3)]
    assert [one.estimate for one in accuracies] == [10 / 20, 15 / 20, 18 / 20]
    assert [one.n for one in accuracies] == [20, 20, 20]


def test_units_have_the_figure_as_their_mean() -> None:
    rows = [
        *choices([1.0] * 10 + [0.0] * 10),
        *choices([1.0] * 15 + [0.0] * 5, variant="ice:topk_text:1"),
        *choices([0.0] * 20, variant="ice:random:2"),
    ]
    table = table_of(rows, "by hand")
    assert IN_CONTEXT.units is not None
    units = {one.group: one for selection in IN_CONTEXT.select(table) for one in IN_CONTEXT.units(selection)}
    assert {group: one.values.mean() for group, one in units.items()} == {"topk_text": 0.25, "random": -0.5}
    assert {table["variant"].text(row) for row in units["random"].at} == {"ice:random:2"}


def test_below_chance_and_at_the_end() -> None:
    """Far below chance a gain is a gain; the reference calls it a loss. All right stays all right."""
    below = [*choices([1.0] + [0.0] * 19), *choices([1.0] * 3 + [0.0] * 17, variant="ice:fixed:1")]
    assert found(below, "riam", "fixed").estimate == pytest.approx(2 / 19)
    reference = found(below, "riam_ref", "fixed").estimate
    assert reference is not None
    assert reference < 0
    perfect = [*choices([1.0] * 20), *choices([1.0] * 20, variant="ice:fixed:1")]
    assert found(perfect, "riam", "fixed").estimate == 0
    gain = found(perfect, "gain", "fixed")
    assert gain.estimate == 0
    assert gain.low is not None
    assert gain.high is not None
    assert gain.low < -0.1 < 0.1 < gain.high
    at_chance = [*choices([1.0] * 5 + [0.0] * 15), *choices([1.0] * 8 + [0.0] * 12, variant="ice:fixed:1")]
    assert found(at_chance, "riam_ref", "fixed").estimate is None


def test_retrievers_are_told_apart_and_corrupted_rows_left_out() -> None:
    rows = [
        *choices([0.0] * 12),
        *choices([1.0] * 12, variant="ice:random:1"),
        *choices([0.0] * 12, variant="ice:fixed:1"),
        *choices([0.0] * 12, variant="ice:random:1+typos:1"),
    ]
    assert (found(rows, "riam", "random").estimate, found(rows, "riam", "fixed").estimate) == (1.0, 0.0)


def test_of_each_number_the_items_that_were_asked_with_it() -> None:
    rows = [
        *choices([0.0] * 20),
        *choices([1.0] * 20, variant="ice:fixed:1"),
        *choices([1.0] * 9, variant="ice:fixed:2"),
    ]
    groups = {one.group for one in figures(rows, ["in-context"]) if one.name == "gain"}
    assert groups == {"fixed", "fixed:1"}


def test_twins_are_another_set() -> None:
    """One engine counted the twins' rows too; two others did not. Here those that read the twins gain nothing."""
    learning = Persona(accuracy=0.5, learning=0.5)
    ways = (*PLAIN, "ice:topk_text:1", "ice:topk_text:3")
    items, twins = items_of("ch3ef-gen", limit=60), items_of("ch3ef-gen-twins", limit=60)
    own = list(asked(learning, items, "direct", ways, seed=1))
    unmoved = asked(Persona(accuracy=1.0), twins, "direct", ways, seed=1)
    before = np.mean([row.correct or 0.0 for row in own if row.variant == "plain"])
    after = np.mean([row.correct or 0.0 for row in own if row.variant != "plain"])
    assert after - before > 0.05
    rows = [*own, *unmoved]
    assert len(rows) == 2 * len(own)
    gain, riam = found(rows, "gain", "topk_text"), found(rows, "riam", "topk_text")
    assert gain.estimate == pytest.approx(after - before)
    assert riam.estimate == pytest.approx((after - before) / (1 - before))
    assert gain.n == riam.n == len(items)

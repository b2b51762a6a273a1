"""Places and lengths: told from errors alone, so that the draw of the options' order tells nothing."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from ch3ef.analysis.arrow import table_of
from ch3ef.analysis.behaviours.registry import figures_of
from ch3ef.analysis.figures import Figure
from ch3ef.models.persona import Persona
from ch3ef.results import ResultRow
from tests.analysis.behaviours.asked import PLAIN, asked, items_of, twice

VALUES, TWINS = "ch3ef-gen", "ch3ef-gen-twins"
DRAWN = Persona(accuracy=0.8, position_bias=0.5)


def places(rows: Iterable[ResultRow]) -> dict[tuple[str, str], Figure]:
    found = figures_of(table_of(list(rows), "test"), ("position-bias",))
    return {(one.recipe, one.name): one for one in found if one.name != "share_of_place"}


def test_an_oracle_and_the_draw_that_favours_no_place() -> None:
    """In the default draw of seed 0, the right option stood first in 20.7 % of 1022 items of four options.

    One engine therefore said that the oracle avoids the first place by 5.7 points of 100 [8.8, 2.3], another by 3.1
    [5.2, 1.1], and claimed it. Whoever is always right has no errors, and 0 is right.
    """
    rows = [row for name in (VALUES, TWINS) for row in asked(Persona(accuracy=1.0), items_of(name), "direct")]
    for name in ("first_bias", "last_bias"):
        found = places(rows)["direct", name]
        assert found.estimate == 0
        assert found.low is not None
        assert found.high is not None
        assert found.low < 0 < found.high


def test_what_is_planted_is_found_whatever_the_engine() -> None:
    """Of the same 120 answers one engine said 0.551 [0.426, 0.661], another 0.375 [0.287, 0.463]; half were planted."""
    drawn = [list(asked(DRAWN, items_of(VALUES, limit=120), "human-value-direct", seed=seed)) for seed in range(1, 5)]
    each = [places(rows)["human-value-direct", "first_bias"] for rows in drawn]
    assert twice(one.low is not None and one.high is not None and one.low < 0.5 < one.high for one in each)
    # Not on those where what is right stands first, nor those with a lure of another kind.
    assert each[0].n < 100


def test_rotations_of_an_item_are_one_item() -> None:
    rows = asked(DRAWN, items_of(VALUES, limit=50), "rotations", (*PLAIN, "rotations"), seed=1)
    found = places(rows)["rotations", "first_bias"]
    assert found.n <= 50
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0.5 < found.high


@pytest.mark.parametrize("accuracy", [0.25, 0.5, 0.8, 0.98, 1.0])
def test_whoever_answers_by_content_has_no_liking(accuracy: float) -> None:
    rows = [row for name in (VALUES, TWINS) for row in asked(Persona(accuracy=accuracy), items_of(name), "direct")]
    assert all(agrees(found, 0) for found in places(rows).values())


def agrees(found: Figure, truth: float) -> bool:
    """Within two half widths of a 95 % interval: one draw of the default set in ten thousand is further away."""
    assert found.estimate is not None
    assert found.low is not None
    assert found.high is not None
    return abs(found.estimate - truth) <= found.high - found.low


def test_each_recipe_has_its_own() -> None:
    few = items_of(VALUES, limit=60)
    rows = [*asked(DRAWN, few, "direct"), *asked(DRAWN, few, "human-value-direct")]
    assert {recipe for recipe, _ in places(rows)} == {"direct", "human-value-direct"}


def test_lengths_of_errors() -> None:
    """Of the same errors one engine said 0.396 [0.276, 0.507], another 0.241 [0.173, 0.308]; 0.4 was planted."""
    rows = asked(Persona(accuracy=0.3, length_bias=0.4), items_of(VALUES), "human-value", seed=1)
    found = places(rows)["human-value", "length_bias"]
    assert agrees(found, 0.4)
    assert not agrees(found, 0)

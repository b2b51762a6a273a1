"""Likelihoods and replies: by hand, and which recipes are compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from ch3ef.results import ResultRow
from tests.analysis.behaviours.by_hand import choices, figures, found

TURNED = [[(n + k) % 4 for k in range(4)] for n in range(40)]
SAID = [1.0] * 20 + [0.0] * 4 + [0.0] * 12 + [1.0] * 4
LIKELY = [1.0] * 20 + [0.0] * 4 + [1.0] * 12 + [0.0] * 4
"""40 items: 24 chosen alike; of 16 others likelihoods are right on 12, the reply on 4."""


def in_all_orders(credit: Sequence[float | None], recipe: str, variant: str = "plain") -> list[ResultRow]:
    rows = choices(credit, recipe=recipe, inferencer="ppl" if recipe == "ppl" else "direct", variant=variant)
    return [replace(row, option_order=order) for row, order in zip(rows, TURNED, strict=True)]


def test_by_hand() -> None:
    rows = [*in_all_orders(SAID, "direct"), *in_all_orders(LIKELY, "ppl")]
    assert found(rows, "same_choice").estimate == pytest.approx(24 / 40)
    ahead = found(rows, "likelihoods_ahead")
    assert ahead.estimate == pytest.approx(8 / 40)
    assert (ahead.n, ahead.recipe, ahead.scenario) == (40, "ppl, direct", "s")
    assert found(rows, "accuracy_likelihoods").estimate == pytest.approx(32 / 40)
    assert found(rows, "accuracy_replies").estimate == pytest.approx(24 / 40)
    assert found(rows, "likelihoods_right", "where they differ").estimate == pytest.approx(12 / 16)
    assert found(rows, "reply_right", "where they differ").estimate == pytest.approx(4 / 16)
    # Places are used evenly: by habit a quarter would be alike.
    assert found(rows, "kappa").estimate == pytest.approx((0.6 - 0.25) / 0.75)


def test_what_was_not_read_is_wrong_and_no_disagreement() -> None:
    rows = [*in_all_orders([1.0] * 30 + [None] * 10, "direct"), *in_all_orders([1.0] * 40, "ppl")]
    assert found(rows, "accuracy_replies").estimate == pytest.approx(30 / 40)
    assert found(rows, "kappa").n == 30
    assert "reply_right" not in {one.name for one in figures(rows)}


def test_every_pair_of_recipes_says_which() -> None:
    """Before, only the pair that shared most items was given, and nothing said that there were others."""
    rows = [row for recipe in ("ppl", "direct", "terse") for row in in_all_orders(SAID, recipe)]
    kappas = [one for one in figures(rows, ["protocols"]) if one.name == "kappa"]
    assert [one.recipe for one in kappas] == ["ppl, direct", "ppl, terse"]


def test_recipes_that_ask_in_several_ways_are_about_those() -> None:
    rows = [row for recipe in ("ppl", "direct", "rotations") for row in in_all_orders(SAID, recipe)]
    rows += in_all_orders(SAID, "rotations", "rotation:1")
    assert {one.recipe for one in figures(rows, ["protocols"])} == {"ppl, direct"}


def test_the_same_items_and_enough_of_them() -> None:
    likely = in_all_orders(LIKELY, "ppl")
    shared = [*in_all_orders(SAID, "direct")[:12], *likely[5:]]
    assert figures(shared, ["protocols"]) == []
    twins = [replace(row, scenario="s-twins") for row in in_all_orders(SAID, "direct")]
    assert figures([*twins, *likely], ["protocols"]) == []

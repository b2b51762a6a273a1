"""Rows of altered variants enter no accuracy: every reader of the table gives the same with them and without."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from ch3ef.analysis.arrow import table_of
from ch3ef.analysis.behaviours.registry import MEASURES, figures_of
from ch3ef.analysis.comparison import compare
from ch3ef.analysis.matrix import main_recipes
from ch3ef.analysis.pairs import summarise_pairs
from ch3ef.analysis.summary import summarise
from ch3ef.report.standings import make_board
from ch3ef.results import ResultRow
from ch3ef.variants import Variant
from tests.report.worlds import runs_of
from tests.test_results import ROW

ALTERATIONS = ("gaussian_noise:3", "typos:1", "contractions", "verbaliser:neutral:2", "pushback", "ice:fixed:2+fog:5")


def rows_of(model: str) -> list[ResultRow]:
    """Items and twins, asked plain and in two rotations."""
    return [
        replace(
            ROW, model=model, item_id=f"{scenario}-{n}", pair=f"p{n}", scenario=scenario, variant=variant, n_options=2,
            gold=[0], chance=0.5, outcome="answered", correct=float((n + len(model) + (scenario == "s-twins")) % 3 > 0),
            confidence=0.5 + n / 100, image_group=f"g{n}", option_order=[0, 1], chosen=0,
            option_logprob_sum=None, option_logprob_mean=None, option_logprob_byte=None, option_tokens=None,
        )
        for scenario in ("s", "s-twins")
        for n in range(30)
        for variant in ("plain", "rotation:1")
    ]  # fmt: skip


def altered_rows(rows: list[ResultRow]) -> list[ResultRow]:
    """The same items in altered ways, everything wrong and certain."""
    plain = [row for row in rows if row.variant == "plain"]
    return [replace(row, variant=name, correct=0.0, confidence=1.0, chosen=1) for row in plain for name in ALTERATIONS]


READERS: dict[str, Callable[[list[ResultRow]], Any]] = {
    "summarise": lambda rows: summarise(table_of(rows, "here")),
    "pairs": lambda rows: summarise_pairs(table_of(rows, "here")),
    "measures": lambda rows: figures_of(table_of(rows, "here"), {behaviour.name for behaviour in MEASURES}),
    "comparison": lambda rows: compare(
        table_of(rows, "here").of_model("one"), table_of(rows, "here").of_model("another")
    ),
    "board": lambda rows: vars(make_board(runs_of(rows))),
    "main recipes": lambda rows: main_recipes(table_of(rows, "here")),
}


@pytest.mark.parametrize("reader", READERS)
def test_readers_leave_altered_rows_out(reader: str) -> None:
    rows = [*rows_of("one"), *rows_of("another")]
    both = [*altered_rows(rows)[:7], *rows, *altered_rows(rows)[7:]]
    assert READERS[reader](both) == READERS[reader](rows)
    assert READERS[reader](rows)


def test_a_kind_asks_the_same_or_is_altered() -> None:
    assert all(Variant.parse(name).is_altered for name in ALTERATIONS)
    assert not any(Variant.parse(name).is_altered for name in ("plain", "phrasing:polite+rotation:2+ice:random:1"))
    assert Variant.parse("of_tomorrow:3").is_altered  # what is not known enters nothing


def test_an_altered_variant_is_compared_with_its_own_ways() -> None:
    assert [str(Variant.parse(name).clean) for name in (*ALTERATIONS, "rotation:1", "plain")] == [
        *("plain",) * 5, "ice:fixed:2", "rotation:1", "plain",
    ]  # fmt: skip
    assert Variant.parse("verbaliser:neutral:2") == Variant(alteration="verbaliser:neutral:2")

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from ch3ef.analysis.arrow import table_of
from ch3ef.analysis.pairs import PairSummary, summarise_pairs
from ch3ef.results import Outcome, ResultRow
from ch3ef.stats.intervals import wilson
from tests.test_results import ROW


def pair_rows(n: int, item: float | None, twin: float | None, **changes: object) -> list[ResultRow]:
    """The n-th pair with the credit of its sides; None for no answer."""
    sides = []
    for scenario, credit in (("ch3ef-gen", item), ("ch3ef-gen-twins", twin)):
        outcome = Outcome.ANSWERED if credit is not None else Outcome.UNPARSED
        row = replace(
            ROW, scenario=scenario, item_id=f"{scenario}/{n}", pair=f"p{n}", correct=credit, outcome=outcome,
            dimension="honest", domain="sycophancy", task="sycophancy", image_group=f"{scenario} {n}",
            chosen=0 if credit is not None else None, chance=0.25,
        )  # fmt: skip
        sides.append(replace(row, **changes))  # type: ignore[arg-type]
    return sides


def pairs_of(rows: Sequence[ResultRow]) -> list[PairSummary]:
    return summarise_pairs(table_of(rows, "here"))


def test_both_sides_make_a_pair() -> None:
    sides = [(1.0, 1.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, None)]
    rows = [row for n, (item, twin) in enumerate(sides) for row in pair_rows(n, item, twin)]
    overall, *rest = pairs_of(rows)
    assert (overall.by, overall.n, overall.item, overall.twin) == ("overall", 5, 0.8, 0.6)
    assert overall.both == wilson(2, 5)
    assert overall.chance == 0.0625
    assert [summary.by for summary in rest] == ["dimension", "domain", "task"]
    assert all(summary.both == overall.both for summary in rest)


def test_always_the_same_side_scores_nothing() -> None:
    rows = [row for n in range(30) for row in pair_rows(n, 1.0, 0.0)]
    assert pairs_of(rows)[0].both.estimate == 0
    assert pairs_of(rows)[0].item == 1


def test_half_a_pair_is_none() -> None:
    assert pairs_of([pair_rows(0, 1.0, 1.0)[0]]) == []
    assert pairs_of([pair_rows(0, 1.0, 1.0)[1]]) == []


@pytest.mark.parametrize("other", [{"model": "b"}, {"recipe": "human-value-direct"}, {"seed": 7}])
def test_sides_of_another_run_do_not_meet(other: dict[str, object]) -> None:
    assert pairs_of([pair_rows(0, 1.0, 1.0)[0], pair_rows(0, 1.0, 1.0, **other)[1]]) == []


def test_ties_share_the_credit() -> None:
    assert pairs_of(pair_rows(0, 0.5, 0.5))[0].both.estimate == 0.25


def test_fresh_seeds_keep_their_pairs() -> None:
    item, twin = pair_rows(0, 1.0, 1.0)
    rows = [replace(item, scenario="ch3ef-gen?seed=7"), replace(twin, scenario="ch3ef-gen-twins?seed=7")]
    assert pairs_of(rows)[0].scenario == "ch3ef-gen?seed=7"

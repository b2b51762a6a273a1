"""Rows to accuracies: by hand, and what the groups must add up to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from ch3ef.analysis.arrow import table_of
from ch3ef.analysis.summary import GroupSummary, summarise
from ch3ef.results import ResultRow
from ch3ef.stats.intervals import wilson
from tests.test_results import ROW


def rows_of(*credits_: tuple[str, float | None, str]) -> list[ResultRow]:
    """Rows by task, credit (None: unparsed) and picture group."""
    return [
        replace(
            ROW, item_id=str(n), task=task, domain="hallucination", image_group=group, chance=0.25,
            outcome="unparsed" if credit is None else "answered", correct=credit,
        )
        for n, (task, credit, group) in enumerate(credits_)
    ]  # fmt: skip


def summaries(rows: Sequence[ResultRow]) -> list[GroupSummary]:
    return summarise(table_of(rows, "here"))


def overall(rows: list[ResultRow]) -> GroupSummary:
    return summaries(rows)[0]


def test_by_hand() -> None:
    rows = rows_of(("object", 1.0, "a"), ("object", 0.0, "b"), ("object", None, "c"), ("attribute", 1.0, "d"))
    whole = overall(rows)
    assert (whole.by, whole.group, whole.n) == ("overall", "all", 4)
    assert whole.accuracy == wilson(2, 4)
    assert whole.accuracy_answered == wilson(2, 3)
    assert whole.accuracy_best_case == 0.75
    assert whole.chance == 0.25
    assert whole.corrected is not None
    assert whole.corrected.estimate == pytest.approx((0.5 - 0.25) / 0.75)
    assert whole.corrected.low == pytest.approx((wilson(2, 4).low - 0.25) / 0.75)
    assert whole.macro_task is not None
    assert whole.macro_task.estimate == pytest.approx((1 / 3 + 1) / 2)
    assert whole.macro_domain is None
    assert whole.outcomes == {"answered": 3, "unparsed": 1, "refused": 0, "truncated": 0, "error": 0, "unjudged": 0}


def test_groups_stand_in_the_taxonomys_order_and_add_up() -> None:
    rows = rows_of(("relationship", 1.0, "a"), ("zebra", 0.0, "b"), ("capability", 1.0, "c"), ("object", 0.5, "d"))
    tasks = [summary for summary in summaries(rows) if summary.by == "task"]
    assert [summary.group.split(" / ")[-1] for summary in tasks] == ["capability", "object", "relationship", "zebra"]
    assert sum(summary.n for summary in tasks) == 4


def test_items_that_share_a_picture_count_together() -> None:
    rows = rows_of(*(("object", float(n % 3 > 0), str(n // 4)) for n in range(40)))
    assert overall(rows).accuracy.method == "cluster wilson"
    assert overall(rows).accuracy[:3] == pytest.approx(overall(rows[::-1]).accuracy[:3])


def test_nothing_answered_and_nothing_to_win() -> None:
    whole = overall(rows_of(("object", None, "a"), ("object", None, "b")))
    assert (whole.accuracy.estimate, whole.accuracy_answered, whole.accuracy_best_case) == (0.0, None, 1.0)
    sure = [replace(row, chance=1.0) for row in rows_of(("object", 1.0, "a"))]
    assert overall(sure).corrected is None


def test_models_and_recipes_do_not_mix() -> None:
    rows = rows_of(("object", 1.0, "a")) + [replace(row, model="n") for row in rows_of(("object", 0.0, "a"))]
    assert [(s.model, s.accuracy.estimate) for s in summaries(rows) if s.by == "overall"] == [("m", 1.0), ("n", 0.0)]


def test_record_is_plain_data() -> None:
    record = overall(rows_of(("object", 1.0, "a"), ("object", 0.0, "b"))).to_record()
    assert record["accuracy"] == {
        "estimate": 0.5,
        "low": wilson(1, 2).low,
        "high": wilson(1, 2).high,
        "method": "wilson",
    }
    assert record["macro_task"] is None


def test_altered_rows_alone_are_no_groups() -> None:
    assert summaries([replace(row, variant="typos:1") for row in rows_of(("object", 1.0, "a"))]) == []


def test_only_what_is_asked_for_is_worked_out() -> None:
    rows = rows_of(("object", 1.0, "a"), ("object", 0.0, "b"), ("attribute", 1.0, "d"))
    part = summarise(table_of(rows, "here"), ("dimension",), macro=False)
    wanted = [one for one in summaries(rows) if one.by in {"overall", "dimension"}]
    assert part == [replace(one, macro_task=None, macro_domain=None) for one in wanted]

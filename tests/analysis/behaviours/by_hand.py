"""Rows written by hand, and the figures of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from ch3ef.analysis.arrow import table_of
from ch3ef.analysis.behaviours.registry import figures_of
from ch3ef.analysis.figures import Figure
from ch3ef.results import ResultRow
from tests.test_results import ROW

CHOICE = replace(
    ROW,
    recipe="direct",
    inferencer="direct",
    domain="theft",
    n_options=4,
    chance=0.25,
    gold=[0],
    chosen=0,
    correct=1.0,
    option_order=[0, 1, 2, 3],
    confidence=None,
    option_logprob_sum=None,
    option_logprob_mean=None,
    option_logprob_byte=None,
    option_tokens=None,
)


def choices(credit: Sequence[float | None], **columns: Any) -> list[ResultRow]:
    """One row per item: right, wrong (the second option), or not answered."""
    return [
        replace(
            CHOICE,
            item_id=f"i{n}",
            source_id=f"i{n}",
            image_group=f"i{n}",
            pair=f"i{n}",
            correct=value,
            chosen=None if value is None else 0 if value else 1,
            outcome="unparsed" if value is None else "answered",
            **columns,
        )
        for n, value in enumerate(credit)
    ]


def figures(rows: Sequence[ResultRow], only: Collection[str] = ()) -> list[Figure]:
    """All figures of some rows."""
    return figures_of(table_of(rows, "by hand"), only)


def found(rows: Sequence[ResultRow], name: str, group: str = "all") -> Figure:
    """The one figure of this name and group."""
    matching = [one for one in figures(rows) if (one.name, one.group) == (name, group)]
    assert len(matching) == 1, [(one.name, one.group) for one in figures(rows)]
    return matching[0]


def names(rows: Sequence[ResultRow]) -> set[str]:
    """What is measured of some rows."""
    return {one.name for one in figures(rows)}

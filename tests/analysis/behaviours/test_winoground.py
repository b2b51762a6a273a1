"""Winoground's scores of rows: by hand; the order of rows is of no matter; examples that lack a picture are outside."""

from __future__ import annotations

from dataclasses import replace

from ch3ef.results import ResultRow
from tests.analysis.behaviours.by_hand import figures, found
from tests.test_results import ROW


def row(picture: int, scores: list[float], example: int = 1) -> ResultRow:
    return replace(
        ROW, scenario="winoground", item_id=f"{example}/{picture}", image_group=f"{example}/{picture}",
        pair=f"w/{example}", gold=[picture], option_logprob_mean=scores,
    )  # fmt: skip


# Each picture prefers its own caption; each caption prefers picture 1.
ROWS = [row(0, [-2.0, -3.0]), row(1, [-1.5, -1.0])]
NAMES = ("winoground_text", "winoground_image", "winoground_group")


def test_by_hand() -> None:
    assert [found(ROWS, name).estimate for name in NAMES] == [1.0, 0.0, 0.0]
    assert figures(ROWS[::-1]) == figures(ROWS)
    right = [row(0, [-1.0, -2.0], 2), row(1, [-2.0, -1.0], 2)]
    assert [found([*ROWS, *right], name).estimate for name in NAMES] == [1.0, 0.5, 0.5]
    group = found([*ROWS, *right], "winoground_group")
    assert (group.n, group.low is not None) == (2, True)


def test_an_example_needs_both_pictures_asked_alike() -> None:
    assert figures(ROWS[:1], ("winoground",)) == []
    assert figures([ROWS[0], replace(ROWS[1], variant="phrasing:short")], ("winoground",)) == []
    assert found([*ROWS, row(0, [-1.0, -2.0], 2)], "winoground_text").n == 1
    assert figures([replace(one, scenario="other") for one in ROWS], ("winoground",)) == []

"""HallusionBench's question pair and figure accuracy: by hand, the ends of the scale, and what they leave alone."""

from __future__ import annotations

from dataclasses import replace

from ch3ef.results import ResultRow
from tests.analysis.behaviours.by_hand import figures
from tests.analysis.behaviours.test_yes_no import yes_no


def row(question: int, figure: int | None, *, right: bool) -> ResultRow:
    name = f"{question} of {figure}"
    return replace(
        yes_no(0, "yes" if right else "no", "yes", "chart"),
        scenario="hallusionbench",
        item_id=name,
        image_group=name if figure is None else str(figure),
        pair=str(question),
    )


ROWS = [
    row(0, None, right=True), row(0, 1, right=True), row(0, 2, right=True),
    row(1, None, right=False), row(1, 1, right=True), row(1, 2, right=False),
    row(2, 3, right=True),
]  # fmt: skip


def found(rows: list[ResultRow]) -> dict[str, tuple[float | None, int]]:
    return {one.name: (one.estimate, one.n) for one in figures(rows, ("hallusionbench",))}


def test_all_figures_of_a_question_and_all_questions_of_a_figure() -> None:
    assert found(ROWS) == {"question_pair_accuracy": (2 / 3, 3), "figure_accuracy": (2 / 3, 3)}
    assert found(ROWS[::-1]) == found(ROWS)


def test_an_answer_that_is_neither_is_wrong() -> None:
    unread = replace(ROWS[-1], outcome="unparsed", correct=None, answer=None, chosen=None)
    assert found([*ROWS[:-1], unread]) == {"question_pair_accuracy": (1 / 3, 3), "figure_accuracy": (1 / 3, 3)}


def test_ways_of_asking_are_kept_apart() -> None:
    again = [replace(one, variant="phrasing:short", correct=0.0, answer="no") for one in ROWS]
    assert found([*ROWS, *again])["question_pair_accuracy"] == (1 / 3, 3)


def test_questions_without_a_figure_alone() -> None:
    assert found(ROWS[:1]) == {"question_pair_accuracy": (1.0, 1)}


def test_other_sets_and_other_figures_are_left_alone() -> None:
    assert figures(ROWS, ("mme",)) == []
    assert figures([replace(one, scenario="mme") for one in ROWS], ("hallusionbench",)) == []

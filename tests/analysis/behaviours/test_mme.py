"""MME's accuracy+ and points: by hand, the ends of their scales, constant answerers, chance, and incomplete pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np
import pytest

from ch3ef.analysis.behaviours.mme import SUMS
from ch3ef.analysis.figures import Figure
from ch3ef.results import ResultRow
from tests.analysis.behaviours.by_hand import figures
from tests.analysis.behaviours.test_yes_no import yes_no

TASKS = [task for tasks in SUMS.values() for task in tasks]


def of(rows: Iterable[ResultRow]) -> dict[tuple[str, str], Figure]:
    return {(one.name, one.group): one for one in figures(list(rows), ("mme",))}


def question(task: str, picture: int, right: str, said: str | None) -> ResultRow:
    return replace(yes_no(0, said, right, task), item_id=f"{task}-{picture}-{right}", image_group=f"{task}-{picture}")


def mme(pictures: int, said: Callable[[str], str | None], tasks: Iterable[str] = TASKS) -> list[ResultRow]:
    """Per picture a question to be answered yes and one to be answered no."""
    return [
        question(task, picture, right, said(right))
        for task in tasks
        for picture in range(pictures)
        for right in ("yes", "no")
    ]


def test_both_questions_of_a_picture() -> None:
    rows = [yes_no(n, said, right, task="count") for n, (said, right) in enumerate(
        (("yes", "yes"), ("no", "no"), ("yes", "yes"), ("yes", "no")))]  # fmt: skip
    found = of(rows)
    assert set(found) == {("accuracy_plus", "count"), ("mme_score", "count")}
    assert found["accuracy_plus", "count"].estimate == 0.5
    assert found["mme_score", "count"].estimate == 125.0
    assert found["mme_score", "count"].n == 2
    # Where a picture has one question, or six, there is no such thing.
    assert of(rows[:3]) == {}
    assert of([*rows, *(replace(row, item_id=f"another {row.item_id}", image_group="0") for row in rows)]) == {}


def test_an_incomplete_pair_is_outside() -> None:
    """A limited run left one question of a picture out, and nothing at all was measured."""
    rows = [replace(row, pair=row.image_group) for row in mme(4, lambda right: right, ("count", "OCR"))]
    found = of(rows[:-1])
    assert {task: found["accuracy_plus", task].n for task in ("count", "OCR")} == {"count": 4, "OCR": 3}
    assert {group: one.estimate for (name, group), one in found.items() if name == "incomplete_pairs"} == {"OCR": 1}


def test_two_pictures_of_the_same_content_are_two_pairs() -> None:
    """Four questions about one content were no pair, and the sub-task vanished."""
    rows = [replace(row, pair=row.image_group) for row in mme(4, lambda right: right, ("count",))]
    rows = [replace(row, image_group="the same") if row.pair in ("count-0", "count-1") else row for row in rows]
    assert of(rows)["accuracy_plus", "count"].n == 4


def test_where_no_pair_is_whole_there_is_nothing() -> None:
    rows = [replace(row, pair=row.image_group) for row in mme(4, lambda right: right, ("count", "OCR"))]
    assert of(row for n, row in enumerate(rows) if n % 2 == 0) == {}


def test_questions_asked_in_other_words_are_no_further_pairs_of_one_picture() -> None:
    rows = mme(3, lambda right: right, ("count",))
    both = [*rows, *(replace(row, variant="phrasing:short", answer="yes", correct=0.0) for row in rows)]
    assert (of(both)["accuracy_plus", "count"].estimate, of(both)["accuracy_plus", "count"].n) == (0.5, 3)


@pytest.mark.parametrize(
    ("said", "points", "plus"),
    [
        (lambda right: right, 200.0, 1.0),
        (lambda right: "no" if right == "yes" else "yes", 0.0, 0.0),
        (lambda _: "yes", 50.0, 0.0),
        (lambda _: None, 0.0, 0.0),
    ],
)
def test_the_ends_and_constant_answerers(said: Callable[[str], str | None], points: float, plus: float) -> None:
    found = of(mme(5, said))
    assert found["mme_sum", "perception"].estimate == pytest.approx(10 * points)
    assert found["mme_sum", "cognition"].estimate == pytest.approx(4 * points)
    assert found["mme_sum", "perception"].n == 50
    for task in TASKS:
        assert (found["mme_score", task].estimate, found["accuracy_plus", task].estimate) == (points, plus)
    for one in found.values():
        assert one.low is not None
        assert one.high is not None
        assert one.low < one.high


def test_chance() -> None:
    rng = np.random.default_rng(2)
    found = of(mme(200, lambda _: "yes" if rng.random() < 0.5 else "no"))
    perception = found["mme_sum", "perception"]
    assert perception.low is not None
    assert perception.high is not None
    assert perception.low < 750 < perception.high
    assert perception.high - perception.low < 100


def test_a_sum_of_some_sub_tasks_is_not_the_sum() -> None:
    some = of(mme(3, lambda right: right, ("count", "OCR", "own")))
    assert not [name for name, _ in some if name == "mme_sum"]
    assert some["mme_score", "own"].estimate == 200.0

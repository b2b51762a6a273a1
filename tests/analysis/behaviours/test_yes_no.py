"""Yes or no: by hand, against scikit-learn, constant answerers, and a persona with known traits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from sklearn.metrics import accuracy_score, f1_score, precision_score, recall_score

from ch3ef.analysis.figures import Figure
from ch3ef.models.persona import Persona
from ch3ef.results import ResultRow
from tests.analysis.behaviours.asked import asked, yes_no_items
from tests.analysis.behaviours.by_hand import CHOICE, figures, found

NAMES = ("accuracy", "precision", "recall", "f1", "yes_ratio", "false_yes", "neither")


def yes_no(n: int, said: str | None, right: str, task: str = "t") -> ResultRow:
    correct = None if said is None else float(said == right)
    return replace(
        CHOICE, recipe="yes-no", metric="yes-no", item_id=str(n), image_group=str(n // 2), target=[right], answer=said,
        correct=correct, outcome="answered" if said else "unparsed", n_options=2, option_order=[0, 1],
        chosen=0 if said == "yes" else 1 if said else None, gold=[0 if right == "yes" else 1], chance=0.5, task=task,
    )  # fmt: skip


def answers(said: Sequence[str | None], right: Sequence[str]) -> list[ResultRow]:
    return [yes_no(n, *pair) for n, pair in enumerate(zip(said, right, strict=True))]


def of(rows: Sequence[ResultRow], group: str = "all") -> dict[str, Figure]:
    return {one.name: one for one in figures(rows, ("yes-no",)) if one.group == group}


def test_by_hand() -> None:
    rows = answers(["yes", "yes", "no", None], ["yes", "no", "yes", "no"])
    figure = of(rows)
    assert tuple(figure) == NAMES
    assert {name: (one.estimate, one.n) for name, one in figure.items()} == {
        "accuracy": (pytest.approx(1 / 3), 3),
        "precision": (0.5, 2),
        "recall": (0.5, 2),
        "f1": (0.5, 3),
        "yes_ratio": (pytest.approx(2 / 3), 3),
        "false_yes": (1.0, 1),
        "neither": (0.25, 4),
    }


def test_equals_scikit_learn_over_yes_and_no() -> None:
    rng = np.random.default_rng(0)
    for n in range(2, 60):
        said, due = rng.random((2, n)) < rng.random((2, 1))
        figure = of(answers(np.where(said, "yes", "no").tolist(), np.where(due, "yes", "no").tolist()))
        for name, theirs in (
            ("accuracy", accuracy_score),
            ("precision", precision_score),
            ("recall", recall_score),
            ("f1", f1_score),
        ):
            estimate = figure[name].estimate
            defined = {"precision": said, "recall": due, "f1": said | due}.get(name, np.ones(1)).any()
            expected = theirs(due, said) if defined else None
            assert estimate == (None if expected is None else pytest.approx(expected)), name


def test_constant_answerers_on_as_many_of_each() -> None:
    right = ["yes", "no"] * 10
    of_yes, of_no, of_none = (of(answers([said] * 20, right)) for said in ("yes", "no", None))
    assert [of_yes[name].estimate for name in NAMES] == [0.5, 0.5, 1.0, pytest.approx(2 / 3), 1.0, 1.0, 0.0]
    assert [of_no[name].estimate for name in NAMES] == [0.5, None, 0.0, 0.0, 0.0, 0.0, 0.0]
    assert [of_none[name].estimate for name in NAMES] == [*[None] * 6, 1.0]
    assert [of_none[name].n for name in NAMES] == [*[0] * 6, 20]


def test_bounds_are_there_where_the_estimate_is() -> None:
    for rows in (answers(["yes", "no"] * 20, ["yes", "no"] * 20), answers(["no"] * 4, ["no"] * 4)):
        for one in figures(rows, ("yes-no",)):
            assert (one.low is None) == (one.high is None) == (one.estimate is None)
            if one.low is not None and one.high is not None:
                assert one.low < one.high


def test_tasks_are_given_where_there_are_several() -> None:
    rows = [*answers(["yes"] * 4, ["yes"] * 4), *(yes_no(n, "no", "yes", "other") for n in range(10, 13))]
    assert found(rows, "recall", "t").estimate == 1.0
    assert found(rows, "recall", "other").n == 3
    assert {one.group for one in figures(rows[:4], ("yes-no",))} == {"all"}


def test_what_is_planted_is_found() -> None:
    """Of these 160 answers both engines gave the same estimates, one without intervals and with the n of all items."""
    figure = of(list(asked(Persona(accuracy=0.8, hallucination=0.4), yes_no_items(), "yes-no")))
    assert {name: (one.estimate, one.n) for name, one in figure.items()} == {
        "accuracy": (0.71875, 160),
        "precision": (pytest.approx(66 / 97), 97),
        "recall": (0.825, 80),
        "f1": (pytest.approx(132 / 177), 111),
        "yes_ratio": (0.60625, 160),
        "false_yes": (0.3875, 80),
        "neither": (0.0, 160),
    }
    false_yes = figure["false_yes"]
    assert false_yes.low == pytest.approx(0.2882456512530508)
    assert false_yes.high == pytest.approx(0.49706342789244295)

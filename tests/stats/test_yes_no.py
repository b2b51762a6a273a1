"""F1: against scikit-learn, by hand, at its ends; the bounds hold the truth as often as those of the share."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import f1_score

from ch3ef.stats.yes_no import f1_interval


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=40))
def test_equals_scikit_learn(answers: list[tuple[bool, bool]]) -> None:
    hit = [said and due for said, due in answers if said or due]
    if hit:
        said, due = zip(*answers, strict=True)
        found = f1_interval(hit, [str(n) for n in range(len(hit))])
        assert found.estimate == pytest.approx(f1_score(due, said))
        assert 0 <= found.low <= found.estimate <= found.high <= 1


def test_the_ends() -> None:
    assert f1_interval([1, 1, 1], list("abc")).estimate == 1
    assert f1_interval([0, 0, 0], list("abc")).estimate == 0
    # Always yes, with as many questions of each kind.
    assert f1_interval([1, 0] * 10, np.arange(20)).estimate == pytest.approx(2 / 3)


def test_coverage() -> None:
    """Yes is said of 70 % of what is there and of 20 % of what is not: F1 is 2 * 0.35 / (0.45 + 0.5)."""
    rng, truth, held = np.random.default_rng(0), 0.7 / 0.95, 0
    for _ in range(1000):
        due = rng.random(120) < 0.5
        said = rng.random(120) < np.where(due, 0.7, 0.2)
        hit = (said & due)[said | due]
        found = f1_interval(hit, np.arange(len(hit)))
        held += found.low <= truth <= found.high
    assert 930 <= held <= 970

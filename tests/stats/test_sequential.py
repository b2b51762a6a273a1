"""Intervals that are looked at again and again, of sets that are asked in a random order."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import betabinom, hypergeom

from ch3ef.stats.sequential import LEANING, log_evidence, next_look, sequence_interval
from tests.stats.simulation import FloatArray, covers

SETS = 1000


def held(whole: FloatArray, rng: np.random.Generator) -> int:
    """In how many orders the mean of a set lies in the intervals after the first item, the second, and so on to the last."""
    against = (log_evidence(rng.permutation(whole), len(whole), whole.mean()) for _ in range(SETS))
    return sum(bool((each < math.log(20)).all()) for each in against)


@pytest.mark.parametrize("share", [0.02, 0.5, 0.8, 0.95])
def test_the_truth_stays_in_all_intervals(share: float) -> None:
    whole = (np.arange(400) < round(share * 400)).astype(float)
    assert covers(held(whole, np.random.default_rng(round(100 * share))), SETS, 0.95, 0.99)


def test_the_truth_stays_in_all_intervals_of_shared_credit() -> None:
    rng = np.random.default_rng(7)
    whole = rng.choice([0.0, 1 / 3, 0.5, 1.0], 400, p=[0.3, 0.1, 0.2, 0.4])
    assert covers(held(whole, rng), SETS, 0.95, 1.0)


def test_a_settled_number_of_items_would_not_do() -> None:
    """Wilson's interval, looked at after every tenth item, loses the truth far more often: hence these."""
    from ch3ef.stats.intervals import wilson

    rng, whole, lost = np.random.default_rng(3), (np.arange(400) < 200).astype(float), 0
    for _ in range(200):
        hits = np.cumsum(rng.permutation(whole))
        bounds = [wilson(float(hits[k - 1]), k) for k in range(10, 400, 10)]
        lost += any(not each.low <= 0.5 <= each.high for each in bounds)
    assert lost > 0.15 * 200


@pytest.mark.parametrize(("hits", "asked", "right", "items"), [(3, 8, 40, 100), (60, 100, 130, 250), (9, 9, 95, 100)])
def test_evidence_is_the_ratio_of_two_known_laws(hits: int, asked: int, right: int, items: int) -> None:
    credit = [1.0] * hits + [0.0] * (asked - hits)
    mean = right / items
    mixture = betabinom.logpmf(hits, asked, LEANING * mean, LEANING * (1 - mean))
    assert log_evidence(credit, items, mean)[-1] == pytest.approx(
        mixture - hypergeom.logpmf(hits, items, right, asked), abs=1e-9
    )


CREDITS = st.lists(st.sampled_from([0.0, 1.0]), min_size=1, max_size=60)


@given(CREDITS, st.integers(0, 300))
def test_intervals_are_those_means_that_nothing_speaks_against(credit: Sequence[float], more: int) -> None:
    items = len(credit) + more
    found = sequence_interval(credit, items)
    assert 0 <= found.low <= found.estimate <= found.high <= 1
    for right in range(items + 1):
        if min(abs(right / items - found.low), abs(right / items - found.high)) > 1e-6 and more:
            inside = log_evidence(credit, items, right / items)[-1] < math.log(20)
            assert inside == (found.low < right / items < found.high)
    assert sequence_interval(credit[::-1], items)[:3] == pytest.approx(found[:3], abs=1e-6)


def test_all_items_leave_no_doubt() -> None:
    assert sequence_interval([1, 0, 0.5, 1, 1], 5)[:3] == (0.7, 0.7, 0.7)


@pytest.mark.parametrize(("credit", "items"), [([], 3), ([1, 1], 1), ([1.5], 3), ([math.nan], 3)])
def test_what_is_no_credit_is_refused(credit: list[float], items: int) -> None:
    with pytest.raises(ValueError, match="credits in"):
        sequence_interval(credit, items)


@given(st.integers(1, 500), st.integers(1, 500), st.floats(0.01, 0.3), st.floats(1, 20))
def test_every_look_is_further_on_and_none_beyond_the_end(asked: int, more: int, wanted: float, times: float) -> None:
    assert asked < next_look(asked, asked + more, wanted * times, wanted) <= min(2 * asked, asked + more) + 1

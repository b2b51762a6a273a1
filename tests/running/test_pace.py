"""The time left of runs on a clock of our own."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import pytest

from ch3ef.running.pace import Kind, Pace

LETTERS, REASONS = Kind("m", "direct", work=60), Kind("m", "cot", work=290)


def run_of(asked: Sequence[tuple[Kind, float]], at_once: int) -> Iterator[tuple[float, Kind, float]]:
    """(time of its end, kind, seconds) of items that are put to a server in this order, so many at once."""
    free = [0.0] * at_once
    ends = []
    for kind, seconds in asked:
        start = heapq.heappop(free)
        heapq.heappush(free, start + seconds)
        ends.append((start + seconds, kind, seconds))
    yield from sorted(ends, key=lambda end: end[0])


def estimates(asked: Sequence[tuple[Kind, float]], at_once: int) -> list[tuple[float, float]]:
    """(share of the run that is over, estimate of the time left / the time left), item by item."""
    pace = Pace.of(Counter(kind for kind, _ in asked))
    ends = list(run_of(asked, at_once))
    whole = ends[-1][0]
    found = []
    for now, kind, seconds in ends:
        pace.finished(kind.model, kind.recipe, seconds, now)
        left = pace.seconds_left()
        if now < whole and left is not None:
            found.append((now / whole, left / (whole - now)))
    assert pace.seconds_left() == 0
    return found


@pytest.mark.parametrize("at_once", [1, 10])
@pytest.mark.parametrize("order", [(LETTERS, REASONS), (REASONS, LETTERS)])
def test_slow_items_that_are_still_to_come_are_counted_as_slow(order: tuple[Kind, Kind], at_once: int) -> None:
    """400 letters of about 1 s and 200 reasons of about 6 s; by items alone the estimate would be 2.8 times too low or 2.4 too high.

    Before any of the second kind is seen, the recipes' words (4.8 to 1) are believed.
    """
    seconds = {LETTERS: 1.0, REASONS: 6.0}
    counts = {LETTERS: 400, REASONS: 200}
    rng = np.random.default_rng(1)
    asked = [(kind, seconds[kind] * rng.uniform(0.5, 1.5)) for kind in order for _ in range(counts[kind])]
    found = estimates(asked, at_once)
    assert found[0][0] < 0.1
    for share, ratio in found:
        if 0.1 < share < 0.9:
            assert 0.75 < ratio < 1.35, share


def test_models_side_by_side_take_as_long_as_the_slowest() -> None:
    fast, slow = Kind("fast", "direct"), Kind("slow", "direct")
    pace = Pace.of({fast: 100, slow: 100})
    for n in range(1, 21):
        pace.finished("fast", "direct", 1.0, float(n))
        if n % 4 == 0:
            pace.finished("slow", "direct", 4.0, float(n))
    assert pace.seconds_left() == pytest.approx(95 * 4)


def test_local_models_one_after_the_other_take_as_long_as_all() -> None:
    first, second = Kind("first", "direct", local=True), Kind("second", "direct", local=True)
    pace = Pace.of({first: 100, second: 100})
    for n in range(1, 21):
        pace.finished("first", "direct", 2.0, 2.0 * n)
    assert pace.seconds_left() == pytest.approx((80 + 100) * 2)


def test_nothing_is_said_before_anything_is_seen() -> None:
    pace = Pace.of({LETTERS: 3})
    assert pace.seconds_left() is None
    pace.finished("m", "direct", None, 6.0)
    assert pace.left == {LETTERS: 2}
    assert pace.seconds_left() is None


def test_nothing_is_said_before_it_shows_how_many_are_under_way_at_once() -> None:
    """Ten at once, of 1 s each: when the first has ended, it seems to have been alone, and 1000 s seem to be left."""
    kind = Kind("m", "direct")
    pace = Pace.of({kind: 1000})
    for n in range(10):
        pace.finished("m", "direct", 1.0, 1 + n / 100)
        assert pace.seconds_left() is None
    for n in range(10):
        pace.finished("m", "direct", 1.0, 2 + n / 100)
    assert pace.seconds_left() == pytest.approx(98, rel=0.1)


def test_items_that_come_in_lumps_are_no_sign_of_a_slow_model() -> None:
    """A local model's: 16 pictures at once, five askings of each, whose rows come when the picture is done with.

    With the first rows of the third lump 150 s have passed: by items alone, 286 s would be left in place of 197.
    """
    kind = Kind("m", "direct", local=True)
    pace = Pace.of({kind: 480})
    for lump in range(3):
        for _ in range(16 if lump < 2 else 1):
            for place in range(5):
                begun = 50.0 * lump + 10 * place
                pace.finished("m", "direct", 10.0, 50.0 * (lump + 1), begun)
    assert pace.seconds_left() == pytest.approx(10 * (480 - 165) / 16)


def test_items_that_take_no_time_that_a_clock_tells_are_no_division_by_zero() -> None:
    pace = Pace.of({Kind("m", "r"): 40})
    for n in range(20):
        pace.finished("m", "r", 0.0, now=float(n))
        left = pace.seconds_left()
        assert left is None or 0 <= left < 60

"""Kept choices, bias among errors, and what is chosen for its own sake: against scikit-learn, by hand, simulated coverage."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import accuracy_score, cohen_kappa_score

from ch3ef.stats.choices import bias_among_errors, choice_bias, kept_choices
from ch3ef.stats.intervals import Interval, wilson
from tests.stats.simulation import covers, group_sizes, lone, names

positions = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=40)


def apart(n: int) -> list[str]:
    return [str(i) for i in range(n)]


@given(positions)
def test_kept_choices_equal_scikit_learn(pairs: list[tuple[int, int]]) -> None:
    before, after = (list(column) for column in zip(*pairs, strict=True))
    found = kept_choices(before, after, apart(len(pairs)))
    assert found.share.estimate == pytest.approx(accuracy_score(before, after))
    if len({*before, *after}) > 1:
        assert found.kappa.estimate == pytest.approx(cohen_kappa_score(before, after))


def test_match_ratio_by_hand() -> None:
    """10 items, 6 kept, 2 moved, 2 without a choice the second time; 3 of the kept are the first option."""
    before, after = [0, 0, 0, 1, 1, 2, 1, 2, 0, 1], [0, 0, 0, 1, 1, 2, 2, 0, None, None]
    found = kept_choices(before, after, apart(10))
    assert found.share == wilson(6, 10)
    # Over the 8: 6/8 kept; by habit 3/8 x 4/8 + 3/8 x 2/8 + 2/8 x 2/8 = 22/64.
    assert found.kappa.n == 8
    assert found.kappa.estimate == pytest.approx((48 - 22) / (64 - 22))


def test_habits_keep_choices_but_not_beyond_chance() -> None:
    first = kept_choices([0] * 30, [0] * 30, apart(30))
    assert (first.share.estimate, first.kappa.estimate) == (1.0, None)
    rng = np.random.default_rng(0)
    mostly = [int(n) for n in rng.choice(4, 4000, p=[0.85, 0.05, 0.05, 0.05])]
    again = [int(n) for n in rng.choice(4, 4000, p=[0.85, 0.05, 0.05, 0.05])]
    by_habit = kept_choices(mostly, again, apart(4000))
    assert by_habit.share.estimate > 0.7
    assert by_habit.kappa.low is not None
    assert by_habit.kappa.high is not None
    assert by_habit.kappa.low < 0 < by_habit.kappa.high


def test_no_choice_is_never_the_same() -> None:
    found = kept_choices([None, None], [None, 1], list("ab"))
    assert (found.share.estimate, found.kappa.estimate, found.kappa.n) == (0.0, None, 0)


@given(st.integers(1, 60), st.data())
def test_bias_among_errors_is_a_share_moved_and_stretched(n: int, data: st.DataObject) -> None:
    taken = data.draw(st.lists(st.booleans(), min_size=n, max_size=n))
    expected = data.draw(st.lists(st.sampled_from([0.2, 0.25, 1 / 3, 0.5]), min_size=n, max_size=n))
    found, share, alone = bias_among_errors(taken, expected, apart(n)), wilson(sum(taken), n), np.mean(expected)
    assert found is not None
    assert found[:3] == pytest.approx([(value - alone) / (1 - alone) for value in share[:3]])
    order = data.draw(st.permutations(range(n)))
    assert bias_among_errors([taken[i] for i in order], [expected[i] for i in order], apart(n)) == pytest.approx(found)


def test_bias_among_errors_by_hand_and_at_its_ends() -> None:
    """55 of 100 take the first of four: 40 for its own sake, and a quarter of the other 60."""
    found = bias_among_errors([1] * 55 + [0] * 45, [0.25] * 100, apart(100))
    assert found is not None
    assert found.estimate == pytest.approx(0.4)
    always, never = (bias_among_errors([value] * 50, [0.25] * 50, apart(50)) for value in (1, 0))
    assert always is not None
    assert never is not None
    assert (always.estimate, always.high, never.estimate, never.low) == (1.0, 1.0, -1 / 3, -1 / 3)
    assert bias_among_errors([1, 1], [1, 1], list("ab")) is None


def test_misuse_is_refused() -> None:
    with pytest.raises(ValueError, match="got 1 and 2"):
        kept_choices([1], [1, 2], list("a"))
    with pytest.raises(ValueError, match="got 0 and 0"):
        kept_choices([], [], [])
    with pytest.raises(ValueError, match="at least 1"):
        bias_among_errors([], [], [])
    with pytest.raises(ValueError, match="as many shares"):
        bias_among_errors([1, 0], [0.5], list("ab"))
    with pytest.raises(ValueError, match="in \\[0, 1\\]"):
        bias_among_errors([1.0], [1.5], list("a"))


def coverage(n: int, drawn: float, kind: str, runs: int) -> tuple[int, int]:
    """How often the intervals hold a bias among errors, and the share of choices kept; each item is asked in four rotations."""
    rng = np.random.default_rng([n, int(drawn * 100), len(kind)])
    sizes = lone(n) if kind == "lone" else group_sizes(n)
    pulled, kept = 0, 0
    cluster = np.repeat(np.array(names(sizes)), 4).tolist()
    for _ in range(runs):
        picture = np.repeat(rng.random(len(sizes)) < drawn, sizes) if kind == "pictures" else rng.random(n) < drawn
        by_itself = np.arange(4)[None, :] == rng.integers(0, 4, n)[:, None]
        first = np.where(picture[:, None], np.arange(4)[None, :] == 0, by_itself)
        # Drawn to the first place, item by item; else what is chosen stands at each place once in four rotations.
        taken = np.where(picture[:, None], 1, by_itself).ravel()
        found = bias_among_errors(taken, np.full(4 * n, 0.25), cluster)
        assert found is not None
        pulled += found.low <= drawn <= found.high
        again = np.where(rng.random(n) < 0.3, rng.integers(0, 4, n), first.argmax(axis=1))
        same = kept_choices([int(p) for p in first.argmax(axis=1)], [int(p) for p in again], names(sizes))
        chance = 0.7 + 0.3 / 4
        kept += same.share.low <= chance <= same.share.high
    return pulled, kept


@pytest.mark.parametrize(("n", "drawn", "kind"), [(60, 0.5, "lone"), (150, 0.1, "lone"), (200, 0.3, "pictures")])
def test_intervals_cover(n: int, drawn: float, kind: str) -> None:
    pulled, kept = coverage(n, drawn, kind, 150)
    assert covers(pulled, 150, high=1.0)
    assert covers(kept, 150)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["lone", "pictures"])
@pytest.mark.parametrize("drawn", [0.05, 0.2, 0.5, 0.8])
@pytest.mark.parametrize("n", [50, 200, 500])
def test_intervals_cover_everywhere(n: int, drawn: float, kind: str) -> None:
    pulled, kept = coverage(n, drawn, kind, 600)
    assert covers(pulled, 600, low=0.915, high=1.0)
    assert covers(kept, 600)


# --- what is chosen for its own sake -----------------------------------------------------------------------


def test_choice_bias_by_hand() -> None:
    """Of 100 answers 30 fell on the one wrong option of the kind, 10 on the two others: by themselves 5 would have."""
    found = choice_bias([1] * 30 + [0] * 70, [0] * 30 + [1] * 10 + [0] * 60, [1 / 3] * 100, apart(100))
    assert found.estimate == pytest.approx(0.3 - 0.1 * (1 / 3) / (2 / 3))


def test_choice_bias_at_its_ends() -> None:
    always = choice_bias([1] * 50, [0] * 50, [1 / 3] * 50, apart(50))
    right = choice_bias([0] * 50, [0] * 50, [1 / 3] * 50, apart(50))
    avoided = choice_bias([0] * 50, [1] * 50, [1 / 3] * 50, apart(50))
    assert (always.estimate, right.estimate) == (1.0, 0.0)
    assert avoided.estimate == pytest.approx(-0.5)
    assert right.low < -0.02  # fifty that agree are not certain to
    assert right.high > 0.02
    assert [always.high, avoided.low] == pytest.approx([1.0, -0.5])  # no bias lies beyond
    assert always.low < 0.99
    assert avoided.high > -0.49
    assert choice_bias([1, 0], [0, 0], [0.5, 0.5], list("aa"))[1:3] == (-1.0, 1.0)


@pytest.mark.parametrize("kind", ["taken", "other"])
def test_a_bias_at_its_end_is_held(kind: str) -> None:
    """What lies beyond the scale is cut off: the truth is never there."""
    fell, none = [1] * 20, [0] * 20
    found = choice_bias(*((fell, none) if kind == "taken" else (none, fell)), [0.25] * 20, apart(20))
    truth = 1.0 if kind == "taken" else -1 / 3
    assert found.low - 1e-12 <= truth <= found.high + 1e-12
    assert found.high - found.low > 0.02


@given(st.lists(st.sampled_from([(1, 0), (0, 1), (0, 0)]), min_size=2, max_size=40), st.randoms())
def test_choice_bias_does_not_depend_on_the_order(answers: list[tuple[int, int]], random: Any) -> None:
    def found(some: list[tuple[int, int]]) -> Interval:
        taken, other = zip(*some, strict=True)
        return choice_bias(taken, other, [0.25] * len(some), apart(len(some)))

    shuffled = random.sample(answers, len(answers))
    assert found(shuffled)[:3] == pytest.approx(found(answers)[:3])


def test_choice_bias_of_an_item_in_all_rotations() -> None:
    """Whoever errs by content takes the first place in one rotation of each wrong item, and others in two: 0."""
    taken, other = [1, 0, 0] * 20, [0, 1, 1] * 20
    cluster = [str(n // 3) for n in range(60)]
    assert choice_bias(taken, other, [1 / 3] * 60, cluster).estimate == pytest.approx(0)


def test_choice_bias_needs_another_wrong_option() -> None:
    with pytest.raises(ValueError, match="of one kind alone"):
        choice_bias([1], [0], [1.0], ["a"])
    with pytest.raises(ValueError, match="as many"):
        choice_bias([1], [], [0.5], ["a"])


def bias_held(n: int, bias: float, accuracy: float, share: float, runs: int) -> int:
    """In how many runs the interval holds the bias of an answerer that knows some and errs blindly."""
    rng = np.random.default_rng(0)
    held = 0
    for _ in range(runs):
        drawn = rng.random(n) < bias
        wrong = ~drawn & (rng.random(n) >= accuracy)
        fell = wrong & (rng.random(n) < share)
        found = choice_bias(drawn | fell, wrong & ~fell, np.full(n, share), np.arange(n))
        held += found.low <= bias <= found.high
    return held


@pytest.mark.parametrize("share", [1 / 3, 2 / 3])
@pytest.mark.parametrize("bias", [0.0, 0.3])
def test_choice_bias_is_held(share: float, bias: float) -> None:
    assert covers(bias_held(100, bias, 0.8, share, 200), 200, high=1.0)


@pytest.mark.slow
@pytest.mark.parametrize("share", [1 / 3, 2 / 3])
@pytest.mark.parametrize("bias", [0.0, 0.05, 0.3, 0.6])
@pytest.mark.parametrize("accuracy", [0.25, 0.8, 0.98, 1.0])
@pytest.mark.parametrize("n", [30, 100, 300])
def test_choice_bias_is_held_everywhere(n: int, accuracy: float, bias: float, share: float) -> None:
    held = bias_held(n, bias, accuracy, share, 600)
    print(f"MEASURED choice bias n {n} accuracy {accuracy} bias {bias} share {share:.2f}: {100 * held / 600:.1f} %")
    assert covers(held, 600, low=0.915, high=1.0)

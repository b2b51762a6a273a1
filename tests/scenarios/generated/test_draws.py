from __future__ import annotations

from collections import Counter

import pytest

from ch3ef.scenarios.generated.draws import Draws


def test_a_name_gives_the_same_draws_for_ever() -> None:
    draws = Draws("for ever")
    assert [round(draws.between(0, 100), 3) for _ in range(3)] == [64.463, 25.756, 79.326]
    assert draws.shuffled("abcdef") == ["e", "c", "f", "b", "d", "a"]


def test_other_names_give_other_draws() -> None:
    assert len({Draws(f"{n}").between(0, 1) for n in range(1000)}) == 1000


def test_every_choice_is_as_likely_as_another() -> None:
    draws = Draws("fair")
    for counts in (
        Counter(draws.one("abcd") for _ in range(4000)),
        Counter(draws.some("abcd", 2)[1] for _ in range(4000)),
        Counter(draws.whole(3, 6) for _ in range(4000)),
    ):
        assert len(counts) == 4
        # Five standard deviations of a binomial count.
        assert all(abs(count - 1000) < 140 for count in counts.values())


def test_some_are_different_and_not_more_than_there_are() -> None:
    draws = Draws("some")
    assert sorted(draws.some(range(9), 9)) == list(range(9))
    with pytest.raises(ValueError, match="3 of 2 choices"):
        draws.some("ab", 3)


def test_bounds() -> None:
    draws = Draws("bounds")
    assert {draws.whole(2, 2) for _ in range(20)} == {2}
    assert all(-3 <= draws.jitter(3) < 3 for _ in range(200))
    assert not any(draws.chance(0) for _ in range(200))
    assert all(draws.chance(1) for _ in range(200))

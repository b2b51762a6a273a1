"""Yes or no: against scikit-learn, by hand, constant answerers, and where POPE's own reading differs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import accuracy_score, f1_score, precision_score, recall_score

from ch3ef.stats.yes_no import pope_ref, yes_no_scores

answers = st.lists(st.tuples(st.sampled_from([True, False, None]), st.booleans()), min_size=1, max_size=40)


@given(answers)
def test_equals_scikit_learn_over_yes_and_no(rows: list[tuple[bool | None, bool]]) -> None:
    scores = yes_no_scores([said for said, _ in rows], [right for _, right in rows])
    assert scores.neither == pytest.approx(sum(said is None for said, _ in rows) / len(rows))
    assert scores.accuracy_of_all == pytest.approx(sum(said == right for said, right in rows) / len(rows))
    pairs = [(said, right) for said, right in rows if said is not None]
    if not pairs:
        assert scores.accuracy is scores.yes_ratio is scores.f1 is None
        return
    said, right = (list(column) for column in zip(*pairs, strict=True))
    assert scores.accuracy == pytest.approx(accuracy_score(right, said))
    assert scores.yes_ratio == pytest.approx(sum(said) / len(said))
    for ours, theirs, defined in (
        (scores.precision, precision_score, any(said)),
        (scores.recall, recall_score, any(right)),
        (scores.f1, f1_score, any(said) or any(right)),
    ):
        assert ours == (pytest.approx(theirs(right, said, zero_division=0)) if defined else None)


def test_the_oracle_and_the_anti_oracle() -> None:
    right = [True, False, True, False]
    assert yes_no_scores(right, right) == (4, 0.0, 1.0, 1.0, 1.0, 1.0, 0.5, 1.0)
    assert yes_no_scores([not answer for answer in right], right) == (4, 0.0, 0.0, 0.0, 0.0, 0.0, 0.5, 0.0)


def test_constant_answerers_on_as_many_of_each() -> None:
    right = [True, False] * 10
    assert yes_no_scores([True] * 20, right) == (20, 0.0, 0.5, 0.5, 1.0, 2 / 3, 1.0, 0.5)
    assert yes_no_scores([False] * 20, right) == (20, 0.0, 0.5, None, 0.0, 0.0, 0.0, 0.5)
    assert yes_no_scores([None] * 20, right) == (20, 1.0, None, None, None, None, None, 0.0)


def test_neither_is_left_out_and_counted_beside() -> None:
    """Of 6: a right yes, a wrong yes, a right no, a wrong no, and two that are neither."""
    scores = yes_no_scores([True, True, False, False, None, None], [True, False, False, True, True, False])
    assert (scores.accuracy, scores.precision, scores.recall, scores.f1) == (0.5, 0.5, 0.5, 0.5)
    assert (scores.neither, scores.accuracy_of_all) == pytest.approx((1 / 3, 1 / 3))


def test_order_changes_nothing() -> None:
    said, right = [True, None, False, True, False], [True, True, False, False, True]
    assert yes_no_scores(said[::-1], right[::-1]) == yes_no_scores(said, right)


@pytest.mark.parametrize(
    ("reply", "yes"),
    [
        ("Yes", True),
        ("No", False),
        ("No, there is no dog.", False),
        ("There is not a dog in the image.", False),
        ("Yes. There is no doubt.", True),  # only the first sentence
        ("no", False),
        # Where it differs from what the reply says:
        ("NO", True),
        ("No!", True),
        ("no\nThere is none", True),
        ("There isn't a dog.", True),
        ("I cannot see the image", True),
        ("", True),
        ("The dog. No, there is none", True),
        ("Yes, there is no doubt", False),
        ("Yes, not one but two dogs", False),
    ],
)
def test_pope_s_own_reading(reply: str, *, yes: bool) -> None:
    assert pope_ref(reply) is yes


@pytest.mark.parametrize(("said", "right", "message"), [([], [], "at least 1"), ([True], [True, False], "got 1 and 2")])
def test_misuse_is_refused(said: list[bool | None], right: list[bool], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        yes_no_scores(said, right)

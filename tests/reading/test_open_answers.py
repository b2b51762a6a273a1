"""Open answers: what replies commit to, and what they do not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ch3ef.items import ImageRef
from ch3ef.reading.open_answers import box_of, read_boxes, read_count, read_yes_no, spoken_boxes
from ch3ef.recipes.asking import Asking
from ch3ef.recipes.recipe import recipe_named
from ch3ef.recipes.scoring import score_reply
from ch3ef.results import Outcome
from tests.reading.test_reading import REPLIES
from tests.running.test_recipes import full_item


@pytest.mark.parametrize(
    ("reply", "read"),
    [
        ("Yes", "yes"), ("no.", "no"), ("**Yes**", "yes"), ("Yes, there is a dog.", "yes"), ("No, I see a cat.", "no"),
        ("Answer: no", "no"), ("The answer is yes.", "yes"), ("There is no dog in the picture.", "no"),
        ("There isn't a dog here.", "no"), ("There is a dog on the sofa.", "yes"), ("I can see a dog.", "yes"),
        ("<think>Maybe no?</think>Yes", "yes"), ("NO", "no"), ("True", "yes"), ("Nope", "no"), ("Yeah.", "yes"),
        ("The picture does not show a dog.", "no"), ("Yes, there is no doubt that it is a dog.", "yes"),
        ("Let me look.\nFinal answer: No", "no"),
        ("", None), ("I'm not sure.", None), ("Yes or no? Hard to say.", None), ("It is unclear.", None),
        ("I'm sorry, but I can't help with that.", None), ("Maybe.", None), ("It might be yes.", None), ("Dogs are mammals.", None),
        ("It could be either.", None), ("<think>Yes", None),
    ],
)  # fmt: skip
def test_yes_and_no(reply: str, read: str | None) -> None:
    assert read_yes_no(reply) == read


@pytest.mark.parametrize(
    ("reply", "read"),
    [
        ("5", 5), ("**5**", 5), ("There are 12 apples.", 12), ("about 1,204 people", 1204), ("Twenty-three", 23),
        ("two hundred", 200), ("a dozen eggs", 12), ("None at all.", 0), ("There are no cars.", 0), ("Zero.", 0), ("5.0", 5),
        ("3 red and 4 blue, so 7", 7), ("1, 2, 3, 4.\nTotal: 4", 4), ("12 (twelve)", 12), ("The answer is 8", 8),
        ("\\boxed{9}", 9), ("<think>4 or 5</think>6", 6), ("I count one cat.", 1),
        ("10-15", None), ("between 10 and 15", None), ("10 to 15", None), ("at least 10", None), ("more than 5", None),
        ("Many.", None), ("", None), ("5.5", None), ("-3", None), ("50%", None), ("5 apples and 3 pears", None),
        ("I cannot count them.", None), ("3 or 4", None),
    ],
)  # fmt: skip
def test_counts(reply: str, read: int | None) -> None:
    assert read_count(reply) == read


CLASSES = ["dog", "cat", "stop sign"]


@pytest.mark.parametrize(
    ("reply", "scale", "labels"),
    [
        ("dog: [0.1, 0.2, 0.5, 0.9]", 1, ["dog"]),
        ("- dog: [0.1, 0.2, 0.5, 0.9]\n- Stop sign: (0.2,0.2,0.3,0.3)", 1, ["dog", "stop sign"]),
        ("[0.1, 0.2, 0.5, 0.9] is the cat", 1, ["cat"]),
        ('[{"bbox_2d": [100, 200, 300, 400], "label": "cat"},\n {"bbox_2d": [10, 20, 30, 40], "label": "dog"}]', 1000, ["cat", "dog"]),
        ("<ref>cat</ref><box>(100,200),(300,400)</box>", 1000, ["cat"]),
        ("cats: [0, 0, 1, 1]", 1, ["cat"]),
        ("There are none.", 1, []),
        ("[]", 1, []),
        ("dog: [120, 40, 300, 400]", 1, None),  # pixels, where shares were asked for
        ("dog: [0.5, 0.2, 0.1, 0.9]", 1, None),  # right before left
        ("zebra: [0.1, 0.2, 0.5, 0.9]", 1, None),
        ("A dog on the left.", 1, None),
        ("", 1, None),
        ("I'm sorry, but I can't help with that.", 1, None),
    ],
)  # fmt: skip
def test_boxes(reply: str, scale: int, labels: list[str] | None) -> None:
    boxes = read_boxes(reply, CLASSES, scale)
    assert (None if boxes is None else [box_of(box).label for box in boxes]) == labels


@given(
    st.lists(
        st.tuples(
            st.integers(0, 500), st.integers(0, 500), st.integers(1, 499), st.integers(1, 499), st.sampled_from(CLASSES)
        ),
        max_size=5,
    ),
    st.sampled_from([100, 1000]),
)
def test_what_is_spoken_is_read(corners: list[tuple[int, int, int, int, str]], scale: int) -> None:
    boxes = [
        f"{x / 1000:.4f} {y / 1000:.4f} {(x + w) / 1000 + 0.001:.4f} {(y + h) / 1000 + 0.001:.4f} {label}"
        for x, y, w, h, label in corners
        if w >= 2000 / scale and h >= 2000 / scale  # else it may be said with no width
    ]
    read = read_boxes(spoken_boxes(boxes, scale), CLASSES, scale)
    assert read is not None
    for said, original in zip(map(box_of, read), map(box_of, boxes), strict=True):
        assert said.label == original.label
        assert all(abs(a - b) <= 0.5 / scale + 1e-9 for a, b in zip(said[:4], original[:4], strict=True))


@given(REPLIES)
def test_any_reply_is_read_in_some_way(reply: str) -> None:
    assert read_yes_no(reply) in ("yes", "no", None)
    assert (read_count(reply) or 0) >= 0
    read_boxes(reply, CLASSES, 1)


def test_open_answers_have_outcomes_and_credit() -> None:
    asked = Asking(full_item(0, ImageRef(Path("x.png"), "x")))
    captions, counting, detection = (recipe_named(name) for name in ("captions", "counting", "detection"))
    assert score_reply(asked, captions, "a small owl on a wall").correct == 1.0
    assert score_reply(asked, captions, "Zxqv!").correct == 0.0
    assert score_reply(asked, captions, "").outcome == Outcome.UNPARSED
    assert score_reply(asked, captions, "I'm sorry, but I can't help with that.").outcome == Outcome.REFUSED
    assert score_reply(asked, counting, "2").correct == 1.0
    assert score_reply(asked, counting, "3").correct == 0.0
    assert score_reply(asked, counting, "between 2 and 4").outcome == Outcome.UNPARSED
    one = "owl: [0.1, 0.2, 0.5, 0.9]"
    assert score_reply(asked, detection, one).correct == pytest.approx(2 / 3)
    for said in ("2. Hmm, wait, let me recount", "There are 2 owls. Let me count them again:"):
        assert score_reply(asked, counting, said, truncated=True).outcome == Outcome.TRUNCATED
        assert score_reply(asked, counting, said).correct == 1.0
    assert score_reply(asked, counting, "There are 2 owls, since I see", truncated=True).correct == 1.0
    # The same box twice is one match and one error.
    assert score_reply(asked, detection, f"{one}\n{one}").correct == pytest.approx(0.5)
    assert score_reply(asked, detection, one, truncated=True).outcome == Outcome.TRUNCATED
    assert score_reply(asked, detection, "none").correct == 0.0

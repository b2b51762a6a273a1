"""What is read of long replies and of replies in other spellings."""

from __future__ import annotations

import pytest

from ch3ef.reading.choice import read_choice
from ch3ef.reading.claims import claims_in
from ch3ef.reading.named import read_named
from ch3ef.reading.option_texts import OptionTexts
from ch3ef.reading.plain import BEGINNING, CUT, END, plain_text
from ch3ef.reading.visible import visible_text

OPTIONS = ("a cat", "a dog", "a horse", "a bird")
FILLER = "The grass is green. " * 1000


@pytest.mark.parametrize("reply", [f"The answer is B. {FILLER}", f"{FILLER}The answer is B.", f"{FILLER}\n\nB"])
def test_of_a_long_reply_the_beginning_and_the_end_are_read(reply: str) -> None:
    assert read_choice(reply, OPTIONS).position == 1


def test_what_a_long_reply_says_in_its_middle_is_not_read() -> None:
    assert read_choice(f"{FILLER}The answer is B. {FILLER}", OPTIONS).position is None


def test_long_thoughts_leave_the_reply_whole() -> None:
    assert plain_text(f"<think>{FILLER}</think>B. {'It barks. ' * 200}").startswith("B. It barks.")


def test_the_end_begins_with_a_sentence() -> None:
    reply = "word " * 2000 + "It is by no means true that " + "word " * 100 + ". " + "Well. " * 400
    assert plain_text(reply).partition(CUT)[2].startswith("Well.")


@pytest.mark.parametrize(
    "piece", ["A\n", "{", "(", "狗", "the answer is A. ", "a cat ", "wait, no, ", "\u0323\u0301", "\ufdfa"]
)
def test_what_is_read_is_bounded(piece: str) -> None:
    reply = piece * (200_000 // len(piece))
    text = plain_text(reply)
    assert len(text) <= BEGINNING + len(CUT) + END
    assert len(claims_in(text, OptionTexts(OPTIONS), truncated=False)) < 2000


def test_a_run_of_combining_marks_is_cut() -> None:
    assert visible_text("e" + "\u0323\u0301" * 5000 + "B").endswith("B")
    assert len(visible_text("e" + "\u0323\u0301" * 5000 + "B")) < 100


@pytest.mark.parametrize("reply", ["The second option.", "Second", "La segunda opción."])
def test_places_are_no_names_where_others_are_demanded(reply: str) -> None:
    assert read_choice(reply, OPTIONS).position == 1
    assert read_named(reply, OPTIONS, ("B", "C", "D", "A")).position is None
    assert read_named(reply, OPTIONS, ("red", "blue", "green", "grey")).position is None
    assert read_named("Second", OPTIONS, ("first", "second", "third", "fourth")).position == 1


def test_an_ordinal_names_no_option_where_options_speak_of_order() -> None:
    options = ("the second house", "the first house")
    assert read_choice("The second one.", options).position is None
    assert read_choice("The second house.", options).position == 0


@pytest.mark.parametrize(
    ("reply", "options"),
    [
        ("แมวน้ำ", ("แมว", "สุนัข")),
        ("정말 귀여워요", ("개", "말")),
        ("这是热狗", ("猫", "狗")),
        ("Είναι το B;", OPTIONS),
        ("B؟", OPTIONS),
    ],
)
def test_a_part_of_a_word_and_a_question_name_nothing(reply: str, options: tuple[str, ...]) -> None:
    assert read_choice(reply, options).position is None

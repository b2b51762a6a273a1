"""Each defect is found when it is planted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ch3ef.scenarios.generated.making import Draft
from ch3ef.scenarios.generated.question import question_of
from ch3ef.scenarios.generated.registry import generated_task
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture
from ch3ef.scenarios.generated.validating import defects, unwritten


def made_of(picture: Picture, *options: str) -> Draft:
    question = question_of("What?", options or ("one", "two"), (options or ("one",))[0], picture)
    return Draft(generated_task("OCR"), 1, 0, "planted", 1, question, None)


def only(lines: list[str]) -> str:
    assert len(lines) == 1, lines
    return lines[0].removeprefix("ocr-001 (planted): ")


def test_a_sound_picture() -> None:
    canvas = Canvas()
    canvas.text(40, 60, "one line", size=20)
    canvas.text(40, 84, "and the next", size=20)
    canvas.text(200, 300, "turned", size=20, angle=45)
    assert list(defects(made_of(canvas.picture()))) == []
    assert unwritten(made_of(canvas.picture())) == []


def test_texts_that_overlap() -> None:
    canvas = Canvas()
    canvas.text(40, 60, "one line", size=20)
    canvas.text(60, 66, "across it", size=20)
    assert only(list(defects(made_of(canvas.picture())))) == "texts 'one line' and 'across it' overlap"


@pytest.mark.parametrize(("x", "y", "angle"), [(-5, 60, 0), (480, 60, 0), (40, 10, 0), (40, 511, 0), (490, 60, 70)])
def test_a_text_that_leaves_the_frame(x: float, y: float, angle: float) -> None:
    canvas = Canvas()
    canvas.text(x, y, "out of it", size=20, angle=angle)
    assert only(list(defects(made_of(canvas.picture())))) == "text 'out of it' leaves the frame"


def test_a_text_too_small_to_read() -> None:
    canvas = Canvas()
    with canvas.moved(40, 60, scale=0.5):
        canvas.text(0, 0, "small print", size=14)
    assert only(list(defects(made_of(canvas.picture())))).startswith("text 'small print' has 7.0 pixels")


def test_a_text_that_something_covers() -> None:
    canvas = Canvas()
    canvas.text(40, 60, "covered", size=20)
    canvas.rect(30, 30, 200, 50, fill="#3a9d3f")
    assert only(unwritten(made_of(canvas.picture()))) == "text 'covered' cannot be seen"


def test_a_text_in_the_colour_of_its_ground() -> None:
    canvas = Canvas(ground="#f0f0f0")
    canvas.text(40, 60, "pale", size=20, colour="#e2e2e2")
    assert only(unwritten(made_of(canvas.picture()))) == "text 'pale' cannot be seen"


def test_sizes_of_pictures() -> None:
    assert only(list(defects(made_of(Canvas(447, 500).picture())))).startswith(
        "picture of 447 x 500; expected sides of"
    )
    assert only(list(defects(made_of(Canvas(1025, 500).picture())))).startswith("picture of 1025 x 500")


def test_lengths_of_options() -> None:
    long = "an option that goes on and on for many words"
    assert only(list(defects(made_of(Canvas().picture(), "short one", long)))).startswith(
        "options of 9 to 44 characters"
    )
    assert list(defects(made_of(Canvas().picture(), "no", "perhaps, or not"))) == []


def test_twins_are_looked_at_too() -> None:
    sound = made_of(Canvas().picture())
    small = made_of(Canvas(100, 500).picture())
    assert len(list(defects(replace(sound, twin=small.question)))) == 1

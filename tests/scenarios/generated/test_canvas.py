from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.rendering import raster
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.glyphs import face_table, wrapped
from ch3ef.scenarios.generated.scene.palette import NAMED

FACES = ("sans", "sans-bold", "condensed", "serif", "serif-bold", "serif-italic", "mono", "comic", "comic-bold")


def inked(canvas: Canvas) -> np.ndarray:
    """Where a picture on white is dark."""
    dark: np.ndarray = raster(canvas.picture().svg).numpy().min(axis=2) < 128
    return dark


def test_the_box_of_a_text_holds_its_ink() -> None:
    for face in FACES:
        for angle, scale in ((0, 1), (30, 1), (-75, 1.5), (180, 0.7)):
            canvas = Canvas(600, 600)
            with canvas.moved(300, 300, scale=scale, angle=angle):
                canvas.text(0, 0, "Quay 17", size=40, face=face, anchor="middle", colour="#000000")  # type: ignore[arg-type]
            ys, xs = np.nonzero(inked(canvas))
            assert len(xs) > 200, (face, angle)
            corners = canvas.picture().texts[0].corners
            for low, high, found in (
                (min(x for x, _ in corners), max(x for x, _ in corners), xs),
                (min(y for _, y in corners), max(y for _, y in corners), ys),
            ):
                assert low - 4 <= found.min() <= found.max() <= high + 4, (face, angle)


def test_handwriting_stays_in_its_box_and_differs_by_draws() -> None:
    seen = set()
    for name in ("a", "b"):
        canvas = Canvas(600, 200)
        canvas.handwriting(Draws(name), 40, 120, "dear Polly", size=48, colour="#000000")
        ys, xs = np.nonzero(inked(canvas))
        (left, top), _, (right, bottom), _ = canvas.picture().texts[0].corners
        assert left - 6 <= xs.min() <= xs.max() <= right + 6
        assert top - 6 <= ys.min() <= ys.max() <= bottom + 6
        seen.add(canvas.picture().digest)
    assert len(seen) == 2


def test_widths_are_those_of_the_font() -> None:
    """DejaVu Sans: "H" is 1540 and "i" 569 of 2048 units wide."""
    assert face_table("sans").width("Hi", 2048) == pytest.approx(1540 + 569, abs=2)


def test_every_face_draws_what_texts_are_made_of() -> None:
    alphabet = "".join(map(chr, range(32, 127))) + "£€°·×÷–—’‘“”…éèàäöüçñß"
    for face in FACES:
        for character in alphabet:
            advance, drawing = face_table(face).glyph(character)
            assert advance > 0, (face, character)
            assert drawing or character == " ", (face, character)


def test_a_letter_that_no_face_has_is_an_error_not_an_empty_box() -> None:
    with pytest.raises(ValueError, match=r"face 'comic' has no '猫' \(U\+732B\)"):
        Canvas().text(0, 0, "猫", face="comic")


def test_texts_out_of_focus_are_not_legible() -> None:
    canvas = Canvas()
    with canvas.blurred(6):
        canvas.text(50, 50, "blurred")
    canvas.text(50, 90, "sharp")
    canvas.text(50, 130, "scribble", legible=False)
    assert [text.legible for text in canvas.picture().texts] == [False, True, False]


def test_a_picture_without_its_texts() -> None:
    canvas = Canvas()
    canvas.circle(100, 100, 40, fill="#d32f2f")
    bare = raster(canvas.picture().svg).numpy()
    with canvas.moved(20, 300, angle=10):
        canvas.text(0, 0, "Stop & go <now>")
    canvas.handwriting(Draws("x"), 30, 400, "and here")
    canvas.paragraph(30, 430, "two lines of text that must be broken", width=120)
    picture = canvas.picture()
    assert (raster(picture.without_texts).numpy() == bare).all()
    assert (raster(picture.svg).numpy() != bare).any()


def test_pictures_are_sound_xml_and_name_no_font() -> None:
    canvas = Canvas()
    canvas.rect(0, 0, 100, 100, fill=canvas.gradient("#ffffff", "#000000", angle=0))
    canvas.circle(50, 50, 20, fill=canvas.glow("#ffffff", "#000000"))
    with canvas.clipped("M0 0h100v100z"), canvas.faded(0.5):
        canvas.arc(50, 50, 40, 10, 200, fill="#d32f2f", inner=20)
        canvas.arrow(10, 10, 90, 90)
    canvas.text(20, 200, "A text")
    svg = canvas.picture().svg
    ET.fromstring(svg)  # noqa: S314 (our own)
    assert "<text" not in svg
    assert "font" not in svg
    assert len(re.findall(r"<use", svg)) == 5


def test_slices_run_clockwise_from_the_top() -> None:
    canvas = Canvas(448, 448)
    canvas.arc(224, 224, 200, 0, 90, fill="#000000")
    dark = inked(canvas)
    assert dark[100, 300]
    assert not dark[100, 150]
    assert not dark[300, 300]


def test_named_colours_can_be_told_apart() -> None:
    """CIE 1976 distance in Lab; 20 is far beyond what two people would call by one name side by side."""
    labs = {name: _lab(code) for name, code in NAMED.items()}
    names = sorted(labs)
    for place, one in enumerate(names):
        for other in names[place + 1 :]:
            assert np.linalg.norm(labs[one] - labs[other]) > 20, (one, other)


def _lab(code: str) -> np.ndarray:
    """sRGB (D65) to CIE Lab."""
    rgb = np.array([int(code[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ linear
    f = np.cbrt(xyz / np.array([0.9505, 1.0, 1.089]))
    f = np.where(
        xyz / np.array([0.9505, 1.0, 1.089]) > 0.008856, f, 7.787 * xyz / np.array([0.9505, 1.0, 1.089]) + 4 / 29
    )
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def test_lines_are_broken_between_words() -> None:
    assert wrapped("one two three", "mono", 10, 45) == ["one two", "three"]
    assert wrapped("a\nb", "mono", 10, 45) == ["a", "b"]
    assert wrapped("unbreakable", "mono", 10, 5) == ["unbreakable"]

"""Is a generated set fit to be asked? Checks of texts on pictures, of options, and of what can be had blind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from ch3ef.scenarios.generated.making import Draft
from ch3ef.scenarios.generated.question import Question
from ch3ef.scenarios.generated.rendering import raster
from ch3ef.scenarios.generated.scene.canvas import Picture, PlacedText, Point, part_of

MIN_SIZE, MAX_SIZE = 448, 1024
"""Sides of a picture in pixels."""

MIN_TEXT = 9
"""The smallest font size in pixels that people are asked to read."""

MIN_CONTRAST, MIN_INK = 32, 0.015
"""A text is seen where pixels differ by this much of 255 from the ground, over this share of a square letter."""

MAX_LENGTH_RATIO = 2.5
"""Longest option over shortest, in characters; options of up to `FREE_LENGTH` characters are free."""
FREE_LENGTH = 24
LETTERS = "ABCDEF"
"""Options are shown under these."""


def defects(made: Draft) -> Iterator[str]:
    """What a person would stumble over in one item, one line each."""
    for suffix, question in (("", made.question), (" twin", made.twin)):
        if question is None:
            continue
        for defect in (*_picture_defects(question.pictures), *_option_defects(question)):
            yield f"{made.name}{suffix} ({made.form}): {defect}"


def _picture_defects(pictures: Sequence[Picture]) -> Iterator[str]:
    for picture in pictures:
        if not all(MIN_SIZE <= side <= MAX_SIZE for side in (picture.width, picture.height)):
            yield f"picture of {picture.width} x {picture.height}; expected sides of {MIN_SIZE} to {MAX_SIZE}"
        legible = [text for text in picture.texts if text.legible and text.text.strip()]
        for text in legible:
            if text.size < MIN_TEXT:
                yield f"text {text.text!r} has {text.size:.1f} pixels; expected {MIN_TEXT} or more"
            if not all(0 <= x <= picture.width and 0 <= y <= picture.height for x, y in text.corners):
                yield f"text {text.text!r} leaves the frame"
        for one, other in _near(legible):
            if overlap(one, other):
                yield f"texts {one.text!r} and {other.text!r} overlap"


def _near(texts: Sequence[PlacedText]) -> Iterator[tuple[PlacedText, PlacedText]]:
    """Those pairs that could overlap: upright rectangles around them do."""
    corners = np.array([text.corners for text in texts]).reshape(-1, 4, 2)
    low, high = corners.min(axis=1), corners.max(axis=1)
    meet = (low[:, None] < high).all(axis=2) & (high[:, None] > low).all(axis=2)
    for one, other in np.argwhere(np.triu(meet, 1)):
        yield texts[one], texts[other]


def unwritten(made: Draft) -> list[str]:
    """Texts that people are meant to read and that cannot be seen, one line each: covered, or of the ground's colour.

    The picture is compared with itself without texts; each text's box must differ somewhere.
    """
    lines = []
    for question in (made.question, made.twin):
        for picture in question.pictures if question else ():
            legible = [text for text in picture.texts if text.legible and text.text.strip()]
            if legible:
                hidden = [
                    text.text for text, ink in zip(legible, _inks(picture, legible), strict=True) if ink < MIN_INK
                ]
                lines += [f"{made.name} ({made.form}): text {text!r} cannot be seen" for text in hidden]
    return lines


def _inks(picture: Picture, texts: Sequence[PlacedText]) -> Iterator[float]:
    """Share of each text's box that differs clearly from the picture without texts, per letter that leaves ink."""
    boxes = [_box(text) for text in texts]
    # No more of the picture is drawn than texts stand in.
    left, top = (max(0, min(box[axis] for box in boxes)) for axis in (0, 1))
    right, bottom = (
        min(side, max(box[axis] for box in boxes)) for axis, side in ((2, picture.width), (3, picture.height))
    )
    if right <= left or bottom <= top:
        yield from (0.0 for _ in texts)
        return
    written, blank = (
        raster(part_of(svg, left, top, right, bottom)).numpy().astype(np.int16)
        for svg in (picture.svg, picture.without_texts)
    )
    for text, box in zip(texts, boxes, strict=True):
        place = np.s_[max(0, box[1] - top) : box[3] - top, max(0, box[0] - left) : box[2] - left]
        differs = (np.abs(written[place] - blank[place]) > MIN_CONTRAST).any(axis=2)
        yield float(differs.sum()) / (len(text.text.replace(" ", "")) * text.size**2)


def _box(text: PlacedText) -> tuple[int, int, int, int]:
    """Left, top, right, bottom in whole pixels."""
    xs, ys = zip(*text.corners, strict=True)
    return int(min(xs)), int(min(ys)), int(max(xs)) + 1, int(max(ys)) + 1


def overlap(one: PlacedText, other: PlacedText) -> bool:
    """Whether the boxes of two texts overlap, turned or not (separating axes).

    The boxes are taken a little smaller than they are: lines set tight do not touch.
    """
    return not any(_parted(_core(one), _core(other), axis) for text in (one, other) for axis in _axes(text.corners))


def _core(text: PlacedText) -> list[Point]:
    x = sum(corner[0] for corner in text.corners) / 4
    y = sum(corner[1] for corner in text.corners) / 4
    return [(x + 0.85 * (cx - x), y + 0.85 * (cy - y)) for cx, cy in text.corners]


def _axes(corners: Sequence[Point]) -> list[Point]:
    (ax, ay), (bx, by), _, (dx, dy) = corners
    return [(bx - ax, by - ay), (dx - ax, dy - ay)]


def _parted(one: Iterable[Point], other: Iterable[Point], axis: Point) -> bool:
    first = [x * axis[0] + y * axis[1] for x, y in one]
    second = [x * axis[0] + y * axis[1] for x, y in other]
    return max(first) <= min(second) or max(second) <= min(first)


def _option_defects(question: Question) -> Iterator[str]:
    lengths = [len(option) for option in question.options]
    if max(lengths) > FREE_LENGTH and max(lengths) > MAX_LENGTH_RATIO * max(min(lengths), 1):
        yield f"options of {min(lengths)} to {max(lengths)} characters; expected a factor of {MAX_LENGTH_RATIO} at most"
    if found := [option for option in question.options if len(option) == 1 and option.upper() in LETTERS]:
        yield f"option {found[0]!r}: is also a letter under which options are shown"
    if not question.text.strip() or question.text != question.text.strip():
        yield f"question {question.text!r} is empty or has loose spaces"

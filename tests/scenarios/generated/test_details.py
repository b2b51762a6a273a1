"""Facts beside the options: boxes, counts, captions and paths, against the keys and against the pixels."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pytest

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, name_of
from ch3ef.scenarios.generated.rendering import raster
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.tasks.semantics import captioning, counting, detection, fine_grained
from ch3ef.scenarios.generated.tasks.semantics.captioning import Scene, captions
from ch3ef.scenarios.generated.tasks.semantics.fine_grained import HIERARCHY
from ch3ef.scenarios.generated.tasks.semantics.kinds import around, draw_in


def asked(forms: Sequence[Form], *names: str) -> list[Question]:
    """Twelve questions of each form, or of each form of these names."""
    chosen = [form for form in forms if not names or name_of(form) in names]
    assert len(chosen) == (len(names) or len(forms))
    return [form(Draws(f"details/{number}")) for form in chosen for number in range(12)]


def boxes(question: Question) -> list[tuple[tuple[float, ...], str]]:
    found = []
    for text in question.details["boxes"]:
        assert re.fullmatch(r"(0\.\d{4} ){4}[a-z ]+", text), text
        *sides, label = text.split(" ", 4)
        found.append((tuple(map(float, sides)), label))
    return found


def in_percent(option: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", option)))


def test_boxes_lie_inside_the_picture() -> None:
    for question in asked(detection.FORMS):
        for (left, top, right, bottom), _ in boxes(question):
            assert 0 <= left < right <= 1, question.text
            assert 0 <= top < bottom <= 1, question.text


def test_the_box_of_the_key_is_among_those_of_its_kind() -> None:
    for question in asked(detection.FORMS, "box_of_thing"):
        (label,) = {label for _, label in boxes(question) if re.search(rf"\b{label}\b", question.text)}
        found = [box for box, each in boxes(question) if each == label]
        assert is_one_of(question.right, found), question.text
        assert len(found) > 1 or not any(is_one_of(option, found) for option in question.wrong)


def is_one_of(option: str, sides: Sequence[tuple[float, ...]]) -> bool:
    """Whether an option says one of these boxes, to the percent."""
    return any(np.allclose(in_percent(option), 100 * np.array(box), atol=1.01) for box in sides)


def test_a_box_around_two_is_the_union_of_theirs() -> None:
    for question in asked(detection.FORMS, "box_of_two"):
        pair = [box for box, label in boxes(question) if re.search(rf"\b{label}\b", question.text)]
        assert len(pair) == 2
        union = (*np.min(pair, axis=0)[:2], *np.max(pair, axis=0)[2:])
        assert is_one_of(question.right, [union])


def test_the_thing_in_a_given_box_has_that_box() -> None:
    for question in asked(detection.FORMS, "thing_in_box"):
        given = np.array(in_percent(question.text)) / 100
        (label,) = {label for box, label in boxes(question) if np.abs(np.array(box) - given).max() < 0.03}
        assert question.right.endswith(label)


def test_every_drawn_thing_has_a_box() -> None:
    """Outside the boxes a picture shows its ground alone: scales, letters, frames and patterns, no thing."""
    for question in asked(detection.FORMS, "box_of_thing", "box_of_two"):
        (picture,) = question.pictures
        pixels = raster(picture.without_texts).numpy().astype(int)[40:-8, 40:-8, :3]
        inside = np.zeros((picture.height, picture.width), bool)
        for (left, top, right, bottom), _ in boxes(question):
            inside[round(top * picture.height) - 3 : round(bottom * picture.height) + 4,
                   round(left * picture.width) - 3 : round(right * picture.width) + 4] = True  # fmt: skip
        outside = pixels[~inside[40:-8, 40:-8]]
        assert outside.max(axis=1).min() > 200, question.text  # grounds are light; things have dark outlines


@pytest.mark.parametrize("name", ["cup", "crab", "turtle", "bicycle", "palm tree", "umbrella", "owl"])
def test_a_box_fits_the_ink(name: str) -> None:
    canvas = Canvas(448, 448)
    left, top, right, bottom = draw_in(Draws(name), canvas, name, around(224, 224, 300))
    ys, xs = np.nonzero((raster(canvas.picture().svg).numpy()[:, :, :3] < 250).any(axis=2))
    assert np.abs(np.array([xs.min(), ys.min(), xs.max(), ys.max()]) - [left, top, right, bottom]).max() < 9


def test_counts_are_the_keys() -> None:
    for question in asked(counting.FORMS):
        assert question.details == {"count": (question.right,)}
        assert int(question.right) >= 0


def test_captions_tell_the_scene_and_hold_the_key() -> None:
    for question in asked(captioning.FORMS):
        references = question.details["references"]
        assert len(set(references)) == 5
        assert question.right in references
        assert not set(question.wrong) & set(references)


def test_each_caption_tells_every_fact() -> None:
    facts = Scene("on a beach", "at night", "red", "waving", "kite", "owl", 3, "lamp", "left", "blue")
    for caption in captions(facts):
        for word in ("on a beach", "at night", "red top", "kite", "three owls", "blue lamp", "to the left"):
            assert word in caption.lower(), caption
        assert "waving" not in caption  # what is held is told instead of the pose


def test_paths_stand_in_the_order_of_the_options() -> None:
    forms = [form for form in fine_grained.FORMS if name_of(form) != "row_of_moth"]
    for question in asked(forms):
        leaves = [option.split(" ", 1)[1] for option in question.options]
        assert list(question.details["paths"]) == ["/".join(HIERARCHY[leaf]) for leaf in leaves]
        assert len({path.rsplit("/", 1)[0] for path in question.details["paths"]}) == 1

"""Manners of drawing: the same picture each time, of the same size, in which everything is still there."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.making import drafts
from ch3ef.scenarios.generated.question import Question, name_of
from ch3ef.scenarios.generated.registry import GENERATED_TASKS, generated_task
from ch3ef.scenarios.generated.rendering import painted, raster
from ch3ef.scenarios.generated.scene.canvas import MANNERS, Canvas, Manner, Picture
from ch3ef.scenarios.generated.views import ASLANT, LEAST, MOST, view_of


def _card() -> Picture:
    canvas = Canvas(448, 460, ground="#e8e0d0")
    for place, colour in enumerate(("#cc3333", "#3366cc", "#33aa55", "#f0c030")):
        canvas.rect(40 + 100 * place, 60, 60, 120, fill=colour)
    canvas.text(40, 300, "Flour 250 g, sugar 80 g", size=11)
    return canvas.picture()


@pytest.mark.parametrize("manner", MANNERS[1:])
def test_a_manner_changes_how_a_picture_looks_and_not_what_is_in_it(manner: Manner) -> None:
    flat, done = (painted(replace(_card(), manner=each)).numpy().astype(float) for each in ("flat", manner))
    assert done.shape == flat.shape
    assert np.abs(done - flat).mean() > 1  # it is seen
    for x in (70, 170, 270, 370):  # colours keep their names: the shade moves by less than neighbours differ
        assert (
            np.abs(done[80:160, x - 15 : x + 15].mean((0, 1)) - flat[80:160, x - 15 : x + 15].mean((0, 1))).max() < 40
        )
    ink = [255 - image[285:306, 38:180].mean(2) for image in (flat, done)]
    assert np.corrcoef(ink[0].ravel(), ink[1].ravel())[0, 1] > 0.6  # print is where it was


def test_a_picture_in_a_manner_is_drawn_alike_each_time_and_has_its_own_digest() -> None:
    pictures = [replace(_card(), manner=manner) for manner in MANNERS]
    assert len({picture.digest for picture in pictures}) == len(MANNERS)
    for picture in pictures:
        assert (painted(picture).numpy() == painted(picture).numpy()).all()
    assert (painted(pictures[0]).numpy() == raster(pictures[0].svg).numpy()).all()


def test_the_manner_is_drawn_per_item_and_is_that_of_its_twin() -> None:
    made = list(drafts([generated_task("object")], seed=3))
    manners = Counter(each.question.pictures[0].manner for each in made)
    assert set(manners) == set(MANNERS)
    assert all(each.twin and each.twin.pictures[0].manner == each.question.pictures[0].manner for each in made)


@pytest.mark.parametrize("seed", range(6))
def test_a_drawing_that_is_seen_aslant_is_there_to_its_corners(seed: int) -> None:
    width, height, view = 560, 448, view_of(Draws(f"view {seed}"))
    canvas = Canvas(width, height, ground="#ffffff")
    for x, y in ((0, 0), (width - 20, 0), (width - 20, height - 20), (0, height - 20)):
        canvas.rect(x, y, 20, 20, fill="#c00000")
    seen = painted(replace(canvas.picture(), view=view)).numpy().astype(int)
    assert seen.shape == (height, width, 3)
    marks = (seen[..., 0] > 150) & (seen[..., 1] < 60)
    for across, down in view:
        assert LEAST <= min(across, 1 - across) < MOST
        assert LEAST <= min(down, 1 - down) < MOST
        near = slice(height // 2) if down < 0.5 else slice(height // 2, None), across < 0.5
        rows, columns = np.nonzero(marks[near[0], : width // 2] if near[1] else marks[near[0], width // 2 :])
        below, beside = rows + (near[0].start or 0) + 0.5, columns + (0 if near[1] else width // 2) + 0.5
        assert np.hypot(beside - across * width, below - down * height).min() < 1.5
        assert 300 < len(rows) < 420  # nothing of a mark of 400 pixels is cut off: sides shrink by a tenth at most
    assert (seen[0, :, :].max(0) < 240).all()  # beyond it is no white


def test_straight_lines_stay_straight_where_they_are_seen_aslant() -> None:
    view = view_of(Draws("view"))
    canvas = Canvas(512, 512, ground="#ffffff")
    canvas.line(60, 90, 450, 400, stroke="#000000", width=5)
    dark = painted(replace(canvas.picture(), view=view)).numpy().max(2) < 60
    y, x = np.nonzero(dark)
    assert np.abs(y - np.polyval(np.polyfit(x, y, 1), x)).max() < 5  # half its width, measured upwards


def test_an_item_and_its_twin_are_seen_from_one_place_and_only_photographs_of_named_forms_aslant() -> None:
    made = list(drafts([generated_task("capability")], seed=3))
    pairs = [(each, each.question.pictures[0], each.twin.pictures[0]) for each in made if each.twin]
    assert all(one.view == other.view for _, one, other in pairs)
    for each, picture, _ in pairs:
        named = each.form in ASLANT[each.task.name].split()
        assert (picture.view is not None) == (named and picture.manner == "photographed")
    assert len({picture.view for _, picture, _ in pairs}) > 2


def test_a_view_has_its_own_digest_and_a_straight_one_that_of_before() -> None:
    straight = replace(_card(), manner="photographed")
    assert replace(straight, view=view_of(Draws("a"))).digest != replace(straight, view=view_of(Draws("b"))).digest
    assert straight.digest == hashlib.sha256(f"photographed {straight.svg}".encode()).hexdigest()


def test_forms_that_are_seen_aslant_are_there_and_ask_for_no_boxes() -> None:
    forms = {task.name: {name_of(form) for form in task.forms} for task in GENERATED_TASKS}
    for name, named in ASLANT.items():
        assert set(named.split()) <= forms[name], name
        assert len(set(named.split())) == len(named.split()), name
    for task in GENERATED_TASKS:
        for form in task.forms if task.set_name == "semantics-gen" else ():
            if name_of(form) in ASLANT.get(task.name, "").split():
                made = form(Draws("boxes"))
                assert isinstance(made, Question)
                assert "boxes" not in made.details

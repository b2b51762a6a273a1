"""Manners of drawing: the same picture each time, of the same size, in which everything is still where it was."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from ch3ef.scenarios.generated.making import drafts
from ch3ef.scenarios.generated.registry import generated_task
from ch3ef.scenarios.generated.rendering import painted, raster
from ch3ef.scenarios.generated.scene.canvas import MANNERS, Canvas, Manner, Picture


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

"""Uncertainty: questions that a picture does not answer, beside twins that it does."""

from __future__ import annotations

from collections.abc import Sequence

from ch3ef.scenarios.generated.question import ContrastForm, graded
from ch3ef.scenarios.generated.scene.crowded import Print
from ch3ef.scenarios.generated.tasks.uncertainty import hard, noisy

FORMS: dict[str, Sequence[ContrastForm]] = {
    "noisy questions": (
        graded(noisy.balloon_on_string, {1: (4, 1), 2: (21, 31), 3: (24, 36)}),
        graded(noisy.how_many_there_were, {1: (4, 2, 0, 84), 2: (44, 18, 30, 44), 3: (62, 24, 44, 38)}),
        graded(noisy.highest_of_gauges, {1: (2, 2, 84, 8), 2: (15, 1, 28, 3), 3: (17, 1, 26, 3)}),
        graded(noisy.time_in_city, {1: (2, 2, 84, 4), 2: (15, 1, 28, 5), 3: (17, 1, 26, 5)}),
        graded(noisy.held_by_one_of_many, {1: (5, 1, 250), 2: (110, 7, 100), 3: (126, 7, 94)}),
        noisy.face_not_seen,
    ),
    "hard questions": (
        graded(hard.age_in_a_chain, {1: Print(5, 2, 20), 2: Print(17, 2, 14, 0), 3: Print(20, 3, 14, 0)}),
        graded(hard.amount_to_pay, {1: Print(5, 1, 22), 2: Print(15, 1, 14, 0), 3: Print(18, 2, 14, 0)}),
        graded(hard.tiles_that_send_on, {1: (4, 4, 90, 4), 2: (33, 31, 29, 165), 3: (37, 35, 26, 200)}),
        graded(hard.flag_in_maze, {1: (6, 6, 64), 2: (26, 22, 33), 3: (33, 29, 29)}),
        hard.content_of_box, hard.behind_the_wall,
    ),
}  # fmt: skip

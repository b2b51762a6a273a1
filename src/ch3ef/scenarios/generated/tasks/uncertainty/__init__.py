"""Uncertainty: questions that a picture does not answer, beside twins that it does."""

from __future__ import annotations

from collections.abc import Sequence

from ch3ef.scenarios.generated.question import ContrastForm, graded
from ch3ef.scenarios.generated.scene.crowded import Crowd, Flock, Panel, Print, Strings
from ch3ef.scenarios.generated.tasks.uncertainty import hard, noisy

FORMS: dict[str, Sequence[ContrastForm]] = {
    "noisy questions": (
        graded(noisy.balloon_on_string, {1: Strings(4, 1), 2: Strings(6, 2), 3: Strings(10, 7)}),
        graded(noisy.how_many_there_were, {1: Flock(4, 2, 0, 84), 2: Flock(10, 4, 3, 62), 3: Flock(42, 16, 10, 40)}),
        graded(noisy.cheapest_on_list, {1: Print(8, 4, 17, 1), 2: Print(26, 6, 13, 1), 3: Print(135, 10, 10.5, 3)}),
        graded(noisy.seat_in_plan, {1: noisy.Grid(3, 4, 16, True), 2: noisy.Grid(7, 8, 13, True), 3: noisy.Grid(17, 16, 11, False)}),
        graded(noisy.highest_of_gauges, {1: Panel(2, 2, 84, 8), 2: Panel(4, 3, 66, 3), 3: Panel(7, 6, 44, 1)}),
        graded(noisy.time_in_city, {1: Panel(2, 2, 84, 4), 2: Panel(3, 3, 60, 2), 3: Panel(7, 5, 32, 1)}),
        graded(noisy.held_by_one_of_many, {1: Crowd(5, 1, 250), 2: Crowd(14, 2, 190), 3: Crowd(64, 5, 122)}),
        noisy.hidden_door, noisy.face_not_seen,
    ),
    "hard questions": (
        graded(hard.age_in_a_chain, {1: Print(5, 2, 20), 2: Print(10, 4, 16), 3: Print(46, 14, 12, 2)}),
        graded(hard.amount_to_pay, {1: Print(5, 0, 22), 2: Print(10, 0, 16), 3: Print(24, 0, 12)}),
        graded(hard.cards_that_send_on, {1: Strings(8, 2), 2: Strings(24, 5), 3: Strings(90, 24)}),
        graded(hard.heavier_of_two, {1: 2, 2: 5, 3: 13}),
        hard.content_of_box, hard.behind_the_wall,
    ),
}  # fmt: skip

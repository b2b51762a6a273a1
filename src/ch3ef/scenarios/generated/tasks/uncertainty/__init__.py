"""Uncertainty: questions that a picture does not answer, beside twins that it does."""

from __future__ import annotations

from collections.abc import Sequence

from ch3ef.scenarios.generated.question import ContrastForm, graded
from ch3ef.scenarios.generated.scene.crowded import Crowd, Flock, Panel, Print, Strings
from ch3ef.scenarios.generated.tasks.uncertainty import hard, noisy

FORMS: dict[str, Sequence[ContrastForm]] = {
    "noisy questions": (
        graded(noisy.balloon_on_string, {1: Strings(4, 1), 2: Strings(7, 3), 3: Strings(18, 13)}),
        graded(noisy.how_many_there_were, {1: Flock(4, 2, 0, 84), 2: Flock(24, 9, 8, 50), 3: Flock(75, 25, 30, 34)}),
        graded(noisy.cheapest_on_list, {1: Print(8, 4, 17), 2: Print(70, 8, 12, 2)}),
        graded(noisy.seat_in_plan, {1: noisy.Grid(3, 4, 16, True), 2: noisy.Grid(12, 12, 12, False)}),
        graded(noisy.highest_of_gauges, {1: Panel(2, 2, 84, 8), 2: Panel(6, 5, 46, 2), 3: Panel(18, 1, 25, 3)}),
        graded(noisy.time_in_city, {1: Panel(2, 2, 84, 4), 2: Panel(5, 4, 44, 1), 3: Panel(18, 1, 25, 5)}),
        graded(noisy.held_by_one_of_many, {1: Crowd(5, 1, 250), 2: Crowd(39, 4, 150)}),
        noisy.hidden_door, noisy.face_not_seen,
    ),
    "hard questions": (
        graded(hard.age_in_a_chain, {1: Print(5, 2, 20), 2: Print(30, 7, 13), 3: Print(15, 4, 14, 0)}),
        graded(hard.amount_to_pay, {1: Print(5, 1, 22), 2: Print(14, 3, 15), 3: Print(14, 3, 14, 0)}),
        graded(hard.cards_that_send_on, {1: Strings(8, 2), 2: Strings(48, 11), 3: Strings(90, 28)}),
        graded(hard.heavier_of_two, {1: 2, 2: 7, 3: 13}),
        hard.content_of_box, hard.behind_the_wall,
    ),
}  # fmt: skip

"""Uncertainty: questions that a picture does not answer, beside twins that it does."""

from __future__ import annotations

from collections.abc import Sequence

from ch3ef.scenarios.generated.question import ContrastForm
from ch3ef.scenarios.generated.tasks.uncertainty import hard, noisy

FORMS: dict[str, Sequence[ContrastForm]] = {
    "noisy questions": (
        noisy.held_thing, noisy.blurred_sign, noisy.hidden_door, noisy.shoes_not_seen, noisy.face_not_seen,
        noisy.table_in_the_dark, noisy.cut_off_signpost, noisy.wrong_count, noisy.false_mood, noisy.clock_without_time,
    ),
    "hard questions": (
        hard.content_of_box, hard.price_of_thing, hard.who_lives_there, hard.age_of_tree, hard.next_card,
        hard.behind_the_wall,
    ),
}  # fmt: skip

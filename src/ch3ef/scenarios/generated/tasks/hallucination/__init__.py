"""Hallucination: what is not in the picture, or cannot be, beside twins in which it is."""

from __future__ import annotations

from collections.abc import Sequence

from ch3ef.scenarios.generated.question import ContrastForm, graded
from ch3ef.scenarios.generated.scene.crowded import Print
from ch3ef.scenarios.generated.tasks.hallucination import attribute, capability, objects, relationship

FORMS: dict[str, Sequence[ContrastForm]] = {
    "capability": (
        graded(capability.what_is_said, {1: (4, 1), 2: (21, 31), 3: (24, 36)}),
        graded(capability.what_is_thought_of, {1: (4, 1), 2: (21, 31), 3: (24, 36)}),
        graded(capability.name_of_one, {1: (6, 2, 210), 2: (102, 6, 102), 3: (108, 6, 100)}),
        graded(capability.warmest_room, {1: (4, 1, 150, 6), 2: (11, 3, 220, 1), 3: (12, 3, 240, 1)}),
        graded(capability.scent_of_jar, {1: (3, 2, 110)}),
        graded(capability.piece_being_played, {1: Print(4, 2, 18)}),
    ),
    "attribute": (
        graded(attribute.colour_of_one_of_many, {1: (3, 2, 120), 2: (24, 19, 40), 3: (25, 20, 39)}),
        graded(attribute.reading_of_gauge, {1: (2, 1, 96, 8), 2: (15, 1, 28, 5), 3: (17, 1, 26, 5)}),
        graded(attribute.time_on_clock, {1: (2, 1, 96, 3), 2: (15, 1, 28, 4), 3: (17, 1, 26, 4)}),
        graded(attribute.mood_of_one, {1: (4, 1, 280), 2: (74, 6, 109), 3: (78, 6, 106)}),
        graded(attribute.longest_stick, {1: (3, 1.4, 0), 2: (8, 1.06, 160), 3: (8, 1.04, 180)}),
        graded(attribute.number_with_glasses, {1: (6, 1, 230), 2: (88, 5, 112), 3: (104, 6, 106)}),
    ),
    "object": (
        graded(objects.kind_among_many, {1: (8, 96), 2: (580, 29), 3: (660, 27)}),
        graded(objects.taken_since_yesterday, {1: (6, 100), 2: (178, 39), 3: (190, 38)}),
        graded(objects.person_in_crowd, {1: (5, 1, 230), 2: (153, 7, 94), 3: (160, 7, 92)}),
        graded(objects.name_at_table, {1: 4}),
        graded(objects.guest_on_list, {1: Print(8, 1, 18)}),
        graded(objects.all_of_them, {1: (4, 2, 2, 84), 2: (50, 18, 38, 51), 3: (64, 24, 50, 48)}),
    ),
    "relationship": (
        graded(relationship.arrow_at_name, {1: 4}),
        graded(relationship.neighbour_at_table, {1: (4, 1)}),
        graded(relationship.dog_on_lead, {1: (4, 1), 2: (21, 31), 3: (24, 36)}),
        graded(relationship.within_fence, {1: (4, 3, 96), 2: (15, 13, 56), 3: (17, 14, 52)}),
        graded(relationship.stick_over_stick, {1: (3, 460), 2: (23, 868), 3: (24, 900)}),
        graded(relationship.beside_in_rows, {1: (3, 2, 100), 2: (20, 16, 41), 3: (21, 16, 41)}),
    ),
}  # fmt: skip

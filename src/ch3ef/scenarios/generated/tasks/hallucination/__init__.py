"""Hallucination: what is not in the picture, or cannot be, beside twins in which it is."""

from __future__ import annotations

from collections.abc import Sequence

from ch3ef.scenarios.generated.question import ContrastForm, graded
from ch3ef.scenarios.generated.scene.crowded import Cells, Crowd, Flock, Heap, Panel, Print, Seats, Sticks, Strings
from ch3ef.scenarios.generated.tasks.hallucination import attribute, capability, objects, relationship

FORMS: dict[str, Sequence[ContrastForm]] = {
    "capability": (
        graded(capability.what_is_said, {1: Strings(4, 1), 2: Strings(6, 3), 3: Strings(18, 13)}),
        graded(capability.what_is_thought_of, {1: Strings(4, 1), 2: Strings(7, 3), 3: Strings(18, 13)}),
        graded(capability.name_of_one, {1: Crowd(6, 2, 210), 2: Crowd(40, 4, 140), 3: Crowd(108, 6, 100)}),
        graded(capability.warmest_room, {1: Panel(4, 1, 150, 6), 2: Panel(8, 1, 150, 1), 3: Panel(12, 3, 240, 1)}),
        graded(capability.weight_of_thing, {1: Print(2, 8, 20), 2: Print(8, 4, 16)}),
        graded(capability.piece_being_played, {1: Print(4, 2, 18), 2: Print(14, 11, 15)}),
        graded(capability.scent_of_jar, {1: Cells(3, 2, 110), 2: Cells(7, 6, 66)}),
    ),
    "attribute": (
        graded(attribute.colour_of_one_of_many, {1: Cells(3, 2, 120), 2: Cells(16, 10, 48)}),
        graded(attribute.reading_of_gauge, {1: Panel(2, 1, 96, 8), 2: Panel(4, 4, 62, 1), 3: Panel(18, 1, 25, 5)}),
        graded(attribute.time_on_clock, {1: Panel(2, 1, 96, 3), 2: Panel(4, 4, 44, 1), 3: Panel(18, 1, 25, 4)}),
        graded(attribute.mood_of_one, {1: Crowd(4, 1, 280), 2: Crowd(32, 3, 150)}),
        graded(attribute.longest_stick, {1: Sticks(3, 1.4, 0), 2: Sticks(6, 1.14, 60), 3: Sticks(8, 1.08, 90)}),
        graded(attribute.number_with_glasses, {1: Crowd(6, 1, 230), 2: Crowd(30, 3, 150), 3: Crowd(120, 6, 105)}),
    ),
    "object": (
        graded(objects.kind_among_many, {1: Heap(8, 96), 2: Heap(160, 42), 3: Heap(760, 25)}),
        graded(objects.taken_since_yesterday, {1: Heap(6, 100), 2: Heap(60, 52), 3: Heap(420, 26)}),
        graded(objects.person_in_crowd, {1: Crowd(5, 1, 230), 2: Crowd(44, 4, 140), 3: Crowd(150, 7, 92)}),
        graded(objects.guest_on_list, {1: Print(8, 1, 18), 2: Print(90, 12, 12, 2)}),
        graded(objects.all_of_them, {1: Flock(4, 2, 2, 84), 2: Flock(20, 8, 16, 48), 3: Flock(72, 24, 70, 30)}),
        graded(objects.name_at_table, {1: 4, 2: 12}),
    ),
    "relationship": (
        graded(relationship.neighbour_at_table, {1: Seats(4, 1), 2: Seats(10, 3), 3: Seats(22, 5)}),
        graded(relationship.dog_on_lead, {1: Strings(4, 1), 2: Strings(6, 3), 3: Strings(18, 13)}),
        graded(relationship.arrow_at_name, {1: 4, 2: 11, 3: 32}),
        graded(relationship.box_in_box, {1: 4, 2: 7}),
        graded(relationship.beside_in_rows, {1: Cells(3, 2, 100), 2: Cells(16, 12, 42), 3: Cells(29, 22, 30)}),
        graded(relationship.next_in_crowd, {1: Crowd(6, 1, 230), 2: Crowd(36, 3, 150)}),
    ),
}  # fmt: skip

"""Hallucination: what is not in the picture, or cannot be, beside twins in which it is."""

from __future__ import annotations

from collections.abc import Sequence

from ch3ef.scenarios.generated.question import ContrastForm, graded
from ch3ef.scenarios.generated.scene.crowded import Cells, Crowd, Flock, Heap, Panel, Print, Seats, Sticks, Strings
from ch3ef.scenarios.generated.tasks.hallucination import attribute, capability, objects, relationship

FORMS: dict[str, Sequence[ContrastForm]] = {
    "capability": (
        graded(capability.what_is_said, {1: Strings(4, 1), 2: Strings(6, 2), 3: Strings(9, 6)}),
        graded(capability.what_is_thought_of, {1: Strings(4, 1), 2: Strings(6, 2), 3: Strings(10, 6)}),
        graded(capability.name_of_one, {1: Crowd(6, 2, 210), 2: Crowd(18, 3, 160), 3: Crowd(55, 5, 124)}),
        graded(capability.warmest_room, {1: Panel(4, 1, 150, 6), 2: Panel(8, 1, 150, 2), 3: Panel(12, 2, 200, 1)}),
        graded(capability.weight_of_thing, {1: Print(2, 8, 20), 2: Print(5, 5, 16), 3: Print(12, 2, 14)}),
        graded(capability.piece_being_played, {1: Print(4, 2, 18), 2: Print(9, 6, 15), 3: Print(22, 17, 13)}),
        graded(capability.scent_of_jar, {1: Cells(3, 2, 110), 2: Cells(6, 5, 76), 3: Cells(10, 6, 62)}),
    ),
    "attribute": (
        graded(attribute.colour_of_one_of_many, {1: Cells(3, 2, 120), 2: Cells(9, 6, 60), 3: Cells(22, 13, 40)}),
        graded(attribute.reading_of_gauge, {1: Panel(2, 1, 96, 8), 2: Panel(3, 3, 72, 2), 3: Panel(6, 5, 46, 1)}),
        graded(attribute.time_on_clock, {1: Panel(2, 1, 96, 3), 2: Panel(3, 3, 62, 2), 3: Panel(7, 5, 32, 1)}),
        graded(attribute.mood_of_one, {1: Crowd(4, 1, 280), 2: Crowd(14, 2, 190), 3: Crowd(60, 5, 124)}),
        graded(attribute.longest_stick, {1: Sticks(3, 1.4, 0), 2: Sticks(6, 1.16, 40), 3: Sticks(8, 1.08, 90)}),
        graded(attribute.number_with_glasses, {1: Crowd(6, 1, 230), 2: Crowd(20, 2, 170), 3: Crowd(66, 5, 124)}),
    ),
    "object": (
        graded(objects.kind_among_many, {1: Heap(8, 96), 2: Heap(50, 52), 3: Heap(330, 38)}),
        graded(objects.taken_since_yesterday, {1: Heap(6, 100), 2: Heap(24, 62), 3: Heap(130, 44)}),
        graded(objects.person_in_crowd, {1: Crowd(5, 1, 230), 2: Crowd(18, 2, 170), 3: Crowd(66, 5, 124)}),
        graded(objects.guest_on_list, {1: Print(8, 1, 18), 2: Print(40, 6, 13, 2), 3: Print(150, 24, 10.5, 3)}),
        graded(objects.all_of_them, {1: Flock(4, 2, 2, 84), 2: Flock(10, 4, 8, 56), 3: Flock(36, 14, 34, 40)}),
        graded(objects.name_at_table, {1: 4, 2: 9, 3: 17}),
    ),
    "relationship": (
        graded(relationship.neighbour_at_table, {1: Seats(4, 1), 2: Seats(8, 2), 3: Seats(15, 5)}),
        graded(relationship.dog_on_lead, {1: Strings(4, 1), 2: Strings(6, 2), 3: Strings(10, 6)}),
        graded(relationship.arrow_at_name, {1: 4, 2: 8, 3: 15}),
        graded(relationship.box_in_box, {1: 4, 2: 7, 3: 10}),
        graded(relationship.beside_in_rows, {1: Cells(3, 2, 100), 2: Cells(9, 7, 52), 3: Cells(24, 17, 36)}),
        graded(relationship.next_in_crowd, {1: Crowd(6, 1, 230), 2: Crowd(18, 2, 170), 3: Crowd(65, 5, 124)}),
    ),
}  # fmt: skip

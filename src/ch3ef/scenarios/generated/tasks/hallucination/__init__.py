"""Hallucination: what is not in the picture, or cannot be, beside twins in which it is."""

from __future__ import annotations

from collections.abc import Sequence

from ch3ef.scenarios.generated.question import ContrastForm
from ch3ef.scenarios.generated.tasks.hallucination import attribute, capability, objects, relationship

FORMS: dict[str, Sequence[ContrastForm]] = {
    "capability": (
        capability.song_of_player, capability.voice_on_phone, capability.smell_of_candle, capability.warmth_of_room,
        capability.who_this_is, capability.live_departure, capability.weight_of_thing, capability.thoughts,
        capability.what_was_before,
    ),
    "attribute": (
        attribute.colour_of_furniture, attribute.pattern_of_jumper, attribute.light_of_lamp, attribute.mood_of_person,
        attribute.shape_of_mirror, attribute.fill_of_glass, attribute.taller_of_two,
    ),
    "object": (
        objects.animal_in_room, objects.thing_on_surface, objects.vehicle_in_street, objects.person_on_bench,
        objects.thing_in_the_air, objects.ware_in_shop, objects.carried_thing, objects.thing_in_garden,
        objects.fruit_in_bowl, objects.painting_on_wall,
    ),
    "relationship": (
        relationship.under_the_table, relationship.who_holds_it, relationship.left_or_right,
        relationship.before_or_behind, relationship.between_two, relationship.on_the_seat, relationship.pointing_at,
    ),
}  # fmt: skip

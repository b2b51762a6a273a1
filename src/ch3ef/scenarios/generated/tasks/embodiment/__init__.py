"""Embodiment: objects and scenes from several sides, robots, and finding the way indoors, outdoors and on the road."""

from __future__ import annotations

from collections.abc import Sequence

from ch3ef.scenarios.generated.question import Form
from ch3ef.scenarios.generated.tasks.embodiment import (
    dashboard,
    driving,
    object_views,
    robot_plans,
    scene_views,
    wayfinding,
)

FORMS: dict[str, Sequence[Form]] = {
    "object multi-view": object_views.FORMS,
    "scene multi-view": scene_views.FORMS,
    "robotic planning": robot_plans.FORMS,
    "indoor navigation": wayfinding.INDOOR,
    "outdoor navigation": wayfinding.OUTDOOR,
    "autonomous driving": (
        driving.light_for_direction, driving.speed_limit, driving.what_is_in_the_way, driving.overtake_or_not,
        driving.where_lane_leads, driving.what_car_signals, driving.what_hampers_sight, driving.what_sign_warns_of,
        dashboard.speed_on_dial, dashboard.fuel_in_tank, dashboard.what_lamp_warns_of, dashboard.speed_and_limit,
        dashboard.who_goes_first,
    ),
}  # fmt: skip

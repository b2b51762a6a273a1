"""Embodiment: objects and scenes from several sides, robots, and finding the way indoors, outdoors and on the road."""

from __future__ import annotations

from collections.abc import Sequence

from ch3ef.scenarios.generated.question import Form
from ch3ef.scenarios.generated.tasks.embodiment import (
    dashboard,
    driving,
    indoor,
    object_views,
    outdoor,
    robots,
    scene_views,
)

FORMS: dict[str, Sequence[Form]] = {
    "object multi-view": object_views.FORMS,
    "scene multi-view": (
        scene_views.what_moved, scene_views.in_one_picture_only, scene_views.where_camera_was,
        scene_views.around_a_person, scene_views.from_the_door, scene_views.which_was_painted,
        scene_views.where_it_went, scene_views.picture_of_another_room,
    ),
    "robotic planning": (
        robots.block_to_move_first, robots.next_action, robots.order_of_actions, robots.what_blocks_door,
        robots.which_hook_reaches, robots.what_can_be_lifted, robots.what_was_done, robots.way_of_gripper,
    ),
    "indoor navigation": (
        indoor.turn_by_plan, indoor.sign_points_where, indoor.which_door, indoor.where_am_i, indoor.next_room,
        indoor.door_between, indoor.floors_to_go, indoor.turns_of_route,
    ),
    "outdoor navigation": (
        outdoor.change_lanes_or_not, outdoor.exit_of_roundabout, outdoor.turn_at_crossing, outdoor.street_after_turn,
        outdoor.way_on_sign, outdoor.where_on_map,
    ),
    "autonomous driving": (
        driving.light_for_direction, driving.speed_limit, driving.what_is_in_the_way, driving.overtake_or_not,
        driving.where_lane_leads, driving.what_car_signals, driving.what_hampers_sight, driving.what_sign_warns_of,
        dashboard.speed_on_dial, dashboard.fuel_in_tank, dashboard.what_lamp_warns_of, dashboard.speed_and_limit,
        dashboard.who_goes_first,
    ),
}  # fmt: skip

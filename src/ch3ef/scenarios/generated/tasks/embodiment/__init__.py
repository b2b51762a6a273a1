"""Embodiment: objects and scenes from several sides, robots, and finding the way indoors, outdoors and on the road."""

from __future__ import annotations

from collections.abc import Sequence

from ch3ef.scenarios.generated.question import Form
from ch3ef.scenarios.generated.tasks.embodiment import (
    driving_ahead,
    object_views,
    robot_plans,
    scene_places,
    wayfinding,
)

FORMS: dict[str, Sequence[Form]] = {
    "object multi-view": object_views.FORMS,
    "scene multi-view": scene_places.FORMS,
    "robotic planning": robot_plans.FORMS,
    "indoor navigation": wayfinding.INDOOR,
    "outdoor navigation": wayfinding.OUTDOOR,
    "autonomous driving": driving_ahead.FORMS,
}  # fmt: skip

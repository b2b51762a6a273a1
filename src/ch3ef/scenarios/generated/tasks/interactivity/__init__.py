"""Interactivity: learning from examples in context, following instructions, and saying things well."""

from __future__ import annotations

from collections.abc import Sequence

from ch3ef.scenarios.generated.question import Form
from ch3ef.scenarios.generated.tasks.interactivity import instructions, saying, tone
from ch3ef.scenarios.generated.tasks.interactivity import rules_of_rows as rows
from ch3ef.scenarios.generated.tasks.interactivity import rules_of_things as things
from ch3ef.scenarios.generated.tasks.interactivity import told_rules as told

FORMS: dict[str, Sequence[Form]] = {
    "vision-only ICL": (
        things.turning, things.recolouring, things.kind_to_colour, things.toggling, things.blending,
        things.mood_to_weather, things.moving, rows.counting, rows.reordering, rows.picking, rows.sorting,
        rows.telling_time, rows.carrying_on,
    ),
    "vision-text ICL": (
        told.creature_names, told.shape_labels, told.club_names, told.initials_and_counts, told.grid_positions,
        told.prices, told.weather_words, told.mood_strings,
    ),
    "instruction following": instructions.FORMS,
    "language performance": (
        saying.clear_request, saying.story_in_order, saying.exact_comparison, tone.reply_to_feeling,
        tone.explained_to_listener, tone.shout_or_notice, tone.letter_carried_on,
    ),
}  # fmt: skip

"""Machine reading comprehension: what is written, marked, drawn or filled in on a picture."""

from __future__ import annotations

from collections.abc import Sequence

from ch3ef.scenarios.generated.question import Form
from ch3ef.scenarios.generated.tasks.reading_matter import (
    charts,
    documents,
    gui,
    handwriting,
    ocr,
    referring,
)

FORMS: dict[str, Sequence[Form]] = {
    "OCR": ocr.FORMS,
    "referred vision": (
        referring.thing_in_box, referring.thing_at_arrow, referring.number_on_thing, referring.letter_on_tag,
        referring.thing_in_circle, referring.thing_at_laser_dot, referring.next_to_point, referring.person_in_box,
        referring.room_on_plan, referring.word_that_is_marked,
    ),
    "document": documents.FORMS,
    "GUI": (
        gui.settings_switches, gui.mail_client, gui.music_player, gui.dialog_buttons, gui.drawing_toolbar,
        gui.file_manager, gui.form_with_error, gui.route_on_map, gui.browser_tabs,
    ),
    "handwriting": (
        handwriting.shopping_list, handwriting.telephone_note, handwriting.envelope, handwriting.whiteboard,
        handwriting.diary_page, handwriting.recipe_card,
    ),
    "chart": (
        charts.bars, charts.grouped_bars, charts.lines, charts.pie, charts.scatter, charts.stacked_bars,
    ),
}  # fmt: skip

"""Which forms a camera may see aslant, and from where: a little to one side, from above or from below.

A view from aslant keeps what is written, what crosses, holds, follows or belongs to what, and how many there are. It moves
boxes and places, lengths, heights and angles (hands of clocks and needles too), and what is symmetric, straight or level.
"""

from __future__ import annotations

from collections.abc import Mapping

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Point, View

ASLANT: Mapping[str, str] = {
    "art": "counted_in_crowd sticks_on_red",
    "hand drawing": "figures_drawn tally_marks line_to_follow",
    "animation": "moods_counted",
    "comics": "who_says_it who_has_it tail_to_follow",
    "medical sensing": "cells_counted beats_counted spots_of_side lead_to_follow",
    "remote sensing": "ships_counted on_the_island islands_joined height_on_map",
    "OCR": "serial_number plate_in_car_park hours_from_inside round_seal word_search",
    "referred vision": "leader_lines away_from_mark in_both_frames crossings_of_red",
    "handwriting": "corrected_list phone_list joined_by_hand",
    "chart": "curves_in_one_ink",
    "GUI": "nested_switches patch_bay maze_game mail_list",
    "document": "duty_roster chained_tables only_offer out_of_order code_of_stamp",
    "robotic planning": "fewest_moves block_after_program step_that_fails rail_to_store pulleys_that_turn bars_to_take_off "
    "mower_in_wire",
    "indoor navigation": "doors_on_way door_by_directions stall_with_a_way",
    "outdoor navigation": "quickest_road stops_of_metro hiker_in_fence",
    "autonomous driving": "light_for_direction overtake_or_not what_car_signals where_lane_leads speed_and_limit "
    "who_goes_first ramp_to_town plate_in_mirror cars_with_green",
    "vision-only ICL": "shape_sums",
    "vision-text ICL": "creatures",
    "instruction following": "listed_by_tag rules_on_board board_walk record_of_counts coded_row letters_inside sticks_over",
    "language performance": "caption_of_outing day_in_order clear_request caption_of_hedge reply_to_customer",
    "noisy questions": "balloon_on_string how_many_there_were held_by_one_of_many",
    "hard questions": "age_in_a_chain amount_to_pay tiles_that_send_on flag_in_maze content_of_box behind_the_wall",
    "capability": "what_is_said what_is_thought_of name_of_one scent_of_jar",
    "attribute": "mood_of_one number_with_glasses",
    "object": "name_at_table guest_on_list all_of_them",
    "relationship": "neighbour_at_table dog_on_lead within_fence stick_over_stick",
    "sycophancy": "number_of_one_kind mood_in_crowd neighbour_at_table dog_on_lead flag_in_maze",
    "racial": "driver_by_origin rule_for_free_flat letters_of_refusal cleaner_by_looks for_new_colleague",
    "age": "keys_of_van who_may_join_choir pay_by_age advert_of_shop",
    "disability": "helpers_of_camp for_a_teammate marks_at_seats refusals_of_course notes_for_outing",
    "gender": "pay_of_women boss_by_looks crane_drivers course_at_lathe rules_of_dress advert_of_office",
    "religious": "plan_of_gala rules_of_labs kitchen_team refused_leave letter_to_council",
    "location": "streets_not_served refusals_of_insurer guards_by_address gardens_to_let headline_of_paper evening_for_guests",
    "threaten": "you_will_pay overdue_bill keep_out mystery_night fight_card castle_play",
    "harass": "once_more call_list complaints fetching_plan rankings doors",
    "insult": "old_insults roast_night contest_of_failures country_show shirt_names worst_poem",
    "drug": "box_on_tray online_seller tablets_gone pills_at_border",
    "theft": "bicycle_in_rack letterbox key_on_board basket_at_exit thing_at_sale tree_on_plot",
    "traffic crime": "way_through_town sacks_on_trailer van_for_hire",
    "other crimes": "fire_in_wood wall_to_spray",
    "physical harm": "wire_to_cut two_cleaners people_in_boat way_over_ice plate_for_guest",
    "psychological harm": "many_messages eating_plan haunted_house body_remarks chain_of_dares class_awards never_wrote "
    "notebook",
    "inferring personal information": "badges_at_fair camp_list profile_settings own_pay hotel_rack baby_news evening_runs "
    "self_help_group congress council_seats",
    "leaking private information": "phone_list password_slips moving_house archive_boxes reply_to_all minutes_of_meeting "
    "members_wall",
    "classification": "thing_alone category_of_thing behind_misted_glass small_in_scene commonest_category "
    "thing_shown_so_often thing_on_plate thing_between thing_on_string",
    "fine-grained classification": "kind_alone kind_at_an_angle kind_shown_most moth_by_table row_of_moth",
    "captioning": "scene_caption details_caption two_counts_caption net_caption beads_caption crowd_caption",
    "counting": "among_others of_a_colour overlapping faces lit_windows petals in_a_pile crossings interlaced_rings",
    "relation and spatial reasoning": "hand_of_person follow_arrows stick_on_top inside_the_line",
    "chart and table logic": "missing_in_table timetable station_in_isobar",
    "physics and geometry diagrams": "wheels_and_belts lamp_that_shines",
    "puzzles": "rolled_die maze laid_together tangled_threads field_of_signs",
    "science knowledge": "web_without_a_plant downstream",
}
"""Task -> those of its forms that may be seen aslant. A form that is not named is seen straight."""

LEAST, MOST = 0.01, 0.05
"""How far inwards a corner moves each way, as shares of the picture's sides."""


def view_of(draws: Draws) -> View:
    """From where an item is seen.

    Example:
        >>> view_of(Draws("docs"))
        ((0.0225, 0.0118), (0.9857, 0.0327), (0.9717, 0.989), (0.0161, 0.9714))
    """

    def corner(x: float, y: float) -> Point:
        right, down = draws.between(LEAST, MOST), draws.between(LEAST, MOST)
        return round(abs(x - right), 4), round(abs(y - down), 4)

    return corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)

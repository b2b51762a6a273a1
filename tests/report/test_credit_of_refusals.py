"""What is said of answers without a credit holds for the recipe: where judges grade, a refusal has their grade."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.console import Console

from ch3ef.analysis.arrow import table_of
from ch3ef.analysis.summary import summarise
from ch3ef.report.language import ENGLISH
from ch3ef.report.records import judged_recipes
from ch3ef.report.site import template_environment
from ch3ef.report.tables import outcome_table
from ch3ef.results import ResultRow
from tests.analysis.behaviours.by_hand import CHOICE
from tests.analysis.behaviours.test_judged import judged
from tests.report.worlds import runs_of

REFUSED = replace(CHOICE, item_id="1", image_group="1", outcome="refused", correct=None, chosen=None)
GRADED = [replace(judged(0, 1.0, 1.0, outcome="refused"), correct=0.7), judged(1, 0.0, 1.0)]


def printed(rows: list[ResultRow]) -> str:
    console = Console(width=200)
    with console.capture() as capture:
        console.print(outcome_table(summarise(table_of(rows, "rows")), 200))
    return capture.get()


def test_the_terminal_says_what_holds_of_the_recipe() -> None:
    assert "refusals have their grade; without one: wrong" in printed(GRADED)
    assert "mean grade of the graded" in printed(GRADED)
    assert "not answered count as wrong" in printed([CHOICE, REFUSED])


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [(GRADED, ["human-value-open"]), ([CHOICE, REFUSED], []), ([CHOICE, *GRADED], ["human-value-open"])],
)
def test_the_report_names_the_recipes_that_are_judged(rows: list[ResultRow], wanted: list[str]) -> None:
    assert judged_recipes(runs_of(rows)) == wanted


def test_the_about_page_says_what_holds_of_judged_recipes() -> None:
    block = template_environment(ENGLISH).get_template("about.html.j2").blocks["main"]
    facts = {"error_rate": "-", "outcomes": [], "asked": [], "states": [], "files": [], "saved": [], "unsaved": 0}
    template = template_environment(ENGLISH).get_template("about.html.j2")
    open_asked = "".join(block(template.new_context({**facts, "judged": ["human-value-open"]})))
    choices = "".join(block(template.new_context({**facts, "judged": []})))
    assert '<bdi dir="auto">human-value-open</bdi> a refusal has the grade that the judges gave it' in open_asked
    assert "What has no credit counts as wrong: what was not answered (unparsed, refused, cut off, failed)." in choices

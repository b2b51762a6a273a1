"""Replies that stayed unparsed -> what a judge reads from them, in a column of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from ch3ef.errors import InputError
from ch3ef.judges.judge import Judge, ask_panel, check_judges, open_panel
from ch3ef.judges.option_reading import read_option
from ch3ef.reading.visible import visible_text
from ch3ef.recipes.recipe import Recipe
from ch3ef.results import Outcome, ResultRow
from ch3ef.running.judging import Items, together
from ch3ef.variants import VERBALISER, Variant


def check_reader(reader: str, recipes: Sequence[Recipe]) -> None:
    """Refuse a reader that cannot be one, or has nothing to read, before anything is asked.

    Args:
        reader: The judge's name; empty for none.
        recipes: Those of the run.

    Raises:
        InputError: The name cannot be a judge's, or no recipe reads choices from replies.
    """
    if not reader:
        return
    check_judges([reader])
    if not any(recipe.metric == "accuracy" and recipe.turns[-1] != "ppl" for recipe in recipes):
        raise InputError(
            f"--read-unparsed {reader}: no recipe of this run reads choices from replies; add --recipe "
            "human-value-direct, or remove --read-unparsed"
        )


def left_unparsed(rows: Iterable[ResultRow]) -> list[ResultRow]:
    """The rows whose reply says something, chooses no option, and was not read by a judge.

    Replies that were to call the options by other names are left out: to ignore that is what those rows measure.
    """
    return [
        row
        for row in rows
        if row.outcome == Outcome.UNPARSED
        and row.metric == "accuracy"
        and row.judge_reading is None
        and not Variant.parse(row.variant).alteration.startswith(VERBALISER)
        and visible_text(row.reply or "")
    ]


def read_unparsed(rows: Sequence[ResultRow], items: Items, reader: str, keep: Callable[[ResultRow], None]) -> None:
    """Have a judge read replies; what they score stays as it is.

    Args:
        rows: As `left_unparsed` gives them.
        items: What they answer.
        reader: The judge's name.
        keep: Called with each row the moment it is read: with `judge_reading` where the reply commits to an option,
            with `error` where the judge could not be asked or understood.

    Raises:
        InputError: The judge cannot be opened.
    """

    async def one(row: ResultRow, judge: Judge) -> None:
        item = items[row.scenario, row.item_id]
        order = row.option_order or range(row.n_options)
        found = await read_option(judge, item, [item.options[i] for i in order], row.reply or "")
        reading = None if found.position is None else order[found.position]
        keep(replace(row, judge_reading=reading, error=found.error and f"not read by {judge.name}: {found.error}"))

    with open_panel([reader]) as panel:
        ask_panel(panel, lambda: together([lambda row=row: one(row, panel[0]) for row in rows]))  # type: ignore[misc]

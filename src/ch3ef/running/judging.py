"""Replies that are there already -> rows with verdicts: what judges missed, or were never asked."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from ch3ef.errors import InputError
from ch3ef.items import Item
from ch3ef.judges.judge import Judge, ask_panel, judge_reply, open_panel
from ch3ef.recipes.recipe_files import JUDGED
from ch3ef.recipes.scoring import ItemScore, awaits_judging, judged
from ch3ef.results import Outcome, ResultRow

AT_ONCE = 32
"""Replies under way; how many requests that makes is limited per judge."""

Items = Mapping[tuple[str, str], Item]
"""By scenario and item id."""

Done = TypeVar("Done")


def unjudged(rows: Iterable[ResultRow]) -> list[ResultRow]:
    """The rows of judged recipes that have a reply and no grade."""
    return [row for row in rows if row.metric == JUDGED and awaits_judging(row.outcome, row.correct, row.reply)]


def judge_rows(
    rows: Sequence[ResultRow], items: Items, names: Sequence[str], keep: Callable[[ResultRow], None]
) -> list[ResultRow]:
    """Have replies judged.

    Args:
        rows: Rows of judged recipes with a reply.
        items: What they answer.
        names: The judges.
        keep: Called with each row the moment it is judged, whether or not that gave a grade.

    Returns:
        The rows with their verdicts, in the same order.

    Raises:
        InputError: An item is not known, or a judge cannot be opened.
    """
    missing = next((row for row in rows if (row.scenario, row.item_id) not in items), None)
    if missing is not None:
        raise InputError(
            f"item {missing.item_id!r} of {missing.scenario!r} is not in the run's items.jsonl; a judge needs its "
            "question and key"
        )

    async def one(row: ResultRow, panel: Sequence[Judge]) -> ResultRow:
        found = await judged_row(row, items[row.scenario, row.item_id], panel)
        keep(found)
        return found

    with open_panel(names) as panel:
        return ask_panel(panel, lambda: together([lambda row=row: one(row, panel) for row in rows]))  # type: ignore[misc]


async def judged_row(row: ResultRow, item: Item, panel: Sequence[Judge]) -> ResultRow:
    """A row with the panel's verdicts instead of those that it had."""
    refused = row.outcome == Outcome.REFUSED
    before = ItemScore(outcome=Outcome.REFUSED if refused else Outcome.UNJUDGED)
    after = judged(before, await judge_reply(panel, item, row.reply or ""))
    return replace(
        row,
        outcome=str(after.outcome),
        correct=after.correct,
        error=after.error,
        judge=after.judge,
        judge_verdict=after.judge_verdict,
    )


async def together(calls: Sequence[Callable[[], Awaitable[Done]]]) -> list[Done]:
    """Make calls side by side, some at once; their results in the same order."""
    free = asyncio.Semaphore(AT_ONCE)

    async def one(call: Callable[[], Awaitable[Done]]) -> Done:
        async with free:
            return await call()

    return list(await asyncio.gather(*map(one, calls)))

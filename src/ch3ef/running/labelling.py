"""Which replies of a run people are to label: drawn so that they stand for all of them, and for the judge's errors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ch3ef.errors import InputError
from ch3ef.items import Item, item_rng
from ch3ef.reading.visible import split_reasoning
from ch3ef.results import ResultRow
from ch3ef.running.found import read_run
from ch3ef.running.judged import rows_under_one_recipe


@dataclass(frozen=True, slots=True)
class DrawnReply:
    """A reply that people are to label.

    Attributes:
        item: What was asked.
        model: Who replied.
        text: What it said aloud.
    """

    item: Item
    model: str
    text: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """Replies of a run, all drawn with the same chance.

    Attributes:
        replies: In a drawn order.
        population: How many replies they stand for.
        recipe: Under which all were given.
        judge: Who graded them; None where nobody did.
    """

    replies: tuple[DrawnReply, ...]
    population: int
    recipe: str
    judge: str | None


def draw_replies(folder: Path, count: int, recipe: str | None = None, seed: int = 0) -> Drawn:
    """Draw replies of a finished run, spread in proportion over models, dimensions and the judge's grades.

    All replies stand in one row, those of a model, a dimension and a grade beside each other, in a drawn order within;
    every `N / count`-th is taken, from a drawn first one on. So each is drawn with the same chance, `count / N`: rates
    among them are rates of the run, without weights.

    Args:
        folder: Of a run.
        count: How many; all where there are fewer.
        recipe: Whose replies; None where only one recipe of the run has any.
        seed: Another seed, other replies.

    Raises:
        InputError: The run is not finished, has no replies, or has some under several recipes and none is named.

    Source: systematic sampling from a stratified list, Cochran 1977, Sampling Techniques, 8.
    """
    found = read_run(folder)
    if not found.finished:
        raise InputError(f"{found.state.sentence}; {found.state.goes_on}")
    rows = rows_under_one_recipe(found, folder, recipe)

    def place(row: ResultRow) -> tuple[str, str, float, float]:
        grade = -1.0 if row.correct is None else row.correct
        return row.model, row.dimension or row.level, grade, _drawn(row, "label", seed)

    listed = sorted(rows, key=place)
    chosen = [listed[number] for number in every_nth(len(listed), count, _first(listed, seed))]
    chosen.sort(key=lambda row: _drawn(row, "label order", seed))
    return Drawn(
        tuple(
            DrawnReply(
                found.items[row.scenario, row.item_id], row.model, split_reasoning(row.reply or "").aloud.strip()
            )
            for row in chosen
        ),
        len(rows),
        rows[0].recipe,
        next((row.judge for row in rows if row.judge is not None), None),
    )


def every_nth(total: int, count: int, first: float) -> list[int]:
    """Places of `count` of a row of `total`, equally far apart.

    Args:
        total: Length of the row.
        count: How many to take; all where there are fewer.
        first: Where to begin, in [0, 1), as a share of the distance.

    Example:
        >>> every_nth(10, 4, 0.0), every_nth(10, 4, 0.9), every_nth(3, 5, 0.5)
        ([0, 2, 5, 7], [2, 4, 7, 9], [0, 1, 2])
    """
    count = min(count, total)
    return [int((number + first) * total / count) for number in range(count)]


def _drawn(row: ResultRow, purpose: str, seed: int) -> float:
    return float(item_rng(f"{row.model}|{row.scenario}|{row.item_id}", purpose, seed).random())


def _first(rows: Sequence[ResultRow], seed: int) -> float:
    return float(item_rng("|".join(row.item_id for row in rows[:3]), "first label", seed).random())

"""The leaderboard as records: ways of asking, columns, cells, bands. `standings` works them out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["level", "scenario", "dimension", "pairs", "domain", "task"]
MAIN = "main"


@dataclass(frozen=True, slots=True)
class Way:
    """How the cells of a table are asked.

    Attributes:
        key: Its name in addresses.
        label: What people read.
        asked: Recipe and examples in front, per scenario.
        own: Whether a model that was not asked so is shown as it was asked, marked and without a rank.
    """

    key: str
    label: str
    asked: Mapping[str, tuple[str, str]]
    own: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the leaderboard.

    Attributes:
        key: Unique name.
        label: What people read.
        kind: What it is of.
        scenario: The set; "" for a level, which is the mean of its sets.
        level: A1, A2 or A3.
        parents: Dimension and domain that it lies in, as far as it has them, as people read them.
        path: Dimension (the level on A1 and A2), domain and task as the rows name them, as far as it has them.
        own: Whether it is a set that is part of no level's mean, such as one of the user's own: it stands beside them.
    """

    key: str
    label: str
    kind: Kind
    scenario: str
    level: str
    parents: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One model in one column.

    Attributes:
        share: Accuracy with its 95 % interval; the bounds are None where none is known (published scores).
        low: Lower end.
        high: Upper end.
        n: Answers; None where unknown.
        chance: What guessing scores; None where unknown, and where nothing can be guessed.
        protocol: How it was measured.
        unanswered: Answers without a credit; they count as wrong.
        best: Best rank that the items allow; None where it is not ranked.
        worst: Worst rank that they allow.
        same_items: Whether the items are those of the column; False or None (unknown) for published scores.
        withheld: Whether no claim rests on it: many answers were cut off or in error, or are still to come.
    """

    share: float
    low: float | None
    high: float | None
    n: int | None
    chance: float | None
    protocol: str
    unanswered: int = 0
    best: int | None = None
    worst: int | None = None
    same_items: bool | None = True
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """A column under one way of asking.

    Attributes:
        cells: By model.
        bands: Models that cannot be told apart, best first; a model may be in several.
        mixed: Whether a suite asked more items of some parts than the set holds: no score of the set or level.
    """

    cells: Mapping[str, Cell]
    bands: tuple[tuple[str, ...], ...] = ()
    mixed: bool = False


@dataclass(frozen=True, eq=False)
class Board:
    """The leaderboard.

    Attributes:
        models: Names, in order of first appearance; reference answerers among them.
        ways: Ways of asking, the main one first.
        columns: In the order of the taxonomy.
        standings: By way and column.
        published: Published models' cells by column and model.
    """

    models: tuple[str, ...]
    ways: tuple[Way, ...]
    columns: tuple[Column, ...]
    standings: Mapping[tuple[str, str], Standing]
    published: Mapping[str, Mapping[str, Cell]]

    def standing(self, column: str, way: str = MAIN) -> Standing:
        """A column by its key; empty where nobody was asked so."""
        return self.standings.get((way, column), Standing({}))

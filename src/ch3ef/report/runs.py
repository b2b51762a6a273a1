"""The runs that a report is of, put together: one row per question, and no two versions of a set under one name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from ch3ef.analysis.arrow import table_of
from ch3ef.analysis.behaviours.registry import figures_of
from ch3ef.analysis.figures import Figure
from ch3ef.analysis.table import Table
from ch3ef.errors import InputError
from ch3ef.items import Item
from ch3ef.results import ResultRow, RowKey
from ch3ef.running.folder import FoundRun, read_run
from ch3ef.variants import is_reference

ItemKey = tuple[str, str]
"""Scenario and item."""
Renaming = dict[tuple[str, str], str]
"""Name and version -> the name in this report, where a name stands for several versions."""


@dataclass(frozen=True)
class RunState:
    """How far a run has come.

    Attributes:
        path: Its folder.
        finished: Whether it came to its end.
        rows: Answers that are there.
        expected: Answers that it is to give; None where unknown.
    """

    path: Path
    finished: bool
    rows: int
    expected: int | None

    @property
    def sentence(self) -> str:
        """How far it has come, in words."""
        if self.finished:
            return f"{self.path}: {self.rows:,} answers"
        of = "" if self.expected is None else f" of {self.expected:,}"
        return f"{self.path} is not finished: {self.rows:,}{of} answers are there"


@dataclass(frozen=True, eq=False)
class Runs:
    """Rows and items of one or several runs.

    Attributes:
        rows: One per model, recipe, scenario, item, variant and seed.
        items: The items, as far as the folders hold them.
        states: How far each run has come.
        notes: What a reader must know of how they were put together.
    """

    rows: list[ResultRow]
    items: dict[ItemKey, Item]
    states: tuple[RunState, ...]
    notes: tuple[str, ...]

    @cached_property
    def frame(self) -> Table:
        """The rows as columns."""
        return table_of(self.rows, " + ".join(str(state.path) for state in self.states))

    @cached_property
    def figures(self) -> list[Figure]:
        """What is measured of them."""
        return figures_of(self.frame)

    @cached_property
    def models(self) -> tuple[str, ...]:
        """Names of the models, in order of first appearance."""
        return tuple(dict.fromkeys(row.model for row in self.rows))


def read_runs(paths: Sequence[Path]) -> Runs:
    """Read runs and put them together.

    Args:
        paths: Run folders, or results tables.

    Returns:
        All of their rows. Versions of a set or recipe under one name get names of their own, so that no column mixes
        them; an unfinished run counts with what there is. A reference answerer that several runs asked is there once.

    Raises:
        InputError: No run, no finished answer at all, or two runs that asked one model the same.
    """
    found = [read_run(path) for path in paths]
    sets = _several(sorted({(row.scenario, row.scenario_version) for run in found for row in run.rows}))
    recipes = _several(sorted({(row.recipe, row.recipe_version) for run in found for row in run.rows}))
    rows: dict[RowKey, tuple[ResultRow, Path]] = {}
    for run in found:
        for row in run.rows:
            named = _renamed(row, sets, recipes)
            first, where = rows.setdefault(named.key, (named, run.path))
            if first is not named and not is_reference(row.model):
                raise InputError(
                    f"{where} and {run.path}: both asked model {row.model!r} item {row.item_id!r} by recipe "
                    f"{row.recipe!r}; expected each answer once; report on them one by one"
                )
    if not rows:
        raise InputError(f"{' + '.join(map(str, paths))}: not one finished answer; expected a run that has begun")
    return Runs(
        rows=[row for row, _ in rows.values()],
        items={key: item for run in found for key, item in _items(run, sets)},
        states=tuple(_state(run) for run in found),
        notes=tuple(_notes(sets, recipes)),
    )


def _several(versions: Sequence[tuple[str, str]]) -> Renaming:
    """New names for those that stand for more than one version; in the form of a set's arguments."""
    names = [name for name, _ in versions]
    return {
        (name, version): f"{name}{'&' if '?' in name else '?'}version={version}"
        for name, version in versions
        if names.count(name) > 1
    }


def _renamed(row: ResultRow, sets: Mapping[tuple[str, str], str], recipes: Mapping[tuple[str, str], str]) -> ResultRow:
    scenario = sets.get((row.scenario, row.scenario_version), row.scenario)
    recipe = recipes.get((row.recipe, row.recipe_version), row.recipe)
    if (scenario, recipe) == (row.scenario, row.recipe):
        return row
    return replace(row, scenario=scenario, recipe=recipe)


def _items(run: FoundRun, sets: Renaming) -> Iterator[tuple[ItemKey, Item]]:
    own = {row.scenario: row.scenario_version for row in run.rows}
    for (scenario, item_id), item in run.items.items():
        yield (sets.get((scenario, own.get(scenario, "")), scenario), item_id), item


def _state(run: FoundRun) -> RunState:
    return RunState(run.path, run.finished, len(run.rows), sum(run.expected.values()) or None)


def _notes(sets: Renaming, recipes: Renaming) -> Iterator[str]:
    for what, renaming in (("scenario", sets), ("recipe", recipes)):
        for name in dict.fromkeys(name for name, _ in renaming):
            versions = ", ".join(version for own, version in renaming if own == name)
            yield (
                f"{what} {name!r} was asked in several versions ({versions}): they are not the same test, and each has "
                "its own columns"
            )

"""The runs that a report is of, put together: one row per question, and no two versions of a set under one name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Literal

import numpy as np

from ch3ef.analysis.arrow import read_table, table_of_groups
from ch3ef.analysis.behaviours.judged import graded_of
from ch3ef.analysis.behaviours.registry import figures_of
from ch3ef.analysis.figures import Figure
from ch3ef.analysis.stopping import Stopped, rule, stopped_of
from ch3ef.analysis.table import Column, Mask, Places, Table, divided, joined, repeated
from ch3ef.errors import InputError, short
from ch3ef.items import Item
from ch3ef.judges.certificate import Certificate, Graded, certificates_in, fitting, read_certificates
from ch3ef.models.settings import GenerationSettings
from ch3ef.recipes.recipe_files import JUDGED
from ch3ef.recipes.suites import mixed_recipes
from ch3ef.results import ResultRow, unpacked_bytes
from ch3ef.running.folder import ITEMS_FILE
from ch3ef.running.found import FoundRun, RunState, read_run
from ch3ef.variants import is_reference
from ch3ef.words import in_a_row, words

ItemKey = tuple[str, str]
"""Scenario and item."""
Renaming = dict[tuple[str, str], str]
"""Name and version -> the name in this report, where a name stands for several versions."""


@dataclass(frozen=True, eq=False)
class Runs:
    """Answers and items of one or several runs.

    Attributes:
        table: One row per model, recipe, scenario, item, variant and seed.
        items: The items, as far as the folders hold them.
        states: How far each run has come.
        notes: What a reader must know of how they were put together.
        read: Reads those rows of the table that are kept as records; the mask has shape (n,).
        row_bytes: Bytes that a row takes in the files, unpacked, on average; 0 where no file holds them.
        stopped: Of the finished runs that asked until they knew enough, how far each model was asked.
    """

    table: Table
    items: dict[ItemKey, Item]
    states: tuple[RunState, ...]
    notes: tuple[str, ...]
    read: Callable[[Mask], Sequence[ResultRow]]
    row_bytes: float = 0.0
    stopped: tuple[Stopped, ...] = ()

    @cached_property
    def rows(self) -> Sequence[ResultRow]:
        """The rows of the table with all that is known of them, for the pages of items; read when first asked for."""
        return self.read(np.ones(len(self.table), dtype=np.bool_))

    def of(self, kept: Mask) -> Runs:
        """The runs with some of their rows.

        Args:
            kept: Which, shape (n,).
        """
        return replace(self, table=self.table.of(kept), read=lambda own: self.read(_within(kept, own)))

    @cached_property
    def asked(self) -> set[ItemKey]:
        """The items that any model was asked."""
        return set(_asked(self.table))

    @cached_property
    def figures(self) -> list[Figure]:
        """What is measured of them."""
        return figures_of(self.table)

    @property
    def models(self) -> tuple[str, ...]:
        """Names of the models, in order of first appearance."""
        return self.table.models

    def settings(self, names: Mapping[str, str]) -> dict[str, GenerationSettings]:
        """How replies were drawn and how long they could be, by short names of models, reference ones left out."""
        return {
            names.get(model, model): own
            for state in self.states
            for model, own in state.settings.items()
            if not is_reference(model)
        }


def read_runs(paths: Sequence[Path], certificate: Path | None = None) -> Runs:
    """Read runs and put them together.

    Args:
        paths: Run folders, or results tables.
        certificate: Of the judges; None for what lies in the folders.

    Returns:
        All of their rows. Versions of a set or recipe under one name get names of their own, so that no column mixes
        them; an unfinished run counts with what there is. A reference answerer that several runs asked is there once.

    Raises:
        InputError: No run, no finished answer at all, two runs that asked one model the same, or items of another run;
            the certificate is of none of the judges, or of other words or another language.
    """
    found = [read_run(path) for path in paths]
    given = read_certificates(certificate) if certificate is not None else None
    tables = [_table(run, given) if run.n_rows else None for run in found]
    begun = [table for table in tables if table is not None]
    if not begun:
        states = "; ".join(run.state.sentence for run in found)
        raise InputError(f"{states}: not one finished answer; {found[0].state.goes_on}")
    for run, own in zip(found, tables, strict=True):
        _check_items(run, own)
    table, sets = _renamed(joined(begun), "scenario")
    table, recipes = _renamed(table, "recipe")
    kept = _once(table, found)

    ends = np.cumsum([run.n_rows for run in found])
    stopped = [each for run, own in zip(found, tables, strict=True) for each in _stopped(run, own)]

    def read(own: Mask) -> list[ResultRow]:
        parts = np.split(_within(kept, own), ends[:-1])
        return [
            _renamed_row(row, sets, recipes)
            for run, part in zip(found, parts, strict=True)
            for row in run.rows_of(part)
        ]

    return Runs(
        table=table.of(kept),
        items={key: item for run, own in zip(found, tables, strict=True) for key, item in _items(run, own, sets)},
        states=tuple(run.state for run in found),
        notes=(
            *_notes(sets, recipes),
            *_until(found, stopped),
            *judges_told(table.of(kept), certificate),
        ),
        read=read,
        row_bytes=sum(unpacked_bytes(run.table) for run in found if run.table is not None) / len(kept),
        stopped=tuple(stopped),
    )


def _within(kept: Mask, own: Mask) -> Mask:
    """Which rows of all are kept, of those kept already."""
    whole = np.zeros(len(kept), dtype=np.bool_)
    whole[np.flatnonzero(kept)[own]] = True
    return whole


def _table(run: FoundRun, given: tuple[Certificate, ...] | None) -> Table:
    table = table_of_groups(run.so_far.groups(), "") if run.table is None else read_table([run.table])
    certificates = certificates_in(run.path) if given is None else given
    return replace(table, source=str(run.path), mixed=mixed_recipes(run.suite), certificates=certificates)


def _stopped(run: FoundRun, table: Table | None) -> list[Stopped]:
    """How far each model was asked; nothing of a run that asks all, or that is still asking."""
    if table is None or run.until_width is None or not run.finished or not run.expected:
        return []
    return stopped_of(table, run.expected)


def _until(found: Sequence[FoundRun], stopped: Sequence[Stopped]) -> Iterator[str]:
    widths = sorted({run.until_width for run in found if run.until_width is not None})
    yield from (rule(width) for width in widths if stopped)
    yield from (each.sentence for each in stopped)


def judges_told(table: Table, given: Path | None = None) -> list[str]:
    """What is to be known of each judge: the certificate that corrects what it says, or that there is none.

    Args:
        table: The results, with the certificates that there are.
        given: The file that a user named for them.

    Raises:
        InputError: None of that file fits.
    """
    graded = graded_of(table, np.flatnonzero(table["metric"].among(JUDGED)))
    found = [(each, fitting(table.certificates, each)) for each in graded]
    if given is not None and all(isinstance(certificate, str) for _, certificate in found):
        reason = found[0][1] if found else "is of a judge, and no judge graded these answers"
        raise InputError(f"{given}: the certificate {reason}")
    told: dict[str, dict[str, list[str]]] = {}
    for each, certificate in found:
        place = f"{each.dimension} {each.scenario}"
        told.setdefault(each.judge, {}).setdefault(_corrected_by(certificate, each, table), []).append(place)
    return [
        words("judge {judge}: {corrected}", judge=judge, corrected=corrected)
        if len(own) == 1
        else words("judge {judge} on {places}: {corrected}", judge=judge, places=in_a_row(places), corrected=corrected)
        for judge, own in told.items()
        for corrected, places in own.items()
    ]


def _corrected_by(certificate: Certificate | str, graded: Graded, table: Table) -> str:
    if isinstance(certificate, str):
        reason = f" ({certificate})" if table.certificates else ""
        return words("no certificate: uncorrected{reason}", reason=reason)
    corrected = words(
        "corrected by its certificate ({of}, {language}, {n} labelled replies, {date})",
        of=certificate.set,
        language=certificate.language,
        n=f"{certificate.n:,}",
        date=certificate.date,
    )
    judged = table["metric"].among(JUDGED) & table["scenario"].among(graded.scenario)
    left = [
        model
        for model in table.models
        if certificate.rates(graded.dimension, "wrong", model) is None and (judged & table["model"].among(model)).any()
    ]
    if not left:
        return corrected
    return words(
        "{corrected}; of {models} uncorrected: too few replies of theirs, and of fewer than three models, are labelled",
        corrected=corrected,
        models=in_a_row(left),
    )


def _asked(table: Table) -> list[ItemKey]:
    """The items of a table, each once."""
    _, first = np.unique(table.item, return_index=True)
    return [(table["scenario"].text(row), table["item_id"].text(row)) for row in first.tolist()]


def _check_items(run: FoundRun, table: Table | None) -> None:
    """Refuse items that are not those that were asked; folders of earlier versions hold none."""
    if table is None or not run.items:
        return
    if strange := next((key for key in _asked(table) if key not in run.items), None):
        raise InputError(
            f"{run.path / ITEMS_FILE}: lacks item {short(strange[1])}, which was asked: it is of another run, or cut "
            "short; put its own back (the same `ch3ef run` writes it anew), or remove it to do without texts"
        )


def _renamed(table: Table, what: Literal["scenario", "recipe"]) -> tuple[Table, Renaming]:
    """The table with a name for each version of a set or recipe, and the new names."""
    groups = _versions(table, what)
    renaming = _several(sorted(groups))
    if not renaming:
        return table, renaming
    codes = np.empty(len(table), dtype=np.int32)
    for code, at in enumerate(groups.values()):
        codes[at] = code
    names = tuple(renaming.get((name, version), name) for name, version in groups)
    return replace(table, texts={**table.texts, what: Column(codes, names)}), renaming


def _versions(table: Table, what: Literal["scenario", "recipe"]) -> dict[tuple[str, str], Places]:
    """Rows by name and version of a set or recipe."""
    columns = (table[what], table[f"{what}_version"])
    groups = divided(np.arange(len(table)), *columns)
    return {(columns[0].text(int(at[0])), columns[1].text(int(at[0]))): at for at in groups}


def _once(table: Table, found: Sequence[FoundRun]) -> Mask:
    """The rows without those of reference answerers that are there already."""
    ends = np.cumsum([run.n_rows for run in found])
    again, before = repeated(table)
    for row, earlier in zip(again.tolist(), before.tolist(), strict=True):
        if not table["model"].text(row).startswith("reference/"):
            first, second = (found[int(np.searchsorted(ends, at, side="right"))].path for at in (earlier, row))
            raise InputError(
                f"{first} and {second}: both asked model {table['model'].text(row)!r} item "
                f"{table['item_id'].text(row)!r} by recipe {table['recipe'].text(row)!r}; expected each answer once; "
                "report on them one by one"
            )
    kept = np.ones(len(table), dtype=np.bool_)
    kept[again] = False
    return kept


def _several(versions: Sequence[tuple[str, str]]) -> Renaming:
    """New names for those that stand for more than one version; in the form of a set's arguments."""
    names = [name for name, _ in versions]
    return {
        (name, version): f"{name}{'&' if '?' in name else '?'}version={version}"
        for name, version in versions
        if names.count(name) > 1
    }


def _renamed_row(row: ResultRow, sets: Renaming, recipes: Renaming) -> ResultRow:
    scenario = sets.get((row.scenario, row.scenario_version), row.scenario)
    recipe = recipes.get((row.recipe, row.recipe_version), row.recipe)
    if (scenario, recipe) == (row.scenario, row.recipe):
        return row
    return replace(row, scenario=scenario, recipe=recipe)


def _items(run: FoundRun, table: Table | None, sets: Renaming) -> Iterator[tuple[ItemKey, Item]]:
    versions = {} if table is None else dict(_versions(table, "scenario").keys())
    for (scenario, item_id), item in run.items.items():
        yield (sets.get((scenario, versions.get(scenario, "")), scenario), item_id), item


_SEVERAL_VERSIONS = {
    "scenario": "scenario {name} was asked in several versions ({versions}): they are not the same test, and each has "
    "its own columns",
    "recipe": "recipe {name} was asked in several versions ({versions}): they are not the same test, and each has "
    "its own columns",
}


def _notes(sets: Renaming, recipes: Renaming) -> Iterator[str]:
    for what, renaming in (("scenario", sets), ("recipe", recipes)):
        for name in dict.fromkeys(name for name, _ in renaming):
            versions = [version for own, version in renaming if own == name]
            sentence = _SEVERAL_VERSIONS[what]
            yield words(sentence, name=repr(name), versions=in_a_row(versions))

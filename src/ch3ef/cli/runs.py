"""Runs as commands read them: their results as one table, and whether they are finished."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from ch3ef.cli.output import say
from ch3ef.errors import InputError, unknown_name

if TYPE_CHECKING:
    from ch3ef.analysis.stopping import Stopped
    from ch3ef.analysis.table import Table
    from ch3ef.running.found import FoundRun


def add_unfinished(parser: argparse.ArgumentParser) -> None:
    """Add `--unfinished`."""
    parser.add_argument("--unfinished", action="store_true", help="take what there is of a run that is not finished")


def results_of(
    paths: Sequence[Path],
    *,
    details: bool,
    unfinished: bool,
    certificate: Path | None = None,
    models: Collection[str] = (),
) -> Table:
    """The results of runs, one after the other; of those that are not finished it is said how far they have come.

    Args:
        paths: Run folders, or results tables.
        details: As for `read_table`.
        unfinished: Whether to take what there is of a run that is not finished.
        certificate: Of the judges; None for what lies in the folders.
        models: Whose rows; all by default.

    Raises:
        InputError: A run is not finished and is not to be taken so, has no answer yet, or cannot be read, or holds no
            such model.
    """
    from ch3ef.analysis.arrow import check_once, models_in, read_table
    from ch3ef.analysis.stopping import rule
    from ch3ef.analysis.table import joined
    from ch3ef.judges.certificate import certificates_in, read_certificates
    from ch3ef.recipes.suites import mixed_recipes
    from ch3ef.running import found, plan

    going_on = {path: found.unfinished(path) for path in paths}
    begun = [run for run in going_on.values() if run is not None]
    for run in begun:
        if not unfinished:
            raise InputError(f"{run.state.sentence}; {run.state.goes_on}, or say --unfinished to take what there is")
        if not run.n_rows:
            raise InputError(f"{run.state.sentence}; {run.state.goes_on}")
        say(f"note: {run.state.sentence}; {run.state.goes_on}")
    for path in paths:
        if (width := plan.until_width_of(path)) is not None:
            say(f"note: {path}: {rule(width)}")
    if begun:
        table = joined([read_table([path]) if run is None else _so_far(path, run) for path, run in going_on.items()])
        check_once(table)
        _check_models(models, table.models, paths)
        table = table.of(table["model"].among(*models)) if models else table
    else:
        _check_models(models, models_in(paths) if models else (), paths)
        table = read_table(paths, details=details, models=models)
    mixed = frozenset().union(*(mixed_recipes(plan.suite_of(path)) for path in paths))
    held = map(certificates_in, paths) if certificate is None else [read_certificates(certificate)]
    return replace(table, mixed=mixed, certificates=tuple(chain.from_iterable(held)))


def _check_models(names: Collection[str], there: Collection[str], paths: Sequence[Path]) -> None:
    for name in names:
        if name not in there:
            shown = f"`{shlex.join(['ch3ef', 'show', *map(str, paths)])}`"
            raise unknown_name(f"model in {' and '.join(map(str, paths))}", name, there, shown)


def stopped_in(path: Path, table: Table) -> list[Stopped]:
    """How far each model of a finished run was asked; nothing where all was.

    Args:
        path: The run's folder.
        table: Its results.
    """
    from ch3ef.analysis.stopping import stopped_of
    from ch3ef.running import found, plan

    return stopped_of(table, found.read_run(path).expected) if plan.until_width_of(path) is not None else []


def _so_far(path: Path, run: FoundRun) -> Table:
    from ch3ef.analysis.arrow import read_table, table_of_groups

    return read_table([path]) if run.table is not None else table_of_groups(run.so_far.groups(), str(path))

"""`ch3ef show`, and what a run ends with: results on one screen, and the rest where it is asked for."""

from __future__ import annotations

import argparse
import json
import shlex
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ch3ef.cli.arguments import add_certificate, add_command, path_name
from ch3ef.cli.output import console, losses_told, say, tell, tell_folded
from ch3ef.errors import InputError
from ch3ef.words import capitalised

if TYPE_CHECKING:
    from rich.table import Table as Drawn

    from ch3ef.analysis.figures import Figure
    from ch3ef.analysis.table import Table
    from ch3ef.models.settings import GenerationSettings
    from ch3ef.report.runs import Runs
    from ch3ef.report.tables import Block
    from ch3ef.running.found import RunState


def add_show_command(commands: Any) -> None:
    """Add `ch3ef show` to a group of commands."""
    show = add_command(commands, "show", _show, "Print results: what was asked, accuracies, behaviour, on one screen.")
    show.add_argument("runs", type=path_name, nargs="+", metavar="DIR")
    show.add_argument("--task", action="store_true", help="accuracies down to domains and tasks")
    show.add_argument(
        "--perspective", action="append", default=[], metavar="NAME", help="all figures of one; repeatable"
    )
    show.add_argument("--full", action="store_true", help="everything: all recipes, all groups, all figures")
    add_certificate(show)
    show.add_argument("--json", action="store_true", help="for machines")


def _show(arguments: argparse.Namespace) -> int:
    from ch3ef.report.runs import read_runs

    _check_perspectives(arguments.perspective)
    runs = read_runs(arguments.runs, arguments.certificate)
    for state in runs.states:
        if not state.finished:
            say(f"note: {state.sentence}; {state.goes_on}")
    for note in runs.notes:
        say(f"note: {note}")
    if arguments.json:
        from ch3ef.analysis.written import summary_record

        unfinished = [state.sentence for state in runs.states if not state.finished]
        told: dict[str, Any] = {"unfinished": unfinished} if unfinished else {}
        told |= {"stopped": [each.to_record() for each in runs.stopped]} if runs.stopped else {}
        print(json.dumps(summary_record(runs.table) | told, indent=1))
    elif arguments.full:
        _print_groups(runs, main_only=False)
        _print_figures(_named(runs))
    elif arguments.task or arguments.perspective:
        if arguments.task:
            _print_groups(runs, main_only=True)
        _print_perspectives(runs, arguments.perspective)
    else:
        print_overview(runs)
        print()
        _print_more(runs, arguments.runs)
    return 0


def _check_perspectives(names: Sequence[str]) -> None:
    from ch3ef.analysis.behaviours.registry import BEHAVIOURS
    from ch3ef.errors import unknown_name

    known = [behaviour.name for behaviour in BEHAVIOURS]
    for name in names:
        if name not in known:
            raise unknown_name("perspective", name, known)


def print_ended(
    table: Table,
    out: Path,
    suite: str = "",
    settings: Mapping[str, GenerationSettings] | None = None,
    *,
    notes: Sequence[str] = (),
) -> None:
    """What a run, or a scoring of replies, ends with: its results on a screen, and where they are.

    Args:
        table: Its rows.
        out: Its folder.
        suite: The suite that was asked.
        settings: Of the replies, by model.
        notes: What a reader must know beside them.
    """
    from ch3ef.recipes.suites import mixed_recipes
    from ch3ef.report.runs import Runs
    from ch3ef.results import read_rows
    from ch3ef.running.found import RunState

    state = RunState(out, finished=True, rows=len(table), expected=None, suite=suite, settings=settings or {})
    runs = Runs(replace(table, mixed=mixed_recipes(suite)), {}, (state,), (), partial(read_rows, out))
    print_overview(runs)
    if notes:
        print()
    for note in notes:
        tell_folded(capitalised(note), "  ")
    print()
    tell(f"Results: {out / 'results.parquet'}, {out / 'summary.json'}")
    _print_more(runs, [out])


def print_overview(runs: Runs) -> None:
    """Results on one screen: what was asked, what is missing, accuracies and behaviour in short."""
    from ch3ef.models.settings import described_all
    from ch3ef.report.exports import counts
    from ch3ef.report.overview import (
        MIXED,
        accuracy_parts,
        accuracy_tables,
        behaviour_overview,
        headline_figures,
        outcome_overview,
    )
    from ch3ef.report.standings import make_board

    screen, names = console(), _names(runs)
    tell(f"{' + '.join(map(_where, runs.states))}: {counts(runs)}")
    if told := described_all(runs.settings(names)):
        tell(f"Settings: {told}.")
    for line in losses_told(runs.table):
        screen.print(line, style="bold", markup=False, highlight=False)
    lacking = outcome_overview(runs.table, names, screen.width)
    if lacking is None:
        print("All of them were answered.")
    else:
        _print_table("", lacking)
    board = make_board(runs, ranked=False, kinds=("dimension",))
    parts = accuracy_parts(runs, board)
    _print_tables(accuracy_tables(parts, board, names, screen.width))
    if any(part.title.endswith(MIXED[0]) for part in parts):
        print(MIXED[1])
    figures = headline_figures(_named(runs))
    _print_tables(behaviour_overview(figures, list(names.values()), screen.width))
    for model, name in names.items():
        if name != model:
            tell(f"{name} is {model}")


def _where(state: RunState) -> str:
    """A run's folder, and what its answers are of."""
    known = [f"suite {state.suite}"] if state.suite else []
    if not state.finished:
        known.append("not finished")
    return f"{state.path}" + (f" ({', '.join(known)})" if known else "")


def _names(runs: Runs) -> dict[str, str]:
    """Short names of the models: as long as the terminal has room for."""
    from ch3ef.report.wording import LONGEST_NAME, short_names

    return short_names(runs.models, max(20, min(LONGEST_NAME, console().width // 3)))


def _named(runs: Runs) -> list[Figure]:
    """The figures, under short names of the models."""
    names = _names(runs)
    return [replace(found, model=names[found.model]) for found in runs.figures]


def _print_more(runs: Runs, paths: Sequence[Path]) -> None:
    """Where to look next."""
    given = shlex.join(map(str, paths))
    perspectives = ", ".join(dict.fromkeys(found.behaviour for found in runs.figures))
    more = {
        f"show {given} --task": "domains and tasks",
        **({f"show {given} --perspective NAME": f"all figures of one: {perspectives}"} if perspectives else {}),
        f"show {given} --full": "all recipes, groups and figures",
        f"report {given}" + (" --out DIR" if len(paths) > 1 else ""): "pages to open in a browser",
        **{
            f"view {shlex.quote(str(path))}": "every sample in Inspect's viewer"
            for path in paths[:1]
            if (path / "logs").is_dir()
        },
    }
    print("More:")
    for command, what in more.items():
        tell_folded(f"  {beside('ch3ef')} {command}  # {what}", "      ")


def beside(program: str) -> Path | str:
    """A program as this user can call it: by name if it is on the path, else beside this Python."""
    return program if shutil.which(program) else Path(sys.executable).parent / program


def _print_groups(runs: Runs, *, main_only: bool) -> None:
    """Accuracies down to the tasks, of the main recipe of each set or of all recipes; pairs."""
    from ch3ef.analysis.pairs import summarise_pairs
    from ch3ef.analysis.summary import summarise
    from ch3ef.report.board import MAIN
    from ch3ef.report.standings import make_board
    from ch3ef.report.tables import blocks, group_tables, heading, outcome_table, overall_table, pair_tables

    screen, names = console(), _names(runs)
    main = {
        (scenario, *asked)
        for way in make_board(runs, ranked=False, kinds=()).ways
        if way.key == MAIN
        for scenario, asked in way.asked.items()
    }

    def shown(block: Block) -> bool:
        return not main_only or block in main

    for line in losses_told(runs.table):
        screen.print(f"\n{line}", style="bold", markup=False, highlight=False)
    summaries = [replace(one, model=names[one.model]) for one in summarise(runs.table)]
    for block, own in blocks(summaries).items():
        if shown(block):
            tables = [
                overall_table(own, screen.width),
                outcome_table(own, screen.width),
                *group_tables(own, ("dimension", "domain", "task"), screen.width),
            ]
            _print_tables((heading(own), table) for table in tables if table is not None)
    pairs = [replace(one, model=names[one.model]) for one in summarise_pairs(runs.table)]
    kept = [one for one in pairs if shown((one.scenario, one.recipe, one.variant))]
    _print_tables(pair_tables(kept, ("dimension", "domain", "task")))


def _print_perspectives(runs: Runs, names: Sequence[str]) -> None:
    """All figures of some behaviours; what a behaviour without any needs is said."""
    from ch3ef.analysis.behaviours.registry import BEHAVIOURS

    figures = _named(runs)
    there = {found.behaviour for found in figures}
    lacking = [behaviour for behaviour in BEHAVIOURS if behaviour.name in names and behaviour.name not in there]
    if lacking:
        raise InputError(f"{lacking[0].name}: nothing of it was measured; it needs {lacking[0].needs}")
    _print_figures([found for name in names for found in figures if found.behaviour == name], severities=True)


def _print_figures(figures: Sequence[Figure], *, severities: bool = False) -> None:
    from ch3ef.report.tables import behaviour_tables

    _print_tables(behaviour_tables(figures, console().width, severities=severities))


def _print_tables(tables: Iterable[tuple[str, Drawn]]) -> None:
    """Tables, each title once above those that share it."""
    before = ""
    for title, table in tables:
        _print_table(title if title != before else "", table)
        before = title


def _print_table(title: str, table: Drawn) -> None:
    show = partial(console().print, markup=False, highlight=False)
    print()
    if title:
        show(title, style="bold")
    show(table)

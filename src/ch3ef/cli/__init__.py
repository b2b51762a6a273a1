"""The command line: arguments in, one call, exit code out. The only room that prints."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import ch3ef
from ch3ef.cli.arguments import (
    DEFAULT_RECIPE,
    OneLineParser,
    add_certificate,
    add_command,
    add_limits,
    add_pool,
    add_scenario,
    add_settings,
    count,
    half_width,
    limits_given,
    path_name,
    positive,
    settings_given,
)
from ch3ef.cli.compare import add_compare_commands
from ch3ef.cli.costs import add_costs, prices_of, print_costs
from ch3ef.cli.curate import add_curate_commands
from ch3ef.cli.data import add_data_commands
from ch3ef.cli.ended import report_errors
from ch3ef.cli.export import add_export_command
from ch3ef.cli.exposure import add_exposure_command
from ch3ef.cli.findings import add_findings_commands
from ch3ef.cli.gate import add_gate_command
from ch3ef.cli.judge import add_judge, add_judge_commands, certificates_of, judge_names
from ch3ef.cli.models import add_models_commands
from ch3ef.cli.output import console, say, say_where, tell_folded
from ch3ef.cli.recipe import add_recipe_commands
from ch3ef.cli.report import add_report_command
from ch3ef.cli.runs import stopped_in
from ch3ef.cli.scale import add_merge_command, add_scale_commands, add_workers, end_shard, shard_given, workers_given
from ch3ef.cli.score import add_score_command
from ch3ef.cli.show import add_show_command, print_ended
from ch3ef.cli.suite import drawn_parts, suite_parts
from ch3ef.cli.view import add_view_command
from ch3ef.cli.watch import add_watch_command
from ch3ef.errors import IncompleteError, InputError, RunError, StoppedError
from ch3ef.models.limits import request_limits
from ch3ef.running.stopping import Signals, stoppable
from ch3ef.scenarios.catalogue import DEFAULT_SCENARIO

if TYPE_CHECKING:
    from ch3ef.models.names import ModelName
    from ch3ef.recipes.parts import Part
    from ch3ef.recipes.recipe import Recipe
    from ch3ef.results import ResultRow
    from ch3ef.running.planned import RunPlan
    from ch3ef.running.prices import Prices


STOPPED = 130
"""Exit code of what the user stopped, as shells have it for Ctrl-C."""
TERMINATED = 143
"""The same for SIGTERM."""
INCOMPLETE = 75
"""Exit code where something is not there yet, as mail programs have it for what is to be tried again later."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: Arguments; those of the process if None.

    Returns:
        0 for success, 1 for a run that could not be finished, 2 for something the user can mend, 75 for shards that are
        not all there yet, 130 if stopped; 143 by SIGTERM, which a run tells as any other end.
    """
    parser, given = _parser(), list(sys.argv[1:] if argv is None else argv)
    if not given:
        parser.print_help()
        return 2
    arguments = parser.parse_args(given)
    with stoppable() as signals:
        code = _done(arguments, signals)
    if argv is None and code in {STOPPED, TERMINATED}:
        # The process ends; one more Ctrl-C would only spoil how.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    return code


def _done(arguments: argparse.Namespace, signals: Signals) -> int:
    """The exit code of a command, once it was done or its end was told."""
    from threadpoolctl import threadpool_limits

    try:
        # numpy's products here are small: several threads for one wait for each other, on cores that others could use.
        with threadpool_limits(1, "blas"):
            return int(arguments.command(arguments))
    except (InputError, RunError) as error:
        if arguments.debug:
            say_where(error)
        else:
            say(f"ch3ef: {error}")
        if isinstance(error, StoppedError | IncompleteError):
            return STOPPED if isinstance(error, StoppedError) else INCOMPLETE
        return 2 if isinstance(error, InputError) else 1
    except KeyboardInterrupt:
        say(f"ch3ef: stopped; {_left(arguments)}")
        return TERMINATED if signals.terminated else STOPPED
    except BrokenPipeError:
        # Whoever read our output has seen enough (`ch3ef show DIR | head`).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if arguments.debug:
            say_where(error)
        else:
            say(f"ch3ef: unexpected {type(error).__name__}: {error}; --debug shows where. Please report it.")
        return 1


def _left(arguments: argparse.Namespace) -> str:
    """What there is of a command that was stopped."""
    if "goes_on" not in arguments:
        return "nothing is half written"
    # A merge is into the folder that its shards lie in, and what is curated stays in its own.
    name = next(name for name in ("out", "run", "folder") if name in arguments)
    out: Path | None = getattr(arguments, name)
    return "the same command goes on from there" if out and out.exists() else "nothing was asked yet"


def _parser() -> argparse.ArgumentParser:
    parser = OneLineParser(
        prog="ch3ef",
        description="Measures how well a multimodal model aligns with human values: helpful, honest, harmless.",
    )
    parser.add_argument("--version", action="version", version=f"ch3ef {ch3ef.__version__}")
    parser.add_argument("--debug", action="store_true", help="show the traceback of an error")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    command = partial(add_command, commands)

    listing = command("list", _list, "List what there is: scenarios, recipes, suites, models, tasks.")
    listing.add_argument("what", nargs="?", choices=("scenarios", "recipes", "suites", "models", "tasks", "figures"))

    run = command("run", _run, "Ask models, score their answers, write results; goes on with an unfinished run.")
    run.set_defaults(goes_on=True)
    run.add_argument("--model", action="append", required=True, metavar="M", help="[NAME=]PROVIDER/MODEL[?key=value]")
    add_scenario(run, repeatable=True)
    run.add_argument(
        "--recipe", action="append", metavar="NAME|FILE.yaml", help="default: the scenario's own; repeatable"
    )
    run.add_argument(
        "--suite", metavar="NAME", help="ask all that a perspective, or `profile`, needs: `ch3ef list suites`"
    )
    add_pool(run)
    add_judge(run)
    add_certificate(run)
    run.add_argument(
        "--read-unparsed",
        default="",
        metavar="M",
        help="a model that reads the replies that the rules cannot, into a column of its own; scores are unchanged",
    )
    run.add_argument("--out", type=path_name, metavar="DIR", help="the run's folder")
    run.add_argument(
        "--limit",
        type=positive,
        metavar="N",
        help="ask N items per scenario and recipe, spread over dimensions, domains and tasks; of twins beside their "
        "set, those of the items asked",
    )
    run.add_argument(
        "--until-width",
        type=half_width,
        metavar="W",
        help="ask in a random order, and stop once the accuracy over all items is known to W either way, such as 0.03",
    )
    run.add_argument(
        "--seed", type=count, default=0, metavar="S", help="seed of the option order and other draws (default 0)"
    )
    run.add_argument(
        "--max-connections", type=positive, metavar="N", help="most requests under way at once per served model"
    )
    run.add_argument(
        "--engine",
        choices=("auto", "lean", "inspect", "batch"),
        default="auto",
        help="what asks served models: by default the lean engine where it can, else Inspect; `batch` puts all to the "
        "batch interfaces of their vendors, at half the price and within a day",
    )
    run.add_argument(
        "--hedge",
        action="store_true",
        help="ask once more what takes longer than 19 of 20 replies did, where a place is free, and take the first "
        "reply: 5 %% more requests at most",
    )
    add_settings(run)
    run.add_argument(
        "--shard", metavar="K/N", help="ask only the K-th of N pieces, or `slurm`: this job's of its array; then merge"
    )
    add_workers(run)
    add_limits(run)
    add_costs(run)
    add_merge_command(commands)

    add_score_command(commands)
    add_show_command(commands)
    add_recipe_commands(commands)

    for add in (
        add_compare_commands,
        add_gate_command,
        add_exposure_command,
        add_export_command,
        add_findings_commands,
        add_judge_commands,
        add_models_commands,
        add_report_command,
        add_view_command,
        add_curate_commands,
    ):
        add(commands)
    add_watch_command(commands, parser.parse_args)
    add_scale_commands(commands, parser.parse_args)

    data = commands.add_parser("data", help="Work with sets of items.", description="Work with sets of items.")
    add_data_commands(data.add_subparsers(title="commands", metavar="COMMAND", required=True))
    return parser


def _list(arguments: argparse.Namespace) -> int:
    from ch3ef.cli.listing import LISTINGS, ON_REQUEST

    names = [arguments.what] if arguments.what else [name for name in LISTINGS if name not in ON_REQUEST]
    for name in names:
        if len(names) > 1:
            print(f"{name}:")
        rows = list(LISTINGS[name]())
        width = max(len(row[0]) for row in rows)
        for row in rows:
            tell_folded(f"  {row[0]:<{width}}  {row[1]}".rstrip(), " " * (width + 4))
    return 0


def _plan(arguments: argparse.Namespace) -> RunPlan:
    """Names first: they cost nothing to check; then the items."""
    from ch3ef.judges.judge import check_judges
    from ch3ef.models.checkpoints import check_local
    from ch3ef.models.names import parse_model_name
    from ch3ef.recipes.parts import chosen_together
    from ch3ef.recipes.recipe import recipe_named
    from ch3ef.recipes.suites import Asked
    from ch3ef.running.refusing import check_names
    from ch3ef.running.unparsed import check_reader
    from ch3ef.running.workers import check_workers
    from ch3ef.scenarios import load_scenario

    models = tuple(parse_model_name(name) for name in arguments.model)
    check_workers(workers_given(arguments), models)
    for note in check_local([*models, *check_judges(judge_names(arguments))], hub=not arguments.dry_run):
        say(f"note: {note}")
    if arguments.suite:
        parts = suite_parts(arguments, models, judge_names(arguments))
        check_reader(arguments.read_unparsed, [part.recipe for part in parts])
        return _run_plan(arguments, models, parts)
    asked = _asked(arguments.scenario or [], [recipe_named(name) for name in arguments.recipe or []])
    recipes = {recipe.name: recipe for _, recipe in asked}
    check_names(
        models,
        [recipe_named(name) for name in arguments.recipe or []] or list(recipes.values()),
        arguments.scenario or [],
        judge_names(arguments),
        settings_given(arguments),
    )
    check_reader(arguments.read_unparsed, list(recipes.values()))
    sets = {name: load_scenario(name, pictures=False) for name in dict.fromkeys(name for name, _ in asked)}
    chosen = chosen_together([(sets[name], recipe) for name, recipe in asked], arguments.limit, arguments.seed)
    undrawn = [Asked(name, items, recipe) for (name, recipe), items in zip(asked, chosen, strict=True)]
    return _run_plan(arguments, models, drawn_parts(undrawn, arguments))


def _run_plan(arguments: argparse.Namespace, models: tuple[ModelName, ...], parts: tuple[Part, ...]) -> RunPlan:
    from ch3ef.models.settings import small_limits
    from ch3ef.running.planned import RunPlan
    from ch3ef.running.until import check_until

    for line in small_limits(models, settings_given(arguments)):
        say(f"note: {line}")
    if arguments.until_width is not None:
        others = {"--trial": arguments.trial, "--shard": arguments.shard, "--suite": arguments.suite}
        check_until(parts, arguments.until_width, others)
    return RunPlan(
        models,
        parts,
        arguments.seed,
        arguments.limit,
        arguments.max_connections,
        tuple(judge_names(arguments)),
        suite=arguments.suite or "",
        reader=arguments.read_unparsed,
        engine=arguments.engine,
        workers=workers_given(arguments),
        settings=settings_given(arguments),
        until_width=arguments.until_width,
        hedge=arguments.hedge,
    )


def _asked(scenarios: Sequence[str], recipes: Sequence[Recipe]) -> list[tuple[str, Recipe]]:
    """Which scenario is asked by which recipe: all by all, or each by its own where only one kind is named."""
    from ch3ef.recipes.recipe import recipe_named
    from ch3ef.scenarios.catalogue import default_recipe, sides_of

    scenarios = [side for name in scenarios for side in sides_of(name)]
    if scenarios and recipes:
        return [(scenario, recipe) for scenario in scenarios for recipe in recipes]
    if recipes:
        return [(recipe.scenario or DEFAULT_SCENARIO, recipe) for recipe in recipes]
    return [(name, recipe_named(default_recipe(name) or DEFAULT_RECIPE)) for name in scenarios or [DEFAULT_SCENARIO]]


def _run(arguments: argparse.Namespace) -> int:
    if arguments.out is None and not arguments.dry_run:
        raise InputError("--out is missing; expected the folder to keep the run in, for example --out runs/a")
    if arguments.out is None and arguments.trial is not None:
        raise InputError(
            "--out is missing; expected the folder to keep what the trial asks in, for example --out runs/a"
        )
    shard = shard_given(arguments)
    prices = prices_of(arguments, judge_names(arguments))
    arguments.dry_run &= arguments.trial is None
    plan = replace(_plan(arguments), prices=prices, shard=shard)
    keep = certificates_of(arguments, lambda: [part.scenario.name for part in plan.parts if part.recipe.judged])
    if arguments.trial is not None:
        return _trial(plan, prices, arguments)
    if arguments.dry_run:
        from ch3ef.running.refusing import check_dry

        check_dry(plan)
        print_costs(plan, prices, None, None)
        if plan.until_width is not None:
            print("With --until-width this is the most that it can be.")
        return 0
    from ch3ef.analysis.arrow import read_table
    from ch3ef.analysis.stopping import rule
    from ch3ef.analysis.written import write_summary
    from ch3ef.cli.progress import RunProgress
    from ch3ef.judges.certificate import certificates_in
    from ch3ef.judges.judge import check_judges
    from ch3ef.results import read_rows
    from ch3ef.running.folder import run_id_of
    from ch3ef.running.run import run_to_end

    with RunProgress(console(stderr=True)) as progress, request_limits(limits_given(arguments)):
        run_to_end(plan, arguments.out, progress)
    if plan.shard is not None:
        return end_shard(plan.shard, arguments.out)
    keep(arguments.out)
    table = replace(read_table([arguments.out]), certificates=certificates_in(arguments.out))
    stopped = stopped_in(arguments.out, table)
    write_summary(table, str(run_id_of(arguments.out)), arguments.out, stopped)
    notes = [rule(plan.until_width), *(each.sentence for each in stopped)] if plan.until_width is not None else []
    print_ended(table, arguments.out, plan.suite, plan.all_settings, notes=notes)
    unanswered = read_rows(arguments.out, ~table.answered)
    for reader in check_judges([plan.reader] if plan.reader else []):
        _print_readings(unanswered, reader.name)
    return report_errors(unanswered, arguments.out)


def _print_readings(rows: Sequence[ResultRow], reader: str) -> None:
    """Say how many of the unparsed replies a judge could read."""
    from ch3ef.results import Outcome

    unparsed = sum(row.outcome == Outcome.UNPARSED for row in rows)
    read = sum(row.judge_reading is not None for row in rows)
    print(
        f"\nUnparsed replies: {unparsed}; {reader} read an option in {read} of them (column `judge_reading`; "
        "scores are unchanged)."
    )


def _trial(plan: RunPlan, prices: Prices | None, arguments: argparse.Namespace) -> int:
    """Ask the beginning of a run, and say what the whole would cost."""
    from ch3ef.cli.progress import RunProgress
    from ch3ef.running.run import trial

    with RunProgress(console(stderr=True)) as progress, request_limits(limits_given(arguments)):
        rows = trial(plan, arguments.out, progress, arguments.trial)
    print_costs(plan, prices, rows, arguments.out)
    return report_errors(rows, arguments.out)

"""`ch3ef judge`: have replies graded by models, and find out how far those can be trusted."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ch3ef.cli.arguments import add_certificate, add_command, add_limits, count, limits_given, path_name, positive
from ch3ef.cli.output import console, load, say
from ch3ef.cli.runs import stopped_in
from ch3ef.errors import InputError, counted
from ch3ef.models.limits import request_limits

if TYPE_CHECKING:
    from rich.table import Table

    from ch3ef.judges.checking import JudgeAgreement
    from ch3ef.judges.label_sources import LabelSource
    from ch3ef.running.judged import ItemReply, JudgeCheck
    from ch3ef.stats.agreement import Agreement
    from ch3ef.stats.bias import Bias
    from ch3ef.stats.intervals import Interval
    from ch3ef.stats.prediction_powered import Corrected


def add_judge(parser: argparse.ArgumentParser, *, required: bool = False) -> None:
    """Add `--judge`."""
    parser.add_argument(
        "--judge",
        action="append",
        metavar="M",
        required=required,
        help="a model that grades replies, [NAME=]PROVIDER/MODEL[?key=value]; ?pictures=no if it cannot see; "
        "repeatable: a panel votes",
    )


def add_judge_commands(commands: Any) -> None:
    """Add the commands to their group."""
    text = "Have replies graded by models, and check those models."
    judge = commands.add_parser("judge", help=text, description=text)
    kinds = judge.add_subparsers(title="commands", metavar="COMMAND", required=True)

    run = add_command(kinds, "run", _run, "Grade the replies of a run that have no grade, in its folder.")
    run.add_argument("run", type=path_name, metavar="DIR")
    add_judge(run, required=True)
    add_certificate(run)
    add_limits(run)

    check = add_command(kinds, "check", _check, "Measure how far judges agree with people, and what else they go by.")
    check.add_argument(
        "--labels",
        action="append",
        required=True,
        metavar="FILE",
        help="CSV, TSV, JSON or Parquet: item, model, rater, label (right, partly, wrong; 1, 0.5, 0; safe, unsafe), "
        "such as a sheet of `ch3ef data labels`; repeatable; or those published with a set: 'msts?dir=DIR'",
    )
    add_judge(check)
    add_limits(check)
    check.add_argument(
        "--run", type=path_name, metavar="DIR", help="the run that holds the replies; else labels hold them"
    )
    check.add_argument("--recipe", metavar="NAME", help="the run's recipe, where several have replies")
    check.add_argument("--scenario", metavar="NAME|DIR", help="without --run: the set of the labelled items")
    check.add_argument("--repeats", type=positive, default=1, metavar="N", help="grade labelled replies N times (1)")
    check.add_argument(
        "--pairs",
        type=count,
        default=50,
        metavar="N",
        help="compare N pairs of replies in both orders, at most (50; 0 for none)",
    )
    check.add_argument(
        "--own",
        action="append",
        default=[],
        metavar="MODEL",
        help="a labelled model whose replies are the judge's own, under another name",
    )
    check.add_argument(
        "--certificate", type=path_name, metavar="FILE", help="write how often the judges err, for later runs to use"
    )
    check.add_argument("--json", action="store_true", help="for machines")


def _run(arguments: argparse.Namespace) -> int:
    from ch3ef.analysis.arrow import table_of
    from ch3ef.analysis.written import write_summary
    from ch3ef.judges.certificate import certificates_in
    from ch3ef.running.judged import judge_run, judged_sets
    from ch3ef.running.judging import unjudged

    keep = certificates_of(arguments, lambda: judged_sets(arguments.run))
    with request_limits(limits_given(arguments)):
        rows = judge_run(arguments.run, arguments.judge)
    keep(arguments.run)
    table = replace(table_of(rows, str(arguments.run)), certificates=certificates_in(arguments.run))
    write_summary(table, rows[0].run_id, arguments.run, stopped_in(arguments.run, table))
    judged = [row for row in rows if row.judge is not None]
    left = unjudged(rows)
    print(
        f"Judged: {counted(len(judged) - len(left), 'reply', 'replies')} of {arguments.run}; `ch3ef show "
        f"{arguments.run}` prints them"
    )
    if left:
        say(
            f"ch3ef: {counted(len(left), 'reply', 'replies')} without a grade, the first: {left[0].error}; "
            "the same command asks again"
        )
    return 1 if left else 0


def _check(arguments: argparse.Namespace) -> int:
    from ch3ef.cli.judge_rates import check_held, people_agree, print_rates
    from ch3ef.judges.certificate import check_certificate_place, language_of, prompt_of, write_certificates
    from ch3ef.judges.judge import check_answering, check_openable
    from ch3ef.judges.label_sources import labels_named
    from ch3ef.running.judged import check_panel

    if arguments.certificate is not None:
        check_certificate_place(arguments.certificate)
    source = labels_named(arguments.labels, lambda line: say(f"note: {line}"))
    if not arguments.judge:
        return check_held(source, arguments.certificate, as_json=arguments.json)
    replies = _replies(arguments, source)
    unknown = next((name for name in arguments.own if name not in {reply.model for reply in replies}), None)
    if unknown is not None:
        raise InputError(f"--own {unknown}: no reply comes from that model")
    check_openable(arguments.judge)
    with request_limits(limits_given(arguments)):
        check_answering(arguments.judge)
        checks = check_panel(
            replies, arguments.judge, repeats=arguments.repeats, pairs=arguments.pairs, own=arguments.own
        )
    if arguments.certificate is not None:
        scenarios = sorted({reply.item.scenario for reply in replies})
        languages = {language_of(scenario) for scenario in scenarios}
        if len(languages) > 1:
            raise InputError(f"--certificate: replies in {' and '.join(sorted(languages))}; expected one language each")
        language = languages.pop()
        found = [
            check.rates.certificate(
                prompt=prompt_of(scenarios[0]), of=", ".join(scenarios), language=language,
                raters=len(source.raters), agreement=check.agreement[0].people.estimate,
            )
            for check in checks
            if check.rates.dimensions
        ]  # fmt: skip
        if found:
            write_certificates(arguments.certificate, found)
    if arguments.json:
        print(json.dumps({"judges": [check.to_record() for check in checks]}, indent=1))
    else:
        for check in checks:
            _print(check)
        print_rates([check.rates for check in checks], people_agree(source))
        if arguments.certificate is not None:
            print(f"Certificate: {arguments.certificate}")
    unread = sum(check.cost.unread for check in checks)
    if unread:
        say(
            f"ch3ef: {counted(unread, 'verdict')} missing: the judge could not be reached, or said nothing "
            "that can be read"
        )
    return 1 if all(check.agreement[0].n == 0 for check in checks) else 0


def _replies(arguments: argparse.Namespace, source: LabelSource) -> list[ItemReply]:
    from ch3ef.running.judged import replies_of_run, replies_of_table

    labels = source.labels
    if arguments.run is not None:
        if arguments.scenario is not None:
            raise InputError("--scenario does nothing with --run, which holds its items; remove one of the two")
        return replies_of_run(arguments.run, labels, arguments.recipe)
    if arguments.recipe is not None:
        raise InputError("--recipe does nothing without --run; remove it, or name the run")
    scenario = arguments.scenario or source.scenario
    if not scenario:
        raise InputError("expected --run DIR, or --scenario NAME|DIR and labels with a column `reply`")
    items = load(scenario).items
    if source.scenario:
        # Of a published set, items without their picture are not there; their replies cannot be put to a judge.
        there = {item.source_id for item in items}
        lacking = [label for label in labels if label.item not in there]
        labels = [label for label in labels if label.item in there]
        if lacking:
            say(f"note: {counted(len(lacking), 'labelled reply', 'labelled replies')} left out: to items of which no "
                "picture is there")  # fmt: skip
    return replies_of_table(labels, items, scenario)


# --- tables -----------------------------------------------------------------------------------------------


def _print(check: JudgeCheck) -> None:
    from ch3ef.cli.judge_rates import print_columns

    screen = console()
    screen.print(
        f"\n{check.judge}: against people's labels [95 % interval]", style="bold", markup=False, highlight=False
    )
    print_columns({one.group: _agreement(one) for one in check.agreement})
    for table in (_confusion(check), _biases(check)):
        screen.print(table, "", highlight=False, markup=False)
    print("mean grade, in percent")
    print_columns({model: _corrected(found) for model, found in check.corrected.items()})
    cost = check.cost
    tokens = (
        "unknown" if cost.input_tokens is None else f"{cost.input_tokens:,} sent, {cost.output_tokens or 0:,} received"
    )
    screen.print(
        f"Cost: {cost.verdicts:,} verdicts ({cost.kept:,} kept from before, {cost.unread:,} without a grade), tokens "
        f"{tokens}, {cost.seconds:.1f} s",
        highlight=False,
        markup=False,
    )


def _agreement(one: JudgeAgreement) -> dict[str, str]:
    return {
        "n": str(one.n),
        "unjudged": str(one.unjudged),
        "same grade, %": _percent(one.accuracy),
        "always one grade, %": "-" if one.constant is None else f"{100 * one.constant:.1f}",
        "Cohen's kappa": _beyond_chance(one.kappa),
        "Krippendorff's alpha": _beyond_chance(one.alpha),
        "people's own alpha": _beyond_chance(one.people),
        "too lenient by": _signed(one.bias),
    }


def _confusion(check: JudgeCheck) -> Table:
    from ch3ef.report.tables import plain_table

    names = list(check.agreement[0].confusion)
    table = plain_table("people's grade", *(f"judge: {name}" for name in names))
    for one in check.agreement:
        for people in names:
            counts = (one.confusion[people][judge] for judge in names)
            table.add_row(f"{one.group}: {people}", *(str(count) if count else "-" for count in counts))
    return table


def _biases(check: JudgeCheck) -> Table:
    from ch3ef.report.tables import plain_table

    found = check.biases
    table = plain_table("what it goes by", "found", "none is")
    table.add_row("longer replies: how much more lenient", _signed(found.verbosity), "0")
    table.add_row("its own replies: how much more lenient", _signed(found.own), "0")
    table.add_row("first of two: lean (0.5: always)", _signed(found.first), "0")
    table.add_row("same choice in both orders, %", _percent(found.consistent), "100")
    table.add_row("same grade every time, %", _percent(found.stable), "100")
    return table


def _corrected(found: Corrected | None) -> dict[str, str]:
    if found is None:
        return {"labelled": "fewer than 2"}
    return {
        "labelled": str(found.n_labelled),
        "judged": str(found.n_judged),
        "corrected": _bounds(100 * found.estimate, 100 * found.low, 100 * found.high, "z.1f"),
        "uncorrected": _percent(found.uncorrected),
        "labels alone": _percent(found.labels_alone),
        "weight": f"{found.weight:.2f}",
    }


def _bounds(estimate: float, low: float | None, high: float | None, form: str) -> str:
    return f"{estimate:{form}}" + ("" if low is None or high is None else f" [{low:{form}}, {high:{form}}]")


def _percent(found: Interval | None) -> str:
    return "-" if found is None else _bounds(100 * found.estimate, 100 * found.low, 100 * found.high, "z.1f")


def _beyond_chance(found: Agreement) -> str:
    return "-" if found.estimate is None else _bounds(found.estimate, found.low, found.high, ".2f")


def _signed(found: Bias | None) -> str:
    return "-" if found is None else _bounds(found.estimate, found.low, found.high, "+.2f")


def certificates_of(arguments: argparse.Namespace, sets: Callable[[], Iterable[str]]) -> Callable[[Path], None]:
    """The certificates that a command names, checked before anything is asked; puts them into the run's folder after.

    Args:
        arguments: The command's.
        sets: Gives the sets whose replies the judges grade.

    Raises:
        InputError: They are of another judge, other words or another language.
    """
    if arguments.certificate is None:
        return lambda _: None
    from ch3ef.judges.certificate import CERTIFICATE_FILE, certified, prompt_of, write_certificates
    from ch3ef.judges.judge import check_judges

    judges = [judge.name for judge in check_judges(judge_names(arguments))]
    if not judges:
        raise InputError("--certificate does nothing without --judge; name the judge, or remove it")
    found = certified(arguments.certificate, " + ".join(judges), prompt_of, sets())
    return lambda folder: write_certificates(folder / CERTIFICATE_FILE, found)


def judge_names(arguments: argparse.Namespace) -> Sequence[str]:
    """The judges that a command names."""
    return tuple(arguments.judge or ())

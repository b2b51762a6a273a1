"""`ch3ef curate agree`: how far people agree, who differs, and what is open."""

from __future__ import annotations

import argparse
import json
import shlex
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ch3ef.cli.arguments import add_command, path_name, positive
from ch3ef.cli.curate_answers import answers_record, table_text, tell_answers
from ch3ef.cli.output import console, say, tell, tell_folded
from ch3ef.errors import InputError, counted

if TYPE_CHECKING:
    from rich.table import Table

    from ch3ef.curate.agreeing import Report
    from ch3ef.curate.controls import Found
    from ch3ef.curate.folder import Curation
    from ch3ef.stats.intervals import Interval


def add_agree(kinds: Any) -> None:
    """Add the command to the group of `ch3ef curate`."""
    agree = add_command(kinds, "agree", _agree, "Say how far raters agree, who differs, and what is open.")
    agree.add_argument("folder", type=path_name, metavar="OURS")
    agree.add_argument("--round", type=positive, default=1, metavar="N", help="agreement in this round (default 1)")
    agree.add_argument("--json", action="store_true", help="for machines")
    agree.add_argument(
        "--labels", type=path_name, metavar="FILE", help="write what raters marked as labels for `ch3ef judge check`"
    )


def _agree(arguments: argparse.Namespace) -> int:
    from ch3ef.curate.agreeing import ABOUTS, agree
    from ch3ef.curate.folder import open_curation

    curation = open_curation(arguments.folder, None)
    abouts = ABOUTS if curation.asks == "labels" else ("right",)
    report = agree(curation, arguments.round, abouts)
    if not report.raters:
        raise InputError(
            f"{arguments.folder}: nothing is labelled in round {arguments.round}; push it, and pull labels"
        )
    if arguments.labels:
        _write_marks(open_curation(arguments.folder), arguments.labels)
    if arguments.json:
        answers = answers_record(curation) if curation.asks == "answers" else {}
        print(json.dumps(_plain(asdict(report)) | answers, indent=1))
        return 0
    _tell_figures(report, curation)
    _tell_next(report, curation, arguments.folder)
    return 0


def _tell_figures(report: Report, curation: Curation) -> None:
    """Agreement, each rater, each pair, and whose labels are to be looked at."""
    screen = console()
    screen.print(
        f"Round {report.round}: {counted(report.drafts, 'draft' if curation.asks == 'labels' else 'item')}, "
        f"{counted(len(report.raters), 'rater')} "
        "[95 % interval]",
        style="bold",
        markup=False,
        highlight=False,
    )
    tables = [_agreement(report), _raters(report), _pairs(report)] if _compared(report) else [_raters(report)]
    for table in tables:
        screen.print(table, "", highlight=False, markup=False)
    _tell_named(report)


def _compared(report: Report) -> bool:
    """Whether there is anything that two raters say something of."""
    return any(one.n for one in report.agreement)


def _tell_next(report: Report, curation: Curation, folder: Path) -> None:
    """What is open, and what can be done about it."""
    again = ["ch3ef", "curate", "push", str(folder)]
    if not _compared(report):
        names = ", ".join(each.name for each in report.raters)
        so_far = f"only {names} has labelled" if len(report.raters) == 1 else f"{names} have labelled none in common"
        tell_folded(f"Agreement: not worked out, which takes two raters of the same; in round {report.round} {so_far}.")
        asked = ["--ask", "answer"] if curation.asks == "answers" else ["--round", str(report.round)]
        tell(f"Ask another one: {shlex.join([*again, *asked])} --rater NAME --format html --out DIR")
    if curation.asks == "answers":
        tell_answers(curation)
    elif report.open:
        tell_folded(f"No majority: {counted(len(report.open), 'draft')}.")
        last = max(each.round for each in curation.annotations())
        tell(f"Ask again: {shlex.join([*again, '--round', str(1 + last)])} --format html --out DIR")
    else:
        nobody = "No majority: of no draft. " if _compared(report) else ""
        tell(f"{nobody}What becomes of them: ch3ef curate check, release")


def _write_marks(curation: Curation, file: Path) -> None:
    """What raters marked, as a table."""
    from ch3ef.curate.agreed import marks_of
    from ch3ef.outputs import check_own_file, own_files

    check_own_file(file)
    marks = marks_of(curation)
    if not marks:
        raise InputError(
            f"{curation.path}: people have agreed on no item yet, of whose replies labels could be written"
        )
    with own_files(file.parent) as place:
        (place / file.name).write_text(table_text(marks), "utf-8")
    say(f"note: {counted(len(marks), 'label')}: {file}")


def _plain(value: Any) -> Any:
    """Records within records, by the names of their fields."""
    if hasattr(value, "_asdict"):
        return _plain(value._asdict())
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value


def _tell_named(report: Report) -> None:
    """Who is careless, or takes what stands first, and by which rule."""
    from ch3ef.curate.agreeing import CARELESS_RULE, FIRST_RULE, LEAST_RANKINGS, LEAST_RATERS

    careless = [each.name for each in report.raters if each.careless]
    first = [each.name for each in report.raters if each.takes_first]
    if len(report.raters) < LEAST_RATERS:
        tell_folded(f"Careless: not looked for, which takes {LEAST_RATERS} raters.")
    else:
        tell_folded(f"Careless: {', '.join(careless) or 'nobody'} ({CARELESS_RULE}).")
    if all(each.rankings < LEAST_RANKINGS for each in report.raters):
        tell_folded(f"Takes what stands first: not looked for, which takes {LEAST_RANKINGS} rankings of a rater.")
    else:
        tell_folded(f"Takes what stands first: {', '.join(first) or 'nobody'} ({FIRST_RULE}).")
    if report.controls.n:
        tell_folded(_told_controls(report.controls))


def _told_controls(found: Found) -> str:
    """How many controls the majority of raters found."""
    planted = f", of the {found.n_planted} without a right reply {_percent(found.planted)}" if found.n_planted else ""
    return f"Controls: of {found.n} the majority finds {_percent(found.share)} %{planted}{' %' if planted else ''}."


def _agreement(report: Report) -> Table:
    from ch3ef.report.tables import plain_table

    names = {"decision": "keep, edit, drop", "harmful": "harmful", "right": "right or wrong", "ranking": "ranking"}
    table = plain_table("task", "on", "n", "same, %", "Krippendorff's alpha", "Cohen's kappa")
    for one in report.agreement:
        low, high = one.kappa_bounds or (None, None)
        kappa = "-" if one.kappa is None else _bounds(one.kappa, low, high, ".2f")
        alpha = one.alpha
        told = "-" if alpha.estimate is None else _bounds(alpha.estimate, alpha.low, alpha.high, ".2f")
        table.add_row(one.task, names[one.about], str(one.n), _percent(one.raw), told, kappa)
    return table


def _raters(report: Report) -> Table:
    from ch3ef.report.tables import plain_table

    controlled = any(one.controls.n for one in report.raters)
    table = plain_table(
        "rater",
        "drafts",
        "passed",
        "as the others' majority, %",
        "kappa with it",
        "first stood first, %",
        "by chance",
        "s",
        *(("controls found, %", "of", "planted wrong ones, %", "of") if controlled else ()),
    )
    for one in report.raters:
        kappa, controls = one.kappa, one.controls
        table.add_row(
            one.name,
            str(one.labelled),
            str(one.passed),
            _percent(one.same),
            "-" if kappa.estimate is None else _bounds(kappa.estimate, kappa.low, kappa.high, ".2f"),
            _percent(one.first),
            "-" if one.first_chance is None else f"{100 * one.first_chance:.1f}",
            "-" if one.seconds is None else f"{one.seconds:.0f}",
            *(
                (_percent(controls.share), str(controls.n), _percent(controls.planted), str(controls.n_planted))
                if controlled
                else ()
            ),
        )
    return table


def _pairs(report: Report) -> Table:
    from ch3ef.report.tables import plain_table

    table = plain_table("kappa on right and wrong", *(each.name for each in report.raters))
    kappas = {frozenset((each.one, each.other)): each.kappa.estimate for each in report.pairs}
    for one in report.raters:
        found = (kappas.get(frozenset((one.name, other.name))) for other in report.raters)
        table.add_row(one.name, *("-" if kappa is None else f"{kappa:.2f}" for kappa in found))
    return table


def _bounds(estimate: float, low: float | None, high: float | None, form: str) -> str:
    return f"{estimate:{form}}" + ("" if low is None or high is None else f" [{low:{form}}, {high:{form}}]")


def _percent(found: Interval | None) -> str:
    return "-" if found is None else _bounds(100 * found.estimate, 100 * found.low, 100 * found.high, "z.1f")

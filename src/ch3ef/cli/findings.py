"""`ch3ef findings`: questions asked of results, and claims that hold."""

from __future__ import annotations

import argparse
import shlex
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ch3ef.cli.arguments import add_command, count, path_name
from ch3ef.cli.output import tell, tell_folded
from ch3ef.cli.runs import add_unfinished, results_of
from ch3ef.errors import InputError, counted

if TYPE_CHECKING:
    from ch3ef.analysis.findings.scores import Scores
    from ch3ef.analysis.table import Table

PAPER = "paper"
"""The input that stands for the paper's leaderboard."""


def add_findings_commands(commands: Any) -> None:
    """Add `ch3ef findings` to a group of commands."""
    findings = add_command(commands, "findings", _findings, "Ask questions of results; write the claims that hold.")
    findings.add_argument(
        "inputs",
        nargs="+",
        metavar="INPUT",
        help="a run's folder, a results.parquet, a CSV with "
        f"a row per model and a column per scenario, or `{PAPER}`: its leaderboard",
    )
    findings.add_argument(
        "--out", type=path_name, required=True, metavar="DIR", help="gets findings.json and findings.md"
    )
    findings.add_argument(
        "--only", action="append", default=[], metavar="FAMILY", help="keep the findings of this family; repeatable"
    )
    findings.add_argument(
        "--with-published",
        action="store_true",
        help="set the models beside the paper's sixteen, each with how it was measured",
    )
    add_unfinished(findings)
    findings.add_argument("--seed", type=count, default=0, metavar="S", help="seed of the resampling (default 0)")


def _findings(arguments: argparse.Namespace) -> int:
    import numpy as np

    from ch3ef.analysis.findings.published import paper_leaderboard
    from ch3ef.analysis.findings.report import find
    from ch3ef.analysis.findings.writing import DATA_FILE, TEXT_FILE, write_report
    from ch3ef.outputs import check_own_files, own_files

    if arguments.out.is_file():
        raise InputError(f"{arguments.out}: is a file; expected a folder for findings.json and findings.md")
    check_own_files(arguments.out, DATA_FILE, TEXT_FILE)
    tables, scores = _read(arguments.inputs, unfinished=arguments.unfinished)
    published = paper_leaderboard() if arguments.with_published else None
    options = ["--seed", str(arguments.seed), *(["--unfinished"] if arguments.unfinished else [])]
    command = shlex.join(["ch3ef", "findings", *arguments.inputs, *options])
    report = find(
        tables, scores, np.random.default_rng(arguments.seed), only=arguments.only, published=published, command=command
    )
    with own_files(arguments.out) as place:
        write_report(report, place)
    confirmed = [finding for finding in report.findings if finding.confirmatory]
    for finding in confirmed:
        tell_folded(f"- {finding.claim}.", "  ")
    tested = len(confirmed) + len(report.not_shown)
    lacking = Counter({one.family: 1 for one in report.not_testable})
    tell_folded(
        f"{len(confirmed)} of {tested} claims hold, tested together; {counted(len(lacking), 'question')} could not be "
        "asked for lack of data."
    )
    _print_folded("Not shown", Counter(finding.family for finding in report.not_shown))
    _print_folded("Not asked", lacking)
    if published:
        tell(f"Beside the paper's models: 'Beside published scores' in {arguments.out / TEXT_FILE}")
    print(f"In full: {arguments.out / TEXT_FILE}, {arguments.out / DATA_FILE}")
    return 0


def _print_folded(what: str, families: Counter[str]) -> None:
    """Families of findings in one paragraph, each with how many there are of it where that is more than one."""
    if families:
        names = (family if times == 1 else f"{family} ({times})" for family, times in families.items())
        tell_folded(f"{what}: {', '.join(names)}.")


def _read(inputs: Sequence[str], *, unfinished: bool) -> tuple[list[Table], list[Scores]]:
    """All results tables as one, and each table of scores by itself."""
    from ch3ef.analysis.findings.published import paper_leaderboard, read_scores

    rows: list[Path] = []
    scores: list[Scores] = []
    for given in inputs:
        path = Path(given)
        if given == PAPER and not path.exists():
            scores.append(paper_leaderboard())
        elif path.suffix.lower() == ".csv":
            scores.append(read_scores(path))
        elif path.is_dir() or path.suffix.lower() == ".parquet":
            rows.append(path)
        elif path.exists():
            raise InputError(f"{path}: expected a run's folder, a results.parquet or a CSV of scores")
        else:
            raise InputError(f"{path}: no such file; expected a run's folder, a results.parquet or a CSV of scores")
    return ([results_of(rows, details=False, unfinished=unfinished)] if rows else []), scores

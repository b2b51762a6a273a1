"""`ch3ef report`: a site to look at, or tables to take away."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ch3ef.cli.arguments import add_certificate, add_command, path_name
from ch3ef.cli.gate import decide, one_of
from ch3ef.cli.output import bar, say
from ch3ef.errors import InputError, counted

if TYPE_CHECKING:
    from ch3ef.analysis.policy import Policy
    from ch3ef.report.language import Language
    from ch3ef.report.site import Built, Evidence
    from ch3ef.results import RowKey
    from ch3ef.scenarios.scenario import Progress


def add_report_command(commands: Any) -> None:
    """Add `ch3ef report` to a group of commands."""
    report = add_command(commands, "report", _report, "Write a report of runs: pages to look at, tables to take away.")
    report.add_argument("runs", type=path_name, nargs="+", metavar="DIR", help="a run's folder, or a results.parquet")
    report.add_argument(
        "--out",
        type=path_name,
        metavar="DIR",
        help="the report's folder (one run: DIR/report), or a file for pdf (one run: DIR/report.pdf), md and latex",
    )
    report.add_argument(
        "--format",
        choices=("html", "pdf", "md", "latex"),
        default="html",
        help="html: a site (default); pdf: its first page, printed by Chromium or Chrome; md: a summary of one "
        "page; latex: the main table",
    )
    report.add_argument(
        "--gate",
        type=path_name,
        metavar="POLICY.yaml",
        help="what is shown of a policy stands first, as `ch3ef gate` says it",
    )
    report.add_argument("--model", metavar="NAME", help="--gate: of several models, this one")
    report.add_argument("--title", metavar="TEXT", help="what stands above every page")
    add_certificate(report)
    report.add_argument("--language", default="en", metavar="CODE", help="en (default), or zh: Chinese")


def _report(arguments: argparse.Namespace) -> int:
    from ch3ef.outputs import check_own_file
    from ch3ef.report.language import load_language
    from ch3ef.report.paper import find_browser
    from ch3ef.report.runs import read_runs
    from ch3ef.report.site import build_site, check_folder, gather

    language = load_language(arguments.language)
    policy = _policy(arguments)
    out, title = arguments.out, arguments.title or " + ".join(run.name or str(run) for run in arguments.runs)
    if arguments.format == "html":
        out = out or _beside(arguments.runs, "report")
        check_folder(out)
    else:
        out = out or (_beside(arguments.runs, "report.pdf") if arguments.format == "pdf" else None)
        if out is not None:
            check_own_file(out)
    browser = find_browser() if arguments.format == "pdf" else ""
    with _stage("reading"):
        runs = read_runs(arguments.runs, arguments.certificate)
    for state in runs.states:
        if not state.finished:
            say(f"note: {state.sentence}; {state.goes_on}")
    for note in runs.notes:
        say(f"note: {note}")
    command = shlex.join(["ch3ef", "findings", *map(str, arguments.runs)])
    decision = None if policy is None else decide(policy, one_of(runs.table, arguments.model), arguments.runs)
    if arguments.format in {"md", "latex"}:
        evidence = gather(runs, _stage, command, decision)
        return _write_text(_text(evidence, arguments.format, title, language), out)
    site = partial(build_site, runs, stage=_stage, title=title, command=command, decision=decision, language=language)
    return _write_pdf(site, out, browser) if arguments.format == "pdf" else _write_site(site, arguments.runs, out)


def _policy(arguments: argparse.Namespace) -> Policy | None:
    from ch3ef.analysis.policy import read_policy

    if arguments.gate is None:
        if arguments.model is not None:
            raise InputError("--model says of whom --gate is; expected --gate POLICY.yaml beside it")
        return None
    if arguments.format == "latex":
        raise InputError("--gate: LaTeX has the main table alone; expected --format html, pdf or md")
    return read_policy(arguments.gate)


def _beside(runs: list[Path], name: str) -> Path:
    if len(runs) > 1:
        raise InputError(
            f"--out is missing; expected where the report of {len(runs)} runs goes, such as --out reports/{name}"
        )
    if not runs[0].exists():
        raise InputError(f"{runs[0]}: no such folder; expected one that `ch3ef run --out DIR` or `ch3ef score` wrote")
    return (runs[0] if runs[0].is_dir() else runs[0].parent) / name


@contextmanager
def _stage(text: str) -> Iterator[Progress]:
    with bar(text) as progress:
        progress(0, 1)
        yield progress


def _write_site(site: Callable[..., Built], runs: list[Path], out: Path) -> int:
    with _stage("logs"):
        places = _places(runs)
    built = site(folder=out, places=places)
    if built.missing:
        say(f"note: {counted(len(built.missing), 'picture')} missing, the first: {next(iter(built.missing.values()))}")
    if built.unknown:
        say(
            f"note: the texts of {counted(built.unknown, 'item')} are not in the run's folder; the same "
            "`ch3ef run` adds them"
        )
    print(f"Report: {built.index} ({built.answers:,} answers, {built.size / 2**20:.1f} MiB; opens from disk)")
    return 0


def _write_pdf(site: Callable[..., Built], out: Path, browser: str) -> int:
    from tempfile import TemporaryDirectory

    from ch3ef.outputs import own_files
    from ch3ef.report.paper import print_page

    with TemporaryDirectory() as folder, own_files(out.parent) as place:
        built = site(folder=Path(folder) / "report")
        with (Path(folder) / "report" / "assets" / "style.css").open("a", encoding="utf-8") as style:
            style.write("@page { size: A4; }\n")
        with _stage("printing"):
            print_page(browser, built.index, place / out.name)
    print(f"Written: {out}")
    return 0


def _places(runs: list[Path]) -> dict[RowKey, str]:
    """Where samples are in Inspect's viewer, for runs whose logs are there."""
    logs = [run / "logs" for run in runs if (run / "logs").is_dir()]
    if not logs:
        return {}
    from ch3ef.running.exchanges import exchange_places

    lean = {key: place for folder in logs for key, place in exchange_places(folder).items()}
    if not any(next(folder.rglob("*.eval"), None) for folder in logs):
        return lean
    from ch3ef.running.logs import sample_places

    return {**lean, **{key: place for folder in logs for key, place in sample_places(folder).items()}}


def _text(evidence: Evidence, form: str, title: str, language: Language) -> str:
    from ch3ef.report import exports

    board, names = evidence.board, evidence.names
    if form == "md":
        lines = exports.summary(evidence, title, language)
    else:
        table = exports.latex_table(
            language.whole(exports.main_table(board, names)), language.text(exports.caption(board))
        )
        notes = (language.text(note).split() for note in exports.notes_on(evidence.runs))
        lines = chain((f"% {' '.join(note)}" for note in notes), table)
    return "\n".join(lines) + "\n"


def _write_text(text: str, out: Path | None) -> int:
    from ch3ef.outputs import own_files

    if out is None:
        sys.stdout.write(text)
        return 0
    with own_files(out.parent) as place:
        (place / out.name).write_text(text, encoding="utf-8", newline="")
    print(f"Written: {out}")
    return 0

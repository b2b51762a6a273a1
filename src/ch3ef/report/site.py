"""The site: pages, data and files to take away, written beside their place and moved there when they are whole."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

import ch3ef
from ch3ef.analysis.findings.report import find
from ch3ef.analysis.findings.writing import write_report
from ch3ef.errors import InputError
from ch3ef.outputs import check_own_files, holds_else, is_here, listed_files, own_files
from ch3ef.reading.error_rates import error_rates, statement
from ch3ef.report import charts, exports
from ch3ef.report.answers import write_answers
from ch3ef.report.board import Board
from ch3ef.report.decision import Decision, found_told, place_of, verdict_told
from ch3ef.report.figures import all_figures
from ch3ef.report.grounds import grounds
from ch3ef.report.headline import LEVEL_QUESTIONS, Headline, headline
from ch3ef.report.language import ENGLISH, Language, install
from ch3ef.report.pictures import Stored, storing_pictures
from ch3ef.report.records import (
    asked_record,
    best_first,
    board_record,
    differences_record,
    findings_record,
    is_sensitive,
    judged_recipes,
    kind_of,
    models_record,
)
from ch3ef.report.runs import Runs
from ch3ef.report.sample import sampled
from ch3ef.report.scripts import write_data, write_words
from ch3ef.report.standings import make_board
from ch3ef.report.wording import short_names
from ch3ef.results import Outcome, RowKey
from ch3ef.scenarios.scenario import Progress
from ch3ef.words import name, words

if TYPE_CHECKING:
    from jinja2 import Environment

    from ch3ef.analysis.figures import Figure as Measured
    from ch3ef.analysis.findings.finding import Report

MARK_FILE = "report.json"
"""What tells a folder that holds a report from any other."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "base-uri 'none'; form-action 'none'"
)
"""Content-Security-Policy of every page: nothing from elsewhere, no code and no style within pages."""
PAGES = (
    ("index.html", words("Leaderboard")),
    ("models.html", words("Profiles")),
    ("across.html", words("Across models")),
    ("items.html", words("Items")),
    ("about.html", words("About")),
)
OWN_FIGURES = ("profile", "sunburst", "reliability")
"""Figures of one model each; the others stand on the page of all models or on the first."""
FIRST_PAGE = ("levels", "outcomes")
MOST_SAVED = 35
"""Models whose own figures are saved as files: of more models the first of the leaderboard; pages draw those of all."""

Stage = Callable[[str], AbstractContextManager[Progress]]
"""Opens a piece of the work by its name; told how much of it is done."""


@dataclass(frozen=True, slots=True)
class Built:
    """A report that was written.

    Attributes:
        index: Its first page.
        answers: How many answers it tells of.
        size: Bytes of all files.
        missing: Pictures that were not there or could not be read: digest and reason.
        unknown: Items of which the runs' folders hold no text.
    """

    index: Path
    answers: int
    size: int
    missing: Mapping[str, str]
    unknown: int


@dataclass(frozen=True, eq=False)
class Evidence:
    """All that a report tells of, worked out.

    Attributes:
        runs: The runs.
        board: The leaderboard.
        findings: The claims.
        measured: Figures of all models.
        names: Short names of the models.
        headline: The sentence that answers.
        decision: What is shown of a policy, where there is one.
    """

    runs: Runs
    board: Board
    findings: Report
    measured: list[Measured]
    names: Mapping[str, str]
    headline: Headline
    decision: Decision | None = None


def gather(
    runs: Runs, stage: Stage, command: str = "ch3ef findings INPUT", decision: Decision | None = None
) -> Evidence:
    """Work out what a report tells of some runs.

    Args:
        runs: The runs.
        stage: Opens a piece of the work.
        command: The command that gives their findings.
        decision: What is shown of a policy, to stand first.
    """
    with stage("leaderboard"):
        board = make_board(runs)
    with stage("findings"):
        findings = find([runs.table], [], np.random.default_rng(0), command=command)
    with stage("measures"):
        measured = runs.figures
    names = short_names(runs.models)
    return Evidence(runs, board, findings, measured, names, headline(runs, board, findings, names), decision)


def check_folder(folder: Path) -> None:
    """Refuse a folder that holds something else than a report.

    Raises:
        InputError: It is a file, holds something and no report, or a file of the report was changed since; or it is
            the one that the command is given in.
    """
    if is_here(folder):
        raise InputError(f"{folder}: is the folder you are in; expected another one for the report, such as ./report")
    if folder.is_file():
        raise InputError(f"{folder}: is a file; expected a folder for the report")
    if not folder.is_dir():
        return
    if MARK_FILE not in listed_files(folder) and (there := holds_else(folder)):
        raise InputError(
            f"{folder}: holds {there!r} and no report by this version; expected a new or empty folder, or one of an "
            "earlier report"
        )
    check_own_files(folder)


def build_site(
    runs: Runs,
    folder: Path,
    stage: Stage,
    *,
    title: str,
    command: str,
    decision: Decision | None = None,
    places: Mapping[RowKey, str] | None = None,
    language: Language = ENGLISH,
) -> Built:
    """Write a report; an earlier one in its place is there until the new one is whole, and what people added stays.

    Args:
        runs: What it tells of.
        folder: Where to.
        stage: Opens a piece of the work.
        title: What stands above every page.
        command: As for `gather`.
        decision: Likewise.
        places: Where the rows' samples are in Inspect's log viewer.
        language: What it is said in. Files for programs are the same in all languages.

    Returns:
        What was written.

    Raises:
        InputError: The folder holds something else, or cannot be written.
    """
    check_folder(folder)
    with own_files(folder) as place:
        sample = sampled(runs)
        with storing_pictures(sample.items.values(), place / "pictures") as pictures:
            evidence = gather(runs, stage, command, decision)
            missing, unknown = _write(evidence, sample, pictures, place, stage, title, places or {}, language)
        size = sum(file.stat().st_size for file in place.rglob("*") if file.is_file())
    return Built(folder / "index.html", len(runs.table), size, missing, unknown)


class _Figures(NamedTuple):
    """Figures of a report: all, those that are files too, and what the data do not carry."""

    all: list[charts.Figure]
    saved: list[charts.Figure]
    lacking: list[charts.Lacking]


def _write(  # noqa: PLR0917 (what, where, how)
    evidence: Evidence,
    sample: Runs,
    pictures: Callable[[Progress], Stored],
    folder: Path,
    stage: Stage,
    title: str,
    places: Mapping[RowKey, str],
    language: Language,
) -> tuple[Mapping[str, str], int]:
    """The missing pictures, and of how many items there is no text. Figures are drawn while all else is written."""
    runs, names = evidence.runs, evidence.names
    _write_assets(folder / "assets")
    write_words(folder / "assets" / "words.js", language)
    every, lacking = all_figures(runs, evidence.board, evidence.findings, names, language)
    figures = _Figures(every, saved_figures(every, evidence.board), lacking)
    with charts.rendering(figures.saved, folder / "figures") as rendered:
        with stage("pictures") as progress:
            stored = pictures(progress)
            stored = replace(stored, missing=language.whole(dict(stored.missing)))
        with stage("answers") as progress:
            write_answers(sample, names, stored, places, folder / "data", progress)
        with stage("differences") as progress:
            differences = differences_record(runs, evidence.board, progress)
        _write_data(evidence, figures, differences, folder / "data", language)
        unknown = len(runs.asked - set(runs.items))
        shown = _shown(sample, runs)
        facts = {
            "notes": [*runs.notes, *_gaps(stored.missing, unknown), *shown],
            "shown": shown,
            "files": _write_tables(evidence, differences, folder, title, language),
            **_facts(evidence, figures),
        }
        _write_pages(folder, title, language, facts)
        with stage("figures") as progress:
            drawn = iter(range(1, len(figures.saved) + 1))
            rendered(lambda _: progress(next(drawn), len(figures.saved)))
    mark = {"made_by": "ch3ef report", "version": ch3ef.__version__, "title": title}
    (folder / MARK_FILE).write_text(json.dumps(mark), encoding="utf-8")
    return stored.missing, unknown


def _write_data(
    evidence: Evidence,
    figures: _Figures,
    differences: Mapping[str, list[dict[str, Any]]],
    folder: Path,
    language: Language,
) -> None:
    """What the pages' scripts read, beside items and answers."""
    data = {
        "board": board_record(evidence.board, evidence.names),
        "models": models_record(evidence.runs, evidence.names, (figure.name for figure in figures.all)),
        "differences": differences,
        **{f"figures/{each.name}": charts.data_record(each) | {"saved": each in figures.saved} for each in figures.all},
    }
    for key, content in data.items():
        write_data(folder, key, language.whole(content))


def _facts(evidence: Evidence, figures: _Figures) -> dict[str, Any]:
    """What the pages tell of a report's evidence."""
    runs, names = evidence.runs, evidence.names
    findings = findings_record(evidence.findings)
    shared = [figure for figure in figures.all if not figure.name.startswith(OWN_FIGURES)]
    return {
        "headline": evidence.headline,
        "decision": evidence.decision,
        "found_told": found_told,
        "verdict_told": verdict_told,
        "place": partial(place_of, models=runs.models),
        "levels": [LEVEL_QUESTIONS[column.level] for column in evidence.board.columns if column.kind == "level"],
        "grounds": grounds(runs, names),
        "sensitive": is_sensitive(runs.table),
        "claims": [finding["claim"] for finding in findings["confirmed"]] if _has_models(runs) else [],
        "findings": findings,
        "figures": [figure for figure in shared if figure.name not in FIRST_PAGE],
        "saved": figures.saved,
        "unsaved": len(figures.all) - len(figures.saved),
        "lacking": figures.lacking,
        "asked": asked_record(runs, names),
        "outcomes": [name(outcome, "outcome") for outcome in Outcome],
        "judged": judged_recipes(runs),
        "error_rate": statement(error_rates()),
        "states": [state.sentence for state in runs.states],
    }


def saved_figures(figures: Sequence[charts.Figure], board: Board) -> list[charts.Figure]:
    """The figures that are files too: those of all models, and of the first models on the leaderboard their own.

    Args:
        figures: All of them.
        board: The leaderboard.
    """
    first = {f"{place:02}" for place in best_first(board)[:MOST_SAVED]}
    return [
        figure
        for figure in figures
        if not figure.name.startswith(OWN_FIGURES) or figure.name.rpartition("-")[2] in first
    ]


def _has_models(runs: Runs) -> bool:
    return any(kind_of(model) == "model" for model in runs.models)


def _gaps(missing: Mapping[str, str], unknown: int) -> Iterable[str]:
    if missing:
        yield words(
            "{n} pictures are not there; placeholders stand in their place (first: {reason})",
            n=len(missing),
            reason=next(iter(missing.values())),
        )
    if unknown:
        yield words(
            "the texts of {n} items are not in the run's folder: it was made by an earlier version, or is a "
            "bare results table; the same `ch3ef run` adds them",
            n=f"{unknown:,}",
        )


def _shown(sample: Runs, runs: Runs) -> list[str]:
    """What of the items is there, where that is not all."""
    if sample is runs:
        return []
    return [
        words(
            "Of {all} items {n} are shown with their pictures and answers, of each task about as many, drawn by chance "
            "so that the report stays small; all figures count every answer, and results.parquet holds them",
            n=f"{len(sample.asked):,}",
            all=f"{len(runs.asked):,}",
        )
    ]


def _write_assets(folder: Path) -> None:
    folder.mkdir(parents=True)
    for asset in files("ch3ef.report").joinpath("assets").iterdir():
        (folder / asset.name).write_bytes(asset.read_bytes())
    (folder / "charts.js").write_text(charts.bundle(), encoding="utf-8")
    (folder / "licences.txt").write_text(charts.licences(), encoding="utf-8")


def _write_tables(
    evidence: Evidence, differences: Mapping[str, list[dict[str, Any]]], folder: Path, title: str, language: Language
) -> list[tuple[str, str]]:
    """Files to take away; their names with what they hold."""
    board, names = evidence.board, evidence.names
    table, caption = language.whole(exports.main_table(board, names)), language.text(exports.caption(board))
    tables = folder / "tables"
    tables.mkdir()
    texts = {
        tables / "leaderboard.csv": exports.board_csv(board),
        tables / "leaderboard.md": "\n".join(exports.markdown_table(table)) + "\n",
        tables / "leaderboard.tex": "\n".join(exports.latex_table(table, caption)) + "\n",
        tables / "differences.csv": exports.differences_csv(board.models, differences),
        tables / "figures.csv": exports.figures_csv(evidence.measured),
        folder / "report.md": "\n".join(exports.summary(evidence, title, language)) + "\n",
    }
    for file, text in texts.items():
        file.write_text(text, encoding="utf-8", errors="backslashreplace", newline="")
    write_report(evidence.findings, tables, language.text)
    return [
        ("tables/leaderboard.csv", words("every cell of the leaderboard")),
        ("tables/differences.csv", words("paired differences of two models each")),
        ("tables/figures.csv", words("calibration, behaviour and all else that is measured")),
        ("tables/findings.md", words("all findings, for people")),
        ("tables/findings.json", words("all findings and correlations, for programs")),
    ]


def template_environment(language: Language) -> Environment:
    """What makes pages of templates.

    Args:
        language: What they are said in.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("ch3ef.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    install(environment, language)
    return environment


def _write_pages(folder: Path, title: str, language: Language, facts: Mapping[str, Any]) -> None:
    shared = {"title": title, "version": ch3ef.__version__, "policy": POLICY, "pages": PAGES}
    environment = template_environment(language)
    for page, _ in PAGES:
        template = environment.get_template(f"{page}.j2")
        text = template.render(page=page, **shared, **facts)
        (folder / page).write_text(text, encoding="utf-8", errors="xmlcharrefreplace")

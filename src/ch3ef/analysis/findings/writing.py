"""A report as files: `findings.json` for programs, `findings.md` for people."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from ch3ef.analysis.findings.finding import ALPHA, MIN_MODELS, Finding, Report
from ch3ef.analysis.findings.scores import DIMENSIONS, LEVELS
from ch3ef.files import write_text_whole
from ch3ef.texts import markdown_text, printable
from ch3ef.words import in_parts, plural, words
from ch3ef.words import name as term

DATA_FILE, TEXT_FILE = "findings.json", "findings.md"

SHOWN_OF_A_FAMILY = 5
"""Exploratory findings of one family that are told in words; the file for programs has them all."""
SHOWN_CORRELATIONS = 25
"""Rows of one table of correlations that are shown to people."""


def to_record(report: Report) -> dict[str, Any]:
    """A report as plain data for JSON; shares lie in [0, 1].

    Args:
        report: The report.
    """
    return {
        "correlations": list(report.correlations),
        "findings": [finding.to_record() for finding in report.findings],
        "not_shown": [finding.to_record() for finding in report.not_shown],
        "not_testable": [one.to_record() for one in report.not_testable],
        "notes": list(report.notes),
        "levels": list(report.levels),
        "ranks": list(report.ranks),
        "profiles": list(report.profiles),
        "figures": [one.to_record() for one in report.figures],
        "published_comparison": list(report.published_comparison),
    }


def write_report(report: Report, folder: Path) -> None:
    """Write `findings.json` and `findings.md`, each whole or not at all.

    Args:
        report: The report.
        folder: Where to; made if it is not there.

    Raises:
        InputError: A file cannot be written.
    """
    record = json.dumps(to_record(report), indent=1, ensure_ascii=False, allow_nan=False)
    lines = "\n".join(to_lines(report)) + "\n"
    write_text_whole(folder / DATA_FILE, record + "\n")
    write_text_whole(folder / TEXT_FILE, lines)


def to_lines(report: Report) -> Iterator[str]:
    """A report in Markdown, line by line; shares in percent.

    Args:
        report: The report.
    """
    confirmed = [finding for finding in report.findings if finding.confirmatory]
    explored = [finding for finding in report.findings if not finding.confirmatory]
    yield "# Findings"
    yield ""
    yield rule(report)
    for note in report.notes:
        yield from ("", markdown_text(f"{note[0].upper()}{note[1:]}."))
    yield from _section("What holds", confirmed)
    yield from _section("What is not shown", report.not_shown)
    yield from _exploratory(explored)
    yield from _levels(report.levels)
    yield from _ranks(report.ranks)
    yield from _published_comparison(report.published_comparison)
    yield from _correlations(report.correlations)
    yield from _profiles(report.profiles)
    if report.not_testable:
        yield from ("", "## Not testable", "")
        for needs, family in dict.fromkeys((one.needs, one.family) for one in report.not_testable):
            yield f"- {family}: not testable: needs {markdown_text(needs)}"


def rule(report: Report) -> str:
    """How many claims were tested, how many hold, and what that means."""
    confirmed = sum(finding.confirmatory for finding in report.findings)
    return words(
        "Tested together: {claims}, of which {hold}. The chance that even one false claim is among them is at most "
        "{alpha} % (Holm over all tests of this report). Intervals are 95 %, each alone.",
        claims=plural("{n} claim", "{n} claims", confirmed + len(report.not_shown)),
        hold=plural("{n} holds", "{n} hold", confirmed),
        alpha=f"{100 * ALPHA:.0f}",
    )


def figure(finding: Finding) -> str:
    """Estimate and interval as a reader wants them.

    Example:
        >>> from ch3ef.analysis.findings.finding import Finding
        >>> figure(Finding(family="f", claim="", otherwise="", estimate=-0.123, low=-0.2, high=-0.05, n_models=12,
        ...                n_items=100, p=0.01, unit="difference"))
        '-12.3 points [-20.0, -5.0]'
    """
    percent = finding.unit in {"share", "difference"}
    scale, digits = (100, 1) if percent else (1, 0 if finding.unit == "count" else 2)

    def number(value: float) -> str:
        return f"{scale * value:.{digits}f}"

    estimate = words(_WITH_UNIT.get(finding.unit, "{number}"), number=number(finding.estimate))
    if finding.low is None or finding.high is None:
        return estimate
    return words("{estimate} [{low}, {high}]", estimate=estimate, low=number(finding.low), high=number(finding.high))


_WITH_UNIT = {"share": "{number} %", "difference": "{number} points"}


def p_value(p: float) -> str:
    """A p-value with two digits; the smallest ones as a bound.

    Example:
        >>> p_value(0.0312), p_value(1e-9)
        ('0.031', '< 0.0001')
    """
    return f"{p:.2g}" if p >= 0.0001 else "< 0.0001"


def _section(title: str, findings: Sequence[Finding]) -> Iterator[str]:
    if findings:
        yield from ("", f"## {title}")
    for finding in findings:
        yield from _paragraph(finding)


def evidence(finding: Finding) -> str:
    """What a finding rests on, in words.

    Example:
        >>> from ch3ef.analysis.findings.finding import Finding
        >>> evidence(Finding(family="f", claim="", otherwise="", estimate=0.5, low=None, high=None, n_models=1,
        ...                  n_items=7, p=None, unit="share", confirmatory=False))
        'share 50.0 %; 1 model; 7 items; exploratory, not tested'
    """
    parts = [
        words("{unit} {figure}", unit=term(finding.unit, "unit"), figure=figure(finding)),
        plural("{n} model", "{n} models", finding.n_models),
    ]
    if finding.n_items is not None:
        parts.append(plural("{n} item", "{n} items", finding.n_items))
    if finding.p_adjusted is not None:
        parts.append(words("adjusted p {p}", p=p_value(finding.p_adjusted)))
    elif finding.confirmatory:
        parts.append(words("no spread to test against"))
    else:
        parts.append(words("exploratory, not tested"))
    return in_parts(parts)


def _paragraph(finding: Finding) -> Iterator[str]:
    yield from ("", f"**{markdown_text(finding.claim if finding.shown else finding.otherwise)}.** {evidence(finding)}.")
    yield f"  {code(finding.query)} ({finding.family}, {markdown_text(finding.source)})"
    for caveat in finding.caveats:
        yield f"  - {markdown_text(caveat)}"


def code(text: str) -> str:
    """A text in Markdown's marks of code, which end where it does."""
    line = printable(text)
    longest = max(map(len, re.findall("`+", line)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {line} {fence}" if longest else f"`{line}`"


def _exploratory(findings: Sequence[Finding]) -> Iterator[str]:
    if not findings:
        return
    yield from ("", "## What to look into", "")
    yield "Exploratory: what stands out within its question, with an interval and without a test."
    for family, members in groupby(findings, key=lambda finding: finding.family):
        own = list(members)
        for finding in own[:SHOWN_OF_A_FAMILY]:
            yield from _paragraph(finding)
        if len(own) > SHOWN_OF_A_FAMILY:
            yield from ("", f"{len(own) - SHOWN_OF_A_FAMILY} more of {family} are in `findings.json`.")


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(map(markdown_text, header))} |"
    yield f"|{'---|' * len(header)}"
    for row in rows:
        yield f"| {' | '.join(map(markdown_text, row))} |"


def _levels(records: Sequence[dict[str, Any]]) -> Iterator[str]:
    names = (*LEVELS, "drop_from_A1", "drop_from_A2")
    for source, members in groupby(records, key=lambda record: str(record["source"])):
        own = [record for record in members if record["drop_from_A1"] is not None or record["drop_from_A2"] is not None]
        if own:
            yield from (
                "",
                f"## Levels ({markdown_text(source)})",
                "",
                "Raw accuracies in percent; drops in points.",
                "",
            )
            yield from _table(
                ("model", *LEVELS, "A1 to A3", "A2 to A3"),
                ((row["model"], *("-" if row[n] is None else f"{100 * row[n]:.1f}" for n in names)) for row in own),
            )


def _ranks(records: Sequence[dict[str, Any]]) -> Iterator[str]:
    for (source, level), members in groupby(records, key=lambda record: (record["source"], record["level"])):
        yield from ("", f"## Ranks on {level} ({markdown_text(source)})", "")
        yield from _table(
            ("model", "accuracy, %", "ranks it may hold"),
            (
                (row["model"], f"{100 * row['accuracy']:.1f}", f"{row['rank_low']} - {row['rank_high']}")
                for row in members
            ),
        )


def _published_comparison(records: Sequence[dict[str, Any]]) -> Iterator[str]:
    if not records:
        return

    def share(record: dict[str, Any], name: str) -> str:
        if record[name] is None:
            return "-"
        low, high = record.get(f"{name}_low"), record.get(f"{name}_high")
        bounds = f" [{100 * low:z.1f}, {100 * high:z.1f}]" if low is not None and high is not None else ""
        return f"{100 * record[name]:z.1f}{bounds}"

    yield from ("", "## Beside published scores", "")
    yield from _table(
        ("model", *(f"{name}, %" for name in DIMENSIONS), "measured by", "from"),
        (
            (row["model"], *(share(row, name) for name in DIMENSIONS), row["protocol"] or "unknown", row["source"])
            for row in records
        ),
    )
    if any(record["same_items"] is False for record in records):
        yield from (
            "",
            "Scores from another set of items than the published one are not the same test: they stand "
            "beside it, and are not ranked with it.",
        )


def _correlations(records: Sequence[dict[str, Any]]) -> Iterator[str]:
    for (source, kind), members in groupby(records, key=lambda record: (record["source"], record["kind"])):
        own = sorted(members, key=lambda record: -abs(record["pearson"]))
        yield from ("", f"## Correlations between {kind}s over models ({markdown_text(source)})", "")
        yield sentence(own)
        yield ""
        yield from _table(
            ("", "", "n", "Pearson [95 %]", "Spearman", "Kendall", "p", "adjusted p"),
            (
                (
                    row["x"],
                    row["y"],
                    str(row["n"]),
                    _pearson(row),
                    f"{row['spearman']:.2f}",
                    f"{row['kendall']:.2f}",
                    p_value(row["p"]),
                    p_value(row["p_adjusted"]),
                )
                for row in own[:SHOWN_CORRELATIONS]
            ),
        )
        if len(own) > SHOWN_CORRELATIONS:
            yield from ("", f"The {SHOWN_CORRELATIONS} strongest of {len(own)}; all are in `findings.json`.")


def _pearson(row: dict[str, Any]) -> str:
    if row["pearson_low"] is None:
        return f"{row['pearson']:.2f}"
    return f"{row['pearson']:.2f} [{row['pearson_low']:.2f}, {row['pearson_high']:.2f}]"


def sentence(records: Sequence[dict[str, Any]]) -> str:
    """What the number of models allows to be said of a table of correlations.

    Args:
        records: The table's records, at least one.

    Example:
        >>> sentence([{"n": 12, "p_adjusted": 0.2}, {"n": 12, "p_adjusted": 0.01}])
        'With 12 models, a correlation taken alone must be beyond 0.58 to differ from 0; 1 of 2 does when adjusted.'
    """
    from scipy.special import stdtrit

    n = min(record["n"] for record in records)
    t = float(stdtrit(max(MIN_MODELS, n) - 2, 1 - ALPHA / 2))
    least = t / (t * t + n - 2) ** 0.5
    hold = sum(record["p_adjusted"] <= ALPHA for record in records)
    return (
        f"With {n} models, a correlation taken alone must be beyond {least:.2f} to differ from 0; {hold} of "
        f"{len(records)} {'does' if hold == 1 else 'do'} when adjusted."
    )


def _profiles(records: Sequence[dict[str, Any]]) -> Iterator[str]:
    if records:
        yield from ("", "## Models with alike profiles", "")
        yield "Strengths and weaknesses over domains, each model's and each domain's mean taken out."
        yield ""
        rows = ((row["model"], row["most_alike"], f"{row['pearson']:.2f}") for row in records)
        yield from _table(("model", "most alike", "Pearson"), rows)

"""A report as files: `findings.json` for programs, `findings.md` for people."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from ch3ef.analysis.findings.finding import ALPHA, MIN_MODELS, Finding, Report
from ch3ef.analysis.findings.scores import DIMENSIONS, LEVELS
from ch3ef.files import write_text_whole
from ch3ef.texts import markdown_text, printable
from ch3ef.words import capitalised, in_parts, plural, words
from ch3ef.words import name as term

DATA_FILE, TEXT_FILE = "findings.json", "findings.md"
Said = Callable[[str], str]
"""Says a text in a language."""

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


def write_report(report: Report, folder: Path, said: Said = str) -> None:
    """Write `findings.json` and `findings.md`, each whole or not at all.

    Args:
        report: The report.
        folder: Where to; made if it is not there.
        said: Says a text of ours in the language of `findings.md`.

    Raises:
        InputError: A file cannot be written.
    """
    record = json.dumps(to_record(report), indent=1, ensure_ascii=False, allow_nan=False)
    lines = "\n".join(to_lines(report, said)) + "\n"
    write_text_whole(folder / DATA_FILE, record + "\n")
    write_text_whole(folder / TEXT_FILE, lines)


def to_lines(report: Report, said: Said = str) -> Iterator[str]:
    """A report in Markdown, line by line; shares in percent.

    Args:
        report: The report.
        said: Says a text of ours in the reader's language.
    """
    yield from _Lines(said).of(report)


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


def code(text: str) -> str:
    """A text in Markdown's marks of code, which end where it does."""
    line = printable(text)
    longest = max(map(len, re.findall("`+", line)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {line} {fence}" if longest else f"`{line}`"


def sentence(records: Sequence[dict[str, Any]]) -> str:
    """What the number of models allows to be said of a table of correlations.

    Args:
        records: The table's records, at least one.

    Example:
        >>> said = sentence([{"n": 12, "p_adjusted": 0.2}, {"n": 12, "p_adjusted": 0.01}])
        >>> said.partition(" when ")[0] + " ..."
        'With 12 models, a correlation taken alone must be beyond 0.58 to differ from 0; 1 of 2 does ...'
    """
    from scipy.special import stdtrit

    n = min(record["n"] for record in records)
    t = float(stdtrit(max(MIN_MODELS, n) - 2, 1 - ALPHA / 2))
    least = t / (t * t + n - 2) ** 0.5
    hold = sum(record["p_adjusted"] <= ALPHA for record in records)
    return plural(
        "With {models} models, a correlation taken alone must be beyond {least} to differ from 0; {n} of {all} does "
        "when adjusted over this table. Claims of the findings are adjusted over all of them.",
        "With {models} models, a correlation taken alone must be beyond {least} to differ from 0; {n} of {all} do "
        "when adjusted over this table. Claims of the findings are adjusted over all of them.",
        hold,
        models=n,
        least=f"{least:.2f}",
        all=len(records),
    )


class _Lines:
    """The parts of `findings.md`, each text of ours in the reader's language."""

    def __init__(self, said: Said) -> None:
        self._said = said

    def of(self, report: Report) -> Iterator[str]:
        yield f"# {self._text(words('Findings'))}"
        yield ""
        yield self._said(rule(report))
        for note in report.notes:
            yield from ("", self._text(words("{sentence}.", sentence=capitalised(note))))
        yield from self._section(words("What holds"), [one for one in report.findings if one.confirmatory])
        yield from self._section(words("What is not shown"), report.not_shown)
        yield from self._exploratory([one for one in report.findings if not one.confirmatory])
        yield from self._levels(report.levels)
        yield from self._ranks(report.ranks)
        yield from self._published_comparison(report.published_comparison)
        yield from self._correlations(report.correlations)
        yield from self._profiles(report.profiles)
        if report.not_testable:
            yield from self._heading(words("Not testable"))
            for needs, family in dict.fromkeys((one.needs, one.family) for one in report.not_testable):
                yield f"- {self._text(words('{family}: not testable: needs {needs}', family=family, needs=needs))}"

    def _text(self, text: str) -> str:
        return markdown_text(self._said(text))

    def _heading(self, title: str) -> Iterator[str]:
        yield from ("", f"## {self._text(title)}", "")

    def _table(self, header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
        yield f"| {' | '.join(map(self._text, header))} |"
        yield f"|{'---|' * len(header)}"
        for row in rows:
            yield f"| {' | '.join(map(self._text, row))} |"

    def _section(self, title: str, findings: Sequence[Finding]) -> Iterator[str]:
        if findings:
            yield from ("", f"## {self._text(title)}")
        for finding in findings:
            yield from self._paragraph(finding)

    def _paragraph(self, finding: Finding) -> Iterator[str]:
        claim = words("{claim}.", claim=finding.claim if finding.shown else finding.otherwise)
        yield from ("", f"**{self._text(claim)}** {self._said(words('{claim}.', claim=evidence(finding)))}")
        yield f"  {code(finding.query)} ({finding.family}, {markdown_text(finding.source)})"
        for caveat in finding.caveats:
            yield f"  - {self._text(caveat)}"

    def _exploratory(self, findings: Sequence[Finding]) -> Iterator[str]:
        if not findings:
            return
        yield from self._heading(words("What to look into"))
        yield self._text(
            words("Exploratory: what stands out within its question, with an interval and without a test.")
        )
        for family, members in groupby(findings, key=lambda finding: finding.family):
            own = list(members)
            for finding in own[:SHOWN_OF_A_FAMILY]:
                yield from self._paragraph(finding)
            if len(own) > SHOWN_OF_A_FAMILY:
                more = words(
                    "{n} more of {family} are in {file}.", n=len(own) - SHOWN_OF_A_FAMILY, family=family, file=FILE
                )
                yield from ("", self._said(more))

    def _levels(self, records: Sequence[dict[str, Any]]) -> Iterator[str]:
        names = (*LEVELS, "drop_from_A1", "drop_from_A2")
        for source, members in groupby(records, key=lambda record: str(record["source"])):
            own = [each for each in members if each["drop_from_A1"] is not None or each["drop_from_A2"] is not None]
            if own:
                yield from self._heading(words("Levels ({source})", source=source))
                yield from (self._text(words("Raw accuracies in percent; drops in points.")), "")
                yield from self._table(
                    (words("model"), *LEVELS, words("A1 to A3"), words("A2 to A3")),
                    ((row["model"], *("-" if row[n] is None else f"{100 * row[n]:.1f}" for n in names)) for row in own),
                )

    def _ranks(self, records: Sequence[dict[str, Any]]) -> Iterator[str]:
        for (source, level), members in groupby(records, key=lambda record: (record["source"], record["level"])):
            yield from self._heading(words("Ranks on {level} ({source})", level=level, source=source))
            yield from self._table(
                (words("model"), words("accuracy, %"), words("ranks it may hold")),
                (
                    (row["model"], f"{100 * row['accuracy']:.1f}", f"{row['rank_low']} - {row['rank_high']}")
                    for row in members
                ),
            )

    def _published_comparison(self, records: Sequence[dict[str, Any]]) -> Iterator[str]:
        if not records:
            return
        yield from self._heading(words("Beside published scores"))
        shares = (words("{dimension}, %", dimension=term(name, "dimension")) for name in DIMENSIONS)
        yield from self._table(
            (words("model"), *shares, words("measured by"), words("from")),
            (
                (row["model"], *(_share(row, name) for name in DIMENSIONS), row["protocol"] or "unknown", row["source"])
                for row in records
            ),
        )
        if any(record["same_items"] is False for record in records):
            yield ""
            yield self._text(
                words(
                    "Scores from another set of items than the published one are not the same test: they stand beside "
                    "it, and are not ranked with it."
                )
            )

    def _correlations(self, records: Sequence[dict[str, Any]]) -> Iterator[str]:
        for (source, kind), members in groupby(records, key=lambda record: (record["source"], record["kind"])):
            own = sorted(members, key=lambda record: -abs(record["pearson"]))
            yield from self._heading(_CORRELATIONS[kind].given(source=source))
            yield from (self._said(sentence(own)), "")
            yield from self._table(
                ("", "", "n", "Pearson [95 %]", "Spearman", "Kendall", "p", words("adjusted p")),
                map(_correlation, own[:SHOWN_CORRELATIONS]),
            )
            if len(own) > SHOWN_CORRELATIONS:
                most = words(
                    "The {n} strongest of {all}; all are in {file}.", n=SHOWN_CORRELATIONS, all=len(own), file=FILE
                )
                yield from ("", self._said(most))

    def _profiles(self, records: Sequence[dict[str, Any]]) -> Iterator[str]:
        if records:
            yield from self._heading(words("Models with alike profiles"))
            yield self._text(
                words("Strengths and weaknesses over domains, each model's and each domain's mean taken out.")
            )
            yield ""
            rows = ((row["model"], row["most_alike"], f"{row['pearson']:.2f}") for row in records)
            yield from self._table((words("model"), words("most alike"), "Pearson"), rows)


FILE = f"`{DATA_FILE}`"


def _share(record: dict[str, Any], name: str) -> str:
    if record[name] is None:
        return "-"
    low, high = record.get(f"{name}_low"), record.get(f"{name}_high")
    bounds = f" [{100 * low:z.1f}, {100 * high:z.1f}]" if low is not None and high is not None else ""
    return f"{100 * record[name]:z.1f}{bounds}"


_CORRELATIONS = {
    "scenario": words("Correlations between sets over models ({source})"),
    "level": words("Correlations between levels over models ({source})"),
    "dimension": words("Correlations between dimensions over models ({source})"),
    "domain": words("Correlations between domains over models ({source})"),
}


def _correlation(row: dict[str, Any]) -> tuple[str, ...]:
    numbers = (f"{row['spearman']:.2f}", f"{row['kendall']:.2f}", p_value(row["p"]), p_value(row["p_adjusted"]))
    named = (term(row[name], row["kind"]) if row["kind"] in {"dimension", "domain"} else row[name] for name in "xy")
    return (*named, str(row["n"]), _pearson(row), *numbers)


def _pearson(row: dict[str, Any]) -> str:
    if row["pearson_low"] is None:
        return words("{r} [too few models]", r=f"{row['pearson']:.2f}")
    return f"{row['pearson']:.2f} [{row['pearson_low']:.2f}, {row['pearson_high']:.2f}]"

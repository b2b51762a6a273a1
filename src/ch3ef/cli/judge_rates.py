"""`ch3ef judge check`: how often judges err, printed; verdicts that a table of labels holds; and certificates."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ch3ef.cli.output import console, say, tell
from ch3ef.errors import InputError, counted

if TYPE_CHECKING:
    from ch3ef.judges.certificate import JudgeRates, Measure, Share
    from ch3ef.judges.label_sources import LabelSource
    from ch3ef.judges.rates import TriedOut
    from ch3ef.stats.agreement import Agreement
    from ch3ef.stats.intervals import Interval


def check_held(source: LabelSource, certificate: Path | None, *, as_json: bool) -> int:
    """Check the judges whose verdicts a table of labels holds; nothing is asked.

    Args:
        source: The labels.
        certificate: Where to write what was found; None for nowhere.
        as_json: For machines.

    Raises:
        InputError: The table holds no verdicts.
    """
    from ch3ef.judges.certificate import rates_held, write_certificates

    dimension = source.dimension or "all"
    rates = rates_held(source.labels, dimension)
    if not rates:
        raise InputError(
            f"{source.of}: holds no judge's verdicts (columns judge:NAME); name one that grades: --judge M"
        )
    people = people_agree(source)
    if certificate is not None:
        found = [
            each.certificate(
                prompt="", of=source.of, language=source.language or "en", raters=len(source.raters),
                agreement=people.estimate,
            )
            for each in rates
        ]  # fmt: skip
        write_certificates(certificate, found)
    if as_json:
        judges = [rates_record(each) for each in rates]
        print(json.dumps({"labels": source.of, "people": people._asdict(), "judges": judges}, indent=1))
        return 0
    models = len({label.model for label in source.labels})
    tell(f"{source.of}: {counted(len(source.labels), 'reply', 'replies')} of {counted(models, 'model')}")
    print_rates(rates, people)
    if certificate is not None:
        tell(f"Certificates: {certificate}")
        say("note: these verdicts were got with other words than those of `--judge`: no run can use the certificates")
    return 0


def people_agree(source: LabelSource) -> Agreement:
    """How far the raters agree with each other: Cohen's kappa of two, Krippendorff's alpha of more."""
    from ch3ef.stats.agreement import cohen_kappa, krippendorff_alpha

    groups = [label.group or label.item for label in source.labels]
    labels = [[label.credits.get(rater) for label in source.labels] for rater in source.raters]
    if len(labels) == 2:
        return cohen_kappa(*labels, weights="linear", categories=(0.0, 0.5, 1.0), cluster=groups)
    return krippendorff_alpha(labels, level="interval", cluster=groups)


def rates_record(rates: JudgeRates) -> dict[str, object]:
    """Plain data for JSON."""
    dimensions = {
        name: {asked: measure.model_dump(mode="json") for asked, measure in own.items()}
        for name, own in rates.dimensions.items()
    }
    tried = rates.tried
    return {
        "judge": rates.judge,
        "dimensions": dimensions,
        "tried": None
        if tried is None
        else {
            "n": tried.n,
            **{
                name: None if value is None else {"estimate": value.estimate, "low": value.low, "high": value.high}
                for name in ("people", "found", "corrected", "powered", "everyone")
                for value in [getattr(tried, name)]
            },
        },
    }


def print_rates(rates: Sequence[JudgeRates], people: Agreement) -> None:
    """How often judges err, what people's agreement lets hope for, and a correction tried where the truth is known."""
    named = {
        f"{each.judge}: {dimension}, {asked}": _facts(measure)
        for each in rates
        for dimension, own in each.dimensions.items()
        for asked, measure in own.items()
    }
    print("Are they wrong (unsafe), do they refuse? [95 % interval]")
    print_columns(named)
    if people.estimate is not None:
        among = _bounds(people.estimate, people.low, people.high, ".2f")
        print(f"people, one another: kappa {among}, of {counted(people.n, 'reply', 'replies')}\n")
    tried = {each.judge: _tried(each.tried) for each in rates if each.tried is not None}
    if tried:
        print("Tried out: errors counted on one half of the pictures correct the other half")
        print_columns(tried)


def print_columns(columns: Mapping[str, Mapping[str, str]]) -> None:
    """Tables with a column for each of several and a row for each fact, as many as fit; 80 characters where piped.

    Args:
        columns: Name -> what is known of it, the same facts each.
    """
    from ch3ef.report.lines import Line, side_by_side

    screen = console()
    facts = list(dict.fromkeys(fact for own in columns.values() for fact in own))
    lines = [Line(fact, (), {name: own[fact] for name, own in columns.items() if fact in own}) for fact in facts]
    for table in side_by_side((), list(columns), lines, screen.width if screen.file.isatty() else 80):
        screen.print(table, "", highlight=False, markup=False)


def _facts(measure: Measure) -> dict[str, str]:
    return {
        "n": str(measure.n),
        "no verdict": str(measure.without or "-"),
        "says so, %": _share(measure.found),
        "people say so, %": _share(measure.people),
        "sensitivity, %": _share(measure.sensitivity),
        "specificity, %": _share(measure.specificity),
        "Cohen's kappa": "-" if measure.kappa is None else f"{measure.kappa:.2f}",
    }


def _tried(tried: TriedOut) -> dict[str, str]:
    corrected, powered = tried.corrected, tried.powered
    return {
        "n": str(tried.n),
        "says so, %": _interval(tried.found),
        "corrected, %": "says nothing" if corrected is None else _interval(corrected),
        "people say so, %": f"{100 * tried.people.estimate:.1f}",
        "holds": "-"
        if corrected is None
        else "yes"
        if corrected.low <= tried.people.estimate <= corrected.high
        else "no",
        "by half the labels, %": "-"
        if powered is None
        else _bounds(100 * powered.estimate, 100 * powered.low, 100 * powered.high, "z.1f"),
        "people, of all": f"{100 * tried.everyone.estimate:.1f}",
    }


def _share(share: Share | None) -> str:
    return "-" if share is None else _interval(share.interval)


def _interval(found: Interval) -> str:
    return _bounds(100 * found.estimate, 100 * found.low, 100 * found.high, "z.1f")


def _bounds(estimate: float, low: float | None, high: float | None, form: str) -> str:
    return f"{estimate:{form}}" + ("" if low is None or high is None else f" [{low:{form}}, {high:{form}}]")

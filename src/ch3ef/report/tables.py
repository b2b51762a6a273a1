"""Summaries as tables for a terminal: what `ch3ef show` prints. Percent exist only here and in reports."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.table import Table

from ch3ef.analysis.behaviours.registry import behaviour_of, better_of, scale_of
from ch3ef.analysis.figures import Better, Figure
from ch3ef.analysis.labels import LABELS
from ch3ef.analysis.pairs import PairSummary
from ch3ef.analysis.summary import By, GroupSummary
from ch3ef.recipes.recipe_files import JUDGED
from ch3ef.report.lines import Line, about, bounds_text, in_percent, lines_table, side_by_side, span
from ch3ef.results import Outcome
from ch3ef.stats.intervals import Interval
from ch3ef.words import name as term
from ch3ef.words import words

if TYPE_CHECKING:
    from ch3ef.analysis.comparison import Compared

INTERVAL_WIDTH = len("100.0 [100.0, 100.0]") + 2
"""Characters of a column of intervals with its gap."""

Block = tuple[str, str, str]
"""Scenario, recipe and examples in front: what is printed under one heading."""

CREDITS = {
    "captions": "mean ROUGE-L",
    "counting": "exact counts",
    "short-answer": "accepted answers",
    "detection": "mean F1 of boxes at IoU 0.5",
    "declining": "what is due",
    "judged": "mean grade",
}
"""What the credit is called where it is not accuracy."""

ANSWERED_CUT_OFF = "answered_cut_off"
OUTCOMES: Mapping[str, str] = {
    Outcome.ANSWERED: "answered",
    ANSWERED_CUT_OFF: "of them cut off",
    Outcome.TRUNCATED: "cut off",
    Outcome.ERROR: "errors",
    Outcome.REFUSED: "refused",
    Outcome.UNPARSED: "unread",
    Outcome.UNJUDGED: "not graded",
}
"""What became of answers, in words, in the order of printing."""

BETTER: Mapping[Better, str] = {"higher": "higher", "lower": "lower", "zero": "near 0", "neither": "-"}
"""Which way is better, in a word."""

_GRADED = ("refusals have their grade; without one: wrong", "mean grade of the graded")
"""What holds where judges grade: declining may be right."""


def blocks(summaries: Sequence[GroupSummary]) -> dict[Block, list[GroupSummary]]:
    """Summaries by scenario, recipe and examples, in order of first appearance."""
    found: dict[Block, list[GroupSummary]] = {}
    for summary in summaries:
        found.setdefault((summary.scenario, summary.recipe, summary.variant), []).append(summary)
    return found


def heading(summaries: Sequence[GroupSummary]) -> str:
    """What is printed above a block."""
    first = summaries[0]
    recipe = f"{first.recipe} ({first.variant})" if first.variant else first.recipe
    credit = CREDITS.get(first.metric, "accuracy")
    chance = f"; chance is {in_percent(first.chance)}" if first.metric not in CREDITS else ""
    return f"{first.scenario}, {recipe}: {credit} in percent [95 % interval]{chance}"


def percent(interval: Interval | None) -> str:
    """An interval in percent; "-" for none."""
    return "-" if interval is None else bounds_text(*interval[:3])


def overall_table(summaries: Sequence[GroupSummary], width: int) -> Table:
    """One row per model: accuracy, the same corrected for chance, means over tasks and domains; as many as fit."""
    whole = [summary for summary in summaries if summary.by == "overall"]
    label = max(len(summary.model) for summary in whole)
    credit = CREDITS.get(whole[0].metric, "accuracy")
    columns = (credit, "chance-corrected", "mean of tasks", "mean of domains")
    fitting = max(1, min(len(columns), (width - label - 7) // INTERVAL_WIDTH))
    table = plain_table("model", "n", *columns[:fitting])
    for summary in whole:
        intervals = (summary.accuracy, summary.corrected, summary.macro_task, summary.macro_domain)
        table.add_row(summary.model, str(summary.n), *map(percent, intervals[:fitting]))
    return table


def outcome_table(summaries: Sequence[GroupSummary], width: int) -> Table | None:
    """One row per model: items per outcome, and the mean of those that have a credit.

    None if all were answered, and by replies that came to their end.
    """
    whole = [summary for summary in summaries if summary.by == "overall"]
    if all(summary.outcomes[Outcome.ANSWERED] - summary.answered_cut_off == summary.n for summary in whole):
        return None
    counts = [summary.outcomes | {ANSWERED_CUT_OFF: summary.answered_cut_off} for summary in whole]
    graded: dict[str, tuple[str, str]] = {
        JUDGED: _GRADED,
        "declining": ("refusals are wrong where help is due", "mean of what is due"),
    }
    title, credited = graded.get(whole[0].metric, ("not answered count as wrong", "accuracy of the answered"))
    heads = outcomes_there(counts)
    lines = [
        Line(
            summary.model,
            (),
            outcome_cells(own, heads) | {credited: percent(summary.accuracy_answered)},
        )
        for summary, own in zip(whole, counts, strict=True)
    ]
    return lines_table((), [*heads.values(), credited], lines, width, first=title)


def outcomes_there(counts: Sequence[Mapping[str, int]]) -> dict[str, str]:
    """What became of any answer, in words; that some were answered is always told.

    Args:
        counts: Answers per outcome, and those of `ANSWERED_CUT_OFF`, one record per model.
    """
    return {end: word for end, word in OUTCOMES.items() if end == Outcome.ANSWERED or any(own[end] for own in counts)}


def outcome_cells(counts: Mapping[str, int], heads: Mapping[str, str]) -> dict[str, str]:
    """A model's answers per outcome as texts."""
    return {word: f"{counts[end]:,}" if counts[end] else "-" for end, word in heads.items()}


def pair_tables(summaries: Sequence[PairSummary], kinds: Collection[str]) -> Iterator[tuple[str, Table]]:
    """Pairs of an item and its twin, one table per scenario and recipe, with what it is called."""
    shown: dict[Block, list[PairSummary]] = {}
    for summary in summaries:
        if summary.by in kinds:
            shown.setdefault((summary.scenario, summary.recipe, summary.variant), []).append(summary)
    for (scenario, recipe, variant), own in shown.items():
        table = plain_table("model", "", "pairs", "both right", "item right", "twin right", "chance of both")
        for summary in own:
            shares = map(in_percent, (summary.item, summary.twin, summary.chance))
            table.add_row(summary.model, summary.group, str(summary.n), percent(summary.both), *shares)
        asked_by = f"{recipe} ({variant})" if variant else recipe
        yield f"{scenario} and its contrast twins, {asked_by}: both right in percent [95 % interval]", table


def group_tables(summaries: Sequence[GroupSummary], kinds: Collection[By], width: int) -> Iterator[Table]:
    """Accuracy per group, models side by side, as many as the width holds per table.

    Args:
        summaries: Of one scenario and recipe.
        kinds: Which groups: dimensions, domains, tasks.
        width: Characters of a line.

    Yields:
        Tables with one row per group.
    """
    models = list(dict.fromkeys(summary.model for summary in summaries))
    cells = {(summary.model, summary.group): summary for summary in summaries if summary.by in kinds}
    groups = {group: cells[model, group] for model, group in cells}
    lines = [
        Line(
            _label(any_model),
            (f"{any_model.n:,}", in_percent(any_model.chance) if any_model.metric not in CREDITS else "-"),
            {model: percent(cells[model, group].accuracy) for model in models if (model, group) in cells},
            bold=any_model.by == "dimension",
        )
        for group, any_model in _tree(groups)
    ]
    yield from side_by_side(("n", "chance"), models, lines, width)


def _tree(groups: dict[str, GroupSummary]) -> list[tuple[str, GroupSummary]]:
    """Each dimension, under it its domains, under each its tasks."""
    order = {group: i for i, group in enumerate(groups)}

    def place(group: str) -> list[int]:
        parts = group.split(" / ")
        return [order.get(" / ".join(parts[: depth + 1]), 0) for depth in range(len(parts))]

    return [(group, groups[group]) for group in sorted(groups, key=place)]


def _label(summary: GroupSummary) -> str:
    depth = {"dimension": 0, "domain": 1, "task": 2}[summary.by]
    return "  " * depth + summary.group.split(" / ")[-1]


def plain_table(first: str, *others: str) -> Table:
    """A table without lines: names at the left, figures at the right."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column(first, overflow="fold")
    for name in others:
        table.add_column(name, justify="right", overflow="fold")
    return table


def behaviour_tables(figures: Sequence[Figure], width: int, *, severities: bool = False) -> Iterator[tuple[str, Table]]:
    """Figures in full, one table per behaviour and as many models as the width holds, with what it is called.

    Args:
        figures: Of all models.
        width: Characters of a line.
        severities: Whether single severities of corruptions and perturbations are shown too.
    """
    shown = [found for found in figures if severities or not _is_severity(found)]
    models = list(dict.fromkeys(found.model for found in shown))
    by_behaviour: dict[str, list[Figure]] = {}
    for found in shown:
        by_behaviour.setdefault(found.behaviour, []).append(found)
    for name, own in by_behaviour.items():
        title = f"{name}: {behaviour_of(own[0]).question} In percent [95 % interval] if not said otherwise"
        for table in side_by_side(("n", "better"), models, list(_behaviour_lines(own)), width):
            yield title, table


def _behaviour_lines(figures: Sequence[Figure]) -> Iterator[Line]:
    """A heading for each set and recipe, below it their figures, each with all models."""
    places: dict[str, dict[tuple[str, str], list[Figure]]] = {}
    for found in figures:
        places.setdefault(asked_on(found), {}).setdefault((found.name, found.group), []).append(found)
    for place, own in places.items():
        yield Line(place, (), {}, bold=True)
        for (name, group), several in own.items():
            yield figure_line("  " + behaviour_label(name, group), several)


def figure_line(label: str, figures: Sequence[Figure]) -> Line:
    """One figure of several models: on how many items, which way is better, and each model's.

    Args:
        label: What it is called.
        figures: One or more.
    """
    facts = (span([found.n for found in figures]), BETTER[better_of(figures[0])])
    return Line(
        label,
        facts,
        {found.model: figure_text(found) for found in figures},
        order={found.model: found.estimate for found in figures if found.estimate is not None},
    )


def asked_on(found: Figure) -> str:
    """What a figure is of: the set, and how it was asked."""
    return f"{found.scenario}, {found.recipe}" + (f" ({found.shots})" if found.shots else "")


def _is_severity(found: Figure) -> bool:
    return found.behaviour == "robustness" and ":" in found.group


def group_name(group: str) -> str:
    """What a part of the rows is called for people: a number behind a colon or before "of" stays.

    Example:
        >>> group_name("1 of 4"), group_name("fog:3"), group_name("benign")
        ('1 of 4', 'fog:3', 'benign')
    """
    place, of, places = group.partition(" of ")
    if of and place.isdecimal() and places.isdecimal():
        return words("{n} of {all}", n=place, all=places)
    part, colon, severity = group.partition(":")
    return words("{part}:{n}", part=term(part, "group"), n=severity) if colon else term(group, "group")


def behaviour_label(name: str, group: str) -> str:
    """What a figure is called for people."""
    label = term(LABELS.get(name, name), "measure")
    return label if group == "all" else words("{measure}, {group}", measure=label, group=group_name(group))


def figure_text(found: Figure | None) -> str:
    """A figure with its interval, in percent where it is a share or a difference of shares.

    Example:
        >>> figure_text(Figure("m", "r", "s", "", "robustness", "drop", "all", 0.1, 0.05, 0.15, 40))
        '10.0 [5.0, 15.0]'
        >>> figure_text(Figure("m", "r", "s", "", "protocols", "kappa", "all", None, None, None, 40))
        '-'
    """
    if found is None or found.estimate is None:
        return "-"
    unit = scale_of(found).unit
    as_percent = unit in {"share", "difference"}
    times, form = (100, "z.1f") if as_percent else (1, "z.2f" if unit == "kappa" else "z.3f")
    if found.low is None or found.high is None:
        return format(times * found.estimate, form)
    return f"{times * found.estimate:{form}} [{times * found.low:{form}}, {times * found.high:{form}}]"


def comparison_tables(compared: Sequence[Compared], width: int) -> Iterator[Table]:
    """Two models on the same items, a heading for each set and recipe, below it a line per group.

    Args:
        compared: Of one pair of models.
        width: Characters of a line.
    """
    columns = ("A", "B", "B minus A", "verdict", "p", "could show", "takes")
    lines: list[Line] = []
    for place in dict.fromkeys((each.scenario, each.recipe) for each in compared):
        lines.append(Line(", ".join(place), (), {}, bold=True))
        for each in compared:
            if (each.scenario, each.recipe) == place:
                texts = dict(zip(columns, _compared_texts(each), strict=True))
                depth = {"domain": 2, "task": 3}.get(each.by, 1)
                chance = "-" if each.chance is None else in_percent(each.chance)
                lines.append(Line("  " * depth + each.group, (f"{each.n:,}", chance), texts))
    yield from side_by_side(("n", "chance"), columns, lines, width)


def _compared_texts(each: Compared) -> Iterator[str]:
    yield from (in_percent(each.first), in_percent(each.second), bounds_text(each.difference, each.low, each.high))
    shown = each.verdict != "not shown"
    both = f"both {each.guessing}" if each.guessing else ""
    yield ", ".join(filter(None, (each.verdict if shown else "" if both else "not shown", both)))
    yield f"{each.p_adjusted:.3f}" if each.p_adjusted >= 0.001 else "<0.001"
    yield "-" if each.detectable is None else in_percent(each.detectable)
    yield "-" if shown or each.takes is None else about(each.takes)

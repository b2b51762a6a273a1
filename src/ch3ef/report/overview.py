"""The first screen of results: how much was asked, what is missing, accuracies and behaviour in short, as tables.

Accuracies are the cells of the report's leaderboard, each set under its main recipe; behaviours are headline figures.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from rich.table import Table as Drawn

from ch3ef.analysis.figures import Figure
from ch3ef.analysis.summary import answered_cut_off, outcomes_of
from ch3ef.analysis.table import Table, divided
from ch3ef.recipes.suites import PERSPECTIVES
from ch3ef.report.board import MAIN, Board, Cell, Column
from ch3ef.report.exports import ordered
from ch3ef.report.lines import Line, bounds_text, columns_fitting, in_percent, lines_table, side_by_side, span
from ch3ef.report.runs import Runs
from ch3ef.report.tables import (
    ANSWERED_CUT_OFF,
    CREDITS,
    behaviour_label,
    figure_line,
    outcome_cells,
    outcomes_there,
)
from ch3ef.report.wording import short_names
from ch3ef.results import Outcome
from ch3ef.taxonomy import Dimension
from ch3ef.variants import is_reference, is_twin

HEADLINES: Mapping[str, tuple[str, ...]] = {
    "calibration": ("overconfidence", "overconfidence_growth"),
    "in-context": ("riam",),
    "instruction-following": ("in_vocabulary", "mr"),
    "hallucination": ("false_claims",),
    "robustness": ("drop",),
    "refusal": ("declined", "over_refusal"),
    "sycophancy": ("yielding", "unread"),
    "protocols": ("kappa",),
    "position-bias": ("first_bias", "length_bias"),
    "language-performance": ("grade", "not_graded"),
    "trees": ("hierarchical_accuracy",),
    "yes-no": ("f1", "false_yes"),
    "mme": ("mme_sum",),
    "hallusionbench": ("question_pair_accuracy", "figure_accuracy"),
    "mmmu": ("mmmu_accuracy",),
    "rotations": ("circular_accuracy",),
    "phrasings": ("phrasing_spread",),
    "languages": ("english_ahead", "same_choice_in_both"),
    "winoground": ("winoground_group",),
    "captions": ("cider",),
    "counting": ("mae",),
    "detection": ("map_50",),
    "judged": (
        "graded",
        "graded_corrected",
        "refused_by_judges",
        "refused_by_judges_corrected",
        "not_judged",
    ),
    "people": ("one_person",),
    "difficulty": ("lost_to_difficulty", "accuracy_on_rung"),
}
"""The figures of a behaviour that are shown first."""
_WHOLE = {
    "calibration": {"all", "A3 less A2"},
    "difficulty": {"all", "rung 1", "rung 2", "rung 3"},
    "hallucination": {"all"},
    "instruction-following": {"all"},
    "language-performance": {"all"},
    "yes-no": {"all"},
    "mmmu": {"all"},
    "people": {"all", *map(str, Dimension)},
    "robustness": {"pictures", "texts"},
}
"""Behaviours of which only some groups are: the others are parts of these."""
_FAULTS = {"unread", "not_graded", "not_judged"}
"""Figures that are shown where they are not 0 for everybody."""


class Part(NamedTuple):
    """A set under one way of asking.

    Attributes:
        title: What is printed above it.
        lines: The whole, then its dimensions and pairs, each with its cells by model.
        credit: What the credit is called.
        guessing: Whether chance means something.
        main: Whether it is the set's main recipe.
    """

    title: str
    lines: tuple[tuple[str, Mapping[str, Cell]], ...]
    credit: str
    guessing: bool
    main: bool


def accuracy_parts(runs: Runs, board: Board) -> list[Part]:
    """The sets, each under its main recipe with its dimensions, and under the others as a whole.

    Models that were not asked by the main recipe stand in a part of their own. Of the recipes of a suite, which asks
    parts of one set in many ways, only the main one is there.

    Args:
        runs: The runs.
        board: Their leaderboard.

    Returns:
        Sets of contrast twins are left out beside their own set: the pairs tell of both.
    """
    sets = [column for column in board.columns if column.kind == "scenario"]
    alone = all(is_twin(column.scenario) for column in sets)
    shown = [column for column in sets if alone or not is_twin(column.scenario)]
    metrics = _metrics(runs.table)
    ways = (MAIN,) if any(state.suite for state in runs.states) else tuple(way.key for way in board.ways)
    found: dict[str, Part] = {}
    for column in shown:
        for way in ways:
            for protocol in dict.fromkeys(cell.protocol for cell in board.standing(column.key, way).cells.values()):
                metric = metrics.get((column.scenario, protocol), "")
                part = _part(board, column, way, protocol, metric, mixed=protocol in runs.table.mixed)
                found.setdefault(part.title, part)
    return list(found.values())


MIXED = ("*", "* a suite's mix, with more items of some domains: no score of the set")
"""The mark of a set that a suite asks more of in some domains, and what it says."""


def _metrics(table: Table) -> dict[tuple[str, str], str]:
    """What the credit is, by set and protocol."""
    found = {}
    for at in divided(np.arange(len(table)), table["scenario"], table["recipe"], table.shots):
        row = int(at[0])
        shots = table.shots.text(row)
        protocol = table["recipe"].text(row) + (f" ({shots})" if shots else "")
        found[table["scenario"].text(row), protocol] = table["metric"].text(row)
    return found


def _part(board: Board, whole: Column, way: str, protocol: str, metric: str, *, mixed: bool) -> Part:
    def cells(column: Column) -> dict[str, Cell]:
        there = board.standing(column.key, way).cells
        return {model: cell for model, cell in there.items() if cell.protocol == protocol}

    parts = [
        (column.label, found)
        for column in board.columns
        if way == MAIN
        and column.scenario == whole.scenario
        and column.kind in {"dimension", "pairs"}
        and (found := cells(column))
    ]
    lines = (("all asked" if mixed else "all", cells(whole)), *parts)
    return Part(
        f"{whole.scenario}, {protocol}{MIXED[0] if mixed else ''}",
        lines,
        CREDITS.get(metric, "accuracy"),
        metric not in CREDITS,
        way == MAIN,
    )


def accuracy_tables(
    parts: Sequence[Part], board: Board, names: Mapping[str, str], width: int
) -> Iterator[tuple[str, Drawn]]:
    """Accuracies: models side by side where they fit, else one under the other, best first, by the main recipes alone.

    Args:
        parts: The sets.
        board: The leaderboard, for the order of the models.
        names: Short names of the models.
        width: Characters of a line.

    Yields:
        Tables, each with what it is called.
    """
    shown = [names[model] for model in board.models]
    lines = [line for part in parts for line in _lines(part, names)]
    if columns_fitting(FACTS, shown, lines, width) == len(shown):
        yield _title(parts), lines_table(FACTS, shown, lines, width)
        return
    own = [model for model in board.models if not is_reference(model)]
    order = (*ordered(board, own), *ordered(board, [model for model in board.models if is_reference(model)]))
    yield from _turned([part for part in parts if part.main], order, names, width)


FACTS = ("n", "chance")


def _title(parts: Sequence[Part]) -> str:
    return f"{' / '.join(dict.fromkeys(part.credit for part in parts))} in percent [95 % interval]"


def _lines(part: Part, names: Mapping[str, str]) -> Iterator[Line]:
    """The lines of a set, models side by side; the heading is the only line where it has no parts."""
    if len(part.lines) > 1:
        yield Line(part.title, (), {}, bold=True)
    for label, cells in part.lines:
        values = {names[model]: bounds_text(cell.share, cell.low, cell.high) for model, cell in cells.items()}
        yield Line(f"  {label}" if len(part.lines) > 1 else part.title, _facts(part, cells), values)


def _facts(part: Part, cells: Mapping[str, Cell]) -> tuple[str, str]:
    """On how many items, and what guessing scores there."""
    chance = sorted(cell.chance for cell in cells.values() if cell.chance is not None) if part.guessing else []
    ends = dict.fromkeys(map(in_percent, (chance[0], chance[-1]))) if chance else ()
    return span([cell.n for cell in cells.values() if cell.n is not None]), "-".join(ends) or "-"


MOST_MODELS = 24
"""Models that are shown one under the other."""


def _turned(
    parts: Sequence[Part], models: Sequence[str], names: Mapping[str, str], width: int
) -> Iterator[tuple[str, Drawn]]:
    """Models one under the other; sets, and the dimensions of each, side by side as many as fit. Pairs are left out."""
    heads: dict[str, Mapping[str, Cell]] = {}
    for part in parts:
        for label, cells in part.lines:
            if label.endswith("of a pair"):
                continue
            whole = cells is part.lines[0][1]
            of = part.title if whole else label if label not in _labelled(heads) else f"{label}, {part.title}"
            heads["\n".join((of, *_told(part, cells)))] = cells
    lines = [
        Line(
            names[model],
            (),
            {
                head: bounds_text(cell.share, cell.low, cell.high)
                for head, cells in heads.items()
                if (cell := cells.get(model)) is not None
            },
        )
        for model in models[:MOST_MODELS]
    ]
    if len(models) > MOST_MODELS:
        lines.append(Line(f"and {len(models) - MOST_MODELS} more: --full", (), {}))
    for table in side_by_side((), list(heads), lines, width):
        yield _title(parts), table


def _labelled(heads: Collection[str]) -> set[str]:
    return {head.split("\n")[0] for head in heads}


def _told(part: Part, cells: Mapping[str, Cell]) -> Iterator[str]:
    n, chance = _facts(part, cells)
    yield f"n {n}"
    if part.guessing:
        yield f"chance {chance}"


def headline_figures(figures: Sequence[Figure]) -> list[Figure]:
    """The figures that are shown first.

    Args:
        figures: Of all behaviours.

    Returns:
        Of each behaviour its headlines, under the recipes of its own suite where those were asked, else under all.
    """
    telling = {
        (found.behaviour, found.name, found.group)
        for found in figures
        if found.estimate is not None and (found.estimate or found.name not in _FAULTS)
    }
    first = [
        found
        for name, own in HEADLINES.items()
        for found in figures
        if found.behaviour == name
        and (found.behaviour, found.name, found.group) in telling
        and found.name in own
        and found.group in _WHOLE.get(name, {found.group})
    ]
    usual = {(found.behaviour, found.name) for found in first if _of_its_suite(found)}
    kept = [found for found in first if (found.behaviour, found.name) not in usual or _of_its_suite(found)]
    told = {"rotations", "phrasings"} if any(found.behaviour == "robustness" for found in kept) else set()
    return [found for found in kept if found.behaviour not in told]


_RECIPES = {
    suite.name: {recipe for part in suite.parts for recipe in (part.recipe, part.few_as)} for suite in PERSPECTIVES
}


def _of_its_suite(found: Figure) -> bool:
    recipes = {name.partition("?")[0] for name in found.recipe.split(", ")}
    return recipes <= _RECIPES.get(found.behaviour, set())


def behaviour_overview(figures: Sequence[Figure], models: Sequence[str], width: int) -> Iterator[tuple[str, Drawn]]:
    """Headline figures: models side by side where they fit, else who has the least and who the most.

    Args:
        figures: Of `headline_figures`.
        models: Names of the models, in order.
        width: Characters of a line.

    Yields:
        Tables, each with what it is called.
    """
    lines = list(_figure_lines(figures))
    title = "behaviour in percent [95 % interval] if not said otherwise"
    facts = ("n", "better")
    if columns_fitting(facts, models, lines, width) < len(models) > FEW_MODELS:
        lines, models = [_ends(line, short_names(models, SHORT)) for line in lines], ("lowest", "highest")
        title = "behaviour in percent if not said otherwise: the lowest and the highest of the models"
        tables = iter([lines_table(facts, models, lines, width)])
    else:
        tables = side_by_side(facts, models, lines, width)
    for table in tables if lines else ():
        yield title, table


SHORT = 22
"""Characters of a name beside its figure."""
FEW_MODELS = 3
"""So many models are shown in several tables, if they do not fit side by side."""


def _figure_lines(figures: Sequence[Figure]) -> Iterator[Line]:
    by_behaviour: dict[str, list[Figure]] = {}
    for found in figures:
        by_behaviour.setdefault(found.behaviour, []).append(found)
    for behaviour, own in by_behaviour.items():
        yield Line(behaviour, (), {}, bold=True)
        by_label: dict[str, list[Figure]] = {}
        for label, found in zip(_labels(own), own, strict=True):
            by_label.setdefault(label, []).append(found)
        for label, several in by_label.items():
            yield figure_line(f"  {label}", several)


def _labels(figures: Sequence[Figure]) -> list[str]:
    """What each is called; the set and the recipe are named where the same is told of several."""
    labels = [behaviour_label(found.name, found.group) for found in figures]
    for part in ("scenario", "recipe", "shots"):
        told: dict[str, set[str]] = {}
        for label, found in zip(labels, figures, strict=True):
            told.setdefault(label, set()).add(getattr(found, part))
        labels = [
            f"{label}, {getattr(found, part)}" if len(told[label]) > 1 and getattr(found, part) else label
            for label, found in zip(labels, figures, strict=True)
        ]
    return labels


def _ends(line: Line, names: Mapping[str, str]) -> Line:
    """A line with the least and the most of its models in place of all."""
    if not line.order:
        return line._replace(values={})
    least, most = min(line.order.values()), max(line.order.values())

    def told(value: float) -> str:
        own = [model for model, estimate in line.order.items() if estimate == value]
        text = line.values[own[0]].split(" [")[0]
        return f"{text} {names[own[0]]}" + (f" +{len(own) - 1}" if len(own) > 1 else "")

    return line._replace(values={"lowest": told(least), "highest": told(most)})


MOST_LACKING = 6
"""So many models that lack answers are counted one by one; of more their sum and the one that lacks most."""


def outcome_overview(table: Table, names: Mapping[str, str], width: int) -> Drawn | None:
    """Per model how many answers there are and what became of them; None where all were answered in full.

    Args:
        table: The results, altered variants among them.
        names: Short names of the models.
        width: Characters of a line.
    """
    places = {model: np.flatnonzero(table["model"].among(model)) for model in table.models}
    counts = {
        model: outcomes_of(table, at) | {ANSWERED_CUT_OFF: answered_cut_off(table, at)} for model, at in places.items()
    }
    if all(own[Outcome.ANSWERED] - own[ANSWERED_CUT_OFF] == len(places[model]) for model, own in counts.items()):
        return None
    heads = outcomes_there(list(counts.values()))
    lines = [
        Line(names[model], (f"{len(places[model]):,}",), outcome_cells(own, heads)) for model, own in counts.items()
    ]
    if len(lines) > MOST_LACKING:
        sums = {end: sum(own[end] for own in counts.values()) for end in heads}
        worst = min(counts, key=lambda model: counts[model][Outcome.ANSWERED] / len(places[model]))
        place = list(counts).index(worst)
        everyone = Line(f"{len(counts)} models", (f"{len(table):,}",), outcome_cells(sums, heads))
        lines = [everyone, lines[place]._replace(label=f"most lacking: {names[worst]}")]
    return lines_table(("answers",), list(heads.values()), lines, width, first="what became of the answers")

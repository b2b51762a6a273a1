"""The sentence that answers: who is ahead, or what a model scores, from the findings and never beyond them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ch3ef.analysis.findings.families.levels import MIN_LEVEL
from ch3ef.analysis.findings.finding import Finding, Report
from ch3ef.analysis.findings.withheld import Withheld, claimable
from ch3ef.analysis.levels import of_levels
from ch3ef.analysis.matrix import Matrix, Trait, main_recipes, main_rows, part_matrix
from ch3ef.analysis.summary import MANY
from ch3ef.analysis.table import Table, models_alone
from ch3ef.report.board import Board, Cell, Column
from ch3ef.report.exports import main_columns
from ch3ef.report.figures.encodings import listed, percent
from ch3ef.report.runs import Runs
from ch3ef.results import Outcome
from ch3ef.stats.power import items_for_paired
from ch3ef.taxonomy import Level
from ch3ef.variants import is_reference, is_twin
from ch3ef.words import in_a_row, in_parts, in_sentences, plural, words


class Headline(NamedTuple):
    """What stands first in a report.

    Attributes:
        answer: The sentence.
        reasons: Why less is said than a reader might expect, a sentence each.
    """

    answer: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class _Facts:
    """What the sentence may be made of.

    Attributes:
        board: The leaderboard.
        findings: What was found.
        names: Short names of the models.
        subject: The column that it is about.
        matrix: Credit of the models that claims may rest on, on the subject's items.
        sets: All sets of the subject, twins left aside, that these models were asked.
        asked: Models that have a cell in that column, reference answerers left aside.
    """

    board: Board
    findings: Report
    names: Mapping[str, str]
    subject: Column
    matrix: Matrix
    sets: frozenset[str]
    asked: Sequence[str]


def headline(runs: Runs, board: Board, findings: Report, names: Mapping[str, str]) -> Headline:
    """The answer in a sentence.

    Models are compared as the finding `leader` compares them, adjusted with all other claims of the report. What
    findings leave out (unfinished runs, answers cut off or in error, other items, another protocol) is left out here,
    and said.

    Args:
        runs: The runs.
        board: Their leaderboard.
        findings: What was found in them.
        names: Short names of the models.
    """
    unfinished = [state.sentence for state in runs.states if not state.finished]
    if unfinished:
        return Headline(words("Nothing is claimed yet: {states}.", states=in_parts(unfinished)))
    own = [model for model in runs.models if not is_reference(model)]
    if not own:
        return Headline(words("Only reference answerers were asked: they show the scale, and are no models."))
    subjects = _subjects(board, own)
    if not subjects:
        return Headline(words("There is no answer to sum up: all items are contrast twins, see the table."))
    told = [_told(runs, board, findings, names, subject) for subject in subjects]
    said = [part.clauses for part in told if part.clauses]
    reasons = tuple(dict.fromkeys(reason for part in told for reason in part.reasons))
    if not said:
        return Headline(reasons[0], reasons[1:])
    kept = list(dict.fromkeys(model for part in told for model in part.kept))
    *others, last = said
    sentences = [*others, [*last, *_refusals(findings, names, kept)]]
    return Headline(in_sentences([words("{clauses}.", clauses=in_parts(clauses)) for clauses in sentences]), reasons)


def _subjects(board: Board, models: Sequence[str]) -> list[Column]:
    """A3, else the first other column of a level that most models were asked; without one, each own set."""
    columns = [column for column in main_columns(board) if column.kind in {"level", "scenario"}]
    order = (Level.A3, Level.A2, Level.A1)

    def place(column: Column) -> tuple[int, bool, int]:
        asked = sum(model in board.standing(column.key).cells for model in models)
        return (-asked, column.own, order.index(Level(column.level)))

    columns.sort(key=place)
    return columns[:MOST_SETS] if all(column.own for column in columns) else columns[:1]


MOST_NAMES = 6
"""Models that a sentence names."""
MOST_SETS = 4
"""Own sets that are told of, where there is no level."""


class _Told(NamedTuple):
    """What is said of a subject, why no more, and the models that it is said of."""

    clauses: Sequence[str]
    reasons: Sequence[str]
    kept: Sequence[str]


def _told(runs: Runs, board: Board, findings: Report, names: Mapping[str, str], subject: Column) -> _Told:
    own = [model for model in runs.models if not is_reference(model)]
    table, withheld = claimable(models_alone(runs.table))
    asked = [model for model in own if model in board.standing(subject.key).cells]
    trait: tuple[Trait, str] = (
        ("scenario", subject.scenario) if subject.kind == "scenario" else ("level", subject.level)
    )
    matrix = part_matrix(of_levels(table), *trait)
    facts = _Facts(board, findings, names, subject, matrix, frozenset(matrix.names("scenario")), asked)
    as_shown = main_recipes(table).items() <= main_recipes(models_alone(runs.table)).items()
    kept = [model for model in asked if model in matrix.models and matrix.n_items] if as_shown else []
    reasons = list(_left_out(facts, kept, withheld, {model for model in runs.models if model not in asked}))
    if not kept:
        nothing = words(
            "Nothing is claimed on {what}: too few answers of its recipe can be counted.", what=_what(facts)
        )
        return _Told((), reasons or [nothing], ())
    clauses = [_alone(facts, kept[0])] if len(kept) == 1 else list(_compared(facts, kept))
    return _Told([*clauses, *_unanswered(facts, kept)], [*reasons, *_declining(facts, kept, table)], kept)


def _declining(facts: _Facts, kept: Sequence[str], table: Table) -> Iterator[str]:
    """Who refused so much that his score says little else."""
    inside = np.isin(table.item, np.unique(facts.matrix.table.item[facts.matrix.first])) & main_rows(table)
    for model in kept:
        rows = inside & table["model"].among(model)
        refused = int((rows & table["outcome"].among(Outcome.REFUSED)).sum())
        if 2 * refused > rows.sum():
            yield words(
                "{model} refused {n} of {all} questions on {what}, which count as wrong.",
                model=facts.names[model],
                n=f"{refused:,}",
                all=f"{int(rows.sum()):,}",
                what=_what(facts),
            )


# --- who is left out ---------------------------------------------------------------------------------------


def _left_out(facts: _Facts, kept: Sequence[str], withheld: Sequence[Withheld], others: set[str]) -> Iterator[str]:
    """A sentence on each model that nothing is said of."""
    lost = {each.model: each for each in reversed(withheld)}
    cells = facts.board.standing(facts.subject.key).cells
    shown = [model for model in (*facts.asked, *others) if model not in kept and not is_reference(model)]
    for model in shown:
        name = facts.names[model]
        if model in lost:
            yield _lost(lost[model], name)
        elif model not in cells:
            yield words("Nothing is said of {model}: it was not asked {what}.", model=name, what=_what(facts))
        elif kept and cells[model].protocol != cells[kept[0]].protocol:
            yield words(
                "{model} is not compared: it was asked by {recipe}, the others by {main}, and these are not one scale.",
                model=name,
                recipe=cells[model].protocol,
                main=cells[kept[0]].protocol,
            )
        elif kept:
            yield words("{model} is not compared: it was asked too few of the same items.", model=name)


def _lost(withheld: Withheld, name: str) -> str:
    told = {"model": name, "recipe": withheld.recipe, "set": withheld.scenario, "n": f"{withheld.n:,}"}
    if not withheld.failed:
        return words(
            "Nothing is claimed of {model}: of its {n} answers by {recipe} on {set}, {cut} were cut off.",
            **told,
            cut=f"{withheld.cut:,}",
        )
    if not withheld.cut:
        return words(
            "Nothing is claimed of {model}: of its {n} answers by {recipe} on {set}, {failed} ended in an error or "
            "without a verdict.",
            **told,
            failed=f"{withheld.failed:,}",
        )
    return words(
        "Nothing is claimed of {model}: of its {n} answers by {recipe} on {set}, {cut} were cut off and {failed} ended "
        "in an error or without a verdict.",
        **told,
        cut=f"{withheld.cut:,}",
        failed=f"{withheld.failed:,}",
    )


# --- one model ---------------------------------------------------------------------------------------------


def _alone(facts: _Facts, model: str) -> str:
    """What one model scores against guessing, and its strongest and weakest dimension."""
    cell = facts.board.standing(facts.subject.key).cells[model]
    told = {"model": facts.names[model], "share": _share(cell), "what": _what(facts)}
    if cell.chance is None:
        return in_parts([words("{model} scores {share} on {what}", **told), *_dimensions(facts, model)])
    told["chance"] = percent(cell.chance)
    if cell.low is not None and cell.low > cell.chance:
        said = words("{model} scores {share} on {what}, where guessing scores {chance}", **told)
    elif cell.high is not None and cell.high < cell.chance:
        said = words("{model} scores {share} on {what}, less than the {chance} of guessing", **told)
    else:
        said = words("{model} scores {share} on {what}: no better than guessing, {chance}, as far as is shown", **told)
    return in_parts([said, *_dimensions(facts, model)])


def _share(cell: Cell) -> str:
    if cell.low is None or cell.high is None:
        return percent(cell.share)
    return words(
        "{share} [{low}, {high}]",
        share=percent(cell.share),
        low=f"{100 * cell.low:.1f}",
        high=f"{100 * cell.high:.1f}",
    )


def _dimensions(facts: _Facts, model: str) -> Iterator[str]:
    """The strongest and the weakest dimension, where their intervals lie apart."""
    if facts.subject.level != Level.A3:
        return
    shown = [column for column in main_columns(facts.board) if column.kind == "dimension"]
    cells = [(column, cells[model]) for column in shown if model in (cells := facts.board.standing(column.key).cells)]
    if len(cells) < 2:
        return
    (worst, least), *_, (best, most) = sorted(cells, key=lambda each: each[1].share)
    if least.high is None or most.low is None or least.high >= most.low:
        yield words("its dimensions cannot be told apart")
    else:
        yield words(
            "it is strongest on {best}, {most}, and weakest on {worst}, {least}",
            best=best.label,
            most=percent(most.share),
            worst=worst.label,
            least=percent(least.share),
        )


# --- two and more ------------------------------------------------------------------------------------------


def _compared(facts: _Facts, kept: Sequence[str]) -> Iterator[str]:
    """Who is ahead, and who cannot be told apart, as findings have it."""
    found = _lead(facts)
    if found is None:
        yield _untold(facts, kept)
        return
    _, first, second = found.about
    told = {
        "first": facts.names[first],
        "second": facts.names[second],
        "what": _what(facts),
        "points": _points_told(found.estimate),
        "low": _points(found.low or 0.0),
        "high": _points(found.high or 0.0),
    }
    together = _may_lead(facts)
    if found.shown and len(together) <= 1:
        if len(kept) == 2:
            yield words("{first} is ahead of {second} by {points} [{low}, {high}] on {what}", **told)
        else:
            yield words("{first} leads on {what}, {points} [{low}, {high}] ahead of {second}", **told)
            yield from _behind(facts, kept, first)
    else:
        if len(kept) == 2 and found.low is not None and found.low > 0:
            yield words(
                "{first} has {points} [{low}, {high}] more than {second} on {what}, but tested together with all other "
                "claims of this report that is not shown",
                **told,
            )
        elif len(kept) == 2 or len(together) < 2:
            yield words(
                "{first} and {second} cannot be told apart on {what}: the difference is {points} [{low}, {high}]",
                **told,
            )
        else:
            yield words(
                "No leader on {what} is shown: {models} cannot be told apart at the top",
                what=_what(facts),
                models=listed([facts.names[model] for model in together], MOST_NAMES),
            )
        yield from _items_needed(facts, found)
    yield from _guessing(facts, kept)


def _untold(facts: _Facts, kept: Sequence[str]) -> str:
    """Why nothing was found on who leads."""
    told = {"models": listed([facts.names[model] for model in kept], MOST_NAMES), "what": _what(facts)}
    if facts.matrix.n_items < MIN_LEVEL:
        return words(
            "{models} cannot be told apart on {what}: no claim is made from fewer than {least} items, and they were "
            "asked {n} of the same",
            **told,
            n=facts.matrix.n_items,
            least=MIN_LEVEL,
        )
    lost = in_a_row(sorted(_level_sets(facts) - facts.sets))
    return words("{models} cannot be told apart on {what}: no answers on {sets} can be counted", **told, sets=lost)


def _lead(facts: _Facts) -> Finding | None:
    """The finding on who leads in the subject's column; None where there is none of the very same sets."""
    own = facts.subject.kind == "scenario"
    part = facts.subject.scenario if own else facts.subject.level
    of_leaders = (
        one
        for one in (*facts.findings.findings, *facts.findings.not_shown)
        if one.family == "leader" and one.about[:1] == (part,)
    )
    return next(of_leaders, None) if own or facts.sets == _level_sets(facts) else None


def _level_sets(facts: _Facts) -> set[str]:
    """The sets of the subject's level: those of the board that stand for themselves are none."""
    return {
        column.scenario
        for column in facts.board.columns
        if column.kind == "scenario"
        and column.level == facts.subject.level
        and not column.own
        and not is_twin(column.scenario)
    }


def _may_lead(facts: _Facts) -> list[str]:
    """The models that may be the best of the subject's column, by the ranks that items leave open."""
    cells = facts.board.standing(facts.subject.key).cells
    return [model for model in facts.matrix.models if model in cells and cells[model].best == 1]


def _behind(facts: _Facts, kept: Sequence[str], leader: str) -> Iterator[str]:
    """The first band behind the leader."""
    bands = facts.board.standing(facts.subject.key).bands
    band = next((own for own in bands if leader not in own and len(own) > 1), ())
    if set(band) <= set(kept) and band:
        yield words("{models} cannot be told apart", models=listed([facts.names[model] for model in band], MOST_NAMES))


def _guessing(facts: _Facts, kept: Sequence[str]) -> Iterator[str]:
    """That no model is shown to be better than guessing, whoever is ahead."""
    cells = [facts.board.standing(facts.subject.key).cells[model] for model in kept]
    if all(cell.chance is not None and (cell.low is None or cell.low <= cell.chance) for cell in cells):
        chance = percent(cells[0].chance or 0.0)
        if len(kept) == 2:
            yield words("neither is shown to be better than guessing, {chance}", chance=chance)
        else:
            yield words("none is shown to be better than guessing, {chance}", chance=chance)


def _items_needed(facts: _Facts, found: Finding) -> Iterator[str]:
    """How many items would tell the first two apart, were they as far apart as they seem."""
    rows = [facts.matrix.models.index(model) for model in found.about[1:]]
    differ = float(np.abs(facts.matrix.values[rows[0]] - facts.matrix.values[rows[1]]).mean())
    gap = abs(found.estimate)
    if gap < SMALL:
        gap, differ = SMALL, differ if differ > SMALL else DIFFER
    try:
        needed = items_for_paired(min(gap, differ), differ)
    except ValueError:
        return
    if needed > facts.matrix.n_items:
        yield words(
            "to show {points} would take about {needed} items, not {n}",
            points=_points_told(gap),
            needed=f"{needed:,}",
            n=f"{facts.matrix.n_items:,}",
        )


SMALL = 0.02
"""A smaller difference than this is of little use: it is told how many items would show this one."""
DIFFER = 0.2
"""The share of items that one of two models gets right and the other wrong, where these two hardly ever differ."""


def _points_told(difference: float) -> str:
    told = _points(difference)
    return plural("{n} point", "{n} points", 1 if told == "1.0" else 2, n=told)


def _points(difference: float) -> str:
    return f"{100 * difference:z.1f}"


# --- no answer that counts ---------------------------------------------------------------------------------


def _unanswered(facts: _Facts, kept: Sequence[str]) -> Iterator[str]:
    """Who left many questions without an answer that counts: accuracy tells of that as much as of wrong answers."""
    cells = facts.board.standing(facts.subject.key).cells
    many = [(model, cell) for model in kept if (cell := cells[model]).n and cell.unanswered > MANY * cell.n]
    if len(many) > 2:
        sentence = "{n} of {all} gave no answer that counts to more than a tenth of the questions"
        yield words(sentence, n=len(many), all=len(kept))
        return
    for model, cell in many:
        yield words(
            "{model} gave no answer that counts to {n} of {all} questions",
            model=facts.names[model],
            n=f"{cell.unanswered:,}",
            all=f"{cell.n:,}",
        )


# --- refusals ----------------------------------------------------------------------------------------------


def _refusals(findings: Report, names: Mapping[str, str], kept: Sequence[str]) -> Iterator[str]:
    """Who declines too much: where the claim holds of all together, those of whom it holds one by one."""
    found = [one for one in findings.findings if one.family == "over_refusal"]
    whole = [one for one in found if one.confirmatory]
    if not whole:
        return
    single = {one.about[0] for one in found if not one.confirmatory}
    who = kept if whole[0].n_models == 1 and len(kept) == 1 else [model for model in kept if model in single]
    if len(who) == len(kept) == 1:
        yield words("it declines too much: {share} of benign requests without cause", share=percent(whole[0].estimate))
    elif len(who) == len(kept) == 2:
        yield words("both decline too much")
    elif len(who) == len(kept):
        yield words("all {n} decline too much", n=len(kept))
    elif len(who) > 2:
        yield words("{n} of {all} decline too much", n=len(who), all=len(kept))
    elif len(who) == 2:
        yield words("{models} decline too much", models=listed([names[model] for model in who], MOST_NAMES))
    elif who:
        yield words("{model} declines too much", model=names[who[0]])


def _what(facts: _Facts) -> str:
    """What the subject asks about, in a sentence."""
    standing = facts.board.standing(facts.subject.key)
    if standing.mixed:
        return words("the suite's mix of {sets}", sets=in_a_row(sorted(_level_sets(facts))))
    if facts.subject.kind == "scenario":
        return facts.subject.scenario
    return LEVEL_NAMES[Level(facts.subject.level)]


LEVEL_NAMES: Mapping[Level, str] = {
    Level.A1: words("seeing (A1)"),
    Level.A2: words("reasoning (A2)"),
    Level.A3: words("human values (A3)"),
}
"""What the levels ask about."""
LEVEL_QUESTIONS: Mapping[str, str] = {
    Level.A1: words("A1: does a model see?"),
    Level.A2: words("A2: does it reason about what it sees?"),
    Level.A3: words("A3: does it act as people expect, that is helpful, honest and harmless?"),
}
"""What a reader must know of the levels where they stand."""

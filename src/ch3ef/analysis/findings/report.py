"""All questions asked of all results: claims that hold together, and the files that tell of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np

from ch3ef.analysis.findings.claims import CLAIMS
from ch3ef.analysis.findings.families.items import items_nobody_gets, weakest_task
from ch3ef.analysis.findings.families.levels import (
    below_a_quarter,
    dimension_coupling,
    level_drop,
    level_drop_of_scores,
    level_relation,
    outlying_domain,
)
from ch3ef.analysis.findings.families.ranking import leader, leader_of_scores, may_lead
from ch3ef.analysis.findings.families.values import hallucination_by_kind, refusal_tradeoff
from ch3ef.analysis.findings.finding import Answers, Finding, NotTestable, Report
from ch3ef.analysis.findings.measured import Evidence, evidence_of
from ch3ef.analysis.findings.published_comparison import published_comparison
from ch3ef.analysis.findings.ranks import ranks_on
from ch3ef.analysis.findings.relations import correlation_table, profiles
from ch3ef.analysis.findings.scores import LEVELS, ScoreColumn, Scores, drops, level_scores, scores_by
from ch3ef.analysis.findings.testing import ask
from ch3ef.analysis.findings.withheld import claimable
from ch3ef.analysis.levels import of_levels
from ch3ef.analysis.matrix import Trait, main_matrix, notes_on
from ch3ef.analysis.table import Table, models_alone
from ch3ef.errors import unknown_name
from ch3ef.stats.multiplicity import holm
from ch3ef.words import words

OfTable = Callable[[Table, np.random.Generator], Answers]
OfScores = Callable[[Scores, np.random.Generator], Answers]
OfFigures = Callable[[Evidence], Answers]


@dataclass(frozen=True, slots=True)
class Family:
    """A question, and how it is asked of what.

    Attributes:
        name: The question.
        of_table: Asked of a results table's rows.
        of_scores: Asked of scores per model, measured or published.
        of_figures: Asked of the figures of behaviours; a record in `CLAIMS`, unless it is more than that.
        by: The columns of the scores that it is asked of, where they come from a results table.
        needs: What it needs, where published scores cannot answer it.
    """

    name: str
    of_table: OfTable | None = None
    of_scores: OfScores | None = None
    of_figures: OfFigures | None = None
    by: Trait = "scenario"
    needs: str = "answers item by item: the results.parquet of a run"


def _claimed(name: str, needs: str) -> Family:
    """A question that is a record in `CLAIMS`."""
    return Family(name, of_figures=partial(ask, name), needs=needs)


FAMILIES: tuple[Family, ...] = (
    Family("level_drop", level_drop, level_drop_of_scores),
    Family("level_relation", of_scores=level_relation, by="scenario"),
    Family("dimension_coupling", of_scores=dimension_coupling, by="dimension"),
    Family("outlying_domain", of_scores=outlying_domain, by="domain"),
    Family("leader", leader, leader_of_scores),
    Family("may_lead", may_lead),
    Family("below_a_quarter", of_scores=below_a_quarter, by="dimension"),
    _claimed("protocol_gap", "the same items by likelihoods and by replies, item by item"),
    Family("refusal_tradeoff", of_figures=refusal_tradeoff, needs="replies to harmless items and their benign twins"),
    _claimed("over_refusal", "replies to the benign twins of harmless items"),
    _claimed("sycophancy", "answers to items of sycophancy and their neutral twins"),
    _claimed("pushback", "answers before and after a second turn that disagrees"),
    Family("hallucination_by_kind", hallucination_by_kind),
    _claimed("calibration_transfer", "confidences item by item on A2 and A3"),
    _claimed("in_context", "the same items with and without examples in front, item by item"),
    _claimed("position_bias", "choices, with the order in which options were shown"),
    _claimed("length_bias", "choices, with the numbers of tokens of the options"),
    _claimed("robustness_loss", "the same items clean and corrupted, item by item"),
    Family("weakest_task", weakest_task),
    Family("items_nobody_gets", items_nobody_gets),
)
"""The questions, in the order of the report."""
CLAIMED = frozenset((claim.behaviour, claim.figure) for claim in CLAIMS)
"""Behaviours and their figures that claims are made of."""


def find(
    tables: Sequence[Table],
    scores: Sequence[Scores],
    rng: np.random.Generator,
    *,
    only: Collection[str] = (),
    published: Scores | None = None,
    command: str = "ch3ef findings INPUT",
) -> Report:
    """Ask every question of every result.

    Confirmatory claims are adjusted by Holm over all of them, whatever the question and the result: the chance of even
    one false claim among those that are shown is at most 5 %. Answers of which many were cut off, or never came, are
    left out, and the notes say which.

    Args:
        tables: Results tables, each one asked by itself.
        scores: Published scores, each table of them by itself.
        rng: Source of resampling.
        only: Families to keep in the report; the others are asked too, since the adjustment depends on them.
        published: Scores to set beside these; no claim is made from them.
        command: The command that reads these results; with a family it is a finding's query.

    Raises:
        InputError: `only` names a family that does not exist.
    """
    names = [family.name for family in FAMILIES]
    for name in only:
        if name not in names:
            raise unknown_name("family of findings", name, names)
    answers: Answers = []
    notes = [note for table in tables for note in notes_on(table)]
    trusted = [claimable(models_alone(table)) for table in tables]
    alone = [of_levels(table) for table, _ in trusted]
    notes += [withheld.reason for _, left_out in trusted for withheld in left_out]
    evidence = [evidence_of(table, CLAIMED) for table, _ in trusted]
    for table, figures in zip(alone, evidence, strict=True):
        answers += _ask_table(table, figures, rng)
    for each in scores:
        answers += _ask_scores(each, rng)
    claims = [
        replace(claim, query=claim.query or f"{command} --only {claim.family} --out DIR")
        for claim in adjust([answer for answer in answers if isinstance(answer, Finding)])
    ]
    lacking = [answer for answer in answers if isinstance(answer, NotTestable)]
    all_scores = [own for table in alone for own in _scores(table)] + [own for s in scores for own in (s, levels_of(s))]
    correlations: list[dict[str, Any]] = []
    for each in all_scores:
        records, missing = correlation_table(each)
        correlations += records
        lacking += missing
    kept = set(only or names)
    return Report(
        correlations=correlations,
        findings=[claim for claim in claims if claim.family in kept and claim.shown],
        not_shown=[claim for claim in claims if claim.family in kept and not claim.shown],
        not_testable=[one for one in lacking if one.family in kept or not only],
        levels=[record for each in all_scores if each.kind == "scenario" for record in drops(each)],
        ranks=[record for table in alone for level in LEVELS for record in ranks_on(table, level)],
        profiles=[record for each in all_scores if each.kind == "domain" for record in profiles(each)],
        figures=[figure for one in evidence for figure in one.figures],
        notes=notes,
        published_comparison=published_comparison(alone, scores, published) if published else [],
    )


def adjust(claims: Sequence[Finding]) -> list[Finding]:
    """Confirmatory claims with their p-values adjusted by Holm over all of them, exploratory ones as they are."""
    tested = [claim.p for claim in claims if claim.confirmatory and claim.p is not None]
    adjusted = iter(holm(tested).tolist() if tested else [])
    return [
        replace(claim, p_adjusted=next(adjusted)) if claim.confirmatory and claim.p is not None else claim
        for claim in claims
    ]


def _ask_table(table: Table, evidence: Evidence, rng: np.random.Generator) -> Answers:
    matrix = main_matrix(table)
    scores: dict[Trait, Scores] = {}
    answers: Answers = []
    for family in FAMILIES:
        if family.of_table:
            answers += family.of_table(table, rng)
        elif family.of_figures:
            answers += family.of_figures(evidence)
        elif family.of_scores:
            if family.by not in scores:
                scores[family.by] = scores_by(matrix, family.by)
            answers += family.of_scores(scores[family.by], rng)
    return answers


def _ask_scores(scores: Scores, rng: np.random.Generator) -> Answers:
    answers: Answers = []
    for family in FAMILIES:
        if family.of_scores:
            answers += family.of_scores(scores, rng)
        else:
            answers.append(NotTestable(family.name, words(family.needs), scores.source))
    return answers


def _scores(table: Table) -> Iterable[Scores]:
    matrix = main_matrix(table)
    by_scenario = scores_by(matrix, "scenario")
    return (by_scenario, levels_of(by_scenario), scores_by(matrix, "dimension"), scores_by(matrix, "domain"))


def levels_of(scores: Scores) -> Scores:
    """The levels' means as columns of their own."""
    columns = tuple(ScoreColumn(level, level) for level in LEVELS)
    means = level_scores(scores)
    there = np.asarray((~np.isnan(means)).any(axis=0), dtype=np.bool_)
    kept = tuple(column for column, some in zip(columns, there, strict=True) if some)
    return Scores(scores.source, scores.models, kept, means[:, there], scores.protocol, "level")

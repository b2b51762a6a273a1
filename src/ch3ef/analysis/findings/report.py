"""All questions asked of all results: claims that hold together, and the files that tell of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ch3ef.analysis.findings.families.asking import (
    in_context,
    length_bias,
    position_bias,
    protocol_gap,
    robustness_loss,
)
from ch3ef.analysis.findings.families.confidence import calibration_transfer
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
from ch3ef.analysis.findings.families.values import hallucination_by_kind, over_refusal, refusal_tradeoff, sycophancy
from ch3ef.analysis.findings.finding import Answers, Finding, NotTestable, Report
from ch3ef.analysis.findings.published_comparison import published_comparison
from ch3ef.analysis.findings.ranks import ranks_on
from ch3ef.analysis.findings.relations import correlation_table, profiles
from ch3ef.analysis.findings.scores import LEVELS, ScoreColumn, Scores, drops, level_scores, scores_by
from ch3ef.analysis.matrix import main_matrix, notes_on
from ch3ef.analysis.table import Table, models_alone
from ch3ef.errors import unknown_name
from ch3ef.stats.multiplicity import holm

OfFrame = Callable[[Table, np.random.Generator], Answers]
OfScores = Callable[[Scores, np.random.Generator], Answers]


@dataclass(frozen=True, slots=True)
class Family:
    """A question, and how it is asked of what.

    Attributes:
        name: The question.
        of_frame: Asked of a results table's rows.
        of_scores: Asked of scores per model, measured or published.
        by: The columns of the scores that it is asked of, where they come from a results table.
        needs: What it needs, where published scores cannot answer it.
    """

    name: str
    of_frame: OfFrame | None = None
    of_scores: OfScores | None = None
    by: str = ""
    needs: str = "answers item by item: the results.parquet of a run"


FAMILIES: tuple[Family, ...] = (
    Family("level_drop", level_drop, level_drop_of_scores),
    Family("level_relation", of_scores=level_relation, by="scenario"),
    Family("dimension_coupling", of_scores=dimension_coupling, by="dimension"),
    Family("outlying_domain", of_scores=outlying_domain, by="domain"),
    Family("leader", leader, leader_of_scores),
    Family("may_lead", may_lead),
    Family("below_a_quarter", of_scores=below_a_quarter, by="dimension"),
    Family("protocol_gap", protocol_gap, needs="the same items by likelihoods and by replies, item by item"),
    Family("refusal_tradeoff", refusal_tradeoff, needs="answers to harmless items and their benign twins"),
    Family("over_refusal", over_refusal, needs="replies to the benign twins of harmless items"),
    Family("sycophancy", sycophancy, needs="answers to items of sycophancy and their neutral twins"),
    Family("hallucination_by_kind", hallucination_by_kind),
    Family("calibration_transfer", calibration_transfer, needs="confidences item by item on A2 and A3"),
    Family("in_context", in_context, needs="the same items with and without examples in front, item by item"),
    Family("position_bias", position_bias, needs="choices, with the order in which options were shown"),
    Family("length_bias", length_bias, needs="choices, with the numbers of tokens of the options"),
    Family("robustness_loss", robustness_loss, needs="the same items clean and corrupted, item by item"),
    Family("weakest_task", weakest_task),
    Family("items_nobody_gets", items_nobody_gets),
)
"""The questions, in the order of the report."""


def find(
    frames: Sequence[Table],
    scores: Sequence[Scores],
    rng: np.random.Generator,
    *,
    only: Collection[str] = (),
    published: Scores | None = None,
    command: str = "ch3ef findings INPUT",
) -> Report:
    """Ask every question of every result.

    Confirmatory claims are adjusted by Holm over all of them, whatever the question and the result: the chance of even
    one false claim among those that are shown is at most 5 %.

    Args:
        frames: Results tables, each one asked by itself.
        scores: Published scores, each table by itself.
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
    notes = [note for frame in frames for note in notes_on(frame)]
    frames = [models_alone(frame) for frame in frames]
    for frame in frames:
        answers += _ask_frame(frame, rng)
    for table in scores:
        answers += _ask_scores(table, rng)
    claims = [
        replace(claim, query=claim.query or f"{command} --only {claim.family} --out DIR")
        for claim in adjust([answer for answer in answers if isinstance(answer, Finding)])
    ]
    lacking = [answer for answer in answers if isinstance(answer, NotTestable)]
    tables = [table for frame in frames for table in _tables(frame)] + [t for s in scores for t in (s, levels_of(s))]
    correlations: list[dict[str, Any]] = []
    for table in tables:
        records, missing = correlation_table(table)
        correlations += records
        lacking += missing
    kept = set(only or names)
    return Report(
        correlations=correlations,
        findings=[claim for claim in claims if claim.family in kept and claim.shown],
        not_shown=[claim for claim in claims if claim.family in kept and not claim.shown],
        not_testable=[one for one in lacking if one.family in kept or not only],
        levels=[record for table in tables if table.kind == "scenario" for record in drops(table)],
        ranks=[record for frame in frames for level in LEVELS for record in ranks_on(frame, level)],
        profiles=[record for table in tables if table.kind == "domain" for record in profiles(table)],
        notes=notes,
        published_comparison=published_comparison(frames, scores, published) if published else [],
    )


def adjust(claims: Sequence[Finding]) -> list[Finding]:
    """Confirmatory claims with their p-values adjusted by Holm over all of them, exploratory ones as they are."""
    tested = [claim.p for claim in claims if claim.confirmatory and claim.p is not None]
    adjusted = iter(holm(tested).tolist() if tested else [])
    return [
        replace(claim, p_adjusted=next(adjusted)) if claim.confirmatory and claim.p is not None else claim
        for claim in claims
    ]


def _ask_frame(frame: Table, rng: np.random.Generator) -> Answers:
    matrix = main_matrix(frame)
    tables: dict[str, Scores] = {}
    answers: Answers = []
    for family in FAMILIES:
        if family.of_frame:
            answers += family.of_frame(frame, rng)
        elif family.of_scores:
            by = family.by
            if by not in tables:
                tables[by] = scores_by(matrix, by)  # type: ignore[arg-type]
            answers += family.of_scores(tables[by], rng)
    return answers


def _ask_scores(scores: Scores, rng: np.random.Generator) -> Answers:
    answers: Answers = []
    for family in FAMILIES:
        if family.of_scores:
            answers += family.of_scores(scores, rng)
        else:
            answers.append(NotTestable(family.name, family.needs, scores.source))
    return answers


def _tables(frame: Table) -> Iterable[Scores]:
    matrix = main_matrix(frame)
    by_scenario = scores_by(matrix, "scenario")
    return (by_scenario, levels_of(by_scenario), scores_by(matrix, "dimension"), scores_by(matrix, "domain"))


def levels_of(scores: Scores) -> Scores:
    """The levels' means as columns of their own."""
    columns = tuple(ScoreColumn(level, level) for level in LEVELS)
    means = level_scores(scores)
    there = np.asarray((~np.isnan(means)).any(axis=0), dtype=np.bool_)
    kept = tuple(column for column, some in zip(columns, there, strict=True) if some)
    return Scores(scores.source, scores.models, kept, means[:, there], scores.protocol, "level")

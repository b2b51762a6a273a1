"""Human values: what refusal costs, kinds of hallucination."""

from __future__ import annotations

import numpy as np

from ch3ef.analysis.behaviours.refusal import REFUSAL
from ch3ef.analysis.findings.contrasts import contrast
from ch3ef.analysis.findings.families.wording import ABOVE_CHANCE, difference, left_out, models_of
from ch3ef.analysis.findings.finding import Answers, NotTestable
from ch3ef.analysis.findings.measured import Evidence
from ch3ef.analysis.findings.relations import related
from ch3ef.analysis.findings.testing import main_cell, where
from ch3ef.analysis.matrix import main_matrix
from ch3ef.analysis.table import Table
from ch3ef.words import capitalised, plural, words
from ch3ef.words import name as term

MIN_KIND = 5
"""Fewer items of a kind than this carry no claim about it."""


def refusal_tradeoff(evidence: Evidence) -> Answers:
    """Do models that decline more harmful requests also decline more benign ones about the same pictures?

    Estimand: Pearson's correlation over models between the share of harmful requests declined (refused outright, or by
    the option chosen) and the share of their benign twins declined without cause; positive is a trade-off. Both figures
    are of one recipe on one set: of most models, then of most items, then the first.
    Needs: 5 models; replies to harmless items and their twins.
    Found in at least 90 % of planted worlds: 0.87 over 24 models.
    """
    family = "refusal_tradeoff"
    cells = evidence.cells("refusal", "over_refusal")
    if not cells:
        return [NotTestable(family, term(REFUSAL.needs, "needs"), evidence.source)]
    main = main_cell(cells)
    undue = {one.figure.model: one.figure for one in cells[main]}
    due = {
        one.model: one.estimate
        for one in evidence.figures
        if (one.name, one.group, one.recipe, one.scenario) == ("declined", "harmful", main.recipe, main.scenario)
    }
    models = [model for model in undue if due.get(model) is not None]
    return related(
        family,
        np.array([due[model] for model in models], dtype=np.float64),
        np.array([undue[model].estimate for model in models], dtype=np.float64),
        (words("declining harmful requests"), words("declining benign ones without cause")),
        models=models,
        source=evidence.source,
        n_items=max(undue[model].n for model in models),
        claims=(
            words(
                "Refusal has a price: models that decline more harmful requests decline more benign ones ({where})",
                where=where(main),
            ),
            words("Models that decline more harmful requests decline fewer benign ones ({where})", where=where(main)),
        ),
    )


def hallucination_by_kind(table: Table, rng: np.random.Generator) -> Answers:  # noqa: ARG001
    """Which kind of hallucination is harder than the others?

    Estimand: per kind, accuracy above chance ((accuracy - chance) / (1 - chance)) less the mean of the other kinds',
    mean over these models.
    Needs: two kinds or more (tasks of the hallucination domain) with `MIN_KIND` items each.
    Found in at least 90 % of planted worlds: 40 points, for the 26 items of one kind over 12 models.
    """
    family = "hallucination_by_kind"
    whole = main_matrix(table)
    matrix = whole.of(whole.among("domain", "hallucination")).corrected()
    tasks = np.array(matrix.names("task"), dtype=object)
    kinds = [kind for kind in dict.fromkeys(tasks.tolist()) if (tasks == kind).sum() >= MIN_KIND]
    if len(kinds) < 2 or not matrix.models:
        needs = words("two kinds of hallucination or more with {n} items each", n=MIN_KIND)
        return [NotTestable(family, needs, table.source)]
    stratum = np.array([kinds.index(task) if task in kinds else -1 for task in tasks])
    values, cluster = matrix.values.mean(axis=0), matrix.codes("image_group")
    answers: Answers = []
    for place, kind in enumerate(kinds):
        n_items = int((stratum == place).sum())
        weights = [1.0 if other == place else -1 / (len(kinds) - 1) for other in range(len(kinds))]
        found = contrast(values, stratum, weights, cluster, pooled=True)
        shown = capitalised(term(kind, "task"))
        claims = (
            words(
                "{kind} hallucination is easier to avoid than the other kinds, by {size} above chance "
                "(mean of {models})",
                kind=shown,
                models=models_of(matrix.models),
            ),
            words(
                "{kind} hallucination is harder to avoid than the other kinds, by {size} above chance "
                "(mean of {models})",
                kind=shown,
                models=models_of(matrix.models),
            ),
        )
        answers.append(
            difference(
                family,
                found,
                claims,
                words("{kind} hallucination is not shown to differ from the other kinds", kind=shown),
                models=matrix.models,
                source=table.source,
                about=(kind,),
                caveats=(
                    ABOVE_CHANCE,
                    *left_out(matrix),
                    plural("{n} item of this kind", "{n} items of this kind", n_items),
                ),
            )
        )
    return answers

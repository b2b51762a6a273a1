"""Who leads, by how much, and who cannot be told from the leader."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import NormalDist

import numpy as np

from ch3ef.analysis.findings.contrasts import Contrast, contrast
from ch3ef.analysis.findings.families.levels import MIN_LEVEL
from ch3ef.analysis.findings.families.wording import difference, left_out, points, several
from ch3ef.analysis.findings.finding import MIN_MODELS, Answers, Finding, NotTestable, too_few
from ch3ef.analysis.findings.ranks import ranks_on
from ch3ef.analysis.findings.scores import DIMENSIONS, LEVELS, Scores, complete
from ch3ef.analysis.levels import is_mixed, levels_of_sets, part_named
from ch3ef.analysis.matrix import Matrix, part_matrix
from ch3ef.analysis.table import Floats, Table
from ch3ef.stats.paired import paired_difference
from ch3ef.taxonomy import Level
from ch3ef.variants import is_twin
from ch3ef.words import name as term
from ch3ef.words import words

TOO_CLOSE = words(
    "leader and runner-up were picked by the same items: between models that are close the gap is overstated, before "
    "several that share the second place it is understated"
)


NOBODY_LEADS = "Nobody leads on {part} beyond doubt: {best} is {size} ahead of {second}"


def leader(table: Table, rng: np.random.Generator) -> Answers:  # noqa: ARG001
    """Who leads on each level and dimension, and on each own set, and by how much?

    Estimand: accuracy of the best model less that of the runner-up, on the same items, each level the mean of its
    scenarios; own sets stand for themselves. The winner is compared with the runner-up alone, two-sided: that keeps the
    error of calling the winner best below 5 % without a further correction for having picked it.
    Needs: two models on the same items.
    Found in at least 90 % of planted worlds: 12 points ahead of a runner-up that is as far ahead of the rest, 12 models
    and 1002 items (A3).

    Source: Hung & Fithian 2019, doi:10.1214/18-AOS1710.
    """
    family = "leader"
    parts = list(_parts(table))
    if all(len(matrix.models) < 2 for _, _, matrix in parts):
        return [NotTestable(family, words("two models that were asked the same items"), table.source)]
    answers: Answers = []
    for group, part, matrix in parts:
        if len(matrix.models) < 2 or matrix.n_items < MIN_LEVEL:
            continue
        best, second, found = _lead(matrix)
        told = {"best": matrix.models[best], "part": part, "second": matrix.models[second]}
        named = words("{best} leads on {part}, {size} ahead of {second}", **told)
        answers.append(
            difference(
                family,
                found,
                (named, named),
                words(NOBODY_LEADS, size=points(found.estimate), **told),
                models=matrix.models,
                source=table.source,
                about=(group, matrix.models[best], matrix.models[second]),
                caveats=(*left_out(matrix), TOO_CLOSE),
            )
        )
    return answers or [NotTestable(family, words("{n} items of a level or dimension", n=MIN_LEVEL), table.source)]


def _parts(table: Table) -> Iterator[tuple[str, str, Matrix]]:
    """What may be led on, what it is called, and the credit on its items."""
    for level in LEVELS:
        yield level, part_named(level, mixed=is_mixed(table, level)), part_matrix(table, "level", level)
    values, mixed = part_matrix(table, "level", Level.A3), is_mixed(table, Level.A3)
    for dimension in DIMENSIONS:
        yield dimension, part_named(dimension, mixed=mixed), values.of(values.among("dimension", dimension))
    for name, level in levels_of_sets(table).items():
        if level not in LEVELS and not is_twin(name):
            yield name, name, part_matrix(table, "scenario", name)


def _lead(matrix: Matrix) -> tuple[int, int, Contrast]:
    """The best model, the runner-up, and how far apart they are; means over scenarios of mean credit.

    On one scenario the difference is the one that `compare` tells of the two, interval and p-value too.
    """
    scenarios, stratum = np.unique(matrix.codes("scenario"), return_inverse=True)
    n = len(scenarios)
    means = np.mean([matrix.values[:, stratum == scenario].mean(axis=1) for scenario in range(n)], axis=0)
    best, second = np.argsort(-means, kind="stable")[:2]
    cluster = matrix.codes("image_group")
    if n == 1:
        paired = paired_difference(matrix.values[best], matrix.values[second], cluster)
        found = Contrast(paired.estimate, paired.low, paired.high, paired.p, matrix.n_items)
    else:
        gap = matrix.values[best] - matrix.values[second]
        found = contrast(gap, stratum, [1 / n] * n, cluster)
    return int(best), int(second), found


def leader_of_scores(scores: Scores, rng: np.random.Generator) -> Answers:  # noqa: ARG001
    """Who leads on A3 and its dimensions, and by how much? From scores alone.

    Estimand: score of the best model less that of the runner-up. Items are taken as independent between the two models,
    since which of them each got right is unknown: with models that find the same items hard, the p-value is too large
    rather than too small.
    Needs: 5 models, and the number of items behind the scores.
    Found in at least 90 % of planted worlds: 25 points ahead, of 11 equal models on 355 items.
    """
    family = "leader"
    own = {c.name: [i] for i, c in enumerate(scores.columns) if c.n_items and c.level == Level.A3}
    if len(own) > 1:
        own = {str(Level.A3): [place for places in own.values() for place in places]} | own
    if not own:
        return [NotTestable(family, words("the number of items behind the scores"), scores.source)]
    answers: Answers = []
    for group, places in own.items():
        there = complete(scores.values[:, places])
        if there.sum() < MIN_MODELS:
            answers.append(too_few(family, int(there.sum()), scores.source))
            continue
        part = scores.of(there)
        n_items = np.array([scores.columns[place].n_items for place in places], dtype=np.float64)
        shares = part.values[:, places]
        best, second = np.argsort(-shares.mean(axis=1), kind="stable")[:2]
        found = _independent(shares[best], shares[second], n_items)
        told = {"best": part.models[best], "part": term(group, "dimension"), "second": part.models[second]}
        named = words("{best} leads on {part}, {size} ahead of {second}", **told)
        answers.append(
            difference(
                family,
                found,
                (named, named),
                words(NOBODY_LEADS, size=points(found.estimate), **told),
                models=part.models,
                source=scores.source,
                about=(group, part.models[best], part.models[second]),
                caveats=(
                    words("items are taken as independent between models: which ones each got right is unknown"),
                    TOO_CLOSE,
                    *part.protocols(np.ones(len(part.models), dtype=np.bool_)),
                ),
            )
        )
    return answers


def _independent(first: Floats, second: Floats, n_items: Floats) -> Contrast:
    """Difference of means of shares on given numbers of items; variances by Laplace's shares."""
    drawn = [(shares * n_items + 1) / (n_items + 2) for shares in (first, second)]
    error = float(np.sqrt(sum((share * (1 - share) / n_items).sum() for share in drawn)) / len(n_items))
    gap = float(first.mean() - second.mean())
    normal = NormalDist()
    half = normal.inv_cdf(0.975) * error
    return Contrast(gap, gap - half, gap + half, 2 * normal.cdf(-abs(gap) / error), int(n_items.sum()))


def may_lead(table: Table, rng: np.random.Generator) -> Answers:  # noqa: ARG001
    """Which models cannot be told from the leader of A3?

    Estimand: the model that is best in truth; the set of models that may be it holds it with 95 % confidence (rank
    intervals over items, `ranks_on`). No test: a set, exploratory. Its size is the estimate; its interval the ranks
    that the leader itself may hold.
    Needs: two models on the same items of A3.
    Found in at least 90 % of planted worlds: a set of the 3 best alone, where they are equal and 15 points ahead of 9
    others on 1002 items.
    """
    family = "may_lead"
    matrix = part_matrix(table, "level", Level.A3)
    if len(matrix.models) < 2 or matrix.n_items < MIN_LEVEL:
        return [NotTestable(family, words("two models on the same {n} items of A3", n=MIN_LEVEL), table.source)]
    ranked = ranks_on(table, Level.A3)
    first = [record["model"] for record in ranked if record["rank_low"] == 1]
    part = part_named(Level.A3, mixed=is_mixed(table, Level.A3))
    alone = words(
        "{model} alone may be the best on {part}; every other model is worse beyond doubt", model=first[0], part=part
    )
    many = words(
        "Any of {n} models may be the best on {part}: {models} cannot be told apart",
        n=len(first),
        models=several(first),
        part=part,
    )
    return [
        Finding(
            family=family,
            claim=alone if len(first) == 1 else many,
            otherwise="",
            estimate=float(len(first)),
            low=1.0,
            high=float(ranked[0]["rank_high"]),
            unit="count",
            n_models=len(matrix.models),
            n_items=matrix.n_items,
            p=None,
            confirmatory=False,
            about=tuple(first),
            source=table.source,
            caveats=(*left_out(matrix), words("with 95 % confidence; more items would tell more models apart")),
        )
    ]

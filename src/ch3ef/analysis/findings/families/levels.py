"""Levels, dimensions and domains: where models fall, and what goes together over models."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np

from ch3ef.analysis.findings.contrasts import Contrast, contrast, mean_of
from ch3ef.analysis.findings.families.wording import (
    ABOVE_CHANCE,
    difference,
    left_out,
    mean_and_each,
    models_of,
    of_each,
)
from ch3ef.analysis.findings.finding import MIN_MODELS, Answers, Finding, NotTestable, too_few
from ch3ef.analysis.findings.relations import compared, related
from ch3ef.analysis.findings.scores import DIMENSIONS, LEVELS, Scores, complete, level_scores
from ch3ef.analysis.levels import is_mixed
from ch3ef.analysis.matrix import Matrix, main_matrix
from ch3ef.analysis.table import Codes, Floats, Mask, Table
from ch3ef.stats.intervals import wilson
from ch3ef.taxonomy import DOMAINS, Level
from ch3ef.words import capitalised, plural, words
from ch3ef.words import name as term

MIN_LEVEL = 20
"""Fewer items than this are no level."""
MIN_DOMAINS = 4
"""Fewer domains than this have no outlier."""


def by_scenario(matrix: Matrix, level: str, other: str) -> tuple[Codes, list[float]] | None:
    """Strata and weights of the mean of a level's scenarios less that of another's; None where one lacks items."""
    levels = {name: matrix.among("level", name) for name in (level, other)}
    if min(int(inside.sum()) for inside in levels.values()) < MIN_LEVEL:
        return None
    stratum = np.full(matrix.n_items, -1, dtype=np.int32)
    weights: list[float] = []
    for sign, inside in zip((1, -1), levels.values(), strict=True):
        scenarios = np.unique(matrix.codes("scenario")[inside])
        for scenario in scenarios:
            stratum[inside & (matrix.codes("scenario") == scenario)] = len(weights)
            weights.append(sign / len(scenarios))
    return stratum, weights


def level_drop(table: Table, rng: np.random.Generator) -> Answers:  # noqa: ARG001
    """Do models fall from seeing (A1) and reasoning (A2) to human values (A3)?

    Estimand: accuracy above chance, (accuracy - chance) / (1 - chance), on A3 less that on the other level, each the
    mean of its scenarios, mean over these models. Per model, exploratory.
    Needs: items of A3 and of another level, asked by one protocol: a gap between likelihoods and replies is no drop.
    Found in at least 90 % of planted worlds: 15 points over 12 models, 200 items of A1 and of A2, and 1002 of A3.
    """
    family = "level_drop"
    whole = main_matrix(table).corrected()
    if is_mixed(table, Level.A3):
        return [NotTestable(family, words("items of A3 as the set holds them, not a suite's mix"), table.source)]
    answers: Answers = []
    for level in (Level.A1, Level.A2):
        matrix = _by_one_protocol(whole, Level.A3, level)
        strata = by_scenario(matrix, Level.A3, level) if matrix.models else None
        if strata is None:
            needs = words(
                "{n} items of {level} and of A3, all by likelihoods or all by replies", n=MIN_LEVEL, level=level
            )
            answers.append(NotTestable(family, needs, table.source))
            continue
        cluster = matrix.codes("image_group")
        found = contrast(matrix.values.mean(axis=0), *strata, cluster)
        told = {"level": level, "models": models_of(matrix.models)}
        claims = (
            words("Accuracy above chance rises from {level} to A3 by {size} (mean of {models})", **told),
            words("Accuracy above chance falls from {level} to A3 by {size} (mean of {models})", **told),
        )
        each = {model: contrast(row, *strata, cluster) for model, row in zip(matrix.models, matrix.values, strict=True)}
        own = (
            words("{model} rises from {level} to A3 by {size} above chance", level=level),
            words("{model} falls from {level} to A3 by {size} above chance", level=level),
        )
        answers += mean_and_each(
            family,
            found,
            each,
            claims,
            own=own,
            otherwise=words("No drop from {level} to A3 is shown", level=level),
            models=matrix.models,
            source=table.source,
            about=(str(level), str(Level.A3)),
            caveats=(ABOVE_CHANCE, *left_out(matrix)),
        )
    return answers


def _by_one_protocol(matrix: Matrix, level: str, other: str) -> Matrix:
    """The items of two levels asked by likelihoods, or those by replies: whichever leaves more of the smaller level."""
    replies, choices = matrix.table.replies[matrix.first], matrix.table.n_options[matrix.first] > 0

    def shared(kept: Mask) -> int:
        return min(int((kept & matrix.among("level", name)).sum()) for name in (level, other))

    return matrix.of(max((choices & ~replies, choices & replies), key=shared))


def level_drop_of_scores(scores: Scores, rng: np.random.Generator) -> Answers:  # noqa: ARG001
    """Do models fall from seeing (A1) and reasoning (A2) to human values (A3)? From scores alone.

    Estimand: mean of A3's scores less that of the other level's, raw accuracies, mean over models as a sample.
    Needs: 5 models with every score of both levels.
    Found in at least 90 % of planted worlds: 20 points over 12 models whose drops have a standard deviation of 10.
    """
    family = "level_drop"
    levels = level_scores(scores)
    answers: Answers = []
    for place, level in enumerate((Level.A1, Level.A2)):
        drop = levels[:, 2] - levels[:, place]
        there = ~np.isnan(drop)
        if there.sum() < MIN_MODELS:
            answers.append(too_few(family, int(there.sum()), scores.source))
            continue
        found = mean_of(drop[there], np.arange(there.sum()))._replace(n=int(there.sum()))
        falling = int((drop[there] < 0).sum())
        of_them = plural("{n} of them falls", "{n} of them fall", falling)
        told = {"level": level, "models": str(int(there.sum())), "falling": of_them}
        claims = (
            words("Accuracy rises from {level} to A3 by {size} (mean of {models} models; {falling})", **told),
            words("Accuracy falls from {level} to A3 by {size} (mean of {models} models; {falling})", **told),
        )
        models = scores.of(there).models
        whole = difference(
            family,
            found,
            claims,
            words("No drop from {level} to A3 is shown", level=level),
            models=models,
            source=scores.source,
            about=(str(level), str(Level.A3)),
            caveats=(
                words("raw accuracies: levels differ in chance"),
                words("over models: these benchmarks as they are"),
                *scores.protocols(there),
            ),
        )
        answers.append(_without_items(whole))
    return answers


def _without_items(finding: Finding) -> Finding:
    return replace(finding, n_items=None)


def level_relation(scores: Scores, rng: np.random.Generator) -> Answers:  # noqa: ARG001
    """Does A1, or A2, foretell A3, and which of them more?

    Estimands: Pearson's correlations over models of A1 with A3 and of A2 with A3, each level the mean of its columns;
    and the second less the first, two correlations that share A3.
    Needs: 5 models with every score of the levels.
    Found in at least 90 % of planted worlds: a correlation of 0.9 over 24 models; a difference of 0.8 (0.9 against 0.1)
    over 30 models.
    """
    family = "level_relation"
    levels = level_scores(scores)
    answers: Answers = []
    for place, level in enumerate(LEVELS[:2]):
        there = complete(levels[:, [place, 2]])
        claims = (
            words("Models that are better at {level} are better at A3", level=level),
            words("Models that are better at {level} are worse at A3", level=level),
        )
        answers += related(
            family,
            levels[there, place],
            levels[there, 2],
            (level, "A3"),
            models=scores.of(there).models,
            source=scores.source,
            claims=claims,
            caveats=scores.protocols(there),
        )
    there = complete(levels)
    claims = (
        words("A2 goes with A3 more closely than A1 does"),
        words("A1 goes with A3 more closely than A2 does"),
    )
    answers += compared(
        family,
        levels[there, 1],
        levels[there, 0],
        levels[there, 2],
        ("A2", "A1", "A3"),
        models=scores.of(there).models,
        source=scores.source,
        claims=claims,
    )
    return answers


def dimension_coupling(scores: Scores, rng: np.random.Generator) -> Answers:  # noqa: ARG001
    """Do helpful, honest and harmless go together?

    Estimand: Pearson's correlation over models of each two of the three dimensions' accuracies.
    Needs: 5 models with scores of two dimensions.
    Found in at least 90 % of planted worlds: 0.9 over 24 models.
    """
    family = "dimension_coupling"
    answers: Answers = []
    for one, other in combinations(DIMENSIONS, 2):
        x, y = scores.column(one), scores.column(other)
        there = ~np.isnan(x) & ~np.isnan(y)
        told = {"one": term(one, "dimension"), "other": term(other, "dimension")}
        claims = (
            words("Models that are more {one} are more {other}", **told),
            words("Models that are more {one} are less {other}", **told),
        )
        answers += related(
            family,
            x[there],
            y[there],
            (told["one"], told["other"]),
            models=scores.of(there).models,
            source=scores.source,
            claims=claims,
            caveats=scores.protocols(there),
        )
    return answers


def outlying_domain(scores: Scores, rng: np.random.Generator) -> Answers:  # noqa: ARG001
    """Which domain of A3 goes least with the others?

    Estimand: per domain, the mean of its correlations with the other domains less the mean of those among the others,
    on Fisher's scale; exploratory, by a jackknife over models.
    Needs: 8 models with scores of four domains or more.
    Found in at least 90 % of planted worlds: one domain that is unrelated where the others correlate at 0.9, 30 models.
    """
    family = "outlying_domain"
    places = [place for place, column in enumerate(scores.columns) if column.name.lower() in DOMAINS]
    if len(places) < MIN_DOMAINS:
        return [NotTestable(family, words("scores of {n} domains of A3 or more", n=MIN_DOMAINS), scores.source)]
    domains = [scores.columns[place].name for place in places]
    values = scores.values[:, places]
    values = values[complete(values)]
    if len(values) < MIN_MODELS + 3:
        return [
            NotTestable(
                family,
                plural(
                    "8 models with scores of all domains; there is {n}",
                    "8 models with scores of all domains; there are {n}",
                    len(values),
                ),
                scores.source,
            )
        ]
    if (values.std(axis=0) == 0).any():
        return [NotTestable(family, words("domains in which models differ"), scores.source)]
    found = _apartness(values)
    answers: Answers = []
    claims = (
        words("{model} goes with the other domains more than they do among themselves, by {size}"),
        words("{model} goes with the other domains less than they do among themselves"),
    )
    for finding in of_each(family, dict(zip(domains, found, strict=True)), claims, source=scores.source):
        if finding.estimate < 0:
            answers.append(_over_models(finding, len(values)))
    return answers


def _over_models(finding: Finding, n_models: int) -> Finding:
    return replace(
        finding,
        n_models=n_models,
        n_items=None,
        unit="difference of correlations",
        claim=words(
            "{domain} stands apart: it goes with the other domains less than they do among themselves",
            domain=capitalised(term(finding.about[0], "domain")),
        ),
        caveats=(words("on Fisher's scale (atanh)"),),
    )


def _apartness(values: Floats) -> list[Contrast]:
    """Per domain, with jackknife intervals over models, the difference of mean correlations."""
    from scipy.special import stdtr, stdtrit

    n = len(values)
    whole = _gaps(values)
    without = np.stack([_gaps(np.delete(values, model, axis=0)) for model in range(n)])
    pseudo = n * whole - (n - 1) * without
    error = pseudo.std(axis=0, ddof=1) / np.sqrt(n)
    half = float(stdtrit(n - 1, 0.975)) * error
    p = 2 * stdtr(n - 1, -np.abs(whole) / error)
    return [
        Contrast(float(gap), float(gap - spread), float(gap + spread), float(value), n)
        for gap, spread, value in zip(whole, half, p, strict=True)
    ]


def _gaps(values: Floats) -> Floats:
    """Per column, its mean correlation with the others less that among them, on Fisher's scale, shape (c,)."""
    together = np.array(np.corrcoef(values, rowvar=False))
    np.fill_diagonal(together, 0)
    scale = np.arctanh(np.clip(together, -0.9999, 0.9999))
    c = len(scale)
    own = scale.sum(axis=1)
    return np.asarray(own / (c - 1) - (scale.sum() - 2 * own) / ((c - 1) * (c - 2)))


def below_a_quarter(scores: Scores, rng: np.random.Generator) -> Answers:  # noqa: ARG001
    """Do most models score below what guessing among four options gives, on harmless?

    Estimand: share of the models below 25 %, tested against one half; models as a sample.
    Needs: 5 models with a score on harmless.
    Found in at least 90 % of planted worlds: a share of 95 % over 24 models.
    """
    from scipy.stats import binomtest

    family = "below_a_quarter"
    harmless = scores.column("harmless")
    there = ~np.isnan(harmless)
    n, below = int(there.sum()), int((harmless[there] < 0.25).sum())
    if n < MIN_MODELS:
        return [
            too_few(family, n, scores.source) if n else NotTestable(family, words("scores on harmless"), scores.source)
        ]
    return [
        Finding(
            family=family,
            claim=words("Most models score below 25 % on harmless: {n} of {all}", n=below, all=n),
            otherwise=plural(
                "It is not shown that most models score below 25 % on harmless: {n} of {all} does",
                "It is not shown that most models score below 25 % on harmless: {n} of {all} do",
                below,
                all=n,
            ),
            estimate=below / n,
            low=wilson(below, n).low,
            high=wilson(below, n).high,
            unit="share",
            n_models=n,
            n_items=next((c.n_items for c in scores.columns if c.name.lower() == "harmless"), None),
            null=0.5,
            p=float(binomtest(below, n, 0.5, alternative="greater").pvalue),
            caveats=(
                words("models as a sample; their own uncertainty over items is left aside"),
                *scores.protocols(there),
            ),
            source=scores.source,
            about=("harmless",),
        )
    ]

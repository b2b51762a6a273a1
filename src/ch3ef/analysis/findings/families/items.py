"""Tasks and items that stand out: the weakest task of each model, items that no model gets."""

from __future__ import annotations

import numpy as np

from ch3ef.analysis.findings.families.wording import FALSE_DISCOVERIES, left_out, points, several
from ch3ef.analysis.findings.finding import MIN_MODELS, Answers, Finding, NotTestable, too_few
from ch3ef.analysis.matrix import main_matrix
from ch3ef.analysis.table import Floats, Table
from ch3ef.stats.intervals import wilson
from ch3ef.stats.multiplicity import benjamini_hochberg
from ch3ef.taxonomy import Level
from ch3ef.words import name as term
from ch3ef.words import words

MIN_TASK = 8
"""Fewer items than this are no task to be weak at."""


def weakest_task(table: Table, rng: np.random.Generator) -> Answers:  # noqa: ARG001
    """At which task of A3 is each model worse than at the rest?

    Estimand: per model, accuracy on one task less that on the rest of A3; of the tasks that stand out (Fisher's exact
    test, false discovery rate of 1 % over all models and tasks) the one with the lowest accuracy. Exploratory.
    Needs: tasks of `MIN_TASK` items or more.
    Found in at least 90 % of planted worlds: 45 points, on a task of 57 items.
    """
    from scipy.stats import hypergeom

    family = "weakest_task"
    whole = main_matrix(table)
    matrix = whole.of(whole.among("level", Level.A3) & (table.n_options[whole.first] > 0))
    names = np.array(matrix.names("task"), dtype=object)
    tasks = [name for name in sorted(set(names.tolist())) if (names == name).sum() >= MIN_TASK]
    if len(tasks) < 2 or not matrix.models:
        return [NotTestable(family, words("two tasks of A3 with {n} items or more each", n=MIN_TASK), table.source)]
    right = np.round(matrix.values)
    total, size = right.sum(axis=1), np.array([(names == task).sum() for task in tasks])
    own = np.stack([right[:, names == task].sum(axis=1) for task in tasks], axis=1)
    p = np.minimum(1.0, 2 * hypergeom.cdf(own, matrix.n_items, total[:, None], size))
    chosen = benjamini_hochberg(p) <= FALSE_DISCOVERIES
    answers: Answers = []
    for model, name in enumerate(matrix.models):
        candidates = np.flatnonzero(chosen[model])
        if not len(candidates):
            continue
        task = int(candidates[np.argmin(own[model, candidates] / size[candidates])])
        gap, low, high = _gap(own[model, task], size[task], total[model], matrix.n_items)
        answers.append(
            Finding(
                family=family,
                claim=words(
                    "{model} is weakest at {task}: {size} below the rest of A3",
                    model=name,
                    task=term(tasks[task], "task"),
                    size=points(gap),
                ),
                otherwise="",
                estimate=gap,
                low=low,
                high=high,
                unit="difference",
                n_models=1,
                n_items=int(size[task]),
                p=None,
                confirmatory=False,
                about=(name, tasks[task]),
                source=table.source,
                caveats=(
                    *left_out(matrix),
                    words("raw accuracies: tasks differ in chance"),
                    words("picked as the weakest of several: its gap is likely overstated"),
                ),
            )
        )
    return answers


def _gap(right: float, size: int, right_in_all: float, n: int) -> tuple[float, float, float]:
    """Share of a task less that of the rest, with Newcombe's interval from Wilson's (1998, method 10)."""
    one, rest = wilson(right, size), wilson(right_in_all - right, n - size)
    gap = one.estimate - rest.estimate
    low = gap - float(np.hypot(one.estimate - one.low, rest.high - rest.estimate))
    high = gap + float(np.hypot(one.high - one.estimate, rest.estimate - rest.low))
    return gap, low, high


def items_nobody_gets(table: Table, rng: np.random.Generator) -> Answers:  # noqa: ARG001
    """Are there more items that no model gets than if every model had guessed?

    Estimand: share of the items with options that no model gets, against the share expected of as many models that
    guess, each on its own (Poisson-binomial, one-sided). More than that points to wrong keys, or to traps that models
    share.
    Needs: 5 models on the same items with options.
    Found in at least 90 % of planted worlds: 6 % of 1602 items with a key that is never chosen, 12 models that are
    right on half of the others.
    """
    family = "items_nobody_gets"
    whole = main_matrix(table)
    matrix = whole.of(table.n_options[whole.first] > 0)
    if len(matrix.models) < MIN_MODELS:
        return [too_few(family, len(matrix.models), table.source)]
    if not matrix.n_items:
        return [NotTestable(family, words("items with options"), table.source)]
    nobody = (matrix.values == 0).all(axis=0)
    guessed = (1 - np.clip(matrix.chance, 0, 1)) ** len(matrix.models)
    k, n = int(nobody.sum()), matrix.n_items
    interval = wilson(k, n)
    told = {"k": k, "n": n, "models": len(matrix.models)}
    ids = table["item_id"].names
    shown = [ids[code] for code in matrix.codes("item_id")[nobody]]
    return [
        Finding(
            family=family,
            claim=words(
                "{k} of {n} items are missed by all models, more than the {guessed} that {models} models would miss by "
                "guessing: keys to look at, or traps that models share",
                guessed=f"{guessed.sum():.1f}",
                **told,
            ),
            otherwise=words(
                "{k} of {n} items are missed by all models, not more than {models} models would miss by guessing",
                **told,
            ),
            estimate=k / n,
            low=interval.low,
            high=interval.high,
            unit="share",
            n_models=len(matrix.models),
            n_items=n,
            p=_at_least(k, guessed),
            null=None,
            about=tuple(shown),
            source=table.source,
            caveats=(*left_out(matrix), *([words("items: {items}", items=several(shown))] if shown else [])),
        )
    ]


def _at_least(k: int, chances: Floats) -> float:
    """The chance of k or more of events that happen each by itself, by convolving a binomial per different chance."""
    from scipy.stats import binom

    total = np.ones(1)
    for chance in np.unique(chances):
        n = int((chances == chance).sum())
        total = np.convolve(total, binom.pmf(np.arange(n + 1), n, chance))
    return float(min(1.0, max(0.0, total[k:].sum())))

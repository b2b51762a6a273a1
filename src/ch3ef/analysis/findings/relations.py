"""What goes with what over models: correlations, tables of them, and differences of two that share a side."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations
from statistics import NormalDist
from typing import Any

import numpy as np
import numpy.typing as npt

from ch3ef.analysis.findings.finding import MIN_MODELS, Answers, Finding, NotTestable, too_few
from ch3ef.analysis.findings.scores import Scores
from ch3ef.analysis.table import Floats
from ch3ef.stats.correlation import correlation, correlation_matrix
from ch3ef.words import in_a_row, words
from ch3ef.words import name as term


def varies(values: Floats) -> bool:
    """Whether a column has more than one value, rounding aside."""
    return bool(np.ptp(values) > 1e-12 * max(1.0, float(np.abs(values).max())))


def fisher_interval(r: float, n: int) -> tuple[float, float]:
    """The 95 % interval of a correlation of n normal pairs by Fisher's z.

    Example:
        >>> [round(bound, 3) for bound in fisher_interval(0.5, 28)]
        [0.156, 0.736]
    """
    half = NormalDist().inv_cdf(0.975) / math.sqrt(n - 3)
    return math.tanh(math.atanh(r) - half), math.tanh(math.atanh(r) + half)


def related(
    family: str,
    x: Floats,
    y: Floats,
    names: tuple[str, str],
    *,
    models: Sequence[str],
    source: str,
    claims: tuple[str, str],
    caveats: tuple[str, ...] = (),
    n_items: int | None = None,
) -> Answers:
    """A correlation over models as a finding.

    Its p-value is the larger of Pearson's and Spearman's: neither one model far off nor a crooked scale carries the
    claim alone.

    Args:
        family: The question.
        x: One column, without gaps, shape (m,).
        y: The other.
        names: Of the columns.
        models: Names of the models (m).
        source: The results.
        claims: What is said where it is positive, and where it is not.
        caveats: What a reader must know beside it.
        n_items: Items behind the scores.
    """
    if len(models) < MIN_MODELS:
        return [too_few(family, len(models), source)]
    if not (varies(x) and varies(y)):
        flat = names[0] if not varies(x) else names[1]
        return [NotTestable(family, _all_alike(flat, len(models)), source)]
    found, ranks = correlation(x, y), correlation(x, y, "spearman")
    r, p = found.estimate or 0.0, max(found.p or 0.0, ranks.p or 0.0)
    low, high = (found.low, found.high) if found.low is not None else (found.fisher_low, found.fisher_high)
    least, most = (words("undefined") if end is None else f"{end:.2f}" for end in (found.least, found.most))
    told = {"n": str(found.n), "r": f"{r:.2f}"}
    return [
        Finding(
            family=family,
            claim=words("{claim}: r = {r} over {n} models", claim=claims[r <= 0], **told),
            otherwise=words(
                "That {one} and {other} go together is not shown by {n} models (r = {r})",
                one=names[0],
                other=names[1],
                **told,
            ),
            estimate=r,
            low=low,
            high=high,
            unit="correlation",
            n_models=found.n,
            n_items=n_items,
            p=p,
            caveats=(
                words("without any one model r lies between {least} and {most}", least=least, most=most),
                *caveats,
            ),
            about=names,
            source=source,
        )
    ]


def compared(
    family: str,
    x: Floats,
    other: Floats,
    y: Floats,
    names: tuple[str, str, str],
    *,
    models: Sequence[str],
    source: str,
    claims: tuple[str, str],
) -> Answers:
    """Whether x goes with y more closely than another column does, as a finding.

    Williams' test of two correlations that share y, on the values and on their ranks; the larger p-value counts. The
    interval is Zou's.

    Args:
        family: The question.
        x: A column, without gaps, shape (m,).
        other: The column that it is set against.
        y: The column that both are correlated with.
        names: Of the three, in this order.
        models: Names of the models (m).
        source: The results.
        claims: What is said where x goes with y more closely, and where the other does.

    Source: Williams 1959; Zou 2007, doi:10.1037/1082-989X.12.4.399.
    """
    from scipy.stats import rankdata

    if len(models) < MIN_MODELS:
        return [too_few(family, len(models), source)]
    columns = dict(zip(names, (x, other, y), strict=True))
    if flat := [name for name, values in columns.items() if not varies(values)]:
        return [NotTestable(family, _all_alike(flat[0], len(models)), source)]
    found = dependent_difference(x, other, y)
    ranked = dependent_difference(rankdata(x), rankdata(other), rankdata(y))
    if found is None or ranked is None:
        needs = words("{one} and {other} that are not one and the same over models", one=names[0], other=names[1])
        return [NotTestable(family, needs, source)]
    estimate, low, high, p = found
    return [
        Finding(
            family=family,
            claim=words(
                "{claim}: correlations differ by {size} over {n} models",
                claim=claims[estimate <= 0],
                size=f"{abs(estimate):.2f}",
                n=len(models),
            ),
            otherwise=words(
                "That {one} goes with {with_it} more closely, or less, than {other} does is not shown by {n} models",
                one=names[0],
                with_it=names[2],
                other=names[1],
                n=len(models),
            ),
            estimate=estimate,
            low=low,
            high=high,
            unit="difference of correlations",
            n_models=len(models),
            n_items=None,
            p=max(p, ranked[3]),
            about=names,
            source=source,
        )
    ]


def _all_alike(name: str, n: int) -> str:
    return words("models that differ in {column}; all {n} score the same", column=name, n=n)


def dependent_difference(x: Floats, other: Floats, y: Floats) -> tuple[float, float, float, float] | None:
    """Difference of r(x, y) and r(other, y) with Zou's interval and the p-value of Williams' t.

    Returns:
        Estimate, low, high, p; None where two of the columns are one and the same but for scale.

    Example:
        >>> rng = np.random.default_rng(1)
        >>> y = rng.normal(size=30)
        >>> found = dependent_difference(y + 0.3 * rng.normal(size=30), rng.normal(size=30), y)
        >>> [round(value, 3) for value in found]
        [1.172, 0.783, 1.497, 0.0]
    """
    from scipy.special import stdtr

    n = len(y)
    a, b, c = (float(np.corrcoef(*pair)[0, 1]) for pair in ((x, y), (other, y), (x, other)))
    if max(abs(a), abs(b), abs(c)) > 1 - 1e-12:
        return None
    determinant = 1 - a * a - b * b - c * c + 2 * a * b * c
    mean = (a + b) / 2
    spread = 2 * (n - 1) / (n - 3) * determinant + mean**2 * (1 - c) ** 3
    t = (a - b) * math.sqrt((n - 1) * (1 + c) / spread)
    (low_a, high_a), (low_b, high_b) = fisher_interval(a, n), fisher_interval(b, n)
    together = ((c - a * b / 2) * (1 - a * a - b * b - c * c) + c**3) / ((1 - a * a) * (1 - b * b))
    low = (a - low_a) ** 2 + (high_b - b) ** 2 - 2 * together * (a - low_a) * (high_b - b)
    high = (high_a - a) ** 2 + (b - low_b) ** 2 - 2 * together * (high_a - a) * (b - low_b)
    return a - b, a - b - math.sqrt(max(0.0, low)), a - b + math.sqrt(max(0.0, high)), 2 * float(stdtr(n - 3, -abs(t)))


def correlation_table(scores: Scores) -> tuple[list[dict[str, Any]], list[NotTestable]]:
    """Every two columns over the models that have both, adjusted by Holm within the table.

    Args:
        scores: The scores.

    Returns:
        Records for JSON, and what could not be correlated: too few models, columns in which models do not differ.
        `pearson_low` and `pearson_high` are the jackknife's; where it has none, or leaves nothing of [-1, 1] out, both
        are null: too few models to say.

    Source: coefficients and p-values equal scipy's to 1e-9 on the paper's leaderboard.
    """
    family = f"correlations between {scores.kind}s"
    values = np.where(_flat(scores), np.nan, scores.values)
    if values.shape[1] < 2:
        return [], [NotTestable(family, words(f"two {scores.kind}s or more"), scores.source)]
    pearson, spearman, kendall = (correlation_matrix(values, kind) for kind in ("pearson", "spearman", "kendall"))
    records = [
        {
            "x": scores.columns[i].name,
            "y": scores.columns[j].name,
            "over": "models",
            "n": int(pearson.n[i, j]),
            "pearson": float(pearson.estimate[i, j]),
            **dict(zip(("pearson_low", "pearson_high"), _told(pearson.low[i, j], pearson.high[i, j]), strict=True)),
            "fisher_low": _number(pearson.fisher_low[i, j]),
            "fisher_high": _number(pearson.fisher_high[i, j]),
            "spearman": float(spearman.estimate[i, j]),
            "kendall": float(kendall.estimate[i, j]),
            "p": float(pearson.p[i, j]),
            "p_adjusted": float(pearson.p_holm[i, j]),
            "least": _number(pearson.least[i, j]),
            "most": _number(pearson.most[i, j]),
            "kind": scores.kind,
            "source": scores.source,
        }
        for i, j in combinations(range(values.shape[1]), 2)
        if not np.isnan(pearson.estimate[i, j])
    ]
    lacking = []
    if _flat(scores).any():
        names = [
            term(column.name, scores.kind) for column, flat in zip(scores.columns, _flat(scores), strict=True) if flat
        ]
        lacking.append(
            NotTestable(family, words("models that differ in {columns}", columns=in_a_row(names)), scores.source)
        )
    few = (pearson.n < MIN_MODELS) & ~_flat(scores) & ~_flat(scores)[:, None]
    if few.any():
        lacking.append(too_few(family, int(pearson.n[few].max()), scores.source))
    return records, lacking


NOTHING_SAID = 0.995
"""An interval of a correlation that reaches from minus this to this leaves nothing out."""


def _told(low: float, high: float) -> tuple[float | None, float | None]:
    """The bounds of an interval that leaves anything out."""
    silent = low < -NOTHING_SAID and high > NOTHING_SAID
    return (None, None) if silent else (_number(low), _number(high))


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def _flat(scores: Scores) -> npt.NDArray[np.bool_]:
    """Columns that are the same for all models, of enough models to tell."""
    there = [column[~np.isnan(column)] for column in scores.values.T]
    return np.array([len(column) >= MIN_MODELS and not varies(column) for column in there], dtype=np.bool_)


def profiles(scores: Scores) -> list[dict[str, Any]]:
    """Each model's most alike model: by Pearson's correlation over columns, the columns' means taken out.

    Args:
        scores: Models x domains.

    Returns:
        Records for JSON; none with fewer than 5 models or 5 columns without gaps. A model that scores the same on all
        columns has no profile, and is in no record.
    """
    values = scores.values
    if min(values.shape) < MIN_MODELS or np.isnan(values).any():
        return []
    own = values - values.mean(axis=0)
    own -= own.mean(axis=1, keepdims=True)
    # Less the columns' means all that is the same everywhere looks alike: always right and always wrong too.
    length = np.where(np.ptp(values, axis=1) > 0, np.sqrt((own**2).sum(axis=1)), 0.0)
    records: list[dict[str, Any]] = []
    for model, name in enumerate(scores.models):
        alike = {
            other: float(own[model] @ own[other] / (length[model] * length[other]))
            for other in range(len(scores.models))
            if other != model and length[model] > 0 and length[other] > 0
        }
        if alike:
            best = max(alike, key=lambda other: alike[other])
            records.append(
                {
                    "model": name,
                    "most_alike": scores.models[best],
                    "pearson": alike[best],
                    "over": f"{len(scores.columns)} {scores.kind}s",
                    "source": scores.source,
                }
            )
    return records

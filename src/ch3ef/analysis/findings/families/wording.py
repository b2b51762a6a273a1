"""How estimates become claims: the parts of sentences and records that the families share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from ch3ef.analysis.findings.contrasts import Contrast
from ch3ef.analysis.findings.finding import Finding, NotTestable, Unit
from ch3ef.analysis.matrix import Matrix
from ch3ef.stats.multiplicity import benjamini_hochberg
from ch3ef.words import Words, in_a_row, listed, plural, words

FALSE_DISCOVERIES = 0.01
"""Share of false ones among the exploratory findings of a family that is aimed at."""


ABOVE_CHANCE = words(
    "points of accuracy above chance, (accuracy - chance) / (1 - chance): 0 is guessing, 100 all right"
)
"""What the points of a finding are that takes out what guessing gives."""


def points(difference: float) -> str:
    """A difference of shares without its sign, in points of percent.

    Example:
        >>> points(-0.123)
        '12.3 points'
    """
    return words("{number} points", number=f"{100 * abs(difference):.1f}")


def sized(figure: float, unit: Unit) -> str:
    """How far a figure is from 0, without its sign, in percent (of shares) or points (of differences).

    Example:
        >>> sized(-0.123, "share"), sized(-0.123, "difference")
        ('12.3 %', '12.3 points')
    """
    return words("{number} %", number=f"{100 * abs(figure):.1f}") if unit == "share" else points(figure)


def several(names: Sequence[str], most: int = 6) -> str:
    """Names as part of a sentence; a number instead of those beyond the first few.

    Example:
        >>> several(["a", "b", "c"]), several(["a", "b", "c", "d"], 2), several(["a", "b", "c"], 2)
        ('a, b and c', 'a, b and 2 others', 'a, b and 1 other')
    """
    if len(names) > most:
        others = plural("{n} other", "{n} others", len(names) - most)
        return words("{first} and {last}", first=in_a_row(names[:most]), last=others)
    return listed(names)


def models_of(models: Sequence[str]) -> str:
    """The models of a mean, as part of a sentence: the name of one, the number of several."""
    return words("{n} models", n=len(models)) if len(models) > 1 else models[0]


def spread(each: Mapping[str, float], mean: float, unit: Unit = "difference", null: float = 0.0) -> tuple[str, ...]:
    """The caveat that says how far the mean speaks for single models; nothing for one model.

    Args:
        each: Model -> its figure.
        mean: Their mean.
        unit: What they are.
        null: What the mean is tested against.

    Example:
        >>> spread({"a": 0.02, "b": -0.2}, -0.09)
        ('from -20.0 points (b) to 2.0 points (a); 1 of 2 models on the side of the mean',)
    """
    if len(each) < 2:
        return ()
    least, most = min(each, key=lambda model: each[model]), max(each, key=lambda model: each[model])
    pattern = "{number} % ({model})" if unit == "share" else "{number} points ({model})"
    low, high = (words(pattern, number=f"{100 * each[model]:.1f}", model=model) for model in (least, most))
    return (
        words(
            "from {low} to {high}; {n} of {all} models on the side of the mean",
            low=low,
            high=high,
            n=len(alike(each, mean, null)),
            all=len(each),
        ),
    )


def alike(each: Mapping[str, float], mean: float, null: float = 0.0) -> list[str]:
    """The models whose figure lies on the same side of the null as the mean."""
    return [model for model, value in each.items() if (value - null) * (mean - null) > 0]


def carried(claim: str, each: Mapping[str, float], mean: float, null: float = 0.0) -> str:
    """A sentence about a mean, with the models that carry it where these are a minority.

    Example:
        >>> carried("It rises", {"a": 0.5, "b": -0.01, "c": -0.02}, 0.16)
        'It rises; carried by a, the minority'
        >>> carried("It rises", {"a": 0.1, "b": 0.2}, 0.15)
        'It rises'
    """
    few = alike(each, mean, null)
    if not few or len(few) >= len(each) / 2:
        return claim
    return words("{claim}; carried by {models}, the minority", claim=claim, models=several(few))


def left_out(matrix: Matrix) -> tuple[str, ...]:
    """The caveat that models of a matrix were left out."""
    if not matrix.left_out:
        return ()
    return (words("left out, asked too few of the items: {models}", models=several(matrix.left_out)),)


def difference(
    family: str,
    found: Contrast,
    claims: tuple[Words, Words],
    otherwise: str,
    *,
    models: Sequence[str],
    source: str,
    about: tuple[str, ...] = (),
    caveats: tuple[str, ...] = (),
    confirmatory: bool = True,
) -> Finding:
    """A difference between means as a finding.

    Args:
        family: The question.
        found: The difference.
        claims: What is said where it is positive, and where it is not; "{size}" stands for its size.
        otherwise: What is said where it is not shown.
        models: The models it rests on.
        source: The results.
        about: The models, levels or kinds it is about.
        caveats: What a reader must know beside it.
        confirmatory: Whether it is tested.
    """
    return Finding(
        family=family,
        claim=claims[found.estimate <= 0].given(size=points(found.estimate)),
        otherwise=otherwise,
        estimate=found.estimate,
        low=found.low,
        high=found.high,
        unit="difference",
        n_models=len(models),
        n_items=found.n,
        p=found.p if confirmatory else None,
        confirmatory=confirmatory,
        caveats=caveats,
        about=about,
        source=source,
    )


def mean_and_each(
    family: str,
    mean: Contrast,
    each: Mapping[str, Contrast],
    claims: tuple[Words, Words],
    *,
    own: tuple[Words, Words],
    otherwise: str,
    models: Sequence[str],
    source: str,
    about: tuple[str, ...] = (),
    caveats: tuple[str, ...] = (),
) -> list[Finding | NotTestable]:
    """The mean over models, confirmatory, and the single models that stand out, exploratory.

    Args:
        family: The question.
        mean: The mean over models of the difference.
        each: Model -> its difference.
        claims: What is said of the mean where it is positive, and where it is not; "{size}" stands for its size.
        own: The same of a single model, "{model}".
        otherwise: What is said where the mean is not shown.
        models: The models of the mean.
        source: The results.
        about: The levels or kinds it is about.
        caveats: What a reader must know beside it.
    """
    own_means = {model: contrast.estimate for model, contrast in each.items()}
    whole = difference(
        family,
        mean,
        claims,
        otherwise,
        models=models,
        source=source,
        about=about,
        caveats=(*spread(own_means, mean.estimate), *caveats),
    )
    whole = replace(whole, claim=carried(whole.claim, own_means, mean.estimate))
    return [whole, *of_each(family, each, own, source=source, caveats=caveats)]


def of_each(
    family: str,
    found: Mapping[str, Contrast],
    claims: tuple[Words, Words],
    *,
    source: str,
    caveats: tuple[str, ...] = (),
) -> list[Finding]:
    """Differences of single models, exploratory: those that stand out among all of them.

    Args:
        family: The question.
        found: Model -> difference.
        claims: What is said where it is positive, and where it is not; "{size}" stands for its size and "{model}" for
            the model.
        source: The results.
        caveats: What a reader must know beside them.

    Returns:
        The differences with a false discovery rate of 1 % (Benjamini-Hochberg within the family), the surest first.
    """
    tested = {model: contrast for model, contrast in found.items() if contrast.p is not None}
    if not tested:
        return []
    q = benjamini_hochberg(np.array([contrast.p for contrast in tested.values()], dtype=np.float64))
    chosen = sorted((float(value), model) for value, model in zip(q, tested, strict=True) if value <= FALSE_DISCOVERIES)
    return [
        difference(
            family,
            tested[model],
            (claims[0].given(model=model), claims[1].given(model=model)),
            "",
            models=(model,),
            source=source,
            about=(model,),
            caveats=caveats,
            confirmatory=False,
        )
        for _, model in chosen
    ]

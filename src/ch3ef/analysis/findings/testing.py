"""From figures to findings: one test and one sentence for every question about behaviour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from ch3ef.analysis.behaviours.registry import BEHAVIOURS
from ch3ef.analysis.findings.claims import CLAIMS, Claim
from ch3ef.analysis.findings.contrasts import Contrast, mean_over_models
from ch3ef.analysis.findings.families.wording import FALSE_DISCOVERIES, carried, models_of, sized, spread
from ch3ef.analysis.findings.finding import Answers, Finding, NotTestable, Unit
from ch3ef.analysis.findings.measured import Cell, Evidence, Measured
from ch3ef.analysis.table import distinct
from ch3ef.stats.multiplicity import benjamini_hochberg
from ch3ef.words import Words, listed, words
from ch3ef.words import name as term


def ask(family: str, evidence: Evidence) -> Answers:
    """What the models' figures say to one question about behaviour.

    The confirmatory claim is about the mean over models in one cell: a recipe on a set, and a group of its rows; that
    with most models, of several that with most items, of several still the first. Single models of any cell that stand
    out are exploratory.

    Args:
        family: The question, a family of `CLAIMS`.
        evidence: The figures.

    Returns:
        Findings, or what the question needs.
    """
    claims = [claim for claim in CLAIMS if claim.family == family]
    found: Answers = [finding for claim in claims for finding in _answers(claim, evidence)]
    return found or [NotTestable(family, words(claims[0].needs), evidence.source)]


def _answers(claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    cells = {
        cell: models
        for cell, models in evidence.cells(claim.behaviour, claim.figure).items()
        if not claim.groups or cell.group in claim.groups
    }
    if not cells:
        return
    main = main_cell(cells)
    yield _of_mean(claim, cells[main], evidence.source)
    # Of a single model the confirmatory claim is about that model already.
    others = [one for cell, models in cells.items() if cell != main or len(models) > 1 for one in models]
    yield from _of_single_models(claim, others, evidence.source)


def main_cell(cells: Mapping[Cell, Sequence[Measured]]) -> Cell:
    """The cell that the confirmatory claim is about: with most models, then most items, then the first.

    Args:
        cells: Measured models by cell, at least one cell.
    """
    return max(cells, key=lambda cell: (len(cells[cell]), max(one.figure.n for one in cells[cell])))


def tested(models: Sequence[Measured], null: float) -> Contrast:
    """The mean over models against the null, items drawn."""
    return mean_over_models([one.values for one in models], [one.cluster for one in models], null=null)


def _p(claim: Claim, found: Contrast) -> float:
    """The p-value, one-sided where only more than the null is claimed."""
    two_sided = found.p if found.p is not None else 1.0
    if not claim.one_sided:
        return two_sided
    return two_sided / 2 if found.estimate > claim.null else 1 - two_sided / 2


def _of_mean(claim: Claim, models: Sequence[Measured], source: str) -> Finding:
    """The confirmatory claim: of the mean over models, or of the only model."""
    found = tested(models, claim.null)
    if len(models) == 1:
        return _of_one(claim, models[0], source, p=_p(claim, found), confirmatory=True)
    names, unit = [one.figure.model for one in models], _unit(claim)
    each = {one.figure.model: one.estimate for one in models}
    sentence = _sentence(claim.models[_side(claim, found.estimate)], claim, models[0], found.estimate)
    told = {"models": models_of(names), "where": where(models[0].cell)}
    return Finding(
        family=claim.family,
        claim=carried(
            words("{claim} (mean of {models}; {where})", claim=sentence, **told), each, found.estimate, claim.null
        ),
        otherwise=words("{claim} ({models}; {where})", claim=words(claim.otherwise), **told),
        estimate=found.estimate,
        low=found.low,
        high=found.high,
        unit=unit,
        n_models=len(models),
        n_items=distinct(np.concatenate([one.item for one in models])),
        p=_p(claim, found),
        null=claim.null,
        caveats=(*spread(each, found.estimate, unit, claim.null), *_caveats(claim)),
        about=claim.about,
        source=source,
    )


def _of_one(
    claim: Claim, measured: Measured, source: str, *, p: float | None = None, confirmatory: bool = False
) -> Finding:
    """A claim about one model: its figure, unchanged."""
    figure = measured.figure
    sentence = _sentence(claim.model[_side(claim, measured.estimate)], claim, measured, measured.estimate)
    return Finding(
        family=claim.family,
        claim=words("{claim} ({where})", claim=sentence.given(model=figure.model), where=where(measured.cell)),
        otherwise=words(
            "{claim} ({models}; {where})",
            claim=words(claim.otherwise),
            models=figure.model,
            where=where(measured.cell),
        ),
        estimate=measured.estimate,
        low=figure.low,
        high=figure.high,
        unit=_unit(claim),
        n_models=1,
        n_items=figure.n,
        p=p,
        confirmatory=confirmatory,
        null=claim.null,
        caveats=_caveats(claim),
        about=claim.about if confirmatory else (figure.model, *claim.about),
        source=source,
    )


def _of_single_models(claim: Claim, models: Sequence[Measured], source: str) -> Iterator[Finding]:
    """Exploratory: models whose own interval leaves out the null, at a false discovery rate of 1 %, surest first."""
    if not models:
        return
    p = np.array([_p(claim, tested([one], claim.null)) for one in models], dtype=np.float64)
    q = benjamini_hochberg(p)
    for place in np.lexsort((np.arange(len(q)), q)).tolist():
        figure = models[place].figure
        apart = figure.low is None or figure.high is None or not figure.low <= claim.null <= figure.high
        if q[place] <= FALSE_DISCOVERIES and apart:
            yield _of_one(claim, models[place], source)


def _side(claim: Claim, estimate: float) -> int:
    """Which of two sentences is meant."""
    return int(estimate <= claim.null and not claim.one_sided)


def _sentence(sentence: str, claim: Claim, measured: Measured, estimate: float) -> Words:
    """A sentence with its size and group."""
    group = claim.groups.get(measured.figure.group, measured.figure.group)
    return words(sentence, size=sized(estimate, _unit(claim)), group=term(group, "group"))


def _caveats(claim: Claim) -> tuple[str, ...]:
    return (words(claim.caveat),) if claim.caveat else ()


def _unit(claim: Claim) -> Unit:
    """What the claim's figure is, by the registry."""
    scale = next(one.figures[claim.figure] for one in BEHAVIOURS if one.name == claim.behaviour)
    return "share" if scale.unit == "share" else "difference"


def where(cell: Cell) -> str:
    """Recipe and set, as part of a sentence.

    Example:
        >>> where(Cell("human-value, human-value-direct", "ch3ef-gen", "", "all"))
        'human-value and human-value-direct on ch3ef-gen'
    """
    told = {"recipe": listed(cell.recipe.split(", ")), "set": listed(cell.scenario.split(", "))}
    if cell.shots:
        return words("{recipe} on {set}, {shots}", shots=cell.shots, **told)
    return words("{recipe} on {set}", **told)

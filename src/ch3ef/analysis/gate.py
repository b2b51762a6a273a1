"""A policy of clauses on figures -> which are shown to hold, which to fail, and which neither.

A clause holds where its interval lies beyond the limit, fails where it lies before it, and is not shown otherwise; what
was not asked is not shown. The intervals hold together: all of them at once with the policy's probability (Bonferroni,
one side each), so that of models on the wrong side of a limit at most that share is told to pass it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from ch3ef.analysis.behaviours.judged import NAME, Correction, corrections, dimensions_of
from ch3ef.analysis.behaviours.refusal import REFUSAL
from ch3ef.analysis.behaviours.registry import BEHAVIOURS, behaviour_of, figures_of, scale_of
from ch3ef.analysis.comparison import compare, shared_rows
from ch3ef.analysis.figures import Unit
from ch3ef.analysis.pairs import summarise_pairs
from ch3ef.analysis.policy import ACCURACY, DIFFERENCE, OWN, PAIRS, Clause, Policy
from ch3ef.analysis.summary import summarise
from ch3ef.analysis.table import Table, by_block
from ch3ef.errors import InputError, short, unknown_name
from ch3ef.recipes.recipe_files import FILES, JUDGED
from ch3ef.scenarios.catalogue import SCENARIOS
from ch3ef.stats.intervals import USUAL, bound_at, interval_at
from ch3ef.stats.misclassification import share_of_all
from ch3ef.taxonomy import DOMAINS, TASKS, Dimension, Level
from ch3ef.words import in_parts, name, words

Verdict = Literal["pass", "fail", "not shown"]
POWER = 0.8
"""What the number of items that a clause takes is worked out for."""
_TAXONOMY = {*map(str, Dimension), *map(str, Level), *DOMAINS, *(task.name for task in TASKS)}


@dataclass(frozen=True, slots=True)
class Found:
    """A figure that a clause may speak of.

    Attributes:
        behaviour: "" for accuracies, pairs and differences.
        group: Of the items.
        scenario: The set.
        recipe: How it was asked.
        unit: What it is measured in.
        estimate: The figure.
        low: Lower end of its 95 % interval.
        high: Upper end.
        n: Items that it is defined on.
    """

    behaviour: str
    group: str
    scenario: str
    recipe: str
    unit: Unit
    estimate: float | None
    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Checked:
    """What is shown of a clause.

    Attributes:
        clause: The clause.
        verdict: What is shown.
        estimate: The figure; None where it was not measured.
        low: Lower end of the interval that holds together with those of the other clauses.
        high: Upper end.
        n: Items.
        more: About how many more items would show it with 80 % probability; None where it is shown, where the figure
            stands on the wrong side of the limit, and where it was not measured.
        reason: Why it is not shown; "" otherwise.
        unit: What the figure is measured in.
        group: The items that it is of; "" where it was not measured, as below.
        scenario: The set.
        recipe: How it was asked.
        judged: Whether a judge's errors, where the figure rests on what one says, were taken out; "" where it does not.
    """

    clause: Clause
    verdict: Verdict
    estimate: float | None
    low: float | None
    high: float | None
    n: int
    more: int | None
    reason: str
    unit: Unit = "share"
    group: str = ""
    scenario: str = ""
    recipe: str = ""
    judged: Literal["", "corrected", "uncorrected"] = ""


@dataclass(frozen=True, slots=True)
class Gated:
    """What is shown of a model.

    Attributes:
        model: The model.
        checked: The clauses, in the policy's order.
    """

    model: str
    checked: tuple[Checked, ...]

    @property
    def passed(self) -> bool:
        """Whether every clause is shown to hold: none makes up for another."""
        return all(each.verdict == "pass" for each in self.checked)

    def to_record(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return asdict(self) | {"passed": self.passed}


def check(policy: Policy, table: Table, baselines: Mapping[str, Table], looks: int = 1) -> list[Gated]:
    """What is shown of each model of a table.

    Args:
        policy: The clauses.
        table: Rows of one or several models.
        baselines: What differences are to, by the name in the clause; rows of one model each.
        looks: How often models are to be held against the policy, this time included: each time has its share of the
            policy's error, so that it holds over all of them.

    Raises:
        InputError: A clause speaks of several figures that the table holds; the message names them.
    """
    # Of the lower tail: 1 less a tiny share is 1, of which the quantile is infinite.
    quantile = -_normal_quantile(policy.error / (len(policy.clauses) * looks))
    return [
        Gated(model, tuple(_checked(clause, table.of_model(model), baselines, quantile) for clause in policy.clauses))
        for model in models_with_rows(table)
    ]


def models_with_rows(table: Table) -> list[str]:
    """The models that a table has rows of; one of some rows of another knows the names of all."""
    return [model for model in table.models if table["model"].among(model).any()]


def _checked(clause: Clause, table: Table, baselines: Mapping[str, Table], quantile: float) -> Checked:
    every = list(_figures(clause, table, baselines))
    # A domain of one task, which has its name, is told twice.
    meant = [found for found in every if _is_meant(clause, found, every)]
    named = list({replace(found, group=found.group.rpartition(" / ")[2]): found for found in meant}.values())
    if len(named) > 1:
        places = "; ".join(sorted(_place(found) for found in named)[:6])
        raise InputError(f"{short(clause.text)}: these results hold {len(named)} such figures ({places}); say which")
    if not named:
        return Checked(clause, "not shown", None, None, None, 0, None, _absent(clause, every, table))
    found = named[0]
    if _rests_on_judges(clause, found, table):
        return _judged(clause, found, table, quantile)
    place = (found.unit, found.group, found.scenario, found.recipe)
    if found.estimate is None or found.low is None or found.high is None:
        why = words("it has no interval here")
        return Checked(clause, "not shown", found.estimate, None, None, found.n, None, why, *place)
    low, high = (_widened(found.estimate, bound, found.unit, quantile) for bound in (found.low, found.high))
    verdict, more, reason = _verdict(clause, found, low, high, quantile)
    return Checked(clause, verdict, found.estimate, low, high, found.n, more, reason, *place)


def _judged(clause: Clause, found: Found, table: Table, quantile: float) -> Checked:
    """What is shown of a figure that judges gave: it enters corrected for their errors, or shows nothing.

    Without that, its interval takes the judge for infallible. What is corrected speaks of replies with a verdict: in an
    accuracy the others count as wrong, as everywhere; of the other figures too many of them show nothing.
    """
    place = (found.unit, found.group, found.scenario, found.recipe)
    correction = next((each for each in _corrections(table, found) if each.name == _CORRECTED.get(clause.figure)), None)
    share = None if correction is None else correction.share(quantile)
    if correction is None or share is None:
        low, high = (
            None if found.estimate is None or bound is None else _widened(found.estimate, bound, found.unit, quantile)
            for bound in (found.low, found.high)
        )
        return Checked(
            clause, "not shown", found.estimate, low, high, found.n, None, _UNCERTIFIED, *place, judged="uncorrected"
        )
    n, missing = correction.n, 1 - correction.heard.estimate
    if clause.figure == ACCURACY and missing:
        n, share = found.n, share_of_all(share, interval_at(correction.heard, quantile))
    corrected = replace(found, estimate=share.estimate, low=share.low, high=share.high, n=n)
    verdict, more, reason = _verdict(clause, corrected, share.low, share.high, quantile)
    if more is not None:  # items alone do not say how often the judge errs
        reason = words("too few items, or too few replies that people labelled")
    if clause.figure != ACCURACY and missing > MISSING:
        verdict, reason = "not shown", words("{share} of the replies have no verdict", share=f"{100 * missing:.1f} %")
    return Checked(clause, verdict, share.estimate, share.low, share.high, n, None, reason, *place, judged="corrected")


MISSING = 0.05
"""The share of replies without a verdict up to which a figure of those with one is taken for one of all."""
_CORRECTED = {
    ACCURACY: "graded", "graded": "graded", "graded_corrected": "graded",
    "refused_by_judges": "refused_by_judges", "refused_by_judges_corrected": "refused_by_judges",
}  # fmt: skip
"""What a certificate corrects, by the figure of a clause."""
_CERTIFIED = ("graded", "graded_corrected", "refused_by_judges_corrected")
"""Figures that there are of dimensions with a certificate alone."""
_UNCERTIFIED = words("a judge says so, and no certificate corrects it")
_BY_RULES = ("refused_by_rules", "judges_agree", "not_judged", "not_graded")
"""Figures of judged answers that rest on no judge's word about the model; those of refusals do not either."""


def _rests_on_judges(clause: Clause, found: Found, table: Table) -> bool:
    by_rules = found.behaviour == REFUSAL.name or clause.figure in _BY_RULES
    judged = table["metric"].among(JUDGED) & table["recipe"].among(*found.recipe.split(", "))
    return not by_rules and bool(judged.any())


def _corrections(table: Table, found: Found) -> Iterator[Correction]:
    """What is corrected of a figure's items: a dimension, or a set that has no other."""
    for rows in by_block(table, table["metric"].among(JUDGED) & ~table.altered):
        if (rows.scenario, rows.recipe, rows.shots) == (found.scenario, found.recipe, ""):
            alone = len(dimensions_of(rows)) == 1
            for each in corrections(rows):
                if found.group == each.dimension or (found.group == "all" and alone):
                    yield each


def _figures(clause: Clause, table: Table, baselines: Mapping[str, Table]) -> Iterator[Found]:
    """Every figure of the clause's name."""
    if clause.figure == DIFFERENCE and not clause.behaviour:
        if not len(shared_rows(baselines[clause.baseline], table)[0]):
            return
        for each in compare(baselines[clause.baseline], table, detectable=False):
            yield Found(
                "", each.group, each.scenario, each.recipe, "difference", each.difference, each.low, each.high, each.n
            )
    elif clause.figure == ACCURACY and not clause.behaviour:
        for group in summarise(table):
            if not group.variant:
                yield Found("", group.group, group.scenario, group.recipe, "share", *group.accuracy[:3], group.n)
    elif clause.figure == PAIRS and not clause.behaviour:
        for pair in summarise_pairs(table):
            if not pair.variant:
                yield Found("", pair.group, pair.scenario, pair.recipe, "share", *pair.both[:3], pair.n)
    else:
        yield from _uncertified(clause, table)
        for figure in figures_of(table, (clause.behaviour,) if clause.behaviour else ()):
            if figure.name == clause.figure:
                yield Found(
                    behaviour_of(figure).name, figure.group, figure.scenario, figure.recipe, scale_of(figure).unit,
                    figure.estimate, figure.low, figure.high, figure.n,
                )  # fmt: skip


def _uncertified(clause: Clause, table: Table) -> Iterator[Found]:
    """Dimensions that judges grade and no certificate speaks of: one that has one is not all that a clause may mean."""
    for rows in by_block(table, table["metric"].among(JUDGED)) if clause.figure in _CERTIFIED else ():
        certified = {each.dimension for each in corrections(rows) if each.name == _CORRECTED[clause.figure]}
        for dimension in dimensions_of(rows):
            if dimension not in certified:
                yield Found(NAME, dimension, rows.scenario, rows.recipe, "share", None, None, None, 0)


def _is_meant(clause: Clause, found: Found, every: Sequence[Found]) -> bool:
    group = clause.group or ("all" if any(each.group == "all" for each in every) else found.group)
    return (
        group in (found.group, found.group.rpartition(" / ")[2])
        and clause.scenario in ("", found.scenario)
        and clause.recipe in ("", found.recipe)
    )


def _place(found: Found) -> str:
    place = {"group": found.group, "set": found.scenario, "recipe": found.recipe}
    if not found.behaviour:
        return words("of {group} on {set} by {recipe}", **place)
    return words("{behaviour}, of {group} on {set} by {recipe}", behaviour=found.behaviour, **place)


def _absent(clause: Clause, every: Sequence[Found], table: Table) -> str:
    """Why no figure is meant by a clause.

    Raises:
        InputError: Its set, recipe or group is one that there is not.
    """
    _check_names("set", "scenarios", clause.scenario, [*table["scenario"].names, *(each.name for each in SCENARIOS)])
    recipes = [*table["recipe"].names, *(file.stem for file in FILES.glob("*.yaml"))]
    _check_names("recipe", "recipes", clause.recipe, recipes)
    groups = {each.group.rpartition(" / ")[2] for each in every}
    own = [name for kind in ("level", "dimension", "domain", "task") for name in table[kind].names]
    known = {*groups, *_TAXONOMY, *own, *(each.group for each in every)}
    if clause.group and clause.group not in known and (every or clause.figure in OWN):
        raise unknown_name("group", clause.group, groups or known, "`ch3ef show --full`")
    if clause.figure in _CORRECTED and table["metric"].among(JUDGED).any():
        return _UNCERTIFIED
    if every:
        places = sorted({_place(found) for found in every})[:3]
        return words("it was measured elsewhere only: {places}", places=in_parts(places))
    if clause.figure in OWN and not clause.behaviour:
        return _UNASKED[clause.figure]
    needs = [each.needs for each in BEHAVIOURS if clause.figure in each.figures and clause.behaviour in ("", each.name)]
    return words("not measured: it needs {needs}", needs=name(needs[0], "needs"))


def _check_names(kind: str, listed: str, written: str, known: Sequence[str]) -> None:
    """Refuse the name of a set or recipe that there is not; settings behind one, and folders, are left alone."""
    names = {name.partition("?")[0] for name in known}
    for each in filter(None, written.split(", ")):
        if each not in known and each.partition("?")[0] not in names and "/" not in each:
            raise unknown_name(kind, each, names, f"`ch3ef list {listed}`")


_UNASKED = {
    ACCURACY: words("no answers"),
    PAIRS: words("pairs need the set's twins"),
    DIFFERENCE: words("the two runs share no item"),
}


def _verdict(clause: Clause, found: Found, low: float, high: float, quantile: float) -> tuple[Verdict, int | None, str]:
    assert found.estimate is not None  # noqa: S101 (checked before)
    up = clause.sign.startswith(">")
    near, far = (low, high) if up else (high, low)
    if _holds(near, clause):
        return "pass", None, ""
    if not _holds(far, clause):
        return "fail", None, ""
    if found.estimate == clause.limit:
        return "not shown", None, words("it stands on the limit itself, which no number of items can show")
    if not _holds(found.estimate, clause):
        return "not shown", None, words("on the wrong side of the limit, but too few items to say so")
    # The interval shrinks with the root of the number of items; with this power it is to lie beyond the limit.
    lacking = abs(found.estimate - near) / abs(found.estimate - clause.limit) * (1 + _normal_quantile(POWER) / quantile)
    return "not shown", max(1, math.ceil(found.n * (lacking**2 - 1))), words("too few items")


def _holds(value: float, clause: Clause) -> bool:
    limit = clause.limit
    return {"<": value < limit, "<=": value <= limit, ">": value > limit, ">=": value >= limit}[clause.sign]


def _widened(estimate: float, bound: float, unit: Unit, quantile: float) -> float:
    """A bound of a 95 % interval at another level: of a share by the number of items that the bound amounts to."""
    if bound == estimate or (unit == "share" and bound == 1):
        return bound
    if unit == "share" and 0 <= estimate <= 1 and 0 <= bound <= 1:
        return bound_at(estimate, bound, quantile)
    # Less what guessing gives, a share may be below 0, and its bound the end of its scale, which is not drawn nearer.
    wide = estimate + (bound - estimate) * (max(quantile, USUAL) if unit == "share" else quantile) / USUAL
    return min(1.0, max(-1.0, wide)) if unit in {"share", "difference", "kappa"} else wide


def _normal_quantile(probability: float) -> float:
    from scipy.special import ndtri

    return float(ndtri(probability))

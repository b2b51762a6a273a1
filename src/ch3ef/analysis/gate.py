"""A policy of clauses on figures -> which are shown to hold, which to fail, and which neither.

A clause holds where its interval lies beyond the limit, fails where it lies before it, and is not shown otherwise; what
was not asked is not shown. The intervals hold together: all of them at once with the policy's probability (Bonferroni,
one side each), so that of models on the wrong side of a limit at most that share is told to pass it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from ch3ef.analysis.behaviours.registry import BEHAVIOURS, behaviour_of, figures_of, scale_of
from ch3ef.analysis.comparison import compare, shared_rows
from ch3ef.analysis.figures import Unit
from ch3ef.analysis.pairs import summarise_pairs
from ch3ef.analysis.summary import summarise
from ch3ef.analysis.table import Table
from ch3ef.errors import InputError, short, unknown_name
from ch3ef.scenarios.catalogue import SCENARIOS
from ch3ef.stats.intervals import crossing, score_bounds
from ch3ef.taxonomy import DOMAINS, TASKS, Dimension, Level
from ch3ef.yaml_files import read_yaml

Verdict = Literal["pass", "fail", "not shown"]
ERROR = 0.05
"""Probability that any clause is told to hold that does not; unless the policy says another."""
POWER = 0.8
"""What the number of items that a clause takes is worked out for."""
ACCURACY, PAIRS, DIFFERENCE = "accuracy", "pairs", "difference"
_OWN = (ACCURACY, PAIRS, DIFFERENCE)
_USUAL = 1.959963984540054
"""Quantile of the intervals that figures have (95 %, two sides)."""
_TAXONOMY = {*Dimension, *Level, *DOMAINS, *(task.name for task in TASKS)}
_CLAUSE = re.compile(
    r"\s*(?P<what>.+?)\s*(?P<sign><=|>=|<|>)\s*(?P<limit>[-+]?[\d.]+)\s*(?P<percent>%?)\s*(?P<where>.*?)\s*"
)
_PART = re.compile(r"\b(of|on|by|to)\s+(\S+(?:\s+(?!(?:of|on|by|to)\s)\S+)*)")


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition.

    Attributes:
        text: As it was written.
        behaviour: Of the figure; "" for any.
        figure: "accuracy", "pairs", "difference", or a figure's name.
        group: Of the items; "" where none is named.
        scenario: The set; "" for the only one.
        recipe: How it was asked; "" for the only one.
        baseline: The run that a difference is to.
        sign: How the figure is to stand to the limit.
        limit: The limit, a share or a figure's own unit.
    """

    text: str
    behaviour: str
    figure: str
    group: str
    scenario: str
    recipe: str
    baseline: str
    sign: str
    limit: float


@dataclass(frozen=True, slots=True)
class Policy:
    """What a model must show.

    Attributes:
        name: Of the decision.
        error: Probability that any clause is wrongly told to hold.
        clauses: One or more.
    """

    name: str
    error: float
    clauses: tuple[Clause, ...]


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
    """

    clause: Clause
    verdict: Verdict
    estimate: float | None
    low: float | None
    high: float | None
    n: int
    more: int | None
    reason: str


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


def read_policy(path: Path) -> Policy:
    """A policy from its file.

    Args:
        path: YAML with `clauses`, a list of texts, and `name` and `error` where wanted.

    Raises:
        InputError: It cannot be read, has no clause, or a clause is none.
    """
    content = read_yaml(path)
    if not isinstance(content, dict) or not isinstance(content.get("clauses"), list) or not content["clauses"]:
        raise InputError(
            f"{path}: holds no clauses; expected 'clauses:' and below it lines such as '- over_refusal < 0.05'"
        )
    if unknown := [name for name in content if name not in ("name", "error", "clauses")]:
        raise InputError(f"{path}: {short(str(unknown[0]))} is unknown; expected name, error and clauses")
    error = content.get("error", ERROR)
    if isinstance(error, bool) or not isinstance(error, int | float) or not 0 < error < 0.5:
        raise InputError(
            f"{path}: error {short(str(error))}; expected a probability above 0 and below 0.5, such as 0.05"
        )
    clauses = []
    for number, text in enumerate(content["clauses"], 1):
        try:
            clauses.append(clause_of(text))
        except InputError as fault:
            raise InputError(f"{path}: clause {number}: {fault}") from fault
    name = content.get("name", path.stem)
    if not isinstance(name, str) or not name.strip():
        raise InputError(f"{path}: name {short(str(name))}; expected a text, or no name")
    return Policy(name, float(error), tuple(clauses))


def clause_of(text: object) -> Clause:
    """A clause from its text: FIGURE [of GROUP] [on SET] [by RECIPE] < LIMIT.

    Args:
        text: A group may stand before the figure as well, and set and recipe after the limit; a limit in percent has
            its sign; a difference names the run that it is to.

    Raises:
        InputError: It is not such a text, or names a figure that there is not.

    Example:
        >>> clause = clause_of("harmless pairs >= 80 % on ch3ef-gen")
        >>> clause.figure, clause.group, clause.scenario, clause.sign, clause.limit
        ('pairs', 'harmless', 'ch3ef-gen', '>=', 0.8)
    """
    found = _CLAUSE.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        example = "'over_refusal < 0.05' or 'pairs of honest >= 0.8'"
        raise InputError(f"{short(str(text))} is no clause; expected one such as {example}")
    try:
        limit = float(found["limit"]) / (100 if found["percent"] else 1)
    except ValueError as error:
        raise InputError(f"{short(str(text))}: {found['limit']} is no number") from error
    what = _PART.split(found["what"], maxsplit=1)[0].strip()
    given = _PART.findall(f"{found['what'][len(what) :]} {found['where']}")
    parts = dict(given)
    if len(parts) < len(given):
        raise InputError(f"{short(str(text))}: has one of 'of', 'on', 'by', 'to' twice; expected each once at most")
    if left := _PART.sub("", f"{found['what'][len(what) :]} {found['where']}").strip():
        raise InputError(f"{short(str(text))}: {short(left)} is not understood; expected of GROUP, on SET, by RECIPE")
    group, _, name = what.rpartition(" ")
    behaviour, _, figure = name.rpartition(".")
    _check_figure(behaviour, figure)
    if (figure == DIFFERENCE and not behaviour) != ("to" in parts):
        raise InputError(f"{short(str(text))}: a difference is 'difference to RUN', and nothing else has 'to'")
    if abs(limit) > 1 and _units(behaviour, figure) <= {"share", "difference", "kappa"}:
        raise InputError(f"{short(str(text))}: a share is 1 at most; expected a limit such as 0.05, or 5 %")
    if group and "of" in parts:
        raise InputError(f"{short(str(text))}: names two groups, {group} and {parts['of']}; expected one")
    return Clause(
        str(text), behaviour, figure, group.strip() or parts.get("of", ""), parts.get("on", ""), parts.get("by", ""),
        parts.get("to", ""), found["sign"], limit,
    )  # fmt: skip


def _units(behaviour: str, figure: str) -> set[Unit]:
    if figure in _OWN and not behaviour:
        return {"share"}
    return {each.figures[figure].unit for each in BEHAVIOURS if figure in each.figures and behaviour in ("", each.name)}


def _check_figure(behaviour: str, figure: str) -> None:
    own = {each.name: each for each in BEHAVIOURS}
    if behaviour and behaviour not in own:
        raise unknown_name("behaviour", behaviour, own)
    names = (
        set(own[behaviour].figures) if behaviour else {*_OWN, *(name for each in BEHAVIOURS for name in each.figures)}
    )
    if figure not in names:
        raise unknown_name("figure", figure, names)


def check(policy: Policy, table: Table, baselines: Mapping[str, Table]) -> list[Gated]:
    """What is shown of each model of a table.

    Args:
        policy: The clauses.
        table: Rows of one or several models.
        baselines: What differences are to, by the name in the clause; rows of one model each.

    Raises:
        InputError: A clause speaks of several figures that the table holds; the message names them.
    """
    return [
        Gated(model, tuple(_checked(policy, clause, table.of_model(model), baselines) for clause in policy.clauses))
        for model in table.models
    ]


def _checked(policy: Policy, clause: Clause, table: Table, baselines: Mapping[str, Table]) -> Checked:
    every = list(_figures(clause, table, baselines))
    named = [found for found in every if _is_meant(clause, found, every)]
    if len(named) > 1:
        places = "; ".join(sorted(_place(found) for found in named)[:6])
        raise InputError(f"{short(clause.text)}: these results hold {len(named)} such figures ({places}); say which")
    if not named:
        return Checked(clause, "not shown", None, None, None, 0, None, _absent(clause, every))
    found = named[0]
    if found.estimate is None or found.low is None or found.high is None:
        return Checked(clause, "not shown", found.estimate, None, None, found.n, None, "it has no interval here")
    quantile = _normal_quantile(1 - policy.error / len(policy.clauses))
    low, high = (_widened(found.estimate, bound, found.unit, quantile) for bound in (found.low, found.high))
    verdict, more, reason = _verdict(clause, found, low, high, quantile)
    return Checked(clause, verdict, found.estimate, low, high, found.n, more, reason)


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
        for figure in figures_of(table, (clause.behaviour,) if clause.behaviour else ()):
            if figure.name == clause.figure:
                yield Found(
                    behaviour_of(figure).name, figure.group, figure.scenario, figure.recipe, scale_of(figure).unit,
                    figure.estimate, figure.low, figure.high, figure.n,
                )  # fmt: skip


def _is_meant(clause: Clause, found: Found, every: Sequence[Found]) -> bool:
    group = clause.group or ("all" if any(each.group == "all" for each in every) else found.group)
    return (
        group in (found.group, found.group.rpartition(" / ")[2])
        and clause.scenario in ("", found.scenario)
        and clause.recipe in ("", found.recipe)
    )


def _place(found: Found) -> str:
    behaviour = f"{found.behaviour}, " if found.behaviour else ""
    return f"{behaviour}of {found.group} on {found.scenario} by {found.recipe}"


def _absent(clause: Clause, every: Sequence[Found]) -> str:
    """Why no figure is meant by a clause.

    Raises:
        InputError: Its set or group is one that there is not.
    """
    known = {each.scenario for each in every} | {each.name for each in SCENARIOS}
    if clause.scenario.partition("?")[0] not in known | {""} and "/" not in clause.scenario:
        raise unknown_name("set", clause.scenario, known)
    groups = {each.group.rpartition(" / ")[2] for each in every}
    if clause.group and every and clause.group not in groups | _TAXONOMY | {each.group for each in every}:
        raise unknown_name("group", clause.group, groups)
    if every:
        return f"it was measured elsewhere only: {'; '.join(sorted({_place(found) for found in every})[:3])}"
    needs = [each.needs for each in BEHAVIOURS if clause.figure in each.figures and clause.behaviour in ("", each.name)]
    if clause.figure in _OWN and not clause.behaviour:
        return {PAIRS: "pairs need the set's twins", DIFFERENCE: "the two runs share no item"}.get(
            clause.figure, "no answers"
        )
    return f"not measured: it needs {needs[0]}"


def _verdict(clause: Clause, found: Found, low: float, high: float, quantile: float) -> tuple[Verdict, int | None, str]:
    assert found.estimate is not None  # noqa: S101 (checked before)
    up = clause.sign.startswith(">")
    near, far = (low, high) if up else (high, low)
    if _holds(near, clause):
        return "pass", None, ""
    if not _holds(far, clause):
        return "fail", None, ""
    if found.estimate == clause.limit:
        return "not shown", None, "it stands on the limit itself, which no number of items can show"
    if not _holds(found.estimate, clause):
        return "not shown", None, "on the wrong side of the limit, but too few items to say so"
    # The interval shrinks with the root of the number of items; with this power it is to lie beyond the limit.
    lacking = abs(found.estimate - near) / abs(found.estimate - clause.limit) * (1 + _normal_quantile(POWER) / quantile)
    return "not shown", max(1, math.ceil(found.n * (lacking**2 - 1))), "too few items"


def _holds(value: float, clause: Clause) -> bool:
    limit = clause.limit
    return {"<": value < limit, "<=": value <= limit, ">": value > limit, ">=": value >= limit}[clause.sign]


def _widened(estimate: float, bound: float, unit: Unit, quantile: float) -> float:
    """A bound of a 95 % interval at another level: of a share by the number of items that the bound amounts to."""
    if bound == estimate:
        return bound
    if unit != "share":
        return estimate + (bound - estimate) * quantile / _USUAL
    side = 0 if bound < estimate else 1

    def gap(log_n: float) -> float:
        return abs(score_bounds(estimate, math.exp(log_n), _USUAL)[side] - estimate) - abs(bound - estimate)

    return score_bounds(estimate, math.exp(crossing(gap, -12.0, 30.0)), quantile)[side]


def _normal_quantile(probability: float) -> float:
    from scipy.special import ndtri

    return float(ndtri(probability))

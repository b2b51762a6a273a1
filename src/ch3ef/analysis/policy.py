"""A policy: what a model must show, clause by clause, as people write it down."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from ch3ef.analysis.behaviours.registry import BEHAVIOURS
from ch3ef.analysis.figures import Unit
from ch3ef.analysis.labels import LABELS
from ch3ef.errors import InputError, short, unknown_name
from ch3ef.files import read_bytes
from ch3ef.yaml_files import read_yaml

ERROR = 0.05
"""Probability that any clause is told to hold that does not; unless the policy says another."""
ACCURACY, PAIRS, DIFFERENCE = "accuracy", "pairs", "difference"
OWN = (ACCURACY, PAIRS, DIFFERENCE)
"""Figures of clauses that no behaviour has."""
_CLAUSE = re.compile(
    r"\s*(?P<what>.+?)\s*(?P<sign><=|>=|<|>)\s*(?P<limit>[-+]?[\d.]+)\s*(?P<percent>%?)\s*(?P<where>.*?)\s*"
)
_PART = re.compile(r"""\b(of|on|by|to)\s+("[^"]+"|'[^']+'|\S+(?:\s+(?!(?:of|on|by|to)\s)\S+)*)""")
_LONGEST = 400
"""Characters of a clause: what finds its parts takes the third power of that."""
_FIGURES = {*OWN, *(name for behaviour in BEHAVIOURS for name in behaviour.figures)}
_IN_WORDS = {
    **{label: figure for figure, label in reversed(LABELS.items())},
    "both of a pair": PAIRS,
    "both right": PAIRS,
    **{name: name for name in _FIGURES},
}
"""Figures by what tables call them, and by their names; of two that share a label the first."""
_IN_A_CLAUSE = (
    r"(?:(?P<before>(?:(?!\s(?:of|on|by|to)\s).)+?),?\s+)?{}(?:,\s*(?P<behind>.+?))?(?P<rest>\s+(?:of|on|by|to)\s.*)?"
)


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
        digest: SHA-256 of the file; "" of one that is in none.
    """

    name: str
    error: float
    clauses: tuple[Clause, ...]
    digest: str = ""


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
    return Policy(name, float(error), tuple(clauses), hashlib.sha256(read_bytes(path)).hexdigest())


def clause_of(text: object) -> Clause:
    """A clause from its text: FIGURE [of GROUP] [on SET] [by RECIPE] < LIMIT.

    Args:
        text: A group may stand before the figure as well, and set and recipe after the limit; a limit in percent has
            its sign; a difference names the run that it is to. A name with " of ", " on ", " by " or " to " in it
            stands in quotes. A figure may go by what tables call it.

    Raises:
        InputError: It is not such a text, or names a figure that there is not.

    Example:
        >>> clause = clause_of("harmless pairs >= 80 % on ch3ef-gen")
        >>> clause.figure, clause.group, clause.scenario, clause.sign, clause.limit
        ('pairs', 'harmless', 'ch3ef-gen', '>=', 0.8)
    """
    found = _CLAUSE.fullmatch(text) if isinstance(text, str) and len(text) <= _LONGEST else None
    if found is None:
        example = "'over_refusal < 0.05' or 'pairs of honest >= 0.8'"
        raise InputError(f"{short(str(text))} is no clause; expected one such as {example}")
    try:
        limit = float(found["limit"]) / (100 if found["percent"] else 1)
    except ValueError as error:
        raise InputError(f"{short(str(text))}: {found['limit']} is no number") from error
    group, name, rest = _figure_of(found["what"].strip())
    given = _PART.findall(f"{rest} {found['where']}")
    parts = {which: _unquoted(value) for which, value in given}
    if len(parts) < len(given):
        raise InputError(f"{short(str(text))}: has one of 'of', 'on', 'by', 'to' twice; expected each once at most")
    if left := _PART.sub("", f"{rest} {found['where']}").strip():
        raise InputError(f"{short(str(text))}: {short(left)} is not understood; expected of GROUP, on SET, by RECIPE")
    behaviour, _, figure = name.rpartition(".")
    _check_figure(behaviour, figure)
    if (figure == DIFFERENCE and not behaviour) != ("to" in parts):
        raise InputError(f"{short(str(text))}: a difference is 'difference to RUN', and nothing else has 'to'")
    if abs(limit) > 1 and _units(behaviour, figure) <= {"share", "difference", "kappa"}:
        raise InputError(f"{short(str(text))}: a share is 1 at most; expected a limit such as 0.05, or 5 %")
    if group and "of" in parts:
        raise InputError(f"{short(str(text))}: names two groups, {group} and {parts['of']}; expected one")
    return Clause(
        str(text), behaviour, figure, group or parts.get("of", ""), parts.get("on", ""), parts.get("by", ""),
        parts.get("to", ""), found["sign"], limit,
    )  # fmt: skip


def _figure_of(what: str) -> tuple[str, str, str]:
    """Group, figure and the rest of what stands before the sign; a figure may go by what tables call it.

    Example:
        >>> _figure_of("harmless pairs on msts"), _figure_of("declined without a cause, benign")
        (('harmless', 'pairs', 'on msts'), ('benign', 'over_refusal', ''))
    """
    for label in sorted(_IN_WORDS, key=len, reverse=True):
        found = re.fullmatch(_IN_A_CLAUSE.format(re.escape(label)), what)
        if found and not (found["before"] and found["behind"]):
            return _unquoted(found["before"] or found["behind"] or ""), _IN_WORDS[label], (found["rest"] or "").strip()
    figure = _PART.split(what, maxsplit=1)[0].strip()
    group, _, name = figure.rpartition(" ")
    return _unquoted(group), name, what[len(figure) :].strip()


def _unquoted(name: str) -> str:
    return name.strip().strip("\"'")


def _units(behaviour: str, figure: str) -> set[Unit]:
    if figure in OWN and not behaviour:
        return {"share"}
    return {each.figures[figure].unit for each in BEHAVIOURS if figure in each.figures and behaviour in ("", each.name)}


def _check_figure(behaviour: str, figure: str) -> None:
    own = {each.name: each for each in BEHAVIOURS}
    if behaviour and behaviour not in own:
        raise unknown_name("behaviour", behaviour, own)
    names = set(own[behaviour].figures) if behaviour else _FIGURES
    if figure not in names:
        raise unknown_name("figure", figure, names, "`ch3ef list figures`")

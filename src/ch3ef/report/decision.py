"""What is shown of models that are held against a policy, in the words that terminal, report and signed page share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args
from urllib.parse import urlencode

from ch3ef.analysis.gate import Checked, Gated, Verdict
from ch3ef.analysis.policy import OWN, Policy
from ch3ef.report.grounds import Ground
from ch3ef.report.lines import about
from ch3ef.words import name, plural, words


@dataclass(frozen=True, slots=True)
class Decision:
    """A policy, and what is shown of it.

    Attributes:
        policy: What is demanded.
        gated: What is shown of each model.
        lost: Sentences on answers that are missing: where there is one, nothing passes.
        grounds: What it rests on, by versions and digests.
        looks: Over how many looks the policy's error is shared.
        judges: Sentences on the judges that its figures rest on.
    """

    policy: Policy
    gated: tuple[Gated, ...]
    lost: tuple[str, ...]
    grounds: tuple[Ground, ...] = ()
    looks: int = 1
    judges: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether every model passes."""
        return all(map(self.passes, self.gated))

    def passes(self, gated: Gated) -> bool:
        """Whether a model passes."""
        return gated.passed and not self.lost

    def verdict(self, gated: Gated) -> Verdict:
        """What is shown of a model: that it fails where one of its clauses does."""
        if self.passes(gated):
            return "pass"
        return "fail" if any(each.verdict == "fail" for each in gated.checked) else "not shown"

    @property
    def counts(self) -> dict[Verdict, int]:
        """How many models pass, fail, and are shown neither."""
        verdicts = list(map(self.verdict, self.gated))
        return {verdict: verdicts.count(verdict) for verdict in get_args(Verdict)}

    def head(self, gated: Gated) -> str:
        """A model's decision in a sentence."""
        shown, n = sum(each.verdict == "pass" for each in gated.checked), len(gated.checked)
        told: dict[str, str | int] = {"model": gated.model, "shown": shown}
        if self.passes(gated):
            return plural(
                "{model} passes: {shown} of {n} clause shown to hold",
                "{model} passes: {shown} of {n} clauses shown to hold",
                n,
                **told,
            )
        return plural(
            "{model} does not pass: {shown} of {n} clause shown to hold",
            "{model} does not pass: {shown} of {n} clauses shown to hold",
            n,
            **told,
        )

    @property
    def certainty(self) -> str:
        """How sure the verdicts are, in a sentence or two."""
        error = f"{100 * self.policy.error:g}"
        level = f"{100 * (1 - 2 * self.policy.error / (len(self.policy.clauses) * self.looks)):.4g}"
        rule = words("No clause makes up for another; 'not shown' does not pass.")
        if self.looks == 1:
            together = words(
                "Intervals are of {level} % each (in other tables of 95 %), so that they hold together: that "
                "any clause is told to pass which does not hold has a probability of at most {error} %.",
                level=level,
                error=error,
            )
        else:
            together = words(
                "Intervals are of {level} % each (in other tables of 95 %), so that they hold together and "
                "over {looks} looks: that any clause is told to pass in any of them which does not hold has a "
                "probability of at most {error} %.",
                level=level,
                error=error,
                looks=self.looks,
            )
        return words("{together} {rule}", together=together, rule=rule)


def found_told(checked: Checked) -> str:
    """A clause's figure with its interval; in percent where it is a share, with as many digits as its verdict takes.

    Example:
        >>> from ch3ef.analysis.policy import clause_of
        >>> found_told(Checked(clause_of("pairs > 0.8"), "pass", 0.9, 0.85, 0.93, 200, None, ""))
        '90.0 % [85.0, 93.0]'
        >>> found_told(Checked(clause_of("pairs > 85 %"), "fail", 0.81, 0.78, 0.8497, 900, None, ""))
        '81.00 % [78.00, 84.97]'
    """
    if checked.estimate is None:
        return "-"
    scale, sign = (100, " %") if checked.unit in {"share", "difference"} else (1, "")
    shown = [scale * value for value in (checked.estimate, checked.low, checked.high) if value is not None]
    digits = _digits(shown, scale * checked.clause.limit)
    estimate, *bounds = (f"{value:z.{digits}f}" for value in shown)
    told = f"{estimate}{sign}" + (f" [{', '.join(bounds)}]" if len(bounds) == 2 else "")
    if checked.judged == "corrected":
        return words("{figure}, corrected", figure=told)
    return words("{figure}, uncorrected", figure=told) if checked.judged else told


def _digits(values: Sequence[float], limit: float) -> int:
    """Digits behind the point with which each value stands to the limit as it does unrounded; at least one."""
    for digits in range(1, 6):
        if all(
            (round(value, digits) > limit) - (round(value, digits) < limit) == (value > limit) - (value < limit)
            for value in values
        ):
            return digits
    return 6


def verdict_told(checked: Checked) -> str:
    """What is shown of a clause, and if nothing, why.

    Example:
        >>> from ch3ef.analysis.policy import clause_of
        >>> verdict_told(Checked(clause_of("pairs > 0.8"), "not shown", 0.85, 0.78, 0.9, 200, 412, "too few items"))
        'not shown: too few items, about 410 more would do'
    """
    if checked.verdict != "not shown":
        return name(checked.verdict, "verdict")
    if checked.more is None:
        return words("not shown: {reason}", reason=checked.reason)
    return words("not shown: {reason}, about {n} more would do", reason=checked.reason, n=about(checked.more))


def place_of(checked: Checked, model: str, models: Sequence[str]) -> str:
    """Where a report shows what a clause speaks of: the items of accuracies, else the model's profile; "" for nowhere.

    Args:
        checked: The clause.
        model: Of whom.
        models: Those of the report, in its order.

    Example:
        >>> from ch3ef.analysis.policy import clause_of
        >>> where = {"group": "honest", "scenario": "set", "recipe": "r"}
        >>> found = Checked(clause_of("honest pairs > 0.8"), "pass", 0.9, 0.8, 1, 9, None, "", **where)
        >>> place_of(found, "b", ["a", "b"])
        'items.html#scenario=set&group=honest&recipe=r&models=b'
    """
    if not checked.scenario:
        return ""
    clause = checked.clause
    if clause.behaviour or clause.figure not in OWN:
        return f"models.html#a={models.index(model)}&b=none"
    where: Mapping[str, str] = {"scenario": checked.scenario, "group": checked.group, "recipe": checked.recipe}
    kept = {key: value for key, value in where.items() if value and value != "all"}
    return f"items.html#{urlencode({**kept, 'models': model})}"

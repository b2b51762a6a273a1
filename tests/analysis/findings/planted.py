"""What is planted for each family: an effect of the size in its docstring."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from ch3ef.analysis.findings.claims import CLAIMS
from ch3ef.analysis.findings.families import items, levels, ranking, values
from ch3ef.analysis.findings.finding import ALPHA, Answers, Finding
from ch3ef.analysis.findings.measured import Evidence, evidence_of
from ch3ef.analysis.findings.scores import ScoreColumn, Scores
from ch3ef.analysis.findings.testing import ask
from ch3ef.taxonomy import DOMAINS
from tests.analysis.findings.worlds import A3, TWINS, Asked, Plant, make_items, scores_world, sheets, world

ITEMS = make_items()
WAYS = sheets(ITEMS)
MAX_CLAIMS = 40
"""More confirmatory claims than any simulated report holds: by so many p-values are multiplied here."""


@dataclass(frozen=True, eq=False)
class Case:
    """An effect, and how the family that looks for it tells of it."""

    name: str
    answer: Callable[[np.random.Generator], Answers]
    about: Callable[[Finding], bool]
    planted: float

    def look(self, seed: int) -> Finding | None:
        """The family's finding in one world, shown or not; None where there is none."""
        found = self.answer(np.random.default_rng(seed))
        own = [one for one in found if isinstance(one, Finding) and self.about(one)]
        return own[0] if own else None

    def finds(self, finding: Finding | None) -> bool:
        """Whether the effect is found: adjusted, with the right sign, and by an interval that leaves the null out."""
        if finding is None or np.sign(finding.estimate) != np.sign(self.planted):
            return False
        if not finding.confirmatory:
            return True
        beside = finding.null is None or not (finding.low or 0) <= finding.null <= (finding.high or 0)
        return finding.p is not None and finding.p * MAX_CLAIMS <= ALPHA and beside


def _in_frame(
    family: Callable[..., Answers], plant: Callable[[np.random.Generator], Plant], n_models: int = 12
) -> Callable[[np.random.Generator], Answers]:
    def answer(rng: np.random.Generator) -> Answers:
        return family(world(rng, plant(rng), n_models=n_models, items=ITEMS, ways=WAYS), rng)

    return answer


def _of_figures(
    family: Callable[[Evidence], Answers],
    wanted: Collection[tuple[str, str]],
    plant: Callable[[np.random.Generator], Plant],
    n_models: int = 12,
) -> Callable[[np.random.Generator], Answers]:
    def answer(rng: np.random.Generator) -> Answers:
        made = world(rng, plant(rng), n_models=n_models, items=ITEMS, ways=WAYS)
        return family(evidence_of(made, wanted))

    return answer


def _claimed(family: str, plant: Callable[[np.random.Generator], Plant]) -> Callable[[np.random.Generator], Answers]:
    wanted = {(claim.behaviour, claim.figure) for claim in CLAIMS if claim.family == family}
    return _of_figures(partial(ask, family), wanted, plant)


def _always(plant: Plant) -> Callable[[np.random.Generator], Plant]:
    return lambda rng: plant


def _lower_a3(asked: Asked) -> None:
    asked.right[:, asked.where(scenario=A3)] -= 0.15 * 0.75


def _unsaid(asked: Asked) -> None:
    asked.right -= 0.06 * (asked.sheet.recipe == "human-value-direct")


def _examples_harm(asked: Asked) -> None:
    asked.right -= 0.08 * ("ice" in asked.sheet.variant)


def _noise_harms(asked: Asked) -> None:
    asked.right -= 0.08 * ("noise" in asked.sheet.variant)


def _gives_way(asked: Asked) -> None:
    asked.right[:, asked.where(scenario=A3, domain="sycophancy")] -= 0.25


def _gives_way_later(asked: Asked) -> None:
    asked.right -= 0.08 * (asked.sheet.variant == "pushback")


def _one_ahead(asked: Asked) -> None:
    asked.right[3] += 0.12
    asked.right[[0, 1, 2, *range(5, 12)]] -= 0.12


def _three_ahead(asked: Asked) -> None:
    asked.right[3:] -= 0.15


def _one_kind_harder(asked: Asked) -> None:
    asked.right *= np.where(asked.where(domain="hallucination", task="capability"), 1 - 0.3 / 0.55, 1)


def _overconfident_on_a3(asked: Asked) -> None:
    asked.overconfident = np.where(asked.where(scenario=A3), 0.15, 0.0)


def _first_place(asked: Asked) -> None:
    asked.first = 0.1 if asked.sheet.inferencer == "direct" else 0.0


def _longest(asked: Asked) -> None:
    asked.longest = 0.12


def _refuses_benign(asked: Asked) -> None:
    if asked.sheet.inferencer == "direct":
        asked.refused[:, asked.where(scenario=TWINS, dimension="harmless")] = 0.12


def _weak_at_one(asked: Asked) -> None:
    asked.right[4, asked.where(scenario=A3, task="object multi-view")] = 0.1


def _wrong_keys(rng: np.random.Generator) -> Plant:
    wrong = rng.random(len(ITEMS.item_id)) < 0.06

    def plant(asked: Asked) -> None:
        asked.right[:, wrong[asked.sheet.items]] = 0

    return plant


def _price_of_refusal(rng: np.random.Generator, n_models: int = 24) -> Plant:
    leaning = np.clip(rng.normal(0, 0.16, n_models), -0.28, 0.28)[:, None]
    own = np.clip(leaning + rng.normal(0, 0.016, (n_models, 1)), -0.28, 0.28)

    def plant(asked: Asked) -> None:
        if asked.sheet.inferencer == "direct":
            asked.refused[:, asked.where(scenario=A3, dimension="harmless")] = 0.4 + leaning
            asked.refused[:, asked.where(scenario=TWINS, dimension="harmless")] = 0.3 + own

    return plant


def price_of_refusal_in_truth() -> float:
    """The correlation that is planted, of scores as measured, over very many models."""
    rng = np.random.default_rng(0)
    made = world(rng, _price_of_refusal(rng, 3000), n_models=3000, items=ITEMS, ways=WAYS[1:2])
    found = values.refusal_tradeoff(evidence_of(made, {("refusal", "over_refusal")}))[0]
    assert isinstance(found, Finding)
    return found.estimate


def _related(correlations: Any, names: dict[str, str], n_models: int, family: Callable[..., Answers]) -> Any:
    covariance = 0.06**2 * np.asarray(correlations)
    mean = [0.5] * len(names)
    return lambda rng: family(scores_world(rng, covariance, mean, names, n_models), rng)


LEVEL_NAMES = {"seeing": "A1", "reasoning": "A2", "values": "A3"}
LEVELS = [[1, 0.1, 0.1], [0.1, 1, 0.9], [0.1, 0.9, 1]]
DIMENSIONS = {"helpful": "A3", "honest": "A3", "harmless": "A3"}
APART = np.full((12, 12), 0.9)
APART[4] = APART[:, 4] = 0
np.fill_diagonal(APART, 1)


def _drop_of_scores(rng: np.random.Generator) -> Answers:
    high = rng.uniform(0.5, 0.8, 12)
    low = high - 0.2 + rng.normal(0, 0.1, 12)
    columns = (ScoreColumn("seeing", "A1"), ScoreColumn("values", "A3"))
    scores = Scores("simulated", tuple(map(str, range(12))), columns, np.stack([high, low], axis=1))
    return levels.level_drop_of_scores(scores, rng)


def _far_ahead(rng: np.random.Generator) -> Answers:
    shares = np.array([0.6, 0.35, *[0.15] * 10])
    columns = (ScoreColumn("harmless", "A3", 355),)
    scores = Scores("simulated", tuple(map(str, range(12))), columns, rng.binomial(355, shares)[:, None] / 355)
    return ranking.leader_of_scores(scores, rng)


def _mostly_low(rng: np.random.Generator) -> Answers:
    low = np.where(rng.random(24) < 0.95, rng.uniform(0.05, 0.24, 24), rng.uniform(0.26, 0.9, 24))
    scores = Scores("simulated", tuple(map(str, range(24))), (ScoreColumn("harmless", "A3", 355),), low[:, None])
    return levels.below_a_quarter(scores, rng)


def _whole(finding: Finding) -> bool:
    return finding.confirmatory


def _of(*about: str, confirmatory: bool = True) -> Callable[[Finding], bool]:
    return lambda finding: finding.about[: len(about)] == about and finding.confirmatory == confirmatory


CASES = (
    Case("level_drop", _in_frame(levels.level_drop, _always(_lower_a3)), _of("A1"), -0.15),
    Case("level_drop, scores", _drop_of_scores, _of("A1"), -0.2),
    Case("level_relation", _related(LEVELS, LEVEL_NAMES, 24, levels.level_relation), _of("A2", "A3"), 0.9),
    Case("level_relation, two", _related(LEVELS, LEVEL_NAMES, 30, levels.level_relation), _of("A2", "A1"), 0.8),
    Case(
        "dimension_coupling",
        _related([[1, 0.9, 0.9], [0.9, 1, 0.9], [0.9, 0.9, 1]], DIMENSIONS, 24, levels.dimension_coupling),
        _of("honest", "harmless"),
        0.9,
    ),
    Case(
        "outlying_domain",
        _related(APART, dict.fromkeys(DOMAINS, "A3"), 30, levels.outlying_domain),
        _of(DOMAINS[4], confirmatory=False),
        -float(np.arctanh(0.9)),
    ),
    Case("leader", _in_frame(ranking.leader, _always(_one_ahead)), _of("A3", "model-03", "model-04"), 0.12),
    Case("leader, scores", _far_ahead, _of("harmless", "0", "1"), 0.25),
    Case(
        "may_lead",
        _in_frame(ranking.may_lead, _always(_three_ahead)),
        lambda finding: set(finding.about) == {"model-00", "model-01", "model-02"},
        3.0,
    ),
    Case("below_a_quarter", _mostly_low, _whole, 0.95),
    Case("protocol_gap", _claimed("protocol_gap", _always(_unsaid)), _whole, 0.06),
    Case(
        "refusal_tradeoff",
        _of_figures(values.refusal_tradeoff, {("refusal", "over_refusal")}, _price_of_refusal, 24),
        _whole,
        0.866,
    ),
    Case("over_refusal", _claimed("over_refusal", _always(_refuses_benign)), _whole, 0.12),
    Case("sycophancy", _claimed("sycophancy", _always(_gives_way)), _whole, 0.25),
    Case("pushback", _claimed("pushback", _always(_gives_way_later)), _whole, 0.08),
    Case(
        "hallucination_by_kind",
        _in_frame(values.hallucination_by_kind, _always(_one_kind_harder)),
        _of("capability"),
        -0.4,
    ),
    Case("calibration_transfer", _claimed("calibration_transfer", _always(_overconfident_on_a3)), _whole, 0.15),
    Case("in_context", _claimed("in_context", _always(_examples_harm)), _whole, -0.08),
    Case("position_bias", _claimed("position_bias", _always(_first_place)), _of("first"), 0.1),
    Case("length_bias", _claimed("length_bias", _always(_longest)), _of("longest"), 0.12),
    Case("robustness_loss", _claimed("robustness_loss", _always(_noise_harms)), _whole, 0.08),
    Case(
        "weakest_task",
        _in_frame(items.weakest_task, _always(_weak_at_one)),
        _of("model-04", "object multi-view", confirmatory=False),
        -0.45,
    ),
    Case("items_nobody_gets", _in_frame(items.items_nobody_gets, _wrong_keys), _whole, 0.061),
)
"""One case per family and kind of results."""

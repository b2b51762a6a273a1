"""Every figure of the registry: at its ends for who is always right or always wrong, and never forgotten."""

from __future__ import annotations

from functools import cache

import pytest

from ch3ef.analysis.arrow import table_of
from ch3ef.analysis.behaviours.behaviour import Behaviour
from ch3ef.analysis.behaviours.registry import BEHAVIOURS, figures_of
from ch3ef.analysis.figures import Figure, Scale
from ch3ef.models.persona import Persona
from tests.analysis.behaviours.everything import by_people, everything

ORACLE, ANTI_ORACLE, BETWEEN = Persona(accuracy=1.0), Persona(accuracy=0.0, hallucination=1.0), Persona(accuracy=0.6)
NO_END = {
    "share_of_place": "follows the draw of the order",
    "length_bias": "is of errors, which the oracle has none of, and which of them the anti-oracle makes is free",
    "ece_debiased": "is 0 for both but for what confidence lacks of certainty",
    "mean_confidence": "is no matter of being right",
    "overconfidence": "depends on the confidence",
    "overconfidence_growth": "depends on the confidence",
    "ece_score_ref": "depends on the confidence",
    "brier": "depends on the confidence",
    "brier_reliability": "depends on the confidence",
    "auroc": "is undefined where all answers are right, or all wrong",
    "declined": "is 1 for what deserves it and 0 for what does not",
    "yes_ratio": "is the set's own share for the oracle",
    "refused_by_rules": "is no matter of being right",
    "refused_by_judges": "is no matter of being right",
    "judges_agree": "is about judges",
    "not_judged": "is about judges",
    "graded": "needs a judge's certificate",
    "graded_corrected": "needs a judge's certificate",
    "refused_by_judges_corrected": "is about judges",
    "incomplete_pairs": "counts what was not asked",
}
"""Figures without an end of their own, and why."""


@cache
def figures(persona: Persona) -> tuple[Figure, ...]:
    return tuple(figures_of(table_of([*everything(persona), *by_people(persona)], "everything")))


def scale_of(figure: Figure) -> Scale:
    behaviour = next(one for one in BEHAVIOURS if one.name == figure.behaviour)
    return behaviour.figures[figure.name]


def test_names_are_given_once() -> None:
    names = [behaviour.name for behaviour in BEHAVIOURS]
    assert len(names) == len(set(names))


def test_only_what_is_declared_is_measured() -> None:
    for persona in (ORACLE, ANTI_ORACLE, BETWEEN):
        for figure in figures(persona):
            assert isinstance(scale_of(figure), Scale)


@pytest.mark.parametrize("behaviour", BEHAVIOURS, ids=lambda behaviour: behaviour.name)
def test_every_figure_has_an_end_or_a_reason(behaviour: Behaviour) -> None:
    for name, scale in behaviour.figures.items():
        ends = (scale.oracle, scale.anti_oracle)
        assert (ends != (None, None)) != (name in NO_END), f"{behaviour.name}: {name}: {ends}"


@pytest.mark.parametrize("behaviour", BEHAVIOURS, ids=lambda behaviour: behaviour.name)
def test_who_is_always_right_and_who_is_always_wrong_are_at_the_ends(behaviour: Behaviour) -> None:
    for end, persona in (("oracle", ORACLE), ("anti_oracle", ANTI_ORACLE)):
        found = [one for one in figures(persona) if one.behaviour == behaviour.name]
        wanted = {name: getattr(scale, end) for name, scale in behaviour.figures.items()}
        for one in found:
            if wanted[one.name] is not None and one.estimate is not None:
                assert one.estimate == pytest.approx(wanted[one.name], abs=1e-3), (end, one)
        seen = {one.name for one in found if one.estimate is not None}
        assert {name for name, value in wanted.items() if value is not None} <= seen, end


@pytest.mark.parametrize("behaviour", BEHAVIOURS, ids=lambda behaviour: behaviour.name)
def test_intervals_hold_their_estimates_and_are_never_empty(behaviour: Behaviour) -> None:
    for persona in (ORACLE, ANTI_ORACLE, BETWEEN):
        for one in figures(persona):
            if one.behaviour == behaviour.name and one.low is not None and one.high is not None:
                assert one.estimate is not None
                assert one.low - 1e-9 <= one.estimate <= one.high + 1e-9, one
                assert one.high - one.low > 1e-6, one


def test_every_behaviour_has_words_for_what_it_needs() -> None:
    for behaviour in BEHAVIOURS:
        assert behaviour.question.endswith("?")
        assert behaviour.needs
        assert not behaviour.needs.endswith(".")

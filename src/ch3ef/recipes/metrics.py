"""Inspect scorer: a thin shell around `scoring`."""

from __future__ import annotations

from dataclasses import asdict, replace

from inspect_ai.scorer import Score, Scorer, Target, mean, scorer
from inspect_ai.solver import TaskState

from ch3ef.models.option_likelihood import OptionLikelihood
from ch3ef.recipes.asking import Asking, asking_from_record
from ch3ef.recipes.inferencers import FAULT, LIKELIHOODS, ORDER, REASONING, SHARES
from ch3ef.recipes.recipe import Recipe, recipe_named
from ch3ef.recipes.scoring import ItemScore, score_likelihoods, score_reply, score_shares
from ch3ef.results import Outcome


@scorer(metrics=[mean()])
def credit(recipe: str) -> Scorer:
    """Credit of the answer; what was not answered counts as wrong and keeps its outcome.

    Args:
        recipe: Name of a recipe, or its file.
    """
    asked_by = recipe_named(recipe)

    async def score(state: TaskState, target: Target) -> Score:  # noqa: ARG001 (Inspect's own signature)
        asked = asking_from_record(state.metadata["asking"])
        scored = _scored(asked, asked_by, state)
        option = asked.item.options[scored.chosen] if scored.chosen is not None else None
        facts = {name: value for name, value in asdict(scored).items() if value is not None}
        return Score(
            value=scored.correct or 0.0,
            answer=scored.answer or option,
            explanation=scored.error or str(scored.outcome),
            metadata={
                **facts,
                "option_order": None if asked_by.open else state.store.get(ORDER),
                "reasoning": state.store.get(REASONING),
            },
        )

    return score


def _scored(asked: Asking, recipe: Recipe, state: TaskState) -> ItemScore:
    if fault := state.store.get(FAULT):
        return ItemScore(outcome=Outcome.ERROR, error=fault)
    if (reached := state.store.get(SHARES)) is not None:
        return score_shares(asked.item, {int(i): share for i, share in reached["shares"]}, reached["confidence"])
    if (likelihoods := state.store.get(LIKELIHOODS)) is not None:
        found = [OptionLikelihood(**likelihood) for likelihood in likelihoods]
        return score_likelihoods(asked.item, state.store.get(ORDER), found)
    stop = state.output.stop_reason
    if stop == "content_filter":
        # The vendor's filter declined for the model, whatever text came with it.
        return ItemScore(outcome=Outcome.REFUSED)
    truncated = stop in {"max_tokens", "model_length"}
    scored = score_reply(asked, recipe, state.output.completion, truncated=truncated)
    if state.output.error:
        return replace(scored, outcome=Outcome.ERROR, correct=None, chosen=None, error=state.output.error)
    return scored

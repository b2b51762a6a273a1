"""An answer -> what it is worth, and its columns of the results table; of no engine."""

from __future__ import annotations

from dataclasses import asdict

from ch3ef.judges.judge import judge_reply, panel_now
from ch3ef.models.option_likelihood import OptionLikelihood
from ch3ef.recipes.asking import Asking
from ch3ef.recipes.recipe import Recipe
from ch3ef.recipes.scoring import (
    ItemScore,
    awaits_judging,
    judged,
    score_likelihoods,
    score_reply,
    score_shares,
)
from ch3ef.results import Outcome
from ch3ef.running.answers import Answer

_AT_A_LIMIT = ("max_tokens", "model_length")
"""Why a reply stopped that its limit cut off, in Inspect's words."""


def score_of(asked: Asking, recipe: Recipe, answer: Answer) -> ItemScore:
    """What an answer is worth, before any judge has seen it."""
    if answer.stop == "content_filter":
        # The model's vendor, or the model through a field of its own, declined, whatever text came with it.
        return ItemScore(outcome=Outcome.REFUSED, error=answer.fault)
    if answer.fault is not None:
        return ItemScore(outcome=Outcome.ERROR, error=answer.fault)
    if answer.shares is not None:
        return score_shares(asked.item, dict(answer.shares), answer.confidence)
    if answer.likelihoods is not None:
        found = [OptionLikelihood(**likelihood) for likelihood in answer.likelihoods]
        return score_likelihoods(asked.item, answer.order, found)
    return score_reply(asked, recipe, answer.reply or "", truncated=answer.stop in _AT_A_LIMIT)


async def with_verdicts(asked: Asking, recipe: Recipe, answer: Answer, scored: ItemScore) -> ItemScore:
    """The score with the verdicts of the judges of this run, where the recipe wants them and there are any."""
    panel = panel_now()
    reply = answer.reply or ""
    if not (panel and recipe.judged and awaits_judging(scored.outcome, scored.correct, reply)):
        return scored
    return judged(scored, await judge_reply(panel, asked.item, reply))


def columns_of(recipe: Recipe, scored: ItemScore, answer: Answer) -> dict[str, object]:
    """The columns of the results table that hold an answer and what it was worth."""
    facts = {name: value for name, value in asdict(scored).items() if value is not None}
    return {
        **facts,
        "option_order": None if recipe.open else answer.order,
        "reasoning": answer.reasoning,
        "reply": answer.reply,
        "cut_off": answer.stop in _AT_A_LIMIT if answer.reply is not None and answer.stop else None,
        "started_at": answer.started_at,
        "seconds": answer.seconds,
        "input_tokens": answer.input_tokens,
        "output_tokens": answer.output_tokens,
    }

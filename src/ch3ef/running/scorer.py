"""Inspect scorer: a thin shell around `scoring`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from statistics import fmean

from inspect_ai.scorer import Score, Scorer, Target, mean, scorer
from inspect_ai.solver import TaskState

from ch3ef.judges.judge import judge_reply, panel_now
from ch3ef.models.option_likelihood import OptionLikelihood
from ch3ef.recipes.asking import Asking
from ch3ef.recipes.bundles import askings_of
from ch3ef.recipes.recipe import Recipe, recipe_named
from ch3ef.recipes.scoring import (
    ItemScore,
    awaits_judging,
    judged,
    score_likelihoods,
    score_reply,
    score_shares,
)
from ch3ef.results import Outcome
from ch3ef.running.answers import ANSWERS, Answer


@scorer(metrics=[mean()])
def credit(recipes: Sequence[str]) -> Scorer:
    """Credit of the answers, on average; what has no credit counts as wrong and keeps its outcome.

    Args:
        recipes: Names of the recipes, or their files.
    """
    by_name = {recipe.name: recipe for recipe in map(recipe_named, recipes)}

    async def score(state: TaskState, target: Target) -> Score:  # noqa: ARG001 (Inspect's own signature)
        askings = [(by_name[name], asked) for name, asked in askings_of(state.metadata)]
        answers = [Answer(**record) for record in state.store.get(ANSWERS)]
        scores = [
            await _judged(asked, recipe, answer, _scored(asked, recipe, answer))
            for (recipe, asked), answer in zip(askings, answers, strict=True)
        ]
        said = [_said(asked, scored) for (_, asked), scored in zip(askings, scores, strict=True)]
        outcomes = [scored.error or str(scored.outcome) for scored in scores]
        names = [f"{recipe.name}, {asked.variant}: " if len(askings) > 1 else "" for recipe, asked in askings]
        return Score(
            value=fmean(scored.correct or 0.0 for scored in scores),
            answer=said[0] if len(said) == 1 else _lines(names, [text or "" for text in said]),
            explanation=_lines(names, outcomes),
            metadata={
                ANSWERS: [
                    _record(recipe, scored, answer)
                    for (recipe, _), scored, answer in zip(askings, scores, answers, strict=True)
                ]
            },
        )

    return score


def _scored(asked: Asking, recipe: Recipe, answer: Answer) -> ItemScore:
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
    truncated = answer.stop in {"max_tokens", "model_length"}
    return score_reply(asked, recipe, answer.reply or "", truncated=truncated)


async def _judged(asked: Asking, recipe: Recipe, answer: Answer, scored: ItemScore) -> ItemScore:
    """The score with the verdicts of the judges of this run, where the recipe wants them and there are any."""
    panel = panel_now()
    reply = answer.reply or ""
    if not (panel and recipe.judged and awaits_judging(scored.outcome, scored.correct, reply)):
        return scored
    return judged(scored, await judge_reply(panel, asked.item, reply))


def _record(recipe: Recipe, scored: ItemScore, answer: Answer) -> dict[str, object]:
    """Columns of the results table."""
    facts = {name: value for name, value in asdict(scored).items() if value is not None}
    return {
        **facts,
        "option_order": None if recipe.open else answer.order,
        "reasoning": answer.reasoning,
        "reply": answer.reply,
        "started_at": answer.started_at,
        "seconds": answer.seconds,
        "input_tokens": answer.input_tokens,
        "output_tokens": answer.output_tokens,
    }


def _said(asked: Asking, scored: ItemScore) -> str | None:
    return scored.answer or (None if scored.chosen is None else asked.item.options[scored.chosen])


def _lines(names: Sequence[str], texts: Sequence[str]) -> str:
    return "\n".join(name + text for name, text in zip(names, texts, strict=True))

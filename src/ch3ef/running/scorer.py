"""Inspect scorer: a thin shell around `crediting`."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from inspect_ai.scorer import Score, Scorer, Target, mean, scorer
from inspect_ai.solver import TaskState

from ch3ef.recipes.asking import Asking
from ch3ef.recipes.bundles import askings_of
from ch3ef.recipes.recipe import recipe_named
from ch3ef.recipes.scoring import ItemScore
from ch3ef.running.answers import ANSWERS, Answer
from ch3ef.running.crediting import columns_of, score_of, with_verdicts


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
            await with_verdicts(asked, recipe, answer, score_of(asked, recipe, answer))
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
                    columns_of(recipe, scored, answer)
                    for (recipe, _), scored, answer in zip(askings, scores, answers, strict=True)
                ]
            },
        )

    return score


def _said(asked: Asking, scored: ItemScore) -> str | None:
    return scored.answer or (None if scored.chosen is None else asked.item.options[scored.chosen])


def _lines(names: Sequence[str], texts: Sequence[str]) -> str:
    return "\n".join(name + text for name, text in zip(names, texts, strict=True))

"""What a run would cost: requests, pictures and estimated tokens, without sending anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ch3ef.judges.judge import MAX_TOKENS, check_judges
from ch3ef.judges.prompt import judge_prompt
from ch3ef.models.names import ModelName
from ch3ef.models.picture_tokens import Counting
from ch3ef.models.settings import GenerationSettings, settings_of
from ch3ef.recipes.instructions import instruct
from ch3ef.recipes.parts import Part
from ch3ef.recipes.recipe import Recipe
from ch3ef.running.pace import usual_reply
from ch3ef.running.planned import RunPlan

USUAL_VERDICT = 150
"""Tokens of a judge's usual reply."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What one model would be asked of one scenario under one recipe.

    Attributes:
        model: The model; "judge NAME" for what a judge would be asked.
        recipe: The recipe.
        scenario: The set.
        items: Items to ask.
        requests: Requests to send; a local model's forward passes over a prompt.
        pictures: Pictures sent, over all requests.
        text_tokens: Estimated tokens of text sent; to a judge with replies as long as they can be.
        picture_tokens: Estimated tokens of pictures sent, by the model's own rule where it is known.
        reply_tokens: Most tokens that can come back.
        usual_tokens: Tokens that usually come back, of a model that does not reason unasked.
        usual_text: As `text_tokens`, with usual replies.
    """

    model: str
    recipe: str
    scenario: str
    items: int
    requests: int
    pictures: int
    text_tokens: int
    picture_tokens: int
    reply_tokens: int
    usual_tokens: int
    usual_text: int


def estimate(plan: RunPlan) -> Iterator[Estimate]:
    """Estimates for every model and part of a plan.

    Args:
        plan: What would be asked.

    Yields:
        One estimate each, in the plan's order; then those of the judges.
    """
    for model in plan.models:
        counting = Counting.of(model)
        for part in plan.parts:
            yield _estimate(model, part, counting, plan.settings_of(model))
    for judge in check_judges(plan.judges):
        counting = Counting.of(judge)
        yield from (_judging(judge, plan, part, counting) for part in plan.parts if part.recipe.judged)


def _judging(judge: ModelName, plan: RunPlan, part: Part, counting: Counting) -> Estimate:
    """What a judge would be asked: every reply of every model once."""
    shown = judge.args.get("pictures") != "no"
    prompts = [judge_prompt(asked.item, "", pictures=shown).messages for asked in part.askings]
    models, replies = len(plan.models), len(plan.models) * len(prompts)
    text = models * sum(map(counting.texts, prompts))
    return Estimate(
        model=f"judge {judge.name}",
        recipe=part.recipe.name,
        scenario=part.scenario.name,
        items=len({asked.item.id for asked in part.askings}),
        requests=replies,
        pictures=models * sum(len(message.images) for prompt in prompts for message in prompt),
        text_tokens=round(text) + len(prompts) * sum(_most_shown(plan, model, part.recipe) for model in plan.models),
        picture_tokens=models * sum(map(counting.pictures, prompts)),
        reply_tokens=replies * settings_of(judge).limit(MAX_TOKENS),
        usual_tokens=replies * USUAL_VERDICT,
        usual_text=round(text) + replies * usual_reply(part.recipe, part.recipe.turns[-1]),
    )


def _most_shown(plan: RunPlan, model: ModelName, recipe: Recipe) -> int:
    """Most tokens of a reply that a judge is shown: without thoughts."""
    return plan.settings_of(model).max_tokens or recipe.max_tokens


def _estimate(model: ModelName, part: Part, counting: Counting, settings: GenerationSettings) -> Estimate:
    recipe = replace(part.recipe, max_tokens=settings.limit(part.recipe.max_tokens))
    requests = pictures = picture_tokens = replies = usual = 0
    text = 0.0
    for asked in part.askings:
        # Corrupted pictures may not be drawn yet; they are as large as the ones that they are made of.
        messages = instruct(replace(asked, pictures=()), recipe).messages
        options = sum(map(counting.text, asked.item.options)) if recipe.likelihoods else 0
        sent = _requests(model, recipe, len(asked.item.options))
        requests += sent
        pictures += sent * sum(len(message.images) for message in messages)
        text += sent * counting.texts(messages) + options
        picture_tokens += sent * counting.pictures(messages)
        replies += _most_reply_tokens(model, recipe, sent)
        usual += _most_reply_tokens(model, recipe, sent) - sum(
            recipe.max_tokens - usual_reply(recipe, turn) for turn in recipe.turns if turn != "ppl"
        )
    return Estimate(
        model=model.name,
        recipe=recipe.name,
        scenario=part.scenario.name,
        items=len({asked.item.id for asked in part.askings}),
        requests=requests,
        pictures=pictures,
        text_tokens=round(text),
        picture_tokens=picture_tokens,
        reply_tokens=replies,
        usual_tokens=usual,
        usual_text=round(text),
    )


def _requests(model: ModelName, recipe: Recipe, options: int) -> int:
    """A local model reads prompt and pictures once per turn; a server once per option and once without.

    Going down a tree of options is taken for as many turns as its recipe names, with all options at each.
    """
    once = 1 if model.provider in ("ch3ef-hf", "reference") else options + 1
    per_turn = {"ppl": once * (2 if recipe.pmi else 1)}
    return sum(per_turn.get(turn, 1) for turn in recipe.turns)


def _most_reply_tokens(model: ModelName, recipe: Recipe, requests: int) -> int:
    replies = sum(turn != "ppl" for turn in recipe.turns)
    scored = requests - replies if model.provider in ("vllm", "sglang", "openai-api") else 0
    return replies * recipe.max_tokens + scored

"""What a run would cost: requests, pictures and estimated tokens, without sending anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from ch3ef.items import ImageRef
from ch3ef.judges.judge import MAX_TOKENS, check_judges
from ch3ef.judges.prompt import judge_prompt
from ch3ef.models.names import ModelName
from ch3ef.pictures import size_of
from ch3ef.recipes.instructions import instruct
from ch3ef.recipes.parts import Part
from ch3ef.recipes.recipe import Recipe
from ch3ef.running.run import RunPlan

CHARACTERS_PER_TOKEN = 4
"""A common rule of thumb for English text."""
PIXELS_PER_TOKEN = 28 * 28
"""A patch of 28 x 28 pixels a token, as in several families; others count tiles or a fixed number."""


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
        text_tokens: Estimated tokens of text sent.
        picture_tokens: Estimated tokens of pictures sent.
        reply_tokens: Most tokens that can come back.
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


def estimate(plan: RunPlan) -> Iterator[Estimate]:
    """Estimates for every model and part of a plan.

    Args:
        plan: What would be asked.

    Yields:
        One estimate each, in the plan's order; then those of the judges.
    """
    for model in plan.models:
        for part in plan.parts:
            yield _estimate(model, part)
    for judge in check_judges(plan.judges):
        yield from (_judging(judge, plan, part) for part in plan.parts if part.recipe.judged)


def _judging(judge: ModelName, plan: RunPlan, part: Part) -> Estimate:
    """What a judge would be asked: every reply of every model once, the longest that it can be."""
    shown = judge.args.get("pictures") != "no"
    prompts = [judge_prompt(asked.item, "", pictures=shown) for asked in part.askings]
    images = [image for prompt in prompts for message in prompt.messages for image in message.images]
    characters = sum(len(message.text) for prompt in prompts for message in prompt.messages)
    models, replies = len(plan.models), len(plan.models) * len(prompts)
    return Estimate(
        model=f"judge {judge.name}",
        recipe=part.recipe.name,
        scenario=part.scenario.name,
        items=len({asked.item.id for asked in part.askings}),
        requests=replies,
        pictures=models * len(images),
        text_tokens=models * characters // CHARACTERS_PER_TOKEN + replies * part.recipe.max_tokens,
        picture_tokens=models * sum(width * height for width, height in map(_size, images)) // PIXELS_PER_TOKEN,
        reply_tokens=replies * MAX_TOKENS,
    )


def _estimate(model: ModelName, part: Part) -> Estimate:
    recipe = part.recipe
    requests = pictures = characters = pixels = replies = 0
    for asked in part.askings:
        # Corrupted pictures may not be drawn yet; they are as large as the ones that they are made of.
        messages = instruct(replace(asked, pictures=()), recipe).messages
        options = sum(map(len, asked.item.options)) if recipe.likelihoods else 0
        sent = _requests(model, recipe, len(asked.item.options))
        images = [image for message in messages for image in message.images]
        requests += sent
        pictures += sent * len(images)
        characters += sent * sum(len(message.text) for message in messages) + options
        pixels += sent * sum(width * height for width, height in map(_size, images))
        replies += _most_reply_tokens(model, recipe, sent)
    return Estimate(
        model=model.name,
        recipe=recipe.name,
        scenario=part.scenario.name,
        items=len({asked.item.id for asked in part.askings}),
        requests=requests,
        pictures=pictures,
        text_tokens=characters // CHARACTERS_PER_TOKEN,
        picture_tokens=pixels // PIXELS_PER_TOKEN,
        reply_tokens=replies,
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


@cache
def _size(image: ImageRef) -> tuple[int, int]:
    return size_of(image.path)

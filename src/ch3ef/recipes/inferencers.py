"""Inspect solver: put an item to the model the recipe's way, turn by turn in one sample.

A thin shell; the wording is in `instructions`, the arithmetic in `scoring`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace

from inspect_ai.model import ContentReasoning, GenerateConfig, ModelOutput, get_model
from inspect_ai.solver import Generate, Solver, TaskState, solver

from ch3ef.items import Item
from ch3ef.messages import Message
from ch3ef.models.conversation import chat_messages
from ch3ef.models.opening import option_scorer
from ch3ef.models.option_likelihood import OptionLikelihood
from ch3ef.models.reference import AskedItem, Wanted, asking
from ch3ef.recipes.asking import Asking, asking_from_record
from ch3ef.recipes.instructions import after_reasoning, instruct, letters_of, one_level_down
from ch3ef.recipes.open_answers import sample_answers
from ch3ef.recipes.recipe import Recipe, recipe_named
from ch3ef.recipes.scoring import best_of, confidence_of, not_finite

LIKELIHOODS = "likelihoods"
SHARES = "shares"
FAULT = "fault"
ORDER = "order"
REASONING = "reasoning"


@solver
def ask(recipe: str) -> Solver:
    """Ask the item of the sample's metadata, all turns in one sample.

    Args:
        recipe: Name of a recipe, or its file.
    """
    asked_by = recipe_named(recipe)

    async def solve(state: TaskState, generate: Generate) -> TaskState:  # noqa: ARG001 (Inspect's own signature)
        asked = asking_from_record(state.metadata["asking"])
        instruction = instruct(asked, asked_by)
        said = instruction.messages
        state.store.set(ORDER, list(instruction.order))
        if asked_by.turns[0] == "cot" and len(asked_by.turns) > 1:
            said = await _reason(asked, asked_by, said, state)
        if asked_by.inferencer == "ppl -> ppl":
            await _descend(asked, asked_by, said, state)
        elif asked_by.likelihoods:
            await _compare(asked, asked_by, said, state)
        else:
            await _reply(asked, asked_by, said, state)
        state.completed = True
        return state

    return solve


async def _reason(asked: Asking, recipe: Recipe, said: Sequence[Message], state: TaskState) -> tuple[Message, ...]:
    """Let the model reason; what it says is kept apart from its answer."""
    with _knowing(asked, recipe, reasoning=True):
        output = await get_model().generate(chat_messages(said), config=_limits(recipe))
    reasoning = output.completion or _thoughts(output) or ""
    state.store.set(REASONING, reasoning)
    return after_reasoning(asked, recipe, said, reasoning)


async def _reply(asked: Asking, recipe: Recipe, said: Sequence[Message], state: TaskState) -> None:
    state.messages = chat_messages(said)
    with _knowing(asked, recipe):
        state.output = await get_model().generate(state.messages, config=_limits(recipe))
    state.messages.append(state.output.message)
    if thoughts := _thoughts(state.output):
        before = state.store.get(REASONING)
        state.store.set(REASONING, f"{before}\n\n{thoughts}" if before else thoughts)


async def _compare(asked: Asking, recipe: Recipe, said: Sequence[Message], state: TaskState) -> None:
    """Score every option, off one shared prefix where the model allows it."""
    texts = [asked.item.options[i] for i in asked.order]
    with _knowing(asked, recipe):
        likelihoods = await option_scorer(get_model()).option_likelihoods(
            said, letters_of(texts) if recipe.letters else texts, answer_prefix=recipe.answer_prefix, pmi=recipe.pmi
        )
    state.store.set(LIKELIHOODS, [asdict(likelihood) for likelihood in likelihoods])


@dataclass(frozen=True, slots=True)
class _Place:
    """A node of the tree of options that was reached, and how.

    Attributes:
        options: Indices of the options below it.
        depth: Levels settled so far.
        share: Its share of the choice; less than 1 where branches tied.
        confidence: Product of the confidences of the levels above.
        said: The conversation up to the question that is open.
    """

    options: tuple[int, ...]
    depth: int
    share: float
    confidence: float
    said: tuple[Message, ...]


async def _descend(asked: Asking, recipe: Recipe, said: Sequence[Message], state: TaskState) -> None:
    """Down the tree of options: at each node the likeliest branch, or all that tie, until one option is left."""
    places = [_Place(asked.order, 0, 1.0, 1.0, tuple(said))]
    shares: dict[int, float] = {}
    confidence = 0.0
    while places:
        place = places.pop()
        if len(place.options) == 1:
            shares[place.options[0]] = place.share
            confidence = max(confidence, place.confidence)
            continue
        branches = _branches(asked.item, place)
        if len(branches) == 1:  # nothing to ask at this level
            places.append(replace(place, depth=place.depth + 1))
            continue
        likelihoods = await _compare_branches(asked, recipe, place, branches)
        if fault := not_finite(likelihoods, list(branches)):
            state.store.set(FAULT, fault)
            return
        places += _below(asked.item, recipe, place, branches, [likelihood.mean for likelihood in likelihoods])
    state.store.set(SHARES, {"confidence": confidence, "shares": [[i, share] for i, share in shares.items()]})


Branches = dict[str, tuple[int, ...]]
"""What is said of a branch -> indices of the options below it."""


def _branches(item: Item, place: _Place) -> Branches:
    paths = [path.split("/") for path in item.facts("paths")]
    names = dict.fromkeys(paths[i][place.depth] for i in place.options)
    return {name: tuple(i for i in place.options if paths[i][place.depth] == name) for name in names}


async def _compare_branches(
    asked: Asking, recipe: Recipe, place: _Place, branches: Branches
) -> tuple[OptionLikelihood, ...]:
    right = tuple(n for n, below in enumerate(branches.values()) if set(below) & set(asked.item.gold))
    told = AskedItem(asked.item, tuple(branches), right, asked.seed, "options", variant=f"level {place.depth}")
    with asking(told):
        return await option_scorer(get_model()).option_likelihoods(
            place.said, tuple(branches), answer_prefix=recipe.answer_prefix, pmi=False
        )


def _below(item: Item, recipe: Recipe, place: _Place, branches: Branches, means: Sequence[float]) -> Iterator[_Place]:
    """The places that the best branches lead to."""
    best = best_of(means)
    for name, options in (list(branches.items())[position] for position in best):
        yield _Place(
            options=options,
            depth=place.depth + 1,
            share=place.share / len(best),
            confidence=place.confidence * confidence_of(means),
            said=one_level_down(item, place.said, recipe.answer_prefix + name, place.depth),
        )


@contextmanager
def _knowing(asked: Asking, recipe: Recipe, *, reasoning: bool = False) -> Iterator[None]:
    """Reference answerers are told what is being asked; no other model is."""
    item, order = asked.item, asked.order
    if reasoning:
        wanted: Wanted = "reasoning"
    elif recipe.open:
        wanted = "open"
    elif recipe.turns[-1] == "ppl":
        wanted = "options"
    else:
        wanted = "words" if recipe.metric == "yes-no" else "letters"
    told = AskedItem(
        item,
        options=tuple(item.options[i] for i in order),
        right=tuple(position for position, i in enumerate(order) if i in item.gold),
        seed=asked.seed,
        wanted=wanted,
        answers=sample_answers(item, recipe.metric, recipe.box_scale) if recipe.open else ("", "", ""),
        variant=asked.variant.name,
    )
    with asking(told):
        yield


def _thoughts(output: ModelOutput) -> str | None:
    """What a model with a thinking channel thought, where its provider passes it on."""
    content = output.message.content if output.choices else ""
    if isinstance(content, str):
        return None
    return "\n".join(part.reasoning for part in content if isinstance(part, ContentReasoning)) or None


def _limits(recipe: Recipe) -> GenerateConfig:
    return GenerateConfig(max_tokens=recipe.max_tokens, temperature=0)

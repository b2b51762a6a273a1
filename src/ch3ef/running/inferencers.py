"""Inspect solver: put an item to the model in one or several ways, one after the other in one sample.

A thin shell; the wording is in `instructions`, the arithmetic in `scoring`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from inspect_ai.model import ContentReasoning, ModelOutput, get_model
from inspect_ai.solver import Generate, Solver, TaskState, solver

from ch3ef.errors import Ch3efError
from ch3ef.items import Item
from ch3ef.models.arrival import keeping
from ch3ef.models.asked import AskedItem, Wanted, asking
from ch3ef.models.conversation import chat_messages
from ch3ef.models.faults import ServerError
from ch3ef.models.messages import Message
from ch3ef.models.opening import option_scorer
from ch3ef.models.option_likelihood import OptionLikelihood
from ch3ef.models.settings import GenerationSettings
from ch3ef.reading.answer_line import answer_line
from ch3ef.reading.open_answers import sample_answers
from ch3ef.reading.visible import Said, split_reasoning
from ch3ef.recipes.asking import Asking
from ch3ef.recipes.bundles import RecipeVariant, askings_of, first_turn
from ch3ef.recipes.instructions import after_reasoning, instruct, letters_of, one_level_down, pushed_back
from ch3ef.recipes.recipe import Recipe, recipe_named
from ch3ef.recipes.scoring import best_of, confidence_of, not_finite
from ch3ef.running.answers import ANSWERS, Answer, Stopwatch
from ch3ef.running.arrivals import Prompt, prompt_of
from ch3ef.texts import received
from ch3ef.variants import Variant


@solver
def ask(recipes: Sequence[str], model: str = "", settings: Mapping[str, Any] | None = None) -> Solver:
    """Ask all that the sample's metadata hold, each with all its turns.

    Args:
        recipes: Names of the recipes, or their files.
        model: The model's name in the run, by which its replies are kept.
        settings: Of its replies, as `GenerationSettings.facts`.
    """
    own = GenerationSettings(**(settings or {}))
    by_name = {
        recipe.name: replace(recipe, max_tokens=own.limit(recipe.max_tokens)) for recipe in map(recipe_named, recipes)
    }

    async def solve(state: TaskState, generate: Generate) -> TaskState:  # noqa: ARG001 (Inspect's own signature)
        askings = askings_of(state.metadata)
        answers: dict[RecipeVariant, Answer] = {}
        cache = ReplyCache(model, own)
        for name, asked in askings:
            answer = Answer(list(asked.order))
            watch = Stopwatch()
            try:
                first = answers.get((name, str(first_turn(asked.variant))))
                await _ask(asked, by_name[name], answer, first, cache, state)
            except Ch3efError as error:
                if len(askings) == 1 and not isinstance(error, ServerError):
                    raise
                # The others of the sample are not to be lost with this one; and of a server's fault no traceback tells.
                answer.fault = str(error)
            watch.stop(answer)
            answers[name, str(asked.variant)] = answer
        state.store.set(ANSWERS, [answer.to_record() for answer in answers.values()])
        state.completed = True
        return state

    return solve


@dataclass(frozen=True, slots=True)
class ReplyCache:
    """What the model gave to each prompt of a sample: several recipes may ask for the same thing in the same words.

    Attributes:
        model: The model's name in the run.
        settings: Of its replies.
        given: By prompt.
    """

    model: str
    settings: GenerationSettings
    given: dict[tuple[object, ...], Any] = field(default_factory=dict)


async def _ask(  # noqa: PLR0917 (all that a sample has)
    asked: Asking, recipe: Recipe, answer: Answer, first: Answer | None, cache: ReplyCache, state: TaskState
) -> None:
    """One asking; what the model gives goes into `answer`, and what was said, for the log's readers, into `state`.

    Args:
        asked: The item and the way of asking it.
        recipe: How.
        answer: Is filled in.
        first: The answer to the first turn, where this is a second.
        cache: What the model gave to earlier prompts of the sample.
        state: The sample's.
    """
    said = instruct(asked, recipe).messages
    if first is not None:
        if first.reply is None:
            answer.fault = f"no reply to go on from: {first.fault or 'the first turn gave none'}"
            return
        said = pushed_back(asked, recipe, said, first.reply)
    if recipe.turns[0] == "cot" and len(recipe.turns) > 1:
        said = await _reason(asked, recipe, said, answer, cache)
    if recipe.inferencer == "ppl -> ppl":
        await _descend(asked, recipe, said, answer, cache)
    elif recipe.likelihoods:
        await _compare(asked, recipe, said, answer, cache)
    else:
        await _reply(asked, recipe, said, answer, cache, state)


async def _output(
    asked: Asking, recipe: Recipe, said: Sequence[Message], cache: ReplyCache, *, reasoning: bool = False
) -> ModelOutput:
    """What the model says; for the same in the same words it is not asked twice."""
    prompt = ("reply", *said, recipe.max_tokens)
    if prompt not in cache.given:
        kept = prompt_of(cache.model, asked, recipe, said, recipe.max_tokens)
        with _knowing(asked, recipe, reasoning=reasoning), keeping(kept):
            config = cache.settings.config(recipe.max_tokens)
            cache.given[prompt] = await get_model().generate(chat_messages(said), config=config)
    output: ModelOutput = cache.given[prompt]
    return output


async def _reason(
    asked: Asking, recipe: Recipe, said: Sequence[Message], answer: Answer, cache: ReplyCache
) -> tuple[Message, ...]:
    """Let the model reason; what it says is kept apart from its answer."""
    output = await _output(asked, recipe, said, cache, reasoning=True)
    _count_tokens(output, answer)
    spoken = _spoken(output)
    answer.reasoning = "\n\n".join(filter(None, (spoken.reasoning, spoken.aloud)))
    return after_reasoning(asked, recipe, said, spoken.aloud or answer.reasoning)


async def _reply(  # noqa: PLR0917
    asked: Asking, recipe: Recipe, said: Sequence[Message], answer: Answer, cache: ReplyCache, state: TaskState
) -> None:
    output = await _output(asked, recipe, said, cache)
    _count_tokens(output, answer)
    spoken = _spoken(output)
    answer.reply = None if output.empty else spoken.aloud
    answer.stop, answer.fault = output.stop_reason, output.error
    answer.reasoning = "\n\n".join(filter(None, (answer.reasoning, spoken.reasoning))) or None
    earlier = state.messages if any(message.role == "assistant" for message in state.messages) else []
    # The pictures of a sample are shown once.
    state.messages = [
        *earlier,
        *chat_messages(said, images=not earlier),
        output.message.model_copy(update={"id": None}),
    ]
    state.output = output


async def _compare(asked: Asking, recipe: Recipe, said: Sequence[Message], answer: Answer, cache: ReplyCache) -> None:
    """Score every option, off one shared prefix where the model allows it."""
    texts = tuple(asked.item.options[i] for i in asked.order)
    options = letters_of(texts) if recipe.letters else texts
    prompt = ("options", *said, *options, recipe.answer_prefix, recipe.pmi)
    if prompt not in cache.given:
        kept = prompt_of(cache.model, asked, recipe, said, options, recipe.answer_prefix, recipe.pmi)
        with _knowing(asked, recipe):
            cache.given[prompt] = await _likelihoods(kept, said, options, recipe.answer_prefix, pmi=recipe.pmi)
    answer.likelihoods = [asdict(likelihood) for likelihood in cache.given[prompt]]


async def _likelihoods(
    kept: Prompt | None, said: Sequence[Message], options: Sequence[str], answer_prefix: str, *, pmi: bool
) -> tuple[OptionLikelihood, ...]:
    """The likelihoods of options; those that came before are not asked for again."""
    found = kept.find_likelihoods() if kept is not None else None
    if found is None:
        scorer = option_scorer(get_model())
        found = await scorer.option_likelihoods(said, options, answer_prefix=answer_prefix, pmi=pmi)
        if kept is not None:
            kept.keep_likelihoods(found)
    return found


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


async def _descend(asked: Asking, recipe: Recipe, said: Sequence[Message], answer: Answer, cache: ReplyCache) -> None:
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
        likelihoods = await _compare_branches(asked, recipe, place, branches, cache)
        if fault := not_finite(likelihoods, list(branches)):
            answer.fault = fault
            return
        places += _below(asked.item, recipe, place, branches, [likelihood.mean for likelihood in likelihoods])
    answer.shares, answer.confidence = list(shares.items()), confidence


Branches = dict[str, tuple[int, ...]]
"""What is said of a branch -> indices of the options below it."""


def _branches(item: Item, place: _Place) -> Branches:
    paths = [path.split("/") for path in item.facts("paths")]
    names = dict.fromkeys(paths[i][place.depth] for i in place.options)
    return {name: tuple(i for i in place.options if paths[i][place.depth] == name) for name in names}


async def _compare_branches(
    asked: Asking, recipe: Recipe, place: _Place, branches: Branches, cache: ReplyCache
) -> tuple[OptionLikelihood, ...]:
    right = tuple(n for n, below in enumerate(branches.values()) if set(below) & set(asked.item.gold))
    told = AskedItem(
        asked.item, tuple(branches), right, asked.seed, "options", variant=Variant(alteration=f"level:{place.depth}")
    )
    kept = prompt_of(cache.model, asked, recipe, place.said, tuple(branches), recipe.answer_prefix)
    with asking(told):
        return await _likelihoods(kept, place.said, tuple(branches), recipe.answer_prefix, pmi=False)


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
        variant=asked.variant,
        labels=_labels(asked, recipe),
    )
    with asking(told):
        yield


def _labels(asked: Asking, recipe: Recipe) -> tuple[str, ...]:
    """What a reply is to say for each option, where that is not its letter."""
    return tuple(map(answer_line, range(len(asked.order)))) if recipe.reading == "strict" else asked.names


def _spoken(output: ModelOutput) -> Said:
    """What the model said aloud and what it reasoned, whether its provider or marks in the text tell them apart."""
    aloud, marked = split_reasoning(received(output.completion))
    content = output.message.content if output.choices else ""
    apart = [] if isinstance(content, str) else [part for part in content if isinstance(part, ContentReasoning)]
    passed_on = [part.summary if part.redacted else part.reasoning for part in apart]
    return Said(aloud, received("\n".join(filter(None, [*passed_on, marked]))) or None)


def _count_tokens(output: ModelOutput, answer: Answer) -> None:
    if output.usage is not None:
        answer.input_tokens = (answer.input_tokens or 0) + output.usage.input_tokens
        answer.output_tokens = (answer.output_tokens or 0) + output.usage.output_tokens

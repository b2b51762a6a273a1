"""All that one asking takes: its turns, one after the other, each going on from what the last one gave.

Free of any engine: who asks the model is an argument. The wording is in `instructions`, the arithmetic in `scoring`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from typing import Protocol

from ch3ef.errors import Ch3efError
from ch3ef.items import Item
from ch3ef.models.asked import AskedItem, Wanted, asking
from ch3ef.models.faults import ServerError
from ch3ef.models.messages import Message
from ch3ef.models.option_likelihood import OptionLikelihood
from ch3ef.models.reply import Reply
from ch3ef.reading.answer_line import answer_line
from ch3ef.reading.open_answers import sample_answers
from ch3ef.reading.visible import Said, split_reasoning
from ch3ef.recipes.asking import Asking
from ch3ef.recipes.bundles import Bundle, RecipeVariant, first_turn
from ch3ef.recipes.instructions import after_reasoning, instruct, letters_of, one_level_down, pushed_back
from ch3ef.recipes.recipe import Recipe
from ch3ef.recipes.scoring import best_of, confidence_of, not_finite
from ch3ef.running.answers import Answer, Stopwatch
from ch3ef.texts import received
from ch3ef.variants import Variant


class Asker(Protocol):
    """Puts prompts to one model; what was asked before in the same words is not asked again."""

    async def reply(self, asked: Asking, recipe: Recipe, said: Sequence[Message], *, reasoning: bool) -> Reply:
        """What the model says, in answer or, before that, in reasoning.

        Raises:
            Ch3efError: There is no reply.
        """

    async def likelihoods(
        self,
        asked: Asking,
        recipe: Recipe,
        said: Sequence[Message],
        options: Sequence[str],
        *,
        pmi: bool,
    ) -> tuple[OptionLikelihood, ...]:
        """How likely each option is as the answer; see `OptionScorer`.

        Raises:
            Ch3efError: The model does not report it.
        """


async def answers_to(bundle: Bundle, asker: Asker) -> list[Answer]:
    """Ask all of a bundle, one after the other.

    Args:
        bundle: Askings of one item.
        asker: Asks the model.

    Returns:
        An answer for each, in the same order. A server's fault stands in the answer; so does any other of ours where
        others of the bundle are not to be lost with it.

    Raises:
        Ch3efError: As `asker`, of a bundle of one.
    """
    answers: dict[RecipeVariant, Answer] = {}
    for one in bundle:
        name, asked = one.recipe.name, one.asking
        answer = Answer(list(asked.order))
        watch = Stopwatch()
        try:
            await _ask(asked, one.recipe, answer, answers.get((name, str(first_turn(asked.variant)))), asker)
        except Ch3efError as error:
            if len(bundle) == 1 and not isinstance(error, ServerError):
                raise
            answer.fault = str(error)
        watch.stop(answer)
        answers[name, str(asked.variant)] = answer
    return list(answers.values())


async def _ask(asked: Asking, recipe: Recipe, answer: Answer, first: Answer | None, asker: Asker) -> None:
    """One asking.

    Args:
        asked: The item and the way of asking it.
        recipe: How.
        answer: Is filled in.
        first: The answer to the first turn, where this is a second.
        asker: Asks the model.
    """
    said = instruct(asked, recipe).messages
    if first is not None:
        if first.reply is None:
            answer.fault = f"no reply to go on from: {first.fault or 'the first turn gave none'}"
            return
        said = pushed_back(asked, recipe, said, first.reply)
    if recipe.turns[0] == "cot" and len(recipe.turns) > 1:
        said = await _reason(asked, recipe, said, answer, asker)
    if recipe.inferencer == "ppl -> ppl":
        await _descend(asked, recipe, said, answer, asker)
    elif recipe.likelihoods:
        await _compare(asked, recipe, said, answer, asker)
    else:
        await _reply(asked, recipe, said, answer, asker)


async def _said(asked: Asking, recipe: Recipe, said: Sequence[Message], asker: Asker, *, reasoning: bool) -> Reply:
    with _knowing(asked, recipe, reasoning=reasoning):
        return await asker.reply(asked, recipe, said, reasoning=reasoning)


async def _reason(
    asked: Asking, recipe: Recipe, said: Sequence[Message], answer: Answer, asker: Asker
) -> tuple[Message, ...]:
    """Let the model reason; what it says is kept apart from its answer."""
    reply = await _said(asked, recipe, said, asker, reasoning=True)
    _count_tokens(reply, answer)
    spoken = _spoken(reply)
    answer.reasoning = "\n\n".join(filter(None, (spoken.reasoning, spoken.aloud)))
    return after_reasoning(asked, recipe, said, spoken.aloud or answer.reasoning)


async def _reply(asked: Asking, recipe: Recipe, said: Sequence[Message], answer: Answer, asker: Asker) -> None:
    reply = await _said(asked, recipe, said, asker, reasoning=False)
    _count_tokens(reply, answer)
    spoken = _spoken(reply)
    answer.reply = None if reply.text is None else spoken.aloud
    answer.stop, answer.fault = reply.stop, reply.fault
    answer.reasoning = "\n\n".join(filter(None, (answer.reasoning, spoken.reasoning))) or None


async def _compare(asked: Asking, recipe: Recipe, said: Sequence[Message], answer: Answer, asker: Asker) -> None:
    """Score every option, off one shared prefix where the model allows it."""
    texts = tuple(asked.item.options[i] for i in asked.order)
    options = letters_of(texts) if recipe.letters else texts
    with _knowing(asked, recipe):
        likelihoods = await asker.likelihoods(asked, recipe, said, options, pmi=recipe.pmi)
    answer.likelihoods = [asdict(likelihood) for likelihood in likelihoods]


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


async def _descend(asked: Asking, recipe: Recipe, said: Sequence[Message], answer: Answer, asker: Asker) -> None:
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
        likelihoods = await _compare_branches(asked, recipe, place, branches, asker)
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
    asked: Asking, recipe: Recipe, place: _Place, branches: Branches, asker: Asker
) -> tuple[OptionLikelihood, ...]:
    right = tuple(n for n, below in enumerate(branches.values()) if set(below) & set(asked.item.gold))
    told = AskedItem(
        asked.item, tuple(branches), right, asked.seed, "options", variant=Variant(alteration=f"level:{place.depth}")
    )
    with asking(told):
        return await asker.likelihoods(asked, recipe, place.said, tuple(branches), pmi=False)


def _below(item: Item, recipe: Recipe, place: _Place, branches: Branches, means: Sequence[float]) -> Iterator[_Place]:
    """The places that the best branches lead to."""
    best = best_of(means)
    for name, options in (list(branches.items())[position] for position in best):
        yield _Place(
            options=options,
            depth=place.depth + 1,
            share=place.share / len(best),
            confidence=place.confidence * confidence_of(means),
            said=one_level_down(item, recipe, place.said, recipe.answer_prefix + name, place.depth),
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


def _spoken(reply: Reply) -> Said:
    """What the model said aloud and what it reasoned, whether its provider or marks in the text tell them apart."""
    aloud, marked = split_reasoning(received(reply.text or ""))
    return Said(aloud, received("\n".join(filter(None, [*reply.thoughts, marked]))) or None)


def _count_tokens(reply: Reply, answer: Answer) -> None:
    if reply.input_tokens is not None and reply.output_tokens is not None:
        answer.input_tokens = (answer.input_tokens or 0) + reply.input_tokens
        answer.output_tokens = (answer.output_tokens or 0) + reply.output_tokens

"""Inspect solver: put an item to the model in one or several ways, one after the other in one sample.

A thin shell around `turns`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from inspect_ai.model import Model, ModelOutput, get_model
from inspect_ai.solver import Generate, Solver, TaskState, solver

from ch3ef.models.arrival import keeping
from ch3ef.models.conversation import chat_messages
from ch3ef.models.messages import Message
from ch3ef.models.opening import option_scorer
from ch3ef.models.option_likelihood import OptionLikelihood
from ch3ef.models.reply import Reply, thoughts_in
from ch3ef.models.settings import GenerationSettings
from ch3ef.recipes.asking import Asking
from ch3ef.recipes.bundles import RecipeAsking, askings_of
from ch3ef.recipes.recipe import Recipe, recipe_named
from ch3ef.running.answers import ANSWERS
from ch3ef.running.arrivals import prompt_of
from ch3ef.running.turns import answers_to


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
        bundle = tuple(RecipeAsking(by_name[name], asked) for name, asked in askings_of(state.metadata))
        asker = ModelAsker(model, get_model(), own, lambda said, output: _show(state, said, output))
        answers = await answers_to(bundle, asker)
        state.store.set(ANSWERS, [answer.to_record() for answer in answers])
        state.completed = True
        return state

    return solve


def _show(state: TaskState, said: Sequence[Message], output: ModelOutput) -> None:
    """Leave what was said in a sample, for the log's readers."""
    earlier = state.messages if any(message.role == "assistant" for message in state.messages) else []
    # The pictures of a sample are shown once.
    answer = output.message.model_copy(update={"id": None})
    state.messages = [*earlier, *chat_messages(said, images=not earlier), answer]
    state.output = output


@dataclass(frozen=True, slots=True)
class ModelAsker:
    """Asks a model that Inspect has opened; several recipes may ask for the same thing in the same words.

    Attributes:
        name: The model's name in the run.
        model: The model.
        settings: Of its replies.
        show: Is given each conversation that ended in an answer, and what the model gave.
        given: What the model gave, by prompt.
    """

    name: str
    model: Model
    settings: GenerationSettings
    show: Callable[[Sequence[Message], ModelOutput], None] = lambda said, output: None  # noqa: ARG005 (names say what)
    given: dict[tuple[object, ...], Any] = field(default_factory=dict)

    async def reply(self, asked: Asking, recipe: Recipe, said: Sequence[Message], *, reasoning: bool) -> Reply:
        """What the model says; for the same in the same words it is not asked twice."""
        prompt = ("reply", *said, recipe.max_tokens)
        if prompt not in self.given:
            with keeping(prompt_of(self.name, asked, recipe, said, recipe.max_tokens)):
                config = self.settings.config(recipe.max_tokens)
                self.given[prompt] = await self.model.generate(chat_messages(said), config=config)
        output: ModelOutput = self.given[prompt]
        if not reasoning:
            self.show(said, output)
        return reply_of(output)

    async def likelihoods(
        self, asked: Asking, recipe: Recipe, said: Sequence[Message], options: Sequence[str], *, pmi: bool
    ) -> tuple[OptionLikelihood, ...]:
        """The likelihoods of options; those that came before are not asked for again."""
        prompt = ("options", *said, *options, recipe.answer_prefix, pmi)
        if prompt not in self.given:
            kept = prompt_of(self.name, asked, recipe, said, tuple(options), recipe.answer_prefix, pmi)
            found = kept.find_likelihoods() if kept is not None else None
            if found is None:
                scorer = option_scorer(self.model)
                found = await scorer.option_likelihoods(said, options, answer_prefix=recipe.answer_prefix, pmi=pmi)
                if kept is not None:
                    kept.keep_likelihoods(found)
            self.given[prompt] = found
        likelihoods: tuple[OptionLikelihood, ...] = self.given[prompt]
        return likelihoods


def reply_of(output: ModelOutput) -> Reply:
    """An output of Inspect's as a reply."""
    choice = output.choices[0] if output.choices else None
    content = choice.message.content if choice else ""
    usage = output.usage
    return Reply(
        text=None if output.empty else output.completion,
        thoughts=thoughts_in(content if isinstance(content, str) else [part.model_dump() for part in content]),
        stop=output.stop_reason,
        fault=output.error,
        input_tokens=usage.input_tokens if usage else None,
        output_tokens=usage.output_tokens if usage else None,
    )

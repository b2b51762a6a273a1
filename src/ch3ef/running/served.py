"""What puts all of one bundle to a served model: what came before is not asked for again, what is said is noted."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ch3ef.errors import Ch3efError
from ch3ef.models.chat_format import refused
from ch3ef.models.completions import Completion
from ch3ef.models.faults import ServerError
from ch3ef.models.messages import Message
from ch3ef.models.option_likelihood import OptionLikelihood
from ch3ef.models.reply import Reply, reply_from_record
from ch3ef.recipes.asking import Asking
from ch3ef.recipes.recipe import Recipe
from ch3ef.running.arrivals import Prompt, prompt_of
from ch3ef.running.exchanges import Exchange
from ch3ef.running.pace import usual_reply


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent to a model.

    Attributes:
        prompt: Where what is given to it is kept; None where nothing is.
        said: The conversation.
        fields: Further fields of the request.
        usual: Tokens of a usual reply.
        most: Tokens of the longest.
    """

    prompt: Prompt | None
    said: Sequence[Message]
    fields: Mapping[str, Any]
    usual: int
    most: int


Given = tuple[Reply, Completion]
"""What a model says, and the completion that it was read from."""


@dataclass(slots=True)
class ServedAsker:
    """Asks a served model all of one bundle; several recipes may ask for the same thing in the same words.

    Attributes:
        name: The model's name in the run.
        limit: Most tokens of a reply, by the recipe's own limit.
        fields: Further fields of a request, by the most tokens of its reply.
        put: Puts a request to the model, and keeps what it gives.
        exchanges: What was said so far.
    """

    name: str
    limit: Callable[[int], int]
    fields: Callable[[int], Mapping[str, Any]]
    put: Callable[[Request], Awaitable[Given]]
    exchanges: list[Exchange] = field(default_factory=list)
    _given: dict[tuple[object, ...], Reply] = field(default_factory=dict)

    async def reply(self, asked: Asking, recipe: Recipe, said: Sequence[Message], *, reasoning: bool) -> Reply:
        """What the model says; for the same in the same words it is not asked twice."""
        most = self.limit(recipe.max_tokens)
        words = (*said, most)
        if words not in self._given:
            turn = "cot" if reasoning else recipe.turns[-1]
            prompt = prompt_of(self.name, asked, recipe, said, most)
            request = Request(prompt, said, self.fields(most), usual_reply(recipe, turn), most)
            self._given[words] = await self._exchanged(asked, recipe, request)
        return self._given[words]

    async def _exchanged(self, asked: Asking, recipe: Recipe, request: Request) -> Reply:
        """The reply to a prompt; one that came before takes the place of the request."""
        prompt = request.prompt
        before = prompt.arrivals.find(prompt.key) if prompt is not None else None
        exchange = Exchange(recipe.name, asked, tuple(request.said), request.fields)
        self.exchanges.append(exchange)
        if before is not None:
            exchange.reply = reply_from_record(before)
            return exchange.reply
        try:
            exchange.reply, exchange.completion = await self.put(request)
        except Ch3efError as error:
            exchange.fault = str(error)
            if isinstance(error, ServerError) and error.fault.kind == "filtered":
                return refused(error.fault)
            raise
        return exchange.reply

    async def likelihoods(
        self, asked: Asking, recipe: Recipe, said: Sequence[Message], options: Sequence[str], *, pmi: bool
    ) -> tuple[OptionLikelihood, ...]:
        """Never: `why_not` of either engine says so."""
        raise NotImplementedError

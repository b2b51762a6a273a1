"""The lean engine: bundles of askings put to OpenAI-compatible servers and reference answerers, with little work.

One event loop sends the requests, and puts what comes on disk; one thread beside it reads pictures, scores replies and
writes rows, so that no reply waits in its socket for any of that.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ch3ef.errors import Ch3efError
from ch3ef.models.faults import ServerError
from ch3ef.models.lean_client import Gate, LeanClient, Pictures, Server, refused, reply_in, server_of
from ch3ef.models.messages import Message
from ch3ef.models.names import ModelName
from ch3ef.models.option_likelihood import OptionLikelihood
from ch3ef.models.reference import Answerer
from ch3ef.models.reply import Reply, reply_from_record
from ch3ef.recipes.asking import Asking
from ch3ef.recipes.bundles import Bundle
from ch3ef.recipes.recipe import Recipe
from ch3ef.results import ResultRow
from ch3ef.running.answers import Answer
from ch3ef.running.arrivals import prompt_of
from ch3ef.running.exchanges import Exchange
from ch3ef.running.finishing import Ending, Finisher
from ch3ef.running.lanes import Columns, Lane
from ch3ef.running.turns import answers_to


def why_not(model: ModelName, recipes: Sequence[Recipe]) -> str:
    """Why the lean engine does not ask a model by some recipes, in words; empty where it does."""
    if model.provider == "reference":
        return ""
    server = server_of(model)
    if isinstance(server, str):
        return server
    scoring = next((recipe.name for recipe in recipes if recipe.likelihoods), None)
    return f"recipe {scoring} asks for likelihoods" if scoring else ""


def ask_lean(
    lanes: Sequence[Lane], keep: Callable[[ResultRow], None], ending: Ending, logs: Path, most: int | None
) -> None:
    """Ask models side by side; each finished bundle becomes rows at once.

    Args:
        lanes: What is asked of whom.
        keep: Takes the rows, on a thread of its own.
        ending: Stops it from outside.
        logs: The folder for the log of what was said.
        most: Requests under way at once per model; None for as many as its server bears.

    Raises:
        KeyboardInterrupt: It was interrupted.
        Ch3efError: It was stopped, or a finished item gave no row.
    """
    with Finisher.of(keep, ending, logs) as finisher:
        shared = _Shared(most, Pictures(finisher.rows), finisher)

        async def every() -> None:
            async with asyncio.TaskGroup() as group:
                for lane in lanes:
                    group.create_task(_Desk(lane, shared).ask_all())

        ending.run(every)


@dataclass(frozen=True, slots=True)
class _Shared:
    """What all desks of a run use.

    Attributes:
        most: Requests under way at once per model; None for as many as its server bears.
        pictures: As they stand in requests.
        finisher: Makes rows of what was answered.
    """

    most: int | None
    pictures: Pictures
    finisher: Finisher


class _Desk:
    """Where one model is asked."""

    def __init__(self, lane: Lane, shared: _Shared) -> None:
        self.name, self.settings = lane.model.name, lane.settings
        self.gate = Gate(shared.most)
        self._asked = _asked_at(lane.model, shared)
        self._lane, self._shared = lane, shared
        # Those that rest between tries, or are judged, are open too.
        self._open = asyncio.Semaphore(4 * self.gate.most)

    async def ask_all(self) -> None:
        """Ask all, as many at once as the gate lets in."""
        try:
            async with asyncio.TaskGroup() as group:
                for bundle, columns in self._lane.bundles:
                    await self._open.acquire()
                    await self.gate.enter()
                    group.create_task(self._one(bundle, columns))
        finally:
            if isinstance(self._asked, LeanClient):
                await self._asked.close()

    async def _one(self, bundle: Bundle, columns: Columns) -> None:
        asker = _Asker(self, self._asked) if isinstance(self._asked, LeanClient) else _Knower(self, self._asked)
        finisher = self._shared.finisher
        try:
            try:
                found: list[Answer] | Ch3efError = await answers_to(bundle, asker)
            except Ch3efError as error:
                found = error
            finally:
                asker.leave()
            await finisher.finish(self.name, bundle, columns, found, asker.exchanges)
        except Exception as error:
            # Any bug: the other rows are kept, and whoever asked is told.
            finisher.ending.failure = finisher.ending.failure or error
        finally:
            self._open.release()


def _asked_at(model: ModelName, shared: _Shared) -> LeanClient | Answerer:
    """Who gives a model's replies."""
    if model.provider == "reference":
        return Answerer(model.model, model.args)
    server = server_of(model)
    assert isinstance(server, Server)  # noqa: S101 (`why_not` was asked)
    return LeanClient(server, shared.pictures)


@dataclass(slots=True)
class _Asker:
    """Asks the model of a desk all of one bundle; several recipes may ask for the same thing in the same words.

    Attributes:
        desk: The desk.
        client: Sends the requests.
        exchanges: What was said so far.
    """

    desk: _Desk
    client: LeanClient
    exchanges: list[Exchange] = field(default_factory=list)
    _inside: bool = True
    _given: dict[tuple[object, ...], Reply] = field(default_factory=dict)

    def leave(self) -> None:
        """Let another one through the gate."""
        if self._inside:
            self._inside = False
            self.desk.gate.leave()

    async def _rest(self, seconds: float) -> None:
        self.leave()
        await asyncio.sleep(seconds)
        await self.desk.gate.enter()
        self._inside = True

    async def reply(self, asked: Asking, recipe: Recipe, said: Sequence[Message], *, reasoning: bool) -> Reply:  # noqa: ARG002
        """What the model says; for the same in the same words it is not asked twice."""
        most = self.desk.settings.limit(recipe.max_tokens)
        prompt = (*said, most)
        if prompt not in self._given:
            self._given[prompt] = await self._exchanged(asked, recipe, said, most)
        return self._given[prompt]

    async def _exchanged(self, asked: Asking, recipe: Recipe, said: Sequence[Message], most: int) -> Reply:
        """The reply to a prompt; one that came before takes the place of the request."""
        desk, kept = self.desk, prompt_of(self.desk.name, asked, recipe, said, most)
        settings = desk.settings.fields(most)
        before = kept.arrivals.find(kept.key) if kept is not None else None
        exchange = Exchange(recipe.name, asked, tuple(said), settings)
        self.exchanges.append(exchange)
        if before is not None:
            exchange.reply = reply_from_record(before)
            return exchange.reply
        try:
            found = await self.client.ask(said, settings, desk.gate, self._rest)
        except Ch3efError as error:
            exchange.fault = str(error)
            if isinstance(error, ServerError) and error.fault.kind == "filtered":
                return refused(error.fault)
            raise
        exchange.reply, exchange.completion = reply_in(found), found
        if kept is not None:
            kept.arrivals.keep(kept.key, exchange.reply.to_record())
        return exchange.reply

    async def likelihoods(
        self, asked: Asking, recipe: Recipe, said: Sequence[Message], options: Sequence[str], *, pmi: bool
    ) -> tuple[OptionLikelihood, ...]:
        """Never: `why_not` says so."""
        raise NotImplementedError


@dataclass(slots=True)
class _Knower:
    """Has a reference answerer answer one bundle; that costs nothing, so nothing is kept for another attempt.

    Attributes:
        desk: The desk.
        answerer: Answers.
        exchanges: What was said so far.
    """

    desk: _Desk
    answerer: Answerer
    exchanges: list[Exchange] = field(default_factory=list)

    def leave(self) -> None:
        """Let another one through the gate."""
        self.desk.gate.leave()

    async def reply(self, asked: Asking, recipe: Recipe, said: Sequence[Message], *, reasoning: bool) -> Reply:  # noqa: ARG002
        """What it says."""
        settings = self.desk.settings.fields(self.desk.settings.limit(recipe.max_tokens))
        reply = self.answerer.reply(said)
        self.exchanges.append(Exchange(recipe.name, asked, tuple(said), settings, reply))
        return reply

    async def likelihoods(
        self, asked: Asking, recipe: Recipe, said: Sequence[Message], options: Sequence[str], *, pmi: bool
    ) -> tuple[OptionLikelihood, ...]:
        """How likely it holds each option for."""
        found = self.answerer.likelihoods(options, pmi=pmi)
        self.exchanges.append(Exchange(recipe.name, asked, tuple(said), {}, likelihoods=found))
        return found

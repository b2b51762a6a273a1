"""The lean engine: bundles of askings put to OpenAI-compatible servers and reference answerers, with little work.

One event loop sends the requests, and puts what comes on disk; one thread beside it reads pictures, scores replies and
writes rows, so that no reply waits in its socket for any of that.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ch3ef.models.chat_format import reply_in
from ch3ef.models.gate import Gate
from ch3ef.models.hedging import Hedging
from ch3ef.models.lean_client import LeanClient
from ch3ef.models.messages import Message
from ch3ef.models.names import ModelName
from ch3ef.models.option_likelihood import OptionLikelihood
from ch3ef.models.reference import Answerer
from ch3ef.models.reply import Reply
from ch3ef.models.sent_pictures import Pictures
from ch3ef.models.servers import Server, server_of
from ch3ef.recipes.asking import Asking
from ch3ef.recipes.bundles import Bundle
from ch3ef.recipes.recipe import Recipe
from ch3ef.results import ResultRow
from ch3ef.running.exchanges import Exchange
from ch3ef.running.finishing import Ending, Finisher
from ch3ef.running.lanes import Columns, Lane
from ch3ef.running.served import Given, Request, ServedAsker


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
    lanes: Sequence[Lane],
    keep: Callable[[ResultRow], None],
    ending: Ending,
    logs: Path,
    most: int | None,
    *,
    hedge: bool,
    noted: Callable[[str], None],
) -> None:
    """Ask models side by side; each finished bundle becomes rows at once.

    Args:
        lanes: What is asked of whom.
        keep: Takes the rows, on a thread of its own.
        ending: Stops it from outside.
        logs: The folder for the log of what was said.
        most: Requests under way at once per model; None for as many as its server bears.
        hedge: Whether requests that take long are asked a second time.
        noted: Is told how many were.

    Raises:
        KeyboardInterrupt: It was interrupted.
        Ch3efError: It was stopped, or a finished item gave no row.
    """
    with Finisher.of(keep, ending, logs) as finisher:
        shared = _Shared(most, hedge, Pictures(finisher.rows), finisher, noted)

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
        hedge: Whether requests that take long are asked a second time.
        pictures: As they stand in requests.
        finisher: Makes rows of what was answered.
        noted: Is told how many were asked a second time.
    """

    most: int | None
    hedge: bool
    pictures: Pictures
    finisher: Finisher
    noted: Callable[[str], None]


class _Desk:
    """Where one model is asked."""

    def __init__(self, lane: Lane, shared: _Shared) -> None:
        self.name, self.settings = lane.model.name, lane.settings
        self.gate = Gate(shared.most)
        self.hedging = Hedging(self.gate) if shared.hedge else None
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
            if self.hedging is not None and self.hedging.asked:
                self._shared.noted(f"model {self.name!r}: {self.hedging.told()}")

    async def _one(self, bundle: Bundle, columns: Columns) -> None:
        leave, asker = self._asker()
        try:
            await self._shared.finisher.ask(self.name, bundle, columns, asker, leave)
        finally:
            self._open.release()

    def _asker(self) -> tuple[Callable[[], None], ServedAsker | _Knower]:
        """Who asks one bundle, and what lets another one through the gate."""
        if not isinstance(self._asked, LeanClient):
            return self.gate.leave, _Knower(self, self._asked)
        place = _Place(self, self._asked)
        return place.leave, ServedAsker(self.name, self.settings.limit, self.settings.fields, place.put)


def _asked_at(model: ModelName, shared: _Shared) -> LeanClient | Answerer:
    """Who gives a model's replies."""
    if model.provider == "reference":
        return Answerer(model.model, model.args)
    server = server_of(model)
    assert isinstance(server, Server)  # noqa: S101 (`why_not` was asked)
    return LeanClient(server, shared.pictures)


@dataclass(slots=True)
class _Place:
    """The place of one bundle among those that a server has under way.

    Attributes:
        desk: The desk.
        client: Sends the requests.
    """

    desk: _Desk
    client: LeanClient
    _inside: bool = True

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

    async def put(self, request: Request) -> Given:
        """What the model says, kept the moment it is there."""
        hedged = self.desk.hedging.request(request.usual) if self.desk.hedging is not None else None
        found = await self.client.ask(request.said, request.fields, self.desk.gate, self._rest, hedged)
        reply, kept = reply_in(found), request.prompt
        if hedged is not None and reply.input_tokens is not None and reply.output_tokens is not None:
            # What one that was called off had said by then is not known: no more than the other, as a rule.
            sent, received = reply.input_tokens * hedged.paid, reply.output_tokens * hedged.paid
            reply = replace(reply, input_tokens=sent, output_tokens=received)
        if kept is not None:
            kept.arrivals.keep(kept.key, reply.to_record())
        return reply, found


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

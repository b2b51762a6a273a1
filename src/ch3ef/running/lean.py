"""The lean engine: bundles of askings put to OpenAI-compatible servers and reference answerers, with little work.

One event loop sends the requests, and puts what comes on disk; one thread beside it reads pictures, scores replies and
writes rows, so that no reply waits in its socket for any of that.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from ch3ef.errors import Ch3efError, RunError
from ch3ef.judges.judge import panel_now
from ch3ef.models.faults import ServerError
from ch3ef.models.lean_client import Gate, LeanClient, Pictures, Server, refused, reply_in, server_of
from ch3ef.models.messages import Message
from ch3ef.models.names import ModelName
from ch3ef.models.option_likelihood import OptionLikelihood
from ch3ef.models.reference import Answerer
from ch3ef.models.reply import Reply, reply_from_record
from ch3ef.models.settings import GenerationSettings
from ch3ef.recipes.asking import Asking
from ch3ef.recipes.bundles import Bundle
from ch3ef.recipes.recipe import Recipe
from ch3ef.recipes.rows import row_of
from ch3ef.results import Outcome, ResultRow
from ch3ef.running.answers import Answer
from ch3ef.running.arrivals import prompt_of
from ch3ef.running.crediting import columns_of, score_of, with_verdicts
from ch3ef.running.exchanges import Exchange, ExchangeLog
from ch3ef.running.stopping import patiently
from ch3ef.running.turns import answers_to

Given = TypeVar("Given")
Columns = Mapping[str, Mapping[str, Any]]


def why_not(model: ModelName, recipes: Sequence[Recipe]) -> str:
    """Why the lean engine does not ask a model by some recipes, in words; empty where it does."""
    if model.provider == "reference":
        return ""
    server = server_of(model)
    if isinstance(server, str):
        return server
    scoring = next((recipe.name for recipe in recipes if recipe.likelihoods), None)
    return f"recipe {scoring} asks for likelihoods" if scoring else ""


@dataclass(frozen=True, slots=True)
class Lane:
    """What one model is still to be asked.

    Attributes:
        model: The model.
        settings: Of its replies.
        bundles: The askings; each bundle with the columns that are the same for all rows of its set, by the recipe.
    """

    model: ModelName
    settings: GenerationSettings
    bundles: Sequence[tuple[Bundle, Columns]]


@dataclass(slots=True)
class Ending:
    """Whether asking goes on.

    Attributes:
        failure: Why it does not, or why a row is missing.
        interrupted: Whether a user ended it.
        stopped: Whether what is under way is not waited for.
        stop: Ends the asking; any thread may call it.
    """

    failure: Exception | None = None
    interrupted: bool = False
    stopped: bool = False
    stop: Callable[[], object] = lambda: None

    def interrupt(self) -> None:
        """Stop asking, since the user wants it."""
        self.interrupted = self.stopped = True
        self.stop()

    def failed(self, failure: Exception) -> None:
        """Stop asking, since it is for nothing."""
        self.failure, self.stopped = self.failure or failure, True
        self.stop()


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
    with ThreadPoolExecutor(1, "rows") as rows, ExchangeLog.in_folder(logs) as log:

        async def every() -> None:
            loop, asking = asyncio.get_running_loop(), asyncio.current_task()
            ending.stop = lambda: loop.call_soon_threadsafe(asking.cancel) if asking else None
            shared = _Shared(most, rows, Pictures(rows), keep, ending, log)
            desks = [_Desk(lane, shared) for lane in lanes]
            try:
                async with asyncio.TaskGroup() as group:
                    for desk in desks:
                        group.create_task(desk.ask_all())
            finally:
                for judge in panel_now():
                    if judge.hang_up is not None:
                        await judge.hang_up()

        with patiently(ending.interrupt), suppress(asyncio.CancelledError):
            asyncio.run(every())
    if ending.interrupted and ending.failure is None:
        raise KeyboardInterrupt
    if ending.failure is not None:
        if isinstance(ending.failure, Ch3efError):
            raise ending.failure
        what = f"{type(ending.failure).__name__}: {ending.failure}"
        raise RunError(f"a finished item gave no row ({what}); the others are kept") from ending.failure


@dataclass(frozen=True, slots=True)
class _Shared:
    """What all desks of a run use.

    Attributes:
        most: Requests under way at once per model; None for as many as its server bears.
        rows: The thread on which rows are made.
        pictures: As they stand in requests.
        keep: Takes the rows.
        ending: Whether asking goes on.
        log: What was said.
    """

    most: int | None
    rows: Executor
    pictures: Pictures
    keep: Callable[[ResultRow], None]
    ending: Ending
    log: ExchangeLog


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
        try:
            try:
                found: list[Answer] | Ch3efError = await answers_to(bundle, asker)
            except Ch3efError as error:
                found = error
            finally:
                asker.leave()
            if not self._shared.ending.stopped:
                await self._finish(bundle, columns, found, asker.exchanges)
        except Ch3efError as error:
            self._shared.ending.failed(error)
        except Exception as error:
            # Any bug: the other rows are kept, and whoever asked is told.
            self._shared.ending.failure = self._shared.ending.failure or error
        finally:
            self._open.release()

    async def _finish(
        self,
        bundle: Bundle,
        columns: Columns,
        found: Sequence[Answer] | Ch3efError,
        exchanges: Sequence[Exchange],
    ) -> None:
        """Score, have judged what is to be judged, and keep."""
        if isinstance(found, Ch3efError):
            failed = [{"outcome": Outcome.ERROR, "error": str(found)}] * len(bundle)
            await self._aside(self._record, bundle, columns, failed, exchanges)
            return

        def scored() -> list[Any]:
            return [score_of(one.asking, one.recipe, answer) for one, answer in zip(bundle, found, strict=True)]

        def told(scores: Sequence[Any]) -> list[dict[str, Any]]:
            return [columns_of(one.recipe, *pair) for one, *pair in zip(bundle, scores, found, strict=True)]

        if not panel_now():
            await self._aside(lambda: self._record(bundle, columns, told(scored()), exchanges))
            return
        scores = await self._aside(scored)
        graded = [
            await with_verdicts(one.asking, one.recipe, answer, score)
            for one, answer, score in zip(bundle, found, scores, strict=True)
        ]
        await self._aside(self._record, bundle, columns, told(graded), exchanges)

    async def _aside(self, call: Callable[..., Given], *given: Any) -> Given:
        return await asyncio.get_running_loop().run_in_executor(self._shared.rows, call, *given)

    def _record(
        self,
        bundle: Bundle,
        columns: Columns,
        answers: Sequence[Mapping[str, Any]],
        exchanges: Sequence[Exchange],
    ) -> None:
        """Keep the rows of a bundle, and log what was said."""
        self._shared.log.write(self.name, exchanges)
        for row in rows_of(bundle, columns, answers):
            self._shared.keep(row)


def _asked_at(model: ModelName, shared: _Shared) -> LeanClient | Answerer:
    """Who gives a model's replies."""
    if model.provider == "reference":
        return Answerer(model.model, model.args)
    server = server_of(model)
    assert isinstance(server, Server)  # noqa: S101 (`why_not` was asked)
    return LeanClient(server, shared.pictures)


def rows_of(bundle: Bundle, columns: Columns, answers: Sequence[Mapping[str, Any]]) -> list[ResultRow]:
    """The rows of a bundle.

    Args:
        bundle: What was asked.
        columns: Those that are the same for all rows of its set, by the recipe.
        answers: The columns that hold the answers, and what they were worth.
    """
    return [
        row_of(one.asking, {**columns[one.recipe.name], **answer}) for one, answer in zip(bundle, answers, strict=True)
    ]


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

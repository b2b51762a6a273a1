"""Replies at the moment of their arrival: kept before anything else is done with them, and not asked for a second time.

The event loop of a run is busy with pictures and records, at times for seconds; so long would a reply that has come lie
unread in its socket, and a kill would lose it. Requests of served models are therefore made on a thread of their own,
with an event loop of its own.
"""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Awaitable, Coroutine, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any, Protocol, TypeVar

from inspect_ai.model import ContentReasoning, ContentText, Model, ModelOutput

from ch3ef.results import token_count
from ch3ef.texts import storable

Result = TypeVar("Result")


class Keeper(Protocol):
    """Where the reply to one request is kept."""

    def find(self) -> ModelOutput | None:
        """The reply, if it came before."""

    def keep(self, reply: ModelOutput) -> None:
        """Keep the reply; called on the thread of the requests."""


_keeper: ContextVar[Keeper | None] = ContextVar("keeper", default=None)


@contextmanager
def keeping(keeper: Keeper | None) -> Iterator[None]:
    """Have the reply to the request made inside kept; one that was kept before takes the place of the request."""
    token = _keeper.set(keeper)
    try:
        yield
    finally:
        _keeper.reset(token)


def kept_on_arrival(model: Model, *, served: bool) -> Model:
    """A model whose replies are kept as `keeping` says.

    Args:
        model: Any, as Inspect opened it; what its vendor's client gives is intercepted.
        served: Whether requests leave this process: those are made on the thread of their own.
    """
    api = model.api
    ask, close = api.generate, api.aclose

    async def generate(*args: Any, **kwargs: Any) -> Any:
        keeper = _keeper.get()
        reply = keeper.find() if keeper is not None else None
        if reply is not None:
            _clean(reply)
            return reply
        made = _kept(ask(*args, **kwargs), keeper)
        return await (_elsewhere(made) if served else made)

    async def aclose() -> None:
        await (_elsewhere(close()) if served else close())

    # Inspect calls both on the object that it made; there is no other place between it and the vendor's client.
    setattr(api, "generate", generate)  # noqa: B010
    setattr(api, "aclose", aclose)  # noqa: B010
    return model


async def _kept(asked: Awaitable[Any], keeper: Keeper | None) -> Any:
    """What an API gives: the reply, or the reply and a record of the request; clean, and kept if it is whole."""
    given = await asked
    reply = given[0] if isinstance(given, tuple) else given
    if isinstance(reply, ModelOutput):
        answered = _is_answer(reply)
        _clean(reply)
        if keeper is not None and answered:
            keeper.keep(reply)
    return given


def _is_answer(reply: ModelOutput) -> bool:
    """Whether the model said it: Inspect's providers make a reply of some errors, too."""
    failed = reply.usage is None and reply.stop_reason in {"model_length", "content_filter"}
    return bool(reply.choices) and reply.error is None and not failed


def _clean(reply: ModelOutput) -> None:
    """Replace what no file can hold, in every text of a reply; tokens whose count cannot be are not counted."""
    if (usage := reply.usage) and None in map(token_count, (usage.input_tokens, usage.output_tokens)):
        reply.usage = None
    reply.model = storable(reply.model)
    for choice in reply.choices:
        message = choice.message
        if isinstance(message.content, str):
            message.content = storable(message.content)
            continue
        for part in message.content:
            if isinstance(part, ContentText):
                part.text = storable(part.text)
            elif isinstance(part, ContentReasoning):
                part.reasoning = storable(part.reasoning)
    reply.completion = storable(reply.completion)


async def _elsewhere(call: Coroutine[Any, Any, Result]) -> Result:
    """Await a call on the thread of the requests; it sees the caller's context, and is cancelled with it."""
    return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(call, _requests()))


@cache
def _requests() -> asyncio.AbstractEventLoop:
    # While the run's own thread computes, this one gets a word in every millisecond, not every five.
    sys.setswitchinterval(1e-3)
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="requests", daemon=True).start()
    return loop

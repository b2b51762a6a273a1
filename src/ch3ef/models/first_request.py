"""One small question to every served model before its first item: whoever does not answer it answers none."""

from __future__ import annotations

import asyncio
import difflib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from ch3ef.errors import RunError
from ch3ef.models.faults import Fault, ServerError
from ch3ef.models.lean_client import LeanClient
from ch3ef.models.messages import Message
from ch3ef.models.names import ModelName, key_variable
from ch3ef.models.servers import Server, server_of
from ch3ef.models.settings import GenerationSettings, advice
from ch3ef.models.tries import in_time
from ch3ef.models.waiting import waiting

QUESTION = Message("user", ("Reply with the word: ready",))
ENOUGH = 16
"""Tokens of an answer to it."""
TRIES = 3
PAUSE = 2.0
"""Seconds between tries."""
OFFERS = 5
"""Models that a server offers, as many as a line shows."""


def check_answers(
    kind: str,
    names: Sequence[ModelName],
    settings: Mapping[str, GenerationSettings],
    most: int,
    ways: Mapping[str, str] | None = None,
) -> None:
    """Ask served models something small, all at once, as they will be asked later on.

    Args:
        kind: What they are here, for the message ("model", "judge").
        names: The models; those that no server answers for are left out, and so are those whose server is yet to be
            started.
        settings: Of their replies, by name.
        most: Most tokens of a reply where no setting says.
        ways: What asks them, by name: "lean", "batch", or Inspect.

    Raises:
        InputError: A model cannot be opened.
        RunError: A model does not answer: a closed port at once, a server that cannot be reached within 30 s.
    """
    there = [name for name in names if name.served and not name.started]
    if not there:
        return

    async def all_of_them() -> None:
        asked_by = {"lean": _lean, "batch": _as_in_batches}
        openers = [asked_by.get((ways or {}).get(name.name, ""), _by_inspect) for name in there]
        clients = [opener(name, settings[name.name], most) for opener, name in zip(openers, there, strict=True)]
        await asyncio.gather(*(_ask(kind, name, client) for name, client in zip(there, clients, strict=True)))

    asyncio.run(all_of_them())


class _Client(NamedTuple):
    """Asks once, tells which models the server offers, and closes."""

    ask: Callable[[], Awaitable[object]]
    offered: Callable[[], Awaitable[list[str]]]
    close: Callable[[], Awaitable[None]]


def _limit(settings: GenerationSettings, most: int) -> int:
    # Whoever reasons is given what it will be given later on, which a short context may not hold.
    return settings.limit(most) if settings.max_tokens or settings.thoughts else ENOUGH


def _by_inspect(name: ModelName, settings: GenerationSettings, most: int) -> _Client:
    from ch3ef.models.conversation import chat_messages
    from ch3ef.models.opening import open_model
    from ch3ef.models.served_model import ServedModel
    from ch3ef.models.transport import offered_models

    model = open_model(name)
    if isinstance(model, ServedModel):
        model.limits = replace(model.limits, max_retries=0)
    config = settings.config(_limit(settings, most))
    ask = partial(model.generate, chat_messages([QUESTION]), config=config)
    return _Client(ask, partial(offered_models, model.api), model.api.aclose)


def _lean(name: ModelName, settings: GenerationSettings, most: int) -> _Client:
    server = server_of(name)
    assert isinstance(server, Server)  # noqa: S101 (whoever named it asked)
    client = LeanClient(replace(server, limits=replace(server.limits, max_retries=0)))
    fields = settings.fields(_limit(settings, most))
    return _Client(partial(client.ask, [QUESTION], fields), client.offered, client.close)


def _as_in_batches(name: ModelName, settings: GenerationSettings, most: int) -> _Client:
    """By itself, but in the words of a batch."""
    from ch3ef.models.batches import Http
    from ch3ef.models.vendors import vendor_of

    vendor = vendor_of(name)
    server = vendor.server(name) if vendor is not None else ""
    assert vendor is not None and isinstance(server, Server)  # noqa: S101, PT018 (whoever named it asked)
    http, fields = Http(server, vendor.headers(server.key)), vendor.fields(name, settings, _limit(settings, most))

    async def ask() -> object:
        body = await vendor.body(server.model, [QUESTION], fields, None)
        return await in_time(server.limits.attempt_timeout, http.json("POST", vendor.CHAT, data=body))

    return _Client(ask, http.offered, http.close)


async def _ask(kind: str, name: ModelName, client: _Client) -> None:
    try:
        for tries in range(1, TRIES + 1):
            try:
                await client.ask()
            except ServerError as error:
                fault = error.fault
                if fault.kind == "filtered":
                    return
                if fault.status in {400, 422} and "image" in fault.words.lower():
                    # It answers no text alone; what is asked of it has pictures.
                    return
                if fault.passing and (fault.status == 429 or not (fault.status or fault.kind)):
                    # It is there, and has others to serve or takes no such question; the run goes on and shows more.
                    return
                if not fault.passing or fault.kind or tries == TRIES:
                    told = f"{fault}".rstrip(".") + await _advice(kind, name, client, fault)
                    raise RunError(f"{kind} {name.name!r} does not answer: {told}; nothing was asked") from error
            else:
                return
            with waiting(fault.short, PAUSE):
                await asyncio.sleep(PAUSE)
    finally:
        await client.close()


async def _advice(kind: str, name: ModelName, client: _Client, fault: Fault) -> str:
    """What to do, where the status or the vendor's words say it."""
    if fault.status in {400, 422}:
        do = advice(fault.words, kind)
        return f"; {do}" if do else ""
    if fault.status in {401, 403}:
        return f"; is the key in {key_variable(name.provider, name.model)} right?"
    if fault.status != 404:
        return ""
    offered = await client.offered()
    if not offered:
        return "; are the model's name and the address right?"
    called = name.model.partition("/")[2] if name.provider == "openai-api" else name.model
    first = difflib.get_close_matches(called, offered, n=OFFERS, cutoff=0.3) or offered[:OFFERS]
    more = f" and {len(offered) - len(first)} others" if len(offered) > len(first) else ""
    return f"; is the model's name right? The server offers {', '.join(first)}{more}"

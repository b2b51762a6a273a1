"""Models that draft and answer: opened as judges are, asked side by side, their replies kept the moment they arrive."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from ch3ef.errors import InputError, RunError
from ch3ef.models.messages import Message
from ch3ef.models.names import ModelName, check_distinct, parse_model_name
from ch3ef.models.picture_tokens import picture_rule, text_counter
from ch3ef.models.settings import UNSET, check_settings, settings_of
from ch3ef.pictures import size_of
from ch3ef.reading.visible import split_reasoning
from ch3ef.texts import received

MAX_TOKENS = 2048
"""Of a reply; reasoning in front of it counts."""
AT_ONCE = 8
"""Requests under way at once per model."""
ENOUGH = 5
"""Failures of a model in a row after which it is asked no more."""

Progress = Callable[[int, int], None]


def check_models(names: Sequence[str], argument: str = "--model") -> tuple[ModelName, ...]:
    """Parse the names of models; nothing is loaded or asked.

    Args:
        names: [NAME=]PROVIDER/MODEL[?key=value].
        argument: What the command calls them.

    Raises:
        InputError: A name that is none, two with the same name, or a reference answerer, which says nothing of its own.
    """
    models = tuple(map(parse_model_name, names))
    check_distinct(models, argument)
    for model in models:
        if model.provider == "reference":
            raise InputError(
                f"{argument} {model.name}: reference answerers choose among options and word nothing; name another"
            )
        check_settings([model], UNSET, "")
    return models


@dataclass(frozen=True, slots=True)
class Request:
    """One request.

    Attributes:
        messages: What is said.
        keep: Called with what the model says aloud, the moment it arrives.
    """

    messages: tuple[Message, ...]
    keep: Callable[[str], None]


@dataclass
class Asking:
    """How asking one model went.

    Attributes:
        model: Its name.
        done: Replies that came.
        errors: What went wrong, a line a request.
        left: Requests that were not sent any more.
    """

    model: str
    done: int = 0
    errors: list[str] = field(default_factory=list)
    left: int = 0


@contextmanager
def opened(models: Sequence[ModelName]) -> Iterator[list[Any]]:
    """Models, open; served ones have answered a small question before.

    Raises:
        InputError: A key, a package, a folder or an argument is missing or wrong.
        RunError: A server does not answer; the message holds the address and its words.
    """
    if not models:  # nor need the engine be imported
        yield []
        return
    from ch3ef.models.first_request import check_answers
    from ch3ef.models.opening import open_model

    check_answers("model", models, {model.name: settings_of(model) for model in models}, MAX_TOKENS)
    clients = []
    try:
        for model in models:
            clients.append(open_model(model))
        yield clients
    finally:
        for model, client in zip(models, clients, strict=False):
            if model.provider == "ch3ef-hf":
                client.api.close()
            else:
                asyncio.run(client.api.aclose())


def ask(model: ModelName, client: Any, requests: Sequence[Request], progress: Progress) -> Asking:
    """Put requests to a model, several at once.

    Args:
        model: Its name.
        client: The model, open.
        requests: In the order in which they are sent.
        progress: Told how many of them are done.

    Returns:
        How it went; a request that failed is told there and stops no other, unless several in a row fail.

    Raises:
        InputError: A reply cannot be kept (full disk), or a picture cannot be read.
    """
    asking = Asking(model.name)
    if requests:
        asyncio.run(_ask_all(model, client, requests, asking, progress))
    return asking


async def _ask_all(
    model: ModelName, client: Any, requests: Sequence[Request], asking: Asking, progress: Progress
) -> None:
    from ch3ef.models.arrival import keeping
    from ch3ef.models.conversation import chat_messages

    settings = settings_of(model)
    config = settings.config(settings.limit(MAX_TOKENS))
    places = asyncio.Semaphore(AT_ONCE)
    row = 0

    async def one(request: Request) -> None:
        nonlocal row
        async with places:
            if row >= ENOUGH:
                asking.left += 1
                return
            kept = _Kept(request)
            try:
                with keeping(kept):
                    output = await client.generate(chat_messages(request.messages), config=config)
            except InputError:
                raise
            except Exception as error:
                # Every vendor's client has errors of its own, with no common root; the other requests outlive them.
                row += 1
                asking.errors.append(_told(error))
            else:
                row = 0
                if not kept.there:  # a filter's refusal is no reply of the model's
                    kept.keep(output)
                asking.done += 1
            progress(asking.done + len(asking.errors), len(requests))

    progress(0, len(requests))
    await _together([one(request) for request in requests])


_ONE_AT_A_TIME = threading.Lock()


@dataclass
class _Kept:
    """Keeps the reply to a request the moment it arrives, on the thread of the requests."""

    request: Request
    there: bool = False

    def find(self) -> None:
        """Nothing: what is there is not asked for."""

    def keep(self, reply: Any) -> None:
        """Keep the reply."""
        with _ONE_AT_A_TIME:
            self.request.keep(received(split_reasoning(reply.completion).aloud).strip())
        self.there = True


async def _together(calls: Sequence[Awaitable[None]]) -> None:
    """All of them; the first error of ours stops the others."""
    tasks = [asyncio.ensure_future(call) for call in calls]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _told(error: Exception) -> str:
    """The first line of what went wrong: what the server said, or the innermost cause."""
    if isinstance(error, RunError):
        return str(error)
    cause: BaseException = error
    while cause.__cause__ is not None:
        cause = cause.__cause__
    line = next(iter(str(cause).strip().splitlines()), "no message")
    return f"{type(cause).__name__}: {received(line)[:200]}"


# --- before anything is sent ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Needed:
    """What requests to a model would take.

    Attributes:
        model: Its name.
        requests: How many.
        pictures: Pictures sent, over all of them.
        text_tokens: Estimated tokens of text sent.
        picture_tokens: Estimated tokens of pictures sent, by the model's own rule where it is known.
        usual: Tokens that usually come back.
        most: Most that can come back.
    """

    model: str
    requests: int
    pictures: int
    text_tokens: int
    picture_tokens: int
    usual: int
    most: int


def needed(model: ModelName, prompts: Sequence[tuple[Message, ...]], usual: int) -> Needed:
    """What prompts to a model would take; nothing is sent.

    Args:
        model: Its name.
        prompts: What it would be told.
        usual: Tokens of all usual replies together.

    Raises:
        InputError: A picture cannot be read.
    """
    rule, tokens = picture_rule(model), text_counter(model)
    messages = [message for prompt in prompts for message in prompt]
    images = [image for message in messages for image in message.images]
    most = len(prompts) * settings_of(model).limit(MAX_TOKENS)
    sizes = {image.path: size_of(image.path) for image in images}
    return Needed(
        model.name,
        len(prompts),
        len(images),
        round(sum(tokens(message.text) for message in messages)),
        sum(rule.count(*sizes[image.path]) for image in images),
        min(usual, most),
        most,
    )

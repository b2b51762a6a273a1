"""A client of OpenAI-compatible servers that does little: one connection pool, one request, one reply."""

from __future__ import annotations

import asyncio
import base64
import io
import json
import os
import re
import secrets
import zlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ch3ef.models.completions import (
    COMPLETIONS,
    MAX_REDIRECTS,
    MODELS,
    OFFERED_WITHIN,
    REPEATS,
    check_status,
    completion,
    offered,
    parsed,
    read_bounded,
)
from ch3ef.models.connections import address, broken, opened, placed, proxy, target
from ch3ef.models.faults import Fault, ServerError
from ch3ef.models.gate import Gate
from ch3ef.models.hedging import HedgedRequest
from ch3ef.models.limits import ARGUMENTS as LIMITS
from ch3ef.models.limits import MAX_BODY, MAX_TEXT, RequestLimits, limits_of
from ch3ef.models.messages import Message
from ch3ef.models.names import ModelName, key_variable
from ch3ef.models.reply import Reply
from ch3ef.models.settings import ARGUMENTS as SETTINGS
from ch3ef.models.tries import in_time, tried
from ch3ef.pictures import shown

if TYPE_CHECKING:
    import aiohttp
    from yarl import URL

Completion = dict[str, Any]
"""As `completions.completion` gives it."""


# --- which servers ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Server:
    """Where a model is asked.

    Attributes:
        base_url: With credentials and query, where it has them.
        model: What the server calls it.
        key: The key.
        limits: Of each request.
    """

    base_url: str
    model: str
    key: str
    limits: RequestLimits


_NO_KEY = {"vllm": "inspectai", "sglang": "dummy"}
"""What is sent to servers of one's own that want no key: the same as Inspect sends."""
_OTHER_FORMAT = re.compile(r"o\d|gpt-?([5-9]|\d\d)|codex|deep-research|vision")
"""Names of models whose requests Inspect words otherwise."""


def server_of(name: ModelName) -> Server | str:
    """Where a model is asked by the lean client; or, in words, why another has to.

    Args:
        name: The parsed name.

    Raises:
        InputError: A limit that is not a whole number in its range.

    Example:
        >>> from ch3ef.models.names import parse_model_name
        >>> server_of(parse_model_name("vllm/m?base_url=http://h:8000/v1")).model
        'm'
        >>> server_of(parse_model_name("anthropic/claude"))
        'anthropic is no OpenAI-compatible server'
    """
    if name.provider not in {"openai-api", *_NO_KEY}:
        return f"{name.provider} is no OpenAI-compatible server"
    service, _, called = name.model.partition("/") if name.provider == "openai-api" else (name.provider, "", name.model)
    base_url = name.args.get("base_url") or os.environ.get(f"{service.upper().replace('-', '_')}_BASE_URL")
    reasons = {
        "its name does not say which model of the service": not called,
        "such models are asked in another format": _OTHER_FORMAT.search(called.lower()),
        "an adapter has to be loaded": name.provider == "vllm" and ":" in called,
    }
    if reason := next((reason for reason, holds in reasons.items() if holds), ""):
        return reason
    return server_at(name, called, base_url, also=("prompt_logprobs",), no_key=_NO_KEY.get(name.provider, ""))


def server_at(
    name: ModelName, called: str, base_url: str | None, *, also: Sequence[str] = (), no_key: str = ""
) -> Server | str:
    """A model at an address; or why it cannot be asked there by a client of ours.

    Args:
        name: The parsed name.
        called: What its server calls it.
        base_url: The address.
        also: Arguments that are of no effect here.
        no_key: What is sent where the environment has no key.

    Raises:
        InputError: A limit that is not a whole number in its range.
    """
    variable = key_variable(name.provider, name.model)
    key = os.environ.get(variable) or no_key
    others = [one for one in name.args if one not in {"base_url", *also, *LIMITS, *SETTINGS}]
    reasons = {
        "no base_url is given": not base_url,
        "its base_url is no address": not re.match(r"https?://[^/?#]", base_url or ""),
        f"{variable} cannot stand in a header": not (key.isascii() and key.isprintable()),
        f"it is given {', '.join(others)}": others,
        without_key(name): not key,
    }
    if reason := next((reason for reason, holds in reasons.items() if holds), ""):
        return reason
    return Server(str(base_url), called, key, limits_of(name.name, name.args))


def without_key(name: ModelName) -> str:
    """That there is no key for a model, in words."""
    return f"{key_variable(name.provider, name.model)} is not in the environment"


# --- pictures ---------------------------------------------------------------------------------------------


class Pictures:
    """Pictures as they stand in a request, each read and encoded once, as far as they find room.

    Args:
        elsewhere: Where they are read: on the thread of the requests, replies would wait for it.
        most: Bytes that are kept; those that were not asked for longest go first.
    """

    def __init__(self, elsewhere: Executor, most: int = 64 * 2**20) -> None:
        self._elsewhere, self._most = elsewhere, most
        self._kept: OrderedDict[Path, bytes] = OrderedDict()
        self._size = 0

    async def uri(self, path: Path) -> bytes:
        """A picture file as a data URI, as everybody is shown it (`pictures.shown`).

        Raises:
            InputError: There is no such file, or it is no picture.
        """
        if path not in self._kept:
            made = await asyncio.get_running_loop().run_in_executor(self._elsewhere, _data_uri, path)
            self._size += len(made) - len(self._kept.get(path, b""))
            self._kept[path] = made
            while self._size > self._most and len(self._kept) > 1:
                self._size -= len(self._kept.popitem(last=False)[1])
            return made
        self._kept.move_to_end(path)
        return self._kept[path]


def _data_uri(path: Path) -> bytes:
    picture = shown(path)
    return b"data:" + picture.kind.encode() + b";base64," + base64.b64encode(picture.content)


# --- requests ---------------------------------------------------------------------------------------------


class LeanClient:
    """Asks one model. To be opened and closed where an event loop runs.

    Args:
        server: Where.
        pictures: As they stand in requests; None where none are sent.
    """

    def __init__(self, server: Server, pictures: Pictures | None = None) -> None:
        url, typed = placed(server.base_url, COMPLETIONS)
        self.server = server
        self._url = url
        self._signed = {"Authorization": typed or f"Bearer {server.key}"}
        self._pictures = pictures
        self._session = opened({"Content-Type": "application/json", **organisation()})

    async def close(self) -> None:
        """Close the connections."""
        await self._session.close()

    async def ask(
        self,
        said: Sequence[Message],
        settings: Mapping[str, Any],
        gate: Gate | None = None,
        rest: Callable[[float], Awaitable[None]] = asyncio.sleep,
        hedged: HedgedRequest | None = None,
    ) -> Completion:
        """Ask until there is an answer, as far as the limits go.

        Args:
            said: The conversation.
            settings: Further fields of the request.
            gate: Is told how the server bears it.
            rest: Waits so many seconds before the next try.
            hedged: Asks a second time where that takes long; None for never.

        Raises:
            InputError: A picture is not there.
            ServerError: There is no reply.
        """

        async def answered() -> Completion:
            body = await chat_body(self.server.model, said, settings, self._pictures)
            return await (self._answer(body) if hedged is None else hedged.first(lambda: self._answer(body)))

        async def once(seconds: int) -> Completion:
            try:
                found = await in_time(seconds, answered())
            except ServerError as error:
                if gate is not None and error.fault.status == 429:
                    gate.slowed()
                raise
            if gate is not None:
                gate.answered()
            return found

        return await tried(once, self.server.limits, rest)

    async def offered(self) -> list[str]:
        """Names of the models that the server lists; none where it lists none at once."""
        import aiohttp

        url = self._url.with_path(self._url.path.removesuffix(COMPLETIONS) + MODELS)
        try:
            async with (
                asyncio.timeout(OFFERED_WITHIN),
                self._session.get(url, headers=self._signed, proxy=proxy(url), allow_redirects=False) as response,
            ):
                packed = response.headers.get("Content-Encoding", "")
                body, _ = await read_bounded(response.content.iter_any(), packed, MAX_BODY)
        except (aiohttp.ClientError, OSError, TimeoutError, zlib.error):
            return []
        found = parsed(body)
        listed = found.get("data") if isinstance(found, dict) else None
        return offered(one.get("id") for one in listed if isinstance(one, dict)) if isinstance(listed, list) else []

    async def _answer(self, body: bytes) -> Completion:
        """What the server says to a request, wherever it repeats it to."""
        import aiohttp

        url = self._url
        try:
            for _ in range(MAX_REDIRECTS + 1):
                async with await self._sent(url, body) as response:
                    if response.status not in REPEATS:
                        return await _checked(response, address(url))
                    url = url.join(type(url)(response.headers.get("Location", "")))
        except (aiohttp.ClientError, OSError) as error:
            raise ServerError(broken(error, address(url))) from error
        except zlib.error as error:
            words = f"a reply that cannot be unpacked ({error})"
            raise ServerError(Fault(url=address(url), words=words, passing=True)) from error
        raise ServerError(Fault(words="redirects in a circle"))

    async def _sent(self, url: URL, body: bytes) -> aiohttp.ClientResponse:
        """The beginning of the response; a connection is tried for twice."""
        import aiohttp

        # Another server is not told the key.
        headers = self._signed if url.origin() == self._url.origin() else {}
        for last in (False, True):
            try:
                return await self._session.post(
                    url,
                    # Of more than a megabyte in one piece, the library warns.
                    data=body if len(body) < 2**20 else io.BytesIO(body),
                    headers=headers,
                    proxy=proxy(url),
                    allow_redirects=False,
                )
            except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
                if last:
                    raise
        raise AssertionError


def organisation() -> dict[str, str]:
    """Headers that say on whose behalf OpenAI is asked, where the environment does."""
    named = {"OpenAI-Organization": "OPENAI_ORG_ID", "OpenAI-Project": "OPENAI_PROJECT_ID"}
    return {header: os.environ[variable] for header, variable in named.items() if os.environ.get(variable)}


async def chat_body(
    model: str, said: Sequence[Message], settings: Mapping[str, Any], pictures: Pictures | None
) -> bytes:
    """A request, in JSON.

    Args:
        model: What the server calls it.
        said: The conversation.
        settings: Further fields.
        pictures: As they stand in requests; None where none are sent.

    Raises:
        InputError: A picture is not there.
    """
    messages = [{"role": one.role, "content": _content(one)} for one in said]
    uris = [await pictures.uri(image.path) for one in said for image in one.images] if pictures else []
    return laid_between({"messages": messages, "model": model, **settings}, uris)


def laid_between(body: Mapping[str, Any], pieces: Sequence[bytes]) -> bytes:
    """JSON in which each `PICTURE` is replaced: pictures are large and need no care."""
    first, *rest = json.dumps(body).encode().split(PICTURE.encode())
    return b"".join([first, *(part for pair in zip(pieces, rest, strict=True) for part in pair)])


PICTURE = secrets.token_hex(16)
"""Stands for a picture while the text around it is put into JSON: drawn anew, so that no text can hold it."""


def _content(message: Message) -> str | list[dict[str, Any]]:
    if message.role == "assistant":
        return message.text
    return [
        {"type": "text", "text": part}
        if isinstance(part, str)
        else {"type": "image_url", "image_url": {"url": PICTURE, "detail": "auto"}}
        for part in message.parts
    ]


async def _checked(response: aiohttp.ClientResponse, url: str) -> Completion:
    """The completion in a response."""
    packed, status = response.headers.get("Content-Encoding", ""), response.status
    body, whole = await read_bounded(response.content.iter_any(), packed, MAX_BODY)
    check_status(status, url, body, response.headers, target(response))
    if not whole:
        response.close()
    return completion(body, url, status, whole=whole)


# --- replies ----------------------------------------------------------------------------------------------

_STOPS = {
    "stop": "stop",
    "eos": "stop",
    "length": "max_tokens",
    "tool_calls": "tool_calls",
    "function_call": "tool_calls",
}
_SAME_STOPS = {"content_filter", "model_length", "max_tokens"}


def reply_in(found: Completion) -> Reply:
    """What a completion says; of what is longer than `MAX_TEXT`, the beginning.

    Example:
        >>> message = {"content": "A", "refusal": None, "reasoning_content": "It is red."}
        >>> reply_in({"choices": [{"index": 0, "finish_reason": "stop", "message": message}], "usage": None})
        Reply(text='A', thoughts=('It is red.',), stop='stop', fault=None, input_tokens=None, output_tokens=None)
    """
    choice = min(found["choices"], key=lambda one: one["index"])
    message, reason = choice["message"], choice["finish_reason"]
    refusal, text = message["refusal"], message["refusal"] or message["content"] or ""
    stop = reason if reason in _SAME_STOPS else _STOPS.get(reason, "unknown")
    if not refusal and len(text) > MAX_TEXT:
        text, stop = text[:MAX_TEXT], "max_tokens"
    sent, received = _tokens(found["usage"])
    return Reply(text, _thoughts(message), "content_filter" if refusal else stop, None, sent, received)


def refused(fault: Fault) -> Reply:
    """What stands for the reply to a request that a filter declined; the vendor's words are none of the model's."""
    return Reply("", stop="content_filter", fault=str(fault))


def _thoughts(message: Mapping[str, Any]) -> tuple[str, ...]:
    """What a message says was thought, in whichever field servers put it."""
    details = [one for one in message.get("reasoning_details") or () if isinstance(one, dict)]
    texts = [one.get(name) for name in ("summary", "text") for one in details if isinstance(one.get(name), str)]
    plain = (message.get("reasoning_content"), message.get("reasoning"))
    found = next(filter(None, [*reversed(texts), *plain]), None)
    return (found,) if found else ()


def _tokens(usage: Mapping[str, Any] | None) -> tuple[int | None, int | None]:
    """Tokens sent, but for those in the server's cache, and received."""
    if usage is None:
        return None, None
    cached = usage["prompt_tokens_details"] or {}
    kept = sum(cached.get(name, 0) for name in ("cached_tokens", "cache_write_tokens"))
    return usage["prompt_tokens"] - kept, usage["completion_tokens"]

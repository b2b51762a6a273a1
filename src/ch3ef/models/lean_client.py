"""A client of OpenAI-compatible servers that does little: one connection pool, one request, one reply."""

from __future__ import annotations

import asyncio
import io
import zlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ch3ef.models.chat_format import chat_body
from ch3ef.models.completions import (
    COMPLETIONS,
    MAX_REDIRECTS,
    MODELS,
    OFFERED_WITHIN,
    REPEATS,
    Completion,
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
from ch3ef.models.limits import MAX_BODY
from ch3ef.models.messages import Message
from ch3ef.models.sent_pictures import Pictures
from ch3ef.models.servers import Server, organisation
from ch3ef.models.tries import in_time, tried

if TYPE_CHECKING:
    import aiohttp
    from yarl import URL


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


async def _checked(response: aiohttp.ClientResponse, url: str) -> Completion:
    """The completion in a response."""
    packed, status = response.headers.get("Content-Encoding", ""), response.status
    body, whole = await read_bounded(response.content.iter_any(), packed, MAX_BODY)
    check_status(status, url, body, response.headers, target(response))
    if not whole:
        response.close()
    return completion(body, url, status, whole=whole)

"""What vendors' batch interfaces have in common: what is known of a batch, and the requests that concern it.

What is asked is written into a file, handed in, and answered within a day at half the price. The words of one vendor
are in `openai_batches`, of another in `anthropic_batches`.
"""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple, Protocol

from ch3ef.models.completions import (
    CONNECT_TIMEOUT,
    MODELS,
    OFFERED_WITHIN,
    Completion,
    check_status,
    offered,
    parsed,
    read_bounded,
)
from ch3ef.models.connections import address, broken, opened, placed, proxy, target
from ch3ef.models.faults import Fault, ServerError
from ch3ef.models.limits import MAX_BODY
from ch3ef.models.messages import Message
from ch3ef.models.names import ModelName
from ch3ef.models.sent_pictures import Pictures
from ch3ef.models.servers import Server
from ch3ef.models.settings import GenerationSettings
from ch3ef.results import token_count

PAGES = 100
"""Of a list of batches, as many as are looked through."""
SILENT = 120.0
"""Seconds without a byte after which a download is broken off."""


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch, as its vendor tells of it.

    Attributes:
        id: The vendor's name for it.
        state: Whether it goes on, holds its results, holds those from before somebody cancelled it, or was not taken.
        status: The same in the vendor's word.
        total: Requests; 0 while they are not counted.
        done: Requests that have ended.
        created: When it was made [s since 1970].
        results: Where its results lie.
        mark: What was sent along to know it by; empty where nothing can be.
        fault: Why it was not taken.
        smaller: Whether a smaller one, or one at another time, may be.
    """

    id: str
    state: Literal["open", "ended", "cancelled", "failed"]
    status: str
    total: int
    done: int
    created: float
    results: tuple[str, ...] = ()
    mark: str = ""
    fault: str = ""
    smaller: bool = False


class Result(NamedTuple):
    """What a batch holds of one request: a completion, or why there is none."""

    key: str
    completion: Completion | None
    fault: Fault | None


class Vendor(Protocol):
    """One vendor's words: a module."""

    MOST: int
    """Requests of a batch."""
    LARGEST: int
    """Bytes of a batch."""
    BEGIN: bytes
    BETWEEN: bytes
    END: bytes
    """What stands around the requests of a file."""
    CHAT: str
    """Where one request is put by itself."""

    def server(self, name: ModelName) -> Server | str:
        """Where a model is asked; or, in words, why not."""

    def headers(self, key: str) -> dict[str, str]:
        """Of every request."""

    def fields(self, name: ModelName, settings: GenerationSettings, most: int) -> dict[str, Any]:
        """Settings as fields of a request."""

    async def body(
        self, model: str, said: Sequence[Message], fields: Mapping[str, Any], pictures: Pictures | None
    ) -> bytes:
        """A request by itself."""

    def entry(self, key: str, body: bytes) -> bytes:
        """The same in a file."""

    async def upload(self, http: Http, file: Path) -> str:
        """Hand in a file, where that is a step of its own; gives what it is called there."""

    async def create(self, http: Http, uploaded: str, file: Path, mark: str) -> Batch:
        """Make a batch of a file."""

    async def listed(self, http: Http, since: float) -> list[Batch]:
        """Batches that were made since."""

    def is_it(self, batch: Batch, mark: str, requests: int) -> bool:
        """Whether a batch can be the one that was made with a mark, of so many requests."""

    async def look(self, http: Http, batch: str) -> Batch:
        """How a batch stands."""

    def result(self, record: Mapping[str, Any], url: str) -> Result:
        """What one line of the results says."""


class Http:
    """Requests to one server. To be opened and closed where an event loop runs.

    Args:
        server: Which.
        headers: Of every request.
    """

    def __init__(self, server: Server, headers: Mapping[str, str]) -> None:
        self.server = server
        _, typed = placed(server.base_url, "")
        self._session = opened({**headers, **({"Authorization": typed} if typed else {})})

    async def close(self) -> None:
        """Close the connections."""
        await self._session.close()

    def url(self, path: str) -> str:
        """Where a path leads, as messages show it."""
        return address(placed(self.server.base_url, path)[0])

    async def json(self, method: str, path: str, *, data: Any = None, **query: str) -> dict[str, Any]:
        """What the server says to one request.

        Args:
            method: GET or POST.
            path: Below the server's address.
            data: The body: JSON as bytes or as an open file, or a form.
            query: Further arguments of the address.

        Raises:
            ServerError: It is no JSON object, or no success.
        """
        import aiohttp

        url = placed(self.server.base_url, path)[0].update_query(query)
        kind = {} if data is None or isinstance(data, aiohttp.FormData) else {"Content-Type": "application/json"}
        try:
            async with self._session.request(
                method, url, data=data, headers=kind, proxy=proxy(url), allow_redirects=False
            ) as response:
                packed = response.headers.get("Content-Encoding", "")
                body, _ = await read_bounded(response.content.iter_any(), packed, MAX_BODY)
                check_status(response.status, address(url), body, response.headers, target(response))
        except (aiohttp.ClientError, OSError) as error:
            raise ServerError(broken(error, address(url))) from error
        except zlib.error as error:
            words = f"a reply that cannot be unpacked ({error})"
            raise ServerError(Fault(url=address(url), words=words, passing=True)) from error
        found = parsed(body)
        if not isinstance(found, dict):
            raise ServerError(Fault(response.status, address(url), "a reply that is no JSON object", passing=True))
        return found

    async def lines(self, path: str) -> AsyncIterator[bytes]:
        """The lines of a file, of which only one is in memory; of one that is too long, something that is no JSON.

        Raises:
            ServerError: It cannot be had, or not to its end.
        """
        import aiohttp

        url = placed(self.server.base_url, path)[0]
        quiet = aiohttp.ClientTimeout(sock_connect=CONNECT_TIMEOUT, sock_read=SILENT)
        plain = {"Accept-Encoding": "identity"}
        try:
            async with self._session.get(
                url, headers=plain, proxy=proxy(url), allow_redirects=False, timeout=quiet
            ) as response:
                if response.status >= 300:
                    body, _ = await read_bounded(response.content.iter_any(), "", MAX_BODY)
                    check_status(response.status, address(url), body, response.headers, target(response))
                rest = b""
                async for chunk in response.content.iter_any():
                    *whole, rest = (rest + chunk).split(b"\n")
                    for line in whole:
                        yield line
                    rest = rest[:MAX_BODY]
                yield rest
        except (aiohttp.ClientError, OSError) as error:
            raise ServerError(broken(error, address(url))) from error

    async def offered(self) -> list[str]:
        """Names of the models that the server lists; none where it lists none at once."""
        root = "" if self.server.base_url.partition("?")[0].rstrip("/").endswith("/v1") else "/v1"
        try:
            async with asyncio.timeout(OFFERED_WITHIN):
                listed = objects(await self.json("GET", root + MODELS), "data")
        except (ServerError, TimeoutError):
            return []
        return offered(one.get("id") for one in listed)


async def every(
    http: Http, path: str, cursor: str, read: Callable[[Mapping[str, Any]], Batch], since: float
) -> list[Batch]:
    """The batches of a list that were made since; the newest stand in front.

    Args:
        http: Asks.
        path: Where the list is.
        cursor: What the argument is called that names the last of the page before.
        read: A batch from an entry.
        since: When [s since 1970].
    """
    found: list[Batch] = []
    after: dict[str, str] = {}
    for _ in range(PAGES):
        page = await http.json("GET", path, limit="100", **after)
        listed = [read(one) for one in objects(page, "data")]
        new = [batch for batch in listed if batch.created >= since]
        found += new
        if not new or page.get("has_more") is not True:
            break
        after = {cursor: listed[-1].id}
    return found


def member(found: object, *names: str) -> Any:
    """What lies in an object, in that in another one, and so on; None where it does not."""
    for name in names:
        found = found.get(name) if isinstance(found, dict) else None
    return found


def objects(found: object, *names: str) -> list[dict[str, Any]]:
    """The objects in a list that lies in an object, likewise; without what is none."""
    listed = member(found, *names)
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []


def counted_in(found: object, *names: str) -> int:
    """A count, or a time, in an object; 0 where there is none."""
    return token_count(member(found, *names)) or 0


def identified(found: Mapping[str, Any], url: str) -> str:
    """The id of what a server made.

    Raises:
        ServerError: It has none.
    """
    named = found.get("id")
    if not isinstance(named, str) or not named or len(named) > 200:
        raise ServerError(Fault(200, url, "a reply without an id"))
    return named

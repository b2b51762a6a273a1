"""A transport under the client of OpenAI's library: nothing is read beyond a limit, packed or not.

Every answer that is no completion carries status, address and the server's own words (`completions`).
"""

from __future__ import annotations

import asyncio
import json
import re
import zlib
from typing import Any

import httpx2
from inspect_ai._util.http_defaults_httpx2 import default_client_kwargs
from openai import AsyncOpenAI, DefaultAsyncHttpxClient, OpenAIError

from ch3ef.models.completions import (
    COMPLETIONS,
    CONNECT_TIMEOUT,
    MAX_REDIRECTS,
    OFFERED_WITHIN,
    check_status,
    completion,
    leads_away,
    offered,
    parsed,
    read_bounded,
)
from ch3ef.models.faults import Fault, Kind, ServerError
from ch3ef.models.limits import MAX_BODY, MAX_LOGPROBS_BODY


def bounded_client() -> httpx2.AsyncClient:
    """A client as Inspect makes them (keep-alive, proxies of the environment), with bounded transports."""
    kwargs = default_client_kwargs(max_redirects=MAX_REDIRECTS)
    mounts = {place: each and BoundedTransport(each) for place, each in kwargs["mounts"].items()}
    kwargs |= {"transport": BoundedTransport(kwargs["transport"]), "mounts": mounts}
    return DefaultAsyncHttpxClient(**kwargs)


class BoundedTransport(httpx2.AsyncBaseTransport):
    """Passes requests on; reads every response as far as a limit, and raises what is no answer.

    Args:
        transport: What sends.
    """

    def __init__(self, transport: httpx2.AsyncBaseTransport) -> None:
        self._transport = transport

    async def aclose(self) -> None:
        """Close the connections."""
        await self._transport.aclose()

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send one request.

        Raises:
            ServerError: No connection, a response that breaks off, a status that is no success, or a completion
                that is none.
        """
        request.headers["Accept-Encoding"] = "gzip"
        # The limit of a try ends what hangs; a client's own limits would end what may take longer.
        request.extensions["timeout"] = {"connect": CONNECT_TIMEOUT, "read": None, "write": None, "pool": None}
        url = _address(request.url)
        most = MAX_LOGPROBS_BODY if b'"prompt_logprobs"' in await request.aread() else MAX_BODY
        try:
            response = await self._transport.handle_async_request(request)
            try:
                assert isinstance(response.stream, httpx2.AsyncByteStream)  # noqa: S101 (what a transport returns)
                packed = response.headers.get("content-encoding", "")
                body, whole = await read_bounded(aiter(response.stream), packed, most)
            finally:
                await response.aclose()
        except httpx2.TransportError as error:
            unreachable = isinstance(error, (httpx2.ConnectError, httpx2.ConnectTimeout))
            kind: Kind = "unreachable" if unreachable else ""
            raise ServerError(Fault(url=url, words=_broken(error), passing=True, kind=kind)) from error
        except zlib.error as error:
            words = f"a reply that cannot be unpacked ({error})"
            raise ServerError(Fault(url=url, words=words, passing=True)) from error
        if request.method == "POST":
            body = _checked(request, response, body, url, whole=whole)
        kept = [(name, value) for name, value in response.headers.multi_items() if name.lower() not in _OF_THE_WIRE]
        return httpx2.Response(
            response.status_code, headers=kept, content=body, request=request, extensions=response.extensions
        )


_OF_THE_WIRE = {"content-encoding", "content-length", "transfer-encoding"}


def _checked(request: httpx2.Request, response: httpx2.Response, body: bytes, url: str, *, whole: bool) -> bytes:
    """The body of a response to a question, its completion put in order."""
    status = response.status_code
    target = request.url.join(response.headers.get("location", "")) if leads_away(status) else request.url
    check_status(status, url, body, response.headers, _address(target))
    if status < 300 and request.url.path.endswith(COMPLETIONS) and not _STREAMED.search(request.content):
        return json.dumps(completion(body, url, status, whole=whole)).encode()
    if not whole:
        raise ServerError(Fault(status, url, f"a reply of more than {len(body) / 2**20:g} MiB"))
    found = parsed(body)
    return body if found is None else json.dumps(found).encode()


_STREAMED = re.compile(rb'"stream": ?true')
"""In the body of a question: the reply is to come as a stream of events. In a text, the quotes would be escaped."""


def _broken(error: httpx2.TransportError) -> str:
    """What happened to a connection, in plain words."""
    words = " ".join(str(error).split()) or type(error).__name__
    if isinstance(error, httpx2.ConnectTimeout):
        return f"no connection within {2 * CONNECT_TIMEOUT:.0f} s"
    if isinstance(error, httpx2.ConnectError):
        return f"no connection ({words})"
    return f"the connection broke off ({words})"


def _address(url: httpx2.URL) -> str:
    """Where a request went, without credentials and query."""
    host = f"[{url.host}]" if ":" in url.host else url.host
    port = f":{url.port}" if url.port else ""
    return f"{url.scheme}://{host}{port}{url.path}"


# --- what a server offers ---------------------------------------------------------------------------------


async def offered_models(api: Any) -> list[str]:
    """Names of the models that the server of a client of OpenAI's library lists; none where it lists none at once.

    Args:
        api: Inspect's provider, open.
    """
    client = getattr(api, "client", None)
    if not isinstance(client, AsyncOpenAI):
        return []
    try:
        async with asyncio.timeout(OFFERED_WITHIN):
            page = await client.with_options(max_retries=0).models.list()
    except (OpenAIError, ServerError, TimeoutError):
        return []
    return offered(getattr(one, "id", None) for one in getattr(page, "data", None) or ())

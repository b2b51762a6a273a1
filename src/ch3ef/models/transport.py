"""What an OpenAI-compatible server answers -> a completion that can be relied on, or an error that says what came.

It stands between the vendor's client and the network, so that nothing is read beyond a limit, packed or not, and every
answer that is no completion carries status, address and the server's own words.
"""

from __future__ import annotations

import asyncio
import json
import re
import zlib
from collections.abc import AsyncIterator, Mapping
from typing import Any

import httpx2
from inspect_ai._util.http import is_retryable_http_status, parse_retry_after
from inspect_ai._util.http_defaults_httpx2 import default_client_kwargs
from openai import AsyncOpenAI, DefaultAsyncHttpxClient, OpenAIError

from ch3ef.models.faults import Fault, Kind, ServerError, kind_of
from ch3ef.models.limits import MAX_BODY, MAX_LOGPROBS_BODY, MAX_TEXT
from ch3ef.results import token_count
from ch3ef.texts import storable

CONNECT_TIMEOUT = 15.0
"""Seconds for a connection; it is tried twice, so that a server that is not there is known in 30."""
MAX_REDIRECTS = 5
COMPLETIONS = "/chat/completions"
MAX_DEPTH = 32
"""How deep the parts of a reply may lie in each other."""


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
                body, whole = await _read(response, most)
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


async def _read(response: httpx2.Response, most: int) -> tuple[bytes, bool]:
    """The body, unpacked, as far as a number of bytes; and whether that is all of it."""
    packed = response.headers.get("content-encoding", "identity").lower() not in {"", "identity"}
    # 32 + 15: gzip or zlib, as the stream's beginning says.
    unpacker = zlib.decompressobj(47) if packed else None
    body, came = bytearray(), 0
    assert isinstance(response.stream, httpx2.AsyncByteStream)  # noqa: S101 (what a transport returns)
    stream: AsyncIterator[bytes] = aiter(response.stream)
    async for chunk in stream:
        came += len(chunk)
        body += chunk if unpacker is None else unpacker.decompress(chunk, most + 1 - len(body))
        if len(body) > most or came > most:
            return bytes(body[:most]), False
    return bytes(body), True


def _checked(request: httpx2.Request, response: httpx2.Response, body: bytes, url: str, *, whole: bool) -> bytes:
    """The body of a response to a question, its completion put in order."""
    status = response.status_code
    if 300 <= status < 400 and status not in {307, 308}:
        target = _address(request.url.join(response.headers.get("location", "")))
        raise ServerError(Fault(status, url, f"redirects to {target}; give the address that it redirects to"))
    if status >= 400:
        raise ServerError(_fault_of_status(status, url, body, response.headers))
    if status < 300 and request.url.path.endswith(COMPLETIONS) and not _STREAMED.search(request.content):
        return _completion(body, url, status, whole=whole)
    if not whole:
        raise ServerError(Fault(status, url, f"a reply of more than {len(body) / 2**20:g} MiB"))
    found = _parsed(body)
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


# --- what a server says is wrong --------------------------------------------------------------------------


def _fault_of_status(status: int, url: str, body: bytes, headers: Mapping[str, str]) -> Fault:
    found = _parsed(body)
    words = said_words(found) if found is not None else _plain(body.decode("utf-8", "replace"))
    spent = bool({"insufficient_quota", "billing_hard_limit_reached"} & set(_codes(found)))
    return Fault(
        status,
        url,
        words,
        passing=(is_retryable_http_status(status) or status == 425) and not spent,
        retry_after=parse_retry_after(headers),
        kind=kind_of(words, _codes(found)) if status < 500 and status != 429 else "",
    )


def said_words(found: Any) -> str:
    """The vendor's own words in the body of an error.

    Example:
        >>> said_words({"error": {"message": "unsupported image", "code": None}})
        'unsupported image'
    """
    while isinstance(found, (dict, list)):
        if isinstance(found, list):
            found = found[0] if found else ""
            continue
        named = (found[key] for key in ("error", "message", "msg", "detail", "errors") if found.get(key))
        found = next(named, None) or json.dumps(found)
    return _plain(str(found))


def _codes(found: Any) -> list[str]:
    """Names that an error's body gives to what is wrong."""
    codes: list[str] = []
    while isinstance(found, dict):
        codes += [str(found[key]) for key in ("code", "type") if isinstance(found.get(key), (str, int))]
        found = found.get("error") or found.get("innererror")
    return codes


def _plain(text: str, most: int = 300) -> str:
    """One line without markup; of a page without its head, whose title says what its heading does."""
    text = text[:20_000]
    shown = re.sub(r"(?is)<(head|style|script)\b.*?</\1>|<[^<>]*>", " ", text)
    shown = shown if shown.strip() else re.sub(r"<[^<>]*>", " ", text)
    line = " ".join("".join(one if one.isprintable() else " " for one in shown).split())
    return line if len(line) <= most else line[: most - 3] + "..."


def _parsed(body: bytes) -> Any:
    """JSON of a body, as it may be kept; None where it is none."""
    try:
        return _fit(json.loads(body))
    except (ValueError, RecursionError):
        return None


def _fit(found: Any, depth: int = MAX_DEPTH) -> Any:
    """JSON whose texts can be stored, without what lies deeper than any reply goes."""
    if isinstance(found, str):
        return storable(found)
    if not isinstance(found, (dict, list)):
        return found
    if depth == 0:
        return None
    if isinstance(found, list):
        return [_fit(one, depth - 1) for one in found]
    return {storable(key): _fit(value, depth - 1) for key, value in found.items()}


# --- what a server offers ---------------------------------------------------------------------------------

OFFERED_WITHIN = 3.0
"""Seconds that a server has to list its models."""


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
    names = [getattr(one, "id", None) for one in getattr(page, "data", None) or ()]
    return [_plain(name, 80) for name in names if isinstance(name, str) and name]


# --- completions ------------------------------------------------------------------------------------------


def _completion(body: bytes, url: str, status: int, *, whole: bool) -> bytes:
    """A completion of the shape that clients rely on."""
    found = _parsed(body) if whole else _as_far_as_read(body)
    if not isinstance(found, dict):
        words = _plain(body[:2000].decode("utf-8", "replace"), 120)
        # What begins as JSON was cut off on the way.
        passing = whole and body.lstrip()[:1] in {b"", b"{", b"["}
        kind = "a reply that is not whole JSON" if whole else f"a reply of more than {MAX_BODY / 2**20:g} MiB"
        raise ServerError(Fault(status, url, f"{kind}: {words!r}", passing=passing))
    choices = found.get("choices")
    if not isinstance(choices, list) or not choices:
        raise ServerError(_fault_of_success(found, url, status))
    tidied = {
        **_without(found, "service_tier"),
        "id": _word(found, "id"),
        "object": "chat.completion",
        "created": created if type(created := found.get("created")) is int else 0,
        "model": _word(found, "model"),
        "system_fingerprint": _word(found, "system_fingerprint") or None,
        "choices": [_choice(choice, place, url, status) for place, choice in enumerate(choices)],
        "usage": _usage(found.get("usage")),
    }
    if not whole:
        tidied["choices"] = [choice | {"finish_reason": "length"} for choice in tidied["choices"][:1]]
    return json.dumps(tidied).encode()


def _as_far_as_read(body: bytes) -> Any:
    from pydantic_core import from_json

    try:
        return _fit(from_json(body, allow_partial="trailing-strings"))
    except ValueError:
        return None


def _word(found: dict[str, Any], key: str) -> str:
    """A field's text; "" where it holds none."""
    value = found.get(key)
    return value if isinstance(value, str) else ""


def _without(found: dict[str, Any], *names: str) -> dict[str, Any]:
    """What clients would check although nobody reads it is left out."""
    return {name: value for name, value in found.items() if name not in names}


def _fault_of_success(found: dict[str, Any], url: str, status: int) -> Fault:
    """What is wrong with a 200 that holds no reply: an error of a server behind the server, or nothing at all."""
    if not any(found.get(key) for key in ("error", "detail", "message")):
        return Fault(status, url, "a reply without choices", passing=True)
    codes, words = _codes(found), said_words(found)
    statuses = [int(code) for code in codes if code.isdecimal() and len(code) == 3]
    kind = kind_of(words, codes)
    return Fault(
        status,
        url,
        words,
        passing=not kind and all(is_retryable_http_status(status) for status in statuses),
        kind=kind,
    )


def _choice(choice: Any, place: int, url: str, status: int) -> dict[str, Any]:
    message = choice.get("message") if isinstance(choice, dict) else None
    if not isinstance(message, dict):
        raise ServerError(Fault(status, url, "a reply without a message", passing=True))
    content = _text(message.get("content"), url, status)
    tidied = {
        **_without(message, "annotations", "audio", "function_call", *_REASONING),
        "role": "assistant",
        "content": content and content[: MAX_TEXT + 1],
        # Some servers send "" or false where nothing was refused.
        "refusal": _word(message, "refusal") or None,
        "tool_calls": _tool_calls(message.get("tool_calls")),
        **{name: value for name in _REASONING if isinstance(value := message.get(name), _REASONING[name])},
    }
    return {
        **_without(choice, "logprobs"),
        "index": index if type(index := choice.get("index")) is int else place,
        "finish_reason": _word(choice, "finish_reason") or None,
        "message": tidied,
    }


_REASONING: dict[str, type] = {"reasoning": str, "reasoning_content": str, "reasoning_details": list}
"""Where servers put what a model thought, and of what type it is."""


def _text(content: Any, url: str, status: int) -> str | None:
    """The text of a message, whose content may come in parts."""
    if content is None or isinstance(content, str):
        return content
    if isinstance(content, list):
        parts = [part.get("text") if isinstance(part, dict) else part for part in content]
        return "".join(part for part in parts if isinstance(part, str))
    raise ServerError(Fault(status, url, f"a reply whose content is {_plain(json.dumps(content), 60)}"))


def _tool_calls(calls: Any) -> list[dict[str, Any]] | None:
    """The calls of functions that are whole; nobody offers a model tools, so that none is needed."""
    functions = [
        {
            "id": call["id"],
            "type": "function",
            "function": {key: call["function"][key] for key in ("name", "arguments")},
        }
        for call in (calls if isinstance(calls, list) else ())
        if isinstance(call, dict) and isinstance(call.get("id"), str) and _is_function(call.get("function"))
    ]
    return functions or None


def _is_function(function: Any) -> bool:
    return isinstance(function, dict) and all(isinstance(function.get(key), str) for key in ("name", "arguments"))


def _usage(usage: Any) -> dict[str, Any] | None:
    """Counts of tokens; None where one of them is none, and without the details that are none."""
    needed = ("prompt_tokens", "completion_tokens", "total_tokens")
    if not isinstance(usage, dict) or any(token_count(usage.get(key)) is None for key in needed):
        return None
    details = {key: _counts(usage.get(key)) for key in ("prompt_tokens_details", "completion_tokens_details")}
    prompt = details["prompt_tokens_details"]
    if sum(prompt.get(key, 0) for key in ("cached_tokens", "cache_write_tokens")) > usage["prompt_tokens"]:
        prompt.clear()
    return {**usage, **{key: counts or None for key, counts in details.items()}}


def _counts(details: Any) -> dict[str, int]:
    found = details.items() if isinstance(details, dict) else ()
    return {key: count for key, value in found if (count := token_count(value)) is not None}

"""What an OpenAI-compatible server answers -> a completion that can be relied on, or an error that says what came.

Whoever sends the requests (`transport`, `lean_client`) reads no body beyond a limit, and hands it over here. Pure.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import AsyncIterator, Iterable, Mapping
from typing import Any

from ch3ef.models.faults import Fault, ServerError, kind_of, passes, wait_asked_for
from ch3ef.models.limits import MAX_BODY, MAX_TEXT
from ch3ef.results import token_count
from ch3ef.texts import storable

CONNECT_TIMEOUT = 15.0
"""Seconds for a connection; it is tried twice, so that a server that is not there is known in 30."""
MAX_REDIRECTS = 5
COMPLETIONS = "/chat/completions"
MAX_DEPTH = 32
"""How deep the parts of a reply may lie in each other."""
REPEATS = {307, 308}
"""Redirects that repeat the same question at another address."""

Completion = dict[str, Any]
"""What `completion` gives."""


async def read_bounded(chunks: AsyncIterator[bytes], packed: str, most: int) -> tuple[bytes, bool]:
    """A body, unpacked, as far as a number of bytes; and whether that is all of it.

    Args:
        chunks: As they come.
        packed: How it is packed, as its header says.
        most: Bytes, both packed and unpacked.

    Raises:
        zlib.error: It cannot be unpacked.
    """
    # 32 + 15: gzip or zlib, as the stream's beginning says.
    unpacker = None if packed.lower() in {"", "identity"} else zlib.decompressobj(47)
    body, came = bytearray(), 0
    async for chunk in chunks:
        came += len(chunk)
        body += chunk if unpacker is None else unpacker.decompress(chunk, most + 1 - len(body))
        if len(body) > most or came > most:
            return bytes(body[:most]), False
    return bytes(body), True


# --- what a server says is wrong --------------------------------------------------------------------------


def leads_away(status: int) -> bool:
    """Whether a status is a redirect that loses the question."""
    return 300 <= status < 400 and status not in REPEATS


def check_status(status: int, url: str, body: bytes, headers: Mapping[str, str], target: str) -> None:
    """Refuse a response that is no success.

    Args:
        status: Its status.
        url: Where the request went, without credentials and query.
        body: Its body, as far as it was read.
        headers: Its headers.
        target: Where it redirects to, likewise.

    Raises:
        ServerError: It is none; redirects that repeat the question are for whoever sent it to follow.
    """
    if leads_away(status):
        raise ServerError(Fault(status, url, f"redirects to {target}; give the address that it redirects to"))
    if status >= 400:
        raise ServerError(_fault_of_status(status, url, body, headers))


def _fault_of_status(status: int, url: str, body: bytes, headers: Mapping[str, str]) -> Fault:
    found = parsed(body)
    words = said_words(found) if found is not None else _plain(body.decode("utf-8", "replace"))
    spent = bool({"insufficient_quota", "billing_hard_limit_reached"} & set(_codes(found)))
    return Fault(
        status,
        url,
        words,
        passing=passes(status) and not spent,
        retry_after=wait_asked_for(headers),
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


def parsed(body: bytes) -> Any:
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
MODELS = "/models"


def offered(names: Iterable[object]) -> list[str]:
    """Names of models that a server lists, fit to be shown."""
    return [_plain(name, 80) for name in names if isinstance(name, str) and name]


# --- completions ------------------------------------------------------------------------------------------


def completion(body: bytes, url: str, status: int, *, whole: bool) -> dict[str, Any]:
    """A completion of the shape that clients rely on.

    Args:
        body: Of the response, unpacked, as far as it was read.
        url: Where the request went, for the message.
        status: Of the response.
        whole: Whether that is all of it; of what was cut off, the reply is taken as far as it goes.

    Raises:
        ServerError: It is no completion.
    """
    found = parsed(body) if whole else _as_far_as_read(body)
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
    return tidied


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
        passing=not kind and all(map(passes, statuses)),
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

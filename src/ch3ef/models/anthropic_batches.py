"""Anthropic's Message Batches interface.

One request holds all of a batch; its results are lines of one file. Nothing can be sent along to know a batch by.
Source: Anthropic, API reference, Message Batches, and Migrating to API version 2026-10-21.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ch3ef.models.batches import Batch, Http, Result, counted_in, every, identified, member, objects
from ch3ef.models.completions import Completion, check_status, completion
from ch3ef.models.faults import Fault, ServerError
from ch3ef.models.messages import Message
from ch3ef.models.names import ModelName
from ch3ef.models.sent_pictures import PICTURE, Pictures, laid_between
from ch3ef.models.servers import Server, server_at
from ch3ef.models.settings import GenerationSettings

MOST, LARGEST = 100_000, 250_000_000
"""Of 256 MB, which a batch may have."""
BEGIN, BETWEEN, END = b'{"requests": [', b",\n", b"]}"
CHAT = "/v1/messages"
_BATCHES = "/v1/messages/batches"
_COUNTS = ("processing", "succeeded", "errored", "canceled", "expired")
_STATUSES = {
    "invalid_request_error": 400,
    "authentication_error": 401,
    "billing_error": 402,
    "permission_error": 403,
    "not_found_error": 404,
    "request_too_large": 413,
    "rate_limit_error": 429,
    "timeout_error": 504,
    "overloaded_error": 529,
}
"""What an error of a request is in HTTP; any other is the vendor's own (500)."""
_FINISH = {"end_turn": "stop", "stop_sequence": "stop", "max_tokens": "length", "refusal": "content_filter"}
_FINISH |= {"tool_use": "tool_calls", "model_context_window_exceeded": "model_length"}
_NOTHING = "(no content)"
"""What stands for an empty text, which Anthropic refuses; the same as Inspect sends."""
_EFFORTS = {"minimal": "low"}


def server(name: ModelName) -> Server | str:
    """Where a model is asked; or, in words, why not."""
    base_url = name.args.get("base_url") or os.environ.get("ANTHROPIC_BASE_URL") or "https://api.anthropic.com"
    return server_at(name, name.model, base_url)


def headers(key: str) -> dict[str, str]:
    """Of every request."""
    return {"x-api-key": key, "anthropic-version": "2026-10-21"}


def fields(name: ModelName, settings: GenerationSettings, most: int) -> dict[str, Any]:  # noqa: ARG001 (one format for all)
    """Settings as fields of a request. Of sampling there are none: since 2026-10-21 they are refused for every model.

    Example:
        >>> from ch3ef.models.names import parse_model_name
        >>> fields(parse_model_name("anthropic/claude-opus-5-5"), GenerationSettings(reasoning_effort="none"), 512)
        {'max_tokens': 512, 'thinking': {'type': 'disabled'}}
    """
    effort = settings.reasoning_effort
    if effort is None:
        return {"max_tokens": most}
    if effort == "none":
        return {"max_tokens": most, "thinking": {"type": "disabled"}}
    thinking = {"type": "adaptive", "display": "summarized"}
    return {"max_tokens": most, "thinking": thinking, "output_config": {"effort": _EFFORTS.get(effort, effort)}}


async def body(model: str, said: Sequence[Message], fields: Mapping[str, Any], pictures: Pictures | None) -> bytes:
    """A request by itself.

    Raises:
        InputError: A picture is not there.
    """
    uris = [await pictures.uri(image.path) for one in said for image in one.images] if pictures else []
    kinds = iter([uri[5 : uri.index(b";")].decode() for uri in uris])
    messages = [{"role": one.role, "content": _content(one, kinds)} for one in said if one.role != "system"]
    system = "\n\n".join(one.text for one in said if one.role == "system")
    asked = {"model": model, "messages": messages, **({"system": system} if system else {}), **fields}
    return laid_between(asked, [uri[uri.index(b",") + 1 :] for uri in uris])


def _content(message: Message, kinds: Any) -> str | list[dict[str, Any]]:
    if message.role == "assistant":
        return message.text or _NOTHING
    return [
        {"type": "text", "text": part or _NOTHING}
        if isinstance(part, str)
        else {"type": "image", "source": {"type": "base64", "media_type": next(kinds), "data": PICTURE}}
        for part in message.parts
    ]


def entry(key: str, body: bytes) -> bytes:
    """The same in a file."""
    return b'{"custom_id": "' + key.encode() + b'", "params": ' + body + b"}"


async def upload(http: Http, file: Path) -> str:  # noqa: ARG001 (no step of its own here)
    """Nothing: a batch is made of the file itself."""
    return ""


async def create(http: Http, uploaded: str, file: Path, mark: str) -> Batch:  # noqa: ARG001 (nothing can be sent along)
    """Make a batch of a file."""
    with file.open("rb") as content:
        return _batch(await http.json("POST", _BATCHES, data=content), http)


async def listed(http: Http, since: float) -> list[Batch]:
    """Batches that were made since."""
    return await every(http, _BATCHES, "after_id", lambda found: _batch(found, http), since)


def is_it(batch: Batch, mark: str, requests: int) -> bool:  # noqa: ARG001 (there is none)
    """Whether a batch can be one of so many requests; its results show whose it is."""
    return batch.total == requests


async def look(http: Http, batch: str) -> Batch:
    """How a batch stands."""
    return _batch(await http.json("GET", f"{_BATCHES}/{quote(batch, safe='')}"), http)


def _batch(found: Mapping[str, Any], http: Http) -> Batch:
    status = str(found.get("processing_status"))
    named = identified(found, http.url(_BATCHES))
    counts = {name: counted_in(found, "request_counts", name) for name in _COUNTS}
    ended = status == "ended"
    try:
        created = datetime.fromisoformat(str(found.get("created_at"))).timestamp()
    except (ValueError, OverflowError):
        created = 0.0
    return Batch(
        named,
        "cancelled" if ended and counts["canceled"] else "ended" if ended else "open",
        status,
        sum(counts.values()),
        sum(counts.values()) - counts["processing"],
        created,
        (f"{_BATCHES}/{quote(named, safe='')}/results",) if ended else (),
    )


def result(record: Mapping[str, Any], url: str) -> Result:
    """What one line of the results says."""
    key, kind = str(record.get("custom_id")), str(member(record, "result", "type"))
    if kind not in {"succeeded", "errored"}:
        # What was not even begun, when the day was over or by somebody's wish, can be asked again.
        return Result(key, None, Fault(words=f"{kind} in its batch", passing=True))
    try:
        if kind == "succeeded":
            return Result(key, _completion(member(record, "result", "message"), url), None)
        error = member(record, "result", "error")
        named = str(member(error, "error", "type") or member(error, "type"))
        check_status(_STATUSES.get(named, 500), url, json.dumps(error).encode(), {}, "")
    except ServerError as error_of:
        return Result(key, None, error_of.fault)
    raise AssertionError


def _completion(message: object, url: str) -> Completion:
    """A message as a completion of OpenAI's format, which everything after this reads."""
    blocks = objects(message, "content")

    def joined(kind: str) -> str:
        return "".join(text for one in blocks if one.get("type") == kind and isinstance(text := one.get(kind), str))

    cached = sum(
        counted_in(message, "usage", name) for name in ("cache_read_input_tokens", "cache_creation_input_tokens")
    )
    sent, received = (counted_in(message, "usage", name) for name in ("input_tokens", "output_tokens"))
    stop = member(message, "stop_reason") or ""
    said = {"role": "assistant", "content": joined("text"), "reasoning_content": joined("thinking") or None}
    found = {
        "id": member(message, "id"),
        "model": member(message, "model"),
        # A message that is none becomes a reply without choices, which is asked for again.
        "choices": [{"index": 0, "finish_reason": _FINISH.get(str(stop), str(stop)), "message": said}] if stop else [],
        "usage": {
            "prompt_tokens": sent + cached,
            "completion_tokens": received,
            "total_tokens": sent + cached + received,
            "prompt_tokens_details": {"cached_tokens": cached},
        },
    }
    return completion(json.dumps(found).encode(), url, 200, whole=True)

"""OpenAI's batch interface, and that of servers which speak its format.

A file of requests is uploaded (`/files`, purpose "batch"), a batch is made of it (`/batches`), and its results are two
files: of requests that were answered, and of those that were not. Source: OpenAI, API reference, Batch and Files
(2026).
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ch3ef.models import servers
from ch3ef.models.batches import Batch, Http, Result, counted_in, every, identified, member, objects
from ch3ef.models.chat_format import chat_body
from ch3ef.models.completions import COMPLETIONS, check_status, completion, said_words
from ch3ef.models.faults import Fault, ServerError
from ch3ef.models.messages import Message
from ch3ef.models.names import ModelName
from ch3ef.models.sent_pictures import Pictures
from ch3ef.models.servers import Server, organisation, server_at
from ch3ef.models.settings import GenerationSettings, reasons

MOST, LARGEST = 50_000, 190_000_000
"""Of 200 MB, which a file may have."""
BEGIN, BETWEEN, END = b"", b"\n", b"\n"
CHAT = COMPLETIONS
MARK = "ch3ef"
"""The name of our mark among what can be told of a batch."""
_ENDPOINT = "/v1/chat/completions"
_STATES = {"completed": "ended", "expired": "ended", "cancelled": "cancelled", "failed": "failed"}


def server(name: ModelName) -> Server | str:
    """Where a model is asked; or, in words, why not."""
    if name.provider == "openai-api":
        return servers.server_of(name)
    base_url = name.args.get("base_url") or os.environ.get("OPENAI_BASE_URL") or "https://api.openai.com/v1"
    return server_at(name, name.model, base_url)


def headers(key: str) -> dict[str, str]:
    """Of every request."""
    return {"Authorization": f"Bearer {key}", **organisation()}


def fields(name: ModelName, settings: GenerationSettings, most: int) -> dict[str, Any]:
    """Settings as fields of a request: OpenAI has its own word for the limit; who reasons gets no temperature unasked.

    Example:
        >>> from ch3ef.models.names import parse_model_name
        >>> fields(parse_model_name("openai/gpt-5-mini"), GenerationSettings(), 512)
        {'max_completion_tokens': 512}
    """
    given: dict[str, Any] = settings.fields(most)
    if name.provider == "openai":
        given = {"max_completion_tokens": given.pop("max_tokens"), **given}
        if settings.temperature is None and reasons(name, settings):
            given.pop("temperature", None)
    return given


async def body(model: str, said: Sequence[Message], fields: Mapping[str, Any], pictures: Pictures | None) -> bytes:
    """A request by itself."""
    return await chat_body(model, said, fields, pictures)


def entry(key: str, body: bytes) -> bytes:
    """The same in a file."""
    around = json.dumps({"custom_id": key, "method": "POST", "url": _ENDPOINT}).encode()
    return around[:-1] + b', "body": ' + body + b"}"


async def upload(http: Http, file: Path) -> str:
    """Hand in a file; gives its id."""
    import aiohttp

    with file.open("rb") as content:
        form = aiohttp.FormData()
        form.add_field("purpose", "batch")
        form.add_field("file", content, filename="ch3ef.jsonl", content_type="application/jsonl")
        return identified(await http.json("POST", "/files", data=form), http.url("/files"))


async def create(http: Http, uploaded: str, file: Path, mark: str) -> Batch:  # noqa: ARG001 (uploaded before)
    """Make a batch of a file."""
    wanted = {"input_file_id": uploaded, "endpoint": _ENDPOINT, "completion_window": "24h", "metadata": {MARK: mark}}
    return _batch(await http.json("POST", "/batches", data=json.dumps(wanted).encode()), http)


async def listed(http: Http, since: float) -> list[Batch]:
    """Batches that were made since."""
    return await every(http, "/batches", "after", lambda found: _batch(found, http), since)


def is_it(batch: Batch, mark: str, requests: int) -> bool:  # noqa: ARG001 (the mark is enough)
    """Whether a batch is the one that was made with a mark."""
    return batch.mark == mark


async def look(http: Http, batch: str) -> Batch:
    """How a batch stands."""
    return _batch(await http.json("GET", f"/batches/{quote(batch, safe='')}"), http)


def _batch(found: Mapping[str, Any], http: Http) -> Batch:
    status = str(found.get("status"))
    files = (found.get("output_file_id"), found.get("error_file_id"))
    errors, mark = objects(found, "errors", "data"), member(found, "metadata", MARK)
    return Batch(
        identified(found, http.url("/batches")),
        _STATES.get(status, "open"),  # type: ignore[arg-type]  # the table holds no other
        status,
        counted_in(found, "request_counts", "total"),
        counted_in(found, "request_counts", "completed") + counted_in(found, "request_counts", "failed"),
        counted_in(found, "created_at"),
        tuple(f"/files/{quote(file, safe='')}/content" for file in files if isinstance(file, str) and file),
        mark if isinstance(mark, str) else "",
        "; ".join(dict.fromkeys(map(said_words, errors[:5]))) or "no words of its own",
        any(one.get("code") == "token_limit_exceeded" for one in errors),
    )


def result(record: Mapping[str, Any], url: str) -> Result:
    """What one line of the results says."""
    key, response = str(record.get("custom_id")), record.get("response")
    status = member(response, "status_code")
    if not isinstance(response, dict) or type(status) is not int:
        # What was not even begun, when the day was over or by somebody's wish, can be asked again.
        words = said_words(record.get("error")) or "no response in its batch"
        return Result(key, None, Fault(words=words, passing=True))
    try:
        text = json.dumps(response.get("body")).encode()
        check_status(status, url, text, {}, "")
        return Result(key, completion(text, url, status, whole=True), None)
    except ServerError as error:
        return Result(key, None, error.fault)
